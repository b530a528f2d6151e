// Which entries are shown, and what another minimum confidence would do to each.

const filters = {
  kind: "edits",
  search: "",
  file: -1,
  rules: new Set(data.rules.keys()),
  bands: new Set(),
  differing: false,
};
let minimum = null;
const borders = [...data.levels.map(([, least]) => least), 0];
const band = (confidence) => borders.findIndex((least) => confidence >= least);
borders.forEach((_, at) => filters.bands.add(at));

/** Whether an entry would be made at the confidence that the slider has. */
function wouldMake(entry) {
  if (minimum === null) return entry[KIND] === MADE;
  if (entry[KIND] === MADE) return entry[SURE] >= minimum;
  return entry[KIND] === BELOW && entry[SURE] >= minimum;
}

const differs = (entry) => minimum !== null && wouldMake(entry) !== (entry[KIND] === MADE);

function matches(entry) {
  const made = entry[KIND] === MADE;
  if (
    filters.differing && minimum !== null
      ? !differs(entry)
      : filters.kind !== "all" && made !== (filters.kind === "edits")
  )
    return false;
  if (filters.file >= 0 && entry[PATH] !== filters.file) return false;
  return filters.rules.has(entry[RULE]) && filters.bands.has(band(entry[SURE]));
}

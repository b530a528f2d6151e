// What the reader decided: kept in the browser, and exported.

/** FNV-1a, to know the decisions for this page from those for another one. */
function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}

const memory = `textmend-review-${fingerprint(source)}`;
// They are lost with the page where the browser does not keep them and the reader has not saved them.
const decisions = { edits: new Map(), rules: new Map(), safe: true };
try {
  const kept = JSON.parse(localStorage.getItem(memory) ?? "{}");
  decisions.edits = new Map(kept.edits ?? []);
  decisions.rules = new Map(kept.rules ?? []);
} catch {
  // A browser may deny storage to files; then decisions last as long as the page.
}

function decide(store, key, decision) {
  if (decision) store.set(key, decision);
  else store.delete(key);
  try {
    localStorage.setItem(memory, JSON.stringify({ edits: [...decisions.edits], rules: [...decisions.rules] }));
  } catch {
    decisions.safe = false;
  }
  showDecided();
}

/** Whether `textmend clean --decisions` can obey: it knows an edit by its place, and needs the bytes decoded. */
const isOpen = (entry) => data.decidable && entry[START] >= 0 && !ruleName(entry[RULE]).startsWith("encoding/");

/** The decision on an entry: its own, else for an edit that on its rule. */
const decisionOn = (id) =>
  decisions.edits.get(id) ??
  (data.entries[id][KIND] === MADE ? decisions.rules.get(data.entries[id][RULE]) : undefined);

function showDecided() {
  const all = [...decisions.edits.values()];
  const rules = decisions.rules.size ? `, ${counted(decisions.rules.size, "rule")}` : "";
  const rejected = all.filter((each) => each === "reject").length;
  byId("decided").textContent =
    all.length || rules ? `${number(all.length - rejected)} accepted, ${number(rejected)} rejected${rules}` : "";
}

function exported() {
  const undecided = document.querySelector('input[name="undecided"]:checked').value;
  const edits = [...decisions.edits].map(([id, decision]) => {
    const entry = data.entries[id];
    const found = { decision, path: data.files[entry[PATH]][0], [entry[UNIT]]: entry[LINE] };
    if (entry[FIELD] >= 0) found.field = data.fields[entry[FIELD]];
    if (entry[COLUMN]) found.column = entry[COLUMN];
    Object.assign(found, { start: entry[START], end: entry[END], rule: ruleName(entry[RULE]) });
    if (entry[WHOLE]) Object.assign(found, { before: entry[BEFORE], after: entry[AFTER] });
    return found;
  });
  const rules = Object.fromEntries([...decisions.rules].map(([rule, decision]) => [ruleName(rule), decision]));
  return `${JSON.stringify({ textmend: "decisions", version: 1, run: data.run, undecided, rules, edits }, null, 1)}\n`;
}

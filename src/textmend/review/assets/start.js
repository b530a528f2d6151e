// Everything is defined: fill the page.

function summary() {
  const { edits, refused, files } = data.totals;
  const settings = [data.run.preset && `preset ${data.run.preset}`, data.run.level && `level ${data.run.level}`]
    .filter(Boolean)
    .join(", ");
  const parts = [`${counted(edits, "edit")} in ${counted(files, "file")}`, `${number(refused)} left alone`];
  if (settings) parts.push(settings);
  return parts.join(" · ");
}

function notes() {
  const found = [...data.notes];
  const edits = data.entries.filter((entry) => entry[KIND] === MADE).length;
  const refusals = data.entries.length - edits;
  if (edits < data.totals.edits || refusals < data.totals.refused) {
    found.push(
      `This page shows a sample: ${number(edits)} of ${counted(data.totals.edits, "edit")} and ${number(refusals)} of ` +
        `${number(data.totals.refused)} left alone, chosen so that every rule and every confidence is represented. The counts and ` +
        "charts are those of the whole run, and decisions on rules apply to all of it.",
    );
  }
  return found;
}

byId("title").replaceChildren(...shown(data.title));
byId("summary").textContent = summary();
byId("notes").append(...notes().map((note) => make("p", {}, ...shown(note))));
if (window.matchMedia("(max-width: 860px)").matches) byId("side").open = false;
if (data.problems.length) {
  byId("problems").hidden = false;
  byId("problems")
    .querySelector("ul")
    .append(
      ...data.problems.map(([path, at, what]) =>
        make("li", { dir: "auto" }, ...shown(`${path}${at ? `:${at}` : ""}: ${what}`)),
      ),
    );
  const more = data.totals.problems - data.problems.length;
  if (more > 0) byId("problems").append(make("p", {}, `and ${number(more)} more`));
}
buildSide();
showRules();
setMinimum(null);
showDecided();
byId("export").hidden = !data.decidable;
render();
window.addEventListener("beforeunload", (event) => {
  if (!decisions.safe) event.preventDefault();
});
document.documentElement.dataset.ready = "true";

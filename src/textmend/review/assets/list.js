// The list: passages with their marks.

const list = byId("list");
let waiting = [];
let lastFile = -1;
let current = null;
let idle = 0;

/** Show all passages with an entry that matches, the first of them now and the others when there is time. */
function render() {
  close();
  const matching = new Set();
  const found = [];
  data.passages.forEach((pieces, at) => {
    if (filters.search && !searched[at].includes(filters.search)) return;
    let any = false;
    for (const piece of pieces) {
      if (typeof piece === "number" && matches(data.entries[piece])) {
        matching.add(piece);
        any = true;
      }
    }
    if (any) found.push(at);
  });
  waiting = found;
  shownEntries = matching;
  lastFile = -1;
  current = null;
  list.replaceChildren();
  byId("status").textContent = describe(matching.size);
  if (!found.length) list.append(make("p", { class: "empty" }, nothing()));
  renderMore();
  const first = list.querySelector(".mark");
  if (first) first.tabIndex = 0;
  schedule();
}

let shownEntries = new Set();

function describe(size) {
  const { edits, refused } = data.totals;
  const sampledEdits = data.entries.filter((entry) => entry[KIND] === MADE).length;
  const sampledRefused = data.entries.length - sampledEdits;
  const noun =
    filters.differing && minimum !== null
      ? "change"
      : { edits: "edit", refused: "suspicion", all: "entrie" }[filters.kind];
  const total = { edits, refused, all: edits + refused }[filters.kind];
  const sampled = { edits: sampledEdits, refused: sampledRefused, all: sampledEdits + sampledRefused }[filters.kind];
  const of =
    sampled < total
      ? ` of a sample of ${number(sampled)} of ${number(total)}`
      : size < total
        ? ` of ${number(total)}`
        : "";
  return `Showing ${counted(size, noun).replace("entrie", "entries").replace("entriess", "entries")}${of}`;
}

function nothing() {
  if (!data.totals.edits && !data.totals.refused) return "Nothing was found to repair.";
  return "Nothing matches these filters.";
}

function renderMore(number_ = CHUNK) {
  const parts = waiting.splice(0, number_).flatMap((at) => {
    const pieces = data.passages[at];
    const file = data.entries[pieces.find((piece) => typeof piece === "number")][PATH];
    const heading = file === lastFile ? [] : [fileHeading(file)];
    lastFile = file;
    return [...heading, passage(pieces)];
  });
  list.append(...parts);
  byId("more").textContent = waiting.length ? `${counted(waiting.length, "passage")} more below` : "";
}

function fileHeading(file) {
  const [name, edits] = data.files[file];
  return make(
    "h2",
    { class: "file", dir: "auto" },
    ...shown(name),
    " ",
    make("span", { class: "count" }, counted(edits, "edit")),
  );
}

function passage(pieces) {
  const ids = pieces.filter((piece) => typeof piece === "number" && shownEntries.has(piece));
  const text = make("div", { class: "text", dir: "auto", lang: data.run.lang });
  for (const piece of pieces) {
    if (typeof piece === "string") text.append(...shown(piece));
    else if (shownEntries.has(piece)) text.append(mark(piece));
    else text.append(...shown(data.entries[piece][BEFORE]));
  }
  const rules = new Map();
  for (const id of ids) {
    const entry = data.entries[id];
    const name = ruleName(entry[RULE]) + (entry[KIND] === MADE ? "" : ` left alone: ${data.reasons[entry[REASON]]}`);
    if (!rules.has(name) || entry[SURE] < rules.get(name)[SURE]) rules.set(name, entry);
  }
  const meta = [...rules].map(([name, entry]) =>
    make("span", {}, ...shown(entry[KIND] === MADE ? `${name} ${sure(entry)}` : name)),
  );
  return make(
    "article",
    { class: "passage", "aria-label": `Line ${place(data.entries[ids[0]])}` },
    make("div", { class: "place", dir: "auto" }, ...shown(place(data.entries[ids[0]]))),
    text,
    make("div", { class: "meta" }, ...meta),
  );
}

function mark(id) {
  const entry = data.entries[id];
  const element = make("span", {
    role: "button",
    tabindex: "-1",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
    "data-id": id,
  });
  if (entry[BEFORE]) element.append(removed(entry[BEFORE]));
  else if (entry[KIND] !== MADE || entry[AFTER])
    element.append(make("span", { class: "kept" }, entry[KIND] === MADE ? "" : "⌃"));
  if (entry[AFTER]) element.append(make("ins", {}, ...changed(entry[AFTER])));
  showState(element, id);
  return element;
}

function showState(element, id) {
  const entry = data.entries[id];
  const decision = decisionOn(id);
  const made = decision ? decision === "accept" : wouldMake(entry);
  const state = entry[KIND] === MADE ? (made ? "" : "not") : made ? "refused would" : "refused";
  element.className = `mark ${state} ${decision ?? ""}`;
  const { left, right, before, after } = words(id);
  const told =
    entry[KIND] === MADE
      ? `${spoken(left + before + right)} becomes ${spoken(left + after + right)}`
      : `${spoken(left + before + right)} left alone: ${data.reasons[entry[REASON]]}`;
  const decided = decision ? `, ${decision}ed` : "";
  element.setAttribute("aria-label", `${told}, ${ruleName(entry[RULE])}, confidence ${sure(entry)}${decided}`);
}

function showStates() {
  for (const element of list.querySelectorAll(".mark")) showState(element, Number(element.dataset.id));
}

function schedule() {
  const later = window.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 16));
  (window.cancelIdleCallback ?? clearTimeout)(idle);
  if (!waiting.length) return;
  idle = later((deadline) => {
    while (waiting.length && deadline.timeRemaining() > 6) renderMore(4);
    schedule();
  });
}

// Who scrolls faster than that gets the next passages at once.
new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && waiting.length && renderMore(), {
  rootMargin: "1500px",
}).observe(byId("more"));

// The side: filters and charts.

function showHistogram() {
  const svg = byId("histogram");
  const made = Array(51).fill(0);
  const doubt = Array(51).fill(0);
  for (const [rule, hundredth, isMade, count] of data.bins) {
    if (filters.rules.has(rule)) (isMade ? made : doubt)[Math.max(0, Math.min(50, hundredth - 50))] += count;
  }
  // The square root keeps small counts visible next to large ones.
  const scale = 52 / Math.sqrt(Math.max(1, ...made.map((count, at) => count + doubt[at])));
  const bars = [];
  const bar = (kind, at, low, high) => {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("class", kind);
    for (const [name, value] of Object.entries({ x: at * 5, width: 4, y: 56 - high, height: high - low }))
      rect.setAttribute(name, value);
    bars.push(rect);
  };
  made.forEach((count, at) => {
    const top = Math.sqrt(count) * scale;
    if (count) bar("made", at, 0, Math.max(1.5, top));
    if (doubt[at]) bar("doubt", at, top, Math.max(top + 1.5, Math.sqrt(count + doubt[at]) * scale));
  });
  if (minimum !== null) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    line.setAttribute("class", "cut");
    const x = Math.round((minimum * 100 - 50) * 5);
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: 0, y2: 56 })) line.setAttribute(name, value);
    bars.push(line);
  }
  svg.replaceChildren(...bars);
  const sums = borders.map((least, at) => {
    const name = at < data.levels.length ? `${least.toFixed(2)} or more` : "less";
    return `${number(bandCount(at, 1))} edits at ${name}`;
  });
  svg.setAttribute("aria-label", `Edits by confidence: ${sums.join(", ")}.`);
}

function bandCount(at, isMade) {
  const low = Math.round(borders[at] * 100);
  const high = at ? Math.round(borders[at - 1] * 100) : 101;
  return data.bins.reduce(
    (sum, [, hundredth, made, count]) => sum + (made === isMade && hundredth >= low && hundredth < high ? count : 0),
    0,
  );
}

/** What another minimum confidence would do in the whole run. */
function showOutcome() {
  const outcome = byId("outcome");
  if (minimum === null) {
    outcome.replaceChildren("As run: ", make("strong", {}, counted(data.totals.edits, "edit")), ".");
  } else {
    const least = Math.round(minimum * 100);
    let lost = 0;
    let gained = 0;
    for (const [, hundredth, made, count] of data.bins) {
      if (made && hundredth < least) lost += count;
      if (!made && hundredth >= least) gained += count;
    }
    const only = make(
      "label",
      {},
      make("input", {
        type: "checkbox",
        id: "differing",
        onchange: (event) => {
          filters.differing = event.target.checked;
          render();
        },
      }),
      " Show only these",
    );
    only.firstChild.checked = filters.differing;
    outcome.replaceChildren(
      "At ",
      make("strong", {}, minimum.toFixed(2)),
      " or more: ",
      make("strong", {}, counted(data.totals.edits - lost + gained, "edit")),
      `, ${number(lost)} fewer and ${number(gained)} more than in this run. `,
      only,
    );
  }
  byId("slider").setAttribute("aria-valuetext", minimum === null ? "as run" : minimum.toFixed(2));
}

function setMinimum(value) {
  minimum = value;
  byId("slider").value = value === null ? lowest() : Math.round(value * 100);
  showHistogram();
  showOutcome();
  if (filters.differing) render();
  else showStates();
}

const lowest = () => data.bins.reduce((least, [, hundredth, made]) => (made ? Math.min(least, hundredth) : least), 100);

const ruleRows = new Map();

/** How many entries of the kind that is shown a rule has. */
function ruleCount(rule) {
  const [, , edits, refused] = data.rules[rule];
  return { edits, refused, all: edits + refused }[filters.kind];
}

function showRules() {
  const most = Math.max(1, ...data.rules.map((_, rule) => ruleCount(rule)));
  for (const [rule, row] of ruleRows) {
    row.box.checked = filters.rules.has(rule);
    row.count.textContent = number(ruleCount(rule));
    row.bar.style.width = `${(100 * Math.sqrt(ruleCount(rule) / most)).toFixed(1)}%`;
    row.decision.textContent = { accept: "accepted ", reject: "rejected " }[decisions.rules.get(rule)] ?? "";
  }
  for (const [, group] of groups) {
    const on = group.rules.filter((rule) => filters.rules.has(rule)).length;
    group.box.checked = on === group.rules.length;
    group.count.textContent = number(group.rules.reduce((sum, rule) => sum + ruleCount(rule), 0));
    group.box.indeterminate = on > 0 && on < group.rules.length;
  }
  showHistogram();
}

const groups = new Map();

function buildRules() {
  data.rules.forEach(([name], rule) => {
    const pass = name.split("/")[0];
    if (!groups.has(pass)) groups.set(pass, { rules: [], box: null, count: make("span", { class: "count" }) });
    groups.get(pass).rules.push(rule);
  });
  const sum = (rules, at) => rules.reduce((total, rule) => total + data.rules[rule][at], 0);
  const ordered = [...groups].sort(([, a], [, b]) => sum(b.rules, 2) - sum(a.rules, 2));
  for (const [pass, group] of ordered) {
    group.box = make("input", {
      type: "checkbox",
      id: `pass-${pass}`,
      onchange: (event) => toggle(group.rules, event.target.checked),
    });
    const rows = group.rules.sort((a, b) => data.rules[b][2] - data.rules[a][2]).map(ruleRow);
    byId("rules").append(
      make(
        "div",
        { class: "group", role: "group", "aria-label": `Pass ${pass}` },
        make("div", { class: "rule" }, group.box, make("label", { for: `pass-${pass}` }, pass), group.count),
        ...rows,
      ),
    );
  }
}

function ruleRow(rule) {
  const [name, purpose, edits, refused] = data.rules[rule];
  const box = make("input", {
    type: "checkbox",
    id: `rule-${rule}`,
    onchange: (event) => toggle([rule], event.target.checked),
  });
  const decision = make("span", { class: "decision" });
  const count = make("span", { class: "number" });
  const bar = make("i");
  ruleRows.set(rule, { box, decision, count, bar });
  const act = (text, value) => make("button", { type: "button", onclick: () => chooseRule(rule, value) }, text);
  const short = name.includes("+") ? name : name.split("/").pop();
  return make(
    "div",
    { class: "rule" },
    box,
    make("label", { for: `rule-${rule}` }, short),
    make("span", { class: "count" }, decision, count),
    make(
      "details",
      {},
      make("summary", { "aria-label": `More on ${name}` }, "⋯"),
      make("p", {}, `${purpose ? `${purpose}. ` : ""}${counted(edits, "edit")}, ${number(refused)} left alone.`),
      data.decidable &&
        make(
          "p",
          { class: "buttons" },
          act("Accept all", "accept"),
          act("Reject all", "reject"),
          act("Undecided", null),
        ),
    ),
    make("span", { class: "bar", "aria-hidden": "true" }, bar),
  );
}

function toggle(rules, on) {
  for (const rule of rules)
    if (on) filters.rules.add(rule);
    else filters.rules.delete(rule);
  showRules();
  render();
}

function buildSide() {
  byId("count-edits").textContent = number(data.totals.edits);
  byId("count-refused").textContent = number(data.totals.refused);
  const select = byId("file");
  select.append(make("option", { value: "-1" }, "All files"));
  data.files.forEach(([name, edits], at) =>
    select.append(
      make("option", { value: at }, `${[...shown(name)].map((n) => n.textContent ?? n).join("")} (${number(edits)})`),
    ),
  );
  byId("file-field").hidden = data.files.length < 2;
  byId("level-buttons").append(
    make("button", { type: "button", onclick: () => setMinimum(null) }, "As run"),
    ...data.levels.map(([name, least]) =>
      make("button", { type: "button", onclick: () => setMinimum(least) }, `${name} ${least.toFixed(2)}`),
    ),
  );
  byId("bands").append(
    ...borders.map((least, at) => {
      const box = make("input", {
        type: "checkbox",
        onchange: (event) => {
          if (event.target.checked) filters.bands.add(at);
          else filters.bands.delete(at);
          render();
        },
      });
      box.checked = true;
      const [name] = data.levels[at] ?? ["below"];
      const range =
        at < data.levels.length ? `${least.toFixed(2)} and more` : `less than ${borders[at - 1]?.toFixed(2) ?? "1.00"}`;
      return make("label", {}, box, `${name}, ${range}`, make("span", { class: "count" }, number(bandCount(at, 1))));
    }),
  );
  buildRules();
}

let typing = 0;
byId("search").addEventListener("input", (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    filters.search = event.target.value.trim().toLowerCase();
    render();
  }, 120);
});
byId("file").addEventListener("change", (event) => {
  filters.file = Number(event.target.value);
  render();
});
for (const radio of document.querySelectorAll('input[name="kind"]')) {
  radio.addEventListener("change", () => {
    filters.kind = radio.value;
    showRules();
    render();
  });
}
byId("slider").addEventListener("input", (event) => setMinimum(Number(event.target.value) / 100));
byId("all-rules").addEventListener("click", () => toggle([...data.rules.keys()], true));
byId("no-rules").addEventListener("click", () => toggle([...data.rules.keys()], false));
byId("filters").addEventListener("submit", (event) => event.preventDefault());

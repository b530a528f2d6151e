"use strict";
(() => {
  const source = document.getElementById("data").textContent;
  const data = JSON.parse(source);
  const [PATH, RULE, SURE, KIND, BEFORE, AFTER, REASON, FIELD, UNIT, LINE, COLUMN, START, END, WHOLE] = Array(14).keys();
  // What an entry is: an edit that was made, a refusal, or a refusal for its confidence alone.
  const MADE = 0, BELOW = 2;
  const CHUNK = 40;
  const byId = (id) => document.getElementById(id);
  const number = (value) => value.toLocaleString("en");
  const counted = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
  const ruleName = (rule) => data.rules[rule][0];

  /** An element. Text is only ever added as text: no markup is parsed on this page. */
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (name === "class") element.className = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  // ---- Texts of documents -------------------------------------------------------------------------------------

  // Controls, marks that reorder the text around them, and halves of a character: shown by their numbers wherever they
  // are. Other characters without a glyph mean something in the text around an edit, and are only shown inside one.
  const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffc]|\p{Cs}/u;
  const UNSEEN = /[\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u206a-\u206f\u3000\ufe00-\ufe0f\ufeff\ufff9-\ufffb]/u;
  const EITHER = new RegExp(`(${CONTROL.source}|${UNSEEN.source}|[\\n\\t])`, "u");
  const CONTROLS = new RegExp(`(${CONTROL.source})`, "u");
  const NAMES = {"\n": "⏎", "\t": "⇥", "\u00a0": "NBSP", "\u00ad": "SHY", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\ufffc": "▫"};

  function label(char) {
    const code = char.codePointAt(0);
    if (code >= 0xdc80 && code <= 0xdcff) return `byte ${(code - 0xdc00).toString(16).toUpperCase()}`;
    return NAMES[char] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }

  /** The nodes of a text; in a change, all that has no glyph is shown. */
  function shown(text, inChange) {
    const pattern = inChange ? EITHER : CONTROLS;
    if (!pattern.test(text)) return [text];
    return text.split(pattern).filter(Boolean)
      .map((part) => (pattern.test(part) ? make("span", {class: "ctl"}, label(part)) : part));
  }

  /** A change in place: spaces are shown where they are the change. */
  function changed(text) {
    return shown(/^ +$/.test(text) ? "␣".repeat(text.length) : text, true);
  }

  const removed = (text) => make("del", {class: /[\p{L}\p{N}]/u.test(text) ? "" : "sign"}, ...changed(text));

  function spoken(text) {
    if (!text) return "nothing";
    if (/^ +$/.test(text)) return text.length === 1 ? "a space" : `${text.length} spaces`;
    return `“${text.replace(/\n/g, " line break ")}”`;
  }

  function place(entry) {
    const where = entry[COLUMN] ? `${entry[LINE]}:${entry[COLUMN]}` : `${entry[LINE]}`;
    if (entry[FIELD] < 0) return where;
    const at = entry[COLUMN] || entry[START] < 0 ? "" : `:${entry[START] + 1}`;
    return `${where} ${data.fields[entry[FIELD]]}${at}`;
  }

  const sure = (entry) => (entry[SURE] ? (Math.floor(entry[SURE] * 100 + 1e-7) / 100).toFixed(2) : "–");

  /** The words that an edit changes, whole: “ofthe” and “of the”. */
  function words(id) {
    const entry = data.entries[id];
    const pieces = data.passages[passageOf[id]];
    const at = pieces.indexOf(id);
    const [before, after] = [at - 1, at + 1].map((near) => (typeof pieces[near] === "string" ? pieces[near] : ""));
    // A sign between spaces is shown with the words around it.
    const left = /(?:\S{1,24} )?\S{0,24}$/.exec(before)[0].replace(/^\S+ (?=\S)/, "");
    const right = /^\S{0,24}(?: \S{1,24})?/.exec(after)[0].replace(/(?<=\S) \S+$/, "");
    return {left: left.replace(/^…/, ""), right: right.replace(/…$/, ""), before: entry[BEFORE], after: entry[AFTER]};
  }

  const passageOf = [];
  data.passages.forEach((pieces, at) => pieces.forEach((piece) => typeof piece === "number" && (passageOf[piece] = at)));
  const searched = data.passages.map((pieces) => {
    const ids = pieces.filter((piece) => typeof piece === "number");
    const texts = pieces.map((piece) => (typeof piece === "number" ? data.entries[piece][BEFORE] : piece));
    const after = ids.map((id) => data.entries[id][AFTER]);
    return `${texts.join("")}\n${after.join("\n")}\n${data.files[data.entries[ids[0]][PATH]][0]}`.toLowerCase();
  });

  // ---- Decisions ----------------------------------------------------------------------------------------------

  /** FNV-1a, to know the decisions for this page from those for another one. */
  function fingerprint(text) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash >>> 0).toString(16);
  }

  const memory = `textmend-review-${fingerprint(source)}`;
  const decisions = {edits: new Map(), rules: new Map(), saved: true};
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
    decisions.saved = false;
    try {
      localStorage.setItem(memory, JSON.stringify({edits: [...decisions.edits], rules: [...decisions.rules]}));
    } catch {
      // As above.
    }
    showDecided();
  }

  /** The decision on an entry: its own, else for an edit that on its rule. */
  const decisionOn = (id) => decisions.edits.get(id) ?? (data.entries[id][KIND] === MADE ? decisions.rules.get(data.entries[id][RULE]) : undefined);

  function showDecided() {
    const all = [...decisions.edits.values()];
    const rules = decisions.rules.size ? `, ${counted(decisions.rules.size, "rule")}` : "";
    const rejected = all.filter((each) => each === "reject").length;
    byId("decided").textContent = all.length || rules ? `${number(all.length - rejected)} accepted, ${number(rejected)} rejected${rules}` : "";
  }

  function exported() {
    const undecided = document.querySelector('input[name="undecided"]:checked').value;
    const edits = [...decisions.edits].map(([id, decision]) => {
      const entry = data.entries[id];
      const found = {decision, path: data.files[entry[PATH]][0], [entry[UNIT]]: entry[LINE]};
      if (entry[FIELD] >= 0) found.field = data.fields[entry[FIELD]];
      if (entry[COLUMN]) found.column = entry[COLUMN];
      Object.assign(found, {start: entry[START], end: entry[END], rule: ruleName(entry[RULE])});
      if (entry[WHOLE]) Object.assign(found, {before: entry[BEFORE], after: entry[AFTER]});
      return found;
    });
    const rules = Object.fromEntries([...decisions.rules].map(([rule, decision]) => [ruleName(rule), decision]));
    return `${JSON.stringify({textmend: "decisions", version: 1, run: data.run, undecided, rules, edits}, null, 1)}\n`;
  }

  // ---- Filters ------------------------------------------------------------------------------------------------

  const filters = {kind: "edits", search: "", file: -1, rules: new Set(data.rules.keys()), bands: new Set(), differing: false};
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
    if (filters.differing && minimum !== null ? !differs(entry) : filters.kind !== "all" && made !== (filters.kind === "edits")) return false;
    if (filters.file >= 0 && entry[PATH] !== filters.file) return false;
    return filters.rules.has(entry[RULE]) && filters.bands.has(band(entry[SURE]));
  }

  // ---- The list -----------------------------------------------------------------------------------------------

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
    if (!found.length) list.append(make("p", {class: "empty"}, nothing()));
    renderMore();
    const first = list.querySelector(".mark");
    if (first) first.tabIndex = 0;
    schedule();
  }

  let shownEntries = new Set();

  function describe(size) {
    const {edits, refused} = data.totals;
    const sampledEdits = data.entries.filter((entry) => entry[KIND] === MADE).length;
    const sampledRefused = data.entries.length - sampledEdits;
    const noun = filters.differing && minimum !== null ? "change" : {edits: "edit", refused: "suspicion", all: "entrie"}[filters.kind];
    const total = {edits, refused, all: edits + refused}[filters.kind];
    const sampled = {edits: sampledEdits, refused: sampledRefused, all: sampledEdits + sampledRefused}[filters.kind];
    const of = sampled < total ? ` of a sample of ${number(sampled)} of ${number(total)}` : size < total ? ` of ${number(total)}` : "";
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
    return make("h2", {class: "file", dir: "auto"}, ...shown(name), " ", make("span", {class: "count"}, counted(edits, "edit")));
  }

  function passage(pieces) {
    const ids = pieces.filter((piece) => typeof piece === "number" && shownEntries.has(piece));
    const text = make("div", {class: "text", dir: "auto", lang: data.run.lang});
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
    const meta = [...rules].map(([name, entry]) => make("span", {}, ...shown(entry[KIND] === MADE ? `${name} ${sure(entry)}` : name)));
    return make("article", {class: "passage", "aria-label": `Line ${place(data.entries[ids[0]])}`},
      make("div", {class: "place", dir: "auto"}, ...shown(place(data.entries[ids[0]]))), text, make("div", {class: "meta"}, ...meta));
  }

  function mark(id) {
    const entry = data.entries[id];
    const element = make("span", {role: "button", tabindex: "-1", "aria-haspopup": "dialog", "aria-expanded": "false", "data-id": id});
    if (entry[BEFORE]) element.append(removed(entry[BEFORE]));
    else if (entry[KIND] !== MADE || entry[AFTER]) element.append(make("span", {class: "kept"}, entry[KIND] === MADE ? "" : "⌃"));
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
    const {left, right, before, after} = words(id);
    const told = entry[KIND] === MADE ? `${spoken(left + before + right)} becomes ${spoken(left + after + right)}`
      : `${spoken(left + before + right)} left alone: ${data.reasons[entry[REASON]]}`;
    const decided = decision ? `, ${decision}ed` : "";
    element.setAttribute("aria-label", `${told}, ${ruleName(entry[RULE])}, confidence ${sure(entry)}${decided}`);
  }

  function showStates() {
    for (const element of list.querySelectorAll(".mark")) showState(element, Number(element.dataset.id));
  }

  function schedule() {
    const later = window.requestIdleCallback ?? ((work) => setTimeout(() => work({timeRemaining: () => 8}), 16));
    (window.cancelIdleCallback ?? clearTimeout)(idle);
    if (!waiting.length) return;
    idle = later((deadline) => {
      while (waiting.length && deadline.timeRemaining() > 6) renderMore(4);
      schedule();
    });
  }

  // Who scrolls faster than that gets the next passages at once.
  new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && waiting.length && renderMore(), {rootMargin: "1500px"})
    .observe(byId("more"));

  // ---- The card of an edit ------------------------------------------------------------------------------------

  const card = make("div", {class: "card", id: "card", role: "dialog", "aria-label": "The edit", hidden: ""});
  list.after(card);
  let opened = null;
  let timer = 0;

  function open(element) {
    clearTimeout(timer);
    if (opened === element) return;
    close();
    opened = element;
    element.classList.add("open");
    element.setAttribute("aria-expanded", "true");
    element.setAttribute("aria-controls", "card");
    fill(Number(element.dataset.id));
    card.hidden = false;
    if (getComputedStyle(card).position === "absolute") {
      const mark = element.getClientRects()[0] ?? element.getBoundingClientRect();
      const room = document.documentElement.clientWidth - card.offsetWidth - 12;
      const below = mark.bottom + card.offsetHeight + 10 < window.innerHeight || mark.top < card.offsetHeight + 10;
      const top = below ? mark.bottom + 6 : mark.top - card.offsetHeight - 6;
      const origin = byId("main").offsetParent.getBoundingClientRect();
      card.style.left = `${Math.max(8, Math.min(mark.left - 12, room)) - origin.left}px`;
      card.style.top = `${top - origin.top}px`;
    }
  }

  function close() {
    clearTimeout(timer);
    if (!opened) return;
    opened.classList.remove("open");
    opened.setAttribute("aria-expanded", "false");
    opened = null;
    card.hidden = true;
  }

  const closeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => card.contains(document.activeElement) || opened === document.activeElement || close(), 250);
  };

  function fill(id) {
    const entry = data.entries[id];
    const {left, right, before, after} = words(id);
    const proposed = entry[KIND] === MADE || before !== after;
    const pair = make("dl", {class: "pair"},
      make("dt", {}, "Before"), make("dd", {dir: "auto"}, ...shown(left), before ? removed(before) : "", ...shown(right)),
      proposed && make("dt", {}, entry[KIND] === MADE ? "After" : "Suspected"),
      proposed && make("dd", {dir: "auto"}, ...shown(left), after ? make("ins", {}, ...changed(after)) : "", ...shown(right)));
    for (const child of [...pair.childNodes]) if (child.nodeType === Node.TEXT_NODE) child.remove();
    const [rule, purpose] = data.rules[entry[RULE]];
    const codes = (text) => [...text].map((char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`).join(" ");
    const alike = after && before !== after && before.normalize("NFKC") === after.normalize("NFKC");
    const about = make("p", {class: "about"}, alike ? `${codes(before)} → ${codes(after)}. ` : "", make("strong", {}, rule), ` ${purpose ? `${purpose}. ` : ""}`,
      entry[SURE] ? `Confidence ${sure(entry)}.` : "", entry[KIND] === MADE ? "" : ` Left alone: ${data.reasons[entry[REASON]]}.`);
    const own = decisions.edits.get(id);
    const choice = (name, decision) => make("button", {type: "button", "aria-pressed": String(own === decision), "data-decision": decision,
      onclick: () => choose(id, own === decision ? null : decision)}, name);
    const accepts = entry[KIND] === MADE || (entry[AFTER] !== entry[BEFORE] && entry[SURE] > 0);
    card.replaceChildren(pair, about,
      make("p", {class: "buttons"}, accepts && choice("Accept", "accept"), choice("Reject", "reject"),
        make("button", {type: "button", onclick: () => chooseRule(entry[RULE], "reject")}, `Reject all ${rule}`)),
      make("p", {class: "buttons"}, ...never(id)));
    for (const row of card.querySelectorAll(".buttons"))
      for (const child of [...row.childNodes]) if (child.nodeType === Node.TEXT_NODE) child.remove();
  }

  /** Buttons that copy what keeps an edit from ever being made. */
  function never(id) {
    const entry = data.entries[id];
    const {left, right, before, after} = words(id);
    const word = (left + before + right).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    const buttons = [];
    if (entry[KIND] === MADE && word && !/\s/.test(word) && /\s/.test(after) && ruleName(entry[RULE]).startsWith("spacing/")) {
      buttons.push(make("button", {type: "button", title: "for the file of --words, or words = […] in the settings",
        onclick: () => copy(word)}, `Never split “${word}”: copy the word`));
    }
    const skip = ruleName(entry[RULE]).split("+").map((name) => `--skip ${name}`).join(" ");
    buttons.push(make("button", {type: "button", title: "an option of textmend clean", onclick: () => copy(skip)}, `Never by this rule: copy ${skip}`));
    return buttons;
  }

  function choose(id, decision) {
    decide(decisions.edits, id, decision);
    const element = list.querySelector(`.mark[data-id="${id}"]`);
    if (element) showState(element, id);
    if (opened === element && element) {
      element.classList.add("open");
      const inside = card.contains(document.activeElement) ? document.activeElement.dataset.decision : null;
      fill(id);
      if (inside) (card.querySelector(`[data-decision="${inside}"]`) ?? element).focus();
    }
  }

  function chooseRule(rule, decision) {
    decide(decisions.rules, rule, decision);
    showStates();
    showRules();
    toast(decision ? `${ruleName(rule)}: all ${decision}ed` : `${ruleName(rule)}: undecided`);
    if (opened) opened.classList.add("open");
  }

  const markAt = (event) => (event.target instanceof Element ? event.target.closest(".mark") : null);
  list.addEventListener("focusin", (event) => {
    const element = markAt(event);
    if (!element) return;
    const stop = list.querySelector('.mark[tabindex="0"]');
    if (stop) stop.tabIndex = -1;
    element.tabIndex = 0;
    current = element;
    open(element);
  });
  list.addEventListener("focusout", closeSoon);
  card.addEventListener("focusout", closeSoon);
  list.addEventListener("mouseover", (event) => markAt(event) && open(markAt(event)));
  list.addEventListener("mouseout", (event) => markAt(event) && closeSoon());
  card.addEventListener("mouseover", () => clearTimeout(timer));
  card.addEventListener("mouseout", closeSoon);
  list.addEventListener("click", (event) => markAt(event)?.focus());

  const DECISIONS = {a: "accept", r: "reject", u: null};
  list.addEventListener("keydown", (event) => {
    const element = markAt(event);
    if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
    const rtl = getComputedStyle(element).direction === "rtl";
    const step = {ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, j: 1, k: -1}[event.key];
    if (step) move(element, step);
    else if (event.key === "Home") move(null, 1);
    else if (event.key === "End") move(null, -1);
    else if (event.key === "Enter" || event.key === " ") card.querySelector("button")?.focus();
    else if (event.key === "Escape") close();
    else if (event.key in DECISIONS) choose(Number(element.dataset.id), DECISIONS[event.key]);
    else return;
    event.preventDefault();
  });
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opened) return;
    event.preventDefault();
    opened.focus();
  });

  function move(from, step) {
    if (!from && step < 0) renderMore(waiting.length);
    let marks = [...list.querySelectorAll(".mark")];
    let at = from ? marks.indexOf(from) + step : step > 0 ? 0 : marks.length - 1;
    if (at >= marks.length && waiting.length) {
      renderMore();
      marks = [...list.querySelectorAll(".mark")];
    }
    marks[Math.max(0, Math.min(at, marks.length - 1))]?.focus();
  }

  // ---- The side: filters and charts ---------------------------------------------------------------------------

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
      for (const [name, value] of Object.entries({x: at * 5, width: 4, y: 56 - high, height: high - low})) rect.setAttribute(name, value);
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
      for (const [name, value] of Object.entries({x1: x, x2: x, y1: 0, y2: 56})) line.setAttribute(name, value);
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
    return data.bins.reduce((sum, [, hundredth, made, count]) => sum + (made === isMade && hundredth >= low && hundredth < high ? count : 0), 0);
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
      const only = make("label", {}, make("input", {type: "checkbox", id: "differing", onchange: (event) => {
        filters.differing = event.target.checked;
        render();
      }}), " Show only these");
      only.firstChild.checked = filters.differing;
      outcome.replaceChildren("At ", make("strong", {}, minimum.toFixed(2)), " or more: ",
        make("strong", {}, counted(data.totals.edits - lost + gained, "edit")),
        `, ${number(lost)} fewer and ${number(gained)} more than in this run. `, only);
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
    return {edits, refused, all: edits + refused}[filters.kind];
  }

  function showRules() {
    const most = Math.max(1, ...data.rules.map((_, rule) => ruleCount(rule)));
    for (const [rule, row] of ruleRows) {
      row.box.checked = filters.rules.has(rule);
      row.count.textContent = number(ruleCount(rule));
      row.bar.style.width = `${(100 * Math.sqrt(ruleCount(rule) / most)).toFixed(1)}%`;
      row.decision.textContent = {accept: "accepted ", reject: "rejected "}[decisions.rules.get(rule)] ?? "";
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
      if (!groups.has(pass)) groups.set(pass, {rules: [], box: null, count: make("span", {class: "count"})});
      groups.get(pass).rules.push(rule);
    });
    const sum = (rules, at) => rules.reduce((total, rule) => total + data.rules[rule][at], 0);
    const ordered = [...groups].sort(([, a], [, b]) => sum(b.rules, 2) - sum(a.rules, 2));
    for (const [pass, group] of ordered) {
      group.box = make("input", {type: "checkbox", id: `pass-${pass}`, onchange: (event) => toggle(group.rules, event.target.checked)});
      const rows = group.rules.sort((a, b) => data.rules[b][2] - data.rules[a][2]).map(ruleRow);
      byId("rules").append(make("div", {class: "group", role: "group", "aria-label": `Pass ${pass}`},
        make("div", {class: "rule"}, group.box, make("label", {for: `pass-${pass}`}, pass), group.count),
        ...rows));
    }
  }

  function ruleRow(rule) {
    const [name, purpose, edits, refused] = data.rules[rule];
    const box = make("input", {type: "checkbox", id: `rule-${rule}`, onchange: (event) => toggle([rule], event.target.checked)});
    const decision = make("span", {class: "decision"});
    const count = make("span", {class: "number"});
    const bar = make("i");
    ruleRows.set(rule, {box, decision, count, bar});
    const act = (text, value) => make("button", {type: "button", onclick: () => chooseRule(rule, value)}, text);
    const short = name.includes("+") ? name : name.split("/").pop();
    return make("div", {class: "rule"}, box,
      make("label", {for: `rule-${rule}`}, short), make("span", {class: "count"}, decision, count),
      make("details", {}, make("summary", {"aria-label": `More on ${name}`}, "⋯"),
        make("p", {}, `${purpose ? `${purpose}. ` : ""}${counted(edits, "edit")}, ${number(refused)} left alone.`),
        make("p", {class: "buttons"}, act("Accept all", "accept"), act("Reject all", "reject"), act("Undecided", null))),
      make("span", {class: "bar", "aria-hidden": "true"}, bar));
  }

  function toggle(rules, on) {
    for (const rule of rules) if (on) filters.rules.add(rule); else filters.rules.delete(rule);
    showRules();
    render();
  }

  function buildSide() {
    byId("count-edits").textContent = number(data.totals.edits);
    byId("count-refused").textContent = number(data.totals.refused);
    const select = byId("file");
    select.append(make("option", {value: "-1"}, "All files"));
    data.files.forEach(([name, edits], at) => select.append(make("option", {value: at}, `${[...shown(name)].map((n) => n.textContent ?? n).join("")} (${number(edits)})`)));
    byId("file-field").hidden = data.files.length < 2;
    byId("level-buttons").append(make("button", {type: "button", onclick: () => setMinimum(null)}, "As run"),
      ...data.levels.map(([name, least]) => make("button", {type: "button", onclick: () => setMinimum(least)}, `${name} ${least.toFixed(2)}`)));
    byId("bands").append(...borders.map((least, at) => {
      const box = make("input", {type: "checkbox", onchange: (event) => {
        if (event.target.checked) filters.bands.add(at); else filters.bands.delete(at);
        render();
      }});
      box.checked = true;
      const [name] = data.levels[at] ?? ["below"];
      const range = at < data.levels.length ? `${least.toFixed(2)} and more` : `less than ${borders[at - 1]?.toFixed(2) ?? "1.00"}`;
      return make("label", {}, box, `${name}, ${range}`, make("span", {class: "count"}, number(bandCount(at, 1))));
    }));
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

  // ---- Dialogs ------------------------------------------------------------------------------------------------

  function toast(text) {
    byId("toast").textContent = text;
    clearTimeout(toast.timer);
    toast.timer = setTimeout(() => (byId("toast").textContent = ""), 2500);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast(`Copied: ${text}`);
    } catch {
      // Without permission for the clipboard, the text is shown to be copied by hand.
      byId("export-command").textContent = text;
      toast(text);
    }
  }

  byId("export").addEventListener("click", () => {
    byId("export-counts").textContent = `${counted(decisions.edits.size, "edit")} and ${counted(decisions.rules.size, "rule")} decided.`;
    byId("export-command").textContent = "textmend clean FILES… --decisions decisions.json";
    byId("export-dialog").showModal();
  });
  byId("export-save").addEventListener("click", () => {
    const link = make("a", {href: URL.createObjectURL(new Blob([exported()], {type: "application/json"})), download: "decisions.json"});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    decisions.saved = true;
    toast("Saved: decisions.json");
  });
  byId("export-copy").addEventListener("click", () => copy(exported()));
  byId("help-open").addEventListener("click", () => byId("help-dialog").showModal());
  for (const button of document.querySelectorAll("dialog .close")) button.addEventListener("click", () => button.closest("dialog").close());

  // ---- Start --------------------------------------------------------------------------------------------------

  function summary() {
    const {edits, refused, files} = data.totals;
    const settings = [data.run.preset && `preset ${data.run.preset}`, data.run.level && `level ${data.run.level}`].filter(Boolean).join(", ");
    const parts = [`${counted(edits, "edit")} in ${counted(files, "file")}`, `${number(refused)} left alone`];
    if (settings) parts.push(settings);
    return parts.join(" · ");
  }

  function notes() {
    const found = [...data.notes];
    const edits = data.entries.filter((entry) => entry[KIND] === MADE).length;
    const refusals = data.entries.length - edits;
    if (edits < data.totals.edits || refusals < data.totals.refused) {
      found.push(`This page shows a sample: ${number(edits)} of ${counted(data.totals.edits, "edit")} and ${number(refusals)} of `
        + `${number(data.totals.refused)} left alone, chosen so that every rule and every confidence is represented. The counts and `
        + "charts are those of the whole run, and decisions on rules apply to all of it.");
    }
    return found;
  }

  byId("title").replaceChildren(...shown(data.title));
  byId("summary").textContent = summary();
  byId("notes").append(...notes().map((note) => make("p", {}, ...shown(note))));
  if (window.matchMedia("(max-width: 860px)").matches) byId("side").open = false;
  if (data.problems.length) {
    byId("problems").hidden = false;
    byId("problems").querySelector("ul").append(...data.problems.map(([path, at, what]) =>
      make("li", {dir: "auto"}, ...shown(`${path}${at ? `:${at}` : ""}: ${what}`))));
    const more = data.totals.problems - data.problems.length;
    if (more > 0) byId("problems").append(make("p", {}, `and ${number(more)} more`));
  }
  buildSide();
  showRules();
  setMinimum(null);
  showDecided();
  render();
  window.addEventListener("beforeunload", (event) => {
    if (!decisions.saved) event.preventDefault();
  });
  document.documentElement.dataset.ready = "true";
})();

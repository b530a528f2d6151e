// The card of an edit, and the keys and the mouse in the list.

const card = make("div", { class: "card", id: "card", role: "dialog", "aria-label": "The edit", hidden: "" });
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
  } else {
    // On a phone the card is at the bottom: what it is about stays above it.
    const hidden = element.getBoundingClientRect().bottom + 16 - card.getBoundingClientRect().top;
    if (hidden > 0) window.scrollBy(0, hidden);
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
  card.replaceChildren(...[beforeAndAfter(id), about(entry), decisionButtons(id), neverButtons(id)].filter(Boolean));
}

function beforeAndAfter(id) {
  const entry = data.entries[id];
  const { left, right, before, after } = words(id);
  const side = (change) => make("dd", { dir: "auto" }, ...shown(left), change, ...shown(right));
  const proposed = entry[KIND] === MADE || before !== after;
  return make(
    "dl",
    { class: "pair" },
    make("dt", {}, "Before"),
    side(before && removed(before)),
    proposed && make("dt", {}, entry[KIND] === MADE ? "After" : "Suspected"),
    proposed && side(after && make("ins", {}, ...changed(after))),
  );
}

const codes = (text) => [...text].map(codePoint).join(" ");

/** The rule and what it repairs; the numbers of characters that look the same; the confidence, and the reason. */
function about(entry) {
  const [rule, purpose] = data.rules[entry[RULE]];
  const [before, after] = [entry[BEFORE], entry[AFTER]];
  const alike = after && before !== after && before.normalize("NFKC") === after.normalize("NFKC");
  const told = [
    purpose && `${purpose}.`,
    alike && `${codes(before)} → ${codes(after)}.`,
    entry[SURE] && `Confidence ${sure(entry)}.`,
    entry[KIND] !== MADE && `Left alone: ${data.reasons[entry[REASON]]}.`,
  ];
  return make("p", { class: "about" }, make("strong", {}, rule), ` ${told.filter(Boolean).join(" ")}`);
}

function decisionButtons(id) {
  const entry = data.entries[id];
  if (!isOpen(entry)) return null;
  const own = decisions.edits.get(id);
  const choice = (name, decision) =>
    make(
      "button",
      {
        type: "button",
        "aria-pressed": String(own === decision),
        "data-decision": decision,
        onclick: () => choose(id, own === decision ? null : decision),
      },
      name,
    );
  // A suspicion for which no repair is known can only be agreed to be none.
  const accepts = entry[KIND] === MADE || (entry[AFTER] !== entry[BEFORE] && entry[SURE] > 0);
  const all = { type: "button", onclick: () => chooseRule(entry[RULE], "reject") };
  return make(
    "p",
    { class: "buttons" },
    accepts && choice("Accept", "accept"),
    choice("Reject", "reject"),
    make("button", all, `Reject all ${ruleName(entry[RULE])}`),
  );
}

/** Buttons that copy what keeps an edit from ever being made. */
function neverButtons(id) {
  const entry = data.entries[id];
  const rule = ruleName(entry[RULE]);
  // No rule: without it, the file could not be read.
  if (rule.startsWith("encoding/")) return null;
  const { left, right, before, after } = words(id);
  const word = (left + before + right).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const copying = (what, text, told) =>
    make("button", { type: "button", title: told, onclick: () => copy(text) }, what);
  const splits = rule.startsWith("spacing/") && entry[KIND] === MADE && word && !/\s/.test(word) && /\s/.test(after);
  const told = "for the file of --words, or words = […] in the settings";
  const skip = rule
    .split("+")
    .map((name) => `--skip ${name}`)
    .join(" ");
  return make(
    "p",
    { class: "buttons" },
    splits && copying(`Never split “${word}”: copy the word`, word, told),
    copying(`Never by this rule: copy ${skip}`, skip, "an option of textmend clean"),
  );
}

function choose(id, decision) {
  if (!isOpen(data.entries[id])) return;
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

const DECISIONS = { a: "accept", r: "reject", u: null };
list.addEventListener("keydown", (event) => {
  const element = markAt(event);
  if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
  const rtl = getComputedStyle(element).direction === "rtl";
  const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, j: 1, k: -1 }[event.key];
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

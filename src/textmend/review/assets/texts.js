// Texts of documents: as nodes, with what has no glyph shown, and as words for a screen reader.

// Controls, marks that reorder the text around them, and halves of a character: shown by their numbers wherever they
// are. Other characters without a glyph mean something in the text around an edit, and are only shown inside one.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffc]|\p{Cs}/u;
const UNSEEN =
  /[\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u206a-\u206f\u3000\ufe00-\ufe0f\ufeff\ufff9-\ufffb]/u;
const EITHER = new RegExp(`(${CONTROL.source}|${UNSEEN.source}|[\\n\\t])`, "u");
const CONTROLS = new RegExp(`(${CONTROL.source})`, "u");
const NAMES = {
  "\n": "⏎",
  "\t": "⇥",
  "\u00a0": "NBSP",
  "\u00ad": "SHY",
  "\u200b": "ZWSP",
  "\u200c": "ZWNJ",
  "\u200d": "ZWJ",
  "\ufffc": "▫",
};

const codePoint = (char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

function label(char) {
  const code = char.codePointAt(0);
  if (code >= 0xdc80 && code <= 0xdcff) return `byte ${(code - 0xdc00).toString(16).toUpperCase()}`;
  return NAMES[char] ?? codePoint(char);
}

/** The nodes of a text; in a change, all that has no glyph is shown. */
function shown(text, inChange) {
  const pattern = inChange ? EITHER : CONTROLS;
  if (!pattern.test(text)) return [text];
  return text
    .split(pattern)
    .filter(Boolean)
    .map((part) => (pattern.test(part) ? make("span", { class: "ctl" }, label(part)) : part));
}

/** A change in place: spaces are shown where they are the change. */
function changed(text) {
  return shown(/^ +$/.test(text) ? "␣".repeat(text.length) : text, true);
}

const removed = (text) => make("del", { class: /[\p{L}\p{N}]/u.test(text) ? "" : "sign" }, ...changed(text));

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
  let left = /\S{0,24}$/.exec(before)[0];
  let right = /^\S{0,24}/.exec(after)[0];
  if (!left && !right) {
    // A sign between spaces is shown with the words around it.
    left = /(?:\S{1,24} )?$/.exec(before)[0];
    right = /^(?: \S{1,24})?/.exec(after)[0];
  }
  return { left: left.replace(/^…/, ""), right: right.replace(/…$/, ""), before: entry[BEFORE], after: entry[AFTER] };
}

const passageOf = [];
data.passages.forEach((pieces, at) => pieces.forEach((piece) => typeof piece === "number" && (passageOf[piece] = at)));
const searched = data.passages.map((pieces) => {
  const ids = pieces.filter((piece) => typeof piece === "number");
  const texts = pieces.map((piece) => (typeof piece === "number" ? data.entries[piece][BEFORE] : piece));
  const after = ids.map((id) => data.entries[id][AFTER]);
  return `${texts.join("")}\n${after.join("\n")}\n${data.files[data.entries[ids[0]][PATH]][0]}`.toLowerCase();
});

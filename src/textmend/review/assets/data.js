// The data of the page, and how elements are made.

const source = document.getElementById("data").textContent;
const data = JSON.parse(source);
const [PATH, RULE, SURE, KIND, BEFORE, AFTER, REASON, FIELD, UNIT, LINE, COLUMN, START, END, WHOLE] = Array(14).keys();
// What an entry is: an edit that was made, a refusal, or a refusal for its confidence alone.
const MADE = 0,
  BELOW = 2;
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
  element.append(...children.filter((child) => child || child === 0));
  return element;
}

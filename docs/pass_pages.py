"""Write a page about each pass, docs/passes/NAME.md, and one about presets: `python -m docs.pass_pages`.

Everything on them is taken from elsewhere: what a pass does from its docstrings and rules, the examples from its
fixtures, run as they are written, and the figures from the tables of docs/benchmarks.md and docs/harm.md. A test
compares the files with what this writes.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from math import floor
from pathlib import Path
from typing import Any

import textmend.passes as registry
from tests.cases import Case, load
from textmend.passes.base import Pass, Rule
from textmend.pipeline.presets import LEVELS, PRESETS, Step

__all__ = ["pages"]

DOCS = Path(__file__).parent
FOLDER = DOCS / "passes"
# Pages with more about a pass.
_MORE = {"dashes": "dashes.md", "layout": "layout.md", "mojibake": "mojibake.md", "quotes": "quotes.md"}
_WRITTEN = "<!-- Written by `python -m docs.pass_pages`; change the pass, its fixtures, or that module. -->"

_CHOOSING = """
## Which one

- **You want to repair, and nothing else**, because the texts are training data, an archive or evidence: `safe`. It
  repairs wrong encodings and dashes that an encoding destroyed. Quotation marks, spaces and characters stay the same.
- **You clean text of unknown origin** for search, reading or analysis: `default`. It also repairs run-together words
  and odd characters, and makes quotation marks straight. `skip=["quotes"]` keeps them.
- **The text comes from a PDF file or a scan**: `pdf` or `ocr`. Both join wrapped lines and repair broken words. `pdf`
  also restores dashes that were lost without a trace, with a model that reads every sentence and takes most of the time
  ([dashes](dashes.md)). `ocr` does everything but that.
- **The text comes from web pages**: `web`. It also decodes character references such as `&amp;amp;`.
- **The text is mail**: `email`. It joins wrapped lines only where that is likely to be right, and decodes
  quoted-printable.
- **You publish**: `typographic`. It sets the quotation marks, primes and dashes of the language. It is for prose: in
  logs and comments of programs it curls straight marks, too.
- **A system takes only ASCII**: `ascii`. It transliterates everything else.

What each preset does to sound text is measured: [harm](harm.md). `textmend try DIR` compares them on a sample of your
own files, before anything is written ([look before you repair](howto/review.md)).

## Change one

```python
import textmend

pipe = textmend.Pipeline.preset("pdf", skip=["quotes", "characters/ligature"], level=0.95, words=["NASA"])
pipe.clean("The end ofthe war.")  # 'The end of the war.'

textmend.clean("The end ofthe war.", preset="web", only=["spacing"])  # 'The end of the war.'
textmend.Pipeline(["mojibake", "spacing"]).clean("cafÃ© ofthe year")  # 'café of the year'
```

`only` and `skip` take passes, `skip` also rules (`pass/rule`); `options` sets the options of passes, and their main
option can be given by the name of the pass: `quotes="typographic"`. The command has the same options:
`textmend clean --preset pdf --skip quotes --level safe FILE`.
"""

# How many examples of a rule are shown, and of what a pass leaves alone; longer ones do not fit in a line.
_MOST_EXAMPLES, _MOST_LEFT = 2, 12
_LONGEST = 110


def pages() -> dict[Path, str]:
    """Return each page by its file."""
    found = {FOLDER / f"{name}.md": "\n".join(_page(registry.get(name))) + "\n" for name in registry._built_in()}
    found[DOCS / "presets.md"] = "\n".join(_presets()) + "\n"
    return found


def _page(kind: type[Pass[Any]]) -> Iterator[str]:
    summary, *rest = _paragraphs(kind)
    yield f"# {kind.name}\n\n{_WRITTEN}\n\n{summary}\n"
    yield from (f"{paragraph}\n" for paragraph in rest)
    if kind.name in _MORE:
        page = _MORE[kind.name]
        yield f"How it works and how it was measured: [{page.removesuffix('.md')}](../{page}).\n"
    yield from _where(kind)
    yield from _options(kind)
    yield from _rules(kind)
    yield from _left_alone(kind.name)
    yield from _known_failures(kind.name)
    yield from _measured(kind.name)


def _paragraphs(of: object) -> list[str]:
    """The paragraphs of a docstring, each on one line, without its sections."""
    text = re.split(r"\n\n(?:Attributes|Args|Raises):\n", inspect.getdoc(of) or "")[0]
    return [" ".join(each.split()) for each in text.split("\n\n")]


def _where(kind: type[Pass[Any]]) -> Iterator[str]:
    having = [
        f"`{name}` ({step.level}{''.join(f', {key}={value!r}' for key, value in step.options.items())})"
        for name, preset in PRESETS.items()
        for step in preset.steps
        if step.name == kind.name
    ]
    yield "## Where it runs\n"
    presets = (
        ", ".join(having)
        if having
        else "none: name it, as in `textmend.Pipeline([…])`, or give its options in settings"
    )
    yield f"Presets, with the level it runs at there: {presets}."
    if kind.after:
        yield f"It comes after {', '.join(f'`{name}`' for name in kind.after)}."
    prose = "Only prose: a text that looks like data, a log or a program is reported and left alone."
    yield f"{prose}\n" if kind.prose_only else ""


def _options(kind: type[Pass[Any]]) -> Iterator[str]:
    defaults = kind.options_type.defaults
    if not defaults:
        return
    described = _attributes(kind.options_type)
    example = f"`options={{{kind.name!r}: {{{next(iter(defaults))!r}: …}}}}`"
    main = f", or the option `{kind.main_option}` as `{kind.name}=…`" if kind.main_option else ""
    yield f"## Options\n\nGiven as {example}{main}.\n"
    yield "| option | default | what it does |\n|---|---|---|"
    for name, default in defaults.items():
        shown = [] if default == () else default
        yield f"| `{name}` | `{shown!r}` | {_cell(described.get(name, ''))} |"
    yield ""


def _attributes(of: type) -> dict[str, str]:
    """What the section Attributes of a docstring says, by name."""
    found: dict[str, str] = {}
    section = re.search(r"^Attributes:\n(.*?)(?=^\w|\Z)", inspect.getdoc(of) or "", re.DOTALL | re.MULTILINE)
    for name, text in re.findall(r"^    (\w+): (.*?)(?=^    \w|\Z)", section[1] if section else "", re.DOTALL | re.M):
        found[name] = " ".join(text.split())
    return found


def _rules(kind: type[Pass[Any]]) -> Iterator[str]:
    yield "## Rules\n"
    yield "The confidence is the measured share of a rule's edits that are right; where it scores each edit, of the"
    yield "least certain ones it proposes.\n"
    examples = _examples(kind.name)
    for rule in kind.rules:
        yield f"### `{kind.name}/{rule.name}`\n"
        yield f"{_sentence(rule.mends)} Confidence: {_confidence(rule)}.\n"
        yield f"Leaves alone: {rule.leaves}.\n"
        if shown := examples.get(rule.name, [])[:_MOST_EXAMPLES]:
            yield "| before | after |\n|---|---|"
            yield from (f"| {_code(case.text)}{_with(case)} | {_code(case.fixed)} |" for case in shown)
            yield ""


def _with(case: Case) -> str:
    """The options of a case, where it has some."""
    given = case.options.get(case.subject, case.options) if case.preset else case.options
    return f"<br>with {', '.join(_code(f'{name}={value!r}') for name, value in given.items())}" if given else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _confidence(rule: Rule) -> str:
    # Rounded down: a rule that is wrong once in a thousand is not always right.
    return f"{floor(100 * rule.confidence + 1e-9) / 100:.2f}" if rule.confidence else "none, it only reports"


def _examples(name: str) -> dict[str, list[Case]]:
    """By rule, the fixtures that it alone repairs, the shortest first."""
    found: dict[str, list[Case]] = {}
    for case in sorted(_cases(name, "wild", "synthetic"), key=lambda case: len(case.text)):
        if len(case.text) > _LONGEST:
            continue
        rules = {rule for edit in case.pipeline().explain(case.text).edits for rule in edit.rules}
        if len(rules) == 1 and (rule := rules.pop()).startswith(f"{name}/"):
            found.setdefault(rule.partition("/")[2], []).append(case)
    return found


def _cases(name: str, *kinds: str) -> Iterator[Case]:
    for kind in kinds:
        yield from (case for case in load(kind) if case.subject == name)


def _left_alone(name: str) -> Iterator[str]:
    cases = list(_cases(name, "negative"))
    if not cases:
        return
    fitting = [case for case in cases if len(case.text) <= _LONGEST]
    # Spread over the file, whose cases are in the order of what they are about.
    shown = fitting[:: max(len(fitting) // _MOST_LEFT, 1)][:_MOST_LEFT]
    yield f"## What it leaves alone\n\n{len(shown)} of the {len(cases)} texts that must stay as they are:\n"
    yield "| text | why |\n|---|---|"
    yield from (f"| {_code(case.text)}{_with(case)} | {_cell(case.why)} |" for case in shown)
    yield ""


def _known_failures(name: str) -> Iterator[str]:
    cases = [case for case in _cases(name, "known_failures") if len(case.text) <= 3 * _LONGEST]
    if not cases:
        return
    yield "## Known failures\n\n| text | should be | why it fails |\n|---|---|---|"
    for case in cases:
        wanted = _code(case.fixed) if case.fixed != case.text else "as it is"
        yield f"| {_code(case.text)} | {wanted} | {_cell(case.why)} |"
    yield ""


def _measured(name: str) -> Iterator[str]:
    accuracy = [row[1:] for row in _table(DOCS / "benchmarks.md", "| pass |") if row[0] == name]
    harm = _table(DOCS / "harm.md", "| rule | default |")
    heading, rows = harm[0], [row for row in harm[1:] if row[0].startswith(f"{name}/")]
    if not accuracy and not rows:
        return
    yield "## Measured\n"
    if accuracy:
        yield from _drawn(["damage", "textmend", "other tools"], accuracy)
    if rows:
        yield "Edits to 9,294 pieces of sound text that harm / that restyle, by preset ([harm](../harm.md)):\n"
        yield from _drawn(heading, rows)


def _table(page: Path, start: str) -> list[list[str]]:
    """The rows of the table of a page that begins in this way, its heading first."""
    lines = page.read_text("utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(start))
    rows: list[list[str]] = []
    for line in lines[first:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return [rows[0], *rows[2:]]


def _drawn(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |\n|{'---|' * len(heading)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _presets() -> Iterator[str]:
    yield f"# Presets and levels\n\n{_WRITTEN}\n"
    yield "A preset is a named pipeline: which passes run, in which order, at which level, with which options.\n"
    yield "| preset | for | passes, with the level of each |\n|---|---|---|"
    for name, preset in PRESETS.items():
        yield f"| `{name}` | {preset.purpose} | {' → '.join(map(_step, preset.steps))} |"
    levels = ", ".join(f"`{name}` {least:.2f}" for name, least in LEVELS.items())
    yield f"\nA level is the minimum confidence at which an edit is applied: {levels}, or any number from 0 to 1."
    yield "The option `level` sets one for all passes; without it, each pass has the level in the table.\n"
    yield _CHOOSING.strip()


def _step(step: Step) -> str:
    options = "".join(f", {name}={value!r}" for name, value in step.options.items())
    return f"[{step.name}](passes/{step.name}.md) ({step.level}{options})"


def _code(text: str) -> str:
    """A text as code in a cell of a table, with what cannot be seen by its name."""
    shown = text.replace("\r", "").replace("\n", "⏎")
    shown = re.sub(r"[^\S ]|[^\w\s]", lambda match: _named(match[0]), shown).replace("|", "\\|")
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest or shown != shown.strip() else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _named(character: str) -> str:
    return character if character.isprintable() else f"⟨U+{ord(character):04X}⟩"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def write() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    write()

"""The page: findings as one HTML file that needs nothing else, and that no text in it can script.

All that comes from documents is data in JSON, which the page's script puts on the screen as text and never as markup.
A policy in the page allows this one script and this one style sheet, by their hashes, and nothing else: no request to
any server, no image, no form.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from textmend.edits import round_down
from textmend.review.findings import DEFAULT_SAMPLE, Entry, Findings
from textmend.review.passages import passages
from textmend.version import __version__

__all__ = ["MARK", "MAX_BYTES", "page"]

# With what the pages begin, so that the command replaces its own pages and no other file.
MARK = b"<!doctype html><!-- textmend review -->"
# What a browser, a mail program and a repository take without complaint; for larger samples in proportion.
MAX_BYTES = 1_000_000

# The parts of the script, in the order in which they build on each other.
_SCRIPTS = ("data", "texts", "decisions", "filters", "list", "card", "side", "dialogs", "start")

# Longer texts are shown by their start and their end; only removed tables and headers are that long.
_MOST_SHOWN = 600
# Confidences have four digits in reports, so that a level such as 0.995 can be told from its neighbours.
_DIGITS = 4


def page(
    findings: Findings,
    *,
    title: str,
    run: Mapping[str, object] | None = None,
    levels: Mapping[str, float] | None = None,
    rules: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    decidable: bool = True,
) -> bytes:
    """Return the page, in UTF-8.

    Args:
        findings: what it shows.
        title: what was reviewed, such as the name of a file.
        run: how the run was configured, by name, for the reader and for the decisions that the page exports.
        levels: the minimum confidence of each level by its name, the strictest first.
        rules: what each rule repairs, in a few words.
        notes: what else the reader is to know about the run.
        decidable: whether decisions are of use, because there are files that `textmend clean` can be given again.
    """
    most = max(MAX_BYTES, MAX_BYTES * findings.sample // DEFAULT_SAMPLE)
    share = 1.0
    while True:
        data = _data(findings, findings.sampled(share), run or {}, levels or {}, rules or {}, notes)
        made = _assemble(title, data | {"title": title, "decidable": decidable})
        if len(made) <= most or share < 0.01:
            return made
        # Documents with long edits, or in a script of three bytes a letter, get a smaller sample.
        share *= min(0.9, 0.98 * most / len(made))


def _assemble(title: str, data: Mapping[str, Any]) -> bytes:
    template, style, script = _parts()
    content = _as_script_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    values = {
        "title": escape(title.encode("utf-8", "replace").decode("utf-8")),
        "style-hash": _hash(style),
        "script-hash": _hash(script),
        "style": style,
        "script": script,
        "data": content,
    }
    made = template
    # The values of documents come last: what is in them is not looked at again.
    for name in ("style-hash", "script-hash", "style", "script"):
        made = made.replace(f"<!--{name}-->", values[name])
    head, _, rest = made.partition("<!--title-->")
    middle, _, tail = rest.partition("<!--data-->")
    made = head + values["title"] + middle + values["data"] + tail
    # Lone surrogates become escapes, which JSON has too.
    return MARK + made.encode("utf-8", "backslashreplace")


@cache
def _parts() -> tuple[str, str, str]:
    folder = files("textmend.review") / "assets"
    template, style = (folder.joinpath(name).read_text("utf-8") for name in ("page.html", "page.css"))
    # One function around all of them: on the page there are no other names.
    parts = (folder.joinpath(f"{name}.js").read_text("utf-8") for name in _SCRIPTS)
    return template, style, '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _as_script_text(text: str) -> str:
    """JSON without anything that ends a script element or begins a comment in it."""
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


class _Numbers(dict[str, int]):
    """The numbers of strings, in the order in which they are first asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = len(self)
        return self[key]


def _data(
    findings: Findings,
    entries: Sequence[Entry],
    run: Mapping[str, object],
    levels: Mapping[str, float],
    rules: Mapping[str, str],
    notes: Sequence[str],
) -> dict[str, Any]:
    """The data as the script reads it; strings that repeat are numbers of a list."""
    names: Counter[str] = findings.edits + findings.refused
    rule_numbers = _Numbers({name: number for number, name in enumerate(sorted(names))})
    paths, reasons, fields = _Numbers(), _Numbers(), _Numbers()
    rows = []
    for entry in entries:
        before, after = _shortened(entry.before), _shortened(entry.after)
        place = entry.place
        whole = before is entry.before and after is entry.after
        kind = 0 if not entry.reason else 2 if entry.is_below_minimum else 1
        rows.append([
            paths[entry.path],
            rule_numbers[entry.rule],
            round_down(entry.confidence, _DIGITS),
            kind,
            before,
            after,
            reasons[entry.reason] if entry.reason else -1,
            fields[str(place["field"])] if "field" in place else -1,
            "row" if "row" in place else "line",
            place.get("row", place.get("line", 0)),
            place.get("column", 0),
            place.get("start", -1),
            place.get("end", -1),
            int(whole),
        ])  # fmt: skip
    return {
        "version": __version__,
        "run": dict(run),
        "levels": list(levels.items()),
        "notes": list(notes),
        "rules": [[n, rules.get(n, ""), findings.edits[n], findings.refused[n]] for n in rule_numbers],
        "files": [[path, findings.files[path]] for path in paths],
        "reasons": list(reasons),
        "fields": list(fields),
        "bins": [[rule_numbers[n], at, int(made), number] for (n, at, made), number in sorted(findings.bins.items())],
        "totals": {
            "edits": findings.edits.total(),
            "refused": findings.refused.total(),
            "files": len(findings.files),
            "problems": findings.problem_count,
        },
        "problems": findings.problems,
        "entries": rows,
        "passages": list(passages(entries)),
    }


def _shortened(text: str) -> str:
    if len(text) <= _MOST_SHOWN:
        return text
    half = _MOST_SHOWN // 2
    return f"{text[:half]} … {text[-half:]}"

"""Findings as JSON Lines: one object for each edit, refusal and problem, and one that describes the run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from textmend.edits import round_down
from textmend.errors import TextmendError
from textmend.review.findings import Entry, Findings

__all__ = ["BadRowError", "read_rows", "row"]

_PLACE = ("line", "column", "row", "field", "start", "end")
# Four digits tell all levels and all edits of a rule apart; more are noise of the arithmetic.
_DIGITS = 4


class BadRowError(TextmendError):
    """A line is not part of a report.

    Attributes:
        line: its number, from 1.
        problem: what is wrong.
    """

    def __init__(self, line: int, problem: str) -> None:
        self.line = line
        self.problem = problem
        super().__init__(f"line {line} {problem}")


def row(entry: Entry) -> dict[str, Any]:
    """Return the object of an entry. Only edits that were made have the key `after`."""
    found: dict[str, Any] = {"path": entry.path, **entry.place, "before": entry.before}
    found["proposed" if entry.reason else "after"] = entry.after
    found |= {"rule": entry.rule, "confidence": round_down(entry.confidence, _DIGITS)}
    if entry.reason:
        found["refused"] = entry.reason
    return found | {"left": entry.left, "right": entry.right}


def read_rows(lines: Iterable[bytes], findings: Findings) -> list[dict[str, Any]]:
    """Add the rows of a report to findings, and return the descriptions of the runs: one, none in old reports, several
    if reports were joined. The key "run" has the settings, the key "shard" which files of how many shards they are.

    Raises:
        BadRowError: a line is not what a report has.
    """
    runs: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            raise BadRowError(number, "is not JSON") from error
        if not isinstance(found, dict):
            raise BadRowError(number, "is not a JSON object")
        if isinstance(found.get("run"), dict):
            runs.append(found)
            continue
        try:
            _add(found, findings)
        except (KeyError, TypeError, ValueError) as error:
            raise BadRowError(number, "is not an edit, a refusal or an error of a report") from error
    return runs


def _add(found: Mapping[str, Any], findings: Findings) -> None:
    path = _text(found["path"])
    if "error" in found:
        findings.problem(path, str(found.get("line", found.get("row", ""))), _text(found["error"]))
        return
    reason = _text(found["refused"]) if "refused" in found else ""
    place = {key: _text(found[key]) if key == "field" else int(found[key]) for key in _PLACE if key in found}
    findings.add(
        Entry(
            path,
            place,
            _text(found["before"]),
            _text(found["proposed" if reason else "after"]),
            _text(found["rule"]),
            float(found["confidence"]),
            _text(found.get("left", "")),
            _text(found.get("right", "")),
            reason,
        )
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value

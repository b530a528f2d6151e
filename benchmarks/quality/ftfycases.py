"""ftfy's own test cases, from `tests/test_cases.json` of its source distribution."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import textmend.passes as registry
from textmend import Pipeline

__all__ = ["Outcome", "outcomes"]

_KNOWN = "known failures"
# The kinds of cases, by the beginnings of their labels.
_KINDS = {
    "synthetic": "synthetic",
    "negative": "negative",
    "mostly negative": "negative",
    "sort of negative": "negative",
    "messy language names": "language names",
}


class Outcome(NamedTuple):
    """The results for the cases of a kind.

    Attributes:
        cases: how many there are.
        same: those that become what ftfy expects.
        holes: of the others, those in which ftfy writes U+FFFD for lost bytes.
    """

    cases: int
    same: int
    holes: int


def _as_ftfy(*passes: str) -> Pipeline:
    """What `ftfy.fix_encoding` does: mojibake, and C1 bytes that were never decoded; followed by other passes."""
    others = [f"characters/{rule.name}" for rule in registry.get("characters").rules if rule.name != "c1"]
    return Pipeline(["mojibake", "characters", *passes], skip_rules=others)


def outcomes(file: Path) -> dict[str, Outcome]:
    """Return the results for the cases of a file, by kind.

    A case that names no text for `fix_encoding` alone is one of `fix_text`, which straightens quotes, too.
    """
    encoding, text = _as_ftfy(), _as_ftfy("quotes")
    found: dict[str, Outcome] = {}
    for case in json.loads(file.read_text(encoding="utf-8")):
        original, wanted = case["original"], case.get("fixed-encoding", case["fixed"])
        is_same = encoding.clean(original) == wanted
        if "fixed-encoding" not in case:
            is_same = is_same or text.clean(original) == wanted
        has_hole = not is_same and "\ufffd" in wanted
        kind = _KNOWN if case["expect"] == "fail" else _kind(case["label"])
        so_far = found.get(kind, Outcome(0, 0, 0))
        found[kind] = Outcome(so_far.cases + 1, so_far.same + is_same, so_far.holes + has_hole)
    return found


def _kind(label: str) -> str:
    return next((kind for start, kind in _KINDS.items() if label.lower().startswith(start)), "wild")

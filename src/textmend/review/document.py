"""The findings of a single text, which is at hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from textmend.edits import Edit, Refusal
from textmend.review.findings import Entry, Findings

__all__ = ["entries", "findings_of"]

# How much of the text is shown on either side: some lines, so that what is near is read in one piece.
_REACH = 200


def entries(
    text: str, edits: Sequence[Edit], refused: Sequence[Refusal], *, name: str = "", reach: int = _REACH
) -> Iterator[Entry]:
    """Yield what was done to a text, in order.

    Args:
        text: the original text.
        edits: its edits.
        refused: the refusals.
        name: what the text is called.
        reach: how many characters are taken on either side.
    """
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    found = [*((edit, "") for edit in edits), *refused]
    for edit, reason in sorted(found, key=lambda each: (each[0].start, bool(each[1]))):
        start, end, after, rule, confidence = edit
        line = bisect_right(starts, start)
        place = {"line": line, "column": start - starts[line - 1] + 1, "start": start, "end": end}
        left, right = text[max(0, start - reach) : start], text[end : end + reach]
        yield Entry(name, place, text[start:end], after, rule, confidence, left, right, reason)


def findings_of(text: str, edits: Sequence[Edit], refused: Sequence[Refusal], name: str) -> Findings:
    """Return the findings of one text; see `entries`."""
    findings = Findings()
    for entry in entries(text, edits, refused, name=name):
        findings.add(entry)
    return findings

# cython: language_level=3, annotation_typing=False
"""Joining two lines: what replaces the break between them."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.passes.layout.breaks import Ending, LineBreak
from textmend.passes.layout.decisions import Decision, Verdict
from textmend.patterns import pattern

__all__ = ["ends_in_address", "joint", "parted", "rule"]

_NO_SPACE_AFTER = pattern(r"[\w,;:\"'”’)](?:[—–/]|--)$")
_NO_SPACE_BEFORE = pattern(r"(?:[—–]|--)\w")
_ADDRESS_END = pattern(r"(?:://|www\.)\S*[/\-_=&?.#%~]$")
# Looking up an enum member takes longer than the test itself.
_KEEP = Verdict.KEEP
# Nearly all lines end with a letter or one of these marks, and begin with none of the others.
_ENDS, _JOINING_DASHES = ",;:.!?…)”’\"'", "—–-"


def parted(decisions: Sequence[Decision]) -> tuple[dict[float, list[int]], list[Decision]]:
    """Separate the breaks that a space replaces, as nearly all are, from those that need a closer look.

    Returns:
        The positions of the first ones, by their confidence; and the decisions on the others, but for those on breaks
        that stay as they are.
    """
    places: dict[float, list[int]] = {}
    others: list[Decision] = []
    at: list[int] = []
    confidence = -1.0
    for decision in decisions:
        if not decision.joins():
            if not (decision.verdict is _KEEP and _is_clean(decision.line_break)):
                others.append(decision)
            continue
        if not _takes_space(decision.line_break):
            others.append(decision)
            continue
        if decision.confidence != confidence:
            confidence = decision.confidence
            at = places.setdefault(confidence, [])
        at.append(decision.line_break.left.end)
    return places, others


def _is_clean(line_break: LineBreak) -> bool:
    """True if there are neither spaces nor lines of a page at a break, and one blank line at most."""
    return (
        not line_break.furniture
        and not line_break.feed
        and line_break.blank + line_break.spacing <= 1
        and line_break.left.last == line_break.left.end
    )


def _takes_space(line_break: LineBreak) -> bool:
    """True if there is only a line break between two lines, and neither a word nor an address continues there."""
    left, right = line_break.left, line_break.right
    if (
        not line_break.inside
        or line_break.spacing
        or left.last != left.end
        or right.start != left.end + 1
        or right.indent
        or right.content[0] in _JOINING_DASHES
    ):
        return False
    end = left.content[-1]
    if end in ".?":
        return "://" not in left.content and "www." not in left.content
    return end.isalpha() or end in _ENDS


def joint(line_break: LineBreak) -> str:
    """Return what replaces a break: a space, or nothing next to a dash that is set without spaces."""
    close = _NO_SPACE_AFTER.search(line_break.left.content[-4:]) or _NO_SPACE_BEFORE.match(line_break.right.content)
    return "" if close and line_break.ending is Ending.OPEN else " "


def rule(line_break: LineBreak) -> str:
    """Return the rule that removes a break inside a paragraph."""
    # Only the number of a line is between two lines that do not follow each other.
    numbered = line_break.inside and not line_break.spacing and line_break.right.start != line_break.left.end + 1
    if line_break.furniture or numbered:
        return "page-furniture"
    if line_break.spacing and line_break.inside:
        return "double-spacing"
    return "join" if line_break.inside else "page-break"


def ends_in_address(line_break: LineBreak) -> bool:
    """True if the line before a break may end inside a web address."""
    return _ADDRESS_END.search(line_break.left.content[-200:]) is not None

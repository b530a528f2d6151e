# cython: language_level=3, annotation_typing=False
"""Stretches of lines that do not agree with the page: verse, tables, addresses. Their breaks stay."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.passes.layout.breaks import Ending, Opening
from textmend.passes.layout.decisions import Decision, Verdict
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.wrapping import Wrapping

__all__ = ["HEADING_LINES", "keep_what_disagrees"]

# Looking up an enum member takes longer than the test itself.
_REJOIN, _PARAGRAPH, _KEEP = Verdict.REJOIN, Verdict.PARAGRAPH, Verdict.KEEP
_OPEN, _UPPER, _FIXED = Ending.OPEN, Opening.UPPER, LineKind.FIXED

# A title, a line under it and a name: more consecutive lines that end on purpose are verse or an address.
HEADING_LINES = 3


def keep_what_disagrees(decisions: Sequence[Decision], wrapping: Wrapping) -> None:
    """Keep every break of the blocks and paragraphs whose lines do not agree with the page, and those of verse."""
    for block in _blocks(decisions):
        _revert_inconsistent(_without_headings(block), wrapping, _ACCIDENTS_DIVISOR)
    stretches = _stretches(decisions)
    for stretch in stretches:
        _revert_inconsistent(_without_headings(stretch), wrapping, _ACCIDENTS)
    _keep_verse(_blocks(decisions))
    _keep_verse(stretches)


def _stretches(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Split the document where paragraphs end; a kept break between prose lines is not a split."""
    stretch: list[Decision] = []
    stretches = [stretch]
    for decision in decisions:
        if decision.verdict is _PARAGRAPH or not (decision.line_break.inside or decision.verdict is _REJOIN):
            stretch = []
            stretches.append(stretch)
        else:
            stretch.append(decision)
    return stretches


def _blocks(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Split the document at blank lines."""
    block: list[Decision] = []
    blocks = [block]
    for decision in decisions:
        if decision.line_break.inside:
            block.append(decision)
        else:
            block = []
            blocks.append(block)
    return blocks


# A paragraph has no line that ends early inside a sentence, or is wider than the page. One in so many breaks may be an
# exception: a word longer than the line, a name set apart. A block between blank lines may have more, because it
# includes headings. Beyond that, it is verse, a table, an address.
_ACCIDENTS, _ACCIDENTS_DIVISOR = 4, 2


def _without_headings(stretch: Sequence[Decision]) -> Sequence[Decision]:
    """Return a stretch without the few lines that are set apart above it and below it, as a title and a number are."""
    first, last = 0, len(stretch)
    while first < last and first < HEADING_LINES and not stretch[first].joins():
        first += 1
    while last > first and last > len(stretch) - HEADING_LINES and not stretch[last - 1].joins():
        last -= 1
    return stretch[first:last] if 2 * (last - first) > len(stretch) else stretch


def _revert_inconsistent(stretch: Sequence[Decision], wrapping: Wrapping, most: int) -> None:
    """Keep every break of a stretch whose lines do not agree with the page.

    Args:
        most: one in so many breaks may disagree.
    """
    astray = joined = 0
    for decision in stretch:
        astray += _is_astray(decision, wrapping)
        joined += decision.joins()
    if astray and astray * most >= joined:
        _keep(stretch)


# The width of two full lines, in lines.
_TWO_LINES = (1.7, 2.2)


def _is_astray(decision: Decision, wrapping: Wrapping) -> bool:
    """True if a line ends early inside a sentence, is wider than the page, or is not prose."""
    line_break = decision.line_break
    if not line_break.is_prose():
        return line_break.left.kind is not _FIXED and line_break.right.kind is _FIXED  # once for a run of them
    if line_break.left.content == line_break.right.content:
        return True  # a refrain
    if wrapping.overfull(line_break):
        # Two lines that an extractor joined at a hyphen go on in the next one.
        is_merged = _TWO_LINES[0] * wrapping.width <= line_break.width <= _TWO_LINES[1] * wrapping.width
        return not (is_merged and line_break.mid_sentence)
    return decision.verdict is _KEEP and not wrapping.full(line_break)


# In prose, one in thousands of stretches of so many lines has a capital at the start of every line. Shorter lines are
# those of a list, in characters.
_VERSE, _VERSE_CHARS = 5, 24


def _keep_verse(stretches: Sequence[Sequence[Decision]]) -> None:
    """Keep lines that all begin with a capital: long stretches always, short ones only if there is also a long one."""
    short: list[Sequence[Decision]] = []
    has_verse = False
    for stretch in stretches:
        if not _has_capitals(stretch):
            continue
        is_open = any(decision.line_break.ending is _OPEN for decision in stretch)
        wide = all(decision.line_break.right.width >= _VERSE_CHARS for decision in stretch)
        if len(stretch) >= _VERSE and wide and (is_open or all(decision.joins() for decision in stretch)):
            has_verse = True
            _keep(stretch)
        elif is_open:
            short.append(stretch)
    for stretch in short if has_verse else ():
        _keep(stretch)


def _has_capitals(stretch: Sequence[Decision]) -> bool:
    """True if all lines begin with a capital."""
    for decision in stretch:
        if decision.line_break.opening is not _UPPER:
            return False
    return len(stretch) > 0


def _keep(stretch: Sequence[Decision]) -> None:
    for decision in stretch:
        decision.verdict = _KEEP

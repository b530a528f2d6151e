# cython: language_level=3, annotation_typing=False
"""Stretches of lines that do not agree with the page: verse, tables, addresses. Their breaks stay."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.passes.layout.breaks import Ending, Opening
from textmend.passes.layout.decisions import Decision, Verdict
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.wrapping import Wrapping
from textmend.patterns import pattern

__all__ = ["HEADING_LINES", "keep_what_disagrees"]

# Looking up an enum member takes longer than the test itself.
_JOIN, _REJOIN, _PARAGRAPH, _KEEP = Verdict
_OPEN, _SENTENCE, _UPPER, _FIXED = Ending.OPEN, Ending.SENTENCE, Opening.UPPER, LineKind.FIXED

# A title, a line under it and a name: more consecutive lines that end on purpose are verse or an address.
HEADING_LINES = 3


def keep_what_disagrees(decisions: Sequence[Decision], wrapping: Wrapping) -> None:
    """Keep every break of the blocks and paragraphs whose lines do not agree with the page, and those of verse."""
    before = [decision.verdict for decision in decisions]
    for block in _blocks(decisions):
        if len(block) <= _LONGEST_BLOCK:
            _revert_inconsistent(_without_headings(block), wrapping, _ACCIDENTS_DIVISOR)
    for stretch in _stretches(decisions):
        _revert_inconsistent(_without_headings(stretch), wrapping, _ACCIDENTS)
    _restore_paragraphs(decisions, before, wrapping)
    stretches = _stretches(decisions)
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
# The lines of a page. Some extractors write no blank lines: a longer block is not one, but all pages of a document with
# their formulas and tables, and only its paragraphs show what they are.
_LONGEST_BLOCK = 60


def _without_headings(stretch: Sequence[Decision]) -> Sequence[Decision]:
    """Return a stretch without the few lines that are set apart above it and below it, as a title and a number are."""
    first, last = 0, len(stretch)
    while first < last and first < HEADING_LINES and not stretch[first].joins():
        first += 1
    while last > first and last > len(stretch) - HEADING_LINES and not stretch[last - 1].joins():
        last -= 1
    if first == 0 and last == len(stretch):
        return stretch
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
    if decision.verdict is not _KEEP or wrapping.full(line_break):
        return False
    # The last line of a paragraph, where the extractor has dropped the blank line below it.
    return not (line_break.ending is _SENTENCE and line_break.opening is _UPPER) or line_break.left.content[-1] == ":"


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
        elif any([_continues_as_verse(decision) for decision in stretch]):
            _keep(stretch)
        elif is_open:
            short.append(stretch)
    for stretch in short if has_verse else ():
        _keep(stretch)


# Where breaks inside sentences are in stretches that agree, as many as on four pages and one for two that are not, the
# document is prose. In lists and in verse hardly any are.
_LEAST_SOUND, _LOST = 100, 2
# In verse and tables between pages of prose, hardly ever do so many lines in a row end inside a sentence where the next
# word did not fit. In a document as long as this, one is enough if it is as full as nearly all others.
_LEAST_CUT, _LONG = 2, 200


def _restore_paragraphs(decisions: Sequence[Decision], before: Sequence[Verdict], wrapping: Wrapping) -> None:
    """Join the paragraphs in stretches that do not agree with the page: text between commands in a guide.

    Args:
        decisions: all decisions.
        before: the verdicts before stretches were kept.
        wrapping: how the document was wrapped.
    """
    sound = lost = 0
    for decision, verdict in zip(decisions, before, strict=True):
        if decision.line_break.mid_sentence and (verdict is _JOIN or verdict is _REJOIN):
            if decision.joins():
                sound += 1
            else:
                lost += 1
    if not lost or sound < max(_LEAST_SOUND, lost / _LOST):
        return
    tight = sound >= _LONG
    start = cut = 0
    sure = False
    for place, verdict in enumerate((*before, _KEEP)):
        if verdict is _REJOIN or (verdict is _JOIN and wrapping.full(decisions[place].line_break)):
            line_break = decisions[place].line_break
            if line_break.mid_sentence:
                cut += 1
                sure = sure or cut >= _LEAST_CUT or (tight and wrapping.room(line_break) <= wrapping.sentence_room)
            continue
        if sure and _broken_off(decisions, before, start, place) <= cut:
            for at in range(max(start - 1, 0), min(place + 1, len(decisions))):
                # Cells of a table may look like the pieces of a line that an extractor divided.
                if start <= at < place or before[at] is _PARAGRAPH:
                    decisions[at].verdict = before[at]
        start, cut, sure = place + 1, 0, False


# The breaks on either side of a paragraph that show whether it is between lines of verse.
_AROUND = 4


def _broken_off(decisions: Sequence[Decision], before: Sequence[Verdict], start: int, end: int) -> int:
    """Return how many lines around some breaks end early inside a sentence, as most lines of verse do."""
    found = 0
    for at in (*range(max(start - _AROUND, 0), start), *range(end, min(end + _AROUND, len(decisions)))):
        line_break = decisions[at].line_break
        if before[at] is _KEEP and line_break.mid_sentence and line_break.inside and line_break.is_prose():
            found += 1
    return found


# Inside a sentence of prose, none of these has a capital; "The" and "In" begin names.
_VERSE_WORD = pattern(
    r"(?:And|That|But|Or|Nor|For|To|Of|With|Which|Who|Whom|When|Where|As|If|Then|Than|So|Yet|From|By|Upon|While|Till|Though)\b"
)


def _continues_as_verse(decision: Decision) -> bool:
    """True if a sentence goes on with a capital that only a line of verse has."""
    line_break = decision.line_break
    return line_break.ending is _OPEN and _VERSE_WORD.match(line_break.right.content) is not None


def _has_capitals(stretch: Sequence[Decision]) -> bool:
    """True if all lines begin with a capital."""
    for decision in stretch:
        if decision.line_break.opening is not _UPPER:
            return False
    return len(stretch) > 0


def _keep(stretch: Sequence[Decision]) -> None:
    for decision in stretch:
        decision.verdict = _KEEP

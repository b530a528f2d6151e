"""Moves: what interrupts a paragraph goes behind it, as one edit that also has the edits inside its span.

The edit replaces everything from the interruption to the end of the paragraph: if what is moved were deleted by one
edit and inserted by another, a reader who undoes one of the two would lose it or have it twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from textmend.edits import CharSubstitution, Edit, Refusal, apply, expand, resolve
from textmend.passes.base import Proposal
from textmend.passes.layout.breaks import Ending, ending
from textmend.passes.layout.decisions import LIKELY, Decision, Verdict
from textmend.passes.layout.interruptions import Block
from textmend.passes.layout.lines import Line

__all__ = ["Move", "crossings", "moved", "moves_of"]


class Move(NamedTuple):
    """What is to be moved.

    Attributes:
        start, end: the span of the text from the first interruption to the end of the paragraph.
        blocks: the spans of what interrupts it, in order.
        behind: what is needed behind the last one.
    """

    start: int
    end: int
    blocks: tuple[tuple[int, int], ...]
    behind: str


def moved(
    made: Sequence[Proposal],
    moves: Sequence[Move],
    inside: Sequence[Proposal],
    text: str,
    newline: str,
    *,
    may: Callable[[Edit], bool],
    as_edit: Callable[[Move, str, float], Edit],
) -> Iterator[Proposal]:
    """Yield the edits, those in the spans of moves as one edit each.

    Args:
        made: the edits and refusals of the text, in which each interruption is deleted.
        moves: what is to be moved, in order.
        inside: the edits and refusals of what is moved or stays.
        text: the document.
        newline: the string that ends a line.
        may: whether the pipeline makes an edit; one that it does not make is left out of the move.
        as_edit: returns the edit of a move, from its replacement and its confidence.
    """
    yield from (proposal for proposal in (*made, *inside) if isinstance(proposal, Refusal))
    edits, others = _sorted(made, text), _sorted(inside, text)
    starts, other_starts = [edit.start for edit in edits], [edit.start for edit in others]
    done = other_done = 0
    for move in moves:
        first, last = bisect_left(starts, move.start), bisect_left(starts, move.end)
        yield from edits[done:first]
        done = last
        parts = [(move.start, move.end, edits[first:last])]
        for start, end in move.blocks:
            begin, stop = bisect_left(other_starts, start), bisect_left(other_starts, end)
            yield from others[other_done:begin]
            other_done = stop
            parts.append((start, end, others[begin:stop]))
        pieces: list[str] = []
        confidence = 1.0
        for start, end, proposed in parts:
            kept, refused = resolve([edit for edit in proposed if may(edit)], text)
            yield from refused
            yield from (edit for edit in proposed if not may(edit))
            pieces.append(apply(text[start:end], [edit.moved(-start) for edit in kept]))
            confidence = min([confidence, *(edit.confidence for edit in kept)])
        yield as_edit(move, (newline * 2).join(pieces) + move.behind, confidence)
    yield from edits[done:]
    yield from others[other_done:]


def crossings(decisions: Sequence[Decision], interrupted: Collection[int]) -> Iterator[tuple[Decision, bool]]:
    """Yield the decisions that join two lines across what is between them, and whether the paragraph certainly goes on.

    They come from the last to the first, and the caller may change them.

    Args:
        decisions: all of them, in order.
        interrupted: where the lines before interruptions start.
    """
    after: Decision | None = None
    last: Line | None = None  # of the paragraph
    for decision in reversed(decisions) if interrupted else ():
        line_break = decision.line_break
        if last is None or after is None or not after.joins():
            last = line_break.right
        if line_break.left.start in interrupted and decision.joins():
            # Between sentences, a heading or the next paragraph may be below: half of the likely guesses were right.
            inside = after is not None and after.joins() and after.line_break.inside
            goes_on = line_break.mid_sentence or (decision.confidence >= LIKELY and inside)
            # A paragraph that ends inside a sentence goes on elsewhere, and what is moved there interrupts it again.
            yield decision, goes_on and ending(last.content) is not Ending.OPEN
        after = decision


def moves_of(
    decisions: Sequence[Decision], blocks: Sequence[Block], joining: Mapping[int, Edit | None], newline: str
) -> list[Move]:
    """Return the moves of the blocks that interrupt a paragraph, which all go behind it.

    Args:
        decisions: those on the line breaks of the text, in order.
        blocks: what is between its lines, in order.
        joining: the edits that join two lines across that, by the start of the first one.
        newline: the string that ends a line.
    """
    spans = {block.after.start: block.span for block in blocks}
    moves: list[Move] = []
    start, inside = -1, []
    for place, decision in enumerate(decisions):
        line_break = decision.line_break
        if edit := joining.get(line_break.left.start):
            start = edit.start if start < 0 else start
            inside.append(spans[line_break.left.start])
        after = decisions[place + 1] if place + 1 < len(decisions) else None
        if start >= 0 and (after is None or not after.joins()):
            close = after is not None and after.verdict is Verdict.KEEP and after.line_break.inside
            moves.append(Move(start, line_break.right.last, tuple(inside), newline if close else ""))
            start, inside = -1, []
    return moves


def _sorted(proposals: Sequence[Proposal], text: str) -> list[Edit]:
    edits = expand((each for each in proposals if isinstance(each, CharSubstitution)), text)
    return sorted([*edits, *(each for each in proposals if isinstance(each, Edit))])

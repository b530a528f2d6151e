# cython: language_level=3, annotation_typing=False
"""Positions across edits: where a place of the original text is in the cleaned one, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textmend.edits import Edit

__all__ = ["OffsetMap", "with_new_spans"]


def with_new_spans(edits: Iterable[Edit]) -> Iterator[tuple[Edit, int, int]]:
    """Yield each edit of a valid list with the start and end of its replacement in the resulting text."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        end = start + len(edit.replacement)
        yield edit, start, end
        shift = end - edit.end


class OffsetMap:
    """Maps positions between the original text and the cleaned one, both ways.

    A position is between two characters: 0 is before the first, `len(text)` after the last. Inside a replaced span,
    characters are counted from its start and never past its end. A deleted span has one position in the cleaned text,
    which maps back to its start; so `to_orig(to_new(p)) == p` for every `p` that is neither inside a replaced span nor
    directly after a deleted one. Both maps are non-decreasing.
    """

    __slots__ = ("_new_ends", "_new_starts", "_orig_ends", "_orig_starts")

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._orig_starts = [e.start for e in edits]
        self._orig_ends = [e.end for e in edits]
        self._new_starts = [start for _, start, _ in with_new_spans(edits)]
        self._new_ends = [end for _, _, end in with_new_spans(edits)]

    def to_new(self, orig_pos: int) -> int:
        """Return the position in the cleaned text that corresponds to `orig_pos` in the original."""
        return _carry(orig_pos, self._orig_starts, self._orig_ends, self._new_starts, self._new_ends)

    def to_orig(self, new_pos: int) -> int:
        """Return the position in the original text that corresponds to `new_pos` in the cleaned one."""
        return _carry(new_pos, self._new_starts, self._new_ends, self._orig_starts, self._orig_ends)

    def span_to_new(self, orig_start: int, orig_end: int) -> tuple[int, int]:
        """Return the span of the cleaned text that came from `original[orig_start:orig_end]`."""
        return _carry_span(orig_start, orig_end, self._orig_starts, self._orig_ends, self._new_starts, self._new_ends)

    def span_to_orig(self, new_start: int, new_end: int) -> tuple[int, int]:
        """Return the span of the original text that `mended[new_start:new_end]` came from."""
        return _carry_span(new_start, new_end, self._new_starts, self._new_ends, self._orig_starts, self._orig_ends)


def _carry(pos: int, starts: list[int], ends: list[int], other_starts: list[int], other_ends: list[int]) -> int:
    """Map a position: the last edit that starts before it determines the shift."""
    at = bisect_left(starts, pos) - 1
    if at < 0:
        return pos
    if pos >= ends[at]:
        return pos - ends[at] + other_ends[at]
    return min(other_starts[at] + pos - starts[at], other_ends[at])


def _carry_span(
    start: int, end: int, starts: list[int], ends: list[int], other_starts: list[int], other_ends: list[int]
) -> tuple[int, int]:
    """Map a span; an edit that shares a character with it is included entirely."""
    first = bisect_right(ends, start)
    last = bisect_left(starts, end) - 1
    low = start if first == 0 else start - ends[first - 1] + other_ends[first - 1]
    if first < len(starts) and starts[first] < start:
        low = other_starts[first]
    high = _carry(end, starts, ends, other_starts, other_ends)
    if last >= 0 and ends[last] > end:
        high = other_ends[last]
    return min(low, high), high

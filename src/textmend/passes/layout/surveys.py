# cython: language_level=3, annotation_typing=False
"""Surveys of all lines: which of them a rule looks at, and how wide the full ones are.

Few lines concern any one rule, and each rule would have to walk over all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from textmend.passes.layout.lines import Line

__all__ = ["beginning_with", "full_width", "indented", "joined_capitals", "of_length"]

# A line that was broken because the next word did not fit is at least this wide, as a share of the others. These differ
# by so much; lines that an extractor has joined are so many times as wide, at least and at most.
_FULL_SHARE, _ALIKE, _JOINED, _MOST_JOINED = 0.6, 0.8, 1.6, 3


def beginning_with(lines: Sequence[Line], characters: str) -> list[int]:
    """Return the places of the lines that begin with one of some characters."""
    found: list[int] = []
    for place, line in enumerate(lines):
        if line.content[0] in characters:
            found.append(place)
    return found


def of_length(lines: Sequence[Line], most: int) -> list[int]:
    """Return the places of the lines that have so many characters at most."""
    found: list[int] = []
    for place, line in enumerate(lines):
        if len(line.content) <= most:
            found.append(place)
    return found


def indented(lines: Sequence[Line]) -> list[int]:
    """Return the places of the lines that have an indent."""
    found: list[int] = []
    for place, line in enumerate(lines):
        if line.indent:
            found.append(place)
    return found


def joined_capitals(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the spans between drop capitals and the rest of their words."""
    found: list[tuple[int, int]] = []
    for line in lines:
        if line.rest is not None:
            found.append((line.first + line.rest[0], line.first + line.rest[1]))
    return found


def full_width(lines: Sequence[Line]) -> float:
    """Return the minimum width of a line that was broken because the next word did not fit.

    The widest are no measure of the others where an extractor that undoes hyphens joins two lines or three; there, a
    full line is as wide as the commonest that goes on with a small letter, as items of lists do not.
    """
    every: list[int] = []
    going_on: list[int] = []
    before: Line | None = None
    for line in lines:
        every.append(line.width)
        if before is not None and line.content[0].islower():
            going_on.append(before.width)
        before = line
    every.sort()
    going_on.sort()
    widest = every[len(every) - 1 - len(every) // 20]
    widths = going_on or every
    least = widest / _MOST_JOINED
    start = most = width = 0
    for end in range(bisect_left(widths, least), len(widths)):
        low = max(_ALIKE * widths[end], least)
        while widths[start] < low:
            start += 1
        if end - start >= most:
            most, width = end - start, widths[end]
    return _FULL_SHARE * (width if width * _JOINED <= widest else widest)

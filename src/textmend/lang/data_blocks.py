"""Blocks of a text of prose that are not prose: a pasted log, a table, the session of a shell, front matter.

`text_kind` decides by the lines of all of a text. In an issue report with a log in it, prose outvotes the log; the
lines of the log by themselves show what they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from textmend.lang.text_kind import TextKind, is_running_text, text_kind
from textmend.patterns import pattern

__all__ = ["DataBlocks"]

# Lines with nothing between them belong together.
_BLANK_LINES = pattern(r"\n(?:[ \t\r]*\n)+")
# Two lines are too few: `See [boats](#boats).` below a title looks like a call. Of 6,783 blocks with more lines, in
# sound prose nobody here chose, 144 are taken for anything else: front matter, headers, diffs, programs and tables, but
# for four lists of ingredients. Of 16,035 wrapped paragraphs of news, books and articles in 30 languages, none is; one
# is if they lost the spaces after their marks.
_MIN_LINES = 3
# If so many lines at its start are running text, the rest is not asked for.
_FIRST_LINES, _FIRST_CHARS = 2, 400


class DataBlocks:
    """Says of places whether they are in a block that is not prose; reads a block when one of its places is asked for.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._ends: list[int] = []
        for blank in _BLANK_LINES.finditer(text):
            self._ends.append(blank.start())
            self._starts.append(blank.end())
        self._ends.append(len(text) - text.endswith("\n"))
        self._kinds: dict[int, TextKind] = {}

    def kind(self, start: int, end: int) -> TextKind:
        """Return the kind of the blocks of `text[start:end]`; prose if all of them are."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        found = self._kind(first)
        return self._kind(last) if found is TextKind.PROSE and last != first else found

    def inside(self, places: Sequence[int]) -> list[int]:
        """Return those of sorted places that are in a block that is not prose."""
        found: list[int] = []
        at = 0
        while at < len(places):
            number = bisect_right(self._starts, places[at]) - 1
            is_last = number + 1 == len(self._starts)
            following = len(places) if is_last else bisect_left(places, self._starts[number + 1], at)
            if self._kind(number) is not TextKind.PROSE:
                found += places[at:following]
            at = following
        return found

    def _kind(self, number: int) -> TextKind:
        if number not in self._kinds:
            self._kinds[number] = self._read(self._starts[number], self._ends[number])
        return self._kinds[number]

    def _read(self, start: int, end: int) -> TextKind:
        text = self._text
        if text.count("\n", start, end) < _MIN_LINES - 1:
            return TextKind.PROSE
        first = text[start : min(end, start + _FIRST_CHARS)].split("\n", _FIRST_LINES)[:_FIRST_LINES]
        return TextKind.PROSE if all(map(is_running_text, first)) else text_kind(text[start:end])

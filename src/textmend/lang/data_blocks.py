"""Blocks of a text of prose that are not prose: a pasted log, a table, the session of a shell, front matter.

`text_kind` decides by the lines of all of a text. In an issue report with a log in it, prose outvotes the log; the
lines of the log by themselves show what they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from textmend.lang._lines import doubtful_blocks
from textmend.lang.text_kind import MAX_PLAIN_CHARS, MIN_PLAIN_CHARS, TextKind, text_kind

__all__ = ["DataBlocks"]

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
        # The others are prose.
        self._spans = doubtful_blocks(text, _MIN_LINES, _FIRST_LINES, _FIRST_CHARS, MIN_PLAIN_CHARS, MAX_PLAIN_CHARS)
        self._kinds: dict[int, TextKind] = {}

    def kind(self, start: int, end: int) -> TextKind:
        """Return the kind of the blocks of `text[start:end]`; prose if all of them are."""
        found = self._kind_at(start)
        return self._kind_at(end - 1) if found is TextKind.PROSE and end - 1 > start else found

    def inside(self, places: Sequence[int]) -> list[int]:
        """Return those of sorted places that are in a block that is not prose."""
        found: list[int] = []
        for number, (start, end) in enumerate(self._spans):
            low = bisect_left(places, start)
            high = bisect_left(places, end, low)
            if low < high and self._kind(number) is not TextKind.PROSE:
                found += places[low:high]
        return found

    def _kind_at(self, place: int) -> TextKind:
        number = bisect_right(self._spans, place, key=itemgetter(0)) - 1
        return self._kind(number) if number >= 0 and place <= self._spans[number][1] else TextKind.PROSE

    def _kind(self, number: int) -> TextKind:
        if number not in self._kinds:
            start, end = self._spans[number]
            self._kinds[number] = text_kind(self._text[start:end])
        return self._kinds[number]

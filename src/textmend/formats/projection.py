"""A text inside a source that spells it in its own way: what stands where, and edits carried back.

HTML writes `&amp;` for `&`, CSV doubles its quotation marks, and both put what is no text in between. So the text is made
of pieces, each of which stands for a stretch of the source; what an edit does to the text is done to these stretches,
and an edit that would touch what is no text is not made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from textmend.edits import Edit

__all__ = ["Projection"]


class Projection:
    """Collects pieces, in order.

    Args:
        source: the source.
        spell: how the source spells a text that comes into it.
    """

    def __init__(self, source: str, spell: Callable[[str], str]) -> None:
        self.source = source
        self._spell = spell
        self._texts: list[str] = []
        self._starts: list[int] = []  # of each piece, in the text
        self._places: list[tuple[int, int, bool] | None] = []  # in the source, and whether it is spelled as it is
        self._length = 0

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the source that stands for itself."""
        if end > start:
            self._add(self.source[start:end], (start, end, True))

    def stand_for(self, text: str, start: int, end: int) -> None:
        """Add a text that a stretch of the source stands for, such as a character reference."""
        if text:
            self._add(text, (start, end, False))

    def separate(self, text: str) -> None:
        """Add what is not in the source, such as the blank line between two paragraphs."""
        self._add(text, None)

    @property
    def text(self) -> str:
        """The text."""
        return "".join(self._texts)

    def splices(self, edits: Sequence[Edit]) -> tuple[list[Edit], list[Edit]]:
        """Return the edits of the source that stand for edits of the text, and those of the text that can be made."""
        splices: list[Edit] = []
        made: list[Edit] = []
        for edit in edits:
            place = self.span(edit.start, edit.end)
            if place is not None:
                splices.append(Edit(*place, self._spell(edit.replacement), edit.rule, edit.confidence))
                made.append(edit)
        return splices, made

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the stretch of the source that stands for `text[start:end]`, if one does and nothing else is in it."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        # Where two pieces meet, what is inserted goes behind the first, if that is text.
        if start == end and first and self._starts[first] == start and self._places[first - 1] is not None:
            first -= 1
        low = high = None
        at = first
        while at < len(self._starts) and (self._starts[at] < end or at == first):
            place = self._places[at]
            if place is None:
                return None
            source_start, source_end, plain = place
            piece_start, piece_end = self._starts[at], self._starts[at] + len(self._texts[at])
            if high is not None and source_start != high:
                return None  # markup stands between
            if plain:
                here = source_start + max(start, piece_start) - piece_start
                there = source_start + min(end, piece_end) - piece_start
            elif start == end:
                # Beside a character reference, not inside what it stands for.
                if start not in (piece_start, piece_end):
                    return None
                here = there = source_start if start == piece_start else source_end
            elif start <= piece_start and piece_end <= end:
                here, there = source_start, source_end
            else:
                return None
            low = here if low is None else low
            high = there
            at += 1
        return None if low is None or high is None else (low, high)

    def _add(self, text: str, place: tuple[int, int, bool] | None) -> None:
        self._starts.append(self._length)
        self._texts.append(text)
        self._places.append(place)
        self._length += len(text)

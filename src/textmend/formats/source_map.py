"""A text inside a source with a syntax of its own: what is where, and edits mapped back.

HTML writes `&amp;` for `&`, and puts tags in between; Markdown has marks and code. So the text is made of pieces, each
of which corresponds to a stretch of the source; an edit of the text is applied to these stretches, and an edit that
would touch what is not text is not made.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from textmend.edits import Edit, Refusal
from textmend.formats.base import Block, Places, TextSpan
from textmend.pipeline.result import Result

__all__ = ["OBJECT", "CharPlaces", "MappedBlock", "MessageBlock", "SourceMap", "switched_off", "without_surrogates"]

# The Unicode placeholder for an object in a line of text that is not text: code, a picture, a formula.
OBJECT = "\ufffc"


_SURROGATE = re.compile("[\ud800-\udfff]")
_OFF = re.compile(r"<!--\s*textmend:\s*off\s*-->.*?(?:<!--\s*textmend:\s*on\s*-->|\Z)", re.DOTALL | re.IGNORECASE)


def switched_off(source: str) -> list[tuple[int, int]]:
    """Return the spans of HTML or Markdown that its author wants to be left alone.

    They begin with the comment `<!-- textmend: off -->`, and end with `<!-- textmend: on -->` or with the source.
    """
    return [match.span() for match in _OFF.finditer(source)] if "<!--" in source else []


def without_surrogates(text: str) -> str:
    """A text of the same length that can be encoded. Lone surrogates, which parsers refuse, are undecodable bytes."""
    return _SURROGATE.sub("\ufffd", text)


class CharPlaces:
    """Converts byte offsets to character offsets; fast for offsets near the previous one."""

    def __init__(self, text: str, start: int) -> None:
        self._start = start
        self._bytes = b"" if text.isascii() else text.encode()
        self._last = (0, 0)  # in bytes, in characters

    def __call__(self, at: int) -> int:
        if not self._bytes:
            return self._start + at
        low, count = self._last
        count += len(self._bytes[low:at].decode()) if at >= low else -len(self._bytes[at:low].decode())
        self._last = (at, count)
        return self._start + count


class SourceMap:
    """Collects pieces, in order.

    Args:
        source: the source.
        spell: how the source spells a text that is inserted.
        frozen: spans of the source, sorted, in which no edit is made.
    """

    def __init__(self, source: str, spell: Callable[[str], str], frozen: Sequence[tuple[int, int]] = ()) -> None:
        self.source = source
        self.spell = spell
        self._frozen = frozen
        # Other line ends than those of the source would be taken for a fault of it.
        self._newline = "\r\n" if "\r\n" in source else "\n"
        self._texts: list[str] = []
        self._starts: list[int] = []  # of each piece, in the text
        self._places: list[tuple[int, int, bool] | None] = []  # in the source, and whether it is literal
        self._length = 0

    def empty(self) -> SourceMap:
        """A map of the same source without any text."""
        return SourceMap(self.source, self.spell)

    def extend(self, other: SourceMap) -> None:
        """Add what another map of the same source has, as a paragraph of its own."""
        self.separate("\n\n")
        self._starts += [start + self._length for start in other._starts]
        self._texts += other._texts
        self._places += other._places
        self._length += other._length
        self._frozen = [*self._frozen, *other._frozen]

    def copy(self, start: int, end: int) -> None:
        """Add a literal stretch of the source."""
        if end > start:
            self._add(self.source[start:end], (start, end, True))

    def stand_for(self, text: str, start: int, end: int) -> None:
        """Add the text for a stretch of the source, such as a character reference."""
        if text:
            self._add(text, (start, end, False))

    def separate(self, text: str) -> None:
        """Add text that is not in the source: a line end between two blocks, or `OBJECT` for what is not text."""
        if text == OBJECT or not self._texts or self._places[-1] is not None:
            self._add(text if self._newline == "\n" else text.replace("\n", self._newline), None)

    @property
    def text(self) -> str:
        """The text."""
        return "".join(self._texts)

    def splices(self, edits: Sequence[Edit]) -> tuple[list[Edit], list[Edit]]:
        """Return the edits of the source for edits of the text, and those of the text that can be made."""
        splices: list[Edit] = []
        made: list[Edit] = []
        for edit in edits:
            place = self.span(edit.start, edit.end)
            if place is not None:
                splices.append(Edit(*place, self.spell(edit.replacement), edit.rule, edit.confidence))
                made.append(edit)
        return splices, made

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the stretch of the source for `text[start:end]`, if there is one, and it may be edited."""
        stretch = self._stretch(start, end)
        if stretch is None or any(low < stretch[1] and stretch[0] < high for low, high in self._frozen):
            return None
        return None if any(low < stretch[0] == stretch[1] < high for low, high in self._frozen) else stretch

    def _stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the source for `text[start:end]`, if there is one and nothing else is in it."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        if start == end and first and self._starts[first] == start:
            first -= 1  # an insertion is between two pieces
        low: int | None = None
        high = -1
        for at in range(first, len(self._starts)):
            piece_start = self._starts[at]
            if piece_start > end or (piece_start == end and start < end):
                break
            place = self._places[at]
            stretch = self._inside(at, start, end) if place is not None else None
            if stretch is None or (low is not None and stretch[0] != high):
                return None  # not text, or markup between two pieces
            low = stretch[0] if low is None else low
            high = stretch[1]
        return None if low is None else (low, high)

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the source from the start of `text[start:end]` to its end, with the markup in it."""
        low = self._nearest(start, 1)
        return low, max(low, self._nearest(end, -1))

    def _nearest(self, at: int, step: int) -> int:
        """Where in the source the character after a place of the text starts (1), or that before it ends (-1)."""
        number = bisect_right(self._starts, at if step > 0 else at - 1) - 1
        while 0 <= number < len(self._places):
            if place := self._places[number]:
                start, end, plain = place
                # A place outside of the piece is at its nearer end.
                return min(max(start, start + at - self._starts[number]), end) if plain else start if step > 0 else end
            number += step
        return len(self.source) if step > 0 else 0

    def _inside(self, at: int, start: int, end: int) -> tuple[int, int] | None:
        """The part of piece `at` that lies in `text[start:end]`, as a stretch of the source."""
        place = self._places[at]
        assert place is not None
        source_start, source_end, plain = place
        low, high = self._starts[at], self._starts[at] + len(self._texts[at])
        if plain:
            return source_start + max(start, low) - low, source_start + min(end, high) - low
        if start <= low and high <= end:
            return source_start, source_end
        # Next to the text of a character reference, not inside.
        if end == low:
            return source_start, source_start
        return (source_end, source_end) if start == high else None

    def _add(self, text: str, place: tuple[int, int, bool] | None) -> None:
        self._starts.append(self._length)
        self._texts.append(text)
        self._places.append(place)
        self._length += len(text)


class MappedBlock(TextSpan):
    """The text of a source map; `block` is the block of its source."""

    __slots__ = ("_places", "_projection")

    def __init__(self, projection: SourceMap, block: Block) -> None:
        super().__init__(projection.text)
        self._projection = projection
        self._places = Places(block)

    def splices(self, result: Result) -> tuple[Sequence[Edit], Sequence[Edit]]:
        return self._projection.splices(result.edits)

    def refusals(self, result: Result) -> Iterator[Refusal]:
        """Yield what a result refused, and the edits that would change what is not text, in places of the source."""
        for edit in result.edits:
            if self._projection.span(edit.start, edit.end) is None:
                yield Refusal(self._at_source(edit), "would change markup")
        for edit, reason in result.refused:
            yield Refusal(self._at_source(edit), reason)

    def _at_source(self, edit: Edit) -> Edit:
        start, end = self._projection.cover(edit.start, edit.end)
        return edit._replace(start=start, end=end)

    def place(self, edit: Edit) -> Mapping[str, int | str]:
        start, end = self._projection.span(edit.start, edit.end) or self._projection.cover(edit.start, edit.end)
        return self._places.of(edit._replace(start=start, end=end))


class MessageBlock(MappedBlock):
    """A message that a program may fill in: no apostrophe is put before a brace.

    In patterns of ICU, which messages in JSON, XLIFF and properties often are, it would begin a quotation, and the
    place would not be filled: `d\u2019{city}` is right, and with an apostrophe it is not.
    """

    __slots__ = ()

    def splices(self, result: Result) -> tuple[Sequence[Edit], Sequence[Edit]]:
        return super().splices(result._replace(edits=tuple(filter(self.keeps_form, result.edits))))

    def keeps_form(self, edit: Edit) -> bool:
        """Whether an edit leaves the message one for the same program."""
        return not (edit.replacement.endswith("'") and self.text[edit.end : edit.end + 1] in ("{", "}"))

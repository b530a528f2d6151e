"""Footnotes: blocks of lines below the text of a page, which may interrupt a sentence that continues above them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from textmend.passes.layout.breaks import Ending, Opening, count_between, ending, opening
from textmend.passes.layout.floats import is_caption
from textmend.passes.layout.interruptions import Block, Part
from textmend.passes.layout.lines import Line
from textmend.passes.layout.note_marks import Mark
from textmend.patterns import pattern

__all__ = ["find_notes", "without_notes"]

# The lines of the longest note.
_LONGEST = 40
# Headers are no wider, in characters.
_WIDEST_HEADER = 90
_DIGITS = pattern(r"\d+")
# The beginning of a note inside a line, as where two columns were read as one; and that of a note which may be an item.
_MARK_INSIDE = pattern(r"(?<=[^\s\d] )\d{1,3}(?=[A-Z][a-z])")
_ITEM = pattern(r"\d{1,3}\.\s")
# How much wider lines in smaller type are than those of the text, and by how much the lines of one type differ.
_SMALLER, _EVEN = 1.08, 1.03
# The share of the width that a line must fill, with the next word, not to be the last of its paragraph; the last lines
# of a quarter of all paragraphs do. A line of the text, below the notes of the first of two columns, fills this share.
_FILLED, _FULL = 0.85, 0.85
# So many of these lines below a sentence of a note are the text; so many anywhere are not in the note.
_TEXT_LINES, _MANY_TEXT_LINES = 3, 5
# The lines above a block that show the width of the text.
_ABOVE = 8


def without_notes(lines: list[Line], marks: Mapping[int, Mark]) -> tuple[list[Line], set[int]]:
    """Return the lines without those that are certainly of notes: what is then inside a sentence belongs to the page.

    A note ends above a line that repeats, or else where its first sentence does.

    Returns:
        The lines, and where those of them start that repeat below notes.
    """
    if not marks:
        return lines, set()
    shapes = Counter([_DIGITS.sub("#", line.content) for line in lines if line.width <= _WIDEST_HEADER])
    kept: list[Line] = []
    repeated: set[int] = set()
    place = 0
    while place < len(lines):
        mark = marks.get(lines[place].start)
        if mark is None:
            kept.append(lines[place])
            place += 1
            continue
        at = first = place + 1 + mark.alone
        while at < min(len(lines), place + _LONGEST) and lines[at].start not in marks:
            if lines[at].content.isdigit() or shapes[_DIGITS.sub("#", lines[at].content)] > 1:
                repeated.add(lines[at].start)
                break
            at += 1
        else:
            if at == len(lines) or lines[at].start not in marks:
                at = next((end for end in range(first, at) if ending(lines[end - 1].content) is not Ending.OPEN), first)
        place = at
    return kept, repeated


def find_notes(
    lines: list[Line], marks: Mapping[int, Mark], references: Sequence[int], text: str, furniture: list[Line]
) -> tuple[list[Line], list[Block]]:
    """Separate the blocks of notes from the lines of the text.

    Args:
        lines: the lines without those of the pages.
        marks: where notes begin.
        references: where the text certainly refers to notes. Inside of these, it is the text of another column.
        text: the document.
        furniture: the lines of the pages, in order; headers that only the notes above show are added.
    """
    if not marks:
        return lines, []
    ends = _Ends(lines, marks, text, furniture)
    kept: list[Line] = []
    blocks: list[Block] = []
    is_open = False  # the last note goes on at the foot of the next page
    place = 0
    while place < len(lines):
        end = ends.block(place) if lines[place].start in marks and kept else None
        if end is not None and _is_read_across(lines[place:end], references):
            end = None
        if end is None:
            kept.append(lines[place])
            place += 1
            if not (is_open and place < len(lines) and ends.is_border(place - 1)):
                continue
            end = place
        notes: list[list[Line]] = []
        if is_open and (rest := ends.rest(kept, lines[end] if end < len(lines) else None)):
            notes.append(rest)
        for line in lines[place:end]:
            if line.start in marks:
                notes.append([])
            notes[-1].append(line)
        is_open = False
        if notes and _may_be_list(notes[-1], kept[-1], lines[end] if end < len(lines) else None):
            kept += [line for note in notes for line in note]
            notes.clear()
        if notes and ends.is_header(end, kept[-1]):
            insort(furniture, lines[end], key=lambda line: line.start)
            end += 1
        if notes:
            parts = [Part(note, len(note)) for note in notes]
            blocks.append(Block(parts, kept[-1], lines[end] if end < len(lines) else None))
            is_open = ending(notes[-1][-1].content) is Ending.OPEN
        place = end
    return kept, blocks


def _is_read_across(lines: Sequence[Line], references: Sequence[int]) -> bool:
    """True if lines have a reference to a note, or the beginning of one: an extractor has read two columns as one."""
    at = bisect_left(references, lines[0].first)
    if at < len(references) and references[at] < lines[-1].last:
        return True
    return any(_MARK_INSIDE.search(line.content) for line in lines)


def _may_be_list(note: Sequence[Line], above: Line, below: Line | None) -> bool:
    """True for "1. See", as an item of a list is written, unless the sentence of the text goes on below it."""
    if _ITEM.match(note[0].content) is None:
        return False
    goes_on = below is not None and opening(below.content) is Opening.LOWER
    return not (goes_on and ending(above.content) is Ending.OPEN)


class _Ends:
    """Where notes end.

    Args:
        lines: the lines without those of the pages.
        marks: where notes begin.
        text: the document.
        furniture: the lines of the pages, in order.
    """

    def __init__(self, lines: Sequence[Line], marks: Collection[int], text: str, furniture: Sequence[Line]) -> None:
        self._lines = lines
        self._marks = marks
        self._text = text
        self._furniture = [line.start for line in furniture]
        # The median is neither that of a last line nor of two lines that an extractor has joined.
        full = [(line, below) for line, below in self._first_lines() if ending(line.content) is Ending.OPEN]
        self._usual = median(line.width for line, _ in full) if full else 0
        # Some extractors write blank lines between the lines of notes.
        self._spaced = any(self._blank(line, below) for line, below in full)
        widths = sorted([line.width for line in lines])
        self._width = widths[len(widths) * 3 // 4]

    def _first_lines(self) -> Iterator[tuple[Line, Line]]:
        """Yield the first lines of notes of several lines, with the line below."""
        for place, line in enumerate(self._lines[:-2]):
            if line.start in self._marks:
                first = place + (" " not in line.content)
                if self._lines[first + 1].start not in self._marks:
                    yield self._lines[first], self._lines[first + 1]

    def _blank(self, line: Line, below: Line) -> bool:
        return self._text.count("\n", line.end, below.start) > 1

    def _is_apart(self, place: int) -> bool:
        """True if a blank line below a sentence ends a note."""
        return not self._spaced and self._blank(self._lines[place], self._lines[place + 1])

    def block(self, start: int) -> int | None:
        """Return the end of the block that starts at a place; None if it is not clear."""
        above = [line.width for line in self._lines[max(start - _ABOVE, 0) : start]]
        width = median(sorted(above)[len(above) // 2 :])
        place = start
        while True:
            end = self._note(place, width, self._lines[start - 1])
            if end is None or not self._is_even(self._lines[place:end], width):
                return None
            if end == len(self._lines) or self._lines[end].start not in self._marks:
                return end
            place = end

    def _note(self, start: int, width: float, above: Line) -> int | None:
        """Return the end of the note that starts at a place.

        Args:
            width: the width of the text above the block.
            above: the last line of that.
        """
        last = min(start + _LONGEST, len(self._lines))
        for place in range(start, last):
            below = self._lines[place + 1] if place + 1 < len(self._lines) else None
            if below is None or below.start in self._marks or self.is_border(place) or is_caption(below):
                return place + 1
            # A mark alone is not a note.
            whole = place > start or " " in self._lines[place].content
            if not whole or ending(self._lines[place].content) is not Ending.SENTENCE:
                continue
            goes_on = opening(below.content) is Opening.LOWER or self.is_header(place + 1, above)
            if goes_on or self._is_apart(place) or self._is_text(place + 1, width):
                return place + 1
        return None

    def rest(self, kept: list[Line], below: Line | None) -> list[Line]:
        """Remove the rest of a note of the page before from the end of some lines, and return it.

        Args:
            kept: the lines up to the first mark or the end of a page.
            below: the line of the text after that.
        """
        start = len(kept) - 1
        if ending(kept[start].content) is Ending.OPEN:
            return []
        if self._usual >= _SMALLER * self._width:
            while start > 1 and kept[start - 1].width > _EVEN * self._width:
                start -= 1
        if start == len(kept) - 1:
            # A line that is narrow enough for the text is not, if its sentence ends and that of the text goes on.
            continued = below is not None and opening(below.content) is Opening.LOWER
            is_note = continued and start > 0 and ending(kept[start - 1].content) is Ending.OPEN
            if not is_note or opening(kept[start].content) is not Opening.LOWER:
                return []
        rest = kept[start:]
        del kept[start:]
        return rest

    def is_header(self, place: int, above: Line) -> bool:
        """True for a title with a number between notes and the rest of the sentence above them."""
        if place + 1 >= len(self._lines) or self._lines[place].start in self._marks:
            return False
        content, below = self._lines[place].content, self._lines[place + 1]
        is_numbered = content[0].isdecimal() != content[-1].isdecimal()
        goes_on = ending(above.content) is Ending.OPEN and opening(below.content) is Opening.LOWER
        return is_numbered and goes_on and len(content) < _FULL * self._width

    def is_border(self, place: int) -> bool:
        """True if a page ends after the line at a place."""
        line, below = self._lines[place], self._lines[place + 1]
        return count_between(self._furniture, line, below) > 0 or "\f" in self._text[line.end : below.start]

    def _is_text(self, place: int, width: float) -> bool:
        """True if lines are narrower than those of notes in smaller type, and the first of them is full."""
        if self._usual < _SMALLER * width:
            return False
        lines = self._lines[place : place + _TEXT_LINES]
        return (
            len(lines) == _TEXT_LINES
            and lines[0].width >= _FULL * width
            and all(line.width <= _EVEN * width for line in lines)
            and not any(line.start in self._marks for line in lines)
            and not self.is_border(place)
        )

    def _is_even(self, lines: Sequence[Line], width: float) -> bool:
        """True if no sentence of a note ends early above another line, unless an extractor has divided the line.

        Args:
            width: the width of the text, which several lines in smaller type do not have.
        """
        rest = lines[1:] if " " not in lines[0].content else lines
        as_text = 0
        for line, below in pairwise(rest):
            ends = ending(line.content) is Ending.SENTENCE and opening(below.content) is not Opening.LOWER
            short = line.width + 1 + len(below.content.split(maxsplit=1)[0]) < _FILLED * self._usual
            if ends and short and line.width + below.width > _EVEN * self._usual:
                return False
            as_text = as_text + 1 if _FULL * width <= line.width <= _EVEN * width else 0
            if as_text == _MANY_TEXT_LINES and self._usual >= _SMALLER * width:
                return False
        return True

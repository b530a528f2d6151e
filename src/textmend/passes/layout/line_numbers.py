# cython: language_level=3, annotation_typing=False
"""The numbers of lines in manuscripts and court papers: before each line, behind it, or on lines of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from textmend.passes.layout.breaks import Ending, Opening, ending, opening
from textmend.passes.layout.line_kinds import kind_of
from textmend.passes.layout.lines import Line

__all__ = ["Numbered", "find"]

# A page of a court paper has 25 or 28 lines; shorter series are items, verses and rows of tables.
_LEAST_SERIES = 15
# The share of the lines that must have a number. Headings, captions and the parts of formulas have none.
_LEAST_SHARE = 0.7
# The share of the lines that must begin or end with a figure: one in two, as a number may be a line of its own.
_LEAST_FIGURES = 0.4
# The share of the breaks between numbered lines that must be inside a sentence before a small letter: in prose, two
# thirds are, in lists, verse and verses of scripture one in ten.
_LEAST_OPEN = 0.3
# Numbers that need not be in order: two pages of lines, and the share of all numbers up to the largest.
_LEAST_COMPLETE, _COMPLETE = 40, 0.95
# An extractor loses one now and then.
_LARGEST_STEP = 3
# Line numbers go on over pages or begin anew on each, and have no more digits than this.
_MAX_DIGITS = 5


class Numbered:
    """The lines of a text without the numbers of its lines.

    Attributes:
        lines: the lines of the text itself.
        alone: lines that are only the number of the line next to them.
        columns: lines that are only a number, several below each other.
        spans: the positions of numbers that are in a line with text, with the spaces next to them.
    """

    __slots__ = ("alone", "columns", "lines", "spans")

    def __init__(
        self,
        lines: list[Line],
        alone: Sequence[Line] = (),
        columns: Sequence[Line] = (),
        spans: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.lines = lines
        self.alone = alone
        self.columns = columns
        self.spans = spans

    def places(self) -> list[tuple[int, int]]:
        """Return the positions of the numbers in lines and next to one; these with the line break behind."""
        return sorted([*self.spans, *((line.start, line.end + 1) for line in self.alone)])


def find(lines: list[Line]) -> Numbered:
    """Return the lines of a text without their numbers; all of them if they have none."""
    if not _may_be_numbered(lines):
        return Numbered(lines)
    for split in (_before, _behind):
        if found := _within(lines, split):
            return found
    return _alone(lines)


def _may_be_numbered(lines: Sequence[Line]) -> bool:
    """True if enough lines begin or end with a figure; most texts are told by this alone."""
    figures = 0
    for line in lines:
        content = line.content
        figures += "0" <= content[0] <= "9" or "0" <= content[-1] <= "9"
    return figures >= max(_LEAST_SERIES, _LEAST_FIGURES * len(lines))


def _before(content: str) -> tuple[int, int, int] | None:
    """Return the number before a line, and where its text begins and ends."""
    if not "0" <= content[0] <= "9":
        return None
    digits = _digits(content)
    rest = content[digits:].lstrip()
    if not rest or digits > _MAX_DIGITS or content[digits] != " ":
        return None
    return int(content[:digits]), len(content) - len(rest), len(content)


def _behind(content: str) -> tuple[int, int, int] | None:
    """Return the number behind a line, even if it touches the last word, and where its text begins and ends."""
    if not "0" <= content[-1] <= "9":
        return None
    digits = _digits(content[::-1])
    rest = content[: len(content) - digits].rstrip()
    return (int(content[-digits:]), 0, len(rest)) if rest and digits <= _MAX_DIGITS else None


def _digits(content: str) -> int:
    """Return how many digits begin a string."""
    for at, character in enumerate(content):
        if not "0" <= character <= "9":
            return at
    return len(content)


def _series(numbers: Iterable[tuple[int, int]]) -> list[int]:
    """Return the places whose numbers count up in long series, from (place, number)."""
    every: list[list[int]] = [[]]
    last = -1
    for at, number in numbers:
        series = every[-1]
        if series and last < number <= last + _LARGEST_STEP:
            series.append(at)
            last = number
        elif series and number > last and str(number).endswith(str(last + 1)):
            series.append(at)  # the line ends with figures of its own: "in 20" and 18
            last += 1
        elif not series or number > last or number <= 1:
            every.append([at])
            last = number
        # else the number of a page, between those of its lines
    if max(map(len, every)) < _LEAST_SERIES:
        return []
    # The last page may have few lines, and two numbers after each other are hardly anything else then.
    return [at for series in every if len(series) > 1 for at in series]


def _within(lines: Sequence[Line], split: Callable[[str], tuple[int, int, int] | None]) -> Numbered | None:
    """Return the lines without the numbers that are in them; None if too few have one."""
    parts = {at: part for at, line in enumerate(lines) if (part := split(line.content)) is not None}
    places = _series((at, part[0]) for at, part in parts.items())
    if len(places) < _LEAST_SHARE * len(lines):
        return None
    texts: dict[int, Line] = {}
    spans: list[tuple[int, int]] = []
    for at in places:
        line, (_, first, last) = lines[at], parts[at]
        content = line.content[first:last]
        start, end = line.first + first, line.first + last
        # What is left begins and ends where its text does: the number was in the margin.
        texts[at] = Line(
            start if first else line.start, start, end, line.end if first else end, kind_of(content), content
        )
        spans.append((line.start, start) if first else (end, line.last))
    if not _is_prose([texts[at] for at in places]):
        return None
    return Numbered([texts.get(at, line) for at, line in enumerate(lines)], spans=spans)


def _alone(lines: list[Line]) -> Numbered:
    """Return the lines of a text, and those that are only the numbers of lines."""
    numbers = [
        (at, int(line.content))
        for at, line in enumerate(lines)
        if len(line.content) <= _MAX_DIGITS and line.content.isascii() and line.content.isdigit()
    ]
    # An extractor that writes them as a column of their own may shuffle it.
    places = {at for at, _ in numbers} if _is_complete([number for _, number in numbers]) else set(_series(numbers))
    text = [line for at, line in enumerate(lines) if at not in places]
    if len(places) < _LEAST_SHARE * len(text) or not _is_prose(text):
        return Numbered(lines)
    columns = {at for at in places if at - 1 in places or at + 1 in places}
    return Numbered(text, [lines[at] for at in sorted(places - columns)], [lines[at] for at in sorted(columns)])


def _is_complete(numbers: Sequence[int]) -> bool:
    """True if numbers are nearly all from one to the largest, in any order."""
    several = set(numbers)
    return len(several) >= _LEAST_COMPLETE and len(several) >= _COMPLETE * max(several)


def _is_prose(lines: Sequence[Line]) -> bool:
    """True if sentences continue from line to line."""
    goes_on = sum(
        ending(above.content) is Ending.OPEN and opening(below.content) is Opening.LOWER
        for above, below in pairwise(lines)
    )
    return goes_on >= max(1, _LEAST_OPEN * len(lines))

# cython: language_level=3, annotation_typing=False
"""Lines that repeat in a text, or are the same except for a number that counts up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from textmend.passes.layout import page_numbers
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.lines import Line
from textmend.patterns import pattern

__all__ = ["BROWSER", "PAGE_NUMBER", "Place", "repeated"]

# Of pages; a number that is longer, or begins with a zero, is a code.
PAGE_NUMBER = pattern(r"\d(?<!\d\d)(?<!0)\d{0,3}(?!\d)")
# Wider lines are text: a header has a title, a chapter and a number. The headers and footers of a browser have the time
# of printing or an address, too, which no text has at that place.
_MAX_WIDTH_CHARS, _MAX_BROWSER_WIDTH_CHARS = 90, 300
BROWSER = pattern(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d{1,2}|\S*://\S+(?: \d{1,4}/\d{1,4})?$")
# Labels of figures also count up and occur between the halves of sentences, where a figure floats.
_LABEL = pattern(
    r"(?i)(?:fig(?:ure|s)?|tab(?:le)?|chart|box|exhibit|plate|listing|algorithm|eq(?:uation)?|scheme|map)\b\.?\s*#"
)
# Headings of chapters count up as well, and each is the first line of a page; so do those of sections that each chapter
# has, such as "4.1 Options" and "5.1 Options". A running header repeats their numbers.
_CHAPTER = pattern(
    r"(?i)(?:chapter|chapitre|kapitel|cap[ií]tulo|capitolo|hoofdstuk|rozdział|kapitola|глава|part(?:ie|e)?|teil|del|deel"
    r"|appendix|annexe|anhang|section|abschnitt) #\W*$|#(?:\.#)+\.? [^#]*$"
)
# The number grows by one from one page to the next; by two if left and right pages differ.
_STEPS = (1, 2)
# A line with figures that repeats must have a word: lone figures repeat in tables.
_LEAST_LETTERS = 3


@dataclass(slots=True)
class Place:
    """A line that repeats.

    Attributes:
        at: its place among the lines.
        counts: True if it has a number that grows.
        cuts: True if the lines that repeat here are between the halves of a sentence.
        feeds: True if a form feed, or an end of the text, is next to them.
        company: the number of adjacent lines that repeat here; a title with a number next to it is two.
        first: True if it is alone, and has the number one and a title.
        run: a number that it shares with the adjacent lines that repeat.
        edge: True if the run begins or ends the text.
    """

    at: int
    counts: bool = False
    cuts: bool = False
    feeds: bool = False
    company: int = 1
    first: bool = False
    run: int = 0
    edge: bool = False


def repeated(lines: Sequence[Line], again: Collection[int]) -> list[list[Place]]:
    """Return the places of lines that are the same except for a number that counts up.

    Args:
        again: the places of lines that repeat the page before, which show nothing.
    """
    firsts: dict[str, int] = {}
    alike: dict[str, list[int]] = {}
    shapes: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        content = line.content
        if again and at in again:
            continue
        if len(content) > _MAX_WIDTH_CHARS and (
            len(content) > _MAX_BROWSER_WIDTH_CHARS or BROWSER.match(content) is None
        ):
            continue
        if _has_figure(content):
            shapes.setdefault(" ".join(PAGE_NUMBER.sub("#", content).split()), []).append(at)
        elif (first := firsts.setdefault(content, at)) != at:
            alike.setdefault(content, [first]).append(at)
    series = [[Place(at) for at in found] for found in alike.values()]
    for shape, found in shapes.items():
        if len(found) > 1 and not _LABEL.match(shape):
            if _CHAPTER.match(shape):
                series += _identical(lines, found)
                continue
            chain = _counting(lines, found)
            if len(chain) < len(found) and BROWSER.match(shape.replace("#", "1")):
                series.append([Place(at) for at in found])  # a minute may pass while the pages are printed
            elif len(chain) > 1 and not page_numbers.count_together([lines[at].content for at in chain]):
                series.append([Place(at, counts=True) for at in chain])
            elif sum(map(str.isalpha, shape)) >= _LEAST_LETTERS:
                series += _identical(lines, found)
    return series


def _identical(lines: Sequence[Line], places: Iterable[int]) -> Iterator[list[Place]]:
    """Yield the places of lines that are the same with their figures, such as a date or a volume."""
    same: dict[str, list[int]] = {}
    for at in places:
        if lines[at].content[0].isalnum() and lines[at].kind is not LineKind.FIXED:
            same.setdefault(lines[at].content, []).append(at)
    for found in same.values():
        if len(found) > 1:
            yield [Place(at) for at in found]


def _has_figure(content: str) -> bool:
    for character in content:
        if "0" <= character <= "9" or (character > "\x7f" and character.isdecimal()):
            return True
    return False


def _counting(lines: Sequence[Line], places: Iterable[int]) -> list[int]:
    """Return the longest chain of places whose lines count up."""
    # For the last number of a chain, in its slot of the line: the length of the chain, and its last link.
    best: dict[tuple[int, int], tuple[int, int]] = {}
    links: list[tuple[int, int]] = []  # a place, and the link before it; -1 if there is none
    longest = (0, -1)
    for at in places:
        for slot, digits in enumerate(PAGE_NUMBER.findall(lines[at].content)):
            number = int(digits)
            length, before = max(best.get((slot, number - step), (0, -1)) for step in _STEPS)
            links.append((at, before))
            best[slot, number] = (length + 1, len(links) - 1)
            longest = max(longest, best[slot, number])
    chain: list[int] = []
    link = longest[1]
    while link >= 0:
        at, link = links[link]
        chain.append(at)
    return chain[::-1]

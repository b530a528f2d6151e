# cython: language_level=3, annotation_typing=False
"""Running headers, footers and page numbers: the lines of a page outside its text, found by repetition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from textmend.passes.layout.breaks import Ending, Opening, ending, opening
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.lines import Line
from textmend.patterns import pattern

__all__ = ["Furniture", "find"]

# Of pages; a number that is longer, or begins with a zero, is a code.
_PAGE_NUMBER = pattern(r"(?<!\d)(?!0)\d{1,4}(?!\d)")
# Wider lines are text: a header has a title, a chapter and a number.
_MAX_WIDTH_CHARS = 90
# Labels of figures also count up and occur between the halves of sentences, where a figure floats.
_LABEL = pattern(
    r"(?i)(?:fig(?:ure|s)?|tab(?:le)?|chart|box|exhibit|plate|listing|algorithm|eq(?:uation)?|scheme|map)\b\.?\s*#"
)
# The number grows by one from one page to the next; by two if left and right pages differ.
_STEPS = (1, 2)
# The share of the places where a line repeats that must cut a sentence in two for the line not to be a heading: a page
# ends inside a sentence three times in four, a chapter never does.
_CUTTING = 0.25
# The share of the places where a line repeats that must be at a form feed for the line not to be a heading.
_AT_FEED = 0.8
# The number of repetitions at form feeds that cannot be chance.
_LEAST_PAGES = 3
# Pages have as many lines as each other, but for headings and figures. Sections do not, and short ones may.
_LEAST_PAGE_LINES, _MOST_UNEVEN = 15, 1.35
# A line that was broken because the next word did not fit is at least this wide, as a share of the widest lines but a
# few.
_FULL_SHARE = 0.6


@dataclass(slots=True)
class Furniture:
    """The lines that were found.

    Attributes:
        lines: the lines that belong to the page, not to the text.
        doubtful: lines that repeat in the same way, but may be headings.
    """

    lines: list[Line] = field(default_factory=list)
    doubtful: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """A line that repeats.

    Attributes:
        at: its place among the lines.
        counts: True if it has a number that grows.
        cuts: True if the lines that repeat here are between the halves of a sentence.
        feeds: True if a form feed, or an end of the text, is next to them.
        company: the number of adjacent lines that repeat here; a title with a number next to it is two.
    """

    at: int
    counts: bool = False
    cuts: bool = False
    feeds: bool = False
    company: int = 1


def find(lines: Sequence[Line], text: str) -> Furniture:
    """Return the running headers, footers and page numbers of a text.

    Lines that repeat, except for numbers that count up, are furniture if they are between the halves of sentences, or
    at the form feeds of a text; then they cannot be headings.
    """
    found = Furniture()
    series = _series(lines)
    if not series:
        return found
    full = _full(lines)
    # A paragraph may occur twice in a text; its lines are as wide as the page, and not set apart as a header is.
    series = [s for s in series if _may_be_furniture(s, lines, text, full)]
    places = {place.at: place for members in series for place in members}
    _look_around(lines, places, text, full)
    fed = "\f" in text
    for members in series:
        at = [lines[place.at] for place in members]
        if _is_furniture(members, fed=fed) or _is_regular(members):
            found.lines += at
        elif len(members) >= _LEAST_PAGES and all(place.feeds or place.company > 1 for place in members):
            found.doubtful += at
    found.lines.sort(key=lambda line: line.start)
    return found


def _may_be_furniture(members: Sequence[_Place], lines: Sequence[Line], text: str, full: float) -> bool:
    first = lines[members[0].at]
    if members[0].counts or first.width < full or first.content.isupper():
        return True
    return all(_is_set_apart(lines, place.at, text) for place in members)


def _is_set_apart(lines: Sequence[Line], at: int, text: str) -> bool:
    """True for a line at the top of a page, or between blank lines."""
    above = text[lines[at - 1].last if at else 0 : lines[at].start]
    below = text[lines[at].last : lines[at + 1].start if at + 1 < len(lines) else len(text)]
    return "\f" in above or (above.count("\n") > 1 and ("\f" in below or below.count("\n") > 1))


def _series(lines: Sequence[Line]) -> list[list[_Place]]:
    """Return the places of lines that are the same except for a number that counts up."""
    firsts: dict[str, int] = {}
    alike: dict[str, list[int]] = {}
    shapes: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        content = line.content
        if len(content) > _MAX_WIDTH_CHARS:
            continue
        if _has_figure(content):
            shapes.setdefault(" ".join(_PAGE_NUMBER.sub("#", content).split()), []).append(at)
        elif (first := firsts.setdefault(content, at)) != at:
            alike.setdefault(content, [first]).append(at)
    series = [[_Place(at) for at in found] for found in alike.values()]
    for shape, found in shapes.items():
        if len(found) > 1 and not _LABEL.match(shape):
            chain = _counting(lines, found)
            if len(chain) > 1:
                series.append([_Place(at, counts=True) for at in chain])
    return series


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
        for slot, digits in enumerate(_PAGE_NUMBER.findall(lines[at].content)):
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


def _full(lines: Sequence[Line]) -> float:
    """Return the minimum width of a line that was broken because the next word did not fit."""
    widths = sorted([line.width for line in lines])
    return _FULL_SHARE * widths[-1 - len(widths) // 20]


def _look_around(lines: Sequence[Line], places: dict[int, _Place], text: str, full: float) -> None:
    """Store, for each place, the surroundings of the lines that repeat there."""
    for at in sorted(places):
        if at - 1 in places:
            continue
        end = at + 1
        while end in places:
            end += 1
        above = lines[at - 1] if at else None
        below = lines[end] if end < len(lines) else None
        start, stop = above.last if above else 0, below.first if below else len(text)
        # The first page begins with the text, and the last one ends with it.
        feeds = "\f" in text[start:stop] or above is None or below is None
        cuts = above is not None and below is not None and above.width >= full and _goes_on(above, below)
        apart = "\f" in text[start:stop] or text.count("\n", start, stop) > end - at + 1
        apart = apart or any(places[member].counts for member in range(at, end))
        for member in range(at, end):
            places[member].cuts, places[member].feeds = cuts and apart, feeds
            titled = places[member].counts and any(map(str.isalpha, lines[member].content))
            places[member].company = end - at + titled


def _goes_on(above: Line, below: Line) -> bool:
    """True if a sentence continues from one line to the other."""
    kinds = {above.kind, below.kind}
    if LineKind.FIXED in kinds or LineKind.ITEM in kinds:
        return False
    return ending(above.content) is Ending.OPEN and opening(below.content) is Opening.LOWER


def _is_regular(members: Sequence[_Place]) -> bool:
    """True for lines next to others that repeat, as a title and a number are, with as many lines between each two."""
    gaps = [after.at - before.at for before, after in pairwise(members)]
    if len(members) < _LEAST_PAGES or any(place.company == 1 for place in members):
        return False
    return min(gaps) >= _LEAST_PAGE_LINES and max(gaps) <= _MOST_UNEVEN * min(gaps)


def _is_furniture(members: Sequence[_Place], *, fed: bool) -> bool:
    """True if the lines cannot be headings; `fed` is True if the text has form feeds."""
    cuts, feeds = sum(place.cuts for place in members), sum(place.feeds for place in members)
    # Two pages have only one break between them; a line that repeats there must have another next to it, as a header
    # has a number.
    enough = cuts > 1 or (cuts == 1 and len(members) <= _LEAST_PAGES and max(p.company for p in members) > 1)
    if enough and cuts >= _CUTTING * len(members):
        return True
    return fed and len(members) >= _LEAST_PAGES and feeds >= _AT_FEED * len(members)

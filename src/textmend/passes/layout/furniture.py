# cython: language_level=3, annotation_typing=False
"""Running headers, footers and page numbers: the lines of a page outside its text, found by repetition."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import attrgetter

from textmend.passes.layout import page_numbers
from textmend.passes.layout.breaks import Ending, Opening, ending, opening
from textmend.passes.layout.line_kinds import BULLETS, LineKind
from textmend.passes.layout.lines import Line
from textmend.passes.layout.overlays import cover, edges_alike, uncovered
from textmend.passes.layout.repeats import BROWSER, PAGE_NUMBER, Place, repeated
from textmend.passes.layout.surveys import full_width
from textmend.patterns import pattern

__all__ = ["Furniture", "find"]

# The share of the places where a line repeats that must cut a sentence in two for the line not to be a heading: a page
# ends inside a sentence three times in four, a chapter never does. Where a title with a number counts many pages, some
# begin or end with a figure; and what is on two of them only is the head of a table or the title of a slide.
_CUTTING, _CUTTING_MANY, _MANY_PAGES = 0.25, 0.1, 8
# The share of the places where a line repeats that must be at a form feed for the line not to be a heading.
_AT_FEED = 0.8
# Where pages of at most so many lines end with form feeds, half of the lines of a header or footer are at one. Some
# extractors put them between two columns; then they are there on one of so many pages at least.
_LONGEST_PAGE, _PAGES_PER_HEADER = 80, 4
# The number of repetitions at form feeds that cannot be chance.
_LEAST_PAGES = 3
# The header of a journal has its volume and year. An entry of a bibliography does not count pages.
_JOURNAL = pattern(r"\d{1,4} ?(?:\(\d{1,3}\) ?)?\((?:19|20)\d\d\)")
# The footer of a page and the header of the next one have so many lines at most. More lines that repeat are text,
# and so is what repeats next to them.
_LONGEST_RUN, _TEXT = 8, -1
# Most lines that repeat are at least so many lines apart, even if a page has only two; numbers in a table of contents
# count up on every second line.
_LEAST_GAP = 4
# The share of the places where a line repeats that must be next to furniture for the line to belong to it.
_BESIDE = 0.8
# Pages have as many lines as each other, but for headings and figures. Sections do not, and short ones may.
_LEAST_PAGE_LINES, _MOST_UNEVEN = 15, 1.35
# Where no sentence goes on from one page to the next, pages have at least so many lines, and differ by this at most.
_LEAST_FULL_LINES, _MOST_UNLIKE = 25, 1.1
# The lines between a header and the edge of its page, where an extractor has put it below others.
_NEAR_EDGE = 2
# Of the number of a page.
_MAX_DIGITS = 4


@dataclass(slots=True)
class Furniture:
    """The lines that were found.

    Attributes:
        lines: the lines that belong to the page, not to the text.
        doubtful: lines that repeat in the same way, but may be headings.
        numbers: lines that are only the number of another line.
    """

    lines: list[Line] = field(default_factory=list)
    doubtful: list[Line] = field(default_factory=list)
    numbers: list[Line] = field(default_factory=list)

    def all(self) -> list[Line]:
        """Return the lines that belong to the page, with the numbers of lines, in order."""
        return sorted([*self.lines, *self.numbers], key=lambda line: line.start) if self.numbers else self.lines

    def with_lines(self, added: Iterable[Line], lines: list[Line]) -> list[Line]:
        """Add lines that belong to the page, and return the others of some lines."""
        starts = {line.start for line in self.lines}
        more = [line for line in added if line.start not in starts]
        if not more:
            return lines
        self.lines = sorted([*self.lines, *more], key=lambda line: line.start)
        starts = {line.start for line in more}
        return [line for line in lines if line.start not in starts]

    def has_between(self, start: int, end: int) -> bool:
        """True if there are lines of the page between two positions."""
        at = bisect_left(self.lines, start, key=lambda line: line.start)
        return at < len(self.lines) and self.lines[at].start < end

    def mark(self, start: int, end: int) -> str:
        """Return a mark for the lines between two positions: "[THE ISLANDS · 12]"; empty if there are none."""
        contents = [line.content for line in self.lines if start <= line.start < end]
        return f"[{' · '.join(contents)}]" if contents else ""


def find(lines: Sequence[Line], text: str, below_notes: Collection[int] = ()) -> Furniture:
    """Return the running headers, footers and page numbers of a text.

    Args:
        lines: its lines, without those of footnotes.
        text: the document.
        below_notes: where lines start that were below footnotes, at the end of a page.

    Lines that repeat, except for numbers that count up, are furniture if they are between the halves of sentences, or
    at the form feeds of a text; then they cannot be headings.
    """
    found = Furniture()
    again = uncovered(lines, text) if "\f" in text else []
    series = repeated(lines, frozenset([at for page in again for at in page]))
    full = full_width(lines) if lines else 0.0
    # A paragraph may occur twice in a text; its lines are as wide as the page, and not set apart as a header is.
    series = [s for s in series if _may_be_furniture(s, lines, text, full)]
    if titles := page_numbers.below_titles(lines):
        series.append([Place(at, counts=True) for at in (0, *titles)])
    places = {place.at: place for members in series for place in members}
    places |= {at + 1: Place(at + 1, counts=True) for at in titles if at + 1 not in places}
    _look_around(lines, places, text, full, below_notes)
    wide = list(accumulate((line.width >= full for line in lines), initial=0)) if series else [0]
    if (feeds := text.count("\f")) * _LONGEST_PAGE > len(lines):
        series = [members for members in series if _is_at_edges(members, feeds) or members[0].counts]
    pages = _first_lines(lines, text)
    taken, others = _judged(lines, series, wide, pages, fed="\f" in text or len(below_notes) > 0)
    taken.update(at + 1 for at in titles if at in taken)
    for members in others:
        taken.update(page_numbers.beside_repeated(lines, [place.at for place in members]))
    gaps = _Gaps(lines, text, taken, full)
    numbers = page_numbers.with_titles(lines, gaps)
    if "\f" in text:
        numbers = numbers or page_numbers.of_their_pages(lines, text, gaps)
    taken.update(numbers)
    taken.update(_numbers_below(lines, below_notes))
    if "\f" in text and taken:
        taken.update(page_numbers.titles_beside(lines, gaps))
    taken -= cover(lines, text, taken)
    taken |= edges_alike(lines, again, taken)
    found.lines = [lines[at] for at in sorted(taken)]
    for members in others:
        if len(members) >= _LEAST_PAGES and all(place.feeds or place.company > 1 for place in members):
            found.doubtful += [lines[place.at] for place in members if place.at not in taken]
    return found


def _is_at_edges(members: Sequence[Place], pages: int) -> bool:
    """True if lines that repeat are at the edges of pages, or between the halves of sentences on many of them."""
    feeds, cuts = sum(place.feeds for place in members), sum(place.cuts for place in members)
    return 2 * feeds >= len(members) or (2 * cuts >= len(members) and len(members) * _PAGES_PER_HEADER >= pages)


def _numbers_below(lines: Sequence[Line], below_notes: Collection[int]) -> list[int]:
    """Return the places of numbers on lines of their own below footnotes, if they count up."""
    if not below_notes:
        return []
    found = [at for at, line in enumerate(lines) if line.start in below_notes and line.content.isdecimal()]
    numbers = [int(lines[at].content) for at in found]
    return found if all(before < after for before, after in pairwise(numbers)) else []


def _judged(
    lines: Sequence[Line], series: Iterable[Sequence[Place]], wide: Sequence[int], firsts: Sequence[int], *, fed: bool
) -> tuple[set[int], list[Sequence[Place]]]:
    """Return the places of the lines that are furniture, and the series that are not.

    Args:
        wide: how many full lines are above each.
        firsts: the places of the first lines of pages.
        fed: True if the text has form feeds.
    """
    taken: set[int] = set()
    runs: set[int] = set()
    others: list[Sequence[Place]] = []

    def take(members: Sequence[Place]) -> None:
        taken.update(place.at for place in members)
        runs.update(place.run for place in members)

    # The longest ones first: they show how many pages there are.
    pages = 0
    for members in sorted(series, key=len, reverse=True):
        if len(members) == 2 and pages >= _MANY_PAGES:
            break
        if (
            _is_furniture(members, fed=fed)
            or _is_regular(members, lines, wide)
            or _counts_pages(members, lines)
            or _has_numbers_beside(members, lines)
            or _is_on_each_page(members, firsts, len(lines))
        ):
            take(members)
            pages = max(pages, len(members))
        else:
            others.append(members)
    # What repeats next to furniture is furniture; the first page begins with the text, the last one ends with it.
    certain = frozenset(runs)
    left: list[Sequence[Place]] = []
    for members in others:
        if _is_beside(members, certain) or _alternates(members, lines, sorted(taken)):
            take(members)
        else:
            left.append(members)
    return taken, left


def _alternates(members: Sequence[Place], lines: Sequence[Line], taken: Sequence[int]) -> bool:
    """True for a title with the numbers of left pages that has the furniture of a right page in the middle of two."""
    if len(members) < 2 or not members[0].counts or not any(map(str.isalpha, lines[members[0].at].content)):
        return False
    for before, after in pairwise(members):
        gap = after.at - before.at
        low, high = before.at + _MIDDLE[0] * gap, before.at + _MIDDLE[1] * gap
        middle = bisect_left(taken, low)
        if gap < 2 * _LEAST_PAGE_LINES or middle == len(taken) or taken[middle] > high:
            return False
    return True


# As a share of the lines between them.
_MIDDLE = (0.35, 0.65)


def _is_beside(members: Sequence[Place], runs: Collection[int]) -> bool:
    """True for a series whose lines are next to those of others that are furniture."""
    beside = sum(place.run in runs and place.run != _TEXT for place in members)
    edges = sum(place.edge and place.run not in runs for place in members)
    return beside > 0 and edges <= 2 and beside + edges >= _BESIDE * len(members)


def _counts_pages(members: Sequence[Place], lines: Sequence[Line]) -> bool:
    """True for "Page 3 of 12", "3/12" if it is complete and set apart from the text, and headers of a journal."""
    if _JOURNAL.search(lines[members[0].at].content) and all(place.counts or place.feeds for place in members):
        return min(after.at - before.at for before, after in pairwise(members)) >= _LEAST_PAGE_LINES
    apart = [place.company > 1 or place.feeds or place.cuts for place in members]
    return page_numbers.count_pages([(place.at, lines[place.at].content) for place in members], sure=all(apart))


def _may_be_furniture(members: Sequence[Place], lines: Sequence[Line], text: str, full: float) -> bool:
    first = lines[members[0].at]
    if first.content[0].islower() and first.content[-1] in ".,;" and not members[0].counts:
        return False  # the end of a sentence
    # An item of two lists ("• 12 •" is a number), and a command that a guide repeats, or one of TeX.
    is_item = first.content[0] in BULLETS and first.content[-1] not in BULLETS
    if is_item or first.content.startswith(("> ", "$ ", ">>> ", "\\")):
        return False
    if members[0].counts or first.width < full or first.content.isupper() or BROWSER.match(first.content):
        return True
    return all(_is_set_apart(lines, place.at, text) for place in members)


def _is_set_apart(lines: Sequence[Line], at: int, text: str) -> bool:
    """True for a line at the top of a page, or between blank lines."""
    above = text[lines[at - 1].last if at else 0 : lines[at].start]
    below = text[lines[at].last : lines[at + 1].start if at + 1 < len(lines) else len(text)]
    return "\f" in above or (above.count("\n") > 1 and ("\f" in below or below.count("\n") > 1))


def _look_around(
    lines: Sequence[Line], places: dict[int, Place], text: str, full: float, below_notes: Collection[int]
) -> None:
    """Store, for each place, the surroundings of the lines that repeat there."""
    for run, at in enumerate(sorted(places)):
        if at - 1 in places:
            continue
        end = at + 1
        while end in places:
            end += 1
        above = lines[at - 1] if at else None
        below = lines[end] if end < len(lines) else None
        start, stop = above.last if above else 0, below.first if below else len(text)
        # The first page begins with the text, and the last one ends with it.
        short = end - at <= _LONGEST_RUN
        ends = above is None or below is None or lines[at].start in below_notes
        feeds = short and (ends or "\f" in text[start:stop])
        cuts = short and above is not None and below is not None and above.width >= full and _goes_on(above, below)
        apart = "\f" in text[start:stop] or text.count("\n", start, stop) > end - at + 1
        apart = apart or any(places[member].counts for member in range(at, end))
        for member in range(at, end):
            places[member].cuts, places[member].feeds = cuts and apart, feeds
            titled = places[member].counts and any(map(str.isalpha, lines[member].content))
            places[member].company = end - at + titled
            places[member].first = titled and end - at == 1 and "1" in PAGE_NUMBER.findall(lines[member].content)
            places[member].run = run if short else _TEXT
            places[member].edge = short and (above is None or below is None)


class _Gaps:
    """What is between the lines of the text around furniture, and around a line that may be furniture.

    Args:
        taken: the places of the lines that are furniture.
        full: the minimum width of a full line.
    """

    def __init__(self, lines: Sequence[Line], text: str, taken: set[int], full: float) -> None:
        self._lines = lines
        self._text = text
        self.taken = taken
        self.full = full

    def is_border(self, at: int) -> bool:
        """True for furniture, a line at a form feed, or one that cuts a sentence in two and is not the middle of it."""
        if at in self.taken:
            return True
        start, end = at, at + 1
        while start - 1 in self.taken:
            start -= 1
        while end in self.taken:
            end += 1
        if self.is_feed(start - 1) or self.is_feed(end - 1):
            return True
        above, line, below = self._lines[start - 1], self._lines[at], self._lines[end]
        between = self._text[above.last : below.first]
        apart = between.count("\n") > end - start + 1 or line.width < self.full or line.content.isupper()
        return apart and self.goes_on(start - 1, end)

    def is_feed(self, at: int) -> bool:
        """True if there is a form feed between a line and the next one, or an end of the text."""
        if at < 0 or at + 1 >= len(self._lines):
            return True
        return "\f" in self._text[self._lines[at].last : self._lines[at + 1].first]

    def is_apart(self, at: int) -> bool:
        """True for a line between blank lines, or at a form feed or an end of the text."""
        return self.is_feed(at - 1) or self.is_feed(at) or _is_set_apart(self._lines, at, self._text)

    def goes_on(self, before: int, after: int) -> bool:
        """True if a sentence continues from a full line to another one."""
        return self._lines[before].width >= self.full and _goes_on(self._lines[before], self._lines[after])


def _goes_on(above: Line, below: Line) -> bool:
    """True if a sentence continues from one line to the other."""
    kinds = {above.kind, below.kind}
    if LineKind.FIXED in kinds or LineKind.ITEM in kinds:
        return False
    return ending(above.content) is Ending.OPEN and opening(below.content) is Opening.LOWER


def _is_regular(members: Sequence[Place], lines: Sequence[Line], wide: Sequence[int]) -> bool:
    """True for lines next to others that repeat, as a title and a number are, with as many lines between each two.

    There must be text between them: the labels of axes repeat between figures.
    """
    if any(wide[before.at] == wide[after.at] for before, after in pairwise(members)):
        return False
    gaps = [after.at - before.at for before, after in pairwise(members)]
    if len(members) < _LEAST_PAGES or any(place.company == 1 and not place.edge for place in members):
        return False
    # Sections have headings such as "1 HARBOURS", which no sentence continues across; but they are not of one length.
    if members[0].first and not any(place.cuts for place in members):
        return _are_pages(members, lines)
    return min(gaps) >= _LEAST_PAGE_LINES and max(gaps) <= _MOST_UNEVEN * min(gaps)


def _are_pages(members: Sequence[Place], lines: Sequence[Line]) -> bool:
    """True if lines that repeat divide a text into parts of one length, the last of which may be shorter."""
    gaps = [after.at - before.at for before, after in pairwise(members)]
    longest = _MOST_UNLIKE * min(gaps)
    starts = members[0].edge and min(gaps) >= _LEAST_FULL_LINES
    return starts and max(gaps) <= longest and len(lines) - members[-1].at <= longest


def _has_numbers_beside(members: Sequence[Place], lines: Sequence[Line]) -> bool:
    """True for a title at the top of each page, with the numbers of the pages at their ends, or below the title.

    In the first case, the text ends with the last number. In the second, the title may be a heading, unless it has
    several words and the pages are of one length.
    """
    if members[0].at or members[0].counts:
        return False
    if _count_up([*(lines[place.at - 1] for place in members[1:]), lines[-1]]):
        return True
    below = [lines[place.at + 1] for place in members if place.at + 1 < len(lines)]
    return " " in lines[0].content and _count_up(below) and _are_pages(members, lines)


def _count_up(lines: Sequence[Line]) -> bool:
    """True if lines are the numbers of successive pages."""
    contents = [line.content for line in lines]
    if not all(content.isdecimal() and len(content) <= _MAX_DIGITS for content in contents):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(contents))


def _first_lines(lines: Sequence[Line], text: str) -> list[int]:
    """Return the places of the first lines of the pages that form feeds divide, if there are several."""
    firsts: list[int] = []
    feed = -1
    while (feed := text.find("\f", feed + 1)) >= 0:
        at = bisect_left(lines, feed, key=attrgetter("start"))
        if at < len(lines) and (not firsts or at > firsts[-1]):
            firsts.append(at)
    return firsts if firsts and firsts[0] == 0 else [0, *firsts]


def _is_on_each_page(members: Sequence[Place], firsts: Sequence[int], lines: int) -> bool:
    """True for a line near the top or the bottom of nearly all pages, if an extractor has put it below another line.

    Args:
        firsts: the places of the first lines of pages.
        lines: the number of lines.
    """
    if len(members) < max(_LEAST_PAGES, _AT_FEED * len(firsts)):
        return False
    pages = [bisect_right(firsts, place.at) - 1 for place in members]
    ends = [*firsts[1:], lines]
    near = [min(place.at - firsts[page], ends[page] - 1 - place.at) for place, page in zip(members, pages, strict=True)]
    return len(set(pages)) == len(pages) and max(near) <= _NEAR_EDGE


def _is_furniture(members: Sequence[Place], *, fed: bool) -> bool:
    """True if the lines cannot be headings; `fed` is True if the text has form feeds."""
    if sorted([after.at - before.at for before, after in pairwise(members)])[len(members) // 2 - 1] < _LEAST_GAP:
        return False
    cuts, feeds = sum(place.cuts for place in members), sum(place.feeds for place in members)
    # Two pages have only one break between them; a line that repeats there must have another next to it, as a header
    # has a number, or repeat at form feeds.
    enough = cuts > 1
    if cuts == 1 and len(members) <= _LEAST_PAGES:
        enough = max(place.company for place in members) > 1 or (fed and feeds == len(members))
    counts_many = members[0].counts and members[0].company > 1 and len(members) >= _MANY_PAGES
    if enough and cuts >= (_CUTTING_MANY if counts_many else _CUTTING) * len(members):
        return True
    return fed and len(members) >= _LEAST_PAGES and feeds >= _AT_FEED * len(members)

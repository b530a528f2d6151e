# cython: language_level=3, annotation_typing=False
"""The numbers of pages: those whose form says what they are, and those beside a title that changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import ne
from statistics import median
from typing import Protocol

from textmend.lang import Language
from textmend.passes.layout.lines import Line
from textmend.patterns import pattern

__all__ = [
    "Gaps",
    "attached",
    "below_titles",
    "beside_repeated",
    "count_pages",
    "count_together",
    "of_their_pages",
    "titles_beside",
    "with_titles",
]

# "Page 3 of 12" in the languages of word processors, and "3/12" as browsers print it, at the end of a line.
_OF_PAGES = pattern(
    r"(?i)(?:^|[\s|(\[–—-])(page|pg\.?|seite|página|pagina|strona|sida|side|sivu|strana|stránka|страница|стр\.)?\s*"
    r"(\d{1,4})\s*(?:/|of|von|sur|de|di|van|av|af|z|ze|iz|из)\s*(\d{1,4})\W*$"
)
# A page has at least so many lines of text: entries of a list that say "1 of 3" follow each other more closely.
_LEAST_LINES = 5
# The share of all pages whose "3/12" must be there, as fractions are written so, too.
_COMPLETE = 0.7
# Numbers beside a title that changes: so many must be at the borders of pages, each in a page or two of the one before,
# and these pages must have so many lines, as a share of the usual ones. Chapters and items have numbers that count up,
# too, but few are in the middle of a sentence or first on a page, four times in a row at such distances.
_LEAST_CHAIN, _LEAST_BORDERS, _LEAST_PAGE_LINES = 4, 3, 12
_LARGEST_STEP = 3
_SHORTEST, _LONGEST = 0.5, 1.6
_MAX_WIDTH_CHARS = 90
_FIGURES = pattern(r"\d+")
_FIRST_NUMBER = pattern(r"(?!0)(\d{1,4})(?:\s+(?=.*[^\W\d_])|$)")
_LAST_NUMBER = pattern(r"\s(?!0)(\d{1,4})$")
# Labels of figures and tables are between the halves of sentences as well, where a figure floats.
_LABEL = pattern(r"(?i)(?:fig|tab|chart|box|exhibit|plate|listing|algorithm|eq|scheme|map|part|chapter|section)\w*\b")


class Gaps(Protocol):
    """The surroundings of lines that may be furniture."""

    taken: set[int]

    def is_border(self, at: int) -> bool:
        """Return whether the line is at a border of a page."""

    def is_feed(self, at: int) -> bool:
        """Return whether there is a form feed between the line and the next one."""

    def is_apart(self, at: int) -> bool:
        """Return whether a line is between blank lines, or at a border of its page."""

    def goes_on(self, before: int, after: int) -> bool:
        """Return whether a sentence continues from one line to the other."""


def count_pages(members: Sequence[tuple[int, str]], *, sure: bool) -> bool:
    """Return whether lines count pages: "Page 3 of 12" or, if they are complete, "3/12".

    Args:
        members: the places and the contents of the lines.
        sure: each line is next to other furniture, at a form feed, or inside a sentence.
    """
    found = [_OF_PAGES.search(content) for _, content in members]
    if len(members) < 2 or not all(found):
        return False
    numbers = [int(match[2]) for match in found if match]
    totals = {int(match[3]) for match in found if match}
    if len(totals) > 1 or numbers[-1] > min(totals):
        return False
    if any(after[0] - before[0] < _LEAST_LINES for before, after in pairwise(members)):
        return False
    if all(match and match[1] for match in found):
        return True
    # An extractor may move one of them to another line.
    return sure and len(numbers) >= max(2, _COMPLETE * min(totals))


def of_their_pages(lines: Sequence[Line], text: str, gaps: Gaps) -> list[int]:
    """Return the places of numbers that are alone on a line, once on nearly every page, and count the form feeds.

    Where a page has columns, an extractor may write its number between them. At least one is inside a sentence.

    Args:
        lines: all lines.
        text: the document, with form feeds.
        gaps: the surroundings of the lines.
    """
    found: dict[int, dict[int, list[int]]] = {}
    pages: set[int] = set()
    page = end = 0
    alone: Counter[int] = Counter()
    for at, line in enumerate(lines):
        page += text.count("\f", end, line.start)
        end = line.start
        pages.add(page)
        content = line.content
        if len(content) < _YEAR and content.isdecimal() and content[0] != "0":
            alone[page] += 1
            if at not in gaps.taken and gaps.is_apart(at):
                found.setdefault(int(content) - page, {}).setdefault(page, []).append(at)
    if not found:
        return []
    offset = max(found, key=lambda each: len(found[each]))
    places: list[int] = []
    for each in found[offset].values():
        # A section may have the number of its page.
        edges = [at for at in each if gaps.is_feed(at - 1) or gaps.is_feed(at)]
        if len(each) == 1 or len(edges) == 1:
            places += edges or each
    cut = [at for at in places if 0 < at < len(lines) - 1 and gaps.goes_on(at - 1, at + 1)]
    if len(pages) == 1 and (offset != 1 or alone.total() > 1):
        return []
    return places if cut and len(places) >= _COMPLETE * len(pages) else []


# The number of a page that an extractor has attached to the first half of the page's last word, with its hyphen or
# without; the second half is below the next header, of so many lines.
_ATTACHED = pattern(r"([^\W\d_]{2,})-?([1-9]\d{0,2})$")
_SECOND_HALF = pattern(r"[^\W\d_]+")
_HEADER = 3
# In bits; strings of letters and figures that go on below are rarely the halves of so common a word.
_RAREST_WORD = 22.0


def attached(lines: Sequence[Line], text: str, language: Language) -> list[tuple[int, int]]:
    """Return the places of lines that end with the number of their page, and where in their content it begins.

    It counts the form feeds or, without any, precedes or follows a number that is alone on a line.

    Args:
        lines: all lines.
        text: the document.
        language: the language whose lexicon is opened if there are any.
    """
    found: list[tuple[int, int]] = []
    alone: set[int] | None = None
    page, end = 1, 0
    for place, line in enumerate(lines[:-1]):
        if not "0" <= line.content[-1] <= "9" or not (match := _ATTACHED.search(line.content)):
            continue
        number = int(match[2])
        if "\f" in text:
            page += text.count("\f", end, line.start)
            end = line.start
            counts = number == page
        else:
            if alone is None:
                alone = {int(each.content) for each in lines if len(each.content) < _YEAR and each.content.isdecimal()}
            counts = number - 1 in alone or number + 1 in alone
        rest = _second_half(lines, place) if counts else None
        if rest and language.lexicon.is_cheaper(match[1] + rest, _RAREST_WORD):
            found.append((place, match.start(2)))
    return found


def below_titles(lines: Sequence[Line]) -> list[int]:
    """Return the places of titles over the number of their page, where the first page has both on one line.

    An extractor may divide some headers and not others: "HARBOURS 1", then "HARBOURS" and "2".
    """
    if not lines or not (match := _LAST_NUMBER.search(lines[0].content)):
        return []
    title, number = lines[0].content[: match.start()], int(match[1])
    found: list[int] = []
    for at, (line, below) in enumerate(pairwise(lines)):
        if line.content == title and below.content.isdecimal() and number < int(below.content[:_YEAR]):
            number = int(below.content[:_YEAR])
            found.append(at)
    return found


def _second_half(lines: Sequence[Line], place: int) -> str | None:
    """Return the word that begins the first line with a small letter below a line and, at most, a header."""
    for line in lines[place + 1 : place + 2 + _HEADER]:
        if line.content[0].islower():
            match = _SECOND_HALF.match(line.content)
            return match.group() if match else None
    return None


def count_together(contents: Sequence[str]) -> bool:
    """True for lines in which several numbers change each time, as in "4.2 Releases 1.x" and "4.3 Releases 2.x".

    These are headings: beside the number of a page, those of its chapter or volume stay.
    """
    numbers = [_FIGURES.findall(content) for content in contents]
    return all(sum(map(ne, before, after)) > 1 for before, after in pairwise(numbers))


def with_titles(lines: Sequence[Line], gaps: Gaps) -> list[int]:
    """Return the places of page numbers beside titles that change, as those of sections do.

    Args:
        lines: all lines.
        gaps: the surroundings of the lines.
    """
    numbered = _numbered(lines)
    if len(numbered) < _LEAST_CHAIN:
        return []
    chain = _chain([(at, number) for at, number in numbered if gaps.is_border(at)])
    # Furniture that counts pages vouches for the pages between.
    sure = len(chain) > 1 and all(at in gaps.taken for at, _ in chain)
    if len(chain) < _LEAST_BORDERS and not sure:
        return []
    sizes = [(after[0] - before[0]) / (after[1] - before[1]) for before, after in pairwise(chain)]
    usual = median(sizes)
    if usual < _LEAST_PAGE_LINES or min(sizes) < _SHORTEST * usual or max(sizes) > _LONGEST * usual:
        return []
    found = sorted([at for at, _ in chain] + list(_missing(lines, chain, numbered, usual)))
    return found if sure or len(found) >= _LEAST_CHAIN else []


def _numbered(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the places of lines that begin or end with a number, with the numbers.

    A title with the same number as the line above, or as one below that is only a number, is a heading: "1 Harbours".
    """
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        content = line.content
        if "0" <= content[0] <= "9" or "0" <= content[-1] <= "9":
            number = _number(content)
            if number is None:
                continue
            if found and found[-1] == (at - 1, number):
                if lines[at - 1].content.isdigit() or not content.isdigit():
                    continue
                found.pop()
            found.append((at, number))
    return found


# A line that repeats on so many pages has the numbers of these beside it: of each two, so many follow each other. Pages
# are about as long as each other, but for a few.
_LEAST_REPEATED, _FOLLOWING, _EVEN = 6, 0.7, 0.8


def beside_repeated(lines: Sequence[Line], members: Sequence[int]) -> list[int]:
    """Return the places of a line that repeats and of the numbers beside it, if these count the pages.

    Without form feeds, "9.2. Harbours 103" and "Tides of the Islands" may be between two paragraphs, where nothing else
    shows that a page ends.

    Args:
        lines: all lines.
        members: the places of the line.
    """
    gaps = [after - before for before, after in pairwise(members)]
    if len(members) < _LEAST_REPEATED or (usual := median(gaps)) < _LEAST_PAGE_LINES:
        return []
    if sum([_SHORTEST * usual <= gap <= _LONGEST * usual for gap in gaps]) < _EVEN * len(gaps):
        return []
    for side in (-1, 1):
        beside = [at + side for at in members if 0 <= at + side < len(lines)]
        numbers = [_number(lines[at].content) for at in beside]
        following = [n is not None and m is not None and m - n == 1 for n, m in pairwise(numbers)]
        if sum(following) >= _FOLLOWING * len(gaps):
            fits = [a or b for a, b in zip([False, *following], [*following, False], strict=True)]
            return [*members, *(at for at, fit in zip(beside, fits, strict=True) if fit)]
    return []


def titles_beside(lines: Sequence[Line], gaps: Gaps) -> list[int]:
    """Return the places of titles between the number at the top of a page and its text.

    An extractor may write the parts of a header on a line each: "4", "2", "HARBOURS". The title is that of a section,
    so the text has it as a heading as well.

    Args:
        lines: all lines.
        gaps: the surroundings of the lines, in a text with form feeds.
    """
    headers: list[list[int]] = []
    for at in sorted(gaps.taken):
        if at - 1 in gaps.taken or not gaps.is_feed(at - 1):
            continue
        end = at + 1
        while end in gaps.taken:
            end += 1
        header: list[int] = []
        while len(header) < _HEADER_LINES and end + 1 < len(lines) and _may_be_title(lines[end].content):
            header.append(end)
            end += 1
        while header and lines[header[-1]].content.isdigit():
            header.pop()
        if header:
            headers.append(header)
    found = [at for at in range(len(lines) - 1) if _is_chapter_over_number(lines, at, gaps)]
    if not headers:
        return found
    repeated = _repeated(lines, {at for header in headers for at in header})
    pages = Counter(lines[header[-1]].content for header in headers)
    for header in headers:
        title = lines[header[-1]].content
        if pages[title] > 1 or (title.isupper() and _spelled(title) in repeated):
            found += header
    return found


# The number and the title of a section, in one line or two.
_HEADER_LINES = 2
# Over the number of its page, it is no heading.
_CHAPTER = pattern(
    r"(?:Chapter|Section|Appendix|Part|Kapitel|Abschnitt|Anhang|Teil|Chapitre|Partie|Annexe|Capítulo|Capitolo"
    r"|Hoofdstuk|Rozdział|Kapitola|Глава)\s+(?:\d{1,3}|[A-Z]|[IVXLC]+)[:.]\s"
)


def _is_chapter_over_number(lines: Sequence[Line], at: int, gaps: Gaps) -> bool:
    """True for "Chapter 1: Harbours" at the top of a page, over the number of the page."""
    return (
        at not in gaps.taken
        and at + 1 in gaps.taken
        and lines[at + 1].content.isdigit()
        and gaps.is_feed(at - 1)
        and _CHAPTER.match(lines[at].content) is not None
    )


def _may_be_title(content: str) -> bool:
    """True for a number, and for a line that does not end as a sentence or a part of one does."""
    if content.isdigit():
        return len(content) < _YEAR
    if len(_spelled(content)) < _LEAST_LETTERS:
        return False  # a figure of a table, such as 2000 Q1
    return len(content) <= _MAX_WIDTH_CHARS and (content.isupper() or (content[-1].isalnum() and content[0].isupper()))


_YEAR, _LEAST_LETTERS = 4, 3


def _spelled(content: str) -> str:
    """Return a title without its number and its capitals."""
    return "".join(filter(str.isalpha, content)).casefold()


def _repeated(lines: Sequence[Line], places: set[int]) -> set[str]:
    """Return those of the titles at these places that another line has, too."""
    wanted = {_spelled(lines[at].content): at for at in places if not lines[at].content.isdigit()}
    longest = max((len(lines[at].content) for at in places), default=0)
    found: set[str] = set()
    for at, line in enumerate(lines):
        if len(line.content) > longest + _SECTION_NUMBER:
            continue
        spelled = _spelled(line.content)
        if wanted.get(spelled, at) != at:
            found.add(spelled)
    return found


# The characters of a section's number before its title.
_SECTION_NUMBER = 8


def _number(content: str) -> int | None:
    """Return the number that a line begins or ends with; None if it cannot be that of a page."""
    if len(content) > _MAX_WIDTH_CHARS:
        return None
    match = _FIRST_NUMBER.match(content) or _LAST_NUMBER.search(content)
    return int(match[1]) if match and not _LABEL.match(content) else None


def _chain(numbered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of places whose numbers count up."""
    lengths: list[int] = []
    links: list[int] = []
    latest: dict[int, int] = {}
    for index, (_, number) in enumerate(numbered):
        before = [latest[number - step] for step in range(1, _LARGEST_STEP + 1) if number - step in latest]
        link = max(before, key=lengths.__getitem__, default=-1)
        links.append(link)
        lengths.append(lengths[link] + 1 if link >= 0 else 1)
        if number not in latest or lengths[latest[number]] <= lengths[index]:
            latest[number] = index
    chain: list[tuple[int, int]] = []
    index = max(range(len(lengths)), key=lengths.__getitem__, default=-1)
    while index >= 0:
        chain.append(numbered[index])
        index = links[index]
    return chain[::-1]


def _missing(
    lines: Sequence[Line], chain: Sequence[tuple[int, int]], numbered: Sequence[tuple[int, int]], usual: float
) -> Iterator[int]:
    """Yield the places of the pages between those of a chain, and next to them, whose border is between sentences.

    Args:
        usual: the usual number of lines of a page.
    """
    by_number: dict[int, list[int]] = {}
    for at, number in numbered:
        by_number.setdefault(number, []).append(at)

    def only(number: int, expected: float) -> int | None:
        near = [at for at in by_number.get(number, ()) if abs(at - expected) < usual * _SHORTEST]
        return near[0] if len(near) == 1 else None

    for (start, first), (end, last) in pairwise(chain):
        for number in range(first + 1, last):
            place = only(number, start + (end - start) * (number - first) / (last - first))
            if place is not None:
                yield place
    # The first and the last page, where nothing else shows that a number beside a title is that of a page.
    for (at, number), step in ((chain[0], -1), (chain[-1], 1)):
        place = only(number + step, at + step * usual)
        if place is not None and lines[place].content.isdigit():
            yield place

"""Pages on which what repeats is no header: a cover, and slides that are uncovered step by step.

Each page of such slides has the lines of the one before, and some more. Only the first one shows what repeats from page
to page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textmend.passes.layout.lines import Line

__all__ = ["cover", "edges_alike", "uncovered"]

# So many lines, and such a share of those of the page before, are there again at the same place from the top; a header
# has fewer lines, and a footer is at another place.
_LEAST, _SHARE = 4, 0.75
# The lines at the top and at the foot of a page that may be its header and footer.
_EDGE = 4


def uncovered(lines: Sequence[Line], text: str) -> list[range]:
    """Return the places of the lines of each page that has those of the page before.

    Args:
        lines: the lines of the text that are not blank.
        text: a text with form feeds.
    """
    found: list[range] = []
    before: Sequence[str] = ()
    for page in _pages(lines, text):
        here = [lines[at].content for at in page]
        again = sum([old == new for old, new in zip(before, here, strict=False)])
        if again >= max(_LEAST, _SHARE * len(before)):
            found.append(page)
        before = here
    return found


def edges_alike(lines: Sequence[Line], pages: Sequence[range], taken: Collection[int]) -> set[int]:
    """Return the places on some pages, near their edges, of lines that are as others that belong to the pages.

    Args:
        lines: all lines.
        pages: the pages.
        taken: the places of the lines that belong to the other pages.
    """
    contents = {lines[at].content for at in taken}
    return {at for page in pages for at in (*page[:_EDGE], *page[_EDGE:][-_EDGE:]) if lines[at].content in contents}


def cover(lines: Sequence[Line], text: str, taken: Collection[int]) -> set[int]:
    """Return the places of the title of a document that fills its first page, although it is in all headers.

    Args:
        lines: all lines.
        text: the document.
        taken: the places of the lines that belong to the pages.
    """
    end = text.find("\f")
    found = set()
    for at, line in enumerate(lines):
        if line.start > end:
            break
        if at not in taken:
            return set()
        if not any(map(str.isdigit, line.content)):
            found.add(at)
    return found


def _pages(lines: Sequence[Line], text: str) -> list[range]:
    starts = [0]
    for at in range(1, len(lines)):
        if text.find("\f", lines[at - 1].end, lines[at].start + 1) >= 0:
            starts.append(at)
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]

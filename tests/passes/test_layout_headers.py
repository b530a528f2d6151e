"""Layout: headers of pages that end with a paragraph, so that no sentence goes on across them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from tests.passes.test_layout_furniture import SENTENCES, cleaned, set_pages
from textmend.passes.layout.lines import read_lines
from textmend.passes.layout.repeats import repeated

LONG, SHORT = 9, 5  # paragraphs on a page


def whole_pages(sizes: list[int], page: Callable[[int, str], str], between: str = "\n") -> str:
    """Pages of so many paragraphs each, none of which goes on on the next page.

    Args:
        sizes: the number of paragraphs on each page.
        page: returns a page, given its number from 1 and its paragraphs.
        between: what separates the pages.
    """
    numbers = iter(range(1000))
    pages = []
    for number, size in enumerate(sizes, 1):
        paragraphs = [
            textwrap.fill(f"{SENTENCES[at % len(SENTENCES)]} That was summer {at * 7 + 3}.", 60)
            for at in (next(numbers) for _ in range(size))
        ]
        pages.append(page(number, "\n\n".join(paragraphs)))
    return between.join(pages) + "\n"


def titled(number: int, text: str) -> str:
    return f"The Outer Islands {number}\n{text}"


def over_number(number: int, text: str) -> str:
    return f"The Outer Islands\n{number}\n{text}"


def above_and_below(number: int, text: str) -> str:
    return f"The Outer Islands\n{text}\n{number}"


def second_line(number: int, text: str) -> str:
    """As some extractors write it: the header is below the first line of some pages, a short paragraph."""
    first = ["Nobody waited.", "", "Then it rained.", "", "The quay was empty.", "It was late."][number - 1]
    return f"{first}\n\nThe Outer Islands\n\n{text}" if first else f"The Outer Islands\n\n{text}"


@pytest.mark.parametrize(
    ("page", "sizes"),
    [
        (titled, [LONG, LONG, LONG]),
        (titled, [LONG, LONG, SHORT]),
        (over_number, [LONG, LONG, SHORT]),
        (over_number, [LONG, SHORT]),
        (above_and_below, [LONG, SHORT]),
        (above_and_below, [SHORT, LONG]),
        (above_and_below, [SHORT, LONG, SHORT, LONG]),
    ],
)
def test_headers_of_pages_go(page: Callable[[int, str], str], sizes: list[int]) -> None:
    text = cleaned(whole_pages(sizes, page))
    assert "Outer Islands" not in text
    assert text.count("That was summer") == len(text.split("\n\n")) == sum(sizes)


@pytest.mark.parametrize(
    ("page", "sizes"),
    [
        (titled, [LONG, LONG]),
        (titled, [LONG, SHORT, LONG]),
        (titled, [LONG, LONG, LONG + 3]),
        (titled, [SHORT - 2] * 3),
        (over_number, [SHORT, LONG]),
        (lambda number, text: f"Sonnet\n{number}\n{text}", [LONG, SHORT]),
        (lambda number, text: f"Chapter {number}\n{text}", [LONG, LONG, LONG]),
        (lambda number, text: f"The Outer Islands\n{text}\n{number * 2}", [LONG, SHORT]),
        (lambda number, text: f"The Outer Islands\n{text}" + f"\n{number}" * (number < 2), [LONG, SHORT]),
    ],
)
def test_headings_of_sections_stay(page: Callable[[int, str], str], sizes: list[int]) -> None:
    text = whole_pages(sizes, page)
    heading = text.split("\n", 1)[0].rstrip(" 1")
    assert cleaned(text).count(heading) == len(sizes)


@pytest.mark.parametrize(
    ("heading", "series"),
    [("{}.1 Fares", 0), ("{}.2.1. Fares", 0), ("Chapter {}", 0), ("Fares {}", 1), ("Fares 2.1 {}", 1)],
)
def test_sections_that_each_chapter_has_count_no_pages(heading: str, series: int) -> None:
    lines = read_lines("".join(f"{heading.format(number)}\nThe boat leaves.\n" for number in range(3, 6)))
    counting = [places for places in repeated(lines, frozenset()) if places[0].counts]
    assert len(counting) == series


@pytest.mark.parametrize("first", ["1\n1 The quay", "J. Isl. Stud. 4 1\n1 The quay", "1 The quay\n1"])
def test_the_heading_of_the_first_section_is_not_the_number_of_the_first_page(first: str) -> None:
    def head(page: int) -> str:
        return first if page == 1 else f"THE QUAY  {page}" if page % 2 else f"{page}  THE BOATS"

    text = cleaned(set_pages(7, head))
    assert "1 The quay\n" in text
    assert "THE BOATS" not in text


def test_headers_below_the_first_line_of_a_page_go() -> None:
    assert "Outer Islands" not in cleaned(whole_pages([SHORT] * 4, second_line, "\n\f"))


def test_a_title_on_some_of_the_pages_stays() -> None:
    def page(number: int, text: str) -> str:
        return second_line(number, text) if number in {1, 2, 5} else text

    assert cleaned(whole_pages([SHORT] * 6, page, "\n\f")).count("The Outer Islands") == 3


def test_what_is_in_the_middle_of_each_page_stays() -> None:
    def page(_: int, text: str) -> str:
        first, second, rest = text.split("\n\n", 2)
        return "\n\n".join([first, second, "The Outer Islands", rest])

    assert cleaned(whole_pages([SHORT] * 4, page, "\n\f")).count("The Outer Islands") == 4

"""Layout: headers, footers and line numbers of pages, and what only looks like them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from tests.contract import check
from tests.timing import growth
from textmend import Pipeline
from textmend.errors import OptionError
from textmend.passes.layout import line_numbers
from textmend.passes.layout.lines import read_lines
from textmend.passes.layout.page_numbers import count_pages, count_together

LAYOUT = Pipeline(["layout"])

SENTENCES = [
    "The ferry to the outer islands leaves from the north quay, and whoever wants a seat on the upper deck has to be "
    "there well before seven, when the gates are opened by a man who has done so for thirty years.",
    "Cars are loaded through the bow, bicycles are carried up the stairs, and dogs walk aboard as if the ship belonged "
    "to them, which for the next hour or so it does, because nobody on the crew would ever say a word against a dog.",
    "Coffee is sold below until the last of the small harbours has been left behind, and after that there is nothing "
    "to do but to look at the water, to count the seals on the rocks, and to wait for the light of the third isle.",
    "In winter the crossing takes twice as long, since the captain keeps behind the breakwaters as far as he can, and "
    "the passengers, who know each other by then, play cards in the saloon and share what they have brought along.",
    "The mail is thrown ashore in a bag at the smaller landings, where a child with a cart waits for it, and what has "
    "to be sent back to the mainland is hung on a hook that the mate catches from the rail without the ship stopping.",
]


def set_pages(
    pages: int, head: Callable[[int], str], foot: Callable[[int], str] = lambda _: "", feed: str = "\n"
) -> str:
    """Paragraphs in lines of 60 columns, eighteen to a page, with a header and a footer."""
    size = 18
    lines: list[str] = []
    number = 0
    while len(lines) < pages * size:
        lines += textwrap.wrap(SENTENCES[number % len(SENTENCES)] + f" That was summer {number * 7 + 3}.", 60)
        lines.append("")
        number += 1
    found = [[head(page + 1), *lines[page * size : (page + 1) * size], foot(page + 1)] for page in range(pages)]
    return feed.join("\n".join(filter(None, page)) if "\f" in feed else "\n".join(page) for page in found) + "\n"


def browser(page: int) -> str:
    return f"https://harbour.example/islands/ferries {page}/3"


def cleaned(text: str) -> str:
    check(LAYOUT, text)
    return LAYOUT.clean(text)


@pytest.mark.parametrize(
    ("pages", "head", "foot", "gone"),
    [
        (3, lambda _: "3/14/31, 7:05 AM The outer islands", browser, ["7:05", "harbour.example"]),
        (3, lambda _: "14.03.2031, 07:05 Die Inseln", browser, ["07:05", "harbour.example"]),
        (
            2,
            lambda _: "Ferries of the North",
            lambda page: f"Page {page} of 2",
            ["Page 1 of 2", "Page 2 of 2", "North"],
        ),
        (3, lambda _: "Fähren", lambda page: f"Seite {page} von 3", ["Seite", "Fähren"]),
        (
            6,
            lambda page: ["THE QUAY  {}", "{}  THE BOATS", "THE BOATS  {}", "{}  IN WINTER", "MAIL  {}", "{}  MAIL"][
                page - 1
            ].format(page + 30),
            lambda _: "",
            ["THE QUAY", "THE BOATS", "IN WINTER", "MAIL"],
        ),
        (
            4,
            lambda page: f"J. Isl. Stud. 4 (2031) 11–48 {page}" if page % 2 else f"{page} A. Moor and B. Lund",
            lambda _: "",
            ["(2031)", "Lund"],
        ),
    ],
)
def test_headers_and_footers_go(
    pages: int, head: Callable[[int], str], foot: Callable[[int], str], gone: list[str]
) -> None:
    for feed in ("\n", "\n\f"):
        text = cleaned(set_pages(pages, head, foot, feed))
        assert [part for part in gone if part in text] == []
        assert "leaves from the north quay, and whoever wants a seat on the upper deck has to be there well" in text


@pytest.mark.parametrize(
    "lines",
    [
        ["Part 1 of 2", "Part 2 of 2"],
        ["Step 1/2", "Step 2/2"],
        ["1/2", "1/3"],
        ["Figure 3 of 12", "Figure 4 of 12"],
    ],
)
def test_headings_that_count_stay(lines: list[str]) -> None:
    text = "\n\n".join(f"{line}\n\n" + textwrap.fill(SENTENCES[at], 60) for at, line in enumerate(lines * 2)) + "\n"
    assert [line for line in lines if line not in cleaned(text)] == []


def test_numbered_sections_stay() -> None:
    sections = (
        f"{at + 1} SECTION {at}\n" + "\n".join(textwrap.wrap(text * 4, 60)) for at, text in enumerate(SENTENCES)
    )
    text = cleaned("\n\n".join(sections) + "\n")
    assert [at for at in range(len(SENTENCES)) if f"{at + 1} SECTION {at}" not in text] == []


def test_sources_that_are_cited_twice_stay() -> None:
    source = "Moor A. Landings. J. Isl. Stud. 4 (2031) 11–48"
    blocks = [textwrap.fill(each, 60) for each in SENTENCES * 2]
    text = "\n\n".join([*blocks[:4], source, *blocks[4:8], source, *blocks[8:]]) + "\n"
    assert cleaned(text).count(source) == 2


@pytest.mark.parametrize(
    ("members", "sure", "expected"),
    [
        ([(10, "Page 1 of 2"), (50, "Page 2 of 2")], False, True),
        ([(10, "Seite 1 von 2"), (50, "Seite 2 von 2")], False, True),
        (
            [(10, "https://a.example/b 1/3"), (50, "https://a.example/b 2/3"), (90, "https://a.example/b 3/3")],
            True,
            True,
        ),
        ([(10, "1/2"), (50, "2/2")], False, False),  # fractions between paragraphs
        ([(10, "Page 1 of 9")], True, False),  # once
        ([(10, "Page 1 of 2"), (11, "Page 2 of 2")], True, False),  # entries of a list
        ([(10, "Page 1 of 3"), (50, "Page 2 of 4")], True, False),  # of two documents
        ([(10, "1/30"), (50, "2/30")], True, False),  # the first days of a month
        ([(10, "Chapter 1"), (50, "Chapter 2")], True, False),
    ],
)
def test_numbers_of_pages(members: list[tuple[int, str]], sure: bool, expected: bool) -> None:
    assert count_pages(members, sure=sure) is expected


LINES = [line for each in SENTENCES for line in textwrap.wrap(each, 60)]
JOINED = " ".join(SENTENCES[0].split())


@pytest.mark.parametrize(
    "numbered",
    [
        [f"{at} {line}" for at, line in enumerate(LINES, 1)],
        [f"{at:>3}    {line}" for at, line in enumerate(LINES, 1)],
        [f"{line}{at}" for at, line in enumerate(LINES, 1)],
        [part for at, line in enumerate(LINES, 1) for part in (str(at), line)],
        [part for at, line in enumerate(LINES, 1) for part in (line, str(at))],
        [*map(str, range(1, len(LINES) + 1)), "", *LINES],
        [f"{at % 25 + 1} {line}" for at, line in enumerate(LINES * 3)],
    ],
)
def test_the_numbers_of_lines_go(numbered: list[str]) -> None:
    text = cleaned("\n".join(numbered) + "\n")
    assert JOINED in text
    assert not any(character.isdigit() for character in text)


@pytest.mark.parametrize(
    "lines",
    [
        [f"{at}. Buy tickets for boat {at}" for at in range(1, 40)],  # items
        [f"{at} The boat of day {at} was late." for at in range(1, 40)],  # verses, each a sentence
        [f"Harbour {'abcdefgh'[at % 8]} {at}" for at in range(1, 40)],  # rows of a table
        [str(at) for at in range(1, 60)],  # a column
        LINES[:14],
        [f"{at * 37 % 90 + 10} {line}" for at, line in enumerate(LINES)],  # figures that do not count
    ],
)
def test_what_is_numbered_itself_stays(lines: list[str]) -> None:
    numbered = line_numbers.find(read_lines("\n".join(lines) + "\n"))
    assert (len(numbered.lines), numbered.places(), list(numbered.columns)) == (len(lines), [], [])


@pytest.mark.parametrize("piece", ["1\n", "1/2\n", "2 Moor\n\f", "\f3\nMOOR\n", "a 7\n7 b\nc\n", "Page 1 of 2\n\nso\n"])
def test_linear_time(piece: str) -> None:
    assert growth(lambda text: LAYOUT.explain("To begin with, two lines\nstand together.\n" + text), piece) < 4


def test_an_address_in_the_middle_of_a_sentence_is_not_removed() -> None:
    text = cleaned("\n".join(["See", "https://harbour.example/1/2", *LINES]) + "\n")
    assert "https://harbour.example/1/2" in text


def test_what_was_removed_is_reported() -> None:
    result = LAYOUT.explain(set_pages(2, lambda _: "Ferries of the North", lambda page: f"Page {page} of 2"))
    gone = [edit for edit in result.edits if edit.rule == "layout/page-furniture"]
    assert {"Ferries", "Page"} <= {word for edit in gone for word in result.original[edit.start : edit.end].split()}


HEADED = set_pages(3, lambda page: f"THE ISLANDS\n\n{page + 11}")
FOOTED = "\n".join(
    [
        *LINES[:9],
        "Page 1 of 2",
        "The Ferries",
        *LINES[9:17],
        "after the boards are scrubbed by the third mate, the gate-",
        "Page 2 of 2",
        "The Ferries",
        "keeper sells them.",
        *LINES,
    ]
)


def with_furniture(value: str) -> Pipeline:
    return Pipeline(["layout"], options={"layout": {"furniture": value}})


@pytest.mark.parametrize("text", [HEADED, FOOTED])
def test_furniture_that_is_kept_stays_where_it_was(text: str) -> None:
    kept = with_furniture("keep")
    check(kept, text)
    result = kept.explain(text)
    assert "layout/page-furniture" not in {edit.rule for edit in result.edits}
    lines = [line.strip() for line in result.text.splitlines()]
    wanted = [
        line for line in text.splitlines() if line in ("THE ISLANDS", "12", "13", "14") or line.startswith("Page")
    ]
    assert [line for line in lines if line in wanted] == wanted
    assert any(len(line) > 100 for line in lines), "the paragraphs between are joined"


@pytest.mark.parametrize("text", [HEADED, FOOTED])
def test_furniture_that_is_marked_interrupts_no_line(text: str) -> None:
    marked, removed = with_furniture("mark"), with_furniture("remove")
    check(marked, text)
    cleaned = marked.clean(text)
    assert "[THE ISLANDS · 13]" in cleaned or "gatekeeper [Page 2 of 2 · The Ferries] sells them." in cleaned
    unmarked = re.sub(r"\[(?:THE|Page)[^]]*\]", "", cleaned)
    assert unmarked.split() == removed.clean(text).split()


def test_the_numbers_of_lines_are_kept_or_go() -> None:
    text = "\n".join(f"{at} {line}" for at, line in enumerate(LINES, 1)) + "\n"
    assert with_furniture("keep").clean(text) == text
    assert JOINED in with_furniture("mark").clean(text)


def test_other_ways_to_treat_furniture_are_refused() -> None:
    with pytest.raises(OptionError, match="use one of remove, mark, keep"):
        with_furniture("hide")


def test_the_numbers_of_a_table_of_contents_stay() -> None:
    """They count up in a row that a page number ends."""
    contents = [part for at in range(1, 13) for part in (f"3.{at}", "harbours and landings" if at % 2 else "the boats")]
    pages = [
        ["Contents", *contents, "1"],
        [*LINES[:20], "2"],
        [*LINES[20:], "3"],
        [*LINES[:20], "4"],
        [*LINES[20:], "5"],
    ]
    text = cleaned("\n\f".join("\n".join(page) for page in pages) + "\n")
    assert [line for line in contents if line not in text.splitlines()] == []


def test_a_text_that_is_printed_twice_stays() -> None:
    poem = [
        "Ah! perhaps one boat",
        "might be of use, if they",
        "could draw it from the",
        "sand and push it down to",
        "the water’s edge",
    ]
    pages = [[*poem, *poem[::-1], str(at), *LINES[:15]] for at in range(1, 4)]
    text = cleaned("\n\f".join("\n".join(page) for page in pages) + "\n")
    assert text.count(poem[0]) == 6


def test_the_authors_on_left_pages_go_with_the_journal_on_right_ones() -> None:
    """Two left pages are enough, where sentences end, if a right page is between them.

    No right page is behind the last one, whose number would say that a page is missing.
    """

    def header(page: int) -> str:
        return f"{page} M. Okoro and L. Brand" if page % 2 == 0 else f"J. Isl. Stud. 4 (2031) 11–48 {page}"

    starts = [(0, "She"), (20, "He"), (40, "Ann"), (60, "Bo")]
    lines = [line for line in set_pages(6, lambda _: "").split("\n") if line]
    pages = ["\n".join([f"{word} is here.", *lines[at : at + 20], f"{word} has gone."]) for at, word in starts]
    text = "\n".join(f"{header(number)}\n{page}" for number, page in enumerate(pages, 1)) + "\n"
    assert "Okoro" not in LAYOUT.clean(text)


def numbered_between_columns(numbers: list[str]) -> str:
    """Pages of two columns, the left one cut inside a sentence, with a number between them."""
    pages = [
        [*LINES, "", number] if at % 2 else [*LINES[:6], "", number, "", *LINES[6:]]
        for at, number in enumerate(numbers)
    ]
    return "\n\f".join("\n".join(page) for page in pages) + "\n\f"


@pytest.mark.parametrize("numbers", [["1"], ["1", "2"], ["17", "18", "19"]])
def test_the_numbers_of_pages_between_their_columns_go(numbers: list[str]) -> None:
    text = cleaned(numbered_between_columns(numbers))
    assert [line for line in text.splitlines() if re.search(r"(?<!\d)\d{1,2}$|^\d{1,2}(?!\d)", line)] == []
    assert text.count(" ".join(LINES[4:8])) == len(numbers)


@pytest.mark.parametrize("numbers", [["4"], ["1", "7"], ["3", "2"]])
def test_other_numbers_between_columns_stay(numbers: list[str]) -> None:
    assert cleaned(numbered_between_columns(numbers)).count("\n\n") >= 2
    assert [number for number in numbers if number not in cleaned(numbered_between_columns(numbers)).split()] == []


def test_the_only_page_keeps_a_number_that_has_others_beside_it() -> None:
    text = numbered_between_columns(["1"]).replace("\n1\n", "\n1\n\n2\n")
    assert {"1", "2"} <= set(cleaned(text).split())


def test_a_header_on_two_pages_goes_where_lines_are_joined_at_hyphens() -> None:
    """Some lines are twice as wide; what is full, the others tell."""
    summers = " ".join(f"{SENTENCES[number % 5]} That was summer {number * 7 + 3}." for number in range(12))
    lines = textwrap.wrap(summers, 60)
    lines = [f"{line} {lines[at + 1]}" if at % 6 == 0 else line for at, line in enumerate(lines[:-1]) if at % 6 != 1]
    cut = next(at for at in range(20, 40) if lines[at - 1][-1].isalpha() and len(lines[at - 1]) < 61)
    pages = ["\n".join(page) for page in (lines[:cut], lines[cut:])]
    text = cleaned("\f".join(f"HARBOUR NEWS\n\n{page}\n\n" for page in pages))
    assert "HARBOUR NEWS" not in text
    assert f"{lines[cut - 1]} {lines[cut]}" in text


def with_attached(half: str, feed: str, last: str = "2") -> str:
    """Two pages, of which the first ends inside a word, with its number attached."""
    first = ["HARBOUR NEWS", *LINES[:8], f"Coffee is sold below until the last of the small {half}"]
    second = ["HARBOUR NEWS", "bours has been left behind, and after that there is", *LINES[10:], last]
    return "".join("\n".join(page) + f"\n{feed}" for page in (first, second))


@pytest.mark.parametrize(("half", "feed"), [("har1", "\f"), ("har-1", "\f"), ("har-1", ""), ("har1", "")])
def test_a_number_that_was_attached_to_half_a_word_goes(half: str, feed: str) -> None:
    assert "the last of the small harbours has been left behind" in cleaned(with_attached(half, feed))


@pytest.mark.parametrize(
    ("half", "feed", "last"), [("har7", "\f", "2"), ("har-1", "", "9"), ("H1", "\f", "2"), ("1", "\f", "2")]
)
def test_other_figures_at_the_end_of_a_line_stay(half: str, feed: str, last: str) -> None:
    assert half.strip("har-") in re.findall(r"\d|H\d", cleaned(with_attached(half, feed, last)))


@pytest.mark.parametrize("furniture", ["keep", "mark"])
def test_an_attached_number_is_kept_or_marked(furniture: str) -> None:
    text = with_furniture(furniture).clean(with_attached("har1", "\f"))
    assert ("[1 · HARBOUR NEWS]" if furniture == "mark" else "har1") in text


def test_a_header_that_was_divided_on_the_second_page_goes() -> None:
    """As PDFium reads some: the number is beside the title on one page and below it on the next."""
    text = "\n".join(["HARBOUR NEWS 1", *LINES[:6], "HARBOUR NEWS", "2", *LINES[6:]]) + "\n"
    assert cleaned(text).count("HARBOUR NEWS") == 0
    assert " ".join(LINES[4:8]) in cleaned(text)


def test_titles_over_numbers_between_paragraphs_stay() -> None:
    text = "\n".join(["CHAPTER 1", *LINES[:8], "CHAPTER", "2", *LINES[8:]]) + "\n"
    assert re.findall(r"CHAPTER\s+\d", cleaned(text)) == ["CHAPTER 1", "CHAPTER\n2"]


def test_figures_at_the_top_of_a_page_stay_below_its_number() -> None:
    table = "2000 Q1\n0.8414\n2001 Q4\n0.9893\n"

    def head(page: int) -> str:
        return f"{page}\nTides of the Islands\n" + (table if page % 3 == 0 else "")

    assert cleaned(set_pages(9, head, feed="\f")).count("2000 Q1") == 3


def manual(pages: int, tops: dict[int, str], middle: str = "", feed: str = "\f") -> str:
    """Pages with a title and a number, some of which begin with other lines, and some lines in the middle of all."""
    text = set_pages(pages, lambda page: f"Tides of the Islands\n{tops.get(page, '')}", lambda page: f"{page}", "\f")
    found = [page.split("\n") for page in text.split("\f")]
    return feed.join("\n".join([*page[:9], *filter(None, [middle]), *page[9:]]) for page in found)


@pytest.mark.parametrize("feed", ["\f", "\n"])
def test_the_head_of_a_table_that_begins_two_pages_stays(feed: str) -> None:
    head = "Harbour and depth\nQuay and tide\n"
    result = cleaned(manual(12, {4: head, 9: head}, feed=feed))
    assert result.count("Harbour and depth") == 2
    assert "Tides of the Islands" not in result[30:]


def test_items_of_two_lists_stay() -> None:
    items = "\n".join(f"• {name} of the islands, edition {{}}" for name in ("Tides", "Charts", "Lights", "Ferries"))
    tops = {page: items.replace("{}", f"{page}") for page in (3, 4, 7, 8)}
    assert cleaned(manual(12, tops)).count("• Charts of the islands, edition") == 4


def test_what_repeats_in_the_middle_of_pages_stays() -> None:
    note = "See the tables of the harbour"
    assert cleaned(manual(12, {}, note)).count(note) == 12


def test_headings_in_which_several_numbers_grow_do_not_count_pages() -> None:
    assert count_together(["4.2 Releases 1.x", "4.3 Releases 2.x"])
    assert not count_together(["Vol. 3, page 7", "Vol. 3, page 8"])
    assert not count_together(["Tides 7", "Tides 8"])

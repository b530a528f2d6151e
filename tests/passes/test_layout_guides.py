"""Layout of manuals and guides: text between commands, tables of contents, chapters, lists, formulas in sentences."""

from __future__ import annotations

import random
import textwrap

import pytest

from tests.contract import check
from textmend import Pipeline

LAYOUT = Pipeline(["layout"])

SENTENCES = [
    "The ferry to the outer islands leaves from the north quay, and whoever wants a seat on the upper deck has to be "
    "there well before seven, when the gates are opened by a man who has done so for years.",
    "Cars are loaded through the bow, bicycles are carried up the stairs, and dogs walk aboard as if the ship belonged "
    "to them, which for the next hour or so it does, because nobody would say a word against a dog.",
    "Coffee is sold below until the last of the small harbours has been left behind, and after that there is nothing "
    "to do but to look at the water, to count the seals on the rocks, and to wait for the light.",
    "In winter the crossing takes twice as long, since the captain keeps behind the breakwaters as far as he can, and "
    "the passengers play cards in the saloon and share what they have brought along.",
]
COMMANDS = ("> tides(quay, 7)", "> load(bow, cars)\n> load(stairs, bicycles)", "> count(seals)")
WIDTH = 66


WORDS = [word.strip(",.").lower() for sentence in SENTENCES for word in sentence.split()]


def paragraph(number: int) -> str:
    """A sentence that no other paragraph has, so that no two lines are the same."""
    words = random.Random(number).choices(WORDS, k=30)
    return f"{' '.join(words[:14])}, {' '.join(words[14:])}.".capitalize()


def lines_of(number: int) -> str:
    return textwrap.fill(paragraph(number), WIDTH)


def pages(count: int, first: int = 0) -> str:
    """Paragraphs as extractors write them that leave no blank lines."""
    return "".join(lines_of(number) + "\n" for number in range(first, first + count))


def cleaned(text: str) -> str:
    check(LAYOUT, text)
    return LAYOUT.clean(text)


def guide(count: int) -> str:
    """A guide that has a command or two after each second paragraph."""
    parts: list[str] = []
    for number in range(count):
        parts.append(lines_of(number))
        if number % 2:
            parts += ["To see the tides, enter the command", COMMANDS[number % len(COMMANDS)]]
    return "\n".join(parts) + "\n"


def test_paragraphs_between_commands_are_joined() -> None:
    text = guide(200)
    result = cleaned(text).split("\n")
    assert sum(paragraph(number) in result for number in range(200)) >= 195
    assert all(result.count(command) == text.count(command + "\n") for command in "\n".join(COMMANDS).split("\n"))


def test_short_lines_on_all_pages_do_not_keep_the_lines_of_the_document() -> None:
    chance = random.Random(1)
    names = ["".join(" ".join(chance.sample(WORDS, 3)).title() + "\n" for _ in range(6)) for _ in range(24)]
    result = cleaned("".join(names[number] + pages(4, 4 * number) for number in range(24)))
    assert sum(paragraph(number) in result.split("\n") for number in range(96)) >= 92
    assert all(line in result.split("\n") for name in names for line in name.splitlines())


@pytest.mark.parametrize(
    ("shape", "count"),
    [("{} . . . . . . . . . . . . . . . . . . . . . . . {}", 400), ("> tide[{}, {}] <- depth()", 600)],
)
def test_a_guide_may_have_as_many_lines_of_code_and_contents(shape: str, count: int) -> None:
    others = "".join(shape.format(f"harbour_{number}", number) + "\n" for number in range(count))
    # One line in seven ends early inside a sentence, as lines over a table do.
    early = "".join(
        f"{' '.join(paragraph(number).split()[:8])}\n{lines_of(number).lower()}\n\n" for number in range(60)
    )
    text = early + "\n".join(lines_of(number) + "\n" for number in range(120))
    result = cleaned(f"{others}\n{text}")
    assert result.startswith(others)
    assert sum(paragraph(number) in result.split("\n") for number in range(120)) >= 118


def test_verse_between_pages_of_prose_stays() -> None:
    verse = (
        "the boat goes out in the grey of the morning,\nand the gulls follow after,\n"
        "over the bar where the two tides are meeting, under a\nsky without colour,\n"
        "and nobody speaks, for what would one say to it,\nsave that the wind may\n"
        "turn before evening and carry us homeward, carry us\nhome to the harbour\n"
    )
    result = cleaned(f"{pages(80)}\n{verse}\n{pages(4)}")
    assert verse in result


def test_a_list_of_names_is_no_guide() -> None:
    names = [" ".join(WORDS[at : at + 2 + at % 5]) for at in range(len(WORDS) - 6)]
    text = "".join(f"{name} of the {word}\n" for name in names for word in ("quay", "tide", "reef"))
    assert cleaned(text) == text


def test_a_bullet_at_the_end_of_a_page_is_not_joined_with_the_sentence_before() -> None:
    page = lines_of(1) + "\n\n"
    ended = (
        textwrap.fill(SENTENCES[0], WIDTH).rsplit("\n", 1)[0]
        + "\non the quay, at the gates, and of course on the deck at seven.\n"
    )
    text = page * 4 + ended + "\n7\n\f•\n\nBicycles and dogs are free on all islands.\n\n" + page * 4
    result = cleaned(text)
    assert "at seven. •" not in result
    assert "• Bicycles and dogs are free on all islands." in result


def test_the_number_of_a_chapter_on_the_next_page_is_not_joined_with_the_sentence_before() -> None:
    ended = "Whoever misses the ferry sleeps in the house by the quay tonight.\n"
    text = pages(9) + ended + "11\n\f12 Writing to the harbour master\n" + pages(9) + ended + "12\n\f" + pages(5)
    result = cleaned(text)
    assert "tonight. 12 Writing" not in result


def test_a_sentence_with_a_formula_goes_on() -> None:
    formula = (
        "We write the depth of the harbour in metres and in the morning as\nthe sum of terms such as (1 | g), where "
        "the one on the right is a\nharbour and the one on the left a tide when the ferry leaves.\n"
    )
    result = cleaned(pages(12) + "\n" + formula + "\n" + pages(4))
    assert " ".join(formula.split()) in result


def test_rows_with_a_pipe_stay() -> None:
    rows = "".join(
        f"{name} | a harbour on the lee side of the island with room for {number}\n"
        for number, name in enumerate(("Aldmouth", "Carrow", "Fennmark", "Kilbride", "Tidewell"), 12)
    )
    assert rows in cleaned(pages(12) + "\n" + rows + "\n" + pages(4))


def numbered(head: str, chapters: str) -> str:
    """Pages with a header and a number, some of which begin a chapter."""
    found: list[str] = []
    for page, chapter in enumerate(chapters, 1):
        title = f"Chapter {chapter}\n" if chapter != "-" else ""
        found.append(f"{head}{page} / {len(chapters)}\n{title}{pages(6, 6 * page)}")
    return "\f".join(found)


def test_headings_of_chapters_stay_next_to_the_numbers_of_pages() -> None:
    result = cleaned(numbered("Tides of the Islands\n", "1-23-4"))
    assert [f"Chapter {number}" in result.split("\n") for number in range(1, 5)] == [True] * 4
    assert "Tides of the Islands" not in result


def test_a_running_header_with_the_number_of_the_chapter_goes() -> None:
    result = cleaned(numbered("Tides of the Islands\n", "111222333"))
    assert "Chapter 2" not in result


def test_the_title_of_a_cover_stays() -> None:
    title = "Tides of the Islands"
    result = cleaned(f"{title}\n\f" + numbered(title + "\n", "-----"))
    assert result.startswith(title)
    assert result.count(title) == 1


def sections(count: int, lines: int = 8) -> str:
    """Pages without form feeds that end between paragraphs: only what repeats there counts."""
    found: list[str] = []
    for page in range(40, 40 + count):
        header = (
            f"{page % 7}.{page % 5}. {WORDS[page].title()} and Tides {page}\nThe Handbook of Harbours, Version 9.4\n"
        )
        found.append(header + pages(lines, lines * page))
    return "".join(found)


def test_a_line_that_repeats_beside_the_numbers_of_pages_goes_with_them() -> None:
    result = cleaned(sections(9))
    assert "Handbook" not in result
    assert " and Tides 4" not in result


def test_a_line_that_repeats_beside_the_numbers_of_exercises_stays() -> None:
    text = "".join(f"EXERCISE\n{number}\n{pages(1 + number % 4 * 3, 10 * number)}" for number in range(1, 10))
    assert cleaned(text).count("EXERCISE") == 9


def test_a_manual_of_a_language_has_its_source_on_all_pages() -> None:
    quoted = "\\begin{quay}\n\\section{Tides}\n\\end{quay}\n"
    printed = "\f".join(pages(6, 6 * number) + quoted + pages(9, 400 + 9 * number) for number in range(12))
    result = cleaned(printed)
    assert sum(paragraph(number) in result.split("\n") for number in range(72)) >= 68
    assert result.count("\\section{Tides}") == 12
    source = printed.replace("\f", "")
    assert cleaned(source) == source


def test_a_heading_with_the_number_of_a_section_is_not_joined_with_the_sentence_above() -> None:
    full = "Whoever has missed the ferry sleeps in the house by the quay, now."
    text = pages(8) + full + "\n9.6.4 harbour-tools\n" + pages(8, 8)
    result = cleaned(text).split("\n")
    assert "9.6.4 harbour-tools" in result
    assert not any(f"{full} 9.6.4" in line for line in result)


def slides(count: int) -> str:
    """Slides with a header and a number, each uncovered in three steps."""
    found: list[str] = []
    for number in range(1, count + 1):
        items = [f"• {' '.join(WORDS[at : at + 5])}" for at in range(4 * number, 4 * number + 12, 4)]
        for step in range(1, len(items) + 1):
            body = "\n".join([f"On the {WORDS[number]} and the tide", lines_of(number), *items[:step]])
            found.append(f"Summer School of Navigation\nHarbour Office\n{body}\n{number}\n")
    return "\f".join(found)


def test_what_is_uncovered_step_by_step_is_no_header() -> None:
    result = cleaned(slides(6))
    assert all(result.count(f"On the {WORDS[number]} and the tide") == 3 for number in range(1, 7))
    assert all(result.count(paragraph(number)) == 3 for number in range(1, 7))
    assert "Summer School" not in result
    assert "Harbour Office" not in result


def test_two_widths_of_paragraphs_on_many_pages_each() -> None:
    narrow = "\n".join(textwrap.fill(paragraph(number), 42) + "\n" for number in range(300, 400))
    result = cleaned("\n".join(lines_of(number) + "\n" for number in range(300)) + "\n" + narrow).split("\n")
    assert sum(paragraph(number) in result for number in range(400)) >= 390

"""Layout: footnotes that interrupt a sentence, others that stay, and numbered lines that are no notes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pytest

from tests.contract import check
from tests.timing import growth
from textmend import Pipeline
from textmend.edits import apply
from textmend.errors import OptionError
from textmend.passes.layout.footnotes import find_notes
from textmend.passes.layout.lines import read_lines
from textmend.passes.layout.note_marks import find_marks

LAYOUT = Pipeline(["layout"])

OPENING = (
    "The ferry to the outer islands leaves from the north quay, and whoever wants a seat on the upper deck has to be "
    "there well before seven, when the gates are opened by a man who has done so for thirty years."
)
# Each note has a reference in the first lines, and the page ends below the fifth line, inside a sentence.
PARAGRAPH = (
    "Cars are loaded through the bow,{0} bicycles are carried up the stairs, and dogs walk aboard as if the ship "
    "belonged to them,{1} which for the next hour or so it does, because nobody on the crew would ever say a single "
    "word against a dog. Coffee is sold below until the last of the small harbours has been left behind, and after "
    "that there is nothing to do but to look at the water."
)
LINES = 5
CLOSING = (
    "In winter the crossing takes twice as long, since the captain keeps behind the breakwaters as far as he can, and "
    "the passengers, who know each other by then, play cards in the saloon and share what they have brought along."
)
NOTES = (
    "The bow was widened in the year in which the larger cars came to the islands, and the harbour master still "
    "complains about what it cost.",
    "See the bylaws of the company.",
)


def wrapped(text: str, width: int = 60) -> str:
    return textwrap.fill(text, width)


def page(marks: Sequence[str], between: str = "\n", note: str = "{0} {1}") -> str:
    """Two pages; the notes of the first one are in smaller type, so that more fits in a line."""
    notes = "\n".join(wrapped(note.format(mark, text), 74) for mark, text in zip(marks, NOTES, strict=True))
    lines = wrapped(PARAGRAPH.format(*marks)).split("\n")
    return pages(lines[:LINES], notes, between, lines[LINES:])


def pages(first: Sequence[str], notes: str, between: str, rest: Sequence[str]) -> str:
    first_page = "\n".join([wrapped(OPENING), "", *first, notes])
    return first_page + between + "\n".join([*rest, "", wrapped(CLOSING), ""])


def mended(marks: Sequence[str], note: str = "{0} {1}") -> str:
    notes = [note.format(mark, text) for mark, text in zip(marks, NOTES, strict=True)]
    return "\n\n".join([OPENING, PARAGRAPH.format(*marks), *notes, CLOSING]) + "\n"


def cleaned(text: str) -> str:
    check(LAYOUT, text)
    return LAYOUT.clean(text)


@pytest.mark.parametrize("marks", [("1", "2"), ("41", "42"), ("*", "†"), ("¹", "²")], ids="-".join)
@pytest.mark.parametrize("between", ["\n", "\f", "\n\n\f"], ids=["nothing", "feed", "blank lines"])
def test_notes_go_behind_the_paragraph(marks: Sequence[str], between: str) -> None:
    assert cleaned(page(marks, between)) == mended(marks)


@pytest.mark.parametrize("note", ["{0}{1}", "{0}. {1}", "{0}\n{1}", "{0}\n\n{1}"], ids=repr)
def test_marks_in_every_form(note: str) -> None:
    text = page("12", "\f", note.replace("\n", "\0")).replace("\0", "\n")
    assert cleaned(text) == mended("12", " ".join(note.split()))


def test_the_hyphen_before_notes_is_undone() -> None:
    text = page("12", "\f").replace("harbours\n", "harbours disap-\n").replace("\fhas been left", "\fpeared far")
    assert cleaned(text) == mended("12").replace("has been left", "disappeared far")


def test_a_note_whose_reference_is_lost_belongs_to_the_next_one() -> None:
    lost = "1 Nobody knows why it is so."
    text = page("23", "\f").replace("\n2 The bow", f"\n{lost}\n2 The bow")
    assert cleaned(text) == mended("23").replace("\n\n2 The bow", f"\n\n{lost}\n\n2 The bow")


def test_windows_line_ends() -> None:
    assert cleaned(page("12").replace("\n", "\r\n")) == mended("12").replace("\n", "\r\n")


def test_a_paragraph_over_three_pages_keeps_the_order_of_its_notes() -> None:
    paragraph = PARAGRAPH.format("1", "") + " " + CLOSING.replace("saloon", "saloon2") + " " + OPENING
    lines = wrapped(paragraph).split("\n")
    first, second = wrapped(f"1 {NOTES[0]}", 74), f"2 {NOTES[1]}"
    text = pages(lines[:LINES], first, "\f", [*lines[LINES:12], second + "\f" + lines[12], *lines[13:]])
    notes = [first.replace("\n", " "), second]
    assert cleaned(text) == "\n\n".join([OPENING, paragraph, *notes, CLOSING]) + "\n"


def test_notes_between_paragraphs_stay_and_their_lines_are_joined() -> None:
    notes = [f"{mark} {text}" for mark, text in zip("12", NOTES, strict=True)]
    lines = wrapped(PARAGRAPH.format(*"12")).split("\n")
    text = pages(lines, "\n".join(wrapped(note, 74) for note in notes), "\f", [wrapped(OPENING)])
    assert cleaned(text) == "\n\n".join([OPENING, PARAGRAPH.format(*"12"), *notes, OPENING, CLOSING]) + "\n"


def test_the_rest_of_a_note_on_the_next_page_is_not_part_of_a_sentence() -> None:
    note = (
        "1 The bow was widened in the year in which the larger cars came to the islands, and the harbour master still "
        "complains about what it cost, about the noise of the work, and about the three summers during which nothing "
        "could be landed there but what a man is able to carry on his back over a plank."
    )
    small = wrapped(note, 74).split("\n")
    paragraph = PARAGRAPH.format("1", "") + " " + CLOSING.replace("saloon", "saloon2") + " " + OPENING
    lines = wrapped(paragraph).split("\n")
    second = "\n".join([*small[2:], f"2 {NOTES[1]}"])
    text = pages(lines[:LINES], "\n".join(small[:2]), "\f", [*lines[LINES:12], second + "\f" + lines[12], *lines[13:]])
    notes = [" ".join(small[:2]), " ".join(small[2:]), f"2 {NOTES[1]}"]
    assert cleaned(text) == "\n\n".join([OPENING, paragraph, *notes, CLOSING]) + "\n"


@pytest.mark.parametrize("other", ["the deck,2 where the", "a crew. 2See the"])
def test_columns_that_were_read_across_stay(other: str) -> None:
    lines = wrapped(PARAGRAPH.format("1", "")).split("\n")
    note = "1 The bow was widened in the year in which the larger cars {}\nharbour complains about what it cost."
    text = pages(lines[:LINES], note.format(other), "\f", lines[LINES:])
    assert note.format(other) in LAYOUT.clean(text.replace("dogs walk", "dogs2 walk") + f"\n2 {NOTES[1]}\n")


FIGURE = "Figure 3: The piers of the outer islands."
TABLE = "Table 2: Ships and crews\nHarbour Ships Crew\nNorthport 12 340\nEastwick 7 95"


@pytest.mark.parametrize("float_", [FIGURE, TABLE, f"{FIGURE}\n{TABLE}"], ids=["figure", "table", "both"])
@pytest.mark.parametrize("between", ["{}\n", "\f{}\n", "\f{}\n\n", "\n\n{}\f"], ids=repr)
def test_figures_and_tables_go_behind_the_paragraph(float_: str, between: str) -> None:
    lines = wrapped(PARAGRAPH.format("", "")).split("\n")
    text = "\n".join([wrapped(OPENING), "", *lines[:LINES]]) + ("" if between[0] in "\f\n" else "\n")
    text += between.format(float_) + "\n".join([*lines[LINES:], "", wrapped(CLOSING), ""])
    parts = float_.replace(f"\n{TABLE}", f"\n\n{TABLE}")
    assert cleaned(text) == "\n\n".join([OPENING, PARAGRAPH.format("", ""), parts, CLOSING]) + "\n"


@pytest.mark.parametrize("name", ["Figure 3:", "Fig. 3:", "TABLE IV:", "Abb. 3:", "Obr. 3:", "Rys. 3:", "Figura 3:"])
def test_captions_in_other_languages_are_known(name: str) -> None:
    lines = wrapped(PARAGRAPH.format("", "")).split("\n")
    text = pages(lines[:LINES], f"{name} The piers.\n", "\f", lines[LINES:])
    assert f"\n\n{name} The piers.\n\n{CLOSING}" in cleaned(text)


def test_the_lines_of_a_caption_are_joined_and_those_of_its_table_are_not() -> None:
    caption = "Table 2: Ships and crews of the harbours that are open in winter, as far as the company has counted them"
    rows = "Harbour Ships Crew\nNorthport 12 340\nEastwick 7 95"
    lines = wrapped(PARAGRAPH.format("", "")).split("\n")
    text = pages(lines[:LINES], f"{wrapped(caption)}\n{rows}", "\f", lines[LINES:])
    assert f"\n\n{caption}\n{rows}\n\n{CLOSING}" in cleaned(text)


def test_a_figure_and_notes_go_behind_the_paragraph() -> None:
    text = page("12", f"\f{FIGURE}\n")
    notes = [f"{mark} {text}" for mark, text in zip("12", NOTES, strict=True)]
    assert cleaned(text) == "\n\n".join([OPENING, PARAGRAPH.format(*"12"), *notes, FIGURE, CLOSING]) + "\n"


@pytest.mark.parametrize(
    "name",
    [
        "Table 2. It was counted in a winter in which the harbour was",
        "Table 2: twelve of them are there, and the others are in the",
    ],
)
def test_a_sentence_that_names_a_table_is_not_interrupted(name: str) -> None:
    lines = wrapped(PARAGRAPH.format("", "")).split("\n")
    named = ["The ships that may land at the islands are listed below in", name]
    text = "\n".join([wrapped(OPENING), "", *named, *lines[:LINES], *lines[LINES:], "", wrapped(CLOSING), ""])
    assert f"listed below in {name} Cars are" in cleaned(text)


def test_paragraphs_below_a_table_are_not_part_of_it() -> None:
    lines = wrapped(PARAGRAPH.format("", "")).split("\n")
    second = wrapped(CLOSING).split("\n")
    second[-1] = second[-1].replace("along.", "along:")
    text = pages(lines[:LINES], TABLE, "\n\n", [*second, *lines[LINES:]])
    assert text.index("Northport") < LAYOUT.clean(text).index("Northport") + 40
    assert not any("layout/footnote" in edit.rules for edit in LAYOUT.explain(text).edits)


def test_a_paragraph_that_ends_inside_a_sentence_stays_interrupted() -> None:
    lines = wrapped(PARAGRAPH.format("", "")).split("\n")
    rest = ["has been left behind, when all that is left is the number", "= 12", "of the seals."]
    text = pages(lines[:LINES], FIGURE, "\f", rest)
    assert not any("layout/footnote" in edit.rules and FIGURE in edit.before for edit in LAYOUT.explain(text).edits)


def test_no_edit_by_itself_loses_or_doubles_a_note() -> None:
    text = page("12", "\n\n\f")
    edits = LAYOUT.explain(text).edits
    assert any("layout/footnote" in edit.rules for edit in edits)
    for at, edit in enumerate(edits):
        for some in ([edit], [*edits[:at], *edits[at + 1 :]]):
            flat = " ".join(apply(text, some).split())
            assert all(flat.count(" ".join(note.split())) == 1 for note in NOTES)


def test_undo_restores_the_pages() -> None:
    text = page("12", "\n\n\f")
    assert LAYOUT.explain(text).undo() == text


@pytest.mark.parametrize(
    "pipeline",
    [
        Pipeline(["layout"], options={"layout": {"footnotes": "keep"}}),
        Pipeline(["layout"], options={"layout": {"furniture": "keep"}}),
        Pipeline(["layout"], skip_rules=["layout/footnote"]),
        Pipeline(["layout"], level="safe"),
    ],
    ids=["footnotes", "furniture", "skipped", "safe"],
)
def test_notes_can_stay_where_they_are(pipeline: Pipeline) -> None:
    text = pipeline.clean(page("12"))
    assert PARAGRAPH.format(*"12") not in text
    assert OPENING in text
    assert CLOSING in text


def test_an_edit_that_is_not_allowed_is_not_part_of_a_move() -> None:
    lines = wrapped(PARAGRAPH.format(*"12")).split("\n")
    notes = "\n".join(wrapped(f"{mark} {text}", 74) for mark, text in zip("12", NOTES, strict=True))
    lines[-2:] = (lines[-2] + " quiet-", "er " + lines[-1])
    text = pages(lines[:LINES], notes, "\f", lines[LINES:])
    with_hyphen = Pipeline(["layout"], skip_rules=["layout/hyphen"]).clean(text)
    assert "quiet-\ner" in with_hyphen
    assert "quieter" in LAYOUT.clean(text)
    assert with_hyphen.replace("-\ner", "er") == LAYOUT.clean(text)


def test_an_unknown_word_for_footnotes_is_refused() -> None:
    with pytest.raises(OptionError, match="use one of move, keep"):
        Pipeline(["layout"], options={"layout": {"footnotes": "drop"}})


def test_the_paragraph_is_wrapped_again_before_its_notes() -> None:
    pipeline = Pipeline(["layout"], options={"layout": {"width": 40}})
    paragraphs = pipeline.clean(page("12")).rstrip("\n").split("\n\n")
    assert [" ".join(each.split()) for each in paragraphs] == mended("12").rstrip("\n").split("\n\n")
    assert max(len(line) for each in paragraphs for line in each.split("\n")) <= 40


@pytest.mark.parametrize(
    "interruption",
    [
        "1. Bring a coat, because the wind on the upper deck is cold.\n2. Bring bread for the gulls of the sound.",
        "1 Bring a coat, because the wind on the upper deck is cold.\n2 Bring bread for the gulls of the sound.",
        "12\n",
        "* Bring a coat, because the wind on the upper deck is cold.\n* Bring bread for the gulls of the sound.",
        "Table 1 Ships and crews\nNorthport   12   340\nEastwick     7    95\n",
    ],
    ids=["list", "rows", "number", "bullets", "table"],
)
def test_what_no_sentence_refers_to_is_not_a_note(interruption: str) -> None:
    paragraph = wrapped(PARAGRAPH.format("", "")).split("\n")
    text = pages(paragraph[:LINES], interruption, "\n", paragraph[LINES:])
    lines = read_lines(text)
    assert find_marks(lines, text) == ({}, [])
    assert not any("layout/footnote" in edit.rules for edit in LAYOUT.explain(text).edits)


@pytest.mark.parametrize(
    "text",
    [
        # A list whose items the text names, but not as notes are referred to.
        f"{wrapped(OPENING)} Choose step 1 or step 2:\n\n1 Walk to the quay.\n2 Take the cart.\n\n{wrapped(CLOSING)}\n",
        # Names with digits.
        f"{wrapped(OPENING)} The air has more CO2 and H2:\n\n2 Tons a year leave the ship.\n{wrapped(CLOSING)}\n",
        # Numbers of verses, inside lines and before them.
        "1 In the morning the gulls came to the quay. 2 And the\nmen said to each other that\n3 The sea was empty.\n"
        * 3,
        # Line numbers behind the lines, and numbered headings.
        "\n".join(f"{line}{n}" for n, line in enumerate(wrapped(" ".join([OPENING, CLOSING] * 4)).split("\n"), 1))
        + "\n1 Harbours of the North\n"
        + wrapped(CLOSING)
        + "\n2 Harbours of the South\n",
        # Emphasis and bullets.
        f"{wrapped(OPENING)} It is *always* cold.\n\n* Bring a coat.\n* Bring bread.\n\n{wrapped(CLOSING)}\n",
    ],
    ids=["list", "names", "verses", "line numbers", "emphasis"],
)
def test_what_looks_like_a_reference_is_none(text: str) -> None:
    lines = read_lines(text)
    kept, blocks = find_notes(lines, *find_marks(lines, text), text, [])
    assert not blocks
    assert kept == lines


def test_a_list_below_a_sentence_is_not_moved_even_if_numbers_are_attached_to_words() -> None:
    items = "1. Bring a coat, because the wind on deck is cold.\n2. Bring bread for the gulls."
    lines = wrapped(PARAGRAPH.format(*"12").replace("small harbours", "small harbours:")).split("\n")
    text = pages(lines[:LINES], items, "\n", ["The crew counts all of them when the ship is back, and", *lines[LINES:]])
    assert items in LAYOUT.clean(text)


def test_a_heading_below_notes_is_not_joined_to_the_sentence_above() -> None:
    notes = "\n".join(wrapped(f"{mark} {text}", 74) for mark, text in zip("12", NOTES, strict=True))
    lines = wrapped(PARAGRAPH.format(*"12")).split("\n")
    text = pages(lines[:LINES], notes, "\n\n\f", ["2. The Harbours of the Outer Islands", "", wrapped(OPENING)])
    assert "\n\n2. The Harbours of the Outer Islands\n\n" in cleaned(text)


def test_notes_at_the_end_of_a_document_stay_there() -> None:
    notes = [f"{mark} {text}" for mark, text in zip("12", NOTES, strict=True)]
    text = "\n".join(
        [wrapped(OPENING), "", wrapped(PARAGRAPH.format(*"12")), "", "Notes", "", *map(wrapped, notes), ""]
    )
    assert cleaned(text) == "\n\n".join([OPENING, PARAGRAPH.format(*"12"), "Notes", *notes]) + "\n"


def test_the_time_grows_with_the_length() -> None:
    assert growth(LAYOUT.explain, page("12", "\f")) < 2

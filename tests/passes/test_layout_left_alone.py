"""Layout leaves alone what only looks like a page: verse in plays, refrains, axes of figures, headings of letters."""

from __future__ import annotations

import textwrap

import pytest

from tests.passes.test_layout import JOINED, LAYOUT, WRAPPED
from textmend.passes.layout.line_kinds import LineKind, kind_of

VERSE = """\
The harbour lamps are lit along the quay,
And every window holds a yellow square.
O let the wind go down and let it be
The last of all the winds that wander there;
For one is out who promised to be home
Before the lamps were lit along the quay.
"""


def test_a_refrain_stays() -> None:
    refrain = (
        "and all the boats came sailing home to -- day,\n" * 7 + "and all the boats came sailing home to -- day.\n"
    )
    assert LAYOUT.clean(refrain) == refrain


def test_the_letter_above_the_entries_of_a_dictionary_is_no_drop_capital() -> None:
    text = f"{WRAPPED}\nK\n\nK is the letter of the keeper, who has it on his cap.\n"
    assert LAYOUT.clean(text).endswith("seals.\n\nK\n\nK is the letter of the keeper, who has it on his cap.\n")


def test_a_comment_shows_that_a_text_is_source() -> None:
    source = f"<!--\n{WRAPPED}-->\n"
    assert LAYOUT.clean(source) == source


def test_the_place_of_an_image_is_no_part_of_a_sentence() -> None:
    text = WRAPPED.replace("be there well\n", "be there well\n\n\n[IMAGE]\n\n")
    assert "there well\n\n[IMAGE]\n\nbefore" in LAYOUT.clean(text)


def test_verse_that_ends_sentences_is_no_row_of_paragraphs() -> None:
    play = (
        "THE KEEPER.\nLight all the lamps. They come at last!\nI see them past the second buoy, and there\n"
        f"The third is rounding it with all her sails.\n\nTHE WIFE.\n{VERSE}"
    )
    prose = "\n\n".join(textwrap.fill(paragraph, 44) for paragraph in JOINED.split("\n\n"))
    assert LAYOUT.clean(f"{prose}\n\n{play}") == f"{JOINED}\n{play}"


def test_a_line_of_verse_between_indented_paragraphs_keeps_its_indent() -> None:
    verse = textwrap.indent(f"The gulls have gone to sleep upon the pier.\n\n{VERSE}", "  ")
    text = "  " + WRAPPED.replace("\n\n", "\n  ") + "\n" + verse
    assert LAYOUT.clean(text).endswith(verse)


def test_a_heading_is_no_end_of_a_paragraph_on_the_next_page() -> None:
    pages = WRAPPED.replace("\n\n", "\n  ").replace("on the upper deck has", "on the upper deck\n\n\n\n\nhas")
    end = (
        "  Nobody on board has ever thought of asking of the captain or\n"
        "of the mate, when they sit down to supper, where it will end.\n"
    )
    text = f"  {pages}{end}\n\n\n\nACT I\n\n\n  {pages}"
    assert "end.\n\nACT I\n\nThe ferry" in LAYOUT.clean(text)


def test_the_labels_of_axes_stay() -> None:
    """They repeat at even distances, but no text is between them."""
    figures = [
        f"Quay {quay}\n\nHours\n\nDepth (m)\n\n" + "".join(f"{900 - quay * 100 - row * 3}\n\n" for row in range(20))
        for quay in range(1, 6)
    ]
    text = f"{WRAPPED}\n" * 4 + "".join(figures)
    assert LAYOUT.clean(text).count("Depth (m)") == 5


def test_the_last_word_of_several_paragraphs_is_no_header() -> None:
    paragraphs = [f"{line}\nmoored.\n" for line in JOINED.split("\n") if line]
    wrapped = "\n".join(textwrap.fill(paragraph.split("\n")[0], 62) + "\nmoored.\n" for paragraph in paragraphs * 3)
    assert LAYOUT.clean(wrapped).count("moored.") == 9


SIGNATURE = (
    "-- \nKeepers of the Lighthouse on the Reef, and of the Harbour on the\n"
    "https://reef.example/lists/keepers for all that is to be known here.\n"
    "of the list and its keeper: ruth@reef.example\n"
)


def test_the_signature_of_a_mail_stays_with_its_separator() -> None:
    assert LAYOUT.clean(f"{WRAPPED}\n{SIGNATURE}") == f"{JOINED}\n{SIGNATURE}"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("B'---C' quay", LineKind.FIXED), ("o---o---B1--o harbour", LineKind.FIXED), ("/", LineKind.FIXED),
        ("\\  /", LineKind.FIXED), ("it--so to speak--stays where the boats are", LineKind.PROSE), ("•", LineKind.ITEM),
        ("the lamps -- all of them -- are lit", LineKind.PROSE), ("9.6.4 harbour-tools", LineKind.ITEM),
        ("\uf0b7 lamps and bells", LineKind.ITEM), ("(p. 48), the lamps on page", LineKind.PROSE),
        ("(a) lamps and bells", LineKind.ITEM),
        ("2.5.1 miles from the quay, where the boats are", LineKind.PROSE),
    ],
)  # fmt: skip
def test_lines_of_diagrams_and_lists_are_no_prose(line: str, kind: LineKind) -> None:
    assert kind_of(line) is kind


def test_two_lines_of_verse_whose_sentence_goes_on_with_a_capital_stay() -> None:
    couplet = "Was it so late, dear keeper, when the bell rang from the reef,\nThat you have not yet lit the lamps?\n"
    assert couplet in LAYOUT.clean(f"{WRAPPED}\n{couplet}\n{WRAPPED}")
    prose = couplet.replace("That", "that")
    assert " ".join(prose.split()) in LAYOUT.clean(f"{WRAPPED}\n{prose}\n{WRAPPED}")

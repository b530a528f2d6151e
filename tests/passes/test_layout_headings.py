"""Layout: headings in several lines, and lines above a text that are none."""

from __future__ import annotations

import textwrap

import pytest

from tests.contract import check
from textmend import Pipeline

LAYOUT = Pipeline(["layout"])
TEXTS = [
    "The ferry to the outer islands leaves from the north quay, and whoever wants a seat on the upper deck has to be "
    "there well before seven, when the gates are opened by a man who has done so for thirty years and who would not "
    "let anybody pass a minute earlier, not even in the rain, as the harbour master himself once had to learn.",
    "Cars are loaded through the bow, bicycles are carried up the stairs, and dogs walk aboard as if the ship belonged "
    "to them, which for the next hour or so it does, because nobody would ever say a word against a dog, and because "
    "the cook, who has two of them, keeps whatever is left of the breakfast in a bowl below the stairs of the bridge.",
]


def document(between: str, lines: str) -> str:
    first, second = (textwrap.fill(text, 60) for text in TEXTS)
    return f"{first}\n{between}{lines}\n{between}{second}\n\n{first}\n\n{second}\n"


def cleaned(text: str) -> str:
    check(LAYOUT, text)
    return LAYOUT.clean(text)


@pytest.mark.parametrize("between", ["", "\n"], ids=["nothing between", "blank lines"])
@pytest.mark.parametrize(
    "lines",
    [
        "On the Counting of Seals from the Deck of\na Ship that Only the Wind Moves",
        "A Short History of Fog Signals and of the\nPeople Who Had to Live near Them",
        "The influence of harbour fees on ferries\nand on the price of coffee and of bread in\nthe outer islands",
    ],
    ids=["small letter", "linking word", "three lines"],
)
def test_the_lines_of_a_heading_are_joined(between: str, lines: str) -> None:
    heading = lines.replace("\n", " ")
    assert cleaned(document(between, lines)) == "\n\n".join([TEXTS[0], heading, TEXTS[1], *TEXTS]) + "\n"


@pytest.mark.parametrize("between", ["", "\n"], ids=["nothing between", "blank lines"])
@pytest.mark.parametrize(
    "lines",
    [
        "The Counting of Seals\nMaria Okafor and Lena Brandt\nUniversity of the Sound",
        "Harbours\nof the North",
        "The wind is on the deck and\nthe gulls\nare in the wind and on\nthe rail and\nin the bread",
        "The sea is wide, the ship is small.\nand nobody knows",
        "Northport 12 ships of the\n340 crew",
    ],
    ids=["names", "short lines", "verse", "sentence", "figures"],
)
def test_other_lines_above_a_text_stay(between: str, lines: str) -> None:
    assert f"\n{lines}\n" in cleaned(document(between, lines))

"""Layout of mail whose lines go on where they end with a space (RFC 3676)."""

from __future__ import annotations

import random
import textwrap

import pytest

from tests.contract import check
from tests.passes.test_layout import JOINED
from textmend import Pipeline

MAIL = Pipeline.preset("email")
PARAGRAPHS = [paragraph for paragraph in JOINED.split("\n") if paragraph]


def flowed(width: int, newline: str = "\n") -> str:
    """Paragraphs, each line with a space at its end but for the last one."""
    blocks = [f" {newline}".join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS]
    return f"{newline}{newline}".join(blocks) + newline


@pytest.mark.parametrize("width", [32, 72])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_with_a_space_go_on(width: int, newline: str) -> None:
    text = flowed(width, newline)
    check(MAIL, text)
    assert MAIL.clean(text).split(newline + newline) == [*PARAGRAPHS[:-1], PARAGRAPHS[-1] + newline]


def test_lines_without_a_space_end_however_full_they_are() -> None:
    verse = "The harbour lamps are lit along the quay, and all the windows too,\nAnd nobody has gone to bed\n"
    cleaned = MAIL.clean(f"{flowed(66)}\n{verse}\n{flowed(66)}")
    assert verse in cleaned


def test_quoted_lines_and_the_signature_stay() -> None:
    quoted = "> Who has the key of the lighthouse, \n> if not the keeper?\n\n"
    signature = "\n-- \nRuth Quill \nThe Reef\n"
    cleaned = MAIL.clean(quoted + flowed(66) + signature)
    assert cleaned == quoted + "\n\n".join(PARAGRAPHS) + "\n" + signature


def test_lines_with_a_space_go_on_however_short_they_are() -> None:
    chance = random.Random(3)
    text = ""
    for paragraph in PARAGRAPHS:
        words = paragraph.split()
        while words:
            count = chance.randint(4, 12)
            text += " ".join(words[:count]) + (" \n" if words[count:] else "\n\n")
            words = words[count:]
    assert MAIL.clean(text).rstrip() == "\n\n".join(PARAGRAPHS)


def test_an_office_program_leaves_the_space_out_beyond_the_margin() -> None:
    lines = flowed(66).split("\n")
    beyond = next(place for place, line in enumerate(lines) if line.endswith("and "))
    lines[beyond] = lines[beyond].rstrip()
    text = "\n".join(lines) + flowed(66)
    assert Pipeline(["layout"]).clean(text) == "\n\n".join(PARAGRAPHS * 2) + "\n"


def test_notes_with_spaces_at_the_ends_of_lines_stay() -> None:
    notes = "".join(f"a{number} h g fis e \nc d \ng a h2 \n\n" for number in range(2, 9)).replace("c d ", "c d")
    assert Pipeline(["layout"]).clean(notes) == notes


def test_spaces_at_the_ends_of_all_lines_say_nothing() -> None:
    lines = "".join(f"{word} of the old quay \n" for word in ["lamp", "bell", "gull", "rope", "tide", "boat", "seal"])
    text = f"{lines}\n{lines}\n{lines}"
    assert Pipeline(["layout"]).clean(text) == text

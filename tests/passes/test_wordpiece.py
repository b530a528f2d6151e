"""Word pieces: what a model reads of a sentence, and where its gaps are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timing import growth
from textmend.lang.sentences import sentences
from textmend.passes.dashes.wordpiece import MOST_PIECES, SHAPES, WordpieceTokenizer

PIECES = ["[UNK]", "[CLS]", "[SEP]", *"the re ##mark ##able cafe , \u2014 ' a b c d t ##s ##t".split()]  # noqa: SIM905
WORDS = WordpieceTokenizer(PIECES)


def _read(text: str) -> list[list[str]]:
    return [[PIECES[piece] for piece in reading.pieces] for reading in WORDS.read(text, 0, len(text))]


def test_the_longest_pieces_from_the_left() -> None:
    assert _read("The remarkable cats") == [["[CLS]", "the", "re", "##mark", "##able", "[UNK]", "[SEP]"]]


def test_tokens_too_long_for_words_are_cut_alike_and_not_kept() -> None:
    assert _read("a" * 61) == [["[CLS]", "[UNK]", "[SEP]"]]
    assert _read("-" * 61) == [["[CLS]", "\u2014", "[SEP]"]]
    assert max(map(len, WORDS._known), default=0) <= 60


def test_case_accents_and_the_form_of_marks_are_not_read() -> None:
    assert _read("CAFÉ, the\u2019t --- b") == [["[CLS]", "cafe", ",", "the", "'", "t", "\u2014", "b", "[SEP]"]]


def test_shapes_say_what_case_was_there() -> None:
    (reading,) = WORDS.read("the The THE tHe 12 ,", 0, 20)
    assert [SHAPES[shape] for shape in reading.shapes[1:-1]] == [
        "lower", "capitalised", "upper", "mixed", "digits", "mark",
    ]  # fmt: skip


def test_gaps_are_one_space_or_two_between_words() -> None:
    text = "the remarkable, the  the\nthe b   the"
    (reading,) = WORDS.read(text, 0, len(text))
    assert [text[: gap.start].rsplit(maxsplit=1)[-1] for gap in reading.gaps] == ["the", "the", "the"]
    assert [text[gap.start :].index("the") for gap in reading.gaps[1:2]] == [2]


@given(st.text("ab ,.\u2014T\n", max_size=900))
def test_each_gap_is_read_once_however_long_the_sentence_is(text: str) -> None:
    readings = list(WORDS.read(text, 0, len(text)))
    starts = [gap.start for reading in readings for gap in reading.gaps]
    expected = [match.start() for match in re.finditer("(?<=[abT]) {1,2}(?=[abT])", text)]
    assert starts == expected
    for reading in readings:
        assert len(reading.pieces) == len(reading.shapes) <= MOST_PIECES
        assert all(0 < gap.left < len(reading.pieces) - 2 for gap in reading.gaps)


def test_sentences() -> None:
    expected = [
        "Mr. Hill left at 5.",
        "\u201cWhy?\u201d she asked.",
        "It rained in the U.S. all\nday.",
        "So did I...",
        "A heading",
        "The end.",
    ]
    text = "{} {} {} {}\n\n{}\n{}".format(*expected)
    assert [text[start:end].strip() for start, end in sentences(text)] == expected


@given(st.text("aB.?! \n\u201d1", max_size=200))
def test_sentences_leave_nothing_out(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text


@pytest.mark.parametrize("unit", [".", "!", "\u2026", '."', ". ", "\n", "a.\n "])
def test_time_is_linear_in_rows_of_marks(unit: str) -> None:
    assert growth(lambda text: list(sentences(f"a{text}a")), unit) < 3

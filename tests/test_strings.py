"""Queries about single positions of a text: words around them, plain strings, characters substituted."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_contract import texts
from tests.test_gate import uncompiled
from textmend.lang import WORD, _strings
from textmend.lang._strings import (
    changes_words,
    characters_at,
    count_flagged,
    count_words,
    has_plain,
    is_plain,
    substituted,
    word_after,
    word_before,
    word_spans,
)
from textmend.passes import protect

MARKS: dict[str, str] = {"\u2019": "'", "\u2018": "'", "\u201c": '"', "x": "y"}


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("end ofthe war", "end", "war"),
        ("Don\u2019t ofthe king's men", "don't", "king's"),
        ("end  ofthe  war", "", ""),
        ("end, ofthe (war)", "", ""),
        ("ofthe", "", ""),
        ("\nofthe\n", "", ""),
        ("pre-war ofthe post-war", "war", "post"),
    ],
)
def test_words_beside_a_place(text: str, left: str, right: str) -> None:
    start = text.index("ofthe")
    assert (word_before(text, start), word_after(text, start + 5)) == (left, right)


@pytest.mark.parametrize(
    "string", ["word", "Word", "I", "(\u201cThe", "done.\u201d", "it\u2019s,", "so\u2014and", "NATO\u2019s", '"Yes!"']
)
def test_plain_strings(string: str) -> None:
    text = f"one {string} two"
    assert all(is_plain(text, at, at + 1) for at in range(4, 4 + len(string)))
    assert not list(protect.find(text))


@pytest.mark.parametrize(
    "string",
    [
        "a.b",
        "x_y",
        "iPhone",
        "A4",
        "name(",
        "https://a",
        "a@b.c",
        "#tag",
        "caf\u00e9",
        "--",
        "",
        "www.x",
        "10km",
        "</b>",
    ],
)
def test_strings_that_may_be_protected_are_not_plain(string: str) -> None:
    text = f"one {string} two"
    assert not is_plain(text, 4, 4 + len(string))


@given(texts)
def test_nothing_plain_is_protected(text: str) -> None:
    spans = protect.find(text)
    if "`" not in text and "<" not in text and "~" not in text:
        assert not [at for at in range(len(text)) if is_plain(text, at, at + 1) and spans.touches(at, at + 1)]


def test_an_exchange_of_letters_or_of_apostrophes_between_them_changes_words() -> None:
    assert changes_words("o\u2018clock", [1], MARKS)
    assert changes_words("axb", [1], MARKS)
    assert not changes_words("o\u2019clock", [1], MARKS)
    assert not changes_words("\u2018tis a dog\u2018", [0, 10], MARKS)
    assert not changes_words("a\u201cb", [1], MARKS)


@given(texts)
def test_the_source_answers_like_its_compiled_form(text: str) -> None:
    source = uncompiled("lang/_strings")
    places = characters_at(text, [(0, len(text))], "".join(MARKS))
    assert places == [at for at, character in enumerate(text) if character in MARKS]
    assert substituted(text, places, MARKS) == "".join(MARKS.get(character, character) for character in text)
    assert changes_words(text, places, MARKS) == source.changes_words(text, places, MARKS)
    for at in range(len(text)):
        for name in ("is_plain", "word_before", "word_after", "word_end"):
            arguments = (text, at, at + 1) if name == "is_plain" else (text, at)
            assert getattr(_strings, name)(*arguments) == getattr(source, name)(*arguments), name


@given(st.text())
def test_words_end_where_the_pattern_says(text: str) -> None:
    for match in WORD.finditer(text):
        assert _strings.word_end(text, match.start()) == match.end()


@given(texts | st.text(), st.integers(0, 20), st.integers(0, 40))
def test_flagged_characters_are_counted(text: str, start: int, end: int) -> None:
    flags = bytes(chr(unit) in ",. x" for unit in range(128))
    for count in (count_flagged, uncompiled("lang/_strings").count_flagged):
        assert count(text, start, end, flags) == sum(text.count(mark, start, end) for mark in ",. x")
        assert count(text, start, end, flags, True) == sum(text.count(f"{mark} ", start, end) for mark in ",.x") + sum(
            pair == ("  ") for pair in _pairs(text[start:end])
        )


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


@given(texts | st.text("ab \u4e00\u4e8c1é'", max_size=20))
def test_words_are_counted_between_the_characters_of_a_kind(text: str) -> None:
    def is_han(character: str) -> bool:
        return "\u4e00" <= character <= "\u9fff"

    between = "".join(" " if is_han(character) else character for character in text)
    wanted = sum(map(is_han, text)), len(re.findall(r"[^\W\d_]+", between))
    for count in (count_words, uncompiled("lang/_strings").count_words):
        flags = bytearray(sys.maxunicode + 1)
        assert count(text, flags, is_han) == count(text, flags, is_han) == wanted


@given(texts | st.text("ab'\u2019 é1_", max_size=20), st.integers(0, 20), st.integers(0, 30))
def test_words_of_a_part_are_those_of_the_pattern(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    source = uncompiled("lang/_strings")
    wanted = [match.span() for match in WORD.finditer(text, start, end)]
    assert word_spans(text, start, end) == source.word_spans(text, start, end) == wanted
    plain = re.search("[A-Za-z0-9]", text[start:end]) is not None
    assert has_plain(text, start, end) == source.has_plain(text, start, end) == plain

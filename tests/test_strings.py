"""Queries about single positions of a text: words around them, plain strings, characters substituted."""

from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_contract import texts
from tests.test_gate import uncompiled
from textmend.lang import WORD, _lines, _strings
from textmend.lang._strings import (
    changes_words,
    characters_at,
    count_flagged,
    count_turns,
    count_words,
    has_between,
    is_plain,
    neighbour_words,
    strings_around,
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
    flags = bytes((chr(unit) in "xyz") + 2 * (chr(unit) in ",. ") for unit in range(128))
    part = text[start:end]
    wanted = (
        sum(map(part.count, "xyz")),
        sum(map(part.count, ",. ")),
        sum(mark in ",. " and behind == " " for mark, behind in pairwise(part)),
    )
    for count in (count_flagged, uncompiled("lang/_strings").count_flagged):
        assert count(text, start, end, flags) == wanted


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
    flags = bytes(chr(unit) in "b1" for unit in range(128))
    flagged = [(start, end)] if re.search("[b1]", text[start:end]) else []
    for strings in (_strings, source):
        assert strings.flagged_spans(text, [(start, end), (end, end)], flags) == flagged


# What the compiled walks find, as regular expressions say it.
_NEIGHBOUR = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")
_TURN = re.compile(r"(?<=[0-9])[A-Za-z]|(?<=[A-Za-z])[0-9]")
_CASE_TURN = re.compile(r"(?<=[a-z])[A-Z]|(?<=[A-Z]{2})[a-z]")
_VALUE = re.compile(r"(?<!\S)(?:\S*[0-9]\S*|[^\w\s]+)(?!\S)")
_PROSE_STRING = re.compile(r"(?<!\S)[\"'“‘(*_]{0,2}[^\W\d_]+(?:['’-][^\W\d_]+)*[,;:.!?\"'”’)*_]*(?!\S)")
_BEGINS = re.compile(r"\s*[\"'“‘(*_]{0,2}(?:[A-Z]\w*: |[^\W\d_]+(?![\w.-]*[:=]))")
_SIGNS = tuple(
    re.compile(sign)
    for sign in (
        r"[\t{}\[\]<>=|\\@#$%_]", r",[^\s'\"”’\d]", r":\d\d:", r"  +\S.*  ", r"\"\s*:",
        r"\((?<=\w\()|\((?=[a-z]+[-!])|\)\)",
    )
)  # fmt: skip
_LINES = st.text(st.sampled_from("abA1 ,.:;\"'()-!_*’“é\u0301中@="), max_size=24)


@given(_LINES)
def test_walks_over_a_line_find_what_expressions_do(line: str) -> None:
    plain = uncompiled("lang/_lines"), uncompiled("lang/_strings")
    for lines, strings in ((_lines, _strings), plain):
        assert strings.neighbour_words(line) == _NEIGHBOUR.findall(line)
        assert strings.count_turns(line) == (len(_TURN.findall(line)), len(_CASE_TURN.findall(line)))
        assert lines.count_values(line) == (len(_VALUE.findall(line)), len(line.split()))
        assert lines.count_strings(line) == (len(_PROSE_STRING.findall(line)), len(line.split()))
        is_ended = re.search(r"[^,;{\[(\"]\Z|[^ ][.!?]\"\Z", line) is not None
        is_running = is_ended and _BEGINS.match(line) is not None
        is_running = is_running and not any(sign.search(line) for sign in _SIGNS)
        assert lines.count_running_text([line, line], 1, 200) == 2 * is_running * len(line)
        assert lines.first_sign(line) == line.lstrip()[:1]
        assert lines.has_code_sign(line) == (re.search(r"[={}\[\]<>$@\\]|\w_\w|\w\(|::", line) is not None)


@given(st.text("abé A.", max_size=200), st.integers(1, 30))
def test_long_words_are_counted(text: str, size: int) -> None:
    for lines in (_lines, uncompiled("lang/_lines")):
        assert lines.count_long_words(text, size) == len(re.findall(f"[a-zß-ɏ]{{{size}}}", text))


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("one two| three", "two", ""),
        ("one two\n|three four", "two", "thre"),
        ("one two\n\n|three four", "", "thre"),
        ("|", "", ""),
        ("abcdefgh|ijklmnop", "efgh", "ijkl"),
        ("a | b", "", ""),
    ],
)
def test_strings_around_a_place(text: str, before: str, after: str) -> None:
    at = text.index("|")
    for strings in (_strings, uncompiled("lang/_strings")):
        assert strings.strings_around(text[:at] + text[at + 1 :], at, at, 4) == (before, after)
    assert strings_around("one two", 3, 4, 60) == ("one", "two")


@pytest.mark.parametrize("character", ["a", "é", "ÿ", "\u08ff", "\u0900", "क", "\u17ff", "\u1800", "中", "\U0001f600"])
@pytest.mark.parametrize("size", [1, 7, 256, 257, 600])
def test_characters_of_a_range(character: str, size: int) -> None:
    # The character is alone in its block of units, as the first or the last, and no other is in the range.
    for text in (character + "x" * (size - 1), "é" * (size - 1) + character, "中" * (size - 1) + character):
        for strings in (_strings, uncompiled("lang/_strings")):
            assert strings.has_between(text, "\u0900", "\u17ff") == ("\u0900" <= character <= "\u17ff")
            assert strings.has_between(text, "\x80", "\U0010ffff") == (not text.isascii())
    assert not has_between("", "\u0900", "\u17ff")


@pytest.mark.parametrize("text", ["", "plain", "Привет ελλην", "ไทย", "é" * 300 + "ሀ"])
def test_western_text(text: str) -> None:
    for strings in (_strings, uncompiled("lang/_strings")):
        assert strings.is_western(text)
        for apart in "ᄀ中ｘ😀":
            assert not strings.is_western(text + apart)


def test_names_and_keys_turn() -> None:
    assert count_turns("In1967the") == (2, 0)
    assert count_turns("a1B2c3") == (5, 0)
    assert count_turns("fieldName") == (0, 1)
    assert count_turns("The Word") == (0, 0)
    assert neighbour_words("an x_the 3rd of-it") == ["an", "the", "of", "it"]


RUNNING = "The ferry to the outer islands leaves at seven."


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\nb\nc", ["a\nb\nc"]),
        ("\n\na\nb\nc\n\n\nd\ne\n", ["a\nb\nc"]),
        ("a\nb\n \t\nc\n d\ne\r\n\r\nf", ["c\n d\ne\r"]),
        ("a\nb", []),
        ("", []),
        ("\n", []),
        (f"{RUNNING}\n{RUNNING}\nc", []),
        (f"{RUNNING}\nb\nc", [f"{RUNNING}\nb\nc"]),
        (f"{RUNNING}\n{RUNNING}\nc\n\na\nb\nc", ["a\nb\nc"]),
        (RUNNING * 10 + "\nb\nc", []),  # more is not read
    ],
)
def test_doubtful_blocks(text: str, blocks: list[str]) -> None:
    for lines in (_lines, uncompiled("lang/_lines")):
        assert [text[start:end] for start, end in lines.doubtful_blocks(text, 3, 2, 400, 20, 200)] == blocks


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("At last.12 The", [8]),
        ("“At last.”3 The", [10]),
        ("1.5 and 12,000", [2, 11]),
        ("in 1999 (2 of 3)", []),
        (")4", []),
        ("7", []),
        ("", []),
    ],
)
def test_figures_behind_marks(text: str, places: list[int]) -> None:
    for strings in (_strings, uncompiled("lang/_strings")):
        assert strings.figures_behind(text, ".,;:!?", '”"’)') == places


@pytest.mark.parametrize(
    ("text", "at", "place"),
    [
        ("the S U M M A R Y of", 0, 3),
        ("the S U M M A R Y of", 4, 5),
        ("a b c d", 0, -1),
        (" a b c ", 0, 0),
        (" a b 1 d e", 0, -1),
        (" a  b c d ", 0, 3),
        ("", 0, -1),
    ],
)
def test_find_letters_apart(text: str, at: int, place: int) -> None:
    for strings in (_strings, uncompiled("lang/_strings")):
        assert strings.find_letters_apart(text, at) == place

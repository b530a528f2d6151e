"""Files that are UTF-8 with other bytes among it: what is read of them, what stays, and what is reported."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.mending import DEFAULT, mended, places, problems
from textmend.edits import apply
from textmend.formats.base import OutputRequest
from textmend.formats.detect_encoding import STRAY, read_strays, survey

PROOF = "é ü ñ ö – à ç ø å\n".encode()


def read(data: bytes) -> str:
    return read_strays(data.decode("utf-8", "surrogateescape"))[0]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xe9", "café"),
        (b"\xc9tat", "État"),
        (b"don\x92t", "don’t"),
        (b"\x93so\x94", "“so”"),
        (b"a r\xe9sum\xe9\x94", "a résumé”"),
        (b"20 \x80", "20 €"),
    ],
)
def test_single_bytes_are_windows_1252(data: bytes, text: str) -> None:
    assert read(PROOF + data) == PROOF.decode() + text


@pytest.mark.parametrize(
    "data",
    [
        b"word \xe2\x80 word",  # a dash or a quote without its last byte: ambiguous
        b"don\xe2\x80t",
        "学校".encode()[:-1],
        "x 😀".encode()[:-1],
        b"a\x81b",  # Windows-1252 has no such character
        b"\x90",
    ],
)
def test_what_was_cut_or_is_no_character_stays(data: bytes) -> None:
    mixed = data.decode("utf-8", "surrogateescape")
    assert read_strays(mixed) == (mixed, [])
    assert STRAY.search(mixed)


@given(st.binary())
def test_every_byte_keeps_its_place(data: bytes) -> None:
    mixed = data.decode("utf-8", "surrogateescape")
    readable, edits = read_strays(mixed)
    assert apply(mixed, edits) == readable
    assert all(before.end <= behind.start for before, behind in pairwise(edits))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Večer přijde déšť.", "cp1250"),
        ("Сегодня тепло.", "koi8_u"),
        ("今日は川の本を読みます。", "shift_jis"),
        ("我們去河邊散步", "big5"),
    ],
)
def test_lines_of_other_encodings(text: str, encoding: str) -> None:
    mixed = (f"{text}\n".encode() + text.encode(encoding) + b"\nplain").decode("utf-8", "surrogateescape")
    readable, edits = read_strays(mixed, (encoding,))
    assert readable == f"{text}\n{text}\nplain"
    assert apply(mixed, edits) == readable
    assert all(edit.rule == "encoding/stray-byte" for edit in edits)


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_the_parts_that_bytes_come_in_change_nothing(size: int) -> None:
    for data, encoding in ((PROOF + b"caf\xe9\n", "utf-8"), ("Ещё один день.\n".encode("koi8_r") * 3, "koi8_u")):
        assert survey(data[at : at + size] for at in range(0, len(data), size)).encoding == encoding


def test_bytes_that_are_no_text_have_no_encoding() -> None:
    assert survey([bytes(range(128, 256)) * 3]).encoding is None


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("txt", b"caf\xe9 \x92 x", "cafe ' x"),
        ("markdown", b"caf\xe9 `caf\xe9` [x](caf\xe9)", "cafe `café` [x](café)"),
        ("html", b"<p title='\xe9'>caf\xe9 &eacute;</p>", "<p title='é'>cafe e</p>"),
        ("csv", b"text,n\ncaf\xe9,\xe9\n", "text,n\ncafe,é\n"),
    ],
)
def test_the_bytes_of_a_file_become_utf8_and_its_texts_are_mended(name: str, data: bytes, wanted: str) -> None:
    proof = "é,ñ\nü,à\n".encode()
    made, parts = mended(name, data + b"\n" * (name != "csv") + proof, wanted=OutputRequest(changes=True))
    assert wanted.encode() in made
    assert made.decode()
    assert not problems(parts)
    assert sum(part.edits["encoding/stray-byte"] for part in parts) == data.count(b"\xe9") + data.count(b"\x92")
    change = next(change for part in parts for change in part.changes if change.rule == "encoding/stray-byte")
    assert change.before == "\udce9"
    assert change.after == "é"


def test_lines_of_another_encoding_become_utf8_with_their_places() -> None:
    text = "今日は川の本を読みます。\n"
    data = text.encode() * 2 + b"x " + text.encode("shift_jis") + "It isn’t so".encode()
    made, parts = mended("txt", data, DEFAULT)
    assert made.decode() == f"{text * 2}x {text}It isn't so"
    assert not problems(parts)
    assert {place["line"] for place in places(parts)} == {3, 4}
    assert places(parts)[-1] == {"line": 4, "column": 7, "start": 47, "end": 48}


def test_a_line_of_json_with_such_bytes_is_read() -> None:
    good = '{"text": "é ü"}\n'.encode()
    made, parts = mended("jsonl", good * 2 + b'{"text": "caf\xe9", "other": "\xe9"}\n')
    assert json.loads(made.splitlines()[2]) == {"text": "cafe", "other": "é"}
    assert not problems(parts)


def test_what_nobody_can_read_is_told_with_its_line_and_kept_or_left_out() -> None:
    data = PROOF * 2 + b"caf\xe9 \x81 x\n" + b"plain\n"
    made, parts = mended("txt", data)
    assert made.splitlines()[2:] == [b"cafe \x81 x", b"plain"]
    assert problems(parts) == [(3, "has undecodable bytes (0x81)")]
    assert mended("txt", data, wanted=OutputRequest(skip=True))[0].splitlines()[2] == b"cafe  x"


def test_a_byte_order_mark_says_utf8_and_comes_back_once() -> None:
    made, _ = mended("txt", b"\xef\xbb\xbfcaf\xe9\n")
    assert made == b"\xef\xbb\xbfcafe\n"

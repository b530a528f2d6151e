"""Bytes of unknown encoding become the text that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textmend

RUSSIAN = "Сегодня вечером в библиотеке будет лекция о старых рукописях."
CZECH = "Příští týden přijede žlutý autobus až k našemu domu a všichni půjdou ven."
CHINESE = "今天下午我们在图书馆里读了一本关于河流的书。"
JAPANESE = "きのうは図書館で川についての本を読みました。"
KOREAN = "오늘 오후에 우리는 도서관에서 강에 관한 책을 읽었다."
GREEK = "Σήμερα το βράδυ θα διαβάσουμε ένα βιβλίο για τα ποτάμια."


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866", "iso8859_5", "utf-8", "utf-8-sig", "utf-16"])
def test_russian(encoding: str) -> None:
    assert textmend.decode(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CZECH, "cp1250"),
        (CZECH, "iso8859_2"),
        (CHINESE, "gbk"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
        (GREEK, "cp1253"),
    ],
)
def test_other_languages(text: str, encoding: str) -> None:
    assert textmend.decode(text.encode(encoding)) == text


def test_western_text_of_windows() -> None:
    text = "L’été où “Zoé” chantait – déjà – à Nîmes…"
    assert textmend.decode(text.encode("cp1252")) == text


def test_utf8_with_stray_bytes_of_windows_1252() -> None:
    data = "Il a dit : déjà, été, où".encode() + b"\x85 et caf\xe9"
    assert textmend.decode(data) == "Il a dit : déjà, été, où… et café"


def test_utf16_without_a_mark() -> None:
    assert textmend.decode("plain words\r\n".encode("utf-16-le")) == "plain words\r\n"
    assert textmend.decode("plain words\r\n".encode("utf-16-be")) == "plain words\r\n"


@given(data=st.binary())
def test_any_bytes_are_text(data: bytes) -> None:
    assert isinstance(textmend.decode(data), str)


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert textmend.decode(text.encode()) == text

"""Bytes of unknown encoding become the text that was meant."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textmend
from textmend.errors import OptionError

RUSSIAN = "Сегодня вечером в библиотеке будет лекция о старых рукописях."
CZECH = "Příští týden přijede žlutý autobus až k našemu domu a všichni půjdou ven."
CHINESE = "今天下午我们在图书馆里读了一本关于河流的书。"
JAPANESE = "きのうは図書館で川についての本を読みました。"
KOREAN = "오늘 오후에 우리는 도서관에서 강에 관한 책을 읽었다."
GREEK = "Σήμερα το βράδυ θα διαβάσουμε ένα βιβλίο για τα ποτάμια."


def bytes_of_all_kinds() -> st.SearchStrategy[bytes]:
    """Bytes at random, and lines of text in many encodings, put together and cut anywhere."""
    lines = [
        text.encode(encoding) + end
        for text, encoding in [
            *((RUSSIAN, page) for page in ("cp1251", "koi8_r", "utf-8")),
            *((JAPANESE, page) for page in ("shift_jis", "euc_jp", "utf-8")),
            *((CHINESE, page) for page in ("gbk", "utf-8", "utf-16-le")),
            ("Fünf Größen", "cp1252"),
            ("Fünf 😀 – “Größen”", "utf-8"),
        ]
        for end in (b"\n", b" ", b"\r\n")
    ]
    pieces = st.lists(st.sampled_from(lines) | st.binary(max_size=4), max_size=8).map(b"".join)
    cut = st.tuples(pieces, st.integers(0, 40), st.integers(0, 40)).map(
        lambda each: each[0][each[1] : -each[2] or None]
    )
    return st.binary() | pieces | cut


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


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"na\xc3\xafve caf\xc3\xa9\nGr\xf6\xdfe\n", "naïve café\nGröße\n"),
        (b"The caf\xc3\xa9 is good.\nThe stray \xe9 byte is here.\n", "The café is good.\nThe stray é byte is here.\n"),
        (b"na\xc3\xafve caf\xc3", "naïve caf\ufffd"),
        (
            "Příliš žluté květy.\n".encode() + "Večer přijde déšť.\n".encode("cp1250"),
            "Příliš žluté květy.\nVečer přijde déšť.\n",
        ),
        (f"{RUSSIAN}\n".encode() * 3 + RUSSIAN.encode("koi8_r"), f"{RUSSIAN}\n" * 3 + RUSSIAN),
        (f"{JAPANESE}\n".encode("euc_jp") * 3 + JAPANESE.encode(), f"{JAPANESE}\n" * 3 + JAPANESE),
        (f"{KOREAN}\n".encode() + KOREAN.encode("euc_kr"), f"{KOREAN}\n{KOREAN}"),
        (f"{GREEK}\n".encode("cp1253") + GREEK.encode(), f"{GREEK}\n{GREEK}"),
    ],
)
def test_lines_of_another_encoding_among_utf8(data: bytes, text: str) -> None:
    assert textmend.decode(data) == text


def test_subtitles_in_big5_with_an_advertisement_in_utf8() -> None:
    lines, advertisement = "我們今天下午去河邊散步\n他說這本書很有意思\n", "更多字幕 – 請看網站 ✓\n"
    data = lines.encode("big5") * 4 + advertisement.encode() + lines.encode("big5")
    assert textmend.decode(data) == lines * 4 + advertisement + lines


def test_logs_put_together_are_read_by_the_block() -> None:
    blocks = ((RUSSIAN, "cp1251"), (JAPANESE, "euc_jp"), (GREEK, "utf-8"), (RUSSIAN, "koi8_r"))
    data = b"".join(f"{text}\n".encode(encoding) * 5 for text, encoding in blocks)
    assert textmend.decode(data) == "".join(f"{text}\n" * 5 for text, _ in blocks)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("日本語".encode()[:-1], "日本\ufffd"),
        ("x 😀".encode()[:-2], "x \ufffd"),
        ("ici – là".encode()[1 + len("ici ") :], "\ufffd là"),
        (b"don\xe2\x80t say so", "don\ufffdt say so"),
    ],
)
def test_what_is_left_of_a_character_is_one_replacement_character(data: bytes, text: str) -> None:
    assert textmend.decode(data) == text


@pytest.mark.parametrize("data", [b"caf\xe9", b"un caf\xe9", b"L'\xe9t\xe9 \xe0 N\xeemes, d\xe9j\xe0"])
def test_a_last_letter_of_windows_1252_is_not_taken_for_a_cut_character(data: bytes) -> None:
    assert textmend.decode(data) == data.decode("cp1252")


def test_a_file_that_is_wholly_legacy_stays_that_where_lines_are_utf8_by_chance() -> None:
    text = f"模\n{CHINESE}\n{CHINESE}\n"
    data = text.encode("gbk")
    assert data.split(b"\n")[0].decode() != "模"  # valid, and another letter
    assert textmend.decode(data) == text


def test_pairs_of_surrogates_are_the_characters_that_they_stand_for() -> None:
    found = textmend.decode(b"so \xed\xa0\xbd\xed\xb8\x80 nice", errors="report")
    assert found.text == "so 😀 nice"
    assert [segment.encoding for segment in found.segments] == ["utf-8", "cesu-8", "utf-8"]


def test_what_is_no_text_loses_no_byte() -> None:
    data = bytes(range(128, 256)) * 3
    assert textmend.decode(data).encode("latin-1") == data


class TestReport:
    def test_it_says_what_was_read_how(self) -> None:
        found = textmend.decode(b"d\xc3\xa9j\xc3\xa0 \x93vu\x94 caf\xc3\xa9 \xe2\x80", errors="report")
        assert found.text == "déjà “vu” café \ufffd"
        assert [segment.encoding for segment in found.segments] == ["utf-8", "cp1252", "utf-8", None]
        assert [segment.sure for segment in found.segments] == [True, True, True, False]

    def test_what_is_near_another_reading_is_not_sure(self) -> None:
        # Ş of Turkish, or Þ of Icelandic: a name alone does not decide.
        found = textmend.decode(b"The \xdeahin family", errors="report")
        assert not found.segments[0].sure
        assert "cp1254" in (found.rival, found.segments[0].encoding)
        assert found.margin < 6

    def test_a_letter_that_many_encodings_share_is_sure(self) -> None:
        found = textmend.decode(b"a caf\xe9 in town", errors="report")
        assert found.text == "a café in town"
        assert found.segments == (textmend.Segment(0, 14, "cp1252", True),)

    def test_a_byte_that_stands_for_nothing_is_told(self) -> None:
        found = textmend.decode("é ñ ü\n".encode() * 3 + b"caf\xe9 \x81 x", errors="report")
        assert found.text.endswith("café \x81 x")
        assert [(segment.encoding, segment.sure) for segment in found.segments if not segment.sure] == [
            ("latin-1", False)
        ]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
    def test_a_mark_belongs_to_its_segment(self, encoding: str) -> None:
        data = RUSSIAN.encode(encoding)
        assert textmend.decode(data, errors="report").segments == (textmend.Segment(0, len(data), encoding, True),)

    @given(data=bytes_of_all_kinds())
    def test_the_segments_tile_the_data_and_give_the_text(self, data: bytes) -> None:
        found = textmend.decode(data, errors="report")
        at = 0
        for segment in found.segments:
            assert segment.start == at < segment.end
            at = segment.end
        assert at == len(data)
        if not any(segment.encoding == "cesu-8" for segment in found.segments):
            assert "".join(read(data, segment) for segment in found.segments) == found.text
        assert textmend.decode(data) == found.text


def read(data: bytes, segment: textmend.Segment) -> str:
    part = data[segment.start : segment.end]
    return part.decode(segment.encoding, "replace") if segment.encoding else "\ufffd"


class TestStrict:
    @pytest.mark.parametrize("data", [b"", b"plain", "é".encode(), RUSSIAN.encode("koi8_r"), "\ufeffé".encode()])
    def test_what_is_sure_is_returned(self, data: bytes) -> None:
        assert textmend.decode(data, errors="strict") == textmend.decode(data)

    @pytest.mark.parametrize(
        ("data", "start", "message"),
        [
            (b"x\nThe \xdeahin family", 0, "may be cp1252 or cp1254"),
            ("Été\ncafé".encode()[:-1], 9, "byte 9, line 2: incomplete character; get the complete data"),
            ("é ñ ü\n".encode() * 3 + b"caf\xe9 \x81 x", 32, r"0x81 is undefined in the encoding"),
            (bytes(range(128, 256)) * 3, 0, "is undefined in the encoding"),
            (b"\xff\xfea", 0, "may be utf-16 or damaged"),
        ],
    )
    def test_what_is_open_is_an_error_with_the_place(self, data: bytes, start: int, message: str) -> None:
        with pytest.raises(textmend.DecodeError, match=message) as caught:
            textmend.decode(data, errors="strict")
        assert caught.value.start == start
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)

    def test_another_name_is_an_error(self) -> None:
        with pytest.raises(OptionError, match="'ignore' is not one of"):
            textmend.decode(b"", errors="ignore")  # type: ignore[call-overload]


@given(data=bytes_of_all_kinds())
def test_any_bytes_are_text(data: bytes) -> None:
    assert isinstance(textmend.decode(data), str)


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert textmend.decode(text.encode()) == text


@given(text=st.sampled_from([RUSSIAN, CHINESE, GREEK, CZECH, JAPANESE, KOREAN]), length=st.integers(12, 40))
def test_utf8_that_was_cut_keeps_its_whole_characters(text: str, length: int) -> None:
    cut = text.encode()[:length]
    assert textmend.decode(cut) == cut.decode("utf-8", "replace")


def test_no_letter_of_ascii_is_eaten_by_a_stray_byte() -> None:
    data = b"la ra\xa1z de un " + "año está aquí".encode()
    assert textmend.decode(data) == "la raíz de un año está aquí"
    for text in ("Windows版のソフトA型", "これは A社のC言語の本です"):
        assert textmend.decode(text.encode("shift_jis")) == text

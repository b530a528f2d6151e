"""Plain text files: what is read, what is refused with which advice, and how safely it is written back."""

from __future__ import annotations

import codecs
import os
import stat
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmend.errors import FileError, OptionError
from textmend.formats import disk, encoding_errors
from textmend.formats.base import FormatOptions
from textmend.formats.plain_text import PlainReader
from textmend.formats.source import Source

needs_posix = pytest.mark.skipif(os.name != "posix", reason="modes and devices as POSIX has them")
needs_user = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")


class Document:
    """A file as the formats read it."""

    def __init__(self, data: bytes, name: str, encoding: str | None = None) -> None:
        wanted = None if encoding is None else encoding_errors.check_encoding(encoding)
        with Source(None, name, BytesIO(data)) as source:
            self._reader = PlainReader(source, FormatOptions(wanted))
            self.text = "".join(self._reader.text())
        self.note = self._reader.note

    def encode(self, text: str) -> bytes:
        sink = BytesIO()
        if text:
            self._reader.write(text, sink)
        self._reader.finish(sink)
        return sink.getvalue()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_comes_back_byte_for_byte(text: str) -> None:
    data = text.encode()
    document = Document(data, "a.txt", "utf-8")
    assert document.text == text
    assert document.encode(document.text) == data


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_comes_back(bom: bytes, codec: str) -> None:
    data = bom + "Smörgås ☃\r\n".encode(codec)
    document = Document(data, "a.txt")
    assert document.text == "Smörgås ☃\r\n"
    assert document.encode(document.text) == data
    assert Document(data, "a.txt").encode("x") == bom + "x".encode(codec)


@pytest.mark.parametrize("name", ["utf-8", "utf8", "utf-8-sig", "utf-16", "UTF-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_named_unicode_encoding_keeps_the_mark_or_its_absence(name: str, mark: str) -> None:
    codec = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name.lower(), name)
    data = (mark + "für").encode(codec)
    document = Document(data, "a.txt", name)
    assert document.text == "für"
    assert document.encode("für") == data


def test_line_ends_stay_as_they_are() -> None:
    data = b"one\r\ntwo\nthree\rfour"
    assert Document(data, "a.txt").text == "one\r\ntwo\nthree\rfour"


@pytest.mark.parametrize(
    ("text", "encoding", "word"),
    [
        ("Les élèves étaient très fatigués après l’été à l’école.\n", "cp1252", "élèves"),
        ("Его отец был очень старый человек, и он не знал, что делать.\n", "cp1251", "Его"),
        ("彼はその日、学校へ行きませんでした。雨が降っていたからです。\n", "cp932", "彼はその日"),
        ("他那天没有去学校，因为下雨了。我们都很想念他。\n", "gb18030", "他那天没有去学校"),
        ("그는 그날 학교에 가지 않았다. 비가 왔기 때문이다.\n", "cp949", "그는"),
    ],
)
def test_another_encoding_is_found_out_and_comes_back(text: str, encoding: str, word: str) -> None:
    data = b"plain\n" + (text * 3).encode(encoding)
    document = Document(data, "a.txt")
    assert word in document.text
    assert document.encode(document.text) == data
    assert "is not UTF-8; it is read and written as" in document.note


def test_utf16_without_a_mark_is_found_out_and_comes_back() -> None:
    data = "plain words\r\n".encode("utf-16-le")
    document = Document(data, "a.txt")
    assert document.text == "plain words\r\n"
    assert document.encode(document.text) == data
    assert "utf-16-le" in document.note


def test_a_few_stray_bytes_in_utf8_are_not_taken_for_another_encoding() -> None:
    data = "é ü ñ\n".encode() * 3 + b"caf\xe9\n"
    document = Document(data, "a.txt")
    assert document.text.endswith("ñ\ncaf\udce9\n")
    assert document.encode(document.text) == data
    assert "is UTF-8 with invalid bytes" in document.note


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"%PDF-1.7\n...", "pdftotext"),
        (b"PK\x03\x04....", ".docx"),
        (b"ELF\0\0\x01", "byte 4 is NUL"),
        (bytes(range(128, 256)) * 3, "no other encoding fits"),
    ],
)
def test_what_is_not_text_is_refused_with_advice(data: bytes, advice: str) -> None:
    with pytest.raises(FileError) as caught:
        Document(data, "a.bin")
    assert advice in str(caught.value)
    assert str(caught.value).startswith("a.bin: ")


def test_a_named_encoding_takes_nul_as_text() -> None:
    assert Document(b"a\0b", "a.txt", "utf-8").text == "a\0b"


def test_a_named_encoding_that_does_not_fit_is_refused_with_the_place() -> None:
    with pytest.raises(FileError, match=r"is not ascii \(byte 0xC3 at line 2, byte 3\)"):
        Document("ab\ncdé".encode(), "a.txt", "ascii")


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "undefined", "", "a\0b"])
def test_an_unknown_encoding_is_refused(name: str) -> None:
    with pytest.raises(OptionError, match="such as utf-8, cp1252"):
        encoding_errors.check_encoding(name)


def test_text_that_its_encoding_cannot_hold_is_refused() -> None:
    document = Document(b"caf\xe9", "a.txt", "cp1252")
    with pytest.raises(FileError, match=r"U\+2603, which cp1252 cannot encode"):
        document.encode("café ☃")


def test_bytes_that_would_not_come_back_are_refused() -> None:
    # ISO-2022-JP may switch to ASCII twice; Python writes the switch once.
    with pytest.raises(FileError, match="cannot be decoded from"):
        Document(b"a\x1b(B\x1b(Bb", "a.txt", "iso2022_jp")


def test_write_makes_a_new_file_with_the_mode_of_the_umask(tmp_path: Path) -> None:
    disk.write(tmp_path / "new.txt", b"data")
    (tmp_path / "plain.txt").write_bytes(b"")
    assert (tmp_path / "new.txt").read_bytes() == b"data"
    assert (tmp_path / "new.txt").stat().st_mode == (tmp_path / "plain.txt").stat().st_mode
    assert {p.name for p in tmp_path.iterdir()} == {"new.txt", "plain.txt"}


@needs_posix
def test_write_keeps_the_mode_and_writes_through_links(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    disk.write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_write_leaves_the_old_file_whole_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError, match="no space left on the disk"):
        disk.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@needs_posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_write_to_a_full_device() -> None:
    with pytest.raises(FileError, match="no space left on the disk"):
        disk.write(Path("/dev/full"), b"data")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode), "a device is never replaced"


@needs_posix
@needs_user
def test_permissions_are_respected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(FileError, match="no permission to write the file"):
        disk.write(path, b"new")
    path.chmod(0o000)
    with pytest.raises(FileError, match="no permission to read it"):
        disk.read(path)


def test_reading_fails_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist; check the name"):
        disk.read(tmp_path / "none.txt")
    with pytest.raises(FileError, match="is a folder; give a file name"):
        disk.read(tmp_path)
    with pytest.raises(FileError, match="its folder does not exist; create the folder first"):
        disk.write(tmp_path / "none" / "a.txt", b"")

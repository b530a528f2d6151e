"""The positions of blocks in a file: another process reads them there, and must read the same."""

from __future__ import annotations

import codecs
import gzip
import os
import threading
from pathlib import Path

import pytest

from textmend.errors import FileError
from textmend.formats import reader
from textmend.formats.base import Block, FormatOptions
from textmend.formats.source import FileSlice, Source

LINE = '{"text": "Un café, 5 €, 🙂"}\n'


def blocks(path: Path, name: str) -> list[tuple[Block, FileSlice | None]]:
    with Source(path, path.name) as source:
        opened = reader(name)(source, FormatOptions(columns=("1",)))
        return [(block, opened.place(block)) for block in opened.blocks()]


@pytest.mark.parametrize("name", ["txt", "jsonl", "csv", "markdown"])
@pytest.mark.parametrize(
    "data",
    [
        LINE.encode() * 100_000,
        codecs.BOM_UTF8 + LINE.encode() * 100_000,
        b'{"text": "plain"}\n' * 200_000 + LINE.encode(),
        b'{"text": "caf\xe9"}\n' + LINE.encode() * 100_000,
        LINE.encode() * 100_000 + b'{"text": "caf\xe9"}\n',
    ],
    ids=["UTF-8", "mark", "ASCII first", "other bytes first", "other bytes last"],
)
def test_what_stands_at_a_blocks_place_is_the_block(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    found = blocks(path, name)
    assert len(found) > 1 or name == "markdown"
    for block, stretch in found:
        assert stretch is not None
        assert stretch.text() == block.content


@pytest.mark.parametrize(
    "data",
    [gzip.compress(LINE.encode()), LINE.encode("utf-16"), "Das wäre schön.\n".encode("cp1252")],
    ids=["gzip", "utf-16", "cp1252"],  # gzip writes the time, and all workers must collect the same names
)
def test_no_place_is_told_where_nobody_could_read_there(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    assert [stretch for _, stretch in blocks(path, "txt")] == [None]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes that have names")
def test_a_pipe_with_a_name_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    text = "Die Übung wäre für Anfänger schön.\n"
    writer = threading.Thread(target=path.write_bytes, args=[text.encode("cp1252")])
    writer.start()
    ((block, stretch),) = blocks(path, "txt")
    writer.join()
    assert block.content == text
    assert stretch is None


@pytest.mark.parametrize("after", ["Un cafe, 5 euros\n", "Ün", ""])
def test_a_file_that_is_another_by_now_is_told(tmp_path: Path, after: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Un café, 5 €\n", "utf-8")
    ((_, stretch),) = blocks(path, "txt")
    assert stretch is not None
    path.write_text(after, "utf-8")
    with pytest.raises(FileError, match="was changed by another process"):
        stretch.text()
    path.unlink()
    with pytest.raises(FileError, match="does not exist"):
        stretch.text()


def test_a_file_in_the_place_of_another_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one text\n", "utf-8")
    ((_, stretch),) = blocks(path, "txt")
    assert stretch is not None
    (tmp_path / "b.txt").write_text("two text\n", "utf-8")
    (tmp_path / "b.txt").replace(path)
    with pytest.raises(FileError, match="was changed by another process"):
        stretch.text()

"""The corpus of sound text, piece by piece, and line by line where each line is a text of its own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from benchmarks.quality.sound.kinds import is_line_by_line
from training import corpus

__all__ = ["Piece", "lines", "pieces", "sample"]


class Piece(NamedTuple):
    """A sound text: its name, its kind, and the text."""

    name: str
    kind: str
    text: str


def pieces() -> list[Piece]:
    """Return the pieces of the development portion (see the README of the corpus)."""
    with gzip.open(corpus.CORPORA / "wild" / "wild.dev.jsonl.gz", "rt", encoding="utf-8") as records:
        found = map(json.loads, records)
        return [Piece(record["id"], record["kind"], record["text"]) for record in found]


def lines(of: Iterable[Piece]) -> Iterator[Piece]:
    """Yield each line that is a text of its own, without blank ones."""
    for piece in of:
        if is_line_by_line(piece.kind):
            for number, line in enumerate(piece.text.split("\n"), 1):
                if line.strip():
                    yield Piece(f"{piece.name}:{number}", piece.kind, line)


def sample(of: Iterable[Piece], share: int) -> list[Piece]:
    """Return one piece in so many, always the same ones."""
    return [piece for piece in of if crc32(piece.name.encode()) % share == 0]

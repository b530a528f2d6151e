"""Damage that only a document as a whole can prove: short lines read as a related page, and lost quotation marks."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from training import corpus

__all__ = ["KINDRED", "SIZES", "Outcome", "lost_quotes", "subtitles"]

# A language, the encoding of its files, and the related one that they are read as.
KINDRED = (
    ("sv", "cp1252", "cp1250"),
    ("da", "cp1252", "cp1250"),
    ("is", "cp1252", "cp1250"),
    ("fr", "cp1252", "cp1250"),
    ("es", "cp1252", "cp1250"),
    ("pt", "cp1252", "cp1250"),
    ("cs", "cp1250", "cp1252"),
    ("pl", "cp1250", "cp1252"),
    ("hu", "cp1250", "cp1252"),
    ("ro", "cp1250", "cp1252"),
    ("cs", "iso8859-2", "cp1252"),
    ("pl", "iso8859-2", "cp1250"),
    ("tr", "cp1254", "cp1252"),
    ("lt", "cp1257", "cp1252"),
    ("ru", "cp1251", "cp1252"),
    ("el", "cp1253", "cp1252"),
)
# Lines of a file, and files of each size.
SIZES = (5, 20, 60)
_FILES = 8
# Words of a line of subtitles.
_FEWEST, _MOST = 3, 8
_SEED = 4

Mender = Callable[[str], str]


class Outcome(NamedTuple):
    """Of some damaged files, those that were restored exactly, were unchanged, and are neither."""

    restored: int
    left: int
    other: int


def subtitles(mend: Mender, split: str) -> Iterator[tuple[str, str, str, int, Outcome]]:
    """Yield language, encoding and wrong encoding, the lines of each file, and the outcome of the files."""
    sentences: defaultdict[str, list[str]] = defaultdict(list)
    for sentence in corpus.sentences(split):
        sentences[sentence["lang"]].append(sentence["text"])
    for language, true, wrong in KINDRED:
        for size in SIZES:
            pairs = _pairs(sentences[language], true, wrong, size)
            yield language, true, wrong, size, _outcome(mend, pairs)


def lost_quotes(mend: Mender, hole: str, split: str) -> Outcome:
    """The outcome of English documents in UTF-8 that were read as Windows-1252, which leaves byte 9D undefined.

    Args:
        mend: the tool.
        hole: what a program wrote for that byte: U+FFFD, a question mark, or nothing.
        split: of the corpus.
    """
    texts = (document["text"] for document in corpus.documents(split))
    pairs = ((text.encode().decode("cp1252", "replace").replace("\ufffd", hole), text) for text in texts if "”" in text)
    return _outcome(mend, pairs)


def _pairs(sentences: list[str], true: str, wrong: str, size: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(f"{_SEED} {true} {wrong} {size}")
    for _ in range(_FILES):
        lines = list(_lines(chance.sample(sentences, min(size, len(sentences))), chance))[:size]
        data = "\n".join(lines).encode(true, "ignore")
        # Characters that the wrong encoding lacks cannot be restored.
        damaged = data.decode(wrong, "ignore")
        right = damaged.encode(wrong).decode(true, "ignore")
        if damaged != right:
            yield damaged, right


def _lines(sentences: list[str], chance: random.Random) -> Iterator[str]:
    for sentence in sentences:
        words = sentence.split()
        at = 0
        while at < len(words):
            size = chance.randint(_FEWEST, _MOST)
            yield " ".join(words[at : at + size])
            at += size


def _outcome(mend: Mender, pairs: Iterator[tuple[str, str]]) -> Outcome:
    restored = left = other = 0
    for damaged, right in pairs:
        mended = mend(damaged)
        restored += mended == right
        left += mended == damaged
        other += mended not in (right, damaged)
    return Outcome(restored, left, other)

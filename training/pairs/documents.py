"""The prose to typeset: beginnings of documents of the corpus, always the same ones."""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

from training import corpus

__all__ = ["Document", "chosen", "is_heading"]

# Shorter documents fill less than half a page, and have neither headers nor many line ends.
_SHORTEST = 200
# Paragraphs of prose end like this; a short one with another end is a heading.
_ENDED = re.compile(r"[.!?:;,…—’”\"')\]]$")
_LONGEST_HEADING = 80
# The maximum length of a running header.
_TITLE_WORDS = 6


class Document(NamedTuple):
    """Paragraphs to typeset.

    Attributes:
        name: the document's id in the corpus.
        domain: its domain there.
        licence: its licence there.
        title: the text of its running header.
        paragraphs: its text, a paragraph each.
    """

    name: str
    domain: str
    licence: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs, with a blank line between them."""
        return "\n\n".join(self.paragraphs)


def chosen(split: str, count: int, longest: int) -> list[Document]:
    """Return the beginnings of some documents of a split ("train" or "dev"), in the order of their names.

    They are chosen by a hash of their names, so a larger count adds documents to the same ones.

    Args:
        split: of the prose corpus.
        count: how many; all if there are fewer.
        longest: the maximum number of words of a beginning, except its last paragraph.
    """
    long_enough = (record for record in corpus.documents(split) if len(record["text"].split()) >= _SHORTEST)
    picked = sorted(long_enough, key=lambda record: (crc32(record["id"].encode()), record["id"]))[:count]
    return sorted(_beginning(record, longest) for record in picked)


def is_heading(paragraph: str) -> bool:
    """True for a paragraph that is short and does not end as a sentence does."""
    return len(paragraph) <= _LONGEST_HEADING and not _ENDED.search(paragraph)


def _beginning(record: dict[str, str], longest: int) -> Document:
    paragraphs: list[str] = []
    size = 0
    for paragraph in record["text"].split("\n\n"):
        if size >= longest:
            break
        paragraphs.append(" ".join(paragraph.split()))
        size += len(paragraph.split())
    # The name is what the header of a book or a report would show, and cannot be confused with words of the text.
    words = re.findall(r"[A-Za-z]+|\d+", record["id"].rpartition("/")[2])
    title = " ".join([*record["source"].split("-")[:2], *words][:_TITLE_WORDS]).upper()
    return Document(record["id"], record["domain"], record["licence"], title, tuple(paragraphs))

"""Quotation marks: straighten those of paragraphs that are known to be right, curl them again, and compare."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from training import corpus

__all__ = ["paragraphs", "wrong"]

_CURLY = re.compile("[\u2018\u2019\u201c\u201d]")
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


def paragraphs(split: str) -> Iterator[str]:
    """The paragraphs with curly marks and no straight ones."""
    for document in corpus.documents(split):
        for paragraph in document["text"].split("\n\n"):
            if _CURLY.search(paragraph) and not set("'\"") & set(paragraph):
                yield paragraph


def wrong(curl: Callable[[str], str], right: str) -> tuple[int, int, int]:
    """Return how many marks a paragraph has, how many come back wrong, and how many stay straight."""
    marks = [match.start() for match in _CURLY.finditer(right)]
    curled = curl(right.translate(_STRAIGHT))
    if len(curled) != len(right):
        return len(marks), len(marks), 0
    left = sum(curled[at] in "'\"" for at in marks)
    return len(marks), sum(curled[at] != right[at] for at in marks) - left, left

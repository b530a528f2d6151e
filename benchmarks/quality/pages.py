"""Layout: wrap documents as pages are, mend them, and count the paragraphs that come back exactly."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Iterator

from training import corpus

__all__ = ["KINDS", "restored", "texts"]

_SEED = 11
# Lines on a page, as in the definition of the paged kind; here a page ends in empty lines.
_PAGE = 38


def _blank(paragraphs: list[list[str]]) -> list[str]:
    return [line for lines in paragraphs for line in (*lines, "")]


def _indented(paragraphs: list[list[str]]) -> list[str]:
    return [line for lines in paragraphs for line in ("   " + lines[0], *lines[1:])]


def _unmarked(paragraphs: list[list[str]]) -> list[str]:
    return [line for lines in paragraphs for line in lines]


def _paged(paragraphs: list[list[str]]) -> list[str]:
    lines = _blank(paragraphs)
    pages = [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)]
    return [line for page in pages for line in (*page, "", "", "")]


KINDS: dict[str, Callable[[list[list[str]]], list[str]]] = {
    "empty line between paragraphs": _blank,
    "the same, cut into pages": _paged,
    "first line indented": _indented,
    "nothing between paragraphs": _unmarked,
}


def texts(split: str) -> Iterator[list[str]]:
    """The paragraphs of each document that has some."""
    for document in corpus.documents(split):
        paragraphs = document["text"].split("\n\n")
        if len(paragraphs) > 2 and not any("  " in p or "\n" in p for p in paragraphs):
            yield paragraphs


def restored(mend: Callable[[str], str], kind: str, split: str) -> float:
    """Return the share of paragraphs that come back exactly after wrapping at 40 to 100 columns."""
    chance = random.Random(_SEED)
    whole = right = 0
    for paragraphs in texts(split):
        width = chance.randint(40, 100)
        wrapped = [textwrap.wrap(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs]
        mended = set(mend("\n".join(KINDS[kind](wrapped)) + "\n").strip("\n").split("\n\n"))
        whole += len(paragraphs)
        right += sum(paragraph in mended for paragraph in paragraphs)
    return right / whole

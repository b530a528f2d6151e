"""Layout: documents set in lines as on paper, mended, and compared paragraph for paragraph."""

from __future__ import annotations

import random
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from benchmarks.quality import peers
from benchmarks.quality.score import Score
from training import corpus

__all__ = ["kinds", "score", "texts"]

_SEED = 11
_WIDTHS = (40, 100)
# As the paged kind is defined: lines on a page, and the share of the chances to break a word that is taken.
_PAGE = 38
_HYPHENATED = 0.7

Wrapped = list[list[str]]  # the lines of each paragraph
Kind = Callable[[list[str], random.Random], list[str]]


def _wrapped(paragraphs: list[str], chance: random.Random) -> Wrapped:
    width = chance.randint(*_WIDTHS)
    return [textwrap.wrap(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs]


def _blank(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [line for lines in _wrapped(paragraphs, chance) for line in (*lines, "")]


def _indented(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [line for lines in _wrapped(paragraphs, chance) for line in ("   " + lines[0], *lines[1:])]


def _unmarked(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [line for lines in _wrapped(paragraphs, chance) for line in lines]


def _cut(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [line for page in _pages(_blank(paragraphs, chance)) for line in (*page, "", "", "")]


def _pages(lines: list[str]) -> list[list[str]]:
    return [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)]


def _paged(hyphenation: Any) -> Kind:
    """Pages with hyphens at line ends, a running header and a page number."""

    def paged(paragraphs: list[str], chance: random.Random) -> list[str]:
        width = chance.randint(*_WIDTHS)
        header = " ".join(paragraphs[0].split()[:4]).upper()
        lines = [line for p in paragraphs for line in (*_hyphenated(p, width, hyphenation, chance), "")]
        return [
            line
            for number, page in enumerate(_pages(lines), chance.randint(1, 300))
            for line in (header, "", *page, "", str(number), "")
        ]

    return paged


def _hyphenated(paragraph: str, width: int, hyphenation: Any, chance: random.Random) -> Iterator[str]:
    """Yield the lines of a paragraph, with words broken at line ends."""
    line = ""
    for word in paragraph.split(" "):
        joined = f"{line} {word}" if line else word
        if len(joined) <= width:
            line = joined
            continue
        rest = word
        parts = hyphenation.wrap(word, width - len(line) - 1) if line else None
        if parts and chance.random() < _HYPHENATED:
            line, rest = f"{line} {parts[0]}", parts[1]
        if line:
            yield line
        line = rest
    yield line


def kinds() -> dict[str, Kind]:
    """How paragraphs are set, by name; the paged kind needs pyphen."""
    found: dict[str, Kind] = {
        "empty lines between": _blank,
        "the same, in pages": _cut,
        "first line indented": _indented,
        "nothing between": _unmarked,
    }
    if pyphen := peers.optional("pyphen"):
        found["pages with headers"] = _paged(pyphen.Pyphen(lang="en_US"))
    return found


def texts(split: str) -> Iterator[list[str]]:
    """The paragraphs of each document that has some."""
    for document in corpus.documents(split):
        paragraphs = document["text"].split("\n\n")
        if len(paragraphs) > 2 and not any("  " in p or "\n" in p for p in paragraphs):
            yield paragraphs


def score(mend: Callable[[str], str], kind: Kind, documents: Iterable[list[str]]) -> Score:
    """Score the paragraphs that come back exactly after being set in lines of 40 to 100 columns."""
    chance = random.Random(_SEED)
    total = Score()
    for paragraphs in documents:
        mended = Counter(mend("\n".join(kind(paragraphs, chance)) + "\n").strip("\n").split("\n\n"))
        wanted = Counter(paragraphs)
        total += Score((mended & wanted).total(), mended.total(), wanted.total())
    return total

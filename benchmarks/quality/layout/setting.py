"""Setting prose on pages: lines, hyphens, indents, headers; each way with the truth about its hyphens."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.quality import peers

__all__ = ["BROKEN", "WIDTHS", "WITHIN", "Kind", "kinds", "printed"]

Kind = Callable[[list[str], random.Random], list[str]]

WIDTHS = (40, 100)
# As the paged kind is defined: lines on a page, and the share of opportunities to break a word that is used.
_PAGE = 38
_HYPHENATED = 0.7
_PAGE_NUMBERS = (1, 300)

# Placeholders for a hyphen at a line end until the page is printed: one from hyphenation, and a word's own.
BROKEN, WITHIN = "\ue000", "\ue001"


def printed(lines: list[str]) -> str:
    """Return a page as it would be extracted, where all hyphens look the same."""
    return ("\n".join(lines) + "\n").replace(BROKEN, "-").replace(WITHIN, "-")


def _wrapped(paragraph: str, width: int) -> list[str]:
    return textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)


def _ragged(paragraphs: list[str], chance: random.Random) -> list[list[str]]:
    width = chance.randint(*WIDTHS)
    return [_wrapped(paragraph, width) for paragraph in paragraphs]


def _blank(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [line for lines in _ragged(paragraphs, chance) for line in (*lines, "")]


def _indented(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [line for lines in _ragged(paragraphs, chance) for line in ("   " + lines[0], *lines[1:])]


def _unmarked(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [line for lines in _ragged(paragraphs, chance) for line in lines]


def _cut(paragraphs: list[str], chance: random.Random) -> list[str]:
    return [line for page in _pages(_blank(paragraphs, chance)) for line in (*page, "", "", "")]


def _justified(paragraphs: list[str], chance: random.Random) -> list[str]:
    width = chance.randint(*WIDTHS)
    return [line for p in paragraphs for line in (*_filled(_wrapped(p, width), width, chance), "")]


def _filled(lines: list[str], width: int, chance: random.Random, *, indent: int = 0) -> list[str]:
    """Widen the spaces of all lines except the last until each is as wide as the page."""
    filled: list[str] = []
    for number, line in enumerate(lines[:-1]):
        words = line.split(" ")
        gaps = [1] * (len(words) - 1)
        missing = width - len(line) - (0 if number else indent)
        for place in chance.sample(range(len(gaps)), missing % len(gaps)) if gaps else ():
            gaps[place] += 1
        gaps = [gap + missing // len(gaps) for gap in gaps]
        filled.append("".join(word + " " * gap for word, gap in zip(words, (*gaps, 0), strict=True)))
    return [*filled, *lines[-1:]]


def _pages(lines: list[str]) -> list[list[str]]:
    return [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)]


class _Hyphenating:
    """Ways to set pages with words broken at line ends.

    Args:
        hyphenation: pyphen's, for a language.
    """

    def __init__(self, hyphenation: Any) -> None:
        self._hyphenation = hyphenation

    def headed(self, paragraphs: list[str], chance: random.Random) -> list[str]:
        """A running header and a page number on every page."""
        width = chance.randint(*WIDTHS)
        header = " ".join(paragraphs[0].split()[:4]).upper()
        lines = [line for p in paragraphs for line in (*self._lines(p, width, chance), "")]
        return [
            line
            for number, page in enumerate(_pages(lines), chance.randint(*_PAGE_NUMBERS))
            for line in (header, "", *page, "", str(number), "")
        ]

    def report(self, paragraphs: list[str], chance: random.Random) -> list[str]:
        """Empty lines between paragraphs; at the foot of each page the title and “Page 3 of 12”."""
        width = chance.randint(*WIDTHS)
        pages = _pages([line for p in paragraphs for line in (*self._lines(p, width, chance), "")])
        title = " ".join(paragraphs[0].split()[:5])
        return [
            line
            for number, page in enumerate(pages, 1)
            for line in (*page, "", f"{title} | Page {number} of {len(pages)}", "\f")
        ]

    def book(self, paragraphs: list[str], chance: random.Random) -> list[str]:
        """Justified, with first lines indented; the numbers are next to running headers that differ left and right."""
        width = chance.randint(*WIDTHS)
        title, chapter = (" ".join(p.split()[:4]).upper() for p in (paragraphs[0], paragraphs[1]))
        lines: list[str] = []
        for paragraph in paragraphs:
            first, *rest = _filled(list(self._lines(paragraph, width, chance, indent=2)), width, chance, indent=2)
            lines += ["  " + first, *rest]
        found: list[str] = []
        for number, page in enumerate(_pages(lines), chance.randint(*_PAGE_NUMBERS)):
            head = f"{chapter}    {number}" if number % 2 else f"{number}    {title}"
            found += [("\f" if found else "") + head, "", *page]
        return found

    def _lines(self, paragraph: str, width: int, chance: random.Random, *, indent: int = 0) -> Iterator[str]:
        """Yield the lines of a paragraph, with words broken at line ends."""
        line, room = "", width - indent
        for word in paragraph.split(" "):
            joined = f"{line} {word}" if line else word
            if len(joined) <= room:
                line = joined
                continue
            rest = word
            parts = self._parts(word, room - len(line) - 1) if line else None
            if parts and chance.random() < _HYPHENATED:
                line, rest = f"{line} {parts[0]}", parts[1]
            if line:
                yield line
                room = width
            line = rest
        yield line

    def _parts(self, word: str, room: int) -> tuple[str, str] | None:
        """Break a word so that its first part fits: after a hyphen of its own, or else between syllables."""
        behind = word.rfind("-", 1, max(room, 0))
        if 0 < behind < len(word) - 1 and word[behind - 1].isalnum() and word[behind + 1].isalnum():
            return word[:behind] + WITHIN, word[behind + 1 :]
        if "-" in word:
            return None
        parts = self._hyphenation.wrap(word, room)
        return (parts[0][:-1] + BROKEN, parts[1]) if parts else None


def kinds() -> dict[str, Kind]:
    """How paragraphs are set, by name; those with hyphens need pyphen."""
    found: dict[str, Kind] = {
        "empty lines between": _blank,
        "the same, in pages": _cut,
        "the same, justified": _justified,
        "first line indented": _indented,
        "nothing between": _unmarked,
    }
    if pyphen := peers.optional("pyphen"):
        hyphenating = _Hyphenating(pyphen.Pyphen(lang="en_US"))
        found["pages with headers"] = hyphenating.headed
        found["pages of a report"] = hyphenating.report
        found["pages of a book"] = hyphenating.book
    return found

"""Curly marks to straight ones: no judgement but for the script around them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from textmend.passes import scripts
from textmend.passes.base import Cues, Span
from textmend.patterns import pattern

__all__ = ["CUES", "east_asian", "find"]

_STRAIGHT = {
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": '"',
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{SINGLE LOW-9 QUOTATION MARK}": "'",
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": "'",
}
_ACCENTS = "\N{ACUTE ACCENT}\N{PRIME}"
CUES = Cues(characters="".join(_STRAIGHT) + _ACCENTS, literals=("``",))

_CURLY = pattern(f"[{''.join(_STRAIGHT)}]")
# Contractions only: elsewhere an acute accent between letters is as likely a lost é ("Universit´e").
_ACCENT = pattern(f"(?<=[A-Za-z])[{_ACCENTS}](?=(?:[sStTdDmM]|re|RE|ve|VE|ll|LL)\\b)")
# TeX's marks come in pairs, on one line here so that two strays never meet across a page.
_TEX = pattern(r"(?<!`)``(?=[^\s`'])[^`\n]+?(?<=[^\s'])''(?!')")

_WORD = pattern(r"[^\W\d_]+")
_NOWHERE = (sys.maxsize, sys.maxsize)
_QUOTED = pattern("“[^“”]*”|‘[^‘’]*’")


def find(text: str, hits: Sequence[Span]) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, replacement and rule of each mark that is to become straight.

    Args:
        text: the text.
        hits: where the cues are; an accent and a pair of backticks are cues of what may be further away.
    """
    kept = _east_asian_lines(text)
    line_start, line_end = next(kept, _NOWHERE)
    others = False
    for start, end in hits:
        for at in range(start, end):
            straight = _STRAIGHT.get(text[at])
            if straight is None:
                others = True
                continue
            while line_end <= at:
                line_start, line_end = next(kept, _NOWHERE)
            if at < line_start:
                yield at, at + 1, straight, "straighten"
    if others:
        for match in _ACCENT.finditer(text):
            yield *match.span(), "'", "accent"
        for match in _TEX.finditer(text):
            yield match.start(), match.start() + 2, '"', "backtick"
            yield match.end() - 2, match.end(), '"', "backtick"


def east_asian(line: str) -> bool | None:
    """True when a line reads as Chinese, Japanese or Korean; None when it has no letters to tell by.

    The words outside quotations decide, for a Chinese sentence may quote a long English title and an
    English one a Chinese word. One character of these scripts weighs as much as one word of others.
    """
    eastern = scripts.east_asian()
    unquoted = _QUOTED.sub("", line)
    for part in (unquoted, line):
        here = len(eastern.findall(part))
        others = len(_WORD.findall(eastern.sub(" ", part)))
        if here or others:
            return here >= others
    return None


def _east_asian_lines(text: str) -> Iterator[Span]:
    """Yield the spans of lines whose curly marks stay."""
    if not scripts.may_be_east_asian(text):
        return
    whole = bool(east_asian(text))
    start = 0
    for line in text.splitlines(keepends=True):
        verdict = east_asian(line) if _CURLY.search(line) else False
        if whole if verdict is None else verdict:
            yield start, start + len(line)
        start += len(line)

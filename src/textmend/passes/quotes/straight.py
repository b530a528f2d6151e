"""Curly marks to straight ones, without any judgement except for the script around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from textmend.lang import scripts
from textmend.lang._strings import characters_at
from textmend.lang.tex import is_tex
from textmend.passes.base import Cues, Span
from textmend.patterns import pattern

__all__ = [
    "ANGLED",
    "CUES",
    "OTHERS",
    "STRAIGHT",
    "angled",
    "apostrophes",
    "curly",
    "others",
    "outside_east_asian",
]

STRAIGHT = {
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": '"',
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{SINGLE LOW-9 QUOTATION MARK}": "'",
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": "'",
}
_CURLY_MARKS = "".join(STRAIGHT)
_ACCENTS = "\N{ACUTE ACCENT}\N{PRIME}"
# The characters on which `others` has something to do.
OTHERS = _ACCENTS + "`″"
ANGLED = "«»‹›"
CUES = Cues(characters=_CURLY_MARKS + OTHERS)

_CURLY = pattern(f"[{_CURLY_MARKS}]")
# Contractions only: elsewhere an acute accent between letters is as likely a lost é ("Universit´e").
_ACCENT = pattern(f"(?<=[A-Za-z])[{_ACCENTS}](?=(?:[sStTdDmM]|re|RE|ve|VE|ll|LL)\\b)")
# A grave accent alone on its line, so that it does not open code. Not before a d: Romansh has "chi`d".
_GRAVE = pattern(r"(?<=[A-Za-z])`(?=(?:[sStTmM]|re|RE|ve|VE|ll|LL)\b)")
# TeX's marks come in pairs, here on one line so that two strays never meet across a page.
_TEX = pattern(r"(?<!`)``(?=[^\s`'])[^`\n]+?(?<=[^\s'])''(?!')")

# Marks of old manuals, and primes used as quotation marks; a mark after a digit is part of a measure.
_MANUAL = pattern(r"(?<![\w`])`(?=\w)[^`'\n]{1,60}?(?<=[\w.!?])'(?![\w'])")
_PRIMES = pattern(r"(?<!\w)″(?=[^\W\d])[^″\n]{1,300}?(?<=[^\W\d]|[.,!?…])″(?!\w)")
_FINE = " \xa0\u202f"
_ANGLED_PAIR = pattern(r"«[ \xa0\u202f]?(?=\S)[^«»\n]{1,2000}?(?<=\S)[ \xa0\u202f]?»|»(?=\S)[^«»\n]{1,2000}?(?<=\S)«")
_ANGLED_INSIDE = pattern(r"‹[ \xa0\u202f]?(?=\S)[^‹›\n]{1,500}?(?<=\S)[ \xa0\u202f]?›|›(?=\S)[^‹›\n]{1,500}?(?<=\S)‹")


# Two dollars in a line are those of a formula or of variables of a shell; prose with amounts has few backticks.
_LISP_NAME = pattern(r"\+?\w+(?:[-:/]+\w+)+'")
_VARIABLES = pattern(r"(?<!\\)\$[^$\s][^$\n]{0,60}\$")


def curly(text: str, hits: Sequence[Span]) -> list[int]:
    """Return the positions of the curly marks."""
    return characters_at(text, hits, _CURLY_MARKS)


def outside_east_asian(text: str, places: list[int]) -> list[int]:
    """Return those of sorted positions whose lines do not keep their curly marks."""
    lines = list(_east_asian_lines(text))
    if not lines:
        return places
    ends = [end for _, end in lines]
    at_line = ((at, bisect_right(ends, at)) for at in places)
    return [at for at, line in at_line if line == len(lines) or at < lines[line][0]]


def apostrophes(text: str, apostrophe: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, replacement and rule of the accents used as an apostrophe."""
    # Looking back at every character is the slowest search here, and accents are rare.
    for match in _ACCENT.finditer(text) if any(accent in text for accent in _ACCENTS) else ():
        yield *match.span(), apostrophe, "accent"
    for match in _GRAVE.finditer(text) if "`" in text else ():
        if text.count("`", text.rfind("\n", 0, match.start()) + 1, _line_end(text, match.end())) == 1:
            yield *match.span(), apostrophe, "accent"


def others(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, replacement and rule of everything else that becomes a straight mark."""
    yield from apostrophes(text, "'")
    if "`" in text and (is_tex(text) or _VARIABLES.search(text)):
        return
    for match in _TEX.finditer(text) if "``" in text else ():
        yield match.start(), match.start() + 2, '"', "backtick"
        yield match.end() - 2, match.end(), '"', "backtick"
    manual = list(_MANUAL.finditer(text)) if "`" in text else []
    # In the comments of Lisp these are links to what has the name, and once there is one, so are those around one word.
    has_links = any(_LISP_NAME.match(text, match.start() + 1) for match in manual)
    for match in manual:
        is_link = has_links and " " not in match[0]
        if not is_link and text.count("`", text.rfind("\n", 0, match.start()) + 1, _line_end(text, match.end())) == 1:
            yield match.start(), match.start() + 1, "'", "backtick"
    for match in _PRIMES.finditer(text) if "″" in text else ():
        yield match.start(), match.start() + 1, '"', "straighten"
        yield match.end() - 1, match.end(), '"', "straighten"


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def angled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and replacement of the guillemets that quote, with the space inside that French has."""
    for pairs, mark in ((_ANGLED_PAIR, '"'), (_ANGLED_INSIDE, "'")):
        for match in pairs.finditer(text):
            start, end = match.span()
            yield start, start + 1 + (text[start + 1] in _FINE), mark
            yield end - 1 - (text[end - 2] in _FINE), end, mark


def _east_asian_lines(text: str) -> Iterator[Span]:
    """Yield the spans of lines whose curly marks stay."""
    if not scripts.may_be_east_asian(text):
        return
    whole = bool(scripts.reads_as_east_asian(text))
    start = 0
    for line in text.splitlines(keepends=True):
        verdict = scripts.reads_as_east_asian(line) if _CURLY.search(line) else False
        if whole if verdict is None else verdict:
            yield start, start + len(line)
        start += len(line)

"""Plainer characters, on request: dots for …, hyphens for bullets, 1/2 for ½, digits for raised ones.

And what no rule decides: letters of another alphabet that look like those around them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from textmend.lang import scripts
from textmend.patterns import pattern

__all__ = [
    "BULLETS",
    "FRACTIONS",
    "LOOKALIKES",
    "SCRIPTS",
    "bullets",
    "ellipses",
    "fractions",
    "homoglyphs",
    "scripted",
]

# Symbol and Wingdings have their bullets at these code points of the private use area.
_FONT_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8"
_REAL_BULLETS = "\u2022\u2023\u2043\u25aa\u25cf\u25e6\u2219"
BULLETS = _FONT_BULLETS + _REAL_BULLETS
_BULLET = pattern(f"^[ \t]*([{BULLETS}])(?=[ \t\xa0])", re.MULTILINE)

FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
SCRIPTS = "²³¹⁰⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋"
# A raised digit after a word of prose is the number of a note; after a digit or a unit it is a power.
_RAISED = pattern(r"(?:(?<=\d)|(?<=\b[A-Za-z])|(?<=\b[A-Za-z]{2})|(?<=\)))[⁺⁻]?[²³¹⁰⁴⁵⁶⁷⁸⁹]+")
_LOWERED = pattern("(?<=[A-Za-z)])[₊₋]?[₀₁₂₃₄₅₆₇₈₉]+")

# Letters that look like Latin ones (Unicode Technical Standard 39, confusables).
_LATIN_LOOKALIKE = dict(
    zip("АВЕЅІЈКМНОРСТХУаеѕіјорсухԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXYaesijopcyxdqwhABEZHIKMNOPTYXo", strict=True)
)
LOOKALIKES = "".join(_LATIN_LOOKALIKE)
_MIXED_SCRIPT_WORD = pattern(f"(?=[A-Za-z]*[{LOOKALIKES}])[A-Za-z{LOOKALIKES}]*[A-Za-z][A-Za-z{LOOKALIKES}]*")
_WORD = pattern(r"[^\W\d_]+")


def ellipses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and three dots for each … except those of East Asia, which come in pairs."""
    at = text.find("…")
    while at >= 0:
        around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
        if "…" not in around and not (scripts.may_be_east_asian(around) and scripts.east_asian().search(around)):
            yield at, at + 1, "..."
        at = text.find("…", at + 1)


def bullets(text: str, *, plain: bool) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and replacement of the bullets at the starts of lines.

    Args:
        text: the text.
        plain: whether all of them become hyphens; else those that a font left become •.
    """
    for match in _BULLET.finditer(text):
        if plain:
            yield *match.span(1), "-"
        elif match[1] in _FONT_BULLETS:
            yield *match.span(1), "•"


def fractions(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and digits of each fraction, with a space after a preceding digit."""
    for at, character in enumerate(text):
        if character in FRACTIONS:
            figures = unicodedata.normalize("NFKC", character).replace("\N{FRACTION SLASH}", "/")
            yield at, at + 1, f" {figures}" if text[at - 1 : at].isdigit() else figures


def scripted(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and digits of powers (10⁻³ to 10^-3) and of lowered digits (H₂O to H2O)."""
    for match in _RAISED.finditer(text):
        yield *match.span(), "^" + _figures(match[0])
    for match in _LOWERED.finditer(text):
        yield *match.span(), _figures(match[0])


def _figures(raised: str) -> str:
    return unicodedata.normalize("NFKC", raised).replace("\N{MINUS SIGN}", "-")


def homoglyphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and Latin spelling of words with letters of two alphabets of which one looks like the other."""
    for match in _WORD.finditer(text):
        word = match[0]
        if _MIXED_SCRIPT_WORD.fullmatch(word):
            yield *match.span(), "".join(_LATIN_LOOKALIKE.get(letter, letter) for letter in word)

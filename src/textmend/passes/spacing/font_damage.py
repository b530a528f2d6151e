"""Damage inside words by the fonts of PDF files, apart from lost and added spaces.

A ligature that has no name in its font is extracted as a space (`a ected`); bold type that is set twice is extracted
twice (`TThhee`); recognised Chinese and Japanese has a space after each character, and Thai one before its vowel
signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple
from unicodedata import category

from textmend.lang import Language, Lexicon
from textmend.lang._strings import has_between, is_western
from textmend.passes.spacing.ligatures import MAX_PART_BITS, MAX_WORD_BITS, ligatures_with_space, ligatures_without
from textmend.patterns import pattern

__all__ = ["FontDamage", "font_damage"]

# So many different words with the same kind of damage are not chance, at one in so many characters.
_MIN_WITNESSES, _CHARS_PER_WITNESS = 3, 5_000
_BY_WITNESSES = 0.97

_LETTER_CLASS = r"[^\W\d_]"
_DOUBLED_WORD = pattern(rf"(?<!\w)(?:({_LETTER_CLASS})(?i:\1)){{2,}}(?!\w)")
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_EAST_ASIAN_MARK = "\u3001\u3002\uff0c\uff01\uff1f\uff1a\uff1b"
# Five pieces of one to three characters each are not phrases of a verse, nor column headings.
_SPACED_EAST_ASIAN = pattern(
    rf"(?:[{_EAST_ASIAN}{_EAST_ASIAN_MARK}]{{1,3}} ){{4,}}[{_EAST_ASIAN}{_EAST_ASIAN_MARK}]{{1,3}}(?![{_EAST_ASIAN}])"
)


_MIN_PIECES = 5


class FontDamage(NamedTuple):
    """An error in a word, its replacement, the rule, and the confidence, 0 to 1."""

    start: int
    end: int
    replacement: str
    rule: str
    confidence: float


def font_damage(text: str, language: Language) -> Iterator[FontDamage]:
    """Yield the damage of a text in a language, kind by kind."""
    lexicon = language.lexicon
    # Common words have no such damage, nor two of them next to each other.
    rare = lexicon.rare_strings(text, MAX_PART_BITS)
    # Each witness has such a string in it.
    if _are_many(len(rare), text):
        # A font leaves a space of one ligature and nothing of another.
        ligatures = chain(ligatures_with_space(text, rare, language), ligatures_without(text, rare, language))
        lost = (FontDamage(*place, "lost-ligature", _BY_WITNESSES) for place in ligatures)
        yield from _if_many(lost, text)
        yield from _if_many(_doubled_letters(text, lexicon, rare), text)
    for start in _spaced_marks(text):
        yield FontDamage(start, start + 1, "", "join", _BY_WITNESSES)
    for start, end in _spaced_east_asian(text):
        for at in range(start, end):
            if text[at] == " ":
                yield FontDamage(at, at + 1, "", "join", _BY_WITNESSES)


@cache
def _spaced_mark() -> re.Pattern[str]:
    """Return what matches a space before a vowel sign or tone mark of the scripts from Devanagari to Khmer.

    The sign must be followed by more of its word: alone between spaces, it is shown as a character.
    """
    blocks = (*range(0x0900, 0x0F00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800))
    letters = "".join(chr(code) for code in blocks if category(chr(code)) in ("Lo", "Mn", "Mc"))
    marks = "".join(letter for letter in letters if category(letter) != "Lo")
    return re.compile(rf"(?<=[{letters}]) (?=[{marks}][{letters}])")


def _spaced_marks(text: str) -> Iterator[int]:
    """Yield the spaces that separate a vowel sign or a tone mark from its letter, which is the one before it."""
    if not text.isascii() and has_between(text, "\u0900", "\u17ff"):
        for match in _spaced_mark().finditer(text):
            yield match.start()


def _spaced_east_asian(text: str) -> Iterator[tuple[int, int]]:
    if text.isascii() or is_western(text):
        return
    for match in _SPACED_EAST_ASIAN.finditer(text):
        # The marks of a bibliography have spaces on both sides in some styles.
        if sum(piece[0].isalnum() for piece in match.group().split(" ")) >= _MIN_PIECES:
            yield match.span()


def _if_many(found: Iterator[FontDamage], text: str) -> Iterator[FontDamage]:
    """Yield all of a kind, if enough of them differ."""
    made = list(found)
    witnesses = {_around(text, one.start, one.end) for one in made}
    if _are_many(len(witnesses), text):
        yield from made


def _are_many(witnesses: int, text: str) -> bool:
    return witnesses >= _MIN_WITNESSES and witnesses * _CHARS_PER_WITNESS >= len(text)


def _around(text: str, start: int, end: int) -> str:
    """Return a place with the letters on both sides."""
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]


def _doubled_letters(text: str, lexicon: Lexicon, strings: Iterable[tuple[int, int]]) -> Iterator[FontDamage]:
    for start, _ in strings:
        if not (match := _DOUBLED_WORD.match(text, start)):
            continue
        word = match.group()
        # `XXXX` represents digits.
        if (
            len(set(word.lower())) > 1
            and not lexicon.is_cheaper(word, MAX_PART_BITS)
            and lexicon.is_cheaper(word[::2], MAX_WORD_BITS)
        ):
            yield FontDamage(*match.span(), word[::2], "doubled-letters", _BY_WITNESSES)

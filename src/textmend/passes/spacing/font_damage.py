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

from textmend.lang import Language, Lexicon, normalized_word
from textmend.lang._strings import has_between, is_letter, is_western
from textmend.lang.scripts import LATIN_LIGATURES
from textmend.patterns import pattern

__all__ = ["FontDamage", "font_damage"]

# The minimum frequency of a repaired word; a part of it must be more frequent than the second limit to be a word by
# itself, since lexicons also have `ation`, `classi` and `iiss`.
_MAX_WORD_BITS, _MAX_PART_BITS = 24.0, 16.5
_MIN_WHOLE_CHARS = 5
# Without the space that a lost ligature usually leaves, the word with it must be more frequent.
_MAX_DROPPED_BITS, _MIN_STRANGE_BITS = 19.0, 21.0
# The word with the ligature is intended if it is sixteen times as frequent as the one without: `office`, not `oce`.
_MIN_MARGIN_BITS = 4.0
# So many different words with the same kind of damage are not chance, at one in so many characters.
_MIN_WITNESSES, _CHARS_PER_WITNESS = 3, 5_000
_BY_WITNESSES = 0.97

_LETTER_CLASS = r"[^\W\d_]"
_WORD_PAIR = pattern(rf"(?<![\w-])({_LETTER_CLASS}+) (?=({_LETTER_CLASS}+)(?![\w-]))")
_SMALL_WORD = pattern(r"(?<![\w'’-])[a-z]{2,20}(?![\w'’-])")
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
    rare = lexicon.rare_strings(text, _MAX_PART_BITS)
    # Each witness has such a string in it.
    if _are_many(len(rare), text):
        # A font leaves a space of one ligature and nothing of another.
        lost = _lost_ligatures(_pairs_with(rare, text), language)
        yield from _if_many(chain(lost, _dropped_ligatures(text, lexicon, rare)), text)
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


def _pairs_with(strings: Iterable[tuple[int, int]], text: str) -> Iterator[re.Match[str]]:
    """Yield the pairs of words with one of some strings in them, in order."""
    last = -1
    for start, _ in strings:
        before = start - 1
        while before > 0 and is_letter(text[before - 1]):
            before -= 1
        for at in (before, start):
            if at > last and (match := _WORD_PAIR.match(text, at)):
                yield match
                last = at


def _lost_ligatures(pairs: Iterable[re.Match[str]], language: Language) -> Iterator[FontDamage]:
    lexicon = language.lexicon
    for match in pairs:
        left, right = match.groups()
        if not right.islower() or len(left) + len(right) < _MIN_WHOLE_CHARS - 2:
            continue
        if lexicon.is_cheaper(left, _MAX_PART_BITS) and lexicon.is_cheaper(right, _MAX_PART_BITS):
            continue
        if _are_neighbours(left, right, language):
            continue
        plain = lexicon.cost(normalized_word(left + right))
        most = _MAX_WORD_BITS if plain is None else min(_MAX_WORD_BITS, plain - _MIN_MARGIN_BITS)
        ligatures = [each for each in LATIN_LIGATURES if lexicon.is_cheaper(left + each + right, most)]
        if len(ligatures) == 1:
            yield FontDamage(match.end(1), match.end(), ligatures[0], "lost-ligature", _BY_WITNESSES)


def _dropped_ligatures(text: str, lexicon: Lexicon, strings: Iterable[tuple[int, int]]) -> Iterator[FontDamage]:
    """Yield words that only a ligature more makes words: `rst`, `elds`, `dene`."""
    found: dict[str, tuple[int, str] | None] = {}
    for start, _ in strings:
        if not (match := _SMALL_WORD.match(text, start)):
            continue
        word = match.group()
        if word not in found:
            found[word] = None if lexicon.is_cheaper(word, _MIN_STRANGE_BITS) else _with_ligature(word, lexicon)
        if inserted := found[word]:
            at = match.start() + inserted[0]
            yield FontDamage(at, at, inserted[1], "lost-ligature", _BY_WITNESSES)


def _with_ligature(word: str, lexicon: Lexicon) -> tuple[int, str] | None:
    """Return the only place and ligature that make a string a frequent word."""
    made = {
        word[:at] + ligature + word[at:]: (at, ligature)
        for ligature in LATIN_LIGATURES
        for at in range(len(word) + 1)
        if lexicon.is_cheaper(word[:at] + ligature + word[at:], _MAX_DROPPED_BITS)
    }
    return made.popitem()[1] if len(made) == 1 else None


def _are_neighbours(left: str, right: str, language: Language) -> bool:
    """True for two words that occur next to each other."""
    return language.pair_cost(normalized_word(left), normalized_word(right)) is not None


def _doubled_letters(text: str, lexicon: Lexicon, strings: Iterable[tuple[int, int]]) -> Iterator[FontDamage]:
    for start, _ in strings:
        if not (match := _DOUBLED_WORD.match(text, start)):
            continue
        word = match.group()
        # `XXXX` represents digits.
        if (
            len(set(word.lower())) > 1
            and not lexicon.is_cheaper(word, _MAX_PART_BITS)
            and lexicon.is_cheaper(word[::2], _MAX_WORD_BITS)
        ):
            yield FontDamage(*match.span(), word[::2], "doubled-letters", _BY_WITNESSES)

# cython: language_level=3, annotation_typing=False
"""Ligatures without a name in their font: a space is left of them in a word (`a ected`), or nothing (`elds`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textmend.lang import STEPS_PER_BIT, Language, normalized_word
from textmend.lang._strings import is_letter
from textmend.lang._tables import Table
from textmend.lang.scripts import LATIN_LIGATURES
from textmend.patterns import pattern

__all__ = ["MAX_PART_BITS", "MAX_WORD_BITS", "ligatures_with_space", "ligatures_without"]

# The minimum frequency of a repaired word; a part of it must be more frequent than the second limit to be a word by
# itself, since lexicons also have `ation`, `classi` and `iiss`.
MAX_WORD_BITS, MAX_PART_BITS = 24.0, 16.5
_MIN_WHOLE_CHARS = 5
# Without the space that a lost ligature usually leaves, the word with it must be more frequent.
_MAX_DROPPED_BITS, _MIN_STRANGE_BITS = 19.0, 21.0
# The word with the ligature is intended if it is sixteen times as frequent as the one without: `office`, not `oce`.
_MIN_MARGIN_BITS = 4.0

# By language, the ligature between two words, and the one that a word lacks. So many take up to four megabytes.
_KEPT: dict[Language, tuple[dict[str, str], dict[str, tuple[int, str] | None]]] = {}
_MOST_KEPT = 20_000

_SMALL_WORD = pattern(r"(?<![\w'’-])[a-z]{2,20}(?![\w'’-])")


def ligatures_with_space(
    text: str, rare: Iterable[tuple[int, int]], language: Language
) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of spaces that a ligature left (`a ected`), and the ligature."""
    known, _ = _kept(language)
    for start, space, end in _pairs_with(rare, text):
        left, right = text[start:space], text[space + 1 : end]
        if not right.islower() or len(left) + len(right) < _MIN_WHOLE_CHARS - 2:
            continue
        pair = text[start:end]
        if pair not in known:
            known[pair] = _ligature_between(left, right, language)
        if ligature := known[pair]:
            yield space, space + 1, ligature


def ligatures_without(text: str, rare: Iterable[tuple[int, int]], language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield, twice, the place in strings where only a ligature makes them words (`rst`, `elds`), and the ligature."""
    words = language.lexicon.table
    _, known = _kept(language)
    for start, _ in rare:
        if not (match := _SMALL_WORD.match(text, start)):
            continue
        word = match.group()
        if word not in known:
            known[word] = None if _is_cheaper(words, word, _MIN_STRANGE_BITS) else _with_ligature(word, words)
        if inserted := known[word]:
            at = match.start() + inserted[0]
            yield at, at, inserted[1]


def _kept(language: Language) -> tuple[dict[str, str], dict[str, tuple[int, str] | None]]:
    """Return what is known of pairs and of words; a text is read again after each repair, and most have the same."""
    kept = _KEPT.setdefault(language, ({}, {}))
    for known in kept:
        if len(known) > _MOST_KEPT:
            known.clear()
    return kept


def _ligature_between(left: str, right: str, language: Language) -> str:
    """Return the only ligature that makes one word of two strings; "" if they are words, or none does."""
    words = language.lexicon.table
    if _is_cheaper(words, left, MAX_PART_BITS) and _is_cheaper(words, right, MAX_PART_BITS):
        return ""
    if _are_neighbours(left, right, language):
        return ""
    plain = language.lexicon.cost(normalized_word(left + right))
    most = MAX_WORD_BITS if plain is None else min(MAX_WORD_BITS, plain - _MIN_MARGIN_BITS)
    ligatures = [each for each in LATIN_LIGATURES if _is_cheaper(words, left + each + right, most)]
    return ligatures[0] if len(ligatures) == 1 else ""


def _pairs_with(strings: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the start, the space and the end of the pairs of words with one of some strings in them, in order."""
    last = -1
    for start, _ in strings:
        before = max(start - 1, 0)
        while before > 0 and is_letter(text[before - 1]):
            before -= 1
        for at in (before, start):
            if at > last and (pair := _pair_at(text, at)):
                yield pair
                last = at


def _pair_at(text: str, start: int) -> tuple[int, int, int] | None:
    """Return the start, the space and the end of two words of letters with a space between them."""
    if start > 0 and _joins(text[start - 1]):
        return None
    size = len(text)
    space = start
    while space < size and is_letter(text[space]):
        space += 1
    if space in (start, size) or text[space] != " ":
        return None
    end = space + 1
    while end < size and is_letter(text[end]):
        end += 1
    if end == space + 1 or (end < size and _joins(text[end])):
        return None
    return start, space, end


def _joins(character: str) -> bool:
    """True for a character that makes letters next to it a part of something longer."""
    return character in "-_" or character.isalnum()


def _is_cheaper(words: Table, string: str, bits: float) -> bool:
    """As `Lexicon.is_cheaper`; thousands of strings are looked up here."""
    return 0 < words.get(normalized_word(string)) < bits * STEPS_PER_BIT


def _with_ligature(word: str, words: Table) -> tuple[int, str] | None:
    """Return the only place and ligature that make a string of small letters a frequent word."""
    made: dict[str, tuple[int, str]] = {}
    for ligature in LATIN_LIGATURES:
        for at in range(len(word) + 1):
            string = word[:at] + ligature + word[at:]
            if 0 < words.get(string) < _MAX_DROPPED_BITS * STEPS_PER_BIT:
                made[string] = (at, ligature)
    return made.popitem()[1] if len(made) == 1 else None


def _are_neighbours(left: str, right: str, language: Language) -> bool:
    """True for two words that occur next to each other."""
    return language.pair_cost(normalized_word(left), normalized_word(right)) is not None

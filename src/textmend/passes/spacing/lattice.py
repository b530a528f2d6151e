"""The lattice: every way to read a string of letters as words, and the cheapest of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from textmend.lang import BITS_PER_STEP, UNKNOWN, UNSEEN_PAIR, Language

__all__ = ["Reading", "best_split", "whole"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a string of letters.

    Attributes:
        cuts: where the spaces go, counted in letters from the start of the string.
        cost: in bits, neighbours included.
        words: the words, in lexicon spelling.
        unknown: how many of the words no lexicon holds.
    """

    cuts: tuple[int, ...]
    cost: float
    words: tuple[str, ...]
    unknown: int


def whole(language: Language, word: str, right: str | None) -> float:
    """The cost in bits of `word` as one word, in the lexicon or not, and of the word behind it."""
    known = language.lexicon.cost(word)
    own = UNKNOWN + language.letters_cost(word) if known is None else known
    return own + _step(language, word, right)


def best_split(language: Language, letters: str, left: str | None, right: str | None) -> Reading | None:
    """Return the cheapest reading of `letters` as two or more words; None when there is none.

    Args:
        language: where words and costs come from.
        letters: the string in lexicon spelling.
        left, right: the words beside it in lexicon spelling, None for no word.

    All words are known, or all but one at either end: a name that ran into its neighbour ("Ruganiin").
    """
    readings = list(_with_a_name(language, letters, left, right))
    if found := language.lattice.split(letters, left or "", right or ""):
        cost, cuts = found
        words = tuple(letters[start:end] for start, end in pairwise((0, *cuts, len(letters))))
        readings.append(Reading(cuts, cost * BITS_PER_STEP, words, 0))
    return min(readings, key=lambda reading: (reading.cost, reading.cuts), default=None)


def _step(language: Language, word: str, following: str | None) -> float:
    """The cost in bits of going on from `word`, "" for none, to `following`; nothing when there is no next word."""
    return 0.0 if following is None else language.lattice.step(word, following) * BITS_PER_STEP


def _with_a_name(language: Language, letters: str, left: str | None, right: str | None) -> Iterator[Reading]:
    """Yield readings as one known word and one that no lexicon holds."""
    for cut in range(2, len(letters) - 1):
        first, second = letters[:cut], letters[cut:]
        known_first, known_second = language.lexicon.cost(first), language.lexicon.cost(second)
        if (known_first is None) == (known_second is None):
            continue
        if known_first is not None:
            cost = _step(language, left or "", first) + UNKNOWN + UNSEEN_PAIR + language.letters_cost(second)
        else:
            cost = UNKNOWN + UNSEEN_PAIR + language.letters_cost(first) + _step(language, "", second)
        yield Reading((cut,), cost + _step(language, second, right), (first, second), 1)

"""The data of one language: its words, their pairs, and the models that all passes share."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from textmend.lang._split_filter import SplitFilter
from textmend.lang._strings import WORD_PATTERN, normalized_word
from textmend.lang._tables import CharNgramModel, Table, knows
from textmend.lang.files import DATA, read_json
from textmend.lang.tables import open_table
from textmend.patterns import pattern

__all__ = [
    "BITS_PER_STEP",
    "CAPITALIZED",
    "COMMON",
    "ORDER",
    "STEPS_PER_BIT",
    "UNKNOWN",
    "UNSEEN_PAIR",
    "WORD",
    "Language",
    "Lexicon",
    "to_steps",
]

# Costs are -log2 of probabilities, kept in eighths of a bit: 1 to 255 is 0.125 to 31.9 bits.
BITS_PER_STEP = 0.125
STEPS_PER_BIT = round(1 / BITS_PER_STEP)
# The probability that a word of edited prose is in no lexicon, about 1 in 200, in bits.
UNKNOWN = 7.625
# A pair that was never seen costs this many bits over its second word alone. Pairs half as frequent as
# chance are left out of the table, so not being in it is mild evidence.
UNSEEN_PAIR = 1.5
# The two hundred most frequent words cost less bits than this; they are the ones that run into others.
COMMON = 10.5
# The longest n-gram of the character model.
ORDER = 5
# The character model's penalty for an n-gram it has not seen, over the shorter one inside it (0.4 as in
# Brants et al., 2007), and its cost of a letter that no word of the language has, such as ж in English.
_BACKOFF = 1.375
_UNKNOWN_LETTER_BITS = 14.0

WORD = pattern(WORD_PATTERN)

# The languages that capitalise every noun, so that no small letter begins one: "gebäude" is not a word, but part
# of one.
CAPITALIZED = frozenset({"de"})
# The files that languages have of their own.
_OWN_FILES = frozenset({"words.bin", "letters.bin", "capitals.bin"})
# An empty table, in place of those that other languages lack.
_NO_TABLE = Table(memoryview(bytes(64)).cast("I"), 4)


def to_steps(bits: float) -> int:
    """Bits in the unit of stored costs."""
    return round(bits / BITS_PER_STEP)


class Lexicon:
    """The words of a language. `word in lexicon` accepts any spelling, and possessives of known words."""

    __slots__ = ("_entries", "_names", "table")

    def __init__(self, words: str, names: Table) -> None:
        self.table, self._entries = open_table(words)
        self._names = names

    def __len__(self) -> int:
        return self._entries

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and knows(self.table, self._names, str(word)) > 0

    def cost(self, word: str) -> float | None:
        """The cost in bits of a word in lexicon spelling; None when it is unknown."""
        steps = self.table.get(word)
        return steps * BITS_PER_STEP if steps else None

    def is_cheaper(self, string: str, bits: float) -> bool:
        """True if a string, in any spelling, is a word that costs less than this many bits."""
        return 0 < self.table.get(normalized_word(string)) < bits * STEPS_PER_BIT

    def rare_strings(self, text: str, bits: float) -> list[tuple[int, int]]:
        """Return the spans of the strings of letters in a text that may be no words that cost less than this many bits.

        A few of those returned are such words after all, in a spelling with letters beyond ASCII.
        """
        return self.table.spans_but_common(text, to_steps(bits))


class Language:
    """The data of one language; each file is opened on first use.

    Args:
        code: ISO 639-1.
        has_full_model: whether models were trained on texts in it, so that it has pairs of words, capitals, and scorers
            of its own; the others have words and letters, those of `CAPITALIZED` capitals too, and share scorers.
    """

    def __init__(self, code: str, *, has_full_model: bool) -> None:
        self.code = code
        self.has_full_model = has_full_model

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words."""
        return Lexicon(self.path("words.bin"), self._table("names"))

    @cached_property
    def pairs(self) -> Table:
        """The costs of word pairs."""
        return self._table("pairs")

    @cached_property
    def capitals(self) -> Table:
        """How often words have capitals; see `capital_share`."""
        return self._table("capitals")

    @cached_property
    def char_model(self) -> CharNgramModel:
        """The costs of spelling out words."""
        letters, _ = open_table(self.path("letters.bin"))
        return CharNgramModel(letters, ORDER, to_steps(_BACKOFF), to_steps(_UNKNOWN_LETTER_BITS))

    @cached_property
    def split_filter(self) -> SplitFilter:
        """Separates strings that could be several words from those that could not."""
        weights = self.weights("split_filter")
        return self.split_filter_with([int(weights[name]) for name in SplitFilter.FEATURES], int(weights["least"]))

    def split_filter_with(self, weights: Sequence[int], least: int) -> SplitFilter:
        """A split filter with custom weights, as training needs them."""
        unknown, unseen = to_steps(UNKNOWN), to_steps(UNSEEN_PAIR)
        words, common = self.lexicon.table, to_steps(COMMON)
        return SplitFilter(
            words, self.pairs, self.char_model, unknown, unseen, common, weights, least, self.has_full_model
        )

    def pair_cost(self, word: str, following: str) -> float | None:
        """The cost in bits of `following` after `word`, both in lexicon spelling; None when never seen."""
        steps = self.pairs.get(f"{word} {following}")
        return steps * BITS_PER_STEP if steps else None

    @property
    def counts_capitals(self) -> bool:
        """Whether it is known which words have capitals inside of sentences."""
        return self.has_full_model or self.code in CAPITALIZED

    def capital_share(self, word: str) -> float | None:
        """The share of a word's occurrences inside sentences that have a capital; None where that was not counted."""
        share = self.capitals.get(word)
        return (share - 1) / 254 if share else None

    def letters_cost(self, word: str) -> float:
        """The cost in bits of spelling out a word that is not in the lexicon."""
        return self.char_model.cost(word) * BITS_PER_STEP

    def weights(self, judge: str) -> Mapping[str, Any]:
        """The trained weights of a scorer, read anew.

        Raises:
            LanguageDataError: the file is missing or damaged.
        """
        weights: dict[str, Any] = read_json(self.path(f"{judge}.json"), "weights")
        return weights

    def _table(self, part: str) -> Table:
        has = self.has_full_model or (part == "capitals" and self.counts_capitals)
        return open_table(self.path(f"{part}.bin"))[0] if has else _NO_TABLE

    def path(self, part: str) -> str:
        """The path of a file of the language, or of one that it shares with others."""
        owner = self.code if self.has_full_model or part in _OWN_FILES else "shared"
        return os.path.join(DATA, f"{owner}.{part}")

"""The lattice: every way to read a string of letters as words, and the cheapest of them."""

from __future__ import annotations

from dataclasses import dataclass

from textmend.lang import UNKNOWN, Language

__all__ = ["Reading", "best_split", "whole"]

# A pair that was never seen costs this many bits over its second word alone. Pairs half as frequent as
# chance are left out of the table, so not to be in it is mild evidence.
UNSEEN_PAIR = 1.5
# No word of the lexicon that takes part in a split is longer; it bounds the search to linear time.
LONGEST_WORD = 24
# Words that end at one place and stay in the race; more change nothing on the benchmarks.
_BEAM = 4


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


def whole(language: Language, word: str, right: str | None) -> Reading:
    """Read `word` as one word, in the lexicon or not."""
    known = language.lexicon.cost(word)
    own = UNKNOWN + language.letters_cost(word) if known is None else known
    return Reading((), own + _step(language, word, right), (word,), int(known is None))


def best_split(language: Language, letters: str, left: str | None, right: str | None) -> Reading | None:
    """Return the cheapest reading of `letters` as two or more words; None when there is none.

    Args:
        language: where words and costs come from.
        letters: the string in lexicon spelling.
        left, right: the words beside it in lexicon spelling, None for no word.

    All words are known, or all but one at either end: a name that ran into its neighbour ("Ruganiin").
    """
    readings = [*_known_words(language, letters, left, right), *_with_a_name(language, letters, left, right)]
    return min(readings, key=lambda reading: (reading.cost, reading.cuts), default=None)


def _step(language: Language, word: str | None, following: str | None) -> float:
    """The cost of going on from `word` to `following`; nothing when there is no next word."""
    if following is None:
        return 0.0
    paired = None if word is None else language.pair_cost(word, following)
    if paired is not None:
        return paired
    alone = language.lexicon.cost(following)
    return (UNKNOWN if alone is None else alone) + UNSEEN_PAIR


def _known_words(language: Language, letters: str, left: str | None, right: str | None) -> list[Reading]:
    """Viterbi search over the words of the lexicon, with pair costs."""
    size = len(letters)
    cost = language.lexicon.cost
    # For each place: (cost, words so far) of the cheapest readings that end there, by last word.
    ends: list[list[tuple[float, tuple[str, ...]]]] = [[] for _ in range(size + 1)]
    ends[0] = [(0.0, ())]
    for start in range(size):
        if not ends[start]:
            continue
        # Every word that ends here is known by now, for it starts further left.
        ends[start] = sorted(ends[start])[:_BEAM]
        for end in range(start + 1, min(size, start + LONGEST_WORD) + 1):
            word = letters[start:end]
            if end - start == size or cost(word) is None:
                continue
            ends[end].append(
                min((so_far + _step(language, words[-1] if words else left, word), (*words, word))
                    for so_far, words in ends[start])
            )  # fmt: skip
    return [
        Reading(_cuts(words), so_far + _step(language, words[-1], right), words, 0)
        for so_far, words in sorted(ends[-1])[:_BEAM]
    ]


def _with_a_name(language: Language, letters: str, left: str | None, right: str | None) -> list[Reading]:
    """Readings as one known word and one that no lexicon holds."""
    found: list[Reading] = []
    for cut in range(2, len(letters) - 1):
        first, second = letters[:cut], letters[cut:]
        known_first = language.lexicon.cost(first) is not None
        known_second = language.lexicon.cost(second) is not None
        if known_first == known_second:
            continue
        if known_first:
            cost = _step(language, left, first) + UNKNOWN + UNSEEN_PAIR + language.letters_cost(second)
        else:
            cost = UNKNOWN + UNSEEN_PAIR + language.letters_cost(first) + _step(language, None, second)
        found.append(Reading((cut,), cost + _step(language, second, right), (first, second), 1))
    return found


def _cuts(words: tuple[str, ...]) -> tuple[int, ...]:
    cuts: list[int] = []
    for word in words[:-1]:
        cuts.append(len(word) + (cuts[-1] if cuts else 0))
    return tuple(cuts)

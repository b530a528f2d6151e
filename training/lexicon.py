"""The lexicon: which strings are words, and how frequent each is.

wordfreq's list is broad (names, brands, science) and has what people type, run-togethers included:
"ofthe" is more frequent there than "Kyoto". Each entry is therefore compared with its own best split.
"""

from __future__ import annotations

import re
from math import log2

import wordfreq

from textmend.lang import BITS_PER_STEP
from training import corpus

__all__ = ["ALWAYS", "build", "capitals", "steps"]

# The value in the table of capitals for a word that always has one.
ALWAYS = 255

# Letters of the Latin script, and apostrophes between them.
_LATIN = re.compile(r"[a-z\u00df-\u024f]+(?:'[a-z\u00df-\u024f]+)*")

# A string that is written together less than once in 50 times of being written apart is a slip of the
# space bar. Read off the list sorted by this ratio: up to 1 in 100 ("ofthe" 1 in 3,000, "newyork" 1 in
# 150) nearly all are slips, from 1 in 30 on ("byway", "forbad", "onlooking") words prevail.
_SLIP = 1 / 50
# Edited prose has next to no slips, so a string that occurs in this many of its documents, with a small letter, is a
# word. One that occurs there only with a capital is a name, and not a word: "Isa", but "isa" is a slip.
_TRUSTED_DOCUMENTS = 4
# A pair that is hardly more frequent than chance adds nothing to its words; leaving these out halves
# the table.
_TELLING = 2.0
# A word must be seen this often within sentences before its capitals are evidence.
_ENOUGH = 3
# Single letters that are words; the others would make every string splittable.
_ONE_LETTER = frozenset("ai")


def steps(probability: float) -> int:
    """A probability as a cost in the steps of the tables."""
    return min(255, max(1, round(-log2(probability) / BITS_PER_STEP)))


def frequencies() -> dict[str, float]:
    """Return the probability of every candidate, slips included."""
    counted = corpus.counts()
    listed = wordfreq.get_frequency_dict("en", "large")
    found = {w: f for w, f in listed.items() if _LATIN.fullmatch(w) and (len(w) > 1 or w in _ONE_LETTER)}
    for word, documents in counted.documents.items():
        if documents >= 2 and word not in found and _LATIN.fullmatch(word) and len(word) > 1:
            found[word] = counted.words[word] / counted.total
    return found


def pair_probabilities(words: dict[str, float]) -> dict[tuple[str, str], float]:
    """Return the probability of each pair of neighbours, the mean of the sources that know it."""
    counted = corpus.counts()
    pairs = {
        pair: count / counted.total
        for pair, count in counted.pairs.items()
        if count >= 2 and pair[0] in words and pair[1] in words
    }
    for first, second, probability in corpus.google_pairs():
        if first in words and second in words:
            known = pairs.get((first, second))
            pairs[first, second] = probability if known is None else (known + probability) / 2
    return pairs


def slips(words: dict[str, float], pairs: dict[tuple[str, str], float]) -> set[str]:
    """Return the entries that are two words without their space."""
    counted = corpus.counts()
    found: set[str] = set()
    for word, probability in words.items():
        if counted.small[word] >= _TRUSTED_DOCUMENTS:
            continue
        apart = max((pairs.get((word[:cut], word[cut:]), 0.0) for cut in range(1, len(word))), default=0.0)
        # Longer run-togethers, two words of which are one more slip ("oneofthe").
        inside = any(word[:cut] in found or word[cut:] in found for cut in range(4, len(word) - 1))
        if probability < apart * _SLIP or (inside and apart == 0 and probability < 1e-7):
            found.add(word)
    return found


def capitals() -> dict[str, int]:
    """Return how often words have a capital within a sentence, from 1 (never) to 255 (always)."""
    counted = corpus.counts()
    return {
        word: 1 + round((ALWAYS - 1) * counted.capitals[word] / times)
        for word, times in counted.inside.items()
        if times >= _ENOUGH and counted.capitals[word]
    }


def build() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return the tables of words, of names and of pairs, all as costs.

    A name here is a string that is a word with a capital and otherwise two words without their space.
    """
    words = frequencies()
    pairs = pair_probabilities(words)
    dropped = slips(words, pairs)
    kept = {word: probability for word, probability in words.items() if word not in dropped}
    counted = corpus.counts()
    names = {word for word in dropped if counted.documents[word] >= _TRUSTED_DOCUMENTS and len(word) > 1}
    return (
        {word: steps(probability) for word, probability in kept.items()},
        {word: steps(words[word]) for word in names},
        {
            f"{first} {second}": steps(min(1.0, probability / kept[first]))
            for (first, second), probability in pairs.items()
            if first in kept and second in kept and probability > _TELLING * kept[first] * kept[second]
        },
    )

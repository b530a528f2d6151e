"""The character model: how likely a string is as a word that is in no lexicon (names, species, brands)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from heapq import nlargest
from math import inf, log2

from textmend.lang import BITS_PER_STEP, ORDER
from training.lexicon import steps

__all__ = ["build"]

# Words in no lexicon look like the rare words of one: those under one in a million.
_RARE_STEPS = round(-log2(1e-6) / BITS_PER_STEP)
# An n-gram seen this often is worth its place in the table; those of full length must earn more.
_LEAST = {1: 1, 2: 2, 3: 2, 4: 3, 5: 6}


def build(words: Mapping[str, int], most: int | None = None) -> dict[str, int]:
    """Return the cost of the last letter of each n-gram given the ones before it.

    Args:
        words: the lexicon.
        most: the maximum number of n-grams; then those are kept that change the cost of the words most, for a model
            without a penalty for backing off (after Stolcke, "Entropy-based pruning of backoff language models", 1998).
            By default all that are frequent enough are kept.

    Interpolated Witten-Bell estimates (Witten & Bell, "The zero-frequency problem", 1991) over the rare
    words of the lexicon, each counted once.
    """
    counts: Counter[str] = Counter()
    for word, cost in words.items():
        if cost < _RARE_STEPS:
            continue
        marked = f"^{word}$"
        for end in range(2, len(marked) + 1):
            for length in range(1, min(ORDER, end) + 1):
                counts[marked[end - length : end]] += 1
    followers: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for gram, count in counts.items():
        seen = followers[gram[:-1]]
        seen[0] += count
        seen[1] += 1
    probability: dict[str, float] = {"": 1 / followers[""][1]}
    for gram in sorted(counts, key=len):
        total, kinds = followers[gram[:-1]]
        shorter = probability[gram[1:]]
        probability[gram] = (counts[gram] + kinds * shorter) / (total + kinds)
    kept = [gram for gram, count in counts.items() if count >= _LEAST[len(gram)]]
    if most is not None:

        def worth(gram: str) -> float:
            return counts[gram] * (abs(log2(probability[gram] / probability[gram[1:]])) if len(gram) > 1 else inf)

        kept = nlargest(most, kept, key=lambda gram: (worth(gram), gram))
    return {gram: steps(probability[gram]) for gram in kept}

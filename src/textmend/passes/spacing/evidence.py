"""Evidence: what speaks for and against a split, as numbers for a linear judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from textmend.lang import COMMON, UNSEEN_PAIR, Language
from textmend.passes.spacing.lattice import Reading, whole

__all__ = ["Token", "evidence", "probability"]

# What a word costs that is in no lexicon, where one number must do; rarer words are not told apart.
_UNKNOWN_COST = 25.0


@dataclass(frozen=True, slots=True)
class Token:
    """A string of letters in its place.

    Attributes:
        text: as it is spelled in the document.
        left, right: the words beside it in lexicon spelling, None for no word.
        repeats: how often the document has the string besides this place.
    """

    text: str
    left: str | None
    right: str | None
    repeats: int


def evidence(language: Language, token: Token, split: Reading) -> dict[str, float]:
    """Return what is known about reading `token` as `split`, by name; costs and gains are in bits."""
    size = len(token.text)
    words = split.words
    one = whole(language, "".join(words), token.right)
    gain = one - split.cost
    costs = [language.lexicon.cost(word) for word in words]
    known = [cost for cost in costs if cost is not None]
    rarest, rarest_size = max(
        ((cost, len(word)) for cost, word in zip(costs, words, strict=True) if cost is not None), default=(0.0, 1)
    )
    inside = [_attraction(language, a, b) for a, b in pairwise(words)]
    left = 0.0 if token.left is None else _attraction(language, token.left, words[0])
    right = 0.0 if token.right is None else _attraction(language, words[-1], token.right)
    first, last = (_UNKNOWN_COST if cost is None else cost for cost in (costs[0], costs[-1]))
    return {
        "gain": gain,
        "gain, root": max(0.0, gain) ** 0.5,
        "gain per letter": gain / size,
        "whole per letter": one / size,
        "length": size,
        "cuts": len(split.cuts),
        "shortest part": min(map(len, words)),
        "first part, letters": len(words[0]),
        "last part, letters": len(words[-1]),
        "first part": first,
        "last part": last,
        "first and last part": min(first, 14.0) * min(last, 14.0) / 10,
        "most frequent part": min(known, default=_UNKNOWN_COST),
        "rarest part": rarest,
        "rarest part per letter": rarest / rarest_size,
        "common end": any(cost is not None and cost < COMMON for cost in (costs[0], costs[-1])),
        "unknown part": split.unknown,
        "unknown part with capital": _unknown_capital(token.text, split, costs),
        "pairs inside": sum(attraction > -UNSEEN_PAIR for attraction in inside) / len(inside),
        "strongest pair inside": max(inside),
        "weakest pair inside": min(inside),
        "pair left": left,
        "pair right": right,
        "no left": token.left is None,
        "no right": token.right is None,
        "unknown left": token.left is not None and language.lexicon.cost(token.left) is None,
        "unknown right": token.right is not None and language.lexicon.cost(token.right) is None,
        "capital": token.text[0].isupper(),
        "capital inside": any(c.isupper() for c in token.text[1:]),
        # A string that the document repeats is a term of its own; but not "ofthe", which damage repeats, too.
        "repeats": 0 if _is_plain_join(language, words) else min(token.repeats, 5),
    }


def _is_plain_join(language: Language, words: tuple[str, ...]) -> bool:
    """True for words that often stand side by side, a most frequent one at either end: "of the", "in Istanbul"."""
    ends = (language.lexicon.cost(words[0]), language.lexicon.cost(words[-1]))
    if not any(cost is not None and cost < COMMON for cost in ends):
        return False
    return all(language.pair_cost(a, b) is not None for a, b in pairwise(words))


def probability(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """Return the chance that the split is right, by logistic regression."""
    score = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return 1 / (1 + exp(-score)) if score > -500 else 0.0


def _attraction(language: Language, word: str, following: str) -> float:
    """Bits that `word` saves on the cost of `following`; negative for a pair that was never seen."""
    alone = language.lexicon.cost(following)
    if alone is None:
        return 0.0
    paired = language.pair_cost(word, following)
    return -UNSEEN_PAIR if paired is None else alone - paired


def _unknown_capital(text: str, split: Reading, costs: list[float | None]) -> bool:
    """True when the part that no lexicon holds starts with a capital: a name that ran into a word."""
    starts = (0, *split.cuts)
    return any(cost is None and text[start].isupper() for start, cost in zip(starts, costs, strict=True))

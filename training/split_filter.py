"""The split filter: integer weights that decide, from a string alone, whether the space scorer need look at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import log

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from textmend.lang import WORD, Language, SplitFilter, strip_possessive
from textmend.passes.spacing._scorer import SPLIT
from textmend.passes.spacing.candidates import CandidateFinder
from training.candidates import Document

__all__ = ["build"]

# The scorer's minimum probability of a split that can be more than a suspicion, given its document.
_WORTH_REPORTING = 0.3
# Strings under this probability are filtered out: each that passes costs clean text as much time as a page of it.
_LEAST_CHANCE = 0.5
_SCALE = 1 << 12


def _strings(documents: Iterable[Document]) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Yield the features of each string that is in no lexicon, and whether the scorer would split it."""
    least = log(_WORTH_REPORTING / (1 - _WORTH_REPORTING))
    for document in documents:
        language = document.language
        open_filter = _open_filter(language)
        finder = CandidateFinder(document.damaged, language)
        found = finder.candidates(0, len(document.damaged))
        worth = {(d.low, d.high) for d in found if d.kind == SPLIT and d.score >= least and not d.moved}
        for match in WORD.finditer(document.damaged):
            word = match.group()
            if word not in language.lexicon and open_filter.passes(strip_possessive(word)):
                features = open_filter.features(strip_possessive(word))
                if features:
                    yield features, match.span() in worth


@cache
def _open_filter(language: Language) -> SplitFilter:
    return language.split_filter_with([0] * len(SplitFilter.FEATURES), 0)


def build(documents: Iterable[Document]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the weights by name, "least" among them, and facts about the training."""
    found = list(_strings(documents))
    matrix = np.array([features for features, _ in found], dtype=float)
    worth = np.array([is_worth for _, is_worth in found])
    scaler = StandardScaler().fit(matrix)
    model = LogisticRegression(max_iter=5_000).fit(scaler.transform(matrix), worth)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    least = log(_LEAST_CHANCE / (1 - _LEAST_CHANCE)) - bias
    table = {name: round(float(slope) * _SCALE) for name, slope in zip(SplitFilter.FEATURES, slopes, strict=True)}
    return table | {"least": round(float(least) * _SCALE)}, {"strings": len(found), "worth": int(worth.sum())}

"""The sieve: integer weights that tell, from a string alone, whether the judge of splits need look at it."""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from textmend import lang
from textmend.lang import Sieve, spelling
from textmend.passes.base import View
from textmend.passes.spacing import find_candidates
from training import joins

__all__ = ["build"]

# The judge's chances from which on a split can be more than a suspicion, with the document behind it.
_WORTH_REPORTING = 0.3
# Strings under this chance are sieved out. At 0.7, of the right splits of the Wiki tuning lines 3 of the 1,295 that the
# judge gives 0.9 are lost and 44 of the 1,677 that it gives 0.5, and 110 of a million words of clean prose pass; at 0.5
# it is none, 17 and 420, and each word that passes costs clean text as much time as a page of it.
_LEAST_CHANCE = 0.7
_SCALE = 1 << 12


def build() -> tuple[dict[str, int], dict[str, int]]:
    """Return the weights by name, "least" among them, and facts about the training."""
    language = lang.load("en")
    open_sieve = language.sieve_with([0] * len(Sieve.FEATURES), 0)
    rows: list[tuple[int, ...]] = []
    worth: list[bool] = []
    for damaged in joins.texts():
        view = View(damaged, [(0, len(damaged))], lambda: language)
        for _, _, _, written, left, right, repeats in find_candidates(view, open_sieve):
            reading = language.judge.read(spelling(written), left, right)
            if reading and (found := open_sieve.features(written)):
                rows.append(found)
                worth.append(language.judge.chance(written, left, right, repeats, reading) >= _WORTH_REPORTING)
    matrix = np.array(rows, dtype=float)
    scaler = StandardScaler().fit(matrix)
    model = LogisticRegression(max_iter=5_000).fit(scaler.transform(matrix), np.array(worth))
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    least = np.log(_LEAST_CHANCE / (1 - _LEAST_CHANCE)) - bias
    table = {name: round(float(slope) * _SCALE) for name, slope in zip(Sieve.FEATURES, slopes, strict=True)}
    return table | {"least": round(float(least) * _SCALE)}, {"strings": len(rows), "worth": int(sum(worth))}

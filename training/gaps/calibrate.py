"""What the scores of a document's gaps say together, and how precise each is: on documents that lost all dashes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from textmend.passes.dashes.lost import expected
from training.gaps.ranking import Ranked

__all__ = ["curve", "weigh"]

# Points of the curve of precision: so many gaps between two of them that it is no noise, and no more than a reader of
# the file can take in.
_LEAST_GAPS = 40
_LEAST_PRECISION = 0.2
_STEP = 0.02
# The logarithm of odds below which nobody wonders whether a dash was there. Seven gaps of ten are below; to fit these,
# too, sets the weights by what is clear anyway, and gives the document half of the say that it deserves.
_CLEAR = -7.0


def weigh(found: Sequence[Ranked]) -> list[float]:
    """Fit the weights of a score and of the dashes that are expected among the others, and a bias."""
    rows: list[tuple[float, float]] = []
    answers: list[bool] = []
    for document in found:
        told = zip(document.scores, expected(document.scores), document.answers, strict=True)
        for score, others, answer in told:
            if score > _CLEAR:
                rows.append((score, others))
                answers.append(answer)
    fit = LogisticRegression(C=10.0, max_iter=1_000).fit(np.array(rows), np.array(answers))
    return [round(float(w), 4) for w in (*fit.coef_[0], fit.intercept_[0])]


def curve(odds: Sequence[float], answers: Sequence[bool]) -> list[tuple[float, float]]:
    """Return points of (odds, precision of the gaps that have these or higher ones), rising in both."""
    order = sorted(zip(odds, answers, strict=True), reverse=True)
    points: list[tuple[float, float]] = []
    right = 0
    for count, (value, answer) in enumerate(order, 1):
        right += answer
        share = right / count
        if count >= _LEAST_GAPS and (not points or share <= points[-1][1] - _STEP):
            points.append((round(value, 3), round(share, 3)))
        if share < _LEAST_PRECISION:
            break
    return points[::-1]

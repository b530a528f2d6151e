"""Calibrates the joint scores of a document's gaps, and their precision on documents as a preset meets them.

The development documents are weighted so that those that lost dashes have the share that `textmend.passes.dashes.odds`
expects: one in ten, or one in two of those that show other damage. Precision is that on a mixture with fewer of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp, log1p
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from textmend.passes.dashes.odds import LOST, LOST_IF_DAMAGED
from training.gaps.ranking import Ranked

__all__ = ["calibrated"]

# Points of the precision curve: enough gaps between two of them to avoid noise, and few enough for a reader of the
# file.
_LEAST_GAPS = 40
_LEAST_PRECISION = 0.2
_STEP = 0.02
# The log odds below which there was clearly no dash. Seven gaps of ten are below; fitting these, too, would let the
# clear cases set the bias.
_CLEAR = -7.0
# The values tried for the bias: a step changes the probability of an even place by six in a hundred.
_BIASES = tuple(2.5 + step / 4 for step in range(13))

# The share of documents that lost dashes, in the mixtures on which precision is measured. When it was chosen, 7 gaps
# of 142,541 words of development documents that never had a dash passed the cut of 0.70 with one in ten as well, and
# 4 with one in twenty; 0.36 of those lost were restored instead of 0.39. With weights fitted on other documents one
# in ten invented 11.
_MEASURED, _MEASURED_IF_DAMAGED = 0.05, LOST_IF_DAMAGED
# Of the logistic regression, on features that are scaled alike.
_REGULARISATION = 0.03

# A gap: its odds, whether a dash was there, and the weight of its document.
Gap = tuple[float, bool, float]


def calibrated(found: Sequence[Ranked]) -> dict[str, object]:
    """Return the weights of `textmend.passes.dashes.odds`: a bias, and for documents with and without other damage the
    weights of the features and the precision of the odds.

    Args:
        found: documents, some of which lost dashes.
    """
    weights: dict[str, object] = {"bias": _fit_bias(found, LOST)}
    mixtures = (("", LOST, _MEASURED), ("_if_damaged", LOST_IF_DAMAGED, _MEASURED_IF_DAMAGED))
    for ending, expected, measured in mixtures:
        weights[f"features{ending}"] = _fit_features(found, weights, expected, is_damaged=bool(ending))
        weights[f"precision{ending}"] = _curve(_weighted(found, weights, measured, is_damaged=bool(ending)))
    return weights


def _fit_bias(found: Sequence[Ranked], expected: float) -> float:
    """Return the bias of `ScoredGaps.calibrated` with the minimum loss on a mixture of documents.

    Args:
        found: the documents.
        expected: the share of them that lost dashes.
    """
    return min(_BIASES, key=lambda bias: _loss(found, bias, expected))


def _fit_features(
    found: Sequence[Ranked], weights: Mapping[str, Any], expected: float, *, is_damaged: bool
) -> list[float]:
    """Return the weights of the features of `ScoredGaps.features`, after the weight of none, by logistic regression."""
    rows: list[tuple[float, ...]] = []
    answers: list[bool] = []
    shares: list[float] = []
    weight = _weight(found, expected)
    for document in found:
        features = document.gaps.features(weights["bias"], is_damaged=is_damaged)
        for row, answer in zip(features, document.answers, strict=True):
            if row is not None:
                rows.append(row)
                answers.append(answer)
                shares.append(1.0 if document.dashes else weight)
    matrix = np.array(rows)
    mean, deviation = matrix.mean(0), matrix.std(0)
    model = LogisticRegression(C=_REGULARISATION, max_iter=500)
    model.fit((matrix - mean) / deviation, answers, sample_weight=shares)
    factors = model.coef_[0] / deviation
    return [round(float(value), 4) for value in (model.intercept_[0] - factors @ mean, *factors)]


def _weighted(
    found: Sequence[Ranked], weights: Mapping[str, Any], expected: float, *, is_damaged: bool
) -> Iterator[Gap]:
    """Yield the candidates of a mixture of documents, each document by its own evidence.

    Args:
        found: the documents.
        weights: the bias and the weights of the features.
        expected: the share of the mixture that lost dashes.
        is_damaged: see `ScoredGaps.confidences`.
    """
    weight = _weight(found, expected)
    for document in found:
        odds = document.gaps.odds(weights, is_damaged=is_damaged)
        for value, answer in zip(odds, document.answers, strict=True):
            if value is not None:
                yield value, answer, 1.0 if document.dashes else weight


def _curve(gaps: Iterator[Gap]) -> list[tuple[float, float]]:
    """Return points of (odds, precision of the gaps that have these or higher ones), both increasing."""
    points: list[tuple[float, float]] = []
    right = whole = 0.0
    for count, (value, answer, weight) in enumerate(sorted(gaps, reverse=True), 1):
        right += answer * weight
        whole += weight
        share = right / whole
        if count >= _LEAST_GAPS and (not points or share <= points[-1][1] - _STEP):
            points.append((round(value, 3), round(share, 3)))
        if share < _LEAST_PRECISION:
            break
    return points[::-1]


def _weight(found: Sequence[Ranked], expected: float) -> float:
    """Return the weight of a document without dashes, so that the others have the expected share."""
    lost = sum(document.dashes > 0 for document in found)
    return lost / max(len(found) - lost, 1) * (1 - expected) / expected


def _loss(found: Sequence[Ranked], bias: float, expected: float) -> float:
    """Return the cross entropy of the ambiguous gaps, in nats."""
    weight = _weight(found, expected)
    total = 0.0
    for document in found:
        odds = document.gaps.calibrated(bias, is_damaged=False)
        told = zip(document.gaps.scores, odds, document.answers, strict=True)
        loss = sum(log1p(exp(-value if answer else value)) for score, value, answer in told if score > _CLEAR)
        total += loss * (1.0 if document.dashes else weight)
    return total

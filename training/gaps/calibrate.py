"""Calibrates the joint scores of a document's gaps, and their precision on documents as a preset meets them.

The development documents are weighted so that those that lost dashes have the share that `textmend.passes.dashes.lost`
expects: one in ten, or one in two of those that show other damage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log1p

from textmend.passes.dashes.lost import LOST, LOST_IF_DAMAGED, calibrate
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
# The values tried for the bias: a step changes the probability of an even place by three in a hundred.
_BIASES = tuple(2.5 + step / 8 for step in range(25))

# A gap: its odds, whether a dash was there, and the weight of its document.
Gap = tuple[float, bool, float]


def calibrated(found: Sequence[Ranked]) -> dict[str, object]:
    """Return the joint weights of a document's gaps; see `textmend.passes.dashes.lost.score_gaps`."""
    bias = _fit_bias(found, LOST)
    return {
        "bias": bias,
        "precision": _curve(_weighted(found, bias, LOST, is_damaged=False)),
        "precision_if_damaged": _curve(_weighted(found, bias, LOST_IF_DAMAGED, is_damaged=True)),
    }


def _fit_bias(found: Sequence[Ranked], expected: float) -> float:
    """Return the bias of `calibrate` with the minimum loss on a mixture of documents.

    Args:
        found: the documents.
        expected: the share of them that lost dashes.
    """
    return min(_BIASES, key=lambda bias: _loss(found, bias, expected))


def _weighted(found: Sequence[Ranked], bias: float, expected: float, *, is_damaged: bool) -> Iterator[Gap]:
    """Yield the gaps of a mixture of documents, each document by its own evidence.

    Args:
        found: the documents.
        bias: see `calibrate`.
        expected: the share of the mixture that lost dashes.
        is_damaged: see `calibrate`.
    """
    weight = _weight(found, expected)
    for document in found:
        odds = calibrate(document.scores, bias, is_damaged=is_damaged)
        for value, answer in zip(odds, document.answers, strict=True):
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
        odds = calibrate(document.scores, bias, is_damaged=False)
        told = zip(document.scores, odds, document.answers, strict=True)
        loss = sum(log1p(exp(-value if answer else value)) for score, value, answer in told if score > _CLEAR)
        total += loss * (1.0 if document.dashes else weight)
    return total

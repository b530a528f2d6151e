"""The odds of a lost dash in each gap of a document, from the scores of its sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from math import exp, log, log1p
from typing import Any, NamedTuple

__all__ = ["LEAST_SCORE", "LOST", "LOST_IF_DAMAGED", "NO_CANDIDATE", "ScoredGaps", "has_straight_quotes"]

# Rates of lost dashes, in gaps: a dash in 2,000 words, as in reports, to one in 30, as in some novels.
_DASH_RATES = (0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032)
# The share of documents that have lost dashes, before one is read: of those that a preset for pages meets one in ten,
# as most never had any; of those that show lost spaces as well, every second one. What removes dashes without a trace
# removes spaces, too.
LOST, LOST_IF_DAMAGED = 0.1, 0.5
# The gaps of a document are not independent witnesses: a style unknown to the scorer misleads it again and again.
# So the sum of their evidence counts by this share. Of .3, .4, .6 and 1 it leaves the least loss on the development
# documents; with 1, dashes are invented eight times as often in those that never had one.
_EVIDENCE_SHARE = 0.3
# Scores further from even odds add no information.
LEAST_SCORE, _MOST_SCORE = -30.0, 30.0
# A gap with a lower score is not looked at: of the dashes lost in development documents 7% have one, and none of these
# would be found.
NO_CANDIDATE = -6.0
# Beyond these a feature has no more to say.
_LEAST_ODDS, _MOST_ODDS = -12.0, 4.0
_MOST_CANDIDATE_SCORE = 6.0


def has_straight_quotes(text: str) -> bool:
    """True when a document has straight quotation marks or apostrophes: those who type these seldom type dashes."""
    return '"' in text or "'" in text


class ScoredGaps(NamedTuple):
    """The gaps of a document.

    Attributes:
        scores: the scorer's log odds for each.
        has_straight_quotes: see the function.
    """

    scores: Sequence[float]
    has_straight_quotes: bool

    def confidences(self, weights: Mapping[str, Any], *, is_damaged: bool) -> list[float]:
        """Return for each gap the share of right ones among those with such odds; 0 where that is small.

        Args:
            weights: see `training.gaps.calibrate`.
            is_damaged: whether the document shows lost spaces.
        """
        curve = weights["precision_if_damaged" if is_damaged else "precision"]
        return [0.0 if odds is None else _precision(odds, curve) for odds in self.odds(weights, is_damaged=is_damaged)]

    def odds(self, weights: Mapping[str, Any], *, is_damaged: bool) -> list[float | None]:
        """Return the log odds of each gap, or None for those that are no candidates.

        They are a weighted sum of `features`: a logistic regression.
        """
        bias, *factors = weights["features_if_damaged" if is_damaged else "features"]
        return [
            None if features is None else bias + sum(f * value for f, value in zip(factors, features, strict=True))
            for features in self.features(weights["bias"], is_damaged=is_damaged)
        ]

    def features(self, bias: float, *, is_damaged: bool) -> list[tuple[float, ...] | None]:
        """Return for each candidate what its odds depend on, and None for the other gaps.

        These are: its odds given the other gaps of the document, its score, and whether the document has straight
        quotes.

        Args:
            bias: see `calibrated`.
            is_damaged: see `confidences`.
        """
        straight = float(self.has_straight_quotes)
        return [
            None
            if score < NO_CANDIDATE
            else (min(max(odds, _LEAST_ODDS), _MOST_ODDS), min(score, _MOST_CANDIDATE_SCORE), straight)
            for score, odds in zip(self.scores, self.calibrated(bias, is_damaged=is_damaged), strict=True)
        ]

    def calibrated(self, bias: float, *, is_damaged: bool) -> list[float]:
        """Return the log odds of each gap, given the others.

        A document lost no dash, or lost them at one of `_DASH_RATES`. The scores of all its gaps say how likely each of
        these is; the probability of a gap is the mean over them.

        Args:
            bias: the offset that turns scores into a likelihood ratio; in training, one gap in so many had a dash.
            is_damaged: whether the document shows lost spaces.
        """
        ratios = [exp(min(max(score, LEAST_SCORE), _MOST_SCORE) + bias) for score in self.scores]
        prior = LOST_IF_DAMAGED if is_damaged else LOST
        logs = [_EVIDENCE_SHARE * sum(log1p(rate * (ratio - 1)) for ratio in ratios) for rate in _DASH_RATES]
        most = max(0.0, *logs)
        shares = [prior / len(_DASH_RATES) * exp(each - most) for each in logs]
        whole = (1 - prior) * exp(-most) + sum(shares)
        chances = (
            sum(
                share * rate * ratio / (1 + rate * (ratio - 1)) for share, rate in zip(shares, _DASH_RATES, strict=True)
            )
            / whole
            for ratio in ratios
        )
        return [log(chance / (1 - chance)) if chance < 1 else _MOST_SCORE for chance in chances]


def _precision(odds: float, curve: Sequence[tuple[float, float]]) -> float:
    """Return the share of gaps with such odds or higher ones that lost a dash; 0 below the curve."""
    place = bisect_right(curve, odds, key=lambda point: point[0])
    if not place:
        return 0.0
    if place == len(curve):
        return curve[-1][1]
    (low, first), (high, second) = curve[place - 1], curve[place]
    return first + (second - first) * (odds - low) / (high - low)

# cython: language_level=3, annotation_typing=False
"""How damaged a document is, by kind of damage, and how that affects each candidate.

Every place where a space may be wrong is one of many of its kind. A share of these is damaged: the rate. The rate is
inferred from the candidates, each distinct string one witness, and from a prior over documents, most of which are
sound. So an isolated candidate in a long sound text remains what it is, a strange name, and the same candidate among
others like it is repaired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import NamedTuple

from textmend.lang import Lexicon
from textmend.lang._strings import count_flagged
from textmend.passes.spacing._scorer import JOIN, MARK, SPLIT, STRAY
from textmend.passes.spacing.candidates import BLOCK, Candidate
from textmend.passes.spacing.notation.splits import is_unspaced_line

try:
    import cython
except ImportError:  # run as Python, where Cython is not installed
    cython = SimpleNamespace(compiled=False)
if not cython.compiled:
    from math import exp, log, log1p

__all__ = ["EXPECTED", "UNEXPECTED", "Damage", "Prior"]


class Prior(NamedTuple):
    """The prior probability that a text is damaged.

    Attributes:
        odds: the log odds that a text of one line is damaged.
        by_size: how much these fall for each increase in length by a factor of e: a line that was selected has often
            been selected for its faults, a book has not.
    """

    odds: float
    by_size: float


# The numbers below are not fitted. About 25 settings were compared on sound text of 142 kinds, the white-space
# benchmarks and prose that lost spaces at three rates; of those that keep the benchmarks' F1 within .016, these harm
# least. Their price: of prose that lost one space in 1,000, preset `default` restores .44 where .74 was possible.

# For text that may be damaged: most single lines are. And for text of which nothing is known.
EXPECTED = Prior(4.0, 1.0)
UNEXPECTED = Prior(3.0, 1.0)

# A line, in characters: shorter texts give no more evidence about who would repair them.
_ONE_LINE = 100

# Possible shares of damaged places of one kind, and how frequent each is in sound and in damaged documents. A damaged
# document most often has one kind of damage, so that for each kind the rate is almost zero in a third of them.
_RATES = (1e-5, 1e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 0.6, 0.9)
_IN_SOUND = (0.40, 0.40, 0.20, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
_IN_DAMAGED = (0.340, 0.003, 0.006, 0.023, 0.114, 0.170, 0.205, 0.136, 0.057, 0.034)
# People put a space before some of their marks; what tokenized a text put one before most of them.
_IN_TOKENIZED = (0.340, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.220, 0.220, 0.220)

# A score is the log odds among the training places; the base is what these have in common, and the rest is the evidence
# of the place alone. By kind: splits, joins, marks, stray spaces.
_SLOPES = (1.15, 1.10, 1.10, 1.00)
_BASES = (4.0, 3.5, 4.0, 2.0)
# No single string proves damage, however certain it looks: sound text of some kind looks like that.
_MAX_EVIDENCE = 7.0
# A string that looks like a notation is not evidence.
_MOST_HANDICAP = 2.0
# Words that occur next to each other, one of them frequent, seldom form a name. So that string counts for more than its
# score.
_PLAIN_EVIDENCE = 3.0
# Two words as frequent as these form no name at all, `ofthe`: such a string is a witness each time that it is repeated.
_FUNCTION_WORD = 10.0  # bits
_MOST_WITNESSES = 5
# A string that is repeated is a name, `usethis`, or each of its places is damaged, which is only likely where most are:
# the odds of the rate count again for each repetition, by this share, because a writer repeats a phrase as well.
_REPETITION = 0.5

# What is counted for the places of each kind: white space, for spaces that were inserted between words and for words
# that may be split; marks with their space; marks. Examining the neighbours of each took most of the time on a text
# with few faults, and changed no decision.
_SPACES, _COUNTED_MARKS = 1, 2
_COUNTED = bytes(_SPACES * (chr(unit) in " \n") + _COUNTED_MARKS * (chr(unit) in ",;:.!?)]") for unit in range(128))
# What makes two places next to marks the same witness: the characters around.
_WITNESS_CHARS = 6

_PRIOR_ODDS = tuple(rate / (1 - rate) for rate in _RATES)
# Odds above these, as logarithms, are certain, and their powers would overflow.
_MAX_ODDS = 300.0


_KINDS = (SPLIT, JOIN, MARK, STRAY)
_DAMAGED = tuple(_IN_TOKENIZED if kind == STRAY else _IN_DAMAGED for kind in _KINDS)
# A sum of likelihoods is at least this, so that it has a logarithm.
_SMALLEST = 1e-300


class Damage:
    """Rates of damage of a text by kind, block by block.

    Args:
        text: the text.
        handicaps: the candidates, and the reduction of the log odds of each for looking like a notation.
        prior: the prior probability that such a text is damaged.
        parts: the parts of the text that were read.
        lexicon: that of the text's language.
    """

    def __init__(
        self,
        text: str,
        handicaps: Mapping[Candidate, float],
        prior: Prior,
        parts: Sequence[tuple[int, int]],
        lexicon: Lexicon,
    ) -> None:
        self._text = text
        self._parts = parts
        self._lexicon = lexicon
        self._handicaps = handicaps
        self._prior = prior
        self._blocks: defaultdict[int, list[Candidate]] = defaultdict(list)
        for candidate in handicaps:
            self._blocks[candidate.start // BLOCK].append(candidate)
        # Filled at the first likely candidate: counting places takes longer than finding that there is none.
        self._rates: dict[int, list[list[float]]] = {}
        # By how much the odds of the rate are multiplied for each string that is repeated.
        self._powers: dict[int, dict[str, float]] = {}

    def probability(self, candidate: Candidate) -> float:
        """Return the probability, 0 to 1, that a place is wrong, given the damage of that kind in the document."""
        own, block = self._evidence(candidate), candidate.start // BLOCK
        if block not in self._rates:
            self._rates[block] = self._rates_of(block, self._blocks[block])
        shares = self._rates[block][candidate.kind]
        powers = self._powers[block] if candidate.kind == SPLIT else None
        power = powers.get(self._string(candidate), 1.0) if powers else 1.0
        odds = exp(min(own, _MAX_ODDS))
        result = 0.0
        for share, prior in zip(shares, _PRIOR_ODDS, strict=True):
            if share:
                here = odds * (prior if power == 1 else prior**power)
                result += share * here / (1 + here)
        return result

    def _evidence(self, candidate: Candidate) -> float:
        return (
            candidate.score * _SLOPES[candidate.kind]
            + _BASES[candidate.kind]
            + _PLAIN_EVIDENCE * candidate.plain
            - self._handicaps[candidate]
        )

    def _rates_of(self, block: int, found: list[Candidate]) -> list[list[float]]:
        """Return, for each kind, the probability of each of `_RATES`."""
        low, high = block * BLOCK, (block + 1) * BLOCK
        parts = [(max(low, first), min(high, last)) for first, last in self._parts if first < high and low < last]
        size = sum(last - first for first, last in parts)
        powers = self._powers[block] = self._powers_of(found)
        odds = self._prior.odds - self._prior.by_size * log(max(size, _ONE_LINE) / _ONE_LINE)
        both: list[tuple[list[float], list[float]]] = []
        places = self._places(parts)
        for kind, in_damaged in enumerate(_DAMAGED):
            logs = self._likelihoods(kind, places[kind], found, powers)
            most = max(logs)
            likelihoods = [exp(each - most) for each in logs]
            sound, sound_sum = _products(likelihoods, _IN_SOUND)
            damaged, damaged_sum = _products(likelihoods, in_damaged)
            odds += log(damaged_sum) - log(sound_sum)
            both.append((sound, damaged))
        is_damaged = _logistic(odds)
        return [
            [a * (1 - is_damaged) + b * is_damaged for a, b in zip(sound, damaged, strict=True)]
            for sound, damaged in both
        ]

    def _powers_of(self, found: list[Candidate]) -> dict[str, float]:
        """Return, for each name that is repeated, by how much the log odds of the rate are multiplied."""
        places: defaultdict[str, set[int]] = defaultdict(set)
        for candidate in found:
            if candidate.kind == SPLIT and not (self._is_in_line(candidate) or self._is_of_function_words(candidate)):
                places[self._string(candidate)].add(candidate.low)
        return {
            string: 1 + _REPETITION * (min(len(lows), _MOST_WITNESSES) - 1)
            for string, lows in places.items()
            if len(lows) > 1
        }

    def _places(self, parts: list[tuple[int, int]]) -> list[int]:
        """Return the number of places of each kind in parts of the text."""
        counts = [count_flagged(self._text, first, last, _COUNTED) for first, last in parts]
        spaces, marks, spaced_marks = map(sum, zip(*counts, strict=True)) if counts else (0, 0, 0)
        return [{SPLIT: spaces, JOIN: spaces, MARK: spaced_marks, STRAY: marks}[kind] for kind in _KINDS]

    def _likelihoods(self, kind: int, places: int, found: list[Candidate], powers: Mapping[str, float]) -> list[float]:
        """Return the log likelihood of the evidence of one block for a kind of damage, for each of `_RATES`."""
        witnesses: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
        again = 0
        for candidate in found:
            if candidate.kind == kind and self._handicaps[candidate] <= _MOST_HANDICAP:
                # Each place of a line without its spaces is a witness; a name may have several, but is only one.
                is_in_line = kind == SPLIT and self._is_in_line(candidate)
                seen = witnesses[self._string(candidate), candidate.start - candidate.low if is_in_line else 0]
                seen.append(self._evidence(candidate))
                again += 1 < len(seen) <= _MOST_WITNESSES and self._is_of_function_words(candidate)
        strings = [
            (powers.get(string, 1.0) if kind == SPLIT else 1.0, exp(min(sum(seen) / len(seen), _MAX_EVIDENCE)))
            for (string, _), seen in witnesses.items()
        ]
        strings += [(1.0, exp(_MAX_EVIDENCE))] * again
        return [_log_likelihood(rate, places, strings) for rate in _RATES]

    def _is_in_line(self, candidate: Candidate) -> bool:
        """True for a place in a line without its spaces."""
        return is_unspaced_line(self._text[candidate.low : candidate.high])

    def _is_of_function_words(self, candidate: Candidate) -> bool:
        """True for two frequent words that occur next to each other: `ofthe`."""
        if not (candidate.plain and candidate.kind == SPLIT):
            return False
        left, right = self._text[candidate.low : candidate.start], self._text[candidate.start : candidate.high]
        return self._lexicon.is_cheaper(left, _FUNCTION_WORD) and self._lexicon.is_cheaper(right, _FUNCTION_WORD)

    def _string(self, candidate: Candidate) -> str:
        if candidate.kind in (SPLIT, JOIN):
            return self._text[candidate.low : candidate.high].lower()
        return self._text[max(0, candidate.start - _WITNESS_CHARS) : candidate.end + _WITNESS_CHARS].lower()


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds > -500 else 0.0


def _log_likelihood(rate: float, places: int, strings: Sequence[tuple[float, float]]) -> float:
    """Return the log likelihood of strings, each with the power of the rate and the odds of its evidence."""
    total = places * log1p(-rate)
    for power, odds in strings:
        total += log1p((rate if power == 1 else rate**power) * odds - rate)
    return total


def _products(likelihoods: Sequence[float], shares: Sequence[float]) -> tuple[list[float], float]:
    """Return the products as shares of their sum, and that sum, which is never 0."""
    products = [likelihood * share for likelihood, share in zip(likelihoods, shares, strict=True)]
    whole = 0.0
    for product in products:
        whole += product
    whole = max(whole, _SMALLEST)
    return [product / whole for product in products], whole

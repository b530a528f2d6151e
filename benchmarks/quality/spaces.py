"""How well spaces are put back: one definition of each figure."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from training import corpus
from training.spaces import lost, places

__all__ = ["BENCHMARKS", "Score", "joined_prose", "score"]

_SEED = 3
_LOST = 1 / 150

BENCHMARKS = ("Wiki", "Wiki.typos", "ACL", "arXiv.OCR", "arXiv.pdftotext", "Wiki.typos.no_spaces")


@dataclass(frozen=True, slots=True)
class Score:
    """Inserted spaces over all lines, and the mean over lines of the F1 of all changed places."""

    precision: float
    recall: float
    f1: float
    sequence_f1: float
    nothing: float  # sequence F1 of leaving the text as it is


def joined_prose() -> Iterator[tuple[str, str]]:
    """Yield (damaged, right) documents of the development prose that lost one space in 150 between letters."""
    chance = random.Random(_SEED)
    for document in corpus.documents("dev"):
        yield lost(document["text"], _LOST, chance), document["text"]


def score(mend: Callable[[str], str], lines: Iterable[tuple[str, str]]) -> Score:
    """Score a repair on (damaged, right) lines that differ in nothing but spaces."""
    hits = proposed = wanted = 0
    sequence: list[float] = []
    nothing: list[float] = []
    for damaged, right in lines:
        before, truth, after = places(damaged), places(right), places(mend(damaged))
        hits += len((after - before) & truth)
        proposed += len(after - before)
        wanted += len(truth - before)
        sequence.append(_f1(before ^ after, before ^ truth))
        nothing.append(_f1(set(), before ^ truth))
    precision = hits / proposed if proposed else 1.0
    recall = hits / wanted if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(precision, recall, f1, sum(sequence) / len(sequence), sum(nothing) / len(nothing))


def _f1(changed: set[int], wanted: set[int]) -> float:
    if not changed and not wanted:
        return 1.0
    return 2 * len(changed & wanted) / (len(changed) + len(wanted))

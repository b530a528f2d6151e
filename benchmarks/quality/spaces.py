"""Spaces: where they were restored, by the number of other characters before them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from benchmarks.quality.score import Score
from training import corpus
from training.spaces import lost, places

__all__ = ["ABROAD", "BENCHMARKS", "PROSE", "Spaces", "abroad", "grounds", "score"]

BENCHMARKS = ("Wiki", "Wiki.typos", "ACL", "arXiv.OCR", "arXiv.pdftotext", "Wiki.typos.no_spaces")
PROSE = "prose, 1 in 150 lost"
ABROAD = "12 other languages, 1 in 20 lost"

_SEED = 3
_LOST = 1 / 150
# Sentences are short, and at the rate of the prose most would lose nothing.
_LOST_ABROAD = 1 / 20


@dataclass(frozen=True, slots=True)
class Spaces:
    """How well spaces were restored.

    Attributes:
        inserted: the inserted spaces, over all lines.
        sequence_f1: the mean over lines of the F1 of all changed places, those of removed spaces too; 0 to 1.
        nothing: the sequence F1 of leaving the lines unchanged.
    """

    inserted: Score
    sequence_f1: float
    nothing: float


def grounds(split: str, most: int) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    """Yield each ground's name and its (damaged, right) lines, at most so many of a benchmark."""
    for name in BENCHMARKS:
        yield name, islice(corpus.spacing_lines(split, name), most)
    yield PROSE, _joined_prose()


def _joined_prose() -> Iterator[tuple[str, str]]:
    """Yield (damaged, right) documents of the development prose that lost spaces between letters."""
    chance = random.Random(_SEED)
    for document in corpus.documents("dev"):
        yield lost(document["text"], _LOST, chance), document["text"]


def abroad() -> Iterator[tuple[str, str]]:
    """Yield (damaged, right) sentences of the languages other than English with data, none of which training saw."""
    chance = random.Random(_SEED)
    for sentence in corpus.sentences("dev"):
        if sentence["lang"] in corpus.OTHERS and not corpus.is_learnt(sentence["text"]):
            yield lost(sentence["text"], _LOST_ABROAD, chance, r"[^\W\d_]"), sentence["text"]


def score(mend: Callable[[str], str], lines: Iterable[tuple[str, str]]) -> Spaces:
    """Score a repair on (damaged, right) lines that differ only in spaces."""
    inserted = Score()
    sequence: list[float] = []
    nothing: list[float] = []
    for damaged, right in lines:
        before, truth, after = places(damaged), places(right), places(mend(damaged))
        inserted += Score.of(after - before, truth - before)
        sequence.append(Score.of(before ^ after, before ^ truth).f1)
        nothing.append(Score.of(frozenset(), before ^ truth).f1)
    return Spaces(inserted, sum(sequence) / max(len(sequence), 1), sum(nothing) / max(len(nothing), 1))

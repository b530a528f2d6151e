"""How a scorer of lost dashes ranks the gaps of documents that lost every clause dash."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textmend.lang.sentences import sentences
from textmend.passes.dashes.encoder import Scorer
from textmend.passes.dashes.odds import ScoredGaps, has_straight_quotes
from training.gaps.corpus import documents, lost

__all__ = ["Ranked", "ranked"]

_SEED = 5


@dataclass(frozen=True, slots=True)
class Ranked:
    """One document, scored.

    Attributes:
        domain: its domain.
        gaps: its gaps, with their scores.
        answers: whether a dash was there.
        dashes: how many it lost.
        size: its bytes.
        seconds: the processor time of the scorer.
    """

    domain: str
    gaps: ScoredGaps
    answers: Sequence[bool]
    dashes: int
    size: int
    seconds: float


def ranked(scorer: Scorer, split: str, one_in: int = 1) -> Iterator[Ranked]:
    """Score one in so many of the documents of a split, without their dashes."""
    chance = random.Random(_SEED)
    for number, (domain, text) in enumerate(documents(split)):
        document = lost(domain, text, chance)
        if number % one_in:
            continue
        start = time.process_time()
        spans = list(sentences(document.text))
        scored = scorer.score(document.text, spans)
        seconds = time.process_time() - start
        answers = [at in document.places for at, _ in scored]
        size = len(document.text.encode())
        gaps = ScoredGaps([score for _, score in scored], has_straight_quotes(text))
        yield Ranked(domain, gaps, answers, len(document.places), size, seconds)

"""The judge of lost dashes by itself: how it ranks the gaps of documents that lost every clause dash."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from textmend.lang.encoder import Scorer
from textmend.lang.sentences import sentences
from textmend.passes.dashes.gaps import evident
from training.gaps.corpus import documents, lost

__all__ = ["Ground", "Ranked", "by_domain", "ranked"]

_SEED = 5
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One document, judged.

    Attributes:
        domain: what it is.
        scores: those of its gaps.
        answers: whether a dash was there.
        dashes: how many it lost.
        size: its bytes.
        seconds: how long the judge took.
    """

    domain: str
    scores: Sequence[float]
    answers: Sequence[bool]
    dashes: int
    size: int
    seconds: float


@dataclass(slots=True)
class Ground:
    """All gaps of a domain, each by the odds that it has in its document."""

    gaps: list[tuple[float, bool]] = field(default_factory=list)
    dashes: int = 0
    size: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """The bytes that were read in a second."""
        return self.size / self.seconds if self.seconds else 0.0


def ranked(scorer: Scorer, split: str, one_in: int = 1) -> Iterator[Ranked]:
    """Judge one in so many of the documents of a split, without their dashes."""
    chance = random.Random(_SEED)
    for number, (domain, text) in enumerate(documents(split)):
        document = lost(domain, text, chance)
        if number % one_in:
            continue
        start = time.perf_counter()
        scored = scorer.score(document.text, list(sentences(document.text)))
        seconds = time.perf_counter() - start
        answers = [at in document.places for at, _ in scored]
        size = len(document.text.encode())
        yield Ranked(domain, [score for _, score in scored], answers, len(document.places), size, seconds)


def by_domain(found: Iterable[Ranked], said: Sequence[float]) -> dict[str, Ground]:
    """Lay the documents of each domain together, and all of them.

    Args:
        found: the documents.
        said: the weights of what a document says; see `textmend.passes.dashes.gaps.evident`.
    """
    grounds: dict[str, Ground] = {}
    for document in found:
        gaps = list(zip(evident(document.scores, said), document.answers, strict=True))
        for name in (_ALL, document.domain):
            ground = grounds.setdefault(name, Ground())
            ground.gaps += gaps
            ground.dashes += document.dashes
            ground.size += document.size
            ground.seconds += document.seconds
    return {name: ground for name, ground in grounds.items() if ground.dashes}

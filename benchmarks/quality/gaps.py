"""The scorer of lost dashes by itself: how it ranks the gaps of documents that lost every clause dash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from training.gaps.ranking import Ranked

__all__ = ["Ground", "by_domain"]

_ALL = "all"


@dataclass(slots=True)
class Ground:
    """The candidates among the gaps of a domain, each by the odds that it has in its document."""

    gaps: list[tuple[float, bool]] = field(default_factory=list)
    dashes: int = 0
    size: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """The bytes that were read in a second."""
        return self.size / self.seconds if self.seconds else 0.0


def by_domain(found: Iterable[Ranked], weights: Mapping[str, Any]) -> dict[str, Ground]:
    """Pool the documents of each domain, and all of them.

    Args:
        found: the documents.
        weights: see `training.gaps.calibrate`.
    """
    grounds: dict[str, Ground] = {}
    for document in found:
        odds = document.gaps.odds(weights, is_damaged=False)
        gaps = [(value, answer) for value, answer in zip(odds, document.answers, strict=True) if value is not None]
        for name in (_ALL, document.domain):
            ground = grounds.setdefault(name, Ground())
            ground.gaps += gaps
            ground.dashes += document.dashes
            ground.size += document.size
            ground.seconds += document.seconds
    return {name: ground for name, ground in grounds.items() if ground.dashes}

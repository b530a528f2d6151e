"""The counts of a measurement, and the figures that follow from them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

__all__ = ["Score"]


@dataclass(frozen=True, slots=True)
class Score:
    """Changes that texts need, and changes that were made to them.

    Attributes:
        right: changes that were made and needed.
        made: all changes that were made.
        wanted: all changes that were needed.
    """

    right: int = 0
    made: int = 0
    wanted: int = 0

    @classmethod
    def of(cls, made: AbstractSet[int], wanted: AbstractSet[int]) -> Score:
        """Score the places of changes."""
        return cls(len(made & wanted), len(made), len(wanted))

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.made + other.made, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of the changes made that are right, 0 to 1; 1 where none was made."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """The share of the changes needed that were made, 0 to 1; 1 where none was needed."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1; 1 where none was needed and none made."""
        return 2 * self.right / (self.made + self.wanted) if self.made or self.wanted else 1.0

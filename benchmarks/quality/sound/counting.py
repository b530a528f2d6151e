"""Texts that a preset or another tool changes, in families, by what changed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from benchmarks.quality.sound.changes import Change
from benchmarks.quality.sound.pieces import Piece

__all__ = ["Counts", "by_family", "by_tool", "family_of"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Texts, those that pass mojibake changed, and those that other rules harmed."""

    texts: int = 0
    mojibake: int = 0
    other: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.texts + other.texts, self.mojibake + other.mojibake, self.other + other.other)

    def wrong_in(self, texts: int) -> float:
        """How many in so many texts are changed or harmed, by whatever rule."""
        return texts * (self.mojibake + self.other) / max(self.texts, 1)


def family_of(name: str) -> str:
    """The family of a text that is named "family#number"."""
    return name.rpartition("#")[0]


def by_family(texts: Iterable[Piece], made: Iterable[Change]) -> dict[str, Counts]:
    """Count the texts of each family that are harmed; one that mojibake changed does not count for others, too."""
    mojibake: set[str] = set()
    other: set[str] = set()
    for change in made:
        if change.is_harm:
            (mojibake if change.is_mojibake else other).add(change.name)
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    for text in texts:
        is_wrong = text.name in mojibake
        counts[family_of(text.name)] += Counts(1, is_wrong, text.name in other and not is_wrong)
    return dict(counts)


def by_tool(texts: Iterable[Piece], mend: Callable[[str], str]) -> dict[str, Counts]:
    """The same for another tool that repairs encodings: any change is wrong."""
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    for text in texts:
        counts[family_of(text.name)] += Counts(1, mend(text.text) != text.text)
    return dict(counts)

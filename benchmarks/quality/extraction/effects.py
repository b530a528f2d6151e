"""Which edits of a preset bring an extracted text nearer to the truth, and which take it away from it.

What one edit is worth depends on the others: of the three that make one number of four, each alone costs two numbers,
and none of them makes it worse once the others are made; of the two that repair a word broken in three, neither helps
without the other. So each edit is measured twice, as the only one and as the last one, and the two are averaged, which
is the first and the last term of its Shapley value.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.quality.extraction.similarity import common, matches, normalized, similarity, words
from benchmarks.quality.sound.changes import Change

__all__ = ["Effect", "applied", "effects", "gain_by_rule"]

# Words that the truth has as well, on either side of an edit, between which it is compared with the truth: enough that
# its result may match an adjacent word, and that a reader sees where in the truth it is.
_ANCHORS = 3
# The longest place in the truth that an example shows, in words. Longer ones are places that the extractor moved
# elsewhere, such as a table.
_SHOWN = 14

_WORD = re.compile(r"\S+")


class Effect(NamedTuple):
    """What one edit does to the words of a document.

    Attributes:
        change: the edit.
        alone: how many more words are right when only this edit is made.
        last: how many more words are right with it than without when all others are made.
        truth: what the truth has there; empty where nothing nearby has a place in it.
    """

    change: Change
    alone: int
    last: int
    truth: str

    @property
    def right(self) -> float:
        """How many more words are right with the edit, on average: above 0 it helps, below 0 it hurts."""
        return (self.alone + self.last) / 2

    def __str__(self) -> str:
        return f"{self.right:+.1f} {self.change}\n    truth: {self.truth!r}"


class _Aligned:
    """A text whose words are aligned with those of the truth."""

    def __init__(self, text: str, truth: Sequence[str]) -> None:
        spans = [match.span() for match in _WORD.finditer(text)]
        self._text = text
        self._truth = truth
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._words = [normalized(text[start:end]) for start, end in spans]
        # A pair before and one after all words, so that every place is between two.
        self._pairs = [(-1, -1), *matches(self._words, truth), (len(self._words), len(truth))]
        self._ours = [at for at, _ in self._pairs]

    def gained(self, start: int, end: int, replacement: str) -> tuple[int, list[str]]:
        """Return how many more words are right after a replacement, and the words of the truth there."""
        # The words that overlap the span or touch it.
        first = bisect_left(self._ends, start)
        last = max(bisect_right(self._starts, end), first)
        left = self._text[min(self._starts[first], start) : start] if first < last else ""
        right = self._text[end : max(self._ends[last - 1], end)] if first < last else ""
        new = words(left + replacement + right)
        if new == self._words[first:last]:
            return 0, []
        # Outside two words that are right, nothing can become better or worse.
        low = max(bisect_left(self._ours, first) - _ANCHORS, 0)
        high = min(bisect_left(self._ours, last) + _ANCHORS, len(self._pairs)) - 1
        (from_us, from_truth), (to_us, to_truth) = self._pairs[low], self._pairs[high]
        place = self._truth[from_truth + 1 : to_truth]
        changed = [*self._words[from_us + 1 : first], *new, *self._words[last:to_us]]
        return common(place, changed) - (high - low - 1), list(place)


def applied(text: str, made: Iterable[Change]) -> str:
    """Return a text with changes made, which are sorted."""
    parts: list[str] = []
    at = 0
    for change in made:
        parts += (text[at : change.start], change.new)
        at = change.start + len(change.old)
    return "".join((*parts, text[at:]))


def effects(text: str, made: Sequence[Change], truth: str) -> Iterator[Effect]:
    """Yield what each of the edits of a text does to its words; those that leave all words unchanged do nothing."""
    wanted = words(truth)
    raw, mended = _Aligned(text, wanted), _Aligned(applied(text, made), wanted)
    shift = 0
    for change in made:
        start, end = change.start, change.start + len(change.old)
        alone, place = raw.gained(start, end, change.new)
        lost, _ = mended.gained(start + shift, start + shift + len(change.new), change.old)
        shift += len(change.new) - len(change.old)
        yield Effect(change, alone, -lost, " ".join(place) if len(place) <= _SHOWN else "")


def gain_by_rule(text: str, made: Sequence[Change], truth: str) -> dict[str, float]:
    """Return by rule the gain in similarity of a text by all its edits, compared with leaving just these out.

    An edit that several rules made one after the other counts for each of them.
    """
    wanted = words(truth)
    mended = words(applied(text, made))
    whole = similarity(mended, wanted)
    gains = {}
    for rule in sorted({rule for change in made for rule in change.rules}):
        without = words(applied(text, (one for one in made if rule not in one.rules)))
        gains[rule] = whole - similarity(without, wanted) if without != mended else 0.0
    return gains

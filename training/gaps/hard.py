"""The sentences without dashes in which a scorer of lost dashes was most certain of one."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise

from textmend.passes.dashes.encoder import Scorer
from training.gaps.examples import drawn_without

__all__ = ["hardest"]

# This many sentences are read for each that is kept: with more, ever more of those kept are misprints.
_READ = 5
# So many of them are given to the scorer at once, which sorts them by length.
_AT_ONCE = 2_000


def hardest(scorer: Scorer, count: int, seed: int, *, more: bool) -> list[tuple[str, str]]:
    """Return (domain, text) of the sentences that look most as if they had lost a dash, though they had none.

    Args:
        scorer: the one that they mislead. In eight bits, and with an early exit, it reads five times as many in a
            second as the network that is being trained.
        count: how many sentences to return.
        seed: of the draw.
        more: whether to draw from "more" as well.
    """
    drawn = list(drawn_without(count * _READ, seed, more=more))
    certain: list[tuple[float, int]] = []
    for first in range(0, len(drawn), _AT_ONCE):
        starts = [0, *accumulate(len(text) + 1 for _, text in drawn[first : first + _AT_ONCE])]
        spans = [(start, end - 1) for start, end in pairwise(starts)]
        highest = [float("-inf")] * len(spans)
        for at, score in scorer.score("\n".join(text for _, text in drawn[first : first + _AT_ONCE]), spans):
            number = bisect_right(starts, at) - 1
            highest[number] = max(highest[number], score)
        certain += [(score, first + number) for number, score in enumerate(highest)]
    return [drawn[number] for _, number in sorted(certain, reverse=True)[:count]]

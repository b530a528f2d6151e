"""A sample of a stream in which every kind is represented, however rare it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from heapq import heappush, heappushpop
from random import Random
from typing import Generic, TypeVar

__all__ = ["StratifiedSample"]

ItemT = TypeVar("ItemT")


class StratifiedSample(Generic[ItemT]):
    """Keeps a random sample of the items of a stream, as equally divided among their strata as there are items.

    A stratum with few items is kept whole, and all others get the same number, so that a rare kind is not lost among a
    million items of another. The same stream always gives the same sample.

    Args:
        size: the most items that will be asked for; about twice as many are held in memory.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._random = Random(0)
        self._number = 0
        self._kept = 0
        self._cap = size
        self._seen: Counter[Hashable] = Counter()
        # Of each stratum a heap of (minus a random priority, number, item): what has the lowest priorities stays.
        self._heaps: dict[Hashable, list[tuple[float, int, ItemT]]] = {}

    def add(self, stratum: Hashable, item: ItemT) -> None:
        """Add the next item of the stream."""
        self._number += 1
        self._seen[stratum] += 1
        heap = self._heaps.setdefault(stratum, [])
        ranked = (-self._random.random(), self._number, item)
        if len(heap) >= self._cap:
            heappushpop(heap, ranked)
            return
        heappush(heap, ranked)
        self._kept += 1
        if self._kept > 2 * self._size:
            # The share of a stratum only shrinks as items are added, so what is dropped here is never missed.
            self._cap = self._share(self._size) + 1
            for each in self._heaps.values():
                each.sort(reverse=True)
                del each[self._cap :]
                each.reverse()
            self._kept = sum(map(len, self._heaps.values()))

    def items(self, size: int | None = None) -> list[ItemT]:
        """The sample in the order of the stream.

        Args:
            size: its size; by default that for which it was created, which is the maximum.
        """
        size = self._size if size is None else min(size, self._size)
        share = self._share(size)
        chosen: list[tuple[float, int, ItemT]] = []
        more: list[tuple[float, int, ItemT]] = []
        for heap in self._heaps.values():
            ranked = sorted(heap, key=lambda each: each[:2], reverse=True)
            chosen += ranked[:share]
            more += ranked[share : share + 1]
        # What does not divide evenly goes to some of the strata.
        more.sort(key=lambda each: each[:2], reverse=True)
        chosen += more[: max(0, size - len(chosen))]
        return [item for _, _, item in sorted(chosen, key=lambda each: each[1])]

    def _share(self, size: int) -> int:
        """How many items each stratum gets, if it has them, so that all together are no more than `size`."""
        left = size
        strata = sorted(self._seen.values())
        for at, number in enumerate(strata):
            share = left // (len(strata) - at)
            if number > share:
                return share
            left -= number
        return size

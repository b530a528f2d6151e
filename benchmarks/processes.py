"""Work that is distributed among the cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from benchmarks.tables import progress

__all__ = ["in_processes"]

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


def in_processes(
    function: Callable[[ItemT], ResultT], items: Sequence[ItemT], what: str, workers: int | None = None
) -> list[ResultT]:
    """Return the results of a function for items, in their order.

    Args:
        function: can be pickled, as can the items and its results.
        items: each is one task, so that it should take a second rather than a millisecond.
        what: is shown next to the progress on stderr.
        workers: how many processes; 1 for this one alone, None for one a core.
    """
    workers = min(workers or os.cpu_count() or 1, len(items))
    if workers <= 1:
        return [function(item) for item in items]
    # Spawned, not forked: the progress bar has a thread.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        done = [pool.submit(function, item) for item in items]
        try:
            return [future.result() for future in progress(done, what)]
        finally:
            pool.shutdown(cancel_futures=True)

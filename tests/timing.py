"""Is it linear? Measured by growing the input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

# Small enough to be quick where it is quadratic, large enough to be measured where it is not.
_SMALL = 5_000
_TIMES = 8


def growth(run: Callable[[str], object], unit: str) -> float:
    """How much dearer one character gets when `unit` is repeated eight times as often.

    1 for what is linear, 8 for what is quadratic; processor time, the best of three runs each.
    """
    small, large = (unit * (length // len(unit)) for length in (_SMALL, _SMALL * _TIMES))
    return _best(run, large) / _best(run, small) / _TIMES


def _best(run: Callable[[str], object], text: str) -> float:
    times: list[float] = []
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            run(text)
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    # Below half a millisecond the clock and the start of a call are what is measured.
    return max(min(times), 5e-4)

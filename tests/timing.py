"""Is it linear? Measured by growing the input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

# Small enough to be quick where it is quadratic, large enough to be measured where it is not.
_SMALL = 5_000
_TIMES = 8


def growth(run: Callable[[str], object], unit: str) -> float:
    """How much more one character costs when `unit` is repeated eight times as often.

    1 for what is linear, 8 for what is quadratic; processor time, the best of five runs each, alternating, since a
    machine may be busy with other things for as long as several runs take.
    """
    few, many = (unit * (length // len(unit)) for length in (_SMALL, _SMALL * _TIMES))
    turns = [(_seconds(run, few), _seconds(run, many)) for _ in range(5)]
    small, large = min(small for small, _ in turns), min(large for _, large in turns)
    # Below half a millisecond the clock and the start of a call dominate.
    return max(large, 5e-4) / max(small, 5e-4) / _TIMES


def _seconds(run: Callable[[str], object], text: str) -> float:
    gc.disable()
    try:
        start = time.process_time()
        run(text)
        return time.process_time() - start
    finally:
        gc.enable()

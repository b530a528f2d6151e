"""Timing in alternating turns, stored in the data model of pyperf.

pyperf's own runner measures one benchmark after the other, each in fresh processes. What counts here are ratios between
neighbours, and a machine that is busy for a minute would spoil them: so all candidates run one after the other, again
and again, in one process, and the medians of the turns are compared. What is stored is pyperf's: runs, benchmarks,
metadata and JSON, so that `python -m pyperf compare_to a.json b.json` and `python -m pyperf stats a.json` work on it.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

__all__ = ["PROCESSOR", "Timing", "by_turns", "ratio", "read", "save", "second_call"]

# The minimum seconds of one turn of one candidate. Refilling the caches that the previous candidates
# evicted takes a millisecond or two, which a process that repairs all day pays once.
_LEAST = 0.05

Clock = Callable[[], float]

# If other processes compete for the cores, wall time includes theirs. Windows counts processor time
# in steps of 16 ms, which is too coarse.
PROCESSOR: Clock = time.process_time if time.get_clock_info("process_time").resolution < 1e-5 else time.perf_counter


@dataclass(frozen=True)
class Timing:
    """How long something took.

    Attributes:
        tool: the tool.
        kind: the kind of text that it ran on; empty where it ran on none.
        size: the size of that text in bytes of UTF-8.
        seconds: the time of one call in each turn.
    """

    tool: str
    kind: str
    size: int
    seconds: tuple[float, ...]

    @property
    def name(self) -> str:
        """Its name for pyperf."""
        return f"{self.kind}, {self.size} bytes: {self.tool}" if self.kind else self.tool

    @property
    def median(self) -> float:
        """The median of the turns, in seconds."""
        return statistics.median(self.seconds)


def by_turns(
    candidates: Mapping[str, Callable[[], object]], turns: int, clock: Clock = PROCESSOR
) -> dict[str, tuple[float, ...]]:
    """Run all candidates in alternating turns.

    Args:
        candidates: what to run, by name. Each runs twice before it is measured, for what it loads the first time.
        turns: how often.
        clock: returns the seconds: by default the processor time of this process alone.

    Returns:
        The seconds that one call took, for each candidate and turn.
    """
    loops = {name: _loops(run, clock) for name, run in candidates.items()}
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(turns):
        # In alternating order, so that a machine that gets slower and slower does not favour those at the front.
        for name in list(candidates)[:: -1 if turn % 2 else 1]:
            taken[name].append(_seconds(candidates[name], loops[name], clock) / loops[name])
    return {name: tuple(seconds) for name, seconds in taken.items()}


def second_call(run: Callable[[], object], clock: Clock = PROCESSOR) -> float:
    """Return the seconds of the second call of two: the first one may load what it needs."""
    run()
    return _seconds(run, 1, clock)


def _loops(run: Callable[[], object], clock: Clock) -> int:
    return max(1, math.ceil(_LEAST / max(second_call(run, clock), 1e-7)))


def _seconds(run: Callable[[], object], loops: int, clock: Clock) -> float:
    start = clock()
    for _ in range(loops):
        run()
    return clock() - start


def ratio(timings: Iterable[Timing], kind: str, tool: str, other: str) -> float | None:
    """Return how many times as fast a tool is as another, on the largest text of that kind that both ran on.

    None where they never ran on the same text.
    """
    medians = {(timing.size, timing.tool): timing.median for timing in timings if timing.kind == kind}
    sizes = [size for size, name in medians if name == tool and (size, other) in medians]
    return medians[max(sizes), other] / medians[max(sizes), tool] if sizes else None


def save(timings: Iterable[Timing], file: Path) -> None:
    """Write timings as a benchmark suite of pyperf; an existing file is replaced.

    Raises:
        click.ClickException: pyperf is not installed.
    """
    pyperf = _pyperf()
    # pyperf's metadata about the machine takes it 30 ms to collect, and is the same for all.
    machine = pyperf.Run([1.0]).get_metadata()
    benchmarks = []
    for timing in timings:
        # pyperf has no room for an empty string.
        own = {"name": timing.name, "tool": timing.tool, "size": timing.size} | (
            {"kind": timing.kind} if timing.kind else {}
        )
        run = pyperf.Run(timing.seconds, metadata=machine | own, collect_metadata=False)
        benchmarks.append(pyperf.Benchmark([run]))
    pyperf.BenchmarkSuite(benchmarks).dump(str(file), replace=True)


def read(file: Path) -> list[Timing]:
    """Read what `save` wrote.

    Raises:
        click.ClickException: pyperf is not installed.
    """
    timings = []
    for benchmark in _pyperf().BenchmarkSuite.load(str(file)):
        metadata = benchmark.get_metadata()
        timings.append(
            Timing(metadata["tool"], metadata.get("kind", ""), metadata["size"], tuple(benchmark.get_values()))
        )
    return timings


def _pyperf() -> Any:
    try:
        return import_module("pyperf")
    except ImportError:
        raise click.ClickException("pyperf keeps the figures and is not installed: pip install pyperf") from None

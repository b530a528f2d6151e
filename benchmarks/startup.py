"""Print the cost of starting and waiting: `python -m benchmarks.startup`.

Every figure is of fresh processes, alternating (see turns.py) with `python -c pass`: the time of Python itself
is given for comparison. The memory is the resident memory of a process that waits; psutil, which comes with pyperf,
reads it on every platform.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from benchmarks import tables, turns
from benchmarks.turns import Timing

__all__ = ["Row", "idle", "started", "times"]

_PASS = "python -c pass"
_IMPORT = "import textmend"
_CLEAN = 'textmend.clean("This sentence needs nothing.")'
_BROKEN = 'textmend.clean("The war ofthe roses.")'
_VERSION = "textmend --version"

_PROGRAMS = {
    _PASS: ("-c", "pass"),
    _IMPORT: ("-c", _IMPORT),
    _CLEAN: ("-c", f"{_IMPORT}; {_CLEAN}"),
    _BROKEN: ("-c", f"{_IMPORT}; {_BROKEN}"),
    _VERSION: ("-m", "textmend", "--version"),
}

# What a program does before the part to measure, and the maximum time of this part, in seconds: a user who
# imports a package does not notice 30 ms, nor one who types a command 150.
_TARGETS = {_IMPORT: (_PASS, 0.030), _CLEAN: (_IMPORT, 0.060), _BROKEN: (_IMPORT, 0.060), _VERSION: (None, 0.150)}

# An install has the bytecode of every module; a checkout with this setting would compile them in each process anew.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

# Sixteen worker processes should not need much more than a gigabyte.
_MOST_BYTES = 80e6


@dataclass(frozen=True)
class Row:
    """A figure and its maximum.

    Attributes:
        name: what was measured.
        whole: the figure of the process: seconds or bytes.
        part: the same without what precedes the part that counts; `whole` where all counts.
        most: the maximum of `part`; None where there is no target.
        unit: "ms" or "MB", for print.
    """

    name: str
    whole: float
    part: float
    most: float | None
    unit: str

    @property
    def missed(self) -> bool:
        """Whether it exceeds its maximum."""
        return self.most is not None and self.part > self.most


def started(rounds: int) -> list[Timing]:
    """Measure the wall time of fresh processes."""
    candidates = {
        name: partial(
            subprocess.run, [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=_ENVIRONMENT
        )
        for name, arguments in _PROGRAMS.items()
    }
    return [
        Timing(name, "", 0, seconds) for name, seconds in turns.by_turns(candidates, rounds, time.perf_counter).items()
    ]


def idle(code: str) -> int:
    """Return the resident memory in bytes of a Python process that has run `code` and waits.

    Raises:
        ImportError: psutil is not installed.
    """
    psutil = import_module("psutil")
    waiting = f"{code}\nprint('ready', flush=True)\ninput()"
    with subprocess.Popen([sys.executable, "-c", waiting], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        resident = int(psutil.Process(process.pid).memory_info().rss)
        process.communicate(b"\n")
    return resident


def times(timings: Sequence[Timing]) -> Iterator[Row]:
    medians = {timing.tool: timing.median for timing in timings}
    for name, whole in medians.items():
        before, most = _TARGETS.get(name, (None, None))
        yield Row(name, whole, whole - medians[before] if before else whole, most, "ms")


def _memories() -> Iterator[Row]:
    for name, code in ((_PASS, "pass"), (_CLEAN, f"{_IMPORT}; {_CLEAN}"), (_BROKEN, f"{_IMPORT}; {_BROKEN}")):
        try:
            resident = idle(code)
        except ImportError as error:
            click.echo(f"memory is left out: {error.name} is not installed", err=True)
            return
        yield Row(f"idle after {name}", resident, resident, None if name == _PASS else _MOST_BYTES, "MB")


def show(rows: Sequence[Row]) -> None:
    """Print the figures with their maximums."""
    scale = {"ms": 1e3, "MB": 1e-6}
    cells = (
        [
            row.name,
            *("" if x is None else f"{x * scale[row.unit]:.0f} {row.unit}" for x in (row.whole, row.part, row.most)),
        ]
        for row in rows
    )
    headings = ["process", "whole", "the last step", "at most"]
    tables.console().print(tables.table("Start and memory, fresh processes", headings, cells))


@click.command()
@click.option("--turns", "rounds", default=11, show_default=True, help="How often each runs; the median counts.")
@click.option("--json", "file", type=click.Path(path_type=Path, dir_okay=False), help="Save the timings for pyperf.")
@click.option("--check", "checking", is_flag=True, help="End with status 1 if a figure is more than it may be.")
def main(rounds: int, file: Path | None, checking: bool) -> None:
    """Measure the time to import, to mend a first text and to run the command, and the memory of an idle pipeline."""
    timings = started(rounds)
    rows = [*times(timings), *_memories()]
    show(rows)
    if file:
        turns.save(timings, file)
    missed = [row.name for row in rows if row.missed]
    if checking and missed:
        raise click.ClickException(f"more than it may be: {', '.join(missed)}. Profile with python -X importtime")


if __name__ == "__main__":
    main()

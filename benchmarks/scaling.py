"""Print how the time grows with the size of a text: `python -m benchmarks.scaling`.

One text of each size, from a kilobyte to a hundred megabytes, on one line and on many, clean and damaged. The slope of
the logarithm of the time over the logarithm of the size is 1 where twice the text takes twice the time, 2 where it is
quadratic. Takes about two minutes and less than 1 GB of memory.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from benchmarks import floors, tables, turns
from benchmarks.texts import ascii_only, damaged, sources
from benchmarks.turns import Timing
from textmend import Pipeline

__all__ = ["measure", "slopes"]

_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)

# Damaged text takes many times as long; a hundred megabytes of it would take most of the time of the run and show
# nothing that ten do not.
_MOST_DAMAGED = 10_000_000
_DAMAGE = 0.01

# The slope is fitted from here on. Below a hundred thousand, the fixed cost of a call makes it too
# flat; below a million, the text and its words fit the processor's caches, which makes it too steep.
_FROM = 1_000_000

# The larger the text, the less a turn differs from the next, and the longer it takes.
_ROUNDS = 5
_LARGE, _LARGE_ROUNDS = 10_000_000, 2


def measure(documents: Sequence[str], sizes: Sequence[int]) -> Iterator[Timing]:
    """Measure preset "default" on texts of these sizes, in characters, made of the documents over and over."""
    clean = Pipeline.preset("default").clean
    for size in tables.progress(sizes, "Sizes"):
        rounds = _LARGE_ROUNDS if size >= _LARGE else _ROUNDS
        texts = dict(_texts(documents, size))
        taken = turns.by_turns({kind: partial(clean, text) for kind, text in texts.items()}, rounds)
        for kind, seconds in taken.items():
            yield Timing("default", kind, size, seconds)


def _texts(documents: Sequence[str], size: int) -> Iterator[tuple[str, str]]:
    many = _filled(documents, size)
    yield "many lines, clean", many
    yield "one line, clean", many.replace("\n", " ")
    if size <= _MOST_DAMAGED:
        (broken,) = damaged([many], _DAMAGE)
        yield f"many lines, {_DAMAGE:.0%} of words damaged", broken
        yield f"one line, {_DAMAGE:.0%} of words damaged", broken.replace("\n", " ")


def _filled(documents: Sequence[str], size: int) -> str:
    parts: list[str] = []
    missing = size
    for document in itertools.cycle(documents):
        if missing <= 0:
            break
        parts.append(document)
        missing -= len(document) + 1
    return "\n".join(parts)[:size]


def slopes(timings: Sequence[Timing]) -> dict[str, float]:
    """Return the slope of log time over log size of each kind of text that was measured at two sizes or more.

    Sizes below which the fixed cost of a call counts are left out.
    """
    found = {}
    for kind in dict.fromkeys(timing.kind for timing in timings):
        large = [timing for timing in timings if timing.kind == kind and timing.size >= _FROM]
        if len(large) > 1:
            x, y = [math.log(t.size) for t in large], [math.log(t.median) for t in large]
            found[kind] = statistics.linear_regression(x, y).slope
    return found


def show(timings: Sequence[Timing]) -> None:
    """Print the speed at each size, and the slopes."""
    texts = list(dict.fromkeys(timing.kind for timing in timings))
    sizes = list(dict.fromkeys(timing.size for timing in timings))
    speed = {(timing.kind, timing.size): timing.size / timing.median / 1e6 for timing in timings}
    steep = slopes(timings)
    rows = (
        [kind, *(tables.figure(speed.get((kind, size))) for size in sizes), tables.figure(steep.get(kind))]
        for kind in texts
    )
    headings = ["preset default on", *(f"{size:,}" for size in sizes), "slope"]
    title = f"MB/s at sizes in bytes, and the slope of log time over log size from {_FROM:,} bytes on"
    tables.console().print(tables.table(title, headings, rows))


@click.command()
@click.option("--most", default=_SIZES[-1], show_default=True, help="The largest size, in bytes.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of your own.")
@click.option("--json", "file", type=click.Path(path_type=Path, dir_okay=False), help="Save the timings for pyperf.")
@floors.options
def main(
    most: int, texts: Path | None, file: Path | None, checking: bool, updating: bool, allowed: tuple[str, ...]
) -> None:
    """Measure the time of preset "default" over the size of the text."""
    if (checking or updating) and most < _SIZES[-1]:
        raise click.UsageError("floors are for the whole run, without --most")
    documents = list(ascii_only(sources(texts).english))
    timings = list(measure(documents, [size for size in _SIZES if size <= most]))
    show(timings)
    if file:
        turns.save(timings, file)
    # Below 1 is luck, which no later run can be expected to repeat.
    measured = {f"{kind}: slope": max(slope, 1.0) for kind, slope in slopes(timings).items()}
    corpus = floors.fingerprint(documents)
    floors.settle(
        "scaling", measured, corpus, checking=checking, updating=updating, allowed=allowed, at_most=list(measured)
    )


if __name__ == "__main__":
    main()

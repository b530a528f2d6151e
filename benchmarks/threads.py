"""Print how many times as fast a column is repaired by two threads as by one: `python -m benchmarks.threads`.

Wall time, in fresh processes, since polars counts its threads once; on a machine that does nothing else. Rows of clean
English, of which the scan is all that has to be done, and which it does without the lock of the interpreter.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from benchmarks import tables
from benchmarks.columns import rows_of
from benchmarks.texts import ascii_only, sources
from textmend import Pipeline

__all__ = ["ENGINES"]

_LENGTHS = (50, 1_000)
_CHARACTERS = 40_000_000
_PROCESSES = 3
_RUNS = 5


def _polars(rows: list[str], pipeline: Pipeline, _: int) -> Callable[[], object]:
    import polars as pl

    import_module("textmend.integrations.polars")
    column: Any = pl.col("text")
    query = pl.LazyFrame({"text": rows}).select(column.textmend.clean(pipeline).str.len_bytes().sum())
    return lambda: query.collect(engine="streaming")


def _duckdb(rows: list[str], pipeline: Pipeline, threads: int) -> Callable[[], object]:
    import duckdb
    import pyarrow as pa

    from textmend.integrations.duckdb import register

    connection: Any = register(duckdb.connect(), pipeline)
    connection.execute(f"SET threads = {threads}")
    connection.register("rows", pa.table({"text": rows}))
    connection.execute("CREATE TABLE given AS SELECT * FROM rows")
    return lambda: connection.execute("SELECT sum(length(textmend(text))) FROM given").fetchall()


ENGINES = {"polars": _polars, "duckdb": _duckdb}


def _measured(engine: str, preset: str, length: int, texts: Path | None, threads: int) -> float:
    """Return the seconds that a fresh process takes with so many threads."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.threads",
        "--preset",
        preset,
        "--one",
        engine,
        str(length),
        str(threads),
    ]
    options = ["--texts", str(texts)] if texts else []
    environment = {**os.environ, "POLARS_MAX_THREADS": str(threads)}
    return float(subprocess.run([*command, *options], env=environment, stdout=subprocess.PIPE, check=True).stdout)


def _seconds(run: Callable[[], object]) -> float:
    """Return the median seconds of wall time of some runs, after one for what is loaded the first time."""
    run()
    taken = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


@click.command()
@click.option("--preset", default="default", show_default=True, help="The preset.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of your own.")
@click.option("--one", type=(click.Choice(list(ENGINES)), int, int), hidden=True)
def main(preset: str, texts: Path | None, one: tuple[str, int, int] | None) -> None:
    """Measure the wall time of a column with one thread and with two."""
    if one:
        engine, length, threads = one
        different = rows_of(list(ascii_only(sources(texts).english)), length, _CHARACTERS)
        # Rows that trigger a pass wait for the interpreter.
        pipeline = Pipeline.of(preset)
        clean = [row for row in different if pipeline.explain_if_any(row) is None]
        rows = (clean * (_CHARACTERS // (length * len(clean)) + 1))[: _CHARACTERS // length]
        click.echo(_seconds(ENGINES[engine](rows, pipeline, threads)))
        return
    body = []
    for engine in tables.progress(ENGINES, "Engines"):
        ratios = []
        for length in _LENGTHS:
            pairs = [[_measured(engine, preset, length, texts, count) for count in (1, 2)] for _ in range(_PROCESSES)]
            ratios.append(statistics.median(alone / both for alone, both in pairs))
        body.append([engine, *map(tables.figure, ratios)])
    headings = ["two threads over one", *(f"rows of {length:,}" for length in _LENGTHS)]
    tables.console().print(tables.table(f"preset {preset}, {_CHARACTERS:,} characters", headings, body))


if __name__ == "__main__":
    main()

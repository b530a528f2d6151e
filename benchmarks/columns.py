"""Print what a column costs in each frame, compared with a plain loop: `python -m benchmarks.columns`.

Rows of clean English without duplicates, a few of which trigger a pass: Python strings for the loop, and for each
integration a column of its frame. Frames that are not installed are left out. Takes about a minute.
"""

from __future__ import annotations

import statistics
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from benchmarks import tables, turns
from benchmarks.texts import ascii_only, sources
from textmend import Pipeline

__all__ = ["candidates", "rows_of"]

_LENGTHS = (50, 1_000)
_CHARACTERS = 10_000_000
_ROUNDS = 5
_LOOP = "plain loop"


def rows_of(documents: Sequence[str], length: int, characters: int) -> list[str]:
    """Return different rows of about this length, made of whole words."""
    rows: dict[str, None] = {}
    left = characters
    for document in documents:
        for row in textwrap.wrap(document, length, break_long_words=False):
            rows[row] = None
            left -= len(row)
        if left <= 0:
            break
    return list(rows)


def candidates(rows: list[str], pipeline: Pipeline) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the loop, then each frame that is installed, as functions that clean all rows."""
    clean = pipeline.clean
    yield _LOOP, lambda: [clean(row) for row in rows]
    for name, make in (("pyarrow", _arrow), ("pandas", _pandas), ("polars", _polars), ("duckdb", _duckdb)):
        try:
            yield name, make(rows, pipeline)
        except ImportError:
            continue


def _arrow(rows: list[str], pipeline: Pipeline) -> Callable[[], object]:
    import pyarrow as pa

    from textmend import arrow

    return partial(arrow.clean, pa.array(rows), pipeline)


def _pandas(rows: list[str], pipeline: Pipeline) -> Callable[[], object]:
    import pandas as pd

    import_module("textmend.integrations.pandas")
    series: Any = pd.Series(rows)
    return partial(series.textmend.clean, pipeline)


def _polars(rows: list[str], pipeline: Pipeline) -> Callable[[], object]:
    import polars as pl

    import_module("textmend.integrations.polars")
    column: Any = pl.col("text")
    query = pl.LazyFrame({"text": rows}).select(column.textmend.clean(pipeline))
    return partial(query.collect)


def _duckdb(rows: list[str], pipeline: Pipeline) -> Callable[[], object]:
    import duckdb
    import pyarrow as pa

    from textmend.integrations.duckdb import register

    connection: Any = register(duckdb.connect(), pipeline)
    connection.register("rows", pa.table({"text": rows}))
    connection.execute("CREATE TABLE given AS SELECT * FROM rows")
    return lambda: connection.execute("SELECT sum(length(textmend(text))) FROM given").fetchall()


@click.command()
@click.option("--preset", default="default", show_default=True, help="The preset.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of your own.")
def main(preset: str, texts: Path | None) -> None:
    """Measure the processor time of a column in each frame, of all its threads."""
    documents = list(ascii_only(sources(texts).english))
    pipeline = Pipeline.of(preset)
    found: dict[str, dict[int, float]] = {}
    for length in tables.progress(_LENGTHS, "Lengths"):
        rows = rows_of(documents, length, _CHARACTERS)
        taken = turns.by_turns(dict(candidates(rows, pipeline)), _ROUNDS)
        loop = statistics.median(taken.pop(_LOOP))
        for name, seconds in taken.items():
            found.setdefault(name, {})[length] = loop / statistics.median(seconds)
    body = ([name, *(tables.figure(ratios.get(length)) for length in _LENGTHS)] for name, ratios in found.items())
    headings = ["speed over a plain loop", *(f"rows of {length:,}" for length in _LENGTHS)]
    tables.console().print(tables.table(f"preset {preset}, {_CHARACTERS:,} characters", headings, body))


if __name__ == "__main__":
    main()

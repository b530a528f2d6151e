"""Print what an engine adds to the cost of repairing text: `python -m benchmarks.engines`.

The processor time that the processes of an engine take for a row, in multiples of that of a plain loop over the same
rows in this process. What the engine takes without the repair does not count, nor what its workers take to start, which
a job of a few rows shows; what it takes to hand rows to textmend and back does. Engines that are not installed are left
out. Takes ten minutes. Needs psutil, and for Spark Java 17.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

import click

from benchmarks import tables
from benchmarks.columns import rows_of
from benchmarks.texts import ascii_only, damaged, sources
from textmend import Pipeline

__all__ = ["ENGINES", "Jobs", "cost", "processor_time"]

# By the length of a row, as many as a loop takes some seconds for.
_ROWS = {50: 240_000, 1_000: 3_000}
_DAMAGE = 0.01
# The share of the rows that a job has which shows what workers take to start.
_FEW = 0.05
_ROUNDS = 3
_WORKERS = 2
_BATCH = 2_000


class Jobs(NamedTuple):
    """A job of an engine over all rows, which returns the seconds of processor time that it took."""

    repairing: Callable[[], float]
    without: Callable[[], float]


def processor_time() -> float:
    """Return the seconds that this process and all that it has started have taken, also those that have ended."""
    import psutil

    total = 0.0
    own = psutil.Process()
    for process in (own, *own.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            taken = process.cpu_times()
            total += taken.user + taken.system + taken.children_user + taken.children_system
    return total


def cost(jobs: Jobs, rounds: int) -> float:
    """Return the seconds of processor time that the repair adds to a job: the median over some rounds."""
    jobs.without()
    jobs.repairing()
    return statistics.median(-jobs.without() + jobs.repairing() for _ in range(rounds))


def _taken(run: Callable[[], object]) -> float:
    start = processor_time()
    run()
    return processor_time() - start


JobsOf = Callable[[Sequence[str]], Jobs]


@contextlib.contextmanager
def _spark(pipeline: Pipeline) -> Iterator[JobsOf]:
    import pyarrow as pa
    from pyspark.sql import SparkSession

    from textmend.integrations.spark import clean

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{_WORKERS}]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.log.level", "ERROR").getOrCreate()

    def run(given: Any) -> None:
        given.write.format("noop").mode("overwrite").save()

    def jobs_of(rows: Sequence[str]) -> Jobs:
        frame = spark.createDataFrame(pa.table({"text": rows})).repartition(_WORKERS).cache()
        frame.count()
        return Jobs(lambda: _taken(lambda: run(clean(frame, "text", pipeline))), lambda: _taken(lambda: run(frame)))

    try:
        yield jobs_of
    finally:
        spark.stop()


class _Metered:
    """A step of Ray that repairs, or only returns, what it gets, and keeps what its process has taken so far.

    Ray ends its workers without waiting for them, and starts others for itself now and then.
    """

    def __init__(self, folder: str, pipeline: Pipeline | None) -> None:
        from textmend.integrations.ray import Cleaner

        self._file = Path(folder, str(os.getpid()))
        self._step: Callable[[Any], Any] = Cleaner("text", pipeline) if pipeline else lambda table: table

    def __call__(self, table: Any) -> Any:
        found = self._step(table)
        self._file.write_text(str(time.process_time()))
        return found


@contextlib.contextmanager
def _ray(pipeline: Pipeline) -> Iterator[JobsOf]:
    import pyarrow as pa
    import ray

    ray.init(num_cpus=_WORKERS + 1, include_dashboard=False, logging_level="error", log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    pool = ray.data.ActorPoolStrategy(size=_WORKERS)

    def jobs_of(rows: Sequence[str]) -> Jobs:
        table = pa.table({"text": rows})
        size = min(_BATCH, len(rows) // (4 * _WORKERS))
        given = ray.data.from_arrow([table.slice(at, size) for at in range(0, len(rows), size)]).materialize()

        def run(pipeline: Pipeline | None) -> float:
            with tempfile.TemporaryDirectory() as folder:
                arguments = (folder, pipeline)
                step = given.map_batches(_Metered, batch_format="pyarrow", fn_constructor_args=arguments, compute=pool)
                step.materialize()
                return sum(float(file.read_text()) for file in Path(folder).iterdir())

        return Jobs(partial(run, pipeline), partial(run, None))

    try:
        yield jobs_of
    finally:
        ray.shutdown()


@contextlib.contextmanager
def _datatrove(pipeline: Pipeline) -> Iterator[JobsOf]:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader

    from textmend.integrations.datatrove import TextmendFormatter

    with tempfile.TemporaryDirectory() as name:

        def jobs_of(rows: Sequence[str]) -> Jobs:
            folder = tempfile.mkdtemp(dir=name)
            for part in range(_WORKERS):
                lines = (json.dumps({"text": row, "id": str(at)}) for at, row in enumerate(rows[part::_WORKERS]))
                Path(folder, f"{part}.jsonl").write_text("\n".join(lines), "utf-8")

            def run(*steps: Any) -> None:
                logs = tempfile.mkdtemp(dir=name)  # where a second run would see that all is done
                executor = LocalPipelineExecutor(
                    [JsonlReader(folder), *steps], tasks=_WORKERS, workers=_WORKERS, logging_dir=logs
                )
                executor.run()

            return Jobs(lambda: _taken(lambda: run(TextmendFormatter(pipeline))), lambda: _taken(run))

        yield jobs_of


ENGINES = {"Spark": _spark, "Ray": _ray, "datatrove": _datatrove}


@click.command()
@click.option("--preset", default="default", show_default=True, help="The preset.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of your own.")
@click.option("--only", type=click.Choice(list(ENGINES)), multiple=True, help="Engines; by default all.")
def main(preset: str, texts: Path | None, only: Sequence[str]) -> None:
    """Measure the processor time that repairing a column takes in each engine."""
    documents = list(ascii_only(sources(texts).english))
    pipeline = Pipeline.preset(preset)  # type: ignore[arg-type]  # which says so itself
    found: dict[str, dict[int, float]] = {}
    for length, count in _ROWS.items():
        different = rows_of(documents, length, length * count)
        rows = damaged(islice(cycle(different), count), _DAMAGE)
        loop = partial(_loop, pipeline, rows)
        for name in only or ENGINES:
            with contextlib.suppress(ImportError), ENGINES[name](pipeline) as jobs_of:
                start = cost(jobs_of(rows[: int(len(rows) * _FEW)]), _ROUNDS)
                # Around the engine, so that a machine that gets slower does not favour one of them.
                before, added, after = loop(), cost(jobs_of(rows), _ROUNDS), loop()
                found.setdefault(name, {})[length] = (added - start) / (statistics.mean((before, after)) * (1 - _FEW))
    body = ([name, *(tables.figure(ratios.get(length)) for length in _ROWS)] for name, ratios in found.items())
    headings = ["processor time over that of a loop", *(f"rows of {length:,}" for length in _ROWS)]
    title = f"preset {preset}, {_DAMAGE:.0%} of words run together"
    tables.console().print(tables.table(title, headings, body))


def _loop(pipeline: Pipeline, rows: Sequence[str]) -> float:
    """Return the seconds of processor time of a plain loop, which has run before."""
    clean = pipeline.clean
    for _ in range(2):
        start = time.process_time()
        for row in rows:
            clean(row)
    return time.process_time() - start


if __name__ == "__main__":
    main()

"""Spark: whatever the partitions and batches, the result is that of a plain loop; other versions stop the job."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integrations import java
from tests.integrations.digest import assert_same, rows_of
from tests.integrations.frames import ROWS, SAFE, fixed, message_without
from textmend import Pipeline
from textmend.errors import OptionError, UnknownNameError

pytest.importorskip("pyarrow", reason="needs the extra 'spark'")
pytest.importorskip("pyspark", reason="needs the extra 'spark'")
if java.MISSING:
    pytest.skip(java.MISSING, allow_module_level=True)
from pyspark.sql import SparkSession  # which may be missing

from textmend.integrations import spark as integration
from textmend.integrations import workers
from textmend.integrations.spark import clean, register, udf

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning",
    "ignore::FutureWarning",
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)

FEW = ROWS[:40]
PATHS = os.pathsep.join(each for each in sys.path if each)


def session(master: str, **settings: str) -> Any:
    """Start a session whose workers are this Python."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {"spark.ui.enabled": "false", "spark.executorEnv.PYTHONPATH": PATHS, **settings}
    builder = SparkSession.builder.master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    started = session("local[2]")
    yield started
    started.stop()


@pytest.fixture
def frame(spark: Any) -> Any:
    return spark.createDataFrame(list(enumerate(ROWS)), "id int, text string")


def values_of(frame: Any, column: str = "text") -> list[Any]:
    return [row[column] for row in sorted(frame.collect(), key=lambda row: row["id"])]


@pytest.mark.parametrize(
    ("partitions", "batch", "preset"),
    [(1, 10_000, "default"), (2, 7, "pdf"), (7, 1, "default"), (64, 100, "default")],
)
def test_the_digest_is_that_of_a_plain_loop(spark: Any, partitions: int, batch: int, preset: str) -> None:
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(batch))
    frame = spark.createDataFrame(rows_of(preset), "id int, text string").repartition(partitions)
    mended = clean(frame, "text", preset, edits="_edits").collect()
    assert_same([(row["id"], row["text"], row["text_edits"]) for row in mended], preset)


def test_without_edits_the_columns_stay(frame: Any) -> None:
    mended = clean(frame, ["text"], "default")
    assert values_of(mended) == fixed()
    assert mended.schema == frame.schema


def test_in_expressions_and_in_sql(spark: Any, frame: Any) -> None:
    fixed_texts = frame.select("id", udf(SAFE.spec())("text").alias("text"))
    assert values_of(fixed_texts) == fixed(SAFE)
    register(spark, "default", "mend")
    frame.createOrReplaceTempView("rows_of_text")
    assert values_of(spark.sql("SELECT id, mend(text) AS text FROM rows_of_text")) == fixed()


def test_before_spark_4_1_columns_come_as_series(frame: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("pyspark.sql.functions.arrow_udf", raising=False)
    assert values_of(frame.select("id", udf("default")("text").alias("text"))) == fixed()


def test_nothing_runs_before_the_frame_is_used(spark: Any, frame: Any) -> None:
    with pytest.raises(OptionError, match="there is no column 'body'; the columns are 'id', 'text'"):
        clean(frame, "body")
    with pytest.raises(OptionError, match="column 'id' is int, not text"):
        clean(frame, ["text", "id"])
    with pytest.raises(UnknownNameError, match="webb"):
        clean(frame, "text", "webb")
    with pytest.raises(UnknownNameError, match="webb"):
        register(spark, "webb")


def test_an_executor_with_another_version_stops_the_job(frame: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = integration._Batches(Pipeline.preset("safe"), ["text"], "")
    monkeypatch.setattr(made._worker, "_stamp", {**workers.stamp(), "textmend": "0.0.9"})
    with pytest.raises(Exception, match=r"this worker has textmend .*, the driver has textmend 0\.0\.9, "):
        frame.mapInArrow(made, frame.schema).collect()


def test_a_worker_that_dies_is_replaced(tmp_path: Path) -> None:
    """On two executors of a small cluster, of which a Python process is killed in the middle of the job."""
    SparkSession.builder.getOrCreate().stop()
    flag = str(tmp_path / "killed")

    def die_once(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            try:
                os.close(os.open(flag, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                yield batch
            else:
                os._exit(1)

    cluster = session("local-cluster[2,1,1024]", **{"spark.task.maxFailures": "4"})
    try:
        frame = cluster.createDataFrame(list(enumerate(FEW)), "id int, text string").repartition(4)
        mended = clean(frame.mapInArrow(die_once, frame.schema), "text", "default")
        assert values_of(mended) == fixed()[: len(FEW)]
        assert os.path.exists(flag)
    finally:
        cluster.stop()


def test_a_missing_spark_is_named() -> None:
    message = message_without("pyspark", "textmend.integrations.spark")
    assert "pip install 'textmend[spark]'" in message

"""Ray Data: whatever the blocks, batches and actors, the result is a plain loop's; other versions stop the job."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.digest import assert_same, rows_of
from tests.integrations.frames import DEFAULT, ROWS, SAFE, fixed, message_without
from textmend import Pipeline
from textmend.errors import OptionError, UnknownNameError

pa = pytest.importorskip("pyarrow", reason="needs the extra 'ray'")
ray = pytest.importorskip("ray", reason="needs the extra 'ray'")
data = pytest.importorskip("ray.data", reason="needs the extra 'ray'")

from textmend.integrations.ray import Cleaner, clean  # noqa: E402  # which needs Ray
from textmend.integrations.workers import WorkerPipeline, stamp  # noqa: E402

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"
)

ONE, TWO = data.ActorPoolStrategy(size=1), data.ActorPoolStrategy(size=2)


@pytest.fixture(scope="module", autouse=True)
def _started() -> Iterator[None]:
    # One for each of two actors, and one for what reads.
    ray.init(num_cpus=3, include_dashboard=False, logging_level="error", log_to_driver=False)
    data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def rows() -> Any:
    table = pa.table({"id": range(len(ROWS)), "text": pa.array(ROWS, pa.string())})
    return data.from_arrow([table.slice(start, 30) for start in range(0, len(ROWS), 30)])


def values_of(dataset: Any, column: str = "text") -> list[Any]:
    return [row[column] for row in sorted(dataset.take_all(), key=lambda row: row["id"])]


@pytest.mark.parametrize(
    ("options", "preset"),
    [({"compute": ONE, "batch_size": 1}, "default"), ({"compute": TWO, "batch_size": 7}, "pdf"), ({}, "default")],
)
def test_the_digest_is_that_of_a_plain_loop(options: dict[str, Any], preset: str) -> None:
    numbers, texts = zip(*rows_of(preset), strict=True)
    table = pa.table({"id": numbers, "text": pa.array(texts, pa.string())})
    given = data.from_arrow([table.slice(start, 50) for start in range(0, len(texts), 50)])
    mended = clean(given, "text", preset, edits="_edits", **options).take_all()
    assert_same([(row["id"], row["text"], row["text_edits"]) for row in mended], preset)


def test_the_order_is_kept_where_asked(rows: Any) -> None:
    mended = clean(rows, "text", SAFE.spec(), preserve_order=True, compute=TWO, batch_size=3)
    assert [row["text"] for row in mended.take_all()] == fixed(SAFE)
    assert mended.schema().base_schema.equals(rows.schema().base_schema)
    assert not data.DataContext.get_current().execution_options.preserve_order


def test_columns_of_all_kinds() -> None:
    # A column of nulls has no type, in one block or in all.
    items = [{"id": number, "text": None if number < 20 else "the war ofthe roses"} for number in range(25)]
    given = data.from_items(items, override_num_blocks=5)
    assert values_of(clean(given, "text", "default")) == [None] * 20 + ["the war of the roses"] * 5
    assert clean(data.from_items([]), "text").count() == 0
    clean(data.from_items(items[:20]), "text")
    words = pa.array(["inthe end", None, "inthe end"]).dictionary_encode()
    for column in (words, words.cast(pa.large_string())):
        table = pa.table({"text": column})
        clean(data.from_arrow(table), "text")
        assert Cleaner("text", "default")(table)["text"].to_pylist() == ["in the end", None, "in the end"]


def test_errors_teach_before_the_job_starts(rows: Any) -> None:
    with pytest.raises(OptionError, match="there is no column 'body'; the columns are 'id', 'text'"):
        clean(rows, "body")
    with pytest.raises(OptionError, match="column 'id' is int64, not text"):
        clean(rows, ["text", "id"])
    with pytest.raises(OptionError, match="there is a column 'text' already"):
        clean(rows.rename_columns({"id": "t"}), "t", edits="ext")
    for build in (clean, lambda _, *given: Cleaner(*given)):
        with pytest.raises(UnknownNameError, match="unknown preset 'webb'"):
            build(rows, "text", "webb")


def test_the_class_alone_is_for_map_batches(rows: Any) -> None:
    arguments = ("text", Pipeline.preset("default", skip=["quotes"]))
    mended = rows.map_batches(Cleaner, batch_format="pyarrow", fn_constructor_args=arguments, compute=ONE)
    assert values_of(mended) == fixed(arguments[1])
    with pytest.raises(OptionError, match="there is no column 'id'"):
        Cleaner("id")(pa.table({"text": ["a"]}))


def test_a_worker_with_another_version_stops_the_job(rows: Any) -> None:
    worker = WorkerPipeline(Pipeline.preset("safe"))
    worker._stamp = {**stamp(), "textmend": "0.0.9"}
    mended = rows.map_batches(Cleaner, batch_format="pyarrow", fn_constructor_args=("text", worker), compute=TWO)
    with pytest.raises(Exception, match=r"this worker has textmend .*, the driver has textmend 0\.0\.9, "):
        mended.take_all()


def test_an_actor_that_dies_is_replaced(rows: Any, tmp_path: Path) -> None:
    flag = str(tmp_path / "killed")
    last = len(ROWS) - 1

    class DiesOnce(Cleaner):
        def __call__(self, table: Any) -> Any:
            mended = super().__call__(table)
            if last in table["id"].to_pylist() and not os.path.exists(flag):
                Path(flag).touch()
                os._exit(1)
            return mended

    given = ("text", WorkerPipeline(DEFAULT))
    mended = rows.map_batches(DiesOnce, batch_format="pyarrow", batch_size=9, fn_constructor_args=given, compute=TWO)
    assert values_of(mended) == fixed()
    assert os.path.exists(flag)


def test_a_missing_ray_is_named() -> None:
    assert "pip install 'textmend[ray]'" in message_without("ray", "textmend.integrations.ray")
    assert "pip install 'textmend[ray]'" in message_without("pyarrow", "textmend.integrations.ray")

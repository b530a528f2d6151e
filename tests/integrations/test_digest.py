"""One digest for all: orders, batches, columns of all frames, processes, hash seeds, both builds of the gate.

Engines that need an environment of their own are compared in their own tests, with the same rows.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.digest import PRESETS, Row, assert_same, digest, expected, pipeline_of, repaired, rows_of

BATCHES = (1, 7, 1000)


def shuffled(preset: str, seed: int) -> list[tuple[int, str | None]]:
    rows = list(rows_of(preset))
    random.Random(seed).shuffle(rows)
    return rows


def texts_alone(numbers: Iterable[int], texts: Iterable[str | None]) -> list[Row]:
    return [(number, text, None) for number, text in zip(numbers, texts, strict=True)]


def with_edits(numbers: Iterable[int], explained: Iterable[dict[str, Any] | None]) -> list[Row]:
    """Rows from the structs that `textmend.arrow.explain` returns."""
    return [
        (number, None, ()) if each is None else (number, each["text"], each["edits"])
        for number, each in zip(numbers, explained, strict=True)
    ]


@pytest.mark.parametrize("preset", PRESETS)
def test_the_rows_have_damage_of_all_kinds(preset: str) -> None:
    rules = {rule for _, _, made in expected(preset) for edit in made or () for rule in edit["rule"].split("+")}
    passes = {"mojibake", "characters", "spacing", "dashes", "quotes", *(["layout"] if preset == "pdf" else [])}
    assert {rule.partition("/")[0] for rule in rules} == passes
    assert preset != "pdf" or "dashes/lost" in rules
    assert sum(row[:2] == given for row, given in zip(expected(preset), rows_of(preset), strict=True)) > 100


def test_the_digest_sees_each_difference() -> None:
    edit = {"start": 0, "end": 1, "replacement": "b", "rule": "a/b", "confidence": 0.9}
    rows: list[Row] = [(1, "b", [edit]), (2, None, ())]
    others: list[list[Row]] = [
        rows[:1],
        [*rows, rows[0]],
        [(3, "b", [edit]), rows[1]],
        [(1, "b", [edit]), (2, "", ())],
        [(1, "c", [edit]), rows[1]],
        [(1, "b", ()), rows[1]],
        [(1, "b", [{**edit, "confidence": 0.9000000000000001}]), rows[1]],
        *([(1, "b", [{**edit, key: value}]), rows[1]] for key, value in (("start", 1), ("end", 2), ("rule", "a/c"))),
    ]
    digests = {digest(rows), *map(digest, others)}
    assert len(digests) == 1 + len(others)
    assert digest(rows[::-1]) == digest(rows)


@pytest.mark.parametrize("preset", PRESETS)
def test_loops_in_any_order_and_batches(preset: str) -> None:
    pipeline = pipeline_of(preset)
    assert_same(repaired(shuffled(preset, 1), pipeline), preset)
    present = [(number, text) for number, text in shuffled(preset, 2) if text is not None]
    for size in BATCHES:
        found: list[Row] = []
        for start in range(0, len(present), size):
            numbers, texts = zip(*present[start : start + size], strict=True)
            found += texts_alone(numbers, pipeline.clean_many(texts))
        assert_same(found, preset, of=lambda text: text is not None)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(
    ("kind", "size"),
    [*(("string", size) for size in BATCHES), ("large_string", 70), ("string_view", 71), ("dictionary", 7)],
)
def test_columns_of_arrow(kind: str, size: int, preset: str) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra 'arrow'")
    arrow = import_module("textmend.arrow")
    numbers, texts = zip(*shuffled(preset, size), strict=True)
    # A slice, whose first row is not the first of its memory.
    array = pa.array(["ofthe", *texts]).slice(1)
    array = array.dictionary_encode() if kind == "dictionary" else array.cast(getattr(pa, kind)())
    column = pa.chunked_array([array.slice(start, size) for start in range(0, len(array), size)])
    assert_same(texts_alone(numbers, arrow.clean(column, pipeline_of(preset)).to_pylist()), preset)
    assert_same(with_edits(numbers, arrow.explain(column, pipeline_of(preset)).to_pylist()), preset)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_columns_of_pandas(dtype: str, preset: str) -> None:
    pd = pytest.importorskip("pandas", reason="needs the extra 'pandas'")
    pytest.importorskip("pyarrow", reason="needs the extra 'pandas'")
    import_module("textmend.integrations.pandas")
    numbers, texts = zip(*shuffled(preset, 3), strict=True)
    series = pd.Series(texts, index=numbers, dtype=dtype)
    mended = series.textmend.clean(preset)
    assert_same(texts_alone(mended.index, (None if pd.isna(text) else text for text in mended)), preset)
    explained = series.textmend.explain(preset)
    found = zip(explained.index, explained["text"], explained["edits"], strict=True)
    assert_same([(n, None, ()) if pd.isna(text) else (n, text, edits) for n, text, edits in found], preset)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_columns_of_polars(engine: Any, preset: str) -> None:
    pl = pytest.importorskip("polars", reason="needs the extra 'polars'")
    pytest.importorskip("pyarrow", reason="needs the extra 'polars'")
    import_module("textmend.integrations.polars")
    rows = shuffled(preset, 4)
    parts = [pl.DataFrame(rows[start : start + 50], ["id", "text"], orient="row") for start in range(0, len(rows), 50)]
    column: Any = pl.col("text")
    frame = pl.concat(parts, rechunk=False).lazy()
    found = frame.select("id", column.textmend.clean(preset), e=column.textmend.explain(preset)).collect(engine=engine)
    assert_same(texts_alone(found["id"], found["text"]), preset)
    assert_same(with_edits(found["id"], found["e"]), preset)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("threads", [1, 2])
def test_columns_of_duckdb(threads: int, preset: str) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra 'duckdb'")
    pa = pytest.importorskip("pyarrow", reason="needs the extra 'duckdb'")
    register = import_module("textmend.integrations.duckdb").register
    connection = register(duckdb.connect(), preset)
    connection.execute(f"SET threads = {threads}")
    numbers, texts = zip(*shuffled(preset, 5), strict=True)
    connection.register("rows", pa.table({"id": numbers, "body": texts}))
    found = connection.execute("SELECT id, textmend(body), textmend_explain(body) FROM rows").fetchall()
    assert_same([(number, text, None) for number, text, _ in found], preset)
    assert_same(with_edits([row[0] for row in found], [row[2] for row in found]), preset)


@pytest.mark.parametrize(
    ("seed", "start", "gate"),
    [("0", "fork", ""), ("1", "forkserver", ""), ("random", "spawn", ""), ("2", "spawn", "pure")],
)
def test_processes_of_other_hash_seeds_start_methods_and_gates(seed: str, start: str, gate: str) -> None:
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system has no {start}")
    environment = {"PYTHONHASHSEED": seed, "TEXTMEND_GATE": gate, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.integrations.digest", start], env={**os.environ, **environment},
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {preset: digest(expected(preset)) for preset in PRESETS}

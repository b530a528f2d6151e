"""polars: expressions are lazy, streaming and elementwise, and give what a plain loop gives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integrations.frames import ROWS, SAFE, fixed, message_without
from textmend import arrow
from textmend.errors import UnknownNameError

pl = pytest.importorskip("polars", reason="needs the extra 'polars'")
pytest.importorskip("pyarrow", reason="needs the extra 'polars'")
import textmend.integrations.polars  # noqa: E402, F401  # which needs polars, and registers the namespaces

FRAME = pl.DataFrame({"id": range(len(ROWS)), "text": pl.Series(ROWS, dtype=pl.String)})


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
@pytest.mark.parametrize("times", [1, 50])
def test_as_a_plain_loop_in_order(engine: Any, times: int) -> None:
    frame = pl.concat([FRAME] * times, rechunk=False).lazy()
    found = frame.with_columns(pl.col("text").textmend.clean()).collect(engine=engine)
    assert found.schema == FRAME.schema
    assert found["text"].to_list() == fixed() * times
    assert found["id"].to_list() == FRAME["id"].to_list() * times


def test_a_pipeline_a_preset_and_a_spec() -> None:
    for given in (SAFE, "safe", SAFE.spec()):
        assert FRAME.select(pl.col("text").textmend.clean(given))["text"].to_list() == fixed(SAFE)
        assert FRAME["text"].textmend.clean(given).to_list() == fixed(SAFE)


def test_a_filter_moves_before_it() -> None:
    # An expression that were not elementwise would have to see all rows.
    plan = FRAME.lazy().with_columns(pl.col("text").textmend.clean()).filter(pl.col("id") < 3).explain()
    assert plan.index("WITH_COLUMNS") < plan.index("FILTER")
    found = FRAME.lazy().with_columns(pl.col("text").textmend.clean()).filter(pl.col("id") < 3).collect()
    assert found["text"].to_list() == fixed()[:3]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_explained(engine: Any) -> None:
    found = FRAME.lazy().select(pl.col("text").textmend.explain()).unnest("text").collect(engine=engine)
    assert found["text"].to_list() == fixed()
    assert found.columns == ["text", "edits", "refused"]
    text, left = arrow.undo(found["text"], found["edits"])
    assert text.to_pylist() == ROWS
    assert not any(left.to_pylist())
    assert FRAME["text"].textmend.explain().struct.field("edits").to_list() == found["edits"].to_list()


def test_names_nulls_and_empty_columns() -> None:
    series = pl.Series("body", ["ofthe war", None])
    assert series.textmend.clean().name == "body"
    for values in ([], [None, None]):
        column = pl.Series("body", values, dtype=pl.String)
        assert column.textmend.clean().to_list() == values
        assert column.textmend.explain().to_list() == values
        assert pl.Series("body", values).cast(pl.Null).textmend.clean().dtype == pl.String
    assert FRAME.lazy().select(pl.col("text").textmend.clean()).collect_schema() == {"text": pl.String}


def test_groups_and_conditions() -> None:
    frame = pl.DataFrame({"key": [1, 2, 1], "text": ["ofthe war", "inthe end", None]})
    mended = pl.col("text").textmend.clean()
    found = frame.select(pl.when(pl.col("key") == 1).then(mended).otherwise(pl.col("text")))
    assert found["text"].to_list() == ["of the war", "inthe end", None]
    grouped = frame.group_by("key", maintain_order=True).agg(mended)
    assert grouped["text"].to_list() == [["of the war", None], ["in the end"]]


def test_errors_teach() -> None:
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        pl.col("text").textmend.clean("pdff")
    for column in (pl.Series("n", [1]), pl.Series("n", ["a"], dtype=pl.Categorical), pl.Series("n", [b"a"])):
        with pytest.raises(Exception, match=r"column 'n' is .*, not text; .* cast it: \.cast\(pl\.String\)"):
            column.to_frame().select(pl.col("n").textmend.clean())
    assert "pip install 'textmend[polars]'" in message_without("polars", "textmend.integrations.polars")
    assert "pip install 'textmend[polars]'" in message_without("pyarrow", "textmend.integrations.polars")

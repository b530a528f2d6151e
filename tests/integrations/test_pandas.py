"""pandas: the accessor keeps index, name, dtype and missing values, and gives what a plain loop gives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integrations.frames import DEFAULT, ROWS, SAFE, fixed, message_without
from textmend import arrow
from textmend.errors import OptionError, UnknownNameError

pd = pytest.importorskip("pandas", reason="needs the extra 'pandas'")
pa = pytest.importorskip("pyarrow", reason="needs the extra 'pandas'")
import textmend.integrations.pandas  # noqa: E402, F401  # which needs pandas, and registers the accessors

ARROW_TEXT, ARROW_LARGE = (pd.ArrowDtype(kind) for kind in (pa.string(), pa.large_string()))
DTYPES: list[Any] = [None, object, "string", "category", pd.StringDtype("python"), ARROW_TEXT, ARROW_LARGE]


def plain(series: Any) -> list[str | None]:
    return [None if pd.isna(value) else value for value in series]


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_as_a_plain_loop_with_index_name_and_dtype(dtype: Any) -> None:
    series = pd.Series(ROWS, index=range(len(ROWS), 0, -1), name="body", dtype=dtype)
    before = series.copy(deep=True)
    mended = series.textmend.clean()
    assert plain(mended) == fixed()
    assert mended.index.equals(series.index)
    assert mended.name == "body"
    if dtype != "category":
        assert mended.dtype == series.dtype
    pd.testing.assert_series_equal(series, before)
    assert plain(series.textmend.clean("safe")) == plain(series.textmend.clean(SAFE.spec())) == fixed(SAFE)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_what_is_sound_comes_back_equal_and_apart(dtype: Any) -> None:
    series = pd.Series(["Nothing to do.", None, ""], dtype=dtype)
    mended = series.textmend.clean()
    pd.testing.assert_series_equal(mended, series)
    mended.iloc[0] = ""
    assert series.iloc[0] == "Nothing to do."


def test_missing_values_of_objects_stay_what_they_are() -> None:
    series = pd.Series(["ofthe war", None, float("nan"), pd.NA], dtype=object)
    values = series.textmend.clean().tolist()
    assert values[:2] == ["of the war", None]
    assert isinstance(values[2], float)
    assert values[3] is pd.NA
    empty = pd.Series([], dtype=object)
    assert empty.textmend.clean().tolist() == []
    assert pd.Series([None, None], dtype=object).textmend.clean().tolist() == [None, None]


def test_categories_that_become_equal_become_one() -> None:
    kind = pd.CategoricalDtype(["caf\u00c3\u00a9", "b", "caf\u00e9"], ordered=True)
    series = pd.Series(["caf\u00e9", "caf\u00c3\u00a9", None, "b"], dtype=kind)
    mended = series.textmend.clean()
    assert plain(mended) == ["caf\u00e9", "caf\u00e9", None, "b"]
    assert (list(mended.cat.categories), mended.cat.ordered) == (["caf\u00e9", "b"], True)
    assert mended.cat.categories.dtype == series.cat.categories.dtype


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_explained(dtype: Any) -> None:
    series = pd.Series(ROWS, index=range(len(ROWS), 0, -1), dtype=dtype)
    found = series.textmend.explain()
    assert plain(found["text"]) == fixed()
    assert found.index.equals(series.index)
    row = next(number for number, text in enumerate(ROWS) if text and DEFAULT.explain(text).edits)
    starts = [edit["start"] for edit in found["edits"].iloc[row]]
    assert starts == [edit.start for edit in DEFAULT.explain(ROWS[row] or "").edits]
    text, left = arrow.undo(found["text"], found["edits"])
    assert text.to_pylist() == ROWS
    assert not any(left.to_pylist())


def test_columns_of_a_frame() -> None:
    frame = pd.DataFrame({"id": [1, 2], "text": ["ofthe war", None], "title": ["inthe end", "x"]})
    mended = frame.textmend.clean(["text"])
    assert (mended["text"].iloc[0], mended["title"].iloc[0], list(mended)) == ("of the war", "inthe end", list(frame))
    assert frame.textmend.clean("title")["title"].tolist() == ["in the end", "x"]
    assert frame["text"].iloc[0] == "ofthe war"


@pytest.mark.parametrize("values", [[1, 2], [1.5, None], ["a", 1], [b"a"], [True]])
def test_what_is_no_text_has_no_accessor(values: Any) -> None:
    series = pd.Series(values)
    assert not hasattr(series, "textmend")
    with pytest.raises(AttributeError, match="is not text"):
        series.textmend.clean()
    with pytest.raises(OptionError, match=r"column 'a' is .*, not text"):
        pd.DataFrame({"a": series}).textmend.clean("a")


def test_errors_teach() -> None:
    frame = pd.DataFrame({"text": ["a"]})
    with pytest.raises(OptionError, match="no column 'body'; the columns are 'text'"):
        frame.textmend.clean("body")
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        frame["text"].textmend.clean("pdff")
    assert "pip install 'textmend[pandas]'" in message_without("pandas", "textmend.integrations.pandas")

"""pandas: importing this module gives Series of text, and DataFrames, the accessor `.textmend`.

>>> import pandas as pd
>>> import textmend.integrations.pandas
>>> pd.Series(["the war ofthe roses", None]).textmend.clean().tolist()
['the war of the roses', nan]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textmend.errors import MissingExtraError, OptionError
from textmend.pipeline.pipeline import Pipeline, PipelineLike

try:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc
except ImportError:
    raise MissingExtraError("pandas", "columns of pandas") from None

from textmend import arrow

__all__ = ["FrameAccessor", "SeriesAccessor"]


@pd.api.extensions.register_series_accessor("textmend")
class SeriesAccessor:
    """The accessor of a Series of text: of a string dtype, of objects, or of categories.

    Raises:
        AttributeError: the Series is not text, so that it has no such accessor.
    """

    def __init__(self, series: Any) -> None:
        if not _is_text(series):
            raise AttributeError(f"a Series of {series.dtype} is not text; .textmend is for strings and missing values")
        self._series = series

    def clean(self, pipeline: PipelineLike = "default") -> Any:
        """Return a new Series with the texts repaired: same index, name and dtype; missing values stay as they are.

        Args:
            pipeline: a pipeline, the name of a preset, or a spec.
        """
        series, chosen = self._series, Pipeline.of(pipeline)
        values: Any
        if isinstance(series.dtype, pd.CategoricalDtype):
            values = _clean_categories(series.array, chosen)
        elif pd.api.types.is_object_dtype(series.dtype):
            values = series.to_numpy(copy=True)
            present = ~series.isna().to_numpy()
            values[present] = list(chosen.clean_many(values[present]))
        else:
            texts = _as_arrow(series)
            mended = arrow.clean(texts, chosen)
            values = series.array if mended is texts else _as_pandas(mended, series.dtype)
        dtype = object if pd.api.types.is_object_dtype(series.dtype) else None  # or pandas would look for another one
        return pd.Series(values, index=series.index, name=series.name, dtype=dtype, copy=True)

    def explain(self, pipeline: PipelineLike = "default") -> Any:
        """Return a DataFrame with the columns `text`, `edits` and `refused`, the last two as Arrow lists.

        Args:
            pipeline: a pipeline, the name of a preset, or a spec.

        `textmend.arrow.undo` and `textmend.arrow.shift` take these columns as they are.
        """
        found = arrow.explain(_as_arrow(self._series), pipeline)
        columns = {field.name: _extension(pc.struct_field(found, field.name)) for field in found.type}
        return pd.DataFrame(columns, index=self._series.index)


@pd.api.extensions.register_dataframe_accessor("textmend")
class FrameAccessor:
    """The accessor of a DataFrame."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def clean(self, columns: str | Sequence[str], pipeline: PipelineLike = "default") -> Any:
        """Return a new DataFrame with the texts of some columns repaired.

        Args:
            columns: the name of a column, or several.
            pipeline: a pipeline, the name of a preset, or a spec.

        Raises:
            OptionError: there is no such column, or it is not text.
        """
        chosen, frame = Pipeline.of(pipeline), self._frame
        names = [columns] if isinstance(columns, str) else list(columns)
        for name in names:
            if name not in frame.columns:
                raise OptionError(f"there is no column {name!r}; the columns are {', '.join(map(repr, frame.columns))}")
            if not _is_text(frame[name]):
                raise OptionError(f"column {name!r} is {frame[name].dtype}, not text; choose another, or convert it")
        return frame.assign(**{name: frame[name].textmend.clean(chosen) for name in names})


def _is_text(series: Any) -> bool:
    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _is_text(pd.Series(dtype.categories))
    if isinstance(dtype, pd.ArrowDtype):
        return arrow.is_text(dtype.pyarrow_dtype)
    if pd.api.types.is_object_dtype(dtype):
        return pd.api.types.infer_dtype(series, skipna=True) in ("string", "empty")
    return isinstance(dtype, pd.StringDtype)


def _as_arrow(series: Any) -> Any:
    if isinstance(series.dtype, pd.CategoricalDtype):
        return pa.array(series.array)
    return pa.array(series, from_pandas=True)


def _as_pandas(array: Any, dtype: Any) -> Any:
    return _extension(array) if isinstance(dtype, pd.ArrowDtype) else pd.array(_chunked(array), dtype=dtype)


def _extension(array: Any) -> Any:
    return pd.arrays.ArrowExtensionArray(_chunked(array))


def _chunked(array: Any) -> Any:
    return array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])


def _clean_categories(values: Any, pipeline: Pipeline) -> Any:
    """Repair each category once; categories that become equal become one."""
    numbers: dict[str, int] = {}
    moved = [numbers.setdefault(text, len(numbers)) for text in pipeline.clean_many(values.categories)]
    codes = [moved[code] if code >= 0 else -1 for code in values.codes]
    categories = pd.Index(list(numbers), dtype=values.categories.dtype)
    return pd.Categorical.from_codes(codes, categories=categories, ordered=values.ordered)

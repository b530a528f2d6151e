"""polars: importing this module gives expressions and Series of text the namespace `.textmend`.

>>> import polars as pl
>>> import textmend.integrations.polars
>>> pl.LazyFrame({"text": ["the war ofthe roses", None]}).select(pl.col("text").textmend.clean()).collect().item(0, 0)
'the war of the roses'
"""

from __future__ import annotations

from functools import partial
from typing import Any

from textmend.errors import MissingExtraError, OptionError
from textmend.pipeline.pipeline import Pipeline, PipelineLike

try:
    import polars as pl
    import pyarrow  # noqa: F401  # what `textmend.arrow` needs, and polars does not
except ImportError:
    raise MissingExtraError("polars", "columns of polars") from None

from textmend import arrow

__all__ = ["ExprNamespace", "SeriesNamespace"]


_EDIT = {
    "start": pl.Int64,
    "end": pl.Int64,
    "original": pl.String,
    "replacement": pl.String,
    "rule": pl.String,
    "confidence": pl.Float64,
}
_EXPLAINED = pl.Struct(
    {
        "text": pl.String,
        "edits": pl.List(pl.Struct(_EDIT)),
        "refused": pl.List(pl.Struct({**_EDIT, "reason": pl.String})),
    }
)


@pl.api.register_expr_namespace("textmend")
class ExprNamespace:
    """The namespace of an expression, lazy and streaming; its column is `pl.String`."""

    def __init__(self, expr: Any) -> None:
        self._expr = expr

    def clean(self, pipeline: PipelineLike = "default") -> Any:
        """Repair the texts of the column.

        Args:
            pipeline: a pipeline, the name of a preset, or a spec.
        """
        function = partial(_clean, pipeline=Pipeline.of(pipeline))
        return self._expr.map_batches(function, return_dtype=pl.String, is_elementwise=True)

    def explain(self, pipeline: PipelineLike = "default") -> Any:
        """Return a struct with `text`, `edits` and `refused` for each text; see `textmend.arrow.explain`.

        Args:
            pipeline: a pipeline, the name of a preset, or a spec.
        """
        function = partial(_explain, pipeline=Pipeline.of(pipeline))
        return self._expr.map_batches(function, return_dtype=_EXPLAINED, is_elementwise=True)


@pl.api.register_series_namespace("textmend")
class SeriesNamespace:
    """The namespace of a Series of `pl.String`."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def clean(self, pipeline: PipelineLike = "default") -> Any:
        """Return the Series with its texts repaired; see `ExprNamespace.clean`."""
        return _clean(self._series, Pipeline.of(pipeline))

    def explain(self, pipeline: PipelineLike = "default") -> Any:
        """Return a Series of structs; see `ExprNamespace.explain`."""
        return _explain(self._series, Pipeline.of(pipeline))


def _clean(series: Any, pipeline: Pipeline) -> Any:
    texts = _texts(series)
    mended = arrow.clean(texts, pipeline)
    return series.cast(pl.String) if mended is texts else pl.Series(series.name, mended, pl.String)


def _explain(series: Any, pipeline: Pipeline) -> Any:
    return pl.Series(series.name, arrow.explain(_texts(series), pipeline), _EXPLAINED)


def _texts(series: Any) -> Any:
    if series.dtype not in (pl.String, pl.Null):
        raise OptionError(
            f"column {series.name!r} is {series.dtype}, not text; choose another, or cast it: .cast(pl.String)"
        )
    # As string_view, which is how polars has it, so that nothing is copied.
    return series.cast(pl.String).to_arrow(compat_level=pl.CompatLevel.newest())

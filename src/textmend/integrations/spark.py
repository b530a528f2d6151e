"""Spark: repaired columns of data frames, and a function for expressions and SQL.

    clean(frame, "body", "web")
    register(spark, "web")
    spark.sql("SELECT textmend_clean(body) FROM pages")

Nothing runs before the frame is used. textmend must be installed where the executors run, in the driver's version:
another one stops the job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from textmend.errors import MissingExtraError, OptionError
from textmend.pipeline.pipeline import Pipeline, PipelineLike

try:
    import pyarrow as pa
    from pyspark.sql import functions
    from pyspark.sql.types import (
        ArrayType,
        DoubleType,
        LongType,
        StringType,
        StructField,
        StructType,
    )
except ImportError:
    raise MissingExtraError("spark", "data frames of Spark") from None

from textmend import arrow
from textmend.integrations.workers import WorkerPipeline

__all__ = ["clean", "register", "udf"]

#: The type of the edits of a text; see `textmend.arrow.EDIT`.
EDITS = ArrayType(
    StructType(
        [
            StructField("start", LongType()),
            StructField("end", LongType()),
            StructField("original", StringType()),
            StructField("replacement", StringType()),
            StructField("rule", StringType()),
            StructField("confidence", DoubleType()),
        ]
    )
)


_NAME = "textmend_clean"


def clean(frame: Any, columns: str | Sequence[str], pipeline: PipelineLike = "safe", *, edits: str = "") -> Any:
    """Return a data frame with the texts of some columns repaired; rows, other columns and nulls stay.

    Args:
        frame: a `DataFrame`, also of Spark Connect.
        columns: the name of a column, or several.
        pipeline: a pipeline, the name of a preset, or a spec; by default "safe", which repairs and restyles nothing.
        edits: with this suffix, each column gets another one with its edits (see `textmend.arrow.EDIT`); "" for none.

    Raises:
        OptionError: there is no such column, or it is not text.
        UnknownNameError: there is no such preset.
    """
    names = (columns,) if isinstance(columns, str) else tuple(columns)
    schema = frame.schema
    arrow.check_columns(schema.fieldNames(), names, edits)
    for name in names:
        if not isinstance(schema[name].dataType, StringType):
            raise OptionError(f"column {name!r} is {schema[name].dataType.simpleString()}, not text; choose another")
    added = [StructField(f"{name}{edits}", EDITS) for name in names] if edits else []
    return frame.mapInArrow(_Batches(Pipeline.of(pipeline), names, edits), StructType([*schema.fields, *added]))


def udf(pipeline: PipelineLike = "safe") -> Callable[..., Any]:
    """Return a function from a column of text to the repaired one, for expressions.

    Args:
        pipeline: as for `clean`.

    Raises:
        UnknownNameError: there is no such preset.
    """
    worker = WorkerPipeline(Pipeline.of(pipeline))
    if hasattr(functions, "arrow_udf"):  # from Spark 4.1
        # Spark reads the kind of the function from its annotations.
        def cleaned(texts: Any) -> Any:
            return arrow.clean(texts, worker.pipeline())

        cleaned.__annotations__ = {"texts": pa.Array, "return": pa.Array}
        cleaned.__name__ = _NAME
        made: Callable[..., Any] = functions.arrow_udf(cleaned, StringType())
        return made
    import pandas as pd

    def cleaned_series(texts: Any) -> Any:
        values = texts.astype("object").where(texts.notna(), None).tolist()
        fixed = worker.pipeline().clean
        return pd.Series([None if text is None else fixed(text) for text in values], index=texts.index, dtype="object")

    cleaned_series.__annotations__ = {"texts": pd.Series, "return": pd.Series}
    cleaned_series.__name__ = _NAME
    by_series: Callable[..., Any] = functions.pandas_udf(cleaned_series, StringType())
    return by_series


def register(spark: Any, pipeline: PipelineLike = "safe", name: str = _NAME) -> None:
    """Make a function for SQL.

    Args:
        spark: the session.
        pipeline: as for `clean`.
        name: the name of the function.

    Raises:
        UnknownNameError: there is no such preset.
    """
    spark.udf.register(name, udf(pipeline))


class _Batches:
    """The function for `mapInArrow`."""

    def __init__(self, pipeline: Pipeline, columns: Sequence[str], edits: str) -> None:
        self._worker = WorkerPipeline(pipeline)
        self._columns = columns
        self._edits = edits

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        pipeline = self._worker.pipeline()
        for batch in batches:
            yield arrow.clean_columns(batch, self._columns, pipeline, edits=self._edits)

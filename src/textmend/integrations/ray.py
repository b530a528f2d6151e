"""Ray Data: repaired columns of datasets, by actors that build the pipeline once.

    clean(dataset, "body", "web")
    clean(dataset, "body", "web", compute=ray.data.ActorPoolStrategy(size=8), batch_size=4096)

Nothing runs before the dataset is used. textmend must be installed where the workers run, in the driver's version:
another one stops the job.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textmend.errors import MissingExtraError, OptionError
from textmend.pipeline.pipeline import Pipeline, PipelineLike

try:
    import pyarrow as pa
    import ray.data  # noqa: F401  # whose datasets come from the caller
except ImportError:
    raise MissingExtraError("ray", "datasets of Ray") from None

from textmend import arrow
from textmend.integrations.workers import WorkerPipeline

__all__ = ["Cleaner", "clean"]


class Cleaner:
    """A class for `dataset.map_batches(Cleaner, batch_format="pyarrow", fn_constructor_args=(columns, pipeline))`.

    Args:
        columns: the name of a column, or several.
        pipeline: a pipeline, the name of a preset, or a spec; by default "safe", which repairs and restyles nothing.
        edits: with this suffix, each column gets another one with its edits (see `textmend.arrow.EDIT`); "" for none.

    `clean` does this, and also checks the columns and the versions of the workers.

    Raises:
        UnknownNameError: there is no such preset.
    """

    def __init__(
        self, columns: str | Sequence[str], pipeline: PipelineLike | WorkerPipeline = "safe", *, edits: str = ""
    ) -> None:
        self._columns = (columns,) if isinstance(columns, str) else tuple(columns)
        self._pipeline = pipeline if isinstance(pipeline, WorkerPipeline) else Pipeline.of(pipeline)
        self._edits = edits

    def __call__(self, table: Any) -> Any:
        """Return a table with the columns repaired; rows, other columns and types stay.

        Raises:
            TextmendError: the versions here are not those of the driver.
            OptionError: there is no such column, or it is not text.
        """
        pipeline = self._pipeline
        built = pipeline.pipeline() if isinstance(pipeline, WorkerPipeline) else pipeline
        return arrow.clean_columns(table, self._columns, built, edits=self._edits)


def clean(
    dataset: Any,
    columns: str | Sequence[str],
    pipeline: PipelineLike = "safe",
    *,
    edits: str = "",
    preserve_order: bool = False,
    **options: Any,
) -> Any:
    """Return a dataset with the texts of some columns repaired; rows, other columns and nulls stay.

    Args:
        dataset: a `Dataset`. If its schema is not known yet, Ray reads its first row for it.
        columns, pipeline, edits: as for `Cleaner`.
        preserve_order: keep the order of the rows, which Ray does not by default. Datasets that are made from one
            another share this option of Ray, also with the one that is given.
        options: of `dataset.map_batches`, such as `compute`, `batch_size` and `num_cpus`.

    Raises:
        OptionError: there is no such column, or it is not text.
        UnknownNameError: there is no such preset.
    """
    names = (columns,) if isinstance(columns, str) else tuple(columns)
    worker = WorkerPipeline(Pipeline.of(pipeline))
    _check(dataset.schema(), names, edits)
    mended = dataset.map_batches(
        Cleaner,
        batch_format="pyarrow",
        fn_constructor_args=(names, worker),
        fn_constructor_kwargs={"edits": edits},
        udf_modifying_row_count=False,
        **options,
    )
    if preserve_order:
        mended.context.execution_options.preserve_order = True
    return mended


def _check(schema: Any, columns: Sequence[str], edits: str) -> None:
    if schema is None:  # of a dataset without rows
        return
    arrow.check_columns(schema.names, columns, edits)
    for name, kind in zip(schema.names, schema.types, strict=True):
        # Objects of pandas have no type of Arrow; what they are shows with the first batch.
        if name in columns and isinstance(kind, pa.DataType) and not _is_text(kind):
            raise OptionError(f"column {name!r} is {kind}, not text; choose another")


def _is_text(kind: Any) -> bool:
    if pa.types.is_null(kind):  # without any value so far
        return True
    return arrow.is_text(kind.value_type if pa.types.is_dictionary(kind) else kind)

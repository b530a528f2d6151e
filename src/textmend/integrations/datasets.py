"""Hugging Face datasets: a function for `map` with a stable fingerprint, so that the cache is found again.

>>> import datasets
>>> from textmend.integrations.datasets import clean
>>> clean(datasets.Dataset.from_dict({"text": ["the war ofthe roses", None]}), "text", "default")["text"][:]
['the war of the roses', None]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textmend.errors import MissingExtraError, OptionError
from textmend.pipeline.pipeline import Pipeline, PipelineLike

try:
    import datasets
    import pyarrow  # noqa: F401  # what `textmend.arrow` needs
except ImportError:
    raise MissingExtraError("datasets", "columns of datasets") from None

from textmend import arrow

__all__ = ["Cleaner", "clean"]


class Cleaner:
    """A function from tables to tables, for `dataset.with_format("arrow").map(…, batched=True)`.

    Args:
        columns: the name of a column, or several.
        pipeline: a pipeline, the name of a preset, or a spec; by default "safe", which repairs and restyles nothing.
        edits: with this suffix, each column gets another one with its edits (see `textmend.arrow.EDIT`); "" for none.

    Its fingerprint depends on these alone, on the version of textmend and on its data: it is the same in every process,
    before and after use, and another one after an upgrade.

    Raises:
        UnknownNameError: there is no such preset.
    """

    def __init__(self, columns: str | Sequence[str], pipeline: PipelineLike = "safe", *, edits: str = "") -> None:
        self.columns = (columns,) if isinstance(columns, str) else tuple(columns)
        self.pipeline = Pipeline.of(pipeline)
        self.edits = edits

    def __call__(self, table: Any) -> Any:
        """Return a table with the columns repaired; rows, other columns and types stay."""
        return arrow.clean_columns(table, self.columns, self.pipeline, edits=self.edits)


def clean(
    dataset: Any, columns: str | Sequence[str], pipeline: PipelineLike = "safe", *, edits: str = "", **options: Any
) -> Any:
    """Return a dataset with the texts of some columns repaired.

    Args:
        dataset: a `Dataset` or `DatasetDict`, or an iterable one.
        columns, pipeline, edits: as for `Cleaner`.
        options: of `dataset.map`, such as `num_proc` or `batch_size`.

    Raises:
        OptionError: there is no such column, or it is not text.
        UnknownNameError: there is no such preset.
    """
    cleaner = Cleaner(columns, pipeline, edits=edits)
    parts = dataset if isinstance(dataset, dict) else {"": dataset}
    for part in parts.values():
        _check(part.features, cleaner)
    mended = dataset.with_format("arrow").map(cleaner, batched=True, **options)
    if isinstance(dataset, dict):
        for name, part in mended.items():
            mended[name] = _formatted(part, dataset[name])
        return mended
    return _formatted(mended, dataset)


def _formatted(mended: Any, dataset: Any) -> Any:
    """Return a dataset in the format that the original had."""
    if isinstance(dataset, datasets.IterableDataset):
        formatting = dataset._formatting  # which has no public name
        return mended.with_format(formatting.format_type if formatting else None)
    form = dataset.format
    columns = None if form["columns"] == dataset.column_names else form["columns"]
    every = form["output_all_columns"]
    return mended.with_format(form["type"], columns, output_all_columns=every, **form["format_kwargs"])


def _check(features: Any, cleaner: Cleaner) -> None:
    if features is None:  # of a stream, which shows them with its first batch
        return
    arrow.check_columns(list(features), cleaner.columns, cleaner.edits)
    for name in cleaner.columns:
        if getattr(features[name], "dtype", None) not in ("string", "large_string"):
            raise OptionError(f"column {name!r} is {features[name]}, not text; choose another")

"""datatrove: a formatter step, for any of its executors.

    LocalPipelineExecutor([JsonlReader("in"), TextmendFormatter("safe"), JsonlWriter("out")], tasks=4)

The stats of the step count the documents that changed and the edits by rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from textmend.errors import MissingExtraError
from textmend.pipeline.batches import MOST_SIZE, MOST_TEXTS
from textmend.pipeline.pipeline import Pipeline, PipelineLike
from textmend.pipeline.result import Result, as_row

try:
    from datatrove.pipeline.formatters.base import BaseFormatter
    from datatrove.utils.typeshelper import StatHints
except ImportError:
    raise MissingExtraError("datatrove", "steps of datatrove") from None

__all__ = ["TextmendFormatter"]


class TextmendFormatter(BaseFormatter):  # type: ignore[misc]  # datatrove has no types
    """Repairs the text of each document.

    Args:
        pipeline: a pipeline, the name of a preset, or a spec; by default "safe", which repairs and restyles nothing.
        edits: the key of a document's metadata that gets its edits, as `textmend.arrow.EDIT` describes them; "" for
            none. A document without edits has no such key.

    Raises:
        UnknownNameError: there is no such preset.
    """

    name = "textmend"

    def __init__(self, pipeline: PipelineLike = "safe", edits: str = "") -> None:
        super().__init__()
        self.pipeline = Pipeline.of(pipeline)
        self.edits = edits

    def format(self, text: str) -> str:
        """Return a text repaired, and count what was done."""
        result = self.pipeline.explain_if_any(text)
        return text if result is None or not self._counted(result) else result.text

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Any:  # noqa: ARG002
        """Repair documents in order, some at a time: to take the time of each would take as long as to scan it."""
        for batch in _batches(data):
            with self.track_time("batch"):
                results = self.pipeline.explain_many_if_any([document.text for document in batch])
                for document, result in zip(batch, results, strict=True):
                    if result is not None and self._counted(result):
                        document.text = result.text
                        if self.edits:
                            document.metadata[self.edits] = [as_row(edit, result.original) for edit in result.edits]
            self.stat_update(StatHints.total, value=len(batch), unit="batch")
            yield from batch

    def _counted(self, result: Result) -> bool:
        """Count the edits of a result, and return whether it has any."""
        if not result.edits:
            return False
        self.stat_update("changed")
        for edit in result.edits:
            self.stat_update(f"edits/{edit.rule}")
        return True


def _batches(documents: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) >= MOST_TEXTS or size >= MOST_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch

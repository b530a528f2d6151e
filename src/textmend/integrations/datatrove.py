"""datatrove: a formatter step, for any of its executors.

    LocalPipelineExecutor([JsonlReader("in"), TextmendFormatter("safe"), JsonlWriter("out")], tasks=4)

The stats of the step count the documents that changed and the edits by rule.
"""

from __future__ import annotations

from typing import Any

from textmend.errors import MissingExtraError
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
        result = self._result(text)
        return text if result is None else result.text

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Any:  # noqa: ARG002
        """Repair documents one by one, in order."""
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                result = self._result(document.text)
                if result is not None:
                    document.text = result.text
                    if self.edits:
                        document.metadata[self.edits] = [as_row(edit, result.original) for edit in result.edits]
            yield document

    def _result(self, text: str) -> Result | None:
        result = self.pipeline.explain_if_any(text)
        if result is None or not result.edits:
            return None
        self.stat_update("changed")
        for edit in result.edits:
            self.stat_update(f"edits/{edit.rule}")
        return result

"""The component of Haystack that repairs documents.

It is here, and not in textmend, because Haystack reads pipelines with classes from a few packages alone, and this
namespace is one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textmend.errors import MissingExtraError
from textmend.pipeline.pipeline import Pipeline, PipelineLike
from textmend.pipeline.result import as_row

try:
    from haystack import Document, component, default_from_dict, default_to_dict
except ImportError:
    raise MissingExtraError("haystack", "components of Haystack") from None

__all__ = ["TextmendCleaner"]


@component
class TextmendCleaner:
    """Repairs the text of documents.

    Args:
        pipeline: a pipeline, the name of a preset, or a spec.
        keep_id: whether a document whose text changes keeps its id, which is otherwise a hash of its content.
        edits: the key of a document's `meta` that gets its edits, as `textmend.arrow.EDIT` describes them; "" for none.
            A document without edits has no such key.

    Raises:
        UnknownNameError: there is no such preset.
    """

    def __init__(self, pipeline: PipelineLike = "default", *, keep_id: bool = False, edits: str = "") -> None:
        self.pipeline = Pipeline.of(pipeline)
        self.keep_id = keep_id
        self.edits = edits
        self._preset = pipeline if isinstance(pipeline, str) else None

    def to_dict(self) -> dict[str, Any]:
        """Describe the component: a preset by its name, any other pipeline by its spec."""
        given = self._preset or self.pipeline.spec()
        described: dict[str, Any] = default_to_dict(self, pipeline=given, keep_id=self.keep_id, edits=self.edits)
        return described

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> TextmendCleaner:
        """Build a component from its description.

        Raises:
            VersionMismatchError: its pipeline was described with another version of textmend.
        """
        built: TextmendCleaner = default_from_dict(cls, dict(data))
        return built

    @component.output_types(documents=list[Document])  # type: ignore[untyped-decorator, unused-ignore]
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """Repair documents.

        Args:
            documents: they are not changed.

        Returns:
            `documents`: the same object if nothing changes, otherwise a new one, without the embedding of its old text.
        """
        texts = [document for document in documents if document.content is not None]
        results = self.pipeline.explain_many_if_any(document.content for document in texts)
        repaired: dict[int, Document] = {}
        for document, result in zip(texts, results, strict=True):
            if result is not None and result.edits:
                rows = [as_row(edit, result.original) for edit in result.edits]
                repaired[id(document)] = replace(
                    document,
                    id=document.id if self.keep_id else "",
                    content=result.text,
                    meta={**document.meta, **({self.edits: rows} if self.edits else {})},
                    embedding=None,
                    sparse_embedding=None,
                )
        return {"documents": [repaired.get(id(document), document) for document in documents]}

"""LangChain: a transformer that repairs documents.

>>> from langchain_core.documents import Document
>>> from textmend.integrations.langchain import TextmendTransformer
>>> transformer = TextmendTransformer("default", edits="edits")
>>> (document,) = transformer.transform_documents([Document("the war ofthe roses", id="1")])
>>> document.page_content, document.id, document.metadata["edits"][0]["rule"]
('the war of the roses', '1', 'spacing/split')

Use it before documents are split: what a splitter notes of a chunk (`start_index`) is a place in the repaired text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textmend.errors import MissingExtraError
from textmend.pipeline.pipeline import Pipeline, PipelineLike
from textmend.pipeline.result import Result, as_row

try:
    from langchain_core.documents import BaseDocumentTransformer, Document
    from langchain_core.load.serializable import Serializable
    from pydantic import PrivateAttr
except ImportError:
    raise MissingExtraError("langchain", "transformers of LangChain") from None

__all__ = ["TextmendTransformer"]


class TextmendTransformer(BaseDocumentTransformer, Serializable):  # type: ignore[misc]  # not every environment has it
    """Repairs the text of documents.

    Args:
        pipeline: a pipeline, the name of a preset, or a spec.
        edits: the key of a document's metadata that gets its edits, as `textmend.arrow.EDIT` describes them; "" for
            none. A document without edits has no such key.

    Attributes:
        pipeline: the spec of the pipeline, with which the transformer is pickled, and written by `langchain_core.load`.
            To read it, `loads` needs `valid_namespaces=["textmend"]` and `allowed_objects=[TextmendTransformer]`.

    Raises:
        UnknownNameError: there is no such preset.
    """

    pipeline: Mapping[str, Any]
    edits: str = ""
    _pipeline: Pipeline = PrivateAttr()

    def __init__(self, pipeline: PipelineLike = "default", *, edits: str = "") -> None:
        chosen = Pipeline.of(pipeline)
        super().__init__(pipeline=chosen.spec(), edits=edits)
        self._pipeline = chosen

    @classmethod
    def is_lc_serializable(cls) -> bool:
        """It can be written as JSON."""
        return True

    def transform_documents(self, documents: Sequence[Document], **_: Any) -> list[Document]:
        """Return the documents with their texts repaired: the same object if nothing changes, otherwise a copy with the
        same id, as those who loaded a document may share it.
        """
        results = self._pipeline.explain_many_if_any(document.page_content for document in documents)
        return [
            self._repaired(document, result) if result is not None and result.edits else document
            for document, result in zip(documents, results, strict=True)
        ]

    def _repaired(self, document: Document, result: Result) -> Document:
        update: dict[str, Any] = {"page_content": result.text}
        if self.edits:
            rows = [as_row(edit, result.original) for edit in result.edits]
            update["metadata"] = {**document.metadata, self.edits: rows}
        return document.model_copy(update=update)

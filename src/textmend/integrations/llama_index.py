"""LlamaIndex: a transformation that repairs nodes, for an `IngestionPipeline`.

>>> from llama_index.core import Document
>>> from textmend.integrations.llama_index import TextmendTransform
>>> (node,) = TextmendTransform("default", edits="edits")([Document(text="the war ofthe roses", id_="1")])
>>> node.text, node.id_, node.metadata["edits"][0]["rule"]
('the war of the roses', '1', 'spacing/split')

Put it before the splitter: then `start_char_idx` of a chunk is a place in the repaired text. The cache of a pipeline
goes by the spec, so another version of textmend does not find what an earlier one has made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textmend.errors import MissingExtraError
from textmend.pipeline.pipeline import Pipeline, PipelineLike
from textmend.pipeline.result import Result, as_row

try:
    from llama_index.core.bridge.pydantic import Field, PrivateAttr
    from llama_index.core.schema import BaseNode, MetadataMode, Node, TransformComponent
except ImportError:
    raise MissingExtraError("llama_index", "transformations of LlamaIndex") from None

__all__ = ["TextmendTransform"]


class TextmendTransform(TransformComponent):  # type: ignore[misc]  # not every environment has it
    """Repairs the text of nodes.

    Args:
        pipeline: a pipeline, the name of a preset, or a spec.
        edits: the key of a node's metadata that gets its edits, as `textmend.arrow.EDIT` describes them; "" for none.
            It is left out of what is embedded and of what a model reads. A node without edits has no such key.

    Attributes:
        pipeline: the spec of the pipeline: with it, the transformation is hashed, and written and read as JSON.

    Raises:
        UnknownNameError: there is no such preset.
    """

    pipeline: Mapping[str, Any] = Field(description="The spec of the pipeline.")
    edits: str = Field(default="", description="The key of the metadata that gets the edits.")
    _pipeline: Pipeline = PrivateAttr()

    def __init__(self, pipeline: PipelineLike = "default", *, edits: str = "") -> None:
        chosen = Pipeline.of(pipeline)
        super().__init__(pipeline=chosen.spec(), edits=edits)
        self._pipeline = chosen

    @classmethod
    def class_name(cls) -> str:
        """The name of the class in what is written."""
        return "TextmendTransform"

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> list[BaseNode]:
        """Return the nodes with their texts repaired: the same object if nothing changes, otherwise a copy with the
        same id, without the embedding of its old text.
        """
        results = self._pipeline.explain_many_if_any(node.get_content(MetadataMode.NONE) for node in nodes)
        return [
            self._repaired(node, result) if result is not None and result.edits else node
            for node, result in zip(nodes, results, strict=True)
        ]

    def _repaired(self, node: BaseNode, result: Result) -> BaseNode:
        update: dict[str, Any] = {"embedding": None}
        if self.edits:
            update["metadata"] = {
                **node.metadata,
                self.edits: [as_row(edit, result.original) for edit in result.edits],
            }
            for name in ("excluded_embed_metadata_keys", "excluded_llm_metadata_keys"):
                update[name] = [*(key for key in getattr(node, name) if key != self.edits), self.edits]
        if isinstance(node, Node) and node.text_resource is not None:
            # `set_content` would lose the rest of the resource, such as its type.
            update["text_resource"] = node.text_resource.model_copy(update={"text": result.text, "embeddings": None})
            return node.model_copy(update=update)
        mended = node.model_copy(update=update)
        mended.set_content(result.text)
        return mended

"""LlamaIndex: nodes as a plain loop repairs them, and a cache that goes by the pipeline."""

from __future__ import annotations

import asyncio
import copy
import pickle
from typing import Any

import pytest

from tests.integrations.frames import DEFAULT, ROWS, SAFE, message_without
from textmend import Pipeline
from textmend.errors import UnknownNameError
from textmend.pipeline.result import as_row

pytest.importorskip("llama_index.core", reason="needs the extra 'llama_index'")
from llama_index.core import Document
from llama_index.core.ingestion import IngestionCache, IngestionPipeline
from llama_index.core.ingestion.pipeline import get_transformation_hash
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import MediaResource, MetadataMode, Node, TextNode

from textmend.integrations.llama_index import TextmendTransform  # which needs LlamaIndex

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::ResourceWarning")

TEXTS = [text for text in ROWS if text is not None]
DAMAGED = "the war ofthe roses"


def test_as_a_plain_loop() -> None:
    given = [Document(text=text, id_=str(number), metadata={"n": number}) for number, text in enumerate(TEXTS)]
    before = copy.deepcopy(given)
    found = TextmendTransform()(given)
    assert [each.get_content() for each in found] == [DEFAULT.clean(text) for text in TEXTS]
    assert [each.id_ for each in found] == [each.id_ for each in given]
    assert given == before
    for old, new in zip(given, found, strict=True):
        assert (new is old) == (DEFAULT.clean(old.text) == old.text)
    assert asyncio.run(TextmendTransform().acall(given)) == found


@pytest.mark.parametrize(
    "node",
    [
        TextNode(text=DAMAGED, id_="1", start_char_idx=5, end_char_idx=24, embedding=[0.5]),
        Document(text=DAMAGED, id_="1", embedding=[0.5]),
        Node(text_resource=MediaResource(text=DAMAGED, mimetype="text/markdown"), id_="1"),
    ],
    ids=["TextNode", "Document", "Node"],
)
def test_all_kinds_of_nodes(node: Any) -> None:
    (found,) = TextmendTransform("default", edits="edits")([node])
    assert type(found) is type(node)
    assert (found.id_, found.get_content(), node.get_content()) == ("1", DEFAULT.clean(DAMAGED), DAMAGED)
    assert found.embedding is None, "it was that of the old text"
    assert found.metadata["edits"] == [as_row(edit, DAMAGED) for edit in DEFAULT.explain(DAMAGED).edits]
    for mode in (MetadataMode.EMBED, MetadataMode.LLM):
        assert found.get_content(mode) == DEFAULT.clean(DAMAGED), "models do not read the edits"
    assert "edits" not in node.metadata
    if isinstance(node, TextNode):
        assert (found.start_char_idx, found.end_char_idx) == (node.start_char_idx, node.end_char_idx)
    if found.__class__ is Node:
        assert found.text_resource.mimetype == "text/markdown"


def test_what_has_no_text_is_left_alone() -> None:
    for node in (Node(image_resource=MediaResource(data=b"x")), Document(text=""), Node()):
        assert TextmendTransform()([node])[0] is node
    assert TextmendTransform()([]) == []


def test_the_cache_goes_by_the_pipeline() -> None:
    nodes = [Document(text=DAMAGED, id_="1")]
    hashes = {
        get_transformation_hash(nodes, TextmendTransform(pipeline, edits=edits))
        for pipeline in ("default", "safe", Pipeline.preset("default", skip=["quotes"]))
        for edits in ("", "edits")
    }
    assert len(hashes) == 6
    used = TextmendTransform()
    before = get_transformation_hash(nodes, used)
    used(nodes)
    assert (
        get_transformation_hash(nodes, used) == before == get_transformation_hash(nodes, TextmendTransform("default"))
    )


def test_in_an_ingestion_pipeline() -> None:
    cache = IngestionCache()
    texts = [" ".join([f"Sentence {number} tells ofthe war." for number in range(80)])]
    given = [Document(text=text, id_=str(number)) for number, text in enumerate(texts)]
    steps = [TextmendTransform("default", edits="edits"), SentenceSplitter(chunk_size=64, chunk_overlap=0)]
    for _ in range(2):
        chunks = IngestionPipeline(transformations=steps, cache=cache, disable_cache=False).run(documents=given)
        whole = DEFAULT.clean(texts[0])
        assert len(chunks) > 5
        for chunk in chunks:
            assert whole[chunk.start_char_idx : chunk.end_char_idx] == chunk.text, "places of the repaired text"
            assert chunk.ref_doc_id == "0"


def test_it_is_its_pipeline() -> None:
    made = TextmendTransform(SAFE, edits="edits")
    again = [TextmendTransform.from_dict(made.to_dict()), TextmendTransform.from_json(made.to_json())]
    for each in (*again, pickle.loads(pickle.dumps(made)), copy.deepcopy(made)):
        assert each == made
        assert each([Document(text="caf\u00c3\u00a9")])[0].text == "caf\u00e9"


def test_errors_teach() -> None:
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        TextmendTransform("pdff")
    assert "pip install 'textmend[llama_index]'" in message_without("llama_index", "textmend.integrations.llama_index")

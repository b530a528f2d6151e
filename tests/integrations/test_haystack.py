"""Haystack: documents as a plain loop repairs them, and pipelines that can be saved and loaded."""

from __future__ import annotations

import copy
import pickle

import pytest

from tests.integrations.frames import DEFAULT, ROWS, SAFE, message_without
from textmend import Pipeline
from textmend.errors import UnknownNameError
from textmend.pipeline.result import as_row

haystack = pytest.importorskip("haystack", reason="needs the extra 'haystack'")
from haystack import Document  # noqa: E402
from haystack.components.preprocessors import DocumentSplitter  # noqa: E402
from haystack.dataclasses import ByteStream  # noqa: E402

from textmend.integrations.haystack import TextmendCleaner  # noqa: E402  # which needs Haystack

DAMAGED = "the war ofthe roses"


def test_as_a_plain_loop() -> None:
    given = [Document(content=text, meta={"n": number}) for number, text in enumerate(ROWS)]
    before = copy.deepcopy(given)
    found = TextmendCleaner().run(given)["documents"]
    assert [each.content for each in found] == [None if text is None else DEFAULT.clean(text) for text in ROWS]
    assert given == before
    for old, new in zip(given, found, strict=True):
        assert (new is old) == (old.content is None or DEFAULT.clean(old.content) == old.content)
        assert new.meta == old.meta


def test_ids_follow_the_content_or_stay() -> None:
    given = Document(content=DAMAGED, meta={"a": 1}, embedding=[0.5], score=0.5)
    (found,) = TextmendCleaner().run([given])["documents"]
    assert found == Document(content=DEFAULT.clean(DAMAGED), meta={"a": 1}, score=0.5)
    assert found.id != given.id
    assert found.embedding is None, "it was that of the old text"
    (kept,) = TextmendCleaner(keep_id=True).run([given])["documents"]
    assert (kept.id, kept.content) == (given.id, found.content)


def test_edits_in_the_metadata() -> None:
    (found,) = TextmendCleaner(edits="edits").run([Document(content=DAMAGED)])["documents"]
    assert found.meta["edits"] == [as_row(edit, DAMAGED) for edit in DEFAULT.explain(DAMAGED).edits]
    (clean,) = TextmendCleaner(edits="edits").run([Document(content="Nothing to do.")])["documents"]
    assert clean.meta == {}


def test_what_has_no_text_is_left_alone() -> None:
    given = [Document(blob=ByteStream(b"x")), Document(content="")]
    found = TextmendCleaner().run(given)["documents"]
    assert all(new is old for old, new in zip(given, found, strict=True))
    assert TextmendCleaner().run([]) == {"documents": []}


@pytest.mark.parametrize("pipeline", ["safe", SAFE, Pipeline.preset("default", skip=["quotes"]), SAFE.spec()])
def test_a_pipeline_can_be_saved_and_loaded(pipeline: object) -> None:
    flow = haystack.Pipeline()
    flow.add_component("clean", TextmendCleaner(pipeline, keep_id=True, edits="edits"))  # type: ignore[arg-type]
    flow.add_component("split", DocumentSplitter(split_by="word", split_length=2))
    flow.connect("clean", "split")
    # Without a word on which modules are to be trusted.
    again = haystack.Pipeline.loads(flow.dumps())
    cleaner = again.get_component("clean")
    assert (cleaner.pipeline, cleaner.keep_id, cleaner.edits) == (Pipeline.of(pipeline), True, "edits")  # type: ignore[arg-type]
    documents = [Document(content="caf\u00c3\u00a9 au lait")]
    found = [each.content for each in again.run({"clean": {"documents": documents}})["split"]["documents"]]
    assert found == ["caf\u00e9 au ", "lait"]


def test_a_preset_is_saved_by_its_name() -> None:
    assert TextmendCleaner("safe").to_dict()["init_parameters"]["pipeline"] == "safe"
    assert TextmendCleaner(SAFE).to_dict()["init_parameters"]["pipeline"] == SAFE.spec()
    assert pickle.loads(pickle.dumps(TextmendCleaner(SAFE))).pipeline == SAFE


def test_errors_teach() -> None:
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        TextmendCleaner("pdff")
    for module in ("textmend.integrations.haystack", "haystack_integrations.components.preprocessors.textmend_cleaner"):
        assert "pip install 'textmend[haystack]'" in message_without("haystack", module)

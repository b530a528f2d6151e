"""LangChain: documents as a plain loop repairs them; what is clean is the same object."""

from __future__ import annotations

import asyncio
import copy
import pickle
from typing import Any

import pytest

from tests.integrations.frames import DEFAULT, ROWS, SAFE, message_without
from textmend.errors import UnknownNameError, VersionMismatchError
from textmend.pipeline.result import as_row

pytest.importorskip("langchain_core", reason="needs the extra 'langchain'")
from langchain_core.documents import Document
from langchain_core.load import dumps, loads
from langchain_core.runnables import RunnableLambda

from textmend.integrations.langchain import TextmendTransformer  # which needs LangChain

TEXTS = [text for text in ROWS if text is not None]


def documents() -> list[Any]:
    return [Document(text, id=str(number), metadata={"source": number}) for number, text in enumerate(TEXTS)]


def test_as_a_plain_loop() -> None:
    found = TextmendTransformer().transform_documents(documents())
    assert [each.page_content for each in found] == [DEFAULT.clean(text) for text in TEXTS]
    assert [(each.id, each.metadata) for each in found] == [
        (str(number), {"source": number}) for number in range(len(TEXTS))
    ]
    assert asyncio.run(TextmendTransformer().atransform_documents(documents())) == found
    assert RunnableLambda(TextmendTransformer().transform_documents).invoke(documents()) == found


def test_what_is_clean_is_the_same_object_and_nothing_is_changed_in_place() -> None:
    given = documents()
    before = copy.deepcopy(given)
    found = TextmendTransformer(edits="edits").transform_documents(given)
    assert given == before
    for old, new in zip(given, found, strict=True):
        assert (new is old) == (DEFAULT.clean(old.page_content) == old.page_content)
    assert TextmendTransformer().transform_documents([]) == []


def test_edits_in_the_metadata() -> None:
    text = "the war ofthe roses"
    (found,) = TextmendTransformer(edits="edits").transform_documents([Document(text, metadata={"a": 1})])
    assert found.metadata == {"a": 1, "edits": [as_row(edit, text) for edit in DEFAULT.explain(text).edits]}
    assert set(found.metadata["edits"][0]) == {"start", "end", "original", "replacement", "rule", "confidence"}


def test_it_is_its_pipeline() -> None:
    made = TextmendTransformer(SAFE, edits="edits")
    assert made == TextmendTransformer("safe", edits="edits") != TextmendTransformer("web", edits="edits")
    for again in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made), _written_and_read(made)):
        assert again == made
        assert again.transform_documents(documents()) == made.transform_documents(documents())
    with pytest.raises(VersionMismatchError):
        TextmendTransformer({**SAFE.spec(), "textmend": "0.0.1"})


@pytest.mark.filterwarnings("ignore::Warning")
def _written_and_read(made: TextmendTransformer) -> TextmendTransformer:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # `loads` is beta
        again = loads(dumps(made), valid_namespaces=["textmend"], allowed_objects=[TextmendTransformer])
    assert isinstance(again, TextmendTransformer)
    return again


def test_errors_teach() -> None:
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        TextmendTransformer("pdff")
    assert "pip install 'textmend[langchain]'" in message_without("langchain_core", "textmend.integrations.langchain")

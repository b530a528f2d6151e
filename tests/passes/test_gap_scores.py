"""A score of the encoder of lost dashes is the same whatever else is scored with it."""

from __future__ import annotations

import os

import numpy as np
import onnx
import pytest

from textmend.lang import DATA, load
from textmend.passes.dashes.encoder import Encoder, session
from textmend.passes.dashes.lost import readable
from textmend.passes.dashes.model import gap_scorer

SENTENCES = (
    "The miller kept two books one for the tax office and one for himself.",
    "Nobody not even the captain knew why the harbour had been closed.",
    "It rained.",
    "She asked for the report that the council had promised her in the spring.",
    "The bridge an old one of oak and iron had carried three generations of farmers to the market before the flood "
    "came down the valley and took the piers the railings and at last the keeper's hut as well.",
    "Ten of them stayed behind the others went home.",
    "He sold the boat the nets and the house all that his father had left him.",
)


@pytest.fixture(scope="module")
def scorer() -> Encoder:
    found = gap_scorer(load("en"))
    assert isinstance(found, Encoder)
    return found


def _scores(scorer: Encoder, sentences: tuple[str, ...]) -> dict[str, list[float]]:
    text = " ".join(sentences)
    spans = []
    at = 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    scored = scorer.score(text, spans)
    return {text[start:end]: [score for place, score in scored if start <= place < end] for start, end in spans}


def test_a_score_is_the_same_alone_and_in_any_batch(scorer: Encoder) -> None:
    together = _scores(scorer, SENTENCES)
    assert sum(map(len, together.values())) > 80
    for sentence in SENTENCES:
        assert _scores(scorer, (sentence,))[sentence] == together[sentence]
    assert _scores(scorer, SENTENCES[::-1]) == together
    assert _scores(scorer, SENTENCES[1::2])[SENTENCES[3]] == together[SENTENCES[3]]


def test_what_is_too_short_to_lose_a_dash_is_not_read() -> None:
    text = (
        "The harbour was closed and nobody in the town knew the reason. It rained all day. The boats stayed in the bay."
    )
    read = [text[start:end].strip() for start, end in readable(text, load("en"))]
    assert read == ["The harbour was closed and nobody in the town knew the reason.", "The boats stayed in the bay."]


def test_products_of_bytes_do_not_overflow() -> None:
    # Without instructions for these, AVX2 adds pairs of them in 16 bits, and scores there differ by more than one.
    probe = session(os.path.join(DATA, "overflow.onnx"))
    (sums,) = probe.run(None, {"bytes": np.full((1, 4), 255, np.uint8)})
    assert (sums == 4 * 255 * 127).all()


@pytest.mark.parametrize("part", ["lower", "upper"])
def test_the_networks_have_no_node_that_depends_on_the_batch_or_is_slow(part: str) -> None:
    # One scale for a batch, a sum in an order of the processor's own, and a fused norm: see `training.gaps.exact`.
    nodes = {node.op_type for node in onnx.load(load("en").path(f"gaps.{part}.onnx")).graph.node}
    assert "MatMulIntegerToFloat" in nodes
    assert not nodes & {"DynamicQuantizeLinear", "Softmax", "SkipLayerNormalization"}

"""A custom scorer of lost dashes: a tiny model that is built here and really loaded."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from textmend import Pipeline
from textmend.errors import LanguageDataError
from textmend.passes.dashes.classifier import Classifier

WORDS = {"[UNK]": 0, "vote": 1, "an": 2}


def _write(folder: Path, labels: list[str]) -> Path:
    """Write a model that predicts a dash after "vote" and nothing after all other words."""
    folder.mkdir()
    tokenizer = Tokenizer(models.WordLevel(WORDS, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"id2label": dict(enumerate(labels))}), encoding="utf-8")
    table = np.zeros((len(WORDS), len(labels)), np.float32)
    table[:, 0], table[WORDS["vote"], 1] = 4, 9
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["logits"])],
        "tiny",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "length"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "length", len(labels)])],
        [numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, folder / "model.onnx")
    return folder


TEXT = "The law passed by one vote an outcome nobody had foreseen."


def test_gaps_are_scored_by_the_word_before(tmp_path: Path) -> None:
    judge = Classifier(str(_write(tmp_path / "model", ["O", "-"])))
    scored = judge.score(f"So. {TEXT}", [(0, 4), (4, 4 + len(TEXT))])
    assert [at for at, odds in scored if odds > 0] == [4 + TEXT.index(" an ")]
    assert len(scored) == TEXT.count(" ")


def test_the_pass_asks_the_model_that_it_is_given(tmp_path: Path) -> None:
    folder = str(_write(tmp_path / "model", ["O", "\u2014"]))
    pipe = Pipeline(["dashes"], level="guess", options={"dashes": {"effort": "thorough", "model": folder}})
    # One sentence of a text might want a comma; several show that its dashes are lost.
    text = " ".join(
        [TEXT, *(f"The {what} failed by one vote an outcome nobody had feared." for what in ("bill", "plan", "deal"))]
    )
    assert pipe.clean(text) == text.replace(" an ", " \u2014 an ")


def test_what_is_wrong_with_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(LanguageDataError, match=r"model\.onnx"):
        Classifier(str(tmp_path))
    with pytest.raises(LanguageDataError, match="none of the labels O, COMMA is a dash"):
        Classifier(str(_write(tmp_path / "model", ["O", "COMMA"])))
    for config in ("[]", '{"id2label": ["O", "-"]}', '{"id2label": {"first": "-"}}', '{"id2label": {"0": 5}}'):
        (tmp_path / "model" / "config.json").write_text(config, encoding="utf-8")
        with pytest.raises(LanguageDataError, match=r"config\.json.*label"):
            Classifier(str(tmp_path / "model"))
    (tmp_path / "model" / "model.onnx").write_bytes(b"no model")
    with pytest.raises(LanguageDataError, match="onnxruntime cannot open this model"):
        Classifier(str(tmp_path / "model"))

"""A custom scorer of lost dashes: a token-classification model, as punctuation models are published.

Such a model labels each word with the mark that follows it. The folder has what `optimum-cli export onnx` writes:
`model.onnx`, `tokenizer.json`, and `config.json` with the labels under "id2label".
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from textmend.errors import LanguageDataError, MissingExtraError
from textmend.passes.dashes.encoder import session
from textmend.patterns import pattern

__all__ = ["Classifier"]

# The labels that models use for a dash between clauses.
_DASH_LABELS = frozenset({"-", "\u2013", "\u2014", "dash", "hyphen", "em_dash", "emdash"})
_WORD_GAP = pattern(r"(?<=\w) {1,2}(?=\w)")
# Sentences longer than most models can read are truncated, and the rest is not scored.
_MOST_PIECES = 512


class Classifier:
    """Scores gaps by the probability of a dash after the preceding word.

    Args:
        folder: the folder of the three files.

    Raises:
        LanguageDataError: a file is missing or damaged, or no label is a dash.
        MissingExtraError: onnxruntime or tokenizers is not installed.
    """

    def __init__(self, folder: str) -> None:
        try:
            from tokenizers import Tokenizer
        except ImportError as error:
            raise MissingExtraError("models", "custom models") from error
        self._session = session(os.path.join(folder, "model.onnx"))
        self._inputs = [node.name for node in self._session.get_inputs()]
        path = os.path.join(folder, "tokenizer.json")
        try:
            self._tokenizer = Tokenizer.from_file(path)
        except Exception as error:  # tokenizers raises nothing more special
            raise LanguageDataError(f"{path}: cannot read this tokenizer ({error})") from error
        self._tokenizer.enable_truncation(_MOST_PIECES)
        self._dashes = _dash_labels(os.path.join(folder, "config.json"))

    def score(self, text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
        """Return the position of each gap in the text and its log odds, in order."""
        return [scored for start, end in spans for scored in self._scored(text[start:end], start)]

    def _scored(self, sentence: str, start: int) -> list[tuple[int, float]]:
        import numpy as np

        gaps = [match.start() for match in _WORD_GAP.finditer(sentence)]
        if not gaps:
            return []
        read = self._tokenizer.encode(sentence)
        columns = {"input_ids": read.ids, "attention_mask": read.attention_mask, "token_type_ids": read.type_ids}
        given = {name: np.array([columns[name]], np.int64) for name in self._inputs}
        scores: Any = np.asarray(self._session.run(None, given)[0][0], np.float64)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        chance = scores[:, self._dashes].sum(axis=-1) / scores.sum(axis=-1)
        # The label of a word is that of its last piece.
        last = {end: number for number, (begin, end) in enumerate(read.offsets) if end > begin}
        odds = np.log(np.clip(chance, 1e-9, 1 - 1e-9)) - np.log1p(-np.clip(chance, 1e-9, 1 - 1e-9))
        return [(start + gap, float(odds[last[gap]])) for gap in gaps if gap in last]


def _dash_labels(path: str) -> list[int]:
    """The numbers of the labels that mean a dash."""
    try:
        with open(path, encoding="utf-8") as file:
            labels = {int(number): str(label) for number, label in json.load(file)["id2label"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LanguageDataError(f"{path}: 'id2label' does not map numbers to labels ({error!r})") from error
    found = [number for number, label in labels.items() if label.casefold() in _DASH_LABELS]
    if not found:
        raise LanguageDataError(f"{path}: none of the labels {', '.join(labels.values())} is a dash")
    return found

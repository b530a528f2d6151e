"""A small transformer that scores the gaps between words, run by onnxruntime; loaded when damage asks for it.

Nothing here is imported before a text has shown evidence: the runtime takes a tenth of a second to load.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from textmend.errors import LanguageDataError, MissingExtraError
from textmend.lang.pieces import Reading, Vocabulary

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

__all__ = ["Encoder", "Scorer", "session"]

# Readings of about the same length are read together, so many pieces at once: a larger batch leaves the processor's
# second cache. Of 256, 384, 1,024 and 4,096 tried, the first two are the fastest, by a fifth.
_PIECES_AT_ONCE = 384


class Scorer(Protocol):
    """Scores the gaps of sentences."""

    def score(self, text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
        """Return, for the sentences at `spans`, each gap's place in the text and the logarithm of its odds."""


class Encoder:
    """The judge of lost dashes that ships with textmend.

    Args:
        model: an ONNX file whose inputs are "pieces", "shapes" and "mask" (batch × length, int64) and whose output has
            one score for the gap behind each piece.
        vocabulary: a text file with one piece a line.

    Raises:
        LanguageDataError: a file is missing or damaged.
        MissingExtraError: onnxruntime is not installed.
    """

    def __init__(self, model: str, vocabulary: str) -> None:
        self._session = session(model)
        try:
            with open(vocabulary, encoding="utf-8") as lines:
                self._vocabulary = Vocabulary(lines.read().split("\n"))
        except (OSError, KeyError) as error:
            raise LanguageDataError(f"{vocabulary}: not a vocabulary ({error}); reinstall textmend") from error

    def score(self, text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
        """Return each gap's place in the text and the logarithm of its odds, in order."""
        # Documents repeat sentences (headers, disclaimers), and to read one is what costs.
        places: dict[str, list[int]] = {}
        for start, end in spans:
            places.setdefault(text[start:end], []).append(start)
        readings = [
            (sentence, reading)
            for sentence in places
            for reading in self._vocabulary.read(sentence, 0, len(sentence))
            if reading.gaps
        ]
        readings.sort(key=lambda pair: len(pair[1].pieces))
        found: list[tuple[int, float]] = []
        at = 0
        while at < len(readings):
            batch = readings[at : at + max(1, _PIECES_AT_ONCE // len(readings[at][1].pieces))]
            at += len(batch)
            for (sentence, _), scored in zip(batch, self._scored([reading for _, reading in batch]), strict=True):
                found += [(start + place, odds) for start in places[sentence] for place, odds in scored]
        return sorted(found)

    def _scored(self, batch: Sequence[Reading]) -> list[list[tuple[int, float]]]:
        import numpy as np

        length = max(len(reading.pieces) for reading in batch)
        pieces = np.zeros((len(batch), length), np.int64)
        shapes, mask = np.zeros_like(pieces), np.zeros_like(pieces)
        for row, reading in enumerate(batch):
            size = len(reading.pieces)
            pieces[row, :size], shapes[row, :size], mask[row, :size] = reading.pieces, reading.shapes, 1
        (scores,) = self._session.run(None, {"pieces": pieces, "shapes": shapes, "mask": mask})
        return [
            [(gap.start, float(scores[row, gap.left])) for gap in reading.gaps] for row, reading in enumerate(batch)
        ]


def session(model: str) -> InferenceSession:
    """Open an ONNX model for one thread: who has many texts has better uses for the other cores.

    Raises:
        LanguageDataError: the file is missing or no model.
        MissingExtraError: onnxruntime is not installed.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingExtraError("models", "judges of lost dashes") from error
    if not os.path.exists(model):
        raise LanguageDataError(f"{model}: no such model; give the path of an ONNX file, or reinstall textmend")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has a class of its own for each way to be damaged, and no common base
        raise LanguageDataError(f"{model}: this is no model that onnxruntime can open ({error})") from error

"""A small transformer that scores the gaps between words, run by onnxruntime; loaded when damage requires it.

Nothing here is imported before a text has shown evidence: the runtime takes a tenth of a second to load.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from textmend.errors import LanguageDataError, MissingExtraError
from textmend.lang import DATA
from textmend.passes.dashes.wordpiece import EncodedText, WordpieceTokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    Floats = Any  # a NumPy array; users with clean text need not load it

__all__ = ["Encoder", "Scorer", "session"]

# Inputs of about the same length are batched, this many pieces at once: a larger batch does not fit in the processor's
# second-level cache. Of 256, 384, 1,024 and 4,096 tried, the first two are the fastest, by a fifth.
_PIECES_AT_ONCE = 384
# A sentence in which the first layers give no gap these odds is skipped from then on. A third of the bytes are read
# on; with -2 it would be two fifths, for one in sixty more of the dashes that are restored.
_WORTH = -1.5
# The rows of the matrix of `overflow.onnx`, all of whose numbers are the highest of a signed byte.
_PROBE_LENGTH = 4


class Scorer(Protocol):
    """Scores the gaps of sentences."""

    def score(self, text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
        """Return, for the sentences at `spans`, the position of each gap in the text and its log odds."""


class Encoder:
    """The scorer of lost dashes that ships with textmend: a transformer in two parts.

    A score depends on its sentence alone: it is the same in any batch, and on x86 processors with AVX2 and with AVX-512
    (`training.gaps.exact`).

    After its first two layers a separate head scores every gap. Only sentences that still look promising go through
    the other four, which are two thirds of the work.

    Args:
        lower: an ONNX file with the first layers; its inputs are "pieces", "shapes" and "mask" (batch × length, int64),
            its outputs the states (batch × length × width) and one score for the gap after each piece.
        upper: an ONNX file with the others; from "states" and "mask" to the scores.
        vocabulary: a text file with one piece a line.

    Raises:
        LanguageDataError: a file is missing or damaged.
        MissingExtraError: onnxruntime is not installed.
    """

    def __init__(self, lower: str, upper: str, vocabulary: str) -> None:
        self._lower, self._upper = session(lower), session(upper)
        try:
            with open(vocabulary, encoding="utf-8") as lines:
                self._vocabulary = WordpieceTokenizer(lines.read().split("\n"))
        except (OSError, UnicodeError, KeyError) as error:
            raise LanguageDataError(f"{vocabulary}: not a vocabulary ({error}); reinstall textmend") from error

    def score(self, text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
        """Return the position of each gap in the text and its log odds, in order."""
        # Documents repeat sentences (headers, disclaimers), and reading one is the expensive part.
        places: dict[str, list[int]] = {}
        for start, end in spans:
            places.setdefault(text[start:end], []).append(start)
        asked = [
            _Asked(reading, places[sentence])
            for sentence in places
            for reading in self._vocabulary.read(sentence, 0, len(sentence))
            if reading.gaps
        ]
        asked.sort(key=lambda one: len(one.reading.pieces))
        found: list[tuple[int, float]] = []
        hopeful: list[_Asked] = []
        for batch in _batches(asked):
            for one, states, scores in zip(batch, *self._first_look(batch), strict=True):
                odds = one.of_gaps(scores)
                if max(odds) < _WORTH:
                    found += one.placed(odds)
                else:
                    one.states = states[: len(one.reading.pieces)]
                    hopeful.append(one)
        for batch in _batches(hopeful):
            for one, scores in zip(batch, self._second_look(batch), strict=True):
                found += one.placed(one.of_gaps(scores))
        return sorted(found)

    def _first_look(self, batch: Sequence[_Asked]) -> tuple[Floats, Floats]:
        """The states after the first layers, and the scores there."""
        import numpy as np

        shape = len(batch), max(len(one.reading.pieces) for one in batch)
        pieces, shapes, mask = (np.zeros(shape, np.int64) for _ in range(3))
        for row, one in enumerate(batch):
            size = len(one.reading.pieces)
            pieces[row, :size], shapes[row, :size], mask[row, :size] = one.reading.pieces, one.reading.shapes, 1
        states, scores = self._lower.run(None, {"pieces": pieces, "shapes": shapes, "mask": mask})
        return states, scores

    def _second_look(self, batch: Sequence[_Asked]) -> Floats:
        """The scores after all layers."""
        import numpy as np

        length, width = max(len(one.reading.pieces) for one in batch), batch[0].states.shape[1]
        states = np.zeros((len(batch), length, width), np.float32)
        mask = np.zeros((len(batch), length), np.int64)
        for row, one in enumerate(batch):
            states[row, : len(one.states)], mask[row, : len(one.states)] = one.states, 1
        scores: Floats = self._upper.run(None, {"states": states, "mask": mask})[0]
        return scores


class _Asked:
    """An input, the positions of its sentence, and the output of the first layers for it."""

    __slots__ = ("places", "reading", "states")

    states: Floats

    def __init__(self, reading: EncodedText, places: Sequence[int]) -> None:
        self.reading = reading
        self.places = places

    def of_gaps(self, scores: Floats) -> list[float]:
        """The scores of the gaps, out of those after all pieces."""
        return [float(scores[gap.left]) for gap in self.reading.gaps]

    def placed(self, odds: Sequence[float]) -> Iterator[tuple[int, float]]:
        """The odds of the gaps everywhere the sentence occurs."""
        for start in self.places:
            for gap, one in zip(self.reading.gaps, odds, strict=True):
                yield start + gap.start, one


def _batches(asked: Sequence[_Asked]) -> Iterator[Sequence[_Asked]]:
    """Split inputs that are sorted by length into batches."""
    at = 0
    while at < len(asked):
        batch = asked[at : at + max(1, _PIECES_AT_ONCE // len(asked[at].reading.pieces))]
        yield batch
        at += len(batch)


def session(model: str) -> InferenceSession:
    """Open an ONNX model for one thread: with many texts there are better uses for the other cores.

    Its products of bytes are exact on any processor.

    Raises:
        LanguageDataError: the file is missing or not a model.
        MissingExtraError: onnxruntime is not installed.
    """
    return _opened(model, exact=_bytes_overflow())


@cache
def _bytes_overflow() -> bool:
    """True on processors without instructions for products of bytes (VNNI): AVX2 adds them in 16 bits, too few for two.

    onnxruntime can use wider sums instead, but then it does so everywhere, and where nothing would overflow it reads at
    two thirds of the speed.
    """
    probe = _opened(os.path.join(DATA, "overflow.onnx"), exact=False)
    import numpy as np  # which onnxruntime needs, so it is there

    most = np.full((1, _PROBE_LENGTH), 255, np.uint8)
    return bool((probe.run(None, {"bytes": most})[0] != _PROBE_LENGTH * 255 * 127).any())


def _opened(model: str, *, exact: bool) -> InferenceSession:
    """Open an ONNX model; `exact` has it add products of bytes in 32 bits."""
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingExtraError("models", "models for lost dashes") from error
    if not os.path.exists(model):
        raise LanguageDataError(f"{model}: no such file; give the path of an ONNX model, or reinstall textmend")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.x64quantprecision", str(int(exact)))
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has a class of its own for each way to be damaged, and no common base
        raise LanguageDataError(f"{model}: onnxruntime cannot open this model ({error})") from error

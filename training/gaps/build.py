"""Trains, packs and calibrates the scorer of lost dashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from textmend.passes.dashes.encoder import Encoder
from training.gaps import encoder
from training.gaps.calibrate import calibrated
from training.gaps.corpus import sentences_of
from training.gaps.encoder import ANEW, CONTINUED
from training.gaps.export import export
from training.gaps.network import FIRST_LAYERS, GapHead, GapModel
from training.gaps.ranking import ranked
from training.gaps.shipped import shipped

__all__ = ["build", "prepare"]


def prepare(start: Path, checkpoint: Path, say: Callable[[str], None]) -> None:
    """Write the examples of a training that goes on from the files in a folder; see `training.gaps.encoder.prepare`."""
    model, early, pieces = _started(start)
    encoder.prepare(model, pieces, CONTINUED, checkpoint, say, early)


def build(
    folder: Path, start: Path, checkpoint: Path, say: Callable[[str], None], *, from_scratch: bool
) -> Iterator[tuple[Path, dict[str, object]]]:
    """Write the files of the scorer to a folder, and yield the path of each that changed with facts about it.

    Args:
        folder: the folder of the language data.
        start: the folder of the files to go on from.
        checkpoint: see `training.gaps.encoder.train`.
        say: called with messages about the progress.
        from_scratch: whether to begin with the pretrained encoder, not with the files in `start`.
    """
    if from_scratch:
        start = folder
        model, pieces = encoder.anew()
        model = encoder.train(model, pieces, ANEW, checkpoint.with_suffix(f".anew{checkpoint.suffix}"), say)
        lower, upper, vocabulary = _files(folder)
        vocabulary.write_text("\n".join(pieces), encoding="utf-8")
        yield vocabulary, {"pieces": len(pieces)}
        export(model, encoder.train_early(model, pieces, say), lower, upper)
        yield lower, {"sentences with dashes": len(sentences_of("train")[0]), "layers": FIRST_LAYERS}
    origin = hashlib.sha256(_files(start)[1].read_bytes()).hexdigest()
    model, early, pieces = _started(start)
    encoder.prepare(model, pieces, CONTINUED, checkpoint, say, early)
    lower, upper, vocabulary = _files(folder)
    export(encoder.train(model, pieces, CONTINUED, checkpoint, say, early), early, lower, upper)
    with_dashes = sum(len(sentences_of(split)[0]) for split in ("train", "more"))
    layers = len(model.encoder.encoder.layer) - FIRST_LAYERS
    yield upper, {"sentences with dashes": with_dashes, "layers": layers, "continues": origin}
    # A handful of numbers, which cannot memorise the development documents.
    found = list(ranked(Encoder(str(lower), str(upper), str(vocabulary)), "dev"))
    weights = Path(folder, "en.gaps.json")
    weights.write_text(json.dumps(calibrated(found), indent=1) + "\n", encoding="utf-8")
    yield weights, {"documents": len(found), "dashes": sum(document.dashes for document in found)}


def _files(folder: Path) -> tuple[Path, Path, Path]:
    """The files of a scorer: the first layers, the others, and the vocabulary."""
    lower, upper, vocabulary = (Path(folder, f"en.gaps.{name}") for name in ("lower.onnx", "upper.onnx", "pieces.txt"))
    return lower, upper, vocabulary


def _started(folder: Path) -> tuple[GapModel, GapHead, list[str]]:
    """The scorer in a folder, whose upper layers are to be trained, its early head and its vocabulary."""
    lower, upper, vocabulary = _files(folder)
    pieces = vocabulary.read_text("utf-8").split("\n")
    model, early = shipped(lower, upper, pieces)
    model.freeze()
    return model, early, pieces

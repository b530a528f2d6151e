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
from training.gaps.export import export, export_probe
from training.gaps.network import FIRST_LAYERS, GapHead, GapModel
from training.gaps.ranking import ranked
from training.gaps.shipped import shipped

__all__ = ["build", "build_further", "build_probe", "calibrate", "prepare"]

# The path of a file that was written, with facts about it.
Written = Iterator[tuple[Path, dict[str, object]]]


def build(folder: Path, checkpoint: Path, say: Callable[[str], None]) -> Written:
    """Train a scorer from the pretrained encoder, and write all of its files but those of `calibrate`.

    Args:
        folder: the folder of the language data.
        checkpoint: see `training.gaps.encoder.train`.
        say: called with messages about the progress.
    """
    lower, upper, vocabulary = _files(folder)
    model, pieces = encoder.anew()
    model = encoder.train(model, pieces, ANEW, checkpoint, say)
    vocabulary.write_text("\n".join(pieces), encoding="utf-8")
    yield vocabulary, {"pieces": len(pieces)}
    export(model, encoder.train_early(model, pieces, say), lower, upper)
    facts = {"sentences with dashes": len(sentences_of("train")[0])}
    yield lower, {**facts, "layers": FIRST_LAYERS}
    yield upper, {**facts, "layers": len(model.encoder.encoder.layer) - FIRST_LAYERS}


def build_probe(folder: Path) -> Written:
    """Write the file by which `textmend.passes.dashes.encoder` tells how a processor adds products of bytes."""
    probe = Path(folder, "overflow.onnx")
    export_probe(probe)
    yield probe, {}


def prepare(start: Path, checkpoint: Path, say: Callable[[str], None]) -> None:
    """Write the examples of `build_further`; see `training.gaps.encoder.prepare`."""
    model, early, pieces = _started(start)
    encoder.prepare(model, pieces, CONTINUED, checkpoint, say, early)


def build_further(start: Path, folder: Path, checkpoint: Path, say: Callable[[str], None]) -> Written:
    """Train the upper layers of a scorer on the sentences of "more", and write them; the others stay as they are.

    Args:
        start: the folder of its files.
        folder: the folder of the new ones, which may be the same.
        checkpoint: see `training.gaps.encoder.train`.
        say: called with messages about the progress.
    """
    model, early, pieces = _started(start)
    encoder.prepare(model, pieces, CONTINUED, checkpoint, say, early)
    begun = hashlib.sha256(_files(start)[1].read_bytes()).hexdigest()
    lower, upper, vocabulary = _files(folder)
    vocabulary.write_text("\n".join(pieces), encoding="utf-8")
    export(encoder.train(model, pieces, CONTINUED, checkpoint, say, early), early, lower, upper)
    with_dashes = sum(len(sentences_of(split)[0]) for split in ("train", "more"))
    layers = len(model.encoder.encoder.layer) - FIRST_LAYERS
    yield upper, {"sentences with dashes": with_dashes, "layers": layers, "further than": begun}


def calibrate(folder: Path) -> Written:
    """Write what the scores of the gaps of a document show together, and how precise they are, for a scorer."""
    scorer = Encoder(*map(str, _files(folder)))
    # A handful of numbers, which cannot memorise these documents.
    found = [document for split in ("dev", "modern") for document in ranked(scorer, split)]
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

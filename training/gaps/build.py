"""Trains, packs and calibrates the scorer of lost dashes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from textmend.passes.dashes.encoder import Encoder
from training.gaps.calibrate import calibrated
from training.gaps.corpus import sentences_of
from training.gaps.encoder import train, train_early
from training.gaps.export import export
from training.gaps.network import FIRST_LAYERS
from training.gaps.ranking import ranked

__all__ = ["build"]


def build(folder: str, checkpoint: Path, say: Callable[[str], None]) -> Iterator[tuple[Path, dict[str, float]]]:
    """Write the files of the scorer to `folder`, and yield the path of each with facts about it.

    Args:
        folder: the folder of the language data.
        checkpoint: see `training.gaps.encoder.train`.
        say: called with messages about the progress.
    """
    model, pieces = train(checkpoint, say)
    vocabulary = Path(folder, "en.gaps.pieces.txt")
    vocabulary.write_text("\n".join(pieces), encoding="utf-8")
    yield vocabulary, {"pieces": len(pieces)}
    lower, upper = Path(folder, "en.gaps.lower.onnx"), Path(folder, "en.gaps.upper.onnx")
    export(model, train_early(model, pieces, say), lower, upper)
    with_dashes, _ = sentences_of("train")
    yield lower, {"sentences with dashes": len(with_dashes), "layers": FIRST_LAYERS}
    yield upper, {"sentences with dashes": len(with_dashes), "layers": len(model.encoder.encoder.layer) - FIRST_LAYERS}
    # A handful of numbers, which cannot memorise the development documents.
    found = list(ranked(Encoder(str(lower), str(upper), str(vocabulary)), "dev"))
    weights = Path(folder, "en.gaps.json")
    weights.write_text(json.dumps(calibrated(found), indent=1) + "\n", encoding="utf-8")
    yield weights, {"documents": len(found), "dashes": sum(document.dashes for document in found)}

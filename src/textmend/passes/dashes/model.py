"""The scorers of lost dashes, built from the data of a language or from a custom model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from textmend.lang.language import Language

if TYPE_CHECKING:
    from textmend.passes.dashes.encoder import Scorer

__all__ = ["gap_scorer", "gap_weights", "scores_gaps"]


def scores_gaps(language: Language) -> bool:
    """True when there is a scorer of lost dashes for a language."""
    return language.has_full_model


def gap_scorer(language: Language, model: str = "") -> Scorer:
    """The scorer of lost dashes; it takes some 15 MB of memory and a tenth of a second to load.

    Args:
        language: its language.
        model: a folder with a custom model; see `textmend.passes.dashes.classifier`.

    Raises:
        MissingExtraError: a package that runs it is not installed.
        LanguageDataError: a file is missing or damaged.
    """
    if model:
        return _classifier(model)
    return _encoder(*map(language.path, ("gaps.lower.onnx", "gaps.upper.onnx", "gaps.pieces.txt")))


@cache
def gap_weights(language: Language) -> Mapping[str, Any]:
    """What the scores of a document's gaps show together, and how precise each score is."""
    return language.weights("gaps")


@cache
def _encoder(lower: str, upper: str, vocabulary: str) -> Scorer:
    from textmend.passes.dashes.encoder import Encoder

    return Encoder(lower, upper, vocabulary)


@cache
def _classifier(folder: str) -> Scorer:
    from textmend.passes.dashes.classifier import Classifier

    return Classifier(folder)

"""How near to the truth extracted text is, unchanged and as presets and other tools leave it, on all cores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from benchmarks.processes import in_processes
from benchmarks.quality import peers
from benchmarks.quality.extraction.documents import EXTRACTORS, Document
from benchmarks.quality.extraction.effects import Effect, applied, effects, gain_by_rule
from benchmarks.quality.extraction.similarity import similarity, words
from benchmarks.quality.sound.changes import Change, by_name, changes
from benchmarks.quality.sound.pieces import Piece

__all__ = ["WORSE", "Account", "accounts", "by_extractor", "edits", "of_peer", "of_preset", "raw", "worse"]

# A document that loses less counts as unchanged: in a paper of 5,000 words, two of them.
WORSE = 0.0005


class Account(NamedTuple):
    """What each edit and each rule of a preset does to a document.

    Attributes:
        document: the document.
        effects: of each edit.
        gains: by rule, what the document's score gains by it.
    """

    document: Document
    effects: Sequence[Effect]
    gains: Mapping[str, float]


def raw(documents: Sequence[Document]) -> list[float]:
    """Return the score of each document as the extractor left it."""
    return [_score(document, document.text) for document in documents]


def edits(preset: str, documents: Sequence[Document], workers: int | None = None) -> list[list[Change]]:
    """Return the edits that a preset, run whole, makes in each document."""
    made = by_name(changes(preset, map(_piece, documents), workers=workers))
    return [made.get(_piece(document).name, []) for document in documents]


def of_preset(documents: Sequence[Document], made: Sequence[Sequence[Change]]) -> list[float]:
    """Return the score of each document with its edits made."""
    return [_score(document, applied(document.text, them)) for document, them in zip(documents, made, strict=True)]


def of_peer(name: str, documents: Sequence[Document], workers: int | None = None) -> list[float]:
    """Return the score of each document as a tool of `peers.REPAIRS` leaves it."""
    return in_processes(partial(_repaired, name), documents, name, workers)


def accounts(
    preset: str, documents: Sequence[Document], made: Sequence[Sequence[Change]], workers: int | None = None
) -> list[Account]:
    """Return what each edit of a preset does, by document."""
    return in_processes(_account, list(zip(documents, made, strict=True)), f"edits of {preset}", workers)


def by_extractor(documents: Sequence[Document], scores: Sequence[float]) -> dict[str, float]:
    """Return the mean score of the documents of each extractor, in the order of `EXTRACTORS`."""
    found: dict[str, list[float]] = {extractor: [] for extractor in EXTRACTORS}
    for document, score in zip(documents, scores, strict=True):
        found[document.extractor].append(score)
    return {extractor: sum(them) / len(them) for extractor, them in found.items() if them}


def worse(before: Sequence[float], after: Sequence[float]) -> int:
    """Return how many documents are made worse by more than `WORSE`."""
    return sum(new < old - WORSE for old, new in zip(before, after, strict=True))


def _piece(document: Document) -> Piece:
    return Piece(f"{document.extractor}/{document.name}", document.extractor, document.text)


def _score(document: Document, text: str) -> float:
    return similarity(words(text), words(document.truth))


def _repaired(name: str, document: Document) -> float:
    return _score(document, peers.repair(name, document.text))


def _account(task: tuple[Document, Sequence[Change]]) -> Account:
    document, made = task
    _, _, text, truth = document
    return Account(document, list(effects(text, made, truth)), gain_by_rule(text, made, truth))

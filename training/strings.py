"""The scorer of long strings without a space: a tree ensemble for text that is known to be damaged."""

from __future__ import annotations

from collections.abc import Iterator

from textmend import lang
from textmend.lang import BITS_PER_STEP
from textmend.passes.spacing._scorer import LONG_STRING, SPLIT, SpaceScorer
from textmend.passes.spacing.model import REACH, SpacingModel
from textmend.passes.spacing.trees import TreeEnsembles
from training import corpus
from training.candidates import Document, Example, Grown, documents, examples, felled, grow

__all__ = ["build"]

_NO_COMBINATIONS = bytes(20 * 20 * 2)
_SIZE, _FIRST, _LAST = (SpaceScorer.FEATURES.index(name) for name in ("letters", "first", "last"))


def build() -> tuple[Grown, dict[str, float]]:
    """Return the tree ensemble and facts about the training."""
    english = lang.load("en")
    scorer = SpacingModel(english).scorer_with(TreeEnsembles(), _NO_COMBINATIONS, round(REACH / BITS_PER_STEP))
    found = [e for document in _documents(english) for e in examples(document, scorer) if _is_in_long_string(e)]
    return felled(grow(found, "strings")), {"strings": len(found), "strings, wrong": sum(e.wrong for e in found)}


def _is_in_long_string(example: Example) -> bool:
    """True for a split of a run of words that has no space."""
    said = example.candidate.evidence
    return example.candidate.kind == SPLIT and said[_FIRST] == said[_LAST] == 1 and said[_SIZE] >= LONG_STRING


def _documents(english: lang.Language) -> Iterator[Document]:
    """Yield the damaged text of the others, whose long strings are mostly words, and lines without spaces."""
    yield from (document for document in documents() if document.damaged is not document.right)
    for benchmark in ("Wiki.typos.no_spaces", "Wiki"):
        for number, (_, right) in enumerate(corpus.spacing_lines("tuning", benchmark)):
            yield Document(right.replace(" ", ""), right, 1.0, number, english)

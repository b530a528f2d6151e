"""The judge of spaces that nearly read better: a forest for long strings that lost every space."""

from __future__ import annotations

from collections.abc import Iterator

from textmend import lang
from textmend._judge import SPLIT
from textmend.lang import BITS_PER_STEP, REACH
from training import corpus
from training.doubts import Document, Example, Grown, examples, felled, grow

__all__ = ["build"]

_NO_COMBINATIONS = bytes(20 * 20 * 2)
_MARGIN = 0


def build() -> tuple[Grown, dict[str, float]]:
    """Return the forest and facts about the training."""
    english = lang.load("en")
    judge = english.judge_with((None, None, None, None), _NO_COMBINATIONS, round(REACH / BITS_PER_STEP))
    found = [example for document in _documents(english) for example in examples(document, judge) if _is_near(example)]
    return felled(grow(found, "near")), {"near": len(found), "near, wrong": sum(e.wrong for e in found)}


def _is_near(example: Example) -> bool:
    return example.doubt.kind == SPLIT and example.evidence[_MARGIN] <= 0


def _documents(english: lang.Language) -> Iterator[Document]:
    """Yield lines without spaces, with misspelt words and with none."""
    for benchmark in ("Wiki.typos.no_spaces", "Wiki"):
        for number, (_, right) in enumerate(corpus.spacing_lines("tuning", benchmark)):
            yield Document(right.replace(" ", ""), right, 1.0, number, english)

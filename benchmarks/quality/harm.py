"""What the passes do to text that needs nothing: the first number of every table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textmend import Pipeline
from training import corpus

__all__ = ["Harm", "english", "measure", "others"]


@dataclass(frozen=True, slots=True)
class Harm:
    """Edits in a million words of clean English, and changed sentences in ten thousand of other languages."""

    edits_per_million_words: float
    sentences_per_ten_thousand: float


def english() -> Iterator[str]:
    """The development prose as it is, without the documents that write hyphens for dashes: those need mending."""
    for document in corpus.documents("dev"):
        if document["dash_style"] not in ("double-hyphen", "mixed"):
            yield document["text"]


def others() -> Iterator[str]:
    """Sentences in all languages but English."""
    for sentence in corpus.sentences("dev"):
        if sentence["lang"] != "en":
            yield sentence["text"]


def measure(pipeline: Pipeline) -> Harm:
    """Count what a pipeline changes in clean text."""
    words = edits = sentences = changed = 0
    for text in english():
        words += len(text.split())
        edits += len(pipeline.explain(text).edits)
    for text in others():
        sentences += 1
        changed += pipeline.clean(text) is not text
    return Harm(1e6 * edits / words, 1e4 * changed / sentences)

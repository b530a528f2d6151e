"""The harm to text that needs no repair: the first number of every table."""

from __future__ import annotations

import sysconfig
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.quotes import is_curly, is_straight
from textmend import Pipeline
from training import corpus

__all__ = ["NEEDS_NOTHING", "Harm", "edits_per_million_words", "english", "measure", "others", "programs"]

# Passes that change correct text on request, and the texts that they have nothing to do on.
NEEDS_NOTHING: Mapping[str, Callable[[str], bool]] = {
    "quotes straight": is_straight,
    "quotes typographic": is_curly,
    "ascii": str.isascii,
}


@dataclass(frozen=True, slots=True)
class Harm:
    """Edits in a million words of clean English, and changed sentences in ten thousand of other languages."""

    edits_per_million_words: float
    sentences_per_ten_thousand: float


def english() -> Iterator[str]:
    """The development prose unchanged, without the documents that write hyphens for dashes: those need repair."""
    for document in corpus.documents("dev"):
        if document["dash_style"] not in ("double-hyphen", "mixed"):
            yield document["text"]


def others() -> Iterator[str]:
    """Sentences in all languages except English."""
    for sentence in corpus.sentences("dev"):
        if sentence["lang"] != "en":
            yield sentence["text"]


def programs() -> Iterator[str]:
    """The modules of the running Python's standard library, whose comments are prose."""
    for module in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        yield module.read_text("utf-8")


def measure(pipeline: Pipeline, documents: Iterable[str], foreign: Iterable[str]) -> Harm:
    """Count what a pipeline changes in clean English documents and clean sentences of other languages."""
    sentences = changed = 0
    for text in foreign:
        sentences += 1
        changed += pipeline.clean(text) is not text
    return Harm(edits_per_million_words(pipeline, documents), 1e4 * changed / max(sentences, 1))


def edits_per_million_words(pipeline: Pipeline, documents: Iterable[str]) -> float:
    """Return the edits that a pipeline makes in a million words."""
    words = edits = 0
    for text in documents:
        words += len(text.split())
        edits += len(pipeline.explain(text).edits)
    return 1e6 * edits / max(words, 1)

"""Where the training text comes from, and its words counted once."""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

from textmend.lang import WORD, normalized_word

__all__ = [
    "CORPORA",
    "OTHERS",
    "Counts",
    "counts",
    "documents",
    "google_pairs",
    "is_learnt",
    "sentences",
    "spacing_lines",
]

# The folder with the corpora; its README describes every file.
CORPORA = Path(os.environ.get("TEXTMEND_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))

# The languages other than English that data is built for.
OTHERS = ("cs", "de", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk")

# Google counted 1,024,908,267,229 words for the n-grams that the package wordsegment ships (Norvig,
# "Natural Language Corpus Data", in: Beautiful Data, 2009).
_GOOGLE_WORDS = 1_024_908_267_229


@dataclass(frozen=True)
class Counts:
    """Words and pairs of neighbouring words in the prose corpus, in lexicon spelling.

    Attributes:
        total: all words.
        words: how often each occurs.
        documents: in how many documents.
        small: in how many documents it is written with a small letter, as no name is.
        pairs: how often two occur next to each other.
        inside: how often each follows another word, where only names have capitals.
        capitals: how often it has one there.
    """

    total: int
    words: Counter[str]
    documents: Counter[str]
    small: Counter[str]
    pairs: Counter[tuple[str, str]]
    inside: Counter[str]
    capitals: Counter[str]


def documents(split: str) -> Iterator[dict[str, str]]:
    """Yield the documents of the prose corpus ("train", "more" or "dev")."""
    return _records(f"prose-en.{split}.jsonl.gz")


def sentences(split: str) -> Iterator[dict[str, str]]:
    """Yield the sentences of the multilingual corpus ("dev")."""
    return _records(f"multilingual.{split}.jsonl.gz")


def is_learnt(sentence: str) -> bool:
    """True for half of the sentences of the multilingual corpus; the others are for measuring."""
    return crc32(sentence.encode()) % 2 == 0


def _records(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(CORPORA / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def spacing_lines(split: str, benchmark: str) -> Iterator[tuple[str, str]]:
    """Yield (damaged, right) lines of a white-space benchmark."""
    folder = CORPORA / "wsc" / split / benchmark
    with (
        gzip.open(folder / "corrupt.txt.gz", "rt", encoding="utf-8") as corrupt,
        gzip.open(folder / "correct.txt.gz", "rt", encoding="utf-8") as correct,
    ):
        for damaged, right in zip(corrupt, correct, strict=True):
            yield damaged.rstrip("\n"), right.rstrip("\n")


def runs(text: str) -> Iterator[list[str]]:
    """Yield the runs of words with nothing but one space between them."""
    run: list[str] = []
    last_end = -1
    for match in WORD.finditer(text):
        if match.start() != last_end + 1 or text[last_end] != " ":
            if run:
                yield run
            run = []
        run.append(match.group())
        last_end = match.end()
    if run:
        yield run


@cache
def counts() -> Counts:
    """Count the train split of the prose corpus."""
    words: Counter[str] = Counter()
    in_documents: Counter[str] = Counter()
    small: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    inside: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for document in documents("train"):
        seen: set[str] = set()
        for written in runs(document["text"]):
            run = [normalized_word(word) for word in written]
            inside.update(run[1:])
            capitals.update(word for word, form in zip(run[1:], written[1:], strict=True) if form[0].isupper())
            words.update(run)
            seen.update(run)
            pairs.update(pairwise(run))
        in_documents.update(seen)
        small.update({normalized_word(word) for word in WORD.findall(document["text"]) if word[0].islower()})
    return Counts(words.total(), words, in_documents, small, pairs, inside, capitals)


def google_pairs() -> Iterable[tuple[str, str, float]]:
    """Yield (word, next word, probability of the pair) from the bigram counts of wordsegment."""
    import wordsegment

    wordsegment.load()
    for pair, count in wordsegment.BIGRAMS.items():
        first, second = pair.split()
        if first.isalpha() and second.isalpha():
            yield first.lower(), second.lower(), count / _GOOGLE_WORDS

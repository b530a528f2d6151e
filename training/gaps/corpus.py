"""Sentences and documents that lost their dashes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textmend.lang.sentences import sentences
from training import corpus

__all__ = ["CLAUSE_DASH", "REPLACEABLE", "Lost", "documents", "lost", "records", "sentences_of", "without_mark"]

# A dash between two words, as `benchmarks.quality.dashes` counts it, and “--” without spaces, too.
CLAUSE_DASH = re.compile(r"(?<=\w)(?: ?\N{EM DASH} ?| \N{EN DASH} | -- |--)(?=\w)")
# A mark that a dash could replace: a colon, a semicolon, a pair of brackets.
REPLACEABLE = re.compile(r"(?<=[a-z])[;:] (?=[a-z])|(?<=[a-z]) \((?=[a-z])[^()]{3,60}(?<=[a-z])\) (?=[a-z])")
_SPACED_HYPHEN = re.compile(r"\w - \w")
# Shorter ones are headings or exclamations of a word or two.
_SHORTEST = 12


class Lost(NamedTuple):
    """A text without its dashes, and the positions of the spaces in their places."""

    text: str
    places: frozenset[int]
    domain: str


def records(split: str) -> Iterator[dict[str, str]]:
    """Yield the documents that do not write a spaced hyphen for a dash here and there."""
    for document in corpus.documents(split):
        if document["dash_style"] != "mixed" and not _SPACED_HYPHEN.search(document["text"]):
            yield document


def documents(split: str) -> Iterator[tuple[str, str]]:
    """Yield the domain and the text of each of `records`."""
    return ((document["domain"], document["text"]) for document in records(split))


def lost(domain: str, text: str, chance: random.Random, kept: float = 0.0) -> Lost:
    """Replace each clause dash with a space, except that share of them."""
    pieces: list[str] = []
    places: list[int] = []
    at = size = 0
    for dash in CLAUSE_DASH.finditer(text):
        pieces.append(text[at : dash.start()])
        size += dash.start() - at
        at = dash.end()
        if chance.random() < kept:
            pieces.append(dash.group())
            size += len(dash.group())
        else:
            pieces.append(" ")
            places.append(size)
            size += 1
    return Lost("".join((*pieces, text[at:])), frozenset(places), domain)


def without_mark(domain: str, text: str, chance: random.Random) -> Lost:
    """Remove one mark that a dash could replace, or one pair, as if it had been dashes.

    A lost dash is a mark that is missing where one has to be, and of these there are more than of dashes.
    """
    mark = chance.choice(list(REPLACEABLE.finditer(text)))
    start, written = mark.start(), mark.group()
    if written[0] in ";:":
        return Lost(text[:start] + text[start + 1 :], frozenset({start}), domain)
    inner = written[2:-2]
    return Lost(f"{text[:start]} {inner} {text[mark.end() :]}", frozenset({start, start + 1 + len(inner)}), domain)


@cache
def sentences_of(split: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return (domain, sentence) of all sentences with clause dashes, and of all without."""
    with_dashes: list[tuple[str, str]] = []
    without: list[tuple[str, str]] = []
    for domain, text in documents(split):
        for start, end in sentences(text):
            sentence = text[start:end].rstrip()
            if len(sentence) >= _SHORTEST and "\n" not in sentence:
                (with_dashes if CLAUSE_DASH.search(sentence) else without).append((domain, sentence))
    return with_dashes, without

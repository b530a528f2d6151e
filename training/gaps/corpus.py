"""Sentences and documents that lost their dashes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textmend.lang.sentences import sentences
from textmend.passes.dashes.places import ENGLISH
from training import corpus

__all__ = [
    "CLAUSE_DASH",
    "HELD_OUT",
    "REPLACEABLE",
    "SPEECH",
    "Lost",
    "documents",
    "lost",
    "records",
    "sentences_of",
    "without_mark",
]

# The sources of `prose-en.more` that are for measuring, each with the domain that it is measured in: the split
# "modern". The sources of the split "dev" are novels and textbooks for the most part, which "train" has, too; of these
# there is nothing in "train" or "more".
HELD_OUT = {
    "changelog-news": "news",
    "datagov-news": "news",
    "cfpb-tech-blog": "modern prose",
    "github-site-policy": "modern prose",
    "openstax-principles-marketing": "modern prose",
    "source-code-policy": "modern prose",
    "swift-org": "modern prose",
    "xquad-wikipedia": "modern prose",
}
# The domain of transcripts in `prose-en.more`, which write “ -- ” where a speaker begins anew, and “ - ” for a dash.
SPEECH = "interview"

# A dash between two words, as `benchmarks.quality.dashes` counts it, and “--” without spaces, too.
CLAUSE_DASH = re.compile(r"(?<=\w)(?: ?\N{EM DASH} ?| \N{EN DASH} | -- |--)(?=\w)")
# A mark that a dash could replace: a colon, a semicolon, a pair of brackets.
REPLACEABLE = re.compile(r"(?<=[a-z])[;:] (?=[a-z])|(?<=[a-z]) \((?=[a-z])[^()]{3,60}(?<=[a-z])\) (?=[a-z])")
_SPACED_HYPHEN = re.compile(r"\w - \w")
# A hyphen that stands for a clause dash. The paragraphs of `prose-en.more` are chosen so that no point of a list, no
# range and no title has one, outside the books.
_HYPHEN_DASH = re.compile(r"(?<=[a-z]) - (?=[a-z])")
_DASH_FROM_HYPHEN = " \N{EN DASH} "
# A sentence of speech that breaks off, and the word before a dash.
_BREAKS_OFF = re.compile(r"--|\.\.\.|\u2026")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(?: ?\N{EM DASH}| \N{EN DASH})")
# Shorter ones are headings or exclamations of a word or two.
_SHORTEST = 12


class Lost(NamedTuple):
    """A text without its dashes, and the positions of the spaces in their places."""

    text: str
    places: frozenset[int]
    domain: str


def records(split: str) -> Iterator[dict[str, str]]:
    """Yield the documents of a split of which each clause dash is known.

    Args:
        split: "train" or "dev" of `prose-en`; "modern", the sources of `prose-en.more` that are held out; or "more",
            the others. Documents that write a spaced hyphen for a dash here and there are left out, except in "more",
            where such a hyphen is replaced.
    """
    if split == "more":
        for document in corpus.documents("more"):
            if document["source"] not in HELD_OUT:
                yield {**document, "text": _HYPHEN_DASH.sub(_DASH_FROM_HYPHEN, document["text"])}
        return
    for document in corpus.documents("more" if split == "modern" else split):
        domain = HELD_OUT.get(document["source"], "") if split == "modern" else document.get("domain", "")
        if domain and document["dash_style"] != "mixed" and not _SPACED_HYPHEN.search(document["text"]):
            yield {**document, "domain": domain}


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
            if (
                len(sentence) >= _SHORTEST
                and "\n" not in sentence
                and not (split == "more" and _misleads(domain, sentence))
            ):
                (with_dashes if CLAUSE_DASH.search(sentence) else without).append((domain, sentence))
    return with_dashes, without


def _misleads(domain: str, sentence: str) -> bool:
    """True for a sentence that teaches something wrong: with a hyphen whose sense is unknown, or one of speech that
    begins anew, as most do that have a dash after a word that nothing can end with ("I've tried to - as you know").
    """
    if _SPACED_HYPHEN.search(sentence):
        return True
    if domain != SPEECH:
        return False
    return bool(_BREAKS_OFF.search(sentence)) or any(word.lower() in ENGLISH for word in _WORD_BEFORE.findall(sentence))

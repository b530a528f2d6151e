"""The texts that speed is measured on, by kind; every kind is what its name says."""

from __future__ import annotations

import random
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from training import corpus
from training.spaces import lost

__all__ = [
    "CLEAN",
    "LINE",
    "MOJIBAKE",
    "OTHER",
    "RATES",
    "TWEETS",
    "TYPOGRAPHIC",
    "Sources",
    "ascii_only",
    "damaged",
    "first",
    "garbled",
    "kinds",
    "sources",
]

CLEAN = "clean ASCII English"
TYPOGRAPHIC = "typographic English"
OTHER = "non-Latin text"
MOJIBAKE = "dense mojibake"
TWEETS = "tweets of 100 characters"
LINE = "one huge line"

# The share of spaces that a text lost, by kind.
RATES: Mapping[str, float] = {f"{100 * rate:g}% of words damaged": rate for rate in (0.001, 0.01, 0.1)}

_ASCII = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2014": ", ", "\u2026": "."})
_TWEET = 100
# The last letter of the blocks with Latin letters that living European languages use.
_LAST_LATIN = "\u024f"


@dataclass(frozen=True)
class Sources:
    """Clean documents.

    Attributes:
        english: English ones, as edited texts are, typographic marks included.
        other: ones in other languages.
    """

    english: Sequence[str]
    other: Sequence[str]


def sources(folder: Path | None = None) -> Sources:
    """Return the documents in the folders `english` and `other` of a folder, one a file; by default the dev corpora.

    Raises:
        click.ClickException: they are missing.
    """
    if folder is None:
        return _corpora()
    found = Sources(*(_files(folder / part) for part in ("english", "other")))
    if not found.english:
        raise click.ClickException(f"{folder} has no English texts; put one or more into {folder / 'english'}, as .txt")
    return found


def kinds(texts: Sources, characters: int) -> dict[str, list[str]]:
    """Return the texts to measure on, by kind; a kind that the sources have no text for is left out.

    Args:
        texts: the sources.
        characters: how much of each kind.
    """
    clean = list(first(ascii_only(texts.english), characters))
    found = {
        CLEAN: clean,
        TYPOGRAPHIC: list(first((text for text in texts.english if re.search("[\u2018-\u201d]", text)), characters)),
        OTHER: list(first(filter(_non_latin, texts.other), characters)),
        MOJIBAKE: list(garbled(texts.other, characters)),
        TWEETS: [tweet for text in clean for tweet in _tweets(text)],
        LINE: [" ".join(" ".join(clean).split())],
    }
    found |= {kind: damaged(clean, rate) for kind, rate in RATES.items()}
    return {kind: documents for kind, documents in found.items() if any(documents)}


def ascii_only(english: Iterable[str]) -> Iterator[str]:
    """Yield the documents that are ASCII once their quotes, dashes and ellipses are."""
    for text in english:
        plain = text.translate(_ASCII)
        # Two hyphens, or one between spaces, are the trace of a dash, which a clean text does not have.
        if plain.isascii() and "--" not in plain and " - " not in plain:
            yield plain


def damaged(texts: Iterable[str], rate: float) -> list[str]:
    """Return the texts without that share of the spaces between their words, the same ones every time."""
    chance = random.Random(17)
    return [lost(text, rate, chance) for text in texts]


def garbled(texts: Sequence[str], characters: int) -> Iterator[str]:
    """Yield as much of each text, as it looks when its UTF-8 is read as the default of western systems."""
    import ftfy.bad_codecs  # noqa: F401  (registers the codec, which knows bytes that Windows leaves unassigned)

    for text in texts:
        yield text[: characters // len(texts)].encode().decode("sloppy-windows-1252")


def first(texts: Iterable[str], characters: int) -> Iterator[str]:
    """Yield texts until that many characters are reached; the last one is cut there."""
    for text in texts:
        if characters <= 0:
            return
        yield text[:characters]
        characters -= len(text)


def _tweets(text: str) -> list[str]:
    # Split at spaces: half a word would be damage.
    return textwrap.wrap(" ".join(text.split()), _TWEET, break_long_words=False, break_on_hyphens=False)


def _non_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(letter > _LAST_LATIN for letter in letters) > len(letters) / 2


def _files(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def _corpora() -> Sources:
    try:
        english = [document["text"] for document in corpus.documents("dev")]
        languages: dict[str, list[str]] = defaultdict(list)
        for sentence in corpus.sentences("dev"):
            languages[sentence["lang"]].append(sentence["text"])
    except FileNotFoundError as error:
        raise click.ClickException(
            f"{error.filename} is not there. Name the folder with the corpora in TEXTMEND_CORPORA (training/README.md "
            "describes it), or give texts of your own with --texts."
        ) from error
    # The corpus is sorted by source; speed is measured on its beginning, which should be a bit of everything.
    random.Random(17).shuffle(english)
    return Sources(english, ["\n".join(sentences) for _, sentences in sorted(languages.items())])

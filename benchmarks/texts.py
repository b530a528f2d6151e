"""The texts that speed is measured on, by kind; every kind is what its name says."""

from __future__ import annotations

import gzip
import random
import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.quality.sound.pieces import pieces
from training import corpus
from training.spaces import lost

__all__ = [
    "CLEAN",
    "DOCUMENTS",
    "EXTRACTED",
    "HOSTILE",
    "LINE",
    "MOJIBAKE",
    "OTHER",
    "RATES",
    "ROWS",
    "TWEETS",
    "TYPOGRAPHIC",
    "WILD",
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
ROWS = "rows of 50 characters"
LINE = "one huge line"
# As they come, with the marks, the hyphens between spaces and the odd words that edited texts and others have.
DOCUMENTS = "English documents as they come"
WILD = "pages, mail, logs, code, data as they come"
EXTRACTED = "text of PDF files"

# What is hardest to judge: nothing is known, everything is, nothing ends, and everything is a cue.
HOSTILE: Mapping[str, Callable[[random.Random], str]] = {
    "hostile: consonants": lambda chance: chance.choice("bcdfghjklmnpqrstvwxz"),
    "hostile: words without spaces": lambda chance: chance.choice(("of", "the", "and", "in", "no", "here", "man")),
    "hostile: combining marks": lambda chance: chance.choice("a\u0301\u0308\u0327"),
    "hostile: mojibake": lambda _: "\u00e2\u20ac",
    "hostile: quotes by turns": lambda _: "\u201c'\u201d\"",
}
# A slow tool would take minutes for more.
_HOSTILE_CHARACTERS = 16_384

# The share of spaces that a text lost, by kind.
RATES: Mapping[str, float] = {f"{100 * rate:g}% of words damaged": rate for rate in (0.001, 0.01, 0.1)}

_ASCII = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2014": ", ", "\u2026": "."})
_TWEET, _ROW = 100, 50
# No text of a kind is longer, lest one is most of it.
_LONGEST_WILD = 20_000
# The last letter of the blocks with Latin letters that living European languages use.
_LAST_LATIN = "\u024f"


@dataclass(frozen=True)
class Sources:
    """Clean documents.

    Attributes:
        english: English ones, as edited texts are, typographic marks included.
        other: ones in other languages.
        wild: what is not edited: web pages, mail, logs, programs, tables.
        extracted: texts of PDF files.
    """

    english: Sequence[str]
    other: Sequence[str]
    wild: Sequence[str] = ()
    extracted: Sequence[str] = ()


def sources(folder: Path | None = None) -> Sources:
    """Return the documents in the folders `english`, `other`, `wild` and `extracted` of a folder, one a file; by
    default the dev corpora.

    Raises:
        click.ClickException: they are missing.
    """
    if folder is None:
        return _corpora()
    found = Sources(*(_files(folder / part) for part in ("english", "other", "wild", "extracted")))
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
        TWEETS: [tweet for text in clean for tweet in _wrapped(text, _TWEET)],
        ROWS: [row for text in clean for row in _wrapped(text, _ROW)],
        LINE: [" ".join(" ".join(clean).split())],
    }
    found |= {kind: damaged(clean, rate) for kind, rate in RATES.items()}
    found |= {
        DOCUMENTS: list(first(texts.english, characters)),
        WILD: list(first((text[:_LONGEST_WILD] for text in texts.wild), characters)),
        EXTRACTED: list(first(texts.extracted, characters)),
    }
    found |= {kind: [_hostile(piece, min(characters, _HOSTILE_CHARACTERS))] for kind, piece in HOSTILE.items()}
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


def _wrapped(text: str, width: int) -> list[str]:
    # Split at spaces: half a word would be damage.
    return textwrap.wrap(" ".join(text.split()), width, break_long_words=False, break_on_hyphens=False)


def _hostile(piece: Callable[[random.Random], str], characters: int) -> str:
    chance = random.Random(17)
    text = ""
    while len(text) < characters:
        text += "".join(piece(chance) for _ in range(1_000))
    return text[:characters]


def _non_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(letter > _LAST_LATIN for letter in letters) > len(letters) / 2


def _unpacked(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def _files(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def _corpora() -> Sources:
    try:
        english = [document["text"] for document in corpus.documents("dev")]
        languages: dict[str, list[str]] = defaultdict(list)
        for sentence in corpus.sentences("dev"):
            languages[sentence["lang"]].append(sentence["text"])
        wild = [piece.text for piece in pieces()]
        paths = sorted((corpus.CORPORA / "pdf-extraction").glob("*/*.txt.gz"))
        extracted = [_unpacked(path) for path in paths if path.parent.name != "truth"]
    except FileNotFoundError as error:
        raise click.ClickException(
            f"{error.filename} is not there. Name the folder with the corpora in TEXTMEND_CORPORA (training/README.md "
            "describes it), or give texts of your own with --texts."
        ) from error
    # The corpora are sorted by source; speed is measured on their beginnings, which should be a bit of everything.
    for documents in (english, wild, extracted):
        random.Random(17).shuffle(documents)
    return Sources(english, ["\n".join(sentences) for _, sentences in sorted(languages.items())], wild, extracted)

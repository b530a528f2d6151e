"""The evidence for languages: how frequent the frequent words are in each, for `textmend.lang.detect`."""

from __future__ import annotations

import json
import re
from collections import Counter
from math import log2
from pathlib import Path
from typing import Any

import click
import wordfreq

from textmend.lang import DATA
from textmend.lang.detect import VOTES_PER_BIT
from training import provenance
from training.corpus import OTHERS
from training.neighbours import NEIGHBOURS

__all__ = ["build", "cyrillic", "write"]

_SUPPORTED = ("en", *OTHERS)
# Languages that are not supported, that wordfreq has, and that share words with one that is.
_LISTED = ("bg", "ca", "da", "fi", "fil", "hu", "id", "is", "lt", "lv", "mk", "nb", "ro", "sh", "sk", "sl", "vi")
# The words of each supported language that make up this share of its texts: 500 in English, the most in
# Turkish and Czech. Of the others those that could be taken for one of these.
_COVERED, _MOST = 0.65, 2000
_WORDS_OF_OTHERS = 200
# Words that are rarer in a language do not vote for it.
_RARE = 1e-5
# An isolated letter may be an initial or a piece of a broken word: it counts this many bits at most.
_MOST_OF_A_LETTER = 4.0
# If only the grammatical words of a language are known, they make up a third of a text, after Zipf. The other
# words of its relatives occur in it too, but one in eight times as often, as spelling and endings differ.
_GRAMMATICAL = 1 / 3
_SHARED = 1 / 8

_LETTERS = re.compile(r"[^\W\d_]+")
# wordfreq writes Serbian, Croatian and Bosnian in Latin letters.
_LATIN_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_LATIN = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")


def _listed(language: str) -> dict[str, float]:
    """The probability of each run of letters, as wordfreq has it."""
    found: Counter[str] = Counter()
    for word, frequency in wordfreq.get_frequency_dict(language, "small").items():
        for part in _LETTERS.findall(word):
            found[part] += frequency  # type: ignore[assignment]
    return dict(found)


def cyrillic(word: str) -> str:
    """A Serbian word in Cyrillic letters."""
    for digraph, letter in _LATIN_DIGRAPHS.items():
        word = word.replace(digraph, letter)
    return word.translate(_LATIN)


def _neighbour(relatives: tuple[dict[str, float], ...], words: str) -> dict[str, float]:
    """What is known of a language that wordfreq lacks."""
    ranked = words.split()
    share = _GRAMMATICAL / sum(1 / (rank + 2) for rank in range(len(ranked)))
    known: dict[str, float] = {}
    for relative in relatives:
        for word, frequency in relative.items():
            known[word] = max(known.get(word, 0.0), frequency * _SHARED)
    return known | {word: share / (rank + 2) for rank, word in enumerate(ranked)}


def _languages() -> dict[str, dict[str, float]]:
    """The probability of each word in each language, the supported ones first."""
    found = {language: _listed(language) for language in (*_SUPPORTED, *_LISTED)}
    # wordfreq writes ß as ss.
    found["de"] |= {word.replace("ss", "ß"): found["de"][word] for word in ("dass", "gross", "grosse", "grossen")}
    found["sr"] = {cyrillic(word): frequency for word, frequency in found["sh"].items()}
    neighbours = {
        language: _neighbour(tuple(found[relative] for relative in relatives), words)
        for language, (relatives, words) in NEIGHBOURS.items()
    }
    return found | neighbours


def _voters(language: str, frequencies: dict[str, float]) -> list[str]:
    ranked = sorted(frequencies, key=lambda w: (-frequencies[w], w))
    if language in NEIGHBOURS:
        return NEIGHBOURS[language][1].split()
    if language not in _SUPPORTED:
        return ranked[:_WORDS_OF_OTHERS]
    covered, most = 0.0, 0
    while covered < _COVERED and most < _MOST:
        covered += frequencies[ranked[most]]
        most += 1
    return ranked[:most]


def _count(word: str, frequency: float) -> int:
    """The votes of a word for a language where it is that frequent."""
    bits = log2(max(_RARE, frequency) / _RARE)
    return round(VOTES_PER_BIT * (min(bits, _MOST_OF_A_LETTER) if len(word) == 1 else bits))


def build() -> dict[str, Any]:
    """Return the table, as `textmend.lang.detect` reads it."""
    languages = _languages()
    voters = sorted({word for language, words in languages.items() for word in _voters(language, words)})
    rows: dict[str, str] = {}
    usual = dict.fromkeys(_SUPPORTED, 0.0)
    for word in voters:
        row = ""
        for place, (language, frequencies) in enumerate(languages.items()):
            votes = _count(word, frequencies.get(word, 0.0))
            if votes:
                row += chr(ord("0") + place) + chr(ord("0") + votes)
            if language in usual:
                usual[language] += votes * frequencies.get(word, 0.0)
        rows[word] = row
    return {
        "languages": len(languages),
        "supported": {language: round(votes, 2) for language, votes in usual.items()},
        "votes": {word: row for word, row in rows.items() if row},
    }


def write() -> None:
    """Build and write the file."""
    table = build()
    path = Path(DATA, "languages.json")
    path.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    facts = {"languages": table["languages"], "words": len(table["votes"])}
    provenance.certify(path, "python -m training others", provenance.packages("wordfreq"), **facts)
    click.echo(f"{path.name}: {facts}")

"""Mojibake by lanes: sentences encoded in one way and decoded in another, and restored exactly or not."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from statistics import fmean
from types import MappingProxyType
from typing import NamedTuple

from benchmarks.quality.score import Score
from training import corpus

__all__ = ["ALL", "Lane", "damaged", "lanes", "macro", "possible", "score"]

_SEED = 7
# A lane with fewer sentences does not count; with 200, one sentence is half a percent.
_FEWEST = 10
_MOST = 200

ALL = "all"

# UTF-8 is read as these. The sloppy codecs of ftfy represent the Windows code pages as used: bytes
# that a page leaves unassigned pass.
_UTF8_READ_AS = (
    "latin-1",
    "sloppy-windows-1250",
    "sloppy-windows-1251",
    "sloppy-windows-1252",
    "sloppy-windows-1253",
    "sloppy-windows-1254",
    "sloppy-windows-1257",
    "cp437",
    "cp850",
    "cp866",
    "mac-roman",
    "koi8-r",
    "koi8-u",
    "gbk",
    "shift_jis",
    "big5",
    "euc_kr",
)

# Legacy encodings with the languages that were written in them and of which the corpus has hundreds of sentences.
_LEGACY: Mapping[str, str] = MappingProxyType(
    {
        "sloppy-windows-1250": "cs pl",
        "iso-8859-2": "cs pl",
        "sloppy-windows-1251": "ru uk",
        "koi8-r": "ru",
        "koi8-u": "uk",
        "cp866": "ru",
        "iso-8859-5": "ru uk",
        "sloppy-windows-1253": "el",
        "iso-8859-7": "el",
        "sloppy-windows-1254": "tr",
        "sloppy-windows-1255": "he",
        "iso-8859-8": "he",
        "sloppy-windows-1256": "ar",
        "iso-8859-6": "ar",
        "sloppy-windows-1258": "vi",
        "sloppy-cp874": "th",
        "gbk": "zh",
        "big5": "zh",
        "shift_jis": "ja",
        "euc_jp": "ja",
        "euc_kr": "ko",
    }
)
# What they are read as: the defaults of western, Russian and Chinese systems.
_LEGACY_READ_AS = ("latin-1", "sloppy-windows-1252", "sloppy-windows-1251", "koi8-r", "cp866", "gbk")


class Lane(NamedTuple):
    """A way in which text goes wrong: its encoding, the one it was mistaken for, and its language, or "all"."""

    true: str
    wrong: str
    lang: str

    def __str__(self) -> str:
        return f"{self.true} as {self.wrong}, {self.lang}".replace("sloppy-", "")


def damaged(sentence: str, true: str, wrong: str) -> str:
    """Return the sentence after wrong decoding; empty when it looks the same or can't be restored."""
    try:
        garbled = sentence.encode(true).decode(wrong)
        reversible = garbled.encode(wrong).decode(true) == sentence
    except UnicodeError:
        return ""
    return garbled if reversible and garbled != sentence else ""


def lanes(split: str) -> dict[Lane, list[tuple[str, str]]]:
    """Return the lanes that have enough sentences, each with (damaged, right) ones."""
    import ftfy.bad_codecs  # noqa: F401  (registers the sloppy codecs)

    by_language: defaultdict[str, list[str]] = defaultdict(list)
    for sentence in corpus.sentences(split):
        by_language[sentence["lang"]].append(sentence["text"])
        by_language[ALL].append(sentence["text"])
    for sentences in by_language.values():
        random.Random(_SEED).shuffle(sentences)
    found = {lane: list(islice(_pairs(by_language[lane.lang], lane), _MOST)) for lane in possible()}
    return {lane: pairs for lane, pairs in found.items() if len(pairs) >= _FEWEST}


def possible() -> Iterator[Lane]:
    """Yield all lanes that are considered."""
    for wrong in _UTF8_READ_AS:
        yield Lane("utf-8", wrong, ALL)
    for true, languages in _LEGACY.items():
        for wrong in _LEGACY_READ_AS:
            if wrong != true:
                yield from (Lane(true, wrong, lang) for lang in languages.split())


def _pairs(sentences: Iterable[str], lane: Lane) -> Iterator[tuple[str, str]]:
    for sentence in sentences:
        if garbled := damaged(sentence, lane.true, lane.wrong):
            yield garbled, sentence


def score(mend: Callable[[str], str], pairs: Iterable[tuple[str, str]]) -> Score:
    """Score whole sentences: recall is the share restored exactly, precision the same among those changed."""
    total = Score()
    for garbled, right in pairs:
        mended = mend(garbled)
        total += Score(mended == right, mended != garbled, 1)
    return total


def macro(scores: Iterable[Score]) -> float:
    """The mean over lanes of the share restored exactly, 0 to 1."""
    return fmean(score.recall for score in scores)

"""Foreign words that are repeated in sound prose: names of CLDR in three languages, accented words in English.

The same word many times is one witness of its language, not many, and no reason to suspect a wrong decoding.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

from benchmarks.quality import names
from benchmarks.quality.sound.carriers import CARRIERS, FILLERS
from benchmarks.quality.sound.changes import Change, by_name
from benchmarks.quality.sound.counting import Counts, family_of
from benchmarks.quality.sound.pieces import Piece, sample
from training import corpus

__all__ = ["PRESETS", "Repeated", "by_family", "by_tool", "few", "read_by", "repeated", "texts"]

# The presets that are measured by default. `ascii` respells every name, as it should.
PRESETS = ("safe", "default", "web", "typographic", "email", "ocr")
# One text in so many for presets that read every space, at a tenth of the speed of the others, and for slow peers.
_SHARES: Mapping[str, int] = {"pdf": 100, "ocr": 10, "ftfy.fix_encoding": 4}

_TIMES = (1, 3, 5, 8)
_ACCENTED_TIMES = (3, 4)
_SEED = 7
# Words of each language, so that none with a large part in the corpus outweighs the others.
_MOST_WORDS = 40
_WORD = re.compile(r"[^\W\d_]{4,12}")
_KIND = "weblogs"


class Repeated(NamedTuple):
    """A text with a word that is repeated in it: "en × 3#17"."""

    piece: Piece
    word: str


def texts(babel: Any) -> list[Repeated]:
    """Return all texts: names in English, German and French prose, and accented words in English prose."""
    return [*repeated(_known(babel), CARRIERS), *_accented_in_english()]


def _known(babel: Any) -> list[str]:
    """Return the names of languages, countries and cities in 31 languages that are not plain ASCII, each once."""
    found = {name for kind in names.KINDS for name in names.clean(names.named(babel, kind))}
    # A few of CLDR's have soft hyphens or other invisible characters, which are irrelevant here.
    return sorted(name for name in found if name.isprintable())


def _accented() -> list[str]:
    """Return words in Latin letters with an accent from the sentences of other languages than English."""
    by_language: defaultdict[str, set[str]] = defaultdict(set)
    for sentence in corpus.sentences("dev"):
        if sentence["lang"] != "en":
            by_language[sentence["lang"]].update(filter(_is_accented, _WORD.findall(sentence["text"])))
    chance = Random(_SEED)
    chosen = (chance.sample(them, min(_MOST_WORDS, len(them))) for _, them in sorted(_in_order(by_language)))
    return sorted({word for them in chosen for word in them})


def _in_order(by_language: Mapping[str, set[str]]) -> Iterator[tuple[str, list[str]]]:
    for language, them in by_language.items():
        yield language, sorted(them)


def _is_accented(word: str) -> bool:
    return not word.isascii() and all(unicodedata.name(letter, "").startswith("LATIN") for letter in word)


def repeated(words: Iterable[str], languages: Iterable[str], times: Iterable[int] = _TIMES) -> Iterator[Repeated]:
    """Yield a paragraph of each language for each word and number of times."""
    places = [(language, count) for language in languages for count in times]
    for number, word in enumerate(words):
        for language, count in places:
            chance = Random(f"{word} {language} {count}")
            text = _paragraph(word, language, count, chance)
            yield Repeated(Piece(f"{language} × {count}#{number}", _KIND, text), word)


def _accented_in_english() -> Iterator[Repeated]:
    """Yield the paragraphs of accented words in English prose."""
    for piece, word in repeated(_accented(), ("en",), _ACCENTED_TIMES):
        yield Repeated(piece._replace(name=f"accented words, {piece.name}"), word)


def _paragraph(word: str, language: str, times: int, chance: Random) -> str:
    parts = [carrier.format(word=word) for carrier in chance.sample(CARRIERS[language], times)]
    for filler in chance.sample(FILLERS[language], 2):
        parts.insert(chance.randrange(len(parts) + 1), filler)
    return " ".join(parts)


def read_by(preset: str, texts: Iterable[Repeated]) -> list[Repeated]:
    """Return the texts that a preset reads: all, or a fixed share where it is slow."""
    return few(texts, _SHARES.get(preset, 1))


def few(texts: Iterable[Repeated], share: int) -> list[Repeated]:
    """Return one text in so many, always the same ones."""
    texts = list(texts)
    kept = {piece.name for piece in sample((text.piece for text in texts), share)}
    return [text for text in texts if text.piece.name in kept]


def by_family(texts: Iterable[Repeated], made: Iterable[Change]) -> dict[str, Counts]:
    """Count the texts in which an edit that restyles nothing touches the word."""
    of_text = by_name(made)
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    for piece, word in texts:
        met = [change for change in of_text.get(piece.name, ()) if change.is_harm and _meets(change, piece.text, word)]
        is_wrong = any(change.is_mojibake for change in met)
        counts[family_of(piece.name)] += Counts(1, is_wrong, bool(met) and not is_wrong)
    return dict(counts)


def _meets(change: Change, text: str, word: str) -> bool:
    """True when the change overlaps the word at one of its positions, or inserts inside it."""
    start, end = change.start, change.start + len(change.old)
    at = text.find(word)
    while at >= 0:
        if (start < at + len(word) and at < end) or (start == end and at < start < at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False


def by_tool(texts: Iterable[Repeated], mend: Callable[[str], str]) -> dict[str, Counts]:
    """The same for another tool that repairs encodings: texts in which the word is there less often."""
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    for piece, word in texts:
        is_wrong = mend(piece.text).count(word) < piece.text.count(word)
        counts[family_of(piece.name)] += Counts(1, is_wrong)
    return dict(counts)

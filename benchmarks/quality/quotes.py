"""Quotation marks: paragraphs that are known to be correct, made straight, made curly again, and compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from benchmarks.quality.score import Score
from training import corpus

__all__ = ["DIALOGUE", "curled", "east_asian", "grounds", "is_curly", "is_straight", "paragraphs", "straightened"]

# The name of the paragraphs of fiction that have dialect or nested dialogue.
DIALOGUE = "fiction with dialect or nested dialogue"
# An opening single mark inside a double one, or letters left out at the start of a word.
_HARD = re.compile("“[^”]*‘|(?<![^\\W\\d_])’(?=[^\\W_])")

_CURLY = re.compile("[\u2018\u2019\u201c\u201d]")
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


def is_straight(text: str) -> bool:
    """True when a text has no curly marks."""
    return not _CURLY.search(text)


def is_curly(text: str) -> bool:
    """True when a text has no straight marks."""
    return "'" not in text and '"' not in text


def paragraphs(split: str) -> Iterator[str]:
    """The paragraphs with curly marks and no straight ones."""
    return (paragraph for _, paragraph in _with_domains(split))


def grounds(split: str) -> dict[str, list[str]]:
    """The same paragraphs: all of them, by domain, and those of fiction with dialect or nested dialogue."""
    found: dict[str, list[str]] = {"all": []}
    for domain, paragraph in _with_domains(split):
        found["all"].append(paragraph)
        found.setdefault(domain, []).append(paragraph)
        if domain == "fiction" and _HARD.search(paragraph):
            found.setdefault(DIALOGUE, []).append(paragraph)
    return found


def east_asian(split: str) -> Iterator[str]:
    """The Chinese and Japanese sentences, whose marks are correct."""
    return (sentence["text"] for sentence in corpus.sentences(split) if sentence["lang"] in ("zh", "ja"))


def _with_domains(split: str) -> Iterator[tuple[str, str]]:
    for document in corpus.documents(split):
        for paragraph in document["text"].split("\n\n"):
            if is_curly(paragraph) and not is_straight(paragraph):
                yield document.get("domain", ""), paragraph


def curled(curl: Callable[[str], str], right: Iterable[str]) -> Score:
    """Score a tool that curls the straightened marks of texts. A mark that it leaves straight is not made."""
    return sum((_marks(curl, text.translate(_STRAIGHT), text) for text in right), Score())


def straightened(straighten: Callable[[str], str], curly: Iterable[str]) -> Score:
    """Score a tool that straightens the curly marks of texts."""
    return sum((_marks(straighten, text, text.translate(_STRAIGHT)) for text in curly), Score())


def _marks(mend: Callable[[str], str], before: str, right: str) -> Score:
    """Compare mark by mark; a text whose other characters change has all its marks wrong."""
    after = mend(before)
    marks = [at for at, pair in enumerate(zip(before, right, strict=True)) if pair[0] != pair[1]]
    if len(after) != len(right):
        return Score(0, len(marks), len(marks))
    made = sum(old != new for old, new in zip(before, after, strict=True))
    return Score(sum(after[at] == right[at] for at in marks), made, len(marks))

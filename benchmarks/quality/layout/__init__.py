"""Layout: documents set in lines as on paper, repaired, and compared paragraph by paragraph."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import process_time

from benchmarks.quality.layout import setting
from benchmarks.quality.layout.setting import BROKEN, WITHIN, Kind, kinds
from benchmarks.quality.score import Score
from textmend import Pipeline
from textmend.edits import Edit
from training import corpus

__all__ = ["Hyphens", "hyphens", "kinds", "score", "speed", "texts"]

_SEED = 11


def texts(split: str) -> Iterator[list[str]]:
    """The paragraphs of each document that has some."""
    for document in corpus.documents(split):
        paragraphs = document["text"].split("\n\n")
        if len(paragraphs) > 2 and not any("  " in p or "\n" in p for p in paragraphs):
            yield paragraphs


def score(mend: Callable[[str], str], kind: Kind, documents: Iterable[list[str]]) -> Score:
    """Score the paragraphs that are restored exactly after being set in lines of 40 to 100 columns."""
    chance = random.Random(_SEED)
    total = Score()
    for paragraphs in documents:
        mended = Counter(mend(setting.printed(kind(paragraphs, chance))).strip("\n").split("\n\n"))
        wanted = Counter(paragraphs)
        total += Score((mended & wanted).total(), mended.total(), wanted.total())
    return total


def speed(pipeline: Pipeline, kind: Kind, documents: Iterable[list[str]]) -> tuple[float, float]:
    """Return how fast pages are repaired and how fast `str.split` reads them, in MB of UTF-8 a second of one core."""
    chance = random.Random(_SEED)
    pages = [setting.printed(kind(paragraphs, chance)) for paragraphs in documents]
    megabytes = sum(len(page.encode()) for page in pages) / 1e6
    for page in pages[:5]:
        pipeline.clean(page)
    return megabytes / _seconds(pipeline.clean, pages), megabytes / _seconds(str.split, pages)


def _seconds(work: Callable[[str], object], pages: Iterable[str]) -> float:
    start = process_time()
    for page in pages:
        work(page)
    return process_time() - start


@dataclass(slots=True)
class Hyphens:
    """What became of the hyphens at line ends.

    Attributes:
        right: those that were joined or kept as they had to be.
        wrong: those that were joined or kept and should not.
        left: those whose break stayed.
    """

    right: int = 0
    wrong: int = 0
    left: int = 0


# A hyphen at a line end, after a letter or a digit.
_AT_END = re.compile(rf"(?<=\w)[-{BROKEN}{WITHIN}]\n")


def hyphens(pipeline: Pipeline, kind: Kind, documents: Iterable[list[str]]) -> Hyphens:
    """Count what becomes of the hyphens at the ends of lines that are followed by a word."""
    chance = random.Random(_SEED)
    found = Hyphens()
    for paragraphs in documents:
        lines = kind(paragraphs, chance)
        marked = "\n".join(lines) + "\n"
        edits = pipeline.explain(setting.printed(lines)).edits
        for match in _AT_END.finditer(marked):
            begin = re.compile(r"\s*").match(marked, match.end())
            if begin is None or begin.end() - match.end() > 0 or not marked[begin.end() : begin.end() + 1].isalnum():
                continue  # a page ends here, or the hyphen is a dash
            wanted = {BROKEN: "", WITHIN: "-"}.get(match.group()[0], "- ")
            made = _replaced(edits, match.start(), begin.end())
            if made is None:
                found.left += 1
            elif made == wanted:
                found.right += 1
            else:
                found.wrong += 1
    return found


def _replaced(edits: Iterable[Edit], start: int, end: int) -> str | None:
    """The replacement of a hyphen and the break after it, from `start` to `end`; None where the break stayed."""
    made, at = "", start
    for edit in edits:
        if edit.end <= start or edit.start >= end:
            continue
        made += "-\n"[at - start : edit.start - start] + edit.replacement
        at = edit.end
    made += "-\n"[at - start :]
    return None if "\n" in made else made

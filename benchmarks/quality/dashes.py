"""Dashes between clauses: removed or flattened, and restored; and those invented where none was lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from benchmarks.quality.score import Score
from training.gaps import corpus

__all__ = ["DAMAGES", "LOSSES", "Curve", "curve", "documents", "inventions", "score", "some"]

# What each clause dash with its spaces becomes: the two kinds of loss, and the traces that typewriters leave.
DAMAGES: Mapping[str, str] = MappingProxyType(
    {
        "one space left": " ",
        "nothing left": "",
        "“ -- ” left": " -- ",
        "“ - ” left": " - ",
        "“--” left": "--",
    }
)

# Those of them that leave no trace.
LOSSES = ("one space left", "nothing left")
# Scoring every sentence takes minutes for a million words; so one document in this many represents all.
_ONE_IN = 4
_FEWEST_GAPS = 20

# A dash between two words, and what counts as one in the source: “ -- ” too.
_DASH = re.compile(r"(?<=\w)(?: ?\N{EM DASH} ?| \N{EN DASH} )(?=\w)")
_CLAUSE_DASH = re.compile(r"(?<=\w)(?: ?\N{EM DASH} ?| \N{EN DASH} | -- )(?=\w)")
# What may be taken for a dash: repairing it is not an invention.
_ANY_DASH = re.compile(r"[\N{EM DASH}\N{EN DASH}]|--+")
# Neither spaces nor the damaged forms of a dash count towards a position.
_PLACELESS = re.compile(r"[\s\N{EM DASH}\N{EN DASH}-]+")


def documents(split: str) -> Iterator[str]:
    """The documents that do not write a spaced hyphen for a dash here and there."""
    return (document["text"] for document in corpus.records(split))


def some(split: str) -> Iterator[str]:
    """One in four of the documents, for pipelines that score every sentence."""
    return islice(documents(split), 0, None, _ONE_IN)


@dataclass(frozen=True, slots=True)
class Curve:
    """How well a scorer ranks the gaps of documents that lost their dashes.

    Attributes:
        dashes: those that were lost.
        f1: the best F1 of all thresholds.
        recall_at: for levels of precision, the recall of the lowest threshold that keeps it.
        bytes_per_second: how fast the scorer reads.
    """

    dashes: int
    f1: float
    recall_at: Mapping[float, float]
    bytes_per_second: float


def curve(scored: Iterable[tuple[float, bool]], dashes: int, rate: float, levels: Iterable[float]) -> Curve:
    """Return the curve of scored gaps, each with whether a dash was there.

    Args:
        scored: the gaps.
        dashes: how many were lost in all.
        rate: the bytes that were read in a second.
        levels: of precision.
    """
    recall_at = dict.fromkeys(levels, 0.0)
    best = 0.0
    right = 0
    for made, (_, was_dash) in enumerate(sorted(scored, reverse=True), 1):
        right += was_dash
        best = max(best, 2 * right / (made + dashes))
        # With few gaps any share may be right by chance.
        for level in recall_at:
            if right >= level * made and made >= _FEWEST_GAPS:
                recall_at[level] = right / dashes
    return Curve(dashes, best, recall_at, rate)


def score(mend: Callable[[str], str], trace: str, texts: Iterable[str]) -> Score:
    """Score the dashes restored after each clause dash of the texts has become `trace`."""
    total = Score()
    for text in texts:
        wanted = _places(text, _CLAUSE_DASH)
        kept = _places(text, _ANY_DASH) - wanted
        total += Score.of(_places(mend(_CLAUSE_DASH.sub(trace, text)), _DASH) - kept, wanted)
    return total


def inventions(mend: Callable[[str], str], texts: Iterable[str]) -> float:
    """Return the dashes between words that a repair puts into untouched texts, per million words."""
    words = invented = 0
    for text in texts:
        words += len(text.split())
        invented += len(_places(mend(text), _DASH) - _places(text, _ANY_DASH))
    return 1e6 * invented / max(words, 1)


def _places(text: str, dash: re.Pattern[str]) -> set[int]:
    """The positions of dashes: for each, the number of characters before it, without spaces, hyphens and dashes."""
    found: set[int] = set()
    count = done = 0
    for match in dash.finditer(text):
        count += len(_PLACELESS.sub("", text[done : match.start()]))
        done = match.start()
        found.add(count)
    return found

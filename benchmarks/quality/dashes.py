"""Dashes between clauses: taken out or flattened, and put back; and those invented where none was lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from benchmarks.quality.score import Score
from training import corpus

__all__ = ["DAMAGES", "documents", "inventions", "score"]

# What becomes of each clause dash with its spaces: the two kinds of loss, and the traces that typewriters leave.
DAMAGES: Mapping[str, str] = MappingProxyType(
    {
        "one space left": " ",
        "nothing left": "",
        "“ -- ” left": " -- ",
        "“ - ” left": " - ",
        "“--” left": "--",
    }
)

# A dash between two words, and what counts as one in the source: “ -- ” too.
_DASH = re.compile(r"(?<=\w)(?: ?\N{EM DASH} ?| \N{EN DASH} )(?=\w)")
_CLAUSE_DASH = re.compile(r"(?<=\w)(?: ?\N{EM DASH} ?| \N{EN DASH} | -- )(?=\w)")
# What may be taken for a dash: to mend it is no invention.
_ANY_DASH = re.compile(r"[\N{EM DASH}\N{EN DASH}]|--+")
_SPACED_HYPHEN = re.compile(r"\w - \w")
# Neither spaces nor what damage makes of a dash count towards a place.
_PLACELESS = re.compile(r"[\s\N{EM DASH}\N{EN DASH}-]+")


def documents(split: str) -> Iterator[str]:
    """The documents that do not write a spaced hyphen for a dash here and there."""
    for document in corpus.documents(split):
        if document["dash_style"] != "mixed" and not _SPACED_HYPHEN.search(document["text"]):
            yield document["text"]


def score(mend: Callable[[str], str], trace: str, texts: Iterable[str]) -> Score:
    """Score the dashes put back after each clause dash of the texts has become `trace`."""
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
    """The places of dashes: for each, the number of characters before it, without spaces, hyphens and dashes."""
    found: set[int] = set()
    count = done = 0
    for match in dash.finditer(text):
        count += len(_PLACELESS.sub("", text[done : match.start()]))
        done = match.start()
        found.add(count)
    return found

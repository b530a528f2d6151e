"""Characters: debris inserted into clean prose by rule, repaired, and compared place by place."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from benchmarks.quality.score import Score
from textmend import Result

__all__ = ["INJECTIONS", "Injected", "Injection", "inject", "score"]

_SEED = 5


@dataclass(frozen=True, slots=True)
class Injection:
    """A kind of debris.

    Attributes:
        where: what it replaces; an empty match for what is inserted between characters.
        becomes: the replacement for each string that `where` can match.
        share: the share of these places that is damaged.
    """

    where: str
    becomes: Mapping[str, str]
    share: float = 1.0


_PUNCTUATION = "‘’“”–—…"

# Accidents of fonts and encodings affect all places of a document, what editors and scripts leave affects some.
INJECTIONS: Mapping[str, Injection] = MappingProxyType(
    {
        "ligatures": Injection("ffi|ffl|ff|fi|fl", {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}),
        "C1 bytes": Injection(f"[{_PUNCTUATION}]", {c: c.encode("cp1252").decode("latin-1") for c in _PUNCTUATION}),
        "soft hyphens": Injection("(?<=[a-z]{2})(?=[a-z]{3})", {"": "\N{SOFT HYPHEN}"}, 0.02),
        "zero-width spaces": Injection(r"(?<=\s)(?=\w)", {"": "\N{ZERO WIDTH SPACE}"}, 0.02),
        "byte order marks": Injection(r"(?<=\n\n)(?=\w)", {"": "\N{ZERO WIDTH NO-BREAK SPACE}"}, 0.2),
        "direction marks": Injection(r"(?<=\w)(?=[ ,.])", {"": "\N{LEFT-TO-RIGHT MARK}"}, 0.02),
        "controls": Injection(r"(?<=\w)(?=[ ,.])", {"": "\x02"}, 0.02),
        "some no-break spaces": Injection("(?<=[a-z]) (?=[a-z])", {" ": "\N{NO-BREAK SPACE}"}, 0.02),
        "no-break spaces only": Injection(" ", {" ": "\N{NO-BREAK SPACE}"}),
        "em spaces": Injection(" ", {" ": "\N{EM SPACE}"}, 0.02),
        "mixed line ends": Injection("\n", {"\n": "\r\n"}, 0.1),
    }
)


class Injected(NamedTuple):
    """A damaged text, and for each injection its position and the original."""

    text: str
    spans: list[tuple[int, int, str]]


def inject(text: str, injection: Injection, chance: random.Random) -> Injected:
    """Insert one kind of debris into a text."""
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    done = shift = 0
    for match in re.finditer(injection.where, text):
        if chance.random() >= injection.share:
            continue
        debris = injection.becomes[match.group()]
        start = match.start() + shift
        spans.append((start, start + len(debris), match.group()))
        pieces += (text[done : match.start()], debris)
        done = match.end()
        shift += len(debris) - len(match.group())
    return Injected("".join([*pieces, text[done:]]), spans)


def score(explain: Callable[[str], Result], injection: Injection, texts: Iterable[str]) -> Score:
    """Score the removal of the injections. Any other change counts as made and not right."""
    chance = random.Random(_SEED)
    return sum((_compared(explain, inject(text, injection, chance)) for text in texts), Score())


def _compared(explain: Callable[[str], Result], damaged: Injected) -> Score:
    result = explain(damaged.text)
    offsets = result.offsets
    right = changed = 0
    injected: set[int] = set()
    for start, end, meant in damaged.spans:
        injected.update(range(start, end))
        low, high = offsets.span_to_new(start, end)
        right += result.text[low:high] == meant
        changed += result.text[low:high] != damaged.text[start:end]
    elsewhere = sum(injected.isdisjoint(range(edit.start, edit.end)) for edit in result.edits)
    return Score(right, changed + elsewhere, len(damaged.spans))

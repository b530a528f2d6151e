"""The plain twin of the gate's sweep, for installs without a compiler.

A loop over characters is too slow in interpreted Python; regular expressions and sets do the same work at
a fifth of the speed of `str.split()`. The contract is that of `_gate.Gate`, and so are the tests.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence

from textmend._gate import Sleeper, merged
from textmend._tables import WORD_PATTERN, Sieve, stem

__all__ = ["Gate", "Span"]

Span = tuple[int, int]

_WORD = re.compile(WORD_PATTERN)
_STRING = re.compile(r"\S+")
# Up to so many strings are searched for one by one, which is faster than to look at every string.
_FEW = 8

# Strings that were asked about before; past this many the memory is emptied, not grown.
_MEMORY = 1 << 16


class Gate:
    """Finds the cues of several sleepers in one text; see `_gate.Gate`."""

    kind = "interpreted"

    def __init__(self, sleepers: Sequence[Sleeper], lexicon: Container[str] | None, sieve: Sieve | None) -> None:
        self._patterns = [_pattern(sleeper) for sleeper in sleepers]
        # What of them can occur in ASCII; the rest of a pattern would cost and find nothing.
        self._ascii_patterns = [_pattern(_ascii_only(sleeper)) for sleeper in sleepers]
        self._literals = [sleeper.literals for sleeper in sleepers]
        self._word_sleepers = [number for number, sleeper in enumerate(sleepers) if sleeper.words]
        self._lexicon = lexicon or ()
        self._sieve = sieve
        self._dull: set[str] = set()

    def sweep(self, text: str) -> list[list[Span]]:
        """Return, for each sleeper, the sorted disjoint spans of its cues in `text`; [] when it has none at all."""
        patterns = self._ascii_patterns if text.isascii() else self._patterns
        found = [[m.span() for m in pattern.finditer(text)] if pattern else [] for pattern in patterns]
        for number, literals in enumerate(self._literals):
            for literal in literals:
                at = text.find(literal)
                while at >= 0:
                    found[number].append((at, at + len(literal)))
                    at = text.find(literal, at + 1)
        if self._word_sleepers and (spans := self._striking(text)):
            for number in self._word_sleepers:
                found[number] += spans
        return [merged(spans) if spans else spans for spans in found] if any(found) else []

    def _striking(self, text: str) -> list[Span]:
        """The words of `text` that the lexicon does not hold and the sieve lets through.

        White space cuts a text ten times as fast as a pattern for words does, and most strings between it
        were met before.
        """
        striking: dict[str, list[Span]] = {}
        for string in set(text.split()) - self._dull:
            words = [match.span() for match in _WORD.finditer(string) if self._could_be_several(match.group())]
            if words:
                striking[string] = words
            elif len(self._dull) < _MEMORY:
                self._dull.add(string)
            else:
                self._dull = {string}
        return [(at + start, at + end) for string, at in _places(text, striking) for start, end in striking[string]]

    def _could_be_several(self, word: str) -> bool:
        if len(word) < 3 or word in self._lexicon or self._sieve is None:
            return False
        return self._sieve.passes(stem(word))


def _places(text: str, strings: Collection[str]) -> Iterator[tuple[str, int]]:
    """Yield where each of `strings` stands in `text` between white space."""
    if len(strings) > _FEW:
        yield from ((m.group(), m.start()) for m in _STRING.finditer(text) if m.group() in strings)
        return
    for string in strings:
        at = text.find(string)
        while at >= 0:
            end = at + len(string)
            if (at == 0 or text[at - 1].isspace()) and (end == len(text) or text[end].isspace()):
                yield string, at
            at = text.find(string, end)


def _pattern(sleeper: Sleeper) -> re.Pattern[str] | None:
    """The regular expression for the single characters of a sleeper."""
    members = "".join(map(re.escape, sleeper.characters))
    members += "".join(f"{re.escape(low)}-{re.escape(high)}" for low, high in sleeper.ranges)
    return re.compile(f"[{members}]+") if members else None


def _ascii_only(sleeper: Sleeper) -> Sleeper:
    characters = "".join(c for c in sleeper.characters if c.isascii())
    ranges = [(low, min(high, "\x7f")) for low, high in sleeper.ranges if low.isascii()]
    return Sleeper(characters, ranges, (), sleeper.words)

"""The plain twin of the gate's sweep, for installs without a compiler.

A loop over characters is too slow in interpreted Python; regular expressions and sets do the same work at
a fifth of the speed of `str.split()`. The contract is that of `_gate.Gate`, and so are the tests.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from textmend._gate import Sleeper, merged
from textmend._tables import Sieve

__all__ = ["Gate", "Span"]

Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")

# Words that were asked about before; past this many the memory is emptied, not grown.
_MEMORY = 1 << 16


class Gate:
    """Finds the cues of several sleepers in one text; see `_gate.Gate`."""

    kind = "interpreted"

    def __init__(self, sleepers: Sequence[Sleeper], lexicon: Container[str] | None, sieve: Sieve | None) -> None:
        self._patterns = [_pattern(sleeper) for sleeper in sleepers]
        self._literals = [sleeper.literals for sleeper in sleepers]
        self._word_sleepers = [number for number, sleeper in enumerate(sleepers) if sleeper.words]
        self._lexicon = lexicon or ()
        self._sieve = sieve
        self._dull: set[str] = set()

    def sweep(self, text: str) -> list[list[Span]]:
        """Return, for each sleeper, the sorted disjoint spans of its cues in `text`."""
        found = [[m.span() for m in pattern.finditer(text)] if pattern else [] for pattern in self._patterns]
        for number, literals in enumerate(self._literals):
            for literal in literals:
                at = text.find(literal)
                while at >= 0:
                    found[number].append((at, at + len(literal)))
                    at = text.find(literal, at + 1)
        if self._word_sleepers and (striking := self._striking(text)):
            spans = [match.span() for match in _WORD.finditer(text) if match.group() in striking]
            for number in self._word_sleepers:
                found[number] += spans
        return [merged(spans) if spans else spans for spans in found]

    def _striking(self, text: str) -> set[str]:
        """The different words of `text` that the lexicon does not hold and the sieve lets through."""
        new = set(_WORD.findall(text)) - self._dull
        striking = {word for word in new if self._could_be_several(word)}
        if len(self._dull) > _MEMORY:
            self._dull.clear()
        self._dull |= new - striking
        return striking

    def _could_be_several(self, word: str) -> bool:
        if len(word) < 3 or word in self._lexicon or self._sieve is None:
            return False
        return self._sieve.passes(word[:-2] if word.endswith(("'s", "\u2019s")) else word)


def _pattern(sleeper: Sleeper) -> re.Pattern[str] | None:
    """The regular expression for the single characters of a sleeper."""
    members = "".join(map(re.escape, sleeper.characters))
    members += "".join(f"{re.escape(low)}-{re.escape(high)}" for low, high in sleeper.ranges)
    return re.compile(f"[{members}]+") if members else None

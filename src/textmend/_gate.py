"""The gate: one sweep over a text that tells which cues occur in it, and where.

The gate knows tables, not passes: it is built from plain data and imports nothing of textmend.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

__all__ = ["Gate", "Span"]

Span = tuple[int, int]

# Words that the lexicon was asked about before; past this many the memory is emptied, not grown.
_MEMORY = 1 << 16


class Gate:
    """Finds the cues of several sleepers in one text.

    Args:
        patterns: for each sleeper, a regular expression that matches exactly its character cues.
        word_sleepers: the sleepers that unknown words wake.
        word: what a word is.
        lexicon: the words that are known, in any container; asked in the spelling of the text.
    """

    def __init__(
        self,
        patterns: Mapping[str, str],
        word_sleepers: Iterable[str],
        word: re.Pattern[str],
        lexicon: Container[str],
    ) -> None:
        self._patterns = {name: re.compile(pattern) for name, pattern in patterns.items()}
        self._word_sleepers = tuple(word_sleepers)
        self._word = word
        self._lexicon = lexicon
        self._known: set[str] = set()

    def sweep(self, text: str) -> dict[str, list[Span]]:
        """Return, for each sleeper that has cues in `text`, their sorted spans."""
        found: dict[str, list[Span]] = {}
        for name, pattern in self._patterns.items():
            if spans := [match.span() for match in pattern.finditer(text)]:
                found[name] = spans
        if self._word_sleepers and (unknown := self._unknown_words(text)):
            spans = [match.span() for match in self._word.finditer(text) if match.group() in unknown]
            for name in self._word_sleepers:
                found[name] = sorted({*found.get(name, ()), *spans})
        return found

    def _unknown_words(self, text: str) -> set[str]:
        """The different words of `text` that the lexicon does not hold."""
        new = set(self._word.findall(text)) - self._known
        unknown = {word for word in new if word not in self._lexicon}
        if len(self._known) > _MEMORY:
            self._known.clear()
        self._known |= new - unknown
        return unknown

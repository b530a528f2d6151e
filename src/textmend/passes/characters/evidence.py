"""Repairs that the lexicon decides: what they are, and how much evidence they need."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BY_OTHERS", "KNOWN", "MIN_WITNESSES", "MIN_WORD_CHARS", "Repair", "is_enclosed"]

# Shorter words are an accident: `\\x1bs`, `´a`.
MIN_WORD_CHARS = 4
# This many different words of the lexicon show what is wrong with a text; the same is then wrong in words that the
# lexicon lacks, such as names.
MIN_WITNESSES = 2
# The confidence in a word of the lexicon, and in one that others of the text vouch for.
KNOWN, BY_OTHERS = 0.99, 0.95


# Marks on both sides of a character that is all there is between them.
_ENCLOSING = ('""', "''", "``", "><", "()", "[]")


def is_enclosed(text: str, start: int, end: int) -> bool:
    """True for a character alone between two marks, which is there to be named: `"\\u00a0"`, `<p>&#160;</p>`."""
    return text[start - 1 : start] + text[end : end + 1] in _ENCLOSING


class Repair(NamedTuple):
    """A place, the letters that belong there, and the confidence in them, 0 to 1."""

    start: int
    end: int
    letters: str
    confidence: float

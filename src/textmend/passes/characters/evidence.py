"""Repairs that the lexicon decides: what they are, and how much evidence they need."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BY_OTHERS", "KNOWN", "MIN_WITNESSES", "MIN_WORD_CHARS", "Repair"]

# Shorter words are an accident: `\\x1bs`, `´a`.
MIN_WORD_CHARS = 4
# This many different words of the lexicon show what is wrong with a text; the same is then wrong in words that the
# lexicon lacks, such as names.
MIN_WITNESSES = 2
# The confidence in a word of the lexicon, and in one that others of the text vouch for.
KNOWN, BY_OTHERS = 0.99, 0.95


class Repair(NamedTuple):
    """A place, the letters that belong there, and the confidence in them, 0 to 1."""

    start: int
    end: int
    letters: str
    confidence: float

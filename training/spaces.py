"""Spaces: where a text has them, and texts that lost some or got too many."""

from __future__ import annotations

import random
import re

__all__ = ["damaged", "lost", "places"]

# Of the gaps between two characters without a space, one in this many gets one, for each space that is lost: a word has
# five letters, and benchmarks lose as many spaces as they add.
_GAPS_PER_SPACE = 4


def places(text: str) -> set[int]:
    """The positions of the spaces: for each, the number of other characters before it."""
    found: set[int] = set()
    count = 0
    for character in text:
        if character == " ":
            found.add(count)
        else:
            count += 1
    return found


def lost(text: str, rate: float, chance: random.Random, letter: str = "[a-zA-Z]") -> str:
    """Remove that share of the spaces between letters, which a regular expression recognises."""
    return re.sub(rf"(?<={letter}) (?={letter})", lambda m: "" if chance.random() < rate else m.group(), text)


def damaged(text: str, rate: float, chance: random.Random) -> str:
    """Remove that share of the spaces, and add about as many where none belongs."""
    pieces: list[str] = []
    previous = "\n"
    for character in text:
        if character == " ":
            if chance.random() < rate:
                continue
        elif not previous.isspace() and character != "\n" and chance.random() < rate / _GAPS_PER_SPACE:
            pieces.append(" ")
        pieces.append(character)
        previous = character
    return "".join(pieces)

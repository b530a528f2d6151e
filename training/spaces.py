"""Spaces: where a text has them, and texts that lost some."""

from __future__ import annotations

import random
import re

__all__ = ["lost", "places"]


def places(text: str) -> set[int]:
    """The places of the spaces: for each, the number of other characters before it."""
    found: set[int] = set()
    count = 0
    for character in text:
        if character == " ":
            found.add(count)
        else:
            count += 1
    return found


def lost(text: str, rate: float, chance: random.Random) -> str:
    """Take out that share of the spaces between letters."""
    return re.sub(r"(?<=[a-zA-Z]) (?=[a-zA-Z])", lambda m: "" if chance.random() < rate else m.group(), text)

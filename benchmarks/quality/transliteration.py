"""ASCII: how many of the non-ASCII characters get a spelling in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

__all__ = ["spelled"]


def spelled(mend: Callable[[str], str], texts: Iterable[str]) -> float:
    """Return the share of the characters outside ASCII that are gone, 0 to 1."""
    before = after = 0
    for text in texts:
        before += _outside(text)
        after += _outside(mend(text))
    return 1 - after / before if before else 1.0


def _outside(text: str) -> int:
    return sum(not character.isascii() for character in text)

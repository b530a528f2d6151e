"""Moves a difference to the most likely of its possible places.

Where "fifteen" became "fteen", "if" may be lost as well as "fi", and in "the\\n3\\n3 men" either number may be added;
but ligatures are what is lost, and additions are surrounded by white space.
"""

from __future__ import annotations

from collections.abc import Callable

from training.pairs.alignment import Units

__all__ = ["LOSSES", "settled"]

# The letters that fonts have one glyph for; the last ones are those of Calibri and Carlito.
LOSSES = frozenset({"ff", "fi", "fl", "ffi", "ffl", "fj", "ffj", "st", "ct", "Th", "ti", "tt", "tti", "ft"})
# The maximum distance of a move.
_FURTHEST = 12


def settled(places: list[int], ours: Units, theirs: Units) -> list[int]:
    """Return an alignment with each difference in its most likely place.

    Args:
        places: for each character of a text, the position of its counterpart in the source, -1 if there is none.
        ours: the characters of the text.
        theirs: the characters of its source.
    """
    moved = list(places)
    for end in range(1, len(moved)):
        if moved[end] < 0:
            continue
        start = end - 1
        while start >= 0 and moved[start] < 0:
            start -= 1
        if start < 0:
            continue
        lost, added = moved[end] - moved[start] - 1, end - start - 1
        if 0 < lost <= _FURTHEST and not added:
            _move_loss(moved, end, lost, theirs)
        elif added and not lost:
            _move_addition(moved, start + 1, end, ours)
    return moved


def _move_loss(places: list[int], at: int, size: int, theirs: Units) -> None:
    """Move characters that were lost before a place of the text."""
    chars = theirs.chars
    first, behind = places[at] - size, places[at]

    def worth(shift: int) -> int:
        return chars[first + shift : behind + shift] in LOSSES

    def forth(k: int) -> bool:
        return at + k + 1 < len(places) and places[at + k] == behind + k and chars[first + k] == chars[behind + k]

    def back(k: int) -> bool:
        return at - k > 1 and places[at - 1 - k] == first - 1 - k and chars[first - 1 - k] == chars[behind - 1 - k]

    best = _best(worth, _reach(back), _reach(forth))
    for k in range(best):
        places[at + k] = first + k
    for k in range(-best):
        places[at - 1 - k] = behind - 1 - k


def _move_addition(places: list[int], start: int, end: int, ours: Units) -> None:
    """Move characters that were added to a text, a span of it."""
    chars, size = ours.chars, end - start

    def worth(shift: int) -> int:
        return sum(ours.starts[at + shift] > ours.ends[at + shift - 1] for at in (start, end))

    def forth(k: int) -> bool:
        return end + k + 1 < len(places) and places[end + k] == places[end] + k and chars[start + k] == chars[end + k]

    def back(k: int) -> bool:
        left = start - 1 - k
        return left > 0 and places[left] == places[start - 1] - k and chars[left] == chars[end - 1 - k]

    best = _best(worth, _reach(back), _reach(forth))
    if best > 0:
        places[start : end + best] = [*places[end : end + best], *[-1] * size]
    elif best:
        places[start + best : end] = [*[-1] * size, *places[start + best : start]]


def _reach(agrees: Callable[[int], bool]) -> int:
    """Return how far something can be moved."""
    return next((k for k in range(_FURTHEST) if not agrees(k)), _FURTHEST)


def _best(worth: Callable[[int], int], back: int, forth: int) -> int:
    """Return the best shift; of equal ones the shortest."""
    return max(range(-back, forth + 1), key=lambda shift: (worth(shift), -abs(shift)))

"""Texts in batches: short ones are scanned together, and only those with a cue are handled one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from textmend.gate._rows import MOST_SIZE, MOST_TEXTS, take

__all__ = ["MOST_SIZE", "MOST_TEXTS", "in_batches"]

T = TypeVar("T")


def in_batches(
    texts: Iterable[str],
    rows: Callable[[list[str]], Sequence[int]],
    one: Callable[[str], T],
    unchanged: Callable[[Sequence[str]], Iterable[T]],
) -> Iterator[Iterable[T]]:
    """Return the results for texts, lazily and in order, some at a time: most of what a clean text costs is the way
    from one loop of Python to the next.

    It reads ahead no further than it has returned, so that texts that come slowly do not wait for others.

    Args:
        texts: the texts.
        rows: returns the numbers of the texts of a list that may need repair.
        one: returns the result for one of these.
        unchanged: returns the results for texts that need none.

    Raises:
        TypeError: `texts` is a single text, whose characters would be handled one by one.
    """
    if isinstance(texts, str):
        raise TypeError(
            "several texts are a list of str, or any other iterable, not a single str; use [text], or `clean`"
        )
    return _batches(texts, rows, one, unchanged)


def _batches(
    texts: Iterable[str],
    rows: Callable[[list[str]], Sequence[int]],
    one: Callable[[str], T],
    unchanged: Callable[[Sequence[str]], Iterable[T]],
) -> Iterator[Iterable[T]]:
    source = iter(texts)
    most = 1
    while True:
        batch, error = take(source, most, MOST_SIZE)
        start = 0
        for row in rows(batch) if batch else ():
            if start < row:
                yield unchanged(batch[start:row])
            yield (one(batch[row]),)
            start = row + 1
        yield unchanged(batch[start:] if start else batch)
        if error:
            raise error
        if not batch:
            return
        most = min(2 * most, MOST_TEXTS)

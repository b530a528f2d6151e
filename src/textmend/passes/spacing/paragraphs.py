"""Paragraphs: which parts of a text are in another language than the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textmend.lang.detect import detect
from textmend.passes.base import Span
from textmend.patterns import pattern

__all__ = ["abroad", "around", "outside"]

# Paragraphs are looked at in parts of about so many characters; the language of a part is told by its first half.
_LONGEST = 800
_BREAK = "\n\n"
_GAP = pattern(r"\s")


def abroad(text: str, places: Iterable[int] | None, home: str) -> dict[str, list[Span]]:
    """Return the parts of a text that are evidently in other languages, by language.

    Args:
        text: the text.
        places: ascending; only the parts that hold one of these are looked at. None for all.
        home: the code of the language that all other parts are taken to be in.
    """
    found: dict[str, list[Span]] = {}
    for start, end in around(text, places):
        code = detect(text[start:end])
        if code and code != home:
            found.setdefault(code, []).append((start, end))
    return found


def around(text: str, places: Iterable[int] | None) -> Iterator[Span]:
    """Yield the parts of paragraphs that hold one of the ascending places, each once; all for None."""
    if places is None:
        start = 0
        while start < len(text):
            end = _end(text, start)
            yield from _parts(text, start, end)
            start = end + len(_BREAK)
        return
    low = high = end = 0
    parts: Iterator[Span] = iter(())
    for place in places:
        if place < high:
            continue
        if place >= end:
            cut = text.rfind(_BREAK, end, place)
            start = end if cut < 0 else cut + len(_BREAK)
            end = _end(text, start)
            parts = _parts(text, start, end)
        while high <= place:
            low, high = next(parts)
        yield low, high


def outside(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return what of the sorted spans lies outside of the others, which are sorted, too."""
    left: list[Span] = []
    gone = iter([*others, (1 << 62, 1 << 62)])
    low, high = next(gone)
    for first, end in spans:
        start = first
        while high <= start:
            low, high = next(gone)
        while low < end:
            if start < low:
                left.append((start, low))
            start = high
            if high >= end:
                break
            low, high = next(gone)
        if start < end:
            left.append((start, end))
    return left


def _end(text: str, start: int) -> int:
    """Where the paragraph ends that starts there."""
    end = text.find(_BREAK, start)
    return len(text) if end < 0 else end


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a paragraph at white space."""
    while end - start > _LONGEST:
        gap = _GAP.search(text, start + _LONGEST, end)
        if gap is None:
            break
        yield start, gap.start()
        start = gap.start()
    yield start, end

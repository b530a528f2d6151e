"""Paragraphs: which parts of a text are in another language than the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textmend.lang.detect import detect, is_evidently
from textmend.passes.base import Span
from textmend.patterns import pattern

__all__ = ["foreign_paragraphs", "paragraphs_touching", "subtract_spans"]

# Paragraphs are read in parts of about this many characters; the language of a part is detected from its first half,
# which is what `detect` reads.
_PART_CHARS = 800
_BREAK = "\n\n"
_BREAKS = pattern(r"\n\n+")
_SPACE = pattern(r"\s")


def foreign_paragraphs(text: str, hits: Sequence[Span], home: str) -> Iterator[tuple[str, Span]]:
    """Yield the parts of a text that are evidently in another language than `home`, and their languages' codes.

    Only the parts that the sorted hits touch are looked at.
    """
    for start, end in paragraphs_touching(text, hits):
        part = text[start:end]
        if not is_evidently(part, home) and (code := detect(part)) and code != home:
            yield code, (start, end)


def paragraphs_touching(text: str, hits: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of paragraphs that the sorted hits touch, each once."""
    low = high = behind = 0
    parts: Iterator[Span] = iter(())
    for first, last in hits:
        place = max(first, high)
        while place < last:
            if place >= behind:
                cut = text.rfind(_BREAK, behind, place)
                start = behind if cut < 0 else cut + len(_BREAK)
                behind = _end(text, start)
                parts = _parts(text, start, behind)
            while high <= place:
                low, high = next(parts)
            yield low, high
            place = high


def subtract_spans(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return the parts of the sorted spans that lie outside of the others, which are sorted, too."""
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
    """The start of the paragraph after the one that starts there."""
    found = _BREAKS.search(text, start)
    return len(text) if found is None else found.end()


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Split a paragraph at white space."""
    while end - start > _PART_CHARS:
        gap = _SPACE.search(text, start + _PART_CHARS, end)
        if gap is None:
            break
        yield start, gap.start()
        start = gap.start()
    yield start, end

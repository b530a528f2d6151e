"""How similar two texts are word by word, as the benchmark py-pdf/benchmarks scores extractors.

Words are separated by white space, with straight quotation marks and without ligatures, so neither line breaks nor
the style of marks counts. The similarity is the normalised Indel similarity, 2 · LCS / (n + m), where LCS is the
length of the longest common subsequence of the two lists of words and n and m are their lengths.

The subsequence is computed a row at a time with a bit for each word (Hyyrö, "Bit-parallel LCS-length computation
revisited", 2004): Python's long integers make that a millisecond a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["common", "matches", "normalized", "similarity", "words"]

_SPELLED_OUT = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"',
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\ufb05": "st", "\ufb06": "st",
    }
)  # fmt: skip


def normalized(text: str) -> str:
    """Return the text with all quotation marks straight and all ligatures spelled out."""
    return text.translate(_SPELLED_OUT)


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return normalized(text).split()


def common(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = (1 << len(a)) - 1
    for row in _rows(a, b):  # noqa: B007 (the last one is what counts)
        pass
    return len(a) - row.bit_count()


def similarity(a: Sequence[str], b: Sequence[str]) -> float:
    """Return the normalised Indel similarity, 0 to 1; two empty lists are the same."""
    return 2 * common(a, b) / (len(a) + len(b)) if a or b else 1.0


def matches(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return a longest common subsequence as pairs of positions, in order."""
    rows = [(1 << len(a)) - 1, *_rows(a, b)]
    found = []
    i, j = len(a), len(b)
    # Bit i of row j is clear where a[:i + 1] has one word more in common with b[:j] than a[:i] has.
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
        elif rows[j - 1] >> (i - 1) & 1:
            i, j = i - 1, j - 1
            found.append((i, j))
        else:
            j -= 1
    return found[::-1]


def _rows(a: Sequence[str], b: Sequence[str]) -> Iterator[int]:
    """Yield a row for each word of `b`: a bit for each word of `a`, clear where the common subsequence grows."""
    places: dict[str, int] = {}
    for at, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << at
    full = (1 << len(a)) - 1
    row = full
    for word in b:
        same = row & places.get(word, 0)
        if same:
            row = ((row + same) | (row - same)) & full
        yield row

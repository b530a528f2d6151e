"""Aligns the characters of an extracted text with those of its source.

Extractors make most errors in white space, so it is left out: the other characters are aligned, and the white space
between two that are adjacent in the source can then be compared. Strings that occur once in each text are anchors; a
longest chain of anchors in the same order is kept and extended as far as both texts agree, and the text between two is
aligned at minimum cost. The rest of both texts is aligned in the same way again, since an extractor that reads across
two columns mixes their lines. Memory is proportional to the length of the texts, not to their product.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["HYPHENS", "LIGATURES", "Units", "aligned", "units"]

# The characters that extractors write for a hyphen at a line end: PDFium a control character (newer versions U+FFFE),
# others the character in the font.
HYPHENS = frozenset("-‐\xad\x02\ufffe")
# Characters that represent several.
LIGATURES: Mapping[str, str] = MappingProxyType(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)

# pdfminer's output for a glyph that has only a number counts as one character, as the glyph does.
_CHARACTER = re.compile(r"\(cid:\d+\)|\S")
_NUMBERED = "\ufffc"

# The number of characters in an anchor: so many do not agree by chance.
_ANCHOR = 16
# Between two anchors, where fewer are enough.
_LEAST_ANCHOR = 8
# The maximum size of a cost table: a fifth of a second.
_LARGEST_TABLE = 250_000
# Two columns need two passes, or three if the chain changes from one to the other; pages with notes need more.
_PASSES = 6
# The minimum number of agreeing characters next to others that do not: fewer are chance, unless there are more nearby
# on the same side.
_ISLAND = 4
_NEAR = 12

_Pairs = list[tuple[int, int]]


class Units(NamedTuple):
    """The characters of a text without its white space, ligatures spelled out, and "(cid:12)" as one character.

    Attributes:
        chars: one after another.
        starts: where in the text each starts; the letters of a ligature at the same place.
        ends: where each ends.
    """

    chars: str
    starts: Sequence[int]
    ends: Sequence[int]


def units(text: str) -> Units:
    """Return the characters of a text that are aligned."""
    found = [
        (part, *match.span())
        for match in _CHARACTER.finditer(text)
        for part in LIGATURES.get(match.group(), match.group() if len(match.group()) == 1 else _NUMBERED)
    ]
    return Units("".join(part for part, *_ in found), [start for _, start, _ in found], [end for *_, end in found])


def aligned(text: str, source: str) -> list[int]:
    """Return for each character of a text the position of the same character in the source, -1 where there is none.

    Args:
        text: the characters of an extracted text.
        source: the characters of its source.
    """
    places = [-1] * len(text)
    left_text, left_source = range(len(text)), range(len(source))
    ours: Sequence[int] = left_text
    theirs: Sequence[int] = left_source
    for _ in range(_PASSES):
        pairs = _chained(_picked(text, ours), _picked(source, theirs), _ANCHOR)
        if not pairs:
            break
        for i, j in pairs:
            places[ours[i]] = theirs[j]
        _without_islands(places)
        found = set(places)
        ours = [at for at in left_text if places[at] < 0]
        theirs = [at for at in left_source if at not in found]
    _reclaim(places, text, source)
    return places


def _picked(text: str, places: Sequence[int]) -> str:
    return "".join(text[at] for at in places)


def _chained(a: str, b: str, size: int) -> _Pairs:
    """Return pairs of positions in two texts, in order in both, that start from anchors of some size."""
    pairs: _Pairs = []
    a_at = b_at = 0
    for i, j in [*_chain(_anchors(a, b, size)), (len(a), len(b))]:
        # An anchor inside an extended one is the same, or chance.
        if i < a_at or j < b_at:
            continue
        back = _agreeing(a[a_at:i][::-1], b[b_at:j][::-1])
        pairs += ((a_at + x, b_at + y) for x, y in _between(a[a_at : i - back], b[b_at : j - back], size))
        forth = _agreeing(a[i:], b[j:]) if i < len(a) else 0
        pairs += zip(range(i - back, i + forth), range(j - back, j + forth), strict=True)
        a_at, b_at = i + forth, j + forth
    # Without an anchor, the ends of the two are not evidence.
    return pairs


def _agreeing(a: str, b: str) -> int:
    """Return how many characters two texts have in common at their start."""
    size, least = 0, min(len(a), len(b))
    while size < least and a[size] == b[size]:
        size += 1
    return size


def _anchors(a: str, b: str, size: int) -> _Pairs:
    """Return the positions of the strings that occur once in each text, in the order of the first."""
    ours, theirs = _once(a, size), _once(b, size)
    return [(at, theirs[stretch]) for stretch, at in ours.items() if theirs.get(stretch, -1) >= 0 and at >= 0]


def _once(text: str, size: int) -> dict[str, int]:
    """Return the position of each string of a size, -1 if it occurs twice."""
    places: dict[str, int] = {}
    for at in range(len(text) - size + 1):
        stretch = text[at : at + size]
        places[stretch] = -1 if stretch in places else at
    return places


def _chain(anchors: _Pairs) -> _Pairs:
    """Return a longest chain of anchors that are in order in both texts."""
    # The last position in the second text of the best chain of each length, and the anchor that ends it.
    lasts: list[int] = []
    enders: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(anchors):
        length = bisect_left(lasts, j)
        before.append(enders[length - 1] if length else -1)
        lasts[length : length + 1] = [j]
        enders[length : length + 1] = [at]
    chain: _Pairs = []
    at = enders[-1] if enders else -1
    while at >= 0:
        chain.append(anchors[at])
        at = before[at]
    return chain[::-1]


def _between(a: str, b: str, size: int) -> _Pairs:
    """Return the aligned pairs between two anchors."""
    if not a or not b:
        return []
    if len(a) * len(b) <= _LARGEST_TABLE:
        pairs = list(_cheapest(a, b))
        # If most characters have no counterpart, agreement is chance; less so in the few characters of a word or two,
        # such as a short quotation whose marks and ligatures are lost.
        short = max(len(a), len(b)) <= _NEAR
        if 3 * len(pairs) >= min(len(a), len(b)) if short else 2 * len(pairs) >= max(len(a), len(b)):
            return pairs[::-1]
    return _chained(a, b, size // 2) if size // 2 >= _LEAST_ANCHOR else []


def _cheapest(a: str, b: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs of equal characters in an alignment with the fewest edits (Levenshtein), the last one first."""
    rows = [list(range(len(b) + 1))]
    for i, char in enumerate(a, start=1):
        above, row = rows[-1], [i]
        for j, other in enumerate(b):
            row.append(above[j] if char == other else 1 + min(above[j], above[j + 1], row[j]))
        rows.append(row)
    i, j = len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            i, j = i - 1, j - 1
            yield i, j
        else:
            _, i, j = min((rows[i - 1][j - 1], i - 1, j - 1), (rows[i - 1][j], i - 1, j), (rows[i][j - 1], i, j - 1))


def _without_islands(places: list[int]) -> None:
    """Remove the pairs that agree by chance: short runs with nothing near them on either side."""
    runs = list(_runs(places))
    for at, (start, end) in enumerate(runs):
        if end - start >= _ISLAND:
            continue
        neighbours = [runs[other] for other in (at - 1, at + 1) if 0 <= other < len(runs)]
        if not any(_near(places, (start, end), other) for other in neighbours):
            places[start:end] = [-1] * (end - start)


def _reclaim(places: list[int], text: str, source: str) -> None:
    """Give characters at the start of a run their counterparts if the end of another run has them.

    A line of the left column extends into the line of the right one that follows it, as far as that starts like the
    next line of the left column.
    """
    owners = {place: at for at, place in enumerate(places) if place >= 0}
    for at in range(len(places) - 2, -1, -1):
        wanted = places[at + 1] - 1
        # A hyphen ends a line, and the one before this line may end with one, too.
        if places[at] >= 0 or wanted < 0 or text[at] != source[wanted] or text[at] in HYPHENS:
            continue
        owner = owners.get(wanted)
        if owner is not None:
            if places[owner + 1 : owner + 2] in ([], [wanted + 1]):
                continue
            places[owner] = -1
        places[at] = wanted
        owners[wanted] = at


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans whose characters are adjacent in both texts."""
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1 or places[at - 1] < 0:
            if places[start] >= 0:
                yield start, at
            start = at


def _near(places: Sequence[int], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """True if two runs are near each other in both texts, in the same order."""
    (_, end), (start, _) = sorted((one, other))
    return start - end <= _NEAR and 0 < places[start] - places[end - 1] <= _NEAR

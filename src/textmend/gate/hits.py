"""Hits: where the cues of each pass are, remapped as the text changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from textmend.edits import Edit, OffsetMap, with_new_spans
from textmend.gate.cues import merged

__all__ = ["Found", "covered", "drop_hits", "remap_hits"]

# For each step of a pipeline, the sorted spans of its cues; an empty list when there are none at all.
Found = list[list[tuple[int, int]]]

# If no space is found this close to an edit, the text is not prose, and all of it is scanned again.
_NEAR_CHARS = 64
# Scanning this many characters takes no longer than finding the surroundings of an edit.
_PER_EDIT = 64


def remap_hits(found: Found, edits: Sequence[Edit], mended: str, scan: Callable[[str], Found], margin: int) -> Found:
    """Return the hits of `mended`: old ones at their new positions, and those that the edits created.

    Args:
        found: the hits of the text before.
        edits: the valid edits of that text that gave `mended`.
        mended: the text now.
        scan: the gate's scan.
        margin: the length of the longest literal cue.

    Only the edits and the strings around them, up to the next spaces, are scanned. A long hit may remain that
    its text no longer justifies; a pass that looks there finds nothing to do.
    """
    neighbourhoods = _neighbourhoods(edits, mended, margin)
    if neighbourhoods is None:
        return scan(mended)
    fresh = _scan_neighbourhoods(neighbourhoods, mended, scan, margin) or [[] for _ in found]
    hits = [
        merged(new + _moved(old, edits, neighbourhoods)) if old else new for old, new in zip(found, fresh, strict=True)
    ]
    return hits if any(hits) else []


def _neighbourhoods(edits: Sequence[Edit], mended: str, margin: int) -> list[tuple[int, int]] | None:
    """The strings around the edits, in the mended text; None when they are most of it or have no end."""
    if len(mended) < _PER_EDIT * len(edits):
        return None
    spans: list[tuple[int, int]] = []
    total = 0
    for _, start, end in with_new_spans(edits):
        low = mended.rfind(" ", max(0, start - _NEAR_CHARS), start) + 1
        high = mended.find(" ", end, end + _NEAR_CHARS)
        if (not low and start > _NEAR_CHARS) or (high < 0 and end + _NEAR_CHARS < len(mended)):
            return None
        high = len(mended) if high < 0 else high
        if spans and low <= spans[-1][1]:
            low = spans.pop()[0]
        else:
            total += 2 * margin
        spans.append((low, high))
        total += end - start + margin
    return spans if 2 * total < len(mended) else None


def _scan_neighbourhoods(
    neighbourhoods: list[tuple[int, int]], mended: str, scan: Callable[[str], Found], margin: int
) -> Found:
    """Scan all neighbourhoods at once, each with a margin that no cue of it extends beyond."""
    pieces: list[str] = []
    places: list[_Piece] = []
    length = 0
    for low, high in neighbourhoods:
        first = max(0, low - margin)
        piece = mended[first : high + margin]
        pieces.append(piece)
        shift = first - length
        places.append(_Piece(length, length + len(piece), low - shift, high - shift, shift))
        length += len(piece) + 1
    return [list(_in_cores(hits, places)) for hits in scan("\n".join(pieces))]


class _Piece(NamedTuple):
    """A neighbourhood among the pieces that are scanned together: all of it, its core, and its offset in the text."""

    start: int
    end: int
    core_start: int
    core_end: int
    shift: int


def _in_cores(hits: list[tuple[int, int]], pieces: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """Yield the parts of hits in cores, at their positions in the text; a run of cues may cross several pieces."""
    at = 0
    for start, end in hits:
        while at < len(pieces) and pieces[at].core_end <= start:
            at += 1
        inside = at
        while inside < len(pieces) and pieces[inside].core_start < end:
            piece = pieces[inside]
            yield max(start, piece.start) + piece.shift, min(end, piece.end) + piece.shift
            inside += 1


def _moved(
    hits: list[tuple[int, int]], edits: Sequence[Edit], scanned: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Old hits at their new positions, except those in what is scanned again, where a word may have changed."""
    moved: list[tuple[int, int]] = []
    offsets: OffsetMap | None = None
    shift = at = near = 0
    for start, end in hits:
        while at < len(edits) and edits[at].end <= start:
            shift += len(edits[at].replacement) - (edits[at].end - edits[at].start)
            at += 1
        if at == len(edits) or edits[at].start >= end:
            low, high = start + shift, end + shift
        else:
            offsets = offsets or OffsetMap(edits)
            low, high = offsets.span_to_new(start, end)
        while near < len(scanned) and scanned[near][1] < high:
            near += 1
        if near == len(scanned) or low < scanned[near][0]:
            moved.append((low, high))
    return moved


def covered(hits: Sequence[tuple[int, int]]) -> int:
    """Return the number of characters in hits."""
    count = 0
    for start, end in hits:
        count += end - start
    return count


def drop_hits(found: Found, step: int, places: Collection[int]) -> Found:
    """Return the hits of a text in which the characters at `places` are no longer cues of one step.

    Args:
        found: the hits before.
        step: the step that loses its hits there.
        places: the positions of a substitution that creates no cues.
    """
    if covered(found[step]) == len(places):  # as after most substitutions
        kept: list[tuple[int, int]] = []
    else:
        kept = _untouched(found[step], set(places))
    hits = [*found[:step], kept, *found[step + 1 :]]
    return hits if any(hits) else []


def _untouched(hits: Sequence[tuple[int, int]], gone: Collection[int]) -> list[tuple[int, int]]:
    return [hit for hit in hits if hit[1] - hit[0] > 1 or hit[0] not in gone]

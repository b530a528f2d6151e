"""Hits: where the cues of each pass are, carried along as the text changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textmend._gate import merged
from textmend.edits import Edit, OffsetMap

__all__ = ["Found", "carried"]

# For each step of a pipeline, the sorted spans that hold its cues.
Found = list[list[tuple[int, int]]]

# Where no space is found this close to an edit, the text is no prose, and all of it is swept again.
_NEAR = 64
# More than any literal cue is long.
_MARGIN = 4


def carried(found: Found, edits: Sequence[Edit], mended: str, sweep: Callable[[str], Found]) -> Found:
    """Return the hits of `mended`: old ones at their new places, and those that the edits brought about.

    Args:
        found: the hits of the text before.
        edits: the valid edits of that text that gave `mended`.
        mended: the text now.
        sweep: the gate's sweep.

    Only the edits and the strings around them, up to the next spaces, are swept. A hit may be left over that
    its text no longer deserves; a pass that looks there finds nothing to do.
    """
    neighbourhoods = _neighbourhoods(edits, mended)
    if neighbourhoods is None:
        return sweep(mended)
    fresh = _swept(neighbourhoods, mended, sweep)
    return [
        merged(new + _moved(old, edits)) if old else new for old, new in zip(found, fresh, strict=True)
    ]  # fmt: skip


def _neighbourhoods(edits: Sequence[Edit], mended: str) -> list[tuple[int, int]] | None:
    """The strings around the edits, in the mended text; None when they are most of it or have no end."""
    spans: list[tuple[int, int]] = []
    shift = total = 0
    for edit in edits:
        start = edit.start + shift
        end = start + len(edit.replacement)
        shift = end - edit.end
        low = mended.rfind(" ", max(0, start - _NEAR), start) + 1
        high = mended.find(" ", end, end + _NEAR)
        if (not low and start > _NEAR) or (high < 0 and end + _NEAR < len(mended)):
            return None
        high = len(mended) if high < 0 else high
        if spans and low <= spans[-1][1]:
            low = spans.pop()[0]
        else:
            total += 2 * _MARGIN
        spans.append((low, high))
        total += end - start + _MARGIN
    return spans if 2 * total < len(mended) else None


def _swept(neighbourhoods: list[tuple[int, int]], mended: str, sweep: Callable[[str], Found]) -> Found:
    """Sweep all neighbourhoods at once, each with a margin that no cue of it reaches across."""
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []  # where a piece stands among the pieces, its core, and its shift
    length = 0
    for low, high in neighbourhoods:
        first = max(0, low - _MARGIN)
        piece = mended[first : high + _MARGIN]
        pieces.append(piece)
        places.append((length + low - first, length + high - first, first - length))
        length += len(piece) + 1
    fresh: Found = []
    for hits in sweep("\n".join(pieces)):
        kept: list[tuple[int, int]] = []
        at = 0
        for start, end in hits:
            while at < len(places) and places[at][1] <= start:
                at += 1
            if at < len(places) and end > places[at][0]:
                shift = places[at][2]
                kept.append((start + shift, end + shift))
        fresh.append(kept)
    return fresh


def _moved(hits: list[tuple[int, int]], edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Old hits at their new places, without those that one edit has replaced."""
    moved: list[tuple[int, int]] = []
    offsets: OffsetMap | None = None
    shift = at = 0
    for start, end in hits:
        while at < len(edits) and edits[at].end <= start:
            shift += len(edits[at].replacement) - (edits[at].end - edits[at].start)
            at += 1
        if at == len(edits) or edits[at].start >= end:
            moved.append((start + shift, end + shift))
        elif not (edits[at].start <= start and end <= edits[at].end):
            offsets = offsets or OffsetMap(edits)
            moved.append(offsets.span_to_new(start, end))
    return moved

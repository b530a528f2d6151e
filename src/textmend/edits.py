# cython: language_level=3, annotation_typing=False
"""Edits: what a pass proposes, how overlaps are resolved, and how positions are mapped across them.

Everything that textmend reports about a text (the result, the diff, the report, the offsets, the undo) is derived from
one list of `Edit`. A *valid* list is sorted, without overlaps, and has at most one insertion at any position.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

__all__ = [
    "CharSubstitution", "Edit", "OffsetMap", "Refusal", "apply", "below_minimum", "common_prefix_suffix", "compose",
    "expand", "invert", "is_below_minimum", "minimal", "partition", "resolve", "round_down", "with_new_spans",
]  # fmt: skip


_NO_TEXT = "only an edit of a Result has {!r}, because it needs the text; use {}"


class Edit(NamedTuple):
    """Replace `text[start:end]` by `replacement`.

    Attributes:
        start: the first character to replace, counted in code points from 0.
        end: the character after the last one to replace; `start == end` inserts.
        replacement: the new text; empty to delete.
        rule: the rule that made it, as "pass/rule". If several rules changed the same place one after the other, their
            names are joined by "+" in that order.
        confidence: 0 to 1, the share of such edits that are right on damaged documents.
    """

    start: int
    end: int
    replacement: str
    rule: str
    confidence: float

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that made this edit, first to last."""
        return tuple(self.rule.split("+"))

    @property
    def before(self) -> str:
        """What it replaces, for an edit of a result.

        Raises:
            AttributeError: the edit is not part of a result, so it is not known what text it is for.
        """
        raise AttributeError(_NO_TEXT.format("before", "text[edit.start:edit.end]"))

    @property
    def line(self) -> int:
        """The number of the line in which it starts, counted from 1, for an edit of a result.

        Raises:
            AttributeError: as for `before`.
        """
        raise AttributeError(_NO_TEXT.format("line", "text.count('\\n', 0, edit.start) + 1"))

    @property
    def column(self) -> int:
        """The number of its first character in that line, counted from 1, for an edit of a result.

        Raises:
            AttributeError: as for `before`.
        """
        raise AttributeError(_NO_TEXT.format("column", "edit.start - text.rfind('\\n', 0, edit.start)"))

    def moved(self, by: int) -> Edit:
        """Return the same edit, shifted to the right by a number of characters."""
        return self._replace(start=self.start + by, end=self.end + by)


class Refusal(NamedTuple):
    """An edit that was considered but not made, and the reason."""

    edit: Edit
    reason: str


_BELOW_MINIMUM = "is below the minimum of"


def below_minimum(confidence: float, least: float) -> str:
    """Return the reason of a refusal for its confidence alone."""
    return f"confidence {round_down(confidence):.2f} {_BELOW_MINIMUM} {least:.2f}"


def is_below_minimum(reason: str) -> bool:
    """True for such a reason: the only one that another level would change."""
    return reason.startswith("confidence ") and _BELOW_MINIMUM in reason


class CharSubstitution(NamedTuple):
    """Single characters replaced by others, at many places: the edits of a rule that only needs their positions.

    It represents these edits and is applied faster than they are.

    Attributes:
        places: the positions, sorted.
        table: the replacement for each character; a single character for a single character.
        rule, confidence: as for each of the edits.
    """

    places: list[int]
    table: dict[str, str]
    rule: str
    confidence: float

    def edits(self, text: str) -> list[Edit]:
        """Return the equivalent edits of `text`."""
        table, rule, sure = self.table, self.rule, self.confidence
        return [Edit(at, at + 1, table[text[at]], rule, sure) for at in self.places]

    def meets(self, edits: Iterable[Edit]) -> bool:
        """True if one of a valid list of edits changes a character that is substituted."""
        places, at = self.places, 0
        for edit in edits:
            start = edit.start
            while at < len(places) and places[at] < start:
                at += 1
            if at < len(places) and places[at] < edit.end:
                return True
        return False


def round_down(confidence: float, digits: int = 2) -> float:
    """Return a confidence as it is shown: never more than it is, so that 0.899 does not look like the level 0.90."""
    scale: int = 10**digits
    # A decimal number such as 0.57 is often slightly less as a float, and is not to become 0.56.
    return math.floor(confidence * scale + 1e-9) / scale


def partition(
    proposals: Iterable[Edit | CharSubstitution | Refusal],
) -> tuple[list[CharSubstitution], list[Edit | Refusal]]:
    """Separate substitutions from other proposals."""
    substitutions: list[CharSubstitution] = []
    others: list[Edit | Refusal] = []
    for proposal in proposals:
        if isinstance(proposal, CharSubstitution):
            substitutions.append(proposal)
        else:
            others.append(proposal)
    return substitutions, others


def expand(substitutions: Iterable[CharSubstitution], text: str) -> list[Edit]:
    """Return the edits that substitutions at different places represent, sorted."""
    edits = [edit for substitution in substitutions for edit in substitution.edits(text)]
    edits.sort()
    return edits


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with a valid list of edits applied; the same object if there are none."""
    if not edits:
        return text
    pieces: list[str] = []
    kept_from = 0
    for edit in edits:
        pieces.append(text[kept_from : edit.start])
        pieces.append(edit.replacement)
        kept_from = edit.end
    pieces.append(text[kept_from:])
    return "".join(pieces)


def invert(edits: Sequence[Edit], original: str) -> list[Edit]:
    """Return the edits that turn the cleaned text back into `original`."""
    inverse = (
        edit._replace(start=start, end=end, replacement=original[edit.start : edit.end])
        for edit, start, end in with_new_spans(edits)
    )
    return minimal(inverse, apply(original, edits))


def common_prefix_suffix(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """Return how many items two sequences share at the start, and how many of the rest at the end."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _trimmed(edit: Edit, text: str) -> Edit | None:
    """Trim what the edit leaves unchanged from both its ends; None if nothing remains."""
    start, end, new = edit.start, edit.end, edit.replacement
    if start == end or not new:  # inserts, or deletes
        return edit if start < end or new else None
    old = text[start:end]
    if len(old) == 1 == len(new) and old != new:
        return edit
    if old == new:
        return None
    head, tail = common_prefix_suffix(old, new)
    if not head and not tail:
        return edit
    return edit._replace(start=start + head, end=end - tail, replacement=new[head : len(new) - tail])


def minimal(edits: Iterable[Edit], text: str) -> list[Edit]:
    """Return sorted edits, each trimmed to the smallest change, as a valid list.

    Trimming can leave two insertions at one position; their order would be lost, so they are merged.
    """
    valid: list[Edit] = []
    for edit in edits:
        trimmed = _trimmed(edit, text)
        if trimmed is None:
            continue
        if valid and trimmed.start == trimmed.end == valid[-1].start == valid[-1].end:
            valid[-1] = _joined(
                [valid[-1], trimmed], trimmed.start, trimmed.end, valid[-1].replacement + trimmed.replacement
            )
        else:
            valid.append(trimmed)
    return valid


def resolve(edits: Iterable[Edit], text: str) -> tuple[list[Edit], list[Refusal]]:
    """Resolve overlaps between the proposals of one pass.

    The more confident edit wins; between equals the longer one, then the earlier one, so that the result does not
    depend on the order of the proposals.

    Returns:
        The valid list, and a refusal for each edit that lost.
    """
    trimmed = [t for t in (_trimmed(edit, text) for edit in edits) if t is not None]
    trimmed.sort()
    if _is_valid(trimmed):
        return trimmed, []
    valid: list[Edit] = []
    refused: list[Refusal] = []
    for rivals in _clusters(trimmed):
        if len(rivals) == 1:
            valid.append(rivals[0])
            continue
        winners: list[Edit] = []
        for edit in sorted(rivals, key=lambda e: (-e.confidence, e.start - e.end, e.start, e.rule, e.replacement)):
            at = bisect_left(winners, (edit.start, edit.end), key=lambda e: (e.start, e.end))
            blockers = [w for w in winners[max(at - 1, 0) : at + 1] if _overlap(w, edit)]
            if not blockers:
                winners.insert(at, edit)
            elif any(not _same_change(edit, blocker) for blocker in blockers):
                refused.append(Refusal(edit, f"overlaps {blockers[0].rule} at {blockers[0].start}"))
        valid.extend(winners)
    return valid, refused


def _is_valid(edits: list[Edit]) -> bool:
    """True if sorted edits neither overlap nor insert twice at one place."""
    last_start = last_end = -1
    for edit in edits:
        start, end = edit.start, edit.end
        if start < last_end or end <= last_start:
            return False
        last_start, last_end = start, end
    return True


def _clusters(edits: list[Edit]) -> Iterable[list[Edit]]:
    """Group sorted edits that overlap, directly or through others."""
    cluster: list[Edit] = []
    reach = -1
    for edit in edits:
        if cluster and not (edit.start < reach or _overlap(cluster[-1], edit)):
            yield cluster
            cluster = []
            reach = -1
        cluster.append(edit)
        reach = max(reach, edit.end)
    if cluster:
        yield cluster


def _overlap(a: Edit, b: Edit) -> bool:
    """True if both edits change the same characters, or insert at the same place."""
    if a.start == a.end == b.start == b.end:
        return True
    return a.start < b.end and b.start < a.end


def _same_change(a: Edit, b: Edit) -> bool:
    return (a.start, a.end, a.replacement) == (b.start, b.end, b.replacement)


def compose(first: Sequence[Edit], second: Sequence[Edit], original: str, middle: str) -> list[Edit]:
    """Return one valid list that does what `first` and then `second` do.

    Args:
        first: valid edits of `original` that give `middle`.
        second: valid edits of `middle`.
        original: the text before `first`.
        middle: the text between the two.

    Edits that touch the same characters are merged, with the rules of both and the lower confidence; all others keep
    their own rule and extent.
    """
    if not first or not second:
        return list(first or second)
    # Both lists as spans of `middle`, which they share: (start, end, stage, edit). At one place, what `first` deleted
    # comes before what `second` inserts, so that each keeps its extent.
    ground: list[tuple[int, int, int, Edit]] = [(e.start, e.end, 1, e) for e in second]
    ground += [(start, end, 0, edit) for edit, start, end in with_new_spans(first)]
    ground.sort(key=lambda g: g[:3])

    composed: list[Edit] = []
    shift = at = 0
    while at < len(ground):
        low, high = ground[at][:2]
        cluster = [ground[at]]
        at += 1
        while at < len(ground) and ground[at][0] < high:
            high = max(high, ground[at][1])
            cluster.append(ground[at])
            at += 1
        cluster.sort(key=lambda g: g[2])
        earlier = [edit for _, _, stage, edit in cluster if stage == 0]
        later = [e.moved(-low) for _, _, stage, e in cluster if stage == 1]
        delta = sum(len(e.replacement) - (e.end - e.start) for e in earlier)
        composed.append(_joined(earlier + later, low - shift, high - shift - delta, apply(middle[low:high], later)))
        shift += delta
    return minimal(composed, original)


def _joined(parts: Sequence[Edit], start: int, end: int, replacement: str) -> Edit:
    """Merge several edits into one: all their rules in order, each once, and the lowest confidence."""
    if len(parts) == 1:
        return parts[0]._replace(start=start, end=end, replacement=replacement)
    rules = dict.fromkeys(rule for part in parts for rule in part.rules)
    return Edit(start, end, replacement, "+".join(rules), min(part.confidence for part in parts))


def with_new_spans(edits: Iterable[Edit]) -> Iterator[tuple[Edit, int, int]]:
    """Yield each edit of a valid list with the start and end of its replacement in the resulting text."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        end = start + len(edit.replacement)
        yield edit, start, end
        shift = end - edit.end


class OffsetMap:
    """Maps positions between the original text and the cleaned one, both ways.

    A position is between two characters: 0 is before the first, `len(text)` after the last. Inside a replaced span,
    characters are counted from its start and never past its end. A deleted span has one position in the cleaned text,
    which maps back to its start; so `to_orig(to_new(p)) == p` for every `p` that is neither inside a replaced span nor
    directly after a deleted one. Both maps are non-decreasing.
    """

    __slots__ = ("_new_ends", "_new_starts", "_orig_ends", "_orig_starts")

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._orig_starts = [e.start for e in edits]
        self._orig_ends = [e.end for e in edits]
        self._new_starts = [start for _, start, _ in with_new_spans(edits)]
        self._new_ends = [end for _, _, end in with_new_spans(edits)]

    def to_new(self, orig_pos: int) -> int:
        """Return the position in the cleaned text that corresponds to `orig_pos` in the original."""
        return _carry(orig_pos, self._orig_starts, self._orig_ends, self._new_starts, self._new_ends)

    def to_orig(self, new_pos: int) -> int:
        """Return the position in the original text that corresponds to `new_pos` in the cleaned one."""
        return _carry(new_pos, self._new_starts, self._new_ends, self._orig_starts, self._orig_ends)

    def span_to_new(self, orig_start: int, orig_end: int) -> tuple[int, int]:
        """Return the span of the cleaned text that came from `original[orig_start:orig_end]`."""
        return _carry_span(orig_start, orig_end, self._orig_starts, self._orig_ends, self._new_starts, self._new_ends)

    def span_to_orig(self, new_start: int, new_end: int) -> tuple[int, int]:
        """Return the span of the original text that `mended[new_start:new_end]` came from."""
        return _carry_span(new_start, new_end, self._new_starts, self._new_ends, self._orig_starts, self._orig_ends)


def _carry(pos: int, starts: list[int], ends: list[int], other_starts: list[int], other_ends: list[int]) -> int:
    """Map a position: the last edit that starts before it determines the shift."""
    at = bisect_left(starts, pos) - 1
    if at < 0:
        return pos
    if pos >= ends[at]:
        return pos - ends[at] + other_ends[at]
    return min(other_starts[at] + pos - starts[at], other_ends[at])


def _carry_span(
    start: int, end: int, starts: list[int], ends: list[int], other_starts: list[int], other_ends: list[int]
) -> tuple[int, int]:
    """Map a span; an edit that shares a character with it is included entirely."""
    first = bisect_right(ends, start)
    last = bisect_left(starts, end) - 1
    low = start if first == 0 else start - ends[first - 1] + other_ends[first - 1]
    if first < len(starts) and starts[first] < start:
        low = other_starts[first]
    high = _carry(end, starts, ends, other_starts, other_ends)
    if last >= 0 and ends[last] > end:
        high = other_ends[last]
    return min(low, high), high

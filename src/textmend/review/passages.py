"""Passages: edits that are near each other, with the text around and between them, in one piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.review.findings import Entry

__all__ = ["Passage", "passages"]

# The pieces of a text: plain text, or the number of an entry.
Passage = list[str | int]

# Longer passages are divided, so that a page can leave out those that are not on the screen.
_MOST_ENTRIES = 30
# A word that the border of the context cuts is left out, if what is left is not too short.
_MOST_CUT = 16


def passages(entries: Sequence[Entry]) -> Iterator[Passage]:
    """Yield the passages of entries.

    Args:
        entries: in the order of the run, in which those of a text are sorted but for refusals, which come after edits.

    Yields:
        The passage; the numbers in it are those of `entries`.
    """
    order = sorted(range(len(entries)), key=lambda number: _rank(entries, number))
    passage: Passage = []
    last: Entry | None = None
    for number in order:
        entry = entries[number]
        between = _between(last, entry) if last is not None else None
        if last is None or between is None or len(passage) > 2 * _MOST_ENTRIES:
            if last is not None:
                yield [*passage, _end(last.right)]
            passage = [_start(entry.left), number]
        else:
            passage += [between, number]
        last = entry
    if last is not None:
        yield [*passage, _end(last.right)]


def _rank(entries: Sequence[Entry], number: int) -> tuple[str, int, str, int, int]:
    entry = entries[number]
    place = entry.place
    record = int(place.get("row", place.get("line", 0))) if "field" in place or "row" in place else 0
    # Entries without a start, of old reports, stay in their order.
    return entry.path, record, str(place.get("field", "")), int(place.get("start", number)), number


def _between(last: Entry, entry: Entry) -> str | None:
    """The text between two entries of one text, if it is known: what is right of the one is left of the other."""
    if last.path != entry.path or "start" not in last.place or "start" not in entry.place:
        return None
    if any(last.place.get(key) != entry.place.get(key) for key in ("row", "field")):
        return None
    if "field" in entry.place and last.place.get("line") != entry.place.get("line"):
        return None
    gap = int(entry.place["start"]) - int(last.place["end"])
    if gap < 0 or (gap and not (last.right and entry.left)):
        return None
    if gap <= len(last.right) + len(entry.left) and (exact := _by_distance(last.right, entry.left, gap)) is not None:
        return exact
    return _by_match(last, entry, gap)


def _by_distance(right: str, left: str, gap: int) -> str | None:
    """The text of a known length between two entries."""
    from_left = right[:gap]
    from_right = left[max(0, len(left) - gap) :]
    shared = min(len(right) + len(left) - gap, len(from_left), len(from_right))
    if from_left[len(from_left) - shared :] != from_right[:shared]:
        return None
    return from_left + from_right[shared:]


def _by_match(last: Entry, entry: Entry, gap: int) -> str | None:
    """The text between two entries, if it is less than the distance in the file, where there is markup between them."""
    before = last.left + last.before
    behind = entry.before + entry.right
    for size in range(min(gap, len(last.right)) + 1):
        start = before + last.right[:size]
        rest = last.right[size:]
        ends_alike = start.endswith(entry.left) or (len(entry.left) > len(start) and entry.left.endswith(start))
        if ends_alike and (behind.startswith(rest) or rest.startswith(behind)):
            return last.right[:size]
    return None


def _start(text: str) -> str:
    """The end of the text before a passage: of the same paragraph, from the first whole word on."""
    kept = text[_paragraph_start(text) :].lstrip("\n")
    if len(kept) < len(text.lstrip("\n")) or len(kept) < 2 * _MOST_CUT:
        return kept
    at = next((at for at in range(_MOST_CUT) if kept[at].isspace()), -1)
    return "…" + kept[at + 1 :]


def _end(text: str) -> str:
    """The start of the text after a passage: of the same paragraph, up to the last whole word."""
    kept = text[: len(text) - _paragraph_start(text[::-1])].rstrip()
    if len(kept) < len(text.rstrip()) or len(kept) < 2 * _MOST_CUT:
        return kept
    at = next((at for at in range(len(kept) - 1, len(kept) - 1 - _MOST_CUT, -1) if kept[at].isspace()), len(kept))
    return kept[:at] + "…"


def _paragraph_start(text: str) -> int:
    """Where the last paragraph that is not empty starts: an edit at the border of two is shown with both."""
    end = len(text.rstrip("\n"))
    return text.rfind("\n\n", 0, end) + 2 if "\n\n" in text[:end] else 0

"""Edits and refusals in lines: where each is, which rule made it, and what it does to the words around it."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from textmend.cli.streams import Line, is_terminal, visible
from textmend.edits import round_down
from textmend.formats.base import Change

__all__ = ["counts", "examples", "table"]

# How many characters are shown on each side of an edit: in a pipe, and at most on a terminal.
_CONTEXT_CHARS, _MAX_CONTEXT_CHARS = 20, 50
# An edit inside a word is shown with the whole word, or with this much of it on either side.
_WORD_CHARS = 16
_WORD_BEFORE = re.compile(r"\S*\Z")
_WORD_BEHIND = re.compile(r"\S*")
_OF_SPACES = re.compile(r"[^\S\r\n]+")


def table(changes: Sequence[Change]) -> Iterator[Line]:
    """Yield one line per edit, and below each that was refused the reason. What is changed is shown in full."""
    places = list(map(_place, changes))
    place_width = max(map(len, places), default=0)
    rule_width = max((len(change.rule) for change in changes), default=0)
    for change, place in zip(changes, places, strict=True):
        yield [
            (f"{place:>{place_width}}  ", "cyan"),
            (f"{change.rule:<{rule_width}}  ", ""),
            (f"{_sure(change)}  ", "dim"),
            *_shown(change, place_width + rule_width + 10),
        ]
        if change.reason:
            yield [(" " * (place_width + 2) + visible(change.reason), "dim italic")]


def examples(changes: Sequence[tuple[str, Change]], indent: int) -> Iterator[Line]:
    """Yield one line per edit of one rule, with the name of its file.

    Args:
        changes: the edits, each with the name.
        indent: how far the lines are indented.
    """
    for name, change in changes:
        place = f"  {visible(name)}:{_place(change)}"
        shown = _shown(change, indent + 6 + len(place))
        yield [(" " * indent + f"{_sure(change)}  ", "dim"), *shown, (place, "cyan")]


def _sure(change: Change) -> str:
    # A pass that suspects something and knows no repair gives no confidence.
    return f"{round_down(change.confidence):.2f}" if change.confidence else "   –"


def counts(edits: Counter[str], refused: Counter[str]) -> list[str]:
    """Return the numbers of edits and refusals by rule as a table; no line where there are none."""
    rules = sorted({*edits, *refused}, key=lambda rule: (-edits[rule], -refused[rule], rule))
    lines = [f"{'edits':>10} {'refused':>10}  rule"] if rules else []
    return lines + [f"{edits[rule]:>10,} {refused[rule]:>10,}  {rule}" for rule in rules]


def _place(change: Change) -> str:
    """Where an edit is: the line and the column, or the record, its field and the character in that."""
    place = change.place
    where = str(place["row"] if "row" in place else place["line"])
    if "column" in place:
        where += f":{place['column']}"
        return f"{where} {visible(str(place['field']))}" if "field" in place else where
    return f"{where} {visible(str(place['field']))}:{int(place['start']) + 1}"


def _shown(change: Change, used: int) -> Iterator[tuple[str, str]]:
    """Yield an edit as [before → after] with a little of the text around it.

    Whole words are shown, as `ofthe → of the` is clearer than an inserted space.

    Args:
        change: the edit.
        used: the width of what is left of it on its line.
    """
    left_word = _WORD_BEFORE.search(change.left[-_WORD_CHARS:])
    right_word = _WORD_BEHIND.match(change.right[:_WORD_CHARS])
    before, behind = left_word[0] if left_word else "", right_word[0] if right_word else ""
    left = change.left[: len(change.left) - len(before)].rpartition("\n")[2]
    right = change.right[len(behind) :].partition("\n")[0].rstrip("\r")
    before = "…" * (left[-1:].strip() != "") + visible(before)
    behind = visible(behind) + "…" * (right[:1].strip() != "")
    old, new = _in_words(change.before, before, behind), _in_words(change.after, before, behind)
    repairs = bool(change.confidence or change.after)
    width = len(before + old + behind) + (len(before + new + behind) + 3 if repairs else 0) + 2
    room = _room(used + width + len(_codes(change)))
    left, right = _tail(visible(left), room), _head(visible(right), room)
    yield (f"{left}[", "dim")
    yield from ((before, "red"), (old, "bold reverse red"), (behind, "red"))
    if repairs:
        yield (" → ", "dim")
        yield from ((before, "green"), (new, "bold reverse green"), (behind, "green"))
    yield (f"]{right}{_codes(change)}", "dim")


def _codes(change: Change) -> str:
    """The numbers of the characters, where the two sides look the same: "  U+2126 → U+03A9"."""
    if not change.after or normalize("NFKC", change.before) != normalize("NFKC", change.after):
        return ""
    old, new = (" ".join(f"U+{ord(char):04X}" for char in text) for text in (change.before, change.after))
    return f"  {old} → {new}"


def _in_words(text: str, before: str, behind: str) -> str:
    """One side of a change; what would not be seen is shown by a sign."""
    if not text:
        return "" if before or behind else "nothing"
    if _OF_SPACES.fullmatch(text) and not (before and behind):
        return "␣" * len(text)
    return visible(text)


def _room(used: int) -> int:
    """How many characters of context there is room for, on each side."""
    if not is_terminal(sys.stdout):
        return _CONTEXT_CHARS
    return min(_MAX_CONTEXT_CHARS, max(0, (shutil.get_terminal_size().columns - used) // 2))


def _tail(text: str, room: int) -> str:
    return text if len(text) <= room else "…" + text[len(text) - room + 1 :] if room else ""


def _head(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…" if room else ""

"""The unified diff of a result, derived from its edits, so that its cost depends on them and not on the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textmend.cli.streams import Line, visible
from textmend.edits import Edit, apply, common_prefix_suffix
from textmend.pipeline.result import Result

__all__ = ["Hunks", "Lines", "styled", "unified"]

_CONTEXT_LINES = 3

# Words, runs of spaces, line ends and single marks are what the eye compares. If the lines are longer in total, or
# repeat themselves as tables do, they are coloured as a whole: comparing them would take longer than a second.
_DIFF_TOKEN = re.compile(r"\w+|\n|[^\S\n]+|[^\w\s]")
_LONGEST_COMPARED = 8000
_FEW_TOKENS, _MOST_ALIKE = 200, 6

_LINE_STYLES = {"---": "bold", "+++": "bold", "@": "cyan", "-": "red", "+": "green"}


class Lines:
    """The lines of a text, each with its line end; only a line feed ends one, as for `patch`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        at = text.find("\n") + 1
        while at:
            self._starts.append(at)
            at = text.find("\n", at) + 1
        # What follows the last line end is a line only when it is not empty.
        self.count = len(self._starts) - (self._starts[-1] == len(text))

    def number(self, position: int) -> int:
        """The number, from 0, of the line that `position` is in."""
        return bisect_right(self._starts, position) - 1

    def place(self, position: int) -> tuple[int, int]:
        """Line and column of `position`, both from 1."""
        number = self.number(position)
        return number + 1, position - self._starts[number] + 1

    def start(self, number: int) -> int:
        """Where line `number` begins; past the last line, the end of the text."""
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def between(self, first: int, after: int) -> list[str]:
        """The lines from `first` up to, not including, `after`."""
        return [self.text[self.start(n) : self.start(n + 1)] for n in range(first, after)]


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines `first` up to `after` of the original, replaced by `new`."""

    first: int
    after: int
    old: list[str]
    new: list[str]


def unified(result: Result, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff, without line ends; nothing when nothing was edited."""
    hunks = Hunks(name)
    yield from hunks.take(result.original, result.edits)
    yield from hunks.finish()


class Hunks:
    """The unified diff of a text that comes in parts.

    Args:
        name: what the diff calls the file.
    """

    def __init__(self, name: str) -> None:
        self._head = [f"--- {name}", f"+++ {name}"]
        self._text: list[str] = []
        self._edits: list[Edit] = []
        self._length = 0
        self._lines = 0
        self._shift = 0

    def take(self, text: str, edits: Sequence[Edit]) -> list[str]:
        """Add the next part and its edits, and return the lines of the diff that are final by now."""
        self._edits += [edit.moved(self._length) for edit in edits] if self._length else edits
        self._text.append(text)
        self._length += len(text)
        # A line that continues in the next part has no end to show yet.
        return self._flushed() if text.endswith("\n") else []

    def finish(self) -> list[str]:
        """Return the last lines."""
        return self._flushed() if self._text else []

    def _flushed(self) -> list[str]:
        text = "".join(self._text)
        found = list(_shown(text, self._edits, self._lines, self._shift)) if self._edits else []
        self._lines += text.count("\n")
        self._shift += sum(e.replacement.count("\n") - text.count("\n", e.start, e.end) for e in self._edits)
        self._text, self._edits, self._length = [], [], 0
        if found:
            found, self._head = [*self._head, *found], []
        return found


def _shown(text: str, edits: Sequence[Edit], before: int, shift: int) -> Iterator[str]:
    """Yield the hunks of a text that follows `before` lines, which earlier hunks have shifted by `shift`."""
    lines = Lines(text)
    for hunk in _hunks(list(_changes(edits, lines))):
        first = max(0, hunk[0].first - _CONTEXT_LINES)
        after = min(lines.count, hunk[-1].after + _CONTEXT_LINES)
        growth = sum(len(change.new) - len(change.old) for change in hunk)
        old, new = first + before, first + before + shift
        yield f"@@ -{_range(old, after - first)} +{_range(new, after - first + growth)} @@"
        shift += growth
        at = first
        for change in hunk:
            yield from _marked(" ", lines.between(at, change.first))
            yield from _marked("-", change.old)
            yield from _marked("+", change.new)
            at = change.after
        yield from _marked(" ", lines.between(at, after))


def styled(lines: Sequence[str]) -> Iterator[Line]:
    """Yield the lines of a diff as a terminal shows them, with the words that differ; control characters are inert."""
    at = 0
    while at < len(lines):
        gone = 0 if lines[at].startswith("--- ") else _run_of("-", lines, at)
        come = _run_of("+", lines, at + gone) if gone else 0
        if come:
            yield from _compared(lines[at : at + gone], lines[at + gone : at + gone + come])
            at += gone + come
            continue
        line = lines[at]
        style = next((style for start, style in _LINE_STYLES.items() if line.startswith(start)), "")
        yield [(_printable(line), style)]
        at += 1


def _run_of(mark: str, lines: Sequence[str], at: int) -> int:
    """The number of consecutive lines, from `at` on, that begin with a mark."""
    end = at
    while end < len(lines) and lines[end].startswith(mark):
        end += 1
    return end - at


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Yield old lines and the new ones; the words that only one side has are highlighted, wherever its lines end."""
    from difflib import SequenceMatcher

    sides = (old, new)
    words = [_DIFF_TOKEN.findall("\n".join(line[1:] for line in lines)) for lines in sides]
    longest = max(words, key=len)
    if sum(map(len, (*old, *new))) > _LONGEST_COMPARED or len(longest) > _FEW_TOKENS + _MOST_ALIKE * len(set(longest)):
        for mark, lines in zip("-+", sides, strict=True):
            yield from ([(_printable(line), _LINE_STYLES[mark])] for line in lines)
        return
    alike = SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes()
    for side, mark in enumerate("-+"):
        line: list[tuple[str, str]] = [(mark, _LINE_STYLES[mark])]
        for kind, *spans in alike:
            style = _LINE_STYLES[mark] if kind == "equal" else f"bold reverse {_LINE_STYLES[mark]}"
            first, *others = "".join(words[side][spans[2 * side] : spans[2 * side + 1]]).split("\n")
            line.append((_printable(first), style))
            for other in others:
                yield line
                line = [(mark, _LINE_STYLES[mark]), (_printable(other), style)]
        yield line


def _printable(text: str) -> str:
    return "\t".join(visible(part) for part in text.removesuffix("\r").split("\t"))


def _changes(edits: Sequence[Edit], lines: Lines) -> Iterator[_Change]:
    """Yield the change of each run of lines that edits touch."""
    at = 0
    while at < len(edits):
        first, after = _touched(edits[at], lines)
        group = [edits[at]]
        at += 1
        while at < len(edits) and (touched := _touched(edits[at], lines))[0] < after:
            after = max(after, touched[1])
            group.append(edits[at])
            at += 1
        yield _trimmed(first, group, after, lines)


def _touched(edit: Edit, lines: Lines) -> tuple[int, int]:
    """The lines that an edit needs, as first and after; the line after a deleted line end is one of them."""
    first = min(lines.number(edit.start), max(lines.count - 1, 0))
    return first, min(lines.number(edit.end) + 1, max(lines.count, 1))


def _trimmed(first: int, edits: Sequence[Edit], after: int, lines: Lines) -> _Change:
    """Apply the edits to lines `first` up to `after`, and leave out lines that are the same on both sides."""
    base = lines.start(first)
    block = lines.text[base : lines.start(after)]
    mended = Lines(apply(block, [edit.moved(-base) for edit in edits]))
    old, new = lines.between(first, after) if block else [], mended.between(0, mended.count)
    head, tail = common_prefix_suffix(old, new)
    return _Change(first + head, first + len(old) - tail, old[head : len(old) - tail], new[head : len(new) - tail])


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Group changes whose context would meet."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.first - hunk[-1].after > 2 * _CONTEXT_LINES:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _range(first: int, count: int) -> str:
    """A range of lines as in the header of a hunk: an empty one names the line before it."""
    return f"{first + 1 if count else first},{count}"


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"

# cython: language_level=3, annotation_typing=False
"""Line breaks: what is between two lines, how the line before ends and how the line after begins."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from enum import Enum

from textmend.lang.sentences import ABBREVIATIONS
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.lines import LEAST_SPACED, Line

__all__ = [
    "Ending",
    "LineBreak",
    "Opening",
    "count_between",
    "drop_double_spacing",
    "ending",
    "line_breaks_between",
    "opening",
    "wider_than",
]


class Ending(Enum):
    """How a line ends."""

    SENTENCE = "sentence"
    ABBREVIATION = "abbreviation"  # "U.S." may end a sentence or not
    OPEN = "open"


class Opening(Enum):
    """How a line begins, after opening quotes and brackets."""

    LOWER = "lower"  # a small letter, or a letter of a script without capitals
    UPPER = "upper"
    OTHER = "other"  # digits, dashes, symbols


# Looking up an enum member takes longer than the test itself.
_SENTENCE, _ABBREVIATION, _OPEN = Ending
_LOWER, _UPPER, _OTHER = Opening
_PROSE = LineKind.PROSE


class LineBreak:
    """The break between two consecutive lines.

    Attributes:
        left, right: the lines.
        blank: the number of blank lines between them.
        feed: True if there is a form feed between them.
        furniture: the number of lines between them that belong to the page, such as its number.
        ending: how the left line ends.
        opening: how the right line begins.
        mid_sentence: True if the left line ends inside a sentence and the right one begins with a small letter.
        between_sentences: True if the left line ends a sentence and the right one does not begin with a small letter.
        inside: True if there is only a line break between them, or only what all lines of the text have below them.
        spacing: the number of further blank lines between them that every line of the text has below it.
        width, need: the width of the left line, and its width with the next word added, by the font metrics of the
            document.
    """

    __slots__ = (
        "between_sentences", "blank", "ending", "feed", "furniture", "inside", "left", "mid_sentence", "need",
        "opening", "right", "spacing", "width",
    )  # fmt: skip

    def __init__(self, left: Line, right: Line, blank: int = 0, furniture: int = 0, *, feed: bool = False) -> None:
        self.left = left
        self.right = right
        self.blank = blank
        self.feed = feed
        self.furniture = furniture
        self.ending = ending(left.content)
        self.opening = opening(right.content)
        is_open, is_lower = self.ending is _OPEN, self.opening is _LOWER
        self.mid_sentence = is_open and is_lower
        self.between_sentences = not is_open and not is_lower
        self.inside = not (blank or feed or furniture)
        self.spacing = self.width = self.need = 0

    def is_prose(self) -> bool:
        """True if both lines are prose."""
        return self.left.kind is _PROSE and self.right.kind is _PROSE

    def drop_double_spacing(self, spacing: int) -> None:
        """Ignore the blank lines that the line spacing of the text has put here."""
        self.spacing = min(self.blank, spacing)
        self.blank -= self.spacing
        self.inside = not (self.blank or self.feed or self.furniture)


def line_breaks_between(
    lines: Sequence[Line], text: str, furniture: Sequence[Line] = (), numbers: Sequence[Line] = ()
) -> list[LineBreak]:
    """Return the break between each two consecutive lines.

    Args:
        lines: the lines of the text itself.
        text: the document.
        furniture: the lines that belong to its pages, sorted.
        numbers: the lines that are only the number of another line, sorted; they separate nothing.
    """
    starts = [line.start for line in furniture]
    numbered = [line.start for line in numbers]
    found: list[LineBreak] = []
    left = None
    for right in lines:
        if left is not None:
            if right.start == left.end + 1 and text[left.end] != "\f":
                found.append(LineBreak(left, right))
            else:
                own = count_between(starts, left, right) if starts else 0
                between = text[left.end : right.start]
                feeds = between.count("\f")
                blank = between.count("\n") + feeds - 1 - own
                if numbered:
                    blank -= count_between(numbered, left, right)
                found.append(LineBreak(left, right, blank, own, feed=feeds > 0))
        left = right
    return found


def wider_than(line_breaks: Sequence[LineBreak], width: float) -> list[LineBreak]:
    """Return the breaks between lines of prose of which the left one is wider, by the font metrics of the document."""
    found: list[LineBreak] = []
    for line_break in line_breaks:
        if line_break.width > width and line_break.is_prose():
            found.append(line_break)
    return found


def count_between(starts: Sequence[int], above: Line, below: Line) -> int:
    """Return how many lines are between two others, by where they start, sorted."""
    return bisect_left(starts, below.start) - bisect_left(starts, above.end)


# The maximum share of breaks without a blank line in a double-spaced text: probably at headings.
_SINGLE_SHARE = 0.1


def drop_double_spacing(line_breaks: Sequence[LineBreak]) -> None:
    """Ignore the blank lines below every line of a double-spaced text."""
    single = 0
    for line_break in line_breaks:
        single += line_break.inside
    if single > _SINGLE_SHARE * len(line_breaks):
        return
    spaced = Counter(
        [
            line_break.blank
            for line_break in line_breaks
            if line_break.mid_sentence and not (line_break.feed or line_break.furniture)
        ]
    )
    spacing, times = spaced.most_common(1)[0] if spaced else (0, 0)
    if spacing and times >= LEAST_SPACED:
        for line_break in line_breaks:
            line_break.drop_double_spacing(spacing)


_CLOSERS = "\"'”’»›)]*_"
_OPENING_MARKS = "\"'“‘„‚«‹([¿¡*_"
# Full stops that do not end a sentence: initials and dotted capitals, titles, and the abbreviations of notes.
_SHORT_FORMS = frozenset((
    *ABBREVIATIONS, "Nos", "p", "pp", "cf", "al", "Fig", "Vol", "ed", "eds", "ca", "approx",
    "Jan", "Feb", "Mar", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
))  # fmt: skip
_LATIN = ("e.g.", "i.e.")
_BEFORE_WORD = "(.\"'“‘"


def ending(content: str) -> Ending:
    """Return how a line with this content ends."""
    last = content[-1]
    if last.isalpha() or last == ",":
        return _OPEN
    tail = content[-16:].rstrip(_CLOSERS)
    if not tail or tail[-1] in "!?:…。！？؟।۔":
        return _SENTENCE
    if tail[-1] == ".":
        return _ABBREVIATION if _ends_short_form(tail) else _SENTENCE
    # Speech that is interrupted: “But—”. After “Yes,” the sentence around it continues.
    return _ABBREVIATION if last in _CLOSERS and tail[-1] in "—–-" else _OPEN


def _ends_short_form(tail: str) -> bool:
    """True if a full stop belongs to an abbreviation or an initial."""
    end = len(tail) - 1
    start = end
    while start and not (tail[start - 1] in _BEFORE_WORD or tail[start - 1].isspace()):
        start -= 1
    if end - start == 1 and "A" <= tail[start] <= "Z":
        return True
    if tail[start:end] in _SHORT_FORMS:
        return True
    return tail.endswith(_LATIN) and (end == 3 or tail[end - 4] in _BEFORE_WORD or tail[end - 4].isspace())


def opening(content: str) -> Opening:
    """Return how a line with this content begins."""
    head = content[0]
    if not head.isalpha():
        inner = content[:16].lstrip(_OPENING_MARKS)
        if not inner or not inner[0].isalpha():
            return _OTHER
        head = inner[0]
    return _UPPER if head.isupper() or head.istitle() else _LOWER

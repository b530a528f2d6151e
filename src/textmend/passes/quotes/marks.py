"""What is known about one mark: where it stands, and the role it plays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from textmend.passes.quotes.locales import Role

__all__ = ["DASHES", "SENTENCE_ENDS", "Mark", "Place", "Run"]

DASHES = frozenset("-–—\N{HORIZONTAL BAR}\N{FIGURE DASH}\N{TWO-EM DASH}\N{THREE-EM DASH}")
SENTENCE_ENDS = frozenset(".,!?…")

_BRACKETS = frozenset("([{<¿¡")
_OPENS = frozenset("=/\\|~+") | _BRACKETS | DASHES
_CLOSES = frozenset(".,;:!?)]}>…/\\|%&+=") | DASHES
# Behind a space, a mark before one of these is odd; before others ("...and", "--so", ".net") it opens.
_NEVER_FIRST = frozenset(",;:!?)]}>")


class Place(Enum):
    """What the neighbours of a mark say about its direction."""

    OPENING = "opening"
    CLOSING = "closing"
    TIGHT = "between letters"
    ODD = "a space on the outer side of punctuation"
    LOOSE = "alone between spaces"


@dataclass(slots=True)
class Mark:
    """One mark and its role.

    Attributes:
        at: where it is.
        role: what it most likely stands for.
        rule: the rule that says so.
        reason: why it is better left alone; empty when the role is certain enough.
    """

    at: int
    role: Role
    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Marks that stand together (`"'`), and how they look from outside.

    Attributes:
        marks: the position and character of each.
        left, right: the characters outside; empty at the ends of the paragraph.
        end: the position of `right`.
        place: what the neighbours say.
        is_doubled: whether a mark repeats at once: an empty string, a doubled mark of CSV, a wiki's ''.
    """

    marks: tuple[tuple[int, str], ...]
    left: str
    right: str
    end: int
    place: Place
    is_doubled: bool

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Run:
        """The run that fills `text[start:end]`, in which there may be other characters than marks."""
        marks = tuple((at, text[at]) for at in range(start, end) if text[at] in "\"'")
        left, right = text[start - 1 : start], text[end : end + 1]
        is_doubled = any(one == other for (_, one), (_, other) in pairwise(marks))
        return cls(marks, left, right, end, _place(left, right), is_doubled)


def _place(left: str, right: str) -> Place:
    space_left = not left or left.isspace()
    space_right = not right or right.isspace()
    opens = space_left or left in _OPENS
    closes = space_right or right in _CLOSES
    if opens != closes:
        return Place.OPENING if opens else Place.CLOSING
    if not opens:
        return Place.TIGHT
    if space_left and space_right:
        return Place.LOOSE
    if space_left:
        return Place.ODD if right in _NEVER_FIRST else Place.OPENING
    if left in _BRACKETS:
        return Place.LOOSE if space_right else Place.OPENING
    return Place.CLOSING

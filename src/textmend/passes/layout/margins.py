# cython: language_level=3, annotation_typing=False
"""The right margin of a document: where lines end that were broken because the next word did not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.font_metrics import FONTS, RARER, FontMetrics

__all__ = ["EXACT", "Margin", "agrees", "find_margin", "second_margin"]

# Lines of one width differ by this share of it, whatever font metrics they are measured with.
_RAGGED = 0.15
# The share of lines that font metrics must explain without any slack to be those that the lines were set with.
EXACT = 0.97
# The share of lines that must agree before the rarer font metrics are tried, which only measure: enough for a page. Of
# five tables, one fits the lines of a list sooner than of three.
_AGREED = 0.8
# The breaks that show which font metrics explain the lines.
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Margin:
    """The right margin of a document, in the units of its font metrics."""

    font: FontMetrics
    at: int
    rooms: tuple[int, ...]  # for each break inside a sentence at this margin: the room left for the next word
    mean: int  # of the widths of their lines

    @property
    def exactness(self) -> float:
        return sum([room < 0 for room in self.rooms]) / len(self.rooms)

    @property
    def usual(self) -> float:
        """The mean of the rooms."""
        return sum(self.rooms) / len(self.rooms)

    @property
    def spread(self) -> float:
        """Return their standard deviation; for integers, `statistics` takes a hundred times as long."""
        size, squares = len(self.rooms), sum([room * room for room in self.rooms])
        return sqrt(size * squares - sum(self.rooms) ** 2) / size


def find_margin(certain: Sequence[LineBreak], line_breaks: Sequence[LineBreak]) -> Margin:
    """Return the margin by the first font metrics that explain the lines, or else by those that explain most.

    All breaks are then measured with its font metrics.
    """
    best: Margin | None = None
    sample = certain[:: len(certain) // _SAMPLE + 1]
    for font in FONTS:
        if best is not None and font in RARER and len(best.rooms) < _AGREED * len(sample):
            break
        _read(sample, font)
        margin = _margin(sample, font)
        if best is None or (len(margin.rooms), margin.exactness) > (len(best.rooms), best.exactness):
            best = margin
        if best.exactness >= EXACT:
            break
    assert best is not None
    _read(line_breaks, best.font)
    return best if len(sample) == len(certain) else _margin(certain, best.font)


def second_margin(certain: Sequence[LineBreak], first: Margin) -> Margin | None:
    """Return the margin of the breaks that do not agree with the first one; None if all do."""
    rest = [line_break for line_break in certain if not agrees(line_break, first.at)]
    return _margin(rest, first.font) if rest else None


def _read(line_breaks: Sequence[LineBreak], font: FontMetrics) -> None:
    for line_break in line_breaks:
        font.read(line_break)


def _margin(certain: Sequence[LineBreak], font: FontMetrics) -> Margin:
    """Return the smallest margin that most breaks agree with: the line fits it, and its next word nearly did not."""
    steps: dict[int, int] = {}
    for line_break in certain:
        steps[line_break.width] = steps.get(line_break.width, 0) + 1
        slackened = _slackened(line_break.need)
        steps[slackened] = steps.get(slackened, 0) - 1
    at = agreeing = most = 0
    for position in sorted(steps):
        agreeing += steps[position]
        if agreeing > most:
            at, most = position, agreeing
    rooms: list[int] = []
    widths = 0
    for line_break in certain:
        if agrees(line_break, at):
            rooms.append(at - line_break.need)
            widths += line_break.width
    return Margin(font, at, tuple(rooms), widths // max(len(rooms), 1))


def agrees(line_break: LineBreak, at: int) -> bool:
    """True if the line before the break fits a margin, and its next word did not, or nearly so."""
    return line_break.width <= at < _slackened(line_break.need)


def _slackened(need: int) -> int:
    return int(need * (1 + _RAGGED))

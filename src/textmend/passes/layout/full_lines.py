# cython: language_level=3, annotation_typing=False
"""How full the full lines of a document are: what tells the last line of a paragraph from one that was broken."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi
from types import SimpleNamespace

from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.decisions import Decision, Verdict
from textmend.passes.layout.wrapping import Wrapping

try:
    import cython
except ImportError:  # run as Python, where Cython is not installed
    cython = SimpleNamespace(compiled=False)
if not cython.compiled:
    from math import erf, exp, log, sqrt

__all__ = ["OUTLIERS", "FullLines", "fit_full_lines", "full_widths"]

# Lines that are set unlike the others: around a long word, at the end of a page.
OUTLIERS = _OUTLIERS = 0.03
_ROOT = sqrt(2 * pi)
# Looking up an enum member takes longer than the test itself.
_JOIN = Verdict.JOIN
# Where the right margin may be, as a share of the widest full line, and the standard deviation of the error of the font
# metrics, as a share of the margin.
_MARGINS, _ERRORS = (0.98, 0.99, 1.0), (0.0015, 0.006, 0.015, 0.03)
# The least standard deviation of the width of lines that TeX sets, as a share of the margin.
_LEAST_DEVIATION = 0.006
# A line that has more room than this, as a share of the width, is not full.
_MOST_ROOM = 0.25
# The lines that this is measured on; more do not change it.
_SAMPLE = 60
# Lines that are this much wider than the page were joined.
_JOINED = 1.15


class FullLines:
    """The distribution of the widths of full lines, in units of the font metrics.

    Most programs put a word on a line if it fits: the line ends before the margin, and would not with the next word.
    TeX weighs whole paragraphs instead, and its lines are as wide as the page before their spaces are stretched or
    shrunk, more or less.

    Args:
        weighed: True for the second kind.
        at: the margin, or the mean width.
        spread: the standard deviation of the error of the font metrics, or of the widths.
        width: the width of the page.
    """

    __slots__ = ("at", "spread", "weighed", "width")

    def __init__(self, weighed: bool, at: float, spread: float, width: float) -> None:
        self.weighed = weighed
        self.at = at
        self.spread = spread
        self.width = width

    def likelihood(self, line_break: LineBreak) -> float:
        """Return the density of the width of the line before a break, given that it is full and the next word."""
        width, need = line_break.width, line_break.need
        if self.weighed:
            density = exp(-(((width - self.at) / self.spread) ** 2) / 2) / (self.spread * _ROOT)
        else:
            density = (self._below(need) - self._below(width)) / max(need - width, 1)
        return (1 - _OUTLIERS) * density + _OUTLIERS / self.width

    def end_odds(self, line_break: LineBreak) -> float:
        """Return the log odds that the line before a break is the last of its paragraph; those may have any width."""
        if line_break.width > _JOINED * self.width:
            return 0.0
        return -log(self.likelihood(line_break) * self.width)

    def _below(self, width: float) -> float:
        return (1 + erf((width - self.at) / (self.spread * sqrt(2)))) / 2


def full_widths(decisions: Sequence[Decision], wrapping: Wrapping) -> tuple[list[int], list[int]]:
    """Return the widths of the full lines that end inside a sentence: first lines of paragraphs, and the others."""
    first: list[int] = []
    others: list[int] = []
    before: Decision | None = None
    for decision in decisions:
        line_break = decision.line_break
        if (
            before is not None
            and line_break.mid_sentence
            and line_break.inside
            and line_break.is_prose()
            and line_break.width <= wrapping.width
            and wrapping.room(line_break) <= _MOST_ROOM * wrapping.width
        ):
            if before.verdict is _JOIN:
                others.append(line_break.width)
            elif before.ends() and before.line_break.between_sentences:
                first.append(line_break.width)
        before = decision
    return first, others


def fit_full_lines(line_breaks: Sequence[LineBreak], wrapping: Wrapping) -> FullLines:
    """Return the distribution that explains the lines before some breaks best.

    Args:
        line_breaks: breaks inside sentences after full lines.
        wrapping: how the document was wrapped.
    """
    page = wrapping.width
    sample = [each for each in line_breaks if each.width <= _JOINED * page]
    sample = sample[:: len(sample) // _SAMPLE + 1]
    fits = [FullLines(False, at * page, error * page, page) for at in _MARGINS for error in _ERRORS]
    if sample and wrapping.sentence_room >= 0:  # otherwise the next word explains each line
        mean = sum([each.width for each in sample]) / len(sample)
        deviation = sqrt(sum([(each.width - mean) ** 2 for each in sample]) / len(sample))
        fits.append(FullLines(True, mean, max(deviation, _LEAST_DEVIATION * page), page))
    best, most = fits[0], _explained(fits[0], sample)
    for fit in fits[1:]:
        odds = _explained(fit, sample)
        if odds > most:
            best, most = fit, odds
    return best


def _explained(fit: FullLines, sample: list[LineBreak]) -> float:
    """Return how well a distribution explains the lines before some breaks, as the logarithm of their likelihood."""
    total = 0.0
    for line_break in sample:
        total += log(fit.likelihood(line_break))
    return total

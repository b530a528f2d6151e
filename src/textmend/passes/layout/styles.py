"""Texts with a second style of paragraphs: an abstract, notes in small type, pages of another width."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.lang.language import Language
from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.decisions import Decision, unjoined_runs
from textmend.passes.layout.lines import Line
from textmend.passes.layout.titles import join_headings
from textmend.passes.layout.verdicts import decide
from textmend.passes.layout.wrapping import Wrapping, measure

__all__ = ["decide_by_style"]

# Breaks inside sentences that a second style must have at least: a few lines of verse have one width by chance.
_LEAST_BREAKS = 5


def decide_by_style(
    lines: Sequence[Line], line_breaks: Sequence[LineBreak], wrapping: Wrapping, language: Language
) -> list[Decision]:
    """Return a decision for each break; paragraphs that disagree with the page are measured again by themselves.

    Args:
        lines: the lines of the text.
        line_breaks: the breaks between them.
        wrapping: how most of them were wrapped.
        language: the language of the text.
    """
    decisions = _by_style(lines, line_breaks, wrapping, language)
    join_headings(decisions)
    return decisions


def _by_style(
    lines: Sequence[Line], line_breaks: Sequence[LineBreak], wrapping: Wrapping, language: Language
) -> list[Decision]:
    decisions = decide(lines, line_breaks, wrapping, language)
    runs = unjoined_runs(decisions)
    breaks = [line_break for start, end in runs for line_break in line_breaks[start:end]]
    if sum(line_break.mid_sentence and line_break.inside for line_break in breaks) < _LEAST_BREAKS:
        return decisions
    second = measure([line for start, end in runs for line in lines[start : end + 1]], breaks)
    if second is not None:
        for start, end in runs:
            decisions[start:end] = decide(lines[start : end + 1], line_breaks[start:end], second, language)
    return decisions

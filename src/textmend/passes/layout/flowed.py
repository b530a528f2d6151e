"""Mail that says itself which of its lines go on: a space at their end (`format=flowed`, RFC 3676)."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.decisions import SURE, Decision, Verdict

__all__ = ["decide_by_spaces", "marked"]

# The breaks inside sentences that show it, and the share of them that have the space: a program that fills lines puts
# it at all of them, authors type it by chance. At most this share of the last lines of blocks has one, or all lines do.
_LEAST, _SHARE, _LAST_SHARE = 5, 0.9, 0.5


def marked(line_breaks: Sequence[LineBreak], text: str) -> list[LineBreak]:
    """Return the breaks between lines of prose that are marked as going on; none if that may be by chance."""
    found: list[LineBreak] = []
    inside = going_on = last = marked_last = 0
    for line_break in line_breaks:
        if not line_break.is_prose():
            continue
        space = text[line_break.left.last : line_break.left.end].rstrip("\r")
        has_space = space != "" and space.strip(" ") == ""  # two after a sentence
        if not line_break.inside:
            last += 1
            marked_last += has_space
            continue
        if has_space:
            found.append(line_break)
        if line_break.mid_sentence:
            inside += 1
            going_on += has_space
    sure = inside >= _LEAST and going_on >= _SHARE * inside and marked_last <= _LAST_SHARE * last
    return found if sure else []


def decide_by_spaces(decisions: Sequence[Decision], text: str) -> None:
    """Join the lines that a mail marks as going on, and keep the others, if it marks any.

    Args:
        decisions: those that follow from the widths of the lines; changed in place.
        text: the document.
    """
    going_on = {line_break.left.last for line_break in marked([each.line_break for each in decisions], text)}
    for decision in decisions if going_on else ():
        if decision.line_break.left.last in going_on:
            decision.verdict, decision.confidence = Verdict.JOIN, SURE
        elif decision.verdict is Verdict.JOIN:
            decision.verdict = Verdict.KEEP

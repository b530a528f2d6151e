"""Texts that say themselves which of their lines go on: a space at their end.

Mail does (`format=flowed`, RFC 3676), and so does what office programs print, as extractors read it.
"""

from __future__ import annotations

from collections.abc import Sequence

from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.decisions import SURE, Decision, Verdict

__all__ = ["decide_by_spaces", "marked"]

# The breaks inside sentences that show it, after lines of at least so many characters, and the share of them that have
# the space: mail programs put it at all of them, office programs leave it out where it would be beyond the margin, and
# authors type it by chance. At most this share of the last lines of blocks has one, or all lines do.
_LEAST, _NARROWEST, _SHARE, _LAST_SHARE = 5, 28, 0.75, 0.5
# Of so many lines, one at least has none, as the last one of a paragraph: some extractors put a space behind each line.
_LINES_PER_PARAGRAPH = 30


def marked(line_breaks: Sequence[LineBreak], text: str) -> tuple[list[LineBreak], bool]:
    """Return the breaks between lines of prose that are marked as going on, none if that may be by chance.

    Also returns whether all lines that go on are marked, so that the others end on purpose.
    """
    if not _has_space_at_end(text):
        return [], False
    found: list[LineBreak] = []
    inside = going_on = last = marked_last = unmarked = 0
    for line_break in line_breaks:
        if not line_break.is_prose():
            continue
        space = text[line_break.left.last : line_break.left.end].rstrip("\r")
        has_space = space != "" and space.strip(" ") == ""  # two after a sentence
        unmarked += not has_space
        if not line_break.inside:
            last += 1
            marked_last += has_space
            continue
        if has_space:
            found.append(line_break)
        if line_break.mid_sentence and line_break.left.width >= _NARROWEST:
            inside += 1
            going_on += has_space
    sure = inside >= _LEAST and going_on >= _SHARE * inside and marked_last <= _LAST_SHARE * last
    sure = sure and unmarked * _LINES_PER_PARAGRAPH >= len(line_breaks)
    return (found, going_on == inside) if sure else ([], False)


def _has_space_at_end(text: str) -> bool:
    return " \n" in text or " \r" in text


def decide_by_spaces(decisions: Sequence[Decision], text: str, *, spaced: bool) -> None:
    """Join the lines that a text marks as going on, and end paragraphs at the others if it marks all.

    Args:
        decisions: those that follow from the widths of the lines; changed in place.
        text: the document.
        spaced: True if blank lines separate its paragraphs.
    """
    if not _has_space_at_end(text):
        return
    found, all_marked = marked([decision.line_break for decision in decisions], text)
    going_on = {line_break.left.last for line_break in found}
    for decision in decisions if going_on else ():
        line_break = decision.line_break
        if line_break.left.last in going_on:
            decision.verdict, decision.confidence = Verdict.JOIN, SURE
        elif decision.verdict is Verdict.JOIN and all_marked:
            ends = line_break.between_sentences and not spaced
            decision.verdict, decision.confidence = (Verdict.PARAGRAPH if ends else Verdict.KEEP), SURE

# cython: language_level=3, annotation_typing=False
"""What each line break of a hard-wrapped document is: made by the wrapping, the end of a paragraph, or neither."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.lang.language import Language
from textmend.passes.layout.blocks import fix_blocks
from textmend.passes.layout.breaks import Ending, LineBreak, Opening
from textmend.passes.layout.decisions import DOUBTFUL, LIKELY, SURE, Decision, Verdict
from textmend.passes.layout.line_kinds import BULLETS, LineKind
from textmend.passes.layout.lines import Line
from textmend.passes.layout.paragraphs import judge_full_lines
from textmend.passes.layout.pieces import join_pieces
from textmend.passes.layout.stretches import HEADING_LINES, keep_what_disagrees
from textmend.passes.layout.titles import Standing, ends_open, standing
from textmend.passes.layout.wrapping import Wrapping

__all__ = ["decide"]


# Looking up an enum member takes longer than the test itself, and each break is tested a dozen times.
_JOIN, _REJOIN, _PARAGRAPH, _KEEP = Verdict
_SENTENCE, _ABBREVIATION, _OPEN = Ending
_LOWER, _UPPER, _OTHER = Opening
_PROSE, _ITEM, _FIXED = LineKind.PROSE, LineKind.ITEM, LineKind.FIXED

# A page break between sentences: there is no evidence.
_EVEN = 0.5


def decide(
    lines: Sequence[Line], line_breaks: Sequence[LineBreak], wrapping: Wrapping, language: Language
) -> list[Decision]:
    """Return a decision for each break, in order."""
    fix_blocks(lines, line_breaks, wrapping)
    decisions: list[Decision] = []
    in_item = bool(lines) and lines[0].kind is _ITEM
    before = _KEEP
    for place, line_break in enumerate(line_breaks):
        if (
            not in_item
            and line_break.mid_sentence
            and line_break.inside
            and line_break.is_prose()
            and line_break.left.indent == line_break.right.indent
        ):
            # Most breaks are these, and only the room that was left can be evidence against them.
            decision = Decision(line_break, _JOIN if wrapping.full(line_break) else _KEEP)
        elif line_break.inside:
            in_item = _belongs_to_item(line_break, wrapping, in_item)
            if line_break.left.kind is _FIXED or line_break.right.kind is _FIXED:
                decision = Decision(line_break, _KEEP)
            elif in_item:
                decision = _item_line(line_break, wrapping)
            else:
                decision = _line_break(line_break, wrapping, place)
        else:
            after = line_breaks[place + 1] if place + 1 < len(line_breaks) else None
            decision = _wider_break(line_break, after, wrapping, before is _JOIN)
            in_item = line_break.right.kind is _ITEM
        decisions.append(decision)
        before = decision.verdict
    join_pieces(decisions, wrapping, language)
    judge_full_lines(decisions, wrapping, language)
    _set_headings_apart(decisions)
    keep_what_disagrees(decisions, wrapping)
    return decisions


def _belongs_to_item(line_break: LineBreak, wrapping: Wrapping, in_item: bool) -> bool:
    """True if the line after the break begins a list item, or continues the one that the left line is in."""
    full = wrapping.full(line_break)
    if line_break.right.kind is _ITEM:
        return in_item or not (full and _soft_item(line_break))
    deeper = line_break.right.indent > wrapping.margin and not wrapping.starts_paragraph(line_break.right)
    # A capital after an item's last line, which had room for it, begins the text below the list.
    cut = line_break.ending is _OPEN and line_break.opening is not _UPPER
    return in_item and line_break.right.kind is _PROSE and (full or deeper or cut)


def _item_line(line_break: LineBreak, wrapping: Wrapping) -> Decision:
    """Decide on a break inside a list: between items, or after a full line of one."""
    goes_on = line_break.right.kind is _PROSE and line_break.ending is _OPEN and wrapping.full(line_break)
    return Decision(line_break, _JOIN, LIKELY) if goes_on else Decision(line_break, _KEEP)


def _line_break(line_break: LineBreak, wrapping: Wrapping, place: int) -> Decision:
    """Decide on a break between two lines of prose without a blank line.

    Args:
        place: the number of breaks before it.
    """
    if wrapping.starts_paragraph(line_break.right) and (
        line_break.ending is _SENTENCE or line_break.opening is not _LOWER
    ):
        return Decision(line_break, _PARAGRAPH, LIKELY if line_break.ending is _OPEN else SURE)
    unmarked = not wrapping.spaced and not wrapping.paragraph_indent
    if not wrapping.full(line_break):
        if unmarked and _may_end(line_break) and wrapping.nearly_full(line_break):
            return Decision(line_break, _JOIN, DOUBTFUL)
        ends = line_break.between_sentences and not wrapping.spaced and line_break.left.indent not in wrapping.hanging
        return Decision(line_break, _PARAGRAPH if ends else _KEEP)
    if line_break.right.indent in wrapping.hanging and line_break.right.indent != wrapping.margin:
        return Decision(line_break, _KEEP)
    return _full_line(line_break, place) if unmarked else Decision(line_break, _JOIN)


_TITLES = {Standing.LIKELY: LIKELY, Standing.DOUBTFUL: DOUBTFUL}


def _full_line(line_break: LineBreak, place: int) -> Decision:
    """Decide on the break after a full line, where only short last lines mark paragraphs."""
    title = standing(line_break, place) if place < HEADING_LINES else Standing.NONE
    if title in _TITLES:
        return Decision(line_break, _PARAGRAPH, _TITLES[title])
    return Decision(line_break, _JOIN, DOUBTFUL if _may_end(line_break) else SURE)


def _may_end(line_break: LineBreak) -> bool:
    """True between sentences; "J." and "the U.S." at the end of a full line hardly ever end one."""
    return line_break.between_sentences and not (
        line_break.ending is _ABBREVIATION and line_break.left.content[-1] == "."
    )


def _soft_item(line_break: LineBreak) -> bool:
    """True if what looks like an item's mark continues a sentence: "in May / 12. Then", "war / – and peace"."""
    mark = line_break.right.content[0]
    return line_break.ending is not _SENTENCE and (mark in "–—" or mark.isdigit() or mark.isupper())


# An extractor may write the bullet of an item on a line of its own.
_BULLETS = frozenset(BULLETS)


def _wider_break(line_break: LineBreak, after: LineBreak | None, wrapping: Wrapping, continues: bool) -> Decision:
    """Decide on blank lines, a form feed or a header: between paragraphs, or a page break inside one.

    Args:
        after: the break after the next line.
        continues: True if the line before is not the first of its paragraph.
    """
    if line_break.left.content in _BULLETS and line_break.blank <= 1 and line_break.right.kind is _PROSE:
        return Decision(line_break, _KEEP if line_break.feed or line_break.furniture else _REJOIN, LIKELY)
    if not line_break.is_prose() or not wrapping.full(line_break) or wrapping.starts_paragraph(line_break.right):
        return Decision(line_break, _KEEP)
    unusual = not wrapping.spaced or line_break.blank > wrapping.usual_gap
    # A title over one blank line may be as long as a line, and the text under it may begin with the name of a command.
    continues = continues or wrapping.divides_paragraphs or ends_open(line_break.left.content)
    if line_break.mid_sentence and (continues or unusual or line_break.furniture or line_break.feed):
        return Decision(line_break, _REJOIN)
    if line_break.furniture or line_break.feed:
        return _page_break(line_break, wrapping)
    if wrapping.divides_paragraphs and line_break.ending is _OPEN and line_break.opening is _UPPER:
        return Decision(line_break, _REJOIN, LIKELY)  # before a name; few titles are as wide as the page
    if line_break.opening is _LOWER or not unusual or not continues:
        return Decision(line_break, _KEEP)
    if line_break.ending is not _OPEN and after is not None and not (after.inside and wrapping.full(after)):
        return Decision(line_break, _KEEP)  # a heading
    if wrapping.page_gap and line_break.blank == wrapping.page_gap:
        return _page_break(line_break, wrapping)
    certain = line_break.ending is _OPEN or wrapping.paragraph_indent
    return Decision(line_break, _REJOIN, LIKELY if certain else _EVEN)


def _page_break(line_break: LineBreak, wrapping: Wrapping) -> Decision:
    """Decide on a page break after a full line."""
    # Few sentences begin with a figure or a mark; headings with numbers and items of lists do.
    if line_break.ending is not _OPEN and line_break.opening is _OTHER:
        return Decision(line_break, _KEEP)
    # A page that ends with a paragraph has the blank line after it, too.
    if wrapping.spaced and line_break.blank > wrapping.page_gap:
        return Decision(line_break, _KEEP)
    certain = not line_break.between_sentences or wrapping.paragraph_indent
    return Decision(line_break, _REJOIN, LIKELY if certain else DOUBTFUL)


def _set_headings_apart(decisions: Sequence[Decision]) -> None:
    """Treat a line that was ended on purpose without a full stop, over lines that were wrapped, as their heading."""
    before: Decision | None = None
    for place, decision in enumerate(decisions, -1):
        if decision.verdict is _JOIN and before is not None and before.verdict is _KEEP:
            line_break = before.line_break
            headed = line_break.inside and line_break.is_prose() and line_break.opening is not _LOWER
            if headed and _begins(decisions, place):
                before.verdict = _PARAGRAPH
                before.confidence = LIKELY
        before = decision


def _begins(decisions: Sequence[Decision], place: int) -> bool:
    """True if the lines before the break at `place` can be a heading: set apart, or few at the very start."""
    start = place - 1
    while start >= 0 and decisions[start].verdict is _JOIN:
        start -= 1
    if start < 0 or decisions[start].verdict is _PARAGRAPH or not decisions[start].line_break.inside:
        return True
    return place < HEADING_LINES and all(d.line_break.inside and d.line_break.is_prose() for d in decisions[:place])

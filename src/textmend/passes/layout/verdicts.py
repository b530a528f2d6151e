# cython: language_level=3, annotation_typing=False
"""What each line break of a hard-wrapped document is: made by the wrapping, the end of a paragraph, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from textmend.passes.layout.blocks import fix_blocks
from textmend.passes.layout.breaks import Ending, LineBreak, Opening
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.lines import Line
from textmend.passes.layout.paragraphs import ends_among
from textmend.passes.layout.titles import Standing, standing
from textmend.passes.layout.wrapping import Wrapping

__all__ = ["Decision", "Verdict", "decide"]


class Verdict(Enum):
    JOIN = "join"  # the line continued and the wrapping broke it
    REJOIN = "rejoin"  # the same, with a page break or blank lines in between
    PARAGRAPH = "paragraph"  # a paragraph ends here
    KEEP = "keep"  # the break carries meaning, or the evidence is insufficient


# Looking up an enum member takes longer than the test itself, and each break is tested a dozen times.
_JOIN, _REJOIN, _PARAGRAPH, _KEEP = Verdict
_SENTENCE, _ABBREVIATION, _OPEN = Ending
_LOWER, _UPPER, _ = Opening
_PROSE, _ITEM, _FIXED = LineKind.PROSE, LineKind.ITEM, LineKind.FIXED

# Confidences, measured on 1.0 M words of English prose wrapped at 40 to 100 columns in six ways. Where the evidence is
# unambiguous, 997 of 1,000 decisions are right, either way.
_SURE_CONFIDENCE = 0.99
# Indented lines after an open end, headings, paragraphs that continue after a page break: 99% where there is a habit,
# and rare enough to be careful.
_LIKELY = 0.95
# A full line that ends a sentence, where only short last lines mark paragraphs: 73% of the decisions are right. A break
# that is left alone is wrong in either case, so the likelier decision is worth a guess.
_DOUBTFUL = 0.73
# A page break between sentences: there is no evidence.
_EVEN = 0.5


class Decision:
    """A decision on one break.

    Attributes:
        line_break: the break.
        verdict: its nature.
        confidence: how certain that is.
    """

    __slots__ = ("confidence", "line_break", "verdict")

    def __init__(self, line_break: LineBreak, verdict: Verdict, confidence: float = _SURE_CONFIDENCE) -> None:
        self.line_break = line_break
        self.verdict = verdict
        self.confidence = confidence

    def is_doubtful(self) -> bool:
        """True if nothing on the page shows whether a paragraph ends here."""
        return self.verdict is _JOIN and self.confidence == _DOUBTFUL

    def ends(self) -> bool:
        """True if a paragraph, or another block between blank lines, ends here."""
        return self.verdict is _PARAGRAPH or (self.verdict is _KEEP and not self.line_break.inside)

    def joins(self) -> bool:
        """True if the lines belong to one paragraph."""
        return self.verdict is _JOIN or self.verdict is _REJOIN


def decide(lines: Sequence[Line], line_breaks: Sequence[LineBreak], wrapping: Wrapping) -> list[Decision]:
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
            fixed = in_item or line_break.left.kind is _FIXED or line_break.right.kind is _FIXED
            decision = Decision(line_break, _KEEP) if fixed else _line_break(line_break, wrapping, place)
        else:
            after = line_breaks[place + 1] if place + 1 < len(line_breaks) else None
            decision = _wider_break(line_break, after, wrapping, before is _JOIN)
            in_item = line_break.right.kind is _ITEM
        decisions.append(decision)
        before = decision.verdict
    _join_pieces(decisions, wrapping)
    _judge_full_lines(decisions, line_breaks)
    _set_headings_apart(decisions)
    for block in _blocks(decisions):
        _revert_inconsistent(_without_headings(block), wrapping, _ACCIDENTS_DIVISOR)
    stretches = _stretches(decisions)
    for stretch in stretches:
        _revert_inconsistent(_without_headings(stretch), wrapping, _ACCIDENTS)
    _keep_verse(_blocks(decisions))
    _keep_verse(stretches)
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


def _line_break(line_break: LineBreak, wrapping: Wrapping, place: int) -> Decision:
    """Decide on a break between two lines of prose without a blank line.

    Args:
        place: the number of breaks before it.
    """
    if wrapping.starts_paragraph(line_break.right) and (
        line_break.ending is _SENTENCE or line_break.opening is not _LOWER
    ):
        return Decision(line_break, _PARAGRAPH, _LIKELY if line_break.ending is _OPEN else _SURE_CONFIDENCE)
    unmarked = not wrapping.spaced and not wrapping.paragraph_indent
    if not wrapping.full(line_break):
        if unmarked and _may_end(line_break) and wrapping.nearly_full(line_break):
            return Decision(line_break, _JOIN, _DOUBTFUL)
        ends = line_break.between_sentences and not wrapping.spaced and line_break.left.indent not in wrapping.hanging
        return Decision(line_break, _PARAGRAPH if ends else _KEEP)
    if line_break.right.indent in wrapping.hanging and line_break.right.indent != wrapping.margin:
        return Decision(line_break, _KEEP)
    return _full_line(line_break, place) if unmarked else Decision(line_break, _JOIN)


_TITLES = {Standing.LIKELY: _LIKELY, Standing.DOUBTFUL: _DOUBTFUL}


def _full_line(line_break: LineBreak, place: int) -> Decision:
    """Decide on the break after a full line, where only short last lines mark paragraphs."""
    title = standing(line_break, place) if place < _HEADING_LINES else Standing.NONE
    if title in _TITLES:
        return Decision(line_break, _PARAGRAPH, _TITLES[title])
    return Decision(line_break, _JOIN, _DOUBTFUL if _may_end(line_break) else _SURE_CONFIDENCE)


def _may_end(line_break: LineBreak) -> bool:
    """True between sentences; "J." and "the U.S." at the end of a full line hardly ever end one."""
    return line_break.between_sentences and not (
        line_break.ending is _ABBREVIATION and line_break.left.content[-1] == "."
    )


# Two pieces of one line are together as wide as that, as a share of the width of the page.
_LEAST_WHOLE, _MOST_WHOLE = 0.8, 1.02
_JOINED_PER_PIECE = 5


def _join_pieces(decisions: Sequence[Decision], wrapping: Wrapping) -> None:
    """Join a line that an extractor divided at a wide space or a link, where the second piece ends inside a sentence.

    The last line of a paragraph is also short, but the line after it is as wide as the page.
    """
    joined = sum([decision.verdict is _JOIN for decision in decisions])
    pieces = [place for place, decision in enumerate(decisions) if place and _is_short(decision)]
    if len(pieces) * _JOINED_PER_PIECE > joined:
        return  # a list of terms, whose lines begin with small letters
    for place in pieces:
        first, piece = decisions[place - 1], decisions[place]
        whole = first.line_break.width + piece.line_break.width
        if (
            first.line_break.inside
            and first.line_break.is_prose()
            and not wrapping.full(first.line_break)
            and _LEAST_WHOLE * wrapping.width <= whole <= _MOST_WHOLE * wrapping.width
        ):
            for each in (first, piece):
                each.verdict, each.confidence = _JOIN, _LIKELY


def _is_short(decision: Decision) -> bool:
    """True for a line that ends early inside a sentence."""
    line_break = decision.line_break
    return decision.verdict is _KEEP and line_break.mid_sentence and line_break.inside and line_break.is_prose()


def _judge_full_lines(decisions: Sequence[Decision], line_breaks: Sequence[LineBreak]) -> None:
    """Decide between sentences after full lines, where only short last lines mark paragraphs."""
    doubtful: list[int] = []
    ends: list[int] = []
    for place, decision in enumerate(decisions):
        if decision.is_doubtful():
            doubtful.append(place)
        elif decision.ends():
            ends.append(place)
    for place in ends_among(line_breaks, ends, doubtful) if doubtful else ():
        decisions[place].verdict = _PARAGRAPH


def _soft_item(line_break: LineBreak) -> bool:
    """True if what looks like an item's mark continues a sentence: "in May / 12. Then", "war / – and peace"."""
    mark = line_break.right.content[0]
    return line_break.ending is not _SENTENCE and (mark in "–—" or mark.isdigit() or mark.isupper())


def _wider_break(line_break: LineBreak, after: LineBreak | None, wrapping: Wrapping, continues: bool) -> Decision:
    """Decide on blank lines, a form feed or a header: between paragraphs, or a page break inside one.

    Args:
        after: the break after the next line.
        continues: True if the line before is not the first of its paragraph.
    """
    if not line_break.is_prose() or not wrapping.full(line_break) or wrapping.starts_paragraph(line_break.right):
        return Decision(line_break, _KEEP)
    unusual = not wrapping.spaced or line_break.blank > wrapping.usual_gap
    # A title over one blank line may be as long as a line, and the text under it may begin with the name of a command.
    continues = continues or wrapping.divides_paragraphs
    if line_break.mid_sentence and (continues or unusual or line_break.furniture or line_break.feed):
        return Decision(line_break, _REJOIN)
    if line_break.furniture or line_break.feed:
        return _page_break(line_break, wrapping)
    if wrapping.divides_paragraphs and line_break.ending is _OPEN and line_break.opening is _UPPER:
        return Decision(line_break, _REJOIN, _LIKELY)  # before a name; few titles are as wide as the page
    if line_break.opening is _LOWER or not unusual or not continues:
        return Decision(line_break, _KEEP)
    if line_break.ending is not _OPEN and after is not None and not (after.inside and wrapping.full(after)):
        return Decision(line_break, _KEEP)  # a heading
    if wrapping.page_gap and line_break.blank == wrapping.page_gap:
        return _page_break(line_break, wrapping)
    certain = line_break.ending is _OPEN or wrapping.paragraph_indent
    return Decision(line_break, _REJOIN, _LIKELY if certain else _EVEN)


def _page_break(line_break: LineBreak, wrapping: Wrapping) -> Decision:
    """Decide on a page break after a full line."""
    # A page that ends with a paragraph has the blank line after it, too.
    if wrapping.spaced and line_break.blank > wrapping.page_gap:
        return Decision(line_break, _KEEP)
    certain = not line_break.between_sentences or wrapping.paragraph_indent
    return Decision(line_break, _REJOIN, _LIKELY if certain else _DOUBTFUL)


def _set_headings_apart(decisions: Sequence[Decision]) -> None:
    """Treat a line that was ended on purpose without a full stop, over lines that were wrapped, as their heading."""
    before: Decision | None = None
    for place, decision in enumerate(decisions, -1):
        if decision.verdict is _JOIN and before is not None and before.verdict is _KEEP:
            line_break = before.line_break
            headed = line_break.inside and line_break.is_prose() and line_break.opening is not _LOWER
            if headed and _begins(decisions, place):
                before.verdict = _PARAGRAPH
                before.confidence = _LIKELY
        before = decision


# A title, a line under it and a name: more consecutive lines that end on purpose are verse or an address.
_HEADING_LINES = 3


def _begins(decisions: Sequence[Decision], place: int) -> bool:
    """True if the lines before the break at `place` can be a heading: set apart, or few at the very start."""
    start = place - 1
    while start >= 0 and decisions[start].verdict is _JOIN:
        start -= 1
    if start < 0 or decisions[start].verdict is _PARAGRAPH or not decisions[start].line_break.inside:
        return True
    return place < _HEADING_LINES and all(d.line_break.inside and d.line_break.is_prose() for d in decisions[:place])


def _stretches(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Split the document where paragraphs end; a kept break between prose lines is not a split."""
    stretch: list[Decision] = []
    stretches = [stretch]
    for decision in decisions:
        if decision.verdict is _PARAGRAPH or not (decision.line_break.inside or decision.verdict is _REJOIN):
            stretch = []
            stretches.append(stretch)
        else:
            stretch.append(decision)
    return stretches


def _blocks(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Split the document at blank lines."""
    block: list[Decision] = []
    blocks = [block]
    for decision in decisions:
        if decision.line_break.inside:
            block.append(decision)
        else:
            block = []
            blocks.append(block)
    return blocks


# A paragraph has no line that ends early inside a sentence, or is wider than the page. One in so many breaks may be an
# exception: a word longer than the line, a name set apart. A block between blank lines may have more, because it
# includes headings. Beyond that, it is verse, a table, an address.
_ACCIDENTS, _ACCIDENTS_DIVISOR = 4, 2


def _without_headings(stretch: Sequence[Decision]) -> Sequence[Decision]:
    """Return a stretch without the few lines that are set apart above it and below it, as a title and a number are."""
    first, last = 0, len(stretch)
    while first < last and first < _HEADING_LINES and not stretch[first].joins():
        first += 1
    while last > first and last > len(stretch) - _HEADING_LINES and not stretch[last - 1].joins():
        last -= 1
    return stretch[first:last] if 2 * (last - first) > len(stretch) else stretch


def _revert_inconsistent(stretch: Sequence[Decision], wrapping: Wrapping, most: int) -> None:
    """Keep every break of a stretch whose lines do not agree with the page.

    Args:
        most: one in so many breaks may disagree.
    """
    astray = joined = 0
    for decision in stretch:
        astray += _is_astray(decision, wrapping)
        joined += decision.joins()
    if astray and astray * most >= joined:
        _keep(stretch)


# The width of two full lines, in lines.
_TWO_LINES = (1.7, 2.2)


def _is_astray(decision: Decision, wrapping: Wrapping) -> bool:
    """True if a line ends early inside a sentence, is wider than the page, or is not prose."""
    line_break = decision.line_break
    if not line_break.is_prose():
        return line_break.left.kind is _FIXED or line_break.right.kind is _FIXED
    if line_break.left.content == line_break.right.content:
        return True  # a refrain
    if wrapping.overfull(line_break):
        # Two lines that an extractor joined at a hyphen go on in the next one.
        is_merged = _TWO_LINES[0] * wrapping.width <= line_break.width <= _TWO_LINES[1] * wrapping.width
        return not (is_merged and line_break.mid_sentence)
    return decision.verdict is _KEEP and not wrapping.full(line_break)


# In prose, one in thousands of stretches of so many lines has a capital at the start of every line. Shorter lines are
# those of a list, in characters.
_VERSE, _VERSE_CHARS = 5, 24


def _keep_verse(stretches: Sequence[Sequence[Decision]]) -> None:
    """Keep lines that all begin with a capital: long stretches always, short ones only if there is also a long one."""
    short: list[Sequence[Decision]] = []
    has_verse = False
    for stretch in stretches:
        verses, is_open = _verses(stretch)
        if verses >= _VERSE and (is_open or all(decision.joins() for decision in stretch)):
            has_verse = True
            _keep(stretch)
        elif verses and is_open:
            short.append(stretch)
    for stretch in short if has_verse else ():
        _keep(stretch)


def _verses(stretch: Sequence[Decision]) -> tuple[int, bool]:
    """Return how many lines of a stretch follow another if all begin with a capital, else 0; and whether a sentence
    continues from one to the next.
    """
    is_open = False
    for decision in stretch:
        line_break = decision.line_break
        if line_break.opening is not _UPPER or line_break.right.width < _VERSE_CHARS:
            return 0, False
        is_open = is_open or line_break.ending is _OPEN
    return len(stretch), is_open


def _keep(stretch: Sequence[Decision]) -> None:
    for decision in stretch:
        decision.verdict = _KEEP

"""What each line break of a hard-wrapped document is: made by the wrapping, the end of a paragraph, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textmend.passes.layout.lines import Break, Ending, Kind, Line, Opening
from textmend.passes.layout.paragraphs import ends_among
from textmend.passes.layout.titles import Standing, standing

if TYPE_CHECKING:
    from textmend.passes.layout.wrapping import Wrapping

__all__ = ["Decision", "Verdict", "decide"]


class Verdict(Enum):
    JOIN = "join"  # the line went on and the wrapping broke it
    REJOIN = "rejoin"  # the same, and a page break or empty lines came between
    PARAGRAPH = "paragraph"  # a paragraph ends here
    KEEP = "keep"  # the break carries meaning, or nobody can tell


# Confidences, measured on 1.0 M words of English prose wrapped at 40 to 100 columns in six ways. What the evidence
# leaves no doubt about: 997 of 1,000 are right, whichever way.
_SURE = 0.99
# Indented lines after an open end, headings, paragraphs that go on after a page break: 99% where there is a habit,
# and seldom enough to be careful.
_LIKELY = 0.95
# A full line that ends a sentence, where nothing but short last lines marks paragraphs: 73% of the verdicts are right.
# A break that is left alone is wrong whichever it was, so the likelier verdict is worth a guess.
_DOUBTFUL = 0.73
# A page break between sentences: nobody can tell.
_EVEN = 0.5


@dataclass(slots=True)
class Decision:
    """A verdict on one break.

    Attributes:
        gap: the break.
        verdict: what it is.
        confidence: how sure it is.
    """

    gap: Break
    verdict: Verdict
    confidence: float = _SURE

    @property
    def doubtful(self) -> bool:
        """True when nothing on the page tells whether a paragraph ends here."""
        return self.verdict is Verdict.JOIN and self.confidence == _DOUBTFUL

    @property
    def ends(self) -> bool:
        """True when a paragraph, or what else stands between blank lines, ends here."""
        return self.verdict is Verdict.PARAGRAPH or (self.verdict is Verdict.KEEP and not self.gap.inside)


def decide(lines: Sequence[Line], gaps: Sequence[Break], wrapping: Wrapping) -> list[Decision]:
    """Return a decision for each break, in order."""
    _fix_indented_blocks(lines, gaps, wrapping)
    decisions: list[Decision] = []
    in_item = bool(lines) and lines[0].kind is Kind.ITEM
    for place, gap in enumerate(gaps):
        if not in_item and gap.mid_sentence and gap.inside and gap.prose and gap.left.indent == gap.right.indent:
            # Most breaks are these, and nothing but the room that was left can speak against them.
            decisions.append(Decision(gap, Verdict.JOIN if wrapping.full(gap) else Verdict.KEEP))
            continue
        continues = decisions[-1].verdict is Verdict.JOIN if decisions else False
        if gap.inside:
            in_item = _belongs_to_item(gap, wrapping, in_item)
            fixed = in_item or Kind.FIXED in (gap.left.kind, gap.right.kind)
            decision = Decision(gap, Verdict.KEEP) if fixed else _line_break(gap, wrapping, place)
        else:
            decision = _wider_break(gap, wrapping, continues)
            in_item = gap.right.kind is Kind.ITEM
        decisions.append(decision)
    _judge_full_lines(decisions, gaps)
    _set_headings_apart(decisions)
    for block in _blocks(decisions):
        _keep_astray(block, wrapping, _HALF)
    for stretch in _stretches(decisions):
        _keep_astray(stretch, wrapping, _ACCIDENTS)
        _keep_capitals(stretch)
    return decisions


def _fix_indented_blocks(lines: Sequence[Line], gaps: Sequence[Break], wrapping: Wrapping) -> None:
    """A block that stands deeper than the text, or hangs, is code, verse, an address or a quotation, and stays."""
    block: list[Break] = []
    for place, gap in enumerate([*gaps, None]):
        if gap is not None and gap.inside:
            block.append(gap)
            continue
        within = [*(inner.left for inner in block), lines[place]]
        deep = min(line.indent for line in within) >= wrapping.margin + 2
        if deep and block and not all(wrapping.starts_paragraph(line) for line in within):
            for line in within:
                line.kind = Kind.FIXED
        _fix_hanging(block, wrapping)
        block = []


def _fix_hanging(block: Sequence[Break], wrapping: Wrapping) -> None:
    """Entries whose second lines hang under a first one, as in bibliographies and glossaries, stay."""
    hung: list[Break] = []
    for gap in block:
        deeper = gap.right.indent >= gap.left.indent + 2 and not gap.between_sentences
        goes_on = bool(hung) and hung[-1].right is gap.left and gap.right.indent == gap.left.indent
        if (deeper and not wrapping.starts_paragraph(gap.right)) or goes_on:
            hung.append(gap)
    # Entries that need no second line stand among those that do.
    for gap in block if len(hung) >= 2 and len(hung) * 4 >= len(block) else hung:
        for line in (gap.left, gap.right):
            if line.kind is Kind.PROSE:
                line.kind = Kind.FIXED


def _belongs_to_item(gap: Break, wrapping: Wrapping, in_item: bool) -> bool:
    """True when the line behind the break begins a list item, or goes on with the one that the left line is in."""
    full = wrapping.full(gap)
    if gap.right.kind is Kind.ITEM:
        return in_item or not (full and _soft_item(gap))
    deeper = gap.right.indent > wrapping.margin and not wrapping.starts_paragraph(gap.right)
    # A capital behind an item's last line, which had room for it, begins what stands under the list.
    cut = gap.ending is Ending.OPEN and gap.opening is not Opening.UPPER
    return in_item and gap.right.kind is Kind.PROSE and (full or deeper or cut)


def _line_break(gap: Break, wrapping: Wrapping, place: int) -> Decision:
    """Decide on a break between two lines of prose without a blank line.

    Args:
        place: how many breaks go before.
    """
    if wrapping.starts_paragraph(gap.right) and (gap.ending is Ending.SENTENCE or gap.opening is not Opening.LOWER):
        return Decision(gap, Verdict.PARAGRAPH, _LIKELY if gap.ending is Ending.OPEN else _SURE)
    unmarked = not wrapping.spaced and not wrapping.paragraph_indent
    if not wrapping.full(gap):
        if unmarked and _may_end(gap) and wrapping.nearly_full(gap):
            return Decision(gap, Verdict.JOIN, _DOUBTFUL)
        ends = gap.between_sentences and not wrapping.spaced and gap.left.indent not in wrapping.hanging
        return Decision(gap, Verdict.PARAGRAPH if ends else Verdict.KEEP)
    if gap.right.indent in wrapping.hanging and gap.right.indent != wrapping.margin:
        return Decision(gap, Verdict.KEEP)
    return _full_line(gap, place) if unmarked else Decision(gap, Verdict.JOIN)


_TITLES = {Standing.LIKELY: _LIKELY, Standing.DOUBTFUL: _DOUBTFUL}


def _full_line(gap: Break, place: int) -> Decision:
    """Decide on the break behind a full line, where nothing but short last lines marks paragraphs."""
    title = standing(gap, place) if place < _HEADING_LINES else Standing.NONE
    if title in _TITLES:
        return Decision(gap, Verdict.PARAGRAPH, _TITLES[title])
    return Decision(gap, Verdict.JOIN, _DOUBTFUL if _may_end(gap) else _SURE)


def _may_end(gap: Break) -> bool:
    """True between sentences; "J." and "the U.S." at the end of a full line hardly ever end one."""
    return gap.between_sentences and not (gap.ending is Ending.ABBREVIATION and gap.left.content[-1] == ".")


def _judge_full_lines(decisions: Sequence[Decision], gaps: Sequence[Break]) -> None:
    """Decide between sentences behind full lines, where nothing but short last lines marks paragraphs."""
    doubtful = [place for place, decision in enumerate(decisions) if decision.doubtful]
    if not doubtful:
        return
    ends = [place for place, decision in enumerate(decisions) if decision.ends]
    for place in ends_among(gaps, ends, doubtful):
        decisions[place].verdict = Verdict.PARAGRAPH


def _soft_item(gap: Break) -> bool:
    """True when what looks like an item's mark goes on with a sentence: "in May / 12. Then", "war / – and peace"."""
    mark = gap.right.content[0]
    return gap.ending is not Ending.SENTENCE and (mark in "–—" or mark.isdigit() or mark.isupper())


def _wider_break(gap: Break, wrapping: Wrapping, continues: bool) -> Decision:
    """Decide on blank lines, a form feed or a header: between paragraphs, or a page break inside one.

    Args:
        continues: True when the line before is not the first of its paragraph.
    """
    if not gap.prose or not wrapping.full(gap) or wrapping.starts_paragraph(gap.right):
        return Decision(gap, Verdict.KEEP)
    if gap.mid_sentence:
        return Decision(gap, Verdict.REJOIN)
    if gap.furniture or gap.feed:
        return _page_break(gap, wrapping)
    unusual = not wrapping.spaced or gap.blank > wrapping.usual_gap
    if gap.opening is Opening.LOWER or not unusual or not continues:
        return Decision(gap, Verdict.KEEP)
    if wrapping.page_gap and gap.blank == wrapping.page_gap:
        return _page_break(gap, wrapping)
    certain = gap.ending is Ending.OPEN or wrapping.paragraph_indent
    return Decision(gap, Verdict.REJOIN, _LIKELY if certain else _EVEN)


def _page_break(gap: Break, wrapping: Wrapping) -> Decision:
    """Decide on a page break behind a full line."""
    # A page that ends with a paragraph has the blank line behind it, too.
    if wrapping.spaced and gap.blank > wrapping.page_gap:
        return Decision(gap, Verdict.KEEP)
    certain = not gap.between_sentences or wrapping.paragraph_indent
    return Decision(gap, Verdict.REJOIN, _LIKELY if certain else _DOUBTFUL)


def _set_headings_apart(decisions: Sequence[Decision]) -> None:
    """A line that was ended on purpose without a full stop, over lines that were wrapped, is their heading."""
    for place, decision in enumerate(decisions[:-1]):
        gap = decision.gap
        if (
            decision.verdict is Verdict.KEEP
            and gap.inside
            and gap.prose
            and gap.opening is not Opening.LOWER
            and decisions[place + 1].verdict is Verdict.JOIN
            and _begins(decisions, place)
        ):
            decision.verdict = Verdict.PARAGRAPH
            decision.confidence = _LIKELY


# A title, a line under it and a name: more lines in a row that end on purpose are verse or an address.
_HEADING_LINES = 3


def _begins(decisions: Sequence[Decision], place: int) -> bool:
    """True when the lines before the break at `place` can be a heading: set apart, or few at the very start."""
    start = place - 1
    while start >= 0 and decisions[start].verdict is Verdict.JOIN:
        start -= 1
    if start < 0 or decisions[start].verdict is Verdict.PARAGRAPH or not decisions[start].gap.inside:
        return True
    return place < _HEADING_LINES and all(d.gap.inside and d.gap.prose for d in decisions[:place])


def _stretches(decisions: Sequence[Decision]) -> Iterator[list[Decision]]:
    """Cut the document where paragraphs end; a kept break between prose lines cuts nothing."""
    stretch: list[Decision] = []
    for decision in decisions:
        if decision.verdict is Verdict.PARAGRAPH or not (decision.gap.inside or decision.verdict is Verdict.REJOIN):
            yield stretch
            stretch = []
        else:
            stretch.append(decision)
    yield stretch


def _blocks(decisions: Sequence[Decision]) -> Iterator[list[Decision]]:
    """Cut the document at blank lines."""
    block: list[Decision] = []
    for decision in decisions:
        if decision.gap.inside:
            block.append(decision)
        else:
            yield block
            block = []
    yield block


# A paragraph has no line that ends early inside a sentence, or is wider than the page. One in so many breaks may be an
# accident: a word longer than the line, a name set apart. In all that stands between blank lines there may be more, for
# headings are among it. Beyond that it is verse, a table, an address.
_ACCIDENTS, _HALF = 4, 2


def _keep_astray(stretch: Sequence[Decision], wrapping: Wrapping, most: int) -> None:
    """Keep every break of a stretch whose lines do not agree with the page.

    Args:
        most: one in so many breaks may disagree.
    """
    astray = sum(_is_astray(decision, wrapping) for decision in stretch)
    joined = sum(decision.verdict in (Verdict.JOIN, Verdict.REJOIN) for decision in stretch)
    if astray and astray * most >= joined:
        for decision in stretch:
            decision.verdict = Verdict.KEEP


def _is_astray(decision: Decision, wrapping: Wrapping) -> bool:
    """True when a line ends early inside a sentence, is wider than the page, or is no prose."""
    gap = decision.gap
    if not gap.prose:
        return Kind.FIXED in (gap.left.kind, gap.right.kind)
    return wrapping.overfull(gap) or (decision.verdict is Verdict.KEEP and not wrapping.full(gap))


def _keep_capitals(stretch: Sequence[Decision]) -> None:
    """Keep lines that all begin with a capital: of prose, six such lines are one stretch in thousands."""
    joined = sum(decision.verdict in (Verdict.JOIN, Verdict.REJOIN) for decision in stretch)
    if joined >= 5 and all(decision.gap.opening is Opening.UPPER for decision in stretch):
        for decision in stretch:
            decision.verdict = Verdict.KEEP

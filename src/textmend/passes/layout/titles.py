"""Titles as wide as the page, which only their words distinguish from the first line of a paragraph; and headings in
several lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from textmend.passes.layout.breaks import Ending, LineBreak, Opening, ending
from textmend.passes.layout.decisions import LIKELY, Decision, Verdict, kept_runs
from textmend.patterns import pattern

__all__ = ["Standing", "ends_open", "join_headings", "standing"]


class Standing(Enum):
    """How likely a full line at the start of a document is a title."""

    LIKELY = "likely"
    DOUBTFUL = "doubtful"
    NONE = "none"


# Words that begin a sentence with a capital and almost never continue one: 8 of 45,000 first lines of paragraphs come
# before such a word without ending a sentence.
_STARTER = pattern(
    r"(?:A|After|Although|An|And|As|At|Before|But|By|During|For|From|He|How|I|If|In|It|Many|Most|On|One|She|"
    r"Some|The|There|They|This|To|Two|We|What|When|While|Why|With|You)\b"
)
# Titles do not end with these; a name may well follow them.
_LINKING_WORD = pattern(
    r"(?:a|about|after|an|and|are|as|at|be|before|between|but|by|during|for|from|had|has|have|her|his|if|in|"
    r"into|is|its|my|not|of|on|or|our|over|than|that|the|their|these|this|those|to|under|was|were|when|"
    r"where|which|while|who|with|your)\b"
)
# "KYIV, March 3 (Agency) — ...", "SANTIAGO, Chile — ..."
_DATELINE = pattern(r"[A-Z]{3,}[A-Z ]{0,30}(?:, [\w ,.]{1,40})?(?: \([^()]{1,30}\))? ?(?:[—–]|--|- )")


def standing(line_break: LineBreak, place: int) -> Standing:
    """Return whether the full line before `line_break`, one of the first of its document, is a title.

    Args:
        line_break: the break after the line.
        place: the number of lines before the line.
    """
    if line_break.opening is not Opening.UPPER or ends_open(line_break.left.content):
        return Standing.NONE
    if _DATELINE.match(line_break.right.content):
        return Standing.LIKELY
    if place or line_break.ending is not Ending.OPEN:
        return Standing.NONE
    if _title_case(line_break) or _STARTER.match(line_break.right.content):
        return Standing.LIKELY
    # Before a name, one in a hundred first lines of paragraphs ends with a common word; most titles do.
    last = line_break.left.content.split()[-1]
    return Standing.NONE if last[0].isupper() else Standing.DOUBTFUL


def ends_open(content: str) -> bool:
    """True if a line ends with a word that others follow in its sentence, as in no title."""
    return _LINKING_WORD.fullmatch(content.rsplit(maxsplit=1)[-1]) is not None


def _title_case(line_break: LineBreak) -> bool:
    """True if the long words of the left line have capitals and those of the right line do not."""
    left, right = (
        [w for w in line.content.split() if len(w) > 3 and w[0].isalpha()]
        for line in (line_break.left, line_break.right)
    )
    return len(left) > 4 and _capitals(left) > 0.7 and _capitals(right) < 0.5


def _capitals(words: Sequence[str]) -> float:
    return sum(word[0].isupper() for word in words) / max(len(words), 1)


# A heading has so many line breaks at most, and its first line is so wide: shorter lines are those of a list or table.
_MOST_BREAKS, _LEAST_WIDTH_CHARS = 3, 20


def join_headings(decisions: Sequence[Decision]) -> None:
    """Join the lines of headings in several lines: larger type fills a line with fewer characters than the page has.

    Names below a title are on a line of their own, too. In a heading, a line ends with a word that cannot be the last
    one, or the next one begins with a small letter; and the next word would have made it the widest.

    Args:
        decisions: those on all line breaks, in order; the breaks inside headings and below them are changed.
    """
    for place, end in kept_runs(decisions):
        if place == 0 or decisions[place - 1].ends() or _ends_paragraph(decisions[place - 1]):
            _join_heading(decisions, place, end)


def _ends_paragraph(decision: Decision) -> bool:
    """True after a sentence whose line had room, where blank lines separate other paragraphs."""
    line_break = decision.line_break
    return decision.verdict is Verdict.KEEP and line_break.inside and line_break.between_sentences


def _join_heading(decisions: Sequence[Decision], start: int, end: int) -> None:
    """Join the lines of a heading if the breaks from `start` to `end` are in one and, perhaps, below it."""
    if end == len(decisions):
        return
    if decisions[end].joins():
        end -= 1  # the text begins without a blank line
    text = end + 1
    inside = decisions[start:end]
    if not 0 < len(inside) <= _MOST_BREAKS or text == len(decisions) or not decisions[text].joins():
        return
    lines = [inside[0].line_break.left, *(decision.line_break.right for decision in inside)]
    widest = max(line.width for line in lines)
    if lines[0].width < _LEAST_WIDTH_CHARS or any(ending(line.content) is not Ending.OPEN for line in lines):
        return
    if decisions[end].line_break.opening is Opening.LOWER or lines[-1].content[-1] == ",":
        return
    if all(_goes_on(decision.line_break, widest) for decision in inside):
        for decision in inside:
            decision.verdict, decision.confidence = Verdict.JOIN, LIKELY
        for around in (decisions[end], *decisions[max(start - 1, 0) : start]):
            if around.line_break.inside:
                around.verdict, around.confidence = Verdict.PARAGRAPH, LIKELY


def _goes_on(line_break: LineBreak, widest: int) -> bool:
    """True if a line of a heading goes on in the next one."""
    next_word = line_break.right.content.split(maxsplit=1)[0]
    is_upper = line_break.opening is Opening.UPPER
    linked = line_break.opening is Opening.LOWER or (is_upper and ends_open(line_break.left.content))
    return linked and line_break.left.width + 1 + len(next_word) > widest

"""Titles as wide as the page: only their words distinguish them from the first line of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from textmend.passes.layout.breaks import Ending, LineBreak, Opening
from textmend.patterns import pattern

__all__ = ["Standing", "ends_open", "standing"]


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

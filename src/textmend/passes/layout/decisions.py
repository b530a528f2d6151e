# cython: language_level=3, annotation_typing=False
"""What a line break of a hard-wrapped document is."""

from __future__ import annotations

from enum import Enum

from textmend.passes.layout.breaks import LineBreak

__all__ = ["DOUBTFUL", "LIKELY", "SURE", "Decision", "Verdict"]


class Verdict(Enum):
    JOIN = "join"  # the line continued and the wrapping broke it
    REJOIN = "rejoin"  # the same, with a page break or blank lines in between
    PARAGRAPH = "paragraph"  # a paragraph ends here
    KEEP = "keep"  # the break carries meaning, or the evidence is insufficient


# Looking up an enum member takes longer than the test itself, and each break is tested a dozen times.
_JOIN, _REJOIN, _PARAGRAPH, _KEEP = Verdict

# Confidences, measured on 1.0 M words of English prose wrapped at 40 to 100 columns in six ways. Where the evidence is
# unambiguous, 997 of 1,000 decisions are right, either way.
SURE = 0.99
# Indented lines after an open end, headings, paragraphs that continue after a page break: 99% where there is a habit,
# and rare enough to be careful.
LIKELY = 0.95
# A full line that ends a sentence, where only short last lines mark paragraphs: 73% of the decisions are right. A break
# that is left alone is wrong in either case, so the likelier decision is worth a guess.
DOUBTFUL = 0.73


class Decision:
    """A decision on one break.

    Attributes:
        line_break: the break.
        verdict: its nature.
        confidence: how certain that is.
    """

    __slots__ = ("confidence", "line_break", "verdict")

    def __init__(self, line_break: LineBreak, verdict: Verdict, confidence: float = SURE) -> None:
        self.line_break = line_break
        self.verdict = verdict
        self.confidence = confidence

    def is_doubtful(self) -> bool:
        """True if nothing on the page shows whether a paragraph ends here."""
        return self.verdict is _JOIN and self.confidence == DOUBTFUL

    def ends(self) -> bool:
        """True if a paragraph, or another block between blank lines, ends here."""
        return self.verdict is _PARAGRAPH or (self.verdict is _KEEP and not self.line_break.inside)

    def joins(self) -> bool:
        """True if the lines belong to one paragraph."""
        return self.verdict is _JOIN or self.verdict is _REJOIN

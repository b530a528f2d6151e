# cython: language_level=3, annotation_typing=False
"""What a line break of a hard-wrapped document is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.lines import Line

__all__ = ["DOUBTFUL", "LIKELY", "SURE", "Decision", "Verdict", "kept_runs", "unjoined_runs", "widened_spaces"]


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
        return self.confidence == DOUBTFUL and self.joins()

    def ends(self) -> bool:
        """True if a paragraph, or another block between blank lines, ends here."""
        return self.verdict is _PARAGRAPH or (self.verdict is _KEEP and not self.line_break.inside)

    def joins(self) -> bool:
        """True if the lines belong to one paragraph."""
        return self.verdict is _JOIN or self.verdict is _REJOIN


def kept_runs(decisions: Sequence[Decision]) -> list[tuple[int, int]]:
    """Return the first break, and the one after the last, of consecutive ones that are kept between lines of prose.

    There is only a line break between these lines, and the first one ends no sentence, or the second one begins none.
    """
    runs: list[tuple[int, int]] = []
    start = -1
    for place, decision in enumerate(decisions):
        line_break = decision.line_break
        if (
            decision.verdict is _KEEP
            and line_break.inside
            and not line_break.between_sentences
            and line_break.is_prose()
        ):
            start = place if start < 0 else start
        elif start >= 0:
            runs.append((start, place))
            start = -1
    if start >= 0:
        runs.append((start, len(decisions)))
    return runs


def widened_spaces(decisions: Sequence[Decision]) -> list[tuple[int, int]]:
    """Return the positions of the superfluous spaces in lines that are joined with others."""
    found: list[tuple[int, int]] = []
    before: Line | None = None
    for decision in decisions:
        if decision.joins():
            line_break = decision.line_break
            if line_break.left.spread and line_break.left is not before:
                found += line_break.left.widened()
            if line_break.right.spread:
                found += line_break.right.widened()
            before = line_break.right
    return found


def unjoined_runs(decisions: Sequence[Decision]) -> list[tuple[int, int]]:
    """Return the first break, and the one after the last, of consecutive paragraphs whose sentences are not joined.

    In each of these paragraphs, a sentence continues after several of its lines, but none of them are joined.
    """
    runs: list[tuple[int, int]] = []
    start, block, cut = -1, 0, 0
    size = len(decisions)
    joined = False
    for place in range(size + 1):
        if place < size:
            decision = decisions[place]
            if not decision.ends():
                cut += decision.line_break.mid_sentence and decision.line_break.is_prose()
                joined = joined or decision.joins()
                continue
        if cut > 1 and not joined:
            start = block if start < 0 else start
        elif start >= 0:
            runs.append((start, block - 1))
            start = -1
        block, cut, joined = place + 1, 0, False
    if start >= 0:
        runs.append((start, size))
    return runs

"""Does a paragraph end at a full line that ends a sentence? The page does not show it; the document's habits do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import exp, log, pi, sqrt
from statistics import fmean
from typing import NamedTuple

from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.decisions import LIKELY, Decision, Verdict
from textmend.passes.layout.wrapping import Wrapping
from textmend.patterns import pattern

__all__ = ["judge_full_lines"]

# Weights of a logistic regression on 14,376 such breaks: 6,463 of PDF files that three engines have typeset and five
# extractors have read, and 7,913 of English prose wrapped at 45 to 105 columns in three typefaces. Of 10,181 others,
# four of five decisions are right; without the two that measure the page, it is three of four.
_BIAS = 2.3
# How often a sentence of this document ends its paragraph.
_HABIT = 0.6
# The length of the paragraph so far, compared with the usual one, and the number of sentences left for the next one.
_LENGTH, _REST_ODDS = 0.9, 0.73
# The room that the line leaves: full lines leave about the same, last lines of paragraphs any. The width of the next
# line: first lines are narrower where they are indented, even if the extractor drops the indents.
_ROOM, _INDENTED = 0.85, 0.8
# A quotation begins after the break, or ends before it, or both: another speaker.
_OPENED, _CLOSED_ODDS, _BOTH = 0.7, 1.1, 4.5
# The next sentence begins with a word that refers back ("They", "However"), or with a name or a full noun phrase.
_POINTS_BACK, _NAME_ODDS = -0.9, 1.05
# The score at which a paragraph ends: a probability of a third, as one that is cut is lost alone, and one that is not
# takes the next one with it.
_LEAST = log(1 / 2)
# Beyond this score, 95 of 100 decisions are right.
_SURE = 3.0
# One of four sentences ends its paragraph, as long as nothing is known about the document.
_SENTENCES = 4

_ALL_QUOTES = "\"'“”‘’«»„"
_BACK = pattern(
    r"\W*(?:They|Its?|She|Their|He|His|Her|This|These|Those|Such|That|But|And|Or|Yet|Then|However|Therefore|Thus"
    r"|Moreover|Furthermore|Instead|Rather|Indeed|Additionally|Similarly|Also)\b"
)
_NAMED = pattern(
    r"\W*(?!(?:The|An?|In|On|At|When|If|For|With|From|To|As|By|While|Although|After|Before|During|There|One|Two|Some"
    r"|Most|Many)\b)[A-Z][\w’'-]{1,40} (?:[A-Z][\w.-]|of\b|[a-z]{1,20}ed\b)"
)
_SENTENCE_START = pattern(r"[.!?][\"'”’)]* +[\"'“‘(]?[^\W\d_a-z]")


class _Page(NamedTuple):
    """How wide lines inside paragraphs are, and by how much the first ones are narrower.

    Attributes:
        line, spread: the mean width of full lines and the standard deviation, in units of the font metrics.
        indent: how much narrower the first lines of paragraphs are on average; 0 if the difference may be chance.
    """

    line: float
    spread: float
    indent: float


# The share of the width that standard deviations are at least, as rounding and font metrics err by so much.
_LEAST_SPREAD = 0.008
# Of lines, some are set unlike the others: around a long word, at the end of a page.
_OUTLIERS = 0.03
# First lines from which an indent is measured, by how many standard errors they must be narrower, and by which share of
# the width: by a letter or two at least, and by no more than a wide indent.
_LEAST_LINES, _ERRORS, _INDENTS = 3, 2.0, (0.015, 0.13)
# A line that has more room than this, as a share of the width, is not full.
_MOST_ROOM = 0.25


def judge_full_lines(decisions: Sequence[Decision], wrapping: Wrapping) -> None:
    """Decide between sentences after full lines, where only short last lines mark paragraphs."""
    if wrapping.spaced or wrapping.paragraph_indent:
        return
    page = _measured(decisions, wrapping)
    if page.indent:
        _join_first_lines(decisions, wrapping, page)
    doubtful: list[int] = []
    ends: list[int] = []
    for place, decision in enumerate(decisions):
        if decision.is_doubtful():
            doubtful.append(place)
        elif decision.ends():
            ends.append(place)
    for place, score in _scores(decisions, ends, doubtful, wrapping, page) if doubtful else ():
        if score > _LEAST:
            decisions[place].verdict = Verdict.PARAGRAPH
        if abs(score) > _SURE:
            decisions[place].confidence = LIKELY


def _measured(decisions: Sequence[Decision], wrapping: Wrapping) -> _Page:
    """Return the widths of full lines: the first ones of paragraphs, and the others."""
    first: list[int] = []
    others: list[int] = []
    for before, decision in pairwise(decisions):
        line_break = decision.line_break
        if not (line_break.mid_sentence and line_break.inside and line_break.is_prose()):
            continue
        if line_break.width > wrapping.width or wrapping.room(line_break) > _MOST_ROOM * wrapping.width:
            continue
        if before.verdict is Verdict.JOIN:
            others.append(line_break.width)
        elif before.verdict is Verdict.PARAGRAPH and before.line_break.between_sentences:
            first.append(line_break.width)
    least = _LEAST_SPREAD * wrapping.width
    if len(others) < _LEAST_LINES:
        return _Page(wrapping.mean, max(wrapping.spread, least), 0.0)
    line = fmean(others)
    spread = max(sqrt(fmean([(width - line) ** 2 for width in others])), least)
    if len(first) < _LEAST_LINES:
        return _Page(line, spread, 0.0)
    indent = line - fmean(first)
    low, high = _INDENTS
    is_real = indent > _ERRORS * spread * sqrt(1 / len(first) + 1 / len(others))
    return _Page(line, spread, indent if is_real and low < indent / wrapping.width < high else 0.0)


def _join_first_lines(decisions: Sequence[Decision], wrapping: Wrapping, page: _Page) -> None:
    """Join the first lines of paragraphs that only their indent has filled."""
    for before, decision in pairwise(decisions):
        line_break = decision.line_break
        if (
            decision.verdict is Verdict.KEEP
            and line_break.mid_sentence
            and line_break.inside
            and line_break.is_prose()
            and before.ends()
            and wrapping.room(line_break) <= wrapping.open_room + page.indent
        ):
            decision.verdict, decision.confidence = Verdict.JOIN, LIKELY


def _scores(
    decisions: Sequence[Decision], ends: Sequence[int], doubtful: Sequence[int], wrapping: Wrapping, page: _Page
) -> Iterator[tuple[int, float]]:
    """Yield the places of the doubtful breaks, and the log odds that a paragraph ends there.

    Args:
        decisions: all of them.
        ends: the places of the breaks that certainly end a paragraph, sorted.
        doubtful: the places of the breaks in question, sorted.
        wrapping: how the document was wrapped.
        page: how wide its lines are.
    """
    inside = list(
        accumulate(
            (len(_SENTENCE_START.findall(decision.line_break.left.content)) for decision in decisions), initial=0
        )
    )
    share = (len(ends) + 1) / (len(ends) + inside[-1] + _SENTENCES)
    usual = (len(decisions) + 1) / (len(ends) + 1 + share * len(doubtful))
    begun = -1
    for place in doubtful:
        following = bisect_left(ends, place)
        begun = max(begun, ends[following - 1] if following else -1)
        end = ends[following] if following < len(ends) else len(decisions) - 1
        rest = inside[end + 1] - inside[place + 1] + 1
        score = _BIAS + _HABIT * log(share / (1 - share)) + _words(decisions[place].line_break)
        score += _LENGTH * log((place - begun) / usual) + _REST_ODDS * log(rest * share)
        score += _ROOM * _end_odds(decisions[place].line_break, wrapping)
        if page.indent and place + 1 < len(decisions):
            score += _INDENTED * _first_odds(decisions[place + 1].line_break, wrapping, page)
        if score > _LEAST:
            begun = place
        yield place, score


def _end_odds(line_break: LineBreak, wrapping: Wrapping) -> float:
    """Return the log odds that a line is the last of its paragraph, by the room that it leaves for the next word."""
    spread = max(wrapping.spread, _LEAST_SPREAD * wrapping.width)
    return -log(_likelihood(wrapping.room(line_break) - wrapping.usual_room, spread, wrapping.width) * wrapping.width)


def _first_odds(line_break: LineBreak, wrapping: Wrapping, page: _Page) -> float:
    """Return the log odds that a line is the first of its paragraph, by its width; 0 for a line that is not full."""
    room = wrapping.usual_room + 2 * wrapping.spread + page.indent + _NEARLY * wrapping.width
    if line_break.width > _WIDER * wrapping.width or wrapping.room(line_break) > room:
        return 0.0
    width = line_break.width - page.line
    as_first = _likelihood(width + page.indent, page.spread, wrapping.width)
    return log(as_first / _likelihood(width, page.spread, wrapping.width))


# Lines that are this much wider than the page were joined.
_WIDER = 1.2
_NEARLY = 0.02


def _likelihood(deviation: float, spread: float, width: int) -> float:
    """Return how likely a deviation from the mean is, by the normal distribution with some outliers."""
    normal = exp(-((deviation / spread) ** 2) / 2) / (spread * sqrt(2 * pi))
    return (1 - _OUTLIERS) * normal + _OUTLIERS / width


def _words(line_break: LineBreak) -> float:
    """Return the score of the words on both sides of a break."""
    left, right = line_break.left.content, line_break.right.content
    closed, opened = left[-1] in _ALL_QUOTES, right[0] in _ALL_QUOTES
    score = _BOTH if closed and opened else _OPENED if opened else _CLOSED_ODDS if closed else 0.0
    if _BACK.match(right):
        score += _POINTS_BACK
    elif _NAMED.match(right):
        score += _NAME_ODDS
    return score

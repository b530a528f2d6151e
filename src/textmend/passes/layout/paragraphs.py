"""Does a paragraph end at a full line that ends a sentence? The page hardly shows it; the document's habits do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import exp, log, pi, sqrt
from statistics import fmean
from typing import NamedTuple

from textmend.lang.language import Language
from textmend.passes.layout import paragraph_words
from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.decisions import LIKELY, Decision, Verdict
from textmend.passes.layout.full_lines import OUTLIERS, fit_full_lines, full_widths
from textmend.passes.layout.wrapping import Wrapping
from textmend.patterns import pattern

__all__ = ["doubtful_breaks", "judge_full_lines"]

# The score at which a paragraph ends: a probability of a third, as one that is cut is lost alone, and one that is not
# takes the next one with it.
_LEAST = log(1 / 2)
# Beyond this score, 97 of 100 decisions are right, and 92 of those that barely are.
_SURE = 2.0
# One of four sentences ends its paragraph, as long as nothing is known about the document.
_SENTENCES = 4

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
# First lines from which an indent is measured, by how many standard errors they must be narrower, and by which share of
# the width: by a letter or two at least, and by no more than a wide indent.
_LEAST_LINES, _ERRORS, _INDENTS = 3, 2.0, (0.015, 0.13)


def judge_full_lines(decisions: Sequence[Decision], wrapping: Wrapping, language: Language) -> None:
    """Decide between sentences after full lines, where only short last lines mark paragraphs."""
    for decision, evidence in doubtful_breaks(decisions, wrapping, lambda: _weights(language)["words"]):
        weights = _weights(language)["evidence"]
        score = weights["bias"] + sum([weights[name] * evidence[name] for name in evidence])
        if score > _LEAST:
            decision.verdict = Verdict.PARAGRAPH if decision.line_break.inside else Verdict.KEEP
        if abs(score) > _SURE:
            decision.confidence = LIKELY


@cache
def _weights(language: Language) -> Mapping[str, Mapping[str, float]]:
    return language.weights("paragraphs")


def doubtful_breaks(
    decisions: Sequence[Decision], wrapping: Wrapping, words: Callable[[], Mapping[str, float]]
) -> Iterator[tuple[Decision, dict[str, float]]]:
    """Yield the decisions on breaks of which nothing certain is known, and the evidence for the end of a paragraph.

    The verdict of each must be set before the next is taken, as it shows where the paragraph of that begins.

    Args:
        decisions: all of the document.
        wrapping: how it was wrapped.
        words: returns the weights of the words around breaks, which few texts need.
    """
    if wrapping.paragraph_indent:
        return
    page = _measured(decisions, wrapping)
    if page.indent:
        _join_first_lines(decisions, wrapping, page)
    if not wrapping.spaced and any(decision.is_doubtful() for decision in decisions):
        yield from _Document(decisions, wrapping, page, words()).evidence()


def _measured(decisions: Sequence[Decision], wrapping: Wrapping) -> _Page:
    """Return the widths of full lines: the first ones of paragraphs, and the others."""
    first, others = full_widths(decisions, wrapping)
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
            and (before.ends() or before.line_break.between_sentences)
            and wrapping.room(line_break) <= wrapping.open_room + page.indent
        ):
            decision.verdict, decision.confidence = Verdict.JOIN, LIKELY


class _Document:
    """What the other breaks of a document show about the doubtful ones.

    Args:
        decisions: all of them.
        wrapping: how the document was wrapped.
        page: how wide its lines are.
        words: the weights of words around breaks.
    """

    def __init__(
        self, decisions: Sequence[Decision], wrapping: Wrapping, page: _Page, words: Mapping[str, float]
    ) -> None:
        self._decisions = decisions
        self._wrapping = wrapping
        self._page = page
        self._words = words
        inside = [decision.line_break for decision in decisions if decision.joins()]
        self._full = fit_full_lines([each for each in inside if each.mid_sentence and each.inside], wrapping)
        self._ends = [place for place, decision in enumerate(decisions) if decision.ends()]
        self._doubtful = [place for place, decision in enumerate(decisions) if decision.is_doubtful()]
        self._spaces = _Spaces(
            [line_break for line_break in inside if line_break.mid_sentence],
            [decisions[place].line_break for place in self._ends],
        )
        starts = (len(_SENTENCE_START.findall(decision.line_break.left.content)) for decision in decisions)
        self._sentences = list(accumulate(starts, initial=0))
        self._share = (len(self._ends) + 1) / (len(self._ends) + self._sentences[-1] + _SENTENCES)
        self._usual = (len(decisions) + 1) / (len(self._ends) + 1 + self._share * len(self._doubtful))

    def evidence(self) -> Iterator[tuple[Decision, dict[str, float]]]:
        """Yield the doubtful decisions and the evidence, by name."""
        begun = -1
        for place in self._doubtful:
            following = bisect_left(self._ends, place)
            begun = max(begun, self._ends[following - 1] if following else -1)
            end = self._ends[following] if following < len(self._ends) else len(self._decisions)
            yield self._decisions[place], self._found(place, begun, end)
            if self._decisions[place].ends():
                begun = place

    def _found(self, place: int, begun: int, end: int) -> dict[str, float]:
        """Return the evidence for the end of a paragraph.

        Args:
            place: of the break.
            begun: the place of the break before the first line of its paragraph.
            end: the place of the next break that certainly ends one.
        """
        decisions, share = self._decisions, self._share
        line_break = decisions[place].line_break
        rest = self._sentences[min(end + 1, len(decisions))] - self._sentences[place + 1] + 1
        found = {
            # How often a sentence of this document ends its paragraph.
            "habit": log(share / (1 - share)),
            # A paragraph that is shorter than usual so far hardly ends, nor does the last sentence become a paragraph.
            "lines": min(0.0, log((place - begun) / self._usual)),
            "rest": min(0.0, log(rest * share)),
            # Before a long word, a line inside a paragraph is broken here more often.
            "next word": log(max(_LEAST_SPREAD, (line_break.need - line_break.width) / self._wrapping.width)),
            "room": self._full.end_odds(line_break),
            "spaces": self._spaces.odds(line_break),
            "words": paragraph_words.score(self._words, *self._around(place, begun, end)),
        }
        if self._page.indent and place + 1 < len(decisions):
            found["indent"] = _first_odds(decisions[place + 1].line_break, self._wrapping, self._page)
        return found

    def _around(self, place: int, begun: int, end: int) -> tuple[str, str, str]:
        """Return the text before and after a break inside its paragraph, and how the paragraph begins."""
        before: list[str] = []
        size = 0
        for at in range(place, begun, -1):
            before.append(self._decisions[at].line_break.left.words)
            size += len(before[-1]) + 1
            if size > paragraph_words.BEFORE:
                break
        after: list[str] = []
        size = 0
        for at in range(place, min(end, len(self._decisions))):
            after.append(self._decisions[at].line_break.right.words)
            size += len(after[-1]) + 1
            if size > paragraph_words.AFTER:
                break
        first = self._decisions[begun + 1].line_break.left.words
        return " ".join(reversed(before))[-paragraph_words.BEFORE :], " ".join(after)[: paragraph_words.AFTER], first


class _Spaces:
    """What a space at the end of a line shows: office programs write the one at which they broke the line.

    Args:
        inside: breaks inside sentences.
        ends: breaks that certainly end paragraphs.
    """

    def __init__(self, inside: Iterable[LineBreak], ends: Iterable[LineBreak]) -> None:
        self._inside, self._ends = _spaced_share(inside), _spaced_share(ends)

    def odds(self, line_break: LineBreak) -> float:
        """Return the log odds that the break ends a paragraph."""
        if _is_spaced(line_break):
            return log(self._ends / self._inside)
        return log((1 - self._ends) / (1 - self._inside))


def _spaced_share(line_breaks: Iterable[LineBreak]) -> float:
    """Return the share of lines with a space at the end, as if each kind had been seen once more."""
    spaced = [_is_spaced(line_break) for line_break in line_breaks]
    return (sum(spaced) + 1) / (len(spaced) + 2)


def _is_spaced(line_break: LineBreak) -> bool:
    return line_break.left.end > line_break.left.last


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
    return (1 - OUTLIERS) * normal + OUTLIERS / width

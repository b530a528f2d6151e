"""Does a paragraph end at a full line that ends a sentence? The page does not show it; the document's habits do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log

from textmend.passes.layout.breaks import LineBreak
from textmend.patterns import pattern

__all__ = ["ends_among"]

# Weights of a logistic regression on 16,353 such breaks of 3,000 documents of English prose (textbooks, government,
# speeches), wrapped at 62 to 105 columns in six typefaces. Three of four decisions are right, two of three where
# paragraphs are as short as in news; the probabilities are calibrated to eight in a hundred.
_BIAS = 0.5
# How often a sentence of this document ends its paragraph.
_HABIT = 0.85
# The length of the paragraph so far, compared with the usual one, and the number of sentences left for the next one.
_LENGTH, _REST_ODDS = 1.1, 0.5
# A quotation begins after the break, or ends before it, or both: another speaker.
_OPENED, _CLOSED_ODDS, _BOTH = 0.6, 0.4, 1.0
# The next sentence begins with a word that refers back ("They", "However"), or with a name or a full noun phrase.
_POINTS_BACK, _NAME_ODDS = -1.3, 1.0
# After “...,” she said. the same speaker continues.
_SPEAKS_ON = -2.2
# The minimum score at which a paragraph ends: a probability of 0.4. It is below a half because the documents above do
# not include news, whose paragraphs are short and of similar length: it costs two in a hundred decisions there and
# saves one in eight here.
_LEAST = log(0.4 / 0.6)
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
_ATTRIBUTION = pattern(r"[,?!…—–-][\"”»’][^\"”»“«„]{1,80}$")


def ends_among(line_breaks: Sequence[LineBreak], ends: Sequence[int], doubtful: Sequence[int]) -> Iterator[int]:
    """Yield the doubtful breaks at which a paragraph probably ends.

    Args:
        line_breaks: all breaks.
        ends: the places of the breaks that certainly end a paragraph, sorted.
        doubtful: the places of the breaks in question, sorted.
    """
    inside = list(
        accumulate((len(_SENTENCE_START.findall(line_break.left.content)) for line_break in line_breaks), initial=0)
    )
    share = (len(ends) + 1) / (len(ends) + inside[-1] + _SENTENCES)
    usual = (len(line_breaks) + 1) / (len(ends) + 1 + share * len(doubtful))
    begun = -1
    for place in doubtful:
        following = bisect_left(ends, place)
        begun = max(begun, ends[following - 1] if following else -1)
        end = ends[following] if following < len(ends) else len(line_breaks) - 1
        rest = inside[end + 1] - inside[place + 1] + 1
        score = _BIAS + _HABIT * log(share / (1 - share)) + _words(line_breaks, place)
        score += _LENGTH * log((place - begun) / usual) + _REST_ODDS * log(rest * share)
        if score > _LEAST:
            begun = place
            yield place


def _words(line_breaks: Sequence[LineBreak], place: int) -> float:
    """Return the score of the words on both sides."""
    left, right = line_breaks[place].left.content, line_breaks[place].right.content
    closed, opened = left[-1] in _ALL_QUOTES, right[0] in _ALL_QUOTES
    score = _BOTH if closed and opened else _OPENED if opened else _CLOSED_ODDS if closed else 0.0
    if _BACK.match(right):
        score += _POINTS_BACK
    elif _NAMED.match(right):
        score += _NAME_ODDS
    if opened and not closed:
        above = line_breaks[place - 1].left.content if place and line_breaks[place - 1].inside else ""
        if _ATTRIBUTION.search(f"{above[-100:]} {left}"[-100:]):
            score += _SPEAKS_ON
    return score

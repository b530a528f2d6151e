"""Lost dashes: gaps between words where a dash stood and nothing of it is left."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log
from typing import Any, NamedTuple

from textmend.lang import Language, normalized_word
from textmend.lang.detect import detect
from textmend.lang.sentences import sentences
from textmend.passes.dashes.encoder import Scorer
from textmend.passes.dashes.places import place
from textmend.patterns import pattern

__all__ = [
    "Lost",
    "are_unseen_bigrams",
    "calibrate",
    "document_lost_dashes",
    "expected",
    "is_between_words",
    "precision",
    "readable",
    "score_gaps",
]

Span = tuple[int, int]


# Before anything of a document is read, it counts as if one gap of a hundred had lost a dash, of eight hundred gaps: a
# whole document outvotes that, a few sentences hardly move it. So the cut that is right seven times of ten on whole
# documents is so on pieces of forty gaps, too; from the rate of the average document, 0.003, these lose a third of
# their recall. Two spaces are what some ways to strip a text leave of a dash, and what others leave of a footnote's
# number or of justified lines: they are heard apart, and since there are few of them, sooner.
_RATE = 0.01
_FOUND, _FOUND_DOUBLED = 8.0, 2.0


# Of the words on both sides of a dash one pair in ten is known from clean text, of other neighbours six in ten: where
# fewer of the words that ran together are strangers than this, they did for some other reason. A document with twelve
# such places that lost no dash passes one time in ten, and one that lost nothing else always.
_STRANGERS = 0.6
# A document is asked by so many of its sentences in which words ran together. Where a dash had stood between these, the
# judge expects one at 0.2 to 0.5 of these places, else at 0.1 at most. Where dashes left their spaces and other words
# ran together, it expects 0.3 a sentence in three documents of five, and in one of five that never had any; of one or
# two sentences that would be chance. More than eight sentences wake it no oftener. Most documents in which words ran
# together lost no dash, and where the first three sentences expect next to nothing, the others would not wake it: to
# leave them out halves what is read of such documents, and missed none of 85 that had lost dashes.
_SAMPLE_SENTENCES, _FIRST_SENTENCES = 8, 3
_LOST_THERE, _NOTHING_THERE = 0.15, 0.05
_LOST_ANYWHERE = 0.3


_QUOTE_MARKS = "\"'“”‘’"


class Lost(NamedTuple):
    """A gap where a dash may have stood, and how sure that is, 0 to 1."""

    start: int
    end: int
    confidence: float


# A paragraph of fewer words may say too little of its language, as a heading or a line of speech does.
_FEW_WORDS = 20
_PARAGRAPH_TEXT = pattern(r"(?s:(?!\n[^\S\n]*\n).)+")


def readable(text: str, home: str) -> Iterator[Span]:
    """Yield the sentences of the paragraphs that are in a language, as far as these tell.

    Short paragraphs that tell nothing are taken for the language where one of the others is in it.
    """
    parts = [match.span() for match in _PARAGRAPH_TEXT.finditer(text)]
    codes = [detect(text[start:end]) for start, end in parts]
    if home not in codes:
        return
    for (start, end), code in zip(parts, codes, strict=True):
        if code == home or (not code and text.count(" ", start, end) < _FEW_WORDS):
            yield from sentences(text, start, end)


def score_gaps(text: str, spans: Sequence[Span], scorer: Scorer, weights: Mapping[str, Any]) -> list[Lost]:
    """Judge every gap of some sentences, by the sentence and by what the others say of the document.

    Args:
        text: the document.
        spans: its sentences that are to be read.
        scorer: reads them.
        weights: see `training.gaps.calibrate`.
    """
    found: list[Lost] = []
    scored = scorer.score(text, spans)
    for spaces, found_before in ((1, _FOUND), (2, _FOUND_DOUBLED)):
        alike = [(at, score) for at, score in scored if text.startswith(" ", at + 1) == (spaces == 2)]
        odds = calibrate([score for _, score in alike], weights["said"], found_before)
        precise = ((at, precision(value, weights["precision"])) for (at, _), value in zip(alike, odds, strict=True))
        found += [Lost(at, at + spaces, confidence) for at, confidence in precise if confidence]
    return sorted(found)


def is_between_words(text: str, gap: Lost) -> bool:
    """True when a gap is between two words, or quotation marks around them.

    Beside a number or a full stop it is one of a caption (`Figure 1.2 As`), a date or a footnote's mark. Of the dashes
    in the development prose 1 in 180 is beside a number.
    """
    before, behind = text[gap.start - 1 : gap.start], text[gap.end : gap.end + 1]
    return all(character.isalpha() or character in _QUOTE_MARKS for character in (before, behind))


def are_unseen_bigrams(text: str, places: Sequence[int], language: Language) -> bool:
    """True when the words between which spaces were put back hardly ever stand side by side, like those beside dashes.

    Args:
        text: the document.
        places: where the spaces were put back.
        language: that of the document.
    """
    pairs = ((here.last_word, here.first_word) for here in (place(text, at, at + 1) for at in places))
    strangers = sum(language.pair_cost(normalized_word(left), normalized_word(right)) is None for left, right in pairs)
    return strangers >= _STRANGERS * len(places)


def document_lost_dashes(text: str, spans: Sequence[Span], places: Sequence[int], scorer: Scorer) -> bool:
    """True when a document looks as if it had lost dashes, by some of the sentences in which spaces were put back.

    Args:
        text: the document.
        spans: its sentences.
        places: where the spaces were put back, sorted.
        scorer: reads them.
    """
    starts = [start for start, _ in spans]
    touched = sorted({max(bisect_right(starts, at) - 1, 0) for at in places})
    some = touched[:: -(-len(touched) // _SAMPLE_SENTENCES)]
    there = set(places)
    likely = at_places = 0.0
    asked = 0
    for part in (some[:_FIRST_SENTENCES], some[_FIRST_SENTENCES:]):
        for at, score in scorer.score(text, [spans[number] for number in part]):
            chance = _chance(score)
            likely += chance
            at_places += chance if at in there else 0.0
        asked += len(part)
        if at_places < _NOTHING_THERE * asked and likely < _LOST_ANYWHERE * asked:
            return False
    return at_places >= _LOST_THERE * asked or likely >= max(_LOST_ANYWHERE * asked, 1.0)


def calibrate(scores: Sequence[float], said: Sequence[float], found: float = _FOUND) -> list[float]:
    """Return the odds of each gap, as logarithms, in the light of the others.

    Args:
        scores: what the judge says of each gap of a document, as the logarithm of its odds.
        said: the weights of that and of what is expected among the others, and a bias.
        found: how many dashes count as found before anything is read.
    """
    others = expected(scores, found)
    return [said[0] * score + said[1] * other + said[2] for score, other in zip(scores, others, strict=True)]


def expected(scores: Sequence[float], found: float = _FOUND) -> list[float]:
    """Return, for each gap, the logarithm of the rate of dashes among the other gaps of the document.

    A document that lost its dashes lost many: where the others are likely, so is this one.
    """
    chances = [_chance(score) for score in scores]
    total, others = sum(chances) + found, len(scores) - 1 + found / _RATE
    return [log((total - chance) / others) for chance in chances]


def _chance(score: float) -> float:
    """The chance of a dash where the logarithm of its odds is known; of less than e^-30 nobody hears."""
    return 1 / (1 + exp(-max(score, -30.0)))


def precision(odds: float, curve: Sequence[tuple[float, float]]) -> float:
    """Return which share of the gaps with such odds or higher ones lost a dash; 0 below the curve."""
    place = bisect_right(curve, odds, key=lambda point: point[0])
    if not place:
        return 0.0
    if place == len(curve):
        return curve[-1][1]
    (low, first), (high, second) = curve[place - 1], curve[place]
    return first + (second - first) * (odds - low) / (high - low)

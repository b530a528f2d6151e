"""Lost dashes: gaps between words where there was a dash and nothing of it is left."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from math import exp
from typing import Any, NamedTuple

from textmend.lang import WORD, Language, normalized_word, strip_possessive
from textmend.lang.detect import detect
from textmend.lang.sentences import sentences
from textmend.passes.dashes.encoder import Scorer
from textmend.passes.dashes.odds import LEAST_SCORE, ScoredGaps, has_straight_quotes
from textmend.passes.dashes.places import place
from textmend.patterns import pattern

__all__ = [
    "Lost",
    "are_unseen_bigrams",
    "is_between_words",
    "readable",
    "score_gaps",
]

Span = tuple[int, int]


# Two spaces are what some ways to strip a text leave of a dash, and what others leave of a footnote's number or of
# justified lines. They are scored separately, as a document of their own that shows damage.
_DOUBLED_SPACES = 2


# Of the word pairs on both sides of a dash one in ten is known from clean text, of other neighbours six in ten: if
# fewer of the words that ran together are unseen pairs than this, they did so for some other reason. A document with
# twelve such places that lost no dash passes one time in ten, and one that lost nothing else always.
_STRANGERS = 0.6
# A document is sampled by this many of its sentences in which words ran together. Where a dash was between these, the
# scorer expects one at 0.2 to 0.5 of these places, else at 0.1 at most. Where dashes left their spaces and other words
# ran together, it expects 0.3 a sentence in three documents of five, and in one of five that never had any; of one or
# two sentences that would be chance. More than eight sentences do not trigger it more often. Most documents in which
# words ran together lost no dash, and where the first three sentences expect next to nothing, the others would not
# trigger it: leaving them out halves what is read of such documents, and missed none of 85 that had lost dashes.
_SAMPLE_SENTENCES, _FIRST_SENTENCES = 8, 3
_LOST_THERE, _NOTHING_THERE = 0.15, 0.05
_LOST_ANYWHERE = 0.3


_QUOTE_MARKS = "\"'“”‘’"


class Lost(NamedTuple):
    """A gap where a dash may have been, and the confidence in that, 0 to 1."""

    start: int
    end: int
    confidence: float


# A paragraph of fewer words may not reveal its language, as a heading or a line of speech does not.
_FEW_WORDS = 20
_PARAGRAPH_TEXT = pattern(r"(?s:(?!\n[^\S\n]*\n).)+")


# A sentence with one of these is not running text but code, markup, a row of a table, an address or a post. None of
# the sentences of the development prose that lost a dash has one.
_NOT_RUNNING_TEXT = pattern(r"[#@<>{}|=\\_\t]")
# The minimum share of a sentence's words in the lexicon; 0.7% of the lost dashes are in sentences with fewer. A text
# with many such sentences is a creole, a list of names or a program.
_MIN_KNOWN_WORDS = 0.9
_MAX_UNREADABLE = 0.2
# A shorter sentence is a heading, a name or an exclamation. Of 27 dashes put into such sentences of documents that lost
# theirs 10 were wrong, more than elsewhere; 2% of the lost dashes are there.
_FEWEST_WORDS = 5
# Lines of verse begin with a capital, however the line before ends; of paragraphs of prose with this many lines, one in
# thousands looks so.
_MIN_VERSE_LINES = 4
_LINE_START = pattern(r"^[^\S\n]*[\"'“‘(]?([^\W\d_])", re.MULTILINE)


def readable(text: str, language: Language) -> list[Span]:
    """Return the sentences of running text that are in a language; none where much of a document is something else.

    Short paragraphs without evidence are taken for the language if one of the others is in it.
    """
    parts = [match.span() for match in _PARAGRAPH_TEXT.finditer(text)]
    codes = [detect(text[start:end]) for start, end in parts]
    if language.code not in codes:
        return []
    found: list[Span] = []
    unreadable = 0
    for (start, end), code in zip(parts, codes, strict=True):
        is_short = text.count(" ", start, end) < _FEW_WORDS
        if (code == language.code or (not code and is_short)) and not _is_verse(text, start, end):
            for sentence in sentences(text, start, end):
                if len(text[slice(*sentence)].split()) < _FEWEST_WORDS:
                    continue
                is_prose = _is_prose(text[slice(*sentence)], language)
                unreadable += not is_prose
                if is_prose:
                    found.append(sentence)
    return found if unreadable <= _MAX_UNREADABLE * (len(found) + unreadable) else []


def _is_prose(sentence: str, language: Language) -> bool:
    if _NOT_RUNNING_TEXT.search(sentence):
        return False
    words = [normalized_word(strip_possessive(match.group())) for match in WORD.finditer(sentence)]
    return sum(word in language.lexicon for word in words) >= _MIN_KNOWN_WORDS * len(words)


def _is_verse(text: str, start: int, end: int) -> bool:
    starts = _LINE_START.findall(text[start:end])
    return len(starts) >= _MIN_VERSE_LINES and all(map(str.isupper, starts))


def score_gaps(
    text: str, spans: Sequence[Span], scorer: Scorer, weights: Mapping[str, Any], *, is_damaged: bool
) -> list[Lost]:
    """Score every gap of some sentences, by the sentence and by what the others show about the document.

    Args:
        text: the document.
        spans: its sentences to read.
        scorer: reads them.
        weights: see `training.gaps.calibrate`.
        is_damaged: whether the document shows lost spaces.
    """
    found: list[Lost] = []
    scored = scorer.score(text, spans)
    for spaces in (1, _DOUBLED_SPACES):
        alike = [(at, score) for at, score in scored if text.startswith(" ", at + 1) == (spaces == _DOUBLED_SPACES)]
        shows_damage = is_damaged or spaces == _DOUBLED_SPACES
        gaps = ScoredGaps([score for _, score in alike], has_straight_quotes(text))
        confidences = gaps.confidences(weights, is_damaged=shows_damage)
        found += [
            Lost(at, at + spaces, confidence)
            for (at, _), confidence in zip(alike, confidences, strict=True)
            if confidence
        ]
    return sorted(found)


def is_between_words(text: str, gap: Lost) -> bool:
    """True when a gap is between two words, or quotation marks around them.

    Next to a number or a full stop it belongs to a caption (`Figure 1.2 As`), a date or a footnote's mark. Of the
    dashes in the development prose 1 in 180 is next to a number.
    """
    before, behind = text[gap.start - 1 : gap.start], text[gap.end : gap.end + 1]
    return all(character.isalpha() or character in _QUOTE_MARKS for character in (before, behind))


def are_unseen_bigrams(text: str, places: Sequence[int], language: Language) -> bool:
    """True when the words between which spaces were restored hardly ever occur next to each other, like those around
    dashes.

    Args:
        text: the document.
        places: the positions of the restored spaces.
        language: that of the document.
    """
    pairs = ((here.last_word, here.first_word) for here in (place(text, at, at + 1) for at in places))
    strangers = sum(language.pair_cost(normalized_word(left), normalized_word(right)) is None for left, right in pairs)
    return strangers >= _STRANGERS * len(places)


def document_lost_dashes(text: str, spans: Sequence[Span], places: Sequence[int], scorer: Scorer) -> bool:
    """True when a document looks as if it had lost dashes, by some of the sentences in which spaces were restored.

    Args:
        text: the document.
        spans: its sentences.
        places: the positions of the restored spaces, sorted.
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


def _chance(score: float) -> float:
    """The probability of a dash, given its log odds."""
    return 1 / (1 + exp(-max(score, LEAST_SCORE)))

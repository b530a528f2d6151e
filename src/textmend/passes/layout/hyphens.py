# cython: language_level=3, annotation_typing=False
"""Hyphens at line ends: what becomes of them, and those that an extractor has dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from textmend.lang import Language
from textmend.lang.broken_words import BY_FORM, BY_LEXICON, DocumentWords, HyphenAction, Word, judge
from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.wrapping import Wrapping
from textmend.patterns import pattern

__all__ = ["Hyphen", "broken_words", "dropped_hyphens", "judged"]

_HYPHENS = "-\N{HYPHEN}"
_HYPHEN_MARKS = _HYPHENS + "\N{SOFT HYPHEN}\N{NOT SIGN}"
_TOKEN = pattern(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
_TAIL = pattern(r"[^\W_][\w'’\u2010-]*$")


def broken_words(line_breaks: Sequence[LineBreak], cut: Collection[int] = ()) -> dict[int, Word]:
    """Return the words that breaks cut at a hyphen, by the positions of the breaks.

    Args:
        line_breaks: those of the text.
        cut: the positions of breaks that cut a word even if its hyphen is lost.
    """
    found: dict[int, Word] = {}
    for line_break in line_breaks:
        if line_break.left.content[-1] in _HYPHEN_MARKS and (word := _broken_word(line_break)):
            found[line_break.left.last] = word
        elif line_break.left.last in cut:
            left, right = _TAIL.search(line_break.left.content), _TOKEN.match(line_break.right.content)
            if left and right:
                found[line_break.left.last] = Word(left.group(), "", right.group())
    return found


def _broken_word(line_break: LineBreak) -> Word | None:
    """Return the word that `line_break` cuts at a hyphen; None if there is no such word."""
    mark = line_break.left.content[-1]
    # Some texts repeat the hyphen of a compound at the start of the line ("self-/-determination").
    repeated = line_break.right.content[0] == mark and mark in _HYPHENS
    # No word is longer than this; a longer run is not a word, and need not be read to its start.
    before = line_break.left.content[-65:-1]
    spaced = before[-1:] == " " and before[-2:-1].isalpha() and line_break.mid_sentence
    if spaced:
        before = before[:-1]
    left = _TAIL.search(before, before.rfind(" ") + 1)
    right = _TOKEN.match(line_break.right.content[:64], repeated)
    if not (left and right and left.group()[-1].isalnum()):
        return None
    return Word(left.group(), mark, right.group(), repeated, spaced)


# A hyphen after a space is one if it cuts a word of the lexicon, as often as this and in that share of all such places:
# of those of a text with dashes, few do.
_LEAST_SPACED, _SPACED_SHARE = 3, 0.5


class Hyphen(NamedTuple):
    """A broken word with its treatment, and the confidence in that."""

    word: Word
    action: HyphenAction
    confidence: float

    @property
    def replacement(self) -> str:
        """Return what replaces the hyphen and the break."""
        if self.action is HyphenAction.JOINED or self.word.repeated:  # the second one stays
            return ""
        return f"{self.word.mark} " if self.action is HyphenAction.SUSPENDED else self.word.mark


def judged(words: Mapping[int, Word], lines: int, text: str, language: Language) -> dict[int, Hyphen]:
    """Return the treatment of broken words, by their positions.

    Args:
        words: all words that line ends cut.
        lines: the number of lines of the text.
        text: the document.
        language: the language whose lexicon is opened if there are any.
    """
    if not words:
        return {}
    vocabulary = DocumentWords(text, words.values(), language.lexicon)
    hyphens = {at: Hyphen(word, *judge(word, vocabulary)) for at, word in words.items()}
    spaced = [at for at, word in words.items() if word.spaced]
    cut = {at for at in spaced if hyphens[at].action is HyphenAction.JOINED and hyphens[at].confidence >= BY_LEXICON}
    if len(cut) < max(_LEAST_SPACED, _SPACED_SHARE * len(spaced)):
        cut.clear()
    for at in set(spaced) - cut:
        del hyphens[at]
    if lines >= _LEAST_LINES and _are_compounds(hyphens.values(), vocabulary):
        for at, hyphen in hyphens.items():
            if hyphen.action is HyphenAction.JOINED and _may_be_compound(hyphen.word, vocabulary):
                hyphens[at] = Hyphen(hyphen.word, HyphenAction.KEPT, BY_FORM)
    return hyphens


# Programs that break words at syllables do so at one line end in eight, TeX in wide lines at one in forty. If a text of
# so many lines has no word that is broken so, its hyphens are those of compounds; of these, few have a half that is no
# word. Where no word is one, as spaces were lost, nothing is known.
_LEAST_LINES, _MOST_UNKNOWN = 60, 0.25


def _are_compounds(hyphens: Collection[Hyphen], vocabulary: DocumentWords) -> bool:
    """True if no word was broken at a syllable, such as `environ-ment`, and nearly all may be compounds."""
    unknown = 0
    for hyphen in hyphens:
        word = hyphen.word
        if word.mark not in _HYPHENS or not _are_words(word, vocabulary):
            unknown += 1
            if hyphen.action is HyphenAction.JOINED and _is_known(word, vocabulary):
                return False
    return unknown <= max(1, _MOST_UNKNOWN * len(hyphens))


def _is_known(word: Word, vocabulary: DocumentWords) -> bool:
    """True if a word without its hyphen is one of the lexicon or the document."""
    return vocabulary.cost(word.joined[0]) is not None or vocabulary.count(word.joined) > 0


def _may_be_compound(word: Word, vocabulary: DocumentWords) -> bool:
    return word.mark in _HYPHENS and not vocabulary.count(word.joined)


def _are_words(word: Word, vocabulary: DocumentWords) -> bool:
    """True if both halves of a word may be words of a compound."""
    halves = [vocabulary.cost(word.before), vocabulary.cost(word.after)]
    return all(cost is not None and cost < _RAREST_HALF for cost in halves)


# Of a word, or of the part of one that has hyphens already: `photo-micropositronic`.
_PART = pattern(r"[^\W\d_]{6,64}")
# Lines that are so many times as wide as the page were joined.
_WIDER = 1.25
# Font metrics err by so much, as a share of the width. Lines are narrower than it by so many standard deviations at
# most, which are no less than that share of it.
_ERROR, _DEVIATIONS, _LEAST_SPREAD = 0.02, 2.5, 0.02
# An extractor that drops hyphens does so at nearly every line; where others stay, columns may have been read across.
_JOINED_PER_HYPHEN = 4
# A word as common as "the", in bits, is no half of a compound; of words that were run together, half have one.
_COMMONEST, _COMPOUNDS_PER_RUN_TOGETHER = 8.0, 3
# A half has so many letters, and is no rarer than this: words of other syllables would be compounds by chance.
_LEAST_LETTERS, _RAREST_HALF = 3, 19.0
# Compounds are at one line end in 170; where words are broken at syllables, one line in eight is joined with the next.
_LINES_PER_JOINED = 30
# Of 62 such compounds of printed pages that pdftotext has read, 58 were some. Only of English, as "Hausboot" has none.
_BY_HALVES = 0.92


def dropped_hyphens(
    line_breaks: Sequence[LineBreak], wrapping: Wrapping, text: str, language: Language
) -> list[tuple[int, float]]:
    """Return where an extractor that joins lines at hyphens dropped that of a compound, and how certain that is.

    The line is wider than the page, and the word is where the first of two ended: `self|reported`. The document has it
    with a hyphen, or it is no word but two.

    Args:
        line_breaks: those of the text.
        wrapping: how it was wrapped.
        text: the document.
        language: the language whose lexicon is opened if there are any.
    """
    places, joined = _at_joints(line_breaks, wrapping)
    if not places:
        return []
    rarely = len(line_breaks) >= max(_LEAST_LINES, _LINES_PER_JOINED * joined)
    vocabulary = DocumentWords(text, (), language.lexicon, places.values())
    found: list[tuple[int, float]] = []
    run_together = 0
    for at, ways in places.items():
        compounds = {
            word: sure
            for word in ways
            if (sure := _compound(word, vocabulary, english=language.code == "en", rarely=rarely))
        }
        surest = max(compounds.values(), default=0.0)
        best = [word for word, confidence in compounds.items() if confidence == surest]
        if len(best) == 1:
            found.append((at + len(best[0].left), surest))
        run_together += any(_is_run_together(word, vocabulary) for word in ways)
    return [] if run_together * _COMPOUNDS_PER_RUN_TOGETHER > len(found) else found


def _at_joints(line_breaks: Sequence[LineBreak], wrapping: Wrapping) -> tuple[dict[int, list[Word]], int]:
    """Return the ways to divide the words at which lines may have been joined, by their positions, and these lines."""
    found: dict[int, list[Word]] = {}
    joined = hyphens = 0
    for line_break in line_breaks:
        hyphens += line_break.left.content[-1] in _HYPHEN_MARKS
        if line_break.is_prose() and line_break.width > _WIDER * wrapping.width:
            joined += 1
            for at, word in _ways(line_break, wrapping):
                found.setdefault(at, []).append(word)
    return (found if hyphens * _JOINED_PER_HYPHEN <= joined else {}), joined


def _ways(line_break: LineBreak, wrapping: Wrapping) -> Iterator[tuple[int, Word]]:
    """Yield the ways to divide the words of a joined line whose first half fits a line, where the whole does not."""
    content, font, width = line_break.left.content, wrapping.font, wrapping.width
    hyphen = font.measure("-")
    slack = _DEVIATIONS * max(wrapping.spread, _LEAST_SPREAD * width)
    read = start = 0
    for part in _PART.finditer(content):
        letters = part.group()
        start += font.measure(content[read : part.start()])
        read = part.start()
        if not letters[1:].islower() or not content[max(part.start() - 1, 0)].isprintable():
            continue  # may be an identifier, which is protected; or half a word, with U+FFFE for its hyphen
        whole = start + hyphen + font.measure(letters)
        # The lines above the one that ends here, and how far they reach; another one follows.
        above = max(0, round(whole / wrapping.mean) - 1)
        if (
            whole < (1 - _ERROR) * width + above * (wrapping.mean - slack)
            or (above + _WIDER) * width > line_break.width
        ):
            continue
        for size in range(_LEAST_LETTERS, len(letters) - _LEAST_LETTERS + 1):
            if start + font.measure(letters[:size]) + hyphen <= (above + 1) * (1 + _ERROR) * width:
                yield line_break.left.first + part.start(), Word(letters[:size], "-", letters[size:])


def _compound(word: Word, vocabulary: DocumentWords, *, english: bool, rarely: bool) -> float:
    """Return how certain it is that a word without a hyphen is a compound that had one; 0 if it is not.

    Args:
        word: the word, divided.
        vocabulary: the words of the document and of the language.
        english: True if that is English.
        rarely: True if so few lines were joined that no words were broken at syllables; then the spelling without a
            hyphen may be one of the lexicon, as `longterm` is.
    """
    if vocabulary.count(word.joined):
        return 0.0
    seen = vocabulary.count(word.kept) > 0
    halves = [vocabulary.cost(word.before), vocabulary.cost(word.after)]
    unknown = rarely or vocabulary.cost(word.joined[0]) is None
    if not seen and not (english and unknown and all(cost and cost < _RAREST_HALF for cost in halves)):
        return 0.0
    action, confidence = judge(word, vocabulary)
    if action is not HyphenAction.KEPT:
        return 0.0
    return confidence if seen else _BY_HALVES


def _is_run_together(word: Word, vocabulary: DocumentWords) -> bool:
    """True for two words, one of the commonest, that are none together: `andwhoever`."""
    left, right = vocabulary.cost(word.before), vocabulary.cost(word.after)
    if not (left and right and min(left, right) < _COMMONEST and max(left, right) < _RAREST_HALF):
        return False
    return vocabulary.cost(word.joined[0]) is None and not vocabulary.count(word.joined)

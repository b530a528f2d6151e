# cython: language_level=3, annotation_typing=False
"""Hyphens at line ends, and what becomes of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from textmend.lang import Language
from textmend.lang.broken_words import BY_FORM, BY_LEXICON, DocumentWords, HyphenAction, Word, has_affix, judge
from textmend.passes.layout.breaks import LineBreak
from textmend.patterns import pattern

__all__ = ["HYPHEN_MARKS", "LEAST_LINES", "Hyphen", "are_words", "broken_words", "judged"]

_HYPHENS = "-\N{HYPHEN}"
HYPHEN_MARKS = _HYPHEN_MARKS = _HYPHENS + "\N{SOFT HYPHEN}\N{NOT SIGN}"
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


def judged(
    words: Mapping[int, Word], line_breaks: Sequence[LineBreak], text: str, language: Language
) -> dict[int, Hyphen]:
    """Return the treatment of broken words, by their positions.

    Args:
        words: all words that line ends cut.
        line_breaks: those of the text.
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
    if _is_long(line_breaks) and _are_compounds(hyphens.values(), vocabulary):
        for at, hyphen in hyphens.items():
            if hyphen.action is HyphenAction.JOINED and _may_be_compound(hyphen.word, vocabulary):
                hyphens[at] = Hyphen(hyphen.word, HyphenAction.KEPT, BY_FORM)
    return hyphens


# Programs that break words at syllables do so at one line end in eight, TeX in wide lines at one in forty. If a text of
# so many lines has no word that is broken so, its hyphens are those of compounds; of these, few have a half that is no
# word. Where no word is one, as spaces were lost, nothing is known.
LEAST_LINES, _MOST_UNKNOWN = 60, 0.25
# Of these lines, as many end inside a sentence before a small letter. Where others were joined before, fewer do.
_LEAST_INSIDE = 25
# A half that is rarer than this, in bits, is a syllable, which is a word by chance.
_RAREST_HALF = 19.0


def _is_long(line_breaks: Sequence[LineBreak]) -> bool:
    """True if a text has enough lines, and enough that end inside a sentence."""
    if len(line_breaks) < LEAST_LINES:
        return False
    return sum(line_break.mid_sentence and line_break.inside for line_break in line_breaks) >= _LEAST_INSIDE


def _are_compounds(hyphens: Collection[Hyphen], vocabulary: DocumentWords) -> bool:
    """True if no word was broken at a syllable, such as `environ-ment`, and nearly all may be compounds."""
    unknown = 0
    for hyphen in hyphens:
        word = hyphen.word
        if has_affix(word.before, word.after, known=False):
            return False
        if word.mark not in _HYPHENS or not are_words(word, vocabulary):
            unknown += 1
            if hyphen.action is HyphenAction.JOINED and _is_known(word, vocabulary):
                return False
    return unknown <= max(1, _MOST_UNKNOWN * len(hyphens))


def _is_known(word: Word, vocabulary: DocumentWords) -> bool:
    """True if a word without its hyphen is one of the lexicon or the document."""
    return vocabulary.cost(word.joined[0]) is not None or vocabulary.count(word.joined) > 0


def _may_be_compound(word: Word, vocabulary: DocumentWords) -> bool:
    return word.mark in _HYPHENS and not vocabulary.count(word.joined)


def are_words(word: Word, vocabulary: DocumentWords) -> bool:
    """True if both halves of a word may be words of a compound."""
    halves = [vocabulary.cost(word.before), vocabulary.cost(word.after)]
    return all(cost is not None and cost < _RAREST_HALF for cost in halves)

# cython: language_level=3, annotation_typing=False
"""Hyphens at line ends, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textmend.lang import Language
from textmend.lang.broken_words import BY_LEXICON, DocumentWords, HyphenAction, Word, judge
from textmend.passes.layout.breaks import LineBreak
from textmend.patterns import pattern

__all__ = ["Hyphen", "broken_words", "judged"]

_HYPHENS = "-\N{HYPHEN}"
_HYPHEN_MARKS = _HYPHENS + "\N{SOFT HYPHEN}\N{NOT SIGN}"
_TOKEN = pattern(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
_TAIL = pattern(r"[^\W_][\w'’\u2010-]*$")


def broken_words(line_breaks: Sequence[LineBreak]) -> dict[int, Word]:
    """Return the words that breaks cut at a hyphen, by the positions of the breaks."""
    found: dict[int, Word] = {}
    for line_break in line_breaks:
        if line_break.left.content[-1] in _HYPHEN_MARKS and (word := _broken_word(line_break)):
            found[line_break.left.last] = word
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


def judged(words: Mapping[int, Word], text: str, language: Language) -> dict[int, Hyphen]:
    """Return the treatment of broken words, by their positions.

    Args:
        words: all words that line ends cut.
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
    return hyphens

"""Notation: numbers, formulas, units, citations, names and markup, where a missing or an extra space is not damage."""

from __future__ import annotations

from textmend.lang import Language
from textmend.lang._strings import count_turns, strings_around
from textmend.passes.spacing._scorer import JOIN, MARK, SPLIT
from textmend.passes.spacing.candidates import Candidate
from textmend.passes.spacing.notation import joins, marks, splits
from textmend.passes.spacing.notation.context import REACH, Context
from textmend.passes.spacing.notation.handicaps import IN_SENTENCE, NEVER, STRONG_LOOKALIKE
from textmend.patterns import pattern

__all__ = ["NEVER", "Notation"]

# Addresses; links and roles of Markdown, AsciiDoc and reStructuredText; keys of identifiers.
_LINK = pattern(r"://|www\.|\]\(|\]\[|\w`|`\w|\w\[\w*\]|\w::\w|\b(?:xref|doi|arxiv|isbn|issn|pmid|mailto):", 2)
_ADDRESS = pattern(r"://|www\.")
# What is around a word in prose, and in none of these.
_PROSE_MARKS = ",;!?\"'()“”‘’—"
# Alternating letters and digits: a hash, a key. In `In1967the` they change twice in nine characters. Base 64 changes
# between small letters, capitals and digits as often; `TheWarOf1967InTheEast` does not.
_CHARACTERS_PER_TURN, _CHARACTERS_PER_CASE_TURN = 6, 4
_FEWEST_TURNS = 3
_FEWEST_COMMON = 2


class Notation:
    """Rates how much each place of a text looks like part of a notation, a name or another language.

    Args:
        text: the text.
        language: its language.
        is_home: whether that is the language of the pipeline, and not a detected one.
    """

    def __init__(self, text: str, language: Language, *, is_home: bool = True) -> None:
        self._text = text
        self._context = Context(text, language, is_home=is_home)

    def handicap(self, candidate: Candidate) -> float:
        """Return the reduction of the log odds of a place: 0 in prose, `NEVER` if it must not be edited."""
        context = self._context
        before, after = strings_around(self._text, candidate.start, candidate.end, REACH)
        if context.is_row(candidate.start) or self._is_link_or_key(candidate, before, after):
            return NEVER
        handicap = self._of_kind(candidate, before, after)
        if context.is_post(candidate.start):
            return handicap + STRONG_LOOKALIKE
        if handicap and context.is_line and context.is_in_language(candidate.low, candidate.high):
            common = context.common_words_around(candidate.low, candidate.high) >= _FEWEST_COMMON
            if common and (candidate.kind != JOIN or context.is_sentence(candidate.low, candidate.high)):
                return handicap * IN_SENTENCE
        return handicap

    def _is_link_or_key(self, candidate: Candidate, before: str, after: str) -> bool:
        """True in an address, a path, a link, a hash or a key."""
        if (before + after).strip(_PROSE_MARKS).isalpha():
            return False
        string = before + self._text[candidate.start : candidate.end] + after
        # A line without its spaces contains citations and formulas; only an address is as long as that.
        link = _ADDRESS if splits.is_unspaced_line(self._text[candidate.low : candidate.high]) else _LINK
        is_path = string[0] == "/" or string[-1] == "/"
        may_be_link = ":" in string or "`" in string or "[" in string or "www." in string.lower()
        return is_path or (may_be_link and link.search(string) is not None) or _is_key(before + after)

    def _of_kind(self, candidate: Candidate, before: str, after: str) -> float:
        if candidate.kind == SPLIT:
            return splits.handicap(self._context, candidate, before + after)
        if candidate.kind == JOIN:
            return joins.handicap(self._context, candidate)
        if candidate.kind == MARK:
            return marks.handicap(self._context, before, after)
        return NEVER if marks.is_no_stray_space(before, after) else 0.0


def _is_key(string: str) -> bool:
    """True for a hash, a key or a model number: alternating letters and digits."""
    turns, case_turns = count_turns(string)
    case_turns += turns
    if case_turns >= _FEWEST_TURNS and case_turns * _CHARACTERS_PER_CASE_TURN >= len(string) and not string.isalpha():
        return True
    if turns < _FEWEST_TURNS or turns * _CHARACTERS_PER_TURN < len(string):
        return False
    return len(string) <= splits.LONGEST_NAME or not marks.is_mostly_letters(string)

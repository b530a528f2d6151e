# cython: language_level=3, annotation_typing=False
"""Which places of a text may be edited, and how much each looks like sound text of some notation."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from textmend.lang import normalized_word, strip_possessive
from textmend.lang._strings import word_after, word_before
from textmend.passes.base import View
from textmend.passes.spacing._scorer import MARK, SPLIT, STRAY
from textmend.passes.spacing.candidates import IDLE, Candidate, CandidateFinder
from textmend.passes.spacing.code_or_data import CodeOrData
from textmend.passes.spacing.notation import NEVER, Notation

__all__ = ["ENTERED", "ENTERED_IF_DAMAGED", "Editable"]

# Kinds of protected spans that look like damage, too; see `SpacingPass.enters`.
ENTERED = frozenset({"mixed", "unit"})
ENTERED_IF_DAMAGED = ENTERED | {"call"}
# In text that may be damaged, the log odds of a place in a program, in a field name or before a bracket are reduced by
# this much.
_IN_DATA, _IN_NAME, _IN_CALL = 6.0, 2.0, 2.0
# A single line is seldom a program, and its symbols are those of a formula or of several brackets.
_IN_FORMULA = 1.0


class Editable:
    """The candidates that may be edited, each with the reduction of its log odds for looking like a notation.

    What is found about a candidate is kept, for the candidates near hits are asked about again when all of the text is
    read.

    Args:
        view: the text.
        finder: what finds the candidates, in their language.
        whole: words to leave whole, in lexicon spelling.
        broken: whether spaces inside words and before marks may be removed.
        damaged: whether the text is known to be damaged.
    """

    def __init__(
        self, view: View, finder: CandidateFinder, *, whole: Collection[str], broken: bool, damaged: bool
    ) -> None:
        self._text = view.text
        self._finder = finder
        self._whole = whole
        self._broken = broken
        self._damaged = damaged
        self._guard = view.guard(ENTERED_IF_DAMAGED if damaged else ENTERED)
        self._calls = view.guard(ENTERED)
        self._data = CodeOrData(view.text, finder.language)
        self._notation = Notation(view.text, finder.language, is_home=finder.language is view.language)
        self._known: dict[Candidate, float] = {}

    def handicaps(self, found: Iterable[Candidate]) -> dict[Candidate, float]:
        """Return those of the candidates that may be edited, with their handicaps; most candidates are idle."""
        known = self._known
        handicaps: dict[Candidate, float] = {}
        for candidate in found:
            if candidate.score < IDLE:
                continue
            handicap = known.get(candidate)
            if handicap is None:
                handicap = known[candidate] = self._handicap(candidate)
            if handicap != NEVER:
                handicaps[candidate] = handicap
        return handicaps

    def _handicap(self, candidate: Candidate) -> float:
        if not self._is_wanted(candidate) or self._is_whole(candidate):
            return NEVER
        # Places near each other share the answer to the first question; the others are in order of their cost.
        if self._finder.is_foreign(candidate) or self._guard.touches(candidate.start, candidate.end):
            return NEVER
        handicap = self._notation.handicap(candidate)
        if handicap == NEVER:
            return NEVER
        if self._damaged:
            handicap += _IN_CALL * self._calls.touches(candidate.start, candidate.end)
            handicap += (_IN_DATA if "\n" in self._text else _IN_FORMULA) * self._data.is_dense(candidate)
            return handicap + _IN_NAME * self._is_in_name(candidate)
        return NEVER if self._data.is_dense(candidate) or self._data.is_name(candidate) else handicap

    def _is_in_name(self, candidate: Candidate) -> bool:
        """True for a field name, `inStock`; one that begins with a capital is handled by the notation."""
        is_split = candidate.kind == SPLIT and not self._text[candidate.low].isupper()
        return is_split and self._data.is_name(candidate)

    def _is_wanted(self, candidate: Candidate) -> bool:
        """True for what the options request; a displaced space cannot be corrected by half."""
        return self._broken or (candidate.kind in (SPLIT, MARK) and not candidate.moved)

    def _is_whole(self, candidate: Candidate) -> bool:
        """True if the candidate is about a word that the user wants to leave whole."""
        if not self._whole or candidate.kind in (MARK, STRAY):
            return False
        if candidate.kind == SPLIT:
            return normalized_word(strip_possessive(self._text[candidate.low : candidate.high])) in self._whole
        return (
            word_before(self._text, candidate.end) in self._whole
            or word_after(self._text, candidate.start) in self._whole
        )

"""The judges of spaces, made of the data of a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from textmend.lang._tables import Parts
from textmend.lang.language import CAPITALIZED, UNKNOWN, UNSEEN_PAIR, Language, to_steps
from textmend.lang.tables import open_parts
from textmend.passes.spacing._lattice import Lattice
from textmend.passes.spacing._punctuation import Marks
from textmend.passes.spacing._scorer import Judge
from textmend.passes.spacing.trees import Forests, open_forest

__all__ = ["REACH", "SpacingModel", "spacing_model"]

# What the ending of a possessive costs on top of its word, and what it takes to think a space lost or stray: one place
# in four of those in doubt, so that the judge hears of nearly all damage. In bits.
_POSSESSIVE = 5.0
_LOST = 2.0
_STRAY = 2.0
# In a long string of text that is known to be damaged a space may be missing where the reading without it is cheaper by
# so many bits: names and misspelt words. Of the spaces of lines without any that no reading put back (4% of them) this
# and borders of small letters and capitals find 94%, at a question for each four words; 12 bits would find 4% more.
REACH = 9.0

# What stands for the filter that languages without pairs lack: one that lets all pass.
_ALL_PARTS = Parts(memoryview(b"\xff" * 4).cast("I"), 5)


class SpacingModel:
    """What scores the spaces of texts in one language; each file is opened on first use.

    Args:
        language: the data.
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    @cached_property
    def judge(self) -> Judge:
        """Says where spaces are in doubt, and how much."""
        return self.judge_with(self._forests, bytes(self._said["asked"]))

    @cached_property
    def wide_judge(self) -> Judge:
        """A judge for text that is known to be damaged, which asks more of long strings."""
        if not self.language.is_studied:
            return self.judge
        forests = self._forests._replace(strings=open_forest(self.language.path("strings.forest")))
        return self.judge_with(forests, bytes(self._said["asked"]), to_steps(REACH))

    @cached_property
    def _forests(self) -> Forests:
        return Forests(
            split=open_forest(self.language.path("splits.forest")),
            join=open_forest(self.language.path("joins.forest")),
            beside=open_forest(self.language.path("marks.forest")) if self.language.is_studied else None,
        )

    def spaces(self, prior: str) -> Sequence[Sequence[float]]:
        """The weights of what a document says about its doubts, by kind, for "any" document or a "damaged" one."""
        weights: Sequence[Sequence[float]] = self._said[prior]
        return weights

    @cached_property
    def _said(self) -> Mapping[str, Any]:
        return self.language.weights("spaces")

    def judge_with(self, forests: Forests, asked: bytes, reach: int = 0) -> Judge:
        """A judge with forests of one's own, or none, as training has it."""
        words, pairs, unseen = self.language.lexicon.table, self.language.pairs, to_steps(UNSEEN_PAIR)
        possessive, lost, stray = to_steps(_POSSESSIVE), to_steps(_LOST), to_steps(_STRAY)
        parts = open_parts(self.language.path("parts.bin")) if self.language.is_studied else _ALL_PARTS
        lattice = Lattice(
            words, pairs, parts, self.language.speller, to_steps(UNKNOWN), unseen, possessive, lost, stray
        )
        marks = Marks(words, pairs)
        elides, capitalizes = not self.language.is_studied, self.language.code in CAPITALIZED
        return Judge(
            lattice,
            marks,
            words,
            pairs,
            self.language.speller,
            unseen,
            self.language.capitals,
            forests,
            asked,
            elides,
            capitalizes,
            reach,
        )


@cache
def spacing_model(language: Language) -> SpacingModel:
    """Return the model of a language; the same object each time."""
    return SpacingModel(language)

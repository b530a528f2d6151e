"""The space scorers, built from the data of a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from textmend.lang._tables import BloomFilter
from textmend.lang.language import CAPITALIZED, UNKNOWN, UNSEEN_PAIR, Language, to_steps
from textmend.lang.tables import open_bloom_filter
from textmend.passes.spacing._lattice import Lattice
from textmend.passes.spacing._punctuation import PunctuationFeatures, PunctuationScorer
from textmend.passes.spacing._scorer import SpaceScorer
from textmend.passes.spacing.trees import TreeEnsembles, open_trees

__all__ = ["REACH", "SpacingModel", "spacing_model"]

# The cost of the ending of a possessive in addition to its word, and of a lost or a stray space: one candidate in four
# is wrong, so that the scorer sees nearly all damage. In bits.
_POSSESSIVE = 5.0
_LOST = 2.0
_STRAY = 2.0
# In a long string of text that is known to be damaged a space may be missing where the reading without it is cheaper by
# this many bits: names and misspelt words. Of the spaces of lines without any that no reading restored (4% of them)
# this and borders of small letters and capitals find 94%, at one candidate for each four words; 12 bits would find 4%
# more.
REACH = 9.0

# In place of the filter that languages without pairs lack: one that passes everything.
_ALL_PARTS = BloomFilter(memoryview(b"\xff" * 4).cast("I"), 5)


class SpacingModel:
    """The scorers of spaces in texts of one language; each file is opened on first use.

    Args:
        language: the data.
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    @cached_property
    def scorer(self) -> SpaceScorer:
        """Finds candidates, and scores them."""
        return self.scorer_with(self._ensembles, bytes(self._document_weights["asked"]))

    @cached_property
    def high_recall_scorer(self) -> SpaceScorer:
        """A scorer for text that is known to be damaged, which finds more candidates in long strings."""
        if not self.language.has_full_model:
            return self.scorer
        ensembles = self._ensembles._replace(strings=open_trees(self.language.path("strings.trees")))
        return self.scorer_with(ensembles, bytes(self._document_weights["asked"]), to_steps(REACH))

    @cached_property
    def _ensembles(self) -> TreeEnsembles:
        return TreeEnsembles(
            split=open_trees(self.language.path("splits.trees")),
            join=open_trees(self.language.path("joins.trees")),
            beside=open_trees(self.language.path("marks.trees")) if self.language.has_full_model else None,
        )

    def spaces(self, prior: str) -> Sequence[Sequence[float]]:
        """The weights of document features, by kind, for "any" document or a "damaged" one."""
        weights: Sequence[Sequence[float]] = self._document_weights[prior]
        return weights

    @cached_property
    def _document_weights(self) -> Mapping[str, Any]:
        return self.language.weights("spaces")

    def scorer_with(self, ensembles: TreeEnsembles, asked: bytes, reach: int = 0) -> SpaceScorer:
        """A scorer with custom tree ensembles, or none, as training needs it."""
        words, pairs, unseen = self.language.lexicon.table, self.language.pairs, to_steps(UNSEEN_PAIR)
        possessive, lost, stray = to_steps(_POSSESSIVE), to_steps(_LOST), to_steps(_STRAY)
        parts = open_bloom_filter(self.language.path("parts.bin")) if self.language.has_full_model else _ALL_PARTS
        lattice = Lattice(
            words, pairs, parts, self.language.char_model, to_steps(UNKNOWN), unseen, possessive, lost, stray
        )
        marks = PunctuationScorer(PunctuationFeatures(words, pairs), ensembles.beside, asked)
        elides, capitalizes = not self.language.has_full_model, self.language.code in CAPITALIZED
        return SpaceScorer(
            lattice,
            marks,
            words,
            pairs,
            self.language.char_model,
            unseen,
            self.language.capitals,
            ensembles,
            elides,
            capitalizes,
            reach,
        )


@cache
def spacing_model(language: Language) -> SpacingModel:
    """Return the model of a language; the same object each time."""
    return SpacingModel(language)

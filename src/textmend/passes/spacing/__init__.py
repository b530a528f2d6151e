"""Spacing: words that ran together ("ofthe") get their space back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from textmend._strings import word_after, word_before, word_end
from textmend.lang import WORD, Sieve, spelling, stem
from textmend.passes.base import Cues, Options, Pass, Proposal, Reach, Rule, View

__all__ = ["Candidate", "SpacingOptions", "SpacingPass", "find_candidates"]

# Splits under this chance are not worth a reader's time, not even as a suspicion.
_SUSPICION = 0.5
# Under this chance no evidence of the document lifts them over it.
_HOPELESS = 0.1
# A string that is under this chance at one place of a block is a term of it, and not judged again: other neighbours do
# not lift it a hundredfold. A text on sandcars has the word on every page.
_NEVER = 0.001
# Longer runs of letters are data, not words; the search would cost more than they are worth.
_LONGEST = 500
# What "the document" says is heard in blocks of this many characters, so that the cost of one candidate is
# bounded and a long text gives the same result in parts.
_BLOCK = 100_000
# Where one join is certain, another is likely: each certain one in a block adds this much to the odds of the
# others, up to the most. In prose that lost one space in 300, of the splits at 0.7 to 0.9 123 of 126 are right
# beside another join, of those at 0.5 to 0.7 109 of 120 beside four; clean prose has no second join.
_CERTAIN = 0.9
_ODDS_PER_JOIN = 1.3
_MOST_ODDS = 7.0


class SpacingOptions(Options):
    """Options of the pass `spacing`.

    Attributes:
        words: words to leave whole, besides those of the lexicon; their case does not matter.
    """

    words: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """A string that may be several words.

    Attributes:
        start, end: where it is, the ending of a possessive included.
        block: the block of the document that it is in.
        written: as the document has it, without that ending.
        left, right: the words beside it in lexicon spelling; "" for none.
        repeats: how often its block of the document has the string besides this place.
    """

    start: int
    end: int
    block: int
    written: str
    left: str
    right: str
    repeats: int


def find_candidates(view: View, sieve: Sieve) -> Iterator[Candidate]:
    """Yield the strings of a view that no lexicon holds and that could be words without their spaces.

    Args:
        view: the text.
        sieve: which strings are worth the search; the language's own, but for training.
    """
    text = view.text
    guard = view.guard
    strange = [place for place in _strange(view, sieve) if not guard.touches(place[0], place[1])]
    counts = Counter([place[2:] for place in strange])
    for start, end, block, written in strange:
        repeats = counts[block, written] - 1
        yield Candidate(start, end, block, written, word_before(text, start), word_after(text, end), repeats)


def _strange(view: View, sieve: Sieve) -> Iterator[tuple[int, int, int, str]]:
    """Yield start, end, block and spelling, less the ending of a possessive, of strings that the sieve lets through."""
    text, lexicon = view.text, view.language.lexicon
    for hit_start, hit_end in view.hits:
        # Mostly a hit is one word.
        one = hit_end - hit_start <= _LONGEST and word_end(text, hit_start) == hit_end
        for start, end in (
            [(hit_start, hit_end)] if one else (m.span() for m in WORD.finditer(text, hit_start, hit_end))
        ):
            written = text[start:end]
            bare = stem(written)
            if len(bare) <= _LONGEST and sieve.passes(bare) and written not in lexicon:
                yield start, end, start // _BLOCK, bare


class Split(NamedTuple):
    """A candidate, where the spaces would go, and the chance that it is right to put them there."""

    candidate: Candidate
    cuts: tuple[int, ...]
    chance: float


class SpacingPass(Pass[SpacingOptions]):
    """Splits strings that no lexicon holds and that read better as several words, neighbours considered.

    Leaves alone: every word of the lexicon ("nowhere", "therein"), names, brands and terms that read as
    one word ("decarbonization", "Kostopoulos"), words in capitals, identifiers, addresses and code, and
    text in other languages than the pipeline's.
    """

    name = "spacing"
    rules = (
        Rule(
            "split",
            "words that ran together get their space back (ofthe, saidthat)",
            "words, names, brands, abbreviations in capitals, identifiers, other languages",
            0.50,
        ),
    )
    reach = Reach.DOCUMENT
    after = ("mojibake", "characters", "layout")
    options_type = SpacingOptions
    main_option = "words"

    @property
    def cues(self) -> Cues:
        return Cues(unknown_words=True)

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(map(spelling, self.options.words))

    def propose(self, view: View) -> Iterator[Proposal]:
        splits = list(self._splits(view))
        certain: defaultdict[int, set[str]] = defaultdict(set)
        for split in splits:
            if split.chance >= _CERTAIN:
                certain[split.candidate.block].add(split.candidate.written)
        for candidate, cuts, chance in splits:
            others = len(certain[candidate.block] - {candidate.written})
            odds = chance / (1 - chance + 1e-12) * min(_MOST_ODDS, 1 + _ODDS_PER_JOIN * others)
            sure = odds / (1 + odds)
            if sure < _SUSPICION:
                continue
            for cut in cuts:
                yield self.edit(candidate.start + cut, candidate.start + cut, " ", "split", sure)

    def _splits(self, view: View) -> Iterator[Split]:
        """Yield the splits that evidence of the document may make likely."""
        judge, sieve = view.language.judge, view.language.sieve
        terms: set[tuple[int, str]] = set()
        for candidate in find_candidates(view, sieve):
            start, end, block, written, left, right, repeats = candidate
            letters = spelling(written)
            if (block, written) in terms or letters in self._whole:
                continue
            reading = judge.read(letters, left, right)
            if not reading:
                continue
            chance = judge.chance(written, left, right, repeats, reading)
            if chance < _NEVER:
                terms.add((block, written))
            if chance >= _HOPELESS and not judge.is_foreign(view.text, start, end, reading[1], sieve):
                yield Split(candidate, reading[1], chance)

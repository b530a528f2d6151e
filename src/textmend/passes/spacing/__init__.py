"""Spacing: words that ran together ("ofthe") get their space back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial

from textmend.lang import WORD, Language, Sieve, spelling, stem
from textmend.passes.base import Cues, Options, Pass, Proposal, Reach, Rule, View
from textmend.passes.spacing.evidence import Token, evidence, probability
from textmend.passes.spacing.lattice import Reading, best_split

__all__ = ["SpacingOptions", "SpacingPass", "find_candidates"]

# Splits under this chance are not worth a reader's time, not even as a suspicion.
_SUSPICION = 0.5
# Under this chance no evidence of the document lifts them over it.
_HOPELESS = 0.1
# Longer runs of letters are data, not words; the search would cost more than they are worth.
_LONGEST = 500
# Neighbours are looked for this many characters away, more than any word has.
_NEIGHBOUR = 40
# What "the document" says is heard in blocks of this many characters, so that the cost of one candidate is
# bounded and a long text gives the same result in parts.
_BLOCK = 100_000
# Where one join is certain, another is likely: each certain one in a block adds this much to the odds of the
# others, up to the most. In prose that lost one space in 300, of the splits at 0.7 to 0.9 123 of 126 are right
# beside another join, of those at 0.5 to 0.7 109 of 120 beside four; clean prose has no second join.
_CERTAIN = 0.9
_ODDS_PER_JOIN = 1.3
_MOST_ODDS = 7.0
# The words around a candidate that tell its language, this many characters to either side.
_SURROUNDINGS = 80
# The words around a place cost 11 bits on average in English (9 of 10 stretches: 9.5 to 12.5; 15 where they are
# damaged), and 15 to 18 in other languages, whose words the lexicon holds at all in one case of three. A
# word that it does not hold counts like a rare one, since many of them are damage.
_FOREIGN = 15.0
_UNKNOWN_COST = 18.0
# Where fewer words than this are known around a place, as where every line is one run of letters, the words
# of the split are heard, too.
_FEW = 3

_WORD_BEFORE = re.compile(WORD.pattern + r"\s$")
_WORD_AFTER = re.compile(r"\s(" + WORD.pattern + ")")


@dataclass(frozen=True, kw_only=True, slots=True)
class SpacingOptions(Options):
    """Options of the pass `spacing`.

    Attributes:
        words: words to leave whole, besides those of the lexicon; their case does not matter.
    """

    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string that may be several words: its place, its surroundings, its best split."""

    start: int
    end: int
    token: Token
    split: Reading


def find_candidates(view: View, sieve: Sieve) -> Iterator[Candidate]:
    """Yield the strings of a view that no lexicon holds and that could be words without their spaces.

    Args:
        view: the text.
        sieve: which strings are worth the search; the language's own, but for training.
    """
    text, lexicon = view.text, view.language.lexicon
    # What is damaged once is often damaged again in the same words; the search need not be.
    read = cache(partial(best_split, view.language))
    counted = cache(partial(_count, text))
    for hit_start, hit_end in view.hits:
        for match in WORD.finditer(text, hit_start, hit_end):
            start, end = match.span()
            written = match.group()
            bare = stem(written)
            if len(bare) > _LONGEST or written in lexicon or not sieve.passes(bare):
                continue
            if view.guard.touches(start, end):
                continue
            before = _WORD_BEFORE.search(text, max(0, start - _NEIGHBOUR), start)
            after = _WORD_AFTER.match(text, end, end + _NEIGHBOUR)
            left = spelling(before.group().rstrip()) if before else None
            right = spelling(after.group(1)) if after else None
            split = read(spelling(bare), left, right)
            if split is not None:
                repeats = max(0, counted(written, start // _BLOCK) - 1)
                yield Candidate(start, end, Token(bare, left, right, repeats), split)


def _chance(language: Language, candidate: Candidate) -> float:
    """The chance that a split is right, as far as the string and its neighbours tell."""
    return probability(language.joins, evidence(language, candidate.token, candidate.split))


def _count(text: str, written: str, block: int) -> int:
    """How often a block of the text has a string."""
    return text.count(written, block * _BLOCK, (block + 1) * _BLOCK)


def _is_foreign(language: Language, text: str, candidate: Candidate) -> bool:
    """True when the words around a place are hardly words of the language. Other joins say nothing about it."""
    around = WORD.findall(text, max(0, candidate.start - _SURROUNDINGS), candidate.start)[1:]
    around += WORD.findall(text, candidate.end, candidate.end + _SURROUNDINGS)[:-1]
    priced = [(word, language.lexicon.cost(spelling(word))) for word in around]
    costs = [cost for word, cost in priced if cost is not None or not language.sieve.passes(word)]
    if sum(cost is not None for cost in costs) < _FEW:
        costs += [language.lexicon.cost(word) for word in candidate.split.words]
    return sum(_UNKNOWN_COST if cost is None else cost for cost in costs) / len(costs) > _FOREIGN


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
        judged = [
            (candidate, sure)
            for candidate in find_candidates(view, view.language.sieve)
            if spelling(candidate.token.text) not in self._whole
            and (sure := _chance(view.language, candidate)) >= _HOPELESS
            and not _is_foreign(view.language, view.text, candidate)
        ]
        certain: defaultdict[int, set[str]] = defaultdict(set)
        for candidate, sure in judged:
            if sure >= _CERTAIN:
                certain[candidate.start // _BLOCK].add(candidate.token.text)
        for candidate, sure in judged:
            others = len(certain[candidate.start // _BLOCK] - {candidate.token.text})
            odds = sure / (1 - sure + 1e-12) * min(_MOST_ODDS, 1 + _ODDS_PER_JOIN * others)
            chance = odds / (1 + odds)
            if chance < _SUSPICION:
                continue
            for cut in candidate.split.cuts:
                yield self.edit(candidate.start + cut, candidate.start + cut, " ", "split", chance)

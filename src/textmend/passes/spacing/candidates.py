"""The places of a text where a space may be missing or superfluous, and what the document shows about each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import exp, inf, log, log1p
from typing import NamedTuple

from textmend.gate.cues import TIGHT_MARKS
from textmend.lang import WORD, Language, strip_possessive
from textmend.lang._strings import flagged_spans, run_end, run_start, word_spans
from textmend.passes.base import Span
from textmend.passes.spacing._scorer import LONGEST_RUN, SPLIT, SpaceScorer
from textmend.passes.spacing.model import spacing_model
from textmend.patterns import pattern

__all__ = [
    "BLOCK",
    "IDLE",
    "Candidate",
    "CandidateFinder",
    "Features",
    "document_features",
    "none_likely",
    "probability",
]

# The evidence of "the document" is collected in blocks of this many characters, so that the cost of one candidate is
# bounded.
BLOCK = 100_000
# Under this score, no evidence of the document makes a candidate likely. It must stay above the -5 of `_trees.py`,
# which stops there: its result is then only part of a score, and may only be compared with this.
IDLE = -4.0
# A candidate with these log odds, nine chances of ten, is evidence for others.
_SURE_ODDS = 2.2
# More repetitions than this do not make a string more of a term.
_REPEATS = 5

# What triggers the pass next to marks; see `textmend.gate.cues.Trigger`.
_TIGHT = pattern(
    rf"(?<=[A-Za-z]{{2}})[{TIGHT_MARKS}](?=[A-Za-z]{{2}})(?<!\.(?![A-Z]))|(?<=[A-Za-z]{{2}})[0-9]|[0-9](?=[A-Za-z]{{3}})"
)
_MAY_BE_TIGHT = bytes(chr(unit) in TIGHT_MARKS or chr(unit).isdigit() for unit in range(128))
_BEHIND_TIGHT = 3
_SPACE = pattern(r"\s")

# The language around a place is detected from words up to this many characters to either side; places that share
# this many characters share the result.
_SURROUNDINGS = 120
# In damaged text names and rubbish make words costly, too: there it is foreign when at most this share of its letters
# are part of ordinary words. That takes 990 of 1,000 sentences in languages with Latin letters that have no data for
# foreign, and 17 of 1,000 damaged lines of English scans; cost alone takes 993 and 54. In text that may be clean it
# would let two more of 10,000 foreign sentences through.
_ORDINARY_IF_DAMAGED = 0.35
# Where damaged text hardly has a space, in this many characters at least, names and misspelt words hide the ordinary
# ones next to them, and one letter in five is enough: that restores 0.6% more of the spaces of lines without any. One
# in ten would restore 1.0% more, and split base64 and protein sequences, which one in five leaves whole (300 of each),
# except two in a hundred of the latter; these have capitals only, which this is not for.
_ORDINARY_IF_DENSE = 0.20
_LEAST_DENSE = 40
_LETTERS_PER_SPACE = 20


class Candidate(NamedTuple):
    """A place where a space may be missing or superfluous.

    Attributes:
        kind: SPLIT, JOIN, MARK or STRAY of `textmend.passes.spacing._scorer`.
        start, end: the space; empty where it is missing.
        low, high: the span of what is one word, with that space or without.
        moved: whether it belongs with another one: a space that is a letter off.
        plain: whether it separates a frequent word from one that it is seen next to.
        score: the log odds that the place is wrong, without the document.
        evidence: its features, if a scorer without a tree ensemble is to be trained; else nothing.
    """

    kind: int
    start: int
    end: int
    low: int
    high: int
    moved: bool
    plain: bool
    score: float
    evidence: tuple[float, ...]


# The features of a candidate: its score, confident candidates of the same kind and of others in its block, the size of
# the block, and how often the string is repeated.
Features = tuple[float, float, float, float, float]


def _between_words(text: str, at: int) -> int:
    """The first position from `at` on that does not split a word; half of one would be scored as if it were whole."""
    if at in (0, len(text)) or text[at - 1].isspace():
        return at
    space = _SPACE.search(text, at)
    return space.start() if space else len(text)


def document_features(
    text: str, found: Sequence[Candidate], least: float = -inf
) -> Iterator[tuple[Candidate, Features]]:
    """Yield the document features of each candidate that scores enough; the others only count as evidence."""
    sure: defaultdict[tuple[int, int], int] = defaultdict(int)
    all_sure: defaultdict[int, int] = defaultdict(int)
    strings: set[tuple[int, int, int]] = set()
    for candidate in found:
        if candidate.score >= _SURE_ODDS:
            sure[candidate.start // BLOCK, candidate.kind] += 1
            all_sure[candidate.start // BLOCK] += 1
        if candidate.kind == SPLIT:
            strings.add((candidate.start // BLOCK, candidate.low, candidate.high))
    # A string may be split at several places and counts once.
    alike: defaultdict[tuple[int, str], int] = defaultdict(int)
    for block, low, high in strings:
        alike[block, text[low:high]] += 1
    for candidate in found:
        kind, start, _, low, high, _, plain, score, _ = candidate
        if score < least:
            continue
        block = start // BLOCK
        same = sure[block, kind]
        others = all_sure[block] - same
        same -= score >= _SURE_ODDS
        size = min(len(text) - block * BLOCK, BLOCK)
        # A string that the document repeats is a term of its own; but not "ofthe", which damage repeats, too.
        repeats = min(alike[block, text[low:high]] - 1, _REPEATS) if kind == SPLIT and not plain else 0
        yield candidate, (score, log1p(same), log1p(others), log(size), float(repeats))


def none_likely(text: str, found: Iterable[Candidate], weights: Sequence[Sequence[float]], least: float) -> bool:
    """True when no candidate of a text is evidence for another one, nor as likely as `least` by itself, as in clean
    text.

    Args:
        text: the text.
        found: its candidates.
        weights: by kind, as for `probability`. Repetition of a string never makes its candidates likelier.
        least: a probability, 0 to 1.
    """
    # The shortest block has the fewest places that could be wrong, so that each of them is likelier.
    size = log(len(text) % BLOCK or BLOCK)
    odds = log(least / (1 - least))
    for candidate in found:
        own, _, _, by_size, _, bias = weights[candidate.kind]
        if candidate.score >= _SURE_ODDS or bias + candidate.score * own + size * by_size >= odds:
            return False
    return True


def probability(features: Features, weights: Sequence[float]) -> float:
    """Return the probability that a candidate is right, 0 to 1.

    Args:
        features: its features.
        weights: those of the five features, and a bias.
    """
    own, same, others, size, repeats = features
    score = weights[5] + own * weights[0] + same * weights[1] + others * weights[2]
    score += size * weights[3] + repeats * weights[4]
    return 1 / (1 + exp(-score)) if score > -500 else 0.0


class CandidateFinder:
    """Finds the candidates of one text in one language.

    Args:
        text: the text.
        language: its language.
        parts: the parts of the text in that language, sorted and disjoint; all by default.
        damaged: whether the text is known to be damaged.
        scorer: by default that of the language, the high-recall one if the text is known to be damaged.
    """

    def __init__(
        self,
        text: str,
        language: Language,
        *,
        parts: Sequence[Span] | None = None,
        damaged: bool = False,
        scorer: SpaceScorer | None = None,
    ) -> None:
        self.text = text
        self.language = language
        self.parts = [(0, len(text))] if parts is None else parts
        self._scorer = scorer or (
            spacing_model(language).high_recall_scorer if damaged else spacing_model(language).scorer
        )
        self._damaged = damaged
        self._foreign: dict[tuple[int, int], bool] = {}

    def evidence(self) -> Iterator[Candidate]:
        """Yield all candidates of the text, for training."""
        yield from map(Candidate._make, self._scorer.among_words(self.text, 0, len(self.text), False))
        yield from self._beside_marks(0, len(self.text), -inf)

    def candidates(self, start: int, end: int) -> list[Candidate]:
        """All candidates of the words that begin in a part of the text, in order; none next to a mark that is idle."""
        found: list[Candidate] = []
        start, end = _between_words(self.text, start), _between_words(self.text, end)
        for first, last in self.parts:
            low, high = max(first, start), min(last, end)
            if low < high:
                found += map(Candidate._make, self._scorer.among_words(self.text, low, high, True))
                found += self._beside_marks(low, high)
        found.sort(key=lambda candidate: (candidate.start, candidate.end))
        return found

    def near(self, hits: Sequence[Span], *, fragments: bool) -> list[Candidate]:
        """The candidates of the runs with words that may be several, and next to tight marks, in order.

        Args:
            hits: where to look.
            fragments: whether every word that is not in the lexicon counts.
        """
        text, end_of_last = self.text, -1
        found: list[Candidate] = []
        for start, end in self._unknown_words(hits, fragments):
            if start < end_of_last:
                continue
            low = run_start(text, start, start - LONGEST_RUN)
            end_of_last = run_end(text, low, end + LONGEST_RUN)
            found += map(Candidate._make, self._scorer.among_letters(text, low, end_of_last))
        for start, end in flagged_spans(text, hits, _MAY_BE_TIGHT):
            for match in _TIGHT.finditer(text, start, end + _BEHIND_TIGHT):
                if match.start() < end:
                    found += self._beside_marks(match.start(), match.end() + 1)
        return sorted(set(found), key=lambda candidate: (candidate.start, candidate.end))

    def is_foreign(self, candidate: Candidate) -> bool:
        """True when the words around a candidate are hardly words of the language."""
        bucket = candidate.start // _SURROUNDINGS
        first, last = self.parts[bisect_right(self.parts, (candidate.start, len(self.text))) - 1]
        foreign = self._foreign.get((bucket, first))
        if foreign is None:
            low, high = max((bucket - 1) * _SURROUNDINGS, first), min((bucket + 2) * _SURROUNDINGS, last)
            foreign = self._scorer.is_foreign(self.text, low, high, self._ordinary(low, high))
            self._foreign[bucket, first] = foreign
        return foreign

    def _ordinary(self, low: int, high: int) -> float:
        """The share of the letters that may be part of ordinary words in foreign text."""
        if not self._damaged:
            return 1.0
        part = self.text[low:high]
        is_dense = len(part) >= max(_LEAST_DENSE, _LETTERS_PER_SPACE * part.count(" ")) and not part.isupper()
        return _ORDINARY_IF_DENSE if is_dense else _ORDINARY_IF_DAMAGED

    def wakes(self, hits: Sequence[Span], *, fragments: bool) -> bool:
        """True when the hits contain a trigger of this pass, in this language or in another one."""
        split_filter, lexicon = self.language.split_filter, self.language.lexicon
        words = (match.group() for start, end in hits for match in WORD.finditer(self.text, start, end))
        return any((fragments or split_filter.passes(strip_possessive(word))) and word not in lexicon for word in words)

    def _unknown_words(self, hits: Sequence[Span], fragments: bool) -> Iterator[Span]:
        """Yield the words of the hits that are not in the lexicon and that may be several or part of one."""
        lexicon, split_filter = self.language.lexicon, self.language.split_filter
        for start, end in hits:
            for low, high in word_spans(self.text, start, end):
                word = self.text[low:high]
                if (fragments or split_filter.divides(strip_possessive(word))) and word not in lexicon:
                    yield low, high

    def _beside_marks(self, start: int, end: int, least: float = IDLE) -> Iterator[Candidate]:
        return map(Candidate._make, self._scorer.beside_marks(self.text, start, end, least))

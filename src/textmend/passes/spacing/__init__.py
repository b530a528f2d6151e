"""Spacing: restores the spaces of words that ran together ("ofthe") or broke ("Abst rac t")."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from types import MappingProxyType

from textmend.edits import Edit, Refusal
from textmend.lang import load, normalized_word
from textmend.passes.base import CHARACTERS_PER_SURE, SURE_CHANCE, Cues, Options, Pass, Rule, Span, View, check_effort
from textmend.passes.spacing._scorer import JOIN, MARK, SPLIT, STRAY
from textmend.passes.spacing.candidates import (
    BLOCK,
    IDLE,
    Candidate,
    CandidateFinder,
    document_features,
    none_likely,
    probability,
)
from textmend.passes.spacing.contractions import divided_contractions
from textmend.passes.spacing.damage import EXPECTED, UNEXPECTED, Damage
from textmend.passes.spacing.editable import ENTERED, ENTERED_IF_DAMAGED, Editable
from textmend.passes.spacing.font_damage import font_damage
from textmend.passes.spacing.foreign_paragraphs import foreign_paragraphs, subtract_spans
from textmend.passes.spacing.model import spacing_model

__all__ = ["SpacingOptions", "SpacingPass"]

# The rule of each kind of candidate.
_RULES = {SPLIT: "split", JOIN: "join", MARK: "space-after-punctuation", STRAY: "space-before-punctuation"}

# Anything less likely is not worth reporting, not even as a suspicion.
_SUSPICION = 0.5
# A displaced space (`notl ike`) is missing at one end of a few letters and superfluous at the other; places further
# apart than the length of a word belong to different ones.
_MAX_PAIR_DISTANCE_CHARS = 24
# No place among 2 million words of prose, and of 9,294 pieces of sound text, looks like one.
_DIVIDED_CONTRACTION = 0.99
_SHOWS_NO_DAMAGE = "the text shows no other damage of that kind"

# A place, the probability that it is wrong in a damaged document, and that in this one.
Scored = tuple[Candidate, float, float]


class SpacingOptions(Options):
    """Options of the pass `spacing`.

    Attributes:
        words: words to leave whole, in addition to those of the lexicon; case is ignored.
        effort: "light" reads only around words that are not in the lexicon and marks without their space; "auto" reads
            all of a document that shows damage there; "thorough" reads everything, for text that is known to be
            damaged.
        broken: whether spaces inside words and before marks are also removed.
    """

    words: tuple[str, ...] = ()
    effort: str = "auto"
    broken: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        check_effort(self.effort)


class SpacingPass(Pass[SpacingOptions]):
    """Inserts spaces between words that ran together, and removes spaces inside broken words.

    Each candidate space is scored in context: the most likely segmentation of the surrounding words (word, bigram and
    character-model costs) is compared with the text as written. Other damage in the document makes a candidate more
    likely; a string that the document repeats makes it less likely. The rate of each kind of damage is estimated from
    the candidates of the document (`textmend.passes.spacing.damage`), whatever the option `effort`: the option only
    says where to look, not that the text is damaged.

    Leaves alone: correct words ("nowhere", "therein"), names, brands and terms ("decarbonization", "Kostopoulos"),
    identifiers, addresses and code, and text in unsupported languages. A paragraph that is clearly in another supported
    language than the pipeline's is scored in its own language.
    """

    name = "spacing"
    prose_only = True
    rules = (
        Rule(
            "split",
            "inserts the missing space between words that ran together (ofthe, saidthat, theUnited)",
            "words, names, brands, chemical names, identifiers, other languages, an isolated term in an undamaged text",
            0.50,
        ),
        Rule(
            "join",
            "removes the spaces inside broken words (Abst rac t, di ff cult)",
            "words that occur next to each other, initials, units (400 K in), citations (et al.), texts too short"
            " to show their language",
            0.50,
        ),
        Rule(
            "space-after-punctuation",
            "inserts the missing space next to a punctuation mark or digit (home.Then, 2019and)",
            "abbreviations (U.S., e.g.), numbers, units, codes, addresses, links, rows of tables",
            0.50,
        ),
        Rule(
            "space-before-punctuation",
            "removes the space before a punctuation mark (word , or word .)",
            "digits, ellipses, formulas, form fields, rows of tables, the punctuation of other languages",
            0.50,
        ),
        Rule(
            "lost-ligature",
            "a space that a font left of a ligature becomes its letters (a ected, classi es)",
            "texts that have fewer than three such words",
            0.95,
        ),
        Rule(
            "doubled-letters",
            "words whose letters are all doubled lose every second one (TThhee)",
            "texts that have fewer than three such words",
            0.95,
        ),
    )
    renamed_rules = MappingProxyType({"mark": "space-after-punctuation", "stray": "space-before-punctuation"})
    # What removed the space between two words may have removed other characters there.
    evidence = frozenset({"split", "space-after-punctuation"})
    after = ("mojibake", "characters", "layout")
    options_type = SpacingOptions
    main_option = "words"

    @property
    def cues(self) -> Cues:
        if self.options.effort == "thorough":
            return Cues(always=True)
        return Cues(unknown_words=True, fragments=self.options.broken, tight_marks=True)

    @property
    def enters(self) -> frozenset[str]:
        """Kinds of protected spans that look like damage: "theUnited", "2019and"."""
        # In text that may be damaged, "word(s" may not be a call.
        return ENTERED_IF_DAMAGED if self.options.effort == "thorough" else ENTERED

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(map(normalized_word, self.options.words))

    def propose(self, view: View) -> Iterator[Edit | Refusal]:
        text, damaged = view.text, self.options.effort == "thorough"
        if damaged and self.options.broken:
            for start, end, replacement, rule, confidence in font_damage(text, view.language):
                yield self.edit(start, end, replacement, rule, confidence)
            for at in divided_contractions(text, view.language):
                yield self.edit(at, at + 1, "", "space-before-punctuation", _DIVIDED_CONTRACTION)
        home = CandidateFinder(text, view.language, damaged=damaged)
        elsewhere: dict[str, list[Span]] = {}
        for code, part in foreign_paragraphs(text, view.hits, view.language.code):
            if self._is_awake(home, view.hits, part):
                elsewhere.setdefault(code, []).append(part)
        if not elsewhere:
            yield from self._proposed(view, home, view.hits)
            return
        others = sorted(part for parts in elsewhere.values() for part in parts)
        home = CandidateFinder(text, view.language, parts=subtract_spans([(0, len(text))], others), damaged=damaged)
        yield from self._proposed(view, home, subtract_spans(view.hits, others))
        for code, parts in elsewhere.items():
            yield from self._proposed(view, CandidateFinder(text, load(code), parts=parts, damaged=damaged), parts)

    def _is_awake(self, home: CandidateFinder, hits: Sequence[Span], part: Span) -> bool:
        """True for a part in another language that triggers the pass, but not by its marks, which are not scored."""
        if self.options.effort == "thorough":
            return True
        start, end = part
        low = bisect_right(hits, start, key=itemgetter(1))
        high = bisect_left(hits, end, low, key=itemgetter(0))
        inside = [(max(first, start), min(last, end)) for first, last in hits[low:high]]
        return home.wakes(inside, fragments=self.options.broken)

    def _proposed(self, view: View, finder: CandidateFinder, hits: Sequence[Span]) -> Iterator[Edit | Refusal]:
        """Yield the edits of the parts of a text that are in the finder's language, around the hits in these."""
        if self.options.effort == "thorough":
            found = finder.candidates(0, len(view.text))
        else:
            found = finder.near(hits, fragments=self.options.broken)
        if none_likely(view.text, found, self._weights(finder), _SUSPICION):
            return
        editable = Editable(
            view,
            finder,
            whole=self._whole,
            broken=self.options.broken,
            damaged=self.options.effort == "thorough",
        )
        scored = self._scored(view, finder, editable, found)
        if scored and self.options.effort == "auto":
            scored = self._escalated(view, finder, editable, scored)
        for candidate, alone, here in _together(scored):
            replacement = " " if candidate.start == candidate.end else ""
            if here >= _SUSPICION:
                yield self.edit(candidate.start, candidate.end, replacement, _RULES[candidate.kind], here)
            elif alone >= _SUSPICION:
                yield self.refuse(
                    candidate.start, candidate.end, replacement, _RULES[candidate.kind], _SHOWS_NO_DAMAGE, here
                )

    def _weights(self, finder: CandidateFinder) -> Sequence[Sequence[float]]:
        return spacing_model(finder.language).spaces("damaged" if self.options.effort == "thorough" else "any")

    def _escalated(self, view: View, finder: CandidateFinder, editable: Editable, scored: list[Scored]) -> list[Scored]:
        """Read all of the blocks that show damage where the hits are."""
        size = len(view.text)
        sure: Counter[int] = Counter()
        for candidate, _, here in scored:
            sure[candidate.start // BLOCK] += here >= SURE_CHANCE
        damaged = [b for b, n in sure.items() if n * CHARACTERS_PER_SURE >= min(BLOCK, size - b * BLOCK)]
        if not damaged:
            return scored
        found = {candidate for candidate, _, _ in scored}
        for block in damaged:
            found.update(finder.candidates(block * BLOCK, min(size, (block + 1) * BLOCK)))
        in_order = sorted(found, key=lambda candidate: (candidate.start, candidate.end))
        return self._scored(view, finder, editable, in_order)

    def _scored(
        self, view: View, finder: CandidateFinder, editable: Editable, found: Sequence[Candidate]
    ) -> list[Scored]:
        """Return the probability of each candidate that may be edited; the others are not evidence, either."""
        weights, handicaps = self._weights(finder), editable.handicaps(found)
        mine = [candidate for candidate in found if candidate.score < IDLE or candidate in handicaps]
        prior, lexicon = EXPECTED if self.options.effort == "thorough" else UNEXPECTED, finder.language.lexicon
        damage = Damage(view.text, handicaps, prior, finder.parts, lexicon)
        scored: list[Scored] = []
        for candidate, features in document_features(view.text, mine, IDLE):
            alone = probability(features, weights[candidate.kind])
            scored.append(
                (candidate, alone, min(alone, damage.probability(candidate)) if alone >= _SUSPICION else alone)
            )
        return scored


def _together(scored: Sequence[Scored]) -> list[Scored]:
    """Give the places of one repair the probability of the least likely one.

    These are the two places of a displaced space (`notl ike`), and all spaces inside of one word (`a t test`, if that
    is `attest`).
    """
    result = list(scored)
    for at in range(1, len(result)):
        (first, *before), (second, *behind) = result[at - 1], result[at]
        if first.moved and second.moved and second.start - first.end <= _MAX_PAIR_DISTANCE_CHARS:
            alone, here = map(min, before, behind)
            result[at - 1], result[at] = (first, alone, here), (second, alone, here)
    least: dict[Span, float] = {}
    for place, _, here in result:
        if place.kind == JOIN:
            least[place.low, place.high] = min(here, least.get((place.low, place.high), 1.0))
    return [(p, alone, least[p.low, p.high] if p.kind == JOIN else here) for p, alone, here in result]

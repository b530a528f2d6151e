"""Spacing: words that ran together ("ofthe") or broke ("Abst rac t") get their spaces right."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter

from textmend.edits import Edit, Refusal
from textmend.lang import load, spelling, stem
from textmend.lang._strings import word_after, word_before
from textmend.passes.base import CHARACTERS_PER_SURE, SURE_CHANCE, Cues, Options, Pass, Rule, Span, View, check_effort
from textmend.passes.spacing._scorer import JOIN, MARK, SPLIT, STRAY
from textmend.passes.spacing.candidates import BLOCK, Doubt, Reader, are_idle, chance, hear
from textmend.passes.spacing.code_or_data import Data
from textmend.passes.spacing.damage import EXPECTED, UNEXPECTED, Damage
from textmend.passes.spacing.foreign_paragraphs import abroad, outside
from textmend.passes.spacing.model import spacing_model
from textmend.passes.spacing.notation import NEVER, Notation

__all__ = ["SpacingOptions", "SpacingPass"]

# The rule of each kind of doubt.
_RULES = {SPLIT: "split", JOIN: "join", MARK: "mark", STRAY: "stray"}

# What is less likely is not worth a reader's time, not even as a suspicion.
_SUSPICION = 0.5
# Under this score no evidence of the document makes a doubt likely. It must stay above the -5 of `_trees.py`,
# which stops there: what it has then is a part of a score, and may only be held against this.
_IDLE = -4.0
# A space that stands off (`notl ike`) is missing at one end of a few letters and too many at the other; places further
# apart than a word is long belong to different ones.
_NEAR = 24


# Kinds of protected spans whose look is that of damage, too; see `SpacingPass.enters`.
_ENTERED = frozenset({"mixed", "unit"})
_ENTERED_IF_DAMAGED = _ENTERED | {"call"}
# In text that may be damaged a place in a program, in the name of a field or before a bracket counts as that much less
# likely, as a logarithm of odds.
_IN_DATA, _IN_NAME, _IN_CALL = 6.0, 2.0, 2.0
# A single line is seldom a program, and signs in it are those of a formula or of several brackets.
_IN_FORMULA = 1.0
_SHOWS_NO_DAMAGE = "nothing else in the text shows that kind of damage"

# A place, how likely it is wrong in a damaged document, and in this one.
Scored = tuple[Doubt, float, float]


class SpacingOptions(Options):
    """Options of the pass `spacing`.

    Attributes:
        words: words to leave whole, besides those of the lexicon; their case does not matter.
        effort: "light" reads only around words that no lexicon holds and marks without their space; "auto" reads all of
            a document that shows damage there; "thorough" reads everything, for text that is known to be damaged.
        broken: whether spaces inside words and before marks are taken out, too.
    """

    words: tuple[str, ...] = ()
    effort: str = "auto"
    broken: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        check_effort(self.effort)


class SpacingPass(Pass[SpacingOptions]):
    """Puts spaces where words ran together, and takes them out where words broke.

    Every place is judged within its run of words: how all of it reads best, by the costs of words, of pairs and of
    spelling out what no lexicon holds, against how the text has it. What else the document has wrong makes a doubt more
    likely, a string that it repeats less. How much of each kind of damage a text has is estimated from its own doubts
    (`textmend.passes.spacing.damage`), whatever the effort: that says where to look, not that the text is damaged.

    Leaves alone: words that read well ("nowhere", "therein"), names, brands and terms ("decarbonization",
    "Kostopoulos"), identifiers, addresses and code, and text in other languages than it knows. Paragraphs that are
    evidently in one of these, and not in that of the pipeline, are read in their own.
    """

    name = "spacing"
    rules = (
        Rule(
            "split",
            "words that ran together get their space back (ofthe, saidthat, theUnited)",
            "words, names, brands, chemical names, identifiers, other languages, an isolated term of a sound text",
            0.50,
        ),
        Rule(
            "join",
            "words that broke lose the space inside (Abst rac t, di ff cult)",
            "words that stand side by side, initials, units (400 K in), citations (et al.), texts too short to show"
            " their language",
            0.50,
        ),
        Rule(
            "mark",
            "a space comes back beside a mark or digit (home.Then, 2019and)",
            "abbreviations (U.S., e.g.), numbers, units, codes, addresses, links, rows of tables",
            0.50,
        ),
        Rule(
            "stray",
            "a space before a mark goes (word , or word .)",
            "digits, ellipses, formulas, fields of forms, rows of tables, marks of other languages",
            0.50,
        ),
    )
    # What took the space between two words away may have taken what else stood there.
    evidence = frozenset({"split", "mark"})
    after = ("mojibake", "characters", "layout")
    options_type = SpacingOptions
    main_option = "words"

    @property
    def cues(self) -> Cues:
        if self.options.effort == "thorough":
            return Cues(everything=True)
        return Cues(unknown_words=True, fragments=self.options.broken, tight_marks=True)

    @property
    def enters(self) -> frozenset[str]:
        """Kinds of protected spans whose look is that of damage: "theUnited", "2019and"."""
        # In text that may be damaged "word(s" may be no call; see `_IN_CALL`.
        return _ENTERED_IF_DAMAGED if self.options.effort == "thorough" else _ENTERED

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(map(spelling, self.options.words))

    def propose(self, view: View) -> Iterator[Edit | Refusal]:
        text, damaged = view.text, self.options.effort == "thorough"
        home = Reader(text, view.language, damaged=damaged)
        elsewhere: dict[str, list[Span]] = {}
        for code, part in abroad(text, view.hits, view.language.code):
            if self._is_awake(home, view.hits, part):
                elsewhere.setdefault(code, []).append(part)
        if not elsewhere:
            yield from self._proposed(view, home, view.hits)
            return
        others = sorted(part for parts in elsewhere.values() for part in parts)
        home = Reader(text, view.language, parts=outside([(0, len(text))], others), damaged=damaged)
        yield from self._proposed(view, home, outside(view.hits, others))
        for code, parts in elsewhere.items():
            yield from self._proposed(view, Reader(text, load(code), parts=parts, damaged=damaged), parts)

    def _is_awake(self, home: Reader, hits: Sequence[Span], part: Span) -> bool:
        """True for a part in another language that has what wakes the pass: not for its marks, which are not judged."""
        if self.options.effort == "thorough":
            return True
        start, end = part
        low = bisect_right(hits, start, key=itemgetter(1))
        high = bisect_left(hits, end, low, key=itemgetter(0))
        inside = [(max(first, start), min(last, end)) for first, last in hits[low:high]]
        return home.wakes(inside, fragments=self.options.broken)

    def _proposed(self, view: View, reader: Reader, hits: Sequence[Span]) -> Iterator[Edit | Refusal]:
        """Yield the edits of the parts of a text that are in the reader's language, around the hits in these."""
        if self.options.effort == "thorough":
            found = reader.doubts(0, len(view.text))
        else:
            found = reader.near(hits, fragments=self.options.broken)
        scored = self._scored(view, reader, found)
        if scored and self.options.effort == "auto":
            scored = self._escalated(view, reader, scored)
        for doubt, alone, here in _together(scored):
            replacement = " " if doubt.start == doubt.end else ""
            if here >= _SUSPICION:
                yield self.edit(doubt.start, doubt.end, replacement, _RULES[doubt.kind], here)
            elif alone >= _SUSPICION:
                yield self.refuse(doubt.start, doubt.end, replacement, _RULES[doubt.kind], _SHOWS_NO_DAMAGE, here)

    def _escalated(self, view: View, reader: Reader, scored: list[Scored]) -> list[Scored]:
        """Read all of the blocks that show damage where the hits are."""
        size = len(view.text)
        sure: Counter[int] = Counter()
        for doubt, _, here in scored:
            sure[doubt.start // BLOCK] += here >= SURE_CHANCE
        damaged = [b for b, n in sure.items() if n * CHARACTERS_PER_SURE >= min(BLOCK, size - b * BLOCK)]
        if not damaged:
            return scored
        found = {doubt for doubt, _, _ in scored}
        for block in damaged:
            found.update(reader.doubts(block * BLOCK, min(size, (block + 1) * BLOCK)))
        return self._scored(view, reader, sorted(found, key=lambda doubt: (doubt.start, doubt.end)))

    def _scored(self, view: View, reader: Reader, found: Sequence[Doubt]) -> list[Scored]:
        """Say how likely each doubt is that may be settled here, the others being no evidence for it either."""
        thorough = self.options.effort == "thorough"
        weights = spacing_model(reader.language).spaces("damaged" if thorough else "any")
        if are_idle(view.text, found, weights, _SUSPICION):
            return []
        handicaps = self._handicaps(view, reader, found)
        mine = [doubt for doubt in found if doubt.score < _IDLE or doubt in handicaps]
        damage = Damage(view.text, handicaps, EXPECTED if thorough else UNEXPECTED, reader.parts)
        scored: list[Scored] = []
        for doubt, said in hear(view.text, mine, _IDLE):
            alone = chance(said, weights[doubt.kind])
            scored.append((doubt, alone, min(alone, damage.chance(doubt)) if alone >= _SUSPICION else alone))
        return scored

    def _handicaps(self, view: View, reader: Reader, found: Sequence[Doubt]) -> dict[Doubt, float]:
        """Return the doubts that may be settled, and what the odds of each are lowered by; most doubts are idle."""
        guard, data = view.guard(self.enters), Data(view.text, reader.language)
        calls = view.guard(_ENTERED)
        notation = Notation(view.text, reader.language, is_home=reader.language is view.language)
        handicaps: dict[Doubt, float] = {}
        for doubt in found:
            if doubt.score < _IDLE or not self._is_wanted(doubt) or self._is_whole(view.text, doubt):
                continue
            if guard.touches(doubt.start, doubt.end):
                continue
            handicap = notation.handicap(doubt)
            if handicap == NEVER or reader.is_foreign(doubt):
                continue
            if self.options.effort == "thorough":
                handicap += _IN_CALL * calls.touches(doubt.start, doubt.end)
                handicap += (_IN_DATA if "\n" in view.text else _IN_FORMULA) * data.is_dense(doubt)
                handicap += _IN_NAME * self._is_in_name(view.text, doubt, data)
            elif data.is_dense(doubt) or data.is_name(doubt):
                continue
            handicaps[doubt] = handicap
        return handicaps

    @staticmethod
    def _is_in_name(text: str, doubt: Doubt, data: Data) -> bool:
        """True for a name of a field, `inStock`; one that begins with a capital is a matter of notation."""
        return doubt.kind == SPLIT and not text[doubt.low].isupper() and data.is_name(doubt)

    def _is_wanted(self, doubt: Doubt) -> bool:
        """True for what the options ask for; a space that stands off cannot be put right by half."""
        return self.options.broken or (doubt.kind in (SPLIT, MARK) and not doubt.moved)

    def _is_whole(self, text: str, doubt: Doubt) -> bool:
        """True when the doubt is about a word that the user wants to be left whole."""
        if not self._whole or doubt.kind in (MARK, STRAY):
            return False
        if doubt.kind == SPLIT:
            return spelling(stem(text[doubt.low : doubt.high])) in self._whole
        return word_before(text, doubt.end) in self._whole or word_after(text, doubt.start) in self._whole


def _together(scored: Sequence[Scored]) -> list[Scored]:
    """Give the two places of a space that stands off the chance of the less likely one: `notl ike`."""
    result = list(scored)
    for at in range(1, len(result)):
        (first, *before), (second, *behind) = result[at - 1], result[at]
        if first.moved and second.moved and second.start - first.end <= _NEAR:
            alone, here = map(min, before, behind)
            result[at - 1], result[at] = (first, alone, here), (second, alone, here)
    return result

"""The one door to language data: `load("en")`.

Nothing else opens a file of `lang/data`. Its files are built by `training/`, each named in the birth
certificate beside it with its generator, sources, licences and hash.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from textmend._judge import Judge
from textmend._lattice import Lattice, Parts
from textmend._marks import Marks
from textmend._tables import WORD_PATTERN, Sieve, Speller, Table, spelling, stem
from textmend.errors import UnknownNameError
from textmend.lang.files import read_json
from textmend.lang.forests import Forests, open_forest
from textmend.lang.tables import open_parts, open_table
from textmend.patterns import pattern

if TYPE_CHECKING:
    from textmend.lang.encoder import Scorer

__all__ = [
    "BITS_PER_STEP",
    "CAPITALIZED",
    "COMMON",
    "DATA",
    "ORDER",
    "REACH",
    "STEPS_PER_BIT",
    "UNKNOWN",
    "UNSEEN_PAIR",
    "WORD",
    "Language",
    "Lexicon",
    "Sieve",
    "check",
    "load",
    "names",
    "spelling",
    "stem",
]

DATA = os.path.join(os.path.dirname(__file__), "data")

# Costs are -log2 of probabilities, kept in eighths of a bit: 1 to 255 is 0.125 to 31.9 bits.
BITS_PER_STEP = 0.125
STEPS_PER_BIT = round(1 / BITS_PER_STEP)
# The chance that a word of edited prose is in no lexicon, about 1 in 200, in bits.
UNKNOWN = 7.625
# A pair that was never seen costs this many bits over its second word alone. Pairs half as frequent as
# chance are left out of the table, so not to be in it is mild evidence.
UNSEEN_PAIR = 1.5
# The two hundred most frequent words cost less bits than this; they are the ones that run into others.
COMMON = 10.5
# The longest n-gram of the letter model.
ORDER = 5
# What the letter model charges for an n-gram it has not seen, over the shorter one inside it (0.4 as in
# Brants et al., 2007), and for a letter that no word of the language has, such as ж in English.
_BACKOFF = 1.375
_STRANGE = 14.0

# What the ending of a possessive costs on top of its word, and what it takes to think a space lost or stray: one place
# in four of those in doubt, so that the judge hears of nearly all damage. In bits.
_POSSESSIVE = 5.0
_LOST = 2.0
_STRAY = 2.0
# In a long string of text that is known to be damaged a space may be missing where the reading without it is cheaper by
# so many bits: names and misspelt words. Of the spaces of lines without any that no reading put back (4% of them) this
# and borders of small letters and capitals find 94%, at a question for each four words; 12 bits would find 4% more.
REACH = 9.0

WORD = pattern(WORD_PATTERN)

_STUDIED = "en"
# The languages that write every noun with a capital, so that no small letter begins one: "gebäude" is no word, but part
# of one.
CAPITALIZED = frozenset({"de"})
# The files that languages have of their own.
_OWN = frozenset({"words.bin", "letters.bin", "capitals.bin"})
# What stands for the tables and the filter that others lack: one that holds nothing, one that lets all pass.
_NO_TABLE = Table(memoryview(bytes(64)).cast("I"), 4)
_ALL_PARTS = Parts(memoryview(b"\xff" * 4).cast("I"), 5)


def _steps(bits: float) -> int:
    return round(bits / BITS_PER_STEP)


class Lexicon:
    """The words of a language. `word in lexicon` takes any spelling, and possessives of known words."""

    __slots__ = ("_entries", "_names", "table")

    def __init__(self, words: str, names: Table) -> None:
        self.table, self._entries = open_table(words)
        self._names = names

    def __len__(self) -> int:
        return self._entries

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        spelled = spelling(word)
        bare = spelled.removesuffix("'s")
        if self.table.get(spelled) or self.table.get(bare):
            return True
        return word[:1].isupper() and self._names.get(bare) != 0

    def cost(self, word: str) -> float | None:
        """The cost in bits of a word in lexicon spelling; None when it is unknown."""
        steps = self.table.get(word)
        return steps * BITS_PER_STEP if steps else None


class Language:
    """The data of one language; each file is opened on first use.

    Args:
        code: ISO 639-1.
        is_studied: whether texts of it were learnt from, so that it has pairs of words, capitals, and judges of its
            own; the others have words and letters, those of `CAPITALIZED` capitals too, and share judges.
    """

    def __init__(self, code: str, *, is_studied: bool) -> None:
        self.code = code
        self.is_studied = is_studied

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words."""
        return Lexicon(self._path("words.bin"), self._table("names"))

    @cached_property
    def _pairs(self) -> Table:
        return self._table("pairs")

    @cached_property
    def _capitals(self) -> Table:
        return self._table("capitals")

    @cached_property
    def _speller(self) -> Speller:
        letters, _ = open_table(self._path("letters.bin"))
        return Speller(letters, ORDER, _steps(_BACKOFF), _steps(_STRANGE))

    @cached_property
    def sieve(self) -> Sieve:
        """Tells strings that could be several words from those that could not."""
        weights = self._weights("sieve")
        return self.sieve_with([int(weights[name]) for name in Sieve.FEATURES], int(weights["least"]))

    def sieve_with(self, weights: Sequence[int], least: int) -> Sieve:
        """A sieve with weights of one's own, as training has them."""
        unknown, unseen = _steps(UNKNOWN), _steps(UNSEEN_PAIR)
        words, common = self.lexicon.table, _steps(COMMON)
        return Sieve(words, self._pairs, self._speller, unknown, unseen, common, weights, least, self.is_studied)

    def pair_cost(self, word: str, following: str) -> float | None:
        """The cost in bits of `following` after `word`, both in lexicon spelling; None when never seen."""
        steps = self._pairs.get(f"{word} {following}")
        return steps * BITS_PER_STEP if steps else None

    @property
    def counts_capitals(self) -> bool:
        """Whether it is known which words have capitals inside of sentences."""
        return self.is_studied or self.code in CAPITALIZED

    def capital_share(self, word: str) -> float | None:
        """Of the times a word stands inside a sentence, the share with a capital; None where that was not counted."""
        share = self._capitals.get(word)
        return (share - 1) / 254 if share else None

    def letters_cost(self, word: str) -> float:
        """The cost in bits of spelling out a word that the lexicon does not hold."""
        return self._speller.cost(word) * BITS_PER_STEP

    @cached_property
    def judge(self) -> Judge:
        """Says where spaces are in doubt, and how much."""
        return self.judge_with(self._forests, bytes(self._said["asked"]))

    @cached_property
    def wide_judge(self) -> Judge:
        """A judge for text that is known to be damaged, which asks more of long strings."""
        if not self.is_studied:
            return self.judge
        forests = self._forests._replace(strings=open_forest(self._path("strings.forest")))
        return self.judge_with(forests, bytes(self._said["asked"]), _steps(REACH))

    @cached_property
    def _forests(self) -> Forests:
        return Forests(
            split=open_forest(self._path("splits.forest")),
            join=open_forest(self._path("joins.forest")),
            beside=open_forest(self._path("marks.forest")) if self.is_studied else None,
        )

    def spaces(self, prior: str) -> Sequence[Sequence[float]]:
        """The weights of what a document says about its doubts, by kind, for "any" document or a "damaged" one."""
        weights: Sequence[Sequence[float]] = self._said[prior]
        return weights

    @cached_property
    def _said(self) -> Mapping[str, Any]:
        return self._weights("spaces")

    def judge_with(self, forests: Forests, asked: bytes, reach: int = 0) -> Judge:
        """A judge with forests of one's own, or none, as training has it."""
        words, pairs, unseen = self.lexicon.table, self._pairs, _steps(UNSEEN_PAIR)
        possessive, lost, stray = _steps(_POSSESSIVE), _steps(_LOST), _steps(_STRAY)
        parts = open_parts(self._path("parts.bin")) if self.is_studied else _ALL_PARTS
        lattice = Lattice(words, pairs, parts, self._speller, _steps(UNKNOWN), unseen, possessive, lost, stray)
        marks = Marks(words, pairs)
        elides, capitalizes = not self.is_studied, self.code in CAPITALIZED
        return Judge(
            lattice,
            marks,
            words,
            pairs,
            self._speller,
            unseen,
            self._capitals,
            forests,
            asked,
            elides,
            capitalizes,
            reach,
        )

    @property
    def judges_gaps(self) -> bool:
        """True when there is a judge of lost dashes for it."""
        return self.is_studied

    def gaps(self, model: str = "") -> Scorer:
        """The judge of lost dashes; it takes some 15 MB of memory and a tenth of a second to load.

        Args:
            model: a folder with a model of one's own; see `textmend.lang.classifier`.

        Raises:
            MissingExtraError: a package that runs it is not installed.
            LanguageDataError: a file is missing or damaged.
        """
        if model:
            return _classifier(model)
        return _encoder(*map(self._path, ("gaps.lower.onnx", "gaps.upper.onnx", "gaps.pieces.txt")))

    @cached_property
    def gap_weights(self) -> Mapping[str, Any]:
        """What the scores of a document's gaps say together, and how precise each score is."""
        return self._weights("gaps")

    def _weights(self, judge: str) -> Mapping[str, Any]:
        weights: dict[str, Any] = read_json(self._path(f"{judge}.json"), "weights")
        return weights

    def _table(self, part: str) -> Table:
        has = self.is_studied or (part == "capitals" and self.counts_capitals)
        return open_table(self._path(f"{part}.bin"))[0] if has else _NO_TABLE

    def _path(self, part: str) -> str:
        owner = self.code if self.is_studied or part in _OWN else "shared"
        return os.path.join(DATA, f"{owner}.{part}")


@cache
def _encoder(lower: str, upper: str, vocabulary: str) -> Scorer:
    from textmend.lang.encoder import Encoder

    return Encoder(lower, upper, vocabulary)


@cache
def _classifier(folder: str) -> Scorer:
    from textmend.lang.classifier import Classifier

    return Classifier(folder)


@cache
def names() -> tuple[str, ...]:
    """The codes of the languages that have data."""
    return tuple(sorted(file.removesuffix(".words.bin") for file in os.listdir(DATA) if file.endswith(".words.bin")))


def check(code: str) -> str:
    """Return the code of a language that has data, in small letters: the case of codes does not count (BCP 47).

    Raises:
        UnknownNameError: there is none.
    """
    folded = str(code).lower()
    if folded not in names():
        raise UnknownNameError("language", code, names())
    return folded


def load(code: str) -> Language:
    """Return the data of a language; the same object each time.

    Raises:
        UnknownNameError: there is no data for it.
        LanguageDataError: its files are missing or damaged.
    """
    return _language(check(code))


@cache
def _language(code: str) -> Language:
    return Language(code, is_studied=code == _STUDIED)

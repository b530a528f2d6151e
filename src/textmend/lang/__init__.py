"""The one door to language data: `load("en")`.

Nothing else opens a file of `lang/data`. Its files are built by `training/`, each named in the birth
certificate beside it with its generator, sources, licences and hash.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from textmend.errors import LanguageDataError, UnknownNameError
from textmend.lang.tables import Table

__all__ = ["BITS_PER_STEP", "DATA", "WORD", "Language", "Lexicon", "check", "load", "names", "spelling"]

DATA = Path(__file__).parent / "data"

# Costs are -log2 of probabilities, kept in eighths of a bit: 1 to 255 is 0.125 to 31.9 bits.
BITS_PER_STEP = 0.125

# A word: letters, and apostrophes between letters. Every letter of every script counts, for the lexicon
# decides what it knows.
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")

_LEXICON_SPELLING = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'"})


def spelling(word: str) -> str:
    """Return `word` as lexicons spell it: lower case, with straight apostrophes."""
    return word.lower().translate(_LEXICON_SPELLING)


class Lexicon:
    """The words of a language. `word in lexicon` takes any spelling, and possessives of known words."""

    __slots__ = ("_table",)

    def __init__(self, table: Table) -> None:
        self._table = table

    def __len__(self) -> int:
        return self._table.entries

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        spelled = spelling(word)
        return bool(self._table.get(spelled)) or (spelled.endswith("'s") and bool(self._table.get(spelled[:-2])))

    def cost(self, word: str) -> float | None:
        """The cost in bits of a word in lexicon spelling; None when it is unknown."""
        steps = self._table.get(word)
        return steps * BITS_PER_STEP if steps else None


class Language:
    """The data of one language; each part is opened on first use.

    Attributes:
        code: ISO 639-1.
        lexicon: the words.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.lexicon = Lexicon(Table(DATA / f"{code}.words.bin"))
        self._pairs: Table | None = None
        self._letters: Table | None = None

    def pair_cost(self, word: str, following: str) -> float | None:
        """The cost in bits of `following` after `word`, both in lexicon spelling; None when never seen."""
        if self._pairs is None:
            self._pairs = Table(DATA / f"{self.code}.pairs.bin")
        steps = self._pairs.get(f"{word} {following}")
        return steps * BITS_PER_STEP if steps else None

    def weights(self, judge: str) -> Mapping[str, float]:
        """The weights of a linear judge, by the names of what it weighs.

        Raises:
            LanguageDataError: the file is missing or damaged.
        """
        path = DATA / f"{self.code}.{judge}.json"
        try:
            weights: dict[str, float] = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise LanguageDataError(f"{path}: cannot read these weights ({error}); reinstall textmend") from error
        return weights

    def letters_cost(self, word: str) -> float:
        """The cost in bits of spelling out a word that the lexicon does not hold."""
        if self._letters is None:
            self._letters = Table(DATA / f"{self.code}.letters.bin")
        return letters_cost(self._letters, word)


# An n-gram of letters that was never seen costs this many bits more than the shorter one inside it
# (stupid backoff with 0.4: Brants et al., "Large Language Models in Machine Translation", 2007).
_BACKOFF = 1.32
# A letter that no word of the lexicon has, such as ж in English.
_STRANGE = 14.0
ORDER = 5


def letters_cost(table: Table, word: str) -> float:
    """The cost in bits of `word`, letter by letter, with its end."""
    marked = f"^{word}$"
    total = 0.0
    for at in range(1, len(marked)):
        for first in range(max(0, at - ORDER + 1), at + 1):
            if steps := table.get(marked[first : at + 1]):
                total += steps * BITS_PER_STEP + (first - max(0, at - ORDER + 1)) * _BACKOFF
                break
        else:
            total += _STRANGE
    return total


@cache
def names() -> tuple[str, ...]:
    """The codes of the languages that have data."""
    return tuple(sorted(path.name.removesuffix(".words.bin") for path in DATA.glob("*.words.bin")))


def check(code: str) -> str:
    """Return `code` when there is data for it.

    Raises:
        UnknownNameError: there is none.
    """
    if code not in names():
        raise UnknownNameError("language", code, names())
    return code


@cache
def load(code: str) -> Language:
    """Return the data of a language; the same object each time.

    Raises:
        UnknownNameError: there is no data for it.
        LanguageDataError: its files are missing or damaged.
    """
    return Language(check(code))

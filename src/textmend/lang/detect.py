"""The language of a text, from its words.

Each language has a share of the frequent words, and some are its own. A word's vote for a language is how much more
frequent than one in a hundred thousand it is there, in bits, so that the votes add up to the logarithm of a naive
Bayes estimate. Languages that are not supported vote too, in order that Danish is not taken for Swedish.
"""

from __future__ import annotations

import os
import struct
from functools import cache

from textmend.errors import LanguageDataError
from textmend.lang.files import DATA, read_json
from textmend.patterns import pattern

__all__ = ["VOTES_PER_BIT", "detect", "is_evidently"]

# Votes are whole numbers, of a quarter of a bit each.
VOTES_PER_BIT = 4
# A text is judged by its start, and the different words there. More of them hardly change a verdict.
_START = 400
# A name or a title is not a sentence: "El País", "La La Land", "Die Hard 2".
_FEWEST_WORDS = 4
# The votes by which the first language must be ahead of the second, three bits; and the minimum share of the
# votes that its own texts get on average. Of 8,700 sentences in 122 languages that are not supported 2 in 1,000 are
# taken for one that is; of 6,900 in the 13 that are, with 60 characters or more, 980 in 1,000 are identified and one
# is misidentified. With a share of 0.4 it is 975, with 0.28 it is 983, but 4 in 1,000 of the others.
_MIN_LEAD_VOTES = 3 * VOTES_PER_BIT
_SHARE = 0.33

# Words of which the start of a text in another language does not have so many, though it names an English book or two.
# Of the parts of English documents that trigger a pass 81 in 100 have them, of 6,971 texts identified as another
# supported language two; a look-up of all of their words takes four times as long.
_UNMISTAKABLE = {"en": (" the ", " of ", " and ", " to ", " that ", " with ")}
_ENOUGH = 5

# Apostrophes separate words here, for "l'" is as much evidence as "le".
_LETTER_RUN = pattern(r"[^\W\d_]+")
# The same for ASCII alone, at a tenth of the price: non-letters become spaces, and capitals lower case.
_BARE = bytes(ord(chr(unit).lower()) if unit < 128 and chr(unit).isalpha() else 32 for unit in range(256))
_LANGUAGES_PATH = os.path.join(DATA, "languages.json")
# In the file a row of votes is pairs of characters, a language and its votes, both counted from this one.
_ZERO = ord("0")


class _Votes(dict[str, int]):
    """The votes of each word, 16 bits for each language in one number: adding these counts all languages at once.

    Attributes:
        supported: the codes of the supported languages; they come before the others.
        usual: for each of these, the votes for it that a word of its texts gives on average.
    """

    def __init__(self, data: dict[str, dict[str, str] | dict[str, float] | int]) -> None:
        super().__init__()
        self._rows: dict[str, str] = data["votes"]  # type: ignore[assignment]
        usual: dict[str, float] = data["supported"]  # type: ignore[assignment]
        self.supported = tuple(usual)
        self.usual = tuple(usual.values())
        self._counts = struct.Struct(f"<{data['languages']}H")

    def __missing__(self, word: str) -> int:
        units = [ord(character) - _ZERO for character in self._rows[word]]
        votes = sum(count << 16 * language for language, count in zip(units[::2], units[1::2], strict=True))
        self[word] = votes
        return votes

    def count(self, words: set[str]) -> tuple[int, ...]:
        """The votes of all words that have any, for each language."""
        total = sum(map(self.__getitem__, words & self._rows.keys()))
        return self._counts.unpack(total.to_bytes(self._counts.size, "little"))


@cache
def _votes() -> _Votes:
    data = read_json(_LANGUAGES_PATH, "words")
    try:
        return _Votes(data)
    except (KeyError, TypeError, AttributeError, struct.error) as error:
        raise LanguageDataError(
            f"{_LANGUAGES_PATH}: not the words of languages ({error!r}); reinstall textmend"
        ) from error


def is_evidently(text: str, language: str) -> bool:
    """True when a text is in a language beyond doubt, which is checked for English alone; False means nothing."""
    start = text[:_START]
    return sum(map(start.count, _UNMISTAKABLE.get(language, ()))) >= _ENOUGH


def detect(text: str) -> str:
    """Return the language of a text as its ISO 639-1 code; "" when that has no data, or the text is too short or
    ambiguous.

    Args:
        text: a paragraph; only its start is read.

    Raises:
        LanguageDataError: the table of words is missing or damaged.
    """
    start = text[:_START]
    if start.isascii():
        words = set(start.encode().translate(_BARE).decode().split())
    else:
        words = set(_LETTER_RUN.findall(start.lower()))
    if len(words) < _FEWEST_WORDS:
        return ""
    votes = _votes()
    counts = votes.count(words)
    most = max(counts)
    first = counts.index(most)
    if first >= len(votes.supported) or most < _SHARE * votes.usual[first] * len(words):
        return ""
    second = max(counts[:first] + counts[first + 1 :])
    return votes.supported[first] if most - second >= _MIN_LEAD_VOTES else ""

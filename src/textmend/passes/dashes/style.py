"""How a text writes its dashes, and what else all of it shows about one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property, lru_cache

from textmend.errors import UnknownNameError
from textmend.lang.delimiters import delimiters, shorter_tags
from textmend.lang.tex import is_tex
from textmend.passes.dashes.places import ENGLISH, place
from textmend.patterns import matches_from, pattern

__all__ = ["EM", "EN", "RAYA", "STYLES", "DashConventions", "check_locale", "custom"]

EM = "\N{EM DASH}"
EN = "\N{EN DASH}"

# How a clause dash is written, with its spaces.
STYLES = {"em": EM, "spaced-em": f" {EM} ", "spaced-en": f" {EN} "}
# The dash of Spanish, which touches what it encloses: "el alcalde —y nadie más— lo sabía".
RAYA = "raya"
# The custom of books of a language or country, where the text itself shows nothing; in others a dash is spaced.
_STYLE_BY_LOCALE: Mapping[str, str] = {
    "en": "em",  # Chicago Manual of Style 6.91; an existing space stays
    "en-GB": "spaced-en",  # New Hart's Rules 4.11
    "cs": "spaced-en",  # Pravidla českého pravopisu
    "da": "spaced-en",
    "de": "spaced-en",  # Duden, and DIN 5008
    "es": RAYA,  # Ortografía de la lengua española
    "fi": "spaced-en",
    "nb": "spaced-en",
    "nl": "spaced-en",
    "no": "spaced-en",
    "pl": "spaced-en",
    "sv": "spaced-en",
}

# A text shows a style of its own by this many dashes between words, nine of ten in one style.
_OWN_DASHES = 3
_OWN_SHARE = 0.9
_OWN_DASH = pattern(rf"[{EM}{EN}](?:(?P<closed>(?<=[^\W\d_]{EM})(?=[^\W\d_]))|(?<=[^\W\d_] .)(?= [^\W\d_]))")
_SPACED_QUESTION = pattern(r"\w \?+(?=\s*(?:\n|[A-Z\u201c\"]|$))")
# Of 348 pieces of real text with two hyphens between spaces 70 have so many: 69 of them are lyrics and their notation,
# one is the session of a terminal.
_FEWEST_SYLLABLES, _CHARS_PER_DASH = 5, 40
_TIGHT_HYPHENS = pattern(r"(?<=[^\W\d_])--(?=[^\W\d_])")
# Any form of a dash between two words, and what is in each, since the expression looks back at every character.
_DASHES = (EM, EN, "--", " - ")
_ANY_DASH = pattern(rf"(?<=\w)(?: ?{EM} ?| {EN} | ?--+ ?| - )(?=\w)")


def check_locale(name: str) -> None:
    """Accept a BCP 47 tag whose language CLDR has.

    Raises:
        UnknownNameError: it has no such language.
    """
    if name.partition("-")[0] not in delimiters():
        raise UnknownNameError("locale", name, sorted(delimiters()))


@lru_cache(maxsize=64)
def custom(locale: str) -> str:
    """Return the name of the style of a locale, a BCP 47 tag: that of the longest prefix of it that has one."""
    return next((_STYLE_BY_LOCALE[tag] for tag in shorter_tags(locale) if tag in _STYLE_BY_LOCALE), "spaced-em")


class DashConventions:
    """What the whole text shows about a dash; computed on demand."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def style(self) -> str:
        """How the text writes its dashes; empty when it has too few or mixes them."""
        dashes = matches_from(_OWN_DASH, self._text, EM, EN)
        counts = Counter(m.group() if m["closed"] is not None else f" {m.group()} " for m in dashes)
        if counts.total() < _OWN_DASHES:
            return ""
        dash, count = counts.most_common(1)[0]
        if count < _OWN_SHARE * counts.total():
            return ""
        return next(name for name, written in STYLES.items() if written == dash)

    @cached_property
    def repeated_pairs(self) -> frozenset[str]:
        """Pairs `word--word` of uncommon words that occur again and again: names, not clauses."""
        places = (place(self._text, *match.span()) for match in matches_from(_TIGHT_HYPHENS, self._text, "--"))
        pairs = ((place.last_word, place.first_word) for place in places)
        counts = Counter(f"{last}--{first}" for last, first in pairs if last != first)
        common = ENGLISH | {"a", "i"}
        return frozenset(
            pair for pair, count in counts.items() if count > 1 and not common.intersection(pair.lower().split("--"))
        )

    @cached_property
    def parts_syllables(self) -> bool:
        """True when two hyphens separate the syllables of lyrics (`glo -- ri -- a`): no prose has so many."""
        marks = self._text.count(" -- ")
        return marks >= _FEWEST_SYLLABLES and marks * _CHARS_PER_DASH > len(self._text)

    @cached_property
    def is_tex(self) -> bool:
        """True for the source of TeX, which writes a dash as three hyphens."""
        return is_tex(self._text)

    @cached_property
    def spaces_questions(self) -> bool:
        """True when the text has spaces before its question marks, so that one inside a line may end a question."""
        return _SPACED_QUESTION.search(self._text) is not None

    @cached_property
    def has_dashes(self) -> bool:
        """True when the text has dashes between words, or traces of them: others would not be lost without these."""
        return any(sign in self._text for sign in _DASHES) and _ANY_DASH.search(self._text) is not None

"""Strings that are data or names of programs, though they look like words that ran together."""

from __future__ import annotations

from textmend.lang import Language, spelling
from textmend.passes.spacing.doubts import Doubt
from textmend.patterns import pattern

__all__ = ["in_data"]

# How far a string is looked at on either side of a doubt, so that each costs the same.
_REACH = 100
_BEFORE = pattern(r"\S*$")
_BEHIND = pattern(r"\S*")
# The humps of `fieldName`, which are what is left of "in London" without its space, too.
_HUMP = pattern(r"(?<=[^\W\d_A-Z])[A-Z][^\W\d_A-Z]*")
# A word that has a capital inside of sentences less often explains none. One in a hundred of the words that lost their
# space is left alone for this, and none of 31 usual names of fields is split, of which 18 were.
_EXPLAINED = 0.5
# One mark may have lost its space, several are the row of a table. This costs no word of prose.
_SEPARATOR = pattern(r"[,;|](?=\S)")
_ROW = 2


def in_data(text: str, doubt: Doubt, language: Language) -> bool:
    """True for a doubt in a string that is a row of values, or that has a capital which its word does not explain.

    Args:
        text: the text.
        doubt: one of its doubts.
        language: that of the doubt.
    """
    before = _BEFORE.search(text[max(0, doubt.start - _REACH) : doubt.start])
    behind = _BEHIND.match(text[doubt.end : doubt.end + _REACH])
    string = f"{before.group() if before else ''}{behind.group() if behind else ''}"
    if len(_SEPARATOR.findall(string)) >= _ROW:
        return True
    return not all(_is_explained(spelling(hump.group()), language) for hump in _HUMP.finditer(string))


def _is_explained(word: str, language: Language) -> bool:
    """True for a word that mostly has a capital, or that the language does not know: for a name."""
    share = language.capital_share(word)
    return word not in language.lexicon if share is None else share >= _EXPLAINED

"""Data and programs, whose names look like words that ran together."""

from __future__ import annotations

from textmend.lang import Language, spelling
from textmend.passes.spacing.doubts import Doubt
from textmend.patterns import pattern

__all__ = ["Data"]

# What programs and their data have more of than prose: signs, and lines that are indented. Where it is one character in
# forty around a place, that is no prose: of 300 edits in 9 MB of Python, JavaScript and JSON none is left, and of the
# words that ran together in prose this leaves alone less than one in a thousand, beside formulas.
_SIGN = pattern(r"[={}();\[\]_<>|\\]|\n[ \t]+")
_DENSE = 1 / 40
_AROUND = 400  # characters to either side; places that share so many share the answer
_FEWEST = 4  # a short text has that share by chance

# How far a string is looked at on either side of a place, so that each costs the same.
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


class Data:
    """Tells what of a text is data or a program and no prose.

    Args:
        text: the text.
        language: that of its prose.
    """

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._dense: dict[int, bool] = {}

    def holds(self, doubt: Doubt) -> bool:
        """True for a doubt among signs, in a row of values, or beside a capital that its word does not explain."""
        if self._is_dense(doubt.start // _AROUND):
            return True
        string = self._string(doubt)
        return len(_SEPARATOR.findall(string)) >= _ROW or not all(
            self._is_explained(spelling(hump.group())) for hump in _HUMP.finditer(string)
        )

    def _is_dense(self, bucket: int) -> bool:
        dense = self._dense.get(bucket)
        if dense is None:
            part = self._text[max(0, (bucket - 1) * _AROUND) : (bucket + 2) * _AROUND]
            dense = len(_SIGN.findall(part)) >= max(_FEWEST, _DENSE * len(part))
            self._dense[bucket] = dense
        return dense

    def _string(self, doubt: Doubt) -> str:
        """The characters around a doubt up to white space."""
        before = _BEFORE.search(self._text[max(0, doubt.start - _REACH) : doubt.start])
        behind = _BEHIND.match(self._text[doubt.end : doubt.end + _REACH])
        return f"{before.group() if before else ''}{behind.group() if behind else ''}"

    def _is_explained(self, word: str) -> bool:
        """True for a word that mostly has a capital, or that the language does not know: for a name."""
        share = self._language.capital_share(word)
        return word not in self._language.lexicon if share is None else share >= _EXPLAINED

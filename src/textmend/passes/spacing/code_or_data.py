# cython: language_level=3, annotation_typing=False
"""Data and programs, whose names look like words that ran together."""

from __future__ import annotations

from textmend.lang import Language, normalized_word
from textmend.lang._strings import count_flagged, strings_around
from textmend.passes.spacing.candidates import Candidate
from textmend.patterns import pattern

__all__ = ["CodeOrData"]

# What programs and their data have more of than prose: signs, and indented lines. Where that is one character in
# forty around a place, it is not prose: of 300 edits in 9 MB of Python, JavaScript and JSON none is left, and of a
# hundred words that ran together next to formulas this leaves two or three alone.
_DATA_SIGNS = bytes(chr(unit) in "={}();[]_<>|\\" for unit in range(128))
_DENSE = 1 / 40
_DATA_AROUND_CHARS = 400  # characters to either side; places that share this many share the result
_MIN_SIGNS = 8  # a sentence with a few brackets has that share, too

# How far a string is read on either side of a place, so that each costs the same.
_REACH_CHARS = 100
# The humps of `fieldName`, which are also what is left of "in London" without its space; and the length of such names.
_HUMP_PART = pattern(r"(?<=[^\W\d_A-Z])[A-Z][^\W\d_A-Z]*")
_MAX_NAME_CHARS = 30
# A word that has a capital inside of sentences less often than this does not explain one. Of 31 usual names of fields
# seven were split in a sentence, and one still is. Two in a hundred of the words that ran together in single sentences
# are left alone for this, most of them in titles; of those in prose half of one.
_EXPLAINED_SHARE = 0.1
# One mark may have lost its space, several are a row of values, unless there is a clause between any two of them.
_SEPARATOR = pattern(r"[,;|](?=\S)")
_MIN_ROW_SEPARATORS = 2
_LONGEST_VALUE = 12


class CodeOrData:
    """Recognises the parts of a text that are data or a program rather than prose.

    Args:
        text: the text.
        language: that of its prose.
    """

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._dense: dict[int, bool] = {}

    def is_dense(self, candidate: Candidate) -> bool:
        """True for a candidate among signs or in a row of values."""
        if self._is_dense(candidate.start // _DATA_AROUND_CHARS):
            return True
        string = self._string(candidate)
        if "," not in string and ";" not in string and "|" not in string:
            return False
        separators = len(_SEPARATOR.findall(string))
        return separators >= _MIN_ROW_SEPARATORS and len(string) <= _LONGEST_VALUE * (separators + 1)

    def is_name(self, candidate: Candidate) -> bool:
        """True for a candidate between letters in a string with a capital that its word does not explain."""
        string = self._string(candidate)
        if len(string) > _MAX_NAME_CHARS or string.islower():
            return False
        for hump in _HUMP_PART.finditer(string):
            if not self._is_explained(normalized_word(hump.group())):
                return True
        return False

    def _is_dense(self, bucket: int) -> bool:
        dense = self._dense.get(bucket)
        if dense is None:
            part = self._text[max(0, (bucket - 1) * _DATA_AROUND_CHARS) : (bucket + 2) * _DATA_AROUND_CHARS]
            signs = count_flagged(part, 0, len(part), _DATA_SIGNS)[0] + part.count("\n ") + part.count("\n\t")
            dense = signs >= max(_MIN_SIGNS, _DENSE * len(part))
            self._dense[bucket] = dense
        return dense

    def _string(self, candidate: Candidate) -> str:
        """The characters around a candidate up to white space."""
        before, after = strings_around(self._text, candidate.start, candidate.end, _REACH_CHARS)
        return before + after

    def _is_explained(self, word: str) -> bool:
        """True for a word that has a capital often enough, or that is unknown to the language: for a name."""
        if not self._language.counts_capitals:  # the names of programs are hardly made of its words
            return True
        share = self._language.capital_share(word)
        return word not in self._language.lexicon if share is None else share >= _EXPLAINED_SHARE

# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Evidence for and against a space next to a digit or a mark: "home.Then", "of1996", "word ,".

Cython compiles it as it is, with the types of `_punctuation.pxd`.
"""

from textmend.lang import BITS_PER_STEP
from textmend.lang._strings import is_letter, normalized_word

__all__ = ["MARK", "RARE", "STRAY", "PunctuationFeatures", "PunctuationScorer"]

# The kinds of candidates here: a missing space, and a superfluous one.
MARK, STRAY = 2, 3

_BITS = BITS_PER_STEP
# The cost in bits of a word that is in no lexicon, where a single number is needed; rarer words are not distinguished.
_RARE = 26.0
RARE = _RARE  # for other modules, since what `_punctuation.pxd` types cannot be imported
_AROUND_CHARS = 4
# Strings are read this far.
_STRING_REACH_CHARS = 40
_LINE_REACH_CHARS = 300

# A string with so many places next to marks and digits, each with less than so many characters, is a formula, code or
# rubbish: in 400,000 characters of the texts of PDF files, 770 pieces of sound text and 2,400 damaged lines there were
# 1,400 such strings, and nothing was repaired in any; those less dense had 340 repairs. Nothing else bounds the time
# that a text of marks alone would take.
_MIN_DENSE_PLACES, _CHARS_PER_DENSE_PLACE = 8, 4

# The class of a character for its neighbours; those of letters are the first after that of spaces.
_SPACE_KIND, _LOWER_KIND, _UPPER_KIND, _LETTER_KIND, _DIGIT, _STOP, _COMMA, _COLON, _CRY, _OPENER, _CLOSE = range(11)
_QUOTE, _APOSTROPHE, _HYPHEN, _DASH, _OPENING, _CLOSING, _SLASH, _MATH, _OTHER_KIND = range(11, 20)
_KIND_BY_CHARACTER = {
    ".": _STOP, ",": _COMMA, ";": _COLON, ":": _COLON, "!": _CRY, "?": _CRY, "(": _OPENER, "[": _OPENER, "{": _OPENER,
    ")": _CLOSE, "]": _CLOSE, "}": _CLOSE, '"': _QUOTE, "'": _APOSTROPHE, "\u2019": _APOSTROPHE, "-": _HYPHEN,
    "\u2013": _DASH, "\u2014": _DASH, "\u201c": _OPENING, "\u2018": _OPENING, "\u201d": _CLOSING, "/": _SLASH,
    "=": _MATH, "+": _MATH, "<": _MATH, ">": _MATH, "|": _MATH, "~": _MATH, "*": _MATH, "\u00b1": _MATH,
}  # fmt: skip


def _kind(character):
    if character.isspace():
        return _SPACE_KIND
    kind = _KIND_BY_CHARACTER.get(character)
    if kind is not None:
        return kind
    if is_letter(character):
        return _UPPER_KIND if character.isupper() else _LOWER_KIND if character.islower() else _LETTER_KIND
    return _DIGIT if character.isdigit() else _OTHER_KIND


_ASCII_KINDS = bytes(map(_kind, map(chr, range(128))))


def kind_of(character):
    """The class of a character for its neighbours, as a small number."""
    unit = ord(character)
    return _ASCII_KINDS[unit] if unit < 128 else _kind(character)


class PunctuationFeatures:
    """Measures gaps between two characters of which one is not a letter."""

    FEATURES = (
        "spaced", "-4", "-3", "-2", "-1", "1", "2", "3", "4", "left letters", "right letters", "left digits",
        "right digits", "left", "right", "left string", "right string", "marks left", "marks right", "quotes",
        "brackets", "first", "last",
    )  # fmt: skip

    def __init__(self, words, pairs):
        self._words = words
        self._pairs = pairs

    def extract(self, text, at, behind, found):
        """Write the features of the gap before `text[behind]` to `found`.

        Args:
            at: the end of the text before the gap: `behind` if there is no space, one less if there is one.
        """
        size = len(text)
        found[0] = behind - at
        for step in range(_AROUND_CHARS):
            place = at - _AROUND_CHARS + step
            found[1 + step] = kind_of(text[place]) if place >= 0 else _SPACE_KIND
            place = behind + step
            found[5 + step] = kind_of(text[place]) if place < size else _SPACE_KIND
        # Runs of letters or of digits that touch the gap, and the strings up to white space that they are in.
        low = at
        while low > 0 and at - low < _STRING_REACH_CHARS and is_letter(text[low - 1]):
            low -= 1
        found[9] = at - low
        high = behind
        while high < size and high - behind < _STRING_REACH_CHARS and is_letter(text[high]):
            high += 1
        found[10] = high - behind
        before = text[low:at]
        after = text[behind:high]
        found[13] = self._cost(before) if before else 0
        found[14] = self._cost(after) if after else 0
        place = at
        while place > 0 and at - place < _STRING_REACH_CHARS and "0" <= text[place - 1] <= "9":
            place -= 1
        found[11] = at - place
        place = behind
        while place < size and place - behind < _STRING_REACH_CHARS and "0" <= text[place] <= "9":
            place += 1
        found[12] = place - behind
        marks = 0
        place = at
        while place > 0 and at - place < _STRING_REACH_CHARS and not text[place - 1].isspace():
            place -= 1
            marks += not is_letter(text[place])
        found[15] = at - place
        found[17] = marks
        found[21] = place == 0
        marks = 0
        place = behind
        while place < size and place - behind < _STRING_REACH_CHARS and not text[place].isspace():
            marks += not is_letter(text[place])
            place += 1
        found[16] = place - behind
        found[18] = marks
        found[22] = place == size
        # Straight quotation marks open and close alternately, and brackets in pairs, within a line.
        quotes = brackets = 0
        place = at
        while place > 0 and at - place < _LINE_REACH_CHARS and text[place - 1] != "\n":
            place -= 1
            character = text[place]
            if character == '"':
                quotes += 1
            elif character in "([":
                brackets += 1
            elif character in ")]":
                brackets -= 1
        found[19] = quotes & 1
        found[20] = brackets

    def _cost(self, word):
        cost = self._words.get(normalized_word(word))
        return cost * _BITS if cost else _RARE


class PunctuationScorer:
    """Finds and scores the places next to marks and digits where a space may be missing or superfluous.

    Args:
        features: what measures a place.
        ensemble: the trees that score it; None if they are to be trained.
        asked: 1 for each combination of kinds of characters and of spaces between them that is worth scoring: 800
            bytes, the first by kind of the left character, then of the right one, then without and with space.
    """

    def __init__(self, features, ensemble, asked):
        self._features = features
        self._ensemble = ensemble
        self._asked = asked

    def candidates(self, text, start, end, least):
        """Return the candidates next to the marks and digits of `text[start:end]`; tuples as of
        `SpaceScorer.among_letters`.

        Those that score less than `least` are left out: most places are such.
        """
        found = []
        evidence = [0.0] * 23
        size = len(text)
        at = max(start, 1)
        stop = min(end, size)
        left = kind_of(text[at - 1]) if at < stop else 0
        judged = at
        while at < stop:
            if at >= judged:
                judged = self._end_if_prose(text, at, stop)
                if judged < 0:
                    at = -judged
                    left = kind_of(text[at - 1])
                    continue
            # `at` is after a character, with a space or none before the next one.
            here = kind_of(text[at])
            behind = at + 1 if text[at] == " " else at
            if left == _SPACE_KIND or behind >= size:
                left = here
                at += 1
                continue
            right = kind_of(text[behind]) if behind > at else here
            are_letters = left <= _LETTER_KIND and right <= _LETTER_KIND
            if right != _SPACE_KIND and not are_letters and self._asked[(left * 20 + right) * 2 + behind - at]:
                self._features.extract(text, at, behind, evidence)
                score = self._ensemble.sum(evidence) if self._ensemble is not None else 0.0
                if score >= least:
                    facts = tuple(evidence) if self._ensemble is None else ()
                    kind = STRAY if behind > at else MARK
                    found.append((kind, at, behind, at, behind, False, False, score, facts))
            left = here
            at += 1
        return found

    def _end_if_prose(self, text, start, stop):
        """Return the end of the string at `start`; if it is too dense in places to be prose, with a minus sign."""
        places = 0
        left = kind_of(text[start - 1])
        at = start
        while at < stop:
            right = kind_of(text[at])
            if right == _SPACE_KIND and at > start:
                break
            are_letters = left <= _LETTER_KIND and right <= _LETTER_KIND
            places += left != _SPACE_KIND and not are_letters and self._asked[(left * 20 + right) * 2] != 0
            left = right
            at += 1
        return -at if places >= _MIN_DENSE_PLACES and places * _CHARS_PER_DENSE_PLACE > at - start else at

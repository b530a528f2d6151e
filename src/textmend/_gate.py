# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The gate: THE hot tokenizer loop. One sweep over a text tells which cues occur in it, and where.

Clean text is nearly all that a crawler brings in, so a pipeline is as fast as this file. It knows tables,
not passes. Cython compiles it as it stands, with the types of `_gate.pxd`; where no compiler was at hand,
`_gate_plain.py` takes its place.
"""

from textmend._tables import EMPTY

__all__ = ["Gate", "Sleeper", "merged"]

_MASK = 0xFFFFFFFFFFFFFFFF
_SHORTEST = 3
# Words that were met lately are remembered in 2 ** 14 places, which stay in the processor's second cache;
# with 2 ** 12 or 2 ** 16 the sweep is a fifth slower.
_RECENT_BITS = 14
_SPREAD = 0xFF51AFD7ED558CCD
_DULL = 0x9E3779B97F4A7C15

# What the flags of a character say; the lower bits are the sleepers that it wakes.
_SLEEPERS = 0x0FFF
_ASCII_LETTER = 0x1000
_OTHER_LETTER = 0x2000
_LETTER = 0x3000
_APOSTROPHE = 0x4000
_ANCHOR = 0x8000  # a literal cue may stand around it
_WAKING = 0x8FFF
_PLANE = 0x10000  # characters from here on (emoji, rare scripts) are not worth a table
MOST_SLEEPERS = 12


def _capitals(word):
    """Tell words apart by their capitals: bit 0 for the first letter, 1 for a later one, 2 for nothing but."""
    first = later = small = 0
    for at in range(len(word)):
        if word[at].isupper():
            if at:
                later = 2
            else:
                first = 1
        elif word[at].islower():
            small = 4
    return first | later | (4 - small)


class Sleeper:
    """What wakes one pass, as plain data.

    Args:
        characters: single characters.
        ranges: pairs of characters, both ends included.
        literals: strings of two or more characters.
        words: whether unknown words that pass the sieve wake it.
    """

    def __init__(self, characters, ranges, literals, words):
        self.characters = characters
        self.ranges = tuple(ranges)
        self.literals = tuple(literals)
        self.words = words


def merged(spans):
    """Return spans sorted, with those that overlap or touch made one."""
    spans.sort()
    result = []
    low = high = -1
    for start, end in spans:
        if start > high:
            if high >= 0:
                result.append((low, high))
            low, high = start, end
        elif end > high:
            high = end
    if high >= 0:
        result.append((low, high))
    return result


class Gate:
    """Finds the cues of several sleepers in one sweep.

    Args:
        sleepers: at most twelve.
        lexicon: the words that are known, as `table`, in lexicon spelling, and by `in`, in the spelling of
            the text; None when no sleeper is waiting for unknown words.
        sieve: which unknown words are worth waking anybody.
    """

    kind = "compiled"

    def __init__(self, sleepers, lexicon, sieve):
        self._sleepers = list(sleepers)
        self._lexicon = lexicon
        self._words = None if lexicon is None else lexicon.table
        self._sieve = sieve
        self._word_sleepers = [number for number, sleeper in enumerate(self._sleepers) if sleeper.words]
        self._wants_words = bool(self._word_sleepers)
        self._literals = []
        self._flags = memoryview(bytearray(2 * _PLANE)).cast("H")
        # The hashes of words that were met lately and woke nobody, so that most words never leave the
        # processor's nearest caches. It cannot change an answer.
        self._recent = memoryview(bytearray(8 << _RECENT_BITS)).cast("Q")
        self._set_flags()

    def _set_flags(self):
        flags = self._flags
        for unit in range(128):
            if chr(unit).isalpha():
                flags[unit] = _ASCII_LETTER
        # One string of all other characters of the plane; asking each costs a few milliseconds, once.
        for unit in range(128, _PLANE):
            character = chr(unit)
            if character.isalnum() and not character.isdecimal():
                flags[unit] = _OTHER_LETTER
        for apostrophe in "'\u2019":
            flags[ord(apostrophe)] |= _APOSTROPHE
        for number, sleeper in enumerate(self._sleepers):
            for character in sleeper.characters:
                if ord(character) < _PLANE:
                    flags[ord(character)] |= 1 << number
            for low, high in sleeper.ranges:
                for unit in range(ord(low), min(ord(high) + 1, _PLANE)):
                    flags[unit] |= 1 << number
            for literal in sleeper.literals:
                # The rarest kind of character in it: the loop stops at each one that it meets.
                anchor = next((at for at, c in enumerate(literal) if not c.isalnum() and not c.isspace()), 0)
                self._literals.append((number, literal, anchor))
                flags[ord(literal[anchor])] |= _ANCHOR

    def _far_flags(self, unit):
        """The flags of a character beyond the table."""
        character = chr(unit)
        flag = _OTHER_LETTER if character.isalnum() and not character.isdecimal() else 0
        for number, sleeper in enumerate(self._sleepers):
            if character in sleeper.characters or any(low <= character <= high for low, high in sleeper.ranges):
                flag |= 1 << number
        return flag

    def _note(self, found, text, at, flag):
        """Note the cues at one character."""
        for number in range(len(self._sleepers)):
            if flag & (1 << number):
                found[number].append((at, at + 1))
        if flag & _ANCHOR:
            for number, literal, anchor in self._literals:
                start = at - anchor
                if start >= 0 and text.startswith(literal, start):
                    found[number].append((start, start + len(literal)))

    def _could_be_several(self, word):
        """True when the sieve lets through a word that the lexicon does not hold; its possessive aside."""
        if word.endswith(("'s", "\u2019s")):
            word = word[: len(word) - 2]
        return self._sieve.passes(word)

    def sweep(self, text):
        """Return, for each sleeper, the sorted disjoint spans of its cues in `text`."""
        found = [[] for _ in self._sleepers]
        # One unit a character, in one of two widths: the loop is compiled once for each.
        if text.isascii():
            narrow = text.encode("ascii")
            self._scan(narrow, text, found)
        else:
            wide = memoryview(text.encode("utf-32-le", "surrogatepass")).cast("I")
            self._scan(wide, text, found)
        return [merged(spans) if spans else spans for spans in found]

    def _scan(self, units, text, found):
        """Walk over the units: note cues, hash words, ask for those that were not met lately."""
        flags, recent = self._flags, self._recent
        empty, mask, plane, ascii_letter = EMPTY, _MASK, _PLANE, _ASCII_LETTER
        size = len(text)
        at = 0
        while at < size:
            unit = units[at]
            flag = flags[unit] if unit < plane else self._far_flags(unit)
            if not flag & _LETTER:
                if flag & _WAKING:
                    self._note(found, text, at, flag)
                at += 1
                continue
            start = at
            state = stem = empty
            ascii_only = True
            apostrophe = -1
            while True:
                # Plain letters that wake nobody are what text is made of; all else leaves this loop.
                while flag == ascii_letter:
                    state = ((state << 5 & mask) | (state >> 59)) ^ (unit | 0x20)
                    at += 1
                    if at == size:
                        flag = 0
                        break
                    unit = units[at]
                    flag = flags[unit] if unit < plane else self._far_flags(unit)
                if flag & _LETTER:
                    if flag & _WAKING:
                        self._note(found, text, at, flag)
                    if flag & ascii_letter:
                        state = ((state << 5 & mask) | (state >> 59)) ^ (unit | 0x20)
                    else:
                        ascii_only = False
                elif flag & _APOSTROPHE and at + 1 < size and self._is_letter(units[at + 1]):
                    if flag & _WAKING:
                        self._note(found, text, at, flag)
                    apostrophe = at
                    stem = state
                    state = ((state << 5 & mask) | (state >> 59)) ^ 0x27
                else:
                    break
                at += 1
                if at == size:
                    break
                unit = units[at]
                flag = flags[unit] if unit < plane else self._far_flags(unit)
            if not self._wants_words or at - start < _SHORTEST:
                continue
            place = 0
            if ascii_only:
                place = (state * _SPREAD & mask) >> (64 - _RECENT_BITS)
                if recent[place] == state:
                    continue
                known = self._words.find(state)
                if not known and apostrophe == at - 2 and (units[at - 1] | 0x20) == 0x73:
                    known = self._words.find(stem)
                if known:
                    recent[place] = state
                    continue
            word = text[start:at]
            if ascii_only:
                # The sieve hears nothing of a word but its letters and where its capitals are.
                state = state ^ (_DULL * (1 + _capitals(word)) & mask)
                if recent[place] == state:
                    continue
            elif word in self._lexicon:
                continue
            if self._could_be_several(word):
                for number in self._word_sleepers:
                    found[number].append((start, at))
            elif ascii_only:
                recent[place] = state

    def _is_letter(self, unit):
        return ((self._flags[unit] if unit < _PLANE else self._far_flags(unit)) & _LETTER) != 0

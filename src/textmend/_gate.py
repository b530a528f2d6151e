# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The gate: THE hot tokenizer loop. One sweep over a text tells which cues occur in it, and where.

Clean text is nearly all that a crawler brings in, so a pipeline is as fast as this file. It knows tables,
not passes. Cython compiles it as it stands, with the types of `_gate.pxd`; where no compiler was at hand,
`_gate_plain.py` takes its place.
"""

from textmend._tables import EMPTY, SPREAD, stem

__all__ = ["MOST_SLEEPERS", "Gate", "Sleeper", "merged"]

_MASK = 0xFFFFFFFFFFFFFFFF
_SPREAD = SPREAD
_SHORTEST = 3

# Words that were met lately are remembered in 2 ** 14 places, which stay in the processor's second cache;
# with 2 ** 12 or 2 ** 16 the sweep is slower.
_RECENT_BITS = 14

# What the flags of a character say; the lower bits are the sleepers that it wakes.
MOST_SLEEPERS = 12
_LETTER = 0x1000
_ASCII = 0x2000  # beside _LETTER; eight bits down it is the bit by which small letters differ from capitals
_APOSTROPHE = 0x4000
_ANCHOR = 0x8000  # a literal cue may stand around it
_PLANE = 0x10000  # characters from here on (emoji, rare scripts) are not worth a table

# The loop works on blocks of this many characters, in which no more than half can end a word.
_BLOCK = 512


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
        sleepers: at most `MOST_SLEEPERS`, since each has a bit of the flags.
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
        self._literals = {}
        self._flags = memoryview(bytearray(2 * _PLANE)).cast("H")
        # The hashes of words that were met lately and woke nobody, so that most words never leave the
        # processor's nearest caches. It cannot change an answer.
        self._recent = memoryview(bytearray(8 << _RECENT_BITS)).cast("Q")
        self._set_flags()

    def _set_flags(self):
        flags = self._flags
        for unit in range(128):
            if chr(unit).isalpha():
                flags[unit] = _LETTER | _ASCII
        # To ask every other character costs a few milliseconds, once for each pipeline.
        for unit in range(128, _PLANE):
            character = chr(unit)
            if character.isalnum() and not character.isdecimal():
                flags[unit] = _LETTER
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
                self._literals.setdefault(literal[anchor], []).append((number, literal, anchor))
                if ord(literal[anchor]) < _PLANE:
                    flags[ord(literal[anchor])] |= _ANCHOR

    def _far_flags(self, unit):
        """The flags of a character beyond the table."""
        character = chr(unit)
        flag = _LETTER if character.isalnum() and not character.isdecimal() else 0
        if character in self._literals:
            flag |= _ANCHOR
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
            for number, literal, anchor in self._literals[text[at]]:
                start = at - anchor
                if start >= 0 and text.startswith(literal, start):
                    found[number].append((start, start + len(literal)))

    def sweep(self, text):
        """Return, for each sleeper, the sorted disjoint spans of its cues in `text`."""
        found = [[] for _ in self._sleepers]
        # One unit a character, in one of two widths: the loop is compiled once for each. A NUL behind the last
        # one ends a word that ends the text.
        if text.isascii():
            narrow = text.encode("ascii") + b"\0"
            self._scan(narrow, text, found)
        else:
            wide = memoryview(text.encode("utf-32-le", "surrogatepass") + b"\0\0\0\0").cast("I")
            self._scan(wide, text, found)
        return [merged(spans) if spans else spans for spans in found]

    def _scan(self, units, text, found):
        """Walk over the units, block by block: note cues, hash the words, then ask for those not met lately.

        Where a word ends cannot be foretold, and a processor that guesses wrong waits for as long as four
        characters take. So the loop does not branch there: it writes every state down and lets the next
        one overwrite it unless a word has just ended.
        """
        flags, recent = self._flags, self._recent
        # Constants of this file, spelled out so that the C compiler sees them as such.
        plane, mask, special = 0x10000, 0xFFFFFFFFFFFFFFFF, 0xCFFF
        empty, spread, quote = EMPTY, SPREAD, 0x27 * _SPREAD & _MASK
        states = [0] * 258
        ends = [0] * 258
        state = empty
        inside = count = low = 0
        size = len(text) + 1
        while low < size:
            high = min(size, low + _BLOCK)
            for at in range(low, high):
                unit = units[at]
                flag = flags[unit] if unit < plane else self._far_flags(unit)
                if flag & special and at + 1 < size:
                    if flag & (special ^ 0x4000):
                        self._note(found, text, at, flag)
                    if flag & 0x4000 and inside and self._is_letter(units[at + 1]):
                        state = ((state << 5 & mask) | (state >> 59)) ^ quote
                        continue
                letter = flag >> 12 & 1
                states[count] = state
                ends[count] = at
                count += inside & (letter ^ 1)
                # Small for capital where it is ASCII, spread where it is not; see `_tables._next`.
                folded = unit | (flag >> 8 & 0x20)
                folded ^= (folded ^ (unit * spread & mask)) & ((flag >> 13 & 1) - 1 & mask)
                keep = 0 - letter & mask
                state = ((((state << 5 & mask) | (state >> 59)) ^ folded) & keep) | (empty & (keep ^ mask))
                inside = letter
            if self._wants_words:
                for number in range(count):
                    hashed = states[number]
                    place = (hashed * spread & mask) >> (64 - _RECENT_BITS)
                    if recent[place] != hashed:
                        self._ask(found, text, ends[number], hashed, place)
            count = 0
            low = high

    def _ask(self, found, text, end, state, place):
        """Note the word that ends at `end` if it could be several; remember it at `place` if not."""
        if self._words.find(state):
            self._recent[place] = state
            return
        start = end - 1
        while start > 0 and self._goes_on(text, start - 1):
            start -= 1
        word = text[start:end]
        # The sieve hears nothing of a word but its letters and where its capitals are.
        state = state ^ (_SPREAD * (1 + _capitals(word)) & _MASK)
        if self._recent[place] == state:
            return
        if len(word) >= _SHORTEST and word not in self._lexicon and self._sieve.passes(stem(word)):
            for number in self._word_sleepers:
                found[number].append((start, end))
        else:
            self._recent[place] = state

    def _goes_on(self, text, at):
        """True when the character at `at`, with a letter behind it, belongs to the same word."""
        unit = ord(text[at])
        if self._is_letter(unit):
            return True
        apostrophe = unit < _PLANE and self._flags[unit] & _APOSTROPHE
        return apostrophe != 0 and at > 0 and self._is_letter(ord(text[at - 1]))

    def _is_letter(self, unit):
        return ((self._flags[unit] if unit < _PLANE else self._far_flags(unit)) & _LETTER) != 0

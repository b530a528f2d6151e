# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Look-ups in language tables: the costs of words, and of letters in words that are not in the lexicon.

Imports nothing but its sibling module. Cython compiles it as it is, with the types of `_tables.pxd`; uncompiled it is
ordinary Python with the same results. All costs are in steps of an eighth of a bit (-log2 of a probability), so
both builds count alike.
"""

from textmend.lang._strings import is_letter, normalized_word

__all__ = ["EMPTY", "LONGEST_KEY", "BloomFilter", "CharNgramModel", "Table", "finished", "knows",
           "string_hash"]  # fmt: skip

# A hash by rotation: each character rotates the state by five bits and is XORed into it (cyclic polynomials:
# Cohen, "Recursive hashing functions for n-grams", 1997). Five bits distinguish small letters, so words of up
# to twelve of them lose no information, and a step costs a third of a multiplication's time. All other
# characters are spread first, lest é pass for another letter before an i. The finaliser of MurmurHash3
# (Appleby) mixes the whole.
_EMPTY = 0xCBF29CE484222325  # the state before the first character
_SPREAD = 0x9E3779B97F4A7C15
EMPTY = _EMPTY  # for other modules, since what `_tables.pxd` types cannot be imported
_MASK = 0xFFFFFFFFFFFFFFFF
_MIX = 0xFF51AFD7ED558CCD

# Strings of up to four small letters are looked up by direct address: 27 ** 4 codes, those of shorter ones first.
_CODES = 531_441

# The hash repeats after 64 characters, so that a long run of one letter has the hash of a short one. No
# lexicon has longer words.
_LONGEST_KEY = 63
LONGEST_KEY = _LONGEST_KEY


def _next(state, unit):
    """The state after one more character."""
    if not 0x61 <= unit <= 0x7A:
        unit = unit * _SPREAD & _MASK
    return ((state << 5 & _MASK) | (state >> 59)) ^ unit


def _state(text):
    return _state_of(text, 0, len(text))


def _state_of(text, start, end):
    """The state after the characters of `text[start:end]`; `_next` is inlined, for calls are what Python is slow at."""
    state = _EMPTY
    for at in range(start, end):
        unit = ord(text[at])
        if not 0x61 <= unit <= 0x7A:
            unit = unit * _SPREAD & _MASK
        state = ((state << 5 & _MASK) | (state >> 59)) ^ unit
    return state


def string_hash(text):
    """Return the 64-bit hash of `text` that all tables use."""
    return finished(_state(text))


def finished(state):
    """Return the hash of the string whose characters left `state`."""
    state = (state ^ (state >> 33)) & _MASK
    state = (state * _MIX) & _MASK
    return state ^ (state >> 33)


class Table:
    """A read-only mapping from strings to small integers, over slots that the caller keeps.

    Args:
        slots: one unsigned 32-bit word a slot: the upper 24 bits are a check of the key, the lower 8 its
            value; 0 is an empty slot. Collisions go to the next slot.
        bits: there are 2 ** bits slots.
    """

    def __init__(self, slots, bits):
        self._slots = slots
        self._shift = 64 - bits
        self._last = (1 << bits) - 1
        self._short = None

    def get(self, key):
        """Return the value of `key`, 1 to 255; 0 when it has none."""
        return self.find(_state(key)) if len(key) <= _LONGEST_KEY else 0

    def find(self, state):
        """Return the value of the string whose characters left `state`; 0 when it has none."""
        hashed = finished(state)
        check = hashed & 0xFFFFFF or 1
        at = hashed >> self._shift
        slot = self._slots[at]
        while slot:
            if slot >> 8 == check:
                return slot & 0xFF
            at = (at + 1) & self._last
            slot = self._slots[at]
        return 0

    def look_up(self, state, code):
        """Return what `find` returns for `state`, directly for short strings.

        A search through all parts of a string mostly looks up short ones, and they cause most waits for memory.

        Args:
            code: the code of the same string by `coded`.
        """
        if code < 0:
            return self.find(state)
        if self._short is None:
            self._short = memoryview(bytearray(2 * _CODES)).cast("H")
        known = self._short[code]
        if not known:
            known = self.find(state) + 1
            self._short[code] = known
        return known - 1

    def coded(self, code, unit):
        """Return the code of a string with one more character: its letters as digits; -1 except for short ones."""
        if code < 0 or 27 * code >= _CODES or not 0x61 <= unit <= 0x7A:
            return -1
        return 27 * code + unit - 0x60

    def state_in(self, state, text, start, end):
        """Return the state after the characters of `text[start:end]`, from one that others before them left."""
        for at in range(start, end):
            state = _next(state, ord(text[at]))
        return state

    def find_in(self, text, start, end):
        """Return the value of `text[start:end]` in lexicon spelling, except apostrophes and capitals beyond ASCII."""
        state = _EMPTY
        for at in range(start, end):
            unit = ord(text[at])
            state = _next(state, unit | 0x20 if 0x41 <= unit <= 0x5A else unit)
        return self.find(state)

    def spans_but_common(self, text, steps):
        """Return the spans of the strings with letters of ASCII in a text, except those that are common words.

        Args:
            text: the text.
            steps: a word of ASCII letters alone with a lower value is common; those with others are never left out,
                since their lexicon spelling is more than `find_in` knows.
        """
        spans = []
        size = len(text)
        at = 0
        while at < size:
            if not is_letter(text[at]):
                at += 1
                continue
            start = at
            state = _EMPTY
            is_ascii = True
            is_latin = False
            while at < size and is_letter(text[at]):
                unit = ord(text[at])
                if unit < 0x80:
                    is_latin = True
                else:
                    is_ascii = False
                state = _next(state, unit | 0x20)
                at += 1
            value = self.find(state) if is_ascii and at - start <= _LONGEST_KEY else 0
            if is_latin and not 0 < value < steps:
                spans.append((start, at))
        return spans

    def state(self, key):
        """Return the state after the characters of `key`, for `find`."""
        return _state(key)

    def after(self, state, unit):
        """Return the state after one more character."""
        return _next(state, unit)

    def first(self, state):
        """Return the first slot to look at for the string whose characters left `state`: 0 when it has no value.

        If it is called early, the slot is in the processor's cache by the time `find` reads it.
        """
        return self._slots[finished(state) >> self._shift]


def knows(words, names, word):
    """True for a word in any spelling, for a possessive of one, and for a name with its capital."""
    spelled = normalized_word(word)
    bare = spelled[: len(spelled) - 2] if spelled.endswith("'s") else spelled
    return words.get(spelled) or words.get(bare) or (word[:1].isupper() and names.get(bare)) or 0


class BloomFilter:
    """Separates strings that are not part of anything in a lexicon from those that may be.

    A Bloom filter with one hash (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970): small
    enough to stay in the processor's cache, where the tables of words and pairs do not fit, and right about six strings
    of seven. A search through all parts of a string mostly looks up strings that are in no table.

    Args:
        slots: 32 strings a word of memory, the lowest bit first.
        bits: there is room for 2 ** bits strings.
    """

    def __init__(self, slots, bits):
        self._slots = slots
        self._shift = 64 - bits

    def may_hold(self, state):
        """Return 1 when the string whose characters left `state` may be in it, else 0.

        It contains the beginnings of words ("th"), and the first and second word of a pair, each with a space ("of ",
        " the").
        """
        at = finished(state) >> self._shift
        return self._slots[at >> 5] >> (at & 31) & 1


class CharNgramModel:
    """The cost of a string as a word that is not in the lexicon, letter by letter.

    Args:
        grams: for n-grams of letters, with ^ for the start of a word and $ for its end, the cost of their last
            letter given the ones before.
        order: the longest n-gram.
        backoff: the cost of an n-gram that was never seen, in addition to the shorter one inside it (stupid backoff:
            Brants et al., "Large Language Models in Machine Translation", 2007).
        strange: the cost of a letter that no word of the language has.
    """

    def __init__(self, grams, order, backoff, strange):
        self._grams = grams
        self._order = order
        self._backoff = backoff
        self._strange = strange

    def knows(self, letter):
        """True when words of the language have the letter, in lexicon spelling."""
        return self._grams.get(letter) != 0

    def cost(self, word):
        """Return the cost of `word`, in lexicon spelling, and of its end."""
        total = 0
        for at in range(len(word)):
            total += self.letter(word, 0, at)
        return total + self.end(word, 0, len(word))

    def letter(self, letters, start, at):
        """Return the cost of the letter at `at` in a word that starts at `start`."""
        low = at + 1 - self._order
        return self._symbol(letters, max(low, start), at + 1, low < start, False)

    def end(self, letters, start, end):
        """Return the cost of the word that starts at `start` ending at `end`."""
        low = end + 1 - self._order
        return self._symbol(letters, max(low, start), end, low < start, True)

    def _symbol(self, letters, low, high, opens, closes):
        """The cost of the last symbol of `letters[low:high]`, with the marks of a word's start and end around it."""
        penalty = 0
        while True:
            state = _EMPTY
            if opens:
                state = _next(state, 0x5E)
            for at in range(low, high):
                state = _next(state, ord(letters[at]))
            if closes:
                state = _next(state, 0x24)
            steps = self._grams.find(state)
            if steps:
                return steps + penalty
            if opens:
                opens = False
            else:
                low += 1
                if low >= high + closes:
                    return self._strange
            penalty += self._backoff

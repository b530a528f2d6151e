# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The gate: THE hot tokenizer loop. One sweep over a text tells which cues occur in it, and where.

Clean text is nearly all that a crawler brings in, so a pipeline is as fast as this file. It knows tables,
not passes, and imports nothing. Cython compiles it as it stands, with the types of `_gate.pxd`; where no
compiler was at hand, its small classes run as ordinary Python, and `_gate_plain.py` takes over the sweep.

All costs are in steps of an eighth of a bit (-log2 of a probability), so both builds count alike.
"""

__all__ = ["Gate", "Sieve", "Sleeper", "Speller", "Table", "merged", "string_hash"]

# A hash by rotation: each character turns the state by five bits and is laid over it (cyclic polynomials:
# Cohen, "Recursive hashing functions for n-grams", 1997). Five bits tell the letters apart, so words of up
# to twelve letters keep all they have, and a step costs a third of a multiplication's time. The finaliser of
# MurmurHash3 (Appleby) then spreads it.
_OFFSET = 0xCBF29CE484222325
_MASK = 0xFFFFFFFFFFFFFFFF
_MIX = 0xFF51AFD7ED558CCD

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

# Longer strings of letters are always worth a look; no array needs to be larger, and the search is bounded.
_LONGEST = 40
_LONGEST_PART = 24
_SHORTEST = 3
_FAR = 1 << 24
_RECENT = 0x3FFF


def _finished(state):
    """Finish a hash: mix its bits."""
    state = (state ^ (state >> 33)) & _MASK
    state = (state * _MIX) & _MASK
    return state ^ (state >> 33)


def string_hash(text):
    """Return the 64-bit hash of `text` that all tables use."""
    state = _OFFSET
    for character in text:
        state = ((state << 5 & _MASK) | (state >> 59)) ^ ord(character)
    return _finished(state)


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


class Table:
    """A read-only mapping from strings to small integers, over slots that somebody else keeps.

    Args:
        slots: one unsigned 32-bit word a slot: the upper 24 bits are a check of the key, the lower 8 its
            value; 0 is an empty slot. Collisions go to the next slot.
        bits: there are 2 ** bits slots.
    """

    def __init__(self, slots, bits):
        self._slots = slots
        self._shift = 64 - bits
        self._last = (1 << bits) - 1

    def get(self, key):
        """Return the value of `key`, 1 to 255; 0 when it has none."""
        return self.find(string_hash(key))

    def find(self, hashed):
        """Return the value of the key with this hash; 0 when it has none."""
        check = hashed & 0xFFFFFF or 1
        at = hashed >> self._shift
        slot = self._slots[at]
        while slot:
            if slot >> 8 == check:
                return slot & 0xFF
            at = (at + 1) & self._last
            slot = self._slots[at]
        return 0


class Speller:
    """The cost of a string as a word that no lexicon holds, letter by letter.

    Args:
        grams: for n-grams of letters, with ^ for the start of a word and $ for its end, the cost of their last
            letter given the ones before.
        order: the longest n-gram.
        backoff: what an n-gram that was never seen costs on top of the shorter one inside it (stupid backoff:
            Brants et al., "Large Language Models in Machine Translation", 2007).
        strange: the cost of a letter that no word of the language has.
    """

    def __init__(self, grams, order, backoff, strange):
        self._grams = grams
        self._order = order
        self._backoff = backoff
        self._strange = strange

    def cost(self, word):
        """Return the cost of `word`, in lexicon spelling, and of its end."""
        marked = f"^{word}$"
        total = 0
        for at in range(1, len(marked)):
            total += self._letter(marked, at)
        return total

    def _letter(self, marked, at):
        start = at + 1 - self._order
        penalty = 0
        if start < 0:
            start = 0
        while start <= at:
            state = _OFFSET
            for place in range(start, at + 1):
                state = ((state << 5 & _MASK) | (state >> 59)) ^ ord(marked[place])
            steps = self._grams.find(_finished(state))
            if steps:
                return steps + penalty
            start += 1
            penalty += self._backoff
        return self._strange


class Sieve:
    """Tells strings that could be several words from those that could not, by a linear score.

    It sees the string alone, not its neighbours; what it lets through is judged with everything in view.

    Args:
        words: the costs of the words of the lexicon, in lexicon spelling.
        speller: the cost of words that it does not hold.
        unknown: the cost of a word being one of those.
        common: a word that costs less may have run into a name.
        weights: the integer weights of `FEATURES`, in their order.
        least: the score from which on a string passes.
    """

    FEATURES = (
        "gain", "length", "cuts", "shortest", "first", "last", "ends", "unknown", "capital", "capital inside",
    )  # fmt: skip

    def __init__(self, words, speller, unknown, common, weights, least):
        self._words = words
        self._speller = speller
        self._unknown = unknown
        self._common = common
        self._weights = memoryview(bytearray(4 * len(self.FEATURES))).cast("i")
        for place, weight in enumerate(weights):
            self._weights[place] = weight
        self._least = least

    def passes(self, word):
        """True when `word`, as it is spelled in the text, could be several words."""
        if len(word) < _SHORTEST or word.isupper():
            return False
        if len(word) > _LONGEST:
            return True
        found = [0] * 10
        if not self._measure(word, found):
            return False
        score = 0
        for place in range(10):
            score += self._weights[place] * found[place]
        return score >= self._least

    def features(self, word):
        """Return the values of `FEATURES` for the cheapest way to split `word`; nothing when there is none."""
        found = [0] * 10
        return tuple(found) if self._measure(word, found) else ()

    def _measure(self, word, found):
        """Find the cheapest way to split `word` and write its features to `found`; False when there is none."""
        letters = word.lower().replace("\u2019", "'")
        size = len(letters)
        if size != len(word) or size > _LONGEST:
            return False
        # In turn: the least cost of words that end here, where the last of them starts, and the cost of
        # the words from the start to here and from here to the end.
        costs = [0] * 41
        starts = [0] * 41
        heads = [0] * 41
        tails = [0] * 41
        for at in range(1, size + 1):
            costs[at] = _FAR
        for start in range(size):
            state = _OFFSET
            for end in range(start + 1, min(size, start + _LONGEST_PART) + 1):
                state = ((state << 5 & _MASK) | (state >> 59)) ^ ord(letters[end - 1])
                if end - start == size:
                    break
                steps = self._words.find(_finished(state))
                if not steps:
                    continue
                if start == 0:
                    heads[end] = steps
                if end == size:
                    tails[start] = steps
                if costs[start] + steps < costs[end]:
                    costs[end] = costs[start] + steps
                    starts[end] = start
        whole = self._unknown + self._speller.cost(letters)
        split = costs[size]
        name_cut = 0
        for cut in range(2, size - 1):
            rest = ""
            if heads[cut] and heads[cut] < self._common and not tails[cut]:
                rest = letters[cut:]
            elif tails[cut] and tails[cut] < self._common and not heads[cut]:
                rest = letters[:cut]
            if rest:
                cost = heads[cut] + tails[cut] + self._unknown + self._speller.cost(rest)
                if cost < split:
                    split = cost
                    name_cut = cut
        if split >= _FAR:
            return False
        found[0] = whole - split
        self._describe(word, name_cut, starts, heads, tails, found)
        return True

    def _describe(self, word, name_cut, starts, heads, tails, found):
        """Write the features of the split that was found, but for its gain."""
        size = len(word)
        if name_cut:
            cuts = 1
            shortest = min(name_cut, size - name_cut)
            first, last = heads[name_cut], tails[name_cut]
        else:
            cuts, shortest, end = -1, size, size
            last = tails[starts[size]]
            first = 0
            while end > 0:
                start = starts[end]
                shortest = min(shortest, end - start)
                cuts += 1
                if start == 0:
                    first = heads[end]
                end = start
        rare = 8 * 25  # what the end of a split costs that no lexicon holds
        first, last = first or rare, last or rare
        found[1], found[2], found[3], found[4], found[5] = size, cuts, shortest, first, last
        found[6] = min(first, 112) * min(last, 112) // 64
        found[7] = 1 if name_cut else 0
        found[8] = 1 if word[0].isupper() else 0
        for at in range(1, size):
            if word[at].isupper():
                found[9] = 1


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
        words: the words of the lexicon, in lexicon spelling.
        knows: whether the lexicon holds a word in the spelling of the text; asked for words with letters
            outside ASCII.
        sieve: which unknown words are worth waking anybody.
    """

    kind = "compiled"

    def __init__(self, sleepers, words, knows, sieve):
        self._sleepers = list(sleepers)
        self._words = words
        self._knows = knows
        self._sieve = sieve
        self._word_sleepers = [number for number, sleeper in enumerate(self._sleepers) if sleeper.words]
        self._wants_words = bool(self._word_sleepers)
        self._literals = []
        self._flags = memoryview(bytearray(2 * _PLANE)).cast("H")
        # The hashes of words that were met lately and woke nobody, so that most words never leave the
        # processor's nearest caches. It cannot change an answer.
        self._recent = memoryview(bytearray(8 * (_RECENT + 1))).cast("Q")
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
        offset, mask, plane, ascii_letter = _OFFSET, _MASK, _PLANE, _ASCII_LETTER
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
            state = stem = offset
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
            if ascii_only:
                state = _finished(state)
                if recent[state & _RECENT] == state:
                    continue
                known = self._words.find(state)
                if not known and apostrophe == at - 2 and (units[at - 1] | 0x20) == 0x73:
                    known = self._words.find(_finished(stem))
                if known:
                    recent[state & _RECENT] = state
                    continue
            word = text[start:at]
            if ascii_only:
                # The sieve hears nothing of a word but its letters and where its capitals are.
                state = _finished(state + 1 + _capitals(word))
                if recent[state & _RECENT] == state:
                    continue
            elif self._knows(word):
                continue
            if self._could_be_several(word):
                for number in self._word_sleepers:
                    found[number].append((start, at))
            elif ascii_only:
                recent[state & _RECENT] = state

    def _is_letter(self, unit):
        return ((self._flags[unit] if unit < _PLANE else self._far_flags(unit)) & _LETTER) != 0

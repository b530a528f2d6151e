# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Look-ups in language tables, and the split filter that they feed: what the gate needs to know about single words.

Imports nothing but its sibling module. Cython compiles it as it is, with the types of `_tables.pxd`; uncompiled it is
ordinary Python with the same results. All costs are in steps of an eighth of a bit (-log2 of a probability), so
both builds count alike.
"""

from textmend.lang._strings import capital_border, is_letter, normalized_word

__all__ = ["EMPTY", "LONGEST_KEY", "BloomFilter", "CharNgramModel", "SplitFilter", "Table", "finished", "knows",
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

# Longer strings of letters are always worth a look; no array needs to be larger, and the search is bounded.
_MAX_STRING_CHARS = 40
_LONGEST_PART = 24
_SHORTEST = 3
_SHORTEST_HEAD = 2  # iPhone, eBay
# The hash repeats after 64 characters, so that a long run of one letter has the hash of a short one. No
# lexicon has longer words.
_LONGEST_KEY = 63
LONGEST_KEY = _LONGEST_KEY
# The results for this many strings are cached, about 2 MB; then the cache is cleared, not grown.
_MOST_VERDICTS = 1 << 14
_FAR = 1 << 24
# In steps: the cost of one end of a split that is not in the lexicon (25 bits), and the limit above which differences
# between rare words do not matter for both ends together (14 bits); as in `_scorer.py`.
_RARE_STEPS = 200
_FREQUENT_STEPS = 112


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

    def find_in(self, text, start, end):
        """Return the value of `text[start:end]` in lexicon spelling, except apostrophes and capitals beyond ASCII."""
        state = _EMPTY
        for at in range(start, end):
            unit = ord(text[at])
            state = _next(state, unit | 0x20 if 0x41 <= unit <= 0x5A else unit)
        return self.find(state)

    def spans_but_common(self, text, steps):
        """Return the spans of the strings of letters in a text, except those that are common words.

        Args:
            text: the text.
            steps: a word of ASCII letters with a lower value is common; strings with other letters are never left out,
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
            while at < size and is_letter(text[at]):
                unit = ord(text[at])
                is_ascii = is_ascii and unit < 0x80
                state = _next(state, unit | 0x20)
                at += 1
            value = self.find(state) if is_ascii and at - start <= _LONGEST_KEY else 0
            if not 0 < value < steps:
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


class SplitFilter:
    """Separates strings that could be several words from those that could not, by a linear score.

    It sees the string alone, not its neighbours; what it passes is scored later with everything in view.

    Args:
        words: the costs of the words of the lexicon, in lexicon spelling.
        pairs: the cost of a word after another, for "one other".
        char_model: the cost of words that are not in the lexicon.
        unknown: the cost of a word being one of those.
        unseen: the cost of a word after one that it was never seen after, in addition to its own.
        common: a word that costs less may have run into a name.
        weights: the integer weights of `FEATURES`, in their order.
        least: the minimum score of a string that could be several words.
        abroad: whether letters beyond ASCII let a string pass, too: in English they indicate another language.
    """

    FEATURES = (
        "gain", "length", "cuts", "shortest", "first", "last", "ends", "unknown", "capital", "pairs", "attraction",
    )  # fmt: skip

    def __init__(self, words, pairs, char_model, unknown, unseen, common, weights, least, abroad):
        self._words = words
        self._pairs = pairs
        self._char_model = char_model
        self._unknown = unknown
        self._unseen = unseen
        self._common = common
        self._weights = memoryview(bytearray(4 * len(self.FEATURES))).cast("i")
        for place, weight in enumerate(weights):
            self._weights[place] = weight
        self._least = least
        self._abroad = abroad
        self._verdicts = {}

    def passes(self, word):
        """True when `word`, as it is spelled in the text, could be several words or in another language."""
        return self.divides(word) or (self._abroad and self._is_abroad(word))

    def divides(self, word):
        """True when `word`, as it is spelled in the text, could be several words."""
        verdict = self._verdicts.get(word)
        if verdict is None:
            verdict = self._is_striking(word)
            # A word is looked up more than once: by the gate, by the pass that it triggers, and again as a neighbour.
            if len(word) <= _MAX_STRING_CHARS:
                if len(self._verdicts) >= _MOST_VERDICTS:
                    self._verdicts = {}
                self._verdicts[word] = verdict
        return verdict

    def _is_abroad(self, word):
        """True when one of the letters is of a language other than English that has data: Latin, or Cyrillic."""
        for letter in word:
            if "\u00c0" <= letter <= "\u024f" or "\u0400" <= letter <= "\u052f":
                return True
        return False

    def _is_striking(self, word):
        if len(word) < _SHORTEST:
            return False
        border = capital_border(word)
        if border:
            # A frequent word ran into a name ("inParis"); every other mixture is a name of its own.
            head = self._words.find_in(word, 0, border) if border >= _SHORTEST_HEAD else 0
            return 0 < head < self._common
        if len(word) > _MAX_STRING_CHARS:
            # A few letters become two in lower case, and then no split would be where it seems to be.
            return len(normalized_word(word)) == len(word)
        # One of its words is known, at one of its ends. Words of another alphabet cost no more than this check.
        if not self._char_model.knows(word[0].lower()) and not self._char_model.knows(word[len(word) - 1].lower()):
            return False
        found = [0] * 11  # one for each of `FEATURES`
        if not self._measure(word, found):
            return False
        score = 0
        for place in range(11):
            score += self._weights[place] * found[place]
        return score >= self._least

    def features(self, word):
        """Return the values of `FEATURES` for the cheapest way to split `word`; nothing when there is none."""
        found = [0] * 11
        return tuple(found) if self._measure(word, found) else ()

    def _measure(self, word, found):
        """Find the cheapest way to split `word` and write its features to `found`; False when there is none."""
        letters = normalized_word(word)
        size = len(letters)
        if not size or size != len(word) or size > _MAX_STRING_CHARS:
            return False
        # In turn: the minimum cost of words that end here, where the last of them starts, and the cost of
        # the words from the start to here and from here to the end.
        costs = [0] * 41
        starts = [0] * 41
        heads = [0] * 41
        tails = [0] * 41
        for at in range(1, size + 1):
            costs[at] = _FAR
        for start in range(size):
            last = min(size, start + _LONGEST_PART)
            state = _EMPTY
            code = 0
            for end in range(start + 1, last + 1):
                unit = ord(letters[end - 1])
                state = _next(state, unit)
                code = self._words.coded(code, unit)
                # If no word ends here, only a word up to the end of the string counts.
                if (costs[start] == _FAR and end < size) or end - start == size:
                    continue
                steps = self._words.look_up(state, code)
                if not steps:
                    continue
                if start == 0:
                    heads[end] = steps
                if end == size:
                    tails[start] = steps
                if costs[start] + steps < costs[end]:
                    costs[end] = costs[start] + steps
                    starts[end] = start
        split = costs[size]
        name_cut = 0
        for cut in range(2, size - 1):
            rest = ""
            if heads[cut] and heads[cut] < self._common and not tails[cut]:
                rest = letters[cut:]
            elif tails[cut] and tails[cut] < self._common and not heads[cut]:
                rest = letters[:cut]
            cost = heads[cut] + tails[cut] + self._unknown
            # Spelling out a word by its letters is the slow part.
            if rest and cost < split:
                cost += self._char_model.cost(rest)
                if cost < split:
                    split = cost
                    name_cut = cut
        if split >= _FAR:
            return False
        found[0] = self._unknown + self._char_model.cost(letters) - split
        self._describe(word, letters, name_cut, costs, starts, heads, tails, found)
        return True

    def _describe(self, word, letters, name_cut, costs, starts, heads, tails, found):
        """Write the features of the split that was found, except its gain."""
        size = len(word)
        seen = attraction = 0
        if name_cut:
            cuts = 1
            shortest = min(name_cut, size - name_cut)
            first, last = heads[name_cut], tails[name_cut]
        else:
            cuts, shortest, end = -1, size, size
            last = tails[starts[size]]
            first = behind = 0
            while end > 0:
                start = starts[end]
                shortest = min(shortest, end - start)
                if behind:
                    paired = self._pairs.get(letters[start:end] + " " + letters[end:behind])
                    seen += paired > 0
                    attraction += costs[behind] - costs[end] - paired if paired else -self._unseen
                cuts += 1
                if start == 0:
                    first = heads[end]
                behind = end
                end = start
        first, last = first or _RARE_STEPS, last or _RARE_STEPS
        found[1], found[2], found[3], found[4], found[5] = size, cuts, shortest, first, last
        found[6] = min(first, _FREQUENT_STEPS) * min(last, _FREQUENT_STEPS) // 64
        found[7] = 1 if name_cut else 0
        found[8] = 1 if word[0].isupper() else 0
        # In sixteenths, for whole numbers.
        found[9] = 16 * seen // cuts
        found[10] = 16 * attraction // cuts

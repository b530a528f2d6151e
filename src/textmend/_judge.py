# cython: language_level=3, wraparound=False, initializedcheck=False
"""The judge of splits: how a string of letters reads best, and the chance that it is several words.

Cython compiles it as it stands, with the types of `_judge.pxd`. Costs are those of `_tables.py`, in steps of an eighth
of a bit; what the judge hears as evidence is in bits.
"""

from math import exp

from textmend._strings import is_letter, word_end
from textmend._tables import EMPTY, spelling

__all__ = ["Judge", "Lattice"]

_BITS = 0.125
_LONGEST_PART = 24
_FAR = 1 << 24
# How many readings stay in the race at one place.
_READINGS = 2

# What a word costs that is in no lexicon, where one number must do; rarer words are not told apart. In bits.
_UNKNOWN_COST = 25.0
# Where differences between rare words end to matter for both ends together, in bits.
_FREQUENT = 14.0
# A string that is repeated more often is no more of a term.
_REPEATS = 5

# The words around a place cost 11 bits on average in English (9 of 10 stretches: 9.5 to 12.5; 15 where they are
# damaged), and 15 to 18 in other languages, whose words the lexicon holds at all in one case of three. A
# word that it does not hold counts like a rare one, since many of them are damage.
_FOREIGN = 15.0
_FOREIGN_UNKNOWN = 18.0
# They are looked for this many characters to either side.
_SURROUNDINGS = 80
# Where fewer words than this are known around a place, as where every line is one run of letters, the words
# of the split are heard, too.
_FEW = 3


class Lattice:
    """Every way to read a string of letters as words of the lexicon, with the costs of pairs of words.

    Args:
        words: the cost of each word, in lexicon spelling.
        pairs: the cost of a word behind another, for "one other".
        unknown: the cost of a word that is in no lexicon.
        unseen: what a word costs on top of its own cost behind one that it was never seen behind.
    """

    def __init__(self, words, pairs, unknown, unseen):
        self._words = words
        self._pairs = pairs
        self._unknown = unknown
        self._unseen = unseen

    def step(self, word, following):
        """The cost of `following` behind `word`, which is "" where there is none."""
        steps = self._pairs.get(word + " " + following) if word else 0
        return steps or (self._words.get(following) or self._unknown) + self._unseen

    def split(self, letters, left, right):
        """Return the cost of the cheapest reading as two words or more, and its cuts; nothing if there is none.

        Args:
            letters: the string in lexicon spelling.
            left, right: the words beside it; "" for none.

        Viterbi search; at each place the cheapest few readings stay in the race, by their last word.
        """
        size = len(letters)
        # Of each place, the readings that stay, the cheapest first: the cost and, in the lower half of the number,
        # where the last word began; then the state that this word left. Last the number of readings.
        row = 2 * _READINGS + 1
        table = memoryview(bytearray(8 * row * (size + 1))).cast("Q")
        behind = [0] * 2  # one for each of `_READINGS`
        empty = EMPTY
        table[_READINGS] = self._words.state(left)
        table[2 * _READINGS] = 1
        for start in range(size):
            here = row * start
            readings = table[here + 2 * _READINGS]
            if not readings:
                continue
            for reading in range(readings):
                behind[reading] = self._words.after(table[here + _READINGS + reading], 0x20)
            state = empty
            code = 0
            for end in range(start + 1, min(size, start + _LONGEST_PART) + 1):
                unit = ord(letters[end - 1])
                state = self._words.after(state, unit)
                code = self._words.coded(code, unit)
                for reading in range(readings):
                    behind[reading] = self._words.after(behind[reading], unit)
                alone = self._words.look_up(state, code)
                if not alone or end - start == size:
                    continue
                best = _FAR
                origin = 0
                for reading in range(readings):
                    steps = self._pairs.find(behind[reading]) if start or left else 0
                    cost = (table[here + reading] >> 32) + (steps or alone + self._unseen)
                    if cost < best:
                        best = cost
                        origin = here + reading
                # Into its place among the cheapest that end here; the last one of a full row falls out.
                there = row * end
                slot = table[there + 2 * _READINGS]
                if slot == _READINGS:
                    slot -= 1
                    if table[there + slot] >> 32 <= best:
                        continue
                else:
                    table[there + 2 * _READINGS] += 1
                while slot > 0 and table[there + slot - 1] >> 32 > best:
                    table[there + slot] = table[there + slot - 1]
                    table[there + _READINGS + slot] = table[there + _READINGS + slot - 1]
                    slot -= 1
                table[there + slot] = best << 32 | origin
                table[there + _READINGS + slot] = state
        return self._cheapest(letters, right, table)

    def _cheapest(self, letters, right, table):
        """The cheapest of the readings that reach the end, the word to the right considered."""
        row = 2 * _READINGS + 1
        low, last = 0xFFFFFFFF, row * len(letters)
        least = _FAR
        chosen = 0
        for reading in range(table[last + 2 * _READINGS]):
            cost = table[last + reading] >> 32
            at = table[last + reading] & low
            if right:
                cost += self.step(letters[at // row :], right)
            if cost < least:
                least = cost
                chosen = at
        if least == _FAR:
            return ()
        cuts = []
        while chosen >= row:
            cuts.append(chosen // row)
            chosen = table[chosen] & low
        return least, tuple(reversed(cuts))


class Judge:
    """Says how a string of letters is best read as several words, and how likely it is that it is several.

    Args:
        words, pairs, speller, unknown, unseen: as for `Lattice` and `Sieve`.
        common: a word that costs less, in steps, may have run into others.
        weights: the weight of each of `EVIDENCE` by name, and "bias"; logistic regression.
    """

    EVIDENCE = (
        "gain", "gain, root", "gain per letter", "whole per letter", "length", "cuts", "shortest part",
        "first part, letters", "last part, letters", "first part", "last part", "first and last part",
        "most frequent part", "rarest part", "rarest part per letter", "common end", "unknown part",
        "unknown part with capital", "pairs inside", "strongest pair inside", "weakest pair inside", "pair left",
        "pair right", "no left", "no right", "unknown left", "unknown right", "capital", "capital inside", "repeats",
    )  # fmt: skip

    def __init__(self, words, pairs, speller, unknown, unseen, common, weights):
        self._lattice = Lattice(words, pairs, unknown, unseen)
        self._words = words
        self._pairs = pairs
        self._speller = speller
        self._unknown = unknown
        self._unseen = unseen
        self._common = common
        self._weights = memoryview(bytearray(8 * len(self.EVIDENCE))).cast("d")
        for place, name in enumerate(self.EVIDENCE):
            self._weights[place] = weights[name]
        self._bias = weights["bias"]

    def read(self, letters, left, right):
        """Return the cost in steps of the cheapest reading as two words or more, and its cuts; nothing if none.

        Args:
            letters: the string in lexicon spelling.
            left, right: the words beside it in lexicon spelling; "" for none.

        All words are known, or all but one at either end: a name that ran into its neighbour ("Ruganiin").
        """
        found = self._lattice.split(letters, left, right)
        least = found[0] if found else _FAR
        name_cut = 0
        new = self._unknown + self._unseen
        size = len(letters)
        for cut in range(2, size - 1):
            known_first = cut <= _LONGEST_PART and self._words.find_in(letters, 0, cut) != 0
            known_second = size - cut <= _LONGEST_PART and self._words.find_in(letters, cut, size) != 0
            if new >= least or known_first == known_second:
                continue
            first, second = letters[:cut], letters[cut:]
            cost = new + (self._lattice.step(left, first) if known_first else self._lattice.step("", second))
            # Spelling out is what takes time.
            if cost >= least:
                continue
            cost += self._speller.cost(second if known_first else first)
            if right:
                cost += self._lattice.step(second, right)
            if cost < least:
                least = cost
                name_cut = cut
        return (least, (name_cut,)) if name_cut else found

    def whole(self, letters, right):
        """The cost in steps of the string as one word, in the lexicon or not, and of the word behind it."""
        own = self._words.get(letters) or self._unknown + self._speller.cost(letters)
        return own + (self._lattice.step(letters, right) if right else 0)

    def chance(self, written, left, right, repeats, reading):
        """Return the chance, 0 to 1, that a reading is right; the arguments are those of `evidence`."""
        found = [0.0] * 30
        self._weigh(written, left, right, repeats, reading[0], reading[1], found)
        score = self._bias
        for place in range(30):
            score += self._weights[place] * found[place]
        return 1 / (1 + exp(-score)) if score > -500 else 0.0

    def evidence(self, written, left, right, repeats, reading):
        """Return the values of `EVIDENCE`.

        Args:
            written: the string as the document has it.
            left, right: the words beside it in lexicon spelling; "" for none.
            repeats: how often the document has the string besides this place.
            reading: what `read` gave for it.
        """
        found = [0.0] * 30
        self._weigh(written, left, right, repeats, reading[0], reading[1], found)
        return tuple(found)

    def _weigh(self, written, left, right, repeats, cost, cuts, found):
        """Write the values of `EVIDENCE` to `found`."""
        letters = spelling(written)
        size = len(letters)
        one = self.whole(letters, right) * _BITS
        gain = one - cost * _BITS
        found[0] = gain
        found[1] = gain**0.5 if gain > 0 else 0.0
        found[2] = gain / size
        found[3] = one / size
        found[4] = size
        found[5] = len(cuts)
        self._weigh_parts(written, letters, cuts, found)
        self._weigh_pairs(letters, left, right, cuts, found)
        found[27] = 1 if written[0].isupper() else 0
        for at in range(1, size):
            if written[at].isupper():
                found[28] = 1
        # A string that the document repeats is a term of its own; but not "ofthe", which damage repeats, too.
        plain_join = found[15] and found[18] == 1 and not found[16]
        found[29] = 0 if plain_join else min(repeats, _REPEATS)

    def _weigh_parts(self, written, letters, cuts, found):
        """What the words of a reading are, one by one."""
        size = len(letters)
        shortest = size
        rarest = rarest_size = unknown = capital = 0
        frequent = least = 1 << 16
        first = last = start = 0
        for part in range(len(cuts) + 1):
            end = cuts[part] if part < len(cuts) else size
            shortest = min(shortest, end - start)
            last = self._words.find_in(letters, start, end)
            if part == 0:
                first = last
                found[7] = end
            if not last:
                unknown += 1
                # A name that ran into a word.
                capital |= written[start].isupper()
            else:
                frequent = min(frequent, last)
                if last > rarest or (last == rarest and end - start > rarest_size):
                    rarest, rarest_size = last, end - start
            found[8] = end - start
            start = end
        first_cost = first * _BITS if first else _UNKNOWN_COST
        last_cost = last * _BITS if last else _UNKNOWN_COST
        found[6] = shortest
        found[9], found[10] = first_cost, last_cost
        found[11] = min(first_cost, _FREQUENT) * min(last_cost, _FREQUENT) / 10
        found[12] = frequent * _BITS if frequent < least else _UNKNOWN_COST
        found[13] = rarest * _BITS
        found[14] = rarest * _BITS / max(rarest_size, 1)
        found[15] = 1 if 0 < first < self._common or 0 < last < self._common else 0
        found[16] = unknown
        found[17] = 1 if capital else 0

    def _weigh_pairs(self, letters, left, right, cuts, found):
        """What the words of a reading are to each other and to their neighbours."""
        size = len(letters)
        seen = 0
        strongest, weakest = -1e6, 1e6
        word = letters[: cuts[0]]
        first = word
        for part in range(len(cuts)):
            end = cuts[part + 1] if part + 1 < len(cuts) else size
            following = letters[cuts[part] : end]
            attraction = self._attraction(word, following)
            seen += attraction > -self._unseen
            strongest = max(strongest, attraction)
            weakest = min(weakest, attraction)
            word = following
        found[18] = seen / len(cuts)
        found[19] = strongest * _BITS
        found[20] = weakest * _BITS
        if left:
            found[21] = self._attraction(left, first) * _BITS
            found[25] = 0 if self._words.get(left) else 1
        else:
            found[23] = 1
        if right:
            found[22] = self._attraction(word, right) * _BITS
            found[26] = 0 if self._words.get(right) else 1
        else:
            found[24] = 1

    def _attraction(self, word, following):
        """Steps that `word` saves on the cost of `following`; negative for a pair that was never seen."""
        alone = self._words.get(following)
        if not alone:
            return 0
        paired = self._pairs.get(word + " " + following)
        return alone - paired if paired else -self._unseen

    def is_foreign(self, text, start, end, cuts, sieve):
        """True when the words around a place are hardly words of the language. Other joins say nothing about it.

        Args:
            text: the document.
            start, end: where the string is, which does not count itself.
            cuts: those of its reading.
            sieve: which unknown words may be joins.
        """
        total = 0.0
        count = known = 0
        # Words that the window cuts do not count.
        at = word_end(text, max(0, start - _SURROUNDINGS))
        stop = start
        for side in range(2):
            while at < stop:
                if not is_letter(text[at]):
                    at += 1
                    continue
                behind = word_end(text, at)
                if side and behind >= stop and behind < len(text):
                    break
                cost = self._words.find_in(text, at, behind) or self._words.get(spelling(text[at:behind]))
                if cost:
                    known += 1
                    total += cost * _BITS
                    count += 1
                elif not sieve.passes(text[at:behind]):
                    total += _FOREIGN_UNKNOWN
                    count += 1
                at = behind
            at = end
            stop = min(len(text), end + _SURROUNDINGS)
        if known < _FEW:
            letters = spelling(text[start:end])
            begin = 0
            for part in range(len(cuts) + 1):
                behind = cuts[part] if part < len(cuts) else len(letters)
                cost = self._words.find_in(letters, begin, behind)
                total += cost * _BITS if cost else _FOREIGN_UNKNOWN
                count += 1
                begin = behind
        return total > _FOREIGN * count

# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The lattice: every way to read a run of letters as words, and the value of each space in it.

Cython compiles this file as it is, with the types of `_lattice.pxd`. Costs are those of `_tables.py`, in steps of an
eighth of a bit.
"""

from textmend.lang._tables import EMPTY

__all__ = ["FAR", "Lattice", "Segmentation"]

_FAR = 1 << 24
FAR = _FAR
# No word of a lexicon is longer, except in chemistry; and unknown words are seldom as long.
_MAX_WORD_LETTERS = 24
_LONGEST_UNKNOWN = 20
# The words that end at one place and form a pair with one that starts there; prose never had more than these.
_MAX_PREDECESSORS = 8
_PAIRS_PER_LETTER = 12
# Words that lead to a place at so much more than the cheapest path (60 bits) are not followed further.
_HOPELESS = 480
# Nearly all runs of words in prose are shorter.
_USUAL_RUN_LETTERS = 200
# Nearly all strings of so few letters start some word, and `Table.look_up` finds their own costs cheaply.
_SHORT_STRING_LETTERS = 4
# The value in `spaced` where words meet without a space.
_BORDER = 2
# The number of letters of context in the character model.
_CONTEXT_LETTERS = 4
# Words of at least so many letters and at most this cost (18 bits) are ordinary; shorter and rarer ones occur in any
# letters.
_LEAST_ORDINARY = 3
_ORDINARY = 144


class Segmentation:
    """The best reading of a run of letters, and by how much it is the best.

    Attributes:
        size: the number of letters.
        cost: the cost of its words, in steps.
        cuts: for each place from 0 to `size`, whether a word starts or ends there in the cheapest reading.
        margins: for each place between letters, how much cheaper the best reading with a cut there is than the best
            without, in steps; negative if the cut costs more.
        ordinary: the number of letters that are part of ordinary words.
    """

    def __init__(self, size, cost, cuts, margins, ordinary):
        self.size = size
        self.cost = cost
        self.cuts = cuts
        self.margins = margins
        self.ordinary = ordinary

    def agrees(self, spaced):
        """True if it cuts where the text has spaces, ignoring other borders."""
        for at in range(1, self.size):
            if (self.cuts[at] != 0) != (spaced[at] != 0) and spaced[at] != _BORDER:
                return False
        return True

    def start(self, place):
        """Return the start of the word of the cheapest reading that ends at `place`, or spans it."""
        at = place - 1
        while at > 0 and not self.cuts[at]:
            at -= 1
        return at

    def end(self, place):
        """Return the end of the word of the cheapest reading that starts at `place`, or spans it."""
        at = place + 1
        while at < self.size and not self.cuts[at]:
            at += 1
        return at


class Workspace:
    """The arrays of a search through a number of letters."""

    def __init__(self, size):
        self.size = size
        room = size * _MAX_WORD_LETTERS + 1
        # For each word of the lattice: start, end, own cost, state of the hash (0 for a word that is not in the
        # lexicon), cost of the cheapest path to its end, the word before on that path, cost of the cheapest path
        # onwards, and the next word that ends at the same place, plus 1.
        self.starts = _ints(room)
        self.ends = _ints(room)
        self.owns = _ints(room)
        self.states = memoryview(bytearray(8 * room)).cast("Q")
        self.costs = _ints(room)
        self.origins = _ints(room)
        self.onwards = _ints(room)
        self.siblings = _ints(room)
        # For each known pair of neighbours: the first, and the cost of the second after it; for each word, where its
        # pairs with words before it start.
        self.pair_firsts = _ints(size * _PAIRS_PER_LETTER)
        self.pair_costs = _ints(size * _PAIRS_PER_LETTER)
        self.pair_starts = _ints(room + 1)
        # For each place: the last word found that ends there, plus 1; the cheapest that does; its cost; the cost of
        # stray spaces up to there, of the letter before it, and of ending a word; strange letters up to there; the cost
        # of the cheapest path onwards; the cheapest reading with a cut there and without.
        self.heads = _ints(size + 2)
        self.bests = _ints(size + 2)
        self.lows = _ints(size + 2)
        self.strays = _ints(size + 2)
        self.spelled = _ints(size + 2)
        self.closes = _ints(size + 2)
        self.strange = _ints(size + 2)
        self.rests = _ints(size + 2)
        self.with_cut = _ints(size + 2)
        self.without = _ints(size + 2)


def _ints(count):
    return memoryview(bytearray(4 * count)).cast("i")


class Lattice:
    """Reads runs of letters as words, with the costs of words, of pairs, and of spelling out unknown words.

    Args:
        words: the cost of each word, in lexicon spelling.
        pairs: the cost of a word after another, for "one other".
        bloom_filter: the prefixes of these words, and the first and second words of these pairs.
        char_model: the cost of a word that is not in the lexicon.
        unknown: the cost of a word being one of those.
        unseen: the extra cost of a word after one that it never occurred after.
        possessive: the extra cost of the ending of a possessive.
        lost: the cost of a space that the text does not have.
        stray: the cost of a space of the text that does not count.
    """

    def __init__(self, words, pairs, bloom_filter, char_model, unknown, unseen, possessive, lost, stray):
        self._words = words
        self._bloom_filter = bloom_filter
        self._pairs = pairs
        self._char_model = char_model
        self.unknown = unknown
        self._unseen = unseen
        self.possessive = possessive
        self.lost = lost
        self.stray = stray
        self._space = None

    def read(self, letters, spaced):
        """Return the `Segmentation` of a run of letters.

        Args:
            letters: in lexicon spelling, without spaces.
            spaced: for each place from 0 to its length, 1 if the text has a space, and 2 if a word may start or end
                without one, because neither costs anything: l'|homme.

        Finds the cheapest path through all words and all strings that could be words, with each pair of neighbours at
        its joint cost: forward for the cheapest path to each word, backward for the cheapest path onwards. Linear in
        the length.
        """
        size = len(letters)
        # If another thread is using the arrays, new ones are made.
        space, self._space = self._space, None
        if space is None or space.size < size:
            space = Workspace(max(size, _USUAL_RUN_LETTERS))
        count = self._forward(letters, spaced, space)
        segmentation = self._backward(size, spaced, space, count)
        self._space = space
        return segmentation

    def _forward(self, letters, spaced, space):
        """Find the words of the lattice, and the cheapest path to each; return their number."""
        size = len(letters)
        starts, ends, owns, states = space.starts, space.ends, space.owns, space.states
        costs, origins, onwards, siblings = space.costs, space.origins, space.onwards, space.siblings
        pair_firsts, pair_costs, pair_starts = space.pair_firsts, space.pair_costs, space.pair_starts
        heads, bests, lows, strays = space.heads, space.bests, space.lows, space.strays
        spelled, closes, strange = space.spelled, space.closes, space.strange
        self._prepare(letters, spaced, space)
        pair_room = space.size * _PAIRS_PER_LETTER
        behind = [0] * 8  # one for each of `_MAX_PREDECESSORS`
        preds = [0] * 8
        empty = EMPTY
        count = pair_count = 0
        for start in range(size):
            if lows[start] >= _FAR:
                continue
            cut = 0 if start == 0 or spaced[start] else self.lost
            # The words that end here and may be the first of a pair.
            follows = 0
            word = heads[start]
            while word and follows < _MAX_PREDECESSORS:
                if states[word - 1]:
                    first = self._words.after(states[word - 1], 0x20)
                    if self._bloom_filter.may_hold(first):
                        preds[follows] = word - 1
                        behind[follows] = first
                        follows += 1
                word = siblings[word - 1]
            # Every word that starts here, letter by letter.
            state = empty
            second = self._words.after(empty, 0x20)
            code = 0
            alone = possessor = 0
            leads = True
            spelling = 0
            spells = strange[min(size, start + _LONGEST_UNKNOWN)] > strange[start]
            for end in range(start + 1, min(size, start + _MAX_WORD_LETTERS) + 1):
                unit = ord(letters[end - 1])
                state = self._words.after(state, unit)
                second = self._words.after(second, unit)
                code = self._words.coded(code, unit)
                for number in range(follows):
                    behind[number] = self._words.after(behind[number], unit)
                # A word with an apostrophe and an s after it is not in the lexicon, but known nevertheless.
                if unit == 0x27:
                    possessor = alone
                elif unit != 0x73 or letters[end - 2] != "'":
                    possessor = 0
                leads = leads and (end - start < _SHORT_STRING_LETTERS or self._bloom_filter.may_hold(state) != 0)
                alone = self._words.look_up(state, code) if leads else 0
                if not alone and possessor and unit == 0x73:
                    alone = min(255, possessor + self.possessive)
                if not (leads or spells or possessor):
                    break
                # Its cost: as a word of the lexicon, or spelled out.
                length = end - start
                if length <= _LONGEST_UNKNOWN and spells:
                    spelling += (
                        spelled[end] if length > _CONTEXT_LETTERS else self._char_model.letter(letters, start, end - 1)
                    )
                if alone:
                    own = alone + (self._unseen if start else 0)
                elif length <= _LONGEST_UNKNOWN and strange[end] > strange[start]:
                    own = self.unknown + spelling
                    own += closes[end] if length >= _CONTEXT_LETTERS else self._char_model.end(letters, start, end)
                else:
                    continue
                # The cheapest path to it: after any word, or after one that it forms a known pair with.
                inside = strays[end] - strays[start + 1] + cut
                best = lows[start] + own
                origin = bests[start]
                pair_starts[count] = pair_count
                if alone and follows and self._bloom_filter.may_hold(second):
                    for number in range(follows):
                        # A word with such an expensive path to it is not on the cheapest path, paired or not.
                        if costs[preds[number]] + (alone >> 2) >= lows[start] + own:
                            continue
                        paired = self._pairs.find(behind[number])
                        if paired:
                            if pair_count < pair_room:
                                pair_firsts[pair_count] = preds[number]
                                pair_costs[pair_count] = paired
                                pair_count += 1
                            if costs[preds[number]] + paired < best:
                                best = costs[preds[number]] + paired
                                origin = preds[number]
                best += inside
                if best > lows[end] + _HOPELESS:
                    pair_count = pair_starts[count]
                    continue
                # A word of the lattice.
                starts[count] = start
                ends[count] = end
                owns[count] = own
                states[count] = state if alone else 0
                costs[count] = best
                origins[count] = origin
                onwards[count] = _FAR
                siblings[count] = heads[end]
                heads[end] = count + 1
                if best < lows[end]:
                    lows[end] = best
                    bests[end] = count
                count += 1
        pair_starts[count] = pair_count
        return count

    def _prepare(self, letters, spaced, space):
        """Clear the workspace for the places of a run, and store the costs of spaces and letters inside words."""
        size = len(letters)
        heads, bests, lows, strays = space.heads, space.bests, space.lows, space.strays
        spelled, closes, strange = space.spelled, space.closes, space.strange
        heads[0] = lows[0] = bests[0] = strays[0] = 0
        self._find_strange(letters, spaced, space)
        for at in range(1, size + 1):
            lows[at] = _FAR
            heads[at] = 0
            strays[at] = strays[at - 1] + (self.stray if spaced[at - 1] == 1 and at > 1 else 0)
            # The cost of a letter inside a word, and that of ending a word after it, except in short words.
            if strange[size]:
                spelled[at] = self._char_model.letter(letters, max(0, at - _CONTEXT_LETTERS - 1), at - 1)
                closes[at] = self._char_model.end(letters, max(0, at - _CONTEXT_LETTERS), at)

    def _find_strange(self, letters, spaced, space):
        """Count, up to each place, the letters of strings that are not in the lexicon.

        An unknown string is a word of the lattice only if it includes some of them: known words are never joined to an
        unknown one, nor split into unknown ones.
        """
        strange = space.strange
        strange[0] = 0
        start = 0
        size = len(letters)
        for end in range(1, size + 1):
            if end < size and not spaced[end]:
                continue
            known = self._words.find_in(letters, start, end) != 0
            if not known and end - start > 2 and letters[end - 1] == "s" and letters[end - 2] == "'":
                known = self._words.find_in(letters, start, end - 2) != 0
            for at in range(start, end):
                strange[at + 1] = strange[at] + (not known)
            start = end

    def _backward(self, size, spaced, space, count):
        """Go back through the lattice for the cheapest path onwards from each word, and score every cut."""
        starts, ends, owns, states = space.starts, space.ends, space.owns, space.states
        costs, origins, onwards = space.costs, space.origins, space.onwards
        pair_firsts, pair_costs, pair_starts = space.pair_firsts, space.pair_costs, space.pair_starts
        bests, lows, strays = space.bests, space.lows, space.strays
        rests, with_cut, without = space.rests, space.with_cut, space.without
        for at in range(size + 1):
            rests[at] = _FAR
            with_cut[at] = _FAR
            without[at] = _FAR
        rests[size] = 0
        for number in range(count - 1, -1, -1):
            start, end = starts[number], ends[number]
            onward = min(onwards[number], rests[end])
            onwards[number] = onward
            if onward >= _FAR:
                continue
            cut = 0 if start == 0 or spaced[start] else self.lost
            inside = strays[end] - strays[start + 1] + cut
            whole = owns[number] + inside + onward
            rests[start] = min(rests[start], whole)
            with_cut[start] = min(with_cut[start], lows[start] + whole)
            for pair in range(pair_starts[number], pair_starts[number + 1]):
                first = pair_firsts[pair]
                way = pair_costs[pair] + inside + onward
                onwards[first] = min(onwards[first], way)
                with_cut[start] = min(with_cut[start], costs[first] + way)
            total = costs[number] + onward
            for at in range(start + 1, end):
                without[at] = min(without[at], total)
        margins = memoryview(bytearray(4 * (size + 1))).cast("i")
        for at in range(1, size):
            margins[at] = without[at] - with_cut[at]
        cuts = bytearray(size + 1)
        cuts[0] = cuts[size] = 1
        ordinary = 0
        at = size
        if size and lows[size] < _FAR:
            word = bests[size]
            while at > 0:
                start = starts[word]
                cuts[start] = 1
                if states[word] and owns[word] <= _ORDINARY and at - start >= _LEAST_ORDINARY:
                    ordinary += at - start
                word = origins[word]
                at = start
        cost = lows[size]
        for at in range(1, size):
            if cuts[at] and not spaced[at]:
                cost -= self.lost
            elif spaced[at] == 1 and not cuts[at]:
                cost -= self.stray
        return Segmentation(size, cost, bytes(cuts), margins, ordinary)

# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Words as they are written: what they cost, and whether they can hardly be read in another way.

Cython compiles this file as it is, with the types of `_written.pxd`. Costs are those of `_tables.py`, in steps of an
eighth of a bit.
"""

from textmend.lang._strings import normalized_word, run_end, run_start
from textmend.lang._tables import EMPTY

__all__ = ["LONGEST_STRING", "SettledRuns", "WrittenCost", "runs_around"]

# What is asked is the language of a part of a text; words so far outside of it, in characters, do not belong to it.
# Longer strings of letters are data, not words.
_FOREIGN_REACH, _LONGEST_STRING = 300, 4_000
LONGEST_STRING = _LONGEST_STRING  # for other modules, since what `_written.pxd` types cannot be imported
# A word that is longer is no word of the lattice, whatever it costs to spell.
_LONGEST = 20
# The cost of the rarest words of a lexicon.
_MOST_STEPS = 255
# Another reading is looked for in the lattice if it costs at most six bits more, not counting what the words around it
# may save. In sound prose three quarters of the letters are in runs without one, in the text of PDF files and where one
# word in 100 ran together two thirds. Of 23,000 candidates in these, in damaged prose and in pages of all kinds 22 were
# in such runs, none of them likely. With three bits more runs are left out, and with them "atleast".
_SLACK = 48
# A displaced space is one letter off, seldom more; and words that occur next to each other have theirs.
_FARTHEST = 2
# Words that are not two are kept in 2 ** 15 slots, 256 kB.
_SHIFT = 64 - 15


def runs_around(text, start, end):
    """Return the spans of the runs of words around `text[start:end]`, those of its language."""
    runs = []
    at = run_start(text, start, start - _FOREIGN_REACH)
    while at < end:
        behind = run_end(text, at, max(at + _FOREIGN_REACH, end))
        if behind == at:
            at += 1
            continue
        if start < behind and behind - at <= _LONGEST_STRING:
            runs.append((at, behind))
        at = behind
    return runs


class WrittenCost:
    """Adds up the costs of the words of a run.

    Args:
        words, char_model, unknown, unseen: as for `Lattice`.
    """

    def __init__(self, words, char_model, unknown, unseen):
        self._words = words
        self._char_model = char_model
        self._unknown = unknown
        self._unseen = unseen

    def is_cheap(self, text, runs, most):
        """True if the words of some runs cost less than so many steps a letter; False is no answer.

        Most text is in its language, and adding its words up takes a tenth of the time.
        """
        cost = letters = 0
        for run in runs:
            start, end = run
            more = self.cost(text, start, end)
            if more < 0:
                return False
            cost += more
            letters += end - start
            for place in range(start, end):
                letters -= text[place] == " "
        return cost < most * letters

    def cost(self, text, start, end):
        """Return at least the cost of the words of a run as they are written, in steps; -1 where that is not clear."""
        total = 0
        has_plain = False
        at = start
        while at < end:
            stop = at
            is_ascii = True
            has_apostrophe = False
            while stop < end and text[stop] != " ":
                is_ascii = is_ascii and text[stop] < "\x80"
                has_apostrophe = has_apostrophe or text[stop] in "'\u2019"
                has_plain = has_plain or "a" <= text[stop] <= "z" or "A" <= text[stop] <= "Z"
                stop += 1
            if stop - at > _LONGEST:
                return -1
            word = "" if is_ascii else normalized_word(text[at:stop])
            if not is_ascii and len(word) != stop - at:
                return -1
            cost = self._words.find_in(text, at, stop) if is_ascii else self._words.get(word)
            if not cost and has_apostrophe:
                # A possessive costs more than its word, but not more than any word.
                is_possessive = is_ascii and stop - at > 2 and text[stop - 2] == "'" and text[stop - 1] == "s"
                cost = _MOST_STEPS if is_possessive and self._words.find_in(text, at, stop - 2) else 0
                if not cost:
                    return -1
            if not cost:
                cost = self._unknown + self._char_model.cost(word or normalized_word(text[at:stop]))
            total += cost + self._unseen
            at = stop + 1
        return total if has_plain else -1


class SettledRuns:
    """Says which runs need not be read in the lattice, and costs a tenth of that.

    Args:
        words, pairs, unseen, possessive, lost, stray: as for `Lattice`.
    """

    def __init__(self, words, pairs, unseen, possessive, lost, stray):
        self._words = words
        self._pairs = pairs
        self._unseen = unseen
        self._possessive = possessive
        self._lost = lost
        self._stray = stray
        self._whole = memoryview(bytearray(8 << 64 - _SHIFT)).cast("Q")

    def has(self, run):
        """True if all words of a run are known, and none would be much more likely divided, joined or cut elsewhere."""
        letters = normalized_word(run)
        size = len(letters)
        if size != len(run):
            return False
        before = -1
        before_cost = start = 0
        while start < size:
            end = start
            while end < size and letters[end] != " ":
                end += 1
            cost = self._cost(letters, start, end)
            if not cost or (before >= 0 and self._meet(letters, before, start, end, before_cost, cost)):
                return False
            before, before_cost, start = start, cost, end + 1
        return True

    def _cost(self, letters, start, end):
        """Return the cost of a word; 0 if it is unknown, or may be two."""
        state = self._words.state_in(EMPTY, letters, start, end)
        cost = self._words.find(state)
        if not cost and end - start > 2 and letters[end - 1] == "s" and letters[end - 2] == "'":
            cost = self._words.find_in(letters, start, end - 2)
            cost = min(_MOST_STEPS, cost + self._possessive) if cost else 0
        if not cost or self._whole[state >> _SHIFT] == state:
            return cost
        for at in range(start + 1, end):
            left = self._words.find_in(letters, start, at)
            if left and left + self._lost <= cost + _SLACK:
                right = self._words.find_in(letters, at, end)
                if right and left + right + self._lost <= cost + _SLACK:
                    return 0
        self._whole[state >> _SHIFT] = state
        return cost

    def _meet(self, letters, before, start, end, before_cost, cost):
        """True if two words may be one, or if the space between them may be letters off."""
        pair = self._pairs.find_in(letters, before, end)
        most = before_cost + (pair if pair else cost + self._unseen) + _SLACK - self._stray
        space = start - 1
        one = self._joined(letters, before, space, end)
        if one and one <= most:
            return True
        if pair:
            return False
        most -= self._lost
        for off in range(1, _FARTHEST + 1):
            if before + off < space:
                left = self._words.find_in(letters, before, space - off)
                if left and left <= most:
                    right = self._joined(letters, space - off, space, end)
                    if right and left + right <= most:
                        return True
            if start + off < end:
                right = self._words.find_in(letters, start + off, end)
                if right and right <= most:
                    left = self._joined(letters, before, space, start + off)
                    if left and left + right <= most:
                        return True
        return False

    def _joined(self, letters, start, space, end):
        """Return the cost of the string without the space in it."""
        state = self._words.state_in(EMPTY, letters, start, space)
        return self._words.find(self._words.state_in(state, letters, space + 1, end))

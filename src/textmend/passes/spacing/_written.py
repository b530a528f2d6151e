# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What the words of a text cost as they are written: never less than their best reading in the lattice.

Cython compiles this file as it is, with the types of `_written.pxd`. Costs are those of `_tables.py`, in steps of an
eighth of a bit.
"""

from textmend.lang._strings import normalized_word

__all__ = ["WrittenCost"]

# A word that is longer is no word of the lattice, whatever it costs to spell.
_LONGEST = 20
# The cost of the rarest words of a lexicon.
_MOST_STEPS = 255


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

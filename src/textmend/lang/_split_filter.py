# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The split filter: what the gate needs to know about single words that are in no lexicon.

Cython compiles it as it is, with the types of `_split_filter.pxd`; uncompiled it is ordinary Python with the same
results. All costs are in steps of an eighth of a bit, as in `_tables.py`.
"""

from textmend.lang._strings import capital_border, normalized_word
from textmend.lang._tables import EMPTY

__all__ = ["SplitFilter"]

# Longer strings of letters are always worth a look; no array needs to be larger, and the search is bounded.
_MAX_STRING_CHARS = 40
_LONGEST_PART = 24
_SHORTEST = 3
_SHORTEST_HEAD = 2  # iPhone, eBay
# The results for this many strings are cached, about 2 MB; then the cache is cleared, not grown.
_MOST_VERDICTS = 1 << 14
_FAR = 1 << 24
# In steps: the cost of one end of a split that is not in the lexicon (25 bits), and the limit above which differences
# between rare words do not matter for both ends together (14 bits); as in `_scorer.py`.
_RARE_STEPS = 200
_FREQUENT_STEPS = 112


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
            state = EMPTY
            code = 0
            for end in range(start + 1, last + 1):
                unit = ord(letters[end - 1])
                state = self._words.after(state, unit)
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

# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The space scorer: where a text has one space too few or one too many, and the evidence for it.

Cython compiles this file as it is, with the types of `_scorer.pxd`. Costs in tables are in steps of an eighth of a bit,
evidence is in bits.
"""

from textmend.lang import BITS_PER_STEP, COMMON
from textmend.lang._strings import normalized_word, run_end
from textmend.passes.spacing._punctuation import MARK, RARE, STRAY
from textmend.passes.spacing._written import LONGEST_STRING, SettledRuns, WrittenCost, runs_around

__all__ = ["JOIN", "LONGEST_RUN", "LONG_STRING", "MARK", "SPLIT", "STRAY", "SpaceScorer"]

# The possible errors at a place: a missing space between two letters; a superfluous one there; a missing space next to
# a mark or digit; a superfluous one there.
SPLIT, JOIN = 0, 1

# What is between two letters: a space, or a border of words that needs none.
_SPACE_WRITTEN, _BORDER = 1, 2

_BITS = BITS_PER_STEP
_RARE = RARE
# The value in `capitals` for words that always have one.
_ALWAYS = 255
_COMMON = COMMON
# Margins beyond this are as good as certain.
_MAX_MARGIN_BITS = 60.0
# Words cost at least this much per letter if a text is not in the language.
_FOREIGN_BITS_PER_LETTER = 4.0
# A run of another script is not read; this is what a letter of it counts for, 14 bits, in the question of the language.
_STRANGE_STEPS = 112
_FIRST_LETTERS = 8
# Another place of the same run with at least this margin, in bits, is evidence for this one.
_SURE_BITS = 8.0
# Longer runs of words, which only lists have, are read in parts.
_LONGEST_RUN = 600
LONGEST_RUN = _LONGEST_RUN
_LONGEST_STRING = LONGEST_STRING
# Names and terms are hardly as long, so a string of this length without a space has probably lost some.
_LONG_STRING = 20
LONG_STRING = _LONG_STRING
# The maximum size of the cache of runs in bytes, ten thousand runs of a usual text; then the cache is cleared, not
# grown.
_MOST_KEPT = 4_000_000
# The size of a run, in addition to its letters, and of each candidate in it; a string of thousands of letters has as
# many.
_RUN_BYTES, _DOUBT_BYTES = 350, 350


class SpaceScorer:
    """Finds places with doubtful spaces, and scores them.

    Args:
        lattice: reads letters as words.
        marks: finds and scores the candidates next to marks.
        words, pairs, char_model, unseen: as for `Lattice`.
        capitals: for words, how often they have a capital within a sentence: 1 (never) to 255 (always).
        ensembles: the `TreeEnsemble` for each kind of candidate, by name: `split`, `join`, `beside` for MARK and STRAY,
            and `strings` for a SPLIT of a long string.
        elides: whether apostrophes separate words, as in l'homme and İstanbul'un.
        capitalizes: whether nouns have capitals, so that one without is not a word but part of a compound.
        reach: in long strings without a space, how much more, in steps, the best reading with a cut may cost than the
            best one without for the place to be scored nevertheless; any amount where a capital follows a small letter.
            0 for only those that are cheaper.
    """

    FEATURES = (
        "margin", "whole", "whole known", "length", "pieces", "left length", "right length", "left", "right",
        "left known", "right known", "left spelled", "right spelled", "pair", "pair before", "pair behind",
        "whole before", "whole behind", "before", "behind", "capital left", "capital right", "first capital",
        "capitals", "weakest", "others", "whole spelled", "letters", "first", "last", "left capital", "left share",
        "right share",
    )  # fmt: skip

    def __init__(
        self, lattice, marks, words, pairs, char_model, unseen, capitals, ensembles, elides, capitalizes, reach
    ):
        self._lattice = lattice
        self._written = WrittenCost(words, char_model, lattice.unknown, unseen)
        self._settled_runs = SettledRuns(words, pairs, unseen, lattice.possessive, lattice.lost, lattice.stray)
        self._marks = marks
        self._words = words
        self._pairs = pairs
        self._char_model = char_model
        self._unseen = unseen
        self._capitals = capitals
        self._split, self._join = ensembles.split, ensembles.join
        self._strings = ensembles.strings
        self._elides = elides
        self._capitalizes = capitalizes
        self._reach = reach
        # Caches of the results for recent runs, and of those that need not be read: a text is read twice if anything in
        # it changes.
        self._known = {}
        self._settled = set()
        self._kept = 0

    def among_letters(self, text, start, end):
        """Return the candidates in `text[start:end]`, a run of words with one space between each two.

        Each is a tuple: SPLIT or JOIN, the start and the end of the space that is there or is missing, the start and
        the end of the string that is one word with or without it, whether it belongs to another one (a space displaced
        by a letter), whether it separates a frequent word from one that it occurs next to, the score (log odds that it
        is wrong), and the evidence if there are no trees to score it.
        """
        found = []
        at = start
        while at < end:
            stop = self._stop(text, at, end)
            if stop - at <= _LONGEST_STRING:
                candidates, _, _, _ = self._looked_at(text[at:stop])
                for kind, first, last, low, high, moved, plain, score, evidence in candidates:
                    found.append((kind, at + first, at + last, at + low, at + high, moved, plain, score, evidence))
            at = stop + 1
        return found

    def among_words(self, text, start, end, prunes):
        """Return the candidates of the runs of words in `text[start:end]`, which starts and ends between words.

        Args:
            text, start, end: the text, and the part of it to read.
            prunes: whether runs are left out that can hardly be read in another way than they are written.
        """
        found = []
        at = start
        while at < end:
            behind = run_end(text, at, end - 1)
            if behind == at:
                at += 1
                continue
            if not (prunes and self._is_settled(text[at:behind])):
                found += self.among_letters(text, at, behind)
            at = behind
        return found

    def _is_settled(self, run):
        """True for a run that need not be read; a string alone is read if long ones are read closely."""
        if run in self._settled:
            return True
        if run in self._known or (self._reach and " " not in run) or not self._settled_runs.has(run):
            return False
        self._keep(len(run))
        self._settled.add(run)
        return True

    def _keep(self, size):
        """Make room in the caches for so many bytes more."""
        if self._kept >= _MOST_KEPT:
            self._known, self._settled = {}, set()
            self._kept = 0
        self._kept += _RUN_BYTES + size

    def _stop(self, text, start, end):
        """Return where the part of a run of words from `start` to `end` that is read at once ends."""
        if end - start <= _LONGEST_RUN:
            return end
        stop = text.find(" ", start + _LONGEST_RUN, end)
        return end if stop < 0 else stop

    def _looked_at(self, run):
        """Return the candidates in a run, and its reading.

        The latter is the cost of its words in the cheapest reading, its number of letters, and the number of these that
        are part of ordinary words. A run that cannot be read has no candidates and no letters.
        """
        known = self._known.get(run)
        if known is None:
            known = self._read(run)
            self._keep(len(run) + _DOUBT_BYTES * len(known[0]))
            self._known[run] = known
        return known

    def _read(self, run):
        found = []
        written = run.replace(" ", "")
        letters = normalized_word(written)
        size = len(letters)
        if size != len(written) or not size:
            return found, 0, 0, 0
        if self._is_of_other_script(letters, size):
            return found, _STRANGE_STEPS * size, size, 0
        spaced = _spaced(run, size, self._elides)
        segmentation = self._lattice.read(letters, spaced)
        reach = self._reach if size == len(run) and size >= _LONG_STRING else 0
        if not reach and segmentation.agrees(spaced):
            return found, segmentation.cost, size, segmentation.ordinary
        evidence = [0.0] * 33  # one for each of `FEATURES`
        # The place of a letter in the run is its number and the spaces before it.
        before = 0
        for at in range(1, size):
            before += spaced[at] == _SPACE_WRITTEN
            if not _is_doubted(written, spaced, segmentation, at, reach):
                continue
            low, high, moved, plain = self._extract_features(letters, written, spaced, segmentation, at, evidence)
            if self._capitalizes and not spaced[at] and _lacks_capital(evidence):
                continue
            behind = at + before
            first = low + before - self._spaces(spaced, low, at)
            last = high + before + self._spaces(spaced, at, high - 1)
            if spaced[at]:
                ensemble = self._join
            elif reach:
                ensemble = self._strings
            else:
                ensemble = self._split
            score = ensemble.sum(evidence) if ensemble is not None else 0.0
            facts = tuple(evidence) if ensemble is None else ()
            if spaced[at]:
                found.append((JOIN, behind - 1, behind, first, last, moved, plain, score, facts))
            else:
                found.append((SPLIT, behind, behind, first, last, moved, plain, score, facts))
        return found, segmentation.cost, size, segmentation.ordinary

    def _is_of_other_script(self, letters, size):
        """True if no letter of a run is one of ASCII, nor any of its first ones a letter of the language."""
        for at in range(size):
            if "a" <= letters[at] <= "z":
                return False
        for at in range(min(size, _FIRST_LETTERS)):
            if self._char_model.knows(letters[at]):
                return False
        return True

    def _spaces(self, spaced, low, high):
        """Return the number of spaces at places above `low`, up to `high`."""
        count = 0
        for at in range(low + 1, high + 1):
            count += spaced[at] == _SPACE_WRITTEN
        return count

    def _extract_features(self, letters, written, spaced, segmentation, place, found):
        """Write the evidence on one place to `found`.

        Returns:
            The start and end of the string that is whole without a cut there, whether the words on both sides extend
                beyond it, and whether one of them is frequent and they occur next to each other.
        """
        size = len(letters)
        # One side cuts here: the reading (a split), or the text (a join). `low` to `high` is whole in the other.
        low = place - 1
        high = place + 1
        split = not spaced[place]
        if split:
            while low > 0 and not spaced[low]:
                low -= 1
            while high < size and not spaced[high]:
                high += 1
            start, end = segmentation.start(place), segmentation.end(place)
        else:
            low, high = segmentation.start(place), segmentation.end(place)
            start, end = place - 1, place + 1
            while start > 0 and not spaced[start]:
                start -= 1
            while end < size and not spaced[end]:
                end += 1
        whole = self._cost(letters, low, high)
        found[1] = whole
        found[2] = whole < _RARE
        found[3] = high - low
        found[5] = place - start
        found[6] = end - place
        left = self._cost(letters, start, place)
        right = self._cost(letters, place, end)
        found[7] = left
        found[8] = right
        found[9] = left < _RARE
        found[10] = right < _RARE
        found[11] = 0 if left < _RARE else self._char_model.cost(letters[start:place]) * _BITS / (place - start)
        found[12] = 0 if right < _RARE else self._char_model.cost(letters[place:end]) * _BITS / (end - place)
        first = letters[start:place]
        second = letters[place:end]
        found[13] = self._attraction(first, second)
        one = letters[low:high]
        self._extract_margins(spaced, segmentation, place, low, high, found)
        self._extract_neighbours(letters, spaced, segmentation, place, low, high, start, end, found)
        _extract_capitals(written, place, low, high, start, found)
        found[26] = self._char_model.cost(one) * _BITS / (high - low)
        found[27] = size
        found[28] = low == 0
        found[29] = high == size
        found[31] = self._capitals.get(first)
        found[32] = self._capitals.get(second)
        # No name or term consists of two words that are so frequent and occur next to each other: ofthe, saidthat.
        plain = found[13] > -self._unseen * _BITS and min(left, right) < _COMMON and max(left, right) < _RARE
        return low, high, start < low or end > high, plain

    def _extract_margins(self, spaced, segmentation, place, low, high, found):
        """Write the margin of the place, and those of others in the run."""
        size = segmentation.size
        split = not spaced[place]
        margin = segmentation.margins[place] * _BITS
        found[0] = max(-_MAX_MARGIN_BITS, min(_MAX_MARGIN_BITS, margin if split else -margin))
        pieces = 0
        weakest = _MAX_MARGIN_BITS
        others = 0
        for at in range(1, size):
            cut = segmentation.cuts[at]
            if low < at < high:
                pieces += (cut if split else spaced[at]) != 0
            if at != place and (cut != 0) != (spaced[at] != 0) and spaced[at] != _BORDER:
                margin = segmentation.margins[at] * _BITS
                margin = margin if cut else -margin
                if low < at < high:
                    weakest = min(weakest, margin)
                elif margin > _SURE_BITS:
                    others += 1
        found[4] = pieces
        found[24] = weakest
        found[25] = others

    def _extract_neighbours(self, letters, spaced, segmentation, place, low, high, start, end, found):
        """Write how well the words on both sides, and the whole, fit each other and the words around."""
        size = len(letters)
        first = letters[start:place]
        second = letters[place:end]
        one = letters[low:high]
        if not spaced[place]:
            before_start = segmentation.start(start) if start else 0
            behind_end = segmentation.end(end) if end < size else size
            before = letters[before_start:start]
            behind = letters[end:behind_end]
        else:
            at = low - 1
            while at > 0 and not spaced[at]:
                at -= 1
            before = letters[max(at, 0) : low]
            at = high + 1
            while at < size and not spaced[at]:
                at += 1
            behind = letters[high : min(at, size)]
        found[14] = self._attraction(before, first) if before else 0
        found[15] = self._attraction(second, behind) if behind else 0
        found[16] = self._attraction(before, one) if before else 0
        found[17] = self._attraction(one, behind) if behind else 0
        found[18] = (1 if self._words.get(before) else 2) if before else 0
        found[19] = (1 if self._words.get(behind) else 2) if behind else 0

    def _cost(self, letters, start, end):
        """Return the cost of a word in bits."""
        cost = self._words.find_in(letters, start, end)
        if not cost and end - start > 2 and letters[end - 1] == "s" and letters[end - 2] == "'":
            cost = self._words.find_in(letters, start, end - 2)
        return cost * _BITS if cost else _RARE

    def _attraction(self, word, following):
        """Return how many bits `word` saves on the cost of `following`; negative for a pair that never occurred."""
        alone = self._words.get(following)
        if not alone:
            return 0
        paired = self._pairs.get(word + " " + following)
        return (alone - paired) * _BITS if paired else -self._unseen * _BITS

    def beside_marks(self, text, start, end, least):
        """Return the candidates next to the marks and digits of `text[start:end]`; tuples as in `among_letters`.

        Those that score less than `least` are left out: most places are such.
        """
        return self._marks.candidates(text, start, end, least)

    def is_foreign(self, text, start, end, most):
        """True if the words around `text[start:end]`, in their best reading, are hardly words of the language.

        Args:
            text, start, end: the text, and the part of it to examine.
            most: the maximum share of the letters that may still be part of ordinary words.
        """
        runs = runs_around(text, start, end)
        if self._written.is_cheap(text, runs, _FOREIGN_BITS_PER_LETTER / _BITS):
            return False
        cost = letters = ordinary = 0
        for run in runs:
            first, last = run
            _, more, size, known = self._looked_at(text[first:last])
            cost += more
            letters += size
            ordinary += known
        return cost * _BITS >= _FOREIGN_BITS_PER_LETTER * letters and ordinary <= most * letters


def _extract_capitals(written, place, low, high, start, found):
    """Write where the text has capitals."""
    found[20] = written[place - 1].isupper()
    found[21] = written[place].isupper()
    found[22] = written[low].isupper()
    capitals = 0
    for at in range(low, high):
        capitals += written[at].isupper()
    found[23] = capitals
    found[30] = written[start].isupper()


def _is_doubted(written, spaced, segmentation, at, reach):
    """True if the reading and the text differ at a place, or nearly do."""
    if spaced[at] == _BORDER:
        return False
    if (segmentation.cuts[at] != 0) != (spaced[at] != 0):
        return True
    if spaced[at] or not reach:
        return False
    return segmentation.margins[at] > -reach or (written[at].isupper() and written[at - 1].islower())


def _lacks_capital(evidence):
    """True if one of the words of a split always has a capital and has none here."""
    return (not evidence[30] and evidence[31] == _ALWAYS) or (not evidence[21] and evidence[32] == _ALWAYS)


def _spaced(run, size, elides):
    """Return, for each place from 0 to `size` between the letters of `run`, what is there, as for `Lattice.read`."""
    spaces = bytearray(size + 1)
    at = 0
    for character in run:
        if character == " ":
            spaces[at] = _SPACE_WRITTEN
            continue
        if elides and character in "'\u2019":
            spaces[at] = spaces[at] or _BORDER
            spaces[at + 1] = _BORDER
        at += 1
    return bytes(spaces)

# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""How likely a text is as written: letter pairs by language, marks, case, and adjacent scripts.

Imports nothing but its sibling module. Cython compiles it as it is, with the types of `_char_bigrams.pxd`; uncompiled
it is ordinary Python with the same results. All costs are in steps of an eighth of a bit (-log2 of a probability).

Each script keeps the costs of its languages separate until the end, where the best one counts: so a line in two scripts
is scored by the best language of either, and a word in one alphabet cannot borrow pairs from all languages at once.
"""

from textmend.passes.mojibake._non_ascii import foreign_words

__all__ = [
    "CONTROL",
    "CUE",
    "FAMILIAR",
    "FOLLOWS",
    "JOINER",
    "LEAD",
    "LEAD_OF_SPACE",
    "LOWER",
    "MARK_COSTS",
    "PAIRS",
    "PLAIN",
    "SCRIPT",
    "STRANGE",
    "UPPER",
    "WHITE",
    "CharBigramModel",
]

# The kind of a character holds its script in the lowest bits, 0 for anything that is not a letter.
SCRIPT = 0x1F
UPPER = 0x20
LOWER = 0x40
# A mark that may occur inside a word: an apostrophe, a hyphen, a digit.
JOINER = 0x80
_SCRIPT, _UPPER_CASE, _LOWER_CASE, _JOINER = 0x1F, 0x20, 0x40, 0x80

# How the letters of a script are counted: by pairs, one by one, or all alike.
PAIRS, SINGLE, PLAIN = 2, 1, 0
_PAIRS, _SINGLE_KIND = 2, 1

# Marks that are not letters have kinds of their own in the table of units.
WHITE, CONTROL = 1, 2
_WHITE = 1
# Marks beyond ASCII that correct text is full of, and that no encoding shows for letters without others next to them.
FAMILIAR = "\xa0‘’“”–—…•«»"
_FAMILIAR = FAMILIAR
# What a character beyond ASCII says about its line: nothing, that it is unusual, or that it is a cue. A line with a cue
# is worth a look if it also has a lead followed by a character that may follow one, or by a space.
STRANGE, CUE, LEAD, FOLLOWS, LEAD_OF_SPACE = 1, 2, 4, 8, 16
_STRANGE_FLAG, _CUE_FLAG, _LEAD_FLAG, _FOLLOWS, _LEAD_OF_SPACE = 1, 2, 4, 8, 16
# Stored for the characters of a line, in addition to their own flags: whether there is a lead with what follows it.
_PAIR = 32
MARK_COSTS = 256

# In steps. A letter directly after one of another script: "Windows版" in Chinese or Japanese, almost never elsewhere. A
# word in another script than the word before. A mark that does not join words between two letters.
_TOUCHING_EAST = 48
_TOUCHING = 100
_OTHER_SCRIPT = 48
_INSIDE = 56
# A capital after a small letter, a small letter after two capitals, a capital at the start of a word and after another.
_CAPITAL_INSIDE = 72
_SMALL_BEHIND_CAPITALS = 40
_CAPITAL = 12
_CAPITALS = 8
# Characters beyond the first plane are not distinguished: emoji, mostly.
_BEYOND_PLANE = 88
_PLANE = 0x10000
# The cost in steps of a correct letter in the language that likes it best, or of a mark: up to this they pass for free.
# Pairs of Latin letters, the first script, cost less than those of others, as so many languages are counted.
_FAIR_LATIN, _FAIR_STEPS, _FAIR_SINGLE, _FAIR_PLAIN, _FAIR_MARK = 24, 32, 84, 60, 64
_MOST = 128


class CharBigramModel:
    """Counts the cost of texts.

    Args:
        units: for each character of the first plane its number in its script, from 1; for marks their kind.
        kinds: the kind of each unit.
        marks: the cost of each mark, and of each letter of scripts whose letters are not distinguished.
        scripts: for each script eight numbers: how its letters are counted; the number of units, of languages, and of
            languages that are known well enough to repair into; where its costs begin; whether it is written without
            spaces; where its part of the index begins; and where its part of the best costs begins.
        index: for each pair of units of such a script its row.
        costs: rows of the costs in the languages of a script, for pairs of units or for units.
        best: the minimum cost of each row.
    """

    def __init__(self, units, kinds, marks, scripts, index, costs, best):
        self._units, self._kinds, self._marks, self._index, self._costs = units, kinds, marks, index, costs
        self._best = best
        self._number = len(scripts)
        self._shapes = memoryview(bytearray(4 * 8 * self._number)).cast("I")
        for number, shape in enumerate(scripts):
            for at, value in enumerate(shape):
                self._shapes[8 * number + at] = value
        self._spare = None

    def cost(self, text, start, end, known, foreign=0):
        """The cost of `text[start:end]` in steps, in the best language of each of its scripts.

        Args:
            text, start, end: the span to score; it is taken to be surrounded by spaces.
            known: whether only languages count that are known well.
            foreign: the steps for which a run of letters may be in another language than the rest of its script, such
                as a name; 0 for never.
        """
        sums, self._spare = self._spare, None
        if sums is None:
            sums = memoryview(bytearray(2 * 4 * _MOST * 32)).cast("I")
        shapes = self._shapes
        seen = shared = 0
        script = before = unit = earlier = 0
        inside = 0
        case = capitals = 0
        for at in range(start, end + 1):
            point = ord(text[at]) if at < end else 32
            kind = self._kinds[point] if point < _PLANE else 0
            now = kind & _SCRIPT
            unit = 0
            if now:
                unit = self._units[point]
                if inside and before == 0 and earlier:
                    shared += inside
                inside = 0
                if script and script != now and before:
                    east = shapes[8 * script + 5] | shapes[8 * now + 5]
                    if not (shapes[8 * script + 5] and shapes[8 * now + 5]):
                        shared += _TOUCHING_EAST if east else _TOUCHING
                elif script != now and earlier:
                    shared += _OTHER_SCRIPT
                if kind & _UPPER_CASE:
                    shared += _CAPITAL_INSIDE if case == _LOWER_CASE else _CAPITALS if case == _UPPER_CASE else _CAPITAL
                    capitals += 1
                    case = _UPPER_CASE
                elif kind & _LOWER_CASE:
                    if capitals > 1 and case == _UPPER_CASE:
                        shared += _SMALL_BEHIND_CAPITALS
                    capitals = 0
                    case = _LOWER_CASE
                else:
                    case = capitals = 0
            else:
                if point >= _PLANE:
                    shared += _BEYOND_PLANE
                elif at < end:
                    shared += self._marks[point]
                    if not kind & _JOINER and self._units[point] != _WHITE and before:
                        inside = _INSIDE
                if not kind & _JOINER:
                    case = capitals = 0
                if self._units[point] == _WHITE if point < _PLANE else True:
                    inside = 0
            # The pair of the previous letter with this one, or with the end of its word; then the start of this one.
            if before and script != now:
                seen |= self._add(sums, seen, script, before, 0)
                if foreign:
                    self._end_word(sums, script, known, foreign)
                before = 0
            if now:
                seen |= self._add(sums, seen, now, before, unit)
                shared += self._marks[point] if shapes[8 * now] == 0 else 0
                script = now
                earlier = 1
            before = unit
        base = _MOST * 32 if foreign else 0
        for number in range(self._number):
            if seen >> number & 1:
                least = 0xFFFFFFFF
                count = shapes[8 * number + 3] if known else shapes[8 * number + 2]
                for at in range(count):
                    least = min(least, sums[base + _MOST * number + at])
                shared += least
        self._spare = sums
        return shared

    def _end_word(self, sums, script, known, foreign):
        """Add what a run of letters costs in each language, or as a foreign word, to the second half of the sums."""
        shapes = self._shapes
        count = shapes[8 * script + 3] if known else shapes[8 * script + 2]
        base = _MOST * script
        total = _MOST * 32 + base
        least = 0xFFFFFFFF
        for at in range(count):
            least = min(least, sums[base + at])
        least += foreign
        for at in range(count):
            sums[total + at] += min(sums[base + at], least)
            sums[base + at] = 0

    def suspect(self, text, start, end, signs, most, each, fair, fair_unspaced, longest):
        """Return the start of the next line that is worth a look, or -1: it has a cue, or words that are too costly.

        Args:
            text, start, end: the span to search, from the start of a line to the end of one.
            signs: the flags of each character of the first plane: STRANGE, CUE, LEAD, FOLLOWS, LEAD_OF_SPACE.
            most, each: the steps of excess allowed, for a line and for each of its unusual characters.
            fair, fair_unspaced: see `are_dear`.
            longest: lines of more characters are to be scored in parts, and always worth a look.
        """
        while start < end:
            at = start
            told = before = 0
            while at < end:
                point = ord(text[at])
                if point > 0x7F:
                    sign = signs[point] if point < _PLANE else _STRANGE_FLAG
                    if before & _LEAD_FLAG and sign & _FOLLOWS:
                        told |= _PAIR
                    told |= sign
                    before = sign
                elif point == 10:
                    break
                elif before:
                    if point == 32 and before & _LEAD_OF_SPACE:
                        told |= _PAIR
                    before = 0
                at += 1
            if (told & _CUE_FLAG and told & _PAIR) or (
                told & (_CUE_FLAG | _STRANGE_FLAG)
                and (
                    at - start > longest
                    or (
                        self.excess_per_char(text, start, at, each) > most
                        and self.are_dear(text, start, at, fair, fair_unspaced)
                    )
                )
            ):
                return start
            start = at + 1
        return -1

    def excess_per_char(self, text, start, end, each):
        """By how many steps the words of `text[start:end]` that are not plain ASCII cost more than correct ones may.

        Args:
            text, start, end: the span to score.
            each: the steps allowed for each unusual character, half as many again for Kana and Han: with no more
                than that, the answer is 0.

        Each pair counts in the language that likes it best, so that the answer is quick and errs on the side of the
        text: text that is correct in any language has next to no excess. A word that costs less than it may does not
        make up for another, nor do its letters for a mark inside it, where words have spaces between them.
        """
        shapes = self._shapes
        total = word = strange = 0
        script = before = case = 0
        beside = False
        for at in range(start, end + 1):
            point = ord(text[at]) if at < end else 32
            if point >= _PLANE:
                before = script = case = 0
                beside = False
                strange += 2
                continue
            kind = self._kinds[point]
            now = kind & _SCRIPT
            foreign = point > 0x7F
            if now:
                # Kana and Han letters are correct more often when they are costly: half of all Japanese sentences have
                # an excess of a third of a bit a letter, and of damaged lines 1 in 100 less than 0.6.
                strange += (3 if shapes[8 * now + 5] else 2) if foreign else 0
                unit = self._units[point]
                if script and script != now and before and (foreign or beside):
                    if not (shapes[8 * script + 5] or shapes[8 * now + 5]):
                        word += _TOUCHING
                    elif not (shapes[8 * script + 5] and shapes[8 * now + 5]):
                        word += _TOUCHING_EAST // 2
                if foreign or beside:
                    word += self._dearness(now, before if script == now else 0, unit, point)
                    if kind & _UPPER_CASE and case:
                        word += _CAPITAL_INSIDE if case == _LOWER_CASE else _CAPITALS
                case = kind & (_UPPER_CASE | _LOWER_CASE)
                script = now
                before = unit
                beside = foreign
            else:
                if before and script and beside:
                    word += self._dearness(script, before, 0, 32)
                if foreign:
                    strange += 0 if chr(point) in _FAMILIAR else 2
                    word += self._marks[point] - _FAIR_MARK
                    if before and not kind & _JOINER and self._units[point] != _WHITE and at + 1 < end:
                        follower = ord(text[at + 1])
                        if follower < _PLANE and self._kinds[follower] & _SCRIPT:
                            if script and shapes[8 * script + 5]:
                                word += _INSIDE
                            else:
                                total += _INSIDE
                if point == 32 or 9 <= point <= 13:
                    if word > 0:
                        total += word
                    word = 0
                before = case = 0
                beside = foreign
        if each > 0 and (strange == 0 or 2 * total <= each * strange):
            return 0
        return total

    def are_dear(self, text, start, end, fair, fair_unspaced):
        """True when the words of `text[start:end]` that are not plain ASCII cost more than correct ones of one
        language.

        Args:
            text, start, end: the span to score.
            fair, fair_unspaced: the usual maximum of steps that a character of correct words costs; and of one in a
                script that is written without spaces.
        """
        words = foreign_words(text, start, end, end - start)
        allowed = fair * len(words)
        for at in range(len(words)):
            point = ord(words[at])
            if point > 0x7F and point < _PLANE and self._shapes[8 * (self._kinds[point] & _SCRIPT) + 5]:
                allowed += fair_unspaced - fair
        return self.cost(words, 0, len(words), False) > allowed

    def _dearness(self, script, before, unit, point):
        """By how much a pair costs more in its best language than letters of its script do on average; or less."""
        shapes = self._shapes
        way = shapes[8 * script]
        if way == _PAIRS:
            return self._best[
                shapes[8 * script + 7] + self._index[shapes[8 * script + 6] + before * shapes[8 * script + 1] + unit]
            ] - (_FAIR_LATIN if script == 1 else _FAIR_STEPS)
        if way == _SINGLE_KIND:
            return self._best[shapes[8 * script + 7] + unit] - _FAIR_SINGLE if unit else 0
        return self._marks[point] - _FAIR_PLAIN

    def _add(self, sums, seen, script, before, unit):
        """Add the costs of a pair to those of its script; return the bit of the script."""
        shapes, costs = self._shapes, self._costs
        way = shapes[8 * script]
        if way == 0:
            return 0
        languages = shapes[8 * script + 2]
        row = shapes[8 * script + 4]
        base = _MOST * script
        if not seen >> script & 1:
            for at in range(languages):
                sums[base + at] = sums[_MOST * 32 + base + at] = 0
        if way == _PAIRS:
            row += self._index[shapes[8 * script + 6] + before * shapes[8 * script + 1] + unit] * languages
        elif unit:
            row += unit * languages
        else:
            return 1 << script
        for at in range(languages):
            sums[base + at] += costs[row + at]
        return 1 << script

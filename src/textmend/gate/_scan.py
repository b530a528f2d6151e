# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The gate: THE hot tokenizer loop. One pass over a text finds which cues occur in it, and where.

Clean text is nearly all that a crawler brings in, so a pipeline is as fast as this file. It knows tables,
not passes. Cython compiles it with the types of `_scan.pxd`; without a compiler `scan_pure.py` takes its place.
"""

from textmend.gate.cues import TIGHT_MARKS, anchor, merged
from textmend.lang._strings import strip_possessive
from textmend.lang._tables import EMPTY

__all__ = ["MOST_TRIGGERS", "Gate"]

_MASK = 0xFFFFFFFFFFFFFFFF
_EMPTY = EMPTY
# Different in each process, so that nobody can craft words that collide with others in the gate's caches.
_SEED = hash(__name__) & _MASK
_SHORTEST = 3

# Spellings seen recently are cached in this many slots, 256 kB, which stay in the processor's second-level
# cache; half or twice as many are no faster.
_PLACES_OF_WORDS = 1 << 15

# The flags of a character; the lower bits are the triggers that it matches.
MOST_TRIGGERS = 12
_LETTER, _APOSTROPHE = 0x1000, 0x2000
_ANCHOR = 0x4000  # a literal cue may occur around it
_KNOWN_BIT = 0x8000  # the flags of this character have been computed
_PLANE = 0x10000  # characters from here on (emoji, rare scripts) are not worth a table

_SWIFT = 1  # The class of a byte of UTF-8 for the loop: a letter of ASCII; 0 is a plain end of words
_JOINS = 2  # after a letter, the word may go on: an apostrophe, or a byte of a longer character
_CLOSER = 4  # needs a closer look: a cue, an anchor, a byte of a longer character
_MARK, _FIGURE = 8, 16  # a mark that prose follows with a space; a digit, which it separates from words

# Longer texts are encoded in parts of about this many characters, which stay in the processor's second-level cache.
_WINDOW_BYTES = 1 << 15

# The loop reads blocks of 64 bytes, one bit of a number each, and eight bytes of a word at a time.
_PADDING = bytes(64 + 8)
# A batch of words: enough for many waits for memory to overlap, few enough to stay in the first-level cache. Each has
# its key, its first byte and its length, its first character, its hash, and its slot.
_BATCH_COLUMN = 288
_BATCH_COLUMNS = 5
# Set in the keys of words of more than eight bytes, which are mixed; the keys of shorter ones are their bytes.
_MIXED = 0x80


class Gate:
    """Finds the cues of several triggers in one scan.

    Args:
        triggers: at most `MOST_TRIGGERS`, since each has a bit of the flags.
        lexicon: the known words, as `table`, in lexicon spelling, and by `in`, in the spelling of
            the text; None when no trigger needs unknown words.
        split_filter: which unknown words are worth a hit; None when all are.
    """

    kind = "compiled"

    def __init__(self, triggers, lexicon, split_filter):
        self._triggers = list(triggers)
        self._lexicon = lexicon
        self._words = None if lexicon is None else lexicon.table
        self._split_filter = split_filter
        self._word_triggers = [number for number, trigger in enumerate(self._triggers) if trigger.words]
        self._wants_words = bool(self._word_triggers)
        self._tight_triggers = [number for number, trigger in enumerate(self._triggers) if trigger.tight]
        self._foreign = sum(1 << number for number, trigger in enumerate(self._triggers) if trigger.beyond_ascii)
        self._literals = {}
        for number, trigger in enumerate(self._triggers):
            for literal in trigger.literals:
                at = anchor(literal)
                self._literals.setdefault(literal[at], []).append((number, literal, at))
        self._flags = memoryview(bytearray(2 * _PLANE)).cast("H")
        # Known words seen recently, so that most never leave the processor's nearest caches; no result changes.
        self._recent = memoryview(bytearray(8 * _PLACES_OF_WORDS)).cast("Q")
        # The same for words that are not in its table.
        self._dull = memoryview(bytearray(8 * _PLACES_OF_WORDS)).cast("Q")
        self._batch = None
        self._kinds = memoryview(bytearray([self._kind_of(byte) for byte in range(256)]))
        # Where a letter or a space is a cue, every byte needs a closer look.
        swift = all(self._kinds[ord(c)] == (c != " ") for c in " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        self._swift = 0xFFFFFFFFFFFFFFFF if swift else 0
        if not swift:
            for byte in range(128):
                self._kinds[byte] |= _CLOSER

    def _kind_of(self, byte):
        if byte >= 0x80:
            return _JOINS | _CLOSER
        flag = self._flag(byte)
        kind = _JOINS if flag & _APOSTROPHE else 0
        if self._tight_triggers:
            kind |= _MARK if chr(byte) in TIGHT_MARKS else _FIGURE if chr(byte).isdigit() else 0
        if flag & (_ANCHOR | _LETTER - 1):
            return kind | _CLOSER
        return kind | _SWIFT if flag & _LETTER else kind

    def _flag(self, unit):
        """The flags of a character, computed when it is first seen."""
        if unit < _PLANE and self._flags[unit]:
            return self._flags[unit]
        character = chr(unit)
        flag = _KNOWN_BIT
        if character.isalnum() and not character.isdecimal():
            flag |= _LETTER
        if character in "'\u2019":
            flag |= _APOSTROPHE
        if character in self._literals:
            flag |= _ANCHOR
        for number, trigger in enumerate(self._triggers):
            if trigger.matches(character):
                flag |= 1 << number
        if unit < _PLANE:
            self._flags[unit] = flag
        return flag

    def scan(self, text):
        """Return, for each trigger, the sorted disjoint spans of its cues in `text`; [] when it has none at all."""
        found = []
        low, size = 0, len(text)
        while low < size:
            # A space ends a word. If none is near, the window grows.
            high = size if size - low <= _WINDOW_BYTES else text.find(" ", low + _WINDOW_BYTES) + 1 or size
            units = text[low:high].encode("utf-8", "surrogatepass") + _PADDING
            self._scan(units, len(units) - len(_PADDING), text, low, found)
            low = high
        return [merged(spans) if spans else spans for spans in found]

    def _scan(self, units, size, text, low, found):
        """Walk over UTF-8 block by block: record cues, and look up the words that were not seen recently.

        The end of a word cannot be predicted, and a mispredicted branch costs a processor as much time as a word takes.
        So each block first becomes two numbers with a bit for each byte, its letters and what is neither letter
        nor space; then the loop goes from bit to bit (after Langdale and Lemire, "Parsing gigabytes of JSON per
        second", 2019).

        Args:
            units, size, low: the bytes of a part of `text` and padding, their number without it, where the part begins.
        """
        kinds, wants_words, mask = self._kinds, self._wants_words, 0xFFFFFFFFFFFFFFFF
        one = 1  # of 64 bits
        # A batch of words; a caller that finds the gate's own in use, by another thread, creates a new one.
        batch, self._batch = self._batch, None
        if batch is None:
            batch = memoryview(bytearray(8 * _BATCH_COLUMNS * _BATCH_COLUMN)).cast("Q")
        count = 0
        base = 0
        beyond = -low  # the difference between the position of a byte and that of its character
        while base < size:
            letters = others = 0
            for part in range(0, 64, 8):
                eight = _eight(units, base + part)
                gaps = _no_letters(eight)
                letters |= (_bits(gaps) ^ 0xFF) << part
                others |= _bits(gaps & _no_spaces(eight)) << part
            letters &= self._swift
            others = (others | ~self._swift & mask) & ~letters
            if size - base < 64:
                others &= (one << (size - base)) - 1
            closer = joins = 0
            while others:
                bit = others & (~others + 1)
                others ^= bit
                at = base + _place_of(bit)
                kind = kinds[units[at]]
                closer |= bit if kind & _CLOSER else 0
                joins |= bit if kind & _JOINS else 0
                if kind & _FIGURE or (kind & _MARK and _is_plain(units[at + 1])):
                    self._squeeze(units, at, kind, at - beyond - _beyond(units, base, at), found)
            rest = letters | closer
            following = base + 64
            while rest:
                bit = rest & (~rest + 1)
                start = base + _place_of(bit)
                behind = (letters + bit & mask) & ~letters
                behind &= ~behind + 1
                if bit & closer:
                    end = self._look_closer(units, size, text, start, beyond, found)
                elif not behind and start > base:
                    following = start
                    break
                elif not behind or behind & joins:
                    end = self._walk(units, size, text, start, beyond, found)
                else:
                    rest &= ~(behind - 1)
                    if wants_words:
                        end = base + _place_of(behind)
                        batch[count] = _key(units, start, end)
                        batch[_BATCH_COLUMN + count] = start << 8 | end - start
                        batch[2 * _BATCH_COLUMN + count] = start - beyond
                        count += end - start >= _SHORTEST
                    continue
                beyond += _beyond(units, start, end)
                if end >= base + 64:
                    following = end
                    break
                rest &= ~((one << (end - base)) - 1)
            base = following
            if count > _BATCH_COLUMN - 32:
                self._look_up(units, text, batch, count, found)
                count = 0
        if count:
            self._look_up(units, text, batch, count, found)
        self._batch = batch

    def _look_up(self, units, text, batch, count, found):
        """Look up the words of a batch that were not seen recently.

        Each loop does one step for all words, so that the waits for memory overlap and hardly a branch depends
        on the result of one.
        """
        words, recent = self._words, self._recent
        missed = 0
        for number in range(count):
            key = batch[number]
            batch[missed] = key
            batch[_BATCH_COLUMN + missed] = batch[_BATCH_COLUMN + number]
            batch[2 * _BATCH_COLUMN + missed] = batch[2 * _BATCH_COLUMN + number]
            missed += recent[_place(key)] != key
        for number in range(missed):
            start = batch[_BATCH_COLUMN + number] >> 8
            state = _state_of(units, start, start + (batch[_BATCH_COLUMN + number] & 0xFF))
            batch[3 * _BATCH_COLUMN + number] = state
            batch[4 * _BATCH_COLUMN + number] = words.first(state)
        for number in range(missed):
            key = batch[number]
            if batch[4 * _BATCH_COLUMN + number] and words.find(batch[3 * _BATCH_COLUMN + number]):
                recent[_place(key)] = key
            else:
                start = batch[2 * _BATCH_COLUMN + number]
                self._ask(text, start, start + (batch[_BATCH_COLUMN + number] & 0xFF), key, found)

    def _look_closer(self, units, size, text, at, beyond, found):
        """Handle what starts at a byte that the loop cannot decide on; return where to continue."""
        unit = _character(units, at)
        flag = self._flag(unit)
        if flag & _LETTER:
            return self._walk(units, size, text, at, beyond, found)
        if flag & (_ANCHOR | _LETTER - 1):
            self._note(found, text, at - beyond, flag)
        return at + _width(unit)

    def _walk(self, units, size, text, start, beyond, found):
        """Handle the word at `start` character by character; return its end."""
        at = start
        before = beyond
        key = _SEED
        while at < size:
            unit = _character(units, at)
            flag = self._flag(unit)
            width = _width(unit)
            if not flag & _LETTER:
                follows = at + width
                goes_on = flag & _APOSTROPHE and follows < size and self._flag(_character(units, follows)) & _LETTER
                if not goes_on:
                    break
            if flag & (_ANCHOR | _LETTER - 1):
                self._note(found, text, at - beyond, flag)
            key = _mixed(key, unit)
            at += width
            beyond += width - 1
        key |= _MIXED
        if self._wants_words:
            self._ask(text, start - before, at - beyond, key, found)
        return at

    def _ask(self, text, start, end, key, found):
        """Record a word that is not in the lexicon's table if it could be several; cache it if not."""
        place = _place(key)
        if self._dull[place] == key:
            return
        word = text[start:end]
        split = self._split_filter
        dull = len(word) < _SHORTEST or (split is not None and not split.passes(strip_possessive(word)))
        if dull or word in self._lexicon:
            self._dull[place] = key
            return
        for number in self._word_triggers:
            self._spans(found, number).append((start, end))

    def _squeeze(self, units, at, kind, place, found):
        """Record a mark between words or a digit next to one: home.Then, of1996, 1996and."""
        before = at > 1 and _is_plain(units[at - 1]) and _is_plain(units[at - 2])
        behind = _is_plain(units[at + 1]) and _is_plain(units[at + 2])
        inside = units[at] == 0x2E and units[at + 1] > 0x5A  # a full stop and a small letter: data.gov
        if (before and behind and not inside) if kind & _MARK else (before or (behind and _is_plain(units[at + 3]))):
            for number in self._tight_triggers:
                self._spans(found, number).append((place, place + 1))

    def _note(self, found, text, at, flag):
        """Record the cues at one character."""
        foreign, number = flag & self._foreign, 0
        flag ^= foreign
        while foreign:
            if foreign & 1 and (not found or len(found[number]) == 0):
                self._spans(found, number).append((0, len(text)))
            foreign >>= 1
            number += 1
        if not flag & (_ANCHOR | _LETTER - 1):
            return
        for number in range(len(self._triggers)):
            if flag & (1 << number):
                self._spans(found, number).append((at, at + 1))
        if flag & _ANCHOR:
            for number, literal, before in self._literals[text[at]]:
                start = at - before
                if start >= 0 and text.startswith(literal, start):
                    self._spans(found, number).append((start, start + len(literal)))

    def _spans(self, found, number):
        """The spans of one trigger. A text without cues never needs them, so that not even empty lists are created."""
        if not found:
            found.extend([[] for _ in self._triggers])
        return found[number]


def _is_plain(unit):
    """True for an ASCII letter."""
    return 0x61 <= unit | 0x20 <= 0x7A


def _eight(units, at):
    """The eight bytes from `at` as one number, the first one lowest; compilers make one load of it."""
    a, b, c, d = units[at], units[at + 1], units[at + 2], units[at + 3]
    e, f, g, h = units[at + 4], units[at + 5], units[at + 6], units[at + 7]
    return a | b << 8 | c << 16 | d << 24 | e << 32 | f << 40 | g << 48 | h << 56


# Arithmetic on eight bytes at once (Warren, "Hacker's Delight", 2013, 6-1): the carry into the highest bit of
# each is the result of the test. The constants are names of C types, else they would be Python's numbers.


def _no_letters(eight):
    """80 for each byte that is not a letter of ASCII: adding 1F carries from `a` on, adding 05 from after `z` on."""
    case, low, high, from_a, behind_z = (
        0x2020202020202020, 0x7F7F7F7F7F7F7F7F, 0x8080808080808080, 0x1F1F1F1F1F1F1F1F, 0x0505050505050505
    )  # fmt: skip
    folded = (eight | case) & low
    return (~(folded + from_a) | (folded + behind_z) | eight) & high


def _no_spaces(eight):
    """80 for each byte that is not a space: except for a 0, adding 7F carries, or the bit is set already."""
    space, low, high = 0x2020202020202020, 0x7F7F7F7F7F7F7F7F, 0x8080808080808080
    zero = eight ^ space
    return ((zero & low) + low | zero) & high


def _bits(marks):
    """The highest bits of eight bytes, packed together."""
    gather, mask = 0x0102040810204080, 0xFFFFFFFFFFFFFFFF
    return ((marks >> 7) * gather & mask) >> 56


# The position of a bit of 64, by a number in which each six bits occur once (Leiserson et al., "Using de Bruijn
# sequences to index a 1 in a computer word", 1998).
_DE_BRUIJN = 0x03F79D71B4CB0A89
_BIT_PLACES = bytes(place for _, place in sorted(((_DE_BRUIJN << p & 0xFFFFFFFFFFFFFFFF) >> 58, p) for p in range(64)))


def _place_of(bit):
    """The position of a single bit, from 0."""
    sequence, mask = 0x03F79D71B4CB0A89, 0xFFFFFFFFFFFFFFFF
    return _BIT_PLACES[(bit * sequence & mask) >> 58]


def _key(units, start, end):
    """The key of an ASCII word: its bytes, or a mixture of them if there are more than eight."""
    all_ones = 0xFFFFFFFFFFFFFFFF
    key = _eight(units, start)
    if end - start <= 8:
        return key & all_ones >> (64 - 8 * (end - start))
    # Mixed before another part is added, lest differences in both cancel out: OfxxxxxxThe, ofxxxxxxthe.
    key = _mixed(key, _SEED)
    for at in range(start + 8, end, 8):
        part = _eight(units, at)
        if end - at < 8:
            part &= all_ones >> (64 - 8 * (end - at))
        key = _mixed(key, part)
    return key | _MIXED


def _state_of(units, start, end):
    """The state after these letters of ASCII, starting from `EMPTY`, as `_tables._next` has it for small letters."""
    state = _EMPTY
    for at in range(start, end):
        state = ((state << 5 & _MASK) | (state >> 59)) ^ (units[at] | 0x20)
    return state


def _mixed(key, part):
    """Mix one more part of a word into the key of those before."""
    spread, mask = 0x9E3779B97F4A7C15, 0xFFFFFFFFFFFFFFFF
    key = (key ^ part) * spread & mask
    return key ^ (key >> 32)


def _place(key):
    """The slot of a key in a cache: one of `_PLACES_OF_WORDS`, by the highest bits of a product."""
    spread, mask = 0x9E3779B97F4A7C15, 0xFFFFFFFFFFFFFFFF
    return (key * spread & mask) >> 49


def _beyond(units, start, end):
    """The number of these bytes that do not start a character."""
    count = 0
    for at in range(start, end):
        count += units[at] & 0xC0 == 0x80
    return count


def _width(unit):
    """The number of bytes in a character."""
    return 1 + (unit > 0x7F) + (unit > 0x7FF) + (unit > 0xFFFF)


def _character(units, at):
    """The character that starts at a byte of valid UTF-8."""
    unit = units[at]
    if unit < 0x80:
        return unit
    second = units[at + 1] & 0x3F
    if unit < 0xE0:
        return (unit & 0x1F) << 6 | second
    third = units[at + 2] & 0x3F
    if unit < 0xF0:
        return (unit & 0x0F) << 12 | second << 6 | third
    return (unit & 0x07) << 18 | second << 12 | third << 6 | units[at + 3] & 0x3F

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The gate: THE hot tokenizer loop. One pass over a text finds which cues occur in it, and where.

Clean text is nearly all that a crawler brings in, so a pipeline is as fast as this file. It knows tables,
not passes. Cython compiles it with the types of `_scan.pxd`; without a compiler `scan_pure.py` takes its place.
"""

from contextlib import nullcontext
from types import SimpleNamespace

from textmend.gate.cues import TIGHT_MARKS, anchor, merged
from textmend.lang._strings import strip_possessive
from textmend.lang._tables import EMPTY

try:
    import cython
except ImportError:  # run as Python, where Cython is not installed
    cython = SimpleNamespace(nogil=nullcontext(), compiled=False)
if not cython.compiled:
    from textmend.gate._blocks import character, eight, is_plain, letters_in, place_of, spaces_in, trailing, width_of
    from textmend.lang._units import encoded

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
_PLANE = 0x10000  # characters from here on (emoji, rare scripts) share a small table, one slot for many
_PLACES_BEYOND = 1 << 12

_SWIFT = 1  # The class of a byte of UTF-8 for the loop: a letter of ASCII; 0 is a plain end of words
_JOINS = 2  # after a letter, the word may go on: an apostrophe, or a byte of a longer character
_CLOSER = 4  # needs a closer look: a cue, an anchor, a byte of a longer character
_MARK, _FIGURE = 8, 16  # a mark that prose follows with a space; a digit, which it separates from words

# Longer texts are encoded in parts of about this many characters, which stay in the processor's second-level cache.
_WINDOW_BYTES = 1 << 15

# The loop reads blocks of 64 bytes, one bit of a number each, and eight bytes of a word at a time.
_PADDING = 64 + 8
# A batch of words: enough for many waits for memory to overlap, few enough to stay in the first-level cache. Each has
# its key, its first byte and its length, its first character, its hash, and its slot.
_BATCH_COLUMN = 288
_BATCH_COLUMNS = 5
# Behind the end of a text that is scanned by itself.
_NO_END = 1 << 62

# Set in the keys of words of more than eight bytes, which are mixed; the keys of shorter ones are their bytes.
_MIXED = 0x80


class Scan:
    """What one scan knows.

    Attributes:
        text: the text.
        found: the spans of each trigger, or nothing yet.
        batch: a batch of words.
        ends: where each row ends, if the text consists of rows; else None.
        row, row_end: the number of the row of the last character beyond ASCII that was a cue, and where it ends.
        fresh: the triggers by any character beyond ASCII that have had none in that row.
    """

    def __init__(self):
        self.batch = memoryview(bytearray(8 * _BATCH_COLUMNS * _BATCH_COLUMN)).cast("Q")
        self.text = self.found = self.ends = None


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
        self._flags_beyond = memoryview(bytearray(8 * _PLACES_BEYOND)).cast("Q")
        # Known words seen recently, so that most never leave the processor's nearest caches; no result changes.
        self._recent = memoryview(bytearray(8 * _PLACES_OF_WORDS)).cast("Q")
        # The same for words that are not in its table, and for those of them that are cues.
        self._dull = memoryview(bytearray(8 * _PLACES_OF_WORDS)).cast("Q")
        self._striking = memoryview(bytearray(8 * _PLACES_OF_WORDS)).cast("Q")
        self._idle = None
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
        if unit < _PLANE:
            if self._flags[unit]:
                return self._flags[unit]
        elif self._flags_beyond[unit % _PLACES_BEYOND] >> 16 == unit:
            return self._flags_beyond[unit % _PLACES_BEYOND] & 0xFFFF
        return self._new_flag(unit)

    def _new_flag(self, unit):
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
        else:
            self._flags_beyond[unit % _PLACES_BEYOND] = unit << 16 | flag
        return flag

    def scan(self, text):
        """Return, for each trigger, the sorted disjoint spans of its cues in `text`; [] when it has none at all."""
        return self._scanned(text, None)

    def scan_rows(self, text, ends):
        """Like `scan`, but for several texts in one, of which the first `ends[0]` characters are the first, and so on.

        What is a cue for being beyond ASCII has its own span in each of them. A text ends where a word may end.
        """
        return self._scanned(text, ends)

    def _scanned(self, text, ends):
        # Several threads may scan at a time, each with a memory of its own.
        scan, self._idle = self._idle, None
        scan = scan or Scan()
        scan.text, scan.found, scan.ends = text, [], ends
        scan.row, scan.row_end = 0, _NO_END if ends is None else ends[0]
        scan.fresh = self._foreign
        low, size = 0, len(text)
        while low < size:
            # A space ends a word. If none is near, the window grows.
            high = size if size - low <= _WINDOW_BYTES else text.find(" ", low + _WINDOW_BYTES) + 1 or size
            self._scan(text, low, high, scan)
            low = high
        found = scan.found
        scan.text = scan.found = scan.ends = None
        self._idle = scan
        return [merged(spans) if spans else spans for spans in found]

    def _scan(self, text, low, high, scan):
        """Scan a part of a text."""
        units = encoded(text, low, high, _PADDING)
        size = len(units) - _PADDING
        data = units  # C reads its bytes, and Python's `units` keeps them
        # Rows have few cues. A text may have many, and to be told of each takes longer than to scan the rest.
        if scan.ends is None:
            self._sweep(data, size, low, scan)
        else:
            with cython.nogil:
                self._sweep(data, size, low, scan)

    def _sweep(self, units, size, low, scan):
        """Walk over UTF-8 block by block: record cues, and look up the words that were not seen recently.

        The end of a word cannot be predicted, and a mispredicted branch costs a processor as much time as a word takes.
        So each block first becomes two numbers with a bit for each byte, its letters and what is neither letter
        nor space; then the loop goes from bit to bit (after Langdale and Lemire, "Parsing gigabytes of JSON per
        second", 2019).

        Args:
            units, size, low: the bytes of a part of the text and padding, their number without it, where it begins.
            scan: what to add to.

        Only `_new_flag`, `_asked`, `_squeezed` and `_note` handle objects of Python, and see to it that they may.
        """
        # C reads from memory what is no variable of the function.
        kinds, recent, batch, column = self._kinds, self._recent, scan.batch, _BATCH_COLUMN
        wants_words, shortest, swift, mask = self._wants_words, _SHORTEST, self._swift, 0xFFFFFFFFFFFFFFFF
        closers, joiners, marks, figures = _CLOSER, _JOINS, _MARK, _FIGURE
        one = 1  # of 64 bits
        count = 0
        base = 0
        beyond = -low  # the difference between the position of a byte and that of its character
        while base < size:
            letters = letters_in(units, base) & swift
            others = ~(letters | spaces_in(units, base) & swift) & mask
            if size - base < 64:
                others &= (one << (size - base)) - 1
            closer = joins = 0
            while others:
                bit = others & (~others + 1)
                others ^= bit
                at = base + place_of(bit)
                kind = kinds[units[at]]
                closer |= bit if kind & closers else 0
                joins |= bit if kind & joiners else 0
                if kind & figures or (kind & marks and is_plain(units[at + 1])):
                    self._squeeze(units, at, kind, at - beyond - trailing(units, base, at), scan)
            rest = letters | closer
            following = base + 64
            while rest:
                bit = rest & (~rest + 1)
                start = base + place_of(bit)
                behind = (letters + bit & mask) & ~letters
                behind &= ~behind + 1
                if bit & closer:
                    end = self._look_closer(units, size, start, beyond, scan)
                elif not behind and start > base:
                    following = start
                    break
                elif not behind or behind & joins:
                    end = self._walk(units, size, start, beyond, scan)
                else:
                    rest &= ~(behind - 1)
                    if wants_words:
                        end = base + place_of(behind)
                        key = _key(units, start, end)
                        batch[count] = key
                        batch[column + count] = start << 8 | end - start
                        batch[2 * column + count] = start - beyond
                        # A word that need not be looked up is overwritten by the next one, without a branch.
                        count += (end - start >= shortest) & (recent[_place(key)] != key)
                    continue
                beyond += trailing(units, start, end)
                if end >= base + 64:
                    following = end
                    break
                rest &= ~((one << (end - base)) - 1)
            base = following
            if count > column - 32:
                self._look_up(units, count, scan)
                count = 0
        if count:
            self._look_up(units, count, scan)
        return 0

    def _look_up(self, units, count, scan):
        """Look up the words of a batch.

        Each loop does one step for all words, so that the waits for memory overlap and hardly a branch depends
        on the result of one.
        """
        batch = scan.batch
        for number in range(count):
            start = batch[_BATCH_COLUMN + number] >> 8
            state = _state_of(units, start, start + (batch[_BATCH_COLUMN + number] & 0xFF))
            batch[3 * _BATCH_COLUMN + number] = state
            batch[4 * _BATCH_COLUMN + number] = self._words.first(state)
        for number in range(count):
            key = batch[number]
            if batch[4 * _BATCH_COLUMN + number] and self._words.find(batch[3 * _BATCH_COLUMN + number]):
                self._recent[_place(key)] = key
            else:
                start = batch[2 * _BATCH_COLUMN + number]
                self._ask(start, start + (batch[_BATCH_COLUMN + number] & 0xFF), key, scan)
        return 0

    def _look_closer(self, units, size, at, beyond, scan):
        """Handle what starts at a byte that the loop cannot decide on; return where to continue."""
        unit = character(units, at)
        flag = self._flag(unit)
        if flag & _LETTER:
            return self._walk(units, size, at, beyond, scan)
        if flag & (_ANCHOR | _LETTER - 1):
            self._meet(at - beyond, flag, scan)
        return at + width_of(unit)

    def _walk(self, units, size, start, beyond, scan):
        """Handle the word at `start` character by character; return its end."""
        at = start
        before = beyond
        key = _SEED
        while at < size:
            unit = character(units, at)
            flag = self._flag(unit)
            width = width_of(unit)
            if not flag & _LETTER:
                follows = at + width
                goes_on = flag & _APOSTROPHE and follows < size and self._flag(character(units, follows)) & _LETTER
                if not goes_on:
                    break
            if flag & (_ANCHOR | _LETTER - 1):
                self._meet(at - beyond, flag, scan)
            key = _mixed(key, unit)
            at += width
            beyond += width - 1
        key |= _MIXED
        if self._wants_words:
            self._ask(start - before, at - beyond, key, scan)
        return at

    def _ask(self, start, end, key, scan):
        """Record a word that is not in the lexicon's table if it could be several; cache it if not."""
        return 0 if self._dull[_place(key)] == key else self._asked(start, end, key, scan)

    def _asked(self, start, end, key, scan):
        if self._striking[_place(key)] != key:
            word = scan.text[start:end]
            split = self._split_filter
            dull = len(word) < _SHORTEST or (split is not None and not split.passes(strip_possessive(word)))
            if dull or word in self._lexicon:
                self._dull[_place(key)] = key
                return 0
            self._striking[_place(key)] = key
        for number in self._word_triggers:
            self._spans(scan, number).append((start, end))
        return 0

    def _squeeze(self, units, at, kind, place, scan):
        """Record a mark between words or a digit next to one: home.Then, of1996, 1996and."""
        before = at > 1 and is_plain(units[at - 1]) and is_plain(units[at - 2])
        behind = is_plain(units[at + 1]) and is_plain(units[at + 2])
        inside = units[at] == 0x2E and units[at + 1] > 0x5A  # a full stop and a small letter: data.gov
        if (before and behind and not inside) if kind & _MARK else (before or (behind and is_plain(units[at + 3]))):
            self._squeezed(place, scan)
        return 0

    def _squeezed(self, place, scan):
        for number in self._tight_triggers:
            self._spans(scan, number).append((place, place + 1))
        return 0

    def _meet(self, at, flag, scan):
        """Record the cues at one character, but those beyond ASCII only once a row."""
        if flag & self._foreign:
            if at >= scan.row_end:
                while at >= scan.ends[scan.row]:
                    scan.row += 1
                scan.row_end = scan.ends[scan.row]
                scan.fresh = self._foreign
            flag &= scan.fresh | ~self._foreign
            scan.fresh &= ~flag
        return self._note(at, flag, scan) if flag & (_ANCHOR | _LETTER - 1) else 0

    def _note(self, at, flag, scan):
        for number in range(len(self._triggers)):
            if flag & (1 << number):
                if self._foreign & (1 << number) and scan.ends is None:
                    self._spans(scan, number).append((0, len(scan.text)))
                else:
                    self._spans(scan, number).append((at, at + 1))
        if flag & _ANCHOR:
            for number, literal, before in self._literals[scan.text[at]]:
                start = at - before
                if start >= 0 and scan.text.startswith(literal, start):
                    self._spans(scan, number).append((start, start + len(literal)))
        return 0

    def _spans(self, scan, number):
        """The spans of one trigger. A text without cues never needs them, so that not even empty lists are created."""
        if not scan.found:
            scan.found.extend([[] for _ in self._triggers])
        return scan.found[number]


def _key(units, start, end):
    """The key of an ASCII word: its bytes, or a mixture of them if there are more than eight."""
    all_ones = 0xFFFFFFFFFFFFFFFF
    key = eight(units, start)
    if end - start <= 8:
        return key & all_ones >> (64 - 8 * (end - start))
    # Mixed before another part is added, lest differences in both cancel out: OfxxxxxxThe, ofxxxxxxthe.
    key = _mixed(key, _SEED)
    for at in range(start + 8, end, 8):
        part = eight(units, at)
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

"""The gate's scan in pure Python, for installs without a compiler.

A loop over characters is too slow in pure Python. Here methods of `bytes`, `str` and `set` walk over the text,
and loops only over the results not seen before. The contract is that of `_scan.Gate`, and so are the tests.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import filterfalse, islice, pairwise
from typing import TYPE_CHECKING

from textmend.gate.cues import TIGHT_MARKS, Trigger, anchor, merged
from textmend.lang._split_filter import SplitFilter
from textmend.lang._strings import WORD_PATTERN, strip_possessive

if TYPE_CHECKING:
    from textmend.gate._scan import Lexicon

__all__ = ["PureGate", "Span"]

Span = tuple[int, int]

_LONGEST_ROW = 2_000  # as that of `_scan.py`
# Literals by their anchor character, each with its trigger and the number of characters before the anchor.
_Anchors = list[tuple[str, list[tuple[int, str, int]]]]

# The replacement for bytes of a text, before it is split into strings, that are neither letters nor apostrophes: white
# space, and another kind of it where they are cues.
_BAR = ord(" ")
_CUE_BYTE = ord("\x1f")


class PureGate:
    """Finds the cues of several triggers in one text; see `_scan.Gate`."""

    kind = "pure"

    def __init__(self, triggers: Sequence[Trigger], lexicon: Lexicon | None, split_filter: SplitFilter | None) -> None:
        self._number = len(triggers)
        self._patterns = list(_patterns(map(_members, triggers)))
        # The cues that can occur in ASCII; the rest of a pattern would cost time and find nothing.
        cues = [_ascii_cues(trigger) for trigger in triggers]
        self._ascii_patterns = list(_patterns(map(re.escape, cues)))
        self._bars = _bars("".join(cues))
        # Letters and apostrophes that are cues stay unchanged.
        self._are_barred = all(self._bars[ord(cue)] == _CUE_BYTE for cue in "".join(cues))
        literals = [(number, literal) for number, trigger in enumerate(triggers) for literal in trigger.literals]
        self._anchors = _anchors(literals)
        self._ascii_anchors = _anchors([(number, literal) for number, literal in literals if literal.isascii()])
        self._word_triggers = [number for number, trigger in enumerate(triggers) if trigger.words]
        self._words = None
        self._foreign_triggers = [number for number, trigger in enumerate(triggers) if trigger.beyond_ascii]
        self._tight_triggers = [number for number, trigger in enumerate(triggers) if trigger.tight]
        if self._word_triggers and lexicon is not None:
            self._words = _WordFinder(lexicon, split_filter)

    def scan(self, text: str) -> list[list[Span]]:
        """Return, for each trigger, the sorted disjoint spans of its cues in `text`; [] when it has none at all."""
        units = text.encode("utf-8", "surrogatepass")
        barred = units.translate(self._bars)
        found: list[list[Span]] = [[] for _ in range(self._number)]
        if text.isascii():
            patterns = self._ascii_patterns if _CUE_BYTE in barred or not self._are_barred else ()
            anchors = self._ascii_anchors
        else:
            patterns, anchors = self._patterns, self._anchors
        for number, pattern in patterns:
            if number not in self._foreign_triggers:
                found[number] += [match.span() for match in pattern.finditer(text)]
            elif pattern.search(text):
                found[number].append((0, len(text)))
        for number, span in _literals(text, anchors):
            found[number].append(span)
        for span in _tight(units) if self._tight_triggers else ():
            for number in self._tight_triggers:
                found[number].append(span)
        if self._words:
            spans = self._words.striking(barred.decode("utf-8", "surrogatepass"))
            for number in self._word_triggers:
                found[number] += spans
        return [merged(spans) if spans else spans for spans in found] if any(found) else []

    def scan_rows(self, text: str, ends: memoryview) -> list[list[Span]]:
        """Return the spans of each trigger in several texts in one; see `_scan.Gate`."""
        found = self.scan(text)
        if not found or not self._foreign_triggers:
            return found
        rows = [text[start:end] for start, end in pairwise([0, *ends[:-1]])]
        for number, pattern in self._patterns:
            if number in self._foreign_triggers:
                spans = [(end - len(row), end) for row, end in zip(rows, ends, strict=False) if pattern.search(row)]
                found[number] = merged(spans) if spans else []
        return found


class _WordFinder:
    """Finds the words that are not in the lexicon and that pass the split filter."""

    # Words of the lexicon seen so far, at most this many; then all are dropped except the first ones, which are the
    # most frequent ones: the first 32768 make up 95% of English prose.
    _MET = 1 << 16
    _FREQUENT = 1 << 15
    # Other strings, with the positions in them of the words that are hits, until there are too many. Testing one
    # takes fifty times as long as looking up a word.
    _STRANGE = 1 << 16
    # Longer strings occur once.
    _LONGEST = 40
    _SHORTEST = 3

    _WORD = re.compile(WORD_PATTERN)

    def __init__(self, lexicon: Lexicon, split_filter: SplitFilter | None) -> None:
        self._lexicon = lexicon
        self._split_filter = split_filter
        self._met: set[str] = set()
        self._frequent: frozenset[str] = frozenset()
        self._strange: dict[str, tuple[Span, ...]] = {}

    def striking(self, barred: str) -> list[Span]:
        """Return the positions of such words, unordered.

        Args:
            barred: the text, with white space for what no word has, as far as it is ASCII. So what is between white
                space is a word, nearly always, and one that was seen before.
        """
        new = set(filterfalse(self._met.__contains__, barred.split()))
        if not new:
            return []
        strange = [string for string in new if string in self._strange]
        new.difference_update(strange)
        not_held = self._not_held(new)
        self._remember(new.difference(not_held))
        strange += not_held
        striking = {string: words for string in strange if (words := self._words_of(string))}
        if not striking:
            return []
        return [(at + low, at + high) for string, at in _places(barred, striking) for low, high in striking[string]]

    def _not_held(self, strings: Iterable[str]) -> list[str]:
        """Those of `strings` that are more than letters of ASCII, or not words of the lexicon's table."""
        value = self._lexicon.table.get
        return [string for string in strings if not (string.isascii() and string.isalpha() and value(string.lower()))]

    def _remember(self, words: set[str]) -> None:
        """Cache words of the lexicon."""
        if len(self._met) + len(words) > self._MET:
            self._met = set(self._frequent)
        self._met.update(islice(words, self._MET - len(self._met)))
        if not self._frequent and len(self._met) >= self._FREQUENT:
            self._frequent = frozenset(islice(self._met, self._FREQUENT))

    def _words_of(self, string: str) -> tuple[Span, ...]:
        """The words of a string that are hits."""
        words = self._strange.get(string)
        if words is None:
            words = tuple(m.span() for m in self._WORD.finditer(string) if self._could_be_several(m.group()))
            if len(self._strange) >= self._STRANGE:
                self._strange = {}
            if len(string) <= self._LONGEST:
                self._strange[string] = words
        return words

    def _could_be_several(self, word: str) -> bool:
        if len(word) < self._SHORTEST or word in self._lexicon:
            return False
        return self._split_filter is None or self._split_filter.passes(strip_possessive(word))


# Up to this many strings are searched for one by one: looking at every string of a text takes as long as fifty
# searches.
_FEW_STRINGS = 32
_SPACELESS = re.compile(r"\S+")


def _places(text: str, strings: Collection[str]) -> Iterator[tuple[str, int]]:
    """Yield the positions where each of `strings` occurs in `text` between white space."""
    if len(strings) > _FEW_STRINGS:
        yield from ((m.group(), m.start()) for m in _SPACELESS.finditer(text) if m.group() in strings)
        return
    for string in strings:
        at = text.find(string)
        while at >= 0:
            end = at + len(string)
            if (at == 0 or text[at - 1].isspace()) and (end == len(text) or text[end].isspace()):
                yield string, at
            at = text.find(string, end)


# Letters, digits and the marks of `TIGHT_MARKS` mapped to one each, so that a string search finds those that are too
# close.
_SHAPES = (
    bytes(
        ord("a")
        if chr(unit).isalpha()
        else ord("0")
        if chr(unit).isdigit()
        else ord("." if chr(unit) in TIGHT_MARKS else " ")
        for unit in range(128)
    )
    + b" " * 128
)


def _tight(units: bytes) -> Iterator[Span]:
    """Yield the marks and digits that have too little space around them, from the bytes of UTF-8."""
    shapes = units.translate(_SHAPES)
    plain = units.isascii()
    for shape, before in ((b"aa.aa", 2), (b"aa0", 2), (b"0aaa", 0)):
        beyond = counted = 0
        at = shapes.find(shape)
        while at >= 0:
            place = at + before
            at = shapes.find(shape, at + 1)
            if units[place] == ord(".") and not chr(units[place + 1]).isupper():
                continue
            # Bytes that do not start a character; those counted once are not counted again.
            beyond += sum(unit & 0xC0 == 0x80 for unit in units[counted:place]) if not plain else 0
            counted = place
            place -= beyond
            yield place, place + 1


def _literals(text: str, anchors: _Anchors) -> Iterator[tuple[int, Span]]:
    """Yield the positions of literals, with the number of the trigger."""
    for character, literals in anchors:
        at = text.find(character)
        while at >= 0:
            for number, literal, before in literals:
                if at >= before and text.startswith(literal, at - before):
                    yield number, (at - before, at - before + len(literal))
            at = text.find(character, at + 1)


def _anchors(literals: Iterable[tuple[int, str]]) -> _Anchors:
    found: dict[str, list[tuple[int, str, int]]] = {}
    for number, literal in literals:
        before = anchor(literal)
        found.setdefault(literal[before], []).append((number, literal, before))
    return list(found.items())


def _patterns(members: Iterable[str]) -> Iterator[tuple[int, re.Pattern[str]]]:
    """The regular expressions for the single characters of triggers, as far as they have any."""
    return ((number, re.compile(f"[{each}]+")) for number, each in enumerate(members) if each)


def _members(trigger: Trigger) -> str:
    """The characters of a trigger written as in a regular expression."""
    ranges = "".join(f"{re.escape(low)}-{re.escape(high)}" for low, high in (*trigger.ranges, *_beyond(trigger)))
    return re.escape(trigger.characters) + ranges


def _beyond(trigger: Trigger) -> Iterator[tuple[str, str]]:
    """The ranges that match a trigger for being beyond ASCII."""
    low = 0x80
    for familiar in sorted(map(ord, trigger.familiar)) if trigger.beyond_ascii else ():
        if low < familiar:
            yield chr(low), chr(familiar - 1)
        low = familiar + 1
    if trigger.beyond_ascii:
        yield chr(low), chr(sys.maxunicode)


def _ascii_cues(trigger: Trigger) -> str:
    """The characters of a trigger that are ASCII."""
    return "".join(filter(trigger.matches, map(chr, range(128))))


def _bars(cues: str) -> bytes:
    """The replacement of each byte of UTF-8; see `_BAR`."""
    table = bytearray(range(256))
    for unit in range(128):
        if not chr(unit).isalpha() and chr(unit) != "'":
            table[unit] = _CUE_BYTE if chr(unit) in cues else _BAR
    return bytes(table)

"""Accents that TeX's older fonts set as a character of their own, before or after the letter that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from unicodedata import normalize

from textmend.lang import Lexicon, normalized_word
from textmend.lang._strings import is_letter
from textmend.passes.characters.evidence import BY_OTHERS, KNOWN, MIN_WITNESSES, MIN_WORD_CHARS, Repair
from textmend.patterns import pattern

__all__ = ["ACCENTS", "loose_accents"]

_COMBINING = {
    "´": "\u0301", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c", "˚": "\u030a",
}  # fmt: skip
ACCENTS = "".join(_COMBINING)
_ACCENT = pattern(f"[{ACCENTS}]")
# An acute accent is also typed for an apostrophe: `l´eau`, `it´s`. What is before it or after it is then no longer than
# this.
_MAX_ELISION_CHARS = 2


def loose_accents(text: str, load_lexicon: Callable[[], Lexicon]) -> Iterator[Repair]:
    """Yield the accents that are separate from their letters, in the order of the text.

    The evidence is that they make a word of the lexicon. If several do, accents on the same side of a letter belong to
    it in names, too, unless they may be apostrophes.

    Args:
        text: the text.
        load_lexicon: returns that of its language; it is not called for a text that has no such place.
    """
    found: dict[int, tuple[Repair, bool]] = {}
    witnesses: defaultdict[bool, set[str]] = defaultdict(set)
    for is_before in (True, False):
        for start, at, end in _accented_words(text, is_before=is_before):
            accent, letter = (text[at], text[at + 1]) if is_before else (text[at + 1], text[at])
            head, tail = text[start:at], text[at + 2 : end]
            composed = normalize("NFC", ("i" if letter == "ı" else letter) + _COMBINING[accent])
            word = head + composed + tail
            if len(composed) > 1 or len(word) < MIN_WORD_CHARS:
                continue
            is_known = normalized_word(word) in load_lexicon()
            if is_known:
                witnesses[is_before].add(word)
            elif accent == "´" and min(len(head), len(tail) + 1) <= _MAX_ELISION_CHARS:
                continue
            if is_known or at not in found:
                place = Repair(at, at + 2, composed, KNOWN if is_known else BY_OTHERS)
                found[place.start] = place, is_before
    yield from _established(found, witnesses)


def _accented_words(text: str, *, is_before: bool) -> Iterator[tuple[int, int, int]]:
    """Yield, for the accents on one side of a letter, the start of the word, of the accent and its letter, and the end.

    A word counts once, with the first of its accents. Only accents are searched for: an expression for whole words
    would try every letter of the text.
    """
    behind = 0
    for match in _ACCENT.finditer(text):
        accent = match.start()
        letter = accent + 1 if is_before else accent - 1
        if not behind <= min(accent, letter) or letter >= len(text) or not is_letter(text[letter]):
            continue
        at = start = min(accent, letter)
        while start > behind and is_letter(text[start - 1]):
            start -= 1
        behind = at + 2
        while behind < len(text) and is_letter(text[behind]):
            behind += 1
        yield start, at, behind


def _established(found: Mapping[int, tuple[Repair, bool]], witnesses: Mapping[bool, set[str]]) -> Iterator[Repair]:
    """Yield what makes a word, or what enough words of the text speak for; of two that overlap, the first."""
    at = 0
    for place, is_before in (found[start] for start in sorted(found)):
        if place.start >= at and (place.confidence == KNOWN or len(witnesses.get(is_before, ())) >= MIN_WITNESSES):
            yield place
            at = place.end

"""Accents that TeX's older fonts set as a character of their own, before or after the letter that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from unicodedata import normalize

from textmend.lang import Lexicon, normalized_word
from textmend.passes.characters.evidence import BY_OTHERS, KNOWN, MIN_WITNESSES, MIN_WORD_CHARS, Repair
from textmend.patterns import pattern

__all__ = ["ACCENTS", "loose_accents"]

_COMBINING = {
    "´": "\u0301", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c", "˚": "\u030a",
}  # fmt: skip
ACCENTS = "".join(_COMBINING)
_ANY_LETTER = r"[^\W\d_]"
_ACCENT_BEFORE = pattern(rf"({_ANY_LETTER}*)([{ACCENTS}])({_ANY_LETTER})({_ANY_LETTER}*)")
_ACCENT_AFTER = pattern(rf"({_ANY_LETTER}*)({_ANY_LETTER})([{ACCENTS}])({_ANY_LETTER}*)")
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
    for is_before, shape in ((True, _ACCENT_BEFORE), (False, _ACCENT_AFTER)):
        for match in shape.finditer(text):
            head, first, second, tail = match.groups()
            accent, letter = (first, second) if is_before else (second, first)
            composed = normalize("NFC", ("i" if letter == "ı" else letter) + _COMBINING[accent])
            word = head + composed + tail
            if len(composed) > 1 or len(word) < MIN_WORD_CHARS:
                continue
            is_known = normalized_word(word) in load_lexicon()
            if is_known:
                witnesses[is_before].add(word)
            elif accent == "´" and min(len(head), len(tail) + 1) <= _MAX_ELISION_CHARS:
                continue
            if is_known or match.start(2) not in found:
                place = Repair(match.start(2), match.end(3), composed, KNOWN if is_known else BY_OTHERS)
                found[place.start] = place, is_before
    at = 0
    for place, is_before in (found[start] for start in sorted(found)):
        if place.start >= at and (place.confidence == KNOWN or len(witnesses[is_before]) >= MIN_WITNESSES):
            yield place
            at = place.end

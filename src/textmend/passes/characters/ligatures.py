"""Ligatures for which a font of a PDF file has a code of its own: a control character, or `(cid:28)`, in the text.

TeX's older fonts have the ligatures at the codes 11 to 15 and 27 to 31, so `de\\x0cne` and `de(cid:28)ne` are `define`;
other fonts leave a NUL for each. The lexicon decides which ligature it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from textmend.lang import Lexicon, normalized_word
from textmend.lang.scripts import LATIN_LIGATURES
from textmend.passes.characters.evidence import BY_OTHERS, KNOWN, MIN_WITNESSES, MIN_WORD_CHARS, Repair
from textmend.patterns import pattern

__all__ = ["CODES", "CONTROLS", "lost_ligatures"]

# What represents a ligature: control characters except tab, line end, carriage return, backspace (overstrikes of
# terminals); and the codes of glyphs as pdfminer.six writes them.
CONTROLS = "".join(map(chr, (*range(0x08), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F)))
CODES = "(cid:"
_GLYPH = rf"(?:[{CONTROLS}]|\(cid:\d{{1,5}}\))"
_CODE = pattern(_GLYPH)
_LETTERS_BEFORE, _LETTERS_AFTER = pattern(r"[^\W\d_]*\Z"), pattern(r"[^\W\d_]*")
_MAX_SIDE_CHARS = 40
# A vertical tab or a form feed is also between pages, and the last four separate fields.
_BREAKS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")
# The ligatures of TeX's encodings OT1 and T1, in the order of their codes.
_TEX_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
_TEX_CODES = tuple({chr(first + at): one for at, one in enumerate(_TEX_LIGATURES)} for first in (0x0B, 0x1B))
# A word is accepted if it is sixteen times as frequent as the others; lexicons have misspellings, too.
_MIN_MARGIN_BITS = 4.0
# Between two words as frequent as this a code separates fields: `north\x1fred`. Rarer ones may be halves: `signi`.
_MAX_WORD_BITS = 17.0
# What is left of a word without its ligature is rarer than this, although lexicons have it: `nancial`.
_MAX_REST_BITS = 21.0


def lost_ligatures(text: str, load_lexicon: Callable[[], Lexicon]) -> Iterator[Repair]:
    """Yield the ligatures that a text shows as codes.

    A word in which exactly one ligature makes a word of the lexicon shows what its code represents. A code that
    represents one ligature throughout a text does so in words that the lexicon lacks, too.

    Args:
        text: the text.
        load_lexicon: returns that of its language; it is not called for a text that has no such place.
    """
    broken = list(_broken_words(text))
    if not broken:
        return
    lexicon = load_lexicon()
    places: list[tuple[int, int, str, list[str]]] = []
    edges: list[tuple[int, int, str, str, str]] = []
    witnesses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    seen: set[str] = set()
    for start, end, before, after in broken:
        if _is_word(before, lexicon) and _is_word(after, lexicon):
            continue
        glyph, known = text[start:end], _known(before, after, lexicon)
        is_inside = bool(before and after)
        if glyph in _BREAKS and not is_inside:
            # At the edge of a word it may be a break after all, but not inside a line, nor if it leaves no word.
            beside = text[end : end + 1] if before else text[max(0, start - 1) : start]
            if (beside and beside not in "\r\n") or not lexicon.is_cheaper(before + after, _MAX_REST_BITS):
                edges.append((start, end, glyph, before, after))
            continue
        places.append((start, end, glyph, known))
        word = before + glyph + after
        if len(known) == 1 and word not in seen:
            seen.add(word)
            witnesses[glyph][known[0]] += 1
    meanings = {glyph: _meaning(counts) for glyph, counts in witnesses.items()}
    yield from _resolved(places, meanings)
    meanings |= _tex_meanings(witnesses)
    for start, end, glyph, before, after in edges:
        meaning = meanings.get(glyph)
        if meaning and lexicon.is_cheaper(before + meaning + after, _MAX_WORD_BITS):
            yield Repair(start, end, meaning, KNOWN)


def _broken_words(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield the codes next to letters: their spans, and the letters before and after."""
    for match in _CODE.finditer(text):
        start, end = match.span()
        glyph = match.group()
        # If every second character is a NUL, the text is UTF-16 read as bytes.
        if glyph == "\x00" and "\x00" in (text[start - 2 : start - 1], text[end + 1 : end + 2]):
            continue
        head = _LETTERS_BEFORE.search(text[max(0, start - _MAX_SIDE_CHARS) : start])
        tail = _LETTERS_AFTER.match(text[end : end + _MAX_SIDE_CHARS])
        before, after = head.group() if head else "", tail.group() if tail else ""
        if before or after:
            yield start, end, before, after


def _resolved(places: list[tuple[int, int, str, list[str]]], meanings: Mapping[str, str]) -> Iterator[Repair]:
    for start, end, glyph, known in places:
        meaning = meanings.get(glyph, "")
        if len(known) == 1:
            yield Repair(start, end, known[0], KNOWN)
        elif meaning and (meaning in known or not known):
            yield Repair(start, end, meaning, KNOWN if known else BY_OTHERS)


def _meaning(counts: Counter[str]) -> str:
    """The ligature that a code represents, or nothing where its words disagree or are too few."""
    (ligature, witnesses), *others = counts.most_common()
    return ligature if witnesses >= MIN_WITNESSES and not others else ""


def _tex_meanings(witnesses: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Return what all codes of an encoding of TeX represent, if some do so in this text and none differs."""
    for codes in _TEX_CODES:
        found = [(glyph, ligature) for glyph in codes if glyph in witnesses for ligature in witnesses[glyph]]
        if found and all(codes[glyph] == ligature for glyph, ligature in found):
            return codes
    return {}


def _is_word(word: str, lexicon: Lexicon) -> bool:
    return len(word) >= MIN_WORD_CHARS - 1 and lexicon.is_cheaper(word, _MAX_WORD_BITS)


def _known(before: str, after: str, lexicon: Lexicon) -> list[str]:
    """The ligatures that make a word; only the usual one where the others make rare words: `office`, not `offce`."""
    costs: dict[str, float] = {}
    for ligature in LATIN_LIGATURES:
        word = before + ligature + after
        cost = lexicon.cost(normalized_word(word)) if len(word) >= MIN_WORD_CHARS else None
        if cost is not None:
            costs[ligature] = cost
    least = min(costs.values(), default=0.0)
    whole = lexicon.cost(normalized_word(before + after))
    if whole is not None and whole + _MIN_MARGIN_BITS < least:
        return []  # PDFium's mark of a hyphen: `hu\x02man`
    return [ligature for ligature, cost in costs.items() if cost < least + _MIN_MARGIN_BITS]

"""Normal forms of Unicode: one character where several are equivalent (Unicode Standard Annex 15)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain

from textmend.patterns import pattern

__all__ = ["COMPATIBLE", "TRIGGERS", "compatible", "composed", "ranges"]

# What NFC may change (NFC_Quick_Check is No or Maybe in DerivedNormalizationProps): marks that compose with the letter
# before, the vowels and finals of Hangul, and characters that are equivalent to others.
_RANGES = (
    "\u0300-\u0304\u0306-\u030c\u030f\u0311\u0313\u0314\u031b\u0323-\u0328\u032d\u032e\u0330\u0331\u0338\u0340-\u0345"
    "\u0374\u037e\u0387\u0653-\u0655\u093c\u0958-\u095f\u09be\u09d7\u09dc\u09dd\u09df\u0a33\u0a36\u0a59-\u0a5b\u0a5e"
    "\u0b3e\u0b56\u0b57\u0b5c\u0b5d\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf"
    "\u0f43\u0f4d\u0f52\u0f57\u0f5c\u0f69\u0f73\u0f75\u0f76\u0f78\u0f81\u0f93\u0f9d\u0fa2\u0fa7\u0fac\u0fb9\u102e"
    "\u1161-\u1175\u11a8-\u11c2\u1b35\u1f71\u1f73\u1f75\u1f77\u1f79\u1f7b\u1f7d\u1fbb\u1fbe\u1fc9\u1fcb\u1fd3\u1fdb"
    "\u1fe3\u1feb\u1fee\u1fef\u1ff9\u1ffb\u1ffd\u2000\u2001\u2126\u212a\u212b\u2329\u232a\u2adc\u3099\u309a"
    "\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufa6d\ufa70-\ufad9\ufb1d\ufb1f\ufb2a-\ufb36"
    "\ufb38-\ufb3c\ufb3e\ufb40\ufb41\ufb43\ufb44\ufb46-\ufb4e"
    "\U000110ba\U00011127\U0001133e\U00011357\U000113b8\U000113bb\U000113c2\U000113c5\U000113c7-\U000113c9\U000114b0"
    "\U000114ba\U000114bd\U000115af\U00011930\U0001611e-\U00016129\U00016d67\U00016d68"
    "\U0001d15e-\U0001d164\U0001d1bb-\U0001d1c0\U0002f800-\U0002fa1d"
)
# En and em quads are spaces, and those have a rule of their own.
TRIGGERS = _RANGES.replace("\u2000\u2001", "")
# What NFKC may change is spread all over Unicode.
COMPATIBLE = "\x80-\U0010ffff"

# Composing a character costs a thirtieth of looking at one by itself.
_CHARS_PER_TRIGGER = 30
_TRIGGER = pattern(f"[{TRIGGERS}]")
_NON_ASCII_RUN = pattern("(?s:.)?[^\x00-\x7f]+")
_VARIANTS = pattern("[\uf900-\ufad9\U0002f800-\U0002fa1d]")
# The angle brackets of mathematics and physics become those of Chinese.
_BRACKETS = pattern("[\u2329\u232a]")


def ranges(triggers: str) -> tuple[tuple[str, str], ...]:
    """Return the ranges of a set of characters written as in a regular expression."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(triggers):
        is_range = triggers[at + 1 : at + 2] == "-"
        found.append((triggers[at], triggers[at + 2] if is_range else triggers[at]))
        at += 3 if is_range else 1
    return tuple(found)


def composed(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end and NFC of each piece that is not in it, and a reason why it is better left alone.

    A piece is a letter with its marks. The order of marks of which none composes is left unchanged.

    Args:
        text: the text.
        spans: where all its characters of `TRIGGERS` are, sorted.
    """
    # Any part of a text in NFC is in NFC. Where Python cannot tell from the characters alone, it composes all of it.
    is_dense = sum([end - start for start, end in spans]) * _CHARS_PER_TRIGGER > len(text)
    if is_dense and unicodedata.is_normalized("NFC", text):
        return
    done = 0
    for match in chain.from_iterable(_TRIGGER.finditer(text, start, end) for start, end in spans):
        if match.start() < done:
            continue
        start, done = _piece(text, match.start(), done)
        piece = text[start:done]
        meant = unicodedata.normalize("NFC", piece)
        if meant != piece:
            yield start, done, meant, _doubt(piece)


def _doubt(piece: str) -> str:
    if _VARIANTS.search(piece):
        return "a variant that a name may need"
    return "a bracket that would become another one" if _BRACKETS.search(piece) else ""


def _piece(text: str, at: int, done: int) -> tuple[int, int]:
    """The characters around `at` that normalise together, none before `done`."""
    start = at
    while start > done and (unicodedata.combining(text[start]) or _TRIGGER.match(text, start)):
        start -= 1
    end = at + 1
    while end < len(text) and (unicodedata.combining(text[end]) or _TRIGGER.match(text, end)):
        end += 1
    return start, end


def compatible(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end and NFKC of each piece that is not in it, and no reason: users of NFKC want all of it."""
    for match in _NON_ASCII_RUN.finditer(text):
        piece = match[0]
        meant = unicodedata.normalize("NFKC", piece)
        if meant == piece:
            continue
        singly = [unicodedata.normalize("NFKC", character) for character in piece]
        if "".join(singly) == meant:
            for at, (old, new) in enumerate(zip(piece, singly, strict=True), match.start()):
                if old != new:
                    yield at, at + 1, new, ""
        else:
            yield *match.span(), meant, ""

"""Whole texts: every character beyond ASCII is part of UTF-8 that was mistaken for one single-byte code page.

That is by far the commonest mojibake, and is detected at a fraction of the price of a search: a correct text of some
length does not happen to be UTF-8 from end to end in the bytes of another encoding.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textmend.lang import STEPS_PER_BIT
from textmend.passes.mojibake._non_ascii import foreign_words, has_lone
from textmend.passes.mojibake.evidence import strength
from textmend.passes.mojibake.search import WORD
from textmend.passes.mojibake.transcodings import (
    MULTIBYTE,
    Transcoding,
    decoded,
    decodings_of,
    encoded,
    known_transcodings,
)
from textmend.patterns import pattern

if TYPE_CHECKING:
    from textmend.passes.mojibake._char_bigrams import CharBigramModel

__all__ = ["MOST_LAYERS", "PROOF", "SURE", "Whole", "undone"]

# With this gain in bits, a transcoding that explains everything needs no second check: twice what any wrong transcoding
# gains in correct text (`search.LEAST`).
SURE = 40.0
# This many prove that it happened in this document, which then needs less to explain the rest: three times as much.
PROOF = 60.0

_NON_ASCII_STRETCH = pattern("[^\x00-\x7f]+")

# What the first words prove, strict UTF-8 in all the rest confirms: this many of their characters are compared, in
# which even Latin letters gain three times the required bits; and more where they repeat each other.
_COMPARED, _COMPARED_MORE = 160, 1_600
# The letters of a long word, each read as two or three; anything longer at the end of a text is not a single word.
_LONGEST_CUT = 64
# The maximum of layers of damage that are removed; more than three have not been seen.
MOST_LAYERS = 4


class Whole(NamedTuple):
    """A text that a transcoding explains from end to end.

    Attributes:
        text: the original.
        transcoding: the transcoding.
        gain: the bits by which its first words are likelier than the damaged ones.
    """

    text: str
    transcoding: Transcoding
    gain: float


@cache
def _candidates() -> list[tuple[int, Transcoding]]:
    """The transcodings of UTF-8 and single bytes, with the bit of their wrong decoding in `decodings_of`."""
    # UTF-8 comes first among the encodings that were read as each.
    return [
        (1 << number, them[0])
        for number, (wrong, them) in enumerate(known_transcodings().items())
        if wrong not in MULTIBYTE
    ]


def undone(char_bigram_model: CharBigramModel, text: str) -> Whole | None:
    """Remove all layers of damage from a text, as far as each has happened to all of it beyond doubt.

    The last run may be an exception: crawlers cut texts, and some do so in the middle of a character.

    Returns:
        The result, and the transcoding of the outermost layer; None when there is none.
    """
    if found := _without_layers(char_bigram_model, text):
        return found
    at = len(text)
    while at and len(text) - at < _LONGEST_CUT and text[at - 1] > "\x7f":
        at -= 1
    found = _without_layers(char_bigram_model, text[:at]) if 0 < len(text) - at < _LONGEST_CUT else None
    return found and found._replace(text=found.text + text[at:])


def _without_layers(char_bigram_model: CharBigramModel, text: str) -> Whole | None:
    found: Whole | None = None
    for _ in range(MOST_LAYERS):
        layer = _layer(char_bigram_model, found.text if found else text)
        if not layer:
            break
        found = found._replace(text=layer.text) if found else layer
    return found


def _layer(char_bigram_model: CharBigramModel, text: str) -> Whole | None:
    first = _NON_ASCII_STRETCH.search(text)
    # A character of UTF-8 beyond ASCII has two bytes at least.
    if not first or first.end() - first.start() < 2 or has_lone(text, first.end(), len(text)):
        return None
    mask = decodings_of(first[0])
    candidates = [transcoding for bit, transcoding in _candidates() if mask & bit and _read(first[0], transcoding)]
    if not candidates:
        return None
    return _best(char_bigram_model, text, candidates, _COMPARED) or _best(
        char_bigram_model, text, candidates, _COMPARED_MORE
    )


def _best(
    char_bigram_model: CharBigramModel, text: str, candidates: Sequence[Transcoding], compared: int
) -> Whole | None:
    """The transcoding that makes the first words of a text likeliest, of those that explain all of it."""
    words = foreign_words(text, 0, len(text), compared)
    # One line is enough for itself; judging others by it takes more.
    least = PROOF if "\n" in text else SURE
    before = 0
    best: Whole | None = None
    known = {""}
    for transcoding in candidates:
        right = _read(words, transcoding)
        # Code pages share most characters. Which of two that agree so far explains the whole text shows at its end.
        if right in known or not (after := _read(text, transcoding)):
            continue
        known.add(right)
        before = before or char_bigram_model.cost(words, 0, len(words), False)
        gain = (before - char_bigram_model.cost(right, 0, len(right), False)) / STEPS_PER_BIT
        if gain >= max(least, best.gain if best else 0.0) and _told(words, right, SURE) >= SURE:
            best = Whole(after, transcoding, gain)
    return best


def _read(text: str, transcoding: Transcoding) -> str:
    return decoded(encoded(text, transcoding.wrong), transcoding.true)


def _told(text: str, right: str, enough: float) -> float:
    """The maximum evidence in bits of a text's words with characters beyond ASCII, given the originals; or enough."""
    # Characters beyond ASCII stay so: there are as many such words as before.
    pairs = zip(WORD.finditer(text), WORD.finditer(right), strict=True)
    return strength(text, ((word.start(), word.end(), was[0]) for word, was in pairs), is_utf8=True, enough=enough)

"""Word pieces: a sentence as the numbers that a model reads (WordPiece: Schuster and Nakajima, 2012).

Words are split into the longest pieces in the vocabulary, from the left, without case and accents, as the models
called "uncased" require (Devlin et al., "BERT", 2019); the case of a word is passed alongside its pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from textmend.patterns import pattern

__all__ = ["MOST_PIECES", "SHAPES", "TOKEN", "EncodedText", "Gap", "WordpieceTokenizer"]

# What a model reads at once; longer sentences are read in parts, which overlap their neighbours by this much.
MOST_PIECES = 96
_OVERLAP = 24
# A word with more pieces is data; and so is a longer one, which need not be split to know that.
_MOST_PIECES_OF_WORD = 12
_MAX_WORD_CHARS = 60
# This many words are cached, about 4 MB; then the cache is cleared, not grown.
_MOST_WORDS = 1 << 15

# How a token is written. A mark is none of these, and neither are the ends of a sentence.
SHAPES = ("mark", "lower", "capitalised", "upper", "mixed", "digits")

# Two are what is left of a dash that had spaces.
_GAP_SPACES = (" ", "  ")

TOKEN = pattern(r"--+|[^\W_]+|[^\w\s]|_")
# One sign for each of these, whatever its form: the model learns from few examples what the signs mean.
_SIGNS = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "\u2014", "\u2026": "."}


class Gap(NamedTuple):
    """A space or two between two words: its position in the text, and the piece of the input on its left."""

    start: int
    left: int


class EncodedText(NamedTuple):
    """What a model reads at once: pieces and shapes, with the tokens for start and end, and the gaps in it."""

    pieces: list[int]
    shapes: list[int]
    gaps: list[Gap]


class _Token(NamedTuple):
    start: int
    end: int
    pieces: tuple[int, ...]
    shape: int


class WordpieceTokenizer:
    """The pieces of a model.

    Args:
        pieces: in the order of their numbers; those inside of words begin with "##". Must contain "[UNK]", "[CLS]" and
            "[SEP]".
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._unknown = self._numbers["[UNK]"]
        self._first, self._last = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def pieces(self, token: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of one token, a word or a mark."""
        if len(token) > _MAX_WORD_CHARS:
            # Data, or a line of hyphens; if cached, a few of them would fill the memory.
            return self._cut(_plain(token))
        known = self._known.get(token)
        if known is None:
            known = self._cut(_plain(token))
            if len(self._known) >= _MOST_WORDS:
                self._known = {}
            self._known[token] = known
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        start, prefix = 0, ""
        while start < len(word) and len(word) <= _MAX_WORD_CHARS:
            end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in self._numbers), start)
            if end == start or len(found) == _MOST_PIECES_OF_WORD:
                return (self._unknown,)
            found.append(self._numbers[prefix + word[start:end]])
            start, prefix = end, "##"
        return tuple(found) or (self._unknown,)

    def read(self, text: str, start: int, end: int) -> Iterator[EncodedText]:
        """Read `text[start:end]`, one sentence, in as many parts as it needs; each gap is in one of them."""
        tokens = [
            _Token(match.start(), match.end(), self.pieces(match.group()), _shape(match.group()))
            for match in TOKEN.finditer(text, start, end)
        ]
        for part, low, high in _parts(tokens):
            yield self._reading(text, part, low, high)

    def _reading(self, text: str, tokens: Sequence[_Token], low: int, high: int) -> EncodedText:
        """Lay out the pieces of tokens, with the gaps between `low` and `high` in the text."""
        pieces, shapes, gaps = [self._first], [0], []
        for token in tokens:
            pieces += token.pieces
            shapes += [token.shape] * len(token.pieces)
        at = 1
        for token, following in pairwise(tokens):
            at += len(token.pieces)
            is_gap = text[token.end : following.start] in _GAP_SPACES
            if is_gap and token.shape and following.shape and low <= token.end < high:
                gaps.append(Gap(token.end, at - 1))
        return EncodedText([*pieces, self._last], [*shapes, 0], gaps)


def _parts(tokens: Sequence[_Token]) -> Iterator[tuple[Sequence[_Token], int, int]]:
    """Yield parts that are short enough, each with the start and end in the text of its own share."""
    if not tokens:
        return
    first, low = 0, tokens[0].start
    while True:
        last, size = first, 2
        while last < len(tokens) and size + len(tokens[last].pieces) <= MOST_PIECES:
            size += len(tokens[last].pieces)
            last += 1
        if last == len(tokens):
            yield tokens[first:last], low, tokens[-1].end
            return
        following, shared = last, 0
        while following > first + 1 and shared < _OVERLAP:
            following -= 1
            shared += len(tokens[following].pieces)
        # Half of the overlap belongs to each.
        high = tokens[(following + last) // 2].start
        yield tokens[first:last], low, high
        first, low = following, high


def _plain(token: str) -> str:
    if token.isascii():
        return "\u2014" if token.startswith("--") else token.lower()
    token = _SIGNS.get(token, token).lower()
    return "".join(c for c in unicodedata.normalize("NFD", token) if not unicodedata.combining(c))


def _shape(token: str) -> int:
    if not token[0].isalnum():
        return 0
    if token.islower():
        return 1
    if token.isdecimal():
        return 5
    if token[0].isupper() and (len(token) == 1 or token[1:].islower()):
        return 2
    return 3 if token.isupper() else 4

"""Transcodings: the ways in which text goes wrong, each an encoding and the one that it was mistaken for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache, reduce
from operator import and_
from typing import NamedTuple

__all__ = ["LATIN", "MULTIBYTE", "UNSPACED", "Transcoding", "decoded", "decodings_of", "encoded", "known_transcodings"]

# The systems that wrote text, by their encodings; ftfy's sloppy codecs represent the Windows code pages as used.
_LEGACY = (
    "sloppy-windows-1251",
    "koi8-u",
    "koi8-r",
    "cp866",
    "iso-8859-5",
    "gbk",
    "big5",
    "shift_jis",
    "cp932",
    "euc_jp",
    "cp949",
    "sloppy-windows-1250",
    "iso-8859-2",
    "sloppy-windows-1253",
    "iso-8859-7",
    "sloppy-windows-1254",
    "sloppy-windows-1255",
    "sloppy-windows-1256",
    "iso-8859-6",
    "sloppy-cp874",
    "sloppy-windows-1257",
    "sloppy-windows-1258",
)
# The encodings with characters of more than one byte.
MULTIBYTE = frozenset({"utf-8", "gbk", "big5", "shift_jis", "cp932", "euc_jp", "cp949"})
# Those of languages that are written without spaces.
UNSPACED = MULTIBYTE - {"utf-8"} | {"sloppy-cp874"}
# Of the encodings that a text is taken for these encode some characters as others, which no bytes decode to: Python's
# shift_jis writes ¥ as the byte of \ and ‾ as that of ~, cp932 ¢ £ ¬ ‖ − 〜 as their wide twins. All others round-trip
# every character of Unicode that they accept.
_UNFAITHFUL = frozenset({"shift_jis", "cp932"})
_WESTERN = ("sloppy-windows-1252", "mac-roman", "cp437", "cp850")

# What it was read as: the defaults of systems. UTF-8 is read as all of them; a legacy encoding as the defaults of
# western, Russian and Chinese systems; western text as what a Macintosh, a console or a Russian or Central European
# system has.
_DEFAULTS = ("latin-1", "sloppy-windows-1252", "sloppy-windows-1251", "koi8-r", "cp866", "gbk")
_ANY = (
    *_DEFAULTS,
    "sloppy-windows-1250",
    "sloppy-windows-1253",
    "sloppy-windows-1254",
    "sloppy-windows-1257",
    "mac-roman",
    "cp437",
    "cp850",
    "koi8-u",
    "iso-8859-2",
    "shift_jis",
    "cp932",
    "big5",
    "cp949",
)
_WESTERN_READ_AS = (
    "latin-1",
    "sloppy-windows-1252",
    "sloppy-windows-1250",
    "sloppy-windows-1251",
    "sloppy-windows-1253",
)
# Code pages of Latin letters, which share most of them: if one is read as another, few letters are wrong.
LATIN = frozenset(
    {
        "latin-1", "iso-8859-2", "mac-roman", "cp437", "cp850", "sloppy-windows-1250", "sloppy-windows-1252",
        "sloppy-windows-1254", "sloppy-windows-1257", "sloppy-windows-1258",
    }
)  # fmt: skip

# Two standards for one alphabet, which agree on most letters.
_KIN = (("iso-8859-2", "sloppy-windows-1250"), ("sloppy-windows-1250", "iso-8859-2"))

# In bits, how much rarer a mistake is than the commonest ones: western systems have no reason to show KOI8-R, and
# western text is seldom read as another western code page today.
_RARITY_BITS = {"koi8-r": 2.0, "cp866": 2.0, "gbk": 2.0}
_RARE_WESTERN = 8.0


class Transcoding(NamedTuple):
    """An encoding and the one that it was mistaken for.

    Attributes:
        true, wrong: the Python codecs.
        rarity: the bits by which it is rarer than the commonest mistakes.
    """

    true: str
    wrong: str
    rarity: float

    def damaged(self, text: str) -> str:
        """What a text that went through the transcoding looks like; "" when it can't have."""
        return decoded(encoded(text, self.true), self.wrong)

    def __str__(self) -> str:
        return f"{self.true.removeprefix('sloppy-')} read as {self.wrong.removeprefix('sloppy-')}"


def encoded(text: str, wrong: str) -> bytes:
    """The bytes that were decoded as a text; b"" when there are none, or some are lost (for which ftfy has byte 1A)."""
    if "\ufffd" in text:
        return b""
    try:
        raw = text.encode(wrong)
        return raw if wrong not in _UNFAITHFUL or raw.decode(wrong) == text else b""
    except UnicodeError:
        return b""


def decoded(raw: bytes, true: str) -> str:
    """The text that bytes really encode; "" when that is not text."""
    try:
        return raw.decode(true)
    except UnicodeError:
        return ""


@cache
def known_transcodings() -> dict[str, tuple[Transcoding, ...]]:
    """The transcodings by the encoding that the text was mistaken for."""
    from ftfy import bad_codecs  # noqa: F401  (registers the codecs called sloppy-*, and utf-8-variants)

    found: dict[str, list[Transcoding]] = {wrong: [] for wrong in _ANY}
    for transcoding in _all():
        if transcoding.true != transcoding.wrong:
            found[transcoding.wrong].append(transcoding)
    return {wrong: tuple(them) for wrong, them in found.items()}


class _Decodings(dict[str, int]):
    """For each character a bit for each wrong decoding that shows it, in the order of `known_transcodings`."""

    def __missing__(self, character: str) -> int:
        mask = 0
        for number, wrong in enumerate(known_transcodings()):
            if encoded(character, wrong):
                mask |= 1 << number
        self[character] = mask
        return mask


_DECODINGS = _Decodings()
# Words recur, and their results are cached; anything longer is a sentence or a whole document, and would only fill
# memory.
_LONGEST_KEPT = 64


def decodings_of(text: str) -> int:
    """The wrong decodings that show all characters of a text, as bits in the order of `known_transcodings`."""
    return _shared_kept(text) if len(text) <= _LONGEST_KEPT else _shared(text)


def _shared(text: str) -> int:
    return reduce(and_, map(_DECODINGS.__getitem__, set(text)))


_shared_kept = lru_cache(maxsize=1 << 12)(_shared)


def _all() -> Iterator[Transcoding]:
    for wrong in _ANY:
        yield Transcoding("utf-8", wrong, 0.0)
    for true in _LEGACY:
        for wrong in _DEFAULTS:
            yield Transcoding(true, wrong, _RARITY_BITS.get(wrong, 0.0))
    for true, wrong in _KIN:
        yield Transcoding(true, wrong, 0.0)
    for true in _WESTERN:
        for wrong in _WESTERN_READ_AS:
            yield Transcoding(true, wrong, _RARE_WESTERN)

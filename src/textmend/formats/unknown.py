"""Bytes of unknown or mixed encoding to text: a mark decides, then validity, then how likely the text is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from textmend.lang.alphabets import alphabets

__all__ = ["decode"]

# UTF-32 before UTF-16, for its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What is asked of every file that is not UTF-8, the most frequent on the web first (w3techs.com); charset-normalizer
# may name others. GB18030 comes before the pages it would win a tie with, and cp1252 is what is left when nothing
# tells.
_ENCODINGS = (
    *("cp1252", "cp1251", "shift_jis", "gb18030", "cp949", "euc_jp", "cp1250", "iso8859_2", "cp1256", "big5", "cp1254"),
    *("cp1253", "koi8_u", "cp1255", "cp874", "cp1257", "cp866", "iso8859_5", "iso8859_7", "mac_roman", "cp850"),
)
# So much of the lines that are not ASCII is looked at: a language shows in much less.
_SAMPLE = 1 << 14
# Where this share of the bytes is NUL, it is UTF-16: half of the bytes of ASCII text.
_UTF16 = 0.2


def decode(data: bytes, /) -> str:
    """Return the text of bytes whose encoding nobody knows. Line ends stay; a byte order mark goes.

    UTF-8 with some bytes of Windows-1252 among it is read as both. What no encoding explains, as bytes of a picture,
    comes out as Latin-1 would have it, so no byte is lost.

    >>> decode(b"caf\\xe9 au lait \\xe2\\x80\\x94 d\\xc3\\xa9j\\xc3\\xa0 vu")
    'café au lait — déjà vu'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data.count(0) > _UTF16 * len(data) and not len(data) % 2:
        # The high bytes of Latin letters are NUL: the second of each two in little-endian order.
        return data.decode("utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be", "replace")
    readable = data.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= character <= "\udcff" for character in readable)
    if not stray:
        return readable
    if sum(not character.isascii() for character in readable) > 2 * stray:
        # In no other encoding two letters beyond ASCII in a row make a valid sequence more often than by chance.
        return "".join(map(_as_windows, readable))
    return _likeliest(data)


def _as_windows(character: str) -> str:
    """A character, or what Windows-1252 has for a byte that was no UTF-8."""
    if not "\udc80" <= character <= "\udcff":
        return character
    byte = bytes([ord(character) - 0xDC00])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def _likeliest(data: bytes) -> str:
    """The text by the encoding under which it is likeliest in any language."""
    lines = (line for line in data.splitlines() if not line.isascii())
    sample = b""
    while len(sample) < _SAMPLE and (line := next(lines, None)) is not None:
        sample += line[:_SAMPLE] + b"\n"
    costs: dict[str, int] = {}
    for encoding in _candidates(sample):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = sample.decode(encoding, "replace")
        costs.setdefault(encoding, sum(alphabets().cost(line, 0, len(line), True) for line in text.split("\n")))
    return data.decode(min(costs, key=lambda encoding: costs[encoding]) if costs else "latin-1")


def _candidates(sample: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes

    yield from _ENCODINGS
    if best := from_bytes(sample).best():
        yield best.encoding

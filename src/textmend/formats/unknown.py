"""Bytes of unknown or mixed encoding to text: a mark decides, then validity, then how likely the text is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from textmend.edits import Edit

__all__ = ["MARKS", "STRAY", "decode", "encoding_of", "read_strays", "utf16_of"]

# Byte order marks. UTF-32 before UTF-16, for its little-endian mark begins with the other's.
MARKS = (
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
# A megabyte of the text, from the first byte that is not ASCII, must be valid in an encoding; and of its lines that
# are not ASCII so much is looked at, for a language shows in less.
_HELD = 1 << 20
_SAMPLE = 1 << 14
# Where this share of the bytes is NUL, it may be UTF-16: half of the bytes of ASCII text are.
_UTF16 = 0.2
_ASCII = bytes(range(32, 127))

#: A byte that was no UTF-8, as Python's error handler "surrogateescape" hands it on.
STRAY = re.compile("[\udc80-\udcff]")
# The beginning of a UTF-8 sequence that was cut: two bytes of punctuation (E2 80), or bytes that no letter stands
# before, as in Chinese. “résum\xe9\x94” has a letter there: it is é and a quote.
_CUT = re.compile("\udce2\udc80|(?<![A-Za-z])(?:[\udce0-\udcef][\udc80-\udcbf]|[\udcf0-\udcf4][\udc80-\udcbf]{1,2})")
_RULE = "encoding/stray-byte"
# Of 5,285 sentences of 130 languages, each with one letter or mark as Windows-1252 has it among UTF-8, all came out
# right; one in a hundred is left for stray bytes of other pages.
_SURE = 0.99


def _windows_1252(byte: int) -> str:
    """What Windows-1252 has for a byte, or Latin-1 for the five that it has nothing for."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_WINDOWS = {0xDC00 + byte: _windows_1252(byte) for byte in range(0x80, 0x100)}


def decode(data: bytes, /) -> str:
    """Return the text of bytes whose encoding nobody knows. Line ends stay; a byte order mark goes.

    UTF-8 with some bytes of Windows-1252 among it is read as both. What no encoding explains, as bytes of a picture,
    comes out as Latin-1 would have it, so no byte is lost.

    >>> decode(b"caf\\xe9 au lait \\xe2\\x80\\x94 d\\xc3\\xa9j\\xc3\\xa0 vu")
    'café au lait — déjà vu'
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if utf16 := utf16_of(data):
        return data.decode(utf16, "replace")
    encoding = encoding_of([data]) or "latin-1"
    if encoding == "utf-8":
        return data.decode("utf-8", "surrogateescape").translate(_WINDOWS)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1")


def utf16_of(data: bytes) -> str | None:
    """UTF-16 by its byte order, where the bytes look like it: NUL is every second byte of Latin text, and no other."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or even + odd <= _UTF16 * len(data) or min(even, odd) > max(even, odd) // 100:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def encoding_of(chunks: Iterable[bytes]) -> str | None:
    """Return the encoding of bytes that have no mark, as a Python codec.

    Args:
        chunks: the bytes, in parts. Memory does not grow with them.

    Returns:
        "utf-8" also when some bytes among it are none; None where no encoding makes text of them.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    beyond = strays = 0
    held = b""
    for chunk in chunks:
        text = decoder.decode(chunk)
        valid = len(text.encode("utf-8", "ignore").decode())
        strays += len(text) - valid
        beyond += valid - len(text.encode("ascii", "ignore"))
        if len(held) < _HELD and (held or not chunk.isascii()):
            held += chunk
    strays += len(decoder.getstate()[0])
    # In other encodings letters beyond ASCII make a valid sequence by chance: in sentences of 22 languages at most 0.89
    # for each stray byte (Japanese in EUC-JP), in single-byte pages 0.3.
    if not strays or beyond > strays:
        return "utf-8"
    whole = len(held) <= _HELD
    return _likeliest(held if whole else held[: held.rfind(b"\n", 0, _HELD) + 1] or held[:_HELD], whole=whole)


def _likeliest(data: bytes, *, whole: bool) -> str | None:
    """The encoding under which bytes are likeliest as text of any language; at least charset-normalizer knows one."""
    from textmend.lang.alphabets import alphabets

    lines = (line for line in data.splitlines() if not line.isascii())
    sample = b""
    while len(sample) < _SAMPLE and (line := next(lines, None)) is not None:
        sample += line[:_SAMPLE] + b"\n"
    costs: dict[str, int] = {}
    for encoding in _candidates(sample):
        try:
            codecs.getincrementaldecoder(encoding)().decode(data, final=whole)
        except UnicodeDecodeError:
            continue
        text = sample.decode(encoding, "replace")
        costs.setdefault(encoding, sum(alphabets().cost(line, 0, len(line), True) for line in text.split("\n")))
    return min(costs, key=lambda encoding: costs[encoding]) if costs else None


def _candidates(sample: bytes) -> Iterator[str]:
    """Yield the encodings to ask; none where charset-normalizer takes the bytes for no text at all."""
    from charset_normalizer import from_bytes

    if best := from_bytes(sample).best():
        yield from _ENCODINGS
        # A file begins as ASCII, and the page must have that too.
        if _ASCII.decode(best.encoding, "replace") == _ASCII.decode():
            yield best.encoding


def read_strays(text: str) -> tuple[str, list[Edit]]:
    """Read stray bytes among UTF-8 as Windows-1252.

    Args:
        text: a text in which such bytes are as `STRAY` has them.

    Returns:
        The text with a character for each of them, so that all positions stay; and those that are edits of `text`.
        What begins a UTF-8 sequence that was cut, and what Windows-1252 has no character for, stays as it is.
    """
    cut = {at for match in _CUT.finditer(text) for at in range(*match.span())}
    edits: list[Edit] = []
    for match in STRAY.finditer(text):
        character = _WINDOWS[ord(match[0])]
        if match.start() not in cut and character >= "\xa0":
            edits.append(Edit(match.start(), match.end(), character, _RULE, _SURE))
    readable = list(text)
    for edit in edits:
        readable[edit.start] = edit.replacement
    return "".join(readable), edits

"""Plain text files: one document a file, written back in the encoding and with the line ends that it came in."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from textmend.errors import FileError, OptionError
from textmend.formats import disk

__all__ = [
    "SUFFIXES",
    "Document",
    "begin",
    "check_encoding",
    "decode",
    "no_way_back",
    "nul",
    "read",
    "undecodable",
    "unencodable",
]

# What a folder is searched for. A file that is named is read whatever its suffix.
SUFFIXES = (".txt", ".text")

# UTF-32 before UTF-16, for its little-endian mark begins with the other's.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Files that people take for text, by their first bytes, and how to get at the text.
_MAGIC = (
    (b"%PDF-", "is a PDF file", "take its text out first, for example with pdftotext"),
    (b"PK\x03\x04", "is a zip file, as .docx and .epub are", "take its text out first"),
    (b"{\\rtf", "is an RTF file", "save it as plain text first"),
    (b"\x1f\x8b", "is compressed with gzip", "unpack it first, for example with gunzip"),
    (b"BZh", "is compressed with bzip2", "unpack it first, for example with bunzip2"),
    (b"\xfd7zXZ\x00", "is compressed with xz", "unpack it first, for example with unxz"),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd", "unpack it first, for example with unzstd"),
)

# How much of a file is shown to charset-normalizer: it is asked only for a hint, and 1 MB takes it 50 ms.
_SAMPLE = 1 << 20
# charset-normalizer ranks encodings that explain the bytes equally well by alphabet; here the more
# frequent on the web goes first (order: w3techs.com, share of character encodings).
_COMMON = (
    *("cp1252", "cp1251", "cp932", "gb18030", "cp949", "euc_jp", "cp1250", "iso8859_2", "cp1256", "big5", "cp1254"),
    *("cp1253", "koi8_r", "cp1255", "cp874", "cp1257", "cp437", "cp850", "mac_roman"),
)
# The hint names this many encodings at most, each with a word as it would read.
_HINTS = 3


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, and what is needed to write it back as it came.

    Attributes:
        path: the file, or a name for what is none, such as "standard input".
        text: its text without the byte order mark; line ends as they are.
        encoding: the Python codec that leads from `text` to the bytes and back, without a mark.
        bom: the byte order mark that the file began with, or nothing.
    """

    path: Path | str
    text: str
    encoding: str
    bom: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return the bytes of `text` in this document's encoding, with its byte order mark.

        Raises:
            FileError: the encoding has no bytes for a character of `text`.
        """
        try:
            return self.bom + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise unencodable(self.path, error, self.encoding) from error


def check_encoding(name: str) -> str:
    """Return the codec's own name of an encoding.

    Raises:
        OptionError: there is no such encoding of text.
    """
    try:
        " ".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        raise OptionError(
            f"unknown encoding {name!r}. Name it as Python does, such as utf-8, cp1252, utf-16-le or shift_jis."
        ) from None


def read(path: Path, encoding: str | None = None) -> Document:
    """Read a plain text file.

    Args:
        path: the file.
        encoding: its encoding; by default the one that its byte order mark tells, or else UTF-8.

    Raises:
        FileError: it cannot be read, is not text, or is in another encoding; the message says which may fit.
        OptionError: there is no such encoding.
    """
    return decode(disk.read(path), path, encoding)


def decode(data: bytes, path: Path | str, encoding: str | None = None) -> Document:
    """As `read`, for bytes that are at hand; `path` is what messages call them."""
    wanted = None if encoding is None else check_encoding(encoding)
    bom, codec = begin(data, path, wanted)
    body = data[len(bom) :]
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as error:
        raise undecodable(body, path, error, codec, named=wanted is not None) from error
    if not codec.startswith("utf-") and text.encode(codec, "replace") != body:
        raise no_way_back(path, codec)
    return Document(path, text, codec, bom)


def begin(head: bytes, path: Path | str, wanted: str | None = None) -> tuple[bytes, str]:
    """Return the byte order mark that a file begins with, and the codec of what follows it.

    Args:
        head: the first bytes of the file; all of them, or a megabyte.
        path: what messages call the file.
        wanted: the encoding that the user named, as `check_encoding` returned it.

    Raises:
        FileError: it is not text.
    """
    for bom, codec in _BOMS:
        if head.startswith(bom) and _is_of(codec, wanted):
            return bom, codec
    if wanted is None:
        _refuse_binary(head, path)
    return b"", _without_mark(wanted or "utf-8")


def undecodable(
    data: bytes,
    path: Path | str,
    error: UnicodeDecodeError,
    codec: str,
    *,
    named: bool,
    before: tuple[int, int] = (0, 0),
) -> FileError:
    """What is wrong with bytes that their encoding cannot explain, and what to do about it.

    Args:
        data: the bytes around the place.
        path: what messages call the file.
        error: the error, in positions of `data`.
        codec: the codec that was tried.
        named: whether the user named it.
        before: how many line ends stand before `data`, and how many bytes between the last of them and `data`.
    """
    if not named and codec == "utf-8":
        return _not_utf8(data, path, error, before)
    place = _place(data, error.start, before)
    return FileError(path, f"is not {codec} ({place})", "name its real encoding with --encoding")


def unencodable(path: Path | str, error: UnicodeEncodeError, codec: str) -> FileError:
    """The encoding of a file has no bytes for a character of the mended text."""
    return FileError(
        path,
        f"once mended it holds U+{ord(error.object[error.start]):04X}, for which {codec} has no bytes",
        f"convert it to UTF-8 first, for example with iconv -f {codec} -t utf-8",
    )


def no_way_back(path: Path | str, codec: str) -> FileError:
    """Some legacy encodings have several spellings of one character: text that needs nothing would change its bytes."""
    return FileError(path, f"would not come back from {codec} as it was", "convert it to UTF-8 first")


def _is_of(codec: str, wanted: str | None) -> bool:
    """Whether a byte order mark of `codec` fits what the user said."""
    return wanted is None or _without_mark(wanted) == codec or wanted == codec[:6] != "utf-8"


def _without_mark(name: str) -> str:
    """The codec that neither looks for a byte order mark nor writes one."""
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name, name)


def _refuse_binary(data: bytes, path: Path | str) -> None:
    for magic, problem, remedy in _MAGIC:
        if data.startswith(magic):
            raise FileError(path, problem, remedy)
    if (at := data.find(0)) >= 0:
        raise nul(path, at)


def nul(path: Path | str, at: int) -> FileError:
    """A byte that text does not hold is at position `at` of a file."""
    return FileError(
        path,
        f"is not text: byte {at + 1} is NUL",
        "leave it out, or name its encoding if it is text all the same, such as --encoding utf-16-le",
    )


def _not_utf8(data: bytes, path: Path | str, error: UnicodeDecodeError, before: tuple[int, int]) -> FileError:
    """What is wrong with a file that is not UTF-8, and which encoding may fit."""
    problem = f"is not UTF-8 (byte 0x{data[error.start]:02X} at {_place(data, error.start, before)})"
    around = data[max(0, error.start - _SAMPLE // 2) : error.start + _SAMPLE // 2]
    readable = around.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= character <= "\udcff" for character in readable)
    if sum(not character.isascii() for character in readable) - stray > stray:
        # In a single-byte encoding hardly two letters in a row make a valid UTF-8 sequence, so this
        # file is UTF-8 with bytes of something else in it, and no one encoding reads it right.
        return FileError(path, f"{problem} though most of it is", "mend those bytes first, or drop them with iconv -c")
    hints = _hints(data, error.start)
    if not hints:
        return FileError(path, f"{problem}, and no other encoding fits", "leave it out if it is not text")
    named = " or ".join(f"{encoding} (“{word}”)" for encoding, word in hints)
    return FileError(path, problem, f"it may be {named}: name the right one, such as --encoding {hints[0][0]}")


def _hints(data: bytes, at: int) -> list[tuple[str, str]]:
    """Encodings that may fit, likeliest first, each with the word at byte `at` as it would read."""
    from charset_normalizer import from_bytes

    start = max(data.rfind(b"\n", 0, at) + 1, at - _SAMPLE)
    sample = data[start : start + _SAMPLE]
    matches = from_bytes(sample[: sample.rfind(b"\n") + 1] or sample)
    found = [(match.chaos, min(match.could_be_from_charset, key=_rarity)) for match in matches]
    ranked = [encoding for _, encoding in sorted(found, key=lambda hint: (hint[0], _rarity(hint[1])))]
    hints: dict[str, str] = {}
    for encoding in [e for e in ranked if e in _COMMON] or ranked:
        before = data[max(start, at - 60) : at].decode(encoding, "replace")
        after = data[at : at + 60].decode(encoding, "replace")
        words = [*before.split(), ""] if before[-1:].isspace() else before.split()
        word = ("".join(words[-1:]) + after).split()[0][:20] if after.strip() else ""
        hints.setdefault(word, encoding)
    return [(encoding, word) for word, encoding in hints.items()][:_HINTS]


def _rarity(encoding: str) -> int:
    return _COMMON.index(encoding) if encoding in _COMMON else len(_COMMON)


def _place(data: bytes, at: int, before: tuple[int, int]) -> str:
    """A place in a file as people count: line and byte, from 1."""
    lines, in_line = before
    line = lines + data.count(b"\n", 0, at) + 1
    line_end = data.rfind(b"\n", 0, at)
    byte = at - line_end + (in_line if line_end < 0 else 0)
    return f"line {line}, byte {byte}"

"""The encoding of a text file, and the errors for files that cannot be read or written in it."""

from __future__ import annotations

import codecs
from pathlib import Path

from textmend.errors import FileError, OptionError
from textmend.formats import detect_encoding

__all__ = [
    "SUFFIXES",
    "begin",
    "check_encoding",
    "declared_encoding",
    "no_way_back",
    "nul",
    "undecodable",
    "unencodable",
]

# The suffixes that a folder is searched for. A file that is named is read whatever its suffix.
SUFFIXES = (".txt", ".text")

# Files that people mistake for text, by their first bytes, and how to extract the text.
_FILE_SIGNATURES = (
    (b"%PDF-", "is a PDF file", "extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "is a ZIP file (such as .docx or .epub)", "extract its text first"),
    (b"{\\rtf", "is an RTF file", "save it as plain text first"),
)


def check_encoding(name: str) -> str:
    """Return the codec's own name of an encoding.

    Raises:
        OptionError: there is no such text encoding.
    """
    try:
        " ".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        raise OptionError(
            f"unknown encoding {name!r}; use one of Python's names, such as utf-8, cp1252, utf-16-le or shift_jis"
        ) from None


def declared_encoding(name: bytes) -> str | None:
    """Return the codec for the name that a file gives to its own encoding; None for UTF-8 and for no known encoding.

    What is not a superset of ASCII cannot be what the name was read in.
    """
    try:
        codec = codecs.lookup(name.decode()).name
        is_superset = "a".encode(codec) == b"a"
    except (LookupError, ValueError):
        return None
    return codec if is_superset and codec != "utf-8" else None


def begin(head: bytes, path: Path | str, wanted: str | None = None) -> tuple[bytes, str]:
    """Return the byte order mark that a file begins with, and the codec of what follows it.

    Args:
        head: the first bytes of the file; all of them, or a megabyte.
        path: what messages call the file.
        wanted: the encoding that the user named, as `check_encoding` returned it.

    Raises:
        FileError: it is not text.
    """
    for bom, codec in detect_encoding.MARKS:
        if head.startswith(bom) and _is_of(codec, wanted):
            return bom, codec
    if wanted is not None:
        return b"", _without_mark(wanted)
    for magic, problem, remedy in _FILE_SIGNATURES:
        if head.startswith(magic):
            raise FileError(path, problem, remedy)
    if utf16 := detect_encoding.utf16_of(head):
        return b"", utf16
    if (at := head.find(0)) >= 0:
        raise nul(path, at)
    return b"", "utf-8"


def undecodable(
    data: bytes,
    path: Path | str,
    at: int,
    codec: str,
    before: tuple[int, int],
    found: detect_encoding.Survey | None,
    *,
    named: bool,
) -> FileError:
    """The error for bytes that are invalid in their encoding, and what to do about it.

    Args:
        data: the bytes around the place.
        path: what messages call the file.
        at: the place in `data`.
        codec: the codec that was tried.
        before: the number of line ends before `data`, and of bytes between the last of them and `data`.
        found: what the encoding seems to be, if that was just detected.
        named: whether the user named the codec.
    """
    place = f"byte 0x{data[at]:02X} at {_place(data, at, before)}"
    if named:
        return FileError(path, f"is not {codec} ({place})", "give its real encoding with --encoding")
    if found is None:
        remedy = "fix that byte, or give its real encoding with --encoding"
        return FileError(path, f"appears to be {codec}, but parts of it are not valid ({place})", remedy)
    if found.encoding is None:
        return FileError(path, f"is not UTF-8 ({place}), and no other encoding fits", "skip it if it is not text")
    if not found.is_sure:
        remedy = (
            "give its encoding with --encoding"
            if found.encoding != "utf-8" or "UTF-8" not in found.rival
            else ("first convert the lines that are not UTF-8; textmend.decode(data, errors='report') lists them")
        )
        return FileError(path, f"is not UTF-8 ({place}); it may be {found} or {found.rival}", remedy)
    return FileError(
        path, f"is not UTF-8 ({place}); it appears to be {found.encoding}", f"if so, use --encoding {found.encoding}"
    )


def unencodable(path: Path | str, error: UnicodeEncodeError, codec: str) -> FileError:
    """The encoding of a file has no bytes for a character of the repaired text."""
    return FileError(
        path,
        f"the cleaned text has U+{ord(error.object[error.start]):04X}, which {codec} cannot encode",
        f"convert it to UTF-8 first, for example with iconv -f {codec} -t utf-8",
    )


def no_way_back(path: Path | str, codec: str) -> FileError:
    """Some legacy encodings have several spellings of one character: text that needs nothing would change its bytes."""
    return FileError(
        path, f"cannot be decoded from {codec} and encoded again without changes", "convert it to UTF-8 first"
    )


def _is_of(codec: str, wanted: str | None) -> bool:
    """Whether a byte order mark of `codec` fits the user's choice."""
    return wanted is None or _without_mark(wanted) == codec or wanted == codec[:6] != "utf-8"


def _without_mark(name: str) -> str:
    """The codec that neither looks for a byte order mark nor writes one."""
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name, name)


def nul(path: Path | str, at: int) -> FileError:
    """A byte that is never part of text is at position `at` of a file."""
    return FileError(
        path,
        f"is not text: byte {at + 1} is NUL",
        "skip it, or give its encoding if it is text, such as --encoding utf-16-le",
    )


def _place(data: bytes, at: int, before: tuple[int, int]) -> str:
    """A place in a file as people count: line and byte, from 1."""
    lines, in_line = before
    line = lines + data.count(b"\n", 0, at) + 1
    line_end = data.rfind(b"\n", 0, at)
    byte = at - line_end + (in_line if line_end < 0 else 0)
    return f"line {line}, byte {byte}"

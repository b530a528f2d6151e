"""Bytes of unknown or mixed encoding to text: a BOM decides, then validity, then how likely the text is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from textmend.edits import Edit, common_prefix_suffix
from textmend.errors import DecodeError
from textmend.formats.legacy import STRAY
from textmend.formats.mixed import Piece, lines_of, read_lines
from textmend.formats.survey import Survey, survey
from textmend.pipeline.result import shortened

__all__ = ["MARKS", "STRAY", "Decoded", "Segment", "Survey", "checked", "decode", "read_strays", "survey", "utf16_of"]

# Byte order marks. UTF-32 before UTF-16, as its little-endian mark begins with the other's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# If this share of the bytes is NUL, it may be UTF-16: half of the bytes of ASCII text are.
_UTF16 = 0.2

_STRAY_RULE = "encoding/stray-byte"
# For files that are read at all, for an ambiguous file is left alone: see `textmend.formats.survey.SURE`.
_STRAY_CONFIDENCE = 0.99
# Bytes that are not a letter in any encoding of more than one byte, nor the second half of one.
_PLAIN_END = re.compile(rb"(?<=[\x00-\x2f])(?=[^\x00-\x2f])")


class Segment(NamedTuple):
    """A part of the data that was read in one way.

    Attributes:
        start, end: its bytes.
        encoding: the encoding it was read as, by Python's name, so that `data[start:end].decode(encoding)` is its text;
            also "cesu-8", which Python has no codec for; None for what is left of a character that was cut, which is
            U+FFFD in the text.
        sure: whether no other reading of it that gives another text is close, and all of its bytes have a meaning.
    """

    start: int
    end: int
    encoding: str | None
    sure: bool


class Decoded(NamedTuple):
    """A text, and what its bytes were read as.

    Attributes:
        text: the text.
        segments: the parts of the data in order; they tile it.
        margin: by how many bits the reading is likelier than the next one that gives another text; infinite where
            there is none.
        rival: that next reading, in words: "cp1250", "UTF-8 with cp1250 among it"; "" where there is none.
    """

    text: str
    segments: tuple[Segment, ...]
    margin: float
    rival: str

    def __repr__(self) -> str:
        parts = "1 segment" if len(self.segments) == 1 else f"{len(self.segments):,} segments"
        return f"<Decoded: {parts}; {shortened(self.text)}>"


def decode(data: bytes) -> Decoded:
    """Read bytes of unknown encoding; see `textmend.decode`."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _marked(data, encoding) if encoding != "utf-8" else _after_mark(data)
    if utf16 := utf16_of(data):
        return Decoded(data.decode(utf16, "replace"), (Segment(0, len(data), utf16, True),), float("inf"), "")
    return _unmarked(data)


def checked(decoded: Decoded, data: bytes) -> str:
    """Return the text of a reading that leaves nothing open.

    Raises:
        DecodeError: a part of it is ambiguous, was cut, or has no meaning.
    """
    for segment in decoded.segments:
        if segment.sure:
            continue
        start, end, encoding, _ = segment
        line = data.count(b"\n", 0, start) + 1
        if encoding is None:
            problem, remedy = "incomplete character", "get the complete data"
        elif encoding == "latin-1":
            problem = f"0x{data[start]:02X} is undefined in the encoding of the surrounding text"
            remedy = "fix it, or decode the data with its real encoding"
        else:
            problem = f"may be {encoding} or {decoded.rival or 'damaged'}"
            remedy = f"if you know the encoding, use it, as in data.decode({encoding!r})"
        raise DecodeError(start, end, line, problem, f"{remedy}; errors='replace' chooses the most likely encoding")
    return decoded.text


def utf16_of(data: bytes) -> str | None:
    """UTF-16 by its byte order, where the bytes look like it: every second byte of Latin text is NUL, and no other."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or even + odd <= _UTF16 * len(data) or min(even, odd) > max(even, odd) // 100:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _marked(data: bytes, encoding: str) -> Decoded:
    """Read data with the mark of UTF-16 or UTF-32."""
    codec = encoding[: len("utf-16")]  # which removes the mark
    try:
        text, sure = data.decode(codec), True
    except UnicodeDecodeError:
        text, sure = data.decode(codec, "replace"), False
    return Decoded(text, (Segment(0, len(data), codec, sure),), float("inf"), "")


def _after_mark(data: bytes) -> Decoded:
    """Read data with the mark of UTF-8: it is that, except for strays."""
    mark = len(codecs.BOM_UTF8)
    found = _unmarked(data[mark:], is_utf8=True)
    moved = [segment._replace(start=segment.start + mark, end=segment.end + mark) for segment in found.segments]
    if moved and moved[0].encoding == "utf-8":
        moved[0] = moved[0]._replace(start=0, encoding="utf-8-sig")
    else:
        moved.insert(0, Segment(0, mark, "utf-8-sig", True))
    return found._replace(segments=tuple(moved))


def _unmarked(data: bytes, *, is_utf8: bool = False) -> Decoded:
    try:
        segments = (Segment(0, len(data), "utf-8", True),) if data else ()
        return Decoded(data.decode(), segments, float("inf"), "")
    except UnicodeDecodeError:
        found = survey([data], is_utf8=is_utf8)
    if found.encoding is None:
        return Decoded(data.decode("latin-1"), (Segment(0, len(data), "latin-1", False),), 0.0, "")
    if found.encoding == "utf-8":
        lines = list(lines_of(data))
        pieces = read_lines(lines, found.legacy)
    else:
        try:
            text = data.decode(found.encoding)
            segment = Segment(0, len(data), found.encoding, found.is_sure)
            return Decoded(text, (segment,), found.margin, found.rival)
        except UnicodeDecodeError:
            lines = list(lines_of(data))
            pieces = ([Piece(0, len(line), "", found.encoding)] for line in lines)
    return _joined(lines, pieces, found)


def _joined(lines: Sequence[bytes], read: Iterable[Sequence[Piece]], found: Survey) -> Decoded:
    """The result for lines and their pieces."""
    text: list[str] = []
    segments: list[Segment] = []
    offset = 0
    for line, pieces in zip(lines, read, strict=True):
        for piece in pieces:
            for start, end, part, encoding in _explained(line, piece):
                text.append(part)
                is_legacy = encoding not in ("utf-8", "cesu-8")
                sure = encoding not in (None, "latin-1") and (found.is_sure if is_legacy else found.utf8_is_sure)
                last = segments[-1] if segments else None
                if last and last.encoding == encoding is not None and last.sure == sure:
                    segments[-1] = last._replace(end=offset + end)
                else:
                    segments.append(Segment(offset + start, offset + end, encoding, sure))
        offset += len(line)
    return Decoded("".join(text), tuple(segments), found.margin, found.rival)


def _explained(line: bytes, piece: Piece) -> Iterator[Piece]:
    """Yield a piece, or its parts where its encoding leaves some bytes undefined: these are read as Latin-1."""
    start, end, _, encoding = piece
    if encoding in (None, "cesu-8", "utf-8"):
        yield piece
        return
    while bad := _undecodable(line[start:end], encoding):
        at, behind = start + bad.start, start + bad.end
        if start < at:
            yield Piece(start, at, line[start:at].decode(encoding), encoding)
        yield Piece(at, behind, line[at:behind].decode("latin-1"), "latin-1")
        start = behind
    if start < end:
        yield Piece(start, end, line[start:end].decode(encoding), encoding)


def _undecodable(data: bytes, encoding: str) -> UnicodeDecodeError | None:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error
    return None


def read_strays(text: str, encodings: Sequence[str] = ("cp1252",)) -> tuple[str, list[Edit]]:
    """Read bytes that are not UTF-8 among UTF-8.

    Args:
        text: a text in which bytes that are not UTF-8 are in the form of `STRAY`.
        encodings: the legacy encodings that they may be in, as `Survey.legacy` has them.

    Returns:
        The decoded text, and the edits that lead to it. What is left of a character that was cut, and what the
        encoding has no character for, stays unchanged.
    """
    if not STRAY.search(text):
        return text, []
    lines = list(lines_of(text.encode("utf-8", "surrogateescape")))
    readable: list[str] = []
    edits: list[Edit] = []
    at = 0
    for line, pieces in zip(lines, read_lines(lines, encodings), strict=True):
        for piece in pieces:
            for old, new in _words(line, piece):
                readable.append(new)
                if old != new:
                    edits += _changes(at, old, new)
                at += len(old)
    return "".join(readable), edits


def _words(line: bytes, piece: Piece) -> Iterator[tuple[str, str]]:
    """Yield the parts of a piece as they are, with strays, and decoded."""
    data = line[piece.start : piece.end]
    if piece.encoding is None:
        kept = data.decode("utf-8", "surrogateescape")
        yield kept, kept
    elif piece.encoding in ("utf-8", "cesu-8"):
        yield data.decode("utf-8", "surrogateescape"), piece.text
    else:
        for word in _PLAIN_END.split(data):
            yield word.decode("utf-8", "surrogateescape"), word.decode(piece.encoding, "surrogateescape")


def _changes(at: int, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits of a word: one for each run of bytes, or one where they are not a character each."""
    if len(old) != len(new):
        head, tail = common_prefix_suffix(old, new)
        yield Edit(at + head, at + len(old) - tail, new[head : len(new) - tail], _STRAY_RULE, _STRAY_CONFIDENCE)
        return
    start = None
    for number, (before, after) in enumerate([*zip(old, new, strict=True), ("", "")]):
        if before != after and start is None:
            start = number
        elif before == after and start is not None:
            yield Edit(at + start, at + number, new[start:number], _STRAY_RULE, _STRAY_CONFIDENCE)
            start = None

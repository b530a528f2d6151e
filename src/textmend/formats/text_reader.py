"""The base of all text formats: decodes bytes as they are read, and encodes text as it is written."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from textmend.errors import FileError
from textmend.formats import detect_encoding, encoding_errors
from textmend.formats.base import Block, FormatOptions, Reader
from textmend.formats.source import FileSlice, Source

__all__ = ["DocumentReader", "TextReader"]

# This much of the current line is kept, to show the context of a byte that cannot be decoded.
_SHOWN = 1 << 12
# A markup document takes ten times its length in memory while it is processed.
_LARGEST = 1 << 24


class TextReader(Reader):
    """Decodes a file piece by piece, and encodes the output as the file was encoded.

    A file without a byte order mark is read as UTF-8 up to its first invalid byte; then all of it is examined.

    Class attributes:
        by_record: whether the format processes each record by itself, so that bytes that no encoding explains only
            affect their own.
    """

    by_record: ClassVar[bool] = False
    #: The encoding that the file itself names, unless that is UTF-8: what it is in if it has bytes that are not UTF-8.
    declared: str | None = None

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self._bom = b""
        self._codec = "utf-8"
        self._errors = "strict"
        self._decoder: codecs.IncrementalDecoder
        self._encoder: codecs.IncrementalEncoder | None = None
        self._check: _RoundTrip | None = None
        self._is_ascii = True
        self._is_begun = False
        self._lines = 0
        self._line = b""
        self._column = 0
        self._bytes = 0
        self._placed = 0

    def text(self) -> Iterator[str]:
        """Yield the text of the file without its byte order mark, piece by piece.

        Raises:
            FileError: it is not text, or not in the encoding that was specified.
        """
        chunks = self.source.chunks(at_once=self.options.line_by_line)
        head = next(chunks, b"")
        self._bom, codec = encoding_errors.begin(head, self.source.name, self.options.encoding)
        self._bytes = len(self._bom)
        named = self.options.encoding is not None
        self._use(codec, "surrogateescape" if self.by_record and named else "strict")
        if not named and not self._bom and codec != "utf-8":
            self.note = _read_as(codec)
        takes_nul = named or self._codec != "utf-8"
        chunk = head[len(self._bom) :]
        last = False
        while not last:
            # In line-by-line mode, a chunk is not held back to see whether it is the last.
            following = b"" if self.options.line_by_line else next(chunks, b"")
            last = not (chunk if self.options.line_by_line else following)
            piece = self._decoded(chunk, last=last)
            if self._check:
                self._check.follow(chunk, piece, last=last)
            if not takes_nul and "\0" in piece:
                raise encoding_errors.nul(self.source.name, self._bytes + chunk.find(0))
            self._remember(chunk)
            self._is_ascii = self._is_ascii and piece.isascii()
            if piece:
                yield piece
            chunk = following or (b"" if last else next(chunks, b""))

    def encoded(self, text: str) -> bytes:
        """Return the bytes of the next piece of the output.

        Raises:
            FileError: a character cannot be encoded.
        """
        if self._encoder is None:
            self._encoder = codecs.getincrementalencoder(self._codec)(self._errors)
        mark = b"" if self._is_begun else self._bom
        self._is_begun = True
        try:
            return mark + self._encoder.encode(text)
        except UnicodeEncodeError as error:
            raise encoding_errors.unencodable(self.source.name, error, self._codec) from error

    def place(self, block: Block) -> FileSlice | None:
        source = self.source
        if not source.is_local or source.compression.name or self._codec != "utf-8":
            return None
        assert source.status is not None
        assert isinstance(source.path, Path)
        text: str = block.content
        start = self._placed or len(self._bom)
        size = len(text) if text.isascii() else len(text.encode("utf-8", self._errors))
        self._placed = start + size
        return FileSlice(source.path, source.status.st_ino, start, size, len(text), self._errors)

    def write(self, content: Any, sink: BinaryIO) -> None:
        sink.write(self.encoded(content))

    def finish(self, sink: BinaryIO) -> None:
        """Write the final bytes of a stateful encoding, and the byte order mark of an otherwise empty file."""
        mark = b"" if self._is_begun else self._bom
        sink.write(mark + (self._encoder.encode("", final=True) if self._encoder else b""))

    def _use(self, codec: str, errors: str = "strict") -> None:
        self._codec, self._errors = codec, errors
        self._decoder = codecs.getincrementaldecoder(codec)(errors)
        self._encoder = None
        self._check = None if codec.startswith("utf-") else _RoundTrip(self.source.name, codec)

    def _decoded(self, chunk: bytes, *, last: bool) -> str:
        pending = self._decoder.getstate()[0]
        try:
            return self._decoder.decode(chunk, final=last)
        except UnicodeDecodeError as error:
            if self._codec != "utf-8" or self.options.encoding is not None:
                raise self._undecodable(chunk, pending, error) from error
            self._find_out(pending + chunk, partial(self._undecodable, chunk, pending, error))
        try:
            return self._decoder.decode(pending + chunk, final=last)
        except UnicodeDecodeError as error:
            raise self._undecodable(pending + chunk, b"", error) from error

    def _undecodable(
        self, chunk: bytes, pending: bytes, error: UnicodeDecodeError, found: detect_encoding.Survey | None = None
    ) -> FileError:
        """Return the error for an invalid byte of a chunk, before which the decoder had kept some bytes."""
        # The position in the error counts from the bytes that the decoder had kept, the one in the message from those
        # kept here.
        at = max(0, error.start + len(self._line) - len(pending))
        before = self._lines_before(), self._column - len(self._line)
        codec = self._codec if found is None else "utf-8"
        named = self.options.encoding is not None
        return encoding_errors.undecodable(self._line + chunk, self.source.name, at, codec, before, found, named=named)

    def _find_out(self, data: bytes, refusal: Callable[[detect_encoding.Survey], FileError]) -> None:
        """Detect the encodings of a file that is not all UTF-8, and use them from here on.

        Args:
            data: the data that is available but not yet read; the only evidence if the file can be read only once.
            refusal: the error for a file that is left alone because of what was found.

        Raises:
            FileError: the text is ambiguous; or it is in an encoding in which nothing was read before, and what was
                read may already have been written as UTF-8.
        """
        if self.declared and self._bytes == len(self._bom):
            self._use(self.declared)
            return
        if self.source.is_file:
            with self.source.again() as source:
                found = detect_encoding.survey(source.chunks(), is_utf8=bool(self._bom))
        else:
            found = detect_encoding.survey([data], is_utf8=bool(self._bom) or not self._is_ascii)
        if found.is_sure and found.encoding == "utf-8":
            self._use("utf-8", "surrogateescape")
            self.extractor.legacy = found.legacy
            others = f"; they are decoded as {' and '.join(found.legacy)} and written as UTF-8" if found.legacy else ""
            self.note = f"is UTF-8 with invalid bytes{others}"
        elif found.is_sure and found.encoding and self._bytes == len(self._bom):
            self._use(found.encoding)
            self.note = _read_as(found.encoding)
        elif self.by_record:
            self._use("utf-8", "surrogateescape")
        else:
            raise refusal(found)

    def _remember(self, chunk: bytes) -> None:
        """Store where the next chunk begins, for messages."""
        self._bytes += len(chunk)
        if not self.source.is_file:
            self._lines += chunk.count(b"\n")
        end = chunk.rfind(b"\n") + 1
        self._column = len(chunk) - end + (0 if end else self._column)
        self._line = ((b"" if end else self._line) + chunk[end:])[-_SHOWN:]

    def _lines_before(self) -> int:
        """Return the number of line ends read, by reading the file again; counting all along would cost as much."""
        if not self.source.is_file:
            return self._lines
        lines, left = 0, self._bytes
        with self.source.again() as source:
            for chunk in source.chunks():
                lines += chunk.count(b"\n", 0, left)
                left -= len(chunk)
                if left <= 0:
                    break
        return lines


class DocumentReader(TextReader):
    """Reads a file that can only be understood as a whole: one block, of a size that fits the memory of a process."""

    def blocks(self) -> Iterator[Block]:
        """Yield the file.

        Raises:
            FileError: it is too large.
        """
        pieces: list[str] = []
        size = 0
        for piece in self.text():
            pieces.append(piece)
            size += len(piece)
            if size > _LARGEST:
                raise FileError(
                    self.source.name,
                    f"has more than {_LARGEST:,} characters, the maximum for {self.name}",
                    "split it into smaller files",
                )
        if self.declared and self._is_ascii and not self._bom and self.options.encoding is None:
            # What is added to it is read in the encoding that it names.
            self._codec = self.declared
        yield Block("".join(pieces))


def _read_as(codec: str) -> str:
    """Return the note about a file whose encoding was detected."""
    return f"is not UTF-8; it is read and written as {codec} (use --encoding to change that)"


class _RoundTrip:
    """Ensures that a text in a legacy encoding can be converted back byte for byte."""

    def __init__(self, name: str, codec: str) -> None:
        self._name = name
        self._codec = codec
        self._encoder = codecs.getincrementalencoder(codec)("replace")
        self._read = b""
        self._made = b""

    def follow(self, chunk: bytes, piece: str, *, last: bool) -> None:
        """Compare the bytes that were read with those that their text is encoded to.

        Raises:
            FileError: they differ.
        """
        self._read += chunk
        self._made += self._encoder.encode(piece, final=last)
        both = min(len(self._read), len(self._made))
        if self._read[:both] != self._made[:both] or (last and len(self._read) != len(self._made)):
            raise encoding_errors.no_way_back(self._name, self._codec)
        self._read, self._made = self._read[both:], self._made[both:]

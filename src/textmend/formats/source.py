"""The input: a file or a stream, compressed or not, as a stream of plain bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

from textmend.errors import FileError
from textmend.formats import compression, disk
from textmend.formats.remote import AnyPath, RemotePath

__all__ = ["FileSlice", "Source"]

# One read: large enough that its overhead does not matter, small compared with the memory of a process.
_CHUNK = 1 << 20
# No magic number is longer.
_HEAD = 8


class Source:
    """A file, or a stream that is open already, whose bytes are read once.

    Args:
        path: the file, or its URL.
        stream: a stream, when there is no file.
        name: what messages call it.

    Attributes:
        path, name: as given.
        compression: how it is compressed.
        size: the bytes of the file, or None.
        bytes_read: how many of them have been read.
        status: the result of `os.stat` for the file, or None.

    Raises:
        FileError: it cannot be read, or its compressed data is damaged.
        MissingExtraError: its compression needs a package that is not installed.
    """

    def __init__(self, path: AnyPath | None, name: str, stream: BinaryIO | None = None) -> None:
        self.path = path
        self.name = name
        self.compression = compression.PLAIN
        self.size: int | None = None
        self.status: os.stat_result | None = None
        self._counter = _Counter(name, stream)
        self._stream: BinaryIO
        self._peeked = b""

    def __enter__(self) -> Source:
        if isinstance(self.path, RemotePath):
            self._counter.raw = self.path.open()
        elif self.path is not None:
            try:
                self._counter.raw = self.path.open("rb", buffering=0)
                self.status = os.fstat(self._counter.raw.fileno())
                self.size = self.status.st_size
            except OSError as error:
                raise disk.failure(self.path, error) from error
        self.compression = compression.by_magic(self._counter.head())
        try:
            self._stream = compression.decompressor(self._counter, self.compression, self.name)  # type: ignore[arg-type]
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self.path is not None:
            self._counter.close()

    @property
    def bytes_read(self) -> int:
        """The number of bytes of the file, as compressed, that have been read."""
        return self._counter.count

    @property
    def is_file(self) -> bool:
        """Whether it can be read again, and from any position: not a pipe, nor anything else readable only once."""
        return self.is_local or isinstance(self.path, RemotePath)

    @property
    def is_local(self) -> bool:
        """Whether it is a file of this machine, which other processes can open."""
        return self.status is not None and stat.S_ISREG(self.status.st_mode)

    def again(self) -> Source:
        """The same file, to be read from its start."""
        return Source(self.path, self.name)

    def peek(self) -> bytes:
        """The first bytes, decompressed, which remain to be read: what a pipe has at the moment, up to a line end."""
        while not self._peeked.endswith(b"\n") and len(self._peeked) < _CHUNK:
            data = self._stream.read1(_CHUNK)  # type: ignore[attr-defined]
            if not data:
                break
            self._peeked += data
            if len(self._peeked) > _HEAD and b"\n" in self._peeked:
                break
        return self._peeked

    def chunks(self, *, at_once: bool = False) -> Iterator[bytes]:
        """Yield what is left, in parts.

        Args:
            at_once: pass on what a pipe has instead of waiting for more.
        """
        read = self._stream.read1 if at_once else self._stream.read  # type: ignore[attr-defined]
        if self._peeked:
            data, self._peeked = self._peeked, b""
            # How a stream arrives must not change how much of it is examined for its encoding.
            yield data if at_once else data + (read(_CHUNK - len(data)) if len(data) < _CHUNK else b"")
        while data := read(_CHUNK):
            yield data

    def seekable(self) -> str | BinaryIO:
        """Return something that a library with random access can read: its name, the file under the URL, or the whole
        content of the stream.
        """
        raw = self._counter.raw
        if isinstance(self.path, RemotePath) and not self.compression.name and raw is not None and raw.seekable():
            return raw
        if isinstance(self.path, Path) and not self.compression.name and self.size is not None:
            self._counter.count = self.size
            return str(self.path)
        return BytesIO(b"".join(self.chunks()))

    def check(self) -> None:
        """Make sure that the file is still what was read.

        Raises:
            FileError: it was written to meanwhile, or it is gone.
        """
        if isinstance(self.path, Path) and self.status is not None:
            try:
                changed = disk.changed_since(self.path, self.status)
            except OSError as error:
                raise disk.failure(self.path, error) from error
            if changed:
                raise _changed(self.path)


class FileSlice(NamedTuple):
    """A text in UTF-8 that is in a file unchanged: reading it there costs less than sending it.

    Attributes:
        path, inode: the file.
        start, size: the position of its bytes.
        length: how many characters they are.
        errors: how bytes that are not UTF-8 are handled, as for `bytes.decode`.
    """

    path: Path
    inode: int
    start: int
    size: int
    length: int
    errors: str

    def text(self) -> str:
        """Return the text.

        Raises:
            FileError: it cannot be read, or it has been replaced.
        """
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(self.start)
                text = file.read(self.size).decode("utf-8", self.errors)
                same = os.fstat(file.fileno()).st_ino == self.inode
        except UnicodeDecodeError as error:
            raise _changed(self.path) from error
        except OSError as error:
            raise disk.failure(self.path, error) from error
        if not same or len(text) != self.length:
            raise _changed(self.path)
        return text


def _changed(path: Path) -> FileError:
    return FileError(path, "was changed by another process during the run", "run again")


class _Counter:
    """A raw stream that counts the bytes read from it, and whose errors are FileErrors."""

    def __init__(self, name: str, raw: BinaryIO | None) -> None:
        self.raw: BinaryIO | None = raw
        self.count = 0
        self._name = name
        self._ahead = b""
        self._ended = False

    def head(self) -> bytes:
        """The first bytes, which remain to be read: only as many as identify a compression, as stdin may be typed."""
        while compression.may_begin(self._ahead) and (data := self._next(_HEAD - len(self._ahead))):
            self._ahead += data
        return self._ahead

    def read1(self, size: int = -1) -> bytes:
        if self._ahead:
            end = size if size >= 0 else len(self._ahead)
            data, self._ahead = self._ahead[:end], self._ahead[end:]
            return data
        return self._next(size if size >= 0 else _CHUNK)

    def read(self, size: int = -1) -> bytes:
        pieces: list[bytes] = []
        left = size
        while (left > 0 or size < 0) and (data := self.read1(left)):
            pieces.append(data)
            left -= len(data)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def close(self) -> None:
        if self.raw is not None:
            self.raw.close()

    def _next(self, size: int) -> bytes:
        assert self.raw is not None
        # A terminal that was read after its end would have to be ended again.
        if self._ended:
            return b""
        read = getattr(self.raw, "read1", self.raw.read)
        try:
            data: bytes = read(size) or b""
        except OSError as error:
            raise disk.failure(self._name, error) from error
        self.count += len(data)
        self._ended = not data and size != 0
        return data

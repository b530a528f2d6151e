"""Compressed files: detected by their first bytes, read and written as streams."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from textmend.errors import FileError, MissingExtraError

__all__ = ["COMPRESSIONS", "PLAIN", "Compression", "by_magic", "by_suffix", "compressor", "decompressor", "may_begin"]


class Compression(NamedTuple):
    """A way to compress files.

    Attributes:
        name: what messages call it; empty for none.
        suffix: the suffix of such files.
        magic: what they begin with.
    """

    name: str
    suffix: str
    magic: bytes


PLAIN = Compression("", "", b"")
COMPRESSIONS = (
    Compression("gzip", ".gz", b"\x1f\x8b"),
    Compression("bzip2", ".bz2", b"BZh"),
    Compression("xz", ".xz", b"\xfd7zXZ\x00"),
    Compression("zstd", ".zst", b"\x28\xb5\x2f\xfd"),
)

# The default levels of the commands of these names; Python's own for gzip is slower by half and gains 1%.
_GZIP_LEVEL = 6


def by_magic(head: bytes) -> Compression:
    """The compression detected by the first bytes of a file."""
    return next((each for each in COMPRESSIONS if head.startswith(each.magic)), PLAIN)


def may_begin(head: bytes) -> bool:
    """Whether these could be the first bytes of a compressed file, if more followed."""
    return any(len(head) < len(each.magic) and each.magic.startswith(head) for each in COMPRESSIONS)


def by_suffix(path: Path) -> tuple[Compression, Path]:
    """The compression detected by a name, and the name without its suffix."""
    for each in COMPRESSIONS:
        if path.suffix.lower() == each.suffix and path.stem:
            return each, path.with_suffix("")
    return PLAIN, path


def decompressor(raw: BinaryIO, kind: Compression, path: Path | str) -> BinaryIO:
    """Return a stream of the content of the compressed stream `raw`; it raises FileError where that is damaged."""
    return cast("BinaryIO", _Guarded(_opened(raw, kind, "rb"), kind, path)) if kind.name else raw


def compressor(raw: BinaryIO, kind: Compression) -> BinaryIO:
    """Return a stream that compresses into `raw`; closing it leaves `raw` open. The bytes depend on the data alone."""
    return _opened(raw, kind, "wb") if kind.name else raw


def _opened(raw: BinaryIO, kind: Compression, mode: str) -> BinaryIO:
    if kind.name == "gzip":
        import gzip

        # The header has neither name nor time, or the same text would give different bytes each time.
        opened: Any = gzip.GzipFile("", mode, _GZIP_LEVEL, raw, mtime=0)
    elif kind.name == "bzip2":
        import bz2

        opened = bz2.open(raw, mode)  # noqa: SIM115
    elif kind.name == "xz":
        import lzma

        opened = lzma.LZMAFile(raw, mode)  # noqa: SIM115
    else:
        opened = _zstd().ZstdFile(raw, mode=mode)
    return cast("BinaryIO", opened)


def _zstd() -> Any:
    """The module that supports zstd: in the standard library since Python 3.14."""
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingExtraError("zstd", "zstd-compressed files") from None


def _damages() -> tuple[type[Exception], ...]:
    """The exceptions that the libraries raise for damaged data; a library not loaded cannot have raised any."""
    found: list[type[Exception]] = [EOFError, OSError, ValueError]
    for module, name in (
        ("zlib", "error"),
        ("lzma", "LZMAError"),
        ("compression.zstd", "ZstdError"),
        ("backports.zstd", "ZstdError"),
    ):
        if module in sys.modules:
            found.append(getattr(sys.modules[module], name))
    return tuple(found)


class _Guarded:
    """A decompressed stream whose errors all say where they happened."""

    def __init__(self, stream: BinaryIO, kind: Compression, path: Path | str) -> None:
        self._stream = stream
        self._kind = kind
        self._path = path
        self._done = 0

    def read(self, size: int = -1) -> bytes:
        return self._guarded(self._stream.read, size)

    def read1(self, size: int = -1) -> bytes:
        return self._guarded(self._stream.read1, size)  # type: ignore[attr-defined]  # every such stream has it

    def close(self) -> None:
        self._stream.close()

    def _guarded(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            data = read(size)
        except _damages() as error:
            short = isinstance(error, EOFError)
            what = "is truncated" if short else f"is damaged ({str(error) or type(error).__name__})"
            place = f"after {self._done:,} decompressed bytes"
            raise FileError(
                self._path, f"its {self._kind.name} data {what} {place}", "download or create it again"
            ) from error
        self._done += len(data)
        return data

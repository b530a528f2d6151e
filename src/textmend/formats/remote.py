"""Files under a URL (`s3://`, `gs://`, `hf://`, `memory://`, …), read and written through fsspec.

fsspec is imported when a name with `://` is used, and each kind of store needs the package that fsspec names for it.
Stores raise exceptions of many libraries; here, all of them become one `FileError`.
"""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from textmend.errors import FileError, MissingExtraError, TextmendError, UnknownNameError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["AnyPath", "RemotePath", "Upload", "as_path", "guarded", "is_url"]

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
# A part of what is uploaded, as read from the disk.
_CHUNK = 1 << 20
# Until it is this large, a file is kept in memory before its upload; then on the disk.
_IN_MEMORY = 1 << 24
# Stores in which a folder is a part of a name and cannot be missing. In some, creating one would create a bucket.
_WITHOUT_FOLDERS = frozenset({
    "abfs", "abfss", "adl", "az", "gcs", "gs", "hf", "http", "https", "memory", "oci", "oss", "s3", "s3a",
})  # fmt: skip
# What changes when a file is written to, by the names that stores have for it; the surest first.
_VERSIONS = (
    "ETag", "etag", "generation", "content_md5", "md5Hash", "blob_id", "LastModified", "last_modified", "mtime",
    "updated", "created",
)  # fmt: skip


def is_url(name: str) -> bool:
    """Whether a name is a URL, and not a path of this machine."""
    return _URL.match(name) is not None


class RemotePath(NamedTuple):
    """The URL of a file or a folder, with the properties of a `Path` that formats use.

    Attributes:
        url: as it was typed, or as it is listed.
    """

    url: str

    def __str__(self) -> str:
        return self.url

    def __truediv__(self, inside: Path | str) -> RemotePath:
        more = inside.as_posix() if isinstance(inside, Path) else inside
        outer, chain, rest = self.url.partition("::")
        return RemotePath(f"{outer}{'' if outer.endswith('/') else '/'}{more}{chain}{rest}")

    @property
    def protocols(self) -> tuple[str, ...]:
        """The kinds of stores, from the outermost: ("zip", "s3") of "zip://a.txt::s3://b/c.zip"."""
        return tuple(part.partition("://")[0] for part in self.url.split("::"))

    @property
    def is_web(self) -> bool:
        """Whether it is a file of a web server, which has no folders, and may be read only from its start."""
        return self.protocols[0] in ("http", "https")

    @property
    def is_in_process(self) -> bool:
        """Whether it is in the memory of this process, where no other one sees it."""
        return "memory" in self.protocols

    @property
    def name(self) -> str:
        inner = self.url.split("::")[0].partition("://")[2]
        if self.is_web:
            # The page of a folder has the name that browsers and wget give it.
            inner = re.split(r"[?#]", inner)[0].partition("/")[2]
            return inner.rpartition("/")[2] or "index.html"
        return inner.rstrip("/").rpartition("/")[2]

    @property
    def suffixes(self) -> list[str]:
        return PurePosixPath(self.name).suffixes

    def filesystem(self) -> tuple[AbstractFileSystem, str]:
        """The file system, and the path in it.

        Raises:
            MissingExtraError: fsspec is not installed.
            UnknownNameError: there is no such protocol.
            FileError: the package for it is not installed, or it cannot be used.
        """
        try:
            import fsspec
        except ImportError:
            raise MissingExtraError("remote", "files under a URL") from None
        with guarded(self):
            for protocol in self.protocols:
                try:
                    fsspec.get_filesystem_class(protocol)
                except ValueError:
                    raise UnknownNameError("protocol", protocol, fsspec.available_protocols()) from None
            fs, path = fsspec.url_to_fs(self.url)
        return fs, str(path)

    def is_folder(self) -> bool:
        """Whether it is a folder, in stores without folders the start of a name.

        Raises:
            FileError: the store cannot be reached.
        """
        if self.is_web or self.url.endswith("/"):
            return not self.is_web
        fs, path = self.filesystem()
        with guarded(self):
            return bool(fs.isdir(path))

    def info(self) -> Mapping[str, Any]:
        """What the store knows of it.

        Raises:
            FileError: it does not exist, or the store cannot be reached.
        """
        fs, path = self.filesystem()
        with guarded(self):
            return cast("Mapping[str, Any]", fs.info(path))

    def version(self) -> tuple[int, str] | None:
        """What changes when it is written to: its size, and a checksum or a time. None if the store has neither."""
        try:
            info = self.info()
        except FileError:
            return None
        found = next((info[key] for key in _VERSIONS if info.get(key) is not None), None)
        return None if found is None else (int(info.get("size") or 0), str(found))

    def open(self) -> BinaryIO:
        """Open it for reading, at any position unless it is of a web server.

        Raises:
            FileError: it cannot be read; from the stream, too.
        """
        fs, path = self.filesystem()
        with guarded(self):
            # As a stream; in parts, not every server sends a file.
            options = {"block_size": 0} if self.is_web else {}
            return cast("BinaryIO", _Download(self, fs.open(path, "rb", **options)))

    def same(self) -> str:
        """The same for all ways to write this URL."""
        fs, path = self.filesystem()
        return str(fs.unstrip_protocol(path))


AnyPath = Path | RemotePath


def as_path(name: str) -> AnyPath:
    """A URL, or a path of this machine."""
    return RemotePath(name) if is_url(name) else Path(name)


@contextlib.contextmanager
def guarded(path: RemotePath, *, writing: bool = False) -> Iterator[None]:
    """Raise any error in here as a FileError."""
    try:
        yield
    except TextmendError:
        raise
    # Stores raise exceptions of their own libraries, which have no common class.
    except Exception as error:
        raise _failure(path, error, writing=writing) from error


# What the errors of stores mean, and what to do about each: when reading, and when writing.
_MEANINGS: tuple[tuple[type[Exception], tuple[str, str], tuple[str, str]], ...] = (
    (
        FileNotFoundError,
        ("does not exist", "check the name"),
        ("its bucket or folder does not exist", "create it first, or check the name"),
    ),
    (
        PermissionError,
        ("no permission to read it", "check the credentials and their rights"),
        ("no permission to write it", "check the credentials and their rights"),
    ),
    (
        NotImplementedError,
        ("cannot be read, as this kind of store does not support it", "copy it here first"),
        ("cannot be written, as this kind of store is only read", "write elsewhere"),
    ),
    (IsADirectoryError, ("is a folder", "give a file name"), ("is a folder", "give a file name")),
)


def _failure(path: RemotePath, error: Exception, *, writing: bool) -> FileError:
    """What an error means for a user who wanted to read or write a file."""
    for kind, reading_it, writing_it in _MEANINGS:
        if isinstance(error, kind):
            return FileError(path.url, *(writing_it if writing else reading_it))
    what = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, ImportError):
        return FileError(path.url, f"needs a package that is not installed ({what})", "install it with pip")
    if "Credential" in type(error).__name__:
        return FileError(path.url, f"has no credentials ({what})", "provide them where the package of the store looks")
    verb = "written" if writing else "read"
    return FileError(path.url, f"cannot be {verb} ({what})", "check the name, the network and the credentials")


class _Download(io.RawIOBase):
    """A file of a store as it is read; all its errors are FileErrors."""

    def __init__(self, path: RemotePath, file: Any) -> None:
        super().__init__()
        self._path = path
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return not self._path.is_web

    def readinto(self, buffer: Any) -> int:
        with guarded(self._path):
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with guarded(self._path):
            return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        with guarded(self._path):
            return int(self._file.tell())

    def close(self) -> None:
        if not self.closed:
            with contextlib.suppress(Exception):  # what was read is complete
                self._file.close()
        super().close()


class Upload:
    """A file that is collected here and uploaded on `commit`, so that the store has the old or the new one, complete.

    Stores are written to as a stream, and most close a stream that failed as if it were complete: so nothing is sent
    until the file is finished, and then in a transaction of fsspec, which discards it if the upload fails.

    Args:
        path: the file.

    Attributes:
        file: the file to write to.
    """

    def __init__(self, path: RemotePath) -> None:
        self.file: BinaryIO
        self._path = path

    def __enter__(self) -> Upload:
        self.file = cast("BinaryIO", tempfile.SpooledTemporaryFile(_IN_MEMORY))
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.file.close()

    def commit(self) -> None:
        """Upload the file.

        Raises:
            FileError: that failed; a file that was there before is unchanged.
        """
        self.file.seek(0)
        fs, path = self._path.filesystem()
        with guarded(self._path, writing=True):
            if not _WITHOUT_FOLDERS.intersection(self._path.protocols):
                fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            with fs.transaction:
                sink = fs.open(path, "wb")
                try:
                    shutil.copyfileobj(self.file, sink, _CHUNK)
                    sink.close()
                except BaseException:
                    # Closing it, which Python does when it is collected, would publish what it has in some stores.
                    with contextlib.suppress(AttributeError):
                        sink.closed = True
                    raise

"""Reads bytes from disk, and writes them completely or not at all. Every failure becomes one `FileError`."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from textmend.errors import FileError

__all__ = ["TEMPORARY", "Replacement", "changed_since", "failure", "read", "refuse_in_place", "write"]

_DISK_FULL = ("no space left on the disk", "free some space and run again; the original is unchanged")

# What the errors of the operating system mean here, and what to do about each.
_MEANINGS: dict[int, tuple[str, str]] = {
    errno.EISDIR: ("is a folder", "give a file name"),
    errno.ENOTDIR: ("a part of its path is a file, not a folder", "check the path"),
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EROFS: ("is on a read-only file system", "write elsewhere with -o"),
    errno.EFBIG: ("is larger than the file system allows", "write elsewhere with -o"),
    errno.ELOOP: ("is a symbolic link to itself", "fix the link"),
    errno.ENAMETOOLONG: ("its name is too long", "use a shorter one"),
    errno.EIO: ("input/output error", "check the disk"),
}

# The prefix of the name of a temporary file; the number of the process that writes it follows.
TEMPORARY = ".textmend-"


def failure(path: Path | str, error: OSError, *, writing: bool = False) -> FileError:
    """Return what `error` means for a user who wanted to read or write `path`."""
    if error.errno in (errno.EACCES, errno.EPERM):
        problem = "no permission to write the file or its folder" if writing else "no permission to read it"
        return FileError(path, problem, "change its mode with chmod, or run as its owner")
    if error.errno == errno.ENOENT:
        if writing:
            return FileError(path, "its folder does not exist", "create the folder first")
        return FileError(path, "does not exist", "check the name")
    if error.errno in _MEANINGS:
        return FileError(path, *_MEANINGS[error.errno])
    verb = "written" if writing else "read"
    return FileError(path, f"cannot be {verb} ({error.strerror or error})", "check the file and its disk")


def read(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        FileError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise failure(path, error) from error


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` at once; see `Replacement`."""
    with Replacement(path) as replacement:
        replacement.file.write(data)
        replacement.commit()


def refuse_in_place(path: Path) -> None:
    """Make sure that a file can be repaired in place.

    Raises:
        FileError: it is not a regular file, is read-only, or has further hard links that would be separated from it.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise failure(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise FileError(path, "is not a regular file and cannot be rewritten in place", "remove -w")
    if not found.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        # A rename needs only the folder's permission, and root may write anything: the mode is what the owner wants.
        raise FileError(path, "is read-only", "make it writable with chmod u+w, or write elsewhere with -o")
    if found.st_nlink > 1:
        raise FileError(
            path,
            f"has {found.st_nlink} hard links, which rewriting it in place would separate",
            "write elsewhere with -o, or replace the links with copies",
        )


def changed_since(path: Path, before: os.stat_result) -> bool:
    """Whether a file is a different one, or has been written to."""
    now = path.stat()
    return (now.st_ino, now.st_size, now.st_mtime_ns) != (before.st_ino, before.st_size, before.st_mtime_ns)


class Replacement:
    """A file that is written next to `path` and replaces it on `commit`, so that whatever happens, the old or the
    new file is there, complete.

    A symbolic link is written through, and an existing file keeps its mode, owner and extended attributes. Devices and
    pipes are written to directly, for they cannot be replaced.

    Args:
        path: the file.
        keep_times: whether the new file has the times of the old one.
        backup: the old file is kept under the same name with this suffix; not by default.

    Attributes:
        file: the file to write to.

    Raises:
        FileError: it cannot be written; an existing file is untouched. Any OSError raised between
            `__enter__` and `commit` is taken for such a failure.
    """

    def __init__(self, path: Path, *, keep_times: bool = False, backup: str = "") -> None:
        self.file: BinaryIO
        self._path = path
        self._target = Path(os.path.realpath(path))
        self._temporary: Path | None = None
        self._before: os.stat_result | None = None
        self._keep_times = keep_times
        self._backup = backup

    def __enter__(self) -> Replacement:
        try:
            with contextlib.suppress(FileNotFoundError):
                self._before = self._path.stat()
            if self._before is not None and not stat.S_ISREG(self._before.st_mode):
                # By the name as given: that of a pipe under /dev/fd does not resolve to a path in the file system.
                self.file = self._path.open("wb")
                return self
            # A rename needs only the folder's permission, and would replace a read-only file.
            if self._before is not None and not os.access(self._target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            # Not created by tempfile, whose files only the owner can read: a new file gets the mode of the umask.
            self._temporary = self._target.with_name(f"{TEMPORARY}{os.getpid()}-{os.urandom(6).hex()}")
            self.file = self._temporary.open("xb")
            if self._before is not None:
                # Before a byte is in it: only users who could read the old file may read the new one.
                _take_over(self._temporary, self._before)
        except OSError as error:
            self.__exit__(None, None, None)
            raise failure(self._path, error, writing=True) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self.file.close()
        if self._temporary is not None:
            with contextlib.suppress(OSError):
                self._temporary.unlink()
        if isinstance(error, OSError):
            raise failure(self._path, error, writing=True) from error

    def commit(self) -> None:
        """Replace the old file with the new one."""
        self.file.flush()
        if self._temporary is None:
            self.file.close()
            return
        if self._before is not None:
            import shutil

            # If extended attributes or times cannot be set, the text is worth more than they are.
            with contextlib.suppress(OSError):
                shutil.copystat(self._target, self._temporary)
            if not self._keep_times:
                os.utime(self._temporary)
        os.fsync(self.file.fileno())
        self.file.close()
        if self._backup and self._before is not None:
            self._keep_old()
        self._temporary.replace(self._target)
        self._temporary = None
        _sync_folder(self._target.parent)

    def _keep_old(self) -> None:
        """Give the old file its second name; if the file system has no hard links, copy it."""
        kept = self._target.with_name(self._target.name + self._backup)
        between = self._target.with_name(f"{TEMPORARY}{os.getpid()}-{os.urandom(6).hex()}")
        try:
            try:
                between.hardlink_to(self._target)
            except OSError:
                import shutil

                shutil.copy2(self._target, between)
            between.replace(kept)
        finally:
            with contextlib.suppress(OSError):
                between.unlink()


def _take_over(path: Path, before: os.stat_result) -> None:
    """Give `path` the owner, as far as that is allowed, and the mode of the file that it will replace."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(path, before.st_uid, before.st_gid)
    path.chmod(stat.S_IMODE(before.st_mode))


def _sync_folder(folder: Path) -> None:
    """Sync the rename itself to the disk. Windows cannot open a folder, and some file systems cannot sync one."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

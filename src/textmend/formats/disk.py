"""Bytes from disk, and bytes to disk whole or not at all. Every failure becomes one `FileError`."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from textmend.errors import FileError

__all__ = ["failure", "read", "write"]

_FULL = ("no space is left on the disk", "free some and run again; what was there before is untouched")

# What the errors of the operating system mean here, and what to do about each.
_MEANINGS: dict[int, tuple[str, str]] = {
    errno.EISDIR: ("is a folder", "name a file"),
    errno.ENOTDIR: ("one of its folders is a file", "check the path"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: ("is on a read-only file system", "write elsewhere with -o"),
    errno.EFBIG: ("is larger than the file system allows", "write elsewhere with -o"),
    errno.ELOOP: ("is a symbolic link that leads to itself", "mend the link"),
    errno.ENAMETOOLONG: ("its name is too long", "shorten it"),
    errno.EIO: ("the disk reports a fault", "check the disk"),
}


def failure(path: Path | str, error: OSError, *, writing: bool = False) -> FileError:
    """Return what `error` means for a user who wanted to read or write `path`."""
    if error.errno in (errno.EACCES, errno.EPERM):
        problem = "you may not write it, or not in its folder" if writing else "you may not read it"
        return FileError(path, problem, "change the mode with chmod, or run as its owner")
    if error.errno == errno.ENOENT:
        if writing:
            return FileError(path, "its folder does not exist", "make the folder first")
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
    """Write `data` to `path` so that whatever happens, the old or the new file is there, whole.

    A symbolic link is written through, and an existing file keeps its mode and owner; its other hard
    links keep the old text. Devices and pipes are written to as they are, for they cannot be replaced.

    Raises:
        FileError: it cannot be written; a file that was there before is untouched.
    """
    target = Path(os.path.realpath(path))
    try:
        try:
            before = path.stat()
        except FileNotFoundError:
            before = None
        if before is not None and not stat.S_ISREG(before.st_mode):
            # By the name as given: that of a pipe under /dev/fd leads to no place in the file system.
            path.write_bytes(data)
            return
        # A rename asks only for the folder's permission, and would replace a read-only file.
        if before is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _replace(target, data, before)
    except OSError as error:
        raise failure(path, error, writing=True) from error


def _replace(target: Path, data: bytes, before: os.stat_result | None) -> None:
    """Write a temporary file in the same folder and rename it over `target`."""
    # Not made by tempfile, whose files nobody else may read: a new file gets the mode that the umask gives.
    temporary = target.with_name(f".textmend-{os.urandom(8).hex()}")
    try:
        with temporary.open("xb") as file:
            if before is not None:
                _take_over(temporary, before)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _take_over(path: Path, before: os.stat_result) -> None:
    """Give `path` the owner, as far as that is allowed, and the mode of the file that it will replace."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(path, before.st_uid, before.st_gid)
    path.chmod(stat.S_IMODE(before.st_mode))


def _sync_folder(folder: Path) -> None:
    """Bring the rename itself to the disk. Windows cannot open a folder, and some file systems cannot sync one."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

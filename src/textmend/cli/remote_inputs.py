"""Which files under a URL are repaired: a file, the files of a folder, or those that a pattern matches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textmend.cli.folder_filter import FolderFilter, Selection
from textmend.errors import FileError
from textmend.formats import compression
from textmend.formats.remote import AnyPath, RemotePath, guarded

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["Listed", "find_remote", "is_remote_folder"]

_MAGIC = re.compile(r"[*?\[]")
# What cannot be in the name of a file that is written to a folder: a name such as a/../../b would lead out of it.
_UNSAFE = re.compile(r"(^|/)\.{1,2}(/|$)|[\0\\]")
_ROOT = Path("/")


class Listed(NamedTuple):
    """A file of a store.

    Attributes:
        path: its URL.
        same: the same for all ways to write it.
        inside: its path in an output folder.
        size: its bytes; -1 if the store does not know.
    """

    path: RemotePath
    same: str
    inside: Path
    size: int


def is_remote_folder(url: RemotePath) -> bool:
    """Whether a URL stands for several files: a folder or a pattern. False for what cannot be reached."""
    try:
        return _is_pattern(url) or url.is_folder()
    except FileError:
        return False


def find_remote(
    url: RemotePath,
    out: AnyPath | None,
    selection: Selection,
    report: Callable[[FileError], None],
    left_out: Counter[str],
) -> Iterator[Listed]:
    """Yield the files that a URL names. Of those in folders, the same are taken as in folders of this machine.

    Args:
        url: a file, a folder, or a pattern as fsspec has them (`*`, `**`, `?`, `[…]`). In an output folder, a file has
            its path inside the folder, or inside the last folder before the first sign of a pattern.
        out, selection, report, left_out: see `textmend.cli.inputs.find`.
    """
    try:
        fs, path = url.filesystem()
        if _is_pattern(url):
            base = _before_pattern(url)
            with guarded(url):
                matches = fs.glob(path, detail=True)
            if not matches:
                raise FileError(url.url, "matches no file", "check the pattern and the name")
        else:
            info = url.info()
            if info["type"] != "directory":
                yield Listed(url, url.same(), Path(url.name), _size(info))
                return
            base, matches = url, {path: info}
        yield from _Folder(fs, base, selection, report, left_out).walk(matches, _outside(out, base))
    except FileError as error:
        report(error)


class _Folder:
    """The folder of a URL, in which files are listed."""

    def __init__(
        self,
        fs: AbstractFileSystem,
        base: RemotePath,
        selection: Selection,
        report: Callable[[FileError], None],
        left_out: Counter[str],
    ) -> None:
        self._fs = fs
        self._base = base
        self._root = base.filesystem()[1].rstrip("/")
        # There is no repository, and so no .gitignore.
        self._taken = FolderFilter(_ROOT, selection.without_gitignore())
        self._report = report
        self._left_out = left_out

    def walk(self, matches: Mapping[str, Mapping[str, Any]], outside: str) -> Iterator[Listed]:
        """Yield the files of folders, in the order in which those of this machine are walked; and files as they are."""
        for path, info in sorted(matches.items()):
            if info["type"] != "directory":
                yield from self._listed(path, info)
                continue
            with guarded(self._base):
                found = self._fs.find(path, detail=True)
            for name, details in sorted(found.items(), key=lambda each: _order(each[0])):
                same = str(self._fs.unstrip_protocol(name))
                if name.endswith("/") or (outside and same.startswith(outside)):
                    continue
                if self._is_taken(self._inside(name)):
                    yield from self._listed(name, details)

    def _is_taken(self, inside: str) -> bool:
        place = _ROOT / inside
        if not self._taken.is_searched(place):
            return False
        if not all(self._taken.folder(folder) for folder in place.parents if folder != _ROOT):
            return False
        if self._taken.file(place):
            return True
        self._left_out[compression.by_suffix(place)[1].suffix.lower() or place.name] += 1
        return False

    def _listed(self, path: str, info: Mapping[str, Any]) -> Iterator[Listed]:
        inside = self._inside(path)
        url = self._base / inside
        if _UNSAFE.search(inside):
            self._report(
                FileError(url.url, "has a name that is not a path of a file", "rename it, or skip it with --exclude")
            )
            return
        yield Listed(url, str(self._fs.unstrip_protocol(path)), Path(inside), _size(info))

    def _inside(self, path: str) -> str:
        return path.removeprefix(self._root).lstrip("/")


def _is_pattern(url: RemotePath) -> bool:
    """Whether a URL has a sign of a pattern; in addresses of the web, `?` has another meaning."""
    return not url.is_web and _MAGIC.search(url.url.split("::")[0]) is not None


def _before_pattern(url: RemotePath) -> RemotePath:
    """The last folder before the first sign of a pattern."""
    first, *rest = url.url.split("::")
    match = _MAGIC.search(first)
    assert match is not None
    return RemotePath("::".join([first[: first.rfind("/", 0, match.start()) + 1], *rest]))


def _outside(out: AnyPath | None, base: RemotePath) -> str:
    """How the URLs of files begin that are not searched: those of an output folder inside of the input."""
    if not isinstance(out, RemotePath):
        return ""
    begin = f"{out.same().rstrip('/')}/"
    return "" if f"{base.same().rstrip('/')}/".startswith(begin) else begin


def _order(path: str) -> tuple[tuple[bool, str], ...]:
    """Sorts the files of a folder before its folders."""
    *folders, name = path.split("/")
    return (*((True, each) for each in folders), (False, name))


def _size(info: Mapping[str, Any]) -> int:
    size = info.get("size")
    return -1 if size is None else int(size)

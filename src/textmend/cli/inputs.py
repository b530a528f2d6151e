"""Which files are repaired, and where the result of each goes."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textmend import formats
from textmend.cli.streams import STDIN, STDOUT
from textmend.errors import FileError, OptionError
from textmend.formats import compression, disk

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

__all__ = ["STDIN_PATH", "Input", "Selection", "find", "refuse_as_input", "refuse_stdout_as_input", "targets"]

STDIN_PATH = "-"

Report = Callable[[FileError], None]
_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Input:
    """One text to repair.

    Attributes:
        path: the file; None for standard input.
        inside: its path in an output folder.
        size: its bytes; -1 where that is not known before it is read.
    """

    path: Path | None
    inside: Path
    size: int = -1

    @property
    def name(self) -> str:
        return str(self.path) if self.path else STDIN


@dataclass(frozen=True, slots=True)
class Selection:
    """The files to take from a folder.

    Attributes:
        formats: the formats whose files are taken, by their suffixes.
        include: globs as in .gitignore; if there are any, they replace the formats.
        exclude: globs of files and folders to leave out.
        hidden: whether hidden files and folders are taken.
        ignored: whether files that .gitignore names are taken.
    """

    formats: tuple[str, ...] = ("txt", "markdown", "html")
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    hidden: bool = False
    ignored: bool = False

    def describe(self) -> str:
        """The selection, in words."""
        if self.include:
            return " ".join(self.include)
        return ", ".join(suffix for suffix, name in formats.SUFFIXES.items() if name in self.formats)


def find(
    paths: tuple[str, ...],
    out: Path | None,
    selection: Selection,
    report: Report,
    left_out: Counter[str] | None = None,
) -> list[Input]:
    """Return the inputs that `paths` name, each file once, in their order; the files of a folder are sorted.

    Args:
        paths: files, folders and "-", as typed; nothing means standard input.
        out: where output goes; if it is a folder inside an input folder, it is not searched.
        selection: which files of a folder are taken. A file that is named is taken whatever its name.
        report: called for each path that yields nothing.
        left_out: counts, by suffix, the files of folders that are left out for their formats.
    """
    unselected: Counter[str] = Counter() if left_out is None else left_out
    inputs: dict[str, Input] = {}
    for typed in paths or (STDIN_PATH,):
        path = Path(typed)
        if typed == STDIN_PATH:
            inputs.setdefault(typed, Input(None, Path("stdin.txt")))
            continue
        if not typed:
            # Python takes it for the current folder; here it is most often a shell variable that is not set.
            report(FileError("''", "is an empty file name", "give a file name, or . for the current folder"))
            continue
        try:
            status = path.stat()
        except OSError as error:
            report(disk.failure(path, error))
            continue
        if not stat.S_ISDIR(status.st_mode):
            inputs.setdefault(os.path.realpath(path), Input(path, Path(path.name), _size(status)))
            continue
        problems: list[FileError] = []
        found = list(_walk(path, out, selection, problems.append, unselected))
        if not found and not problems:
            what = f"has no files to clean ({selection.describe()})"
            problems.append(FileError(path, what, "give file names, or select files with --include '*.EXT'"))
        for problem in problems:
            report(problem)
        for each in found:
            inputs.setdefault(os.path.realpath(each.name), each)
    return list(inputs.values())


def _size(status: os.stat_result) -> int:
    return status.st_size if stat.S_ISREG(status.st_mode) else -1


def _walk(
    folder: Path, out: Path | None, selection: Selection, report: Report, left_out: Counter[str]
) -> Iterator[Input]:
    """Yield the files to repair below a folder, sorted. Links are not followed."""
    unwanted = os.path.realpath(out) if out else None
    taken = _FolderFilter(folder, selection)

    def denied(error: OSError) -> None:
        report(disk.failure(error.filename or folder, error))

    for here, folders, files in os.walk(folder, onerror=denied):
        place = Path(here)
        taken.enter(place)
        folders[:] = sorted(
            name for name in folders if taken.folder(place / name) and os.path.realpath(place / name) != unwanted
        )
        for name in sorted(files):
            path = place / name
            if not taken.is_searched(path) or path.is_symlink():
                continue
            if not taken.file(path):
                left_out[compression.by_suffix(path)[1].suffix.lower() or path.name] += 1
            else:
                try:
                    status = path.stat()
                except OSError as error:
                    report(disk.failure(path, error))
                    continue
                if stat.S_ISREG(status.st_mode):
                    yield Input(path, path.relative_to(folder), status.st_size)


class _FolderFilter:
    """Decides which entries of a folder are taken, by names alone."""

    def __init__(self, root: Path, selection: Selection) -> None:
        self._root = root
        self._selection = selection
        self._include = _globs(selection.include, "--include")
        self._exclude = _globs(selection.exclude, "--exclude")
        # The .gitignore files that apply, each with its folder; only inside a repository, as in git.
        self._ignores: list[tuple[Path, GitIgnoreSpec]] = []
        if not selection.ignored:
            self._begin(root.resolve())

    def enter(self, folder: Path) -> None:
        """Read the entries of the next folder; folders come before those inside."""
        if self._selection.ignored or not self._in_repository:
            return
        here = folder.resolve()
        self._ignores = [(place, spec) for place, spec in self._ignores if place == here or place in here.parents]
        if all(place != here for place, _ in self._ignores):
            self._read(here)

    def folder(self, path: Path) -> bool:
        if path.name == ".git" or (path.name.startswith(".") and not self._selection.hidden):
            return False
        return not self._left_out(path, "/")

    def is_searched(self, path: Path) -> bool:
        """False for a file that is hidden, excluded or ignored."""
        if path.name.startswith(".") and not self._selection.hidden:
            return False
        return not (path.name.startswith(disk.TEMPORARY) or self._left_out(path, ""))

    def file(self, path: Path) -> bool:
        """Whether a file has the right name or format."""
        if self._include is not None:
            return self._include.match_file(path.relative_to(self._root).as_posix())
        return formats.recognised(path) in self._selection.formats

    def _left_out(self, path: Path, end: str) -> bool:
        if self._exclude is not None and self._exclude.match_file(path.relative_to(self._root).as_posix() + end):
            return True
        if not self._ignores:
            return False
        real = path.parent.resolve() / path.name
        # The nearest file decides, and any of them may be silent on it.
        for place, spec in reversed(self._ignores):
            verdict = spec.check_file(real.relative_to(place).as_posix() + end).include
            if verdict is not None:
                return verdict
        return False

    def _begin(self, root: Path) -> None:
        """Read the files that apply from above."""
        above = [root, *root.parents]
        top = next((place for place in above if (place / ".git").exists()), None)
        self._in_repository = top is not None
        if top is not None:
            for place in reversed(above[: above.index(top) + 1]):
                self._read(place)

    _in_repository = False

    def _read(self, folder: Path) -> None:
        from pathspec import GitIgnoreSpec

        try:
            lines = (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
        except OSError:
            return
        self._ignores.append((folder, GitIgnoreSpec.from_lines(lines)))


def _globs(patterns: tuple[str, ...], option: str) -> GitIgnoreSpec | None:
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise OptionError(f"{option}: {error}") from error


def targets(inputs: list[Input], out: Path, report: Report, *, as_folder: bool) -> list[tuple[Input, Path]]:
    """Return each input with the file for its result; inputs without a safe one are reported.

    Args:
        inputs: the texts to repair.
        out: the file or folder that the user named.
        report: called for each input whose output would overwrite an input or another output.
        as_folder: whether `out` is a folder.
    """
    sources = {identity: each for each in inputs if each.path and (identity := _identity(each.path))}
    taken: dict[str, Input] = {}
    safe: list[tuple[Input, Path]] = []
    for each in inputs:
        target = out / each.inside if as_folder else out
        overwritten = sources.get(_identity(target) or (0, 0))
        if overwritten is not None:
            report(
                FileError(target, "is both input and output", "use -w to rewrite it in place, or give another output")
            )
        elif (other := taken.setdefault(os.path.realpath(target), each)) is not each:
            report(FileError(each.name, f"would be written to {target}, like {other.name}", "clean them one at a time"))
        else:
            safe.append((each, target))
    return safe


def refuse_stdout_as_input(inputs: list[Input]) -> None:
    """Make sure that a shell's `>` does not redirect into a file that is read.

    Raises:
        FileError: it does.
    """
    try:
        there = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
    if not stat.S_ISREG(there.st_mode):
        return
    for each in inputs:
        if each.path and _identity(each.path) == (there.st_dev, there.st_ino):
            raise FileError(each.name, f"is both input and {STDOUT}", "use -w to rewrite it in place")


def refuse_as_input(path: Path, inputs: list[Input]) -> None:
    """Make sure that a file written in addition to the texts, such as a report, is not one of them.

    Raises:
        FileError: it is.
    """
    there = _identity(path)
    if there is not None and any(each.path and _identity(each.path) == there for each in inputs):
        raise FileError(path, "is both input and output", "give another file name, or skip this one with --exclude")


def _identity(path: Path) -> _Identity | None:
    """The identity of a regular file, by whatever name or link it is reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None

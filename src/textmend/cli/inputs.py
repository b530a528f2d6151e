"""Which files are repaired, and where the result of each goes."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from textmend.cli.folder_filter import FolderFilter, Selection
from textmend.cli.streams import STDIN, STDOUT
from textmend.errors import FileError
from textmend.formats import compression, disk
from textmend.formats.remote import AnyPath, RemotePath, is_url

__all__ = ["STDIN_PATH", "Input", "find", "is_folder", "refuse_as_input", "refuse_stdout_as_input", "targets"]

STDIN_PATH = "-"

Report = Callable[[FileError], None]
_Identity = tuple[int, int] | str


@dataclass(frozen=True, slots=True)
class Input:
    """One text to repair.

    Attributes:
        path: the file, or its URL; None for standard input.
        inside: its path in an output folder.
        size: its bytes; -1 where that is not known before it is read.
    """

    path: AnyPath | None
    inside: Path
    size: int = -1

    @property
    def name(self) -> str:
        return str(self.path) if self.path else STDIN


def find(
    paths: tuple[str, ...],
    out: AnyPath | None,
    selection: Selection,
    report: Report,
    left_out: Counter[str] | None = None,
) -> list[Input]:
    """Return the inputs that `paths` name, each file once, in their order; the files of a folder are sorted.

    Args:
        paths: files, folders, URLs of both and "-", as typed; nothing means standard input.
        out: where output goes; if it is a folder inside an input folder, it is not searched.
        selection: which files of a folder are taken. A file that is named is taken whatever its name.
        report: called for each path that yields nothing.
        left_out: counts, by suffix, the files of folders that are left out for their formats.
    """
    unselected: Counter[str] = Counter() if left_out is None else left_out
    inputs: dict[str, Input] = {}
    for typed in paths or (STDIN_PATH,):
        if is_url(typed):
            _add_remote(inputs, RemotePath(typed), out, selection, report, unselected)
            continue
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
        _tell(found, problems, path, selection, report)
        for each in found:
            inputs.setdefault(os.path.realpath(each.name), each)
    return list(inputs.values())


def _add_remote(
    inputs: dict[str, Input],
    url: RemotePath,
    out: AnyPath | None,
    selection: Selection,
    report: Report,
    left_out: Counter[str],
) -> None:
    """Add the files that a URL names."""
    from textmend.cli.remote_inputs import find_remote

    problems: list[FileError] = []
    found = list(find_remote(url, out, selection, problems.append, left_out))
    _tell(found, problems, url, selection, report)
    for each in found:
        inputs.setdefault(each.same, Input(each.path, each.inside, each.size))


def _tell(
    found: Sequence[object], problems: Sequence[FileError], folder: AnyPath, selection: Selection, report: Report
) -> None:
    """Report the problems of a folder, or that there is nothing to clean in it."""
    if not found and not problems:
        what = f"has no files to clean ({selection.describe()})"
        report(FileError(str(folder), what, "give file names, or select files with --include '*.EXT'"))
    for problem in problems:
        report(problem)


def is_folder(typed: str) -> bool:
    """Whether what was typed stands for the files of a folder, here or under a URL."""
    if not is_url(typed):
        return os.path.isdir(typed)
    from textmend.cli.remote_inputs import is_remote_folder

    return is_remote_folder(RemotePath(typed))


def _size(status: os.stat_result) -> int:
    return status.st_size if stat.S_ISREG(status.st_mode) else -1


def _walk(
    folder: Path, out: AnyPath | None, selection: Selection, report: Report, left_out: Counter[str]
) -> Iterator[Input]:
    """Yield the files to repair below a folder, sorted. Links are not followed."""
    unwanted = os.path.realpath(out) if isinstance(out, Path) else None
    taken = FolderFilter(folder, selection)

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


def targets(inputs: list[Input], out: AnyPath, report: Report, *, as_folder: bool) -> list[tuple[Input, AnyPath]]:
    """Return each input with the file for its result; inputs without a safe one are reported.

    Args:
        inputs: the texts to repair.
        out: the file or folder that the user named, or its URL.
        report: called for each input whose output would overwrite an input or another output.
        as_folder: whether `out` is a folder.
    """
    sources = {identity: each for each in inputs if each.path and (identity := _identity(each.path))}
    taken: dict[str, Input] = {}
    safe: list[tuple[Input, AnyPath]] = []
    for each in inputs:
        target = out / each.inside if as_folder else out
        overwritten = sources.get(_identity(target) or (0, 0))
        place = target.same() if isinstance(target, RemotePath) else os.path.realpath(target)
        if overwritten is not None:
            in_place = "" if isinstance(target, RemotePath) else "use -w to rewrite it in place, or "
            report(FileError(str(target), "is both input and output", f"{in_place}give another output"))
        elif (other := taken.setdefault(place, each)) is not each:
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


def _identity(path: AnyPath) -> _Identity | None:
    """The identity of a regular file, by whatever name or link it is reached, or of a URL."""
    if isinstance(path, RemotePath):
        return path.same()
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None

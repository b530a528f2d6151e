"""Which files are mended, and where the result of each goes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from textmend.cli.streams import STDIN, STDOUT
from textmend.errors import FileError
from textmend.formats import disk, txt

__all__ = ["STDIN_PATH", "Input", "find", "refuse_stdout_as_input", "targets"]

STDIN_PATH = "-"

Report = Callable[[FileError], None]
_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Input:
    """One text to mend.

    Attributes:
        path: the file; None for standard input.
        inside: its path in an output folder.
    """

    path: Path | None
    inside: Path

    @property
    def name(self) -> str:
        return str(self.path) if self.path else STDIN


def find(paths: tuple[str, ...], out: Path | None, report: Report) -> list[Input]:
    """Return the inputs that `paths` name, each file once, in their order; what a folder holds is sorted.

    Args:
        paths: files, folders and "-", as typed; nothing means standard input.
        out: where output goes; as a folder inside an input folder it is not searched.
        report: told of each path that yields nothing.
    """
    inputs: dict[str, Input] = {}
    for typed in paths or (STDIN_PATH,):
        path = Path(typed)
        if typed == STDIN_PATH:
            inputs.setdefault(typed, Input(None, Path("stdin.txt")))
            continue
        if not typed:
            # Python takes it for the current folder; here it is most often a shell variable that is not set.
            report(FileError("''", "is no name of a file", "name one, or . for the current folder"))
            continue
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except OSError as error:
            report(disk.failure(path, error))
            continue
        if not is_folder:
            inputs.setdefault(os.path.realpath(path), Input(path, Path(path.name)))
            continue
        problems: list[FileError] = []
        found = [Input(file, file.relative_to(path)) for file in _walk(path, out, problems.append)]
        if not found and not problems:
            suffixes = " or ".join(txt.SUFFIXES)
            problems.append(FileError(path, f"holds no text files ({suffixes})", "name files; any suffix will do then"))
        for problem in problems:
            report(problem)
        for each in found:
            inputs.setdefault(os.path.realpath(each.name), each)
    return list(inputs.values())


def _walk(folder: Path, out: Path | None, report: Report) -> Iterator[Path]:
    """Yield the text files below a folder, sorted. Hidden ones are left out, and links are not followed."""
    unwanted = os.path.realpath(out) if out else None

    def denied(error: OSError) -> None:
        report(disk.failure(error.filename or folder, error))

    for here, folders, files in os.walk(folder, onerror=denied):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(os.path.join(here, name)) != unwanted
        )
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and path.suffix.lower() in txt.SUFFIXES and not path.is_symlink():
                yield path


def targets(inputs: list[Input], out: Path, report: Report, *, as_folder: bool) -> list[tuple[Input, Path]]:
    """Return each input with the file that its result goes to; inputs without a safe one are reported.

    Args:
        inputs: what is mended.
        out: the file or folder that the user named.
        report: told of each input whose output would overwrite an input or another output.
        as_folder: whether `out` is a folder.
    """
    sources = {identity: each for each in inputs if each.path and (identity := _identity(each.path))}
    taken: dict[str, Input] = {}
    safe: list[tuple[Input, Path]] = []
    for each in inputs:
        target = out / each.inside if as_folder else out
        overwritten = sources.get(_identity(target) or (0, 0))
        if overwritten is not None:
            report(FileError(target, "is both input and output", "use -w to mend in place, or name another output"))
        elif (other := taken.setdefault(os.path.realpath(target), each)) is not each:
            report(FileError(each.name, f"would be written to {target}, as {other.name} is", "mend them one by one"))
        else:
            safe.append((each, target))
    return safe


def refuse_stdout_as_input(inputs: list[Input]) -> None:
    """Make sure that a shell's `>` does not lead into a file that is read.

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
            raise FileError(each.name, f"is both input and {STDOUT}", "use -w to mend in place")


def _identity(path: Path) -> _Identity | None:
    """What tells one regular file from another, by whatever name or link it is reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None

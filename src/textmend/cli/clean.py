"""`textmend clean`: mend files, folders or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from textmend.cli.choices import Choices, choices
from textmend.cli.diff import styled, unified
from textmend.cli.inputs import STDIN_PATH, Input, find, refuse_stdout_as_input, targets
from textmend.cli.streams import STDIN, Bar, complain, counted, emit, is_terminal, read_stdin, show, tell
from textmend.errors import FileError, OptionError
from textmend.formats import disk, txt
from textmend.pipeline import Pipeline
from textmend.result import Result

__all__ = ["clean"]

Deliver = Callable[[txt.Document, Result], None]
Job = tuple[Input, Deliver]


@click.command()
@click.argument("paths", nargs=-1, metavar="[FILE | FOLDER | -]...")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write here: a file for one input, a folder for several or for a folder. By default, standard output.",
)
@click.option("-w", "--write", "in_place", is_flag=True, help="Mend the files in place, each whole or not at all.")
@click.option("--diff", is_flag=True, help="Show what would change and write nothing. Exit 1 if anything would.")
@click.option("--check", is_flag=True, help="Name the files that would change. Exit 1 if any would.")
@choices
@click.option(
    "--encoding", metavar="ENC", help="The encoding of the files, such as cp1252. By default UTF-8, or as a BOM tells."
)
@click.option("-q", "--quiet", is_flag=True, help="No summary, no progress bar, no list of files; errors are told.")
def clean(
    *,
    paths: tuple[str, ...],
    output: str | None,
    in_place: bool,
    diff: bool,
    check: bool,
    chosen: Choices,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Mend files, folders or standard input.

    A folder stands for all .txt and .text files in it and below it; hidden ones are left out and
    symbolic links are not followed. A file that you name may have any suffix. Encoding, byte order mark
    and line ends come back as they were, mixed line ends as the majority of them.

    \b
    Examples:
      textmend clean scan.txt                     the mended text on standard output
      textmend clean --preset pdf scan.txt -o a.txt
      textmend clean -w notes/                    mend a whole folder in place
      textmend clean --diff notes/                see what that would do first
      textmend clean --skip quotes scan.txt       all but the quotation marks
      pdftotext paper.pdf - | textmend clean -p pdf

    Exit status: 0 when all went well, 1 when --diff or --check found something to mend, 2 for an error.
    A file that cannot be mended is named with what to do about it, and the others are still done.
    """
    _check_combination(paths, output, in_place, diff, check)
    run = _Run(chosen.pipeline(), None if encoding is None else txt.check_encoding(encoding))
    output = None if output == STDIN_PATH else output
    out = Path(output) if output else None
    inputs = find(paths, out, run.report)
    if any(each.path is None for each in inputs) and is_terminal(sys.stdin) and not quiet:
        complain("reading from the terminal; Ctrl-D ends the text")
    reads_folder = any(os.path.isdir(typed) for typed in paths)
    jobs: list[Job]
    if in_place:
        jobs = [(each, _write_to(each.path)) for each in inputs if each.path]
    elif diff or check:
        jobs = [(each, _show_diff if diff else _name_if(not quiet)) for each in inputs]
    elif out and output:
        as_folder = os.path.isdir(out) or output[-1:] in (os.sep, os.altsep) or reads_folder or len(inputs) > 1
        jobs = [(each, _write_to(to, copy=True)) for each, to in targets(inputs, out, run.report, as_folder=as_folder)]
    else:
        refuse_stdout_as_input(inputs)
        jobs = [(each, _print) for each in inputs]

    talks_to_terminal = is_terminal(sys.stdout) and not (in_place or out)
    run.do(jobs, Bar(len(jobs), shown=not quiet and not talks_to_terminal))
    if not quiet and (in_place or reads_folder or len(paths) > 1):
        run.summarise(would=diff or check)
    return 2 if run.failed else int((diff or check) and run.mended > 0)


def _check_combination(paths: tuple[str, ...], output: str | None, in_place: bool, diff: bool, check: bool) -> None:
    if output == "":
        raise OptionError("-o names nothing; give a file or a folder, or - for standard output")
    if output and in_place:
        raise OptionError("-o and -w exclude each other: -w writes each file in its own place")
    if diff and check:
        raise OptionError("--diff and --check exclude each other: --diff has the exit status of --check, too")
    if (output or in_place) and (diff or check):
        raise OptionError("--diff and --check write nothing; leave out -o and -w, or run twice")
    if in_place and (not paths or STDIN_PATH in paths):
        raise OptionError(f"{STDIN} cannot be mended in place; leave out -w, or name files")


@dataclass(slots=True)
class _Run:
    """Mends inputs one after the other and counts what happened; a failure ends only its own file."""

    pipeline: Pipeline
    encoding: str | None
    mended: int = 0
    edits: int = 0
    untouched: int = 0
    failed: int = 0

    def report(self, error: FileError) -> None:
        self.failed += 1
        complain(str(error))

    def do(self, jobs: list[Job], bar: Bar) -> None:
        with bar:
            for each, deliver in jobs:
                bar.begin(each.name)
                try:
                    self._mend(each, deliver)
                except FileError as error:
                    self.report(error)
                except MemoryError:
                    self.report(FileError(each.name, "is too large for this machine's memory", "cut it in parts"))
                bar.advance()

    def _mend(self, each: Input, deliver: Deliver) -> None:
        data = disk.read(each.path) if each.path else read_stdin()
        document = txt.decode(data, each.name, self.encoding)
        result = self.pipeline.explain(document.text)
        deliver(document, result)
        self.edits += len(result.edits)
        if result.edits:
            self.mended += 1
        else:
            self.untouched += 1

    def summarise(self, *, would: bool) -> None:
        """Say on stderr how many files were mended."""
        verb = "would be mended" if would else "mended"
        parts = [f"{counted(self.mended, 'file')} {verb}, {counted(self.edits, 'edit')}"]
        if self.untouched:
            parts.append(f"{counted(self.untouched, 'file')} needed nothing")
        if self.failed:
            parts.append(f"{self.failed} failed")
        if self.mended or self.untouched:
            tell("; ".join(parts))


def _print(document: txt.Document, result: Result) -> None:
    emit(document.encode(result.text))


def _show_diff(document: txt.Document, result: Result) -> None:
    lines = unified(result, str(document.path))
    show(styled(line) if is_terminal(sys.stdout) else [(line, "")] for line in lines)


def _name_if(wanted: bool) -> Deliver:
    def name(document: txt.Document, result: Result) -> None:
        if wanted and result.edits:
            emit(f"{document.path}: {counted(len(result.edits), 'edit')}\n")

    return name


def _write_to(path: Path, *, copy: bool = False) -> Deliver:
    """Write the mended text to `path`; a text that needs nothing only as a copy, never in place."""

    def write(document: txt.Document, result: Result) -> None:
        if copy:
            _make_folder(path.parent)
        elif not result.edits:
            return
        elif not os.path.isfile(path):
            raise FileError(path, "is no regular file, so it cannot be mended in place", "leave out -w")
        disk.write(path, document.encode(result.text))

    return write


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk.failure(folder, error, writing=True) from error

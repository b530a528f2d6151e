"""`textmend clean`: repair the text in files, folders or standard input."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from textmend import formats
from textmend.cli.choices import Choices, choices
from textmend.cli.decisions import read_decisions
from textmend.cli.diff import styled
from textmend.cli.findings import FORMATS as FINDINGS
from textmend.cli.findings import Together
from textmend.cli.help import SectionedCommand, section
from textmend.cli.inputs import STDIN_PATH, Input, Selection, find, refuse_as_input, refuse_stdout_as_input, targets
from textmend.cli.journal import Journal
from textmend.cli.parallel import cores
from textmend.cli.reading import format_name, format_options, reading
from textmend.cli.report import open_report
from textmend.cli.run import Runner
from textmend.cli.selecting import selecting, selection
from textmend.cli.streams import (
    STDIN,
    ProgressBar,
    counted,
    is_terminal,
    print_error,
    print_info,
    show,
    visible,
    write_stdout,
)
from textmend.cli.work import Job, RunConfig, Way
from textmend.errors import FileError, OptionError
from textmend.formats.base import OutputRequest

__all__ = ["clean"]


@dataclass(frozen=True, slots=True)
class _CleanOptions:
    """The user's options, by name; see their help."""

    output: str | None
    in_place: bool
    backup: str
    resume: str | None
    diff: bool
    check: bool
    check_format: str
    report: str | None
    decisions: str | None
    stats: bool
    quiet: bool
    verbose: bool
    format: str | None
    field: tuple[str, ...]
    column: tuple[str, ...]
    encoding: str | None
    stdin_filename: str | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    hidden: bool
    no_ignore: bool
    jobs: int | None
    on_error: str
    line_buffered: bool

    @property
    def lists_edits(self) -> bool:
        """Whether --check prints each edit, for a program."""
        return self.check and self.check_format != "text"


@click.command(cls=SectionedCommand)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[FILE | FOLDER | -]...")
@section("Output")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="OUT",
    help="Write to OUT: a file for one input, a folder for several inputs or a folder. Default: standard output.",
)
@click.option(
    "-w", "--write", "in_place", is_flag=True, help="Rewrite the files in place, each one completely or not at all."
)
@click.option("--backup", default="", metavar="SUFFIX", help="With -w, keep each original under its name plus SUFFIX.")
@click.option(
    "--resume",
    type=click.Path(),
    metavar="JOURNAL",
    help="Record finished files in JOURNAL and skip those already recorded, so an interrupted run can continue.",
)
@section("Preview and reports")
@click.option("--diff", is_flag=True, help="Show what would change; write nothing. Exit status 1 if anything would.")
@click.option("--check", is_flag=True, help="List the files that would change. Exit status 1 if any would.")
@click.option(
    "--check-format",
    type=click.Choice(["text", *FINDINGS]),
    default="text",
    show_default=True,
    help="With --check, print each edit as JSON, as annotations for GitHub Actions, or as SARIF.",
)
@click.option(
    "--report",
    type=click.Path(),
    metavar="FILE",
    help="Report every edit and every suspicion left alone: in FILE.html as a page to read and approve, in FILE.jsonl "
    "for programs.",
)
@click.option(
    "--decisions",
    type=click.Path(),
    metavar="FILE",
    help="Make the edits as decided in FILE, which the page of a report exports: leave out what was rejected.",
)
@click.option("--stats", is_flag=True, help="Print the number of edits and refusals by rule.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only: no summary, progress bar or file list.")
@click.option("-v", "--verbose", is_flag=True, help="Name each file that is changed, with its number of edits.")
@section("Repairs")
@choices
@section("Input files")
@reading
@selecting
@section("Execution")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="The number of processes. Default: one per core."
)
@click.option(
    "--on-error",
    type=click.Choice(["keep", "skip", "stop"]),
    default="keep",
    show_default=True,
    help="If a record cannot be processed: keep it unchanged, leave it out, or stop the run.",
)
@click.option("--line-buffered", is_flag=True, help="Treat each line as a separate text and write it immediately.")
def clean(*, paths: tuple[str, ...], chosen: Choices, **wishes: Any) -> int:
    """Repair the text in files, folders or standard input.

    For a folder, all text, Markdown and HTML files in it and its subfolders are cleaned, including compressed ones.
    Hidden files, files ignored by .gitignore and symbolic links are skipped. A file given by name may have any
    extension. Everything that is not repaired is preserved byte for byte: encoding, line endings, markup, other fields
    and columns.

    \b
    Examples:
      textmend clean scan.txt                     print the cleaned text
      textmend clean --preset pdf scan.txt -o a.txt
      textmend clean -w notes/                    clean a whole folder in place
      textmend clean --diff notes/                show what that would change
      textmend clean --skip quotes scan.txt       leave quotation marks alone
      textmend clean crawl.jsonl.gz --field body -o out.jsonl.gz
      textmend clean table.csv --column title --column abstract -o out.csv
      pdftotext paper.pdf - | textmend clean -p pdf

    Exit status: 0 on success, 1 if --diff or --check found something to change, 2 on an error. The message about a
    file that cannot be processed says what to do; the other files are still processed.
    """
    wished = _CleanOptions(**{each.name: wishes[each.name] for each in fields(_CleanOptions)})
    _check_combination(paths, wished)
    options = format_options(wished.format, field=wished.field, column=wished.column, encoding=wished.encoding)
    options = replace(options, line_by_line=wished.line_buffered)
    reports = wished.report is not None
    decisions = read_decisions(Path(wished.decisions), chosen.described) if wished.decisions else None
    tool = RunConfig(
        chosen.pipeline(),
        options,
        OutputRequest(
            changes=reports or wished.lists_edits,
            context=reports or wished.lists_edits,
            splices=wished.diff,
            skip=wished.on_error == "skip",
        ),
        stop=wished.on_error == "stop",
        backup=wished.backup,
        compress=not is_terminal(sys.stdout),
        decisions=decisions,
    )
    out = None if wished.output in (None, STDIN_PATH) else Path(wished.output)
    problems: list[FileError] = []
    left_out: Counter[str] = Counter()
    inputs = find(paths, out, _selection(wished), problems.append, left_out)
    for written in (wished.report, wished.resume):
        if written:
            refuse_as_input(Path(written), inputs)
    with contextlib.ExitStack() as stack:
        report = stack.enter_context(open_report(Path(wished.report), chosen.described)) if wished.report else None
        findings = stack.enter_context(FINDINGS[wished.check_format]()) if wished.lists_edits else None
        settings = {**chosen.described, **options.described, "output": wished.output, "decisions": wished.decisions}
        journal = stack.enter_context(Journal(Path(wished.resume), settings)) if wished.resume else None
        run = Runner(
            tool,
            # Nothing after the record that stops the run is done; and a reader that waits for a line is not delayed by
            # the next.
            1 if wished.on_error == "stop" or wished.line_buffered else wished.jobs or cores(),
            on_error=wished.on_error,
            shown=_show_diff,
            named=_namer(wished, is_folder=any(map(os.path.isdir, paths))),
            noted=_say_nothing if wished.quiet else print_error,
            report=Together(each for each in (report, findings) if each is not None),
            journal=journal,
        )
        for problem in problems:
            run.failed(problem)
        status = _done(paths, inputs, out, wished, run, journal)
    if decisions and (missed := decisions.count(each.name for each in inputs) - run.tally.decided) > 0:
        print_error(
            f"--decisions {wished.decisions}: {counted(missed, 'decision')} on edits that are not made here; the files "
            "or the settings have changed since the review, so review them again"
        )
        status = 2
    if left_out and not wished.quiet:
        print_info(_told_left_out(left_out))
    return status


def _done(
    paths: tuple[str, ...],
    inputs: list[Input],
    out: Path | None,
    wished: _CleanOptions,
    run: Runner,
    journal: Journal | None,
) -> int:
    """Repair the files, and report what happened; return the exit status."""
    if any(each.path is None for each in inputs) and is_terminal(sys.stdin) and not wished.quiet:
        print_error("reading from the terminal; press Ctrl-D to end the text")
    reads_folder = any(os.path.isdir(typed) for typed in paths)
    looks = wished.diff or wished.check
    if out and wished.output and not looks:
        as_folder = os.path.isdir(out) or wished.output[-1:] in (os.sep, os.altsep) or reads_folder or len(inputs) > 1
        pairs = targets(inputs, out, run.failed, as_folder=as_folder)
        jobs = [_job(each, "copy", wished, target) for each, target in pairs]
    elif looks:
        jobs = [_job(each, "look", wished) for each in inputs]
    elif wished.in_place:
        jobs = [_job(each, "in place", wished) for each in inputs]
    else:
        refuse_stdout_as_input(inputs)
        jobs = [_job(each, "print", wished) for each in inputs]
    if journal:
        left = [job for job in jobs if not journal.has(job)]
        run.tally.skipped = len(jobs) - len(left)
        jobs = left
    talks_to_terminal = is_terminal(sys.stdout) and not (wished.in_place or out)
    known = all(job.size >= 0 for job in jobs)
    total = sum(job.size for job in jobs) if known else None
    run.do(jobs, ProgressBar(len(jobs), total, shown=not wished.quiet and not talks_to_terminal))
    if not wished.quiet and (wished.in_place or reads_folder or len(paths) > 1 or wished.stats or wished.report):
        if run.tally.mended or run.tally.untouched or run.tally.skipped:
            print_info(run.summary(would=looks))
        if wished.stats:
            print_info(run.statistics())
    return 2 if run.tally.failed or run.tally.problems else int(looks and run.tally.mended > 0)


def _check_combination(paths: tuple[str, ...], wished: _CleanOptions) -> None:
    if wished.output == "":
        raise OptionError("-o is empty; give a file, a folder, or - for standard output")
    if wished.output and wished.in_place:
        raise OptionError("-o and -w cannot be combined: -w rewrites each file in place")
    if wished.diff and wished.check:
        raise OptionError("--diff and --check cannot be combined: --diff has the same exit status as --check")
    if (wished.output or wished.in_place) and (wished.diff or wished.check):
        raise OptionError("--diff and --check write nothing; remove -o or -w, or run twice")
    if wished.in_place and (not paths or STDIN_PATH in paths):
        raise OptionError(f"{STDIN} cannot be rewritten in place; remove -w, or give file names")
    if wished.check_format != "text" and not wished.check and _is_typed("check_format"):
        raise OptionError("--check-format needs --check")
    if wished.backup and not wished.in_place and _is_typed("backup"):
        raise OptionError("--backup needs -w")
    if os.sep in wished.backup or (os.altsep and os.altsep in wished.backup):
        raise OptionError(f"--backup {wished.backup}: a suffix cannot contain a path separator; use one such as .bak")
    if wished.resume and not (wished.in_place or (wished.output and wished.output != STDIN_PATH)):
        raise OptionError("--resume needs -w or -o")


def _is_typed(option: str) -> bool:
    """Whether an option was typed, and is not from a file of settings."""
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE


def _selection(wished: _CleanOptions) -> Selection:
    """The files to take from folders."""
    names = ("format", "field", "column", "include", "exclude", "hidden", "no_ignore")
    return selection(**{name: getattr(wished, name) for name in names})


def _job(each: Input, way: Way, wished: _CleanOptions, target: Path | None = None) -> Job:
    named = format_name(each.path, wished.format, wished.stdin_filename)
    return Job(each.path, each.name, named, way, target, each.size)


def _show_diff(lines: list[str]) -> None:
    show(styled(lines) if is_terminal(sys.stdout) else ([(line, "")] for line in lines))


def _namer(wished: _CleanOptions, *, is_folder: bool) -> Callable[[str, int], None]:
    """What is told of each file that would be or was changed: its name is the result of --check.

    Who has a folder rewritten is told which files of it were; -v tells of all.
    """
    if wished.quiet:
        return _say_nothing
    if wished.lists_edits:
        return _say_nothing
    if wished.check:
        return _name
    if wished.verbose:
        return _name_aside
    return _Few(_name_aside) if wished.in_place and is_folder else _say_nothing


class _Few:
    """Passes on the first files, and says once that there are more."""

    def __init__(self, name: Callable[[str, int], None]) -> None:
        self._name = name
        self._number = 0

    def __call__(self, name: str, edits: int) -> None:
        self._number += 1
        if self._number <= _MOST_NAMED:
            self._name(name, edits)
        elif self._number == _MOST_NAMED + 1:
            print_info("… and more; -v names all")


# How a user has the files of a format cleaned that a folder leaves out.
_SELECTING = {"fields": "name a --field", "columns": "name a --column"}
_MOST_SUFFIXES = 5
# So many names fit on a screen together with the summary.
_MOST_NAMED = 20


def _told_left_out(left_out: Counter[str]) -> str:
    """The files that were left out, and how to take them: "left out: 2 .jsonl (name a --field)"."""
    parts: list[str] = []
    others: list[str] = []
    number = 0
    for suffix, count in left_out.most_common():
        option = _SELECTING.get(formats.FIELDS.get(formats.SUFFIXES.get(suffix, ""), ""))
        if option:
            parts.append(f"{count:,} {suffix} ({option})")
        else:
            others.append(suffix)
            number += count
    if others:
        listed = ", ".join(others[:_MOST_SUFFIXES]) + (", …" if len(others) > _MOST_SUFFIXES else "")
        parts.append(f"{counted(number, 'other file')} ({listed}; --include takes them)")
    return f"left out: {', '.join(parts)}"


def _name_aside(name: str, edits: int) -> None:
    print_info(f"{visible(name)}: {counted(edits, 'edit')}")


def _name(name: str, edits: int) -> None:
    # In a pipe, the name is what a program opens the file by.
    shown = visible(name) if is_terminal(sys.stdout) else name
    write_stdout(f"{shown}: {counted(edits, 'edit')}\n")


def _say_nothing(*_: str | int) -> None:
    pass

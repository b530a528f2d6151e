"""`textmend clean`: repair the text in files, folders or standard input."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from textmend.cli.choices import Choices, choices
from textmend.cli.decisions import read_decisions
from textmend.cli.diff import styled
from textmend.cli.findings import FORMATS as FINDINGS
from textmend.cli.findings import Together
from textmend.cli.folder_filter import Selection
from textmend.cli.help import SectionedCommand, section
from textmend.cli.inputs import (
    STDIN_PATH,
    Input,
    find,
    is_folder,
    refuse_as_input,
    refuse_stdout_as_input,
    targets,
)
from textmend.cli.journal import Journal
from textmend.cli.messages import left_out_message, namer, say_nothing
from textmend.cli.parallel import cores
from textmend.cli.reading import format_name, format_options, reading
from textmend.cli.report import open_report
from textmend.cli.run import Runner
from textmend.cli.selecting import selecting, selection
from textmend.cli.shard import Shard
from textmend.cli.streams import (
    STDIN,
    ProgressBar,
    counted,
    is_terminal,
    print_error,
    print_info,
    show,
)
from textmend.cli.work import Job, RunConfig, Way
from textmend.errors import FileError, OptionError
from textmend.formats.base import OutputRequest
from textmend.formats.remote import AnyPath, RemotePath, as_path, is_url

__all__ = ["clean"]


@dataclass(frozen=True, slots=True)
class _CleanOptions:
    """The user's options, by name; see their help."""

    output: str | None
    in_place: bool
    backup: str
    resume: str | None
    shard: str | None
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
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[FILE | FOLDER | URL | -]...")
@section("Output")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="OUT",
    help="Write to OUT: a file for one input, a folder for several inputs or a folder; or the URL of one. Default: "
    "standard output.",
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
@click.option(
    "--shard",
    metavar="K/N",
    help="Clean only every Nth file of the sorted list, from the Kth on, such as 3/100: N such runs, in any order and "
    "anywhere, clean all. JOURNAL and the file of --report get the shard in their names.",
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
    extension. Names such as s3://bucket/folder are URLs, read and written through fsspec. Everything that is not
    repaired is preserved byte for byte: encoding, line endings, markup, other fields and columns.

    \b
    Examples:
      textmend clean scan.txt                     print the cleaned text
      textmend clean --preset pdf scan.txt -o a.txt
      textmend clean -w notes/                    clean a whole folder in place
      textmend clean --diff notes/                show what that would change
      textmend clean --skip quotes scan.txt       leave quotation marks alone
      textmend clean crawl.jsonl.gz --field body -o out.jsonl.gz
      textmend clean table.csv --column title --column abstract -o out.csv
      textmend clean corpus/ -o mended/ --shard 3/100
      pdftotext paper.pdf - | textmend clean -p pdf

    Exit status: 0 on success, 1 if --diff or --check found something to change, 2 on an error. The message about a
    file that cannot be processed says what to do; the other files are still processed.
    """
    wished = _CleanOptions(**{each.name: wishes[each.name] for each in fields(_CleanOptions)})
    _check_combination(paths, wished)
    shard = Shard.parse(wished.shard) if wished.shard is not None else None
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
    out = None if wished.output in (None, STDIN_PATH) else as_path(wished.output)
    problems: list[FileError] = []
    left_out: Counter[str] = Counter()
    inputs = find(paths, out, _selection(wished), problems.append, left_out)
    mine = shard.select(inputs) if shard else inputs
    reads_folder = any(map(is_folder, paths))
    report_path, journal_path = (_own_file(named, shard) for named in (wished.report, wished.resume))
    for written in (report_path, journal_path):
        if written:
            refuse_as_input(written, inputs)
    if shard:
        for named in filter(None, (wished.report, wished.resume)):
            shard.refuse_own_files(Path(named), inputs)
    in_process = any(isinstance(each, RemotePath) and each.is_in_process for each in (out, *(i.path for i in mine)))
    with contextlib.ExitStack() as stack:
        findings = stack.enter_context(FINDINGS[wished.check_format]()) if wished.lists_edits else None
        settings = {**chosen.described, **options.described, "output": wished.output, "decisions": wished.decisions}
        settings["shard"] = str(shard) if shard else None
        journal = stack.enter_context(Journal(journal_path, settings)) if journal_path else None
        part = shard.described(inputs) if shard else None
        done = journal.has_file if journal and journal.continues else None
        report = stack.enter_context(open_report(report_path, chosen.described, part, done)) if report_path else None
        run = Runner(
            tool,
            # Nothing after the record that stops the run is done; and a reader that waits for a line is not delayed by
            # the next.
            1 if wished.on_error == "stop" or wished.line_buffered or in_process else wished.jobs or cores(),
            on_error=wished.on_error,
            shown=_show_diff,
            named=namer(wished, is_folder=reads_folder),
            noted=say_nothing if wished.quiet else print_error,
            report=Together(each for each in (report, findings) if each is not None),
            journal=journal,
        )
        for problem in problems:
            run.failed(problem)
        status = _done(paths, inputs, mine, shard, out, wished, run, journal, reads_folder=reads_folder)
    if decisions and (missed := decisions.count(each.name for each in mine) - run.tally.decided) > 0:
        print_error(
            f"--decisions {wished.decisions}: {counted(missed, 'decision')} on edits that are not made here; the files "
            "or the settings have changed since the review, so review them again"
        )
        status = 2
    if left_out and not wished.quiet:
        print_info(left_out_message(left_out))
    return status


def _done(
    paths: tuple[str, ...],
    inputs: list[Input],
    mine: list[Input],
    shard: Shard | None,
    out: AnyPath | None,
    wished: _CleanOptions,
    run: Runner,
    journal: Journal | None,
    *,
    reads_folder: bool,
) -> int:
    """Repair the files, and report what happened; return the exit status.

    Args:
        inputs: the files of all shards, for what a shard alone would not see: whether OUT is a folder, and two files
            that would be written to the same one.
        mine: those that are repaired here.
        reads_folder: whether a folder was named.
    """
    if any(each.path is None for each in inputs) and is_terminal(sys.stdin) and not wished.quiet:
        print_error("reading from the terminal; press Ctrl-D to end the text")
    looks = wished.diff or wished.check
    if out and wished.output and not looks:
        as_folder = (
            reads_folder or len(inputs) > 1 or wished.output[-1:] in (os.sep, os.altsep) or is_folder(wished.output)
        )
        chosen = set(mine)
        pairs = targets(inputs, out, run.failed, as_folder=as_folder)
        jobs = [_job(each, "copy", wished, target) for each, target in pairs if each in chosen]
    elif looks:
        jobs = [_job(each, "look", wished) for each in mine]
    elif wished.in_place:
        jobs = [_job(each, "in place", wished) for each in mine]
    else:
        refuse_stdout_as_input(inputs)
        jobs = [_job(each, "print", wished) for each in mine]
    if journal:
        left = [job for job in jobs if not journal.has(job)]
        run.tally.skipped = len(jobs) - len(left)
        jobs = left
    talks_to_terminal = is_terminal(sys.stdout) and not (wished.in_place or out)
    known = all(job.size >= 0 for job in jobs)
    total = sum(job.size for job in jobs) if known else None
    run.do(jobs, ProgressBar(len(jobs), total, shown=not wished.quiet and not talks_to_terminal))
    if not wished.quiet and (wished.in_place or reads_folder or len(paths) > 1 or wished.stats or wished.report):
        parts = [shard.summary(len(mine), len(inputs))] if shard else []
        if run.tally.mended or run.tally.untouched or run.tally.skipped:
            parts.append(run.summary(would=looks))
        if parts:
            print_info(": ".join(parts))
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
    _check_urls(paths, wished)
    if wished.check_format != "text" and not wished.check and _is_typed("check_format"):
        raise OptionError("--check-format needs --check")
    if wished.backup and not wished.in_place and _is_typed("backup"):
        raise OptionError("--backup needs -w")
    if os.sep in wished.backup or (os.altsep and os.altsep in wished.backup):
        raise OptionError(f"--backup {wished.backup}: a suffix cannot contain a path separator; use one such as .bak")
    if wished.shard is not None and (not paths or STDIN_PATH in paths):
        raise OptionError(f"--shard divides files, and {STDIN} is one; remove --shard, or give files or folders")
    if wished.resume and not (wished.in_place or (wished.output and wished.output != STDIN_PATH)):
        raise OptionError("--resume needs -w or -o")


def _check_urls(paths: tuple[str, ...], wished: _CleanOptions) -> None:
    """Refuse URLs where there can be none."""
    for option in ("report", "resume", "decisions"):
        if is_url(getattr(wished, option) or ""):
            raise OptionError(f"--{option} {getattr(wished, option)}: this file is on this machine; give a path")
    if wished.in_place and (remote := next(filter(is_url, paths), None)):
        raise OptionError(
            f"{remote} cannot be rewritten in place: stores of objects cannot replace a file on condition that nobody "
            "changed it meanwhile; write elsewhere with -o"
        )


def _own_file(named: str | None, shard: Shard | None) -> Path | None:
    """The path of a file that is written in addition to the texts: each shard has its own, as they run at once."""
    path = Path(named) if named else None
    return shard.path(path) if path and shard else path


def _is_typed(option: str) -> bool:
    """Whether an option was typed, and is not from a file of settings."""
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE


def _selection(wished: _CleanOptions) -> Selection:
    """The files to take from folders."""
    names = ("format", "field", "column", "include", "exclude", "hidden", "no_ignore")
    return selection(**{name: getattr(wished, name) for name in names})


def _job(each: Input, way: Way, wished: _CleanOptions, target: AnyPath | None = None) -> Job:
    named = format_name(each.path, wished.format, wished.stdin_filename)
    return Job(each.path, each.name, named, way, target, each.size)


def _show_diff(lines: list[str]) -> None:
    show(styled(lines) if is_terminal(sys.stdout) else ([(line, "")] for line in lines))

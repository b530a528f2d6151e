"""`textmend try`: what would be done to a folder, from a sample of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

import textmend.passes as registry
from textmend.cli.changes import examples
from textmend.cli.choices import Choices, choices
from textmend.cli.help import SectionedCommand, section
from textmend.cli.inputs import find, refuse_as_input
from textmend.cli.parallel import cores
from textmend.cli.reading import format_options, reading
from textmend.cli.report import PAGE_SUFFIXES, refuse_other_file, write_page
from textmend.cli.sampling import Estimate, Trial, in_strata
from textmend.cli.selecting import selecting, selection
from textmend.cli.streams import Line, counted, print_error, print_info, show, visible, waiting
from textmend.errors import FileError, OptionError, UnknownNameError
from textmend.formats.base import Change
from textmend.pipeline.pipeline import Pipeline
from textmend.pipeline.presets import PRESETS
from textmend.review import Entry
from textmend.review.sample import StratifiedSample

__all__ = ["trial"]

_PAGE = "textmend-try.html"
# What people wait for without doing something else.
_SECONDS = 60
_EXAMPLES = 10


@click.command("try", cls=SectionedCommand)
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="FOLDER...")
@section("Sample")
@click.option(
    "--seconds",
    type=click.IntRange(1, 3600),
    default=_SECONDS,
    show_default=True,
    metavar="N",
    help="Read as many texts as can be tried in this time.",
)
@click.option(
    "-o",
    "--output",
    default=_PAGE,
    show_default=True,
    type=click.Path(),
    metavar="PAGE.html",
    help="Where to write the review page of the sample; '' for no page.",
)
@click.option(
    "--examples",
    "most_examples",
    type=click.IntRange(0),
    default=_EXAMPLES,
    show_default=True,
    metavar="N",
    help="Show at most N examples of each rule.",
)
@section("Repairs")
@choices
@section("Input files")
@reading
@selecting
def trial(
    *,
    paths: tuple[str, ...],
    seconds: int,
    output: str,
    most_examples: int,
    chosen: Choices,
    stdin_filename: str | None,  # noqa: ARG001  # only files are read
    **given: Any,
) -> int:
    """Try the repairs on a sample of a folder, and estimate what they would do to all of it.

    The sample has files of each format, size and folder. It shows what would change by rule with examples, the number
    of edits and the time for the whole, and what each preset would do to the same texts; and it writes a page to read
    and judge the edits of the sample. No file is changed.

    \b
    Examples:
      textmend try corpus/
      textmend try -p pdf --seconds 20 scans/
      textmend try crawl/ --field body
    """
    options = format_options(given["format"], given["field"], given["column"], given.pop("encoding"))
    page = Path(output) if output else None
    if page is not None and page.suffix.lower() not in PAGE_SUFFIXES:
        raise OptionError(f"-o {output}: the page is a file of HTML; use a name that ends in .html")
    if output == _PAGE:
        refuse_other_file(Path(output))
    problems: list[FileError] = []
    inputs = [each for each in find(paths, None, selection(**given), problems.append) if each.path]
    for problem in problems:
        print_error(str(problem))
    if not inputs:
        return 2
    if page is not None:
        refuse_as_input(page, inputs)
    tried = Trial(_pipelines(chosen), chosen.preset, options, given["format"])
    with waiting(f"reading a sample of {counted(len(inputs), 'file')}", seconds):
        tried.run(in_strata(inputs), seconds)
    for message in tried.failures:
        print_error(message)
    if not tried.shown.texts:
        print_error("no text could be read, so there is nothing to show")
        return 2
    show(_listing(tried, most_examples))
    if page is not None:
        title = f"A sample of {', '.join(paths)}"
        write_page(page, tried.findings, chosen.described, title=title, notes=(_sampled(tried),))
        print_info(f"Read and judge the edits of the sample: {visible(str(page))}")
    print_info(f"See all that would change: {visible(_clean(paths))}")
    return 2 if problems or tried.failures else 0


# The options that `clean` does not have.
_OWN = {"paths", "seconds", "output", "most_examples"}


def _clean(paths: Sequence[str]) -> str:
    """The command that shows what would change in all files, with the options that were typed."""
    context = click.get_current_context()
    words = ["textmend", "clean", "--diff"]
    for option in context.command.params:
        name = option.name or ""
        if name in _OWN or context.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        # The settings were read from it before all else.
        given = context.obj.path or "" if name == "config" else context.params.get(name)
        for value in given if isinstance(given, tuple) else (given,):
            words += [option.opts[-1]] if value is True else [option.opts[-1], str(value)]
    return shlex.join([*words, *paths])


def _pipelines(chosen: Choices) -> dict[str, Pipeline]:
    """The pipelines of all presets with the user's other choices; those that rule a choice out are left out."""
    pipelines = {chosen.preset: chosen.pipeline()}
    for name in PRESETS:
        if name not in pipelines:
            try:
                pipelines[name] = replace(chosen, preset=name).pipeline()
            except (OptionError, UnknownNameError):
                continue
    return pipelines


def _sampled(tried: Trial) -> str:
    """How much was read."""
    if tried.is_complete:
        return f"Read all of {counted(tried.files, 'file')} ({_size(tried.size)}) in {tried.seconds:.0f} s."
    texts, read = tried.shown.texts, tried.shown.read
    return (
        f"Read {counted(texts, 'text')} ({_size(read)}) of {counted(tried.files, 'file')} ({_size(tried.size)}), "
        f"{100 * read / max(1, tried.size):.2g}%, in {tried.seconds:.0f} s."
    )


def _listing(tried: Trial, most: int) -> Iterator[Line]:
    yield [(_sampled(tried), "")]
    yield [("", "")]
    yield [(f"What preset {tried.preset} would change", "bold")]
    purposes = registry.purposes(tried.findings.edits)
    samples = _examples(tried, most)
    if not tried.findings.edits:
        yield [("  nothing in these texts", "")]
    for rule, number in tried.findings.edits.most_common():
        in_all = "" if tried.is_complete else f", {_estimated(tried.estimate(tried.shown, rule))} in all"
        yield [("", "")]
        yield [("  ", ""), (rule, "bold"), (f"  {counted(number, 'edit')}{in_all}", "green")]
        if rule in purposes:
            yield [(f"      {purposes[rule]}", "dim")]
        yield from examples(samples.get(rule, []), 6)
    yield [("", "")]
    yield from _presets(tried)


def _examples(tried: Trial, number: int) -> dict[str, list[tuple[str, Change]]]:
    """Examples of each rule, of every confidence and from as many files as there are."""
    samples: dict[str, StratifiedSample[Entry]] = {}
    for entry in tried.findings.sampled():
        if not entry.reason and number:
            sample = samples.setdefault(entry.rule, StratifiedSample(number))
            sample.add((round(10 * entry.confidence), entry.path), entry)
    return {rule: [(each.path, Change(*each[1:])) for each in sample.items()] for rule, sample in samples.items()}


def _presets(tried: Trial) -> Iterator[Line]:
    """Yield the presets side by side."""
    yield [(f"The presets on the same {counted(tried.compared[tried.preset].texts, 'text')}", "bold")]
    names = list(tried.pipelines)
    rows = [("", "texts changed", "edits", "left alone", "edits in all", "time in all")]
    for name in sorted(names, key=list[str](PRESETS).index):
        done = tried.compared[name]
        share = f"{100 * done.changed / max(1, done.texts):.0f}%"
        estimate = _estimated(tried.estimate(done))
        time = _time(tried.time(done) / cores())
        rows.append((name, share, f"{done.edits.total():,}", f"{done.refused:,}", estimate, time))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        style = "dim" if not number else "bold" if row[0] == tried.preset else ""
        yield [("  " + "  ".join(cells), style)]
    yield [(f"  The time is that of 'textmend clean' with {_processes(cores())}.", "dim")]


def _estimated(estimate: Estimate) -> str:
    """A number that is not more exact than it is known: "about 5,200 (3,900 to 6,500)"."""
    if not estimate.number:
        return "none"
    low, high = _rounded(estimate.low), _rounded(estimate.high)
    if estimate.low == estimate.high:
        return f"{estimate.number:,.0f}"
    return f"about {_rounded(estimate.number):,} ({low:,} to {high:,})"


def _rounded(number: float) -> int:
    return int(float(f"{number:.2g}"))


def _processes(number: int) -> str:
    return "one process" if number == 1 else f"{number} processes"


def _size(size: float) -> str:
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= scale:
            return f"{size / scale:,.1f} {unit}"
    return f"{size:,.0f} bytes"


def _time(seconds: float) -> str:
    if seconds < 1:
        return "under 1 s"
    for unit, scale in (("h", 3600), ("min", 60)):
        if seconds >= 2 * scale:
            return f"about {_rounded(seconds / scale):,} {unit}"
    return f"about {_rounded(seconds):,} s"

"""`textmend explain`: each edit with its place, rule and confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import click

from textmend.cli.changes import counts, table
from textmend.cli.choices import Choices, choices
from textmend.cli.help import SectionedCommand, section
from textmend.cli.inputs import STDIN_PATH
from textmend.cli.reading import format_name, format_options, reading
from textmend.cli.streams import STDIN, Line, counted, print_error, print_info, read_stdin, show
from textmend.cli.work import open_reader
from textmend.formats.base import Change, FormatOptions, OutputRequest, Problem
from textmend.formats.remote import as_path
from textmend.formats.source import Source
from textmend.pipeline.pipeline import Pipeline

__all__ = ["explain"]


@click.command(cls=SectionedCommand)
@click.argument("file", default=STDIN_PATH, type=click.Path(), metavar="[FILE | URL | -]")
@section("Output")
@click.option("--refused", is_flag=True, help="Also show what looked damaged but was left alone, and why.")
@section("Repairs")
@choices
@section("Input file")
@reading
def explain(*, file: str, chosen: Choices, refused: bool, stdin_filename: str | None, **read_as: Any) -> int:
    """Show each edit with its place, rule and confidence.

    A place is line:column in the original file, both counted from 1; in records, the line or row with the field and
    the character in it. The confidence is the share of such edits that are right. The command shows what 'textmend
    clean' does with the same options, and what kind of text the file was taken for.

    \b
    Examples:
      textmend explain scan.txt
      textmend explain --preset pdf --refused scan.txt
      textmend explain --level guess --only spacing scan.txt
      textmend explain --field body crawl.jsonl
    """
    path = None if file == STDIN_PATH else as_path(file)
    options = format_options(**read_as)
    stream = BytesIO(read_stdin()) if path is None else None
    with Source(path, file if path else STDIN, stream) as source:
        found = _Found(source, format_name(path, read_as["format"], stdin_filename), options, chosen.pipeline())
    show(_listing(found, refused=refused))
    for problem in found.problems:
        print_error(f"{source.name}:{problem.place}: {problem.what}")
    print_info(_summary(found, refused=refused))
    edits, left_alone = (Counter(each.rule for each in some) for some in (found.changes, found.refusals))
    if len({*edits, *left_alone}) > 1:
        print_info("\n".join(counts(edits, left_alone)))
    return 2 if found.problems else 0


class _Found:
    """All that is done to a file, and what is not.

    Args:
        source: the file.
        name: the name of its format; empty if its first bytes are to show it.
        options: how it is read.
        pipeline: the pipeline.

    Attributes:
        changes, refusals: each edit that is made, or refused.
        problems: the records that cannot be read.
        format: the name of the format.
        kinds: how many texts of it were taken for what.
    """

    def __init__(self, source: Source, name: str, options: FormatOptions, pipeline: Pipeline) -> None:
        reader = open_reader(name, source, options)
        self.changes: list[Change] = []
        self.refusals: list[Change] = []
        self.problems: list[Problem] = []
        self.format = reader.name
        self.kinds: Counter[str] = Counter()
        for block in reader.blocks():
            part = reader.extractor.mend(block, pipeline, OutputRequest(changes=True, context=True))
            self.changes += part.changes
            self.refusals += part.refusals
            self.problems += part.problems
            self.kinds += part.kinds
        if reader.note:
            print_error(f"{source.name}: {reader.note}")


def _listing(found: _Found, *, refused: bool) -> Iterator[Line]:
    yield from table(found.changes)
    if refused and found.refusals:
        yield [("", "")]
        yield [("Left alone", "bold")]
        yield from table(found.refusals)


def _summary(found: _Found, *, refused: bool) -> str:
    edits = counted(len(found.changes), "edit")
    left = f"; {len(found.refusals):,} left alone" if found.refusals else ""
    shows = " (--refused shows why)" if left and not refused else ""
    return f"{edits}{left}{shows}; read as {found.format}{_taken_for(found.kinds)}"


def _taken_for(kinds: Counter[str]) -> str:
    """What the texts were taken for: ": prose", or ": 12 texts (10 prose, 2 data)"."""
    if len(kinds) <= 1:
        return "".join(f": {kind}" for kind in kinds)
    listed = ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common())
    return f": {counted(kinds.total(), 'text')} ({listed})"

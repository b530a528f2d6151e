"""`textmend explain`: each edit with its place, rule and confidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from textmend.cli.choices import Choices, choices
from textmend.cli.inputs import STDIN_PATH
from textmend.cli.reading import format_name, format_options, reading
from textmend.cli.streams import STDIN, Line, counted, print_error, print_info, read_stdin, show, visible
from textmend.cli.work import open_reader
from textmend.formats.base import Change, FormatOptions, OutputRequest, Problem
from textmend.formats.source import Source
from textmend.pipeline.pipeline import Pipeline

__all__ = ["explain"]

# How many characters are shown on each side of an edit: with the columns before them they fill a
# terminal of 100 columns.
_CONTEXT_CHARS = 20
# An edit inside a word is shown as the whole word, unless that is longer than this on one side.
_WORD_CHARS = 16
# A longer replaced stretch is cut in its middle.
_MAX_SHOWN_CHARS = 40
_WORD_BEFORE = re.compile(r"\S*\Z")
_WORD_BEHIND = re.compile(r"\S*")


@click.command()
@click.argument("file", default=STDIN_PATH, metavar="[FILE | -]")
@choices
@click.option("--refused", is_flag=True, help="Also show what looked damaged but was left alone, and why.")
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
    path = None if file == STDIN_PATH else Path(file)
    options = format_options(**read_as)
    stream = BytesIO(read_stdin()) if path is None else None
    with Source(path, file if path else STDIN, stream) as source:
        found = _Found(source, format_name(path, read_as["format"], stdin_filename), options, chosen.pipeline())
    show(_listing(found, refused=refused), crop=True)
    for problem in found.problems:
        print_error(f"{source.name}:{problem.place}: {problem.what}")
    print_info(_summary(found, refused=refused))
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
    yield from _table(found.changes)
    if refused and found.refusals:
        yield [("", "")]
        yield [("Left alone", "bold")]
        yield from _table(found.refusals)


def _table(changes: Sequence[Change]) -> Iterator[Line]:
    """Yield one line per edit, and below each that was refused the reason."""
    places = list(map(_place, changes))
    place_width = max(map(len, places), default=0)
    rule_width = max((len(change.rule) for change in changes), default=0)
    for change, place in zip(changes, places, strict=True):
        # A pass that suspects something and knows no repair gives no confidence.
        sure = f"{change.confidence:.2f}" if change.confidence else "   –"
        yield [
            (f"{place:>{place_width}}  ", "cyan"),
            (f"{change.rule:<{rule_width}}  ", ""),
            (f"{sure}  ", "dim"),
            *_shown(change),
        ]
        if change.reason:
            yield [(" " * (place_width + 2) + visible(change.reason), "dim italic")]


def _place(change: Change) -> str:
    """Where an edit is: the line and the column, or the record, its field and the character in that."""
    place = change.place
    where = str(place["row"] if "row" in place else place["line"])
    if "column" in place:
        where += f":{place['column']}"
        return f"{where} {visible(str(place['field']))}" if "field" in place else where
    return f"{where} {visible(str(place['field']))}:{int(place['start']) + 1}"


def _shown(change: Change) -> Iterator[tuple[str, str]]:
    """Yield an edit as [before → after] with a little of the text around it.

    Whole words are shown, as `ofthe → of the` is clearer than an inserted space.
    """
    left_word = _short_word(_WORD_BEFORE.search(change.left))
    right_word = _short_word(_WORD_BEHIND.match(change.right))
    left = change.left[: len(change.left) - len(left_word)][-_CONTEXT_CHARS:].rpartition("\n")[2]
    right = change.right[len(right_word) :][:_CONTEXT_CHARS].partition("\n")[0].rstrip("\r")
    yield ("…" * (len(left) == _CONTEXT_CHARS) + visible(left) + "[", "dim")
    yield (_short(left_word + change.before + right_word), "red")
    if change.confidence or change.after:
        yield (" → ", "dim")
        yield (_short(left_word + change.after + right_word), "green")
    yield ("]" + visible(right) + "…" * (len(right) == _CONTEXT_CHARS), "dim")


def _short_word(found: re.Match[str] | None) -> str:
    return found[0] if found and len(found[0]) <= _WORD_CHARS else ""


def _short(text: str) -> str:
    shown = visible(text)
    if len(shown) > _MAX_SHOWN_CHARS:
        return f"{shown[: _MAX_SHOWN_CHARS // 2]}…{shown[-_MAX_SHOWN_CHARS // 2 :]}"
    return shown or "nothing"


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

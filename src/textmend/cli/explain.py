"""`textmend explain`: each edit with its place, rule and confidence."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import repeat
from pathlib import Path

import click

from textmend.cli.choices import Choices, choices
from textmend.cli.diff import Lines
from textmend.cli.inputs import STDIN_PATH
from textmend.cli.streams import STDIN, Line, counted, print_error, print_info, read_stdin, show, visible
from textmend.edits import Edit, apply, compose
from textmend.formats import encoding_errors
from textmend.formats.base import FormatOptions
from textmend.formats.detect_encoding import read_strays
from textmend.formats.plain_text import PlainReader
from textmend.formats.source import Source
from textmend.pipeline.result import Result

__all__ = ["explain"]

# How many characters are shown on each side of an edit: with the columns before them they fill a
# terminal of 100 columns.
_CONTEXT_CHARS = 20
# An edit inside a word is shown as the whole word, unless that is longer than this on one side.
_WORD_CHARS = 16
# A longer replaced stretch is cut in its middle.
_MAX_SHOWN_CHARS = 40


@click.command()
@click.argument("file", default=STDIN_PATH, metavar="[FILE | -]")
@choices
@click.option("--refused", is_flag=True, help="Also show what looked damaged but was left alone, and why.")
@click.option("--encoding", metavar="ENC", help="The encoding of the file. Default: auto-detected.")
def explain(file: str, chosen: Choices, refused: bool, encoding: str | None) -> int:
    """Show each edit with its place, rule and confidence.

    A place is line:column in the original file, both counted from 1. The confidence is the share of such edits that
    are right. The command shows what 'textmend clean' does with the same options. The file is read as plain text,
    compressed or not; for other formats, use 'textmend clean --report'.

    \b
    Examples:
      textmend explain scan.txt
      textmend explain --preset pdf --refused scan.txt
      textmend explain --level guess --only spacing scan.txt
    """
    pipeline = chosen.pipeline()
    text, legacy = _text_of(file, None if encoding is None else encoding_errors.check_encoding(encoding))
    readable, read = read_strays(text, legacy)
    result = pipeline.explain(readable)
    if read:
        edits = compose(read, result.edits, text, readable)
        result = result._replace(original=text, edits=tuple(edits))
    show(_listing(result, refused=refused), crop=True)
    print_info(_summary(result, refused=refused))
    return 0


def _text_of(file: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """The text of a file, or of standard input, and the encodings of its bytes that are not UTF-8."""
    with contextlib.ExitStack() as stack:
        stream = BytesIO(read_stdin()) if file == STDIN_PATH else None
        source = stack.enter_context(Source(None if stream else Path(file), STDIN if stream else file, stream))
        reader = PlainReader(source, FormatOptions(encoding))
        text = "".join(reader.text())
    if reader.note:
        print_error(f"{source.name}: {reader.note}")
    return text, reader.extractor.legacy or ()


def _listing(result: Result, *, refused: bool) -> Iterator[Line]:
    lines = Lines(result.original)
    yield from _table(lines, result.edits)
    if refused and result.refused:
        yield [("", "")]
        yield [("Left alone", "bold")]
        yield from _table(lines, [r.edit for r in result.refused], [r.reason for r in result.refused])


def _table(lines: Lines, edits: Sequence[Edit], reasons: Sequence[str] = ()) -> Iterator[Line]:
    """Yield one line per edit, and below each that was refused the reason."""
    places = ["{}:{}".format(*lines.place(edit.start)) for edit in edits]
    place_width = max(map(len, places), default=0)
    rule_width = max((len(edit.rule) for edit in edits), default=0)
    for edit, place, reason in zip(edits, places, reasons or repeat(""), strict=False):
        # A pass that suspects something and knows no repair gives no confidence.
        sure = f"{edit.confidence:.2f}" if edit.confidence else "   –"
        yield [
            (f"{place:>{place_width}}  ", "cyan"),
            (f"{edit.rule:<{rule_width}}  ", ""),
            (f"{sure}  ", "dim"),
            *_change(lines.text, edit),
        ]
        if reason:
            yield [(" " * (place_width + 2) + visible(reason), "dim italic")]


def _change(text: str, edit: Edit) -> Iterator[tuple[str, str]]:
    """Yield an edit as [before → after] with a little of the text around it."""
    start, end = _word_around(text, edit)
    before = text[start:end]
    after = apply(before, [Edit(edit.start - start, edit.end - start, edit.replacement, edit.rule, edit.confidence)])
    left = text[max(0, start - _CONTEXT_CHARS) : start].rpartition("\n")[2]
    right = text[end : end + _CONTEXT_CHARS].partition("\n")[0].rstrip("\r")
    yield ("…" * (len(left) == _CONTEXT_CHARS) + visible(left) + "[", "dim")
    yield (_short(before), "red")
    if edit.confidence or edit.replacement:
        yield (" → ", "dim")
        yield (_short(after), "green")
    yield ("]" + visible(right) + "…" * (len(right) == _CONTEXT_CHARS), "dim")


def _word_around(text: str, edit: Edit) -> tuple[int, int]:
    """The edit's span extended to whole words, as `ofthe → of the` is clearer than an inserted space."""
    start, end = edit.start, edit.end
    while start > 0 and edit.start - start <= _WORD_CHARS and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - edit.end <= _WORD_CHARS and not text[end].isspace():
        end += 1
    return (
        start if edit.start - start <= _WORD_CHARS else edit.start,
        end if end - edit.end <= _WORD_CHARS else edit.end,
    )


def _short(text: str) -> str:
    shown = visible(text)
    if len(shown) > _MAX_SHOWN_CHARS:
        return f"{shown[: _MAX_SHOWN_CHARS // 2]}…{shown[-_MAX_SHOWN_CHARS // 2 :]}"
    return shown or "nothing"


def _summary(result: Result, *, refused: bool) -> str:
    edits = counted(len(result.edits), "edit")
    left = f"; {len(result.refused):,} left alone" if result.refused else ""
    return edits + left + (" (--refused shows why)" if left and not refused else "")

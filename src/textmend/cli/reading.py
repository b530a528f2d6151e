"""The options that say how files are read; `clean` and `explain` share them, and so read the same texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from textmend import formats
from textmend.cli import values
from textmend.formats import encoding_errors
from textmend.formats.base import FormatOptions
from textmend.formats.remote import AnyPath

__all__ = ["format_name", "format_options", "reading"]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--format",
        metavar="NAME",
        shell_complete=values.format_names,
        help=f"The format of the files: {', '.join(formats.NAMES)}. Default: by name, else by content.",
    ),
    click.option(
        "--field",
        multiple=True,
        metavar="NAME",
        help="The field to clean in JSON Lines (default: text) and JSON (default: all prose); dots select nested "
        "fields: meta.title. Repeatable.",
    ),
    click.option(
        "--column",
        multiple=True,
        metavar="NAME",
        help="The table column to clean, by name or number from 1 (default: text). Repeatable.",
    ),
    click.option(
        "--encoding",
        metavar="ENC",
        shell_complete=values.encodings,
        help="The encoding of the files, such as cp1252. Default: the BOM if there is one, else UTF-8, else "
        "auto-detected.",
    ),
    click.option(
        "--stdin-filename",
        type=click.Path(),
        metavar="NAME",
        help="Read standard input in the format of a file with this name. Default: by content.",
    ),
)


def reading(command: CommandT) -> CommandT:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def format_name(path: AnyPath | None, named: str | None, stdin_filename: str | None) -> str:
    """Return the name of a file's format; empty if its first bytes are to show it.

    Args:
        path: the file, or its URL; None for standard input.
        named, stdin_filename: the options.
    """
    known = Path(stdin_filename) if path is None and stdin_filename else path
    return named or (formats.recognised(known) if known else None) or ""


def format_options(
    format: str | None,  # noqa: A002  # the options have the names that users type
    field: tuple[str, ...],
    column: tuple[str, ...],
    encoding: str | None,
) -> FormatOptions:
    """Return the options for the readers.

    Raises:
        UnknownNameError: there is no such format, or no such encoding.
        MissingExtraError: the format needs a package that is not installed.
    """
    if format is not None:
        formats.reader(format)
    return FormatOptions(
        encoding=None if encoding is None else encoding_errors.check_encoding(encoding), fields=field, columns=column
    )

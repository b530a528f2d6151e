"""The options that say which files of a folder are taken; `clean` and `try` share them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from textmend import formats
from textmend.cli.folder_filter import Selection

__all__ = ["selecting", "selection"]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--include", multiple=True, metavar="GLOB", help="In folders, take only files that match, such as '*.log'."
    ),
    click.option("--exclude", multiple=True, metavar="GLOB", help="In folders, skip files and folders that match."),
    click.option("--hidden", is_flag=True, help="In folders, include hidden files."),
    click.option("--no-ignore", is_flag=True, help="In folders, include files ignored by .gitignore."),
)


def selecting(command: CommandT) -> CommandT:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def selection(
    *,
    format: str | None,  # noqa: A002  # the options have the names that users type
    field: tuple[str, ...],
    column: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    hidden: bool,
    no_ignore: bool,
) -> Selection:
    """The files to take from folders: prose, and records if the user named the field or column that is text."""
    taken = ["txt", "markdown", "html"] if format is None else [format]
    given = {"fields": field, "columns": column}
    taken += [name for name, option in formats.FIELDS.items() if given.get(option)]
    return Selection(tuple(taken), include, exclude, hidden, no_ignore)

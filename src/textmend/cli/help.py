"""Help with the options in sections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

__all__ = ["SectionedCommand", "section", "sections"]

_Command = Callable[..., Any]


class _Heading(click.Option):
    """Precedes the first option of a section; users cannot give it."""


def section(title: str) -> Callable[[_Command], _Command]:
    """Begin a section of a command's options, which extends to the next one."""

    def mark(command: _Command) -> _Command:
        # click collects options from the last to the first.
        given: list[click.Parameter] = command.__dict__.setdefault("__click_params__", [])
        given.append(_Heading([f"--section-{len(given)}"], help=title, expose_value=False, is_flag=True, hidden=True))
        return command

    return mark


class SectionedCommand(click.Command):
    """A command whose options are in sections."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [each for each in super().get_params(ctx) if not isinstance(each, _Heading)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, section by section."""
        for name, records in sections(self, ctx).items():
            with formatter.section(name):
                formatter.write_dl(records)


def sections(command: click.Command, ctx: click.Context) -> dict[str, list[tuple[str, str]]]:
    """Return the options of a command with their help, by section."""
    title = "Options"
    found: dict[str, list[tuple[str, str]]] = {}
    for each in click.Command.get_params(command, ctx):
        if isinstance(each, _Heading):
            title = each.help or title
        elif isinstance(each, click.Option) and (record := each.get_help_record(ctx)) is not None:
            own = "Help" if "--help" in each.opts else title
            found.setdefault(own, []).append(record)
    return found

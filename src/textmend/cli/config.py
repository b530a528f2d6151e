"""`textmend config`: the settings in effect and where they are set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from textmend.cli import settings
from textmend.cli.streams import Line, show

__all__ = ["config"]


@click.command()
@click.option(
    "--config", "file", type=click.Path(), metavar="FILE", help="Read FILE instead of searching for a settings file."
)
def config(file: str | None) -> int:
    """Show the settings in effect and where each one is set.

    Settings are read from textmend.toml, or from the table [tool.textmend] of pyproject.toml, in the current folder or
    the nearest folder above it that has such a file. Command-line options override them.

    \b
    Example of textmend.toml:
      preset = "pdf"
      skip = ["quotes"]
      words = ["Quillby", "ofthe.example"]
      exclude = ["vendor/"]

    \b
      [spacing]
      effort = "thorough"
    """
    found = settings.load(Path(file) if file else settings.find(Path.cwd()))
    show(_listing(found))
    return 0


def _listing(found: settings.Settings) -> Iterator[Line]:
    if found.path is None:
        yield [("No settings file: found neither textmend.toml nor [tool.textmend] in this folder or above.", "")]
    else:
        yield [("From ", ""), (str(found.path), "bold")]
        for key, value in found.values.items():
            yield from _entry(key, value, found.lines.get(key, 1))
        for name, options in found.passes.items():
            for option, value in options.items():
                key = f"{name}.{option}"
                yield from _entry(key, value, found.lines.get(key, found.lines.get(name, 1)))
    yield [("", "")]
    yield [("Available settings", "bold")]
    width = max(map(len, settings.KEYS))
    for key, (_, _, text, valid) in settings.KEYS.items():
        among = f": {', '.join(valid)}" if valid else ""
        yield [(f"  {key:<{width}}  ", ""), (text + among, "dim")]
    yield [(f"  {'[PASS]':<{width}}  ", ""), ("a table with the options of a pass, for example [spacing]", "dim")]


def _entry(key: str, value: object, line: int) -> Iterator[Line]:
    yield [(f"  line {line:<4} {key} = ", ""), (json.dumps(value, ensure_ascii=False), "green")]

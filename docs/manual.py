"""Write the manual page docs/textmend.1 from the help of the commands: `python -m docs.manual`.

The same help gives the same page, so a test can check that it is up to date.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from textmend.cli import main
from textmend.cli.help import sections

__all__ = ["PAGE", "manual"]

PAGE = Path(__file__).parent / "textmend.1"

_HEAD = r""".\" Written by docs/manual.py from the help of the commands.
.TH TEXTMEND 1 "" "textmend" "User Commands"
.SH NAME
textmend \- repair text damaged by PDF extraction, wrong encodings and lossy cleaning
.SH SYNOPSIS
.B textmend
.I COMMAND
.RI [ OPTIONS ]
.RI [ ARGUMENTS ]
.SH DESCRIPTION
"""

_TAIL = r""".SH EXIT STATUS
.TP
.B 0
Success.
.TP
.B 1
.B clean \-\-diff
or
.B clean \-\-check
found something to change.
.TP
.B 2
An error; the message says where, and what to do.
.TP
.B 130
Interrupted with Ctrl-C.
.SH ENVIRONMENT
.TP
.B NO_COLOR
If it is set, nothing is coloured.
.SH FILES
.TP
.I textmend.toml
Settings, in the current folder or the nearest one above it that has them; also the table
.B [tool.textmend]
of
.IR pyproject.toml .
.B textmend config
shows them.
"""


def manual() -> str:
    """The manual page, in the language of roff."""
    context = click.Context(main, info_name="textmend", **main.context_settings)
    lines = [*_paragraphs(main.help or ""), ".SH COMMANDS"]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        lines += _command(command, click.Context(command, info_name=name, parent=context))
    return _HEAD + "\n".join(lines) + "\n" + _TAIL


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS textmend {_escaped(str(context.info_name))} {_escaped(usage)}"
    yield from _paragraphs(command.help or "")
    for title, records in sections(command, context).items():
        if title != "Help":
            yield ".PP"
            yield f".I {_escaped(title)}"
            for option, told in records:
                yield from (".TP", f".B {_escaped(option)}", _escaped(told))


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs of a docstring; one that begins with \\b keeps its lines."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        lines = paragraph.strip("\n").split("\n")
        if lines[0].strip() == "\b":
            yield from (".PP", ".nf", *map(_escaped, lines[1:]), ".fi")
        else:
            yield from (".PP", _escaped(" ".join(line.strip() for line in lines)))


def _escaped(text: str) -> str:
    """Text in which nothing is a request or an escape of roff."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^([.'])", r"\\&\1", text)


def write() -> None:
    """Write the page anew."""
    PAGE.write_text(manual(), "utf-8")


if __name__ == "__main__":
    write()

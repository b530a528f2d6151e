"""What `textmend clean` says about files: which were changed, and which were left out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from typing import Protocol

from textmend import formats
from textmend.cli.streams import counted, is_terminal, print_info, visible, write_stdout

__all__ = ["left_out_message", "namer", "say_nothing"]


class Printed(Protocol):
    """The options that say what is printed."""

    @property
    def quiet(self) -> bool: ...
    @property
    def verbose(self) -> bool: ...
    @property
    def check(self) -> bool: ...
    @property
    def in_place(self) -> bool: ...
    @property
    def lists_edits(self) -> bool: ...


def namer(wished: Printed, *, is_folder: bool) -> Callable[[str, int], None]:
    """What is told of each file that would be or was changed: its name is the result of --check.

    Who has a folder rewritten is told which files of it were; -v tells of all.
    """
    if wished.quiet:
        return say_nothing
    if wished.lists_edits:
        return say_nothing
    if wished.check:
        return _name
    if wished.verbose:
        return _name_aside
    return _Few(_name_aside) if wished.in_place and is_folder else say_nothing


class _Few:
    """Passes on the first files, and says once that there are more."""

    def __init__(self, name: Callable[[str, int], None]) -> None:
        self._name = name
        self._number = 0

    def __call__(self, name: str, edits: int) -> None:
        self._number += 1
        if self._number <= _MOST_NAMED:
            self._name(name, edits)
        elif self._number == _MOST_NAMED + 1:
            print_info("… and more; -v names all")


# How a user has the files of a format cleaned that a folder leaves out.
_SELECTING = {"fields": "name a --field", "columns": "name a --column"}
_MOST_SUFFIXES = 5
# So many names fit on a screen together with the summary.
_MOST_NAMED = 20


def left_out_message(left_out: Counter[str]) -> str:
    """The files that were left out, and how to take them: "left out: 2 .jsonl (name a --field)"."""
    parts: list[str] = []
    others: list[str] = []
    number = 0
    for suffix, count in left_out.most_common():
        option = _SELECTING.get(formats.FIELDS.get(formats.SUFFIXES.get(suffix, ""), ""))
        if option:
            parts.append(f"{count:,} {suffix} ({option})")
        else:
            others.append(suffix)
            number += count
    if others:
        listed = ", ".join(others[:_MOST_SUFFIXES]) + (", …" if len(others) > _MOST_SUFFIXES else "")
        parts.append(f"{counted(number, 'other file')} ({listed}; --include takes them)")
    return f"left out: {', '.join(parts)}"


def _name_aside(name: str, edits: int) -> None:
    print_info(f"{visible(name)}: {counted(edits, 'edit')}")


def _name(name: str, edits: int) -> None:
    # In a pipe, the name is what a program opens the file by.
    shown = visible(name) if is_terminal(sys.stdout) else name
    write_stdout(f"{shown}: {counted(edits, 'edit')}\n")


def say_nothing(*_: str | int) -> None:
    pass

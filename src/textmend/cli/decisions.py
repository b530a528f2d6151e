"""Reads the decisions that a review page exports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textmend.cli.settings import differences
from textmend.cli.streams import print_error
from textmend.errors import FileError, OptionError
from textmend.formats import disk
from textmend.review.decisions import Decisions

__all__ = ["read_decisions"]


def read_decisions(path: Path, run: Mapping[str, object]) -> Decisions:
    """Read a file of decisions; if they were made on a run with other settings, a message says which.

    Args:
        path: the file.
        run: the settings of this run.

    Raises:
        FileError: it cannot be read, or has no decisions.
    """
    try:
        decisions = Decisions(disk.read(path).decode("utf-8"))
    except (OptionError, UnicodeDecodeError) as error:
        what = str(error) if isinstance(error, OptionError) else "is not UTF-8"
        raise FileError(path, what, "export it again from the page that 'textmend review' makes") from error
    if decisions.run and (different := differences(decisions.run, run)):
        print_error(f"--decisions {path}: the run that was reviewed had other settings ({different})")
    return decisions

"""The output on the terminal, the same for all suites."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table

__all__ = ["console", "figure", "progress", "table"]

ItemT = TypeVar("ItemT")

# If output is not a terminal, as in a file: wide enough for the tables here.
_WIDTH = 170


def console() -> Console:
    """Return the console that the tables are printed on."""
    found = Console()
    return found if found.is_terminal else Console(width=_WIDTH)


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> Table:
    """Return a table.

    Args:
        title: is printed above it.
        headings: one for each column.
        rows: its cells; an empty row draws a line.
        left: how many columns are names, flush left; all others are figures, flush right.
    """
    drawn = Table(title=title)
    for at, heading in enumerate(headings):
        drawn.add_column(heading, justify="left" if at < left else "right", no_wrap=at < left)
    for row in rows:
        if row:
            drawn.add_row(*row)
        else:
            drawn.add_section()
    return drawn


def progress(items: Collection[ItemT], what: str) -> Iterable[ItemT]:
    """Yield the items, and show the progress on stderr, if it is a terminal."""
    return track(items, what, console=Console(stderr=True), transient=True)


def figure(number: float | None) -> str:
    """Return a ratio with three significant digits, "" for none."""
    if number is None:
        return ""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"

"""`textmend review`: the reports of a run as a page to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from textmend.cli.inputs import STDIN_PATH
from textmend.cli.report import PAGE_SUFFIXES, refuse_other_file, write_page
from textmend.cli.settings import differences
from textmend.cli.streams import counted, print_error, print_info, visible
from textmend.errors import FileError, OptionError
from textmend.formats import disk
from textmend.review import Findings
from textmend.review.findings import DEFAULT_SAMPLE
from textmend.review.rows import BadRowError, read_rows

__all__ = ["review"]

_MAKE = "give a report of 'textmend clean --report FILE.jsonl'"
# So many missing shards are listed by their numbers.
_MOST_LISTED = 20


@click.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(), metavar="REPORT.jsonl...")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="PAGE.html",
    help="The file to write. Default, for one report: its name, with .html.",
)
@click.option(
    "--sample",
    type=click.IntRange(1),
    default=DEFAULT_SAMPLE,
    show_default=True,
    metavar="N",
    help="Show at most N edits; of more, a sample in which every rule and confidence is represented.",
)
def review(*, reports: tuple[str, ...], output: str | None, sample: int) -> int:
    """Make a page to read, filter and approve the edits of a run.

    The report is what 'textmend clean --report REPORT.jsonl' writes; of a run in shards, give the reports of all
    shards. The page is a single file that opens in any browser and needs no network. It exports your decisions as a
    file that 'textmend clean --decisions FILE' obeys.

    \b
    Examples:
      textmend clean --check notes/ --report run.jsonl
      textmend review run.jsonl                       writes run.html
      textmend review run.jsonl -o big.html --sample 10000
      textmend review run.*-of-100.jsonl -o run.html  one page for all shards
    """
    paths = [Path(each) for each in reports]
    if output is None and len(paths) > 1:
        raise OptionError("several reports become one page: name it with -o PAGE.html")
    target = Path(output) if output else paths[0].with_suffix(PAGE_SUFFIXES[0])
    if output == STDIN_PATH or target.suffix.lower() not in PAGE_SUFFIXES:
        raise OptionError(f"-o {output or target}: the page is a file of HTML; use a name that ends in .html")
    if not output:
        refuse_other_file(target)
    findings = Findings(sample)
    runs = _Runs()
    for path in paths:
        try:
            with path.open("rb") as lines:
                described = read_rows(lines, findings)
        except OSError as error:
            raise disk.failure(path, error) from error
        except BadRowError as error:
            raise FileError(f"{path}:{error.line}", error.problem, _MAKE) from error
        for run in described:
            runs.add(path, run)
    notes = runs.notes()
    write_page(target, findings, runs.settings, title=(paths[0] if len(paths) == 1 else target).name, notes=notes)
    edits, refused = findings.edits.total(), findings.refused.total()
    for note in notes:
        print_error(note)
    print_info(visible(f"{target}: {counted(edits, 'edit')}, {refused:,} left alone"))
    return 0


class _Runs:
    """The runs that reports are of: shards of one, or runs with the same settings over different files.

    Attributes:
        settings: how they were configured, by name.
    """

    def __init__(self) -> None:
        self.settings: Mapping[str, Any] = {}
        self._first: Path | None = None
        self._of = 0
        self._shards: dict[int, Path] = {}
        self._lists: dict[object, int] = {}

    def add(self, path: Path, described: Mapping[str, Any]) -> None:
        """Add the description of a run.

        Raises:
            FileError: it is of a run with other settings, or with another number of shards, or it is of the same
                shard as one before.
        """
        if self._first is None:
            self._first, self.settings = path, described["run"]
        elif different := differences(self.settings, described["run"]):
            raise FileError(
                path, f"is of a run with other settings than {self._first} ({different})", "make a page of each"
            )
        shard = described.get("shard")
        if shard is None:
            return
        try:
            number, of, key = int(shard["number"]), int(shard["of"]), (shard["list"], int(shard["files"]))
        except (KeyError, TypeError, ValueError) as error:
            raise FileError(path, "does not say which shard it is of", _MAKE) from error
        if self._of and self._of != of:
            raise FileError(
                path, f"is shard {number} of {of}, and the others are of {self._of}", "give the reports of one run"
            )
        if number in self._shards:
            raise FileError(path, f"is of shard {number} of {of}, like {self._shards[number]}", "give each shard once")
        self._of = of
        self._shards[number] = path
        self._lists.setdefault(key, number)

    def notes(self) -> tuple[str, ...]:
        """What is missing."""
        found: list[str] = []
        missing = [number for number in range(1, self._of + 1) if number not in self._shards]
        if missing:
            listed = ", ".join(map(str, missing[:_MOST_LISTED])) + (", …" if len(missing) > _MOST_LISTED else "")
            found.append(f"the reports of {counted(len(missing), 'shard')} of {self._of} are missing: {listed}")
        if len(self._lists) > 1:
            (_, one), (_, other), *_rest = self._lists.items()
            found.append(
                f"shards {one} and {other} are parts of different lists of files, so files may have been left out: run "
                "all shards again, with files that nobody adds or removes meanwhile"
            )
        return tuple(found)

"""`textmend review`: the report of a run as a page to read."""

from __future__ import annotations

from pathlib import Path

import click

from textmend.cli.inputs import STDIN_PATH
from textmend.cli.report import PAGE_SUFFIXES, refuse_other_file, write_page
from textmend.cli.streams import counted, print_info, visible
from textmend.errors import FileError, OptionError
from textmend.formats import disk
from textmend.review import Findings
from textmend.review.findings import DEFAULT_SAMPLE
from textmend.review.rows import BadRowError, read_rows

__all__ = ["review"]


@click.command()
@click.argument("report", type=click.Path(), metavar="REPORT.jsonl")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="PAGE.html",
    help="The file to write. Default: the name of the report, with .html.",
)
@click.option(
    "--sample",
    type=click.IntRange(1),
    default=DEFAULT_SAMPLE,
    show_default=True,
    metavar="N",
    help="Show at most N edits; of more, a sample in which every rule and confidence is represented.",
)
def review(*, report: str, output: str | None, sample: int) -> int:
    """Make a page to read, filter and approve the edits of a run.

    The report is what 'textmend clean --report REPORT.jsonl' writes. The page is a single file that opens in any
    browser and needs no network. It exports your decisions as a file that 'textmend clean --decisions FILE' obeys.

    \b
    Examples:
      textmend clean --check notes/ --report run.jsonl
      textmend review run.jsonl                       writes run.html
      textmend review run.jsonl -o big.html --sample 10000
    """
    path = Path(report)
    target = Path(output) if output else path.with_suffix(PAGE_SUFFIXES[0])
    if output == STDIN_PATH or target.suffix.lower() not in PAGE_SUFFIXES:
        raise OptionError(f"-o {output or target}: the page is a file of HTML; use a name that ends in .html")
    if not output:
        refuse_other_file(target)
    findings = Findings(sample)
    try:
        with path.open("rb") as lines:
            run = read_rows(lines, findings)
    except OSError as error:
        raise disk.failure(path, error) from error
    except BadRowError as error:
        raise FileError(
            f"{path}:{error.line}", error.problem, "give a report of 'textmend clean --report FILE.jsonl'"
        ) from error
    write_page(target, findings, run, title=path.name)
    edits, refused = findings.edits.total(), findings.refused.total()
    print_info(visible(f"{target}: {counted(edits, 'edit')}, {refused:,} left alone"))
    return 0

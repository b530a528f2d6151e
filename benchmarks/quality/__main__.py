"""Print what the passes get right and what they harm: `python -m benchmarks.quality`.

One table for all passes; those of single measurements, with levels and other tools, by name. Needs the development
corpora (see training/README.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console

from benchmarks import floors
from benchmarks.quality import summary, tables
from benchmarks.quality.extraction import tables as extraction
from benchmarks.quality.sound import tables as sound
from benchmarks.quality.subjects import SUBJECTS, level_of
from benchmarks.tables import console
from textmend.pipeline.presets import LEVELS, PRESETS, Level

# The measurements of whole presets, by the names that the command accepts.
_WHOLE = {**sound.DETAILS, **extraction.DETAILS}


@click.command()
@click.argument("what", nargs=-1, type=click.Choice([*tables.DETAILS, *_WHOLE]))
@click.option("--levels", "each_level", is_flag=True, help="Measure the passes of the summary at every level.")
@click.option("--lanes", "each_lane", is_flag=True, help="Print every mojibake lane.")
@click.option(
    "--ftfy-cases",
    "cases",
    type=click.Path(path_type=Path),
    help="tests/test_cases.json of ftfy's source distribution.",
)
@click.option("--split", default="dev", show_default=True, help="For the tables by name: train, and for spaces tuning.")
@click.option("--lines", default=10_000, show_default=True, help="Lines of each spacing benchmark.")
@click.option(
    "--preset",
    "presets",
    multiple=True,
    type=click.Choice(list(PRESETS)),
    help=f"For {', '.join(_WHOLE)}: measure this preset alone; repeatable.",
)
@click.option("--examples", default=0, help="For these: print so many edits of each rule in their context.")
@click.option("--markdown", is_flag=True, help="For these: print the tables as Markdown.")
@click.option("--kinds", "by_kind", is_flag=True, help="For wild: show each kind of text, too.")
@floors.options
def main(
    what: tuple[str, ...],
    each_level: bool,
    each_lane: bool,
    cases: Path | None,
    split: str,
    lines: int,
    presets: tuple[str, ...],
    examples: int,
    by_kind: bool,
    markdown: bool,
    checking: bool,
    updating: bool,
    allowed: tuple[str, ...],
) -> None:
    """Measure quality on the development corpora: a summary of all passes, or the tables that are named."""
    if (what or each_lane or cases) and (checking or updating):
        raise click.UsageError(
            "floors are those of the summary: leave out the names of tables, --lanes, --ftfy-cases; "
            f"those of {', '.join(sound.DETAILS)} are checked by python -m benchmarks.quality.sound --check, "
            f"those of {', '.join(extraction.DETAILS)} by python -m benchmarks.quality.extraction --check"
        )
    if (presets or examples or by_kind or markdown) and not set(what) & set(_WHOLE):
        raise click.UsageError(f"--preset, --examples, --kinds, --markdown are for {', '.join(_WHOLE)}")
    screen = console()
    request = sound.Request(presets or tuple(PRESETS), examples, by_kind, markdown)
    for name in what:
        if name in _WHOLE:
            screen.print(sound.drawn(_WHOLE[name](request), markdown=markdown), soft_wrap=True)
        else:
            screen.print(tables.DETAILS[name](split, lines))
    if each_lane:
        screen.print(tables.lanes(split))
    if cases and cases.is_file():
        screen.print(tables.ftfy_cases(cases))
    elif cases:
        click.echo(f"{cases} is not there, so ftfy's cases are left out: pip download --no-binary ftfy ftfy", err=True)
    if not (what or each_lane or cases):
        reports = list(_measured(screen, tuple(LEVELS) if each_level else None, lines))
        screen.print(tables.summary(reports))
        _settle(reports, lines, checking=checking, updating=updating, allowed=allowed)


def _measured(screen: Console, levels: tuple[Level, ...] | None, lines: int) -> Iterator[summary.Report]:
    """Yield a report for each pass and level, and show on a terminal which is being measured."""
    for subject in SUBJECTS:
        for level in levels or (level_of(subject),):
            with screen.status(f"{subject}, {level}"):
                yield summary.measure(subject, level, lines)


def _settle(
    reports: list[summary.Report], lines: int, *, checking: bool, updating: bool, allowed: tuple[str, ...]
) -> None:
    """Compare the figures of the passes' own levels with their floors, if requested."""
    own = [report for report in reports if report.level == level_of(report.subject)]
    figures = [figure for report in own for figure in summary.figures(report)]
    floors.settle(
        "quality",
        {figure.name: figure.value for figure in figures},
        floors.fingerprint(summary.texts(lines)),
        checking=checking,
        updating=updating,
        allowed=allowed,
        at_most=[figure.name for figure in figures if figure.low],
    )


if __name__ == "__main__":
    main()

"""Print what the passes get right and what they harm: `python -m benchmarks.quality [harm] [spaces]`.

Needs the development corpora (see training/README.md). Peers that are installed are measured beside us.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

import click
from rich.console import Console
from rich.table import Table
from training import corpus

from benchmarks.quality import harm, spaces
from textmend import Pipeline
from textmend.presets import LEVELS, PRESETS

# Passes that are asked to change what is right: curly quotes to straight ones, letters to ASCII.
_RESTYLING = ("quotes", "ascii")


def _print_harm(console: Console) -> None:
    table = Table(title="Edits to clean text")
    for heading in ("pipeline", "edits in a million words, English", "sentences in 10,000, other languages"):
        table.add_column(heading, justify="left" if heading == "pipeline" else "right")
    for name in ("mojibake", "characters", "layout", "spacing", "dashes"):
        _add_harm(table, name, Pipeline([name]))
    for name in PRESETS:
        skip = [p for p in _RESTYLING if p in [step.name for step in PRESETS[name].steps]]
        suffix = f" without {', '.join(skip)}" if skip else ""
        _add_harm(table, f"preset {name}{suffix}", Pipeline.preset(name, skip=skip))
    console.print(table)


def _add_harm(table: Table, name: str, pipeline: Pipeline) -> None:
    measured = harm.measure(pipeline)
    table.add_row(name, f"{measured.edits_per_million_words:.1f}", f"{measured.sentences_per_ten_thousand:.1f}")


def _print_spaces(console: Console, split: str, most: int) -> None:
    table = Table(title=f"Spaces put back, {split} split, at most {most:,} lines of each benchmark")
    for heading in ("benchmark", "tool", "P", "R", "F1", "seqF1", "doing nothing"):
        table.add_column(heading, justify="left" if heading in ("benchmark", "tool") else "right")
    tools: dict[str, Callable[[str], str]] = {
        f"textmend {level}": Pipeline(["spacing"], level=level).clean for level in LEVELS
    }
    tools |= _peers()
    for benchmark in spaces.BENCHMARKS:
        lines = list(islice(corpus.spacing_lines(split, benchmark), most))
        for name, mend in tools.items():
            got = spaces.score(mend, lines)
            figures = (got.precision, got.recall, got.f1, got.sequence_f1, got.nothing)
            table.add_row(benchmark, name, *(f"{figure:.3f}" for figure in figures))
        table.add_section()
    console.print(table)


def _peers() -> dict[str, Callable[[str], str]]:
    """The other tools that are installed; a missing one is named and left out."""
    try:
        import wordninja
    except ImportError:
        click.echo("wordninja is not installed, so it is left out", err=True)
        return {}
    # It drops all but letters and digits, so it is given single words.
    return {"wordninja": lambda text: re.sub("[A-Za-z]+", lambda word: " ".join(wordninja.split(word.group())), text)}


@click.command()
@click.argument("what", nargs=-1, type=click.Choice(["harm", "spaces"]))
@click.option("--split", default="dev", show_default=True, type=click.Choice(["dev", "tuning"]))
@click.option("--lines", "most", default=10_000, show_default=True, help="Lines of each spacing benchmark.")
def main(what: tuple[str, ...], split: str, most: int) -> None:
    """Measure quality on the development corpora; everything by default."""
    console = Console(width=None if Console().is_terminal else 120)
    if not what or "harm" in what:
        _print_harm(console)
    if not what or "spaces" in what:
        _print_spaces(console, split, most)


if __name__ == "__main__":
    main()

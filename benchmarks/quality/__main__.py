"""Print what the passes get right and what they harm: `python -m benchmarks.quality [harm] [spaces] [quotes] [layout]`.

Needs the development corpora (see training/README.md). Peers that are installed are measured beside us.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from itertools import islice
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from benchmarks.quality import harm, marks, pages, spaces
from textmend import Pipeline
from textmend.presets import LEVELS, PRESETS
from training import corpus

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
    texts = {name: list(islice(corpus.spacing_lines(split, name), most)) for name in spaces.BENCHMARKS}
    texts["dev prose, 1 in 150 lost"] = list(spaces.joined_prose())
    for benchmark, lines in texts.items():
        for name, mend in tools.items():
            got = spaces.score(mend, lines)
            figures = (got.precision, got.recall, got.f1, got.sequence_f1, got.nothing)
            table.add_row(benchmark, name, *(f"{figure:.3f}" for figure in figures))
        table.add_section()
    console.print(table)


def _print_marks(console: Console, split: str) -> None:
    table = Table(title=f"Quotation marks straightened and curled again, {split} split")
    for heading in ("tool", "marks", "wrong, %", "left straight, %"):
        table.add_column(heading, justify="left" if heading == "tool" else "right")
    tools: dict[str, Callable[[str], str]] = {"textmend": Pipeline(["quotes"], quotes="typographic").clean}
    if smartypants := _optional("smartypants"):
        style = smartypants.Attr.q | smartypants.Attr.u
        tools["smartypants"] = lambda text: str(smartypants.smartypants(text, style))
    for name, curl in tools.items():
        counts = [marks.wrong(curl, paragraph) for paragraph in marks.paragraphs(split)]
        total, wrong, left = (sum(column) for column in zip(*counts, strict=True))
        table.add_row(name, f"{total:,}", f"{100 * wrong / total:.3f}", f"{100 * left / total:.3f}")
    console.print(table)


def _print_pages(console: Console, split: str) -> None:
    table = Table(title=f"Paragraphs restored exactly after wrapping at 40 to 100 columns, {split} split, %")
    table.add_column("paragraphs are marked by")
    for level in ("likely", "guess"):
        table.add_column(level, justify="right")
    for kind in pages.KINDS:
        shares = [pages.restored(Pipeline(["layout"], level=level).clean, kind, split) for level in ("likely", "guess")]
        table.add_row(kind, *(f"{100 * share:.1f}" for share in shares))
    console.print(table)


def _optional(name: str) -> Any:
    """A package that is not needed, or None; a missing one is named."""
    try:
        return import_module(name)
    except ImportError:
        click.echo(f"{name} is not installed, so it is left out", err=True)
        return None


def _peers() -> dict[str, Callable[[str], str]]:
    """The other tools that are installed; a missing one is named and left out."""
    wordninja = _optional("wordninja")
    if wordninja is None:
        return {}
    # It drops all but letters and digits, so it is given single words.
    return {"wordninja": lambda text: re.sub("[A-Za-z]+", lambda word: " ".join(wordninja.split(word.group())), text)}


@click.command()
@click.argument("what", nargs=-1, type=click.Choice(["harm", "spaces", "quotes", "layout"]))
@click.option("--split", default="dev", show_default=True, help="For spaces also: tuning; for the others: train.")
@click.option("--lines", "most", default=10_000, show_default=True, help="Lines of each spacing benchmark.")
def main(what: tuple[str, ...], split: str, most: int) -> None:
    """Measure quality on the development corpora; everything by default."""
    console = Console(width=None if Console().is_terminal else 120)
    if not what or "harm" in what:
        _print_harm(console)
    if not what or "spaces" in what:
        _print_spaces(console, split, most)
    if not what or "quotes" in what:
        _print_marks(console, split)
    if not what or "layout" in what:
        _print_pages(console, split)


if __name__ == "__main__":
    main()

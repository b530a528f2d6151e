"""Print where the time of a preset goes, by kind of text: `python -m benchmarks.shares`.

A profiler of Python counts calls of Python alone and makes these slower, so the shares are approximate, and what is
compiled is part of what calls it. `python -m benchmarks.speed` says how fast it all is.
"""

from __future__ import annotations

import cProfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import CodeType

import click

import textmend.passes as registry
from benchmarks import tables
from benchmarks.texts import kinds, sources
from textmend import Pipeline
from textmend.lang.text_kind import text_kind
from textmend.pipeline.presets import PRESETS

# Characters of each kind of text: some forty documents.
_CHARACTERS = 300_000
_GATE, _KIND, _REST = "gate", "kind of text", "edits"


def shares(pipeline: Pipeline, texts: Sequence[str]) -> dict[str, float]:
    """Return the share of the time that each step of a pipeline takes, 0 to 1, on texts that it has seen once.

    Steps are the gate, with what every text takes; the kind of the text; each pass; and what is done with what the
    passes propose: protection, decisions, edits, and the hits after these.
    """
    for text in texts:
        pipeline.clean(text)
    profiler = cProfile.Profile()
    profiler.enable()
    for text in texts:
        pipeline.clean(text)
    profiler.disable()
    own: dict[CodeType, float] = {}
    total: dict[CodeType, float] = {}
    for entry in profiler.getstats():
        if isinstance(entry.code, CodeType):
            own[entry.code], total[entry.code] = entry.inlinetime, entry.totaltime
    whole = total[Pipeline.clean.__code__]
    found = {_GATE: own[Pipeline.clean.__code__], _KIND: total.get(text_kind.__code__, 0.0)}
    for step in pipeline.steps:
        found[step.name] = total.get(registry.get(step.name).propose.__code__, 0.0)
    found[_REST] = max(0.0, whole - sum(found.values()))
    return {step: seconds / whole for step, seconds in found.items()}


def show(measured: Mapping[str, Mapping[str, float]], preset: str) -> None:
    """Print the shares of each step, a column a kind of text."""
    steps = dict.fromkeys(step for column in measured.values() for step in column)
    rows = ([step, *(f"{100 * column.get(step, 0.0):.0f}%" for column in measured.values())] for step in steps)
    tables.console().print(tables.table(f"Where the time goes: {preset}", ["step", *measured], rows))


@click.command()
@click.option("--preset", "presets", multiple=True, type=click.Choice(list(PRESETS)), help="Repeatable.")
@click.option("--on", multiple=True, metavar="WORD", help="Only texts whose kind has this in its name; repeatable.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of your own.")
def main(presets: tuple[str, ...], on: tuple[str, ...], texts: Path | None) -> None:
    """Print the share of the time that each step of a preset takes, by kind of text."""
    documents = kinds(sources(texts), _CHARACTERS)
    chosen = {kind: part for kind, part in documents.items() if not on or any(word in kind for word in on)}
    for preset in presets or ("default", "ocr"):
        pipeline = Pipeline.preset(preset)
        show({kind: shares(pipeline, part) for kind, part in chosen.items()}, preset)


if __name__ == "__main__":
    main()

"""The command: `python -m training pairs`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from training.pairs import build, rates
from training.pairs.documents import chosen
from training.pairs.engines import ENGINES
from training.pairs.extractors import EXTRACTORS

__all__ = ["pairs"]


@click.command()
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Where the pairs are written, a file for each engine and style, and how often each kind of damage occurs.",
)
@click.option("--documents", type=click.IntRange(1), default=60, show_default=True, help="How many are set.")
@click.option("--words", type=click.IntRange(1), default=1500, show_default=True, help="Of each, from its beginning.")
@click.option("--split", type=click.Choice(["train", "dev"]), default="train", show_default=True, help="Of the prose.")
@click.option("--engine", "engines", type=click.Choice(list(ENGINES)), multiple=True, help="By default all.")
@click.option("--extractor", "extractors", type=click.Choice(list(EXTRACTORS)), multiple=True, help="By default all.")
def pairs(
    folder: Path, documents: int, words: int, split: str, engines: tuple[str, ...], extractors: tuple[str, ...]
) -> None:
    """Typeset prose as PDF files, extract their text, and label the differences.

    Needs engines and the extra `training-pairs`; half an hour for 60 documents.
    """

    def say(message: str) -> None:
        click.echo(message, err=True)

    found = build.installed(engines or tuple(ENGINES), extractors or tuple(EXTRACTORS), say)
    if not all(found):
        raise click.ClickException("There is nothing to do without an engine and an extractor.")
    for path in build.write(folder, chosen(split, documents, words), *found, say):
        click.echo(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    # Those of all existing files, including earlier runs with other engines.
    told = rates.rates(rates.pairs(folder))
    (folder / "rates.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    click.echo("\n".join(rates.table(told)))

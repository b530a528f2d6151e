"""Build the language data: `python -m training`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from textmend.lang import DATA
from textmend.lang.tables import pack
from training import birth, joins, letters, lexicon, sieve

_SOURCES = [birth.PROSE, *birth.packages("wordfreq", "wordsegment")]


def _build_tables() -> None:
    words, names, pairs = lexicon.build()
    parts = {"words": words, "names": names, "pairs": pairs, "letters": letters.build(words)}
    for part, values in parts.items():
        path = Path(DATA, f"en.{part}.bin")
        pack(values, path)
        birth.certify(path, "python -m training tables", _SOURCES, entries=len(values))
        click.echo(f"{path.name}: {len(values):,} entries, {path.stat().st_size / 1e6:.1f} MB")


def _build_judges() -> None:
    # The sieve learns from the judge what is worth its while.
    for name, build in {"joins": joins.build, "sieve": sieve.build}.items():
        weights, facts = build()
        path = Path(DATA, f"en.{name}.json")
        path.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
        birth.certify(path, "python -m training judges", [*_SOURCES, birth.SPACING], **facts)
        click.echo(f"{path.name}: {facts}")


@click.command()
@click.argument("what", type=click.Choice(["all", "tables", "judges"]), default="all")
def main(what: str) -> None:
    """Build the language data of English from the corpora, about five minutes.

    WHAT is "tables" (words, pairs, letters), "judges" (weights, which need the tables) or all.
    """
    if what in ("all", "tables"):
        _build_tables()
    if what in ("all", "judges"):
        _build_judges()


if __name__ == "__main__":
    main()

"""Build the language data: `python -m training`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import click

from textmend.lang import DATA
from textmend.lang.tables import pack, pack_parts
from textmend.passes.spacing.trees import pack_forest
from training import (
    alphabets,
    birth,
    corpus,
    delimiters,
    doubts,
    foreign,
    letters,
    lexicon,
    others,
    sieve,
    strings,
    tongues,
)
from training.pairs.command import pairs

_SOURCES = [birth.PROSE, *birth.packages("wordfreq", "wordsegment")]


def _build_tables() -> None:
    words, names, pairs = lexicon.build()
    parts = {
        "words": words,
        "names": names,
        "pairs": pairs,
        "capitals": lexicon.capitals(),
        "letters": letters.build(words),
    }
    for part, values in parts.items():
        path = Path(DATA, f"en.{part}.bin")
        pack(values, path)
        birth.certify(path, "python -m training tables", _SOURCES, entries=len(values))
        click.echo(f"{path.name}: {len(values):,} entries, {path.stat().st_size / 1e6:.1f} MB")
    path = Path(DATA, "en.parts.bin")
    count = pack_parts(words, pairs, path)
    birth.certify(path, "python -m training tables", _SOURCES, entries=count)
    click.echo(f"{path.name}: {count:,} entries, {path.stat().st_size / 1e6:.1f} MB")


def _build_judges(
    owner: str,
    documents: Iterable[doubts.Document],
    forests_wanted: Collection[str],
    caution: float,
    sources: list[dict[str, str]],
) -> None:
    """Build forests and weights from documents, for the language that the files are named after."""
    everything = list(documents)
    forests, said, facts = doubts.build(everything, forests_wanted, caution)
    for name, forest in forests.items():
        path = Path(DATA, f"{owner}.{name}.forest")
        mine = {fact: count for fact, count in facts.items() if fact.startswith(name)}
        _write_forest(path, forest, "judges", mine, sources)
    _certified(f"{owner}.spaces", said, {}, sources)
    # The sieve learns from the judge what is worth its while.
    _certified(f"{owner}.sieve", *sieve.build(everything), sources)


def _write_forest(
    path: Path, forest: doubts.Grown, what: str, facts: Mapping[str, float], sources: list[dict[str, str]]
) -> None:
    pack_forest(*forest, path)
    birth.certify(path, f"python -m training {what}", sources, trees=len(forest.roots), **facts)
    click.echo(f"{path.name}: {len(forest.roots)} trees, {path.stat().st_size / 1e6:.1f} MB")


def _certified(
    name: str, weights: Mapping[str, object], facts: Mapping[str, float], sources: list[dict[str, str]]
) -> None:
    path = Path(DATA, f"{name}.json")
    path.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    birth.certify(path, "python -m training judges", sources, **facts)
    click.echo(f"{path.name}: {dict(facts)}")


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Build the language data from the corpora: all but "gaps" and "delimiters", or one part of it.

    "pairs" builds none: it makes text to learn from.
    """
    if context.invoked_subcommand is None:
        for part in (tables, judges, long_strings, abroad, pairs_of_letters):
            context.invoke(part)


@main.command()
def tables() -> None:
    """Build the words, pairs and letters of English."""
    _build_tables()


@main.command()
def judges() -> None:
    """Build the forests and weights of English, which need the tables; ten minutes."""
    _build_judges("en", doubts.documents(), tuple(doubts.FORESTS), 0.0, [*_SOURCES, birth.SPACING])


@main.command("strings")
def long_strings() -> None:
    """Build the forest of English for long strings, which needs the tables."""
    forest, facts = strings.build()
    _write_forest(Path(DATA, "en.strings.forest"), forest, "strings", facts, [*_SOURCES, birth.SPACING])


@main.command("others")
def abroad() -> None:
    """Build all that the other languages have."""
    for language in corpus.OTHERS:
        foreign.write_tables(language)
    tongues.write()
    sources = [*birth.packages("wordfreq", "simplemma"), birth.PROSE, birth.SPACING, birth.SENTENCES]
    _build_judges("shared", others.documents(), others.FORESTS, others.CAUTION, sources)


@main.command("alphabets")
def pairs_of_letters() -> None:
    """Build the pairs of letters of all languages, which mojibake is told by."""
    alphabets.write()


@main.command("delimiters")
@click.argument("package", type=click.Path(path_type=Path, exists=True, file_okay=False))
def marks_of_locales(package: Path) -> None:
    """Take the quotation marks of each locale from the npm package cldr-misc-full.

    PACKAGE is its folder: `npm pack cldr-misc-full`, unpacked.
    """
    path = Path(DATA, "delimiters.json")
    marks = delimiters.build(package)
    path.write_text(json.dumps(marks, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sources = [{**birth.DELIMITERS, "name": f"cldr-misc-full {delimiters.version(package)}"}]
    birth.certify(path, "python -m training delimiters PACKAGE", sources, locales=len(marks))
    click.echo(f"{path.name}: {len(marks)} locales")


@main.command("gaps")
@click.option(
    "--checkpoint",
    type=click.Path(dir_okay=False, path_type=Path),
    default="build/gaps.pt",
    show_default=True,
    help="Where the training is kept on its way; it goes on from there.",
)
def lost_dashes(checkpoint: Path) -> None:
    """Train the judge of lost dashes, which needs the extra `training-gaps`; three hours on a CPU."""
    from training.gaps import build

    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    for path, facts in build.build(DATA, checkpoint, click.echo):
        birth.certify(path, "python -m training gaps", [birth.PROSE, birth.PRETRAINED], **facts)
        click.echo(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {facts}")


main.add_command(pairs)


if __name__ == "__main__":
    main()

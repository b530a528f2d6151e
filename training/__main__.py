"""Build the language data: `python -m training`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from pathlib import Path

import click

from textmend.lang import DATA
from textmend.lang.tables import pack, pack_bloom_filter
from textmend.passes.spacing.trees import pack_trees
from training import (
    candidates,
    char_bigrams,
    corpus,
    delimiters,
    foreign,
    letters,
    lexicon,
    others,
    paragraphs,
    provenance,
    split_filter,
    strings,
    tongues,
)
from training.pairs.command import pairs

_SOURCES = [provenance.PROSE, *provenance.packages("wordfreq", "wordsegment")]


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
        provenance.certify(path, "python -m training tables", _SOURCES, entries=len(values))
        click.echo(f"{path.name}: {len(values):,} entries, {path.stat().st_size / 1e6:.1f} MB")
    path = Path(DATA, "en.parts.bin")
    count = pack_bloom_filter(words, pairs, path)
    provenance.certify(path, "python -m training tables", _SOURCES, entries=count)
    click.echo(f"{path.name}: {count:,} entries, {path.stat().st_size / 1e6:.1f} MB")


def _build_judges(
    owner: str,
    documents: Iterable[candidates.Document],
    forests_wanted: Collection[str],
    caution: float,
    sources: list[dict[str, str]],
) -> None:
    """Build tree ensembles and weights from documents, for the language that the files are named after."""
    everything = list(documents)
    ensembles, said, facts = candidates.build(everything, forests_wanted, caution)
    for name, ensemble in ensembles.items():
        path = Path(DATA, f"{owner}.{name}.trees")
        mine = {fact: count for fact, count in facts.items() if fact.startswith(name)}
        _write_trees(path, ensemble, "judges", mine, sources)
    _certified(f"{owner}.spaces", said, {}, sources)
    # The split filter learns from the scorer which strings are worth a look.
    _certified(f"{owner}.split_filter", *split_filter.build(everything), sources)


def _write_trees(
    path: Path, ensemble: candidates.Grown, what: str, facts: Mapping[str, float], sources: list[dict[str, str]]
) -> None:
    pack_trees(*ensemble, path)
    provenance.certify(path, f"python -m training {what}", sources, trees=len(ensemble.roots), **facts)
    click.echo(f"{path.name}: {len(ensemble.roots)} trees, {path.stat().st_size / 1e6:.1f} MB")


def _certified(
    name: str, weights: Mapping[str, object], facts: Mapping[str, float], sources: list[dict[str, str]]
) -> None:
    path = Path(DATA, f"{name}.json")
    path.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    provenance.certify(path, "python -m training judges", sources, **facts)
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
    """Build the tree ensembles and weights of English, which need the tables; ten minutes."""
    _build_judges("en", candidates.documents(), tuple(candidates.FORESTS), 0.0, [*_SOURCES, provenance.SPACING])


@main.command("strings")
def long_strings() -> None:
    """Build the tree ensemble of English for long strings, which needs the tables."""
    ensemble, facts = strings.build()
    _write_trees(Path(DATA, "en.strings.trees"), ensemble, "strings", facts, [*_SOURCES, provenance.SPACING])


@main.command("others")
def abroad() -> None:
    """Build all that the other languages have."""
    for language in corpus.OTHERS:
        foreign.write_tables(language)
    tongues.write()
    sources = [
        *provenance.packages("wordfreq", "simplemma"),
        provenance.PROSE,
        provenance.SPACING,
        provenance.SENTENCES,
    ]
    _build_judges("shared", others.documents(), others.FORESTS, others.CAUTION, sources)


@main.command("alphabets")
def pairs_of_letters() -> None:
    """Build the pairs of letters of all languages, which mojibake is told by."""
    char_bigrams.write()


@main.command("delimiters")
@click.argument("package", type=click.Path(path_type=Path, exists=True, file_okay=False))
def marks_of_locales(package: Path) -> None:
    """Take the quotation marks of each locale from the npm package cldr-misc-full.

    PACKAGE is its folder: `npm pack cldr-misc-full`, unpacked.
    """
    path = Path(DATA, "delimiters.json")
    marks = delimiters.build(package)
    path.write_text(json.dumps(marks, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sources = [{**provenance.DELIMITERS, "name": f"cldr-misc-full {delimiters.version(package)}"}]
    provenance.certify(path, "python -m training delimiters PACKAGE", sources, locales=len(marks))
    click.echo(f"{path.name}: {len(marks)} locales")


@main.command("gaps")
@click.option(
    "--checkpoint",
    type=click.Path(dir_okay=False, path_type=Path),
    default="build/gaps.pt",
    show_default=True,
    help="Where the training is kept on its way, next to its examples; it goes on from there.",
)
@click.option(
    "--part",
    type=click.Choice(("all", "examples", "further", "calibration")),
    default="all",
    show_default=True,
    help="all: from the pretrained encoder. further: train the files in --start further on more prose. examples: only "
    "write the examples for that, so that a machine with a GPU needs no corpora. calibration: of the files in --out.",
)
@click.option(
    "--start",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=DATA,
    help="The folder of the files to go on from, if not those that ship.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=DATA,
    help="The folder to write to, if not that of the files that ship.",
)
def lost_dashes(checkpoint: Path, part: str, start: Path, out: Path) -> None:
    """Train the scorer of lost dashes, which needs the extra `training-gaps`, on a GPU if torch finds one.

    On a CPU all takes four hours of one core, and further an hour of two.
    """
    from training.gaps import build

    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    sources = [provenance.PROSE, provenance.PRETRAINED]
    written: list[build.Written] = []
    if part == "examples":
        build.prepare(start, checkpoint, click.echo)
    elif part == "all":
        written.append(build.build(out, checkpoint, click.echo))
    elif part == "further":
        written.append(build.build_further(start, out, checkpoint, click.echo))
        sources.append(provenance.MORE_PROSE)
    command = f"python -m training gaps --part {part}"
    for path, facts in chain.from_iterable(written):
        provenance.certify(path, command, sources, **facts)
        click.echo(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {facts}")
    if part == "all":
        for path, facts in build.build_probe(out):
            provenance.certify(path, command, [provenance.NO_TEXT], **facts)
    if part != "examples":
        for path, facts in build.calibrate(out):
            provenance.certify(path, command, [provenance.MEASURED_PROSE], **facts)
            click.echo(f"{path.name}: {facts}")


@main.command("paragraphs")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def ends_of_paragraphs(folder: Path) -> None:
    """Build the weights of what shows that a full line ends a paragraph; ten minutes.

    FOLDER has the pages that `python -m training pairs --out FOLDER` makes.
    """
    weights, facts = paragraphs.build(folder)
    for owner, found in weights.items():
        path = Path(DATA, f"{owner}.paragraphs.json")
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
        sources = [provenance.PROSE, provenance.MORE_PROSE, provenance.TYPESET_PROSE]
        provenance.certify(path, "python -m training paragraphs FOLDER", sources, **facts)
        click.echo(f"{path.name}: {len(found['words'])} weights of words, {facts}")


main.add_command(pairs)


if __name__ == "__main__":
    main()

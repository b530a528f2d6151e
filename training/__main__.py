"""Build the language data: `python -m training`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import click

from textmend.lang import DATA
from textmend.lang.forests import pack_forest
from textmend.lang.tables import pack, pack_parts
from training import birth, corpus, doubts, foreign, letters, lexicon, others, sieve, strings, tongues

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


@click.command()
@click.argument("what", type=click.Choice(["all", "tables", "judges", "strings", "others"]), default="all")
def main(what: str) -> None:
    """Build the language data from the corpora, about fifteen minutes.

    WHAT is "tables" (the words, pairs and letters of English), "judges" (its forests and weights, which need the
    tables), "strings" (its forest for long strings), "others" (all that the other languages have) or all.
    """
    if what in ("all", "tables"):
        _build_tables()
    if what in ("all", "judges"):
        _build_judges("en", doubts.documents(), tuple(doubts.FORESTS), 0.0, [*_SOURCES, birth.SPACING])
    if what in ("all", "strings"):
        forest, facts = strings.build()
        _write_forest(Path(DATA, "en.strings.forest"), forest, "strings", facts, [*_SOURCES, birth.SPACING])
    if what in ("all", "others"):
        for language in corpus.OTHERS:
            foreign.write_tables(language)
        tongues.write()
        sources = [*birth.packages("wordfreq", "simplemma"), birth.PROSE, birth.SPACING, birth.SENTENCES]
        _build_judges("shared", others.documents(), others.FORESTS, others.CAUTION, sources)


if __name__ == "__main__":
    main()

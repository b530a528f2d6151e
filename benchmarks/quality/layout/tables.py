"""The tables of the layout benchmark: paragraphs, hyphens, blocks, and round trips through PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import fmean

from rich.table import Table

from benchmarks.quality import layout
from benchmarks.quality.layout import blocks, pdf
from benchmarks.quality.layout.precision import precision
from benchmarks.tables import table
from textmend import Pipeline
from textmend.pipeline.presets import Level

__all__ = ["drawn"]

Documents = list[list[str]]

# Round trips are repaired as by the preset, except for what would change words on purpose.
_RESTYLING = ("dashes", "quotes")
_AMONG = ("empty lines between", "nothing between")


def drawn(documents: Documents, menders: Mapping[Level, Pipeline], own: Level, split: str) -> Iterator[Table]:
    """Yield the tables.

    Args:
        documents: paragraphs of each.
        menders: the pass at each level.
        own: the level that the preset runs it at.
        split: the split of the documents, for the titles.
    """
    yield _paragraphs(documents, menders, own, split)
    yield _hyphens(documents, menders, split)
    yield _blocks(documents, menders[own], split)
    yield _rules(documents, split)
    yield _round_trips(documents, split)


def _paragraphs(documents: Documents, menders: Mapping[Level, Pipeline], own: Level, split: str) -> Table:
    def rows() -> Iterator[tuple[str, ...]]:
        for name, kind in layout.kinds().items():
            scores = {level: layout.score(pipe.clean, kind, documents) for level, pipe in menders.items()}
            fast, split_speed = layout.speed(menders[own], kind, documents)
            exact = (f"{100 * score.recall:.1f}" for score in scores.values())
            yield (name, *exact, f"{100 * scores[own].precision:.1f}", f"{fast:.1f}", f"{fast / split_speed:.3f}")

    headings = ("how paragraphs are set", *map(str, menders), f"of those made, at {own}", "MB/s", "of str.split")
    return table(f"Paragraphs restored exactly after wrapping at 40 to 100 columns, {split}, %", headings, rows())


def _hyphens(documents: Documents, menders: Mapping[Level, Pipeline], split: str) -> Table:
    kinds = {name: kind for name, kind in layout.kinds().items() if name.startswith("pages")}

    def rows() -> Iterator[tuple[str, ...]]:
        for name, kind in kinds.items():
            for level, pipe in menders.items():
                got = layout.hyphens(pipe, kind, documents)
                decided = max(got.right + got.wrong, 1)
                total = max(decided + got.left, 1)
                yield (
                    name,
                    str(level),
                    f"{total:,}",
                    f"{100 * got.right / decided:.2f}",
                    f"{100 * got.left / total:.2f}",
                )

    headings = ("how paragraphs are set", "level", "hyphens", "of those joined or kept: right, %", "left, %")
    return table(f"Hyphens at line ends, {split}", headings, rows(), left=2)


def _blocks(documents: Documents, pipe: Pipeline, split: str) -> Table:
    kinds = layout.kinds()

    def rows() -> Iterator[tuple[str, ...]]:
        shares: list[list[float]] = []
        for name, maker in blocks.BLOCKS.items():
            found = [blocks.between(pipe.clean, maker, kinds[how], documents) for how in _AMONG]
            shares.append([blocks.alone(pipe.clean, maker, documents), *found])
            yield (name, *(f"{100 * share:.2f}" for share in shares[-1]))
        yield ()
        yield ("all", *(f"{100 * fmean(column):.2f}" for column in zip(*shares, strict=True)))

    headings = ("blocks", "alone", *(f"in pages, {how}" for how in _AMONG))
    return table(f"Blocks whose lines were touched, {split}, %", headings, rows())


def _rules(documents: Documents, split: str) -> Table:
    rows = ((rule, f"{times:,}", f"{100 * share:.2f}") for rule, times, share in precision(documents))
    headings = ("rule", "edits at guess", "right, %")
    return table(f"Edits of each rule, held to the white space of the text, {split}", headings, rows)


def _round_trips(documents: Documents, split: str) -> Table:
    mend = Pipeline.preset("pdf", skip=_RESTYLING).clean
    sources = pdf.samples(documents)

    def rows() -> Iterator[tuple[str, ...]]:
        for renderer, files in pdf.rendered(sources) if sources else ():
            for extractor, extract in pdf.extractors():
                if extract is None:
                    yield renderer, extractor, "not installed", "", ""
                    continue
                texts = [extract(file) for file in files]
                shares = [
                    [pdf.exact(source, done) for source, done in zip(sources, version, strict=True)]
                    for version in (texts, map(mend, texts))
                ]
                before, after = (f"{100 * fmean(column):.2f}" for column in shares)
                yield renderer, extractor, str(len(sources)), before, after

    headings = ("renderer", "extractor", "documents", "before", "after")
    title = f"Words in exact sequence after a round trip through PDF, {split}, %"
    return table(title, headings, rows(), left=2)

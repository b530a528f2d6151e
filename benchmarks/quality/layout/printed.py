"""Paragraphs of real PDF files: `python -m benchmarks.quality.layout.printed FOLDER`.

FOLDER has the pairs that `python -m training pairs --out FOLDER` makes: prose that pdflatex, LibreOffice and Chromium
have typeset in several styles, as six extractors read it. A paragraph counts if it comes back exactly, but for the
style of quotation marks; headings and other blocks of up to eight words are left out. Words are counted in sequence, as
the benchmark of extractors does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from benchmarks import floors
from benchmarks.quality.extraction.similarity import normalized, similarity, words
from benchmarks.tables import console, progress, table
from textmend import Pipeline
from textmend.pipeline.presets import PRESETS, PresetName
from training.pairs.rates import pairs

__all__ = ["LEAST_WORDS", "Score", "score"]

# Shorter paragraphs are headings and such.
LEAST_WORDS = 9


class Score(NamedTuple):
    """Of one text: its paragraphs, those that came back, and how similar its words are before and after."""

    paragraphs: int
    exact: int
    raw: float
    mended: float


def score(pair: Mapping[str, Any], pipeline: Pipeline) -> Score:
    """Compare the text of a pair, repaired, with its source."""
    mended = pipeline.clean(pair["text"])
    wanted = [part for part in map(_flat, pair["source"].split("\n\n")) if len(part.split()) >= LEAST_WORDS]
    got = {_flat(line) for line in mended.split("\n")}
    source = words(pair["source"])
    return Score(
        len(wanted),
        sum(part in got for part in wanted),
        similarity(source, words(pair["text"])),
        similarity(source, words(mended)),
    )


def _flat(part: str) -> str:
    return " ".join(normalized(part).split())


def _chosen(folder: Path, most: int) -> Iterator[Mapping[str, Any]]:
    """Yield the first pairs of each style and extractor."""
    seen: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for pair in pairs(folder):
        key = pair["engine"], pair["style"], pair["extractor"]
        seen[key] += 1
        if seen[key] <= most:
            yield pair


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--preset", type=click.Choice(list(PRESETS)), default="ocr", show_default=True)
@click.option("--texts", type=click.IntRange(1), default=20, show_default=True, help="Of each style and extractor.")
@floors.options
def main(
    folder: Path, preset: PresetName, texts: int, *, checking: bool, updating: bool, allowed: tuple[str, ...]
) -> None:
    """Print how many paragraphs of printed files come back, and how many words are in sequence."""
    pipeline = Pipeline.preset(preset)
    found: defaultdict[tuple[str, str], list[Score]] = defaultdict(list)
    chosen = list(_chosen(folder, texts))
    for pair in progress(chosen, "reading"):
        found[f"{pair['engine']} {pair['style']}", pair["extractor"]].append(score(pair, pipeline))
    styles, extractors = sorted({style for style, _ in found}), sorted({extractor for _, extractor in found})
    exact = [[style, *(_share(found[style, each]) for each in extractors)] for style in styles]
    changed = [[style, *(_words(found[style, each]) for each in extractors)] for style in styles]
    console().print(table(f"Paragraphs that come back exactly, preset {preset}", ["style", *extractors], exact))
    console().print(table("Words in sequence: before, gain", ["style", *extractors], changed))
    figures = {f"{style}, {each}": _exact(found[style, each]) for style in styles for each in extractors}
    # Below one, the words of some style are in a worse sequence than without the preset.
    figures["words in sequence: styles and extractors not worse"] = _not_worse(found.values())
    corpus = floors.fingerprint(pair["text"] for pair in chosen)
    floors.settle("printed pages", figures, corpus, checking=checking, updating=updating, allowed=allowed)


def _exact(scores: list[Score]) -> float:
    return sum(s.exact for s in scores) / max(1, sum(s.paragraphs for s in scores))


def _share(scores: list[Score]) -> str:
    return f"{_exact(scores):.3f}"


def _not_worse(groups: Collection[list[Score]]) -> float:
    return sum(sum(s.mended - s.raw for s in scores) >= 0 for scores in groups) / max(1, len(groups))


def _words(scores: list[Score]) -> str:
    raw, mended = (
        sum(values) / max(1, len(scores)) for values in ([s.raw for s in scores], [s.mended for s in scores])
    )
    return f"{raw:.4f} {mended - raw:+.4f}"


if __name__ == "__main__":
    main()

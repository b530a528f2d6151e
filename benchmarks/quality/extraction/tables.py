"""The tables of what presets do to extracted text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType

import click
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from benchmarks.quality import peers
from benchmarks.quality.extraction import measure
from benchmarks.quality.extraction.documents import EXTRACTORS, Document, documents
from benchmarks.quality.extraction.effects import Effect
from benchmarks.quality.extraction.measure import Account
from benchmarks.quality.sound.tables import Request, presets_of
from benchmarks.tables import table
from textmend.pipeline.presets import PRESETS

__all__ = ["DETAILS", "MEASURED", "found_documents"]

# Those that people run on text of PDF files.
MEASURED = ("default", "ocr", "pdf")

_SEED = 7


def found_documents() -> list[Document]:
    """Return the documents.

    Raises:
        ClickException: the corpus is missing.
    """
    try:
        return documents()
    except FileNotFoundError as error:
        raise click.ClickException(
            f"{error.filename} is not there. Name the folder with the corpora in TEXTMEND_CORPORA (training/README.md "
            "describes it)."
        ) from error


def _extraction(request: Request) -> list[RenderableType]:
    texts = found_documents()
    presets = list(presets_of(request, MEASURED))
    made = {preset: measure.edits(preset, texts) for preset in presets}
    scores = {preset: measure.of_preset(texts, them) for preset, them in made.items()}
    # A developer who requests a single preset is working on it, and has seen the peers.
    if len(request.presets) == len(PRESETS):
        scores |= {name: measure.of_peer(name, texts) for name in _installed()}
    shown: list[RenderableType] = [_gains(texts, scores)]
    for preset in presets:
        found = measure.accounts(preset, texts, made[preset])
        shown.append(_by_rule(preset, found))
        if request.examples:
            shown.append(_examples(found, request.examples))
    return shown


def _installed() -> Iterator[str]:
    for name, (module, _) in peers.REPAIRS.items():
        if peers.optional(module, name):
            yield name


def _gains(texts: Sequence[Document], scores: Mapping[str, Sequence[float]]) -> Table:
    raw = measure.raw(texts)
    before = measure.by_extractor(texts, raw)
    gains = {
        tool: {extractor: mean - before[extractor] for extractor, mean in measure.by_extractor(texts, them).items()}
        for tool, them in scores.items()
    }

    def rows() -> Iterator[tuple[str, ...]]:
        for extractor, mean in before.items():
            yield (extractor, f"{mean:.4f}", *(f"{them[extractor]:+.4f}" for them in gains.values()))
        yield ()
        mean = sum(before.values()) / len(before)
        yield ("mean", f"{mean:.4f}", *(f"{sum(them.values()) / len(them):+.4f}" for them in gains.values()))
        yield ("least gain", "", *(f"{min(them.values()):+.4f}" for them in gains.values()))
        yield ("documents made worse", "", *(str(measure.worse(raw, them)) for them in scores.values()))

    return table(
        f"Similarity of extracted text to the truth, and what it gains; {len(texts)} documents",
        ("extractor", "raw", *scores),
        rows(),
    )


def _by_rule(preset: str, found: Sequence[Account]) -> Table:
    edits: defaultdict[str, Counter[str]] = defaultdict(Counter)
    gains: Counter[str] = Counter()
    for document, effects, by_rule in found:
        for effect in effects:
            for rule in effect.change.rules:
                edits[rule][_verdict(effect)] += 1
                edits[rule][f"{_verdict(effect)}, {document.extractor}"] += 1
        gains.update(by_rule)
    extractors = [name for name in EXTRACTORS if any(account.document.extractor == name for account in found)]

    def rows() -> Iterator[tuple[str, ...]]:
        for rule, counts in sorted(edits.items()):
            cells = [(counts[f"helps, {name}"], counts[f"hurts, {name}"]) for name in extractors]
            yield (
                rule,
                f"{gains[rule] / len(found):+.4f}",
                f"{counts['helps']:,} / {counts['hurts']:,} / {counts['neither']:,}",
                *(f"{helps:,} / {hurts:,}" if helps or hurts else "" for helps, hurts in cells),
            )

    return table(
        f"Preset {preset}: edits that help / that hurt (/ that do neither), by rule and extractor",
        ("rule", "mean gain by it", "all", *extractors),
        rows(),
    )


def _verdict(effect: Effect) -> str:
    return "helps" if effect.right > 0 else "hurts" if effect.right < 0 else "neither"


def _examples(found: Iterable[Account], most: int) -> Text:
    """Some of the edits that hurt, by rule and extractor; always the same ones."""
    by_rule: defaultdict[tuple[tuple[str, ...], str], list[Effect]] = defaultdict(list)
    for document, effects, _ in found:
        for effect in effects:
            if _verdict(effect) == "hurts":
                by_rule[effect.change.rules, document.extractor].append(effect)
    shown = (
        str(effect)
        for _, them in sorted(by_rule.items())
        for effect in Random(_SEED).sample(them, min(most, len(them)))
    )
    return Text("\n".join(shown))


# By the names that the command accepts.
DETAILS: Mapping[str, Callable[[Request], Sequence[RenderableType]]] = MappingProxyType({"extraction": _extraction})

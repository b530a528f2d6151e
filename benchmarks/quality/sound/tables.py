"""The tables of what presets do to sound text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from benchmarks.quality import peers
from benchmarks.quality.sound import counting, repeats, symbols, wild
from benchmarks.quality.sound.changes import Change, changes
from benchmarks.quality.sound.counting import Counts
from benchmarks.quality.sound.kinds import GROUPS
from benchmarks.quality.sound.pieces import pieces
from benchmarks.quality.sound.wild import Rate, Wild
from benchmarks.tables import table
from textmend.pipeline.presets import PRESETS

__all__ = ["DETAILS", "Request", "drawn", "presets_of"]

_SEED = 7


class Request(NamedTuple):
    """What to show.

    Attributes:
        presets: the presets that are measured.
        examples: how many edits of each rule to print in their context, for each preset.
        by_kind: whether to show each kind by itself as well.
        markdown: whether tables are drawn as Markdown.
    """

    presets: Sequence[str]
    examples: int = 0
    by_kind: bool = False
    markdown: bool = False


def _wild(request: Request) -> list[RenderableType]:
    found = pieces()
    measured = [wild.measure(preset, found) for preset in request.presets]
    shown: list[RenderableType] = [_by_group(measured), _by_rule(measured)]
    if request.by_kind:
        shown.insert(1, _by_kind(measured))
    shown += (_examples(one.changes, request.examples) for one in measured if request.examples)
    return shown


def _by_group(measured: Sequence[Wild]) -> Table:
    groups = [one.groups for one in measured]

    def rows() -> Iterator[tuple[str, ...]]:
        for group in GROUPS:
            yield _row(group, [by_group.get(group, Rate()) for by_group in groups])
        yield ()
        yield _row("all pieces", [one.all_pieces for one in measured])
        yield _row("single lines, in 10,000", [one.all_lines for one in measured], 10_000)
        yield ("edits of pass mojibake", "", *(f"{one.mojibake:,}" for one in measured))

    return _rates("Pieces of sound text in 1,000 that a preset harms / changes at all", measured, rows())


def _by_kind(measured: Sequence[Wild]) -> Table:
    kinds = sorted({kind for one in measured for kind in one.kinds})
    rows = (_row(kind, [one.kinds.get(kind, Rate()) for one in measured]) for kind in kinds)
    return _rates("The same by kind", measured, rows)


def _rates(title: str, measured: Sequence[Wild], rows: Iterable[tuple[str, ...]]) -> Table:
    drawn = table(title, ("kinds", "texts", *(one.preset for one in measured)), rows)
    drawn.caption = "harms: what the preset is not asked to restyle. Presets that ask a neural judge read a sample."
    return drawn


def _row(name: str, rates: Sequence[Rate], of: int = 1_000) -> tuple[str, ...]:
    texts = max(rate.texts for rate in rates)
    return (name, f"{texts:,}", *(" / ".join(map(_short, rate.per(of))) if rate.texts else "–" for rate in rates))


def _short(rate: float) -> str:
    return f"{rate:.0f}" if rate >= 10 or not rate else f"{rate:.1f}"


def _by_rule(measured: Sequence[Wild]) -> Table:
    rules = sorted({rule for one in measured for rule in one.rules})

    def rows() -> Iterator[tuple[str, ...]]:
        for rule in rules:
            cells = (one.rules.get(rule, (0, 0)) for one in measured)
            yield (rule, *(f"{harm:,} / {style:,}" if harm or style else "" for harm, style in cells))

    title = "Edits of each rule in these pieces that harm / that restyle"
    return table(title, ("rule", *(one.preset for one in measured)), rows())


def _examples(made: Iterable[Change], most: int) -> Text:
    """Some edits of each rule in their context, those that harm first; always the same ones."""
    by_rules: dict[tuple[bool, tuple[str, ...]], list[Change]] = {}
    for change in made:
        by_rules.setdefault((not change.is_harm, change.rules), []).append(change)
    shown: list[str] = []
    for (is_style, _), them in sorted(by_rules.items()):
        shown += (
            f"{'style' if is_style else 'harm '} {change}"
            for change in Random(_SEED).sample(them, min(most, len(them)))
        )
    return Text("\n".join(shown))


def _symbols(request: Request) -> list[RenderableType]:
    texts = symbols.texts()
    counts: dict[str, Mapping[str, Counts]] = {}
    shown: list[RenderableType] = []
    for preset in presets_of(request, symbols.PRESETS):
        made = changes(preset, texts, harm_only=True)
        counts[preset] = counting.by_family(texts, made)
        shown += [_examples(made, request.examples)] if request.examples else []
    for tool, mend in peers.beside("ftfy.fix_encoding").items():
        counts[tool] = counting.by_tool(texts, mend)
    title = "Sound texts with symbols in 1,000 that pass mojibake / that other rules change"
    return [_by_family(title, counts, 1_000), *shown]


def _repeats(request: Request) -> list[RenderableType]:
    babel = peers.optional("babel")
    texts = repeats.texts(babel) if babel else []
    counts: dict[str, Mapping[str, Counts]] = {}
    shown: list[RenderableType] = []
    for preset in presets_of(request, repeats.PRESETS):
        read = repeats.read_by(preset, texts)
        made = changes(preset, [text.piece for text in read], harm_only=True)
        counts[preset] = repeats.by_family(read, made)
        shown += [_examples(made, request.examples)] if request.examples else []
    for tool, mend in peers.beside("ftfy.fix_encoding").items():
        counts[tool] = repeats.by_tool(repeats.read_by(tool, texts), mend)
    title = (
        "Names and words, repeated so many times in a paragraph, in 10,000 that pass mojibake / that other rules change"
    )
    return [_by_family(title, counts, 10_000), *shown]


def presets_of(request: Request, usual: Collection[str]) -> Iterator[str]:
    """The requested presets, or the usual ones if that is all of them."""
    for preset in request.presets:
        if preset in usual or len(request.presets) < len(PRESETS):
            yield preset


def _by_family(title: str, counts: Mapping[str, Mapping[str, Counts]], of: int) -> Table:
    """A table of families of texts, a column for each tool; tools other than presets have no rules to distinguish."""
    families = {family: None for them in counts.values() for family in them}

    def cell(tool: str, count: Counts) -> str:
        if not count.texts:
            return "–"
        figures = (count.mojibake, count.other) if tool in PRESETS else (count.mojibake,)
        return " / ".join(_short(of * figure / count.texts) for figure in figures)

    def row(name: str, by_tool: Mapping[str, Counts]) -> tuple[str, ...]:
        most = max(count.texts for count in by_tool.values())
        return (name, f"{most:,}", *(cell(tool, count) for tool, count in by_tool.items()))

    def rows() -> Iterator[tuple[str, ...]]:
        for family in families:
            yield row(family, {tool: them.get(family, Counts()) for tool, them in counts.items()})
        yield ()
        yield row("all", {tool: sum(them.values(), Counts()) for tool, them in counts.items()})

    return table(title, ("texts of", "texts", *counts), rows())


def drawn(shown: Sequence[RenderableType], *, markdown: bool) -> Group:
    """Return tables and examples as one, the tables as Markdown on request."""
    for one in shown:
        if markdown and isinstance(one, Table):
            one.box, one.caption = box.MARKDOWN, None
            for row in one.rows:
                row.end_section = False  # Markdown has no lines between rows
    return Group(*shown)


# By the names that the command accepts.
DETAILS: Mapping[str, Callable[[Request], Sequence[RenderableType]]] = MappingProxyType(
    {"wild": _wild, "repeats": _repeats, "symbols": _symbols}
)

"""What presets change in sound texts, on all cores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

import click

from benchmarks.processes import in_processes
from benchmarks.quality.sound.pieces import Piece
from benchmarks.quality.sound.restyling import is_restyling
from textmend import Edit, Pipeline
from textmend.pipeline.presets import PresetName

__all__ = ["Change", "by_name", "changes", "of_pieces"]

# How much of a text a developer sees on either side of a change.
_CONTEXT = 40
# Characters in a batch: a second's work for most presets, and seconds for those that use a neural scorer.
_BATCH = 200_000


class Change(NamedTuple):
    """An edit that a preset made in a sound text, with its context.

    Attributes:
        preset: the preset.
        name, kind: of the text.
        start: where in the text.
        rules: those that made it.
        confidence: the confidence of the edit.
        old, new: the original and its replacement.
        before, after: the text on either side.
    """

    preset: str
    name: str
    kind: str
    start: int
    rules: tuple[str, ...]
    confidence: float
    old: str
    new: str
    before: str
    after: str

    @property
    def is_harm(self) -> bool:
        """True unless each of its rules restyles on purpose."""
        return not all(is_restyling(rule, self.kind) for rule in self.rules)

    @property
    def is_mojibake(self) -> bool:
        """True when pass mojibake was involved in it."""
        return any(rule.startswith("mojibake/") for rule in self.rules)

    def __str__(self) -> str:
        place = f"{self.before!r}[{self.old!r} → {self.new!r}]{self.after!r}"
        return f"{self.preset}  {'+'.join(self.rules)} {self.confidence:.3f}  {self.kind}  {self.name}\n    {place}"


def changes(
    preset: str, pieces: Iterable[Piece], *, harm_only: bool = False, workers: int | None = None
) -> list[Change]:
    """Return the edits of a preset, run whole, in the order of the pieces.

    Args:
        preset: its name.
        pieces: the texts.
        harm_only: whether to leave out those that restyle on purpose.
        workers: how many processes; 1 for this one alone, None for one a core.

    Raises:
        ClickException: the preset raises on a text, which must never happen.
    """
    of_batch = partial(of_pieces, preset, harm_only=harm_only)
    found = in_processes(of_batch, list(_batches(pieces)), f"preset {preset}", workers)
    return [change for made in found for change in made]


def of_pieces(preset: str, pieces: Sequence[Piece], harm_only: bool = False) -> list[Change]:
    """Return the edits of a preset in some pieces, computed in this process."""
    pipeline = _pipeline(preset)
    found: list[Change] = []
    for name, kind, text in pieces:
        try:
            result = pipeline.explain_if_any(text)
        except Exception as error:
            raise click.ClickException(f"preset {preset} raises {error!r} on {name} ({kind})") from error
        made = (_change(preset, name, kind, text, edit) for edit in (result.edits if result else ()))
        found += (change for change in made if change.is_harm or not harm_only)
    return found


def _change(preset: str, name: str, kind: str, text: str, edit: Edit) -> Change:
    start, end, new, _, confidence = edit
    before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
    return Change(preset, name, kind, start, edit.rules, confidence, text[start:end], new, before, after)


def by_name(made: Iterable[Change]) -> dict[str, list[Change]]:
    """Return the changes by the name of their text."""
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for change in made:
        found[change.name].append(change)
    return dict(found)


@cache
def _pipeline(preset: PresetName) -> Pipeline:
    return Pipeline.preset(preset)


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch

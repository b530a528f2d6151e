"""The figures of sound text that have floors: a subset that takes a minute, in which even a small change shows.

The whole tables are those of `python -m benchmarks.quality wild repeats symbols`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from benchmarks.quality.sound import changes, counting, repeats, symbols, wild
from benchmarks.quality.sound.counting import Counts
from benchmarks.quality.sound.pieces import Piece, sample
from benchmarks.quality.sound.repeats import Repeated
from textmend.pipeline.presets import PRESETS, PresetName

__all__ = ["few_repeats", "figures", "of_repeats", "of_symbols", "of_wild", "texts"]

_RESTYLES_NOTHING = "safe"
# One piece in so many for the presets that read every space, or use a neural scorer. All others read all of them.
_SHARES: Mapping[str, int] = {"ocr": 40, "pdf": 40}
# One paragraph with a repeated word in so many.
_SHARE_OF_REPEATS = 20
# Pass mojibake is the same in all presets; `default` adds the rounds that other passes trigger.
_FOR_SYMBOLS: tuple[PresetName, ...] = ("safe", "default")


def few_repeats(babel: Any) -> list[Repeated]:
    """Return the paragraphs with a repeated word that the floors are measured on."""
    return repeats.few(repeats.texts(babel), _SHARE_OF_REPEATS)


def texts(pieces: Iterable[Piece], repeated: Iterable[Repeated]) -> Iterator[str]:
    """Yield all that is measured on, for its fingerprint."""
    for piece in (*pieces, *(text.piece for text in repeated), *symbols.texts()):
        yield piece.kind
        yield piece.text


def figures(pieces: Sequence[Piece], repeated: Sequence[Repeated]) -> Iterator[tuple[str, float]]:
    """Yield the figures by name, each of which is good when it is low."""
    for preset in PRESETS:
        yield from of_wild(preset, sample(pieces, _SHARES.get(preset, 1)))
    for preset in _FOR_SYMBOLS:
        yield from of_symbols(preset, symbols.texts())
        yield from of_repeats(preset, repeated)


def of_wild(preset: str, pieces: Sequence[Piece], workers: int | None = None) -> Iterator[tuple[str, float]]:
    """Yield what a preset does to real text of many kinds."""
    got = wild.measure(preset, pieces, workers=workers)
    harmed, changed = got.all_pieces.per(1_000)
    yield f"{preset}: pieces harmed in 1,000", harmed
    if preset == _RESTYLES_NOTHING:
        yield f"{preset}: pieces changed in 1,000", changed
    yield f"{preset}: lines harmed in 10,000", got.all_lines.per(10_000)[0]
    yield f"{preset}: edits of pass mojibake", got.mojibake


def of_symbols(preset: str, found: Sequence[Piece], workers: int | None = None) -> Iterator[tuple[str, float]]:
    """Yield what a preset does to texts with symbols."""
    made = changes.changes(preset, found, harm_only=True, workers=workers)
    counts = sum(counting.by_family(found, made).values(), Counts())
    yield f"{preset}: texts with symbols changed in 1,000", counts.wrong_in(1_000)


def of_repeats(preset: str, found: Sequence[Repeated], workers: int | None = None) -> Iterator[tuple[str, float]]:
    """Yield what a preset does to words that are repeated."""
    made = changes.changes(preset, [text.piece for text in found], harm_only=True, workers=workers)
    counts = sum(repeats.by_family(found, made).values(), Counts())
    yield f"{preset}: repeated words changed in 10,000", counts.wrong_in(10_000)

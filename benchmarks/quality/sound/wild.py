"""The harm that presets do to real text of many kinds, which needs no repair: counts by kind, by line and by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.quality.sound.changes import Change, changes
from benchmarks.quality.sound.kinds import group_of
from benchmarks.quality.sound.pieces import Piece, lines, sample
from benchmarks.quality.sound.restyling import is_restyling

__all__ = ["Rate", "Wild", "measure"]

# One piece in so many for presets that use a neural scorer: `pdf` reads 0.04 MB in a second, all others 0.2 and more.
_SHARES: Mapping[str, int] = {"pdf": 4}


@dataclass(frozen=True, slots=True)
class Rate:
    """Texts of which so many are harmed and so many changed at all."""

    texts: int = 0
    harmed: int = 0
    changed: int = 0

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.texts + other.texts, self.harmed + other.harmed, self.changed + other.changed)

    def per(self, texts: int) -> tuple[float, float]:
        """Harmed and changed in so many texts."""
        return texts * self.harmed / max(self.texts, 1), texts * self.changed / max(self.texts, 1)


@dataclass(frozen=True, slots=True)
class Wild:
    """What one preset does to sound text.

    Attributes:
        preset: its name.
        kinds: by kind, the pieces.
        lines: by kind, the lines that are texts of their own.
        rules: by rule, how many edits of pieces are harm and how many restyle. An edit that several rules made one
            after the other counts for each of them.
        changes: every edit, of pieces and of lines.
    """

    preset: str
    kinds: Mapping[str, Rate]
    lines: Mapping[str, Rate]
    rules: Mapping[str, tuple[int, int]]
    changes: Sequence[Change] = field(repr=False)

    @property
    def groups(self) -> Mapping[str, Rate]:
        """The pieces by group of kinds."""
        return _sums((group_of(kind), rate) for kind, rate in self.kinds.items())

    @property
    def all_pieces(self) -> Rate:
        return sum(self.kinds.values(), Rate())

    @property
    def all_lines(self) -> Rate:
        return sum(self.lines.values(), Rate())

    @property
    def mojibake(self) -> int:
        """Edits of pass mojibake, in pieces and in lines."""
        return sum(change.is_mojibake for change in self.changes)


def measure(preset: str, pieces: Iterable[Piece], *, workers: int | None = None) -> Wild:
    """Measure a preset, run whole, on sound texts: unchanged, and line by line those that are lists of strings.

    Args:
        preset: its name.
        pieces: the texts; presets that use a neural scorer read a fixed share of them.
        workers: how many processes; 1 for this one alone, None for one a core.
    """
    whole = sample(pieces, _SHARES.get(preset, 1))
    short = list(lines(whole))
    in_pieces = changes(preset, whole, workers=workers)
    in_lines = changes(preset, short, workers=workers)
    return Wild(preset, _rates(whole, in_pieces), _rates(short, in_lines), _by_rule(in_pieces), [*in_pieces, *in_lines])


def _rates(texts: Iterable[Piece], made: Iterable[Change]) -> dict[str, Rate]:
    harm: defaultdict[str, bool] = defaultdict(bool)  # of texts that are changed, whether one of their edits is harm
    for change in made:
        harm[change.name] |= change.is_harm
    return _sums((text.kind, Rate(1, harm.get(text.name, False), text.name in harm)) for text in texts)


def _sums(rates: Iterable[tuple[str, Rate]]) -> dict[str, Rate]:
    sums: defaultdict[str, Rate] = defaultdict(Rate)
    for name, rate in rates:
        sums[name] += rate
    return dict(sums)


def _by_rule(made: Iterable[Change]) -> dict[str, tuple[int, int]]:
    harm: Counter[str] = Counter()
    style: Counter[str] = Counter()
    for change in made:
        for rule in change.rules:
            (style if is_restyling(rule, change.kind) else harm)[rule] += 1
    return {rule: (harm[rule], style[rule]) for rule in sorted({*harm, *style})}

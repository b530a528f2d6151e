"""Draw the charts of speed from what `benchmarks.speed --json` saved: `python -m benchmarks.chart FILE.json FOLDER`.

`speed.svg` shows how fast each tool is on clean text, `damage.svg` how much slower it is on damaged text. Letters are
drawn as paths, so that the charts look the same wherever they are shown, and on white, so that they are legible on dark
pages, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from benchmarks import tables, turns
from benchmarks.jobs import PAIRS, YARDSTICK
from benchmarks.peers import PEERS
from benchmarks.texts import CLEAN, RATES, TYPOGRAPHIC
from benchmarks.turns import Timing

__all__ = ["draw_damage", "draw_speed"]

# Whole presets, and the peers of the passes that most people look for.
_ON_CLEAN = ("default", "safe", *PAIRS["default"], *PAIRS["only spacing"], *PAIRS["only quotes typographic"])
_ON_DAMAGED = ("default", *PAIRS["default"], *PAIRS["only spacing"])

_INK, _OURS, _PEER, _FAINT = "#24292f", "#b5401c", "#57606a", "#d0d7de"
_STYLE = {
    "axes.edgecolor": _FAINT,
    "axes.labelcolor": _INK,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.size": 10,
    "svg.fonttype": "path",
    # The same figures give the same file.
    "svg.hashsalt": "textmend",
    "xtick.color": _INK,
    "ytick.color": _INK,
    "ytick.left": False,
}
_WIDTH = 8.0


def draw_speed(timings: Sequence[Timing], file: Path) -> None:
    """Draw how fast each tool is on clean text, as multiples of `str.split()`, the fastest on top."""
    marks = {CLEAN: "full", TYPOGRAPHIC: "none"}
    speeds = {kind: _multiples(timings, kind, _ON_CLEAN) for kind in marks}
    tools = sorted(speeds[CLEAN], key=speeds[CLEAN].__getitem__)
    figure, axes = _axes(0.34 * len(tools) + 1)
    for row, tool in enumerate(tools):
        points = [(speeds[kind][tool], fill) for kind, fill in marks.items() if tool in speeds[kind]]
        ends = [speed for speed, _ in points]
        axes.plot(ends, [row] * len(ends), color=_FAINT, linewidth=2, zorder=1)
        for speed, fill in points:
            axes.plot(speed, row, "o", color=_colour(tool), fillstyle=fill, markersize=7)
        _label(axes, tables.figure(speeds[CLEAN][tool]), max(ends), row, tool)
    axes.axvline(1, color=_PEER, linewidth=1, linestyle=":")
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(_plain)
    axes.grid(axis="x", color=_FAINT, linewidth=0.6)
    axes.margins(x=0.12)
    axes.set_xlabel(f"multiples of the speed of {YARDSTICK}() on the same text")
    axes.set_yticks(range(len(tools)), [_name(tool) for tool in tools])
    for tick, tool in zip(axes.get_yticklabels(), tools, strict=True):
        tick.set_color(_colour(tool))
    _title(axes, f"Speed on clean text: ● {CLEAN}, ○ {TYPOGRAPHIC}")
    _save(figure, file)


def draw_damage(timings: Sequence[Timing], file: Path) -> None:
    """Draw the time that each tool takes, as multiples of that of `str.split()`, over the share of damaged words."""
    shares = {CLEAN: 0.0, **RATES}
    speeds = [_multiples(timings, kind, _ON_DAMAGED) for kind in shares]
    costs = {
        tool: [1 / speed[tool] for speed in speeds] for tool in speeds[0] if all(tool in speed for speed in speeds)
    }
    figure, axes = _axes(5)
    for tool, cost in costs.items():
        wide = 2.5 if tool not in PEERS else 1.2
        axes.plot(cost, "o-", color=_colour(tool), linewidth=wide, markersize=4, clip_on=False)
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(_plain)
    bottom, top = axes.get_ylim()
    for tool, height in _spread({tool: cost[-1] for tool, cost in costs.items()}, top / bottom):
        _label(axes, _name(tool), len(shares) - 1, height, tool)
    axes.set_xticks(range(len(shares)), [f"{share:.1%}".replace(".0%", "%") for share in shares.values()])
    axes.set_xlim(-0.1, len(shares) - 0.2)
    axes.set_xlabel("share of the words that are damaged (spaces lost)")
    axes.grid(axis="y", color=_FAINT, linewidth=0.6)
    _title(axes, f"Time, as multiples of that of {YARDSTICK}()")
    _save(figure, file)


def _multiples(timings: Sequence[Timing], kind: str, tools: Sequence[str]) -> dict[str, float]:
    ratios = {tool: turns.ratio(timings, kind, tool, YARDSTICK) for tool in tools}
    return {tool: ratio for tool, ratio in ratios.items() if ratio is not None}


def _spread(heights: dict[str, float], span: float) -> Iterator[tuple[str, float]]:
    """Yield places for labels at these heights of a logarithmic axis, moved up where two would overlap.

    Args:
        heights: where the labels belong.
        span: the upper end of the axis, as a multiple of the lower.
    """
    # A line of ten-point letters is a twenty-fifth of a chart five inches high.
    line = span ** (1 / 25)
    last = 0.0
    for tool, height in sorted(heights.items(), key=lambda item: item[1]):
        last = max(height, last * line)
        yield tool, last


def _axes(height: float) -> tuple[Any, Any]:
    try:
        pyplot = import_module("matplotlib.pyplot")
    except ImportError:
        raise click.ClickException("matplotlib draws the charts and is not installed: pip install matplotlib") from None
    pyplot.switch_backend("svg")
    pyplot.rcParams.update(_STYLE)
    figure, axes = pyplot.subplots(figsize=(_WIDTH, height), layout="constrained")
    return figure, axes


def _plain(number: float, _position: int) -> str:
    """A tick label of an axis, in the form that matplotlib expects: 0.001, 1,000."""
    return f"{number:,.10g}"


def _colour(tool: str) -> str:
    return _PEER if tool in PEERS else _OURS


def _name(tool: str) -> str:
    return tool if tool in PEERS else f"textmend {tool}"


def _title(axes: Any, text: str) -> None:
    axes.set_title(text, loc="left", fontsize=11, color=_INK)


def _label(axes: Any, text: str, x: float, y: float, tool: str) -> None:
    """Write the label of a point next to it."""
    axes.annotate(
        text, (x, y), xytext=(8, 0), textcoords="offset points", va="center", color=_colour(tool), annotation_clip=False
    )


def _save(figure: Any, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Creator": None, "Date": None})
    import_module("matplotlib.pyplot").close(figure)


@click.command()
@click.argument("timings", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def main(timings: Path, folder: Path) -> None:
    """Draw the charts of the TIMINGS that a run of benchmarks.speed saved into FOLDER."""
    measured = turns.read(timings)
    draw_speed(measured, folder / "speed.svg")
    draw_damage(measured, folder / "damage.svg")


if __name__ == "__main__":
    main()

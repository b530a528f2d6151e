"""Draw docs/figures/architecture.svg from the imports of the source: `python -m docs.architecture`.

Each part of textmend is a box with its contents, each layer a row. An import is drawn only if no chain of other imports
implies it; each box lists all imports. The same source gives the same file, so a test can check that the picture in
docs/architecture.md is up to date.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docs.imports import LAYERS, ROOT, arrows, direct, drawing

__all__ = ["FIGURE", "picture"]

FIGURE = Path(__file__).parent / "figures" / "architecture.svg"

_PURPOSES = {
    "__main__": "python -m textmend",
    "cli": "the command: options, files, the run, diffs, reports",
    "__init__": "the public functions: clean, explain, decode, Pipeline",
    "formats": "files to texts and back",
    "integrations": "one thin module for each framework",
    "arrow": "columns: Arrow arrays in, Arrow arrays out",
    "pipeline": "cues trigger passes, passes propose edits, one place applies them",
    "passes": "what is damaged and how it is repaired, a file or folder each",
    "gate": "is there anything to do, and where?",
    "review": "the review page of a run, decisions",
    "lang": "language data; the primitives of words and letters",
    "edits": "edits: overlaps, application, undo",
    "errors": "exceptions and their messages",
    "patterns": "regular expressions, compiled on first use",
    "version": "the version",
}

_WIDTH, _SIDE, _GAP, _PAD = 860, 64, 26, 10
_LINE = 16
# What fits into a box, in characters: a letter of 12 pixels in a font of one width is 7.2 pixels wide.
_LETTER = 7.3
_INK, _OURS, _GREY, _FAINT, _PAPER = "#24292f", "#b5401c", "#57606a", "#d0d7de", "#f6f8fa"
_STYLE = f"""
  text {{ font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: {_INK} }}
  .name {{ font-weight: bold; fill: {_OURS} }}
  .plain {{ font-weight: normal; fill: {_INK} }}
  .grey {{ fill: {_GREY} }}
  .part {{ fill: {_PAPER}; stroke: {_FAINT} }}
  .arrow {{ fill: none; stroke: {_GREY}; stroke-width: 1.3; marker-end: url(#tip) }}
"""


@dataclass
class _Box:
    """A part in the picture."""

    part: str
    x: float
    y: float
    width: float
    lines: list[tuple[str, str]]  # each with its class

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 2 * _PAD

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def svg(self) -> Iterator[str]:
        size = f'width="{self.width:g}" height="{self.height:g}"'
        yield f'<rect class="part" x="{self.x:g}" y="{self.y:g}" {size} rx="4"/>'
        for number, (line, kind) in enumerate(self.lines, 1):
            y = self.y + _PAD + number * _LINE - 4
            name, gap, rest = line.partition("  ") if kind == "name" else (line, "", "")
            rest = f'<tspan class="plain" dx="10">{escape(rest)}</tspan>' if gap else ""
            yield f'<text class="{kind}" x="{self.x + _PAD:g}" y="{y:g}">{escape(name)}{rest}</text>'


def picture() -> str:
    """The picture, as SVG."""
    found = arrows(drawing())
    straight = sorted(direct(found))
    boxes = _boxes(found, straight)
    height = max(box.bottom for box in boxes.values()) + _GAP
    size = f'width="{_WIDTH}" height="{height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:g}" {size}>',
        f"<style>{_STYLE}</style>",
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0 8 4 0 8z" fill="{_GREY}"/></marker>',
        f'<rect {size} fill="#ffffff"/>',
        *(line for box in boxes.values() for line in box.svg()),
    ]
    for layer in sorted(set(LAYERS.values())):
        first = next(box for part, box in boxes.items() if LAYERS[part] == layer)
        parts.append(f'<text class="grey" x="{_PAD}" y="{first.y + _PAD + _LINE - 4:g}">{layer}</text>')
    parts += _arrows(straight, boxes)
    return "\n".join([*parts, "</svg>", ""])


def _boxes(found: set[tuple[str, str]], straight: list[tuple[str, str]]) -> dict[str, _Box]:
    """The boxes, row by row from the top layer down."""
    boxes: dict[str, _Box] = {}
    y = float(_GAP)
    for layer in sorted(set(LAYERS.values()), reverse=True):
        parts = _in_row([part for part in LAYERS if LAYERS[part] == layer], straight)
        width = (_WIDTH - 2 * _SIDE - (len(parts) - 1) * _PAD) / len(parts)
        for number, part in enumerate(parts):
            imported = sorted(there for here, there in found if here == part)
            boxes[part] = _Box(part, _SIDE + number * (width + _PAD), y, width, _lines(part, imported, width))
        y = max(boxes[part].bottom for part in parts) + _GAP
    return boxes


def _in_row(parts: list[str], straight: list[tuple[str, str]]) -> list[str]:
    """The parts of a layer, those at the ends that an arrow reaches from further up than the next layer."""
    far = [there for here, there in straight if there in parts and LAYERS[here] > LAYERS[there] + 1]
    far = list(dict.fromkeys(sorted(far, key=lambda part: -sum(there == part for _, there in straight))))
    near = [part for part in parts if part not in far]
    return [*far[::2], *near, *reversed(far[1::2])]


def _lines(part: str, imported: list[str], width: float) -> list[tuple[str, str]]:
    """What is written in a box: its name, what it is for, what is in it, what it imports."""
    columns = int((width - 2 * _PAD) / _LETTER)
    path = ROOT / part
    name = f"{part}/" if path.is_dir() else f"{part}.py"
    lines = [(name, "name")]
    purpose = _PURPOSES[part]
    if len(name) + 2 + len(purpose) <= columns:
        lines = [(f"{name}  {purpose}", "name")]
    else:
        lines += [(line, "") for line in textwrap.wrap(purpose, columns)]
    if path.is_dir():
        lines += [(line.strip(" ·"), "") for line in textwrap.wrap(" · ".join(_contents(path)), columns)]
    if imported:
        lines += [(line, "grey") for line in textwrap.wrap(f"imports {', '.join(imported)}", columns)]
    return lines


def _contents(folder: Path) -> list[str]:
    """The modules and folders of a folder."""
    modules = [path.stem for path in folder.glob("*.py") if not path.name.startswith("__")]
    folders = [f"{path.parent.name}/" for path in folder.glob("*/__init__.py")]
    return sorted([*modules, *folders])


def _arrows(straight: list[tuple[str, str]], boxes: dict[str, _Box]) -> Iterator[str]:
    """The arrows: down to the next layer, or past the layers between on the side that is nearer to the end."""
    lanes = {True: 0, False: 0}
    for here, there in straight:
        start, end = boxes[here], boxes[there]
        to = end.x + end.width / 2
        if LAYERS[here] == LAYERS[there] + 1:
            x = min(max(to, start.x + _PAD), start.x + start.width - _PAD)
            yield f'<path class="arrow" d="M{x:g} {start.bottom:g} L{to:g} {end.y - 1:g}"/>'
            continue
        left = to < _WIDTH / 2
        lanes[left] += 1
        away = lanes[left] * _PAD
        lane = start.x - away if left else start.x + start.width + away
        edge = start.x if left else start.x + start.width
        y = start.y + start.height / 2
        turn = end.y - _GAP / 2
        yield f'<path class="arrow" d="M{edge:g} {y:g} H{lane:g} V{turn:g} H{to:g} V{end.y - 1:g}"/>'


def write() -> None:
    """Draw the picture anew."""
    FIGURE.write_text(picture(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()

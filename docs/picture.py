"""Draw docs/figures/before-after.svg from what textmend does to docs/sample/harbour.txt: `python -m docs.picture`.

The article is our own, damaged as extractors damage them. What the preset `pdf` changes is marked in both texts; the
same source gives the same file, so a test can check that the picture is up to date.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from pathlib import Path

from textmend import Pipeline
from textmend.edits import with_new_spans
from textmend.pipeline.result import Result

__all__ = ["FIGURE", "picture"]

FIGURE = Path(__file__).parent / "figures" / "before-after.svg"
SAMPLE = Path(__file__).parent / "sample" / "harbour.txt"

_COLUMNS = 104
_PAD, _LINE, _LETTER = 14, 18, 7.3
_WIDTH = round(_COLUMNS * _LETTER) + 2 * _PAD
_INK, _GREY, _FAINT = "#24292f", "#57606a", "#d0d7de"
_WRONG, _RIGHT = "#ffb8b1", "#93e6a8"
_STYLE = f"""
  text {{ font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: {_INK} }}
  .title {{ fill: {_GREY}; font-weight: bold }}
  .page {{ fill: #ffffff; stroke: {_FAINT} }}
"""

_Span = tuple[int, int]


def picture() -> str:
    """Return the picture."""
    result = Pipeline.preset("pdf").explain(SAMPLE.read_text("utf-8"))
    before = [(edit.start, edit.end) for edit in result.edits]
    after = [(start, end) for _, start, end in with_new_spans(result.edits)]
    top = list(_panel("What an extractor left", result.original, before, _WRONG, 0))
    height = _height(result.original) + 12
    bottom = list(_panel(f"textmend clean --preset pdf: {_counts(result)}", result.text, after, _RIGHT, height))
    height += _height(result.text)
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    label = "An article with run-together words, mojibake, stray line breaks and a page break, and the same repaired"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">',
        f"<style>{_STYLE}</style>",
        *top,
        *bottom,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _counts(result: Result) -> str:
    kinds = len({rule for edit in result.edits for rule in edit.rules})
    return f"{len(result.edits)} edits by {kinds} rules, each of which can be undone"


def _height(text: str) -> int:
    return (len(_wrapped(text)) + 1) * _LINE + 2 * _PAD


def _wrapped(text: str) -> list[_Span]:
    """Where the lines of a text start and end, as they are shown."""
    found: list[_Span] = []
    at = 0
    for line in text.rstrip("\n").split("\n"):
        start = at
        for part in textwrap.wrap(line, _COLUMNS, drop_whitespace=False, break_on_hyphens=False) or [""]:
            found.append((start, start + len(part)))
            start += len(part)
        at += len(line) + 1
    return found


def _panel(title: str, text: str, marked: list[_Span], colour: str, y: int) -> Iterator[str]:
    lines = _wrapped(text)
    yield f'<rect class="page" x="0.5" y="{y + 0.5}" width="{_WIDTH - 1}" height="{_height(text) - 1}" rx="6"/>'
    yield f'<text class="title" x="{_PAD}" y="{y + _PAD + 10}">{escape(title)}</text>'
    for number, (start, end) in enumerate(lines, 1):
        base = y + _PAD + (number + 1) * _LINE - 6
        for low, high in marked:
            if (place := _mark(low, high, start, end)) is not None:
                x = _PAD + place[0] * _LETTER
                width = max(place[1] - place[0], 0.35) * _LETTER
                yield f'<rect x="{x:.1f}" y="{base - 12}" width="{width:.1f}" height="16" rx="2" fill="{colour}"/>'
        if line := text[start:end].rstrip():
            # Control characters have no shape, and a space is as wide as any other letter.
            shown = "".join(letter if letter.isprintable() else "␦" for letter in line)
            length = f'textLength="{len(shown) * _LETTER:.1f}" lengthAdjust="spacingAndGlyphs"'
            yield f'<text x="{_PAD}" y="{base}" {length} xml:space="preserve">{escape(shown)}</text>'


def _mark(low: int, high: int, start: int, end: int) -> tuple[float, float] | None:
    """Where a change is marked in a line, in columns; a bar where something is missing, or a line ends too early."""
    if low == high:
        return (low - start - 0.2, low - start + 0.2) if start <= low <= end else None
    if high <= start or low > end:
        return None
    first, last = max(low, start) - start, min(high, end + 1) - start
    return (first, last) if last > first else None


def write() -> None:
    """Draw the picture anew."""
    FIGURE.write_text(picture(), "utf-8")


if __name__ == "__main__":
    write()

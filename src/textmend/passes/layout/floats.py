"""Figures and tables with a caption that stand between two halves of a sentence, as at the top of a page."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.passes.layout.breaks import Ending, Opening, count_between, ending, opening
from textmend.passes.layout.interruptions import Block, Part
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.lines import Line
from textmend.passes.layout.surveys import beginning_with
from textmend.patterns import pattern

__all__ = ["find_floats", "is_caption", "without_floats"]

_FIRST = "FTCEBPLSAOR"
_CAPTION = pattern(
    r"(?:Fig(?:ure|ura|\.)?|FIG(?:URE|\.)|Tab(?:le|elle|leau|la|ela|ella|\.)?|TABLE|Chart|Exhibit|Box|Plate|Listing|Scheme"
    r"|Abb(?:ildung|\.)|Algorithm|Obr(?:ázek|\.)|Rys(?:unek|\.))\s?(?:[A-Z]?\d+(?:[.-]\d+)*|[IVX]+)\s?(?P<mark>[.:|—–]|$)"
)
# A caption with a colon is hardly the end of a sentence, unless one of these words is before it.
_BEFORE_NAME = pattern(r"\W*(?i:and|or|in|on|of|from|by|to|with|than|under|see|cf|per|via|the|also|following)\W*")
# The lines of the longest table, with its caption.
_LONGEST = 60
# The lines of a footer and a header.
_HEADER_LINES = 4
# The share of the width that a line fills which was broken because the next word did not fit.
_FULL = 0.8


def is_caption(line: Line) -> bool:
    """True for "Figure 3: Harbours", "Table 2." and the like."""
    return line.content[0] in _FIRST and _CAPTION.match(line.content) is not None


def _captions(lines: Sequence[Line]) -> list[int]:
    """Return the places of the lines that are captions."""
    return [place for place in beginning_with(lines, _FIRST) if is_caption(lines[place])]


def find_floats(
    lines: list[Line], blocks: list[Block], text: str, furniture: Sequence[Line]
) -> tuple[list[Line], list[Block]]:
    """Separate the figures and tables that interrupt a sentence from the lines of the text.

    Args:
        lines: the lines of the text.
        blocks: the notes that were between them, in order; a figure may be next to notes.
        text: the document.
        furniture: the lines of its pages, in order.

    Returns:
        The other lines, and all blocks.
    """
    captions = _captions(lines)
    if not captions:
        return lines, blocks
    full = _full(lines)
    notes = {block.after.start: block for block in blocks}
    pages = [line.start for line in furniture]

    def apart(line: Line, below: Line) -> bool:
        return count_between(pages, line, below) > 0 or line.start in notes or _is_apart(line, below, text)

    found: list[Block] = []
    kept: list[Line] = []
    done = 0
    for place in captions:
        if place < max(done, 1):
            continue
        above = lines[place - 1]
        end = _end(lines, place, above, full, text)
        if end is None or (_may_be_named(above, lines[place]) and not apart(above, lines[place])):
            continue
        kept += lines[done:place]
        parts = [*_parts(lines[place:end], full)]
        for line in lines[place - 1 : end]:
            if block := notes.pop(line.start, None):
                parts += block.parts
        parts.sort(key=lambda part: part.span)
        found.append(Block(parts, above, lines[end]))
        done = end
    kept += lines[done:]
    return kept, sorted([*found, *notes.values()], key=lambda block: block.span)


def _may_be_named(above: Line, caption: Line) -> bool:
    """True if the sentence above may go on with the name of a figure: "listed in / Table 2. The others are"."""
    match = _CAPTION.match(caption.content)
    return match is None or match["mark"] in {".", ""} or _BEFORE_NAME.fullmatch(above.content.split()[-1]) is not None


def _is_apart(line: Line, below: Line, text: str) -> bool:
    """True if a blank line or the end of a page is between two lines."""
    between = text[line.end : below.start]
    return "\f" in between or between.count("\n") > 1


def without_floats(lines: list[Line], text: str) -> list[Line]:
    """Return the lines without figures and tables that interrupt a sentence, perhaps with a header above them.

    What is then inside the sentence belongs to the page.
    """
    captions = _captions(lines)
    if not captions:
        return lines
    full = _full(lines)
    kept: list[Line] = []
    done = 0
    for place in captions:
        if place < done:
            continue
        nearest = lines[max(place - _HEADER_LINES - 1, 0) : place][::-1]
        above = next((line for line in nearest if line.width >= full), None)
        if above is None or (above is nearest[0] and not _is_apart(above, lines[place], text)):
            continue
        end = _end(lines, place, above, full, text)
        if end is not None:
            kept += lines[done:place]
            done = end
    return kept + lines[done:]


def _full(lines: Sequence[Line]) -> float:
    """Return the minimum width of a line that was broken because the next word did not fit."""
    widths = sorted([line.width for line in lines])
    return _FULL * widths[len(widths) * 3 // 4]


def _end(lines: Sequence[Line], place: int, above: Line, full: float, text: str) -> int | None:
    """Return the place of the line in which the sentence above a caption goes on; None if it does not.

    Args:
        place: the place of the caption.
        above: the last line of the text above it.
        full: the minimum width of a full line.
        text: the document.
    """
    if above.kind is not LineKind.PROSE or above.width < full or ending(above.content) is not Ending.OPEN:
        return None
    rows = False  # below the caption
    for end in range(place + 1, min(place + _LONGEST, len(lines))):
        line, before = lines[end], lines[end - 1]
        if is_caption(line):
            rows = False
        elif line.kind is not LineKind.PROSE or line.width < full:
            rows = rows or not _goes_on(before, full)
        elif not rows and _goes_on(before, full):
            continue
        elif opening(line.content) is Opening.LOWER:
            return end
        elif rows or before.width < full or _is_apart(before, line, text):
            return None  # a paragraph of the text, not a table
    return None


def _goes_on(line: Line, full: float) -> bool:
    """True for a line of a caption that was wrapped."""
    return line.width >= full and ending(line.content) is not Ending.SENTENCE


def _parts(lines: Sequence[Line], full: float) -> list[Part]:
    """Return the figures and tables of some lines, each with its caption."""
    starts = _captions(lines)
    parts: list[Part] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        wrapped = start + 1
        while wrapped < end and _goes_on(lines[wrapped - 1], full) and lines[wrapped].kind is LineKind.PROSE:
            wrapped += 1
        parts.append(Part(list(lines[start:end]), wrapped - start))
    return parts

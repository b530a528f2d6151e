# cython: language_level=3, annotation_typing=False
"""Blocks between blank lines whose line breaks carry meaning: code, verse, addresses, quotations, bibliographies."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.passes.layout.breaks import Ending, LineBreak
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.lines import Line
from textmend.passes.layout.wrapping import Wrapping

__all__ = ["fix_blocks"]

# Looking up an enum member takes longer than the test itself.
_OPEN, _PROSE, _FIXED = Ending.OPEN, LineKind.PROSE, LineKind.FIXED


def fix_blocks(lines: Sequence[Line], line_breaks: Sequence[LineBreak], wrapping: Wrapping) -> None:
    """Keep a block that is indented deeper than the text, or hangs: it is code, verse, an address or a quotation."""
    start = 0
    for place, line_break in enumerate(line_breaks):
        if not line_break.inside:
            _fix_block(lines[start : place + 1], line_breaks[start:place], wrapping)
            start = place + 1
    _fix_block(lines[start:], line_breaks[start:], wrapping)


def _fix_block(lines: Sequence[Line], block: Sequence[LineBreak], wrapping: Wrapping) -> None:
    """Fix a block that is indented deeper than the text or hangs; a single line is not a block."""
    if block and _is_deep(lines, wrapping) and not _are_paragraphs(lines, block, wrapping):
        for line in lines:
            line.kind = _FIXED
    _fix_hanging(block, wrapping)


def _are_paragraphs(lines: Sequence[Line], block: Sequence[LineBreak], wrapping: Wrapping) -> bool:
    """True for lines that are a paragraph each, as lines of speech are; those of a stanza end inside a sentence."""
    for line in lines:
        if not wrapping.starts_paragraph(line):
            return False
    for line_break in block:
        if line_break.ending is _OPEN:
            return False
    return True


def _is_deep(lines: Sequence[Line], wrapping: Wrapping) -> bool:
    for line in lines:
        if line.indent < wrapping.margin + 2:
            return False
    return True


def _fix_hanging(block: Sequence[LineBreak], wrapping: Wrapping) -> None:
    """Keep entries whose second lines are indented under a first one, as in bibliographies and glossaries."""
    hung: list[LineBreak] = []
    last: Line | None = None  # of those that hang
    for line_break in block:
        if line_break.right.indent == line_break.left.indent:
            hangs = line_break.left is last
        else:
            deeper = line_break.right.indent >= line_break.left.indent + 2 and not line_break.between_sentences
            hangs = deeper and not wrapping.starts_paragraph(line_break.right)
        if hangs:
            hung.append(line_break)
            last = line_break.right
    # Entries without a second line occur among those with one.
    for line_break in block if len(hung) >= 2 and len(hung) * 4 >= len(block) else hung:
        for line in (line_break.left, line_break.right):
            if line.kind is _PROSE:
                line.kind = _FIXED

"""What is on the pages of a text: its lines, the breaks between them, and what is outside them or interrupts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from textmend.lang import Language
from textmend.passes.layout import line_numbers, page_numbers
from textmend.passes.layout.breaks import LineBreak, drop_double_spacing, line_breaks_between
from textmend.passes.layout.floats import find_floats, without_floats
from textmend.passes.layout.footnotes import find_notes, without_notes
from textmend.passes.layout.fragments import lone_capitals
from textmend.passes.layout.furniture import Furniture, find
from textmend.passes.layout.hyphens import Hyphen, broken_words, judged
from textmend.passes.layout.interruptions import Block
from textmend.passes.layout.lines import Line, classify_ambiguous_lines
from textmend.passes.layout.note_marks import Mark, find_marks
from textmend.passes.layout.rules import LayoutOptions

__all__ = ["Page", "read_page"]


class Page(NamedTuple):
    """The lines of a text and what is between them.

    Attributes:
        lines: the lines of the text itself.
        line_breaks: the breaks between them.
        blocks: notes, figures and tables that interrupt them.
        furniture: the lines that belong to the pages.
        hyphens: the words that were broken at line ends, by the position after the hyphen.
        numbers: where the numbers of lines are.
    """

    lines: list[Line]
    line_breaks: list[LineBreak]
    blocks: list[Block]
    furniture: Furniture
    hyphens: Mapping[int, Hyphen]
    numbers: Sequence[tuple[int, int]]


def read_page(lines: list[Line], text: str, language: Language, options: LayoutOptions) -> Page:
    """Read the pages of a text.

    Args:
        lines: all its lines; drop capitals are merged with theirs.
        text: the document.
        language: its language.
        options: what stays where it is.
    """
    for place in reversed(list(lone_capitals(lines, language.lexicon))):
        lines[place : place + 2] = [lines[place].with_rest(lines[place + 1])]
    kept = options.furniture == "keep"
    attached = [] if kept else _without_attached(lines, text, language)
    numbered = line_numbers.Numbered(lines) if kept else line_numbers.find(lines)
    stay = kept or options.footnotes == "keep"
    marks, references = ({}, []) if stay else find_marks(numbered.lines, text)
    furniture, lines = _parted(numbered.lines, text, marks)
    furniture.numbers += numbered.columns
    lines = furniture.with_lines(attached, lines)
    classify_ambiguous_lines(lines)
    lines, blocks = find_notes(lines, marks, references, text, furniture.lines)
    if not stay:
        lines, blocks = find_floats(lines, blocks, text, furniture.lines)
    outside = furniture.all()
    if blocks:
        outside = sorted([*outside, *(line for block in blocks for line in block.lines())], key=attrgetter("start"))
    line_breaks = line_breaks_between(lines, text, outside, numbered.alone)
    drop_double_spacing(line_breaks)
    inside = [each for block in blocks for part in block.parts for each in part.line_breaks(text)]
    around = [*line_breaks, *inside] if inside else line_breaks
    hyphens = judged(broken_words(around, {number.start for number in attached}), line_breaks, text, language)
    return Page(lines, line_breaks, blocks, furniture, hyphens, numbered.places())


def _without_attached(lines: list[Line], text: str, language: Language) -> list[Line]:
    """Separate the numbers of pages that are attached to half a word, and return them."""
    numbers: list[Line] = []
    for place, at in reversed(page_numbers.attached(lines, text, language)):
        lines[place : place + 1] = lines[place].divided(at)
        numbers.append(lines[place + 1])
    return numbers


def _parted(lines: list[Line], text: str, marks: Mapping[int, Mark]) -> tuple[Furniture, list[Line]]:
    """Separate the lines that belong to the pages from the lines of the text.

    Args:
        marks: where notes begin, which may be between the text and the lines of the page.
    """
    text_lines, below_notes = without_notes(lines, marks)
    furniture = find(without_floats(text_lines, text), text, below_notes)
    starts = {line.start for line in furniture.lines}
    return furniture, [line for line in lines if line.start not in starts] if starts else lines

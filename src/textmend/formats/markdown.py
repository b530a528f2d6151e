"""Markdown: prose is repaired; code, link targets, HTML, formulas and front matter are left alone.

pyromark reports what each range of a source is. The text ranges of a block (a paragraph, a heading or a table cell) are
put together; the markup between them is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar, NamedTuple

import pyromark
from pyromark import Options

from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, TextSpan
from textmend.formats.html import SKIPPED
from textmend.formats.source import Source
from textmend.formats.source_map import OBJECT, CharPlaces, MappedBlock, SourceMap, switched_off, without_surrogates
from textmend.formats.text_reader import DocumentReader

__all__ = ["MarkdownReader", "Prose", "prose_map"]

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(?:.*\n)*?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
# Formulas, the tags of site generators, and footnotes, which the parser treats as text. The search for their end
# is limited to this many characters; otherwise many beginnings without an end would take quadratic time.
_WITHIN = ".{0,2000}?"
_NOT_PROSE = re.compile(
    rf"\[\^[^\]\s]{{1,2000}}\]|\{{%{_WITHIN}%\}}|\{{\{{{_WITHIN}\}}\}}|\$\$.{_WITHIN}\$\$"
    r"|(?<![\\$\w])\$(?=\S)[^$\n]*[^$\s]\$(?![\d$])",
    re.DOTALL,
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")

# Markup within a block.
_MARKS = frozenset({"Emphasis", "Strong", "Strikethrough", "Link"})
# Blocks without prose.
_BLOCKS_WITHOUT_PROSE = frozenset({"CodeBlock", "HtmlBlock"})
# Links whose text is the address, or the label of the target, which it must continue to match.
_NAMING = frozenset({"Autolink", "Email", "Collapsed", "Shortcut"})


class MarkdownReader(DocumentReader):
    """A text in CommonMark with tables and strikethrough."""

    name: ClassVar[str] = "markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = Prose()


class Prose(Extractor):
    """All prose of a text is one text span, with a blank line between blocks."""

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        yield MappedBlock(prose_map(block.content), block)


def prose_map(source: str) -> SourceMap:
    """Return the prose of Markdown."""
    # Characters are literal: Markdown needs no escape in the middle of prose.
    projection = SourceMap(source, str, switched_off(source))
    for pieces in _blocks(source):
        projection.separate("\n\n")
        _project(pieces, projection)
    return projection


class _BlockPiece(NamedTuple):
    """A part of a block.

    Attributes:
        kind: "text", "break" for a line end, "object" for anything that is not text, or "html".
        start, end: where it is in the source.
        text: the text that it stands for, if that is not the source itself.
    """

    kind: str
    start: int
    end: int
    text: str = ""


@cache
def _parser() -> pyromark.Markdown:
    return pyromark.Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH)


def _blocks(source: str) -> Iterator[list[_BlockPiece]]:
    """Yield the pieces of each block that has prose, in order."""
    front = _FRONT_MATTER.match(source)
    start = front.end() if front else 0
    body = without_surrogates(source[start:])
    place = CharPlaces(body, start)
    collected = _Collected(source)
    skipped = 0  # the number of open elements without prose
    event: Any
    for event, span in _parser().events_with_range(body):
        kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, "")
        if kind in ("Start", "End"):
            name, facts = next(iter(value.items())) if isinstance(value, dict) else (value, {})
            if skipped:
                skipped += 1 if kind == "Start" else -1
            elif name == "Image" or (name == "Link" and kind == "Start" and facts["link_type"] in _NAMING):
                collected.add("object", place(span["start"]), place(span["end"]))
                skipped = 1
            elif name not in _MARKS:
                yield from collected.finish()
                skipped = int(name in _BLOCKS_WITHOUT_PROSE and kind == "Start")
        elif skipped:
            pass
        elif kind == "Rule":
            yield from collected.finish()
        elif kind in _PIECES:
            collected.add(_PIECES[kind], place(span["start"]), place(span["end"]), value)
    yield from collected.finish()


_PIECES = {"Text": "text", "Code": "object", "InlineHtml": "html", "SoftBreak": "break", "HardBreak": "break"}


class _Collected:
    """Collects the pieces of one block."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[_BlockPiece] = []
        self._end = 0  # of what the parser has reported

    def add(self, kind: str, start: int, end: int, text: str = "") -> None:
        """Add a piece; `text` is the text that the parser reports for it."""
        if self._pieces and self._pieces[-1].kind == "break":
            self._indent(start)
        if kind != "text":
            self._pieces.append(_BlockPiece(kind, start, end))
        else:
            if start and self._source[start - 1] == "\\" and self._end < start:
                self._pieces.append(_BlockPiece("text", start - 1, start + 1, self._source[start]))
                start, text = start + 1, text[1:]
            # The replacement for a NUL or a lone surrogate has the same length; a character reference is always longer.
            self._pieces.append(_BlockPiece("text", start, end, "" if len(text) == end - start else text))
        self._end = end

    def finish(self) -> Iterator[list[_BlockPiece]]:
        """Yield the block, if it is not empty, and start the next one."""
        if self._pieces:
            low, high = self._pieces[0].start, self._pieces[-1].end
            taken = [match.span() for match in _NOT_PROSE.finditer(self._source, low, high)]
            yield list(_without(taken, self._pieces)) if taken else self._pieces
            self._pieces = []

    def _indent(self, start: int) -> None:
        """Add the indentation of a line beyond that of the block's first line; tables and code are recognised by it."""
        first = self._pieces[0].start
        least = self._source.rfind("\n", 0, start) + first - self._source.rfind("\n", 0, first)
        low = start
        while low > least and self._source[low - 1] in " \t":
            low -= 1
        if low < start:
            self._pieces.append(_BlockPiece("text", low, start))


def _without(taken: list[tuple[int, int]], pieces: list[_BlockPiece]) -> Iterator[_BlockPiece]:
    """Yield the pieces, with each span that starts in text replaced by an object."""
    number = 0
    behind = 0  # the end of the last object
    for piece in pieces:
        start = max(piece.start, behind)
        while number < len(taken) and taken[number][0] < piece.end:
            low, high = taken[number]
            number += 1
            # A span that starts in code or in a link target belongs to that.
            if low >= start and piece.kind == "text" and not piece.text:
                if start < low:
                    yield _BlockPiece("text", start, low)
                yield _BlockPiece("object", low, high)
                start = behind = high
        if start < piece.end:
            yield piece._replace(start=start)


def _project(pieces: list[_BlockPiece], projection: SourceMap) -> None:
    """Add the text of a block to the projection."""
    depth = 0  # of tags around what is no prose
    for kind, start, end, text in pieces:
        if kind == "html":
            depth = max(0, depth + _opened(projection.source[start:end]))
            if depth:
                projection.separate(OBJECT)
        elif depth:
            continue
        elif kind == "break":
            projection.separate("\n")
        elif kind == "object":
            projection.separate(OBJECT)
        elif text:
            projection.stand_for(text, start, end)
        else:
            projection.copy(start, end)


def _opened(tag: str) -> int:
    """1 for a tag behind which no prose stands, -1 for one that ends that, else 0."""
    match = _TAG.match(tag)
    if match is None or match[2].lower() not in SKIPPED or tag.endswith("/>"):
        return 0
    return -1 if match[1] else 1

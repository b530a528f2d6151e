"""Plain text as a stream: one document a file, in windows; or one a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textmend.edits import Edit
from textmend.formats import encoding_errors
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, Places, TextSpan
from textmend.formats.source import Source
from textmend.formats.text_reader import TextReader
from textmend.pipeline.result import Result
from textmend.pipeline.windows import WindowSplitter

__all__ = ["PlainReader", "WholeBlock", "whole_lines"]


class PlainReader(TextReader):
    """A text without any markup."""

    name: ClassVar[str] = "txt"
    suffixes: ClassVar[tuple[str, ...]] = encoding_errors.SUFFIXES

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Text()

    def blocks(self) -> Iterator[Block]:
        """Yield the windows of the text, whose borders depend on the text alone."""
        pieces = _lines(self.text()) if self.options.line_by_line else _windows(self.text())
        line = column = 1
        offset = 0
        for piece in pieces:
            yield Block(piece, line, column, offset)
            offset += len(piece)
            ends = piece.count("\n")
            line += ends
            column = len(piece) - piece.rfind("\n") + (0 if ends else column - 1)


def _windows(text: Iterator[str]) -> Iterator[str]:
    cutter = WindowSplitter()
    for piece in text:
        yield from cutter.feed(piece)
    if rest := cutter.flush():
        yield rest


def _lines(text: Iterator[str]) -> Iterator[str]:
    """Yield whole lines as soon as they are complete; for very long lines, windows of one."""
    rest = ""
    for piece in text:
        lines = (rest + piece).split("\n")
        rest = lines.pop()
        yield from (line + "\n" for line in lines)
        cutter = WindowSplitter()
        yield from cutter.feed(rest)
        rest = cutter.flush()
    if rest:
        yield rest


def whole_lines(text: Iterator[str], least: int, most: int) -> Iterator[tuple[str, bool]]:
    """Split a text at line ends.

    Args:
        text: its pieces.
        least: the minimum length of a part, except the last.
        most: the maximum length of a line that is waited for.

    Yields:
        A part, and whether it is whole lines; a line that is too long comes in parts that are not.
    """
    waiting: list[str] = []
    size = 0
    inside = False  # a line that is too long
    for piece in text:
        rest = piece
        if inside:
            end = rest.find("\n") + 1
            yield (rest[:end] if end else rest), False
            inside, rest = not end, rest[end:] if end else ""
        end = rest.rfind("\n") + 1
        if size + len(rest) >= least and end:
            yield "".join([*waiting, rest[:end]]), True
            waiting, rest = [], rest[end:]
            size = 0
        if rest:
            waiting.append(rest)
            size += len(rest)
        if size > most and "\n" not in waiting[-1]:
            held = "".join(waiting)
            start = held.rfind("\n") + 1
            if start:
                yield held[:start], True
            waiting, size = [held[start:]], len(held) - start
            if size > most:
                yield held[start:], False
                waiting, size, inside = [], 0, True
    if size:
        yield "".join(waiting), True


class _Text(Extractor):
    """All of a block is one text span."""

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        yield WholeBlock(block)


class WholeBlock(TextSpan):
    """All of a block."""

    __slots__ = ("_places",)

    def __init__(self, block: Block) -> None:
        super().__init__(block.content)
        self._places = Places(block)

    def splices(self, result: Result) -> tuple[Sequence[Edit], Sequence[Edit]]:
        return result.edits, result.edits

    def place(self, edit: Edit) -> Mapping[str, int | str]:
        return self._places.of(edit)

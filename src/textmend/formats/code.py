"""Programs, settings, logs, and markup without a reader of its own: only encodings and characters are repaired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textmend.formats import code_names
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, TextSpan
from textmend.formats.plain_text import PlainReader, WholeBlock
from textmend.formats.source import Source

__all__ = ["CodeReader", "as_data"]


class CodeReader(PlainReader):
    """A text in which spaces, dashes, quotation marks and line breaks have a meaning."""

    name: ClassVar[str] = "code"
    suffixes: ClassVar[tuple[str, ...]] = code_names.SUFFIXES

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Code()


class _Code(Extractor):
    """All of a block is one text span that is not prose."""

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        yield as_data(block)


def as_data(block: Block) -> TextSpan:
    """All of a block, as a text that is not prose."""
    text = WholeBlock(block)
    text.is_prose = False
    return text

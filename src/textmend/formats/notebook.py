"""Jupyter notebooks: the prose of the Markdown cells is repaired; code, output and metadata are left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, ClassVar

from textmend.edits import Edit
from textmend.errors import FileError
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, Places, TextSpan
from textmend.formats.json_document import refuse_invalid, strings
from textmend.formats.json_strings import string_map
from textmend.formats.markdown import prose_map
from textmend.formats.source import Source
from textmend.formats.source_map import SourceMap
from textmend.formats.text_reader import DocumentReader
from textmend.pipeline.result import Result

__all__ = ["NotebookReader"]


class NotebookReader(DocumentReader):
    """A notebook in format 4."""

    name: ClassVar[str] = "notebook"
    suffixes: ClassVar[tuple[str, ...]] = (".ipynb",)

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Cells(source.name)


class _Cells(Extractor):
    """The prose of each Markdown cell is a text span."""

    def __init__(self, name: str) -> None:
        self._name = name

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        source: str = block.content
        refuse_invalid(source, self._name)
        kinds = _cell_types(json.loads(source))
        if kinds is None:
            raise FileError(self._name, "is not a notebook in format 4", "save it again with a current Jupyter")
        is_ascii = source.isascii() and "\\u" in source
        places = Places(block)
        texts = (value for value in strings(source) if value.path[:1] == ("cells",) and value.path[2:3] == ("source",))
        for number, lines in groupby(texts, lambda value: value.path[1]):
            if kinds[int(number)] == "markdown":
                yield _Cell(string_map(source, *((line.start, line.end) for line in lines), is_ascii=is_ascii), places)


def _cell_types(notebook: Any) -> list[object] | None:
    """The type of each cell; None if it is not a notebook."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        return None
    return [cell.get("cell_type") for cell in cells]


class _Cell(TextSpan):
    """The prose of the Markdown that the strings of a cell are."""

    __slots__ = ("_markdown", "_places", "_prose")

    def __init__(self, markdown: SourceMap, places: Places) -> None:
        self._markdown = markdown
        self._prose = prose_map(markdown.text)
        self._places = places
        super().__init__(self._prose.text)

    def splices(self, result: Result) -> tuple[Sequence[Edit], Sequence[Edit]]:
        splices: list[Edit] = []
        made: list[Edit] = []
        for edit in result.edits:
            inner = self._prose.span(edit.start, edit.end)
            outer = inner and self._markdown.span(*inner)
            if outer:
                splices.append(Edit(*outer, self._markdown.spell(edit.replacement), edit.rule, edit.confidence))
                made.append(edit)
        return splices, made

    def place(self, edit: Edit) -> Mapping[str, int | str]:
        inner = self._prose.span(edit.start, edit.end) or self._prose.cover(edit.start, edit.end)
        start, end = self._markdown.span(*inner) or self._markdown.cover(*inner)
        return self._places.of(edit._replace(start=start, end=end))

"""Tables as text (CSV, TSV): the fields of some columns are repaired, everything else keeps its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textmend.edits import Edit
from textmend.errors import FileError
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, Problem, TextSpan
from textmend.formats.source import Source
from textmend.formats.text_reader import TextReader
from textmend.pipeline.result import Result

__all__ = ["CsvReader"]

# Blocks have this many characters and end where a row does.
_BLOCK = 1 << 20
# A quotation mark that is never closed makes one row of the rest of the file.
_LONGEST_ROW = 1 << 25
_DELIMITERS = ",;\t|"
_DEFAULT_COLUMN = "text"


class _Table(NamedTuple):
    """The properties of a table, from its first row: delimiter, number of columns, and those to repair."""

    delimiter: str
    width: int
    names: tuple[str, ...]
    wanted: tuple[int, ...]


class CsvReader(TextReader):
    """A table whose first row names the columns."""

    name: ClassVar[str] = "csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".tab")

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Cells()

    def blocks(self) -> Iterator[Block]:
        """Yield blocks of whole rows; the first has the row of names."""
        line = 1
        offset = 0
        table: _Table | None = None
        for rows in self._rows():
            if table is None:
                table = self._table(rows)
            yield Block(rows, line, 1, offset, (table, line == 1))
            line += rows.count("\n")
            offset += len(rows)

    def _rows(self) -> Iterator[str]:
        """Yield parts of the text that are whole rows: a line end inside quotation marks does not end one."""
        waiting = ""
        for piece in self.text():
            waiting += piece
            if len(waiting) < _BLOCK:
                continue
            end = _last_row_end(waiting)
            if end:
                yield waiting[:end]
                waiting = waiting[end:]
            elif len(waiting) > _LONGEST_ROW:
                raise FileError(
                    self.source.name,
                    f"has a row of more than {_LONGEST_ROW:,} characters",
                    "look for an unclosed quotation mark",
                )
        if waiting:
            yield waiting

    def _table(self, text: str) -> _Table:
        """Read the row of names.

        Raises:
            FileError: a column to repair does not exist.
        """
        first_line = text.partition("\n")[0]
        outside = re.sub(r'"[^"]*"', "", first_line)
        delimiter = max(_DELIMITERS, key=lambda each: (outside.count(each), -_DELIMITERS.index(each)))
        if self.source.path is not None and self.source.path.suffixes[:1] in ([".tsv"], [".tab"]):
            delimiter = "\t"
        row = next(_rows(text, delimiter), [])
        names = tuple(_content(text, *cell) for cell in row)
        wanted = self.options.columns or ((_DEFAULT_COLUMN,) if _DEFAULT_COLUMN in names else ())
        if not wanted:
            raise FileError(self.source.name, "has no column 'text'", f"choose one with --column: {_listed(names)}")
        numbers: list[int] = []
        for column in wanted:
            if column in names:
                numbers += [number for number, name in enumerate(names) if name == column]
            elif column.isdecimal() and 1 <= int(column) <= len(names):
                numbers.append(int(column) - 1)
            else:
                raise FileError(self.source.name, f"has no column {column!r}", f"its columns are {_listed(names)}")
        return _Table(delimiter, len(names), names, tuple(sorted(set(numbers))))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names[:20]) + (", …" if len(names) > 20 else "")


def _last_row_end(text: str) -> int:
    """The position after the last line end with an even number of quotation marks before it; 0 where there is none."""
    quotes = text.count('"')
    end = text.rfind("\n") + 1
    quotes -= text.count('"', end)
    while end and quotes % 2:
        # Inside a quoted field; the mark that opened it is before this line end.
        before = text.rfind("\n", 0, end - 1) + 1
        quotes -= text.count('"', before, end)
        end = before
    return end


Cell = tuple[int, int]


def _rows(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """Yield the cells of each row, as their spans with quotation marks.

    As Python's own reader does, it takes a mark for an opening one only at the start of a cell.
    """
    cells = re.compile(rf'"[^"]*(?:""[^"]*)*"[^{delimiter}\r\n]*|[^{delimiter}\r\n]*')
    at = 0
    row: list[Cell] = []
    while at < len(text):
        match = cells.match(text, at)
        assert match is not None, "an empty cell matches"
        row.append(match.span())
        at = match.end()
        if text.startswith(delimiter, at):
            at += 1
            if at < len(text):
                continue
            row.append((at, at))
        elif text.startswith("\r\n", at):
            at += 2
        else:
            at += 1
        yield row
        row = []


_QUOTED_CELL = re.compile(r'"[^"]*(?:""[^"]*)*"')


def _content(text: str, start: int, end: int) -> str:
    """The text of a cell."""
    return text[start + 1 : end - 1].replace('""', '"') if text.startswith('"', start) else text[start:end]


class _Cells(Extractor):
    """The cells of the columns to repair."""

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:
        table, has_names = block.context
        text: str = block.content
        line, counted = block.line, 0
        for number, row in enumerate(_rows(text, table.delimiter)):
            start = row[0][0]
            line += text.count("\n", counted, start)
            counted = start
            if has_names and number == 0:
                continue
            problem = ""
            if len(row) != table.width:
                if row[-1][1] == start:
                    continue  # an empty line
                cells = f"{len(row)} cell{'s' if len(row) > 1 else ''}"
                problem = f"has {cells}, but the first row has {table.width}"
            elif any(text.startswith('"', low) and not _QUOTED_CELL.fullmatch(text, low, high) for low, high in row):
                problem = "has an unclosed quotation mark, or text after a closing one"
            if not problem:
                for column in table.wanted:
                    low, high = row[column]
                    place = {"line": line, "field": table.names[column]}
                    yield _Cell(text, low, high, place, table.delimiter)
                continue
            part.problems.append(Problem(line, "line", problem))
            if skip:
                end = row[-1][1]
                end += 2 if text.startswith("\r\n", end) else 1
                part.splices.append(Edit(start, min(end, len(text)), "", "", 1.0))


class _Cell(TextSpan):
    __slots__ = ("_delimiter", "_end", "_place", "_quoted", "_start")

    def __init__(self, source: str, start: int, end: int, place: Mapping[str, int | str], delimiter: str) -> None:
        super().__init__(_content(source, start, end))
        self._quoted = source.startswith('"', start)
        self._start, self._end = start, end
        self._place = place
        self._delimiter = delimiter

    def splices(self, result: Result) -> tuple[Sequence[Edit], Sequence[Edit]]:
        if not result.edits:
            return (), ()
        cell = result.text
        if self._quoted or any(mark in cell for mark in f'{self._delimiter}"\r\n'):
            cell = '"' + cell.replace('"', '""') + '"'
        return [Edit(self._start, self._end, cell, "", 1.0)], result.edits

    def place(self, edit: Edit) -> Mapping[str, int | str]:
        return {**self._place, "start": edit.start, "end": edit.end}

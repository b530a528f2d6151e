"""JSON: the strings of one document. Keys, numbers, white space and escapes keep their bytes.

The fields that the user names are prose. Without any, a string is prose if it reads as sentences; in all others, names,
identifiers and programs, only characters are repaired.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textmend.edits import Edit
from textmend.errors import FileError
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, TextSpan
from textmend.formats.json_strings import string_map
from textmend.formats.jsonl import checked_paths
from textmend.formats.source import Source
from textmend.formats.source_map import MessageBlock
from textmend.formats.text_reader import DocumentReader

__all__ = ["JsonReader", "JsonString", "refuse_invalid", "strings"]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]')
# A value without any letter is a mark of its own: a separator of thousands, a joiner.
_LETTER = re.compile(r"[^\W\d_]")


class JsonString(NamedTuple):
    """A string that is a value.

    Attributes:
        path: the keys that lead to it, and the positions in lists, from 0.
        start, end: where it is, with its quotation marks.
    """

    path: tuple[str | int, ...]
    start: int
    end: int


def strings(source: str) -> Iterator[JsonString]:
    """Yield the strings of valid JSON that are values, in order."""
    path: list[str | int] = []
    key = ""
    is_key = False  # whether the next string is one
    for token in _TOKEN.finditer(source):
        sign = token[0]
        if sign == "{":
            path.append("")
            is_key = True
        elif sign == "[":
            path.append(0)
        elif sign in "}]":
            path.pop()
            is_key = False
        elif sign == ",":
            if path and isinstance(last := path[-1], int):
                path[-1] = last + 1
            else:
                is_key = True
        elif sign == ":":
            path[-1] = json.loads(key)
            is_key = False
        elif is_key:
            key = sign
        else:
            yield JsonString(tuple(path), *token.span())


def refuse_invalid(source: str, name: str) -> None:
    """Make sure that a file is JSON.

    Raises:
        FileError: it is not; the message has the place.
    """
    try:
        json.loads(source)
    except json.JSONDecodeError as error:
        raise FileError(
            f"{name}:{error.lineno}:{error.colno}", f"invalid JSON ({error.msg})", "fix that place, or use --format txt"
        ) from error
    except RecursionError as error:
        raise FileError(name, "is nested too deeply", "use --format txt") from error


class JsonReader(DocumentReader):
    """One JSON document."""

    name: ClassVar[str] = "json"
    suffixes: ClassVar[tuple[str, ...]] = (".json", ".arb", ".geojson", ".webmanifest")

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Strings(source.name, options.fields)


class _Strings(Extractor):
    """Each string is a text span."""

    def __init__(self, name: str, fields: Sequence[str]) -> None:
        self._name = name
        self._fields = set(checked_paths(fields))

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        source: str = block.content
        if not source or source.isspace():
            return
        refuse_invalid(source, self._name)
        is_ascii = source.isascii() and "\\u" in source
        found = False
        for value in strings(source):
            names = tuple(each for each in value.path if isinstance(each, str))
            if self._fields and names not in self._fields:
                continue
            found = True
            text = _Value(source, value, block, is_ascii=is_ascii)
            text.is_prose = bool(self._fields) or self.reads_as_prose(text.text)
            if text.is_prose or _LETTER.search(text.text):
                yield text
        if self._fields and not found:
            wanted = ", ".join(repr(".".join(path)) for path in sorted(self._fields))
            raise FileError(self._name, f"has no string in field {wanted}", "name others with --field, or none")


class _Value(MessageBlock):
    """A string, placed by its line, its keys, and its characters."""

    __slots__ = ("_path",)

    def __init__(self, source: str, value: JsonString, block: Block, *, is_ascii: bool) -> None:
        super().__init__(string_map(source, (value.start, value.end), is_ascii=is_ascii), block)
        self._path = ".".join(map(str, value.path))

    def place(self, edit: Edit) -> Mapping[str, int | str]:
        place = super().place(edit)
        return {
            "line": place["line"],
            "column": place["column"],
            "field": self._path,
            "start": edit.start,
            "end": edit.end,
        }

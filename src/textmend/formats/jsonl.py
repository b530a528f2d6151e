"""JSON Lines: one document a line, in a field of it. Everything that is not repaired keeps its bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textmend.edits import Edit
from textmend.errors import OptionError
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, Problem, TextSpan
from textmend.formats.detect_encoding import STRAY
from textmend.formats.json_strings import string_map
from textmend.formats.plain_text import whole_lines
from textmend.formats.source import Source
from textmend.formats.text_reader import TextReader
from textmend.pipeline.result import Result

__all__ = ["JsonLinesReader", "checked_paths"]

# Blocks have this many characters and end where a line does. A line longer than the second is not a record of a data
# set that anybody could load; it is left unchanged, so that memory stays bounded.
_BLOCK = 1 << 20
_MAX_RECORD_CHARS = 1 << 25

_JSON_SPACE = re.compile(r"[ \t\r]*")
_DEFAULT_FIELDS = ("text",)


class JsonLinesReader(TextReader):
    """Lines that are JSON objects."""

    name: ClassVar[str] = "jsonl"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson", ".jsonlines")
    # A line with bytes that are not text is that line's problem.
    by_record: ClassVar[bool] = True

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Fields(options.fields or _DEFAULT_FIELDS)

    def blocks(self) -> Iterator[Block]:
        """Yield blocks of whole lines."""
        line = 1
        offset = 0
        inside = False
        least = 1 if self.options.line_by_line else _BLOCK
        for piece, whole in whole_lines(self.text(), least, _MAX_RECORD_CHARS):
            yield Block(piece, line, 1, offset, "lines" if whole else "rest" if inside else "start")
            line += piece.count("\n")
            offset += len(piece)
            inside = not whole and not piece.endswith("\n")


class _Fields(Extractor):
    """The strings at paths of field names; lists on the way are traversed."""

    def __init__(self, fields: Sequence[str]) -> None:
        self._paths = checked_paths(fields)

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:
        content: str = block.content
        if block.context != "lines":
            if block.context == "start":
                part.problems.append(Problem(block.line, "line", f"is longer than {_MAX_RECORD_CHARS:,} characters"))
            if skip:
                part.splices.append(Edit(0, len(content), "", "", 1.0))
            return
        loads = _loader()
        simple = self._paths[0][0] if len(self._paths) == 1 and len(self._paths[0]) == 1 else None
        start = 0
        # Nearly every record has one text. Creating an object for each takes half as long as parsing it.
        value = _Value(content, 0, 0, () if simple is None else (simple,), "")
        for number, line in enumerate(content.split("\n"), block.line):
            try:
                record = loads(line)
                text = record.get(simple)
            except (ValueError, AttributeError):
                record = text = None
            if type(text) is str and simple is not None:
                value.text, value.start, value.line = text, start, number
                yield value
            elif line and not line.isspace():
                yield from self._looked_at(content, start, line, record, number, part, skip=skip)
            start += len(line) + 1

    def _looked_at(
        self, content: str, start: int, line: str, record: object, number: int, part: BlockResult, *, skip: bool
    ) -> Iterator[TextSpan]:
        """Yield the text spans of one line, or add what is wrong with it."""
        try:
            if record is None:
                # The standard library accepts NaN and lone surrogates, which Python programs write.
                record = json.loads(line)
                if stray := STRAY.search(line):
                    byte, at = ord(stray[0]) - 0xDC00, stray.start() + 1
                    raise ValueError(f"invalid UTF-8 (byte 0x{byte:02X} at character {at})")
            found = [each for path in self._paths for each in _values(record, path)]
        except RecursionError:
            problem = "is nested too deeply"
        except json.JSONDecodeError as error:
            problem = f"invalid JSON ({error.msg} at character {error.pos + 1})"
        except ValueError as error:
            problem = str(error)
        else:
            part.without_text += not found
            for path, text in found:
                yield _Value(content, start, number, path, text)
            return
        part.problems.append(Problem(number, "line", problem))
        if skip:
            part.splices.append(Edit(start, min(start + len(line) + 1, len(content)), "", "", 1.0))


def checked_paths(fields: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the fields that the user named, each as the names that lead to it.

    Raises:
        OptionError: a name is empty.
    """
    paths = [tuple(each.split(".")) for each in dict.fromkeys(fields)]
    for path in paths:
        if not all(path):
            field = ".".join(path)
            raise OptionError(f"--field {field!r}: a name is empty; separate names with single dots, as in meta.title")
    return paths


def _loader() -> Callable[[str], Any]:
    """The JSON parser of orjson if it is installed; it takes half the time of the standard library's."""
    try:
        from orjson import loads
    except ImportError:
        return _loads
    return loads


def _loads(line: str) -> Any:
    """Parse JSON with the standard library, and reject what orjson rejects.

    Raises:
        ValueError: it is invalid, is nested too deeply, or has undecodable bytes in it.
    """
    if not line.isascii() and STRAY.search(line):
        raise ValueError("invalid UTF-8")
    try:
        return json.loads(line)
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error


Path = tuple[str | int, ...]


def _values(value: Any, path: Sequence[str], before: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield the strings that a path leads to, each with its own path, in which positions in lists are numbers.

    There is none where a field is missing or null.

    Raises:
        ValueError: something else is there.
    """
    if value is None and before:
        return
    if isinstance(value, list) and before:
        for number, member in enumerate(value):
            yield from _values(member, path, (*before, number))
    elif not path:
        if not isinstance(value, str):
            raise ValueError(f"field {_shown(before)!r} is not a string but {_TYPE_NAMES.get(type(value), 'a number')}")
        yield before, value
    elif not isinstance(value, dict):
        where = f"field {_shown(before)!r} is" if before else "is"
        raise ValueError(f"{where} not an object but {_TYPE_NAMES.get(type(value), 'a number')}")
    elif path[0] in value:
        yield from _values(value[path[0]], path[1:], (*before, path[0]))


_TYPE_NAMES = {type(None): "null", bool: "a Boolean", dict: "an object", list: "a list", str: "a string"}


def _shown(path: Path) -> str:
    return ".".join(map(str, path))


class _Value(TextSpan):
    """A string of a record. Its position in the line is computed when it is repaired."""

    __slots__ = ("_content", "_path", "line", "start")

    def __init__(self, content: str, start: int, line: int, path: Path, text: str) -> None:
        super().__init__(text)
        self.start = start
        self.line = line
        self._content = content
        self._path = path

    def splices(self, result: Result) -> tuple[Sequence[Edit], Sequence[Edit]]:
        if not result.edits:
            return (), ()
        start, end = _place(self._content, self.start, self._path)
        raw = self._content[start:end]
        # A string that was written in ASCII alone, with escapes, stays so.
        return string_map(self._content, (start, end), is_ascii="\\u" in raw and raw.isascii()).splices(result.edits)

    def place(self, edit: Edit) -> Mapping[str, int | str]:
        return {"line": self.line, "field": _shown(self._path), "start": edit.start, "end": edit.end}


def _place(line: str, at: int, path: Path) -> tuple[int, int]:
    """The span of the string in a line that `path` leads to, with its quotation marks; the line is JSON.

    Of duplicate fields the last one counts, as in all readers of JSON.
    """
    at = _behind_space(line, at)
    if not path:
        return at, _DECODER.raw_decode(line, at)[1]
    found: tuple[int, int] | None = None
    number = 0
    at = _behind_space(line, at + 1)
    while line[at] not in "}]":
        key: str | int = number
        if isinstance(path[0], str):
            key, at = _DECODER.raw_decode(line, at)
            at = _behind_space(line, _behind_space(line, at) + 1)
        if key == path[0]:
            found = _place(line, at, path[1:])
        at = _behind_space(line, _DECODER.raw_decode(line, at)[1])
        if line[at] == ",":
            at = _behind_space(line, at + 1)
        number += 1
    assert found is not None, "the path was found when the record was read"
    return found


_DECODER = json.JSONDecoder()


def _behind_space(line: str, at: int) -> int:
    match = _JSON_SPACE.match(line, at)
    return match.end() if match else at

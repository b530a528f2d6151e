"""Catalogs of messages: gettext (.po, .pot) and the properties of Java. What is shown to people is repaired.

A translation is prose if it reads as sentences; of all others, names and labels, only characters are repaired. Keys are
never changed: a program looks its messages up by them, in gettext by the untranslated text.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textmend.edits import Edit
from textmend.errors import FileError
from textmend.formats import encoding_errors
from textmend.formats.base import (
    Block,
    BlockResult,
    Change,
    Extractor,
    FormatOptions,
    OutputRequest,
    TextSpan,
)
from textmend.formats.source import Source
from textmend.formats.source_map import OBJECT, MessageBlock, SourceMap
from textmend.formats.text_reader import DocumentReader
from textmend.pipeline.pipeline import Pipeline

__all__ = ["PoReader", "PropertiesReader"]

_LETTER = re.compile(r"[^\W\d_]")
# What a program puts next to a message may need one, whatever the letters of the message.
_DIRECTION_MARK = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class _Messages(Extractor):
    """The messages of a catalog that are prose are one text span, and so are the others.

    A message alone shows too little of its language: `projektversion` is two words of one that has no compounds.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    @abstractmethod
    def messages(self, source: str) -> Iterator[tuple[SourceMap, bool]]:
        """Yield each message, and whether it may be prose.

        Raises:
            FileError: the file is not such a catalog.
        """

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        source: str = block.content
        texts: dict[bool, SourceMap] = {}
        for message, may_be_prose in self.messages(source):
            text = message.text
            if _LETTER.search(text):
                texts.setdefault(may_be_prose and self.reads_as_prose(text), message.empty()).extend(message)
        for is_prose, all_of_them in texts.items():
            span = _Span(all_of_them, block)
            span.is_prose = is_prose
            yield span

    def mend(self, block: Block, pipeline: Pipeline, wanted: OutputRequest) -> BlockResult:
        part = super().mend(block, pipeline, wanted)
        part.changes.sort(key=_place)
        part.refusals.sort(key=_place)
        return part


def _place(change: Change) -> tuple[int, int]:
    return int(change.place["line"]), int(change.place["column"])


class _Span(MessageBlock):
    """The text of messages, of which direction marks and line ends are a part: they must be those of the key."""

    def keeps_form(self, edit: Edit) -> bool:
        before = self.text[edit.start : edit.end]
        if _DIRECTION_MARK.search(before) or before.count("\n") != edit.replacement.count("\n"):
            return False
        return super().keeps_form(edit)


# The encoding that the first message of a catalog names.
_CHARSET = re.compile(rb"\bcharset=([\w.:-]+)")


class PoReader(DocumentReader):
    """A catalog of gettext."""

    name: ClassVar[str] = "po"
    suffixes: ClassVar[tuple[str, ...]] = (".po", ".pot")

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        charset = _CHARSET.search(source.peek())
        self.declared = encoding_errors.declared_encoding(charset[1]) if charset else None
        self.extractor = _Translations(source.name)


_PO_LINE = re.compile(
    r"[ \t]*(?:(?P<comment>\#.*)|(?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?|domain)?[ \t]*"
    r"\"(?P<string>(?:[^\"\\\n]|\\.)*)\"[ \t]*)?\r?(?:\n|\Z)"
)
_C_ESCAPE = re.compile(r"\\(?:[0-7]{1,3}|x[\da-fA-F]+|.)")
_C_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_TO_C = str.maketrans({sign: f"\\{letter}" for letter, sign in _C_ESCAPES.items()})
# What a program puts in; an edit inside of it is not made.
_PLACEHOLDER = re.compile(
    r"%(?:\(\w+\)|\d+\$)?[-+ #0']*[\d*]*(?:\.[\d*]+)?(?:hh|h|ll|l|j|z|t|L|q)?[A-Za-z%]|\{[^{}\n]*\}"
)


class _Translations(_Messages):
    """The translations of a catalog; not the comments, and not the header, which is the translation of nothing."""

    def messages(self, source: str) -> Iterator[tuple[SourceMap, bool]]:
        has_context = has_key = False
        for keyword, strings in _po_fields(source, self._name):
            if keyword == "msgctxt":
                has_context = True
            elif keyword == "msgid":
                has_key = has_context or any(start < end for start, end in strings)
                has_context = False
            elif keyword.startswith("msgstr") and has_key:
                yield _po_map(source, strings), True


def _po_fields(source: str, name: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield each keyword of a catalog with the spans of its strings, without their quotation marks.

    Raises:
        FileError: a line is of no catalog.
    """
    keyword = ""
    strings: list[tuple[int, int]] = []
    at, number = 0, 0
    while at < len(source):
        number += 1
        line = _PO_LINE.match(source, at)
        is_string = line is not None and line["string"] is not None
        if line is None or (is_string and not (line["keyword"] or keyword)):
            raise FileError(f"{name}:{number}", "is not a line of a gettext catalog", "fix it, or use --format code")
        if keyword and (line["keyword"] or not is_string):
            yield keyword, strings
            keyword, strings = "", []
        if is_string:
            keyword = line["keyword"] or keyword
            strings.append(line.span("string"))
        at = line.end()
    if keyword:
        yield keyword, strings


def _po_map(source: str, strings: list[tuple[int, int]]) -> SourceMap:
    """Map the text of a message to its strings."""
    frozen = [match.span() for start, end in strings for match in _PLACEHOLDER.finditer(source, start, end)]
    text = SourceMap(source, lambda new: new.translate(_TO_C), frozen)
    for start, end in strings:
        at = start
        for escape in _C_ESCAPE.finditer(source, start, end):
            text.copy(at, escape.start())
            if (sign := _C_ESCAPES.get(escape[0][1:])) is not None:
                text.stand_for(sign, *escape.span())
            else:
                text.separate(OBJECT)  # a byte by its number
            at = escape.end()
        text.copy(at, end)
    return text


class PropertiesReader(DocumentReader):
    """The properties of a program in Java."""

    name: ClassVar[str] = "properties"
    suffixes: ClassVar[tuple[str, ...]] = (".properties",)

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        # Up to Java 8, what is not ASCII is either escaped or in this encoding.
        self.declared = None if source.peek().isascii() else "iso8859-1"
        self.extractor = _Values(source.name)


_END = r"(?:\r\n|\r|\n|\Z)"
_PROPERTY = re.compile(
    rf"[ \t\f]*(?:[#!][^\r\n]*|(?P<key>(?:[^\\=: \t\f\r\n]|\\(?:\r\n|[\s\S]))*)[ \t\f]*[=:]?[ \t\f]*"
    rf"(?P<value>(?:[^\\\r\n]|\\(?:\r\n|[\s\S]))*)\\?){_END}"
)
_JAVA_ESCAPE = re.compile(
    r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u+[\da-fA-F]{4}|\\u"
    r"|\\(?P<line>\r\n|\r|\n)\s*|\\(?P<sign>[\s\S])"
)
_JAVA_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_TO_JAVA = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f"})
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# A message with these is a pattern, in which an apostrophe quotes, and two are one: no mark may become an apostrophe.
_JAVA_PATTERN = re.compile(r"\{|''")
# White space before a value, or before the rest of it on another line, is not part of it. An odd space there stays odd.
_LEADING_SPACE = re.compile(r"\s*")


class _Values(_Messages):
    """The values of properties."""

    def messages(self, source: str) -> Iterator[tuple[SourceMap, bool]]:
        spell = partial(_spell_java, is_ascii=source.isascii())
        for entry in _PROPERTY.finditer(source):
            if entry["value"]:
                is_pattern = _JAVA_PATTERN.search(entry["value"]) is not None
                yield self._value_map(SourceMap(source, spell), *entry.span("value")), not is_pattern

    def _value_map(self, text: SourceMap, start: int, end: int) -> SourceMap:
        source = text.source
        at = _end_of_space(source, start, end)
        for escape in _JAVA_ESCAPE.finditer(source, at, end):
            text.copy(at, escape.start())
            at = escape.end()
            if escape["line"]:
                at = _end_of_space(source, at, end)
            elif sign := escape["sign"]:
                text.stand_for(_JAVA_ESCAPES.get(sign, sign), *escape.span())
            elif escape[0] == "\\u":
                place = f"{self._name}:{source.count(chr(10), 0, escape.start()) + 1}"
                raise FileError(place, "has \\u without four digits after it", "fix it, or use --format code")
            else:
                units = re.findall("u+([0-9a-fA-F]{4})", escape[0])
                codes = b"".join(int(unit, 16).to_bytes(2, "big") for unit in units)
                text.stand_for(codes.decode("utf-16-be", "surrogatepass"), *escape.span())
        text.copy(at, end)
        return text


def _end_of_space(source: str, start: int, end: int) -> int:
    space = _LEADING_SPACE.match(source, start, end)
    return space.end() if space else start


def _spell_java(text: str, *, is_ascii: bool) -> str:
    """A text as a value has it. A file in ASCII stays so: no program reads it in another way."""
    text = text.translate(_TO_JAVA)
    return _BEYOND_ASCII.sub(_java_escape, text) if is_ascii else text


def _java_escape(character: re.Match[str]) -> str:
    units = character[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))

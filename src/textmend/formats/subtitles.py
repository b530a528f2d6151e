"""Subtitles (SubRip, WebVTT, Advanced SubStation): the text of the cues is repaired; numbers, times and styles stay."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from textmend.edits import Edit, apply
from textmend.errors import FileError
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, TextSpan
from textmend.formats.html import spell
from textmend.formats.source import Source
from textmend.formats.source_map import MappedBlock, SourceMap
from textmend.formats.text_reader import DocumentReader
from textmend.pipeline.result import Result

__all__ = ["SubtitleReader"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_TIMES = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}")
_ANY_TIMES = re.compile(_TIMES.pattern.replace(r"\s*", "^[ \t]*", 1), re.MULTILINE)
# Tags of both, the styles that ASS has in braces, which SubRip borrowed, and the references of WebVTT.
_SRT_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]*>|\{\\[^{}\n]*\}|\{[A-Za-z]:[^{}\n]*\}")
_VTT_MARKUP = re.compile(r"</?[A-Za-z\d][^<>\n]*>|&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
_ASS_MARKUP = re.compile(r"\{[^{}\n]*\}|\\[Nnh]")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
# The fields of an event before its text, where the file does not list them.
_FIELDS_BEFORE_TEXT = 9
_VTT, _ASS = "WEBVTT", re.compile(r"\s*\[(?:Script Info|V4\+? Styles|Events)\]", re.IGNORECASE)


class SubtitleReader(DocumentReader):
    """Subtitles; which kind they are shows at their start."""

    name: ClassVar[str] = "subtitles"
    suffixes: ClassVar[tuple[str, ...]] = (".srt", ".vtt", ".ass", ".ssa")

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Cues(source.name)


class _Cues(Extractor):
    """The text of all cues is one text span: a cue is seldom a sentence."""

    def __init__(self, name: str) -> None:
        self._name = name

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        source: str = block.content
        if not source or source.isspace():
            return
        is_ass, is_vtt = _ASS.match(source) is not None, source.startswith(_VTT)
        lines = list(_ass_lines(source) if is_ass else _cue_lines(source))
        if not (lines or is_ass or is_vtt or _ANY_TIMES.search(source)):
            raise FileError(self._name, "has no cue with its times", "use --format txt if it is not of subtitles")
        markup = _ASS_MARKUP if is_ass else _VTT_MARKUP if is_vtt else _SRT_MARKUP
        text = SourceMap(source, spell if is_vtt else str)
        for start, end, is_first in lines:
            text.separate("\n\n" if is_first else "\n")
            _add_line(text, start, end, markup)
        yield _CueText(text, block, lines)


_Line = tuple[int, int, bool]


def _cue_lines(source: str) -> Iterator[_Line]:
    """Yield the lines of cues: start, end, and whether it is the first of its cue. They end with a blank line."""
    is_cue = is_first = False
    for line in _LINE.finditer(source):
        text = line[0].rstrip()
        if _TIMES.match(text):
            is_cue = is_first = True
        elif not text:
            is_cue = False
        elif is_cue:
            yield line.start(), line.start() + len(text), is_first
            is_first = False


def _ass_lines(source: str) -> Iterator[_Line]:
    """Yield the text of each event that is dialogue."""
    fields = _FIELDS_BEFORE_TEXT
    is_events = False
    for line in _LINE.finditer(source):
        text = line[0].rstrip()
        key, _, value = text.partition(":")
        if text.startswith("["):
            is_events = text.lower() == "[events]"
        elif is_events and key == "Format":
            fields = value.count(",")
        elif is_events and key == "Dialogue" and value.count(",") >= fields and not _DRAWING.search(value):
            before = ",".join(value.split(",", fields)[:fields])
            yield line.start() + len(key) + len(before) + 2, line.start() + len(text), True


def _add_line(text: SourceMap, start: int, end: int, markup: re.Pattern[str]) -> None:
    at = start
    for tag in markup.finditer(text.source, start, end):
        text.copy(at, tag.start())
        at = tag.end()
        if tag[0][0] == "&":
            text.stand_for(html.unescape(tag[0]), *tag.span())
        elif tag[0][0] == "\\":
            text.separate(" " if tag[0] == "\\h" else "\n")
    text.copy(at, end)


class _CueText(MappedBlock):
    """The text of cues. None of their lines may become blank, which would end the cue, or two."""

    __slots__ = ("_lines", "_source")

    def __init__(self, text: SourceMap, block: Block, lines: Sequence[_Line]) -> None:
        super().__init__(text, block)
        self._source = text.source
        self._lines = lines

    def splices(self, result: Result) -> tuple[Sequence[Edit], Sequence[Edit]]:
        edits = tuple(edit for edit in result.edits if "\n" not in edit.replacement)
        splices, made = super().splices(result._replace(edits=edits))
        blank = _in_blank_lines(self._source, self._lines, splices)
        if not blank:
            return splices, made
        kept = [pair for number, pair in enumerate(zip(splices, made, strict=True)) if number not in blank]
        return [splice for splice, _ in kept], [edit for _, edit in kept]


def _in_blank_lines(source: str, lines: Sequence[_Line], splices: Sequence[Edit]) -> set[int]:
    """The numbers of the splices in lines of which they leave nothing."""
    found: set[int] = set()
    number = 0
    for start, end, _ in lines:
        here: list[int] = []
        while number < len(splices) and splices[number].start <= end:
            here.append(number)
            number += 1
        if here:
            moved = [splices[each].moved(-start) for each in here]
            if not apply(source[start:end], moved).strip():
                found.update(here)
    return found

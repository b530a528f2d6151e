"""What a format is: how its files are split into blocks, and where in a block the texts to repair are.

A file is read in one process and may be repaired in others. So the work is divided: a `Reader` splits the file into
blocks and writes them back, in order; an `Extractor`, which can be pickled, finds the spans of text in one block,
alone. Changes to one of them come as edits of the block, and nothing else of the block is touched.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, BinaryIO, ClassVar, NamedTuple

from textmend.edits import Edit, apply, compose, with_new_spans
from textmend.formats import detect_encoding
from textmend.formats.source import FileSlice, Source
from textmend.lang.text_kind import reads_as_prose, text_kind
from textmend.pipeline.pipeline import Pipeline
from textmend.pipeline.result import Lines, Result
from textmend.review.decisions import FileDecisions

__all__ = [
    "Block",
    "BlockResult",
    "Change",
    "Extractor",
    "FormatOptions",
    "OutputRequest",
    "Places",
    "Problem",
    "Reader",
    "TextSpan",
]


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """The user's options for the files.

    Attributes:
        encoding: their encoding, checked; None to detect it.
        fields: the fields of JSON lines to repair, with dots for nested ones.
        columns: the columns of tables to repair, by name or by number from 1.
        line_by_line: each line of a plain text is a document of its own, and is passed on as soon as it is read.
    """

    encoding: str | None = None
    fields: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    line_by_line: bool = False

    @property
    def described(self) -> dict[str, object]:
        """What is not the default, by the names of the command's options."""
        given: dict[str, object] = {"encoding": self.encoding, "line-buffered": self.line_by_line}
        given |= {"field": list(self.fields), "column": list(self.columns)}
        return {name: value for name, value in given.items() if value}


class Block(NamedTuple):
    """A part of a file that is repaired by itself.

    Attributes:
        content: its content; text, or what the format works on.
        line: the number of its first line, or row, from 1.
        column: the number of its first character in that line, from 1.
        offset: the number of its first character in the file, from 0.
        context: what else its format must know of the file.
    """

    content: Any
    line: int = 1
    column: int = 1
    offset: int = 0
    context: Any = None


class Problem(NamedTuple):
    """A record that cannot be repaired.

    Attributes:
        place: the number of its line or row, from 1.
        unit: what is counted there: "line" or "row".
        what: what is wrong.
    """

    place: int
    unit: str
    what: str


class Change(NamedTuple):
    """An edit, and where in the file it was made, for reports.

    Attributes:
        place: the place by its names: line, column, row, field, start, end.
        before, after: the text before and after the edit.
        rule, confidence: as in the edit.
        left, right: the text on both sides of it, if `OutputRequest.context` asks for that.
        reason: why it was not made, if it was not.
    """

    place: Mapping[str, int | str]
    before: str
    after: str
    rule: str
    confidence: float
    left: str = ""
    right: str = ""
    reason: str = ""


class OutputRequest(NamedTuple):
    """What is reported of each block in addition to counts.

    Attributes:
        changes: every edit with its place.
        splices: the edits of the block itself, for a diff.
        skip: leave out records that cannot be repaired.
        context: the text around each change, each edit that was refused, and what kind of text each text was taken for.
        decisions: what a person decided on the edits of the file; None for nothing.
    """

    changes: bool = False
    splices: bool = False
    skip: bool = False
    context: bool = False
    decisions: FileDecisions | None = None


@dataclass(slots=True)
class BlockResult:
    """The result of a block.

    Attributes:
        content: the repaired content; None when it is unchanged.
        documents: the number of text spans read.
        without_text: the number of records in which the fields to repair are missing or null.
        edits, refused: the numbers by rule.
        problems: what could not be repaired.
        changes, splices: see `OutputRequest`.
        shown: in place of splices, where a block has no lines: each changed text with its place in words.
        refusals, kinds: see `OutputRequest.context`.
        decided: how many of the decisions on single edits were found.
    """

    content: Any = None
    documents: int = 0
    without_text: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    splices: list[Edit] = field(default_factory=list)
    shown: list[tuple[str, Result]] = field(default_factory=list)
    refusals: list[Change] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    decided: int = 0

    def count(self, result: Result) -> None:
        """Count the result of one text span."""
        self.edits.update(edit.rule for edit in result.edits)
        self.refused.update(refusal.edit.rule for refusal in result.refused)

    def decide(
        self, text: str, result: Result, decisions: FileDecisions, place: Callable[[Edit], Mapping[str, int | str]]
    ) -> Result:
        """Return the result of one text as a person decided on it, and count the decisions found."""
        edits, refused, found = decisions.apply(text, result.edits, result.refused, place)
        self.decided += found
        return Result(text, apply(text, edits), tuple(edits), tuple(refused))

    def describe(
        self, text: str, result: Result, place: Callable[[Edit], Mapping[str, int | str]], *, refused: bool
    ) -> None:
        """Add the changes of one text; with `refused` also what was refused, and the text around both."""
        reach = _CONTEXT_CHARS if refused else 0
        self.changes += [_change(text, edit, place(edit), reach) for edit in result.edits]
        if refused:
            self.refusals += [
                _change(text, edit, place(edit), reach)._replace(reason=reason) for edit, reason in result.refused
            ]


class TextSpan(ABC):
    """A text inside a block, with a mapping from its positions to those of the block.

    Attributes:
        text: the text.
        is_prose: whether it is; in other texts, only encodings and characters are repaired.
    """

    __slots__ = ("is_prose", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_prose = True

    @abstractmethod
    def splices(self, result: Result) -> tuple[Iterable[Edit], Sequence[Edit]]:
        """Return the edits of the block that do what `result` did to the text, sorted; and the corresponding edits of
        the result, which are all of them unless some would touch what is not text.
        """

    @abstractmethod
    def place(self, edit: Edit) -> Mapping[str, int | str]:
        """Where in the file an edit of the text is, for the report."""


class Extractor(ABC):
    """Finds the text spans of a block; it can be pickled, and keeps nothing of one block for the next.

    Attributes:
        legacy: where blocks may hold bytes that were not UTF-8, in the form of `detect_encoding.STRAY`, the encodings
            of these; None where there are no such bytes.
    """

    legacy: tuple[str, ...] | None = None
    # How the pipeline repairs texts that are not prose.
    _repair_data: Callable[[str], str] | None = None

    def reads_as_prose(self, text: str) -> bool:
        """Whether a string reads as prose once its characters are repaired.

        As it is written, it may not, and then a second run would repair what the first one left.
        """
        return reads_as_prose(self._repair_data(text) if self._repair_data else text)

    @abstractmethod
    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:
        """Yield the text spans of a block, in order, and add to `part` the problems found on the way, with
        splices that delete records if `skip` is true. A text span is valid until the next one is requested.
        """

    def mend(self, block: Block, pipeline: Pipeline, wanted: OutputRequest) -> BlockResult:
        """Repair one block."""
        if self.legacy is not None and detect_encoding.STRAY.search(block.content):
            return self._mend_mixed(block, pipeline, wanted)
        part = BlockResult()
        self._repair_data = pipeline.for_data.clean
        explain = pipeline.explain_if_any
        explain_data = pipeline.for_data.explain_if_any
        documents = 0
        for passage in self.passages(block, part, skip=wanted.skip):
            documents += 1
            text = passage.text
            if wanted.context:
                part.kinds[text_kind(text).value if passage.is_prose else "data"] += 1
            result = (explain if passage.is_prose else explain_data)(text)
            if result is None or (result.text is text and not result.refused):
                continue
            if wanted.decisions is not None:
                result = part.decide(text, result, wanted.decisions, passage.place)
            splices, made = passage.splices(result)
            part.splices += splices
            result = result._replace(edits=tuple(made))
            part.count(result)
            if wanted.changes:
                part.describe(text, result, passage.place, refused=wanted.context)
        part.documents = documents
        if part.splices:
            part.splices.sort()
            part.content = apply(block.content, part.splices)
        if not wanted.splices:
            part.splices = []
        return part

    def _mend_mixed(self, block: Block, pipeline: Pipeline, wanted: OutputRequest) -> BlockResult:
        """Repair a block that is not all UTF-8: first its bytes, so that formats and passes see text; then the text."""
        mixed: str = block.content
        readable, read = detect_encoding.read_strays(mixed, self.legacy or ())
        extractor = copy(self)
        extractor.legacy = None
        part = extractor.mend(block._replace(content=readable), pipeline, wanted._replace(splices=True))
        told = {problem.place for problem in part.problems}
        for line, strays in _lines_with_strays(readable, block.line):
            if line not in told:
                byte = ord(readable[strays[0]]) - 0xDC00
                part.problems.append(Problem(line, "line", f"has undecodable bytes (0x{byte:02X})"))
                part.splices += [Edit(at, at + 1, "", "", 1.0) for at in strays if wanted.skip]
        part.problems.sort()
        part.splices.sort()
        part.edits.update(edit.rule for edit in read)
        if wanted.changes:
            # All places are those of the text before its bytes were decoded.
            places = Places(block._replace(content=readable))
            reach = _CONTEXT_CHARS if wanted.context else 0
            part.changes += [
                _change(mixed, e, places.of(e._replace(start=start, end=end)), reach)
                for e, start, end in with_new_spans(read)
            ]
            part.changes.sort(key=lambda change: change.place["line"])
        part.splices = compose(read, part.splices, mixed, readable)
        part.content = apply(mixed, part.splices) if part.splices else None
        if not wanted.splices:
            part.splices = []
        return part


# How much of a text is shown on either side of a change at most, whole words included.
_CONTEXT_CHARS = 60


def _change(text: str, edit: Edit, place: Mapping[str, int | str], reach: int) -> Change:
    start, end, after, rule, confidence = edit
    left, right = text[max(0, start - reach) : start], text[end : end + reach]
    return Change(place, text[start:end], after, rule, confidence, left, right)


def _lines_with_strays(text: str, first: int) -> Iterator[tuple[int, list[int]]]:
    """Yield the lines that contain stray bytes, numbered from `first`, and the positions of these bytes."""
    places = [match.start() for match in detect_encoding.STRAY.finditer(text)]
    line, counted = first, 0
    for _, group in groupby(places, lambda at: text.find("\n", at)):
        strays = list(group)
        line += text.count("\n", counted, strays[0])
        counted = strays[0]
        yield line, strays


class Places:
    """Finds the places of edits of a block of text: line and column from 1, and characters of the file from 0.

    The block is searched for its lines when the first place is requested, and once: a report has many.
    """

    def __init__(self, block: Block) -> None:
        self._block = block
        self._lines = Lines(block.content)

    def of(self, edit: Edit) -> Mapping[str, int | str]:
        """The place of one edit."""
        block = self._block
        line, column = self._lines.place(edit.start)
        return {
            "line": block.line + line - 1,
            "column": column if line > 1 else block.column + column - 1,
            "start": block.offset + edit.start,
            "end": block.offset + edit.end,
        }


class Reader(ABC):
    """Reads one file of a format and writes its blocks back.

    Attributes:
        extractor: finds the text spans of its blocks.
        note: what the user should know about how the file was read, once it was.
    """

    extractor: Extractor
    #: The name of the format, and the suffixes of its files.
    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]

    def __init__(self, source: Source, options: FormatOptions) -> None:
        self.source = source
        self.options = options
        self.note = ""

    @abstractmethod
    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of the file, in order.

        Raises:
            FileError: the file cannot be read or understood.
        """

    def place(self, block: Block) -> FileSlice | None:  # noqa: ARG002  # most formats cannot know
        """Where in the file the next block is, so that another process can read it there; None where it cannot."""
        return None

    def shown(self, line: str) -> str:
        """Return a line of a block, or of a diff of it, as people read it."""
        return line

    @abstractmethod
    def write(self, content: Any, sink: BinaryIO) -> None:
        """Write the content of the next block, repaired or unchanged.

        Raises:
            FileError: the encoding has no bytes for it.
        """

    def finish(self, sink: BinaryIO) -> None:  # noqa: B027  # most formats need no more
        """Write what follows the last block."""

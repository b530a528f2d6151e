"""The work on one file: read, repair, write back, report. It is the same in one process and in several."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, cast

from textmend.cli.diff import Hunks, unified
from textmend.errors import FileError, TextmendError
from textmend.formats import compression, disk, reader, sniff
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, OutputRequest, Reader
from textmend.formats.remote import AnyPath, RemotePath, Upload
from textmend.formats.source import FileSlice, Source
from textmend.pipeline.pipeline import Pipeline
from textmend.review.decisions import Decisions

__all__ = ["BlockTask", "FileRewriter", "FileTask", "Job", "Outcome", "RunConfig", "open_reader", "work"]

# What to do with the repaired text: print it, replace the file, write it to another file, or only report.
Way = Literal["print", "in place", "copy", "look"]


class Job(NamedTuple):
    """One file to repair.

    Attributes:
        path: the file, or its URL; None for standard input.
        name: what messages call it.
        format: the name of its format; empty if its first bytes are to show it.
        way: what to do with the repaired text.
        target: the file for a copy.
        size: the bytes of the file, as far as they are known.
    """

    path: AnyPath | None
    name: str
    format: str
    way: Way
    target: AnyPath | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class RunConfig:
    """The configuration that all jobs share.

    Attributes:
        pipeline: the pipeline.
        options: the user's options for the files.
        wanted: what is reported in addition to counts.
        stop: whether the first record that cannot be repaired ends its file.
        backup: the suffix of old files that are kept; empty for none.
        compress: whether printed output is compressed as the file was.
        decisions: what a person decided on the edits; None for nothing.
    """

    pipeline: Pipeline
    options: FormatOptions
    wanted: OutputRequest
    stop: bool = False
    backup: str = ""
    compress: bool = True
    decisions: Decisions | None = None

    def request(self, job: Job) -> OutputRequest:
        """What is wanted of a file."""
        return self.wanted if self.decisions is None else self.wanted._replace(decisions=self.decisions.of(job.name))


class FileTask(NamedTuple):
    """All of one file."""

    job: Job


class BlockTask(NamedTuple):
    """One block of a file that another process reads and writes.

    Attributes:
        job, extractor, block: what to repair.
        stretch: where in the file the block is, if it can be read there; then it is not sent.
    """

    job: Job
    extractor: Extractor
    block: Block
    stretch: FileSlice | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        sent = self if self.stretch is None else self._replace(block=self.block._replace(content=None))
        return BlockTask, tuple(sent)


@dataclass(slots=True)
class Outcome:
    """The result for a file.

    Attributes:
        parts: the reports of its blocks.
        diff: the lines of its diff.
        data: what to print.
        bytes_read: how much of the file was read.
        note: a note on how it was read.
        error: why it could not be repaired, if it could not.
    """

    parts: list[BlockResult] = field(default_factory=list)
    diff: list[str] = field(default_factory=list)
    data: bytes = b""
    bytes_read: int = 0
    note: str = ""
    error: TextmendError | None = None


def open_reader(name: str, source: Source, options: FormatOptions) -> Reader:
    """Return the reader of a file: by the name of its format, or by its first bytes."""
    if not name:
        name = sniff.format_of(source.peek(), has_fields=bool(options.fields), has_columns=bool(options.columns))
    return reader(name)(source, options)


def work(tool: RunConfig, task: FileTask | BlockTask) -> Outcome | BlockResult | TextmendError:
    """Do a task; the function that processes of the pool run."""
    if isinstance(task, BlockTask):
        block = task.block
        try:
            if task.stretch is not None and block.content is None:
                block = block._replace(content=task.stretch.text())
            return task.extractor.mend(block, tool.pipeline, tool.request(task.job))
        except TextmendError as error:
            return error
    wanted = tool.request(task.job)
    printed = io.BytesIO()
    outcome = Outcome()
    source = Source(task.job.path, task.job.name)
    try:
        with FileRewriter(task.job, tool, source, cast("BinaryIO", printed)) as assembly:
            for block in assembly.reader.blocks():
                part = assembly.reader.extractor.mend(block, tool.pipeline, wanted)
                outcome.diff += assembly.take(block, part)
                outcome.parts.append(_told(part))
            outcome.diff += assembly.finish()
            outcome.note = assembly.reader.note
    except TextmendError as error:
        outcome.error = error
    except MemoryError:
        outcome.error = FileError(task.job.name, "does not fit in memory", "split it into smaller files")
    else:
        outcome.data = printed.getvalue()
    outcome.bytes_read = source.bytes_read
    return outcome


def _told(part: BlockResult) -> BlockResult:
    """What other processes need to know of a part: not its content, but whether it changed."""
    part.content = None
    part.splices = []
    part.shown = []
    return part


class FileRewriter:
    """Reads one file, and reassembles it from the repaired blocks.

    Args:
        job, tool: the job and its configuration.
        source: the file.
        printed: the sink of a text that is printed.

    Attributes:
        reader: splits the file into blocks.
        closed: whether the work on the file is finished.
    """

    reader: Reader

    def __init__(self, job: Job, tool: RunConfig, source: Source, printed: BinaryIO) -> None:
        self._job = job
        self._tool = tool
        self._source = source
        self._printed = printed
        self.closed = False
        self._stack = ExitStack()
        self._sink: BinaryIO | None = None  # accepts the text's bytes
        self._inner: BinaryIO | None = None  # accepts them compressed
        self._replacement: disk.Replacement | Upload | None = None
        self._unwritten = 0
        self._hunks = Hunks(job.name)

    def __enter__(self) -> FileRewriter:
        with ExitStack() as stack:
            stack.enter_context(self._source)
            self.reader = open_reader(self._job.format, self._source, self._tool.options)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *details: Any) -> None:
        self.closed = True
        self._stack.__exit__(*details)

    def close(self) -> None:
        """Close the file; anything written and not finished is gone."""
        self.__exit__(None, None, None)

    def take(self, block: Block, part: BlockResult) -> list[str]:
        """Add the next block with its result; return lines of the diff that are final by now.

        Raises:
            FileError: it cannot be written, or has the first problem and the run is to stop there.
        """
        if part.problems and self._tool.stop:
            problem = part.problems[0]
            raise FileError(f"{self._job.name}:{problem.place}", problem.what, "the run stops here (--on-error stop)")
        if self._job.way == "look":
            if not self._tool.wanted.splices:
                return []
            if isinstance(block.content, str):
                return list(map(self.reader.shown, self._hunks.take(block.content, part.splices)))
            return [line for place, text in part.shown for line in unified(text, f"{self._job.name}, {place}")]
        if self._sink is None and part.content is None and self._job.way == "in place":
            # In place, a file is written only when something in it changes: everything before is then read again.
            self._unwritten += 1
            return []
        if self._sink is None:
            self._open()
            self._catch_up()
        assert self._sink is not None
        with self._writing():
            self.reader.write(block.content if part.content is None else part.content, self._sink)
        return []

    def finish(self) -> list[str]:
        """Move everything written into place; return the last lines of the diff."""
        if self._sink is None and self._job.way in ("print", "copy"):
            self._open()
        if self._sink is not None:
            with self._writing():
                self.reader.finish(self._sink)
                if self._sink is not self._inner:
                    self._sink.close()  # the end of the compressed data
            if self._job.way == "in place":
                self._source.check()
            if self._replacement is not None:
                with self._writing():
                    self._replacement.commit()
        return list(map(self.reader.shown, self._hunks.finish())) if self._tool.wanted.splices else []

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Mark errors here as those of writing."""
        try:
            yield
        except OSError as error:
            raise disk.failure(str(self._job.target or self._job.name), error, writing=True) from error

    def _open(self) -> None:
        """Open the output."""
        path = self._job.target if self._job.way == "copy" else self._job.path
        kind = self._source.compression
        if self._job.way == "print":
            kind = kind if self._tool.compress else compression.PLAIN
            self._inner = self._printed
            self._sink = compression.compressor(self._inner, kind)
            return
        assert path is not None
        if isinstance(path, RemotePath):
            kind, _ = compression.by_suffix(Path(path.name))
            self._replacement = self._stack.enter_context(Upload(path))
        else:
            in_place = self._job.way == "in place"
            if in_place:
                disk.refuse_in_place(path)
            else:
                _make_folder(path.parent)
                kind = _kind_of(path, kind)
            backup = self._tool.backup if in_place else ""
            self._replacement = self._stack.enter_context(disk.Replacement(path, keep_times=in_place, backup=backup))
        self._inner = self._replacement.file
        self._sink = compression.compressor(self._inner, kind)

    def _catch_up(self) -> None:
        """Write the blocks that came before the first that changed."""
        if not self._unwritten:
            return
        assert self._sink is not None
        with self._source.again() as source:
            before = type(self.reader)(source, self._tool.options)
            for block in islice(before.blocks(), self._unwritten):
                with self._writing():
                    self.reader.write(block.content, self._sink)


def _kind_of(target: Path, kind: compression.Compression) -> compression.Compression:
    """How a copy is compressed: by its name; devices and pipes as the input was."""
    told, _ = compression.by_suffix(target)
    if os.path.exists(target) and not os.path.isfile(target):
        return kind
    return told


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk.failure(folder, error, writing=True) from error

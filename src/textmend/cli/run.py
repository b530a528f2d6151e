"""A run over many files: work is distributed, results come back in order, and are reported and counted."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, cast

from textmend.cli.changes import counts
from textmend.cli.findings import Together
from textmend.cli.journal import Journal
from textmend.cli.parallel import Crashed, Failed, Known, Pool, one_by_one
from textmend.cli.report import Report
from textmend.cli.streams import STDIN, ProgressBar, counted, print_error, write_stdout
from textmend.cli.work import BlockTask, FileRewriter, FileTask, Job, Outcome, RunConfig, work
from textmend.errors import FileError, TextmendError
from textmend.formats import disk
from textmend.formats.base import BlockResult, Problem
from textmend.formats.source import Source

__all__ = ["Runner", "Tally"]

# A smaller file is one task, a larger one a task for each of its blocks.
SMALL = 1 << 22
# Less than this is done before the first other process would have started.
_WORTH_A_POOL = 1 << 23
# This many more bytes are worth one process more than two.
_WORTH_ANOTHER = 1 << 22
# This many problems of one file are reported one by one, the rest as a number.
_TOLD = 20


@dataclass(slots=True)
class Tally:
    """The counts of one file or of all."""

    mended: int = 0
    untouched: int = 0
    failed: int = 0
    skipped: int = 0
    documents: int = 0
    without_text: int = 0
    problems: int = 0
    bytes_read: int = 0
    decided: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, part: BlockResult) -> None:
        """Count the result of a block."""
        self.documents += part.documents
        self.without_text += part.without_text
        self.problems += len(part.problems)
        self.decided += part.decided
        self.edits.update(part.edits)
        self.refused.update(part.refused)

    def include(self, other: Tally) -> None:
        """Count the result of a file."""
        self.documents += other.documents
        self.without_text += other.without_text
        self.decided += other.decided
        self.edits.update(other.edits)
        self.refused.update(other.refused)


@dataclass(slots=True)
class _Begun:
    """The task that begins a large file."""

    job: Job
    assembly: FileRewriter
    source: Source


@dataclass(slots=True)
class _Ended:
    """The task that ends a large file, and the error that ended it early."""

    job: Job
    error: TextmendError | None


class Runner:
    """Does jobs.

    Args:
        tool: the configuration that all of them share.
        jobs: the maximum number of processes.
        on_error: what to do with a record that cannot be repaired: "keep", "skip" or "stop".
        shown: called with the lines of a diff.
        named: called with each file that would be or was repaired, and its number of edits.
        noted: called with notes about a file that could be read.
        report: where every edit is written; None for nowhere.
        journal: where finished files are recorded; None for nowhere.

    Attributes:
        tally: the counts.
    """

    def __init__(
        self,
        tool: RunConfig,
        jobs: int,
        *,
        on_error: str = "keep",
        shown: Callable[[list[str]], None],
        named: Callable[[str, int], None],
        noted: Callable[[str], None],
        report: Report | Together | None = None,
        journal: Journal | None = None,
    ) -> None:
        self.tally = Tally()
        self._tool = tool
        self._jobs = jobs
        self._on_error = on_error
        self._shown = shown
        self._named = named
        self._noted = noted
        self._report = report
        self._journal = journal
        self._started = time.perf_counter()
        self._stopped = False
        self._folders: Counter[Path] = Counter()
        self._file = Tally()
        self._open: _Begun | None = None

    @property
    def seconds(self) -> float:
        """How long the run has taken."""
        return time.perf_counter() - self._started

    def failed(self, error: TextmendError, name: str = "") -> None:
        """Report that a file cannot be repaired, and count it."""
        self.tally.failed += 1
        print_error(str(error))
        if self._report:
            self._report.failed(name or str(getattr(error, "path", "")), error)

    def do(self, jobs: list[Job], bar: ProgressBar) -> None:
        """Do all jobs, in order."""
        work_to_do = sum(max(job.size, 0) for job in jobs) if all(job.size >= 0 for job in jobs) else _WORTH_A_POOL
        with _ended_in_order(), contextlib.ExitStack() as stack:
            tasks = self._tasks(jobs)
            if self._jobs > 1 and work_to_do >= _WORTH_A_POOL:
                number = min(self._jobs, 2 + work_to_do // _WORTH_ANOTHER)
                # Before the bar, which has a thread; see `Pool`.
                pool: Pool[Any, Any] = stack.enter_context(Pool(number, work, self._tool))
                stack.callback(self._sweep, pool)
                answers: Iterable[tuple[Any, Any]] = pool.answers(tasks)
            else:
                answers = one_by_one(tasks, work, self._tool)
            stack.enter_context(bar)
            stack.callback(self._abandon)
            for task, answer in answers:
                self._settle(task, answer, bar)
                if self._stopped:
                    break

    def _tasks(self, jobs: Iterable[Job]) -> Iterator[Any]:
        """Yield the tasks: small files whole, large ones block by block."""
        for job in jobs:
            if self._stopped:
                return
            if job.path is not None and 0 <= job.size < SMALL:
                self._count_folder(job, 1)
                yield FileTask(job)
            else:
                yield from self._large(job)

    def _count_folder(self, job: Job, number: int) -> None:
        """Count the tasks that may be writing in a folder of this machine."""
        written = job.target or job.path
        if isinstance(written, Path):
            self._folders[written.parent] += number

    def _large(self, job: Job) -> Iterator[Any]:
        error: TextmendError | None = None
        try:
            if job.path is None and sys.stdin is None:
                raise FileError(STDIN, "is closed", "give a file name, or redirect a text into it")
            source = Source(job.path, job.name, None if job.path else sys.stdin.buffer)
            assembly = FileRewriter(job, self._tool, source, cast("BinaryIO", _Printed()))
            assembly.__enter__()
            yield Known(_Begun(job, assembly, source))
            blocks = assembly.reader.blocks()
            # Once its output cannot be written, a file is not read further.
            while not assembly.closed and (block := next(blocks, None)) is not None:
                yield BlockTask(job, assembly.reader.extractor, block, assembly.reader.place(block))
        except TextmendError as found:
            error = found
        yield Known(_Ended(job, error))

    def _settle(self, task: Any, answer: Any, bar: ProgressBar) -> None:
        """Report and count the result of one task."""
        if isinstance(task, FileTask):
            self._count_folder(task.job, -1)
            bar.begin(task.job.name)
            self._settle_file(task.job, _as_outcome(task.job, answer))
            bar.advance(task.job.size)
        elif isinstance(answer, _Begun):
            self._open, self._file = answer, Tally()
            bar.begin(answer.job.name)
        elif isinstance(answer, _Ended):
            self._settle_end(answer)
        elif self._open is not None and not self._open.assembly.closed:
            self._settle_block(self._open, task, answer)
            bar.reach(self._open.source.bytes_read)

    def _settle_file(self, job: Job, outcome: Outcome) -> None:
        self._file = Tally()
        for part in outcome.parts:
            self._tell(job, part)
        if outcome.diff:
            self._shown(outcome.diff)
        if outcome.data:
            write_stdout(outcome.data)
        self._file.bytes_read = outcome.bytes_read
        self._finish(job, outcome.error, outcome.note)

    def _settle_block(
        self, begun: _Begun, task: BlockTask, answer: BlockResult | TextmendError | Crashed | Failed
    ) -> None:
        if isinstance(answer, TextmendError):
            self._close(begun, answer)
            return
        if not isinstance(answer, BlockResult):
            what = f"the worker process was {answer.how}" if isinstance(answer, Crashed) else answer.message
            answer = BlockResult(
                problems=[Problem(task.block.line, "line", f"could not be processed from here on ({what})")]
            )
        self._tell(begun.job, answer)
        try:
            lines = begun.assembly.take(task.block, answer)
        except TextmendError as error:
            self._close(begun, error)
            return
        if lines:
            self._shown(lines)

    def _settle_end(self, ended: _Ended) -> None:
        begun, self._open = self._open, None
        if begun is None:
            self._file = Tally()
            self._finish(ended.job, ended.error)
        elif not begun.assembly.closed:
            self._open = begun
            self._close(begun, ended.error)
            self._open = None

    def _close(self, begun: _Begun, error: TextmendError | None) -> None:
        """End a large file: move it into place, or leave the old one if something went wrong."""
        lines: list[str] = []
        try:
            try:
                if error is None:
                    lines = begun.assembly.finish()
            finally:
                begun.assembly.close()
        except TextmendError as found:
            error = found
        if lines:
            self._shown(lines)
        self._file.bytes_read = begun.source.bytes_read
        self._finish(begun.job, error, begun.assembly.reader.note)

    def _finish(self, job: Job, error: TextmendError | None, note: str = "") -> None:
        """Count a file that is done."""
        done = self._file
        self.tally.bytes_read += done.bytes_read
        self.tally.problems += done.problems
        if done.problems > _TOLD:
            print_error(f"{job.name}: {done.problems - _TOLD:,} more records could not be processed")
        if error is None and done.without_text and not done.documents:
            names = ", ".join(map(repr, self._tool.options.fields)) or "'text'"
            error = FileError(job.name, f"has no text in field {names}", "name the field with --field")
        if error is not None:
            self.failed(error, job.name)
            self._stopped = self._on_error == "stop"
            return
        if note:
            self._noted(f"{job.name}: {note}")
        self.tally.include(done)
        number = done.edits.total()
        if number:
            self.tally.mended += 1
            self._named(job.name, number)
        else:
            self.tally.untouched += 1
        if self._journal and not done.problems:
            self._journal.finished(job)

    def _tell(self, job: Job, part: BlockResult) -> None:
        """Count a part, and tell of its problems and edits."""
        remedy = {"keep": "kept unchanged", "skip": "left out", "stop": "the run stops here"}[self._on_error]
        for problem in part.problems[: max(0, _TOLD - self._file.problems)]:
            print_error(f"{job.name}:{problem.place}: {problem.what}; {remedy}")
        self._file.add(part)
        if self._report:
            self._report.part(job.name, part)

    def _abandon(self) -> None:
        """Leave a large file that was not finished unchanged."""
        if self._open is not None and not self._open.assembly.closed:
            with contextlib.suppress(TextmendError):
                self._open.assembly.close()

    def _sweep(self, pool: Pool[Any, Any]) -> None:
        """End the processes, and remove the files that they had begun to write."""
        pids = pool.every_pid
        pool.stop()
        for folder, left in self._folders.items():
            if left > 0 or pool.crashed:
                for pid in pids:
                    for path in folder.glob(f"{disk.TEMPORARY}{pid}-*"):
                        with contextlib.suppress(OSError):
                            path.unlink()

    def summary(self, *, would: bool) -> str:
        """The counts, in one line."""
        tally = self.tally
        verb = "would change" if would else "changed"
        parts = [f"{counted(tally.mended, 'file')} {verb}, {counted(tally.edits.total(), 'edit')}"]
        if tally.untouched:
            parts.append(f"{counted(tally.untouched, 'file')} unchanged")
        if tally.skipped:
            parts.append(f"{tally.skipped:,} already done")
        if tally.without_text:
            parts.append(f"{counted(tally.without_text, 'record')} without text")
        if tally.problems:
            parts.append(f"{counted(tally.problems, 'record')} could not be processed")
        if tally.failed:
            parts.append(f"{tally.failed} failed")
        return "; ".join(parts)

    def statistics(self) -> str:
        """The counts, by rule, and the speed."""
        tally = self.tally
        lines = counts(tally.edits, tally.refused)
        megabytes = tally.bytes_read / 1e6
        lines.append(
            f"{counted(tally.documents, 'text')}, {megabytes:,.1f} MB in {self.seconds:,.1f} s, "
            f"{megabytes / max(self.seconds, 1e-9):,.1f} MB/s"
        )
        return "\n".join(lines)


@contextlib.contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let SIGTERM end the run as Ctrl-C does, so that nothing half-written is left."""

    owner = os.getpid()

    def end(number: int, _: object) -> NoReturn:
        if os.getpid() != owner:  # a worker that has been forked just now: Python could only print the exception
            os._exit(128 + number)
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _as_outcome(job: Job, answer: Outcome | Crashed | Failed) -> Outcome:
    if isinstance(answer, Outcome):
        return answer
    if isinstance(answer, Crashed):
        # It may have brought the new file to its place, and not come to say so.
        problem, remedy = f"the worker process was {answer.how}", "the old or the new file is intact; try it alone"
    else:
        problem, remedy = f"internal error ({answer.message})", "the file is unchanged; please report this"
        if os.environ.get("TEXTMEND_TRACE"):
            print_error(answer.trace)
    return Outcome(error=FileError(job.name, problem, remedy))


class _Printed:
    """Standard output as a sink."""

    def write(self, data: bytes) -> int:
        write_stdout(data)
        return len(data)

    def flush(self) -> None:
        pass

"""The output of the command: data and listings on stdout, messages and the progress bar on stderr."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

import click

from textmend.errors import FileError
from textmend.formats import disk

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = [
    "STDIN",
    "STDOUT",
    "Line",
    "ProgressBar",
    "counted",
    "is_terminal",
    "print_error",
    "print_info",
    "read_stdin",
    "show",
    "silence_stdout",
    "visible",
    "waiting",
    "write_stdout",
]

Line = Sequence[tuple[str, str]]

# What messages call the streams.
STDIN = "standard input"
STDOUT = "standard output"

_PIPE_CLOSED = 141  # 128 + SIGPIPE, what shells see of every other filter whose reader went away

# Work that is finished sooner needs no bar.
_BAR_DELAY_SECONDS = 1.0
# What looks smooth.
_TICK_SECONDS = 0.2


def visible(text: str) -> str:
    """Return `text` with any character that is invisible, or that a terminal would interpret, escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def print_error(message: str) -> None:
    """Report an error on stderr, in one line."""
    print_info(visible(f"textmend: {message}"))


def print_info(message: str) -> None:
    """Write a message to stderr; if that is closed, the work goes on."""
    with contextlib.suppress(OSError):
        click.echo(message, err=True)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 edit", "1,200 edits"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; a stream that was closed before the start is None."""
    return stream is not None and not stream.closed and stream.isatty()


def read_stdin() -> bytes:
    """Return all of stdin.

    Raises:
        FileError: it is closed, or cannot be read.
    """
    if sys.stdin is None:
        raise FileError(STDIN, "is closed", "give a file name, or redirect a text into it")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise disk.failure(STDIN, error) from error


def write_stdout(data: bytes | str) -> None:
    """Write to stdout, now; text as UTF-8.

    Raises:
        click.exceptions.Exit: nothing more can be written there: its reader has gone away, which is not an
            error, or it is closed, or leads to a full disk, which has been reported.
    """
    if sys.stdout is None:
        print_error(str(FileError(STDOUT, "is closed", "leave it open, or write to a file with -o")))
        raise click.exceptions.Exit(2)
    rest = memoryview(data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data)
    try:
        # Under PYTHONUNBUFFERED this stream is a raw one, which may accept only a part at a time.
        while rest:
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence_stdout()
        raise click.exceptions.Exit(_PIPE_CLOSED) from None
    except OSError as error:
        silence_stdout()
        print_error(str(disk.failure(STDOUT, error, writing=True)))
        raise click.exceptions.Exit(2) from error


def silence_stdout() -> None:
    """Discard what Python has still buffered, or it would fail again, with a traceback, at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(lines: Iterable[Line]) -> None:
    """Write lines to stdout: styled on a terminal, plain UTF-8 elsewhere.

    Args:
        lines: each as pieces of text with a style of rich, without the line end.
    """
    if not is_terminal(sys.stdout):
        write_stdout("".join("".join(text for text, _ in line) + "\n" for line in lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)


@contextlib.contextmanager
def waiting(what: str, seconds: float) -> Iterator[None]:
    """Show on stderr, if that is a terminal, how much of a time that is known has passed."""
    if not is_terminal(sys.stderr):
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=seconds)
        with contextlib.closing(_Ticker(lambda: progress.advance(task, _TICK_SECONDS))):
            yield


class _Ticker:
    """Calls a function again and again, from a thread of its own, until it is closed."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(_TICK_SECONDS):
            self._call()


class ProgressBar:
    """A progress bar on stderr, for work that takes longer than a second on a terminal.

    Between two results, which can be seconds apart, it goes on at the speed of the work so far, but not further than
    the largest step that there was.

    Args:
        files: the number of files.
        total: their bytes in total; None where that is not known.
        shown: whether it may be shown at all.
    """

    def __init__(self, files: int, total: int | None, *, shown: bool) -> None:
        self._files = files
        self._total = total
        self._done = 0
        self._base = 0
        self._step = 0
        self._started = self._changed = 0.0
        self._ticker: _Ticker | None = None
        self._number = 0
        self._name = ""
        self._progress: Progress | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(_BAR_DELAY_SECONDS, self._start) if shown and is_terminal(sys.stderr) else None

    def __enter__(self) -> ProgressBar:
        self._started = self._changed = time.monotonic()
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            self._timer = None
        # Its thread may be waiting for the lock.
        if self._ticker:
            self._ticker.close()
        if self._progress:
            self._progress.stop()

    def begin(self, name: str) -> None:
        """Show which file is being repaired."""
        self._number += 1
        self._base = self._done
        self._name = visible(os.path.basename(name))
        self._update()

    def advance(self, size: int) -> None:
        """Count the bytes of a file as done."""
        self._step = max(self._step, self._base + size - self._done)
        self._done = self._base + size
        self._changed = time.monotonic()
        self._update()

    reach = advance

    def _shown(self) -> float:
        """How much is probably done by now."""
        speed = self._done / max(self._changed - self._started, 1e-9)
        likely = self._done + min(speed * (time.monotonic() - self._changed), self._step)
        return likely if self._total is None else min(likely, self._total)

    def _description(self) -> str:
        return f"{self._number}/{self._files} {self._name}" if self._files > 1 else self._name

    def _update(self) -> None:
        with self._lock:
            if self._progress:
                task = self._progress.task_ids[0]
                self._progress.update(task, completed=self._shown(), description=self._description())

    def _start(self) -> None:
        """Show the bar; called by the timer, in a thread of its own."""
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        with self._lock:
            if self._timer is None:
                return
            left = [TimeRemainingColumn()] if self._total else []
            self._progress = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                DownloadColumn(),
                TransferSpeedColumn(),
                *left,
                console=Console(stderr=True),
                transient=True,
            )
            self._progress.add_task(self._description(), total=self._total, completed=self._done)
            self._progress.start()
            self._ticker = _Ticker(self._update)

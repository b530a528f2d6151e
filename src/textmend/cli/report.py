"""The report of a run: its edits, refusals and problems, as JSON Lines or as the review page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Protocol

import textmend.passes as registry
from textmend.errors import FileError, OptionError, TextmendError
from textmend.formats import disk
from textmend.formats.base import BlockResult
from textmend.pipeline.presets import LEVELS
from textmend.review import Entry, Findings
from textmend.review.page import MARK, page
from textmend.review.rows import row

__all__ = ["PAGE_SUFFIXES", "Report", "open_report", "refuse_other_file", "write_page"]

_ROW_SUFFIXES = (".jsonl", ".ndjson")
PAGE_SUFFIXES = (".html", ".htm")


class Report(Protocol):
    """Where all that a run does is reported."""

    def __enter__(self) -> Report: ...

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None: ...

    def part(self, name: str, part: BlockResult) -> None:
        """Report the edits, the refusals and the problems of a block."""

    def failed(self, name: str, error: TextmendError) -> None:
        """Report that a file could not be repaired."""


def open_report(
    path: Path,
    run: Mapping[str, object],
    shard: Mapping[str, object] | None = None,
    is_done: Callable[[str], bool] | None = None,
) -> Report:
    """Return the report that a file with this name is.

    Args:
        path: the file to write; its previous content is lost, but for what an interrupted run reported of files that
            are done.
        run: the configuration of the run.
        shard: which shard of the run it is of; None if it is of all.
        is_done: whether an interrupted run, which this one continues, has finished a file of this name; None if it
            continues none.

    Raises:
        OptionError: its name does not show what it is to be.
        FileError: it cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix in _ROW_SUFFIXES:
        return _Rows(path, run, shard, is_done)
    if suffix in PAGE_SUFFIXES:
        return _Page(path, run, shard, is_done)
    raise OptionError(
        f"--report {path}: the name shows the kind of the report; use one that ends in .jsonl (for programs) or .html "
        "(to read)"
    )


def write_page(
    path: Path, findings: Findings, run: Mapping[str, object], *, title: str, notes: tuple[str, ...] = ()
) -> None:
    """Write the review page.

    Raises:
        FileError: it cannot be written.
    """
    rules = registry.purposes({*findings.edits, *findings.refused})
    disk.write(path, page(findings, title=title, run=run, levels=dict(LEVELS.items()), rules=rules, notes=notes))


def refuse_other_file(target: Path) -> None:
    """Make sure that a file whose name nobody typed is only replaced if it is a page of ours.

    Raises:
        FileError: it is not.
    """
    try:
        with target.open("rb") as file:
            ours = file.read(len(MARK)) in (MARK, b"")
    except FileNotFoundError:
        return
    except OSError as error:
        raise disk.failure(target, error) from error
    if not ours:
        raise FileError(target, "exists and is not a review page", "name a file with -o, this one to replace it")


class _Rows:
    """JSON Lines, written as the run goes, so that they are complete up to the last file when it is interrupted."""

    def __init__(
        self,
        path: Path,
        run: Mapping[str, object],
        shard: Mapping[str, object] | None,
        is_done: Callable[[str], bool] | None,
    ) -> None:
        self._path = path
        head: dict[str, object] = {"run": dict(run), **({"shard": dict(shard)} if shard else {})}
        try:
            continues = is_done is not None and _keep_done(path, _line(head).encode(errors=_LONE_SURROGATES), is_done)
            self._file = path.open("a" if continues else "w", encoding="utf-8", newline="\n", errors=_LONE_SURROGATES)
        except OSError as error:
            raise disk.failure(path, error, writing=True) from error
        if not continues:
            self._write(head)

    def __enter__(self) -> Report:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        try:
            self._file.close()
        except OSError as error:
            if kind is None:
                raise disk.failure(self._path, error, writing=True) from error

    def part(self, name: str, part: BlockResult) -> None:
        for change in (*part.changes, *part.refusals):
            self._write(row(Entry(name, *change)))
        for problem in part.problems:
            self._write({"path": name, problem.unit: problem.place, "error": problem.what})
        self._flush()

    def failed(self, name: str, error: TextmendError) -> None:
        self._write({"path": name, "error": _problem(error)})
        self._flush()

    def _write(self, record: Mapping[str, object]) -> None:
        try:
            self._file.write(_line(record))
        except OSError as error:
            raise disk.failure(self._path, error, writing=True) from error

    def _flush(self) -> None:
        # A file that the journal says is done must be in the report, too, if this process is killed.
        try:
            self._file.flush()
        except OSError as error:
            raise disk.failure(self._path, error, writing=True) from error


_LONE_SURROGATES = "backslashreplace"


def _line(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _keep_done(path: Path, head: bytes, is_done: Callable[[str], bool]) -> bool:
    """Remove what a report says of files that will be done again; False if it is not a report of the same run.

    Raises:
        OSError: it cannot be read or written.
    """
    if not path.is_file():
        return False
    with path.open("rb") as old, disk.Replacement(path) as new:
        if old.readline() != head:
            return False
        new.file.write(head)
        name, kept = None, False
        for line in old:
            try:
                found = json.loads(line)["path"]
            except (ValueError, KeyError, TypeError):
                continue  # the end of it was cut off, so its file is not done
            if found != name:
                name, kept = found, is_done(found)
            if kept:
                new.file.write(line)
        new.commit()
    return True


class _Page:
    """The review page, written at the end; also when the run is interrupted, with what was done by then."""

    def __init__(
        self,
        path: Path,
        run: Mapping[str, object],
        shard: Mapping[str, object] | None,
        is_done: Callable[[str], bool] | None,
    ) -> None:
        self._path = path
        self._run = run
        self._notes: tuple[str, ...] = (f"This is shard {shard['number']} of {shard['of']}.",) if shard else ()
        if is_done is not None:
            self._notes += ("Files that an earlier run has finished (--resume) are not shown.",)
        self._findings = Findings()
        # Work of an hour is not to end with a report that cannot be written.
        if not path.exists():
            disk.write(path, b"")

    def __enter__(self) -> Report:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        notes = self._notes
        if kind is not None:
            notes = (*notes, "The run was interrupted: only what was done by then is shown.")
        write_page(self._path, self._findings, self._run, title=self._path.name, notes=notes)

    def part(self, name: str, part: BlockResult) -> None:
        for change in (*part.changes, *part.refusals):
            self._findings.add(Entry(name, *change))
        for problem in part.problems:
            self._findings.problem(name, str(problem.place), problem.what)

    def failed(self, name: str, error: TextmendError) -> None:
        self._findings.problem(name, "", _problem(error))


def _problem(error: TextmendError) -> str:
    return str(getattr(error, "problem", error))

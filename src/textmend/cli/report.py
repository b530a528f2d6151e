"""The report of a run: one JSON object a line for every edit, and for what could not be repaired."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType

from textmend.errors import OptionError, TextmendError
from textmend.formats import disk
from textmend.formats.base import BlockResult

__all__ = ["Report"]


class Report:
    """Writes the report as the run goes, so that it is complete up to the last file when the run is interrupted.

    Args:
        path: the file to write; its previous content is lost.

    Raises:
        OptionError: its name does not end in .jsonl.
        FileError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        if path.suffix.lower() not in (".jsonl", ".ndjson"):
            raise OptionError(f"--report {path}: the report is written as JSON Lines; use a name that ends in .jsonl")
        self._path = path
        try:
            self._file = path.open("w", encoding="utf-8", newline="\n", errors="backslashreplace")
        except OSError as error:
            raise disk.failure(path, error, writing=True) from error

    def __enter__(self) -> Report:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        try:
            self._file.close()
        except OSError as error:
            if kind is None:
                raise disk.failure(self._path, error, writing=True) from error

    def part(self, name: str, part: BlockResult) -> None:
        """Write the edits and the problems of a block."""
        for change in part.changes:
            self._write(
                path=name,
                **change.place,
                before=change.before,
                after=change.after,
                rule=change.rule,
                confidence=change.confidence,
            )
        for problem in part.problems:
            self._write(path=name, **{problem.unit: problem.place}, error=problem.what)

    def failed(self, name: str, error: TextmendError) -> None:
        """Record that a file could not be repaired."""
        self._write(path=name, error=getattr(error, "problem", str(error)))

    def _write(self, **record: object) -> None:
        try:
            self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
        except OSError as error:
            raise disk.failure(self._path, error, writing=True) from error

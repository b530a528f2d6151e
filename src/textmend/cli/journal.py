"""The journal of a long run: which files are finished, so that an interrupted run can continue.

One JSON object a line. The first describes what the run does, for a file is finished only for that. Each other one
names a file with its size and modification time, for a file that was written to since is not finished. A line that was
cut short by the end of the run does not count: its file is done again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from textmend.cli.settings import differences
from textmend.cli.work import Job
from textmend.errors import OptionError
from textmend.formats import disk
from textmend.formats.remote import AnyPath, RemotePath, as_path

__all__ = ["Journal"]

_Mark = tuple[int, int | str]


class Journal:
    """Records finished files.

    Args:
        path: the journal; it is created if it does not exist.
        settings: everything that affects the result of a file, by name.

    Raises:
        OptionError: it is the journal of a run with other settings, or not a journal.
        FileError: it cannot be read or written.
    """

    def __init__(self, path: Path, settings: Mapping[str, object]) -> None:
        self._path = path
        self._done: dict[str, _Mark] = {}
        try:
            known = path.read_bytes() if path.exists() else b""
            whole = known[: known.rfind(b"\n") + 1]
            self._read(whole.splitlines(), settings)
            self._file = path.open("r+b" if known else "wb", buffering=0)
            self._file.truncate(len(whole))
            self._file.seek(0, os.SEEK_END)
            if not whole:
                self._write({"textmend": "journal", "settings": dict(settings)})
        except OSError as error:
            raise disk.failure(path, error, writing=True) from error

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._file.close()

    def has(self, job: Job) -> bool:
        """Whether a job was finished, and its file has not changed since."""
        return job.path is not None and self.has_file(job.name)

    def has_file(self, name: str) -> bool:
        """The same for the name of a file."""
        return name in self._done and self._done[name] == _mark(as_path(name))

    @property
    def continues(self) -> bool:
        """Whether it has files that an earlier run finished."""
        return bool(self._done)

    def finished(self, job: Job) -> None:
        """Record that a job is finished."""
        if job.path is not None and (mark := _mark(job.path)) is not None:
            self._write({"path": job.name, "size": mark[0], "changed": mark[1]})

    def _read(self, lines: list[bytes], settings: Mapping[str, object]) -> None:
        number = 1
        known = settings
        try:
            for number, line in enumerate(lines, 1):  # reported in the message
                record = json.loads(line)
                if number > 1:
                    self._done[record["path"]] = (record["size"], record["changed"])
                elif record["textmend"] == "journal":
                    known = record["settings"]
        except (ValueError, KeyError, TypeError) as error:
            raise OptionError(
                f"--resume {self._path}: line {number} is not a journal entry; give another file"
            ) from error
        # The journals of older versions have a text here, which tells only that they are old.
        different = differences(known, settings) if isinstance(known, Mapping) else "an older version of textmend"
        if different:
            raise OptionError(
                f"--resume {self._path}: this journal belongs to a run with other settings ({different}); "
                "give another file, or remove this one to start over"
            )

    def _write(self, record: dict[str, object]) -> None:
        try:
            self._file.write(json.dumps(record).encode() + b"\n")
        except OSError as error:
            raise disk.failure(self._path, error, writing=True) from error


def _mark(path: AnyPath) -> _Mark | None:
    """The properties that change when a file is written to."""
    if isinstance(path, RemotePath):
        return path.version()
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns

"""What `--check` prints for programs: the edits as JSON, as annotations of GitHub, or as SARIF.

SARIF is that of version 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from types import TracebackType
from urllib.parse import quote

import textmend.passes as registry
from textmend.cli.report import Report
from textmend.cli.streams import visible, write_stdout
from textmend.edits import round_down
from textmend.errors import TextmendError
from textmend.formats.base import BlockResult, Change
from textmend.formats.remote import is_url
from textmend.version import __version__

__all__ = ["FORMATS", "Findings", "Together"]

_HOMEPAGE = "https://pypi.org/project/textmend/"


class Findings(ABC):
    """Collects what a run finds, and prints it at its end; nothing if it is interrupted."""

    def __enter__(self) -> Findings:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is None:
            write_stdout(self.end())

    def part(self, name: str, part: BlockResult) -> None:
        """Add the edits and the problems of a block."""
        for change in part.changes:
            self.edit(name, change)
        for problem in part.problems:
            self.problem(name, problem.place if problem.unit == "line" else None, problem.what)

    def failed(self, name: str, error: TextmendError) -> None:
        """Add a file that could not be read."""
        self.problem(name, None, str(getattr(error, "problem", error)))

    @abstractmethod
    def edit(self, name: str, change: Change) -> None:
        """Add an edit."""

    @abstractmethod
    def problem(self, name: str, line: int | None, what: str) -> None:
        """Add what could not be repaired."""

    def end(self) -> str:
        """What remains to be printed."""
        return ""


# Of a confidence, as in other reports.
_DIGITS = 4
# A longer word beside an edit is not shown.
_MAX_WORD_CHARS = 20
_WORD_BEFORE = re.compile(rf"(?<!\S)\S{{1,{_MAX_WORD_CHARS}}}\Z")
_WORD_AFTER = re.compile(rf"\S{{1,{_MAX_WORD_CHARS}}}(?!\S)")


def _message(change: Change) -> str:
    """What an edit does, with the words that it is in: 'ofthe' → 'of the' (0.99)."""
    left, right = _WORD_BEFORE.search(change.left), _WORD_AFTER.match(change.right)
    before, after = (
        f"{left[0] if left else ''}{text}{right[0] if right else ''}" for text in (change.before, change.after)
    )
    return f"'{visible(before)}' → '{visible(after)}' ({round_down(change.confidence):.2f})"


class _Json(Findings):
    """One array, with an object for each edit and problem."""

    def __init__(self) -> None:
        self._rows: list[dict[str, object]] = []

    def edit(self, name: str, change: Change) -> None:
        sure = round_down(change.confidence, _DIGITS)
        made = {"before": change.before, "after": change.after, "rule": change.rule, "confidence": sure}
        self._rows.append({"path": name, **change.place, **made})

    def problem(self, name: str, line: int | None, what: str) -> None:
        self._rows.append({"path": name, **({} if line is None else {"line": line}), "error": what})

    def end(self) -> str:
        return json.dumps(self._rows, ensure_ascii=False, indent=2) + "\n"


class _GitHub(Findings):
    """One line for each, which GitHub Actions shows beside the line of the file."""

    def edit(self, name: str, change: Change) -> None:
        place = {"line": change.place.get("line"), "col": change.place.get("column"), "title": change.rule}
        self._print("warning", name, place, _message(change))

    def problem(self, name: str, line: int | None, what: str) -> None:
        self._print("error", name, {"line": line}, what)

    def _print(self, level: str, name: str, place: Mapping[str, object], message: str) -> None:
        given = {"file": _with_slashes(name), **place}
        properties = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in given.items() if value is not None)
        write_stdout(f"::{level} {properties}::{_escaped(message)}\n")


def _escaped(value: object, more: str = "") -> str:
    """A value as GitHub's workflow commands take it."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in str(value))


class _Sarif(Findings):
    """One log with one run; its rules are those of the edits in it."""

    def __init__(self) -> None:
        self._results: list[dict[str, object]] = []
        self._problems: list[dict[str, object]] = []
        self._rules: dict[str, None] = {}

    def edit(self, name: str, change: Change) -> None:
        self._rules[change.rule] = None
        region = {
            key: change.place[ours]
            for key, ours in (("startLine", "line"), ("startColumn", "column"))
            if ours in change.place
        }
        self._results.append(
            {
                "ruleId": change.rule,
                "level": "warning",
                "message": {"text": _message(change)},
                "locations": [_location(name, region)],
                "properties": {
                    "confidence": round_down(change.confidence, _DIGITS),
                    "before": change.before,
                    "after": change.after,
                },
            }
        )

    def problem(self, name: str, line: int | None, what: str) -> None:
        region: dict[str, int | str] = {} if line is None else {"startLine": line}
        self._problems.append({"level": "error", "message": {"text": what}, "locations": [_location(name, region)]})

    def end(self) -> str:
        driver = {"name": "textmend", "version": __version__, "informationUri": _HOMEPAGE, "rules": self._described()}
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": not self._problems, "toolExecutionNotifications": self._problems}],
            "results": self._results,
        }
        log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
        return json.dumps(log, ensure_ascii=False, indent=2) + "\n"

    def _described(self) -> list[dict[str, object]]:
        return [{"id": rule, "shortDescription": {"text": _purpose(rule)}} for rule in self._rules]


def _location(name: str, region: dict[str, int | str]) -> dict[str, object]:
    uri = quote(_with_slashes(name), safe="/:" if is_url(name) else "/")
    place: dict[str, object] = {"artifactLocation": {"uri": uri}}
    return {"physicalLocation": {**place, "region": region} if region else place}


def _with_slashes(name: str) -> str:
    """The name of a file as it is written on all systems; a URL is written so already."""
    return name if is_url(name) else PurePath(name).as_posix()


def _purpose(rule: str) -> str:
    """What the rules of an edit repair."""
    found: list[str] = []
    for each in rule.split("+"):
        name, _, short = each.partition("/")
        try:
            found += [known.mends for known in registry.get(name).rules if known.name == short]
        except TextmendError:
            continue  # bytes are decoded before any pass
    return "; ".join(found) or rule


FORMATS: dict[str, type[Findings]] = {"json": _Json, "github": _GitHub, "sarif": _Sarif}


class Together:
    """A report that is several."""

    def __init__(self, reports: Iterable[Report | Findings]) -> None:
        self._reports = list(reports)

    def part(self, name: str, part: BlockResult) -> None:
        """Report a block."""
        for report in self._reports:
            report.part(name, part)

    def failed(self, name: str, error: TextmendError) -> None:
        """Report a file that could not be read."""
        for report in self._reports:
            report.failed(name, error)

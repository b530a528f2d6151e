"""Settings from a file: `[tool.textmend]` in pyproject.toml, or textmend.toml, found in this folder or above it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

import textmend.passes as registry
from textmend import formats
from textmend.cli.streams import print_error
from textmend.errors import FileError, OptionError, TextmendError, UnknownNameError
from textmend.formats import disk
from textmend.pipeline.presets import LEVELS, PRESETS, Level, threshold

__all__ = ["KEYS", "Settings", "differences", "find", "load"]

_OWN_FILE = "textmend.toml"
_SHARED = "pyproject.toml"


class _Key(NamedTuple):
    """A key of the settings.

    Attributes:
        kind: the type of its value.
        option: the corresponding option of the command, by click's name; empty for none.
        help: its description.
        valid: the possible values; empty for any.
    """

    kind: type
    option: str
    help: str
    valid: tuple[str, ...] = ()


KEYS: dict[str, _Key] = {
    "preset": _Key(str, "preset", "the preset", tuple(PRESETS)),
    "only": _Key(list, "only", "run only these passes of the preset"),
    "skip": _Key(list, "skip", "passes or rules to skip"),
    "level": _Key(str, "level", "minimum confidence of an edit, or a number from 0 to 1", tuple(LEVELS)),
    "lang": _Key(str, "lang", "the language of the text"),
    "words": _Key(list, "", "words that are never split or joined"),
    "word-lists": _Key(list, "words", "files with such words; paths are relative to the settings file"),
    "format": _Key(str, "format", "the format of the files", formats.NAMES),
    "field": _Key(list, "field", "JSON Lines fields to clean"),
    "column": _Key(list, "column", "table columns to clean"),
    "encoding": _Key(str, "encoding", "the encoding of the files"),
    "include": _Key(list, "include", "in folders, clean only files that match"),
    "exclude": _Key(list, "exclude", "in folders, skip files and folders that match"),
    "hidden": _Key(bool, "hidden", "in folders, include hidden files"),
    "no-ignore": _Key(bool, "no_ignore", "in folders, include files ignored by .gitignore"),
    "jobs": _Key(int, "jobs", "the number of processes"),
    "on-error": _Key(str, "on_error", "what to do if a record cannot be processed", ("keep", "skip", "stop")),
    "backup": _Key(str, "backup", "the suffix of the originals that -w keeps"),
}

_KIND_NAMES = {str: "a string", list: "a list of strings", bool: "true or false", int: "a positive integer"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The content of a settings file.

    Attributes:
        path: the file; None where there is none.
        values: by key.
        passes: for the name of a pass, its options.
        lines: the line of each key, of those of passes as "pass.option".
    """

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    passes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def defaults(self, options: Iterable[str]) -> dict[str, Any]:
        """The settings as values of those of these options that they set."""
        found: dict[str, Any] = {}
        for key, value in self.values.items():
            option = KEYS[key].option
            if option in options:
                found[option] = value
        if self.path is not None and "words" in found:
            found["words"] = [str(self.path.parent / name) for name in found["words"]]
        return found


def find(folder: Path) -> Path | None:
    """The nearest settings file in a folder or above it. A pyproject.toml without our table does not count."""
    for place in (folder, *folder.parents):
        if (place / _OWN_FILE).is_file():
            return place / _OWN_FILE
        shared = place / _SHARED
        if shared.is_file() and b"[tool.textmend" in disk.read(shared):
            return shared
    return None


def load(path: Path | None) -> Settings:
    """Read a settings file.

    Raises:
        FileError: it cannot be read, is not valid TOML, or has an invalid setting; the message names key and line.
    """
    if path is None:
        return Settings()
    text = disk.read(path).decode("utf-8", "replace")
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FileError(path, f"invalid TOML ({error})", "fix that line") from error
    prefix = ""
    if path.name == _SHARED:
        table = table.get("tool", {}).get("textmend", {})
        prefix = "tool.textmend"
    return _checked(path, text, table, prefix)


def _checked(path: Path, text: str, table: Mapping[str, Any], prefix: str) -> Settings:
    values: dict[str, Any] = {}
    passes: dict[str, dict[str, Any]] = {}
    lines: dict[str, int] = {}
    for key, value in table.items():
        lines[key] = _line(text, prefix, key)
        with _place(path, lines[key], key):
            if not isinstance(value, dict):
                _check(key, value)
                values[key] = value
                continue
            if key in KEYS:
                raise OptionError(f"takes {_KIND_NAMES[KEYS[key].kind]}, not a table")
            kind = registry.get(key).options_type
            passes[key] = {}
        for spelled, setting in value.items():
            name, option = f"{key}.{spelled}", spelled.replace("-", "_")
            lines[name] = _line(text, f"{prefix}.{key}".removeprefix("."), spelled)
            if option in kind.renamed:
                old, option = option, kind.renamed[option]
                print_error(
                    f"{path}:{lines[name]}: option {old!r} was renamed to {option!r}; the old name is deprecated"
                )
            with _place(path, lines[name], name):
                kind(**{option: setting})
            passes[key][option] = setting
    return Settings(path, values, passes, lines)


@contextmanager
def _place(path: Path, line: int, name: str) -> Iterator[None]:
    """Prefix an error with its place."""
    try:
        yield
    except TextmendError as error:
        what = f"{name}: {str(error).rstrip('.')}"
        raise FileError(f"{path}:{line}", what, "'textmend config' lists the available settings") from error


def _check(key: str, value: object) -> None:
    """Check one key.

    Raises:
        TextmendError: there is no such key, or its value is invalid.
    """
    if key not in KEYS:
        raise UnknownNameError("key", key, [*KEYS, *registry.names()])
    if key == "level" and not isinstance(value, str):
        threshold(cast("Level", value))
        return
    kind, _, _, valid = KEYS[key]
    right = isinstance(value, kind) and not (kind is int and (isinstance(value, bool) or int(str(value)) < 1))
    if kind is list and isinstance(value, list):
        right = all(isinstance(each, str) for each in value)
    if not right:
        raise OptionError(f"takes {_KIND_NAMES[kind]}, not {value!r}")
    if valid and value not in valid:
        raise UnknownNameError(key, str(value), valid)
    for each in value if key in ("only", "skip") and isinstance(value, list) else ():
        if "/" in each:
            registry.current_rule(each)
        else:
            registry.get(each)


def _line(text: str, table: str, key: str) -> int:
    """The line on which a key of a table is set, or the table `key` begins; if it is spelled otherwise, line 1.

    The TOML parser does not report it, and one that does would be another dependency just for a message.
    """
    here = ""
    spelled = rf"""["']?{re.escape(key)}["']?"""
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line):
            here = re.sub(r"""["'\s]""", "", head[1])
            if here == f"{table}.{key}".removeprefix("."):
                return number
        elif here == table and re.match(rf"\s*{spelled}\s*[=.]", line):
            return number
    return 1


def differences(before: Mapping[str, object], now: Mapping[str, object]) -> str:
    """Say which settings of two runs differ, such as "preset: 'pdf' before, 'default' now"; empty if none do.

    Args:
        before: the settings of the earlier run, by name, as read from JSON.
        now: those of this run.
    """
    changed = [(key, before.get(key), now.get(key)) for key in dict.fromkeys((*before, *now))]
    # JSON has lists for tuples.
    found = [(key, old, new) for key, old, new in changed if json.dumps(old) != json.dumps(new)]
    return "; ".join(f"{key}: {_setting(old)} before, {_setting(new)} now" for key, old, new in found)


def _setting(value: object) -> str:
    return "not set" if value in (None, [], "", {}) else json.dumps(value, ensure_ascii=False)

"""The exceptions that textmend raises. Each message says what happened, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "DecodeError",
    "FileError",
    "LanguageDataError",
    "MissingExtraError",
    "OptionError",
    "PassError",
    "TextmendError",
    "UnknownNameError",
    "VersionMismatchError",
    "not_a_text",
]


class TextmendError(Exception):
    """The base class of all textmend exceptions."""


class UnknownNameError(TextmendError, LookupError):
    """A pass, preset, rule, level, language or option does not exist.

    Attributes:
        kind: the kind of name, as a noun ("pass", "preset").
        name: the unknown name.
        valid: the valid names, in the order in which they are listed.
    """

    def __init__(self, kind: str, name: str, valid: Iterable[str]) -> None:
        import difflib

        self.kind = kind
        self.name = name
        self.valid = tuple(valid)
        near = difflib.get_close_matches(str(name), self.valid, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "."
        super().__init__(f"unknown {kind} {name!r}{hint} Valid: {', '.join(self.valid) or 'none'}.")

    def __reduce__(self) -> tuple[type[UnknownNameError], tuple[str, str, tuple[str, ...]]]:
        # Exceptions are pickled between processes as their type and arguments.
        return type(self), (self.kind, self.name, self.valid)


class OptionError(TextmendError, ValueError):
    """An option has an invalid value, or options have an invalid combination of values."""


class PassError(TextmendError, TypeError):
    """A pass violates the contract of `textmend.passes.base.Pass`, or the passes are in an order that one excludes."""


class LanguageDataError(TextmendError):
    """A file of language data is missing or damaged."""


class MissingExtraError(TextmendError, ImportError):
    """A package that an extra of textmend provides is needed but not installed.

    Attributes:
        extra: the name of the extra.
        what: what needs it, as a plural noun.
    """

    def __init__(self, extra: str, what: str) -> None:
        self.extra = extra
        self.what = what
        super().__init__(
            f"{what} need a package that is not installed; install it with: pip install 'textmend[{extra}]'"
        )

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self.extra, self.what)


class DecodeError(TextmendError, ValueError):
    """Bytes cannot be decoded with certainty, and `errors="strict"` was given.

    Attributes:
        start, end: the range of the bytes, counted from 0.
        line: the number of the line in which they start, counted from 1.
        problem: what is wrong with the bytes.
        remedy: what to do about it.
    """

    def __init__(self, start: int, end: int, line: int, problem: str, remedy: str) -> None:
        self.start = start
        self.end = end
        self.line = line
        self.problem = problem
        self.remedy = remedy
        which = f"byte {start}" if end - start == 1 else f"bytes {start} to {end - 1}"
        super().__init__(f"{which}, line {line}: {problem}; {remedy}")

    def __reduce__(self) -> tuple[type[DecodeError], tuple[int, int, int, str, str]]:
        return type(self), (self.start, self.end, self.line, self.problem, self.remedy)


class FileError(TextmendError):
    """A file cannot be read, parsed or written; the original is unchanged.

    Attributes:
        path: the file.
        problem: what is wrong with the file.
        remedy: what to do about it.
    """

    def __init__(self, path: Path | str, problem: str, remedy: str) -> None:
        self.path = path
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{path}: {problem}; {remedy}")

    def __reduce__(self) -> tuple[type[FileError], tuple[Path | str, str, str]]:
        return type(self), (self.path, self.problem, self.remedy)


class VersionMismatchError(TextmendError):
    """A pipeline was described with another version, other data, or other code of a pass than there is here.

    Attributes:
        what: what differs.
        there: its version, or its hash, where the pipeline was described.
        here: the same here.
        key: the key of the spec that has it.
    """

    def __init__(self, what: str, there: str, here: str, key: str) -> None:
        self.what = what
        self.there = there
        self.here = here
        self.key = key
        super().__init__(
            f"the pipeline was described with another {what} ({there}) than this process has ({here}), so its results "
            f"could differ; install the same everywhere, or remove {key!r} from the spec to accept what there is here"
        )

    def __reduce__(self) -> tuple[type[VersionMismatchError], tuple[str, str, str, str]]:
        return type(self), (self.what, self.there, self.here, self.key)


# What people have in place of a text, by the name of its type: the packages are not imported for it.
_REMEDIES = (
    (("bytes", "bytearray", "memoryview"), "decode it first: textmend.clean(textmend.decode(data))"),
    (("list", "tuple", "set", "dict", "generator"), "clean the texts in it with Pipeline.clean_many(texts)"),
    (("PosixPath", "WindowsPath"), "read the file first: textmend.clean(textmend.decode(path.read_bytes()))"),
    (
        ("Series", "DataFrame", "LazyFrame", "Expr", "Array", "ChunkedArray", "StringArray", "ndarray"),
        "clean columns with textmend.integrations.pandas or .polars, or with textmend.arrow",
    ),
    (
        ("NoneType", "NAType", "NaTType", "nan"),
        "leave missing values out, or clean the column with textmend.integrations.pandas, .polars or textmend.arrow, "
        "where they stay missing",
    ),
)


def not_a_text(given: object) -> TypeError:
    """Return the error for an object that was given in place of a text, with what to do about it."""
    kind = "nan" if isinstance(given, float) and repr(given) == "nan" else type(given).__name__
    remedy = next((remedy for kinds, remedy in _REMEDIES if kind in kinds), "give its text, such as str(value)")
    return TypeError(f"a text is a str, not {'None' if given is None else kind}; {remedy}")

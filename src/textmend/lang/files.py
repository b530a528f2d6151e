"""Language data files: each is mapped or read whole, and an error about a damaged one says what to do."""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
from collections.abc import Callable
from typing import Any

from textmend.errors import LanguageDataError

__all__ = ["DATA", "mapped", "read_json"]

# The folder of the files.
DATA = os.path.join(os.path.dirname(__file__), "data")


def mapped(
    path: str | os.PathLike[str], header: struct.Struct, magic: bytes, what: str, size: Callable[..., int]
) -> tuple[memoryview, tuple[Any, ...]]:
    """Map a file that starts with a header, and return what follows that and the fields of the header.

    Args:
        path: the file.
        header: the layout of its header; the first field is the magic.
        magic: the required magic.
        what: what it is called in messages, in the singular.
        size: returns from the other fields how many bytes must follow the header.

    Raises:
        LanguageDataError: the file is missing, cut short or a different one.
    """
    try:
        with open(path, "rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise LanguageDataError(
            f"{path}: cannot open this {what} ({error}); reinstall textmend to get it back"
        ) from error
    found, *fields = header.unpack_from(content) if len(content) > header.size else (b"",)
    if found != magic or len(content) != header.size + size(*fields):
        raise LanguageDataError(f"{path}: not a whole {what}; reinstall textmend to get it back")
    if sys.byteorder != "little":
        raise LanguageDataError(f"{path}: {what}s need a little-endian machine")
    return memoryview(content)[header.size :], tuple(fields)


def read_json(path: str, what: str) -> Any:
    """Return the content of a JSON file, which messages call by a plural.

    Raises:
        LanguageDataError: the file is missing or damaged.
    """
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as error:
        raise LanguageDataError(f"{path}: cannot read these {what} ({error}); reinstall textmend") from error

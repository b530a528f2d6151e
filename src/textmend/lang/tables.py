"""Hash tables in files: opened by memory mapping, so that a lookup needs no parsing and no copy.

A table maps strings to values from 1 to 255. Its file is a 16-byte header (magic, number of slots as a
power of two, number of entries) and one little-endian 32-bit word a slot: the upper 24 bits are a check of
the key, the lower 8 its value; 0 is an empty slot. Collisions go to the next slot. Keys themselves are not
kept: a string that is not in the table passes for one that is with a chance of about one in ten million.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
from collections.abc import Mapping

from textmend._tables import LONGEST_KEY, Table, string_hash
from textmend.errors import LanguageDataError

__all__ = ["open_table", "pack"]

_HEADER = struct.Struct("<8sII")
_MAGIC = b"tmtable1"


def open_table(path: str | os.PathLike[str]) -> tuple[Table, int]:
    """Map a table file and return the table and its number of entries.

    Raises:
        LanguageDataError: the file is missing, cut short or no table.
    """
    try:
        with open(path, "rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise LanguageDataError(
            f"{path}: cannot open this language table ({error}); reinstall textmend to get it back"
        ) from error
    header: tuple[bytes, int, int] = (b"", 0, 0)
    if len(mapped) > _HEADER.size:
        header = _HEADER.unpack_from(mapped)
    magic, bits, entries = header
    if magic != _MAGIC or len(mapped) != _HEADER.size + (4 << bits):
        raise LanguageDataError(f"{path}: not a whole language table; reinstall textmend to get it back")
    if sys.byteorder != "little":
        raise LanguageDataError(f"{path}: language tables need a little-endian machine")
    return Table(memoryview(mapped)[_HEADER.size :].cast("I"), bits), entries


def pack(values: Mapping[str, int], path: str | os.PathLike[str]) -> None:
    """Write a table file; at most two thirds of its slots are taken, which keeps probes short."""
    bits = max(4, (len(values) * 3 // 2).bit_length())
    slots = [0] * (1 << bits)
    for key in sorted(values):
        value = values[key]
        if not 1 <= value <= 255:
            raise LanguageDataError(f"{path}: the value {value} of {key!r} is not from 1 to 255")
        if len(key) > LONGEST_KEY:
            raise LanguageDataError(f"{path}: {key!r} is longer than the {LONGEST_KEY} characters that a key may have")
        hashed = string_hash(key)
        at = hashed >> (64 - bits)
        while slots[at]:
            at = (at + 1) & ((1 << bits) - 1)
        slots[at] = (hashed & 0xFFFFFF or 1) << 8 | value
    with open(path, "wb") as file:
        file.write(_HEADER.pack(_MAGIC, bits, len(values)) + struct.pack(f"<{len(slots)}I", *slots))

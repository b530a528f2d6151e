"""Hash tables in files: opened by memory mapping, so that a lookup needs no parsing and no copy.

A table maps strings to values from 1 to 255. Its file is a 16-byte header (magic, number of slots as a
power of two, number of entries) and one little-endian 32-bit word a slot: the upper 24 bits are a check of
the key, the lower 8 its value; 0 is an empty slot. Collisions go to the next slot. Keys themselves are not
kept: a string that is not in the table passes for one that is with a chance of about one in ten million.
"""

from __future__ import annotations

import mmap
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

from textmend.errors import LanguageDataError

__all__ = ["Table", "pack", "string_hash"]

_HEADER = struct.Struct("<8sII")
_MAGIC = b"tmtable1"
# FNV-1a with 64 bits over code points (Fowler, Noll, Vo), then the finaliser of MurmurHash3 (Appleby),
# since FNV alone leaves the upper bits of short words poorly mixed.
_OFFSET, _PRIME, _MASK = 0xCBF29CE484222325, 0x100000001B3, 0xFFFFFFFFFFFFFFFF
_MIX = 0xFF51AFD7ED558CCD


def string_hash(text: str) -> int:
    """Return the 64-bit hash of `text` that all tables use."""
    state = _OFFSET
    for character in text:
        state = ((state ^ ord(character)) * _PRIME) & _MASK
    state ^= state >> 33
    state = (state * _MIX) & _MASK
    return state ^ (state >> 33)


class Table:
    """A read-only mapping from strings to small integers, in a mapped file.

    Raises:
        LanguageDataError: the file is missing, cut short or no table.
    """

    __slots__ = ("_bits", "_slots", "entries")

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise LanguageDataError(
                f"{path}: cannot open this language table ({error}); reinstall textmend to get it back"
            ) from error
        header: tuple[bytes, int, int] = (b"", 0, 0)
        if len(mapped) > _HEADER.size:
            header = _HEADER.unpack_from(mapped)
        magic, self._bits, self.entries = header
        if magic != _MAGIC or len(mapped) != _HEADER.size + (4 << self._bits):
            raise LanguageDataError(f"{path}: not a whole language table; reinstall textmend to get it back")
        if sys.byteorder != "little":
            raise LanguageDataError(f"{path}: language tables need a little-endian machine")
        self._slots = memoryview(mapped)[_HEADER.size :].cast("I")

    def get(self, key: str) -> int:
        """Return the value of `key`, 0 when it has none."""
        hashed = string_hash(key)
        check = hashed & 0xFFFFFF or 1
        at = hashed >> (64 - self._bits)
        last = (1 << self._bits) - 1
        while slot := self._slots[at]:
            if slot >> 8 == check:
                return slot & 0xFF
            at = (at + 1) & last
        return 0


def pack(values: Mapping[str, int], path: Path) -> None:
    """Write a table file; at most two thirds of its slots are taken, which keeps probes short."""
    bits = max(4, (len(values) * 3 // 2).bit_length())
    slots = [0] * (1 << bits)
    for key in sorted(values):
        value = values[key]
        if not 1 <= value <= 255:
            raise LanguageDataError(f"{path}: the value {value} of {key!r} is not from 1 to 255")
        hashed = string_hash(key)
        at = hashed >> (64 - bits)
        while slots[at]:
            at = (at + 1) & ((1 << bits) - 1)
        slots[at] = (hashed & 0xFFFFFF or 1) << 8 | value
    path.write_bytes(_HEADER.pack(_MAGIC, bits, len(values)) + struct.pack(f"<{len(slots)}I", *slots))

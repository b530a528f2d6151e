"""Hash tables in files: opened by memory mapping, so that a lookup needs no parsing and no copy.

All files begin with a 16-byte header: magic, size as a power of two, number of entries.

A table maps strings to values from 1 to 255. Its slots are little-endian 32-bit words: the upper 24 bits are a check
of the key, the lower 8 its value; 0 is an empty slot. Collisions go to the next slot. Keys themselves are not stored: a
string that is not in the table is mistaken for one that is with a probability of about one in ten million.

A Bloom filter has one bit a slot, 32 in a little-endian word.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Mapping

from textmend.errors import LanguageDataError
from textmend.lang._tables import LONGEST_KEY, BloomFilter, Table, string_hash
from textmend.lang.files import mapped

__all__ = ["open_bloom_filter", "open_table", "pack", "pack_bloom_filter"]

_TABLE_HEADER = struct.Struct("<8sII")
_TABLE_MAGIC = b"tmtable1"
_MAGIC_OF_PARTS = b"tmparts1"
# With this many bits for each entry at most one string in five is a false positive.
_BITS_A_PART = 5


def open_table(path: str | os.PathLike[str]) -> tuple[Table, int]:
    """Map a table file and return the table and its number of entries.

    Raises:
        LanguageDataError: the file is missing, cut short or not a table.
    """
    words, bits, entries = _mapped(path, _TABLE_MAGIC, 32)
    return Table(words, bits), entries


def open_bloom_filter(path: str | os.PathLike[str]) -> BloomFilter:
    """Map a Bloom filter file of the parts of words and pairs.

    Raises:
        LanguageDataError: the file is missing, cut short or a different one.
    """
    words, bits, _ = _mapped(path, _MAGIC_OF_PARTS, 1)
    return BloomFilter(words, bits)


def _mapped(path: str | os.PathLike[str], magic: bytes, slot: int) -> tuple[memoryview, int, int]:
    """Return the 32-bit words after a file's header, its size as a power of two, and its number of entries.

    Args:
        path: the file.
        magic: what it must begin with.
        slot: the bits that one slot takes.
    """
    view, (bits, entries) = mapped(path, _TABLE_HEADER, magic, "language table", lambda bits, _: (slot << bits) // 8)
    return view.cast("I"), bits, entries


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
        file.write(_TABLE_HEADER.pack(_TABLE_MAGIC, bits, len(values)) + struct.pack(f"<{len(slots)}I", *slots))


def pack_bloom_filter(words: Iterable[str], pairs: Iterable[str], path: str | os.PathLike[str]) -> int:
    """Write a file of the beginnings of words and of the first and second words of pairs; return their number."""
    parts = {word[:end] for word in words for end in range(1, len(word) + 1)}
    for pair in pairs:
        first, second = pair.split()
        parts |= {f"{first} ", f" {second}"}
    bits = max(5, (len(parts) * _BITS_A_PART).bit_length())
    slots = [0] * (1 << bits - 5)
    for part in parts:
        at = string_hash(part) >> (64 - bits)
        slots[at >> 5] |= 1 << (at & 31)
    with open(path, "wb") as file:
        file.write(_TABLE_HEADER.pack(_MAGIC_OF_PARTS, bits, len(parts)) + struct.pack(f"<{len(slots)}I", *slots))
    return len(parts)

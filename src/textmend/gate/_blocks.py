"""Bytes of UTF-8, one by one and in blocks: what takes a processor a few steps, and neither Python nor Cython can say.

`_blocks.pxd` has each function in C, which Cython puts where it is called; this file is never compiled. The scan uses
these definitions where it runs as Python.
"""

__all__ = ["character", "eight", "is_plain", "letters_in", "place_of", "spaces_in", "trailing", "width_of"]


def letters_in(units, at):
    """A number with a bit for each of the 64 bytes from `at` that is a letter of ASCII, the first one lowest."""
    return sum([1 << number for number in range(64) if 0x61 <= units[at + number] | 0x20 <= 0x7A])


def spaces_in(units, at):
    """A number with a bit for each of the 64 bytes from `at` that is a space, the first one lowest."""
    return sum([1 << number for number in range(64) if units[at + number] == 0x20])


def eight(units, at):
    """The eight bytes from `at` as one number, the first one lowest."""
    return int.from_bytes(units[at : at + 8], "little")


def place_of(bit):
    """The position of a single bit, from 0."""
    return bit.bit_length() - 1


def is_plain(unit):
    """True for an ASCII letter."""
    return 0x61 <= unit | 0x20 <= 0x7A


def trailing(units, start, end):
    """The number of these bytes that are trailing ones, which do not start a character."""
    return sum([unit & 0xC0 == 0x80 for unit in units[start:end]])


def width_of(unit):
    """The number of bytes in a character."""
    return 1 + (unit > 0x7F) + (unit > 0x7FF) + (unit > 0xFFFF)


def character(units, at):
    """The character that starts at a byte of valid UTF-8, in which surrogates are valid, too."""
    first = units[at]
    width = 1 + (first >= 0xC0) + (first >= 0xE0) + (first >= 0xF0)
    return ord(units[at : at + width].decode("utf-8", "surrogatepass"))

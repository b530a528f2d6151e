"""The file format of letter-pair models by language; see `textmend.passes.mojibake._char_bigrams`.

The file is a header (magic, number of scripts, length of the index, size of what follows, number of rows), eight
little-endian 32-bit numbers for each script, a 16-bit number for each character of the first plane, the 16-bit index,
then for each character its kind and its cost as a mark, then the best costs, of as many bytes as the last field of the
header says, and the rows of costs.
"""

from __future__ import annotations

import os
import struct
from array import array
from collections.abc import Sequence
from functools import cache

from textmend.lang.files import DATA, mapped
from textmend.passes.mojibake._char_bigrams import CharBigramModel

__all__ = ["char_bigram_model", "pack_char_bigrams"]

_MODEL_HEADER = struct.Struct("<8sIIII")
_MODEL_MAGIC = b"tmalpha1"
_SHAPE = struct.Struct("<8I")
_PLANE = 0x10000
_MODEL_PATH = os.path.join(DATA, "alphabets.bin")


@cache
def char_bigram_model() -> CharBigramModel:
    """Return the model of all scripts; the same object each time.

    Raises:
        LanguageDataError: the file is missing or damaged.
    """
    return open_char_bigrams(_MODEL_PATH)


def open_char_bigrams(path: str | os.PathLike[str]) -> CharBigramModel:
    """Map a model file.

    Raises:
        LanguageDataError: the file is missing, cut short or a different one.
    """
    view, (scripts, pairs, _, count) = mapped(path, _MODEL_HEADER, _MODEL_MAGIC, "alphabet file", _size)
    shapes = [_SHAPE.unpack_from(view, _SHAPE.size * number) for number in range(scripts)]
    at = _SHAPE.size * scripts
    units = view[at : at + 2 * _PLANE].cast("H")
    at += 2 * _PLANE
    index = view[at : at + 2 * pairs].cast("H")
    at += 2 * pairs
    kinds, marks, rows = view[at : at + _PLANE], view[at + _PLANE : at + 2 * _PLANE], view[at + 2 * _PLANE :]
    return CharBigramModel(units, kinds, marks, shapes, index, rows[count:], rows[:count])


def _size(scripts: int, pairs: int, size: int, count: int) -> int:
    """The number of bytes after a header; more than it says where its parts do not fit in these."""
    return max(size, _SHAPE.size * scripts + 2 * _PLANE + 2 * pairs + 2 * _PLANE + count)


def pack_char_bigrams(
    units: array[int],
    kinds: bytes,
    marks: bytes,
    shapes: Sequence[Sequence[int]],
    index: array[int],
    rows: bytes,
    best: bytes,
    path: str | os.PathLike[str],
) -> None:
    """Write a model file; the parts are those of `CharBigramModel`."""
    body = (
        b"".join(_SHAPE.pack(*shape) for shape in shapes)
        + units.tobytes()
        + index.tobytes()
        + kinds
        + marks
        + best
        + rows
    )
    with open(path, "wb") as file:
        file.write(_MODEL_HEADER.pack(_MODEL_MAGIC, len(shapes), len(index), len(body), len(best)) + body)

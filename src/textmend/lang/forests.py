"""Forests in files: opened by memory mapping, as tables are.

A file is a 32-byte header (magic, number of trees, number of nodes, the sum before any tree), then arrays,
little-endian: the root of each tree and the link of each node (32 bits), and the number of each node (float, 32 bits).
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
from collections.abc import Callable, Sequence

from textmend._forest import Forest
from textmend.errors import LanguageDataError

__all__ = ["open_forest", "pack_forest"]

_HEADER = struct.Struct("<8sIId8x")
_MAGIC = b"tmforst1"


def open_forest(path: str | os.PathLike[str], kind: Callable[..., Forest] = Forest) -> Forest:
    """Map a forest file and return the forest.

    Args:
        path: the file.
        kind: what makes a forest of its arrays.

    Raises:
        LanguageDataError: the file is missing, cut short or no forest.
    """
    try:
        with open(path, "rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise LanguageDataError(
            f"{path}: cannot open this forest ({error}); reinstall textmend to get it back"
        ) from error
    header: tuple[bytes, int, int, float] = (b"", 0, 0, 0.0)
    if len(mapped) > _HEADER.size:
        header = _HEADER.unpack_from(mapped)
    magic, trees, nodes, bias = header
    if magic != _MAGIC or len(mapped) != _HEADER.size + 4 * trees + 8 * nodes:
        raise LanguageDataError(f"{path}: not a whole forest; reinstall textmend to get it back")
    if sys.byteorder != "little":
        raise LanguageDataError(f"{path}: forests need a little-endian machine")
    view = memoryview(mapped)[_HEADER.size :]
    links_from, numbers_from = 4 * trees, 4 * trees + 4 * nodes
    return kind(
        view[:links_from].cast("I"), view[links_from:numbers_from].cast("I"), view[numbers_from:].cast("f"), bias
    )


def pack_forest(
    roots: Sequence[int], links: Sequence[int], numbers: Sequence[float], bias: float, path: str | os.PathLike[str]
) -> None:
    """Write a forest file; the arguments are those of `Forest`."""
    with open(path, "wb") as file:
        file.write(_HEADER.pack(_MAGIC, len(roots), len(links), bias))
        file.write(struct.pack(f"<{len(roots)}I{len(links)}I{len(numbers)}f", *roots, *links, *numbers))

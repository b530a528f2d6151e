"""Tree ensembles in files: opened by memory mapping, as tables are.

A file is a 32-byte header (magic, number of trees, number of nodes, the sum before any tree), then arrays,
little-endian: the root of each tree and the link of each node (32 bits), and the number of each node (float, 32 bits).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Sequence
from typing import NamedTuple

from textmend.lang.files import mapped
from textmend.passes.spacing._trees import TreeEnsemble

__all__ = ["TreeEnsembles", "open_trees", "pack_trees"]

_TREES_HEADER = struct.Struct("<8sIId8x")
_TREES_MAGIC = b"tmforst1"


class TreeEnsembles(NamedTuple):
    """The tree ensembles of a scorer; where there is none, it returns the features instead.

    Attributes:
        split: for a space that may be missing.
        join: for one that may be superfluous.
        beside: for both next to marks.
        strings: for one that may be missing in a long string without any, in text that is known to be damaged.
    """

    split: TreeEnsemble | None = None
    join: TreeEnsemble | None = None
    beside: TreeEnsemble | None = None
    strings: TreeEnsemble | None = None


def open_trees(path: str | os.PathLike[str], kind: Callable[..., TreeEnsemble] = TreeEnsemble) -> TreeEnsemble:
    """Map a tree ensemble file and return the tree ensemble.

    Args:
        path: the file.
        kind: creates a tree ensemble from its arrays.

    Raises:
        LanguageDataError: the file is missing, cut short or not a tree ensemble.
    """
    view, (trees, nodes, bias) = mapped(
        path, _TREES_HEADER, _TREES_MAGIC, "trees", lambda trees, nodes, _: 4 * trees + 8 * nodes
    )
    links_from, numbers_from = 4 * trees, 4 * trees + 4 * nodes
    return kind(
        view[:links_from].cast("I"), view[links_from:numbers_from].cast("I"), view[numbers_from:].cast("f"), bias
    )


def pack_trees(
    roots: Sequence[int], links: Sequence[int], numbers: Sequence[float], bias: float, path: str | os.PathLike[str]
) -> None:
    """Write a tree ensemble file; the arguments are those of `TreeEnsemble`."""
    with open(path, "wb") as file:
        file.write(_TREES_HEADER.pack(_TREES_MAGIC, len(roots), len(links), bias))
        file.write(struct.pack(f"<{len(roots)}I{len(links)}I{len(numbers)}f", *roots, *links, *numbers))

"""Batches of examples as packed arrays, so that a training resumes, or runs on another machine, without the corpora."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from training.gaps.examples import Example

__all__ = ["pack", "unpacked"]


def pack(course: Sequence[Sequence[Example]], path: Path) -> None:
    """Write batches to a file: some 200 bytes an example."""
    examples = list(chain.from_iterable(course))
    answers = list(chain.from_iterable(example.answers for example in examples))
    np.savez_compressed(
        path,
        batches=np.array([len(batch) for batch in course], np.uint32),
        lengths=np.array([len(example.pieces) for example in examples], np.uint16),
        pieces=np.fromiter(chain.from_iterable(example.pieces for example in examples), np.uint16),
        shapes=np.fromiter(chain.from_iterable(example.shapes for example in examples), np.uint8),
        gaps=np.array([len(example.answers) for example in examples], np.uint16),
        places=np.array([place for place, _ in answers], np.uint16),
        answers=np.array([answer for _, answer in answers], np.bool_),
    )


def unpacked(path: Path) -> list[list[Example]]:
    """Read what `pack` wrote."""
    with np.load(path) as arrays:
        of = {name: arrays[name].tolist() for name in arrays.files}
    examples: list[Example] = []
    at = gap = 0
    for length, gaps in zip(of["lengths"], of["gaps"], strict=True):
        answers = list(zip(of["places"][gap : gap + gaps], of["answers"][gap : gap + gaps], strict=True))
        examples.append(Example(of["pieces"][at : at + length], of["shapes"][at : at + length], answers))
        at += length
        gap += gaps
    rest = iter(examples)
    return [[next(rest) for _ in range(size)] for size in of["batches"]]

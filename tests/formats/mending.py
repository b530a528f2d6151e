"""Helpers of the format tests: repair bytes as the command does, in one process."""

from __future__ import annotations

import io
from typing import Any, BinaryIO, cast

from textmend import Pipeline
from textmend.formats import reader
from textmend.formats.base import BlockResult, FormatOptions, OutputRequest
from textmend.formats.source import Source

# A pass that depends on no language data and does the same to every text: é becomes e.
ASCII = Pipeline(["ascii"])
DEFAULT = Pipeline.preset()
ALL = OutputRequest(changes=True, splices=True)


def mended(
    name: str, data: bytes, pipeline: Pipeline = ASCII, *, wanted: OutputRequest = ALL, **options: Any
) -> tuple[bytes, list[BlockResult]]:
    """Return the repaired bytes of a file, and the results of its blocks."""
    sink = io.BytesIO()
    parts: list[BlockResult] = []
    with Source(None, f"a.{name}", cast("BinaryIO", io.BytesIO(data))) as source:
        opened = reader(name)(source, FormatOptions(**options))
        for block in opened.blocks():
            part = opened.extractor.mend(block, pipeline, wanted)
            opened.write(block.content if part.content is None else part.content, cast("BinaryIO", sink))
            parts.append(part)
        opened.finish(cast("BinaryIO", sink))
    return sink.getvalue(), parts


def problems(parts: list[BlockResult]) -> list[tuple[int, str]]:
    """Place and kind of all problems."""
    return [(problem.place, problem.what) for part in parts for problem in part.problems]


def places(parts: list[BlockResult]) -> list[dict[str, int | str]]:
    """The places of all edits."""
    return [dict(change.place) for part in parts for change in part.changes]

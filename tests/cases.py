"""The fixtures as data: one line a case, in four kinds for each pass.

Keys of a line: `label`, `text`, `why`, `source` (where such damage was reported; the words are our own),
`fixed` (absent in negatives: the text stays unchanged), and optionally `preset`, `level` and `options` (as for
`Pipeline`). Without `preset` the pass runs alone, named by the folder. A line of `refused: true` asserts
that the suspicion is reported, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textmend import Pipeline
from textmend.pipeline.presets import Level, PresetName

if TYPE_CHECKING:
    from textmend.pipeline.signatures import PassOptions

FIXTURES = Path(__file__).parent / "fixtures"
KINDS = ("wild", "synthetic", "negative", "known_failures")


@dataclass(frozen=True)
class Case:
    subject: str
    kind: str
    label: str
    text: str
    fixed: str
    why: str
    source: str
    preset: PresetName | None = None
    level: Level | None = None
    refused: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.subject}/{self.kind}/{self.label}"

    def pipeline(self) -> Pipeline:
        if self.preset:
            return Pipeline.preset(self.preset, level=self.level, options=cast("PassOptions", self.options))
        options = {self.subject: self.options} if self.options else None
        return Pipeline([self.subject], level=self.level, options=options)


@cache
def load(kind: str) -> tuple[Case, ...]:
    """All cases of one kind, over all subjects."""
    cases: list[Case] = []
    for path in sorted(FIXTURES.glob(f"*/{kind}.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                cases.append(parsed(line, path.parent.name, kind))
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise AssertionError(f"{path}:{number}: not a case: {error}") from error
    return tuple(cases)


def parsed(line: str, subject: str, kind: str) -> Case:
    """The case that a line holds."""
    data = json.loads(line)
    data.setdefault("fixed", data["text"])
    return Case(subject=subject, kind=kind, **data)

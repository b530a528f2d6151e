"""The subjects of measurement: each pass alone, as the presets run it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from textmend import Pipeline
from textmend.pipeline.presets import PRESETS, Level, PresetName, Step

__all__ = ["SUBJECTS", "level_of", "pipeline"]

# Each pass, with its style where it has several, and the preset that defines how it runs: `default`, or the one that
# exists for the pass.
SUBJECTS: Mapping[str, PresetName] = MappingProxyType(
    {
        "mojibake": "default",
        "characters": "default",
        "layout": "pdf",
        "spacing": "default",
        "spacing thorough": "pdf",
        "dashes": "default",
        "dashes thorough": "pdf",
        "quotes straight": "default",
        "quotes typographic": "typographic",
        "ascii": "ascii",
    }
)


def pipeline(subject: str, level: Level | None = None) -> Pipeline:
    """Build the pipeline of one pass, at a level of its own if none is given."""
    return Pipeline([_step(subject)], level=level)


def level_of(subject: str) -> Level:
    """The level at which the preset runs the pass."""
    return _step(subject).level


def _step(subject: str) -> Step:
    name = subject.partition(" ")[0]
    return next(step for step in PRESETS[SUBJECTS[subject]].steps if step.name == name)

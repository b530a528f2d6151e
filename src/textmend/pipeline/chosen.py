"""The pipeline for the keywords of `textmend.clean`, built once for equal ones."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from textmend.errors import OptionError, UnknownNameError
from textmend.pipeline.build import listed
from textmend.pipeline.pipeline import Pipeline, PipelineLike

if TYPE_CHECKING:
    from textmend.pipeline.presets import PresetName

__all__ = ["chosen"]

# More different settings than one process uses at a time, unless each text has a list of words of its own.
_MOST_KEPT = 32
SETTINGS = (
    "preset", "level", "lang", "words", "only", "skip", "options",
    "ascii", "dashes", "mojibake", "quotes", "spacing", "format", "pipeline",
)  # fmt: skip
_LISTS = ("words", "only", "skip", "mojibake", "spacing")

_kept: dict[Hashable, Pipeline] = {}


def chosen(pipeline: PipelineLike | None, settings: Mapping[str, Any]) -> Pipeline:
    """Return the pipeline that a call asks for.

    Args:
        pipeline: a pipeline, the name of a preset or a spec; None for the preset that `settings` name.
        settings: what `Pipeline.preset` takes, with its name as `preset`.

    Raises:
        OptionError: both are given, or a setting has a value that cannot be used.
        UnknownNameError: a name does not exist.
    """
    for name in settings:
        if name not in SETTINGS:
            raise UnknownNameError("setting", name, SETTINGS)
    given = {
        name: listed(name, cast("Iterable[str]", value)) if name in _LISTS else value
        for name, value in settings.items()
        if value is not None
    }
    if pipeline is not None:
        if given:
            raise OptionError(
                f"a pipeline has its settings already, so pipeline and {', '.join(given)} cannot be given together; "
                "build it with them: Pipeline.preset(…)"
            )
        return Pipeline.of(pipeline)
    key = _frozen(given)
    try:
        found = _kept.get(key)
    except TypeError:  # a value that no option can have, for which the pipeline has the better error
        return _built(given)
    if found is None:
        found = _built(given)
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = found
    return found


def _built(settings: dict[str, Any]) -> Pipeline:
    settings = dict(settings)
    return Pipeline.preset(cast("PresetName", settings.pop("preset", "default")), **settings)


def _frozen(value: object) -> Hashable:
    """Return what equal values, and no others, have in common, as a key of a mapping."""
    if isinstance(value, Mapping):
        return "mapping", tuple((str(name), _frozen(value[name])) for name in sorted(value, key=str))
    if isinstance(value, list | tuple):
        return "list", tuple(map(_frozen, value))
    if isinstance(value, set | frozenset):
        return "set", frozenset(map(_frozen, value))
    return type(value), value

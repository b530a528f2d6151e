"""What users type to choose parts of passes: `-O pass.option=value`, `--only pass/rule`, and lists with commas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import textmend.passes as registry
from textmend.cli.settings import Settings
from textmend.errors import OptionError, TextmendError, UnknownNameError

if TYPE_CHECKING:
    from textmend.pipeline.presets import Level

__all__ = ["as_level", "only", "split_lists", "with_options"]

_TRUTH = {"true": True, "false": False}


def split_lists(given: Iterable[str]) -> tuple[str, ...]:
    """Return names that were given one by one, or several with commas."""
    return tuple(name for each in given for name in map(str.strip, each.split(",")) if name)


def as_level(typed: str | None) -> Level | None:
    """Return a level: its name, or the number that was typed."""
    try:
        return None if typed is None else float(typed)
    except ValueError:
        # What is no level is refused by the pipeline, which lists those that are.
        return cast("Level", typed)


def only(wanted: Iterable[str]) -> tuple[set[str], list[str]]:
    """Return the passes to run, and those of their rules to switch off, for passes and rules to run alone.

    Raises:
        UnknownNameError: there is no such pass, or it has no such rule.
    """
    rules: dict[str, set[str]] = {}
    whole: set[str] = set()
    for name in wanted:
        if "/" in name:
            current = registry.current_rule(name)
            rules.setdefault(current.partition("/")[0], set()).add(current)
        else:
            whole.add(name)
    skipped = [
        rule
        for name, kept in rules.items()
        if name not in whole
        for rule in (f"{name}/{each.name}" for each in registry.get(name).rules)
        if rule not in kept
    ]
    return whole | rules.keys(), skipped


def with_options(settings: Settings, typed: Iterable[str]) -> Settings:
    """Return settings in which what was typed as `pass.option=value` replaces what a file says.

    Raises:
        OptionError: something else was typed, or the option cannot have the value.
        UnknownNameError: there is no such pass or option.
    """
    passes: dict[str, Mapping[str, object]] = dict(settings.passes)
    for each in typed:
        name, dot, rest = each.partition(".")
        option, equals, value = rest.partition("=")
        if not (dot and equals):
            raise OptionError(f"-O {each}: give a pass, an option and a value, as in -O quotes.style=typographic")
        option = option.strip().replace("-", "_")
        passes[name] = {**passes.get(name, {}), option: _value(each, name.strip(), option, value.strip())}
    return replace(settings, passes=passes)


def _value(typed: str, name: str, option: str, text: str) -> object:
    """Return a value as the type of the option's default."""
    kind = registry.get(name).options_type
    if option not in kind.defaults:
        raise UnknownNameError(f"option of pass {name!r}", option, kind.defaults)
    default = kind.defaults[option]
    value: object = text
    if isinstance(default, bool):
        value = _TRUTH.get(text.lower(), text)
    elif isinstance(default, int | float):
        value = _number(text, type(default))
    elif isinstance(default, tuple):
        value = split_lists([text])
    try:
        kind(**{option: value})
    except TextmendError as error:
        raise OptionError(f"-O {typed}: {error}") from error
    return value


def _number(text: str, kind: type[int] | type[float]) -> object:
    """Return a number; what is none, as it is, for the option to refuse."""
    try:
        return kind(text)
    except ValueError:
        return text

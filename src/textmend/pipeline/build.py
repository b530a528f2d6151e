"""Build the passes of a pipeline from names and options, and check them."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from textmend import passes as registry
from textmend.errors import OptionError, PassError, UnknownNameError
from textmend.passes.base import Pass
from textmend.pipeline.presets import Step

__all__ = ["build_pass", "check_order", "check_rule", "merged_options"]


def merged_options(
    options: Mapping[str, Mapping[str, object]], choices: Mapping[str, object], steps: Sequence[Step]
) -> dict[str, dict[str, object]]:
    """Merge both ways of giving options into one mapping, and check the names of the passes."""
    present = list(dict.fromkeys(step.name for step in steps))
    for name in (*options, *choices):
        if name not in present:
            raise UnknownNameError("pass in options (not in the pipeline)", name, present)
    for name, values in options.items():
        if not isinstance(values, Mapping):
            raise OptionError(
                f"options of a pass are given by name, as in {{{name!r}: {{'OPTION': …}}}}, not {values!r}"
            )
    merged = {name: dict(values) for name, values in options.items()}
    for name, value in choices.items():
        main = registry.get(name).main_option
        if not main:
            raise OptionError(f"pass {name!r} has no main option; name one in options={{{name!r}: {{…}}}}")
        merged.setdefault(name, {})[main] = value
    return merged


def build_pass(step: Step, extra: Mapping[str, object]) -> Pass[Any]:
    """Build the pass of one step."""
    kind = registry.get(step.name)
    values = {**step.options, **extra}
    for name in values:
        if name not in kind.options_type.defaults:
            raise UnknownNameError(f"option of pass {step.name!r}", name, kind.options_type.defaults)
    return kind(kind.options_type(**values))


def check_rule(rule: str) -> str:
    """Return the current name of a rule; an old name gives a warning.

    Raises:
        UnknownNameError: there is no such rule.
    """
    current = registry.current_rule(rule)
    if current != rule:
        warnings.warn(f"rule {rule!r} was renamed to {current!r}", DeprecationWarning, stacklevel=2)
    return current


def check_order(passes: Sequence[Pass[Any]]) -> None:
    """Check that no pass comes before one that it must follow."""
    names = [mender.name for mender in passes]
    for place, mender in enumerate(passes):
        for earlier in mender.after:
            if earlier in names[place + 1 :]:
                raise PassError(
                    f"pass {mender.name!r} must come after {earlier!r}; the order given is {', '.join(names)}"
                )

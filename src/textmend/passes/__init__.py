"""The registry of passes: built-in ones by their file, others by the entry-point group `textmend.passes`.

The package can be called, as `textmend.passes()`: once it is imported, Python sets `textmend.passes` to it, and a
function of that name could not be reached.
"""

from __future__ import annotations

import sys
import warnings
from abc import ABCMeta
from collections.abc import Collection, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any

from textmend.errors import PassError, TextmendError, UnknownNameError
from textmend.passes.base import Pass

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["classes", "current_rule", "get", "names", "purposes"]

ENTRY_POINT_GROUP = "textmend.passes"
_NO_PASSES = frozenset({"base", "protect"})


def _built_in() -> list[str]:
    # Takes 10 ms to import; users who name the pass they want do not pay for it.
    from pkgutil import iter_modules

    return sorted(module.name for module in iter_modules(__path__) if module.name not in _NO_PASSES)


def _is_built_in(name: str) -> bool:
    is_one_word = str(name).isidentifier() and not name.startswith("_")
    return is_one_word and name not in _NO_PASSES and find_spec(f"{__name__}.{name}") is not None


def _third_party() -> dict[str, EntryPoint]:
    # Takes tens of milliseconds to import; users of built-in passes alone do not pay for it.
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=ENTRY_POINT_GROUP)}


def names() -> tuple[str, ...]:
    """The names of all passes, built-in ones first, each group alphabetically. Loads none of them."""
    built_in = _built_in()
    return (*built_in, *sorted(_third_party().keys() - set(built_in)))


def get(name: str) -> type[Pass[Any]]:
    """Return the pass called `name`.

    Raises:
        UnknownNameError: there is no such pass.
        PassError: the object registered under that name is not a pass of that name.
    """
    if _is_built_in(name):
        module = import_module(f"{__name__}.{name}")
        candidates = list(vars(module).values())
    elif name in (others := _third_party()):
        candidates = [others[name].load()]
    else:
        raise UnknownNameError("pass", name, names())
    for candidate in candidates:
        if isinstance(candidate, ABCMeta) and issubclass(candidate, Pass) and getattr(candidate, "name", "") == name:
            return candidate
    raise PassError(f"pass {name!r}: no subclass of textmend.passes.base.Pass with name = {name!r} is defined there")


def classes() -> dict[str, type[Pass[Any]]]:
    """Return all passes by name, each as its class: `rules` says what it can do, `options_type.defaults` what it takes.

    A pass of another package that cannot be loaded gives a warning and is left out.

    >>> sorted(classes()["quotes"].options_type.defaults)
    ['angled', 'locale', 'marks', 'style']
    """
    found: dict[str, type[Pass[Any]]] = {}
    for name in names():
        try:
            found[name] = get(name)
        except (TextmendError, ImportError, AttributeError) as error:
            if _is_built_in(name):
                raise
            warnings.warn(f"the pass {name!r} of another package cannot be loaded: {error}", stacklevel=3)
    return found


class _Callable(ModuleType):
    def __call__(self) -> dict[str, type[Pass[Any]]]:
        return classes()


sys.modules[__name__].__class__ = _Callable


def current_rule(rule: str, classes: Mapping[str, type[Pass[Any]]] = MappingProxyType({})) -> str:
    """Return the name, "pass/rule", that a rule has today; it may be given by one that it had before.

    Args:
        rule: the name, as given.
        classes: by name, passes that need not be registered, and that come before those that are.

    Raises:
        UnknownNameError: there is no such pass, or it has no such rule.
    """
    name, _, short = rule.partition("/")
    kind = classes[name] if name in classes else get(name)
    short = kind.renamed_rules.get(short, short)
    valid = [each.name for each in kind.rules]
    if short not in valid:
        raise UnknownNameError("rule", rule, [f"{name}/{each}" for each in valid])
    return f"{name}/{short}"


def purposes(rules: Collection[str]) -> dict[str, str]:
    """Return what rules repair, in a few words, by their names as edits have them; unknown rules are left out.

    An edit of several rules has all their names, joined by "+".
    """
    known: dict[str, str] = {}
    for name in {part.partition("/")[0] for rule in rules for part in rule.split("+")}:
        try:
            known |= {f"{name}/{rule.name}": rule.mends for rule in get(name).rules}
        except TextmendError:
            # Bytes are decoded before any pass, and a report may be from a machine with other passes.
            continue
    parts = {rule: [known[part] for part in rule.split("+") if part in known] for rule in rules}
    return {rule: "; then ".join(texts) for rule, texts in parts.items() if texts}

"""The values that a shell completes: names of presets, passes, rules, levels, languages, formats and encodings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

__all__ = [
    "encodings",
    "format_names",
    "languages",
    "levels",
    "listed",
    "pass_names",
    "passes_and_rules",
    "preset_names",
]

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

# The encodings that users type most; Python knows a hundred more.
_ENCODINGS = (
    "utf-8",
    "utf-16",
    "latin-1",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp437",
    "cp850",
    "cp866",
    "mac-roman",
    "koi8-r",
)
_MORE_ENCODINGS = ("iso8859-2", "iso8859-15", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr")


def preset_names(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The presets, each with its purpose."""
    from textmend.pipeline.presets import PRESETS

    return _items(((name, preset.purpose) for name, preset in PRESETS.items()), typed)


def levels(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The levels, each with its confidence."""
    from textmend.pipeline.presets import LEVELS

    return _items(((name, f"{least:.2f}") for name, least in LEVELS.items()), typed)


def pass_names(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The passes."""
    import textmend.passes as registry

    return _items(((name, "") for name in registry.names()), typed)


def passes_and_rules(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The passes; once a pass and a slash are typed, its rules."""
    import textmend.passes as registry
    from textmend.errors import TextmendError

    name, slash, _ = typed.partition("/")
    if not slash:
        return pass_names(context, parameter, typed)
    try:
        rules = registry.get(name).rules
    except TextmendError:
        return []
    return _items(((f"{name}/{rule.name}", rule.mends) for rule in rules), typed)


def languages(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The codes of languages."""
    from textmend import lang

    return _items(((code, "") for code in lang.names()), typed)


def format_names(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The formats, each with the suffixes of its files."""
    from textmend import formats

    suffixes = {name: [suffix for suffix, of in formats.SUFFIXES.items() if of == name][:4] for name in formats.NAMES}
    return _items(((name, " ".join(suffixes[name])) for name in formats.NAMES), typed)


def encodings(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Some encodings."""
    return _items(((name, "") for name in (*_ENCODINGS, *_MORE_ENCODINGS)), typed.lower())


def listed(complete: Complete) -> Complete:
    """Complete the last of several values with commas between them."""

    def last(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        before, comma, value = typed.rpartition(",")
        return [
            CompletionItem(before + comma + item.value, item.type, item.help)
            for item in complete(context, parameter, value)
        ]

    return last


def _items(values: Iterable[tuple[str, str]], typed: str) -> list[CompletionItem]:
    return [CompletionItem(value, help=told or None) for value, told in values if value.startswith(typed)]

"""`textmend passes`: what each pass and rule repairs, and what it leaves alone."""

from __future__ import annotations

import inspect
import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import Any

import click

import textmend.passes as registry
from textmend.cli.streams import Line, is_terminal, print_error, show
from textmend.cli.values import pass_names
from textmend.edits import round_down
from textmend.errors import TextmendError
from textmend.passes.base import Pass
from textmend.pipeline.presets import LEVELS, PRESETS, Step

__all__ = ["passes"]

_MAX_COLUMNS = 100


@click.command()
@click.argument("names", nargs=-1, metavar="[PASS]...", shell_complete=pass_names)
def passes(names: tuple[str, ...]) -> int:
    """List the passes with their rules, the presets and the levels.

    For each rule, the list shows what it repairs, its confidence (the share of its edits that are right), and what it
    leaves alone. Give the name of a pass to see only that pass, with its options.
    """
    kinds = [_load(name) for name in names or registry.names()]
    listing = [line for kind in kinds if kind for line in _pass(kind, in_full=bool(names))]
    if not names:
        listing += [*_presets(), *_levels()]
    show(listing)
    return 2 if None in kinds else 0


def _load(name: str) -> type[Pass[Any]] | None:
    """Return a pass; one that cannot be loaded is reported, and the others are still listed."""
    try:
        return registry.get(name)
    except TextmendError as error:
        print_error(str(error))
        return None


def _pass(kind: type[Pass[Any]], *, in_full: bool) -> Iterator[Line]:
    """Yield one pass: what it is, and its rules."""
    yield [(kind.name, "bold cyan")]
    paragraphs = [" ".join(p.split()) for p in (inspect.getdoc(kind) or "").split("\n\n")]
    for paragraph in paragraphs if in_full else paragraphs[:1]:
        yield from _wrapped(paragraph, 2)
    if in_full:
        yield from _facts(kind)
    for rule in kind.rules:
        yield [("  ", ""), (f"{kind.name}/{rule.name}", "bold"), (f"  {round_down(rule.confidence):.2f}", "green")]
        yield from _wrapped(rule.mends, 6)
        yield from _wrapped(f"leaves alone: {rule.leaves}", 6, "dim")
    yield [("", "")]


def _facts(kind: type[Pass[Any]]) -> Iterator[Line]:
    """Yield the facts that only the page of a single pass shows."""
    having = [name for name, preset in PRESETS.items() if kind.name in [step.name for step in preset.steps]]
    yield from _wrapped(f"In presets: {', '.join(having) or 'none'}.", 2)
    options = [f"{name} = {default!r}" for name, default in kind.options_type.defaults.items()]
    if options:
        yield from _wrapped(f"Options: {', '.join(options)}.", 2)


def _presets() -> Iterator[Line]:
    yield [("Presets", "bold cyan"), ("  each pass has its own level; --level sets one for all", "dim")]
    for name, preset in PRESETS.items():
        yield [("  ", ""), (f"{name}", "bold"), (f"  for {preset.purpose}", "")]
        yield from _wrapped(" → ".join(map(_step, preset.steps)), 6, "dim")
    yield [("", "")]


def _step(step: Step) -> str:
    options = "".join(f", {name}={value}" for name, value in step.options.items())
    return f"{step.name} ({step.level}{options})"


def _levels() -> Iterator[Line]:
    yield [("Levels", "bold cyan"), ("  the minimum confidence at which an edit is applied", "dim")]
    for name, least in LEVELS.items():
        yield [("  ", ""), (f"{name:<8}", "bold"), (f"{least:.2f}", "green")]


def _wrapped(text: str, indent: int, style: str = "") -> Iterator[Line]:
    """Yield `text` in lines that fit the terminal; piped, as one line, for `grep` to find whole."""
    if not is_terminal(sys.stdout):
        yield [(" " * indent + text, style)]
        return
    width = min(shutil.get_terminal_size().columns, _MAX_COLUMNS)
    for line in textwrap.wrap(text, width - indent, break_on_hyphens=False):
        yield [(" " * indent + line, style)]

"""Packages that quality is measured with or beside, set to the one job that is compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

from benchmarks import peers

__all__ = ["beside", "curl_quotes", "optional"]

Mender = Callable[[str], str]


def optional(module: str, package: str = "") -> Any:
    """Return a module, or None when its package is not installed; then that is named on stderr."""
    try:
        return import_module(module)
    except ImportError:
        package = package or module
        click.echo(f"{package} is not installed, so it is left out: pip install {package}", err=True)
        return None


def beside(name: str) -> Mapping[str, Mender]:
    """The peer of this name, if it can be loaded, for a table of tools."""
    mend = peers.load(name)
    return {name: mend} if mend else {}


def curl_quotes() -> Mapping[str, Mender]:
    """Tools that curl quotation marks, set to touch nothing else and to write characters instead of HTML."""
    smartypants = optional("smartypants")
    if smartypants is None:
        return {}
    style = smartypants.Attr.q | smartypants.Attr.u
    return {"smartypants": lambda text: str(smartypants.smartypants(text, style))}

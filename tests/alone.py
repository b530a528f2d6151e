"""A pass alone: its proposals, without a pipeline around it and without language data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from textmend.lang import Language
from textmend.passes.base import Pass, Proposal, Span, View

__all__ = ["proposals"]


def _no_language() -> NoReturn:
    raise AssertionError("this pass needs no language data")


def proposals(
    mender: Pass[Any],
    text: str,
    hits: Sequence[Span] | None = None,
    load_language: Callable[[], Language] = _no_language,
) -> list[Proposal]:
    """What a pass proposes for a text, by default with one hit over all of it and without a language."""
    return list(mender.propose(View(text, [(0, len(text))] if hits is None else hits, load_language)))

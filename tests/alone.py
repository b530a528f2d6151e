"""A pass alone: its proposals, without a pipeline around it and without language data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from textmend.passes.base import Pass, Proposal, Span, View

__all__ = ["proposals"]


def proposals(mender: Pass[Any], text: str, hits: Sequence[Span] | None = None) -> list[Proposal]:
    """What a pass proposes for a text, by default with one hit over all of it."""
    return list(mender.propose(View(text, [(0, len(text))] if hits is None else hits, _no_language)))


def _no_language() -> NoReturn:
    raise AssertionError("this pass needs no language data")

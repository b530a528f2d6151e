"""The figures that a command would compare with its floors, without any floors."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from benchmarks import floors

__all__ = ["settling"]


def settling(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Replace `floors.settle` with a recorder; the arguments of the call are in the dictionary by name."""
    settled: dict[str, object] = {}

    def settle(suite: str, measured: Mapping[str, float], corpus: str, **rest: object) -> None:
        settled.update(suite=suite, measured=measured, corpus=corpus, **rest)

    monkeypatch.setattr(floors, "settle", settle)
    return settled

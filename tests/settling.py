"""What a command would hold to its floors, without any floors."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from benchmarks import floors

__all__ = ["settling"]


def settling(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Put a recorder in the place of `floors.settle`; what it is called with is in the dictionary by argument."""
    settled: dict[str, object] = {}

    def settle(suite: str, measured: Mapping[str, float], corpus: str, **rest: object) -> None:
        settled.update(suite=suite, measured=measured, corpus=corpus, **rest)

    monkeypatch.setattr(floors, "settle", settle)
    return settled

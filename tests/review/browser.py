"""The browser in which the tests open pages."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.browser import Browser, Tab, executable

__all__ = ["Browser", "Tab", "browser"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = executable()
    if path is None or os.name != "posix":
        pytest.skip("no Chromium here: the review page is tested in a real one")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        started = Browser(path, Path(profile))
        yield started
        started.close()

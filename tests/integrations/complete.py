"""A plugin for pytest, for environments that have all that an integration needs: `noxfile.py` makes them.

There, a test that is skipped for want of a package would hide that the integration is not tested: it fails. And it is
the installed package that is tested, not the source.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

import textmend
from tests.integrations import java


def pytest_configure() -> None:
    source = Path(__file__).parents[2] / "src"
    if source in Path(textmend.__file__).parents:
        raise pytest.UsageError(f"textmend is imported from {source}; these tests are for the installed package")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped(report)
    return report


def _fail_if_skipped(report: Any) -> None:
    if report.skipped and not hasattr(report, "wasxfail") and not _is_for_java(report.longrepr[2]):
        report.outcome = "failed"
        report.longrepr = f"{report.longrepr[2]}: nothing may be missing here"


def _is_for_java(reason: str) -> bool:
    return bool(java.MISSING) and reason.endswith(java.MISSING)

"""The examples of docs/integrations.md run as they stand, and no integration lacks one, or its extra, or its tests."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.integrations import java
from textmend.errors import MissingExtraError

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parents[1]
PAGE = (REPOSITORY / "docs" / "integrations.md").read_text("utf-8")
# By the extra that each names first.
INSTALLED = re.compile(r"^`pip install 'textmend\[(\w+)\]'`", re.MULTILINE)
SECTIONS = {found[1]: section for section in PAGE.split("\n## ")[1:] if (found := INSTALLED.search(section))}
# Modules that several integrations share.
SHARED = {"__init__", "workers"}


def test_each_integration_has_an_extra_an_example_and_tests() -> None:
    modules = {path.stem for path in (REPOSITORY / "src" / "textmend" / "integrations").glob("*.py")} - SHARED
    extras = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    tested = {path.stem.removeprefix("test_") for path in TESTS.glob("test_*.py")}
    assert modules <= extras.keys() & tested & SECTIONS.keys()
    assert len(SECTIONS) == sum("```python" in section for section in PAGE.split("\n## "))


# Spark warns of pandas 3, and leaves sockets open.
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", SECTIONS)
def test_an_example_runs(name: str) -> None:
    codes = re.findall(r"^```python\n(.*?)^```$", SECTIONS[name], re.DOTALL | re.MULTILINE)
    assert codes, "a section without an example"
    if name == "spark" and java.MISSING:
        pytest.skip(java.MISSING)
    for code in codes:
        try:
            exec(compile(code, f"docs/integrations.md, {name}", "exec"), {"__name__": "example"})
        except ModuleNotFoundError as error:
            pytest.skip(f"needs {error.name}")
        except MissingExtraError as error:
            pytest.skip(str(error))

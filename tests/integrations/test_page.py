"""The examples of docs/integrations.md run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from textmend.errors import MissingExtraError

PAGE = (Path(__file__).parents[2] / "docs" / "integrations.md").read_text("utf-8")
SECTIONS = {section.partition("\n")[0]: section for section in PAGE.split("\n## ")[1:]}
del SECTIONS["Cost"]


# Spark warns of pandas 3, and leaves sockets open.
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", SECTIONS)
def test_an_example_runs(name: str) -> None:
    codes = re.findall(r"^```python\n(.*?)^```$", SECTIONS[name], re.DOTALL | re.MULTILINE)
    assert codes, "a section without an example"
    for code in codes:
        try:
            exec(compile(code, f"docs/integrations.md, {name}", "exec"), {"__name__": "example"})
        except ModuleNotFoundError as error:
            pytest.skip(f"needs {error.name}")
        except MissingExtraError as error:
            pytest.skip(str(error))

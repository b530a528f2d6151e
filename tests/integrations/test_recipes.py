"""The recipes of docs/howto/recipes.md run as they stand, and give what their comments say."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.test_pages import PYTHON, statements

PAGE = (Path(__file__).parents[2] / "docs" / "howto" / "recipes.md").read_text("utf-8")
RECIPES = {section.partition("\n")[0]: section for section in PAGE.split("\n## ")[1:]}
DBT = RECIPES.pop("dbt with DuckDB")

LINES = (
    "The ferry to the outer islands leaves from the north quay, and who-",
    "ever wants a seat has to be there before seven.",
    "Cars are loaded through the bow, and the dogs walk aboard as if the",
    "ship belonged to them.",
)


def paper(path: Path) -> None:
    """Write a PDF file of two pages."""
    fpdf = pytest.importorskip("fpdf", reason="needs fpdf2")
    made = fpdf.FPDF()
    made.set_font("Helvetica", size=11)
    for _ in range(2):
        made.add_page()
        for line in LINES:
            made.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    made.output(str(path))


@pytest.mark.filterwarnings("ignore::Warning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = PYTHON.findall(RECIPES[name])
    monkeypatch.chdir(tmp_path)
    if "paper.pdf" in code:
        paper(tmp_path / "paper.pdf")
    names: dict[str, Any] = {"__name__": "recipe"}
    checked = 0
    for node, said in statements(code):
        source = ast.unparse(node)
        try:
            if isinstance(node, ast.Expr):
                value = eval(source, names)
                assert said is ... or value == said, source
                checked += said is not ...
            else:
                exec(source, names)
        except ModuleNotFoundError as error:
            pytest.skip(f"needs {error.name}")
    assert checked, "a recipe whose result is not shown"


def test_models_of_dbt(tmp_path: Path) -> None:
    if find_spec("dbt") is None or find_spec("dbt.adapters.duckdb") is None:
        pytest.skip("needs dbt-duckdb")
    (plugin,) = PYTHON.findall(DBT)
    (profile,) = re.findall(r"^```yaml\n(.*?)^```$", DBT, re.DOTALL | re.MULTILINE)
    (model,) = re.findall(r"^```jinja\n(.*?)^```$", DBT, re.DOTALL | re.MULTILINE)
    (tmp_path / "models").mkdir()
    files = {"cleaning.py": plugin, "profiles.yml": profile, "models/docs.sql": model}
    files["dbt_project.yml"] = "name: example\nversion: '1.0'\nprofile: example\n"
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "dbt.cli.main", "run", "--profiles-dir", ".", "--quiet"]
    environment = {**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    import duckdb

    with duckdb.connect(str(tmp_path / "example.duckdb")) as connection:
        assert connection.sql("SELECT * FROM docs").fetchall() == [(1, "the war of the roses")]

"""The package that docs/write-a-pass.md shows is complete: it is built, installed and tested as printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[1] / "docs" / "write-a-pass.md").read_text("utf-8")
FILES = dict(re.findall(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
SOURCES = str(Path(__file__).parents[1] / "src")


def run(*command: str, cwd: Path, path: Path | None = None) -> str:
    places = [str(each) for each in (path, SOURCES) if each]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, check=False, timeout=300)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of the package, and that in which it was installed."""
    folder, site = tmp_path_factory.mktemp("package"), tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    # Nothing is downloaded: what builds it is here, and textmend is in the source.
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "install", *options, "--target", str(site), ".", cwd=folder)
    return folder, site


def test_it_has_the_files_of_a_package() -> None:
    assert set(FILES) == {"pyproject.toml", "src/textmend_citations/__init__.py", "tests/test_citations.py"}


def test_its_own_tests_pass(installed: tuple[Path, Path]) -> None:
    folder, site = installed
    printed = run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", cwd=folder, path=site)
    assert re.search(r"^[7-9] passed", printed, re.MULTILINE), printed


def test_the_command_and_the_lists_know_it(installed: tuple[Path, Path]) -> None:
    folder, site = installed
    printed = run(sys.executable, "-m", "textmend", "passes", "citations", cwd=folder, path=site)
    assert "citations/number  0.98" in printed
    assert "leaves alone: indices (a[1])" in printed
    code = "import textmend; print('citations/request' in textmend.rules(), *textmend.passes())"
    listed = run(sys.executable, "-c", code, cwd=folder, path=site)
    assert listed.startswith("True ")
    assert listed.split()[-1] == "citations"


def test_mypy_accepts_it(installed: tuple[Path, Path]) -> None:
    folder, _ = installed
    run(sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), "src", cwd=folder)


def test_its_spec_leads_to_the_same_pass(installed: tuple[Path, Path]) -> None:
    folder, site = installed
    code = (
        "from textmend import Pipeline; pipe = Pipeline(['citations'], citations=True); "
        "print(Pipeline.from_spec(pipe.spec()) == pipe, 'code' in pipe.spec()['passes'][0])"
    )
    assert run(sys.executable, "-c", code, cwd=folder, path=site).split() == ["True", "True"]

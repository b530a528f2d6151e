"""What the pages show is what happens: their code and commands run, and what is taken from elsewhere is up to date."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from docs import outputs, pass_pages, picture
from textmend import Pipeline
from textmend.errors import MissingExtraError

REPOSITORY = Path(__file__).parents[1]
DOCS = REPOSITORY / "docs"
# Those of integrations.md, recipes.md and corpus.md need packages that few have: test_page.py, test_recipes.py and
# test_corpus_page.py of tests/integrations run them one by one.
# Those of docs/write-a-pass.md and CONTRIBUTING.md are files, which test_package.py and test_contributing.py use.
ELSEWHERE = ("integrations.md", "recipes.md", "corpus.md", "write-a-pass.md", "CONTRIBUTING.md")
WITH_CODE = [page for page in outputs.PAGES if page.name not in ELSEWHERE]
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"(?:^|\s)# (.*)$")
# A link of a page of the site to another file of it, without what only avoids caches.
LINK = re.compile(r'href="([^"#:?]+)(?:\?[^"#]*)?(?:#([^"]*))?"')
# What a command line may begin with, apart from textmend itself and a path to it.
TOOLS = {"pip", "python", "python3", "pdftotext", "perf", "cythonize", "bash", "export", "TEXTMEND_SYMBOLS=1"}
# What `python -m` may run and not every environment has.
MODULES = {"nox", "pip", "pytest", "sphinx", "training", "venv"}
# Some commands change nothing and say so with 1.
FINE = {0, 1}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with the files that the pages name."""
    try:
        outputs.playground(tmp_path)
    except MissingExtraError as error:
        pytest.skip(str(error))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def named(page: Path) -> str:
    return page.relative_to(REPOSITORY).as_posix()


def blocks(page: Path) -> list[str]:
    return PYTHON.findall(page.read_text("utf-8"))


def statements(block: str) -> Iterator[tuple[ast.stmt, object]]:
    """The statements of a block, each with the value that its comment says it has; `...` if it says none."""
    lines = block.splitlines()
    for node in ast.parse(block).body:
        assert node.end_lineno is not None
        said: object = ...
        behind = lines[node.end_lineno - 1][node.end_col_offset :] if node.end_col_offset else ""
        below = lines[node.end_lineno] if node.end_lineno < len(lines) and not behind.strip() else ""
        for comment in (behind, below if below.startswith("# ") else ""):
            if (found := COMMENT.search(comment)) and isinstance(node, ast.Expr):
                try:
                    said = ast.literal_eval(found[1])
                except (ValueError, SyntaxError):
                    continue  # words
        yield node, said


def test_a_comment_says_what_a_line_gives() -> None:
    block = "a = 1  # 2\n1 + 1  # 2\n'a # b'  # 'a # b'\na, 2  # 1, 2\na  # one\n[\n    3,\n]\n# [3]\n"
    assert [said for _, said in statements(block)] == [..., 2, "a # b", (1, 2), ..., [3]]


@pytest.mark.parametrize("page", [page for page in WITH_CODE if blocks(page)], ids=named)
def test_python_runs_and_gives_what_its_comments_say(page: Path, folder: Path) -> None:
    assert folder.is_dir()
    names: dict[str, Any] = {"__name__": "example", "Pipeline": Pipeline}
    for block in blocks(page):
        for node, said in statements(block):
            source = ast.unparse(node)
            try:
                if isinstance(node, ast.Expr):
                    value = eval(source, names)
                    assert said is ... or value == said, source
                else:
                    exec(source, names)
            except (ModuleNotFoundError, MissingExtraError) as error:
                pytest.skip(str(error))


@pytest.mark.parametrize("page", [page for page in outputs.PAGES if list(outputs.commands(page))], ids=named)
def test_commands_run(page: Path, folder: Path) -> None:
    assert folder.is_dir()
    for line in outputs.commands(page):
        for command in re.split(r"\s+(?:&&|\|)\s+", line):
            words = shlex.split(re.sub(r"\s+>\s+\S+$", "", command))
            if words == ["textmend", "passes", "citations"]:
                continue  # tests/test_package.py runs it, with the package installed
            if words[0] == "textmend":
                status, printed = outputs.run(shlex.join(words), stdin=outputs.SAMPLE.read_bytes())
                assert status in FINE, f"{command}: {printed}"
            elif words[0] in ("python", "python3") and words[1] == "-m":
                assert find_spec(words[2]) or words[2] in MODULES, command
            else:
                assert words[0] in TOOLS or words[0].startswith(".venv/bin/"), f"{named(page)}: {command}"


@pytest.mark.parametrize("page", outputs.PAGES, ids=named)
def test_outputs_are_those_of_today(page: Path) -> None:
    try:
        assert page.read_text("utf-8") == outputs.with_outputs(page), "write them anew: python -m docs.outputs"
    except MissingExtraError as error:
        pytest.skip(str(error))


def test_the_pages_of_passes_are_those_of_the_passes() -> None:
    written = {path: path.read_text("utf-8") for path in [*(DOCS / "passes").glob("*.md"), DOCS / "presets.md"]}
    assert written == pass_pages.pages(), "write them anew: python -m docs.pass_pages"


def test_the_picture_is_that_of_today() -> None:
    assert picture.FIGURE.read_text("utf-8") == picture.picture(), "draw it anew: python -m docs.picture"


def test_the_sentences_of_the_comparison_are_repaired_as_shown() -> None:
    for package in ("ftfy", "plsfix", "cleantext", "textacy", "smartypants"):
        pytest.importorskip(package)
    for package in ("wordninja", "respacer", "wordsegment", "symspellpy"):
        pytest.importorskip(package)
    command = [sys.executable, "-m", "benchmarks.compared"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=True)
    shown = (DOCS / "comparison.md").read_text("utf-8")
    assert done.stdout.strip() in shown, "print it anew: python -m benchmarks.compared"


def test_what_the_readme_says_of_accuracy_is_in_the_benchmarks() -> None:
    table = re.compile(r"^\| (?:damage \| textmend|pass \| damage).*\n\|[-|: ]+\n((?:\|.*\n)+)", re.MULTILINE)
    (short,) = table.findall((REPOSITORY / "README.md").read_text("utf-8"))
    (full,) = table.findall((DOCS / "benchmarks.md").read_text("utf-8"))
    rows = {line.split(" | ", 1)[1] for line in full.splitlines()}
    for line in short.replace("(docs/", "(").splitlines():
        assert line.removeprefix("| ") in rows


@pytest.mark.skipif(os.environ.get("TEXTMEND_GATE") == "pure", reason="it is the same site whatever the gate is")
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    for package in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(package, reason="needs the extra 'docs'")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(tmp_path)]
    paths = os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert done.returncode == 0, done.stderr
    pages = {page.relative_to(DOCS).with_suffix(".html") for page in DOCS.rglob("*.md")}
    assert pages == {page.relative_to(tmp_path) for page in tmp_path.rglob("*.html") if "_" not in page.parts[0]} - {
        Path("genindex.html"), Path("search.html"), Path("py-modindex.html"),
    }  # fmt: skip
    texts = {page: (tmp_path / page).read_text("utf-8") for page in pages}
    for page, text in texts.items():
        for target, mark in LINK.findall(text):
            led = Path(os.path.normpath(page.parent / target))
            assert (tmp_path / led).exists(), f"{page}: {target}"
            if mark and led in texts:
                assert f'id="{mark}"' in texts[led], f"{page}: {target}#{mark}"

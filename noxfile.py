"""Tests each integration in an environment of its own, with the built package and the current releases of the others.

    python -m nox                              # all of them
    python -m nox -s "integrations(spark)"     # one of them
    python -m nox -l                           # their names
    python -m nox -r                           # with the environments kept, for the next time

No environment has all of them: some exclude each other's releases. There, a test that is skipped because a package is
missing is a failure.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import nox
from nox.virtualenv import VirtualEnv

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["integrations", "corpus", "recipes", "remote"]

TESTS = Path("tests", "integrations")
EXTRAS = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
# An integration has its extra and its tests by its name.
NAMES = sorted(EXTRAS.keys() & {path.stem.removeprefix("test_") for path in TESTS.glob("test_*.py")})

# What the recipes are for, and what prints the PDF file that they read.
RECIPES = {
    "python": [
        "scikit-learn", "trafilatura", "lxml_html_clean", "pdfplumber", "pymupdf", "unstructured", "dask", "daft",
        "fpdf2",
    ],
    "dbt": ["dbt-core<1.11", "dbt-duckdb"],
}  # fmt: skip
# Stores that fsspec reads and writes, and servers that stand in for them.
STORES = ["s3fs", "moto[server,s3]", "gcsfs", "gcp-storage-emulator", "aiohttp", "psutil"]


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the package, compiled, for the other sessions."""
    for old in (*_wheels(session), *_left_over()):
        old.unlink()
    session.install("uv")
    session.run("uv", "build", "--quiet", "--wheel", "--out-dir", str(session.cache_dir / "wheel"))


@nox.session(requires=["wheel"])
@nox.parametrize("name", NAMES, ids=NAMES)
def integrations(session: nox.Session, name: str) -> None:
    """Test one integration: its tests, its example in the documentation and in its module."""
    _install(session, name)
    _test(
        session,
        str(TESTS / f"test_{name}.py"),
        f"{TESTS / 'test_page.py'}::test_an_example_runs[{name}]",
        f"textmend.integrations.{name}",
    )


@nox.session(requires=["wheel"])
def corpus(session: nox.Session) -> None:
    """Test docs/howto/corpus.md, which needs several integrations in one environment."""
    _install(session, "duckdb,ray,scrapy,spark")
    _test(session, str(TESTS / "test_corpus_page.py"))


@nox.session(requires=["wheel"])
@nox.parametrize("name", list(RECIPES), ids=list(RECIPES))
def recipes(session: nox.Session, name: str) -> None:
    """Test docs/howto/recipes.md; the tools of dbt need other releases than the rest."""
    _install(session, "arrow,pandas,polars", *RECIPES[name])
    _test(session, str(TESTS / "test_recipes.py"), "-k", "dbt" if name == "dbt" else "not dbt")


@nox.session(requires=["wheel"])
def remote(session: nox.Session) -> None:
    """Test files under a URL, with stores that run on this machine."""
    _install(session, "files,remote", *STORES)
    _test(session, str(TESTS.parent / "test_cli_remote.py"))


def _left_over() -> list[Path]:
    """What setuptools copied for an earlier wheel and the source has no more: it would go into each later one."""
    return [
        file
        for folder in Path("build").glob("lib*")
        for file in folder.rglob("*.*")
        if not Path("src", file.relative_to(folder)).exists()
    ]


def _wheels(session: nox.Session) -> list[Path]:
    return list((session.cache_dir / "wheel").glob("*.whl"))


def _install(session: nox.Session, extras: str, *others: str) -> None:
    (built,) = _wheels(session)
    # NLTK, which LlamaIndex splits sentences with, refuses files with a second link, such as those of uv's cache.
    session.env["UV_LINK_MODE"] = "copy"
    session.install(f"textmend[{extras}] @ {built.resolve().as_uri()}", "hypothesis", "pytest", *others)


def _test(session: nox.Session, *tests: str) -> None:
    options = ["-q", "-p", "tests.integrations.complete", "--pyargs"]
    # The path may lead to the source, which is not what is tested.
    session.run("python", "-m", "pytest", *options, *tests, *session.posargs, env={"PYTHONPATH": None})
    # All environments together fill the disk of a small machine; that of a test that failed stays, to be looked into.
    if isinstance(session.virtualenv, VirtualEnv) and not session.virtualenv.reuse_existing:
        shutil.rmtree(session.virtualenv.location)

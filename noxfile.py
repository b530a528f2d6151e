"""Tests each integration in an environment of its own, with the built package and the current releases of the others.

    python -m nox                              # all of them
    python -m nox -s "integrations(spark)"     # one of them
    python -m nox -l                           # their names

No environment has all of them: some exclude each other's releases. There, a test that is skipped because a package is
missing is a failure.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["integrations", "corpus"]

TESTS = Path("tests", "integrations")
EXTRAS = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
# An integration has its extra and its tests by its name.
NAMES = sorted(EXTRAS.keys() & {path.stem.removeprefix("test_") for path in TESTS.glob("test_*.py")})


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the package, compiled, for the other sessions."""
    # What setuptools copied for an earlier wheel goes into each later one, also if the source has it no more.
    for old in (*_wheels(session), *Path("build").glob("lib*/**/*.py")):
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


def _wheels(session: nox.Session) -> list[Path]:
    return list((session.cache_dir / "wheel").glob("*.whl"))


def _install(session: nox.Session, extras: str) -> None:
    (built,) = _wheels(session)
    session.install(f"textmend[{extras}] @ {built.resolve().as_uri()}", "hypothesis", "pytest")


def _test(session: nox.Session, *tests: str) -> None:
    options = ["-q", "-p", "tests.integrations.complete", "--pyargs"]
    # The path may lead to the source, which is not what is tested.
    session.run("python", "-m", "pytest", *options, *tests, *session.posargs, env={"PYTHONPATH": None})

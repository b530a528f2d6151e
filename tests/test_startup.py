"""The modules that a process loads for its first text: no more than that text needs."""

from __future__ import annotations

import subprocess
import sys

# Each takes 2 to 20 ms to import and is for users who need it.
SLOW = {
    "dataclasses",
    "inspect",
    "pathlib",
    "difflib",
    "html",
    "importlib.metadata",
    "pkgutil",
    "ftfy",
    "regex",
    "click",
}


def loaded(code: str) -> set[str]:
    """The modules that a fresh process has after `code`, and had not before."""
    program = f"import sys; before = set(sys.modules); {code}; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_a_text_that_needs_nothing_loads_nothing_slow() -> None:
    assert not loaded("import textmend; textmend.clean('This sentence needs nothing.')") & SLOW


def test_a_text_with_joined_words_loads_nothing_slow() -> None:
    assert not loaded("import textmend; textmend.clean('The war ofthe roses.')") & SLOW


def test_the_version_does_not_load_the_commands() -> None:
    assert not loaded("from textmend.cli import main") & {"textmend.cli.clean", "textmend.pipeline.pipeline", "secrets"}

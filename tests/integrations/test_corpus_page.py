"""docs/howto/corpus.md works as it stands, with each engine: files are saved, commands run, and print what is shown."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integrations import java

PAGE = (Path(__file__).parents[2] / "docs" / "howto" / "corpus.md").read_text("utf-8")
# A file that the reader saves; or commands, and what the last of them prints.
STEPS = re.compile(
    r"`(?P<file>[\w./]+)`:\n\n```(?:python|html)\n(?P<text>.*?)^```$"
    r"|^```sh\n(?P<commands>.*?)^```$(?:\n\n```text\n(?P<shown>.*?)^```$)?",
    re.DOTALL | re.MULTILINE,
)
PORT = "8000"
PACKAGES = {"spark": "pyspark", "ray": "ray"}


def test_every_block_of_the_page_is_a_step() -> None:
    found = list(STEPS.finditer(PAGE))
    assert PAGE.count("```") == 2 * (len(found) + sum(step["shown"] is not None for step in found))
    assert [step["file"] for step in found].count("repair.py") == len(PACKAGES)
    assert sum(step["shown"] is not None for step in found) == 2


@pytest.mark.parametrize("engine", PACKAGES)
def test_from_a_site_to_a_corpus(engine: str, tmp_path: Path) -> None:
    for package in ("scrapy", "duckdb", "pyarrow", PACKAGES[engine]):
        pytest.importorskip(package, reason=f"needs the extras 'scrapy', 'duckdb' and {engine!r}")
    if engine == "spark" and java.MISSING:
        pytest.skip(java.MISSING)
    port = free_port()
    with contextlib.ExitStack() as servers:
        for step in STEPS.finditer(PAGE.replace(PORT, port)):
            if step["file"]:
                if step["file"] != "repair.py" or f"textmend.integrations.{engine}" in step["text"]:
                    (tmp_path / step["file"]).parent.mkdir(exist_ok=True)
                    (tmp_path / step["file"]).write_text(step["text"], "utf-8")
                continue
            printed = ""
            for command in step["commands"].splitlines():
                if command.endswith(" &"):
                    servers.enter_context(served(shlex.split(command)[:-1], tmp_path, port))
                elif not command.startswith("pip "):
                    printed = ran(shlex.split(command), tmp_path)
            assert step["shown"] in (None, printed)
    assert "ofthe" in (tmp_path / "review.html").read_text("utf-8")
    assert len((tmp_path / "pages.jsonl").read_text("utf-8").splitlines()) == 2


def free_port() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


def environment() -> dict[str, str]:
    """As in an environment that is activated."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}


@contextlib.contextmanager
def served(command: list[str], folder: Path, port: str) -> Iterator[None]:
    with subprocess.Popen(command, cwd=folder, env=environment(), stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), 1):
                    break
                time.sleep(0.1)
            yield
        finally:
            server.terminate()


def ran(command: list[str], folder: Path) -> str:
    """What a command prints that does not fail; textmend returns 1 for texts that would change."""
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode in ((0, 1) if command[0] == "textmend" else (0,)), f"{command}: {done.stderr[-2000:]}"
    return done.stdout

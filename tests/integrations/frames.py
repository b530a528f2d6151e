"""What the tests of all frames and engines share: rows of text, what becomes of them, and a check of missing extras."""

from __future__ import annotations

import subprocess
import sys

from tests import cases
from textmend import Pipeline

DEFAULT = Pipeline.preset("default")
SAFE = Pipeline.preset("safe")

_CASES = [case.text for kind in cases.KINDS for case in cases.load(kind)[:60]]
# Columns are UTF-8, which has no lone surrogates.
_TEXTS = [text for text in _CASES if text.encode("utf-8", "replace").decode() == text]
ROWS: list[str | None] = [None, "", *_TEXTS, "caf\u00e9 \U0001f600", None]


def fixed(pipeline: Pipeline = DEFAULT) -> list[str | None]:
    """The rows as a plain loop repairs them."""
    return [None if text is None else pipeline.clean(text) for text in ROWS]


def message_without(package: str, module: str) -> str:
    """What a process without a package shows that imports a module of textmend."""
    code = f"import sys; sys.modules[{package!r}] = None; import {module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    return done.stderr.splitlines()[-1]

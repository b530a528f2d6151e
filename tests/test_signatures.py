"""The types of what pipelines take: they say what the passes say, and mypy finds what is wrong by them."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

import textmend.passes as registry
from textmend.pipeline import chosen, signatures
from textmend.pipeline.presets import LEVELS, PRESETS, LevelName, PresetName

SOURCE = ast.parse(Path(signatures.__file__).read_text("utf-8"))


def typed_dict(name: str) -> dict[str, str]:
    """The keys of a class that only type checkers see, with their types as they are written."""
    found = next(node for node in ast.walk(SOURCE) if isinstance(node, ast.ClassDef) and node.name == name)
    return {
        node.target.id: ast.unparse(node.annotation)
        for node in found.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def keywords(name: str) -> set[str]:
    """The keyword arguments of a function of the module."""
    found = next(node for node in SOURCE.body if isinstance(node, ast.FunctionDef) and node.name == name)
    return {each.arg for each in found.args.kwonlyargs}


def in_presets() -> set[str]:
    return {step.name for preset in PRESETS.values() for step in preset.steps}


def test_names_of_presets_and_levels_are_typed() -> None:
    assert get_args(PresetName) == tuple(PRESETS)
    assert get_args(LevelName) == tuple(LEVELS)


def test_every_option_of_every_pass_is_typed() -> None:
    by_pass = typed_dict("PassOptions")
    assert set(by_pass) == in_presets()
    for name, kind in by_pass.items():
        options = registry.get(name).options_type.defaults
        types = {bool: "bool", int: "int", str: "str", tuple: "Iterable[str]"}
        plain = {option: types[type(default)] for option, default in options.items()}
        written = typed_dict(kind)
        assert written.keys() == plain.keys(), name
        for option, annotation in written.items():
            values = get_args(getattr(signatures, annotation, None))
            assert annotation == plain[option] or (values and plain[option] == "str"), f"{name}.{option}"


@pytest.mark.parametrize(
    ("name", "option", "kind"),
    [
        ("ascii", "language", signatures.Spelling),
        ("characters", "form", signatures.UnicodeForm),
        ("dashes", "effort", signatures.Effort),
        ("dashes", "style", signatures.DashStyle),
        ("quotes", "style", signatures.QuoteStyle),
        ("spacing", "effort", signatures.Effort),
    ],
)
def test_the_values_are_those_that_a_pass_takes(name: str, option: str, kind: Any) -> None:
    options = registry.get(name).options_type
    for value in get_args(kind):
        assert getattr(options(**{option: value}), option) == value
    with pytest.raises(Exception, match="wrong") as found:
        options(**{option: "wrong"})
    assert set(get_args(kind)) <= {""} | set(re.findall(r"[\w-]+", str(found.value)))


def test_the_main_options_are_keywords() -> None:
    main = {name for name in registry.names() if registry.get(name).main_option}
    general = {"lang", "level", "words", "options"}
    assert keywords("init") == main | general | {"skip_rules"}
    assert set(typed_dict("Settings")) == (main & in_presets()) | general
    settings = set(typed_dict("Settings")) | {"preset", "only", "skip"}
    assert set(typed_dict("CleanSettings")) == settings
    assert set(chosen.SETTINGS) == settings | {"format", "pipeline"}


FINDS = """
import textmend
from textmend import Pipeline

name: str = input()
Pipeline.preset("pdff")  # error
Pipeline.preset(name)  # error
Pipeline.preset("pdf", level="sure")  # error
Pipeline.preset("pdf", quotes="curly")  # error
Pipeline.preset("pdf", qoutes="straight")  # error
Pipeline.preset("pdf", options={"quotes": {"stile": "keep"}})  # error
Pipeline.preset("pdf", options={"dashes": {"effort": "all"}})  # error
Pipeline.preset("pdf", words=["NASA", 3])  # error
Pipeline(["quotes"], quotes="curly")  # error
Pipeline(["quotes"], level="sure")  # error
Pipeline([3])  # error
textmend.clean("a", preset="pdff")  # error
textmend.clean("a", level="sure")  # error
textmend.clean("a", form="html")  # error
textmend.clean("a", format="text")  # error
textmend.clean(b"a")  # error
textmend.clean(None)  # error
textmend.explain("a", presets="pdf")  # error
textmend.decode("a")  # error

Pipeline.of(name)
Pipeline.preset()
Pipeline.preset("pdf", level=0.95, lang="de", words={"NASA"}, only=["quotes"], skip=["spacing"], quotes="keep")
Pipeline.preset("pdf", options={"quotes": {"style": "keep", "locale": "de-CH"}, "spacing": {"broken": False}})
Pipeline(["quotes", name], level="safe", skip_rules=["quotes/apostrophe"], quotes="typographic")
Pipeline(["mine"], mine="loud", options={"mine": {"volume": 11}})
textmend.clean("a", preset="web", level=0.9, format="markdown", words=None)
textmend.clean("a", pipeline=name)
edit = textmend.explain("a", preset=None).edits[0]
shown: tuple[int, int, str] = edit.line, edit.column, edit.before
text: str = textmend.decode(b"a")
purpose: str = textmend.presets()["pdf"].purpose
passes: list[str] = [rule.name for kind in textmend.passes().values() for rule in kind.rules]
leaves: str = textmend.rules()["spacing/split"].leaves
"""


def test_mypy_finds_what_is_wrong(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(FINDS, "utf-8")
    source = str(Path(signatures.__file__).parents[2])
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--cache-dir",
        str(tmp_path),
        str(program),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "MYPYPATH": source}, check=False
    )
    found = {int(line) for line in re.findall(r"^program\.py:(\d+): error", done.stdout, re.MULTILINE)}
    wrong = {number for number, line in enumerate(FINDS.splitlines(), 1) if line.endswith("# error")}
    assert found == wrong, done.stdout + done.stderr
    assert "error" not in re.sub(r"^program\.py:.*", "", done.stdout, flags=re.MULTILINE), done.stdout

"""The build: what is compiled, that it may fail, and the workflow that makes wheels."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src"


def build() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "setup.py"), run_name="build")


def test_every_file_with_types_of_c_is_compiled() -> None:
    listed = {Path(*extension.name.split(".")) for extension in build()["extensions"]()}
    # What a `.pxd` has in C needs no Python.
    typed = {
        path.relative_to(SOURCES).with_suffix("")
        for path in SOURCES.rglob("*.pxd")
        if "cdef extern" not in path.read_text("utf-8")
    }
    assert typed <= listed
    assert [path for path in listed if not (SOURCES / path).with_suffix(".py").exists()] == [
        Path(*build()["SHARED"].split("."))
    ]


def test_a_failure_to_compile_is_an_error_only_where_wheels_are_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTMEND_REQUIRE_COMPILED", raising=False)
    assert all(extension.optional for extension in build()["extensions"]())
    monkeypatch.setenv("TEXTMEND_REQUIRE_COMPILED", "1")
    assert not any(extension.optional for extension in build()["extensions"]())
    monkeypatch.setenv("TEXTMEND_PURE", "1")
    assert build()["extensions"]() == []


@pytest.mark.parametrize("failing", ["edits", None])
def test_if_one_module_fails_none_is_kept(failing: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    extensions = [Extension(name, [f"{name}.c"], optional=True) for name in ("edits", "hits")]
    command = build()["BuildAllOrNone"](Distribution({"ext_modules": extensions}))
    command.build_lib = str(tmp_path)
    command.finalize_options()

    def compile_all(self: build_ext) -> None:
        for extension in self.extensions:
            if extension.name != failing:
                Path(self.get_ext_fullpath(extension.name)).touch()

    monkeypatch.setattr(build_ext, "build_extensions", compile_all)
    monkeypatch.setattr(command, "translate", lambda _: None)
    command.build_extensions()
    assert len(list(tmp_path.iterdir())) == (0 if failing else 2)


def test_wheels_are_compiled_for_every_supported_python_and_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheels = project["tool"]["cibuildwheel"]
    assert wheels["environment"]["TEXTMEND_REQUIRE_COMPILED"] == "1"
    tests = [word for command in wheels["test-command"] for word in command.split() if word.startswith("tests/")]
    assert tests
    assert [test for test in tests if not (ROOT / test).exists()] == []
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "wheels.yml").read_text("utf-8"))["jobs"]
    machines = jobs["wheels"]["strategy"]["matrix"]["os"]
    for system, count in {"ubuntu": 2, "macos": 2, "windows": 1}.items():
        assert sum(machine.startswith(system) for machine in machines) == count

"""The files of the project that nothing imports: forms, workflows, citation, notes of releases."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs import release_notes
from textmend.version import __version__

REPOSITORY = Path(__file__).parents[1]
FORMS = sorted(REPOSITORY.glob(".github/ISSUE_TEMPLATE/*.yml"))
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))


def loaded(path: str) -> Any:
    return yaml.safe_load((REPOSITORY / path).read_text("utf-8"))


@pytest.mark.parametrize("form", [form for form in FORMS if form.stem != "config"], ids=lambda form: form.stem)
def test_a_form_asks_for_what_is_needed(form: Path) -> None:
    data = yaml.safe_load(form.read_text("utf-8"))
    assert {"name", "description", "body"} <= data.keys()
    fields = [each for each in data["body"] if each["type"] != "markdown"]
    names = [each["id"] for each in fields]
    assert len(names) == len(set(names))
    assert {each["type"] for each in fields} <= {"input", "textarea"}
    assert all(each["attributes"]["label"] for each in fields)
    assert any("textmend --version" in each["attributes"]["label"] for each in fields)


def test_a_wrong_edit_is_reported_with_its_text_preset_and_explanation() -> None:
    fields = loaded(".github/ISSUE_TEMPLATE/wrong-edit.yml")["body"]
    needed = {each["id"] for each in fields if each.get("validations", {}).get("required")}
    assert needed >= {"text", "preset", "explained", "expected", "version"}


def test_the_checks_run_what_a_contributor_runs() -> None:
    jobs = loaded(".github/workflows/checks.yml")["jobs"]
    assert {"run": ".ci/run"} in jobs["checks"]["steps"]
    tested = jobs["checks"]["strategy"]["matrix"]["python"]
    supported = {each.rpartition(" ")[2] for each in PROJECT["project"]["classifiers"] if "Python :: 3." in each}
    assert set(tested) <= supported
    assert (REPOSITORY / ".ci" / "run").stat().st_mode & 0o100


def test_the_citation_has_the_version_and_licence_of_the_package() -> None:
    citation = loaded("CITATION.cff")
    assert citation["version"] == __version__
    assert citation["license"] == PROJECT["project"]["license"]
    assert citation["abstract"] == PROJECT["project"]["description"]


def test_the_notes_of_a_release_are_its_part_of_the_changelog() -> None:
    notes = release_notes.notes()
    assert notes.startswith("First version.")
    assert not re.search(r"^## ", notes, re.MULTILINE)
    with pytest.raises(LookupError, match=r"no section '## 9\.9'"):
        release_notes.notes("9.9")

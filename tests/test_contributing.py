"""The pass that CONTRIBUTING.md shows is complete: its code runs as printed, and its fixtures hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import cases, contract
from textmend import Pipeline
from textmend.passes.base import Pass, View

PAGE = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text("utf-8")
(SECTION,) = re.findall(r"^## A pass of your own\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
(CODE,) = re.findall(r"^```python\n(.*?)^```$", SECTION, re.DOTALL | re.MULTILINE)
FIXTURES = re.findall(r"`tests/fixtures/(\w+)/(\w+)\.jsonl`:\n\n```json\n(.*?)^```$", SECTION, re.DOTALL | re.MULTILINE)
CASES = [cases.parsed(line, name, kind) for name, kind, lines in FIXTURES for line in lines.splitlines()]


@pytest.fixture(scope="module")
def shown() -> type[Pass[Any]]:
    """The class, made by the code of the page and nothing else."""
    names: dict[str, Any] = {"__name__": "not_sign"}
    exec(compile(CODE, "CONTRIBUTING.md", "exec"), names)
    (found,) = (each for each in names.values() if isinstance(each, type) and each.__module__ == "not_sign")
    assert issubclass(found, Pass)
    return found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_fixtures_hold(shown: type[Pass[Any]], case: cases.Case) -> None:
    assert case.subject == shown.name
    pipeline = Pipeline([shown])
    assert (case.text == case.fixed) == (case.kind == "negative")
    assert pipeline.clean(case.text) == case.fixed
    contract.check(pipeline, case.text)
    contract.check(Pipeline(["mojibake", shown]), case.text)


def test_one_hit_over_the_whole_text_leads_to_the_same_proposals(shown: type[Pass[Any]]) -> None:
    def language() -> Any:
        raise AssertionError("it needs no language data")

    def proposals(text: str, hits: list[tuple[int, int]]) -> Iterator[Any]:
        yield from shown().propose(View(text, hits, language))

    for case in CASES:
        marks = [(match.start(), match.end()) for match in re.finditer("¬", case.text)]
        assert list(proposals(case.text, marks)) == list(proposals(case.text, [(0, len(case.text))]))


def test_it_is_short_and_leaves_alone_as_much_as_it_mends() -> None:
    lines = [line for line in CODE.splitlines() if line.strip()]
    assert len(lines) <= 25
    kinds = [case.kind for case in CASES]
    assert kinds.count("negative") >= len(kinds) / 2 > 0


def test_the_call_that_the_page_shows(shown: type[Pass[Any]]) -> None:
    (call,) = re.findall(r"`textmend\.(Pipeline\(.*?\)\.clean\(.*?\))`", SECTION)
    assert eval(call, {"Pipeline": Pipeline, shown.__name__: shown}) == "extraction"

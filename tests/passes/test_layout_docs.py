"""The examples of docs/layout.md are what the code does."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from textmend import Pipeline
from textmend.passes.layout import LayoutPass

PAGE = (Path(__file__).parents[2] / "docs" / "layout.md").read_text("utf-8")
LAYOUT = Pipeline(["layout"], level="guess")
# The option that enables a rule.
OPTIONS = {"rewrap": {"width": 40}}
SHOWN = {"␌": "\f", "⏎": "\n", "⟨U+00AD⟩": "\N{SOFT HYPHEN}", "⟨U+00AC⟩": "\N{NOT SIGN}"}

SECTIONS = dict(re.findall(r"^### `([\w-]+)`\n(.*?)(?=^### |\Z)", PAGE, re.DOTALL | re.MULTILINE))


def meant(shown: str) -> str:
    for sign, character in SHOWN.items():
        shown = shown.replace(sign, character)
    return shown


def blocks(rule: str) -> list[str]:
    return [meant(block) for block in re.findall(r"^```text\n(.*?)^```$", SECTIONS[rule], re.DOTALL | re.MULTILINE)]


def test_each_rule_has_its_section() -> None:
    assert sorted(SECTIONS) == sorted(rule.name for rule in LayoutPass.rules)


@pytest.mark.parametrize("rule", [rule for rule in SECTIONS if rule != "hyphen"])
def test_what_stands_before_and_after(rule: str) -> None:
    before, *after = blocks(rule)
    result = Pipeline(["layout"], level="guess", options={"layout": OPTIONS.get(rule, {})}).explain(before)
    if after:
        assert [result.text] == after
        assert f"layout/{rule}" in {edit.rule for edit in result.edits}
    else:
        assert result.text == before
        assert f"layout/{rule}" in {refusal.edit.rule for refusal in result.refused}


HYPHENS = re.findall(r"^\| `([^`]*⏎[^`]*)` \| `([^`]+)` \|", SECTIONS["hyphen"], re.MULTILINE)


@pytest.mark.parametrize(("broken", "whole"), HYPHENS)
def test_hyphens(broken: str, whole: str) -> None:
    left, right = meant(broken).split("\n")
    first = f"Whoever waits at the north quay for the ferry reads of {left}"
    rest = (
        f"{right} on a board beside the gates, and of much else that can be read there while the dogs walk aboard as "
        "if the ship belonged to them, which for the next hour or so it does, until the last of the small harbours has "
        "been left behind."
    )
    page = "\n".join([first, *textwrap.wrap(rest, len(first), break_on_hyphens=False)])
    assert f" reads of {meant(whole)} on a board" in LAYOUT.clean(page).replace("beside\n", "beside ")

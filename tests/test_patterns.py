"""Regular expressions that are compiled on first use: they are valid, and they are not compiled earlier."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textmend
from textmend.patterns import at_end, matches_from, pattern

LATE = type(pattern(""))
PATTERNS = {
    f"{module.name}.{name}": value
    for module in pkgutil.walk_packages(textmend.__path__, "textmend.")
    if not module.name.endswith("__main__")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, LATE)
}


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_is_a_regular_expression(name: str) -> None:
    assert isinstance(PATTERNS[name].flags, int)


def test_answers_as_a_compiled_one() -> None:
    word, compiled = pattern(r"(?P<first>\w)\w*", re.ASCII), re.compile(r"(?P<first>\w)\w*", re.ASCII)
    for _ in range(2):
        assert word.findall("über das") == compiled.findall("über das")
        assert [m["first"] for m in word.finditer("ab cd", 1)] == ["b", "c"]
    assert word.pattern == compiled.pattern
    with pytest.raises(AttributeError, match="serach"):
        word.serach  # type: ignore[attr-defined]  # noqa: B018


def test_a_text_that_needs_nothing_compiles_none_of_them() -> None:
    code = """if True:
        import sys, textmend, textmend.patterns
        textmend.clean("This sentence needs nothing.")
        for name in [name for name in sys.modules if name.startswith("textmend")]:
            for value in vars(sys.modules[name]).values():
                if isinstance(value, textmend.patterns._LazyPattern) and "_compiled" in vars(value):
                    print(name, value.pattern)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == ""


BEGIN = (
    (re.compile(r"(?<=\w)--(?=\w)|-> "), ("--", "->")),
    (re.compile(r"\\\w+|^@\w|(?<!\\)\$\w+\$", re.MULTILINE), ("\\", "@", "$")),
)
END = ((re.compile(r"(?:^|\s)\w$"), 3), (re.compile(r"\b(?:May|June)\.?$"), 6), (re.compile(r"(?<!\w)\d{1,4}$"), 5))


@given(st.text("ab-> \\@$\n", max_size=30))
def test_from_where_matches_begin_as_from_everywhere(text: str) -> None:
    for regex, beginnings in BEGIN:
        found = [match.span() for match in matches_from(regex, text, *beginnings)]
        assert found == [match.span() for match in regex.finditer(text)]


@given(st.text("ab1 \n", max_size=8), st.sampled_from(["", "May", "June.", " x", "1234", "12345", "x\n"]))
def test_at_the_end_as_everywhere(text: str, end: str) -> None:
    for regex, longest in END:
        found, wanted = at_end(regex, text + end, longest), regex.search(text + end)
        assert (found and found.span()) == (wanted and wanted.span())

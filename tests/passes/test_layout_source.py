"""The layout pass is compiled; its source, run as the ordinary Python that it is, proposes the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textmend.passes as registry
from tests.cases import KINDS, load
from tests.passes.test_layout import WRAPPED, documents, proposals
from textmend.lang import load as load_language
from textmend.passes.base import Proposal, View
from textmend.passes.layout import LayoutOptions
from textmend.passes.layout.breaks import ending, opening
from textmend.passes.layout.line_kinds import LineKind, kind_of
from textmend.passes.layout.lines import read_lines

PACKAGE = "textmend.passes.layout"
ROOT = Path(registry.__file__).parent / "layout"

HYPHENATED = """\
  The ferry to the outer islands leaves from the north quay, and who-
ever wants a seat on the upper deck has to be there well before se-
ven, when the gates are opened. Cars are loaded through the bow, bi-
cycles are carried up the stairs, and dogs walk aboard as if the well-
known ship belonged to them, which for the next hour or so it does.
  Coffee  is sold below until  the last of the  small harbours  has
been left behind,  and after that there  is nothing to do  but to look
"""


class _Sources(MetaPathFinder):
    """Finds the sources of the package, whatever is compiled."""

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != PACKAGE and not fullname.startswith(f"{PACKAGE}."):
            return None
        inner = fullname.removeprefix(PACKAGE).removeprefix(".")
        file = ROOT / f"{inner or '__init__'}.py"
        folders = None if inner else [str(ROOT)]
        loader = SourceFileLoader(fullname, str(file))
        return spec_from_file_location(fullname, file, loader=loader, submodule_search_locations=folders)


@contextmanager
def _uncompiled() -> Iterator[ModuleType]:
    compiled = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith(PACKAGE)}
    sys.meta_path.insert(0, _Sources())
    try:
        yield import_module(PACKAGE)
    finally:
        del sys.meta_path[0]
        for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
            del sys.modules[name]
        sys.modules.update(compiled)
        registry.layout = compiled[PACKAGE]


@cache
def _source() -> ModuleType:
    with _uncompiled() as package:
        return package


def by_source(text: str) -> list[Proposal]:
    view = View(text, [(0, len(text))], lambda: load_language("en"))
    return list(_source().LayoutPass(LayoutOptions()).propose(view))


def test_it_is_the_source_that_runs() -> None:
    lines = _source().read_lines.__globals__["__file__"]
    assert Path(lines) == ROOT / "lines.py"


WORDS = "Table Box A 1 12. iv. a) (b) J. U.S. word words é 中 ไ • ... :: :// e.g. from class x=1 (): );"
PIECES = [
    *WORDS.split(),
    *".,;:!?'\"“”’‘()[]{}<>|=+*#@`~/\\_-—…\t",
    *["Table 1. ", "- ", " ", " ", "  ", "   "],
]
contents = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join).filter(str.strip).map(str.strip)


@settings(deadline=None, max_examples=2000)
@given(contents)
def test_the_source_reads_a_line_as_its_compiled_form_does(content: str) -> None:
    with_source = _source()
    [line] = with_source.read_lines(content)
    [compiled] = read_lines(content)
    assert line.kind.value == compiled.kind.value == kind_of(content).value
    reading = with_source.line_breaks_between.__globals__
    assert reading["ending"](content).value == ending(content).value
    assert reading["opening"](content).value == opening(content).value


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("The end of the day was dark, and nobody came.", LineKind.PROSE),
        ("“The end of the day,” she said (twice), “was dark.”", LineKind.PROSE),
        ("Table A. Wheat by the year", LineKind.PROSE),  # known: all of it is English words and marks of prose
        ("Table 1. Wheat by the year", LineKind.ITEM),
        ("iv. the fourth", LineKind.ITEM),
        ("iv, the fourth", LineKind.PROSE),
        ("B) the second", LineKind.ITEM),
        ("Wheat   12", LineKind.GAPPED),
        ("It ended.  Then it began", LineKind.PROSE),
        ("It ended,  then it began", LineKind.GAPPED),
        ("ended():", LineKind.FIXED),
        ("wheat = barley", LineKind.FIXED),
        ("mail@example.org", LineKind.FIXED),
        ("if wheat:", LineKind.ODD),
        ("12 34 56 78 90 12 34", LineKind.ODD),
        ("“中文”", LineKind.PROSE),
        ("中文 and so on", LineKind.FIXED),
    ],
)
def test_kinds_of_lines(content: str, kind: LineKind) -> None:
    assert kind_of(content) is kind


def test_the_source_proposes_what_its_compiled_form_does_for_every_fixture() -> None:
    texts = [case.text for kind in KINDS for case in load(kind) if case.subject == "layout"]
    for text in (*texts, WRAPPED, HYPHENATED, HYPHENATED * 9):
        assert by_source(text) == proposals(text)


@settings(deadline=None, max_examples=200)
@given(documents)
def test_the_source_proposes_what_its_compiled_form_does_for_pages(text: str) -> None:
    assert by_source(text) == proposals(text)

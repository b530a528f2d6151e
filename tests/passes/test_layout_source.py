"""The layout pass is compiled; its source, run as the ordinary Python that it is, proposes the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

from hypothesis import given, settings

import textmend.passes
from tests.cases import KINDS, load
from tests.passes.test_layout import WRAPPED, documents, proposals
from textmend.lang import load as load_language
from textmend.passes.base import Proposal, View
from textmend.passes.layout import LayoutOptions

PACKAGE = "textmend.passes.layout"
ROOT = Path(textmend.passes.__file__).parent / "layout"

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

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
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
        textmend.passes.layout = compiled[PACKAGE]  # type: ignore[attr-defined]


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


def test_the_source_proposes_what_its_compiled_form_does_for_every_fixture() -> None:
    texts = [case.text for kind in KINDS for case in load(kind) if case.subject == "layout"]
    for text in (*texts, WRAPPED, HYPHENATED, HYPHENATED * 9):
        assert by_source(text) == proposals(text)


@settings(deadline=None, max_examples=200)
@given(documents)
def test_the_source_proposes_what_its_compiled_form_does_for_pages(text: str) -> None:
    assert by_source(text) == proposals(text)

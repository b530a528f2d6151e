"""The pages lead where they say: links, names and the picture of docs/architecture.md are those of today's source."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

import textmend
from docs import architecture, manual
from docs.imports import ROOT

REPOSITORY = Path(__file__).parents[1]
PAGES = (
    *sorted(REPOSITORY.glob("*.md")),
    *sorted(REPOSITORY.glob("docs/**/*.md")),
    REPOSITORY / "training" / "README.md",
)
ARCHITECTURE = REPOSITORY / "docs" / "architecture.md"

FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)\)")
NAME = re.compile(r"`([A-Za-z_]\w*(?:\.\w+)?)`")

# Where a reader starts, and what a reader who has never seen the source must find without searching it.
FIRST_PAGE = REPOSITORY / "README.md"
SOUGHT = {
    "where `ofthe` is split": ROOT / "passes" / "spacing" / "candidates.py",
    "where a page header is recognised": ROOT / "passes" / "layout" / "furniture.py",
    "where levels are defined": ROOT / "pipeline" / "presets.py",
    "where a file is written": ROOT / "formats" / "disk.py",
}
MOST_HOPS = 4


def links(page: Path) -> Iterator[tuple[str, Path, str]]:
    """The links from a page to files: what each says, where it leads, and to which heading."""
    for words, target in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if "://" not in target:
            path, _, heading = target.partition("#")
            yield words, (page.parent / path).resolve() if path else page, heading


def headings(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    found = re.findall(r"^#+ (.*)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def defined(path: Path) -> set[str]:
    """The functions, classes and names that a module defines, and what its classes have, with a dot."""

    def names(body: list[ast.stmt]) -> Iterator[str]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield node.name
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield from (target.id for target in targets if isinstance(target, ast.Name))

    body = ast.parse(path.read_text("utf-8")).body
    classes = [node for node in body if isinstance(node, ast.ClassDef)]
    return {*names(body), *(f"{each.name}.{name}" for each in classes for name in names(each.body))}


def hops(start: Path) -> dict[Path, int]:
    """How many links lead from one page to each file."""
    found = {start: 0}
    queue = [start]
    for page in queue:
        for _, target, _ in links(page):
            if target not in found:
                found[target] = found[page] + 1
                if target.suffix == ".md":
                    queue.append(target)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [str(target) for _, target, _ in links(page) if not target.exists()] == []
    assert [heading for _, target, heading in links(page) if heading and heading not in headings(target)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_name_is_in_the_file_that_its_link_leads_to(page: Path) -> None:
    named = [(match[1], to) for words, to, _ in links(page) if to.suffix == ".py" and (match := NAME.fullmatch(words))]
    assert [(name, str(to)) for name, to in named if name != to.name and name not in defined(to)] == []


@pytest.mark.parametrize("what", SOUGHT)
def test_a_reader_finds(what: str) -> None:
    assert hops(FIRST_PAGE)[SOUGHT[what]] <= MOST_HOPS


def test_the_picture_is_that_of_the_imports() -> None:
    drawn = architecture.FIGURE.read_text("utf-8")
    assert drawn == architecture.picture(), "draw it anew: python -m docs.architecture"


def test_the_manual_page_is_that_of_the_help() -> None:
    assert manual.PAGE.read_text("utf-8") == manual.manual(), "write it anew: python -m docs.manual"


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed here")
def test_the_manual_page_is_shown_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Kutf8", "-Tutf8", str(manual.PAGE)], capture_output=True, check=True, timeout=60
    )
    assert done.stderr == b""
    shown = re.sub("\x1b\\[[0-9;]*m|.\x08", "", done.stdout.decode())
    for command in ("clean", "try", "explain", "review", "passes", "config", "completion"):
        assert f"textmend {command} [OPTIONS]" in shown
    assert "--decisions FILE" in shown


class TestWalk:
    """What happens to a text, step by step."""

    TEXT = "the war ofthe roses"

    def steps(self) -> list[str]:
        (walk,) = re.findall(r"^## A text on its way\n(.*?)(?=^## )", ARCHITECTURE.read_text("utf-8"), re.DOTALL | re.M)
        return re.findall(r"^\d+\. .*$", walk, re.MULTILINE)

    def test_has_ten_lines(self) -> None:
        assert f'textmend.clean("{self.TEXT}")' in ARCHITECTURE.read_text("utf-8")
        assert len(self.steps()) == 10

    def test_names_the_functions_in_the_order_in_which_they_are_called(self) -> None:
        """Of compiled modules and classes nothing is seen here; that they have these names is seen above."""
        called: list[tuple[Path, str]] = []

        def note(frame: FrameType, event: str, _: object) -> None:
            if event == "call":
                called.append((Path(frame.f_code.co_filename), frame.f_code.co_qualname))

        textmend._default.cache_clear()
        textmend._clean = textmend._first_clean
        before = sys.getprofile()
        sys.setprofile(note)
        try:
            textmend.clean(self.TEXT)
            textmend.explain(self.TEXT)
        finally:
            sys.setprofile(before)
        at = 0
        plain = {path for path, _ in called}
        wanted = [
            (ROOT.parent.joinpath(*target.split("/src/")[1].split("/")), name)
            for step in self.steps()
            for name, target in re.findall(r"\[`([\w.]+)`\]\((\S+)\)", step)
        ]
        seen = 0
        for path, name in wanted:
            if path in plain and not name.rpartition(".")[2][:1].isupper():
                assert (path, name) in called[at:], f"{name} is not called here"
                at = called.index((path, name), at)
                seen += 1
        assert seen >= 10

    def test_has_the_edit_that_is_made(self) -> None:
        (edit,) = textmend.explain(self.TEXT).edits
        shown = f'Edit({edit.start}, {edit.end}, "{edit.replacement}", "{edit.rule}", …)'
        assert sum(shown in step for step in self.steps()) == 1
        assert sum(f'"{textmend.clean(self.TEXT)}"' in step for step in self.steps()) == 2

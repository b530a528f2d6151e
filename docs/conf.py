"""How Sphinx builds the documentation: `python -m sphinx -W --keep-going -b html docs build/docs`.

Sphinx with MyST reads the same Markdown that code hosts show, checks every link between pages, and documents the API
from its docstrings. MkDocs, the alternative, has had no release for two years, and its theme Material gets fixes alone.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

DOCS = Path(__file__).parent
ROOT = DOCS.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from textmend.version import __version__  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "textmend"
author = "The textmend developers"
project_copyright = "The textmend developers"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["sample", "example"]
# Straight and curly marks are what this package is about: they stay as they are written.
smartquotes = False

html_theme = "furo"
html_title = "textmend"
html_show_copyright = html_show_sphinx = False
html_copy_source = False
html_static_path = ["static"]
html_css_files = ["wide.css"]
# Headings can be linked as code hosts name them.
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
napoleon_custom_sections = [("Class attributes", "Attributes"), ("Keys", "Attributes")]
# Docstrings write code between single backticks, as Markdown does.
default_role = "code"

# Pages of the repository that are part of the site: the page names them, and this puts their text there.
_INCLUDE = re.compile(r"^<!-- the text of (\S+) -->$", re.MULTILINE)
_FENCE = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]+)\)")


def on_the_site(source: str, folder: Path) -> str:
    """Return the Markdown of a page with links that lead somewhere on the site.

    A link to source code becomes its text, because the site has no source code and the project no address of one.

    Args:
        source: the Markdown.
        folder: the folder that its links are relative to.
    """

    def linked(match: re.Match[str]) -> str:
        words, target = match.groups()
        path, mark, heading = target.partition("#")
        if "://" in target or not path:
            return match[0]
        file = (folder / path).resolve()
        if file.parent == ROOT and (DOCS / f"{file.stem.lower()}.md").exists():
            file = DOCS / f"{file.stem.lower()}.md"
        if DOCS in file.parents and file.suffix == ".md":
            return f"[{words}](/{file.relative_to(DOCS).as_posix()}{mark}{heading})"
        return words

    return "".join(part if part.startswith("```") else _LINK.sub(linked, part) for part in _FENCE.split(source))


def _read(_: Sphinx, name: str, content: list[str]) -> None:
    text, folder = content[0], (DOCS / name).parent
    if included := _INCLUDE.search(text):
        text, folder = (ROOT / included[1]).read_text("utf-8"), (ROOT / included[1]).parent
    content[0] = on_the_site(text, folder)


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", _read)

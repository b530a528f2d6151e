"""The extractors that read PDF files, each used as its documentation says."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["EXTRACTORS", "Extractor"]


class Extractor(NamedTuple):
    """A program or library that reads the text of a PDF file.

    Attributes:
        read: returns the text of a file.
        package: the package that contains it.
        module: its Python module; empty if it is a program of its package.
    """

    read: Callable[[Path], str]
    package: str
    module: str = ""

    def is_installed(self, name: str) -> bool:
        """True if it can be run; `name` is that of the program."""
        return bool(find_spec(self.module) if self.module else shutil.which(name))


def _pdftotext(path: Path) -> str:
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()


def _pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in import_module("pypdf").PdfReader(path).pages)


def _pdfminer(path: Path) -> str:
    return str(import_module("pdfminer.high_level").extract_text(path))


def _pymupdf(path: Path) -> str:
    with import_module("pymupdf").open(path) as document:
        return "\f".join(page.get_text() for page in document)


def _pdfplumber(path: Path) -> str:
    with import_module("pdfplumber").open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def _pypdfium2(path: Path) -> str:
    document = import_module("pypdfium2").PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


EXTRACTORS: Mapping[str, Extractor] = MappingProxyType(
    {
        "pdftotext": Extractor(_pdftotext, "poppler-utils (Debian)"),
        "pypdf": Extractor(_pypdf, "pypdf (PyPI)", "pypdf"),
        "pdfminer.six": Extractor(_pdfminer, "pdfminer.six (PyPI)", "pdfminer"),
        "pymupdf": Extractor(_pymupdf, "pymupdf (PyPI)", "pymupdf"),
        "pdfplumber": Extractor(_pdfplumber, "pdfplumber (PyPI)", "pdfplumber"),
        "pypdfium2": Extractor(_pypdfium2, "pypdfium2 (PyPI)", "pypdfium2"),
    }
)

"""The corpus of extracted text: the output of each extractor for each document, and the text corrected by hand."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from training import corpus

__all__ = ["EXTRACTORS", "Document", "documents"]

# Folders of the corpus, by the names of the extractors, best text first.
EXTRACTORS: Mapping[str, str] = {
    "tika": "tika",
    "pymupdf": "pymupdf",
    "pdfium": "pdfium",
    "pdftotext": "pdftotext",
    "pypdf": "pypdf",
    "pdfminer.six": "pdfminer",
    "pdfplumber": "pdfplumber",
    "borb": "borb",
}


class Document(NamedTuple):
    """A document as an extractor reads it.

    Attributes:
        name: of the document.
        extractor: a key of `EXTRACTORS`.
        text: the output of the extractor.
        truth: the correct text.
    """

    name: str
    extractor: str
    text: str
    truth: str


def documents() -> list[Document]:
    """Return each document as each extractor reads it.

    Raises:
        FileNotFoundError: the corpus is missing, or an extractor's text of a document is.
    """
    folder = corpus.CORPORA / "pdf-extraction"
    truths = {path.name: _read(path) for path in sorted((folder / "truth").iterdir())}
    return [
        Document(name.removesuffix(".txt.gz"), extractor, _read(folder / place / name), truth)
        for extractor, place in EXTRACTORS.items()
        for name, truth in truths.items()
    ]


def _read(path: Path) -> str:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return file.read()

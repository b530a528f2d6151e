"""Real round trips: prose rendered to PDF and extracted by real tools, repaired, and compared word by word."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from importlib import import_module
from typing import Any

import click

from benchmarks.quality import peers

__all__ = ["exact", "extractors", "rendered", "samples"]

_SEED = 13
# Enough for several pages a document, and for its style to show.
_PARAGRAPHS, _DOCUMENTS = 40, 30

Renderer = Callable[[list[str], random.Random], bytes]
Extractor = Callable[[bytes], str]

# The typefaces that every reader has support the characters of code page 1252 only.
_DRAWN = re.compile(r"[^\x20-\x7e\xa0-\xff–—‘’“”•…€™]")


def samples(documents: list[list[str]]) -> list[list[str]]:
    """Return the beginnings of some documents that the standard typefaces can show."""
    chance = random.Random(_SEED)
    fit = [d for d in documents if len(d) >= 12 and not _DRAWN.search("".join(d[:_PARAGRAPHS]))]
    return [d[:_PARAGRAPHS] for d in chance.sample(fit, min(_DOCUMENTS, len(fit)))]


def _reportlab(paragraphs: list[str], chance: random.Random) -> bytes:
    """Justified or ragged Times or Helvetica, hyphenated, with a running header and a page number."""
    platypus = import_module("reportlab.platypus")
    width, height = import_module("reportlab.lib.pagesizes").A5
    face = chance.choice(["Times-Roman", "Helvetica"])
    style = import_module("reportlab.lib.styles").ParagraphStyle(
        "body",
        fontName=face,
        fontSize=10,
        leading=13,
        alignment=chance.choice([0, 4]),
        hyphenationLang="en_US",
        firstLineIndent=chance.choice([0, 14]),
        spaceAfter=chance.choice([0, 7]),
    )
    title = " ".join(paragraphs[0].split()[:5])

    def on_page(canvas: Any, document: Any) -> None:
        canvas.setFont(face, 9)
        canvas.drawString(60, height - 40, title)
        canvas.drawCentredString(width / 2, 34, str(document.page))

    file = io.BytesIO()
    body = [platypus.Paragraph(p.replace("&", "&amp;").replace("<", "&lt;"), style) for p in paragraphs]
    template = platypus.SimpleDocTemplate(file, pagesize=(width, height), leftMargin=60, rightMargin=60)
    template.build(body, onFirstPage=on_page, onLaterPages=on_page)
    return file.getvalue()


def _fpdf2(paragraphs: list[str], chance: random.Random) -> bytes:
    """Ragged or justified Helvetica or Times with soft hyphens where words may break, and a footer on each page."""
    pyphen = peers.optional("pyphen")
    hyphenation = pyphen.Pyphen(lang="en_US") if pyphen else None

    def footer(document: Any) -> None:
        document.set_y(-15)
        document.cell(0, 8, f"Page {document.page_no()} of {{nb}}", align="C")

    document = type("Document", (import_module("fpdf").FPDF,), {"footer": footer})(format=(148, 210))
    document.core_fonts_encoding = "windows-1252"
    document.set_font(chance.choice(["Helvetica", "Times"]), size=10)
    document.add_page()
    align = chance.choice(["J", "L"])
    for paragraph in paragraphs:
        text = paragraph
        if hyphenation:
            text = re.sub(r"[a-z]{6,}", lambda word: str(hyphenation.inserted(word.group(), "\xad")), paragraph)
        document.multi_cell(0, 5, text, align=align, new_x="LMARGIN", new_y="NEXT")
        document.ln(2)
    return bytes(document.output())


def _pdfminer(data: bytes) -> str:
    return str(import_module("pdfminer.high_level").extract_text(io.BytesIO(data)))


def _pypdf(data: bytes) -> str:
    reader = import_module("pypdf").PdfReader(io.BytesIO(data))
    return "\n\f".join(page.extract_text() for page in reader.pages)


def _pdftotext(data: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


_RENDERERS: Mapping[str, tuple[str, Renderer]] = {"reportlab": ("reportlab", _reportlab), "fpdf2": ("fpdf", _fpdf2)}
_EXTRACTORS: Mapping[str, tuple[str, Extractor]] = {
    "pdfminer.six": ("pdfminer", _pdfminer),
    "pypdf": ("pypdf", _pypdf),
    "pdftotext": ("", _pdftotext),
}


def rendered(sources: list[list[str]]) -> Iterator[tuple[str, list[bytes]]]:
    """Yield each renderer that is installed by its name, with the documents as it sets them."""
    for name, (module, render) in _RENDERERS.items():
        if peers.optional(module, name):
            chance = random.Random(_SEED)
            yield name, [render(paragraphs, chance) for paragraphs in sources]


def extractors() -> Iterator[tuple[str, Extractor | None]]:
    """Yield each extractor by its name; None for one that is not installed."""
    for name, (module, extract) in _EXTRACTORS.items():
        if module:
            yield name, extract if peers.optional(module, name) else None
        elif shutil.which(name):
            yield name, extract
        else:
            click.echo(f"{name} is not on the path, so it is left out: it comes with poppler-utils", err=True)
            yield name, None


def exact(source: list[str], text: str) -> float:
    """Return the share of words in the same sequence in both texts, of the words of the longer one."""
    wanted, got = " ".join(source).split(), text.split()
    blocks = SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(wanted), len(got), 1)

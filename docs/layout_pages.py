"""Print the pages of docs/layout-pages.md, read them, and write pictures and texts: `python -m docs.layout_pages`.

The sources are in docs/sample/pages, in words of our own. A page is printed by Chromium, LibreOffice or pdflatex, as
its suffix says, and read by the extractors that docs/layout-pages.md names. This needs the packages of
`training.pairs`, poppler-utils and Pillow. `python -m docs` only repairs the texts anew, and a test checks that they
are what textmend makes of them.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple

from textmend import Pipeline
from textmend.pipeline.result import Result
from training.pairs.documents import Document
from training.pairs.engines import ENGINES, Engine, printed
from training.pairs.extractors import EXTRACTORS

__all__ = ["PAGE", "Reading", "readings", "with_results"]

PAGE = Path(__file__).parent / "layout-pages.md"
SOURCES = Path(__file__).parent / "sample" / "pages"
FIGURES = Path(__file__).parent / "figures" / "pages"

# A form feed has no shape.
_FEED = "␌"
_READING = re.compile(
    r"^\*\*Read by (?P<extractor>[\w. -]+?)(?:, with `width` (?P<width>\d+))?:\*\* (?P<rules>.*)\n\n"
    r"(?P<before>```text\n(?P<text>(?:.*\n)*?)```\n)(?P<after>\n```text\n(?P<result>(?:.*\n)*?)```\n)?",
    re.MULTILINE,
)
_FIGURE = re.compile(r"\(figures/pages/(\w+)\.png\)")
_RULE = re.compile(r"\[`([\w-]+)`\]")

# The pictures are small files that can be read on a screen: pixels per inch, and shades of grey.
_RESOLUTION, _SHADES = 120, 8
_PAPER, _EDGE, _GAP = 255, 160, 12


class Reading(NamedTuple):
    """A page as an extractor reads it, and as the preset repairs it.

    Attributes:
        page: the name of its source and of its picture.
        extractor: a name of `EXTRACTORS`, or "pdftotext -layout".
        width: the option `width` of the pass layout.
        rules: the rules that are said to work here.
        before: the text as it was extracted.
        after: the text that is shown as the result; empty if the text stays the same.
    """

    page: str
    extractor: str
    width: int
    rules: tuple[str, ...]
    before: str
    after: str

    def repaired(self) -> Result:
        """Return what the preset makes of the text."""
        return Pipeline.preset("pdf", options={"layout": {"width": self.width}}).explain(self.before)


def _meant(shown: str) -> str:
    """Return the text that a block of the page shows."""
    return (shown[:-1] if shown.endswith(f"{_FEED}\n") else shown).replace(_FEED, "\f")


def _shown(text: str) -> str:
    """Return the content of the block that shows a text."""
    return text.replace("\f", _FEED) + ("" if text.endswith("\n") else "\n")


def _reading(markdown: str, match: re.Match[str]) -> Reading:
    pages = _FIGURE.findall(markdown, 0, match.start())
    return Reading(
        pages[-1],
        match["extractor"],
        int(match["width"] or 0),
        tuple(_RULE.findall(match["rules"])),
        _meant(match["text"]),
        match["result"] or "",
    )


def readings(markdown: str) -> list[Reading]:
    """Return the readings that a page shows."""
    return [_reading(markdown, match) for match in _READING.finditer(markdown)]


def with_results(markdown: str, read: Callable[[Reading], str] | None = None) -> str:
    """Return a page with the texts that the preset makes of those it shows.

    Args:
        markdown: the page.
        read: reads the text anew; without it, the text that the page shows is repaired.
    """

    def renewed(match: re.Match[str]) -> str:
        found = _reading(markdown, match)
        if read is not None:
            found = found._replace(before=_meant(_shown(read(found))))
        blocks = [found.before]
        if (result := found.repaired()).text != found.before:
            blocks.append(result.text)
        head = markdown[match.start() : match.start("before")]
        return head + "\n".join(f"```text\n{_shown(block)}```\n" for block in blocks)

    return _READING.sub(renewed, markdown)


class _Site(SimpleHTTPRequestHandler):
    """A site that has one page, and writes no log."""

    page: str

    def translate_path(self, path: str) -> str:
        del path
        return self.page

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _served(page: Path) -> Iterator[int]:
    """Serve a page, and return the port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), type("_", (_Site,), {"page": str(page)})) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


def _from_site(program: str, file: Path, port: int) -> list[str]:
    """The command that prints a file as a page of a site, with the header and the footer of the browser."""
    command = ENGINES["chromium"].command(program, file)
    site = f"--host-resolver-rules=MAP harbour.example:80 127.0.0.1:{port}"
    kept = [part for part in command if part not in ("--no-pdf-header-footer", file.name)]
    return [*kept, site, "http://harbour.example/ferries"]


def _print(source: Path, folder: Path) -> Path:
    """Return the PDF file of a source."""
    engine = next(each for each in ENGINES.values() if each.suffix == source.suffix)
    if source.stem != "web":
        return _printed(engine, source, folder)
    with _served(source) as port:
        return _printed(engine._replace(command=partial(_from_site, port=port)), source, folder)


def _printed(engine: Engine, source: Path, folder: Path) -> Path:
    ready = engine._replace(source=lambda *_: source.read_text("utf-8"), fit=lambda document: document)
    document = Document(source.stem, "", "", "", (source.stem,))
    for _, pdf in printed(ready, "", [document], folder, print):
        return pdf.rename(folder / f"{source.stem}.pdf")
    raise RuntimeError(f"{source} was not printed")


def _read(extractor: str, pdf: Path) -> str:
    if extractor in EXTRACTORS:
        return EXTRACTORS[extractor].read(pdf)
    program, *options = extractor.split()
    return subprocess.run([program, *options, pdf, "-"], capture_output=True, check=True).stdout.decode()


def _draw(pdf: Path, target: Path) -> None:
    """Draw the pages of a file side by side."""
    from PIL import Image, ImageOps

    # The background is that of the page of the documentation, light or dark; the paper has an edge.
    subprocess.run(["pdftoppm", "-gray", "-r", str(_RESOLUTION), pdf, pdf.with_suffix("")], check=True)
    sheets = [ImageOps.expand(Image.open(each), 1, _EDGE) for each in sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))]
    width = sum(sheet.width for sheet in sheets) + _GAP * (len(sheets) - 1)
    picture = Image.new("LA", (width, max(sheet.height for sheet in sheets)), (_PAPER, 0))
    left = 0
    for sheet in sheets:
        picture.paste(sheet.convert("LA"), (left, 0))
        left += sheet.width + _GAP
    target.parent.mkdir(exist_ok=True)
    step = 255 / (_SHADES - 1)
    grey, opaque = picture.split()
    Image.merge("LA", [grey.point(lambda value: round(round(value / step) * step)), opaque]).save(target, optimize=True)


def write() -> None:
    """Repair the texts of the page anew."""
    PAGE.write_text(with_results(PAGE.read_text("utf-8")), "utf-8")


def write_all() -> None:
    """Print, draw, read and repair the pages anew."""
    with TemporaryDirectory() as name:
        files: dict[str, Path] = {}
        for source in sorted(SOURCES.iterdir()):
            folder = Path(name) / source.stem
            folder.mkdir()
            files[source.stem] = _print(source, folder)
            _draw(files[source.stem], FIGURES / f"{source.stem}.png")
        PAGE.write_text(
            with_results(PAGE.read_text("utf-8"), lambda reading: _read(reading.extractor, files[reading.page])),
            "utf-8",
        )


if __name__ == "__main__":
    write_all()

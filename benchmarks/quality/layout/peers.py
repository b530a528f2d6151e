"""Tools that write the paragraphs of PDF files, beside ours: `python -m benchmarks.quality.layout.peers FOLDER`.

They read the pages themselves, with the places, the sizes and the fonts of all letters; we read what an extractor left
of them. Prose of the development data is typeset as `python -m training pairs` does it (this needs its engines), and
the files are kept in FOLDER with what each tool read. A paragraph counts if it comes back exactly, but for quotation
marks and the marks of Markdown; headings and other blocks of up to eight words are left out, as in `printed`.

The tools are called as their documentation calls them, with their defaults (extra `benchmarks-pages`). If they leave
the lines of a paragraph apart, it counts as well; ours must be joined. Left out are docling, marker and unstructured,
whose models are not on a package index; the `fast` strategy of unstructured has the boxes of pdfminer.six as its
paragraphs, which are here. Tools that keep the lines of the page have none to compare.
"""

from __future__ import annotations

import html
import logging
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from benchmarks.quality.extraction.similarity import normalized
from benchmarks.quality.layout.printed import LEAST_WORDS
from benchmarks.tables import console, progress, table
from textmend import Pipeline
from textmend.pipeline.presets import PRESETS, PresetName
from training.pairs.documents import Document, chosen
from training.pairs.engines import ENGINES, printed
from training.pairs.extractors import EXTRACTORS

__all__ = ["PEERS", "Peer", "exact"]

# As `python -m training pairs --split dev` and `printed` take them, so that the documents are the same.
_CHOSEN, _WORDS = 60, 1500

# Emphasis, code and escapes, wherever they are, and what begins a heading, a quotation or an item of a list.
_MARKS = re.compile(r"[*_`\\]|^\s*(?:#{1,6}\s|>\s|[-+•]\s)+|<br\s*/?>", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n\s*\n")


class Peer(NamedTuple):
    """A tool that writes the paragraphs of a PDF file.

    Attributes:
        package: its package, whose version is reported.
        read: returns the text of a file, with empty lines between paragraphs.
    """

    package: str
    read: Callable[[Path], str]


def _pymupdf4llm(path: Path) -> str:
    import_module("pymupdf4llm").use_layout(True)
    return str(import_module("pymupdf4llm").to_markdown(str(path), show_progress=False))


def _pymupdf4llm_rules(path: Path) -> str:
    import_module("pymupdf4llm").use_layout(False)
    return str(import_module("pymupdf4llm").to_markdown(str(path), show_progress=False))


def _opendataloader(path: Path) -> str:
    with TemporaryDirectory() as folder:
        import_module("opendataloader_pdf").convert(
            input_path=[str(path)], output_dir=folder, format="markdown", quiet=True
        )
        return Path(folder, f"{path.stem}.md").read_text("utf-8")


def _pdf_oxide(path: Path) -> str:
    document = import_module("pdf_oxide").PdfDocument(str(path))
    return "\n\n".join(document.to_markdown(page) for page in range(document.page_count()))


def _pdftext(path: Path) -> str:
    return str(import_module("pdftext.extraction").plain_text_output(str(path), sort=False, hyphens=False))


def _markitdown(path: Path) -> str:
    return str(import_module("markitdown").MarkItDown().convert(path).text_content)


def _pymupdf_blocks(path: Path) -> str:
    pymupdf = import_module("pymupdf")
    flags = pymupdf.TEXTFLAGS_BLOCKS | pymupdf.TEXT_DEHYPHENATE
    with pymupdf.open(path) as document:
        return "\n\n".join(block[4] for page in document for block in page.get_text("blocks", flags=flags))


def _pdfminer_boxes(path: Path) -> str:
    pages = import_module("pdfminer.high_level").extract_pages(path)
    return "\n\n".join(box.get_text() for page in pages for box in page if hasattr(box, "get_text"))


PEERS: Mapping[str, Peer] = {
    "pymupdf4llm": Peer("pymupdf4llm", _pymupdf4llm),
    "without its model": Peer("pymupdf4llm", _pymupdf4llm_rules),
    "opendataloader": Peer("opendataloader-pdf", _opendataloader),
    "pdf_oxide": Peer("pdf-oxide", _pdf_oxide),
    "pdftext": Peer("pdftext", _pdftext),
    "markitdown": Peer("markitdown", _markitdown),
    "pymupdf blocks": Peer("pymupdf", _pymupdf_blocks),
    "pdfminer boxes": Peer("pdfminer.six", _pdfminer_boxes),
}


def exact(source: str, text: str, *, blocks: bool) -> tuple[int, int]:
    """Count the paragraphs of a source, and those that a text has as a line.

    Args:
        source: the paragraphs.
        text: what a tool wrote.
        blocks: count those between empty lines, too, whose lines the tool did not join.
    """
    wanted = [part for part in map(_plain, source.split("\n\n")) if len(part.split()) >= LEAST_WORDS]
    got = {_plain(part) for part in (*text.split("\n"), *(_EMPTY_LINES.split(text) if blocks else ()))}
    return len(wanted), sum(part in got for part in wanted)


def _plain(part: str) -> str:
    """Return one line without marks of Markdown, of a source and of what a tool made of it alike."""
    return " ".join(_MARKS.sub("", html.unescape(normalized(part))).split())


def _printed(folder: Path, count: int) -> Iterator[tuple[str, str, Path]]:
    """Yield the style, the source and the PDF file of each document; they are typeset if the folder has none."""
    documents = chosen("dev", _CHOSEN, _WORDS)[:count]
    for engine, how in ENGINES.items():
        for style in how.styles:
            kept = folder / f"{engine}.{style}.{count}"
            if not kept.exists():
                _typeset(engine, style, documents, kept)
            for source in sorted(kept.glob("*.source")):
                yield f"{engine} {style}", source.read_text("utf-8"), source.with_suffix(".pdf")


def _typeset(engine: str, style: str, documents: Collection[Document], kept: Path) -> None:
    # All files or none: a folder that is there is not made again.
    with TemporaryDirectory(dir=kept.parent) as room:
        made = Path(room, "made")
        made.mkdir()
        work = Path(room, "work")
        work.mkdir()
        for number, (document, pdf) in enumerate(printed(ENGINES[engine], style, documents, work, console().print)):
            shutil.copyfile(pdf, made / f"{number:03}.pdf")
            (made / f"{number:03}.source").write_text(document.text, encoding="utf-8")
        made.rename(kept)


def _read(name: str, pdf: Path) -> str:
    """What a peer reads from a file, kept beside it: the slowest needs a second a page."""
    peer = PEERS[name]
    kept = pdf.with_suffix(f".{name.replace(' ', '-')}-{version(peer.package)}.txt")
    if not kept.exists():
        kept.write_text(peer.read(pdf), encoding="utf-8")
    return kept.read_text("utf-8")


def _installed() -> list[str]:
    """The peers whose packages are installed; the others are reported."""
    found = []
    for name, peer in PEERS.items():
        try:
            console().print(f"{name}: {peer.package} {version(peer.package)}")
            found.append(name)
        except PackageNotFoundError:
            click.echo(f"{name} is left out: pip install {peer.package}", err=True)
    return found


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--preset", type=click.Choice(list(PRESETS)), default="ocr", show_default=True, help="For ours.")
@click.option("--texts", type=click.IntRange(1), default=20, show_default=True, help="Of each style.")
def main(folder: Path, preset: PresetName, texts: int) -> None:
    """Print how many paragraphs of printed files come back from other tools, and from ours after each extractor."""
    logging.disable(logging.WARNING)
    folder.mkdir(parents=True, exist_ok=True)
    pipeline = Pipeline.preset(preset)
    peers = _installed()
    extractors = [name for name, extractor in EXTRACTORS.items() if extractor.is_installed(name)]
    found: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for style, source, pdf in progress(list(_printed(folder, texts)), "reading"):
        for name in peers:
            found[style, name].append(exact(source, _read(name, pdf), blocks=True))
        for name in extractors:
            mended = pipeline.clean(EXTRACTORS[name].read(pdf))
            found[style, f"after {name}"].append(exact(source, mended, blocks=False))
    styles = sorted({style for style, _ in found})
    readers = [*peers, *(f"after {name}" for name in extractors)]
    rows = [[reader, *(f"{_share(found[style, reader]):.3f}" for style in styles)] for reader in readers]
    title = f"Paragraphs that come back exactly: other tools, and ours after extractors, preset {preset}"
    console().print(table(title, ["tool", *styles], rows))


def _share(counts: Collection[tuple[int, int]]) -> float:
    return sum(came for _, came in counts) / max(1, sum(all_ for all_, _ in counts))


if __name__ == "__main__":
    main()

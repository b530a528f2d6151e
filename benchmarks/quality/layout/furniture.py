"""Headers and footers of real PDF files: `python -m benchmarks.quality.layout.furniture FOLDER`.

Prose of the development data is printed as people print it: by a browser that adds date, title, address and page
number; by an office program with "Page 3 of 12"; by LaTeX with the title of the section, as a journal, and with
numbered lines. Six extractors read the files. The texts are kept in FOLDER and printed only once (this needs the
programs of `training.pairs`, and fancyhdr and lineno of texlive-latex-recommended).

The lines of a page that are not text are known by construction. Counted are those that the pass removes, and the lines
of the text that it removes with them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from benchmarks import floors
from benchmarks.quality.layout.printed import Score as Printed
from benchmarks.quality.layout.printed import score as paragraphs
from benchmarks.tables import console, progress, table
from textmend import Pipeline
from textmend.pipeline.presets import PRESETS, PresetName
from training.pairs import latex, markup
from training.pairs.documents import Document, chosen, is_heading
from training.pairs.engines import ENGINES, Engine, printed
from training.pairs.extractors import EXTRACTORS

__all__ = ["STYLES", "Score", "Style", "score"]

# Words of two or three pages, which are enough where the form of a line says what it is, and of four and more.
_KNOWN, _UNKNOWN = (900, 2000), (2800, 4200)


# The lines at the top and the foot of a page that may be of the page, where the extractor says where pages end.
_EDGE_LINES = 3
_LINE = re.compile(r"\S(?:[^\n\f]*\S)?")


class Style(NamedTuple):
    """How a document is printed.

    Attributes:
        engine: the engine, with a source and a command of its own.
        furniture: the pattern of the lines of a document's pages that are not its text; the group "edge" is for those
            that are not wherever they are on a page.
        lengths: the numbers of words of its documents.
    """

    engine: Engine
    furniture: Callable[[Document], str]
    lengths: tuple[int, ...] = _KNOWN


class Score(NamedTuple):
    """Of one text: the lines of its pages, those removed, its other lines, those removed; and its paragraphs."""

    furniture: int
    removed: int
    lines: int
    lost: int
    printed: Printed


def _titled(document: Document) -> str:
    return document.title.title()


def _web(document: Document, style: str) -> str:
    del style
    body = "\n".join(f"<{'h2' if is_heading(p) else 'p'}>{escape(p)}" for p in document.paragraphs)
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{_titled(document)}</title>\n{body}\n'


def _browser_command(program: str, file: Path) -> list[str]:
    command = ENGINES["chromium"].command(program, file)
    return [part for part in command if part != "--no-pdf-header-footer"]


def _office(document: Document, style: str) -> str:
    del style
    page = '<text:page-number text:select-page="current"/>'
    flat = markup.flat_odt(document._replace(title=_titled(document)), "letter")
    return flat.replace(page, f"Page {page} of <text:page-count/>")


_HEAD = {
    "sections": "\\pagestyle{headings}\n",
    "journal": (
        "\\usepackage{fancyhdr}\\pagestyle{fancy}\\fancyhf{}\\renewcommand{\\headrulewidth}{0pt}\n"
        "\\fancyhead[LE]{\\thepage}\\fancyhead[RE]{\\textit{M. Okafor and L. Brandt}}\n"
        "\\fancyhead[LO]{\\textit{Ann. Appl. Lett. 12 (2019) 101--118}}\\fancyhead[RO]{\\thepage}\n"
    ),
    "numbered": "\\usepackage{lineno}\\linenumbers\\pagestyle{plain}\n",
}


def _tex(document: Document, style: str) -> str:
    options = {"sections": "11pt,twoside", "journal": "10pt,twoside", "numbered": "12pt"}[style]
    source = latex.source(document, "article").replace("[11pt]", f"[{options}]")
    source = source.replace("\\pagestyle{myheadings}\n", _HEAD[style])
    first, rest = source.split("\\begin{document}", 1)
    first = re.sub(r"\\markright\{.*\}\n", "", first)
    return f"{first}\\begin{{document}}{rest.replace('section*{', 'section{')}"


_NUMBER = r"\d{1,3}"


def _browser_lines(document: Document) -> str:
    day, place = r"\d{1,2}/\d{1,2}/\d{2},\s\d{1,2}:\d{2}\s[AP]M", r"(?:fi|ﬁ)le://\S*html"
    title = re.escape(_titled(document))
    return rf"{day}|{title}|{day}\s*{title}|{place}|{_NUMBER}/{_NUMBER}|{place}\s*{_NUMBER}/{_NUMBER}"


def _office_lines(document: Document) -> str:
    return rf"{re.escape(_titled(document))}|Page {_NUMBER} of {_NUMBER}"


def _section_lines(document: Document) -> str:
    headings = "|".join(re.escape(latex._curled(p).upper()) for p in document.paragraphs if is_heading(p)) or "(?!)"
    title = rf"(?:\d+\s*)?(?:{headings})"
    return rf"{_NUMBER}\s+{title}|{title}\s+{_NUMBER}|(?P<edge>{title}|{_NUMBER})"


def _journal_lines(document: Document) -> str:
    del document
    title = r"(?:M\. Okafor and L\. Brandt|Ann\. Appl\. Lett\. 12 \(2019\) 101[–-]118)"
    return rf"(?:{_NUMBER}\s*)?{title}(?:\s*{_NUMBER})?|(?P<edge>{_NUMBER})"


def _numbered_lines(document: Document) -> str:
    del document
    return _NUMBER


STYLES = {
    "browser": Style(ENGINES["chromium"]._replace(source=_web, command=_browser_command), _browser_lines),
    "office": Style(ENGINES["libreoffice"]._replace(source=_office), _office_lines),
    "sections": Style(ENGINES["pdflatex"]._replace(source=_tex), _section_lines, _UNKNOWN),
    "journal": Style(ENGINES["pdflatex"]._replace(source=_tex), _journal_lines, _UNKNOWN),
    "numbered": Style(ENGINES["pdflatex"]._replace(source=_tex), _numbered_lines),
}


def _texts(folder: Path, style: str, count: int) -> Iterator[dict[str, str]]:
    """Yield the texts of a style, by document and extractor; they are printed if the folder has none."""
    file = folder / f"{style}.{count}.jsonl"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(json.dumps(text) + "\n" for text in _made(style, count)), encoding="utf-8")
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _made(style: str, count: int) -> Iterator[dict[str, str]]:
    engine, lines, lengths = STYLES[style]
    documents: list[Document] = []
    for longest in lengths:
        long_enough = (d for d in chosen("dev", 40 * count, longest) if len(d.text.split()) >= longest)
        documents += islice(long_enough, count // len(lengths))
    with TemporaryDirectory() as folder:
        for document, pdf in printed(engine, style, documents, Path(folder), console().print):
            for name, extractor in EXTRACTORS.items():
                if not extractor.is_installed(name):
                    continue
                yield {
                    "extractor": name,
                    "source": document.text,
                    "furniture": lines(document),
                    "text": extractor.read(pdf),
                }


def score(text: dict[str, str], pipeline: Pipeline) -> Score:
    """Count the lines that the pipeline removes from a text."""
    furniture, raw = re.compile(text["furniture"]), text["text"]
    gone = [edit for edit in pipeline.explain(raw).edits if "layout/page-furniture" in edit.rules]
    counts = [0, 0, 0, 0]
    for page in re.finditer(r"[^\f]+", raw):
        spans = [line.span() for line in _LINE.finditer(raw, *page.span())]
        for place, (start, end) in enumerate(spans):
            match = furniture.fullmatch(raw, start, end)
            at_edge = min(place, len(spans) - 1 - place) < _EDGE_LINES if "\f" in raw else raw[start:end].isdigit()
            is_text = match is None or (match.lastgroup == "edge" and not at_edge)
            counts[2 * is_text] += 1
            counts[2 * is_text + 1] += any(edit.start <= start and end <= edit.end for edit in gone)
    return Score(
        counts[0], counts[1], counts[2], counts[3], paragraphs({"text": raw, "source": text["source"]}, pipeline)
    )


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--preset", type=click.Choice(list(PRESETS)), default="ocr", show_default=True)
@click.option("--documents", type=click.IntRange(2), default=12, show_default=True, help="Of each style.")
@floors.options
def main(
    folder: Path, preset: PresetName, documents: int, *, checking: bool, updating: bool, allowed: tuple[str, ...]
) -> None:
    """Print how much of the headers and footers of printed files is removed, and how much of their text."""
    pipeline = Pipeline.preset(preset)
    found: defaultdict[tuple[str, str], list[Score]] = defaultdict(list)
    read: list[str] = []
    for style in STYLES:
        for text in progress(list(_texts(folder, style, documents)), style):
            read.append(text["text"])
            found[style, text["extractor"]].append(score(text, pipeline))
    rows = [[style, *(_cell(found[style, each]) for each in EXTRACTORS)] for style in STYLES]
    console().print(table("Furniture removed, lines of text lost, paragraphs exact", ["style", *EXTRACTORS], rows))
    everything = [each for scores in found.values() for each in scores]
    lost = 1000 * _share((s.lost, s.lines) for s in everything)
    console().print(_cell(everything), f"lost per 1,000 lines: {lost:.2f}")
    figures = {
        "removed": _share((s.removed, s.furniture) for s in everything),
        "paragraphs exact": _share((s.printed.exact, s.printed.paragraphs) for s in everything),
        "lines of text lost per 1,000": lost,
    }
    floors.settle(
        "furniture",
        figures,
        floors.fingerprint(read),
        checking=checking,
        updating=updating,
        allowed=allowed,
        at_most=["lines of text lost per 1,000"],
    )


def _share(parts: Iterable[tuple[int, int]]) -> float:
    some, every = map(sum, zip(*parts, strict=True))
    return some / max(1, every)


def _cell(scores: list[Score]) -> str:
    removed = _share((s.removed, s.furniture) for s in scores)
    exact = _share((s.printed.exact, s.printed.paragraphs) for s in scores)
    return f"{removed:.3f} {sum(s.lost for s in scores)} {exact:.3f}"


if __name__ == "__main__":
    main()

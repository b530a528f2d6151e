"""Footnotes and floats of real PDF files: `python -m benchmarks.quality.layout.footnotes FOLDER`.

Prose of the development data gets notes, which are sentences of other documents, and is printed as articles, books and
reports, in one column and two; one style has figures and tables with captions instead, one has the notes as a numbered
list between its paragraphs. Six extractors read the files. The texts are kept in FOLDER and printed only once (this
needs the programs of `training.pairs`).

Counted are the paragraphs that a note interrupts in the text of the extractor and that come back exactly, the notes
that come back as one line each, all paragraphs, and what is moved that is no note.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zlib import crc32

import click

from benchmarks import floors
from benchmarks.quality.extraction.similarity import normalized, similarity, words
from benchmarks.tables import console, progress, table
from textmend import Pipeline
from textmend.pipeline.presets import PRESETS, PresetName
from training.pairs import latex, markup
from training.pairs.documents import Document, chosen
from training.pairs.engines import ENGINES, Engine, printed
from training.pairs.extractors import EXTRACTORS

__all__ = ["STYLES", "Score", "Style", "score"]

# Words of documents of about two, four and eight pages.
_LENGTHS = (900, 2000, 4000)
# A note stands in a paragraph between these marks, where its reference is.
_OPEN, _CLOSE = "\ue000", "\ue001"
_NOTE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
# Paragraphs of so many words have notes, about one for so many words; a note has one to three sentences.
_LEAST_WORDS, _WORDS_PER_NOTE, _SENTENCES = 9, 110, (1, 1, 2, 3)
_SENTENCE_END = re.compile(r"(?<=[a-z][.?!])\s+(?=[A-Z])")
# Most references are behind a sentence or a clause.
_AT_MARK, _AT_MARK_SHARE = re.compile(r"(?<=[a-z][.,;])(?= )"), 0.75
_AT_WORD = re.compile(r"(?<=[a-z]{3})(?= [a-z])")
# The characters by which a paragraph or a note is found in the text of an extractor.
_HEAD = 24


class Style(NamedTuple):
    """How a document with notes is printed.

    Attributes:
        engine: the engine, with a source of its own.
        marks: the marks of notes, in turn; empty if they are numbers.
        label: the pattern of what is before a note, with its number as "#".
        referred: True if the paragraphs have references.
        moves: True if the notes may be moved.
    """

    engine: Engine
    marks: str = ""
    label: str = r"#\.?\s*"
    referred: bool = True
    moves: bool = True


class Score(NamedTuple):
    """Of one text: interrupted paragraphs and those restored, notes, paragraphs, words in sequence, notes moved."""

    interrupted: int
    mended: int
    notes: int
    whole: int
    paragraphs: int
    exact: int
    raw: float
    cleaned: float
    moved: int


def _with_notes(document: Document, sentences: Sequence[str]) -> Document:
    """Return the document with notes at places that depend on its name alone."""
    chance = random.Random(crc32(document.name.encode()))
    paragraphs = []
    for paragraph in document.paragraphs:
        noted, size = paragraph, len(paragraph.split())
        count = size // _WORDS_PER_NOTE + (chance.random() < size % _WORDS_PER_NOTE / _WORDS_PER_NOTE)
        pattern = _AT_MARK if chance.random() < _AT_MARK_SHARE else _AT_WORD
        places = [match.start() for match in pattern.finditer(paragraph)] if size >= _LEAST_WORDS else []
        for place in sorted(chance.sample(places, min(count, len(places))), reverse=True):
            first = chance.randrange(len(sentences) - 3)
            note = " ".join(sentences[first : first + chance.choice(_SENTENCES)])
            noted = f"{noted[:place]}{_OPEN}{note}{_CLOSE}{noted[place:]}"
        paragraphs.append(noted)
    return document._replace(paragraphs=tuple(paragraphs))


def _sentences() -> list[str]:
    """Return sentences of one kind of text, which pdflatex can typeset."""
    documents = (document for document in chosen("dev", 400, 600) if document.domain == "textbook")
    paragraphs = (paragraph for document in documents for paragraph in latex.typeable(document).paragraphs)
    found = (sentence for paragraph in paragraphs for sentence in _SENTENCE_END.split(paragraph))
    return [sentence for sentence in found if 6 <= len(sentence.split()) <= 40 and sentence[0].isalpha()]


_TEX = {
    "article": r"\documentclass[11pt]{article}",
    "book": r"\documentclass[10pt,twoside]{book}",
    # The marks of a font that names its glyphs: of those of Computer Modern, no extractor can tell what they are.
    "marks": (
        "\\documentclass[11pt]{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{mathptmx,textcomp}\n"
        "\\renewcommand{\\thefootnote}"
        "{\\ifcase\\value{footnote}\\or\\textasteriskcentered\\or\\textdagger\\or\\textdaggerdbl\\fi}"
    ),
    "twocolumn": r"\documentclass[10pt,twocolumn]{article}",
    "times": "\\documentclass[10pt,twocolumn]{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{mathptmx}",
    "floats": r"\documentclass[11pt]{article}",
    "list": r"\documentclass[11pt]{article}",
}
_FIGURE = r"\begin{figure}\centering\rule{5cm}{2.5cm}\caption{%s}\end{figure}"
_TABLE = (
    r"\begin{table}\caption{%s}\begin{tabular}{lrr}Harbour & Ships & Crew\\ Northport & 12 & 340\\ Eastwick & 7 & 95\\"
    r" Low Ferry & 31 & 1,204\end{tabular}\end{table}"
)


def _tex(document: Document, style: str) -> str:
    """Return the input of pdflatex."""
    source = latex.source(document, "article").replace(latex.STYLES["article"], _TEX[style])
    if style == "book":
        source = source.replace("\\pagestyle{myheadings}", "\\pagestyle{headings}\\usepackage{lmodern}")
        source = source.replace("section*{", "section{")
    turns = cycle((1, 2, 3))
    floats = cycle((_FIGURE, _TABLE))

    def note(match: re.Match[str]) -> str:
        if style == "marks":
            return f"\\footnote[{next(turns)}]{{{match[1]}}}"
        return next(floats) % match[1] if style == "floats" else f"\\footnote{{{match[1]}}}"

    return _NOTE.sub(note, source) if style != "list" else _listed(source)


def _listed(source: str) -> str:
    """Return a source with the notes of each paragraph as the items of a list behind it."""
    parts = []
    for part in source.split("\n\n"):
        items = "".join(f"\\item {note}\n" for note in _NOTE.findall(part))
        parts.append(_NOTE.sub("", part) + (f"\n\\begin{{enumerate}}\n{items}\\end{{enumerate}}" if items else ""))
    return "\n\n".join(parts)


_OFFICE_NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>%d</text:note-citation><text:note-body>'
    '<text:p text:style-name="Note">%s</text:p></text:note-body></text:note>'
)
_OFFICE_STYLES = """<style:style style:name="Note" style:family="paragraph">
<style:paragraph-properties fo:text-indent="-0.4cm" fo:margin-left="0.4cm"/>
<style:text-properties style:font-name="F" fo:font-size="9pt"/></style:style>
</office:styles>"""


def _office(document: Document, style: str) -> str:
    """Return flat OpenDocument."""
    numbers = iter(range(1, 10_000))
    source = markup.flat_odt(document, {"office": "letter", "columns": "newsletter"}[style])
    source = _NOTE.sub(lambda match: _OFFICE_NOTE % (next(numbers), match[1]), source)
    return source.replace("</office:styles>", _OFFICE_STYLES)


def _engine(name: str, source: Callable[[Document, str], str]) -> Engine:
    return ENGINES[name]._replace(source=source)


_LATEX, _OFFICE = _engine("pdflatex", _tex), _engine("libreoffice", _office)
STYLES = {
    "article": Style(_LATEX),
    "book": Style(_LATEX),
    "marks": Style(_LATEX, marks="*†‡"),
    "twocolumn": Style(_LATEX),
    "times": Style(_LATEX),
    "office": Style(_OFFICE),
    "columns": Style(_OFFICE),
    "floats": Style(_LATEX, label=r"(?:Figure|Table) \d+: ", referred=False),
    "list": Style(_LATEX, label=r"\d\. ", referred=False, moves=False),
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
    engine, sentences = STYLES[style].engine, _sentences()
    documents: dict[str, Document] = {}
    for longest in _LENGTHS:
        long_enough = [d for d in chosen("dev", 60 * count, longest) if len(d.text.split()) >= longest]
        random.Random(longest).shuffle(long_enough)
        new = [document for document in long_enough if document.name not in documents]
        documents.update({document.name: document for document in new[: count // len(_LENGTHS)]})
    noted = [_with_notes(latex.typeable(document), sentences) for document in documents.values()]
    with TemporaryDirectory() as folder:
        # Characters that mark notes cannot be typeset, so the documents are fitted before.
        for document, pdf in printed(engine._replace(fit=lambda d: d), style, noted, Path(folder), console().print):
            for name, extractor in EXTRACTORS.items():
                if extractor.is_installed(name):
                    yield {"extractor": name, "source": document.text, "text": extractor.read(pdf)}


def score(text: dict[str, str], style: Style, pipeline: Pipeline) -> Score:
    """Compare the paragraphs and notes of a text, repaired, with its source."""
    result = pipeline.explain(text["text"])
    raw = _flat(text["text"])
    got = [_flat(line) for line in result.text.split("\n")]
    notes, whole, found = _notes(text["source"], style, got)
    paragraphs = exact = interrupted = mended = number = 0
    for paragraph in text["source"].split("\n\n"):
        bare = _NOTE.sub("", paragraph)
        count = len(_NOTE.findall(paragraph))
        if len(bare.split()) >= _LEAST_WORDS:
            wanted = _pattern(paragraph, style, number)
            is_exact = any(map(wanted.fullmatch, (line for line in got if line[:4] == _flat(bare)[:4])))
            paragraphs += 1
            exact += is_exact
            if _is_interrupted(_flat(bare), raw, found):
                interrupted += 1
                mended += is_exact
        number += count
    source = words("\n\n".join(map(_in_order, text["source"].split("\n\n"))))
    moved = sum("layout/footnote" in edit.rules for edit in result.edits)
    return Score(
        interrupted,
        mended,
        notes,
        whole,
        paragraphs,
        exact,
        similarity(source, words(text["text"])),
        similarity(source, words(result.text)),
        0 if style.moves else moved,
    )


def _in_order(paragraph: str) -> str:
    """Return a paragraph with its notes behind it."""
    return "\n\n".join([_NOTE.sub("", paragraph), *_NOTE.findall(paragraph)])


def _notes(source: str, style: Style, got: Sequence[str]) -> tuple[int, int, list[str]]:
    """Return the number of notes, that of those that are a line each, and the notes."""
    found = [_flat(note) for note in _NOTE.findall(source)]
    whole = 0
    for number, note in enumerate(found, 1):
        wanted = re.compile(style.label.replace("#", _mark(style, number)) + re.escape(note))
        whole += any(map(wanted.fullmatch, (line for line in got if note[:_HEAD] in line)))
    return len(found), whole, found


def _mark(style: Style, number: int) -> str:
    mark = style.marks[(number - 1) % len(style.marks)] if style.marks else ""
    return r"[*∗]" if mark == "*" else mark or str(number)


def _pattern(paragraph: str, style: Style, number: int) -> re.Pattern[str]:
    """Return the pattern of a paragraph with its references, in whatever way extractors write them."""
    parts = _NOTE.split(paragraph)[::2]
    joined = ""
    for place, part in enumerate(parts):
        joined += re.escape(_flat(part)).strip()
        if place < len(parts) - 1:
            number += 1
            joined += rf"\s?{_mark(style, number)}\s?" if style.referred else r"\s?"
    return re.compile(joined)


def _is_interrupted(paragraph: str, raw: str, notes: Iterable[str]) -> bool:
    """True if a note begins between the beginning and the end of a paragraph."""
    start = raw.find(paragraph[:_HEAD])
    end = raw.find(paragraph[-_HEAD:], start)
    return 0 <= start < end and any(note[:_HEAD] in raw[start:end] for note in notes)


def _flat(part: str) -> str:
    return " ".join(normalized(part).split())


def _share(parts: Iterable[tuple[int, int]]) -> float:
    some = every = 0
    for one, other in parts:
        some, every = some + one, every + other
    return some / max(1, every)


def _cell(scores: Sequence[Score]) -> str:
    return (
        f"{_share((s.mended, s.interrupted) for s in scores):.2f} of {sum(s.interrupted for s in scores)}"
        f" {_share((s.whole, s.notes) for s in scores):.2f} {_share((s.exact, s.paragraphs) for s in scores):.3f}"
    )


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--preset", type=click.Choice(list(PRESETS)), default="ocr", show_default=True)
@click.option("--documents", type=click.IntRange(3), default=12, show_default=True, help="Of each style.")
@floors.options
def main(
    folder: Path, preset: PresetName, documents: int, *, checking: bool, updating: bool, allowed: tuple[str, ...]
) -> None:
    """Print how many sentences that notes interrupt are mended, how many notes are whole, and what is moved wrongly."""
    pipeline = Pipeline.preset(preset)
    found: defaultdict[tuple[str, str], list[Score]] = defaultdict(list)
    read: list[str] = []
    for name, style in STYLES.items():
        for text in progress(list(_texts(folder, name, documents)), name):
            read.append(text["text"])
            found[name, text["extractor"]].append(score(text, style, pipeline))
    rows = [[name, *(_cell(found[name, each]) for each in EXTRACTORS)] for name in STYLES]
    title = "Interrupted paragraphs mended, notes whole, paragraphs exact"
    console().print(table(title, ["style", *EXTRACTORS], rows))
    everything = [each for scores in found.values() for each in scores]
    moved = sum(s.moved for s in everything)
    worse = [key for key, scores in found.items() if sum(s.cleaned - s.raw for s in scores) < 0]
    console().print(_cell(everything), f"moved wrongly: {moved}", f"words in a worse sequence: {worse}")
    figures = {
        "interrupted paragraphs mended": _share((s.mended, s.interrupted) for s in everything),
        "notes whole": _share((s.whole, s.notes) for s in everything),
        "paragraphs exact": _share((s.exact, s.paragraphs) for s in everything),
        "list items moved": float(moved),
    }
    floors.settle(
        "footnotes",
        figures,
        floors.fingerprint(read),
        checking=checking,
        updating=updating,
        allowed=allowed,
        at_most=["list items moved"],
    )


if __name__ == "__main__":
    main()

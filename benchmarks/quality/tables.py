"""The tables: the summary, and one for each measurement with its levels and peers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from rich.console import Group
from rich.table import Table

from benchmarks.quality import (
    characters,
    dashes,
    documents,
    efforts,
    encodings,
    ftfycases,
    gaps,
    harm,
    layout,
    mojibake,
    names,
    peers,
    quotes,
    spaces,
)
from benchmarks.quality.layout import tables as layout_tables
from benchmarks.quality.score import Score
from benchmarks.quality.subjects import SUBJECTS, level_of, pipeline
from benchmarks.quality.summary import Report
from benchmarks.tables import table
from textmend import Pipeline
from textmend.lang import load
from textmend.passes.dashes.model import gap_scorer, gap_weights
from textmend.pipeline.presets import LEVELS, PRESETS, Level
from training.gaps.ranking import ranked

__all__ = ["DETAILS", "ftfy_cases", "lanes", "summary"]

Mender = Callable[[str], str]
Cells = Iterator[tuple[str, ...]]

_SEGMENTERS = ("wordninja", "respacer", "wordsegment", "instant-segment", "symspellpy")

# The cells that draw a line.
_LINE = ()


def summary(reports: Iterable[Report]) -> Table:
    """What each pass gets right, and what it does to clean text."""
    headings = ("pass", "level", "damage", "other figure", "P", "R", "F1", "harm, English", "harm, others")
    drawn = table("Each pass alone, on the development data", headings, _reported(reports), left=4)
    drawn.caption = "harm: edits in a million words of clean English; sentences changed in 10,000 of other languages"
    return drawn


def _reported(reports: Iterable[Report]) -> Cells:
    for report in reports:
        names = (report.subject, str(report.level))
        harmed = (f"{report.harm.edits_per_million_words:.1f}", f"{report.harm.sentences_per_ten_thousand:.1f}")
        for row in report.rows:
            own = f"{row.own.name} {row.own.value:.3f}" if row.own else ""
            yield (*names, row.ground, own, *(_figures(row.score) if row.score else ("", "", "")), *harmed)
            names, harmed = ("", ""), ("", "")
        yield _LINE


def lanes(split: str) -> Table:
    """The share of each mojibake lane that is restored exactly."""
    tools = _mojibake_tools()
    found = mojibake.lanes(split)
    rows = (
        (str(lane), str(len(pairs)), *(f"{mojibake.score(mend, pairs).recall:.3f}" for mend in tools.values()))
        for lane, pairs in found.items()
    )
    return table(f"Sentences restored exactly, {split} split", ("lane", "sentences", *tools), rows)


def _mojibake(split: str, _lines: int) -> Table:
    found = mojibake.lanes(split)

    def rows() -> Cells:
        for name, mend in _mojibake_tools().items():
            scores = [mojibake.score(mend, pairs) for pairs in found.values()]
            total = sum(scores, Score())
            above = sum(score.recall > 0.95 for score in scores)
            counts = (f"{above}", f"{total.wanted:,}", f"{total.made:,}", f"{total.precision:.3f}")
            yield (name, f"{mojibake.macro(scores):.3f}", *counts)

    headings = ("tool", "macro mean", "lanes above 0.95", "sentences", "changed", "of them restored")
    return table(f"{len(found)} lanes of mojibake, {split} split", headings, rows())


def _names(_split: str, _lines: int) -> Table:
    """Short names, damaged and unchanged."""
    babel = peers.optional("babel")

    def rows() -> Cells:
        for kind in names.KINDS if babel else ():
            known = names.named(babel, kind)
            pairs = [pair for _, them in names.damaged(known) for pair in them]
            clean = names.clean(known)
            for tool, mend in _mojibake_tools().items():
                score = mojibake.score(mend, pairs)
                wrong = f"{score.made - score.right:,}"
                changed = sum(mend(name) != name for name in clean)
                yield (kind, tool, f"{score.wanted:,}", f"{score.recall:.3f}", wrong, f"{len(clean):,}", f"{changed:,}")
            yield _LINE

    headings = ("names", "tool", "damaged", "restored", "made into others", "clean", "changed")
    return table("Names of 4 to 12 letters in 31 languages, in all lanes of mojibake", headings, rows(), left=2)


def ftfy_cases(file: Path) -> Table:
    """ftfy's own cases."""
    rows = [(kind, *map(str, outcome)) for kind, outcome in ftfycases.outcomes(file).items()]
    headings = ("kind", "cases", "as ftfy wants", "left whole where it writes U+FFFD")
    return table("The test cases of ftfy", headings, rows)


def _mojibake_tools() -> dict[str, Mender]:
    return {"textmend": pipeline("mojibake").clean, **peers.beside("ftfy.fix_encoding"), **peers.beside("plsfix")}


def _documents(split: str, _lines: int) -> Table:
    """Damage that only a document as a whole can prove."""
    tools = _mojibake_tools()

    def rows() -> Cells:
        for name, mend in tools.items():
            for language, true, wrong, size, found in documents.subtitles(mend, split):
                yield (name, f"{language}, {true} as {wrong}", f"{size} short lines", *map(str, found))
            for hole, shown in (("\ufffd", "U+FFFD"), ("?", "?"), ("", "nothing")):
                found = documents.lost_quotes(mend, hole, split)
                yield (name, "English, byte 9D lost", f"{shown} in its place", *map(str, found))
            yield _LINE

    headings = ("tool", "damage", "files", "restored", "left as they were", "neither")
    return table(f"Damage that only documents prove, {split} split", headings, rows(), left=3)


def _characters(_split: str, _lines: int) -> Table:
    def rows() -> Cells:
        for what, injection in characters.INJECTIONS.items():
            for level in LEVELS:
                got = characters.score(pipeline("characters", level).explain, injection, harm.english())
                yield (what, level, f"{got.wanted:,}", *_figures(got))
            yield _LINE

    headings = ("what", "level", "places", "P", "R", "F1")
    return table("Characters put into clean prose and taken out again", headings, rows(), left=2)


def _dashes(split: str, _lines: int) -> Table:
    documents = list(dashes.documents(split))
    menders = {level: pipeline("dashes", level).clean for level in LEVELS}

    def rows() -> Cells:
        for name, trace in dashes.DAMAGES.items():
            for level, mend in menders.items():
                got = dashes.score(mend, trace, documents)
                yield (name, level, f"{got.wanted:,}", *_figures(got), "")
            yield _LINE
        for level, mend in menders.items():
            yield ("untouched", level, "", "", "", "", f"{dashes.inventions(mend, documents):.1f}")

    headings = ("damage", "level", "dashes", "P", "R", "F1", "invented in a million words")
    return table(f"Dashes put back, {split} split", headings, rows(), left=2)


def _gaps(split: str, _lines: int) -> Table:
    """The scorer of lost dashes by itself, in each domain."""
    english = load("en")
    found = ranked(gap_scorer(english), split)
    levels = (0.9, 0.8, 0.7)

    def rows() -> Cells:
        for domain, ground in gaps.by_domain(found, gap_weights(english)).items():
            got = dashes.curve(ground.gaps, ground.dashes, ground.rate, levels)
            recalls = (f"{got.recall_at[level]:.3f}" for level in levels)
            yield (domain, f"{got.dashes:,}", f"{got.f1:.3f}", *recalls, f"{got.bytes_per_second / 1e6:.3f}")

    headings = ("domain", "dashes", "best F1", *(f"R at P {level}" for level in levels), "MB/s")
    return table(f"Dashes lost without a trace, {split} split", headings, rows())


def _efforts(split: str, _lines: int) -> Table:
    """What the scorer of lost dashes finds when damage must trigger it, compared with reading everything."""
    documents = list(dashes.documents(split))
    auto, thorough = efforts.mender("auto"), efforts.mender("thorough")

    def rows() -> Cells:
        for name in dashes.LOSSES:
            woken, asked = (efforts.by_rate(mend, dashes.DAMAGES[name], documents) for mend in (auto, thorough))
            for band, all_found in asked.items():
                share = woken[band].right / max(all_found.right, 1)
                found = all_found.precision, all_found.recall, woken[band].recall
                yield (name, band, f"{all_found.wanted:,}", *(f"{value:.3f}" for value in found), f"{share:.2f}", "")
            yield _LINE
        share = efforts.share_read(auto, documents)
        yield ("untouched", "", "", "", "", "", "", f"{100 * share:.3f}%")

    recalls = ("P, thorough", "R, thorough", "R, auto", "share of it")
    headings = ("damage", "dashes in 1,000 words", "dashes", *recalls, "bytes read by the judge")
    return table(f"What wakes the judge of lost dashes, {split} split", headings, rows(), left=2)


def _spaces(split: str, lines: int) -> Table:
    tools: dict[str, Mender] = {f"textmend {level}": pipeline("spacing", level).clean for level in LEVELS}
    tools |= {f"textmend thorough, {level}": pipeline("spacing thorough", level).clean for level in LEVELS}
    # wordsegment takes a minute and a half for the documents of the prose, symspellpy half a minute.
    tools |= {name: mend for peer in _SEGMENTERS for name, mend in peers.beside(peer).items()}

    def rows() -> Cells:
        for ground, pairs in spaces.grounds(split, lines):
            texts = list(pairs)
            for name, mend in tools.items():
                got = spaces.score(mend, texts)
                yield (ground, name, *_figures(got.inserted), f"{got.sequence_f1:.4f}", f"{got.nothing:.4f}")
            yield _LINE

    title = f"Spaces put back, {split} split, at most {lines:,} lines of each benchmark"
    return table(title, ("benchmark", "tool", "P", "R", "F1", "seqF1", "doing nothing"), rows(), left=2)


def _quotes(split: str, _lines: int) -> Table:
    tools = {"textmend": pipeline("quotes typographic").clean, **peers.curl_quotes()}

    def rows() -> Cells:
        for ground, paragraphs in quotes.grounds(split).items():
            for name, curl in tools.items():
                got = quotes.curled(curl, paragraphs)
                wrong, left = (got.made - got.right) / got.wanted, (got.wanted - got.made) / got.wanted
                yield (ground, name, f"{got.wanted:,}", f"{100 * wrong:.3f}", f"{100 * left:.3f}")

    title = f"Quotation marks straightened and curled again, {split} split"
    return table(title, ("paragraphs", "tool", "marks", "wrong, %", "left straight, %"), rows(), left=2)


def _layout(split: str, _lines: int) -> Group:
    documents = list(layout.texts(split))
    menders: dict[Level, Pipeline] = {level: pipeline("layout", level) for level in LEVELS}
    return Group(*layout_tables.drawn(documents, menders, level_of("layout"), f"{split} split"))


def _harm(_split: str, _lines: int) -> Table:
    restyling = {subject.partition(" ")[0] for subject in harm.NEEDS_NOTHING}
    pipelines = {name: pipeline(name) for name in SUBJECTS if name not in harm.NEEDS_NOTHING}
    # Styles that keep the style of a clean text, whichever it is.
    pipelines |= {f"quotes {style}": Pipeline(["quotes"], quotes=style) for style in ("consistent", "keep")}
    for name, preset in PRESETS.items():
        skip = [step.name for step in preset.steps if step.name in restyling]
        suffix = f" without {', '.join(skip)}" if skip else ""
        pipelines[f"preset {name}{suffix}"] = Pipeline.preset(name, skip=skip)

    def rows() -> Cells:
        for name, pipe in pipelines.items():
            done = harm.measure(pipe, harm.english(), harm.others())
            figures = done.edits_per_million_words, done.sentences_per_ten_thousand
            # Scoring the comments of programs for lost dashes takes an hour.
            judges = "thorough" in name or name.startswith("preset pdf")
            code = None if judges else harm.edits_per_million_words(pipe, harm.programs())
            yield (name, *(f"{figure:.1f}" for figure in figures), "" if code is None else f"{code:.1f}")

    headings = (
        "pipeline", "edits in a million words, English", "sentences in 10,000, other languages",
        "edits in a million words, Python's library",
    )  # fmt: skip
    return table("Edits to clean text", headings, rows())


# By the names that the command accepts; each is given the split, and how many lines of a spacing benchmark to use.
DETAILS: Mapping[str, Callable[[str, int], Table | Group]] = MappingProxyType(
    {
        "harm": _harm,
        "mojibake": _mojibake,
        "documents": _documents,
        "names": _names,
        "characters": _characters,
        "layout": _layout,
        "spaces": _spaces,
        "dashes": _dashes,
        "efforts": _efforts,
        "gaps": _gaps,
        "quotes": _quotes,
        "bytes": lambda _split, _lines: encodings.table_of_bytes(),
    }
)


def _figures(score: Score) -> tuple[str, str, str]:
    """Precision, recall and F1 for a table; precision means nothing where nothing was changed."""
    precision = f"{score.precision:.4f}" if score.made else "–"
    return precision, f"{score.recall:.4f}", f"{score.f1:.4f}"

"""The one table: what each pass gets right on its test texts, and what it does to clean text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from benchmarks.quality import characters, dashes, harm, layout, mojibake, quotes, spaces, transliteration
from benchmarks.quality.harm import Harm
from benchmarks.quality.score import Score
from benchmarks.quality.subjects import pipeline
from textmend import Pipeline
from textmend.pipeline.presets import Level
from training import corpus

__all__ = ["Figure", "Report", "Row", "figures", "measure", "texts"]

_SPLIT = "dev"


class Figure(NamedTuple):
    """A measured figure by its name, and whether it is good when it is low."""

    name: str
    value: float
    low: bool = False


class Row(NamedTuple):
    """What a pass gets right on one kind of test text: a score, the definition's own figure, or both."""

    ground: str
    score: Score | None = None
    own: Figure | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a pass at a level."""

    subject: str
    level: Level
    harm: Harm
    rows: list[Row]


def measure(subject: str, level: Level, lines: int) -> Report:
    """Measure a pass.

    Args:
        subject: a name of `SUBJECTS`.
        level: the level to measure it at.
        lines: how many lines of each spacing benchmark to use.
    """
    mender = pipeline(subject, level)
    needs_nothing = harm.NEEDS_NOTHING.get(subject, lambda _: True)
    done = harm.measure(mender, filter(needs_nothing, harm.english()), filter(needs_nothing, harm.others()))
    return Report(subject, level, done, list(_GROUNDS[subject](mender, lines)))


def figures(report: Report) -> Iterator[Figure]:
    """Yield the figures that have floors, under their names in the file of floors."""
    for row in report.rows:
        at = f"{report.subject}: {row.ground}"
        if row.score:
            if row.score.made:  # of no changes, none is wrong, and that is not a useful floor
                yield Figure(f"{at} precision", row.score.precision)
            yield Figure(f"{at} recall", row.score.recall)
        if row.own:
            yield row.own._replace(name=f"{at} {row.own.name}")
    yield Figure(f"{report.subject}: edits in a million clean words", report.harm.edits_per_million_words, True)
    foreign = report.harm.sentences_per_ten_thousand
    yield Figure(f"{report.subject}: sentences changed in 10,000 of other languages", foreign, True)


def texts(lines: int) -> Iterator[str]:
    """Yield all that is measured on, for its fingerprint."""
    yield from (document["text"] for document in corpus.documents(_SPLIT))
    for sentence in corpus.sentences(_SPLIT):
        yield sentence["lang"]
        yield sentence["text"]
    for name, pairs in spaces.grounds(_SPLIT, lines):
        yield name
        for pair in pairs:
            yield from pair


def _mojibake(mender: Pipeline, _lines: int) -> Iterator[Row]:
    scores = [mojibake.score(mender.clean, pairs) for pairs in mojibake.lanes(_SPLIT).values()]
    yield Row("lanes", sum(scores, Score()), Figure("macro mean", mojibake.macro(scores)))
    yield Row(
        "lanes above 0.95", own=Figure("share", mojibake.macro([Score(score.recall > 0.95, 1, 1) for score in scores]))
    )


def _characters(mender: Pipeline, _lines: int) -> Iterator[Row]:
    for name, injection in characters.INJECTIONS.items():
        yield Row(name, characters.score(mender.explain, injection, harm.english()))


def _layout(mender: Pipeline, _lines: int) -> Iterator[Row]:
    for name, kind in layout.kinds().items():
        yield Row(name, layout.score(mender.clean, kind, layout.texts(_SPLIT)))


def _spacing(mender: Pipeline, lines: int) -> Iterator[Row]:
    for name, pairs in spaces.grounds(_SPLIT, lines):
        got = spaces.score(mender.clean, pairs)
        yield Row(name, got.inserted, Figure("seqF1", got.sequence_f1))
    yield Row(spaces.ABROAD, spaces.score(mender.clean, spaces.abroad()).inserted)


def _dashes(mender: Pipeline, _lines: int) -> Iterator[Row]:
    documents = list(dashes.documents(_SPLIT))
    for name, trace in dashes.DAMAGES.items():
        yield Row(name, dashes.score(mender.clean, trace, documents))
    invented = dashes.inventions(mender.clean, documents)
    yield Row("untouched", own=Figure("invented per M words", invented, True))


def _lost_dashes(mender: Pipeline, _lines: int) -> Iterator[Row]:
    documents = list(dashes.some(_SPLIT))
    for name in dashes.LOSSES:
        yield Row(name, dashes.score(mender.clean, dashes.DAMAGES[name], documents))
    invented = dashes.inventions(mender.clean, documents)
    yield Row("untouched", own=Figure("invented per M words", invented, True))


def _straight(mender: Pipeline, _lines: int) -> Iterator[Row]:
    yield Row("curly paragraphs", quotes.straightened(mender.clean, quotes.paragraphs(_SPLIT)))
    changed = sum(mender.clean(text) is not text for text in quotes.east_asian(_SPLIT))
    yield Row("Chinese and Japanese", own=Figure("sentences changed", changed, True))


def _typographic(mender: Pipeline, _lines: int) -> Iterator[Row]:
    found = quotes.grounds(_SPLIT)
    yield Row("straightened paragraphs", quotes.curled(mender.clean, found["all"]))
    yield Row(quotes.DIALOGUE, quotes.curled(mender.clean, found.get(quotes.DIALOGUE, ())))


def _ascii(mender: Pipeline, _lines: int) -> Iterator[Row]:
    yield Row("other languages", own=Figure("spelled", transliteration.spelled(mender.clean, harm.others())))


_GROUNDS: Mapping[str, Callable[[Pipeline, int], Iterator[Row]]] = MappingProxyType(
    {
        "mojibake": _mojibake,
        "characters": _characters,
        "layout": _layout,
        "spacing": _spacing,
        "spacing thorough": _spacing,
        "dashes": _dashes,
        "dashes thorough": _lost_dashes,
        "quotes straight": _straight,
        "quotes typographic": _typographic,
        "ascii": _ascii,
    }
)

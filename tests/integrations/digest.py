"""One digest of what a pipeline makes of many rows: the same in every engine, process and order of the rows.

    python -m tests.integrations.digest START

prints the digests of all presets as JSON; two processes repair the rows, which this one starts by the method START.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import random
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.scripts import KINDS, SENTENCES
from textmend import Pipeline
from textmend.pipeline.result import as_row

__all__ = ["PRESETS", "Row", "assert_same", "digest", "expected", "pipeline_of", "repaired", "rows_of"]

# The judge of lost dashes, which `pdf` has, calculates with floating-point numbers.
PRESETS = ("default", "pdf")

Edits = Sequence[Mapping[str, Any]]
#: Its number, its text, and the edits of the text; without edits, only texts are compared.
Row = tuple[int, str | None, Edits | None]

_ARTICLE = (Path(__file__).parents[2] / "docs" / "sample" / "harbour.txt").read_text("utf-8")
# Beyond the size of one window of text.
_LONG = 1_100_000


def digest(rows: Iterable[Row], *, edits: bool = True) -> str:
    """The digest of rows in the order of their numbers."""
    found = hashlib.sha256()
    for number, text, made in sorted(rows, key=lambda row: row[0]):
        found.update(f"{number} {'null' if text is None else 'text'} ".encode())
        found.update((text or "").encode() + b"\0")
        if edits:
            found.update(repr([_plain(edit) for edit in made or ()]).encode())
    return found.hexdigest()


@cache
def pipeline_of(preset: str) -> Pipeline:
    """The pipeline of a preset, one for the process."""
    return Pipeline.of(preset)


@cache
def rows_of(preset: str) -> tuple[tuple[int, str | None], ...]:
    """The numbers and texts of the rows: in many languages, sound and damaged in all ways, and what is odd."""
    chance = random.Random(24)
    sound = [*SENTENCES.values(), *KINDS.values(), *_ARTICLE.split("\n\n")]
    damaged = [damage(text, chance) for damage in _DAMAGES for text in sound]
    odd = [None, "", "\0", "a", "\ufeff", "\U0001f600" * 3, "the war ofthe roses", None, "the war ofthe roses"]
    rows = [*sound, *damaged, _ARTICLE, *odd]
    if preset != "pdf":  # which reads some 50 kB a second
        page = "\n\n".join([SENTENCES["en"]] * 500 + sound[:20] + [_ARTICLE])
        rows.append("\n\n".join([page] * (_LONG // len(page) + 1)))
    return tuple(enumerate(rows))


def repaired(rows: Iterable[tuple[int, str | None]], pipeline: Pipeline) -> list[Row]:
    """The rows as a plain loop repairs them."""
    return [_repaired(number, text, pipeline) for number, text in rows]


@cache
def expected(preset: str) -> tuple[Row, ...]:
    """The rows of a preset as a plain loop repairs them."""
    return tuple(repaired(rows_of(preset), pipeline_of(preset)))


def assert_same(found: Iterable[Row], preset: str, *, of: Callable[[str | None], bool] = lambda _: True) -> None:
    """Check that rows have the digest of a plain loop; of those texts alone for which `of` is true."""
    given = dict(rows_of(preset))
    wanted = [row for row in expected(preset) if of(given[row[0]])]
    rows = sorted(found, key=lambda row: row[0])
    edits = any(row[2] is not None for row in rows)
    if digest(rows, edits=edits) != digest(wanted, edits=edits):
        assert [row[0] for row in rows] == [row[0] for row in wanted], "rows are lost, or there twice"
        for (number, text, made), (_, right, others) in zip(rows, wanted, strict=True):
            assert text == right, f"row {number}, {given[number]!r}"
            assert not edits or list(map(_plain, made or ())) == list(map(_plain, others or ())), f"row {number}"
        raise AssertionError("the digests differ, and no row does")


def _plain(edit: Mapping[str, Any]) -> tuple[object, ...]:
    return edit["start"], edit["end"], edit["replacement"], edit["rule"], float(edit["confidence"]).hex()


def _repaired(number: int, text: str | None, pipeline: Pipeline) -> Row:
    if text is None:
        return number, None, ()
    result = pipeline.explain(text)
    return number, result.text, [as_row(edit, text) for edit in result.edits]


def _read_as_latin_1(text: str, _: random.Random) -> str:
    return text.encode().decode("latin-1")


def _joined(text: str, chance: random.Random) -> str:
    return "".join(each for each in text if each != " " or chance.random() > 0.15)


def _broken(text: str, chance: random.Random) -> str:
    return "".join(f"{each} " if each.isalpha() and chance.random() < 0.05 else each for each in text)


def _without_dashes(text: str, _: random.Random) -> str:
    return text.replace(",", " \u2014").replace(" \u2014 ", " ")


def _restyled(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text).replace("fi", "\ufb01").replace("'", "\u2019").replace(", ", " -- ")


def _wrapped(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    return "".join(word + (chance.choice(["-\n", "\n", " "]) if len(word) > 5 else " ") for word in words)


_DAMAGES = (_read_as_latin_1, _joined, _broken, _without_dashes, _restyled, _wrapped)


def _by_processes(preset: str, start: str) -> str:
    """The digest of rows that are repaired by two processes, in parts, by a pipeline that was used before."""
    pipeline, rows = pipeline_of(preset), rows_of(preset)
    repaired(rows[:200], pipeline)
    with multiprocessing.get_context(start).Pool(2) as pool:
        parts = pool.starmap(repaired, [(rows[part::5], pipeline) for part in range(5)])
    return digest(row for part in parts for row in part)


if __name__ == "__main__":
    print(json.dumps({preset: _by_processes(preset, sys.argv[1]) for preset in PRESETS}))

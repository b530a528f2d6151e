"""Many texts at once: what is scanned together gives what each text gives alone."""

from __future__ import annotations

import random
import threading
from array import array
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import cases
from tests.test_contract import texts
from tests.test_gate import ODD_TRIGGERS, SWIFT, TRIGGERS, uncompiled
from textmend import Pipeline, lang
from textmend.gate import _blocks, _scan, scan_pure
from textmend.gate._rows import rows as gate_rows
from textmend.gate._rows import utf8_rows
from textmend.gate.cues import Trigger
from textmend.pipeline import batches
from textmend.pipeline.presets import PRESETS, PresetName

FIXTURES = [case.text for kind in cases.KINDS for case in cases.load(kind)]
FOREIGN = (Trigger("", (), (), False, beyond_ascii=True, familiar="é"), Trigger("", (), (), True))
ROWS = st.lists(texts | st.text(), max_size=30)


AS_PYTHON = uncompiled("gate/_scan")


@pytest.mark.parametrize("triggers", [TRIGGERS, SWIFT, ODD_TRIGGERS, FOREIGN], ids=["all", "swift", "odd", "foreign"])
@settings(max_examples=100, deadline=None)
@given(rows=ROWS)
def test_no_row_with_a_cue_is_left_out(triggers: tuple[Trigger, ...], rows: list[str]) -> None:
    english = lang.load("en")
    for kind in (_scan.Gate, AS_PYTHON.Gate, scan_pure.PureGate):
        gate = kind(triggers, english.lexicon, english.split_filter)
        found = gate_rows(rows, gate.scan_rows)
        assert found == sorted(set(found))
        assert {number for number, row in enumerate(rows) if gate.scan(row)} <= set(found)


def column_of(rows: list[str]) -> tuple[memoryview, memoryview]:
    """The data and the offsets of a column of texts."""
    encoded = [row.encode() for row in rows]
    return memoryview(b"".join(encoded)), memoryview(array("q", accumulate(map(len, encoded), initial=0)))


@pytest.mark.parametrize("triggers", [TRIGGERS, SWIFT, FOREIGN], ids=["all", "swift", "foreign"])
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(texts | st.text(), max_size=30))
def test_no_text_of_a_column_with_a_cue_is_left_out(triggers: tuple[Trigger, ...], rows: list[str]) -> None:
    english = lang.load("en")
    rows = [row.encode("utf-8", "replace").decode() for row in rows]
    for kind in (_scan.Gate, AS_PYTHON.Gate, scan_pure.PureGate):
        gate = kind(triggers, english.lexicon, english.split_filter)
        found = utf8_rows(*column_of(rows), gate.scan_rows)
        assert found == uncompiled("gate/_rows").utf8_rows(*column_of(rows), gate.scan_rows)
        assert found == gate_rows(rows, gate.scan_rows)


def test_a_column_is_scanned_in_parts() -> None:
    gate = Pipeline.preset()._gate
    rows = ["A sound line of text, and not a long one."] * 5_000
    for number in (0, 1_023, 1_024, 4_999):
        rows[number] = "The end ofthe war."
    rows[77] = "long " * 500
    assert utf8_rows(*column_of(rows), gate.scan_rows) == [0, 77, 1_023, 1_024, 4_999]
    assert utf8_rows(*column_of([]), gate.scan_rows) == []


@pytest.mark.parametrize("name", PRESETS)
def test_rows_without_a_cue_are_left_out(name: PresetName) -> None:
    gate = Pipeline.preset(name)._gate
    rows = [row.replace("\r", "") for row in FIXTURES if len(row) < 500]
    assert gate_rows(rows, gate.scan_rows) == [number for number, row in enumerate(rows) if gate.scan(row)]


@pytest.mark.parametrize("name", ["default", "safe", "pdf"])
@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_many_are_cleaned_as_one_by_one(name: PresetName, rows: list[str]) -> None:
    pipeline = Pipeline.preset(name)
    assert list(pipeline.clean_many(rows)) == [pipeline.clean(row) for row in rows]
    assert list(pipeline.explain_many_if_any(rows)) == [pipeline.explain_if_any(row) for row in rows]


@pytest.mark.parametrize("name", PRESETS)
def test_every_fixture_among_others(name: PresetName) -> None:
    pipeline = Pipeline.preset(name)
    rows = [row for row in FIXTURES if name != "pdf" or len(row) < 100]
    random.Random(17).shuffle(rows)
    assert list(pipeline.clean_many(rows)) == [pipeline.clean(row) for row in rows]


def test_clean_rows_are_the_same_objects() -> None:
    rows = [f"Nothing is to be done here, said number {number}." for number in range(5_000)]
    rows[3_000] = "Much is to be done ofthe rest."
    cleaned = list(Pipeline.preset("default").clean_many(rows))
    assert cleaned[3_000] == "Much is to be done of the rest."
    assert all(new is old for new, old in zip(cleaned, rows, strict=True) if "ofthe" not in old)


class Subclass(str):
    __slots__ = ()


def test_long_texts_and_subclasses_of_str_among_short_ones() -> None:
    long = "Nothing happens to the quick brown fox. " * 60_000
    rows = ["ofthe", Subclass("ofthe"), long, Subclass("the"), long + " ofthe", "the"]
    cleaned = list(Pipeline(["spacing"]).clean_many(rows))
    assert cleaned == ["of the", "of the", long, "the", long + " of the", "the"]
    assert cleaned[2] is long
    assert cleaned[3] is rows[3]


def test_an_error_comes_where_it_belongs() -> None:
    def some() -> Iterator[str]:
        yield from ["ofthe"] * 40
        raise LookupError("no more")

    mixed: list[Any] = ["ofthe"] * 40 + [b"bytes", "ofthe"]
    for rows, error in ((some(), LookupError), (mixed, TypeError)):
        cleaned = Pipeline(["spacing"]).clean_many(rows)
        assert [next(cleaned) for _ in range(40)] == ["of the"] * 40
        with pytest.raises(error):
            next(cleaned)


def test_it_reads_ahead_no_further_than_it_has_returned() -> None:
    taken = 0

    def some() -> Iterator[str]:
        nonlocal taken
        for _ in range(10_000):
            taken += 1
            yield "The end of the day"

    for returned, _ in enumerate(Pipeline(["spacing"]).clean_many(some()), start=1):
        assert taken <= min(2 * returned, returned + batches.MOST_TEXTS)


def test_threads_share_a_gate() -> None:
    # Each with words of its own, which the others look up meanwhile.
    pipeline = Pipeline.preset("default")
    rows = [[f"the {word}{number}ofthe {word * 40} é{word}" for word in "abcdefgh"] * 100 for number in range(4)]
    found: list[list[str]] = [[] for _ in rows]
    threads = [
        threading.Thread(target=lambda number=number: found[number].extend(pipeline.clean_many(rows[number])))
        for number in range(len(rows))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[Pipeline.preset("default").clean(row) for row in part[:8]] * 100 for part in rows]


@given(st.binary(min_size=64, max_size=64))
def test_blocks_are_read_as_their_definition_says(block: bytes) -> None:
    letters, spaces = _blocks.letters_in(block, 0), _blocks.spaces_in(block, 0)
    for number, unit in enumerate(block):
        assert (letters >> number & 1) == (chr(unit).isascii() and chr(unit).isalpha())
        assert (spaces >> number & 1) == (unit == ord(" "))

"""The gate: both builds give the same results, on any text, and in linear time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import cases
from tests.test_contract import texts
from tests.timing import growth
from textmend import lang
from textmend.gate import _scan, scan_pure
from textmend.gate.cues import Trigger
from textmend.lang import _split_filter, _tables
from textmend.lang._split_filter import SplitFilter

TRIGGERS = (
    Trigger("ÃÂâ😀", (), ("\r\n",), False),
    Trigger("\0\x1b", (("\x80", "\x9f"), ("\u2000", "\u200f"), ("\U0001f300", "\U0001f5ff")), (), False, True),
    Trigger("", (), (), True),
    Trigger("Ђ", (), ("--", "- ", '€"', "ÔÇö", "aa", "\U0001f600-", "\U0001f601\U0001f602"), False),
    Trigger("\u2018\u2019\u201c\u201d", (), (), False),
)
# Without a letter as a cue, which would keep the gate from its fast loop.
SWIFT = (*TRIGGERS[:3], Trigger("Ђ", (), ("--", "- ", '€"', "ÔÇö"), False), TRIGGERS[4])
KINDS = (_scan.Gate, scan_pure.PureGate)


@cache
def gates(triggers: tuple[Trigger, ...] = TRIGGERS) -> tuple[_scan.Gate | scan_pure.PureGate, ...]:
    english = lang.load("en")
    return tuple(kind(triggers, english.lexicon, english.split_filter) for kind in KINDS)


def check(text: str) -> None:
    for triggers in (TRIGGERS, SWIFT):
        _check(text, *(gate.scan(text) for gate in gates(triggers)))


def _check(text: str, scanned: Sequence[Sequence[tuple[int, int]]], plain: object) -> None:
    assert scanned == plain
    for spans in scanned:
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] < b[0] for a, b in pairwise(spans)), "sorted, apart"


@settings(max_examples=500, deadline=None)
@given(texts)
def test_both_builds_agree_on_generated_texts(text: str) -> None:
    check(text)


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_both_builds_agree_on_any_text(text: str) -> None:
    check(text)


def test_both_builds_agree_on_every_fixture() -> None:
    for kind in cases.KINDS:
        for case in cases.load(kind):
            check(case.text)
            check(case.fixed)


@pytest.mark.parametrize(
    "text",
    ["", "\0", "a" * 63 + "b ofthe", "a" * 64 + " ofthe", "word " * 12 + "ofthe ofthe",
     "é" * 40 + "ofthe" + "é" * 30, "\ud800", "\udfff\ud800", "a" * 1_000_000,
     "\u0301" * 100_000, "é" * 100_000, "😀" * 10_000,
     "'" * 1000, "x'" * 1000, "-" * 1000, "\u2019a" * 1000, "İstanbul", "ﬁﬁﬁ", "a\u2019",
     "x\U0001f600-\U0001f601\U0001f602\U0001f601",
     "ofthe\u2019s OFTHE's Ofthe's",
     "home.Then of1996 2019and", "é" * 70 + "home.Then é home.Then", "ab.cd", "a.bc ab.c ab1 a1 1ab 1abc", "ab.",
     "1abc",      "x" * 60 + "ab.cd" + "x" * 60 + "ab1 2abc", "ab.cd!ef?gh)ij:kl;mn,op", "ab1", "\U0001f600ab,cd",
     "ofthe inthe tothe andthe onthe bythe forthe atthe asthe isthe wasthe, (ofthe) ofthe-inthe"],
)  # fmt: skip
def test_both_builds_agree_at_the_edges(text: str) -> None:
    check(text)


def test_what_one_spelling_is_says_nothing_about_another() -> None:
    # Words of more than eight letters are cached by a mixture of their parts, in which case must not cancel out.
    spellings = [
        "MagneticField",
        "magneticfield",
        "Magneticfield",
        "OfxxxxxxThe",
        "ofxxxxxxthe",
        "OfTheTheThe",
        "ofthethethe",
    ]
    english = lang.load("en")
    for kind in KINDS:
        used = kind(TRIGGERS, english.lexicon, english.split_filter)
        for text in spellings * 2:
            assert used.scan(text) == kind(TRIGGERS, english.lexicon, english.split_filter).scan(text)


# Cues of all kinds that the pure gate handles specially.
ODD_TRIGGERS = (
    Trigger("ea'", (("0", "9"),), ("the", " o", "\u2019s"), True),
    Trigger("\x1f ", (("A", "C"), ("\x1c", "\xff")), ("xx",), False),
    Trigger("]^-\\", (), ("\r\n",), True),
)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_both_builds_agree_whatever_is_a_cue(text: str) -> None:
    english = lang.load("en")
    scanned, plain = (kind(ODD_TRIGGERS, english.lexicon, english.split_filter).scan(text) for kind in KINDS)
    assert scanned == plain


def test_what_the_plain_gate_has_met_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    for memory, size in (("_MET", 8), ("_FREQUENT", 4), ("_STRANGE", 2)):
        monkeypatch.setattr(scan_pure._WordFinder, memory, size)
    # And however it searches for the positions of strings.
    monkeypatch.setattr(scan_pure, "_FEW_STRINGS", 1)
    english = lang.load("en")
    seasoned = scan_pure.PureGate(TRIGGERS, english.lexicon, english.split_filter)
    found = [case.text for kind in cases.KINDS for case in cases.load(kind)]
    for text in found + found[::-1]:
        assert seasoned.scan(text) == gates()[0].scan(text)


def test_what_the_plain_gate_keeps_in_mind_is_bounded() -> None:
    english = lang.load("en")
    gate = scan_pure.PureGate(TRIGGERS, english.lexicon, english.split_filter)
    gate.scan("a" * 100_000 + " " + "é" * 100_000 + " the")
    assert gate._words is not None
    assert gate._words._met == {"the"}
    assert not gate._words._strange


def test_what_each_trigger_matches() -> None:
    for gate in gates():
        assert gate.scan("the end ofthe day\u2019s \u201cwork\u201d--a -- b")[2:] == [
            [(8, 13)],
            [(26, 28), (30, 33)],
            [(17, 18), (20, 21), (25, 26)],
        ]


@pytest.mark.parametrize("gate", range(len(KINDS)), ids=[kind.kind for kind in KINDS])
@pytest.mark.parametrize(
    "piece", ["a", "ofthe", "ofthe ", "é", "'a", "--", "\u201c", "\0", "x\u0301", "aA", "1", "\U0001f600"]
)
def test_time_is_linear(gate: int, piece: str) -> None:
    assert growth(gates()[gate].scan, piece) < 3


def test_marks_and_digits_that_stand_too_close_wake_who_waits_for_them() -> None:
    text = "He came home.Then, in1996and later, on the U.S. side, e.g. at 3.5 km, (well-known) 2nd x86 é.Then, data.gov"
    for gate in gates():
        assert gate.scan(text)[1] == [(12, 13), (21, 22), (24, 25)]


@settings(max_examples=100, deadline=None)
@given(texts)
def test_both_builds_agree_where_every_unknown_word_counts(text: str) -> None:
    english = lang.load("en")
    scanned, plain = (kind(TRIGGERS, english.lexicon, None).scan(text) for kind in KINDS)
    assert scanned == plain


def test_clean_text_wakes_nobody() -> None:
    for gate in gates():
        assert gate.scan("The council meets on Thursday; nobody was hurt, the paper's editor said.") == []


def by_hand(features: Callable[[str], tuple[int, ...]], word: str) -> dict[str, int]:
    return dict(zip(SplitFilter.FEATURES, features(word), strict=True))


def test_the_split_filter_measures_the_cheapest_split() -> None:
    split_filter = lang.load("en").split_filter
    found = by_hand(split_filter.features, "ofthe")
    assert (found["length"], found["cuts"], found["shortest"], found["unknown"], found["capital"]) == (5, 1, 2, 0, 0)
    assert found["gain"] > 0
    assert by_hand(split_filter.features, "Theking")["capital"] == 1
    assert by_hand(split_filter.features, "oneofthe")["cuts"] == 2
    assert split_filter.features("xq") == ()


@pytest.mark.parametrize("word", ["ofthe", "saidthat", "Thecommittee", "oneofthe", "theKing", "OFTHE"])
def test_joins_pass_the_split_filter(word: str) -> None:
    assert lang.load("en").split_filter.passes(word)


@pytest.mark.parametrize(
    "word", ["Kostopoulos", "Zelenskyy", "xqzzkj", "NATOX", "MacKing", "iPhone", "theKINg", "ab", "Papadimitriou"]
)
def test_names_do_not(word: str) -> None:
    assert not lang.load("en").split_filter.passes(word)


def uncompiled(name: str) -> ModuleType:
    """The source of a compiled module, run as the ordinary Python that it is."""
    path = Path(lang.__file__).parents[1] / f"{name}.py"
    spec = spec_from_file_location(f"uncompiled{name}", path, loader=SourceFileLoader(f"uncompiled{name}", str(path)))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@settings(max_examples=200, deadline=None)
@given(texts)
def test_the_source_of_the_gate_answers_like_its_compiled_form(text: str) -> None:
    english = lang.load("en")
    for triggers in (TRIGGERS, SWIFT):
        plain = _uncompiled_gate().Gate(triggers, english.lexicon, english.split_filter)
        assert plain.scan(text) == gates(triggers)[0].scan(text)


# Stretches of ASCII are encoded in blocks of 8 or 16 characters; each width of the characters has its own loop.
@pytest.mark.parametrize("widest", ["", "é", "’", "中", "\ud800", "\U0001f600"])
@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from(["ofthe ", "a ", "é", "’", "—", "中", "–€", "\ud83d", "x" * 7, "y" * 17])))
def test_words_are_where_they_were_whatever_is_between_them(widest: str, pieces: list[str]) -> None:
    text = widest + "".join(piece for piece in pieces if not widest or ord(max(piece)) <= ord(widest))
    english = lang.load("en")
    plain = _uncompiled_gate().Gate(SWIFT, english.lexicon, english.split_filter)
    assert plain.scan(text) == gates(SWIFT)[0].scan(text)


@cache
def _uncompiled_gate() -> ModuleType:
    return uncompiled("gate/_scan")


def test_the_source_of_the_tables_answers_like_its_compiled_form() -> None:
    source = uncompiled("lang/_tables")
    words = {"the": 40, "of": 41, "king": 90, "king's": 120, "é": 3, "": 7, "of the": 20, "\U0001f600": 9}
    slots = memoryview(bytearray(4 << 4)).cast("I")
    for key, value in words.items():
        hashed = source.string_hash(key)
        assert hashed == _tables.string_hash(key)
        at = hashed >> 60
        while slots[at]:
            at = (at + 1) & 15
        slots[at] = (hashed & 0xFFFFFF or 1) << 8 | value
    spelled, fast_spelled = (m.CharNgramModel(m.Table(slots, 4), 3, 11, 100) for m in (source, _tables))
    weights = range(1, 12)
    split_filter = uncompiled("lang/_split_filter").SplitFilter(
        source.Table(slots, 4), source.Table(slots, 4), spelled, 61, 12, 84, weights, 500, True
    )
    fast = _split_filter.SplitFilter(
        _tables.Table(slots, 4), _tables.Table(slots, 4), fast_spelled, 61, 12, 84, weights, 500, True
    )
    for word in [*words, "oftheking", "ofthé", "kingxx", "Oftheking", "oftheKing", "OF", "x" * 60, "theking's", "İof"]:
        assert source.Table(slots, 4).get(word) == _tables.Table(slots, 4).get(word) == words.get(word, 0)
        assert spelled.cost(word) == fast_spelled.cost(word)
        assert split_filter.features(word) == fast.features(word)
        assert split_filter.passes(word) == fast.passes(word)
    text = "the king's 3of Of\u2019the \u00e9 x_the THE unknown"
    spans = _tables.Table(slots, 4).spans_but_common(text, 90)
    assert [text[start:end] for start, end in spans] == ["king", "s", "x", "unknown"]
    assert source.Table(slots, 4).spans_but_common(text, 90) == spans

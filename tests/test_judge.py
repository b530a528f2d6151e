"""The judge of spaces: its compiled form and its source find the same doubts; readings add up."""

from __future__ import annotations

import random
import tracemalloc
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_gate import uncompiled
from tests.timing import growth
from textmend import lang
from textmend.lang.tables import open_parts
from textmend.passes import spacing
from textmend.passes.spacing import model
from textmend.passes.spacing._lattice import Lattice
from textmend.passes.spacing._scorer import JOIN, MARK, SPLIT, STRAY
from textmend.passes.spacing.model import SpacingModel, spacing_model
from textmend.passes.spacing.trees import Forests, open_forest, pack_forest

PIECES = [
    "with", "out", "any", "who", "of", "the", "sea", "governments", "in", "house", "xq", "é", "rugani", "said", "that",
    " ", " ", " ", ".", ",", "(", "19", "’s", "The", "OF", "-", '"', "Garten", "haus", "die", "l'", "homme",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)


@cache
def source(code: str, *, wide: bool = False) -> Any:
    """The judge of a language, or its wide one, made by the source run as Python, on the same tables."""
    language = lang.load(code)
    words, pairs, speller, unseen = language.lexicon.table, language.pairs, language.speller, 12
    parts = open_parts(language.path("parts.bin")) if language.is_studied else model._ALL_PARTS
    lattice = uncompiled("passes/spacing/_lattice").Lattice(words, pairs, parts, speller, 61, unseen, 40, 16, 16)
    forest = uncompiled("passes/spacing/_trees").Forest
    forests = Forests(
        split=open_forest(language.path("splits.forest"), forest),
        join=open_forest(language.path("joins.forest"), forest),
        beside=open_forest(language.path("marks.forest"), forest) if language.is_studied else None,
        strings=open_forest(language.path("strings.forest"), forest) if wide else None,
    )
    return uncompiled("passes/spacing/_scorer").Judge(
        lattice,
        uncompiled("passes/spacing/_punctuation").Marks(words, pairs),
        words,
        pairs,
        speller,
        unseen,
        language.capitals,
        forests,
        bytes(spacing_model(language)._said["asked"]),
        not language.is_studied,
        code in lang.CAPITALIZED,
        72 if wide else 0,
    )


def found(judge: Any, text: str) -> list[tuple[Any, ...]]:
    from textmend.passes.spacing.candidates import runs

    doubts = [doubt for start, end in runs(text) for doubt in judge.among_letters(text, start, end)]
    return [*doubts, *judge.beside_marks(text, 0, len(text))]


@pytest.mark.parametrize(("code", "wide"), [("en", False), ("en", True), ("de", False), ("fr", False)])
@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_the_source_judges_like_its_compiled_form(code: str, wide: bool, text: str) -> None:
    judge = spacing_model(lang.load(code)).wide_judge if wide else spacing_model(lang.load(code)).judge
    compiled, interpreted = found(judge, text), found(source(code, wide=wide), text)
    assert [doubt[:7] for doubt in compiled] == [doubt[:7] for doubt in interpreted]
    for one, other in zip(compiled, interpreted, strict=True):
        assert one[8] == pytest.approx([float(value) for value in other[8]], abs=1e-9)
        assert one[7] == pytest.approx(other[7], abs=1e-9)
    assert judge.is_foreign(text, 0, len(text), 0.35) == source(code).is_foreign(text, 0, len(text), 0.35)


def test_what_is_in_doubt() -> None:
    judge = spacing_model(lang.load("en")).judge
    text = "The end ofthe day was di ff erent.Then he slept , and woke."
    kinds = {text[max(0, d[1] - 4) : d[2] + 4]: d[0] for d in found(judge, text) if d[7] > 0}
    assert set(kinds.values()) == {SPLIT, JOIN, MARK, STRAY}


@pytest.mark.parametrize("text", ["theysailedtothenorthofZenzq", "ThelistofriverspftheNorth"])
def test_the_wide_judge_asks_about_more(text: str) -> None:
    narrow, wide = (
        found(judge, text)
        for judge in (spacing_model(lang.load("en")).judge, spacing_model(lang.load("en")).wide_judge)
    )
    assert {doubt[:3] for doubt in narrow} < {doubt[:3] for doubt in wide}


@pytest.mark.parametrize("text", ["das neue Gartenhaus", "die Haustürschlüssel und das Kellertreppengeländer"])
def test_a_noun_without_its_capital_is_no_word(text: str) -> None:
    assert found(spacing_model(lang.load("de")).judge, text) == []


@pytest.mark.parametrize("text", ["das neueGartenhaus", "das Gartenhaus andie Straße"])
def test_a_noun_with_its_capital_is_one(text: str) -> None:
    assert [doubt[0] for doubt in found(spacing_model(lang.load("de")).judge, text)] == [SPLIT]


def test_the_words_around_tell_whether_a_text_is_foreign() -> None:
    judge = spacing_model(lang.load("en")).judge
    for text, cost_alone, ordinary_words in (
        ("The old bridge was closed for repairs last week.", False, False),
        ("Vanha silta suljettiin viime viikolla korjausten vuoksi.", True, True),
        # Half of the letters are rubbish, and the others are English.
        ("The house of xqzzkjw was closed when pqrrtvvx opened the xkqjzzw bridge.", True, False),
    ):
        assert judge.is_foreign(text, 0, len(text), 1.0) == cost_alone
        assert judge.is_foreign(text, 0, len(text), 0.35) == ordinary_words


def test_a_reading_cuts_where_it_is_cheapest() -> None:
    english = lang.load("en")
    parts = open_parts(english.path("parts.bin"))
    lattice = Lattice(english.lexicon.table, english.pairs, parts, english.speller, 61, 12, 40, 16, 16)
    letters = "thewaroftheroses"
    reading = lattice.read(letters, bytes(len(letters) + 1))
    cuts = [place for place in range(1, len(letters)) if reading.cuts[place]]
    assert cuts == [3, 6, 8, 11]
    assert all((reading.margins[place] > 0) == bool(reading.cuts[place]) for place in range(1, len(letters)))
    assert (reading.start(7), reading.end(7)) == (6, 8)


def test_a_forest_is_what_was_packed(tmp_path: Any) -> None:
    # One tree that asks twice, one leaf that is always added.
    path = tmp_path / "x.forest"
    pack_forest([0, 5], [1 << 8 | 0, 3 << 8 | 2, 0, 0, 0, 0], [0.5, -1.0, 4.0, 1.0, 2.0, 0.25], -0.5, path)
    forest = open_forest(path)
    assert forest.score([1.0, 0.0, 0.0]) == 3.75
    assert forest.score([0.0, 0.0, -2.0]) == 0.75
    assert forest.score([0.5, 0.0, 0.0]) == 1.75
    assert forest.score([0.5, *[0.0] * 63]) == 1.75
    for each in (forest, open_forest(path, uncompiled("passes/spacing/_trees").Forest)):
        with pytest.raises(ValueError, match="at most 64 features, not 65"):
            each.score([0.0] * 65)


def test_what_the_lowest_floor_cannot_import_agrees_with_the_floors_above() -> None:
    judge, marks = uncompiled("passes/spacing/_scorer"), uncompiled("passes/spacing/_punctuation")
    assert judge._BITS == marks._BITS == lang.BITS_PER_STEP
    assert judge._COMMON == lang.COMMON
    # A forest that stops early returns a part of a score, which must be too low to be looked at.
    assert uncompiled("passes/spacing/_trees")._IDLE < spacing._IDLE


def test_memory_of_long_strings_is_bounded() -> None:
    judge = SpacingModel(lang.Language("en", is_studied=True)).judge
    chance = random.Random(5)
    words = "of the and with out any who said that house".split()  # noqa: SIM905
    kept = []
    tracemalloc.start()
    try:
        for _ in range(18):
            string = "".join(chance.choices(words, k=1_000))
            judge.among_letters(string, 0, len(string))
            kept.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    # Each has a thousand doubts, 225,000 bytes: 3.4 MB if all were kept.
    assert max(kept) - kept[2] < 2_700_000


@pytest.mark.parametrize("piece", ["ofthe", "ofthe ", "home.Then", "xq", "a b ", "1a", "di ff cult "])
def test_time_is_linear(piece: str) -> None:
    judge = spacing_model(lang.load("en")).judge
    assert growth(lambda text: found(judge, text), piece) < 3

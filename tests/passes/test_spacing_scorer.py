"""The space scorer: its compiled form and its source find the same candidates; segmentations add up."""

from __future__ import annotations

import random
import re
import tracemalloc
from functools import cache
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_gate import uncompiled
from tests.timing import growth
from textmend import lang
from textmend.lang._strings import WORD_PATTERN
from textmend.lang.tables import open_bloom_filter
from textmend.passes.spacing import candidates, model
from textmend.passes.spacing._lattice import Lattice
from textmend.passes.spacing._scorer import JOIN, MARK, SPLIT, STRAY
from textmend.passes.spacing._written import runs_around
from textmend.passes.spacing.model import SpacingModel, spacing_model
from textmend.passes.spacing.trees import TreeEnsembles, open_trees, pack_trees

PIECES = [
    "with", "out", "any", "who", "of", "the", "sea", "governments", "in", "house", "xq", "é", "rugani", "said", "that",
    " ", " ", " ", ".", ",", "(", "19", "’s", "The", "OF", "-", '"', "Garten", "haus", "die", "l'", "homme",
]  # fmt: skip
RUN = re.compile(rf"{WORD_PATTERN}(?: {WORD_PATTERN})*")
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)


@cache
def source(code: str, *, wide: bool = False) -> Any:
    """The scorer of a language, or its high-recall one, from the source run as Python, on the same tables."""
    language = lang.load(code)
    words, pairs, char_model, unseen = language.lexicon.table, language.pairs, language.char_model, 12
    parts = open_bloom_filter(language.path("parts.bin")) if language.has_full_model else model._ALL_PARTS
    lattice = uncompiled("passes/spacing/_lattice").Lattice(words, pairs, parts, char_model, 61, unseen, 40, 16, 16)
    ensemble = uncompiled("passes/spacing/_trees").TreeEnsemble
    ensembles = TreeEnsembles(
        split=open_trees(language.path("splits.trees"), ensemble),
        join=open_trees(language.path("joins.trees"), ensemble),
        beside=open_trees(language.path("marks.trees"), ensemble) if language.has_full_model else None,
        strings=open_trees(language.path("strings.trees"), ensemble) if wide else None,
    )
    source = uncompiled("passes/spacing/_punctuation")
    asked = bytes(spacing_model(language)._document_weights["asked"])
    marks = source.PunctuationScorer(source.PunctuationFeatures(words, pairs), ensembles.beside, asked)
    return uncompiled("passes/spacing/_scorer").SpaceScorer(
        lattice,
        marks,
        words,
        pairs,
        char_model,
        unseen,
        language.capitals,
        ensembles,
        not language.has_full_model,
        code in lang.CAPITALIZED,
        72 if wide else 0,
    )


def found(scorer: Any, text: str) -> list[tuple[Any, ...]]:
    return [*scorer.among_words(text, 0, len(text), False), *scorer.beside_marks(text, 0, len(text), -inf)]


@pytest.mark.parametrize(("code", "wide"), [("en", False), ("en", True), ("de", False), ("fr", False)])
@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_the_source_judges_like_its_compiled_form(code: str, wide: bool, text: str) -> None:
    scorer = spacing_model(lang.load(code)).high_recall_scorer if wide else spacing_model(lang.load(code)).scorer
    compiled, pure = found(scorer, text), found(source(code, wide=wide), text)
    assert [candidate[:7] for candidate in compiled] == [candidate[:7] for candidate in pure]
    for one, other in zip(compiled, pure, strict=True):
        assert one[8] == pytest.approx([float(value) for value in other[8]], abs=1e-9)
        assert one[7] == pytest.approx(other[7], abs=1e-9)
    assert scorer.is_foreign(text, 0, len(text), 0.35) == source(code).is_foreign(text, 0, len(text), 0.35)


@pytest.mark.parametrize("code", ["en", "de", "fr"])
@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_words_as_written_cost_no_less_than_their_best_reading(code: str, text: str) -> None:
    scorer = source(code)
    for run in RUN.finditer(text):
        written = scorer._written.cost(text, *run.span())
        _, cost, letters, _ = scorer._looked_at(run.group())
        assert written == -1 or cost <= written
        assert written == -1 or letters == len(run.group().replace(" ", ""))


def test_the_words_of_prose_are_added_up() -> None:
    scorer, text = source("en"), "He said that the keeper of the lighthouse would rugani"
    assert scorer._written.cost(text, 0, len(text)) > 0
    assert scorer._written.is_cheap(text, runs_around(text, 0, len(text)), 32)
    foreign = "Vanha silta suljettiin viime viikolla"
    assert not scorer._written.is_cheap(foreign, runs_around(foreign, 0, len(foreign)), 32)


def test_a_part_that_ends_between_words_has_no_word_behind_it() -> None:
    scorer, text = spacing_model(lang.load("en")).scorer, "He saw ofthe inthe atthe"
    for end in range(len(text) + 1):
        if end in (0, len(text)) or " " in text[end - 1 : end + 1]:
            assert all(high <= end for *_, high, _, _, _, _ in scorer.among_words(text, 0, end, False))
    assert len(scorer.among_words(text, 0, len(text), False)) == 3


@pytest.mark.parametrize(("code", "wide"), [("en", False), ("en", True), ("de", False), ("fr", False)])
@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_runs_that_are_left_out_have_no_likely_candidate(code: str, wide: bool, text: str) -> None:
    scorer = spacing_model(lang.load(code)).high_recall_scorer if wide else spacing_model(lang.load(code)).scorer
    everywhere, pruned = (scorer.among_words(text, 0, len(text), prunes) for prunes in (False, True))
    assert [candidate for candidate in everywhere if candidate in pruned] == pruned
    assert all(candidate[7] < 0 for candidate in everywhere if candidate not in pruned)
    assert pruned == source(code, wide=wide).among_words(text, 0, len(text), True)


@pytest.mark.parametrize(
    "run",
    [
        "He said that the old bridge was closed for repairs last week",
        "it was the keeper’s house",
        "The OLD bridge",
        "the",
    ],
)
def test_runs_that_are_settled(run: str) -> None:
    assert source("en")._settled_runs.has(run)


@pytest.mark.parametrize(
    "run",
    [
        "He said ofthe bridge",  # unknown words
        "He saw xqzzkj there",
        "may be",  # one word, and another one
        "they went in to the house",
        "he was notl ike that",
        "and no tall men",
        "a nother man",
    ],
)
def test_runs_that_are_not_settled(run: str) -> None:
    assert not source("en")._settled_runs.has(run)


def test_what_is_in_doubt() -> None:
    scorer = spacing_model(lang.load("en")).scorer
    text = "The end ofthe day was di ff erent.Then he slept , and woke."
    kinds = {text[max(0, d[1] - 4) : d[2] + 4]: d[0] for d in found(scorer, text) if d[7] > 0}
    assert set(kinds.values()) == {SPLIT, JOIN, MARK, STRAY}


@pytest.mark.parametrize("text", ["theysailedtothenorthofZenzq", "ThelistofriverspftheNorth"])
def test_the_high_recall_scorer_asks_about_more(text: str) -> None:
    narrow, wide = (
        found(scorer, text)
        for scorer in (spacing_model(lang.load("en")).scorer, spacing_model(lang.load("en")).high_recall_scorer)
    )
    assert {candidate[:3] for candidate in narrow} < {candidate[:3] for candidate in wide}


@pytest.mark.parametrize("text", ["das neue Gartenhaus", "die Haustürschlüssel und das Kellertreppengeländer"])
def test_a_noun_without_its_capital_is_no_word(text: str) -> None:
    assert found(spacing_model(lang.load("de")).scorer, text) == []


@pytest.mark.parametrize("text", ["das neueGartenhaus", "das Gartenhaus andie Straße"])
def test_a_noun_with_its_capital_is_one(text: str) -> None:
    assert [candidate[0] for candidate in found(spacing_model(lang.load("de")).scorer, text)] == [SPLIT]


def test_the_words_around_tell_whether_a_text_is_foreign() -> None:
    scorer = spacing_model(lang.load("en")).scorer
    for text, cost_alone, ordinary_words in (
        ("The old bridge was closed for repairs last week.", False, False),
        ("Vanha silta suljettiin viime viikolla korjausten vuoksi.", True, True),
        # Half of the letters are rubbish, and the others are English.
        ("The house of xqzzkjw was closed when pqrrtvvx opened the xkqjzzw bridge.", True, False),
    ):
        assert scorer.is_foreign(text, 0, len(text), 1.0) == cost_alone
        assert scorer.is_foreign(text, 0, len(text), 0.35) == ordinary_words


def test_a_reading_cuts_where_it_is_cheapest() -> None:
    english = lang.load("en")
    parts = open_bloom_filter(english.path("parts.bin"))
    lattice = Lattice(english.lexicon.table, english.pairs, parts, english.char_model, 61, 12, 40, 16, 16)
    letters = "thewaroftheroses"
    reading = lattice.read(letters, bytes(len(letters) + 1))
    cuts = [place for place in range(1, len(letters)) if reading.cuts[place]]
    assert cuts == [3, 6, 8, 11]
    assert all((reading.margins[place] > 0) == bool(reading.cuts[place]) for place in range(1, len(letters)))
    assert (reading.start(7), reading.end(7)) == (6, 8)


def test_a_forest_is_what_was_packed(tmp_path: Any) -> None:
    # One tree with two tests, one leaf that is always added.
    path = tmp_path / "x.trees"
    pack_trees([0, 5], [1 << 8 | 0, 3 << 8 | 2, 0, 0, 0, 0], [0.5, -1.0, 4.0, 1.0, 2.0, 0.25], -0.5, path)
    ensemble = open_trees(path)
    assert ensemble.score([1.0, 0.0, 0.0]) == 3.75
    assert ensemble.score([0.0, 0.0, -2.0]) == 0.75
    assert ensemble.score([0.5, 0.0, 0.0]) == 1.75
    assert ensemble.score([0.5, *[0.0] * 63]) == 1.75
    for each in (ensemble, open_trees(path, uncompiled("passes/spacing/_trees").TreeEnsemble)):
        with pytest.raises(ValueError, match="at most 64 features, not 65"):
            each.score([0.0] * 65)


def test_a_tree_ensemble_that_stops_early_returns_a_score_too_low_to_be_looked_at() -> None:
    assert uncompiled("passes/spacing/_trees")._STOP_SCORE < candidates.IDLE


def test_a_mark_at_the_end_of_a_text_has_nothing_behind_it() -> None:
    scorer = source("en", wide=False)
    assert scorer.beside_marks("of1996", 2, 7, -inf) == scorer.beside_marks("of1996", 2, 6, -inf)


def test_memory_of_long_strings_is_bounded() -> None:
    scorer = SpacingModel(lang.Language("en", has_full_model=True)).scorer
    probability = random.Random(5)
    words = "of the and with out any who said that house".split()  # noqa: SIM905
    kept = []
    tracemalloc.start()
    try:
        for _ in range(18):
            string = "".join(probability.choices(words, k=1_000))
            scorer.among_letters(string, 0, len(string))
            kept.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    # Each has a thousand candidates, 225,000 bytes: 3.4 MB if all were kept.
    assert max(kept) - kept[2] < 2_700_000


@pytest.mark.parametrize("piece", ["ofthe", "ofthe ", "home.Then", "xq", "a b ", "1a", "di ff cult "])
def test_time_is_linear(piece: str) -> None:
    scorer = spacing_model(lang.load("en")).scorer
    assert growth(lambda text: found(scorer, text), piece) < 3

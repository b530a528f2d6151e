"""Spacing: what fixtures cannot say."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.timing import growth
from textmend import Pipeline
from textmend.lang import load


def test_each_missing_space_is_an_edit_of_its_own() -> None:
    result = Pipeline(["spacing"]).explain("It was one ofthemost beautiful days of the year.")
    assert [(e.start, e.end, e.replacement, e.rule) for e in result.edits] == [
        (13, 13, " ", "spacing/split"),
        (16, 16, " ", "spacing/split"),
    ]
    assert all(0.9 <= e.confidence <= 1 for e in result.edits)


def test_what_the_level_does_not_let_through_is_reported() -> None:
    text = "He sat on the sandbench and looked at the crabsea."
    sure, unsure = Pipeline(["spacing"], level="safe"), Pipeline(["spacing"], level="guess")
    reported = {r.edit.start for r in sure.explain(text).refused} | {e.start for e in sure.explain(text).edits}
    assert {e.start for e in unsure.explain(text).edits} <= reported


def test_words_of_the_user_stay_whole() -> None:
    text = "We met at Ofthe, the bar on the corner ofthe square."
    assert Pipeline(["spacing"]).clean(text) == "We met at Of the, the bar on the corner of the square."
    assert Pipeline(["spacing"], spacing=("ofthe",)).clean(text) is text


def test_a_string_that_the_document_repeats_is_more_likely_a_word() -> None:
    def sureness(text: str) -> float:
        result = Pipeline(["spacing"], level="guess").explain(text)
        return max((e.confidence for e in (*result.edits, *(r.edit for r in result.refused))), default=0.0)

    once = "The flat stones near the tidepath were wet in the morning."
    assert sureness(once + (" They took the tidepath again." * 4)) <= sureness(once)


def test_neighbours_decide_between_readings() -> None:
    judge = load("en").judge
    reading = judge.read("ofthe", "end", "war")
    assert reading
    assert reading[1] == (2,)
    assert reading[0] < judge.whole("ofthe", "war")


def test_text_in_other_languages_is_left_alone() -> None:
    for text in (
        "Le conseil dela ville se réunira jeudi au sujet du budget des écoles.",
        "Er kam inder Nacht nach Hause und legte sich sofort schlafen.",
        "Il presidente hadetto che la riunione si terrà domani a Roma.",
    ):
        assert Pipeline(["spacing"], level="guess").clean(text) is text


@pytest.mark.parametrize("letters", ["ofthe", "abcdefghij", "a"])
def test_long_runs_of_letters_take_linear_time(letters: str) -> None:
    assert growth(Pipeline(["spacing"]).clean, letters * (60 // len(letters)) + " ") < 3


def test_data_is_no_text() -> None:
    blob = "ofthe" * 20_000
    assert Pipeline(["spacing"]).clean(blob) is blob


def test_runs_of_many_words_are_read_whole() -> None:
    letters = "thequickbrownfoxjumpsoverthelazydogandrunsaway"
    reading = load("en").judge.read(letters, "", "")
    assert reading
    words = [letters[start:end] for start, end in pairwise((0, *reading[1], len(letters)))]
    assert " ".join(words) == "the quick brown fox jumps over the lazy dog and runs away"

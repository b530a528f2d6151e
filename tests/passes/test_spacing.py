"""Spacing: what fixtures cannot say."""

from __future__ import annotations

import pytest

from tests.timing import growth
from textmend import Pipeline
from textmend.errors import UnknownNameError


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
    thorough = Pipeline(["spacing"], options={"spacing": {"effort": "thorough"}})
    text = "They went to gether in the summer, and she gave it to him as a gift."
    assert thorough.clean(text) == "They went together in the summer, and she gave it to him as a gift."


def test_marks_and_digits_get_their_space() -> None:
    text = "He was born in 1996and moved to theUnited States.Then he came home,tired."
    assert (
        Pipeline(["spacing"]).clean(text)
        == "He was born in 1996 and moved to the United States. Then he came home, tired."
    )


def test_broken_words_are_joined_where_that_is_asked_for() -> None:
    text = "The com mittee of the par liament met in the mor ning, and the meeting was long."
    mended = "The committee of the parliament met in the morning, and the meeting was long."
    assert Pipeline(["spacing"], options={"spacing": {"effort": "thorough"}}).clean(text) == mended
    assert Pipeline.preset("pdf").clean(text) == mended
    assert Pipeline.preset("default").clean(text) is text
    assert Pipeline(["spacing"], options={"spacing": {"broken": False, "effort": "thorough"}}).clean(text) is text


def test_light_effort_reads_only_where_the_gate_points() -> None:
    text = "The end ofthe war, inthe year tothe day, was at hand. They asked for in formation in the evening."
    light = Pipeline(["spacing"], options={"spacing": {"effort": "light"}}).explain(text)
    auto = Pipeline(["spacing"]).explain(text)
    assert (
        light.text
        == "The end of the war, in the year to the day, was at hand. They asked for in formation in the evening."
    )
    assert {edit.start for edit in light.edits} <= {edit.start for edit in auto.edits}


def test_an_unknown_effort_is_told() -> None:
    with pytest.raises(UnknownNameError, match="light, auto, thorough"):
        Pipeline(["spacing"], options={"spacing": {"effort": "some"}})


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


def test_lines_without_any_space_are_read_whole() -> None:
    text = "thequickbrownfoxjumpsoverthelazydogandrunsaway"
    assert Pipeline(["spacing"]).clean(text) == "the quick brown fox jumps over the lazy dog and runs away"

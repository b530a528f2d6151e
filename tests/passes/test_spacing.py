"""Spacing: what fixtures cannot express."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timing import growth
from textmend import Pipeline
from textmend.errors import UnknownNameError
from textmend.gate.cues import merged
from textmend.lang import load
from textmend.passes.spacing._scorer import JOIN, MARK, SPLIT, STRAY
from textmend.passes.spacing.candidates import (
    BLOCK,
    Candidate,
    CandidateFinder,
    document_features,
    none_likely,
    probability,
)
from textmend.passes.spacing.foreign_paragraphs import paragraphs_touching, subtract_spans
from textmend.passes.spacing.model import spacing_model


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


@pytest.mark.parametrize(
    "text",
    [
        "Rådet i byen mødes torsdag for attale om budgettet, og ingen ved endnu, hvor mangepenge der er.",
        "Der Rat berät am Donnerstag über die Donaudampfschifffahrtsgesellschaft und das neue Kindergartengebäude.",
        "Hij sprak over de arbeidsongeschiktheidsverzekering en de kinderopvangtoeslag, en niemand luisterde naar hem.",
        "Kommunens skolmatsupphandling och barnomsorgsavgift diskuterades länge, men ingenting blev beslutat i går.",
        "Dígamelo cuando quiera, pero no se lo cuente a nadie más, porque después tendremos que explicárselo a todos.",
        "Qu’est-ce qu’il a dit aujourd’hui à l’homme d’affaires qui n’était pas encore arrivé à l’aéroport ?",
        "Türkiye'nin İstanbul'undaki öğretmenlerimizin söylediklerine göre okullar gelecek hafta açılacakmış.",
        "Північноатлантичний альянс обговорив військовополонених, але жодного рішення поки що не ухвалив.",
    ],
    ids=["Danish, damaged", "German", "Dutch", "Swedish", "Spanish", "French", "Turkish", "Ukrainian"],
)
def test_words_of_other_languages_are_left_alone(text: str) -> None:
    assert Pipeline(["spacing"]).clean(text) is text
    assert Pipeline.preset("pdf", only=["spacing"]).clean(text) is text


OTHERS = {
    "de": (
        "Die alteBrücke wurde letzte Wochewegen Arbeiten gesperrt, undniemand wusste, wann sie wieder öffnet.",
        3,
    ),
    "fr": ("L'ancien pont a été fermé la semainedernière pour des travaux, et personne ne sait quand ilva rouvrir.", 2),
    "es": ("El puente viejo se cerró la semanapasada por obras, y nadie sabe cuándose podrá volver a cruzar.", 2),
    "ru": ("Старый мост закрыли напрошлой неделе на ремонт, иникто не знает, когда его сноваоткроют.", 3),
    "uk": ("Старий міст закрили минулого тижня на ремонт, ініхто не знає, колийого знову відкриють.", 2),
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_get_their_spaces_back(code: str) -> None:
    damaged, lost = OTHERS[code]
    result = Pipeline(["spacing"], level="guess").explain(damaged)
    assert len(result.edits) == lost
    assert {edit.rule for edit in result.edits} == {"spacing/split"}
    assert Pipeline(["spacing"], lang=code, level="guess").clean(damaged) == result.text


@pytest.mark.parametrize("code", OTHERS)
def test_each_paragraph_is_read_in_its_language(code: str) -> None:
    damaged, lost = OTHERS[code]
    english = "The war ofthe roses was long over when the old bridge was built, and hardly anybody remembered it."
    result = Pipeline(["spacing"], level="guess").explain(f"{english}\n\n{damaged}\n\n{english}")
    first, second, third = result.text.split("\n\n")
    assert first == third == english.replace("ofthe", "of the")
    # How damaged a document is counts, and two thirds of this one are not.
    assert lost - 1 <= second.count(" ") - damaged.count(" ") <= lost


PAIRS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)))


@given(PAIRS, PAIRS)
def test_what_is_outside_of_spans(spans: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    def disjoint(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return merged([(start, start + size) for start, size in pairs])

    def covered(pairs: list[tuple[int, int]]) -> set[int]:
        return {place for start, end in pairs for place in range(start, end)}

    kept = subtract_spans(disjoint(spans), disjoint(others))
    assert covered(kept) == covered(disjoint(spans)) - covered(disjoint(others))
    assert kept == sorted(kept)
    assert all(start < end for start, end in kept)


@given(st.text("ab \n", max_size=60).map(lambda text: text * 40), st.data())
def test_the_same_parts_of_paragraphs_wherever_one_asks(text: str, data: st.DataObject) -> None:
    letters = [(place, place + 1) for place, character in enumerate(text) if character in "ab"]
    some = sorted(data.draw(st.sets(st.sampled_from(letters), max_size=9))) if letters else []
    everywhere = list(paragraphs_touching(text, letters))
    touched = [part for part in everywhere if any(part[0] <= place < part[1] for place, _ in some)]
    assert list(paragraphs_touching(text, some)) == touched
    assert not letters or set(everywhere) <= set(paragraphs_touching(text, [(letters[0][0], len(text))]))


def test_no_word_is_judged_by_a_half_of_it() -> None:
    text = "The grandfather said notwithstanding the weatherproof roof that ofthe men a representative came."
    finder = CandidateFinder(text, load("en"), damaged=True)

    def splits(*borders: int) -> list[tuple[int, int]]:
        found = (candidate for part in pairwise(borders) for candidate in finder.candidates(*part))
        return [(candidate.start, candidate.high) for candidate in found if candidate.kind == SPLIT]

    whole = splits(0, len(text))
    assert whole
    assert all(splits(0, at, len(text)) == whole for at in range(len(text)))


@pytest.mark.parametrize("letters", ["ofthe", "abcdefghij", "a"])
def test_long_runs_of_letters_take_linear_time(letters: str) -> None:
    assert growth(Pipeline(["spacing"]).clean, letters * (60 // len(letters)) + " ") < 3


def test_data_is_no_text() -> None:
    blob = "ofthe" * 20_000
    assert Pipeline(["spacing"]).clean(blob) is blob


def test_lines_without_any_space_are_read_whole() -> None:
    text = "thequickbrownfoxjumpsoverthelazydogandrunsaway"
    assert Pipeline(["spacing"]).clean(text) == "the quick brown fox jumps over the lazy dog and runs away"


@given(
    st.lists(st.tuples(st.sampled_from([SPLIT, JOIN, MARK, STRAY]), st.floats(-8, 8), st.integers(0, 250_000))),
    st.integers(1, 250_000),
    st.sampled_from(["any", "damaged"]),
)
def test_what_is_idle_has_no_likely_doubt(scores: list[tuple[int, float, int]], size: int, prior: str) -> None:
    text = "x" * size
    found = [
        Candidate(kind, at % size, at % size, at % size, at % size, False, False, score, ())
        for kind, score, at in sorted(scores, key=lambda each: each[2] % size)
    ]
    weights = spacing_model(load("en")).spaces(prior)
    likely = [
        candidate
        for candidate, said in document_features(text, found)
        if probability(said, weights[candidate.kind]) >= 0.5
    ]
    if none_likely(text, found, weights, 0.5):
        assert not likely
    elif len(found) == 1 and size <= BLOCK and found[0].score < 2.2:
        assert likely

"""What fixtures cannot express about the pass `dashes`: options, refusals, confidence, positions, time."""

from __future__ import annotations

import sys

import pytest

from tests.contract import check
from tests.timing import growth
from textmend import Pipeline
from textmend.errors import OptionError, UnknownNameError
from textmend.passes.dashes import model
from textmend.passes.dashes.lost import Lost, is_between_words
from textmend.pipeline.signatures import DashStyle

DASHES = Pipeline(["dashes"])


def _only_edit(text: str, pipeline: Pipeline = DASHES) -> tuple[int, int, str, str]:
    (edit,) = pipeline.explain(text).edits
    return edit.start, edit.end, edit.replacement, edit.rule


def test_only_the_mark_is_edited() -> None:
    assert _only_edit("it is over -- for all of us") == (11, 13, "—", "dashes/double-hyphen")
    assert _only_edit("it is over - for all of us") == (11, 12, "—", "dashes/spaced-hyphen")
    assert _only_edit('it is over â€" for us') == (11, 14, "—", "dashes/mojibake-dash")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("auto", "we left--all of us - for it was over"),
        ("em", "we left—all of us—for it was over"),
        ("spaced-em", "we left — all of us — for it was over"),
        ("spaced-en", "we left – all of us – for it was over"),
    ],
)
def test_style(style: DashStyle, expected: str) -> None:
    text = "we left--all of us - for it was over"
    if style == "auto":
        expected = "we left—all of us — for it was over"
    assert Pipeline(["dashes"], dashes=style).clean(text) == expected


def test_two_dashes_are_no_style_of_a_document() -> None:
    text = "One—two. Three—four. We had it all - and we lost it to them."
    assert DASHES.clean(text).endswith("all — and we lost it to them.")


def test_style_does_not_touch_dashes_that_are_there() -> None:
    text = "One—two – three — four"
    assert Pipeline(["dashes"], dashes="spaced-en").clean(text) is text


def test_unknown_style_lists_the_valid_ones() -> None:
    with pytest.raises(OptionError, match="spaced-en"):
        Pipeline(["dashes"], dashes="long")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("after another 3--2 releases of it", "between numbers"),
        ("git checkout -- the file that it is", "code"),
        ("we had x - y of them", "single letter"),
        ("The Herons - Yesterday", "single word"),
        ("it was in late April - late May that we met", "month"),
        ("He tekivät sen - heidän pääasiansa", "English"),
        ("the class card__title--big is it", "identifier"),
    ],
)
def test_doubts_are_reported(text: str, reason: str) -> None:
    result = DASHES.explain(text)
    assert result.text is text
    (refusal,) = result.refused
    assert reason in refusal.reason


LOST = (
    "The talks were held in the old town hall, and nobody expected much of them. The council passed the budget by one "
    "vote an outcome that nobody had foreseen. The mayor, who had fought for it, thanked the members for their work. "
    "Three of them two doctors and a teacher had come straight from the hospital. What nobody in the hall had expected "
    "was the silence not a word of protest, not even a cough."
)
GAPS = ("vote an", "them two", "teacher had", "silence not")


def _with_dash(text: str, dash: str) -> str:
    for gap in GAPS:
        text = text.replace(gap, dash.join(gap.split()))
    return text


MENDED = _with_dash(LOST, " \u2014 ")


def _thorough(**options: object) -> Pipeline:
    return Pipeline(["dashes"], level="guess", options={"dashes": {"effort": "thorough", **options}})


def test_a_dash_that_left_no_trace_is_judged_by_its_sentence() -> None:
    result = _thorough().explain(LOST)
    assert result.text == MENDED
    assert {edit.rule for edit in result.edits} == {"dashes/lost"}
    assert all(0.7 <= edit.confidence < 0.99 for edit in result.edits)
    assert _thorough().clean(MENDED) is MENDED


def test_one_place_that_might_have_had_a_dash_is_not_enough() -> None:
    # Nine documents of ten never had a dash, and one sentence without a comma looks the same.
    text = LOST.partition(" Three of them")[0]
    assert _thorough().clean(text) is text


def test_lost_spaces_make_lost_dashes_likelier() -> None:
    text = LOST.partition(" What nobody")[0]
    damaged = text.replace("of them", "ofthem", 1).replace("who had", "whohad").replace("for it", "forit")
    together = Pipeline(["spacing", "dashes"], level="guess", options={"dashes": {"effort": "thorough"}})
    alone = [edit.confidence for edit in _thorough().explain(text).edits]
    beside = [edit.confidence for edit in together.explain(damaged).edits if edit.rule == "dashes/lost"]
    assert sum(beside) > sum(alone)


@pytest.mark.parametrize(("style", "dash"), [("em", "\u2014"), ("spaced-em", " \u2014 "), ("spaced-en", " \u2013 ")])
def test_a_lost_dash_is_written_in_the_style_that_is_asked_for(style: str, dash: str) -> None:
    assert _thorough(style=style).clean(LOST) == _with_dash(LOST, dash)


def test_two_spaces_speak_for_a_dash_that_had_some() -> None:
    text = LOST.partition(" Three of them")[0].replace("vote an", "vote  an")
    mended = text.replace("vote  an", "vote \u2014 an")
    assert _thorough().clean(text) == mended
    assert Pipeline.preset("pdf").clean(text) == mended
    # Those of lines that were justified do not.
    justified = text.replace("talks were", "talks  were").replace("by one", "by  one").replace("for it", "for  it")
    assert "\u2014" not in _thorough().clean(justified).replace("vote \u2014 an", "")


def test_a_document_that_has_dashes_lost_none() -> None:
    text = LOST + " The old bridge \u2014 the wooden one \u2014 will be closed."
    assert _thorough().clean(text) is text


def test_other_languages_are_not_judged() -> None:
    text = (
        "Der Rat trat am Montag im alten Rathaus zusammen, und niemand erwartete viel davon. Der Haushalt wurde mit "
        "einer Stimme angenommen ein Ergebnis das niemand erwartet hatte."
    )
    assert _thorough().clean(text) is text
    assert not _thorough().explain(text).refused


def test_auto_judges_a_document_whose_words_ran_together_where_dashes_stood() -> None:
    text = (
        "The talks were held in the old town hall, and nobody expected much of them. The committee met the two "
        "officials their first visit in years and the last one. The old bridge the wooden one will be closed in "
        "autumn, and so will the road."
    )
    merged = text.replace("officials their", "officialstheir")
    mended = text
    for before, after in (("officials", "their"), ("bridge", "the wooden"), ("wooden one", "will")):
        mended = mended.replace(f"{before} {after}", f"{before} \u2014 {after}")
    auto = Pipeline(["spacing", "dashes"], level="guess", options={"spacing": {"broken": False}})
    assert auto.clean(text) is text
    assert auto.clean(merged) == mended
    light = Pipeline(["spacing", "dashes"], level="guess", options={"dashes": {"effort": "light"}})
    assert light.clean(merged) == text


def test_auto_leaves_a_document_alone_whose_words_ran_together_elsewhere() -> None:
    auto = Pipeline(["spacing", "dashes"], level="guess", options={"spacing": {"broken": False}})
    assert auto.clean(LOST.replace("of them", "ofthem").replace("in the", "inthe")) == LOST


def test_auto_asks_nobody_about_words_that_often_stand_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)  # importing it would fail
    monkeypatch.setattr(model, "_encoder", model._encoder.__wrapped__)
    result = Pipeline(["spacing", "dashes"], level="guess").explain(LOST.replace("of them", "ofthem"))
    assert result.text == LOST
    assert not result.refused


def test_without_the_runtime_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.setattr(model, "_encoder", model._encoder.__wrapped__)
    result = _thorough().explain(LOST)
    assert result.text is LOST
    (refusal,) = result.refused
    assert "textmend[models]" in refusal.reason


def test_an_unknown_effort_is_told() -> None:
    with pytest.raises(UnknownNameError, match="light, auto, thorough"):
        Pipeline(["dashes"], options={"dashes": {"effort": "some"}})


def test_safe_keeps_to_what_is_exact() -> None:
    text = 'it is over -- for all of us - and for them, on pages 3â€"5'
    assert Pipeline(["dashes"], level="safe").clean(text) == "it is over — for all of us - and for them, on pages 3–5"


def test_a_language_that_is_not_known_is_a_guess() -> None:
    text = "Az új híd -- ez a legfontosabb -- idén nyílik meg."
    assert DASHES.clean(text) is text
    assert "—" in Pipeline(["dashes"], level="guess").clean(text)


@pytest.mark.parametrize(
    ("locale", "dash"), [("", "—"), ("en-US", "—"), ("en-GB", " – "), ("de-AT", " – "), ("fr", " — ")]
)
def test_a_locale_has_its_style(locale: str, dash: str) -> None:
    pipe = Pipeline(["dashes"], options={"dashes": {"locale": locale}})
    assert (
        pipe.clean("it is over--for all of us, and so they said") == f"it is over{dash}for all of us, and so they said"
    )


def test_a_style_of_the_document_counts_more_than_its_language() -> None:
    text = "Eins — zwei. Drei — vier. Fünf — sechs. " + "Die Stadt - und das ist neu - war voll von Menschen."
    german = text.replace(" - ", " -- ")
    assert DASHES.clean(german).count(" — ") == 5


def test_a_second_dash_closes() -> None:
    pipe = Pipeline(["dashes"], options={"dashes": {"style": "raya"}})
    assert pipe.clean("We left it -- all of it -- to them. That was -- for us -- the end of it.") == (
        "We left it —all of it— to them. That was —for us— the end of it."
    )


def test_an_unknown_locale_is_told() -> None:
    with pytest.raises(UnknownNameError, match="xx"):
        Pipeline(["dashes"], options={"dashes": {"locale": "xx"}})


def test_a_lost_dash_is_written_as_in_the_books_of_the_locale() -> None:
    assert _thorough(locale="en-GB").clean(LOST) == _with_dash(LOST, " – ")
    assert _thorough(locale="en").clean(LOST) == MENDED


@pytest.mark.parametrize(
    "text", ["", "-", "--", "a--", '€"', 'â€"', " - ", "ÔÇö", "\ud800--\udfff", "a -- b\x00", "--\n--"]
)
def test_contract(text: str) -> None:
    check(DASHES, text)


@pytest.mark.parametrize("unit", ["-", "--", "- ", "a--", "the of - to it ", 'â€"', "the of--to it ", "- - ", "—"])
def test_time_is_linear_in_one_long_line(unit: str) -> None:
    assert growth(DASHES.clean, unit) < 3


@pytest.mark.parametrize(
    "text", ["in 2014 October", "Figure 1.2 As", "the last.12 The", "on page (3) The", "them all, and"]
)
def test_beside_a_number_or_a_mark_no_dash_is_lost(text: str) -> None:
    at = text.rindex(" ")
    assert not is_between_words(text, Lost(at, at + 1, 0.9))


@pytest.mark.parametrize("text", ["the officials their", "he “knew” it", "o'clock when", "the été où"])
def test_between_words_one_may_be(text: str) -> None:
    at = text.rindex(" ")
    assert is_between_words(text, Lost(at, at + 1, 0.9))

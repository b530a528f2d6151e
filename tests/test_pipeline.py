"""The interface of the pipeline: what it accepts, what it returns, and its errors."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator
from typing import Any

import pytest

import textmend
from tests import cases
from textmend import Pipeline
from textmend.edits import apply
from textmend.errors import OptionError, UnknownNameError
from textmend.pipeline.presets import LEVELS, PRESETS, PresetName

DAMAGED = "The war ofthe roses \u2013 as itâ€™s called -- was \u201clong\u201d."
MENDED = 'The war of the roses \u2013 as it\'s called \u2014 was "long".'


class Markup(str):
    __slots__ = ()


def test_the_front_desk() -> None:
    assert textmend.clean(DAMAGED) == textmend.explain(DAMAGED).text == Pipeline.preset()(DAMAGED) == MENDED
    assert set(dir(textmend)) == set(textmend.__all__)
    assert all(getattr(textmend, name) is not None for name in textmend.__all__)
    with pytest.raises(AttributeError, match="no attribute 'mend'"):
        textmend.mend  # noqa: B018


@pytest.mark.parametrize("wrong", [None, b"bytes", 3, ["text"]])
def test_what_is_no_text_is_a_type_error_that_says_so(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"not {'None' if wrong is None else type(wrong).__name__}"):
        textmend.clean(wrong)


def test_a_subclass_of_str_is_a_text() -> None:
    clean = Markup("Nothing to do here.")
    assert textmend.clean(clean) is clean
    assert textmend.clean(Markup(DAMAGED)) == MENDED


def test_many_texts_are_mended_lazily_and_in_order() -> None:
    taken = []

    def texts() -> Iterator[str]:
        for number in range(3):
            taken.append(number)
            yield f"{number} ofthe"

    mended = Pipeline(["spacing"]).clean_many(texts())
    assert taken == []
    assert next(mended) == "0 of the"
    assert taken == [0]
    assert list(mended) == ["1 of the", "2 of the"]


def test_a_pipeline_and_its_results_can_be_pickled() -> None:
    pipeline = Pipeline.preset("pdf", quotes="typographic", skip=["characters/ligature"])
    result = pipeline.explain(DAMAGED)
    again = pickle.loads(pickle.dumps(pipeline))
    assert again.explain(DAMAGED) == result
    assert pickle.loads(pickle.dumps(result)) == result


def test_threads_can_share_a_pipeline() -> None:
    pipeline = Pipeline.preset("pdf")
    texts = [case.text for kind in cases.KINDS for case in cases.load(kind)][:150]
    alone = [Pipeline.preset("pdf").clean(text) for text in texts]
    together: list[list[str]] = [[] for _ in range(4)]
    threads = [
        threading.Thread(target=lambda number=number: together[number].extend(pipeline.clean_many(texts)))
        for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == [alone] * 4


def test_more_passes_than_the_gate_has_bits() -> None:
    assert Pipeline(["spacing"] * 8 + ["quotes"] * 8).clean("\u201cofthe\u201d") == '"of the"'


def test_no_pass_and_one_pass_twice() -> None:
    assert Pipeline([]).clean(DAMAGED) is DAMAGED
    assert Pipeline(["spacing", "spacing"]).clean("ofthe") == "of the"


@pytest.mark.parametrize("name", PRESETS)
def test_sweeping_neighbourhoods_is_sweeping_everything(name: PresetName, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [case.text for kind in cases.KINDS for case in cases.load(kind)]
    texts += [f"{a}\n\n{b} {a}" for a, b in zip(texts, texts[7:], strict=False)]
    pipeline = Pipeline.preset(name)
    near = [pipeline.explain(text) for text in texts]
    monkeypatch.setattr("textmend.gate.hits._neighbourhoods", lambda *_: None)
    assert [pipeline.explain(text).edits for text in texts] == [result.edits for result in near]


@pytest.mark.parametrize("name", PRESETS)
def test_gate_on_is_gate_off(name: PresetName, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [case.text for kind in cases.KINDS for case in cases.load(kind)]
    pipeline = Pipeline.preset(name)
    gated = [pipeline.clean(text) for text in texts]
    steps = len(pipeline.steps)

    class Off:
        def scan(self, text: str) -> list[list[tuple[int, int]]]:
            return [[(0, len(text))] if text else [] for _ in range(steps)]

    monkeypatch.setitem(pipeline.__dict__, "_gate", Off())
    assert [pipeline.clean(text) for text in texts] == gated


def test_levels_let_through_more_or_less() -> None:
    text = " ".join(case.text for case in cases.load("wild") if case.subject == "spacing")
    counts = [len(Pipeline(["spacing"], level=level).explain(text).edits) for level in LEVELS]
    assert counts == sorted(counts)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Pipeline("spacing"), r"passes takes a list of names: \['spacing'\]"),
        (lambda: Pipeline(None), "passes takes a list of names"),  # type: ignore[arg-type]
        (lambda: Pipeline(["spacing"], options={"spacing": None}), "options of a pass are given by name"),  # type: ignore[dict-item]
        (lambda: Pipeline.preset("pdf", skip="quotes"), "skip takes a list"),
        (lambda: Pipeline.preset("pdf", only="quotes"), "only takes a list"),
        (lambda: Pipeline(["quotes"], quotes="curly"), "curly.*typographic"),  # type: ignore[arg-type]
        (lambda: Pipeline(["characters"], options={"characters": {"entities": "yes"}}), "'entities' takes a bool"),
        (lambda: Pipeline(["spacing"], spacing="word"), "'words' takes a list of strings"),
        (lambda: Pipeline(["spacing"], options={"spacing": {"words": [1]}}), "'words' takes a list of strings"),
    ],
)
def test_options_that_cannot_work(build: Any, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        build()


@pytest.mark.parametrize("level", ["", "sure", None, "0.9"])
def test_levels_that_are_none(level: Any) -> None:
    if level is None:
        assert Pipeline(["spacing"], level=level).steps[0].level == "likely"
    else:
        with pytest.raises(UnknownNameError, match="safe, likely, guess"):
            Pipeline(["spacing"], level=level)


def test_what_it_is_made_of_can_be_read() -> None:
    assert repr(Pipeline(["mojibake", "spacing"], level="safe")) == "<Pipeline mojibake (safe) → spacing (safe); en>"


@pytest.mark.parametrize(
    "text",
    [
        # A straight mark completes the cue of a dash that lost its last byte.
        "It was late \xe2\u20ac\u201c and the boats were still out.",
        # It joins letters into a word, or it does not.
        "at six o\u2018clock ofthe day",
        "ofthe\u2019s \u201cofthe\u201d \u2018ofthe\u2019 and o\u2019clock",
        # One mark of many is protected.
        "\u201cRead this\u201d at https://example.org/\u2019s/x and \u2018that\u2019, `code\u2019s` too",
        "\u201c\u6f22\u5b57\u201d\n\u201cplain\u201d and \u201cmore\u201d",
    ],
)
def test_marks_exchanged_at_once_are_the_edits_that_they_stand_for(text: str) -> None:
    for passes in (["quotes"], ["spacing", "quotes"], ["dashes", "quotes"], PRESETS["default"].steps):
        pipeline = Pipeline(passes)
        result = pipeline.explain(text)
        assert apply(text, result.edits) == result.text == pipeline.clean(text)
        assert all(edit.end - edit.start <= 1 for edit in result.edits if edit.rule == "quotes/straighten")
        assert pipeline.clean(result.text) is result.text


def test_what_is_protected_is_refused_mark_by_mark() -> None:
    text = "\u201cRead\u201d https://example.org/\u2019s and \u2018that\u2019"
    result = Pipeline(["quotes"]).explain(text)
    assert result.text == "\"Read\" https://example.org/\u2019s and 'that'"
    assert [refusal.edit.start for refusal in result.refused] == [text.index("\u2019s")]
    assert "protected" in result.refused[0].reason


def test_a_rule_that_is_off_or_too_unsure_exchanges_nothing() -> None:
    text = "\u201cRead\u201d"
    assert Pipeline(["quotes"], skip_rules=["quotes/straighten"]).explain(text) == (text, text, (), ())


@pytest.mark.parametrize("inside", ["to\u00adgether", "the dat\u00adaset", "to\u200bgether"])
@pytest.mark.parametrize("preset", ["default", "pdf"])
def test_a_word_beside_an_edit_is_judged_whole(inside: str, preset: PresetName) -> None:
    # Long enough that only the neighbourhoods of edits are scanned again.
    padding = " The house on the hill had been empty since the end of the war and nobody went there, they said." * 3
    text = f"It was cold. Take time {inside} (and rest) is there. It was saidthat he came ofthe sea.{padding}"
    whole = Pipeline.preset(preset).clean(text.replace("\u00ad", "").replace("\u200b", ""))
    assert Pipeline.preset(preset).clean(text) == whole

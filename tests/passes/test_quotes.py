"""What fixtures cannot say about the pass `quotes`: options, cues, roles, refusals, time."""

from __future__ import annotations

from functools import partial
from itertools import product

import pytest
from hypothesis import given

from tests.alone import proposals
from tests.contract import check
from tests.test_contract import texts
from tests.test_gate import uncompiled
from tests.timing import growth
from textmend import Pipeline, _quotes, _runs
from textmend._runs import Mark
from textmend.errors import OptionError, UnknownNameError
from textmend.passes import protect
from textmend.passes.quotes import QuotesOptions, QuotesPass

STRAIGHTEN = str.maketrans("‘’“”", "''\"\"")


def typographic(**options: str) -> Pipeline:
    return Pipeline(["quotes"], options={"quotes": {"style": "typographic", **options}})


def test_unknown_style_names_the_valid_ones() -> None:
    with pytest.raises(OptionError, match="straight, typographic, consistent, keep"):
        Pipeline(["quotes"], quotes="curly")


def test_unknown_locale_names_the_valid_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"locale 'xx'.* en-GB, .* fr, "):
        typographic(locale="xx")


def test_a_text_in_the_wanted_style_has_no_cues() -> None:
    curly, straight = "“It’s ‘fine’.”", "\"It's 'fine'.\""
    assert not set(curly) & set(QuotesPass(QuotesOptions(style="typographic")).cues.characters)
    assert not set(straight) & set(QuotesPass(QuotesOptions()).cues.characters)


@pytest.mark.parametrize(
    "text",
    [
        "“It’s late,” she said. “Shall we?”",
        "“‘Never,’ he wrote—‘never!’” It was the Smiths’ house.",
        "He said (“quite softly”) that ’twas done in the ’90s.",
        "“First paragraph.\n\n“Second paragraph.”",
    ],
)
def test_marks_survive_the_way_to_straight_and_back(text: str) -> None:
    assert Pipeline(["quotes"]).clean(text) == text.translate(STRAIGHTEN)
    assert typographic().clean(text.translate(STRAIGHTEN)) == text


def test_a_paragraph_does_not_depend_on_the_one_before() -> None:
    second = "'Go,' she said."
    alone = typographic().clean(second)
    assert typographic().clean(f'An "open quotation.\n\n{second}') == f"An “open quotation.\n\n{alone}"


def test_marks_in_protected_text_do_not_break_pairs() -> None:
    assert typographic().clean("""'Use `print "it's"` now,' he said.""") == """‘Use `print "it's"` now,’ he said."""


def test_refusals_give_place_and_reason() -> None:
    refused = typographic().explain("'07 is your number.'").refused
    assert [(r.edit.start, r.edit.rule) for r in refused] == [(0, "quotes/elision"), (19, "quotes/apostrophe")]
    assert all("quotation" in r.reason for r in refused)


def test_level_safe_leaves_what_is_judged() -> None:
    safe = Pipeline(["quotes"], level="safe", quotes="typographic")
    assert safe.clean("\"It's 'fine',\" she said.") == "“It’s 'fine’,” she said."


def test_all_short_mixtures_keep_the_contract() -> None:
    pipelines = [Pipeline(["quotes"]), *(typographic(locale=code) for code in ("en", "de", "fr"))]
    for pieces in product(["'", '"', "a", " ", "“", "’", "1", "."], repeat=3):
        for pipeline in pipelines:
            check(pipeline, "".join(pieces))


@given(texts)
def test_the_source_answers_like_its_compiled_form(text: str) -> None:
    runs, quotes = uncompiled("_runs"), uncompiled("_quotes")
    quotes.collected = runs.collected  # type: ignore[attr-defined]
    size = len(text)
    places = _runs.marks_in(text, [(0, size, size)])
    assert places == runs.marks_in(text, [(0, size, size)]) == [at for at in range(size) if _runs.is_mark(text[at])]
    paragraphs = _runs.paragraphs(text, places)
    assert paragraphs == runs.paragraphs(text, places)
    spans = list(protect.find(text))
    for paragraph in paragraphs:
        assert _runs.follow_figures(text, *paragraph[:2]) == runs.follow_figures(text, *paragraph[:2])
        numbers = frozenset(at for at in places if text[at - 1 : at].isdigit())
        nowhere: frozenset[int] = frozenset()
        arguments = (text, paragraph, spans, frozenset({"tis"}), nowhere, numbers)
        assert _said(_quotes.read(*arguments)) == _said(quotes.read(*arguments))
        assert _said(_quotes.read_by_turns(*arguments[:3])) == _said(quotes.read_by_turns(*arguments[:3]))


def _said(marks: list[Mark]) -> list[tuple[int, int, str, str]]:
    return [(mark.at, mark.role, mark.rule, mark.reason) for mark in marks]


@pytest.mark.parametrize("style", ["straight", "typographic", "consistent", "keep"])
@pytest.mark.parametrize(
    "unit",
    ["'", "\"'", '"a ', "'a ", "a' ", "1'", "“", "\u4e2d“", "``a", "``a''", "\n\n", "*", "°1'", "‘‘a", ",,a", "“'"],
)
def test_time_is_linear(style: str, unit: str) -> None:
    mender = QuotesPass(QuotesOptions(style=style, locale="en"))
    assert growth(partial(proposals, mender), unit) < 3

"""What fixtures cannot express about the pass `quotes`: options, cues, roles, refusals, time."""

from __future__ import annotations

import json
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given

from tests.alone import proposals
from tests.cases import FIXTURES
from tests.contract import check
from tests.test_contract import texts
from tests.test_gate import uncompiled
from tests.timing import growth
from textmend import Pipeline
from textmend.errors import OptionError, UnknownNameError
from textmend.passes import protect
from textmend.passes.quotes import QuotesOptions, QuotesPass, _mark_roles, _quote_marks, locales
from textmend.passes.quotes._quote_marks import Mark

STRAIGHTEN = str.maketrans("‘’“”", "''\"\"")


def typographic(**options: str) -> Pipeline:
    return Pipeline(["quotes"], options={"quotes": {"style": "typographic", **options}})


def test_unknown_style_names_the_valid_ones() -> None:
    with pytest.raises(OptionError, match="straight, typographic, consistent, keep"):
        Pipeline(["quotes"], quotes="curly")  # type: ignore[arg-type]


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


LOCALES = [json.loads(line) for line in (FIXTURES / "quotes" / "locales.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", LOCALES, ids=lambda case: case["locale"])
def test_a_locale_has_its_own_marks(case: dict[str, str]) -> None:
    pipeline = typographic(locale=case["locale"])
    assert pipeline.clean(case["text"]) == case["fixed"]
    assert pipeline.clean(case["fixed"]) is case["fixed"]


def test_locales_have_the_marks_of_cldr_but_for_their_customs() -> None:
    from textmend.lang.delimiters import delimiters

    others = {code for code, marks in delimiters().items() if locales.find(code).marks != marks}
    assert others == {"fr", "fr-CA", "nl"}  # and de-CH, de-LI, en-GB, for which CLDR falls back to de and en
    assert locales.find("de-AT").marks == delimiters()["de"]


def test_marks_of_ones_own() -> None:
    text = "Er sagte: \"Das ist 'gut'.\""
    assert typographic(locale="de", marks="»«›‹").clean(text) == "Er sagte: »Das ist ›gut‹.«"
    with pytest.raises(OptionError, match="four characters"):
        typographic(marks="«»")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('Der Wirt sagte, dass "alles gut" sei, und ging mit seiner Frau nach Hause.', "„alles gut“"),
        ('Elle a dit que "tout va bien" et puis elle est partie avec son ami.', "«\u202ftout va bien\u202f»"),
        ('Αυτός είπε "καλημέρα" και έφυγε.', "«καλημέρα»"),
        ('彼は"はい"と言った。', "「はい」"),
        ('She said "yes".', "“yes”"),
    ],
)
def test_the_document_tells_its_language(text: str, mended: str) -> None:
    assert mended in typographic().clean(text)


def test_the_table_of_locales_in_the_docs_is_that_of_the_tests() -> None:
    rows = [f"| `{case['locale']}` | `{case['text']}` | {_shown(case['fixed'])} |" for case in LOCALES]
    page = (Path(__file__).parents[2] / "docs" / "quotes.md").read_text("utf-8").splitlines()
    assert [line for line in page if line.startswith("| `") and line.count("|") == 4 and line in rows] == rows


def _shown(text: str) -> str:
    return text.replace("\u202f", "⟨U+202F⟩").replace("\xa0", "⟨U+00A0⟩")


@given(texts)
def test_the_source_answers_like_its_compiled_form(text: str) -> None:
    runs, quotes = uncompiled("passes/quotes/_quote_marks"), uncompiled("passes/quotes/_mark_roles")
    quotes.collected = runs.collected  # type: ignore[attr-defined]
    size = len(text)
    places = _quote_marks.marks_in(text, [(0, size, size)])
    assert (
        places == runs.marks_in(text, [(0, size, size)]) == [at for at in range(size) if _quote_marks.is_mark(text[at])]
    )
    paragraphs = _quote_marks.paragraphs(text, places)
    assert paragraphs == runs.paragraphs(text, places)
    spans = list(protect.find(text))
    for paragraph in paragraphs:
        assert _quote_marks.follow_figures(text, *paragraph[:2]) == runs.follow_figures(text, *paragraph[:2])
        numbers = frozenset(at for at in places if text[at - 1 : at].isdigit())
        nowhere: frozenset[int] = frozenset()
        arguments = (text, paragraph, spans, frozenset({"tis"}), nowhere, numbers)
        assert _said(_mark_roles.read(*arguments)) == _said(quotes.read(*arguments))
        assert _said(_mark_roles.read_by_turns(*arguments[:3])) == _said(quotes.read_by_turns(*arguments[:3]))


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


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("He said ``boat'' and ``oar'', and left.", 'He said "boat" and "oar", and left.'),
        ("Via ``boat'' or ``oar'' of \\\\bay[old][blue]{oar}.", None),
        ("Set it to `nil', as `boat-open-mode' does.", None),
        ("Type `boat' and press the key.", "Type 'boat' and press the key."),
        ("The ``a `b` c`` of it.", None),
    ],
)
def test_backticks_that_quote_go_in_pairs_and_those_of_programs_stay(text: str, cleaned: str | None) -> None:
    assert Pipeline.preset("default").clean(text) == (cleaned or text)


def test_the_okina_is_a_letter_and_reported() -> None:
    typographic = Pipeline.preset("typographic")
    text = "They went from Hawai'i to O'ahu, Ni'ihau and Pu'u, and Kaua'i's bay."
    result = typographic.explain(text)
    assert result.text == text.replace("i's", "i\u2019s")
    assert {refusal.reason for refusal in result.refused} == {"the okina of a Hawaiian word, which is a letter"}
    assert len(result.refused) == 5
    for word in (
        "ma'am",
        "o'er",
        "e'en",
        "you'all",
        "Ta'if",
        "Sana'a",
        "Qur'an",
        "shi'a",
        "vaa'an",
        "a'a",
        "I'm",
        "who'd",
    ):
        assert typographic.clean(f"It is {word} now.") == f"It is {word} now.".replace("'", "\u2019")

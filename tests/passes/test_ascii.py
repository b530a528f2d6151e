"""What fixtures cannot express about the pass `ascii`: the whole of Unicode, warnings, time."""

from __future__ import annotations

import warnings
from functools import partial

import pytest

from tests.alone import proposals
from tests.timing import growth
from textmend import Pipeline
from textmend.errors import OptionError
from textmend.passes.ascii import AsciiOptions, AsciiPass
from textmend.pipeline.signatures import Spelling

PIPELINE = Pipeline(["ascii"])


def test_every_character_becomes_ascii_or_is_reported() -> None:
    always = "".join(map(chr, (*range(0x3400), *range(0x3400, 0x30000, 13), *range(0xD7F0, 0x10000, 3))))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = PIPELINE.explain(always)
    reported = {always[refusal.edit.start] for refusal in result.refused}
    assert {character for character in result.text if not character.isascii()} <= reported
    assert "é" not in reported
    assert any("\ud800" <= character <= "\udfff" for character in reported)


def test_letters_and_marks_have_rules_of_their_own() -> None:
    assert [edit.rule for edit in PIPELINE.explain("é e\u0301").edits] == ["ascii/transliterate", "ascii/mark"]


def test_marks_can_be_kept() -> None:
    pipeline = Pipeline(["ascii"], skip_rules=["ascii/mark"])
    assert pipeline.clean("é e\u0301") == "e e\u0301"


def test_a_stack_of_marks_hangs_on_one_letter() -> None:
    assert PIPELINE.clean("e" + "\u0301" * 5) == "e"
    alone = "= " + "\u0301" * 5
    assert PIPELINE.clean(alone) is alone


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(OptionError, match="known: de, da"):
        Pipeline(["ascii"], ascii="xx")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "plain"),
    [
        ("de", "Über ÄRGER, Öl und Straße", "Ueber AERGER, Oel und Strasse"),
        ("de", "Zu\u0308rich", "Zuerich"),
        ("da", "Århus og Ærø", "Aarhus og Aeroe"),
        ("uk", "Єгор, Київ, Згурський, комп’ютер, ЩО", "Yehor, Kyiv, Zghurskyi, kompiuter, SHCHO"),
        ("bg", "Търново и Щастие", "Tarnovo i Shtastie"),
    ],
)
def test_a_language_has_its_own_spelling(language: Spelling, text: str, plain: str) -> None:
    assert Pipeline(["ascii"], ascii=language).clean(text) == plain


def test_hits_of_any_size_give_the_same() -> None:
    text = "Zu\u0308rich, 北京 e\u0301\u0302 \u0301"
    mender = AsciiPass(AsciiOptions())
    small = [(at, at + 1) for at, character in enumerate(text) if not character.isascii()]
    by_hit, whole = proposals(mender, text, small), proposals(mender, text)
    assert by_hit == whole


@pytest.mark.parametrize("unit", ["é", "\u0301", "e\u0301", "北", "\ud800"])
def test_time_is_linear(unit: str) -> None:
    mender = AsciiPass(AsciiOptions())
    assert growth(partial(proposals, mender), unit) < 3

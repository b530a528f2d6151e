"""What fixtures cannot express about the pass `characters`: switches, rule names, positions, time."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import Any

import pytest

from tests.alone import proposals
from tests.contract import check
from tests.timing import growth
from textmend import Pipeline
from textmend.errors import OptionError
from textmend.lang import load
from textmend.passes.characters import CharactersOptions, CharactersPass

# One piece of damage for each rule; nothing here matches two.
DAMAGE = {
    "c1": "It\x92s late.",
    "control": "It is\x08 late.",
    "lost-ligature": "It is de\x1cned.",
    "loose-accent": "It is a caf´e.",
    "bom": "\ufeffIt is late.",
    "zero-width": "It is la\u200bte.",
    "soft-hyphen": "It is get\xadting late.",
    "space": "It is\xa0 late.",
    "ligature": "It is ﬁne.",
    "line-end": "It is\r\nlate\nin the\nyear.",
    "entity": "It is late &amp; dark.",
    "quoted-printable": "It=E2=80=99s late.",
    "escape": "It\\xe2\\x80\\x99s late.",
    "percent": "It%E2%80%99s late.",
    "ellipsis": "It is late…",
    "bullet": "• It is late.",
    "fraction": "It is ½ past.",
    "script": "It is 10⁻³ of it.",
    "nfc": "It is la\u0301te.",
    "nfkc": "It is ⑤ late.",
}
SWITCHES = ("entities", "ellipsis", "bullets", "fractions", "scripts", "homoglyphs", "transport")
ALL = dict.fromkeys(SWITCHES, True)


def options(rule: str) -> dict[str, Any]:
    return {**ALL, "form": "NFKC" if rule == "nfkc" else "NFC"}


def pipeline(*skip: str) -> Pipeline:
    rules = [f"characters/{rule}" for rule in skip]
    return Pipeline(["characters"], skip_rules=rules, options={"characters": options(*skip[:1] or ("",))})


def test_every_rule_has_its_damage() -> None:
    assert {*DAMAGE, "homoglyph", "tag"} == {rule.name for rule in CharactersPass.rules}


@pytest.mark.parametrize("rule", DAMAGE)
def test_each_rule_mends_its_damage_and_says_so(rule: str) -> None:
    edits = Pipeline(["characters"], options={"characters": options(rule)}).explain(DAMAGE[rule]).edits
    assert {edit.rule for edit in edits} == {f"characters/{rule}"}


@pytest.mark.parametrize("rule", DAMAGE)
def test_each_rule_can_be_switched_off(rule: str) -> None:
    assert pipeline(rule).clean(DAMAGE[rule]) is DAMAGE[rule]
    others = "".join(text for name, text in DAMAGE.items() if name not in {rule, "bom", "line-end", "nfkc"})
    check(pipeline(rule), others)


@pytest.mark.parametrize("rule", DAMAGE)
def test_one_hit_over_the_whole_text_changes_nothing(rule: str) -> None:
    text = DAMAGE[rule]
    mender = CharactersPass(CharactersOptions(**options(rule)))
    cues = mender.cues
    small = [
        (at, at + 1)
        for at, character in enumerate(text)
        if character in cues.characters or any(low <= character <= high for low, high in cues.ranges)
    ]
    english = partial(load, "en")
    by_hit, whole = proposals(mender, text, small, english), proposals(mender, text, None, english)
    assert by_hit == whole != []


def test_entities_are_off_unless_asked_for() -> None:
    assert not Pipeline(["characters"]).explain("Fish &amp; chips").edits
    assert "&" not in CharactersPass(CharactersOptions()).cues.characters


def test_homoglyphs_are_reported_and_stay() -> None:
    text = "Log in to раypal now, Мария."
    result = pipeline().explain(text)
    assert result.text is text
    (refused,) = result.refused
    assert (refused.edit.start, refused.edit.replacement, refused.edit.rule) == (10, "paypal", "characters/homoglyph")


def test_an_unknown_form_names_the_valid_ones() -> None:
    with pytest.raises(OptionError, match="'NFC', 'NFKC'"):
        CharactersOptions(form="NFD")


def test_nfkc_is_what_unicodedata_says() -> None:
    text = "ﾊﾟ ﬁ ² ①，ａ é e\u0301 ½"
    nfkc = Pipeline(["characters"], options={"characters": {"form": "NFKC"}}, skip_rules=["characters/ligature"])
    assert nfkc.clean(text) == unicodedata.normalize("NFKC", text)


def test_an_entity_does_not_depend_on_other_lines() -> None:
    with_markup = pipeline().clean("<p>\nfish &amp; chips\n</p>")
    assert with_markup == "<p>\nfish & chips\n</p>"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("a\nb\nc\r\n", "a\nb\nc\n"),
        ("a\r\nb\r\nc\n", "a\r\nb\r\nc\r\n"),
        ("a\rb\rc\n", "a\rb\rc\r"),
        ("a\nb\r\n", "a\nb\n"),  # a draw goes to the plain line feed
        ("a\u2029b\nc\n", "a\nb\nc\n"),
    ],
)
def test_mixed_line_ends_follow_the_majority(text: str, mended: str) -> None:
    assert pipeline().clean(text) == mended


def test_a_space_is_replaced_in_place() -> None:
    (edit,) = pipeline().explain("some\xa0 room").edits
    assert (edit.start, edit.end, edit.replacement) == (4, 5, " ")


@pytest.mark.parametrize(
    "unit",
    [
        "\x1b[",
        "\xa0",
        " \xa0",
        "word\xa0and ",
        "\u200b",
        "\xad",
        "&",
        "&amp;",
        "\r",
        "\x00",
        "\xe2\x80",
        "x\x08",
        "\ufeff",
        "\u0301",
        "e\u0301",
        "\u1161",
        "• ",
        "½",
        "а",
        "aа",
        "…",
        "²",
    ],
)
def test_time_is_linear(unit: str) -> None:
    mender = CharactersPass(CharactersOptions(**options("")))
    assert growth(partial(proposals, mender), unit) < 3


def test_tags_of_html_are_reported_and_nothing_else_in_brackets() -> None:
    web = Pipeline.preset("web")
    reasons = [refusal.reason for refusal in web.explain("<p class='x'>It is late,</p> said Bo.<br>").refused]
    assert reasons == ["a tag of HTML; extract the text of the page first"] * 3
    for text in ("a < b and c > d", "<Ann> It is late", "<ann@bay.example> wrote", "List<String> it is", "<so> it is"):
        assert not web.explain(text).refused
    assert len(web.explain("<p>It is late.</p>" * 1000).refused) == 20


@pytest.mark.parametrize(
    "text",
    [
        "It&#226;&#128;&#153;s late", "It&acirc;&euro;&trade;s late", "It&amp;rsquo;s late", "It&amp;amp;#8217;s late",
        "It\\xe2\\x80\\x99s late", "It%E2%80%99s late", "It\\u00e2\\u0080\\u0099s late", "It=E2=80=99s late",
    ],
)  # fmt: skip
def test_residue_of_transport_in_pages(text: str) -> None:
    assert Pipeline.preset("web").clean(text) == "It's late"


def test_a_ligature_before_a_hyphen_at_the_end_of_a_line() -> None:
    assert (
        Pipeline(["characters"]).clean("It is the ﬁ-\nnal one of the ﬂ-\r\neet")
        == "It is the fi-\nnal one of the fl-\neet"
    )
    assert Pipeline(["characters"]).clean("the ﬁ- and ﬂ-glyphs, ﬁ-\n") == "the ﬁ- and ﬂ-glyphs, ﬁ-\n"

"""What counts as evidence of a wrong decoding: independent words, no symbols, whole documents, whatever the quotes."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import SENTENCES
from textmend import Pipeline
from textmend.passes.mojibake import evidence
from textmend.passes.mojibake.evidence import contexts, independent, is_chart, objections, strength, without_symbols
from textmend.passes.mojibake.lost_quotes import lost_quotes
from textmend.passes.mojibake.transcodings import known_transcodings
from textmend.pipeline.presets import PRESETS, PresetName

MOJIBAKE = Pipeline(["mojibake"])
NAMES = (
    "Túpac",
    "Győr",
    "Maďarsko",
    "Šibenik",
    "Þórður",
    "Kõrgõzstan",
    "Ağrı",
    "Łódź",
    "Çeşme",
    "Ñandú",
    "İzmir",
    "Ördög",
)

SWEDISH = (
    "Hon går hem nu.",
    "Vi får se på det.",
    "Då åkte de tillbaka.",
    "Måste vi gå dit?",
    "Han låg på sängen.",
    "Från båten såg vi ön.",
    "Det är också bra.",
    "Någon ropade på oss.",
    "Så småningom kom våren.",
    "De åt frukost i går.",
    "Alla ville stå utanför.",
    "Vattnet var blått och kallt.",
)
CZECH = (
    "Nemůžu za to.",
    "Kde jsi byl včera?",
    "Řekl to tiše.",
    "Přijď zítra ráno.",
    "Máme ještě čas.",
    "Všichni už odešli.",
    "Dveře byly otevřené.",
    "Koupil chléb a mléko.",
    "Něco tam spadlo.",
    "Večer svítí hvězdy.",
)


def test_forms_of_a_word_say_the_same() -> None:
    assert contexts("Győr") == contexts("(Győrben)") == contexts("“GYŐR”") == {"yőr"}
    assert independent(["Győr", "Győrben", "Szűcs"]) == [True, False, True]


@pytest.mark.parametrize("word", ["“Š”", "α/β", "(ß)", "plain", "‘’", "ö"])
def test_what_stands_alone_says_nothing(word: str) -> None:
    assert not contexts(word)


def test_a_word_that_recurs_says_no_more_than_once() -> None:
    def said(text: str) -> float:
        words = [(at, at + 5, "Túpac") for at in range(0, len(text), 6)]
        return strength(text, words)

    assert said("Túpac Túpac Túpac Túpac") == said("Túpac") > 0


def test_a_letter_says_no_more_in_a_fourth_word() -> None:
    words = "bõlk kõrg mõtn tõsp võim"
    spans = [(at, at + 4, "x") for at in range(0, len(words), 5)]
    assert strength(words, spans[:3]) == strength(words, spans) > strength(words, spans[:2])
    assert strength(words, spans, words_per_char=5) > strength(words, spans)


@pytest.mark.parametrize("text", ["λmax", "2πr", "α", "σ2", "ΣTΣ", "IL1β"])
def test_greek_letters_beside_others_are_symbols(text: str) -> None:
    neutral = without_symbols(text)
    assert len(neutral) == len(text)
    assert neutral.isascii()


@pytest.mark.parametrize("text", ["λόγος", "και", "Дом", "über"])
def test_words_are_no_symbols(text: str) -> None:
    assert without_symbols(text) == text


def test_latin_letters_of_a_cyrillic_word_are_its_own() -> None:
    assert without_symbols("любoвь") == "любовь"
    assert without_symbols("pшнliљ") == "pшнliљ", "l is no letter that Cyrillic has"


@pytest.mark.parametrize("text", ["àáâãäå", "æøåÆØÅ", "ŔÁÂĂÄĹĆÇ", "Ђ Ѓ ѓ љ њ ќ", "一丁丂七丄丅"])
def test_alphabets_and_code_pages_are_charts(text: str) -> None:
    known_transcodings()  # which registers the codecs
    assert is_chart(text, "sloppy-windows-1250") or is_chart(text, "sloppy-windows-1251")


@pytest.mark.parametrize("text", ["Größe", "příliš žluťoučký", "Сегодня", "今天下午", "Õhtuöö"])
def test_words_are_no_charts(text: str) -> None:
    known_transcodings()
    assert not is_chart(text, "gbk")


@pytest.mark.parametrize("word", ["T·pac", "Gn¾", "Se\xadlabanki", "格benik", "‰lan‰"])
def test_what_no_word_has_speaks_against_a_reading(word: str) -> None:
    assert objections([(0, 1, word)], is_utf8=False) >= evidence._OBJECTION_BITS


@pytest.mark.parametrize("word", ["col·lecció", "д’Артаньян", "“Größe”", "café—", "кто-то", "约翰·史密斯", "ชื่อ"])
def test_what_words_have_does_not(word: str) -> None:
    assert objections([(0, 1, word)], is_utf8=False) == 0


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("name", NAMES)
def test_no_preset_takes_a_name_for_damage_because_another_pass_changed_a_quote(preset: PresetName, name: str) -> None:
    text = (
        f"“{name} came first,” she said. Nobody knew ‘{name}’ then, but {name}’s house -- the old one -- stood. {name}!"
    )
    edits = Pipeline.preset(preset).explain(text).edits
    assert not [edit for edit in edits if any("mojibake/" in rule for rule in edit.rules)]


@pytest.mark.parametrize("curly", ["“”", "„“", "«»", "‘’"])
@pytest.mark.parametrize(("true", "wrong"), [("cp1251", "cp1252"), ("cp1250", "cp1252"), ("utf-8", "cp1252")])
def test_the_quotes_around_words_decide_nothing(true: str, wrong: str, curly: str) -> None:
    language = "ru" if true == "cp1251" else "cs"
    for word in SENTENCES[language].split():
        damaged = word.encode(true).decode(wrong, "ignore")
        plain = MOJIBAKE.clean(f'"{damaged}"')
        assert MOJIBAKE.clean(f"{curly[0]}{damaged}{curly[1]}") == f"{curly[0]}{plain[1:-1]}{curly[1]}"


@given(st.lists(st.sampled_from([*SENTENCES.values()]), min_size=1, max_size=12), st.sampled_from(" \n"))
def test_sound_languages_side_by_side_stay(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    assert MOJIBAKE.clean(text) is text


@pytest.mark.parametrize(
    ("lines", "true", "wrong"),
    [(SWEDISH, "cp1252", "cp1250"), (CZECH, "cp1250", "cp1252"), (CZECH, "iso8859-2", "cp1250")],
)
def test_short_lines_prove_together_what_none_proves_alone(lines: tuple[str, ...], true: str, wrong: str) -> None:
    text = "\n".join(lines)
    damaged = text.encode(true).decode(wrong)
    assert MOJIBAKE.clean(damaged) == text
    alone = [MOJIBAKE.clean(line) for line in damaged.split("\n")]
    assert "\n".join(alone) != text, "no test of the document if each line is mended alone"


def test_a_document_with_too_few_lines_is_reported() -> None:
    lines = ("Det finns många", "en bit av låten", "och så vidare", "på en ö")
    damaged = "\n".join(lines).encode("cp1252").decode("cp1250")
    result = MOJIBAKE.explain(damaged)
    assert result.text is damaged
    assert {refusal.edit.replacement for refusal in result.refused} >= {"många", "så"}
    assert all("windows-1252 read as windows-1250" in refusal.reason for refusal in result.refused)


def test_right_lines_of_other_languages_are_no_part_of_a_damaged_document() -> None:
    lines = [*CZECH, SENTENCES["is"], SENTENCES["tr"]]
    random.Random(3).shuffle(lines)
    for line in ("is", "tr"):
        assert SENTENCES[line] in MOJIBAKE.clean(
            "\n".join(each if each in SENTENCES.values() else each.encode("cp1250").decode("cp1252") for each in lines)
        )


class TestLostQuotes:
    @pytest.mark.parametrize("hole", ["\ufffd", "?", ""])
    def test_a_closing_mark_comes_back(self, hole: str) -> None:
        text = f"â€œGo on,â€{hole} he said. “It’s late,â€{hole} she thought."
        assert MOJIBAKE.clean(text) == "“Go on,” he said. “It’s late,” she thought."

    @pytest.mark.parametrize(
        "text", ["It was late,â€\ufffd she said.", "â€œNo â€\ufffdword", "â€œOpen.\n\nNext,â€\ufffd it said."]
    )
    def test_where_nothing_is_open_it_is_reported(self, text: str) -> None:
        result = MOJIBAKE.explain(text)
        assert "”" not in result.text
        assert any(refusal.edit.rule == "mojibake/lost-quote" for refusal in result.refused)

    def test_a_dash_is_shown_with_a_mark_that_closes_nothing(self) -> None:
        assert MOJIBAKE.clean("â€œIf onlyâ€”â€\ufffd He stopped.") == "“If only—” He stopped."

    def test_nested_quotations(self) -> None:
        text = "â€œShe said â€œnoâ€\ufffd to him,â€\ufffd he told us."
        assert MOJIBAKE.clean(text) == "“She said “no” to him,” he told us."

    @given(st.text("â€œ”“\ufffd? \na", max_size=30))
    def test_places_are_in_order(self, text: str) -> None:
        spans = [(lost.start, lost.end) for lost in lost_quotes(text)]
        assert all(text[start : start + 2] == "â€" for start, _ in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))

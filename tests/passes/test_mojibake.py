"""What fixtures cannot express about the pass `mojibake`: positions, rules, refusals, the gate, time."""

from __future__ import annotations

import base64
import random
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract import check
from tests.test_gate import uncompiled
from tests.timing import growth
from textmend import Pipeline
from textmend.errors import OptionError
from textmend.lang import Language, load
from textmend.passes.base import Proposal, View
from textmend.passes.mojibake import MojibakeOptions, MojibakePass, _non_ascii, lost_letters, search, whole_text
from textmend.passes.mojibake.char_bigrams import char_bigram_model
from textmend.passes.mojibake.rules import Rules, check_rules
from textmend.passes.mojibake.transcodings import decoded, decodings_of, encoded, known_transcodings

MOJIBAKE = Pipeline(["mojibake"])
TEXTS = st.text(st.sampled_from("aZ9 .,\n\t\r\xa0éÃ©Ð¸中\ufffd😀"), max_size=60)


def _language() -> Language:
    return load("en")


def _proposals(text: str, hits: list[tuple[int, int]]) -> list[Proposal]:
    return list(MojibakePass(MojibakeOptions()).propose(View(text, hits, _language)))


def test_each_sequence_is_an_edit_of_its_own() -> None:
    result = MOJIBAKE.explain("Ça: dÃ©jÃ\xa0 vu, itâ€™s")
    assert [(e.start, e.end, e.replacement) for e in result.edits] == [(5, 7, "é"), (8, 10, "à"), (17, 20, "’")]
    assert {e.rule for e in result.edits} == {"mojibake/utf-8"}


def test_layers_of_mojibake_lead_back_to_the_original() -> None:
    once = "naïve".encode().decode("latin-1")
    twice = once.encode().decode("latin-1")
    result = MOJIBAKE.explain(twice)
    assert result.text == "naïve"
    assert [(e.start, e.end, e.replacement) for e in result.edits] == [(2, 6, "ï")]
    assert result.undo() == twice


def test_a_run_that_is_partly_utf8_is_never_half_decoded() -> None:
    text = "name: ÖÐÎÄ²âÊÔÎÄ±¾"
    assert MOJIBAKE.clean(text) == "name: 中文测试文本"
    # With two bytes gone, no encoding explains it.
    broken = "name: ÖÐÎ²âÊÔÄ±"
    result = MOJIBAKE.explain(broken)
    assert result.text is broken
    assert result.refused


@pytest.mark.parametrize("hole", ["?", "\ufffd"])
def test_a_region_with_lost_bytes_stays_as_a_whole(hole: str) -> None:
    # â€™ twice over, with the bytes that windows-1252 cannot show lost; in MacRoman Â¢â is 墉.
    text = "ItÃ?Â¢â?¬â?¢s late.".replace("?", hole)
    result = MOJIBAKE.explain(text)
    assert result.text is text
    assert ["lost bytes" in refusal.reason for refusal in result.refused] == [True]
    # The same mark between words that are whole is a mark.
    assert MOJIBAKE.clean("OÃ¹ Ã©tÃ©?Ã©tÃ©".replace("?", hole)) == "Où été?été".replace("?", hole)


def test_rules_of_the_user_say_what_lost_bytes_were() -> None:
    text = "Itâ??s the cafÃ© thatâ??s shut"
    assert MOJIBAKE.clean(text) == "Itâ??s the café thatâ??s shut"
    ruled = Pipeline(["mojibake"], mojibake=["â?? => ’"])
    result = ruled.explain(text)
    assert result.text == "It’s the café that’s shut"
    assert [e.rule for e in result.edits] == ["mojibake/user", "mojibake/utf-8", "mojibake/user"]
    check(ruled, text)


@pytest.mark.parametrize("rule", ["â??", "=> ’", "â? => ’â?", "ab => ba", "ab => bba"])
def test_a_rule_that_cannot_be_followed_is_told(rule: str) -> None:
    with pytest.raises(OptionError, match="rule"):
        MojibakeOptions(replacements=(rule,))


@pytest.mark.parametrize(
    ("rule", "text", "fixed"),
    [
        ("?? => ?", f"Why{'?' * 700} cafÃ©", "Why? café"),
        ("[sic] =>", "they [s[sic]ic] cafÃ©", "they  café"),
        ("e?e => eée", "cre?e?e cafÃ©", "creéeée café"),
        ("Â\xa0 => \xa0", "5ÂÂÂ\xa0km cafÃ©", "5\xa0km café"),
    ],
)
def test_a_rule_whose_right_side_is_wrong_beside_its_neighbours_comes_to_an_end(
    rule: str, text: str, fixed: str
) -> None:
    ruled = Pipeline(["mojibake"], mojibake=[rule])
    assert ruled.clean(text) == fixed
    check(ruled, text)


SIDES = st.text("abc", max_size=3)


@given(st.dictionaries(SIDES.filter(bool), SIDES, min_size=1, max_size=3), st.text("abc", max_size=40))
def test_behind_the_rules_nothing_is_wrong(pairs: dict[str, str], text: str) -> None:
    try:
        check_rules(pairs)
    except OptionError:
        return
    mended, at = "", 0
    for start, end, right in Rules(pairs).changes(text):
        mended += text[at:start] + right
        at = end
    mended += text[at:]
    assert [wrong for wrong in pairs if wrong in mended] == []


@pytest.mark.parametrize("unit", ["b", "ab"])
def test_time_of_rules_is_linear(unit: str) -> None:
    rules = Rules({"ab": "a"})
    assert growth(lambda text: [*rules.changes(f"a{text}")], unit) < 3


def test_a_grave_inside_a_line_is_only_likely() -> None:
    text = "voilÃ le travail"
    assert MOJIBAKE.clean(text) == "voilà le travail"
    cautious = Pipeline(["mojibake"], level="safe").explain(text)
    assert cautious.text is text
    assert [r.edit.rule for r in cautious.refused] == ["mojibake/a-grave-space"]


def test_lines_are_judged_one_by_one() -> None:
    assert MOJIBAKE.clean("Ã…\nbÃ¥t Ã…") == "Ã…\nbåt Å"


@pytest.mark.parametrize("text", ["l’Ã©tÃ© Ã…\nAÃ… Ã©\n\nÖÐÎÄ²â trÃ¨s", "РџСЂРёРІРµС‚, мир", "\x80Ã©"])
def test_proposals_do_not_depend_on_the_hits(text: str) -> None:
    assert _proposals(text, [(0, 1)]) == _proposals(text, [(0, len(text))])


def test_a_chain_that_a_document_has_proven_explains_shorter_words() -> None:
    proof = "Ìîñêâà ñëåçàì íå âåðèò, è ýòî ïðàâäà"
    assert MOJIBAKE.clean("Äà.") == "Äà."
    assert MOJIBAKE.clean(f"{proof}\nÄà, ýòî òàê.").endswith("Да, это так.")


@pytest.mark.parametrize("wrong", ["latin-1", "sloppy-windows-1252", "sloppy-windows-1251", "cp866"])
def test_a_line_of_an_older_encoding(wrong: str) -> None:
    text = "Сегодня вечером в библиотеке будет лекция о старых рукописях"
    damaged = text.encode("koi8-r").decode(wrong)
    assert MOJIBAKE.clean(damaged) == text
    assert {e.rule for e in MOJIBAKE.explain(damaged).edits} == {"mojibake/legacy"}
    check(MOJIBAKE, damaged)


@pytest.mark.parametrize("decoding", ["latin-1", "sloppy-windows-1252", "sloppy-windows-1251", "macroman", "cp437"])
def test_a_line_in_each_decoding(decoding: str) -> None:
    import ftfy.bad_codecs  # noqa: F401

    text = "«Éva, où étais-tu — à l’hôtel ?» Москва, 10 € naïveté"
    damaged = text.encode().decode(decoding)
    assert MOJIBAKE.clean(damaged) == text
    check(MOJIBAKE, damaged)


def test_what_is_damaged_close_together_is_one_edit() -> None:
    text = "Сегодня в библиотеке лекция о рукописях.\nПриходите все!"
    damaged = text.encode().decode("latin-1")
    result = MOJIBAKE.explain(damaged)
    assert result.text == text
    # One for each line; the mark at the end and the end of the line are unchanged.
    assert [e.replacement for e in result.edits] == ["Сегодня в библиотеке лекция о рукописях", "Приходите все"]
    assert result.undo() == damaged


def test_a_document_with_right_lines_is_mended_line_by_line() -> None:
    right = "« Où étais-tu — à l’hôtel ? »"
    text = "Les élèves du lycée étaient déjà passés à côté de la forêt"
    damaged = text.encode().decode("sloppy-windows-1252")
    assert whole_text.undone(char_bigram_model(), damaged)
    assert not whole_text.undone(char_bigram_model(), f"{right}\n{damaged}")
    assert MOJIBAKE.clean(f"{right}\n{damaged}\n{right}") == f"{right}\n{text}\n{right}"


@pytest.mark.parametrize("rest", ["Ã", "é", "Ð¸Ð", "Ð¸Ð¼Ñ\x8f"])
def test_the_last_run_of_a_cut_text_is_another_matter(rest: str) -> None:
    damaged = "Les élèves du lycée étaient déjà passés à côté de ".encode().decode("latin-1")
    found = whole_text.undone(char_bigram_model(), damaged + rest)
    assert found
    right = rest.encode("latin-1").decode() if len(rest) == 6 else rest
    assert found.text == "Les élèves du lycée étaient déjà passés à côté de " + right
    check(MOJIBAKE, damaged + rest)


def test_a_letter_at_the_end_costs_little() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        MOJIBAKE.clean(text)
        return time.process_time() - start

    text = "cafÃ© " * 4_000
    turns = [(seconds(text), seconds(f"{text}é")) for _ in range(5)]
    assert min(longer for _, longer in turns) < 4 * min(short for short, _ in turns)


@pytest.mark.parametrize("text", ["├░├░├░├░├░├░ ├░├░├░├░", "Les Ã©lÃ¨ves du lycée Ã©tÃ©", "plain"])
def test_what_is_drawn_or_not_damaged_throughout_is_no_whole(text: str) -> None:
    assert whole_text.undone(char_bigram_model(), text) is None


def test_letters_from_hebrew_to_georgian_are_shown_by_no_wrong_decoding() -> None:
    shown = [chr(point) for point in range(0x10000) if not 0xD800 <= point < 0xE000 and decodings_of(chr(point))]
    silent = range(*search._SHOWN_BY_NONE.indices(0x10000))
    assert [character for character in shown if ord(character) in silent] == []
    assert (ord("א") in silent, ord("ა") in silent) == (True, True)


def test_what_an_encoding_does_not_give_back_it_was_never_shown_as() -> None:
    characters = [chr(point) for point in (*range(0x3400), *range(0xF900, 0x10000))]
    for number, wrong in enumerate(known_transcodings()):
        shown = [each for each in characters if encoded(each, wrong)]
        assert [each for each in shown if decoded(encoded(each, wrong), wrong) != each] == [], wrong
        assert [each for each in characters if decodings_of(each) >> number & 1] == shown, wrong
    assert encoded("ﾐｲ ¥", "shift_jis") == encoded("ﾐｲ −", "cp932") == b""


def test_documents_are_not_kept_in_memory() -> None:
    ideographs = [chr(point) for point in range(0x4E00, 0x5E00)]
    decodings_of("".join(ideographs))
    tracemalloc.start()
    try:
        for size in range(1, 9):
            decodings_of("".join(ideographs) * size)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 10_000


def test_a_lost_letter_is_only_likely_and_two_parallels_decide_nothing() -> None:
    assert list(lost_letters.fillings("Le caf\ufffd, un café")) == [(6, 7, ["é"])]
    assert list(lost_letters.fillings("gar?on, garçon")) == [(3, 4, ["ç"])]
    result = Pipeline(["mojibake"], level="safe").explain("Le caf\ufffd, un café")
    assert result.refused
    assert not result.edits
    result = Pipeline(["mojibake"], level="likely").explain("Den r\ufffdtta är rätta eller rötta")
    assert not result.edits
    assert ["ä or ö" in refusal.reason for refusal in result.refused] == [True]


def test_where_many_words_fit_none_is_named() -> None:
    letters = [chr(point) for point in range(0xC0, 0x400) if chr(point).isalpha()]
    few, many = (" ".join(f"abc{letter}" for letter in letters[:count]) for count in (8, 9))
    assert [named for _, _, named in lost_letters.fillings(f"{few} abc\ufffd")] == [
        [each.lower() for each in letters[:8]]
    ]
    assert list(lost_letters.fillings(f"{many} abc\ufffd")) == []


@pytest.mark.parametrize("form", ["abc\ufffd", "abc\ufffd{}"])
def test_time_is_linear_in_words_of_one_shape(form: str) -> None:
    letters = [chr(point) for point in range(0xC0, 0x3000) if chr(point).isalpha()]

    def run(text: str) -> None:
        some = letters[: len(text) // 10]
        words = " ".join(f"abcé{letter} abc{letter} {form.format(letter)}" for letter in some)
        assert len([*lost_letters.fillings(words)]) >= len(some) * ("{" in form)

    assert growth(run, "a") < 3


@pytest.mark.parametrize(
    "text", ["Wo ist Ren? René", "the caf?, café", "r\ufffdt, rät", "Why?Because whyébecause", "?", "\ufffd"]
)
def test_what_may_be_a_mark_or_anything_is_no_lost_letter(text: str) -> None:
    assert list(lost_letters.fillings(text)) == []


@pytest.mark.parametrize("encoding", ["latin-1", "koi8-r", "cp437"])
def test_bytes_by_chance_are_left_alone(encoding: str) -> None:
    chance = random.Random(5)
    for _ in range(40):
        text = chance.randbytes(300).decode(encoding)
        assert MOJIBAKE.clean(text) is text
        coded = base64.b64encode(chance.randbytes(120)).decode()
        assert MOJIBAKE.clean(f"café {coded}") == f"café {coded}"


@given(TEXTS)
def test_the_source_answers_like_its_compiled_form(text: str) -> None:
    plain = uncompiled("passes/mojibake/_non_ascii")
    assert _non_ascii.has_lone(text, 0, len(text)) == plain.has_lone(text, 0, len(text))
    assert _non_ascii.foreign_words(text, 0, len(text), 9) == plain.foreign_words(text, 0, len(text), 9)
    other = "".join(character if character.isascii() else "é" for character in text)
    assert _non_ascii.differences(text, other) == plain.differences(text, other)


@pytest.mark.parametrize("text", ["", "Ã", "Ã ", "\ud83dÃ©\ude00", "\x00Ã©\x00", "Ã©" * 40, "Ã\r\nÃ©\x85", "ð\x9f\x98"])
def test_contract(text: str) -> None:
    check(MOJIBAKE, text)


@pytest.mark.parametrize("unit", ["dÃ©jÃ\xa0 vu ", "Ã", "Ã ", "Ð¸", "ÖÐÎÄ²âÊÔ ", "├──", "Ãƒ©", "€", "Р "])
def test_time_is_linear_in_one_long_line(unit: str) -> None:
    assert growth(MOJIBAKE.clean, unit) < 3

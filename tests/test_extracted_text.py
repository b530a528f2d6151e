"""How text of PDF files is scored against the truth, what an edit is worth, and the commands for that, each once."""

from __future__ import annotations

import gzip
import os
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.processes import in_processes
from benchmarks.quality import peers
from benchmarks.quality.__main__ import main
from benchmarks.quality.extraction import measure
from benchmarks.quality.extraction.__main__ import main as pin
from benchmarks.quality.extraction.documents import EXTRACTORS, Document
from benchmarks.quality.extraction.effects import applied, effects, gain_by_rule
from benchmarks.quality.extraction.similarity import common, matches, similarity, words
from benchmarks.quality.sound.changes import Change
from tests.settling import settling
from training import corpus

TRUTH = "The keeper of the lamp wrote that 12 14 16 18 boats had passed the northern light before dawn."
# Two words that run together, as an extractor leaves them.
EXTRACTED = "The keeper ofthe lamp wrote that 12 14 16 18 boats had\npassed the northern light before dawn."

WORDS = st.lists(st.sampled_from("abcd"), max_size=12)


def change(text: str, old: str, new: str, within: str, rule: str = "spacing/split") -> Change:
    """A change of `old`, once in `within`, which is once in the text."""
    assert text.count(within) == within.count(old) == 1
    at = text.index(within) + within.index(old)
    return Change("ocr", "a", "tika", at, (rule,), 1.0, old, new, text[:at], text[at + len(old) :])


def insertion(text: str, left: str, right: str) -> Change:
    """A space between two parts that are adjacent once."""
    at = text.index(left + right) + len(left)
    return Change("ocr", "a", "tika", at, ("spacing/split",), 1.0, "", " ", text[:at], text[at:])


class TestSimilarity:
    @given(WORDS, WORDS)
    def test_the_common_subsequence_is_the_longest(self, a: list[str], b: list[str]) -> None:
        lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
        for i, left in enumerate(a):
            for j, right in enumerate(b):
                lengths[i + 1][j + 1] = (
                    lengths[i][j] + 1 if left == right else max(lengths[i][j + 1], lengths[i + 1][j])
                )
        assert common(a, b) == lengths[-1][-1]

    @given(WORDS, WORDS)
    def test_words_match_in_order(self, a: list[str], b: list[str]) -> None:
        pairs = matches(a, b)
        assert len(pairs) == common(a, b)
        assert all(a[i] == b[j] for i, j in pairs)
        assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))

    def test_line_breaks_quotes_and_ligatures_do_not_count(self) -> None:
        assert words("\u201cthe\n \ufb01rst\u201d\u00a0o\ufb03ce") == ['"the', 'first"', "office"]

    def test_it_is_twice_the_common_words_by_all_words(self) -> None:
        assert similarity(words(EXTRACTED), words(TRUTH)) == 2 * 17 / (18 + 19)
        assert similarity([], []) == 1
        assert similarity([], ["a"]) == 0


class TestEffects:
    def test_a_space_put_back_helps(self) -> None:
        (effect,) = effects(EXTRACTED, [insertion(EXTRACTED, "of", "the lamp")], TRUTH)
        assert (effect.alone, effect.last, effect.right) == (2, 2, 2)
        assert "of the lamp" in effect.truth

    def test_a_word_cut_in_two_hurts(self) -> None:
        (effect,) = effects(EXTRACTED, [insertion(EXTRACTED, "north", "ern")], TRUTH)
        assert effect.right == -1

    def test_what_changes_no_word_does_nothing(self) -> None:
        (effect,) = effects(EXTRACTED, [change(EXTRACTED, "\n", " ", "had\npassed", "layout/join")], TRUTH)
        assert effect.right == 0

    def test_each_of_the_edits_that_make_one_number_of_four_hurts(self) -> None:
        made = [
            change(EXTRACTED, " ", "", pair, "spacing/space-before-punctuation") for pair in ("12 14", "14 16", "16 18")
        ]
        assert applied(EXTRACTED, made).count("12141618") == 1
        found = list(effects(EXTRACTED, made, TRUTH))
        assert [effect.alone for effect in found] == [-2, -2, -2]
        assert [effect.last for effect in found] == [-1, 0, -1]
        assert all(effect.right < 0 for effect in found)

    def test_each_of_the_edits_that_mend_a_word_in_three_parts_helps(self) -> None:
        broken = TRUTH.replace("northern", "nor th ern")
        made = [change(broken, " ", "", pair, "spacing/join") for pair in ("nor th", "th ern")]
        assert [effect.right for effect in effects(broken, made, TRUTH)] == [0.5, 0.5]

    def test_edits_are_placed_behind_others_that_move_the_text(self) -> None:
        made = [insertion(EXTRACTED, "of", "the lamp"), insertion(EXTRACTED, "be", "fore dawn")]
        assert [effect.right for effect in effects(EXTRACTED, made, TRUTH)] == [2, -1]

    def test_at_the_ends_of_a_text(self) -> None:
        text = "Fog rose atdawn"
        made = [insertion(text, "F", "og"), insertion(text, "at", "dawn")]
        assert [effect.right for effect in effects(text, made, "Fog rose at dawn")] == [-1, 2]
        assert list(effects("", [], TRUTH)) == []

    def test_a_rule_is_worth_what_is_lost_without_it(self) -> None:
        helps, hurts = (
            insertion(EXTRACTED, "of", "the lamp"),
            change(EXTRACTED, " ", "", "14 16", "spacing/space-before-punctuation"),
        )
        gains = gain_by_rule(EXTRACTED, [helps, hurts], TRUTH)
        assert gains["spacing/split"] == pytest.approx(2 * 17 / (18 + 19) - 2 * 15 / (17 + 19))
        assert gains["spacing/space-before-punctuation"] == pytest.approx(2 * 17 / (18 + 19) - 1)


def test_items_come_back_in_their_order() -> None:
    assert in_processes(str.upper, ["a", "b", "c"], "letters", 1) == ["A", "B", "C"]
    assert in_processes(str.upper, ["a", "b", "c"], "letters", 2) == ["A", "B", "C"]
    assert in_processes(str.upper, [], "letters") == []


def test_a_document_is_worse_beyond_what_two_words_make() -> None:
    assert measure.worse([0.9, 0.9, 0.9, 0.9], [0.9, 0.8996, 0.8994, 1.0]) == 1


def test_scores_are_means_of_the_documents_of_an_extractor() -> None:
    texts = [Document("a", "tika", TRUTH, TRUTH), Document("b", "tika", "", TRUTH), Document("a", "borb", "", "")]
    assert measure.by_extractor(texts, measure.raw(texts)) == {"tika": 0.5, "borb": 1}


def test_segmenters_leave_known_words_alone() -> None:
    for name in ("wordninja", "symspellpy"):
        pytest.importorskip(name, reason="a peer of the extra `benchmarks`")
        assert peers.repair(name, "The keeper, lampkeeper: 12.") == "The keeper, lamp keeper: 12."


def test_clean_text_keeps_capitals_and_accents() -> None:
    pytest.importorskip("cleantext", reason="a peer of the extra `benchmarks`")
    assert peers.repair("clean-text", "The Käpylä lamp") == "The Käpylä lamp"


@pytest.fixture
def extracted_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that tika read well, and that all others read with two words run together."""
    for folder in ("truth", *EXTRACTORS.values()):
        (tmp_path / "pdf-extraction" / folder).mkdir(parents=True)
        text = f"\u201c{TRUTH if folder in {'truth', 'tika'} else EXTRACTED}\u201d"
        with gzip.open(tmp_path / "pdf-extraction" / folder / "lamp.txt.gz", "wt", encoding="utf-8") as file:
            file.write(text)
    monkeypatch.setattr(corpus, "CORPORA", tmp_path)
    # In this process, which has no other corpus than that.
    monkeypatch.setattr(os, "cpu_count", lambda: 1)


@pytest.mark.usefixtures("extracted_corpus")
def test_the_tables_of_extracted_text_print() -> None:
    done = CliRunner().invoke(main, ["extraction", "--preset", "default", "--examples", "1"], catch_exceptions=False)
    assert done.exit_code == 0
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.output.splitlines() if "│" in line]
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["tika"] == ["1.0000", "+0.0000"]
    assert by_name["pypdf"] == [f"{34 / 37:.4f}", f"{1 - 34 / 37:+.4f}"]
    assert by_name["documents made worse"] == ["", "0"]
    assert by_name["spacing/split"][1] == "7 / 0 / 0"
    assert by_name["quotes/straighten"][1] == "0 / 0 / 16"


@pytest.mark.usefixtures("extracted_corpus")
def test_tools_beside_are_measured_unless_a_preset_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "REPAIRS", {"shouting": ("string", lambda: str.upper)})
    done = CliRunner().invoke(main, ["extraction", "--markdown"], catch_exceptions=False)
    assert done.exit_code == 0
    (heading,) = (line for line in done.output.splitlines() if "shouting" in line)
    assert [cell.strip() for cell in heading.split("|")[1:-1]][1:] == ["raw", "default", "pdf", "ocr", "shouting"]


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "CORPORA", tmp_path)
    done = CliRunner().invoke(main, ["extraction"])
    assert done.exit_code == 1
    assert "TEXTMEND_CORPORA" in done.output


@pytest.mark.usefixtures("extracted_corpus")
def test_figures_of_extracted_text_have_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = settling(monkeypatch)
    done = CliRunner().invoke(pin, ["--check"], catch_exceptions=False)
    assert done.exit_code == 0
    assert settled["suite"] == "extraction"
    assert settled["checking"] is True
    measured = settled["measured"]
    assert isinstance(measured, dict)
    assert measured["default: score, tika"] == measured["default: score, borb"] == 1
    assert measured["default: documents made worse"] == 0
    at_most = settled["at_most"]
    assert at_most == [f"{preset}: documents made worse" for preset in ("default", "ocr", "pdf")]

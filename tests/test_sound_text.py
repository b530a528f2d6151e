"""What whole presets do to sound text: each count once, on texts whose changes are known, and each command once."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import textmend.passes as registry
from benchmarks.quality.__main__ import main
from benchmarks.quality.sound import changes, counting, kinds, pieces, pinned, repeats, symbols, wild
from benchmarks.quality.sound.__main__ import main as pin
from benchmarks.quality.sound.counting import Counts
from benchmarks.quality.sound.pieces import Piece
from benchmarks.quality.sound.restyling import RESTYLING, is_restyling
from benchmarks.quality.sound.wild import Rate
from tests.settling import settling
from textmend import Pipeline
from training import corpus

SPEECH = "And she -- who had never been there -- asked what the others\xa0meant by “late”."
LYRICS = "Sing un -- to the morn -- ing, sing of the win -- ter and the sum -- mer."
STRINGS = "Open the gate\nOld Kraków\n\nfilename"


def test_every_kind_is_in_one_group() -> None:
    listed = [kind for them in kinds.GROUPS.values() for kind in them]
    assert len(listed) == len(set(listed))
    assert set(listed) >= kinds.WITH_DASHES
    assert kinds.HARD_WRAPPED <= kinds.WITH_DASHES
    assert set(kinds.GROUPS) >= kinds.SYNTAX


@pytest.mark.skipif(not (corpus.CORPORA / "wild").is_dir(), reason="needs the corpus of sound text")
def test_every_kind_of_the_corpus_has_a_group() -> None:
    found = {piece.kind for piece in pieces.pieces()}
    assert found == {kind for them in kinds.GROUPS.values() for kind in them}


def test_the_rules_that_restyle_are_rules() -> None:
    rules = {f"{name}/{rule.name}" for name in registry.names() for rule in registry.get(name).rules}
    assert set(RESTYLING) <= rules
    assert all(style.reason for style in RESTYLING.values())
    assert not any(rule.startswith(("mojibake/", "spacing/")) for rule in RESTYLING)


@pytest.mark.parametrize(
    ("rule", "style", "harm"),
    [
        ("dashes/double-hyphen", "speeches", "music-lyrics"),
        ("dashes/double-hyphen", "markdown", "sql"),
        ("layout/join", "mailing-lists", "plays-in-verse"),
        ("quotes/double", "weblogs", "code-python"),
        ("quotes/backtick", "plays", "tex"),
    ],
)
def test_what_restyles_one_kind_harms_another(rule: str, style: str, harm: str) -> None:
    assert is_restyling(rule, style)
    assert not is_restyling(rule, harm)


def test_pieces_are_harmed_or_changed_by_rule() -> None:
    texts = [Piece("a", "speeches", SPEECH), Piece("b", "music-lyrics", LYRICS), Piece("c", "logs", "All is well.")]
    got = wild.measure("default", texts, workers=1)
    assert got.kinds == {"speeches": Rate(1, 0, 1), "music-lyrics": Rate(1, 1, 1), "logs": Rate(1)}
    assert got.all_pieces == Rate(3, 1, 2)
    assert got.all_pieces.per(300) == (100, 200)
    assert got.groups["prose"] == Rate(1, 0, 1)
    harm, style = got.rules["dashes/double-hyphen"]
    assert harm > 0
    assert style == 2
    assert got.rules["characters/space"] == (0, 1)
    assert got.rules["quotes/straighten"] == (0, 2)
    assert got.mojibake == 0


def test_lines_of_strings_are_texts_of_their_own() -> None:
    found = list(pieces.lines([Piece("a", "ui-latin-strings", STRINGS), Piece("b", "prose", STRINGS)]))
    assert found == [
        Piece("a:1", "ui-latin-strings", "Open the gate"),
        Piece("a:2", "ui-latin-strings", "Old Kraków"),
        Piece("a:4", "ui-latin-strings", "filename"),
    ]
    got = wild.measure("ascii", [Piece("a", "ui-latin-strings", STRINGS)], workers=1)
    assert got.all_lines == Rate(3, 0, 1)  # ó is spelled in ASCII, as requested


def test_mojibake_is_harm_and_counted_by_itself() -> None:
    got = wild.measure("safe", [Piece("a", "logs", "voilÃ\xa0 cafÃ© Ã©tÃ©")], workers=1)
    assert got.mojibake > 0
    assert got.rules["mojibake/utf-8"] == (got.mojibake, 0)
    in_lines = wild.measure("safe", [Piece("a", "ui-latin-strings", "cafÃ© Ã©tÃ©")], workers=1)
    assert in_lines.mojibake == 2 * sum(in_lines.rules["mojibake/utf-8"])
    assert got.all_pieces == Rate(1, 1, 1)


def test_a_change_shows_what_is_around_it() -> None:
    (found,) = changes.of_pieces("default", [Piece("a", "weblogs", "They said “no.")])
    assert (found.before, found.old, found.new, found.after) == ("They said ", "“", '"', "no.")
    assert not found.is_harm
    assert "weblogs" in str(found)


def test_a_text_that_raises_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: Pipeline, _text: str) -> None:
        raise KeyError("x")

    monkeypatch.setattr(Pipeline, "explain_if_any", fail)
    with pytest.raises(click.ClickException, match=r"safe raises KeyError.* on a .prose"):
        changes.of_pieces("safe", [Piece("a", "prose", "x")])


def test_every_symbol_is_in_three_sentences_and_more() -> None:
    texts = symbols.texts()
    counts = counting.by_family(texts, ())
    assert counts["Greek letters"].texts + counts["formulas"].texts >= 2_000
    greek = [text.text for text in texts if text.name.startswith("Greek letters#")]
    assert all(sum(letter in text for text in greek) >= 3 for letter in "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩ")
    assert len({text.name for text in texts}) == len(texts)
    assert symbols.texts() == texts


def test_a_text_counts_once_however_often_it_is_changed() -> None:
    texts = [Piece(f"marks#{at}", "weblogs", text) for at, text in enumerate(("Ã©tÃ© Ã©tÃ©", "a “mark”", "a × b"))]
    made = changes.changes("default", texts, workers=1)
    assert {change.name for change in made} == {"marks#0", "marks#1"}  # the quotes of the second are a matter of style
    assert counting.by_family(texts, made) == {"marks": Counts(3, 1, 0)}
    assert counting.by_family(texts, made)["marks"].wrong_in(300) == 100
    assert counting.by_tool(texts, str.upper) == {"marks": Counts(3, 3)}
    assert {change.name for change in changes.changes("default", texts, harm_only=True, workers=1)} == {"marks#0"}


def test_what_other_rules_harm_is_counted_apart() -> None:
    texts = [Piece("marks#0", "weblogs", "They came ofthe old house inthe morning.")]
    assert counting.by_family(texts, changes.changes("default", texts, workers=1)) == {"marks": Counts(1, 0, 1)}


def test_words_are_repeated_as_often_as_it_says() -> None:
    found = list(repeats.repeated(["Győr"], ["en", "fr"], [1, 8]))
    assert [(text.piece.name, text.piece.text.count("Győr")) for text in found] == [
        ("en × 1#0", 1), ("en × 8#0", 8), ("fr × 1#0", 1), ("fr × 8#0", 8),
    ]  # fmt: skip


def test_only_edits_that_meet_the_word_count() -> None:
    (text,) = repeats.repeated(["cafÃ©tÃ©ria"], ["en"], [3])
    made = changes.changes("default", [text.piece], workers=1)
    assert repeats.by_family([text], made) == {"en × 3": Counts(1, 1)}
    assert repeats.by_family([text._replace(word="office")], made) == {"en × 3": Counts(1)}
    assert repeats.by_tool([text], lambda text: text.replace("Ã©", "é")) == {"en × 3": Counts(1, 1)}
    assert repeats.by_tool([text], str) == {"en × 3": Counts(1)}


def test_floors_see_what_gets_worse() -> None:
    sound, harmed = Piece("a", "weblogs", "All is well here."), Piece("b", "weblogs", "They came ofthe house.")
    assert dict(pinned.of_wild("safe", [sound, harmed], workers=1)) == {
        "safe: pieces harmed in 1,000": 0,
        "safe: pieces changed in 1,000": 0,
        "safe: lines harmed in 10,000": 0,
        "safe: edits of pass mojibake": 0,
    }
    assert dict(pinned.of_wild("default", [sound, harmed], workers=1))["default: pieces harmed in 1,000"] == 500
    (word,) = repeats.repeated(["cafÃ©tÃ©ria"], ["en"], [1])
    assert list(pinned.of_repeats("safe", [word], workers=1)) == [("safe: repeated words changed in 10,000", 10_000)]
    assert list(pinned.of_symbols("safe", [sound], workers=1)) == [("safe: texts with symbols changed in 1,000", 0)]


@pytest.fixture
def sound_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"speeches": SPEECH, "music-lyrics": LYRICS, "ui-latin-strings": STRINGS}
    records = [{"id": kind, "kind": kind, "text": text} for kind, text in texts.items()]
    (tmp_path / "wild").mkdir()
    with gzip.open(tmp_path / "wild" / "wild.dev.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(record)}\n" for record in records)
    monkeypatch.setattr(corpus, "CORPORA", tmp_path)


@pytest.mark.usefixtures("sound_corpus")
def test_the_table_of_sound_text_prints() -> None:
    arguments = ["wild", "--preset", "safe", "--preset", "default", "--examples", "1", "--kinds"]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.output.splitlines() if "│" in line]
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["drawings, music, chess"][0] == "1"
    assert by_name["drawings, music, chess"][2] == "1000 / 1000"
    assert by_name["prose"][2] == "0 / 1000"
    assert by_name["edits of pass mojibake"] == ["", "0", "0"]
    assert "harm  default" in done.output.replace("harm   default", "harm  default")


@pytest.mark.usefixtures("sound_corpus")
def test_the_table_of_symbols_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(symbols, "texts", lambda: [Piece("marks#0", "weblogs", "A § is 5 × 2.")])
    done = CliRunner().invoke(main, ["symbols", "--preset", "safe"], catch_exceptions=False)
    assert done.exit_code == 0
    assert "0 / 0" in done.output


@pytest.mark.usefixtures("sound_corpus")
def test_figures_of_sound_text_have_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("babel", reason="names come from Babel, of the extra `benchmarks`")
    settled = settling(monkeypatch)
    monkeypatch.setattr(repeats, "texts", lambda _babel: list(repeats.repeated(["Győr", "Øster"], ["en"])))
    monkeypatch.setattr(symbols, "texts", lambda: [Piece("marks#0", "weblogs", "A § is 5 × 2.")])
    done = CliRunner().invoke(pin, ["--check"], catch_exceptions=False)
    assert done.exit_code == 0
    assert settled["suite"] == "sound text"
    assert settled["checking"] is True
    measured = settled["measured"]
    assert isinstance(measured, dict)
    assert measured["default: pieces harmed in 1,000"] == pytest.approx(1000 / 3)
    assert measured["safe: texts with symbols changed in 1,000"] == 0
    assert settled["at_most"] == list(measured)

"""The quality harness: each definition once, on cases small enough to count by hand, and the whole command once."""

from __future__ import annotations

import ast
import gzip
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import floors
from benchmarks.quality import (
    characters,
    dashes,
    ftfycases,
    harm,
    layout,
    mojibake,
    names,
    quotes,
    spaces,
    summary,
    transliteration,
)
from benchmarks.quality.__main__ import main
from benchmarks.quality.layout import blocks, pdf, peers, precision, setting
from benchmarks.quality.layout.setting import printed
from benchmarks.quality.score import Score
from benchmarks.quality.subjects import SUBJECTS, level_of, pipeline
from tests.settling import settling
from textmend import Pipeline, Result
from textmend.edits import Edit
from training import corpus


def unchanged(text: str) -> str:
    return text


def test_precision_recall_and_f1() -> None:
    score = Score(right=3, made=4, wanted=6)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)
    assert Score(1, 2, 3) + Score(1, 1, 1) == Score(2, 3, 4)


def test_doing_nothing_is_never_wrong_and_finds_nothing() -> None:
    idle = Score(right=0, made=0, wanted=5)
    assert (idle.precision, idle.recall, idle.f1) == (1.0, 0.0, 0.0)
    assert Score().f1 == 1.0


def test_spaces_count_by_the_characters_before_them() -> None:
    # One of two lost spaces is restored, one is inserted where none was, and the second line needs nothing.
    lines = [("ofthe oldhouse", "of the old house"), ("as it is", "as it is")]
    got = spaces.score(lambda text: text.replace("ofthe", "of the").replace("house", "ho use"), lines)
    assert got.inserted == Score(right=1, made=2, wanted=2)
    assert got.sequence_f1 == pytest.approx((0.5 + 1) / 2)
    assert got.nothing == 0.5


def test_the_cases_of_ftfy_come_out_by_kind(tmp_path: Path) -> None:
    cases = [
        {"label": "Synthetic: one", "original": "Ã©tÃ©", "fixed": "été", "expect": "pass"},
        {"label": "a lost byte", "original": "Ä\ufffd", "fixed": "\ufffd", "expect": "pass"},
        {"label": "quotes", "original": "“été”", "fixed": '"été"', "fixed-encoding": "“été”", "expect": "pass"},
        {"label": "Negative: one", "original": "Ã", "fixed": "A", "expect": "fail"},
    ]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    assert ftfycases.outcomes(file) == {
        "synthetic": ftfycases.Outcome(1, 1, 0),
        "wild": ftfycases.Outcome(2, 1, 1),
        "known failures": ftfycases.Outcome(1, 0, 0),
    }
    said = CliRunner().invoke(main, ["--ftfy-cases", str(file)], catch_exceptions=False).output
    assert "left whole" in said
    said = CliRunner().invoke(main, ["--ftfy-cases", str(tmp_path / "no.json")], catch_exceptions=False).output
    assert "pip download" in said


def test_names_are_short_and_damaged_in_the_encodings_of_their_language() -> None:
    babel = pytest.importorskip("babel", reason="names come from Babel, of the extra `benchmarks`")
    found = names.named(babel, "languages")
    assert "français" in found["fr"]
    assert not any(name.isascii() for name in names.clean(found))
    lanes = dict(names.damaged({"el": ["Ελληνικά"], "fr": ["français"]}))
    assert ("franÃ§ais", "français") in lanes[mojibake.Lane("utf-8", "latin-1", "all")]
    assert lanes[mojibake.Lane("iso-8859-7", "latin-1", "el")] == [("ÅëëçíéêÜ", "Ελληνικά")]


def test_the_judge_has_learnt_from_no_line_that_it_is_measured_on() -> None:
    # The tuning and development lines of the ACL benchmark are the same.
    training = Path(__file__).parents[1] / "training" / "candidates.py"
    lines = next(
        node.value
        for node in ast.parse(training.read_text("utf-8")).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_LINES"
    )
    assert "ACL" in spaces.BENCHMARKS
    assert "ACL" not in ast.literal_eval(lines)


def test_removed_spaces_count_for_whole_lines_only() -> None:
    got = spaces.score(lambda text: text.replace("Abst rac t", "Abstrac t"), [("Abst rac t", "Abstract")])
    assert got.inserted == Score()
    assert got.sequence_f1 == pytest.approx(2 / 3)


PROSE = "He came—late. They had it – all of it. “But—” she said -- and left."


@pytest.mark.parametrize("trace", dashes.DAMAGES.values())
def test_dashes_that_stay_lost(trace: str) -> None:
    # The dash before a closing mark is not between words.
    assert dashes.score(unchanged, trace, [PROSE]) == Score(right=0, made=0, wanted=3)


def test_dashes_put_back_in_any_style_and_in_a_wrong_place() -> None:
    def mend(text: str) -> str:
        return text.replace("came late", "came — late").replace("She said", "She — said")

    got = dashes.score(mend, " ", ["He came—late. She said – no."])
    assert got == Score(right=1, made=2, wanted=2)


def test_a_mended_trace_is_no_invention_and_a_new_dash_is() -> None:
    text = "one two--three four five six seven eight nine ten"
    assert dashes.inventions(lambda text: text.replace("--", "—"), [text]) == 0
    assert dashes.inventions(lambda text: text.replace("one two", "one — two"), [text]) == pytest.approx(1e6 / 9)


def test_mojibake_that_can_be_led_back() -> None:
    assert mojibake.damaged("café", "utf-8", "latin-1") == "cafÃ©"
    assert mojibake.damaged("cafe", "utf-8", "latin-1") == ""  # looks the same
    assert mojibake.damaged("тест", "latin-1", "utf-8") == ""  # cannot be encoded
    assert mojibake.damaged("à", "utf-8", "ascii") == ""  # cannot be decoded


def test_mojibake_counts_whole_sentences_and_lanes_alike() -> None:
    pairs = [("cafÃ©", "café"), ("dÃ©jÃ", "déjà"), ("Ð´Ð°", "да")]
    got = mojibake.score(lambda text: text.replace("Ã©", "é"), pairs)
    assert got == Score(right=1, made=2, wanted=3)
    assert mojibake.macro([Score(1, 2, 4), Score(3, 3, 3)]) == pytest.approx((0.25 + 1) / 2)


def test_quotes_are_compared_mark_for_mark() -> None:
    right = ["“Don’t,” he said.", "‘No’"]

    def curl(text: str) -> str:  # opens all double marks, leaves the single ones of the second text
        return text.replace('"', "“").replace("n't", "n’t")

    assert quotes.curled(curl, right) == Score(right=2, made=3, wanted=5)
    assert quotes.straightened(unchanged, right) == Score(right=0, made=0, wanted=5)


def test_a_text_that_loses_characters_has_all_its_marks_wrong() -> None:
    assert quotes.curled(lambda text: text.strip('"'), ["“Yes”"]) == Score(right=0, made=2, wanted=2)


PARAGRAPHS = ["The first paragraph is somewhat longer than a single line of its page is.", "The second.", "The third."]


@pytest.mark.parametrize("name", layout.kinds())
def test_layout_compares_paragraph_for_paragraph(name: str) -> None:
    def joined(text: str) -> str:  # all lines into one paragraph
        return " ".join(text.split())

    got = layout.score(joined, layout.kinds()[name], [PARAGRAPHS])
    assert got == Score(right=0, made=1, wanted=3)


def test_layout_counts_the_paragraphs_that_come_back() -> None:
    kind = layout.kinds()["empty lines between"]
    assert layout.score(unchanged, kind, [PARAGRAPHS]) == Score(right=2, made=3, wanted=3)


def hyphenated(_paragraphs: list[str], _chance: random.Random) -> list[str]:
    """A page whose second hyphen is marked as if hyphenation had inserted it, which it had not."""
    return [
        "The team had set out to measure how the leaves lose water, and the",
        f"young instrument was to be tried on something simple, for its capabili{setting.BROKEN}",
        f"ties were not known, and those of the long{setting.BROKEN}",
        f"term kind, which had been in the house for years, were far too well{setting.WITHIN}",
        "known to everybody for a new trial to be of any use to the people",
        f"who worked there, or to those who came in for the brimdle{setting.BROKEN}",
        "quorv, which is another thing, and not for anybody to explain here.",
    ]


def test_what_other_tools_write_counts_without_its_marks() -> None:
    source = (
        "Harbours\n\nThe ferry to the *outer* islands leaves from the north quay at “seven”.\n\n"
        "- Cars are loaded through the bow, and bicycles are carried up."
    )
    markdown = (
        '# Harbours\n\nThe **ferry** to the outer islands\nleaves from the north quay at "seven".\n\n'
        "* Cars are loaded through the bow, and bicycles are carried up. \n"
    )
    assert peers.exact(source, markdown, blocks=True) == (2, 2)
    assert peers.exact(source, markdown, blocks=False) == (2, 1)
    assert peers.exact(source, markdown.replace("north", "no-\nrth"), blocks=True) == (2, 1)
    assert peers.exact(source, markdown.replace("\n\n*", "*"), blocks=True) == (2, 0)


def test_hyphens_are_right_when_joined_or_kept_as_they_were() -> None:
    assert layout.hyphens(Pipeline([]), hyphenated, [PARAGRAPHS]) == layout.Hyphens(left=4)
    expected = layout.Hyphens(right=2, wrong=1, left=1)
    assert layout.hyphens(Pipeline(["layout"]), hyphenated, [PARAGRAPHS]) == expected


def test_a_page_is_printed_without_the_truth_about_its_hyphens() -> None:
    assert (
        printed([f"capabili{setting.BROKEN}", f"ties well{setting.WITHIN}", "known"])
        == "capabili-\nties well-\nknown\n"
    )


@pytest.mark.parametrize("name", blocks.BLOCKS)
def test_blocks_are_touched_when_a_line_of_them_moves(name: str) -> None:
    source = [
        " ".join(f"{PARAGRAPHS[0]} It was, as far as she knew, the {number}. of them." for number in range(12))
    ] * 4
    maker, kind = blocks.BLOCKS[name], layout.kinds()["empty lines between"]
    assert blocks.alone(unchanged, maker, [source]) == 0
    assert blocks.between(unchanged, maker, kind, [source]) == 0
    assert blocks.alone(lambda text: " ".join(text.split()), maker, [source]) == 1
    assert blocks.between(lambda text: text.replace("\n", " "), maker, kind, [source]) == 1


def test_edits_are_held_to_the_white_space_of_the_text() -> None:
    page, mended = "one\ntwo\n  three\nf o u r", "one two three\nfour"
    edits = [(3, 4, " "), (7, 10, " "), (17, 18, ""), (19, 20, ""), (21, 22, "")]
    result = Result(page, mended, tuple(Edit(*edit, "layout/rule", 0.9) for edit in edits), ())
    assert [is_right for _, is_right in precision.held(result, "one two\nthree\nfo ur")] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_words_in_exact_sequence() -> None:
    assert pdf.exact(["one two", "three four"], "one two\nthree\nfour") == 1
    assert pdf.exact(["one two", "three four"], "one two HEADER three four") == pytest.approx(4 / 5)
    assert pdf.exact(["one two", "three four"], "one two three fo-\nur") == pytest.approx(3 / 5)


@pytest.mark.parametrize("name", characters.INJECTIONS)
def test_what_is_injected_stands_where_it_is_said_to(name: str) -> None:
    text = "“Efficient office fluff – it’s offline…”\n\nAnother  coffee, then different muffins.\n" * 60
    damaged, spans = characters.inject(text, characters.INJECTIONS[name], random.Random(1))
    assert spans
    assert damaged != text
    for start, end, meant in reversed(spans):
        damaged = damaged[:start] + meant + damaged[end:]
    assert damaged == text


def test_characters_left_alone_are_not_right() -> None:
    text = "The office finds the fluff."
    ligatures = characters.INJECTIONS["ligatures"]
    assert characters.score(Pipeline([]).explain, ligatures, [text]) == Score(right=0, made=0, wanted=4)
    assert characters.score(Pipeline(["characters"]).explain, ligatures, [text]) == Score(right=4, made=4, wanted=4)


def test_other_changes_to_characters_are_wrong() -> None:
    # The curly mark becomes straight, the ligatures stay.
    quoted = characters.score(Pipeline(["quotes"]).explain, characters.INJECTIONS["ligatures"], ["It’s an office."])
    assert quoted == Score(right=0, made=1, wanted=1)


def test_the_share_of_characters_that_get_a_spelling() -> None:
    assert transliteration.spelled(lambda text: text.replace("é", "e"), ["é☂", "éé"]) == 0.75


def test_harm_counts_edits_in_english_and_sentences_elsewhere() -> None:
    got = harm.measure(Pipeline(["quotes"]), ["It’s his ‘own’.", "So be it."], ["C’est l’été.", "Ja.", "Nein.", "Si."])
    assert got.edits_per_million_words == pytest.approx(3e6 / 6)
    assert got.sentences_per_ten_thousand == 2_500


def test_a_restyling_pass_does_no_harm_to_text_in_its_style() -> None:
    assert not harm.NEEDS_NOTHING["quotes straight"]("It’s")
    assert harm.NEEDS_NOTHING["quotes straight"]("It's")
    assert not harm.NEEDS_NOTHING["quotes typographic"]("It's")
    assert not harm.NEEDS_NOTHING["ascii"]("été")


def test_programs_are_read() -> None:
    assert any("def getattr_static(" in text for text in harm.programs())


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_pass_is_measured_alone_at_the_level_of_its_preset(subject: str) -> None:
    (step,) = pipeline(subject).steps
    assert subject.startswith(step.name)
    assert step.level == level_of(subject)
    (step,) = pipeline(subject, "guess").steps
    assert step.level == "guess"


def test_figures_have_names_and_harm_is_good_when_low() -> None:
    rows = [
        summary.Row("Wiki", Score(1, 2, 4), summary.Figure("seqF1", 0.5)),
        summary.Row("lost", Score(0, 0, 4)),  # precision without changes means nothing, and is not a floor
    ]
    report = summary.Report("spacing", "likely", harm.Harm(9.5, 2.0), rows)
    assert list(summary.figures(report)) == [
        ("spacing: Wiki precision", 0.5, False),
        ("spacing: Wiki recall", 0.25, False),
        ("spacing: Wiki seqF1", 0.5, False),
        ("spacing: lost recall", 0.0, False),
        ("spacing: edits in a million clean words", 9.5, True),
        ("spacing: sentences changed in 10,000 of other languages", 2.0, True),
    ]


# The command on a corpus of its own, so that it runs without the development corpora.
ENGLISH = [
    "The war of the roses was long—longer than anyone had thought it would be.",
    "“It’s over,” she said, and the office was silent.",
    "They went home in the evening and did not come back.",
]
FOREIGN = {"fr": "L’été est passé à côté de nous.", "ru": "Москва — столица, и я там был.", "de": "Es war schön."}


def write(path: Path, lines: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def records(entries: Sequence[Mapping[str, str]]) -> list[str]:
    return [json.dumps(entry) for entry in entries]


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"id": "1", "dash_style": "em", "text": "\n\n".join(ENGLISH)}
    write(tmp_path / "prose-en.dev.jsonl.gz", records([document]))
    sentences = [{"lang": lang, "text": text} for lang, text in FOREIGN.items() for _ in range(10)]
    write(tmp_path / "multilingual.dev.jsonl.gz", records(sentences))
    for name in spaces.BENCHMARKS:
        write(tmp_path / "wsc" / "dev" / name / "corrupt.txt.gz", ["the war ofthe roses"])
        write(tmp_path / "wsc" / "dev" / name / "correct.txt.gz", ["the war of the roses"])
    monkeypatch.setattr(corpus, "CORPORA", tmp_path)


@pytest.mark.usefixtures("corpora")
def test_the_summary_has_a_row_for_each_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = settling(monkeypatch)
    done = CliRunner().invoke(main, ["--check"], catch_exceptions=False)
    assert done.exit_code == 0
    rows = [[cell.strip() for cell in line.split("│")] for line in done.output.splitlines() if "│" in line]
    assert [(row[1], row[2]) for row in rows if row[1]] == [(subject, level_of(subject)) for subject in SUBJECTS]
    assert settled["suite"] == "quality"
    assert settled["checking"] is True
    measured = settled["measured"]
    assert isinstance(measured, dict)
    assert measured["spacing: Wiki recall"] == 1.0
    assert measured["mojibake: lanes macro mean"] < 1.0
    assert "spacing: edits in a million clean words" in str(settled["at_most"])


@pytest.mark.usefixtures("corpora")
def test_every_table_prints() -> None:
    names = ["harm", "mojibake", "characters", "layout", "spaces", "dashes", "quotes"]
    done = CliRunner().invoke(main, [*names, "--lanes"], catch_exceptions=False)
    assert done.exit_code == 0
    assert "utf-8 as latin-1, all" in done.output


def test_floors_are_those_of_the_summary() -> None:
    done = CliRunner().invoke(main, ["dashes", "--check"])
    assert done.exit_code == 2
    assert "leave out the names" in done.output


@pytest.mark.usefixtures("corpora")
def test_the_fingerprint_knows_the_texts_and_how_many() -> None:
    texts = list(summary.texts(1))
    assert floors.fingerprint(texts) == floors.fingerprint(summary.texts(1))
    assert floors.fingerprint(texts) != floors.fingerprint(summary.texts(0))

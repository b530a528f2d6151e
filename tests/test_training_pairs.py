"""Pairs to learn from: the damage by extractors is labelled correctly, and engines and extractors work together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from training.pairs import build, latex, rates
from training.pairs.alignment import aligned, units
from training.pairs.command import pairs
from training.pairs.documents import Document, is_heading
from training.pairs.engines import ENGINES
from training.pairs.extractors import EXTRACTORS
from training.pairs.labels import Labels, labels

TITLE = "NOTES OF A KEEPER 1871"
SOURCE = (
    "The keeper of the northern lighthouse classified every affluent visitor by the colour of his boat, and afterwards "
    "filled a page of his notes with it.\n\nNobody who had seen the well-known reef at low water doubted that the "
    "first of them would be difficult — or so he wrote fifteen times in 1871 or later, when the office paid him."
)
WORDS = SOURCE.split()

WHITE_SPACE = re.compile(r"(?:[ \t\n]|\r\n)*")


def restored(text: str, found: Labels) -> list[str]:
    """The words of the source, derived from an extracted text and its labels alone, if the text is in order."""
    edits = [(start, end, " ") for start, end in [*found.furniture, *found.unaligned]]
    edits += [(at, at, " ") for at in [*found.spaces_lost, *found.paragraph_ends]]
    edits += [(at, end_of_space(text, at), "") for at in found.spaces_added]
    edits += [(at, end_of_space(text, at), written) for at, written in found.line_breaks]
    edits += [(at, end_of_space(text, at + 1), "") for at in found.hyphens]
    edits += [(at, at + len(became), written) for at, written, became in [*found.ligatures, *found.characters]]
    parts: list[str] = []
    done = 0
    for start, end, written in sorted(edits):
        assert start >= done, "two labels overlap"
        parts += (text[done:start], written)
        done = end
    return "".join((*parts, text[done:])).split()


def end_of_space(text: str, at: int) -> int:
    match = WHITE_SPACE.match(text, at)
    assert match
    return match.end()


def of(text: str, source: str = SOURCE) -> Labels:
    return labels(text, source, TITLE)


def damaged(*changes: tuple[str, str]) -> str:
    """The source after changes of what it has once."""
    text = SOURCE
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


class TestLabels:
    def test_a_text_that_is_its_source_has_none(self) -> None:
        found = of(SOURCE)
        assert found == Labels(len(WORDS), 0, [], [], [], [], [SOURCE.index("\n")], [], [], [], [], [])

    def test_spaces(self) -> None:
        text = damaged(
            ("of the northern", "ofthe nor thern"), ("filled a page", "filled  a page"), ("it.\n\nNobody", "it.Nobody")
        )
        found = of(text)
        assert found.spaces_lost == [text.index("ofthe") + 2, text.index("it.Nobody") + 3]
        assert found.spaces_added == [text.index("nor thern") + 3]
        assert found.spaces_doubled == [text.index("filled  a") + 6]
        assert found.paragraph_ends == [text.index("it.Nobody") + 3]

    @pytest.mark.parametrize(
        ("old", "new", "label"),
        [
            pytest.param("affluent", "a uent", ("ffl", " "), id="a space"),
            pytest.param("classified", "classied", ("fi", ""), id="nothing"),
            pytest.param("fifteen", "fteen", ("fi", ""), id="nothing, where “if” could be lost as well"),
            pytest.param("classified", "classi\x0ced", ("fi", "\x0c"), id="a control that Python takes for space"),
            pytest.param(" first", "\n\x0crst", ("fi", "\x0c"), id="a control at the start of a line"),
            pytest.param(" filled", " \rlled", ("fi", "\r"), id="a control that could end a line"),
            pytest.param("difficult", "di(cid:14)cult", ("ffi", "(cid:14)"), id="a number"),
            pytest.param("office", "o\ufffdce", ("ffi", "\ufffd"), id="the replacement character"),
            pytest.param("difficult", "diycult", ("ffi", "y"), id="a wrong letter"),
            pytest.param("difficult", "diﬃcult", ("ffi", "ﬃ"), id="a ligature"),
            pytest.param("afterwards", "aerwards", ("ft", ""), id="a ligature of Calibri"),
        ],
    )
    def test_what_became_of_a_ligature(self, old: str, new: str, label: tuple[str, str]) -> None:
        text = damaged((old, new))
        found = of(text)
        assert [rest for _, *rest in found.ligatures] == [list(label)]
        assert restored(text, found) == WORDS
        assert [found.characters, found.spaces_added, found.spaces_lost, found.unaligned] == [[], [], [], []]

    def test_a_lost_word_is_no_lost_ligature_and_no_lost_space(self) -> None:
        found = of(damaged(("every affluent visitor", "every visitor")))
        assert [found.ligatures, found.characters, found.spaces_lost] == [[], [], []]
        assert (found.missing, found.words) == (len("affluent"), len(WORDS) - 1)

    def test_other_characters(self) -> None:
        text = damaged(("difficult — or", "difficult | or"))
        assert of(text).characters == [(text.index("|"), "—", "|")]
        accents = (
            "The Universite´ of Montre´al has a library that nobody who lives on the island has ever read through."
        )
        source = accents.replace("e´", "é")
        assert [rest for _, *rest in labels(accents, source, TITLE).characters] == [["é", "e´"], ["é", "e´"]]

    @pytest.mark.parametrize("hyphen", ["-\n", "-\r\n", "\x02", "\xad\n", "\ufffe\n", " -\n"])
    def test_hyphens_at_line_ends(self, hyphen: str) -> None:
        text = damaged(("lighthouse", f"light{hyphen}house"), ("well-known", "well-\nknown"))
        found = of(text)
        assert found.hyphens == [text.index("light") + 5 + hyphen.startswith(" ")]
        assert found.line_breaks == [(text.index("well-") + 5, "")]
        assert restored(text, found) == WORDS

    @pytest.mark.parametrize(
        ("old", "new", "label"),
        [
            ("difficult", "dif-\n\x0ccult", ("fi", "\x0c")),
            ("classified", "classi\x0e-\ned", ("fi", "\x0e")),
            ("affluent", "af\x02\x0euent", ("fl", "\x0e")),
        ],
    )
    def test_hyphens_beside_a_lost_ligature(self, old: str, new: str, label: tuple[str, str]) -> None:
        text = damaged((old, new))
        found = of(text)
        assert [rest for _, *rest in found.ligatures] == [list(label)]
        assert [len(found.hyphens), found.line_breaks, found.unaligned] == [1, [], []]
        assert restored(text, found) == WORDS

    def test_a_line_end_behind_another_character(self) -> None:
        text = damaged(("well-known", "well|\nknown"))
        found = of(text)
        assert found.characters == [(text.index("|"), "-", "|")]
        assert found.line_breaks == [(text.index("|") + 1, "")]

    def test_a_short_quotation_that_lost_its_marks(self) -> None:
        text = 'He said that a \\\x0ct" was what the doctor had called it when all of them stood in the hall.'
        source = text.replace('\\\x0ct"', "“fit”")
        found = labels(text, source, TITLE)
        assert found.missing == 4
        assert not found.unaligned

    @pytest.mark.parametrize(
        "furniture", [f"{TITLE}\n\n2\n\n", f"2 {TITLE}\n", "2\n\n\x0c", "NOTESOFAKEEPER1871 2\n", f"{TITLE} 12\r\n"]
    )
    def test_furniture_inside_a_hyphenated_word(self, furniture: str) -> None:
        text = damaged(("lighthouse", f"light-\n{furniture}house"))
        found = of(text)
        assert [text[start:end] for start, end in found.furniture] == [furniture.strip()]
        assert len(found.hyphens) == 1
        assert not found.unaligned

    def test_a_page_number_that_ran_into_a_line(self) -> None:
        text = damaged(("doubted that", "doubted2\nthat"))
        assert [text[start:end] for start, end in of(text).furniture] == ["2"]

    @pytest.mark.parametrize(("old", "new"), [("in 1871", "in\n1\n1871"), ("1871 or", "1871\n1\nor")])
    def test_a_page_number_beside_the_same_digit(self, old: str, new: str) -> None:
        text = damaged((old, new))
        at = text.index("\n1\n") + 1
        assert of(text).furniture == [(at, at + 1)]

    def test_lines_of_two_columns_read_across(self) -> None:
        lines = [" ".join(WORDS[at : at + 5]) for at in range(0, len(WORDS), 5)]
        middle = (len(lines) + 1) // 2
        text = "\n".join(
            f"{ours} {theirs}" for ours, theirs in zip_longest(lines[:middle], lines[middle:], fillvalue="")
        )
        text = text.replace("northern", "nor thern").replace("the colour", "thecolour")
        found = of(text)
        assert (found.missing, found.unaligned, found.words) == (0, [], len(WORDS))
        assert found.spaces_added == [text.index("nor thern") + 3]
        assert found.spaces_lost == [text.index("thecolour") + 3]

    def test_a_line_of_the_other_column_may_start_as_the_next_line_of_its_own(self) -> None:
        source = (
            "They had years of the hardest work and of little else but wind when the boats came home with the tide."
        )
        text = "They had years of the hardest when the boats came\nwork and of little else but wind home with the tide."
        found = labels(text, source, TITLE)
        assert (found.missing, found.unaligned, found.words) == (0, [], len(source.split()))

    def test_a_hyphen_before_the_other_column_stays_in_its_own(self) -> None:
        source = (
            "They were years of the most careful and preventive work in the towns around and in all the villages with "
            "an at-risk population that grew and grew."
        )
        text = (
            "They were years of the most in all the villages with an at-\n"
            "careful and preven- risk population that grew\n"
            "tive work in the towns around and and grew."
        )
        found = labels(text, source, TITLE)
        assert [found.hyphens, found.spaces_added] == [[text.index("preven-") + 6], []]

    def test_a_text_without_its_source_has_no_labels_but_that(self) -> None:
        text = "Quite another matter is the price of wool, which fell\nby a third in the months that followed the war."
        found = of(text)
        assert (found.words, found.spaces_lost, found.spaces_added, found.ligatures) == (0, [], [], [])
        assert [text[start:end] for start, end in found.unaligned] == text.split("\n")

    @given(st.randoms(use_true_random=False))
    def test_the_labels_give_the_source_back(self, chance: Random) -> None:
        text = damage(SOURCE, chance)
        assert restored(text, of(text)) == WORDS

    def test_a_long_text_takes_no_table_of_its_square(self) -> None:
        # A table would have 10 ** 10 cells.
        chance = Random(3)
        source = " ".join("".join(chance.choices("abcdefgh", k=chance.randint(2, 9))) for _ in range(20_000))
        places = aligned(units(source.replace("a", "").replace(" ", "")).chars, units(source).chars)
        assert sum(place >= 0 for place in places) > 0.99 * len(places)


def damage(source: str, chance: Random) -> str:
    """Break the lines of a text, and remove spaces and ligatures, a few of each, none near another."""
    words = source.replace("\n\n", " \n\n").split(" ")
    for at in range(1, len(words), 2):
        word = words[at]
        kind = chance.choice(["none", "added", "hyphen", "ligature", "header"])
        if kind == "added" and word.isalpha() and len(word) > 4:
            words[at] = f"{word[:3]} {word[3:]}"
        elif kind == "hyphen" and word.isalpha() and len(word) > 5:
            words[at] = f"{word[:3]}-\n{word[3:]}"
        elif kind == "ligature":
            words[at] = re.sub("ffi|ffl|fi", chance.choice(["", "\ufffd", "(cid:12)", "\x0e"]), word)
        elif kind == "header":
            words[at] = f"{word}\n{TITLE}\n{chance.randint(1, 99)}\n"
    return re.sub(" (?=[a-z])", lambda _: chance.choice(["", " ", "\n", "  "]), " ".join(words))


class TestLatex:
    def test_straight_marks_become_what_tex_shows(self) -> None:
        document = Document("a", "web", "", TITLE, ('"It\'s \'so\'," she said ("no").', "Œ is not in the fonts."))
        assert latex.typeable(document).paragraphs == ("“It’s ‘so’,” she said (“no”).",)

    @pytest.mark.parametrize(
        ("text", "typed"),
        [
            (
                "50% of {a_b} & #1 for $2 ~ \\^",
                r"50\% of \{a\_b\} \& \#1 for \$2 \textasciitilde{} \textbackslash{}\textasciicircum{}",
            ),
            ("a -- b – c — d", "a -{}- b -- c --- d"),
            ("“‘So,’” he said", "``{}`So,'{}'' he said"),
        ],
    )
    def test_marks_of_tex_are_typed_so_that_it_shows_them(self, text: str, typed: str) -> None:
        document = Document("a", "web", "", TITLE, (f"{text}.",))
        assert f"{typed}." in latex.source(document, "article")


def test_headings_are_told_by_length_and_end() -> None:
    assert is_heading("The keeper of the lamp")
    assert not is_heading("“Who is there?”")
    assert not is_heading("a" * 81)


def test_what_is_missing_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said: list[str] = []
    engines, extractors = build.installed(["pdflatex"], ["pdftotext"], said.append)
    assert (engines, extractors) == ({}, {})
    assert "texlive-latex-recommended" in said[0]
    assert "poppler-utils" in said[1]
    result = CliRunner().invoke(pairs, ["--out", str(tmp_path / "out"), "--extractor", "pdftotext"])
    assert result.exit_code == 1
    assert result.stderr.count("is not installed") == len(ENGINES) + 1


@pytest.mark.parametrize(
    ("became", "name"),
    [
        ("ﬁ", "ligature"),
        ("", "nothing"),
        (" ", "space"),
        ("\r\n", "space"),
        ("\x0c", "control character"),
        ("\r", "control character"),
        ("\ufffd", "U+FFFD"),
        ("(cid:12)", "(cid:N)"),
        ("y", "other characters"),
    ],
)
def test_the_fates_of_ligatures_have_names(became: str, name: str) -> None:
    assert rates.fate(became) == name


def test_rates_are_for_a_thousand_words_and_by_document() -> None:
    texts = [SOURCE, damaged(("of the northern", "ofthe northern"), ("affluent", "a uent"))]
    made = {"engine": "pdflatex", "style": "times", "extractor": "pypdf"}
    told = rates.rates({**made, "labels": of(text)._asdict()} for text in texts)
    assert list(told) == ["all", "pdflatex pypdf", "pdflatex.times pypdf"]
    lost = told["all"]["spaces_lost"]
    assert lost["per 1,000 words"] == round(500 / len(WORDS), 3)
    assert lost["without any"] == 0.5
    assert lost["deciles"][::10] == [0, round(1000 / len(WORDS), 3)]
    assert told["all"]["ligatures"] == {"space": round(500 / len(WORDS), 3)}


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_and_an_extractor_make_pairs(name: str, say: Callable[[str], None]) -> None:
    engine, extractor = ENGINES[name], EXTRACTORS["pdftotext"]
    if not engine.program:
        pytest.skip(f"{name} is not installed: apt-get install {engine.packages}")
    if not extractor.is_installed("pdftotext"):
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    document = Document("keeper", "fiction", "CC0 1.0", TITLE, ("A heading", *SOURCE.split("\n\n")))
    made = [
        list(build.records(name, engine, engine.styles[0], [document], {"pdftotext": extractor}, say)) for _ in range(2)
    ]
    (record,) = made[0]
    assert record["source"] == document.text
    assert restored(record["text"], Labels(**record["labels"])) == document.text.split()
    assert record["labels"]["furniture"]
    assert json.dumps(made[0]) == json.dumps(made[1])


@pytest.fixture
def say() -> Callable[[str], None]:
    """Fails on any error."""
    return pytest.fail

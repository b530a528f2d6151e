"""Layout: what fixtures cannot express."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import load
from tests.contract import check
from tests.timing import growth
from textmend import Pipeline
from textmend.edits import CharSubstitution, Edit, Refusal, apply, expand, resolve
from textmend.errors import OptionError
from textmend.lang import load as load_language
from textmend.lang.broken_words import DocumentWords, HyphenAction, Word, judge
from textmend.passes.base import Proposal, View
from textmend.passes.layout import LayoutOptions, LayoutPass
from textmend.passes.layout.breaks import line_breaks_between
from textmend.passes.layout.font_metrics import FONTS
from textmend.passes.layout.lines import read_lines
from textmend.passes.layout.titles import Standing, standing

ARTICLES = Path(__file__).parent.parent / "fixtures" / "articles"
LAYOUT = Pipeline(["layout"])

WRAPPED = """\
The ferry to the outer islands leaves from the north quay, and
whoever wants a seat on the upper deck has to be there well
before seven, when the gates are opened.

Cars are loaded through the bow, bicycles are carried up the
stairs, and dogs walk aboard as if the ship belonged to them,
which for the next hour or so it does.

Coffee is sold below until the last of the small harbours has
been left behind, and after that there is nothing to do but to
look at the water and to count the seals.
"""
JOINED = """\
The ferry to the outer islands leaves from the north quay, and whoever wants a seat on the upper deck has to be there \
well before seven, when the gates are opened.

Cars are loaded through the bow, bicycles are carried up the stairs, and dogs walk aboard as if the ship belonged to \
them, which for the next hour or so it does.

Coffee is sold below until the last of the small harbours has been left behind, and after that there is nothing to do \
but to look at the water and to count the seals.
"""


HEADED = "\n\n{}\n\nTHE ISLANDS\n\nbefore seven"


def proposals(text: str) -> list[Proposal]:
    view = View(text, [(0, len(text))], lambda: load_language("en"))
    return list(LayoutPass(LayoutOptions()).propose(view))


def rules_of(text: str) -> set[str]:
    return {edit.rule for edit in LAYOUT.explain(text).edits}


def test_the_article_gets_its_lines_back() -> None:
    """Layout alone: every line break as it must be; words, dashes and quotes are repaired by other passes."""
    damaged = (ARTICLES / "prisoner-swap.txt").read_bytes().decode()
    expected = (ARTICLES / "prisoner-swap.pdf.txt").read_text("utf-8").splitlines()
    mended = LAYOUT.clean(damaged)
    assert mended.endswith(".\n")
    assert len(mended.splitlines()) == len(expected)
    for line, wanted in zip(mended.splitlines(), expected, strict=True):
        words = line.translate(str.maketrans("“”’", '""\'')).replace("ofthe", "of the")
        assert words.split() == [word for word in wanted.split() if word != "—"]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("join", WRAPPED),
        ("paragraph", WRAPPED.replace("\n\n", "\n")),
        ("indent", WRAPPED.replace("Cars", "  Cars").replace("The ferry", "  The ferry")),
        ("page-break", WRAPPED.replace("up the\nstairs", "up the\n\n\nstairs")),
        ("page-break", WRAPPED.replace("whoever", "\fwhoever")),
        ("hyphen", WRAPPED.replace("the north quay, and\nwhoever", "the north quay, who-\never")),
        ("blank-lines", WRAPPED.replace("\n\n", "\n\n\n")),
        ("trailing-space", WRAPPED.replace("opened.", "opened.   ")),
        (
            "page-furniture",
            WRAPPED.replace("\nbefore seven", HEADED.format(6)).replace("\nwhich for", HEADED.format(7)),
        ),
        (
            "page-furniture",
            WRAPPED.replace("well\nbefore", "mean-" + HEADED.format(6)).replace("\nwhich", HEADED.format(7)),
        ),
        ("double-spacing", WRAPPED.replace("\n", "\n\n")),
        ("word-lines", "\n".join(JOINED.split())),
        ("drop-capital", WRAPPED.replace("The ferry", "T\nhe ferry")),
        ("drop-capital", WRAPPED.replace("The ferry", "T he ferry")),
        ("letter-spaced", "F E R R I E S\n\n" + WRAPPED),
        ("justified", WRAPPED.replace(" ", "  ")),
    ],
)
def test_each_rule_has_its_switch(rule: str, text: str) -> None:
    assert f"layout/{rule}" in rules_of(text)
    without = Pipeline(["layout"], skip_rules=[f"layout/{rule}"])
    assert f"layout/{rule}" not in {edit.rule for edit in without.explain(text).edits}
    check(without, text)


def test_edits_are_white_space_only_and_small() -> None:
    result = LAYOUT.explain(WRAPPED)
    assert result.text == JOINED
    assert [WRAPPED[e.start : e.end] for e in result.edits] == ["\n"] * 6
    assert {e.replacement for e in result.edits} == {" "}


def test_windows_line_ends_stay_windows() -> None:
    text = WRAPPED.replace("\n\n", "\n").replace("\n", "\r\n")
    assert LAYOUT.clean(text) == JOINED.replace("\n", "\r\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_page_of_a_word_on_each_line_ends_with_its_last_word(newline: str) -> None:
    words = JOINED.split()
    text = newline * 2 + newline.join(words) + newline * 2 + "\f"
    check(LAYOUT, text)
    assert LAYOUT.clean(text) == " ".join(words) + newline


NARROW = Pipeline(["layout"], options={"layout": {"width": 40}})


def test_joined_lines_can_be_wrapped_again() -> None:
    mended = NARROW.clean(WRAPPED)
    assert mended.split() == JOINED.split()
    assert mended.split("\n\n") == [textwrap.fill(p, 40, break_on_hyphens=False) for p in JOINED.split("\n\n")[:-1]] + [
        textwrap.fill(JOINED.rsplit("\n\n", maxsplit=1)[-1].rstrip(), 40) + "\n"
    ]
    assert NARROW.clean(mended) is mended


def test_a_width_that_no_page_has_is_told() -> None:
    with pytest.raises(OptionError, match="30 columns or more"):
        Pipeline(["layout"], options={"layout": {"width": 12}})


def test_one_hit_over_the_text_leads_to_the_same() -> None:
    for case in (*load("wild"), *load("synthetic"), *load("negative")):
        if case.subject == "layout":
            breaks = [(at, at + 1) for at, character in enumerate(case.text) if character in "\n\f"]
            view = View(case.text, breaks, lambda: load_language("en"))
            assert list(LayoutPass(LayoutOptions()).propose(view)) == proposals(case.text)


def test_between_sentences_a_full_line_is_a_guess() -> None:
    text = WRAPPED.replace("\n\n", "\n").replace("be there well\nbefore", "be on the quay.\nThey come before")
    assert "be on the quay.\nThey come" in LAYOUT.clean(text)
    assert "be on the quay. They come" in Pipeline(["layout"], level="guess").clean(text)


@pytest.mark.parametrize(
    ("title", "under", "expected"),
    [
        ("Ferry to the outer islands will leave an hour later from May", "The ferry", Standing.LIKELY),
        (
            "Ferry to the Outer Islands Will Leave an Hour Later From May",
            "OSLO, May 2 (Coastwise) — Who",
            Standing.LIKELY,
        ),
        ("Will the ferry to the outer islands leave an hour later?", "OSLO — Whoever", Standing.LIKELY),
        ("Ferry to the outer islands will leave an hour later this year", "Rescue crews", Standing.DOUBTFUL),
        ("The ferry to the outer islands was christened by President", "Halvorsen and", Standing.NONE),
        ("The ferry to the outer islands leaves from the old pier of the", "The Hague line", Standing.NONE),
        ("The ferry to the outer islands leaves from the old pier, and", "whoever wants", Standing.NONE),
    ],
)
def test_titles_as_wide_as_the_page(title: str, under: str, expected: Standing) -> None:
    text = f"{title}\n{under}"
    [line_break] = line_breaks_between(read_lines(text), text)
    assert standing(line_break, 0) is expected


def test_an_address_at_a_line_end_is_not_torn_or_glued() -> None:
    text = WRAPPED.replace("on the upper deck has to be there well", "has to order it at https://ferry.example/")
    assert "the line may end inside a web address" in [p.reason for p in proposals(text) if isinstance(p, Refusal)]
    assert "https://ferry.example/\nbefore" in LAYOUT.clean(text)


def test_dashes_close_to_their_words_stay_close() -> None:
    assert "quay—whoever" in LAYOUT.clean(WRAPPED.replace("north quay, and\nwhoever", "northern quay—\nwhoever"))
    assert "quay — whoever" in LAYOUT.clean(WRAPPED.replace("north quay, and\nwhoever", "northern quay —\nwhoever"))


@pytest.mark.parametrize(
    ("left", "right", "document", "action"),
    [
        ("capabili", "ties", "", HyphenAction.JOINED),
        ("quor", "vidge", "A quorvidge came.", HyphenAction.JOINED),
        ("well", "known", "", HyphenAction.KEPT),
        ("long", "term", "", HyphenAction.KEPT),
        ("co", "operate", "They co-operate.", HyphenAction.KEPT),
        ("state-of", "the", "", HyphenAction.KEPT),
        ("day-to", "day", "", HyphenAction.KEPT),
        ("n", "tridecanal", "", HyphenAction.KEPT),
        ("COVID", "19", "", HyphenAction.KEPT),
        ("CO2", "neutral", "", HyphenAction.KEPT),
        ("H2O", "based", "", HyphenAction.KEPT),
        ("well", "thought-out", "", HyphenAction.KEPT),
        ("1914", "18", "", HyphenAction.KEPT),
        ("Anglo", "Saxon", "", HyphenAction.KEPT),
        ("mid", "and", "", HyphenAction.SUSPENDED),
        ("Vor", "beziehungsweise", "", HyphenAction.SUSPENDED),
        ("vracht", "en", "", HyphenAction.SUSPENDED),
        ("höst", "eller", "", HyphenAction.SUSPENDED),
        ("kevät", "sekä", "", HyphenAction.SUSPENDED),
        ("vas", "és", "", HyphenAction.SUSPENDED),
        ("tak", "en", "It was taken.", HyphenAction.JOINED),  # the end of a word
        ("vot", "ou", "", HyphenAction.SUSPENDED),
        ("gold", "en", "", HyphenAction.JOINED),
        ("regu", "samten", "", HyphenAction.JOINED),  # not the word itself
        ("vec", "tor", "", HyphenAction.JOINED),
        ("brimdle", "quorv", "", HyphenAction.LEFT),
        ("re", "form", "To reform is to re-form.", HyphenAction.LEFT),
    ],
)
def test_hyphens(left: str, right: str, document: str, action: HyphenAction) -> None:
    word = Word(left, "-", right)
    vocabulary = DocumentWords(f"{document} {left} {right}", [word], load_language("en").lexicon)
    assert judge(word, vocabulary)[0] is action


@pytest.mark.parametrize(
    ("language", "left", "right", "action"),
    [
        ("nl", "vracht", "en", HyphenAction.SUSPENDED),  # although "vrachten" is a word
        ("de", "Vor", "und", HyphenAction.SUSPENDED),
        ("sv", "in", "och", HyphenAction.SUSPENDED),
        ("fr", "avant", "et", HyphenAction.SUSPENDED),
        ("es", "físico", "y", HyphenAction.SUSPENDED),
        ("it", "socio", "e", HyphenAction.SUSPENDED),
        ("pt", "sócio", "ou", HyphenAction.SUSPENDED),
        ("pl", "polsko", "i", HyphenAction.SUSPENDED),
        ("cs", "česko", "a", HyphenAction.SUSPENDED),
        ("ru", "северо", "и", HyphenAction.SUSPENDED),
        ("tr", "iç", "ve", HyphenAction.SUSPENDED),
        ("nl", "vrach", "ten", HyphenAction.JOINED),
        ("fr", "bouqu", "et", HyphenAction.JOINED),
        ("de", "Berg", "bau", HyphenAction.JOINED),
    ],
)
def test_suspended_hyphens(language: str, left: str, right: str, action: HyphenAction) -> None:
    word = Word(left, "-", right)
    assert judge(word, DocumentWords("", [word], load_language(language).lexicon))[0] is action


@pytest.mark.parametrize("mark", ["\N{SOFT HYPHEN}", "\N{NOT SIGN}"])
def test_sure_marks_need_no_evidence(mark: str) -> None:
    vocabulary = DocumentWords("", [], load_language("en").lexicon)
    assert judge(Word("brimdle", mark, "quorv"), vocabulary)[0] is HyphenAction.JOINED


def test_a_hyphen_without_evidence_is_left_and_reported() -> None:
    text = WRAPPED.replace("the north quay, and\nwhoever", "the north quay, brim-\nquorv")
    result = LAYOUT.explain(text)
    assert "brim-\nquorv" in result.text
    assert [r.edit.rule for r in result.refused] == ["layout/hyphen"]


def test_rulers_tell_narrow_letters_from_wide_ones() -> None:
    typewriter, *print_faces = FONTS
    assert typewriter.measure("illicit") == typewriter.measure("mammoth")
    assert all(font.measure("illicit") < font.measure("mammoth") * 0.6 for font in print_faces)
    assert all(font.measure("é“—\ud800") > 0 for font in FONTS)


WORDS = """
    the war of peace And But London. said “Yes, home.” U.S. 12. - • 1. (a) | x=1; — mid- and long-term capabili- ties
    well- known n- wait\u00ad ing co\u00ac operate https://a.example/ Table Fig. über 中文 שלום
"""
words = st.sampled_from(WORDS.split())
lines = st.builds(
    lambda indent, content, trail: indent + " ".join(content) + trail,
    st.sampled_from(["", "", "", " ", "    ", "> ", "\t"]),
    st.lists(words, max_size=12),
    st.sampled_from(["", "", "  ", "\r"]),
)
documents = st.builds(
    lambda parts, newline: newline.join(parts),
    st.lists(st.one_of(lines, st.sampled_from(["", "\f"]), st.sampled_from(WRAPPED.splitlines())), max_size=24),
    st.sampled_from(["\n", "\n", "\r\n", "\n\n"]),
)


@settings(deadline=None, max_examples=200)
@given(documents)
def test_contract_on_pages(text: str) -> None:
    check(LAYOUT, text)


SPELLED_OUT = Pipeline(["layout"])
vars(SPELLED_OUT)["_is_quiet"] = lambda *_: False


@settings(deadline=None, max_examples=100)
@given(documents)
def test_joins_made_at_once_are_those_made_one_by_one(text: str) -> None:
    for document in (text, WRAPPED + text):
        assert LAYOUT.explain(document) == SPELLED_OUT.explain(document)


@settings(deadline=None, max_examples=100)
@given(documents)
def test_contract_on_pages_wrapped_again(text: str) -> None:
    check(NARROW, text)


@settings(deadline=None, max_examples=100)
@given(documents)
def test_pages_come_to_rest_within_three_rounds(text: str) -> None:
    """A document that needs more rounds than the pipeline allows would be left unrepaired, and nobody would notice."""
    for _ in range(3):
        found = proposals(text)
        edits = [p for p in found if isinstance(p, Edit)]
        edits += expand([p for p in found if isinstance(p, CharSubstitution)], text)
        edits, _ = resolve([edit for edit in edits if edit.confidence >= 0.7], text)
        current = apply(text, edits)
        if current == text:
            return
        text = current
    pytest.fail("still moving")


@pytest.mark.parametrize(
    "piece",
    [
        WRAPPED,
        WRAPPED.replace("\n\n", "\n"),
        "Each line is full to its end, whatever the next one begins with.\n" * 5
        + "The next sentence goes on and\non.\n",
        "capabili-\nties of the well-\nknown kind and more of it as time goes on and\n",
        "a b  c   d",
        "- ",
        "= ",
        "a\f",
        "x\n",
        "for (",
        "\N{SOFT HYPHEN}\n",
        "«”’",
    ],
)
def test_linear_time(piece: str) -> None:
    assert growth(lambda text: proposals("To begin with, two lines\nstand together.\n" + text), piece) < 4

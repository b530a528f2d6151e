"""Windows: a text that comes in pieces is repaired as if it were complete, and no border does harm."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmend import Pipeline
from textmend.edits import apply
from textmend.pipeline import windows as module
from textmend.pipeline.presets import PresetName
from textmend.pipeline.windows import WINDOW, WindowSplitter, windows

SENTENCES = (
    "The harbour was quiet that morning.", "Nobody spoke ofthe storm again.", "“Where is it?” she asked.",
    "It cost 12.50 in all, a fair price.", "Everything else could wait until the spring.",
)  # fmt: skip


def prose(size: int, between: str, seed: int = 1) -> str:
    chance = random.Random(seed)
    return between.join(chance.choice(SENTENCES) for _ in range(size // 34))[:size]


def cut_in_pieces(text: str, lengths: list[int]) -> list[str]:
    cutter, found, at = WindowSplitter(), list[str](), 0
    for length in lengths:
        found += cutter.feed(text[at : at + length])
        at += length
    found += cutter.feed(text[at:])
    return [*found, cutter.flush()]


@pytest.mark.parametrize("between", ["\n\n", "\n", " ", "\r\n\r\n", "\n\n\n\n", "", "\r"])
def test_a_text_in_pieces_is_cut_as_a_whole_one_and_nothing_is_lost(between: str) -> None:
    text = prose(3 * WINDOW, between)
    found = list(windows(text))
    assert len(found) >= 3
    assert "".join(found) == text
    assert max(map(len, found)) <= WINDOW
    chance = random.Random(2)
    assert cut_in_pieces(text, [chance.randrange(1, 400_000) for _ in range(9)]) == found


@given(st.text(alphabet="a.” \t\xa0\n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_the_best_borders_are_blank_lines_behind_a_sentence(text: str, low: int, high: int) -> None:
    plainly = re.compile(r"[.”][^\S\n]*\n(?:[^\S\n]*\n)+(?=[^\n])")
    assert next(module._borders(text, low, high)) == [match.end() for match in plainly.finditer(text, low, high)]


def test_borders_stand_before_paragraphs_lines_and_words() -> None:
    for between, before in (("\n\n", "\n\n"), ("\n", "\n"), (" ", " "), ("\r\n\r\n", "\r\n\r\n")):
        for window in list(windows(prose(3 * WINDOW, between)))[:-1]:
            assert window.endswith(before)


def test_a_border_between_sentences_comes_before_one_inside() -> None:
    unit = "and so on\n\nit went "
    text = unit * (WINDOW // len(unit) - 1000) + "The end.\n\nThen more. " + unit * 2000
    assert next(windows(text)).endswith("The end.\n\n")


def test_what_has_no_spaces_is_cut_between_characters_that_can_part() -> None:
    for unit in ("é", "\r\n", "\U0001f469\u200d\U0001f680", "กำ"):
        text = unit * (2 * WINDOW // len(unit) + 5)
        found = list(windows(text))
        assert "".join(found) == text
        assert all(len(window) % len(unit) == 0 for window in found), unit


@given(st.text(st.sampled_from("ab. \n\r"), max_size=300), st.lists(st.integers(0, 40), max_size=20))
def test_pieces_of_any_kind(text: str, lengths: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "WINDOW", 60)
        patch.setattr(module, "_SEARCH", 30)
        patch.setattr(module, "_KEY", 4)
        found = list(windows(text))
        assert "".join(found) == text
        assert all(len(window) <= 60 for window in found)
        assert cut_in_pieces(text, lengths) == found


@pytest.mark.parametrize("name", ["default", "pdf", "safe"])
def test_a_long_text_is_mended_window_by_window(name: PresetName) -> None:
    pipe = Pipeline.preset(name)
    text = prose(WINDOW + WINDOW // 2, "\n\n")
    mended = "".join(map(pipe.clean, windows(text)))
    assert pipe.clean(text) == mended
    result = pipe.explain(text)
    assert (result.original, result.text) == (text, mended)
    assert apply(text, result.edits) == mended
    assert result.undo() == text
    assert pipe.clean(mended) is mended


def test_a_long_clean_text_is_the_same_object() -> None:
    text = prose(2 * WINDOW, "\n\n").replace("ofthe", "of the").replace("“", '"').replace("”", '"')
    pipe = Pipeline.preset()
    assert pipe.clean(text) is text
    assert pipe.explain(text).text is text


@pytest.mark.parametrize("text", ["\n", " ", ".\n", ". ", "\n ", "a\n\n", ".", "\r"])
def test_cutting_takes_time_in_proportion_to_length(text: str) -> None:
    start = time.perf_counter()
    assert sum(map(len, windows(text * (2 * WINDOW // len(text))))) > WINDOW
    assert time.perf_counter() - start < 5, "quadratic would take minutes"

"""The damage of a text decides what becomes of its candidates, not what the user expects."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_gate import uncompiled
from textmend import Pipeline
from textmend.lang import load
from textmend.passes.spacing.candidates import CandidateFinder
from textmend.passes.spacing.damage import EXPECTED, Damage

OCR = Pipeline.preset("ocr", only=["spacing"])
SOUND = (
    "The keeper of the lighthouse wrote to the council in the spring, and asked for oil and for a new lamp. "
    "They answered in the summer that there was no money left, and that he would have to wait for the next year. "
)


PIECES = [
    "ofthe",
    "inthe",
    "atthe",
    "tidepath",
    "wasill. He",
    "late , as",
    "lit tle",
    "home.Then",
    "x1y",
    SOUND,
    "\n\n",
]


def chances(text: str) -> list[float]:
    found = CandidateFinder(text, load("en"), damaged=True).candidates(0, len(text))
    damage = Damage(text, dict.fromkeys(found, 0.0), EXPECTED, [(0, len(text))], load("en").lexicon)
    return [damage.probability(candidate) for candidate in found]


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_the_source_judges_like_its_compiled_form(pieces: list[str]) -> None:
    text, source = " ".join(pieces), uncompiled("passes/spacing/damage")
    found = CandidateFinder(text, load("en"), damaged=True).candidates(0, len(text))
    handicaps = {candidate: float(number % 4) for number, candidate in enumerate(found)}
    compiled, plain = (
        kind(text, handicaps, prior, [(0, len(text))], load("en").lexicon)
        for kind, prior in ((Damage, EXPECTED), (source.Damage, source.EXPECTED))
    )
    for candidate in found:
        assert compiled.probability(candidate) == pytest.approx(plain.probability(candidate), abs=1e-12)


def test_a_candidate_is_less_likely_the_longer_the_text_is_sound() -> None:
    strange = "He put the tidepath on his map."
    likely = [max(chances(strange + " " + SOUND * copies)) for copies in (0, 1, 8, 64)]
    assert likely == sorted(likely, reverse=True)
    assert likely[0] > likely[-1]


def test_others_like_it_make_a_candidate_likelier() -> None:
    strange = "He put the tidepath on his map. "
    damaged = "Hewent home inthe evening, andhe slept. Shedid not, forthe child wasill. "
    index = strange.index("path")

    def likely(text: str) -> float:
        found = CandidateFinder(text, load("en"), damaged=True).candidates(0, len(text))
        damage = Damage(text, dict.fromkeys(found, 0.0), EXPECTED, [(0, len(text))], load("en").lexicon)
        return max(damage.probability(candidate) for candidate in found if candidate.start == index)

    assert likely(strange + SOUND * 8 + damaged) > likely(strange + SOUND * 8)


def test_a_kind_of_damage_is_evidence_for_that_kind_first() -> None:
    stray = "He came home late , as he often did. "
    without = OCR.explain(stray + SOUND * 20)
    others = "They sat down , and ate . Nobody spoke , and it was late . "
    assert "late ," in without.text
    assert "late, as" in OCR.clean(stray + SOUND * 4 + others * 6)


def test_a_writer_who_puts_a_space_before_some_marks_keeps_it() -> None:
    typed = "He came home late , as he often did. " + SOUND * 4 + "They sat down , and ate. " + SOUND * 4
    assert OCR.clean(typed) == typed


def test_what_the_text_does_not_bear_out_is_told_with_its_reason() -> None:
    refused = OCR.explain("He came home late , as he often did. " + SOUND * 20).refused
    assert any("no damage" in reason or "no other damage" in reason for _, reason in refused)


@pytest.mark.parametrize("sentence", ["The nitrofax was read. ", "Set the sidebox. ", "Ask for goodpractice. "])
def test_a_repeated_string_is_one_witness(sentence: str) -> None:
    once, often = (max(chances(sentence * n + SOUND * 4)) for n in (1, 12))
    assert often <= once + 0.05


@pytest.mark.parametrize("copies", [1, 40])
def test_digits_are_never_joined(copies: int) -> None:
    damaged = "They went to gether in the sum mer , and he was gl ad . "
    assert "1,204 1,311 1,502" in OCR.clean(damaged * copies + "The sums were 1,204 1,311 1,502 in all. " + damaged)

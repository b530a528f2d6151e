"""The judge of splits: its compiled form and its source hear the same evidence."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_gate import uncompiled
from textmend import lang
from textmend._judge import Judge

WORDS = [
    "with",
    "out",
    "any",
    "who",
    "of",
    "the",
    "sea",
    "governments",
    "in",
    "house",
    "xq",
    "é",
    "rugani",
    "said",
    "that",
]


@cache
def source() -> Any:
    """The judge of English, made by the source run as Python, on the same tables."""
    english = lang.load("en")
    module = uncompiled("_judge")
    steps = {"unknown": 61, "unseen": 12, "common": 84}
    words, pairs, speller = english.lexicon.table, english._pairs, english._speller
    weights = english._weights("joins")
    return module.Judge(words, pairs, speller, *steps.values(), weights)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join),
    st.sampled_from(["", *WORDS]),
    st.sampled_from(["", *WORDS]),
    st.integers(0, 9),
)
def test_the_source_judges_like_its_compiled_form(letters: str, left: str, right: str, repeats: int) -> None:
    judge = lang.load("en").judge
    reading = judge.read(letters, left, right)
    assert reading == source().read(letters, left, right)
    if reading:
        for written in (letters, letters.capitalize()):
            arguments = (written, left, right, repeats, reading)
            assert judge.evidence(*arguments) == source().evidence(*arguments)
            assert abs(judge.chance(*arguments) - source().chance(*arguments)) < 1e-12
    text = f"{left} {letters} {right}"
    start = len(left) + 1
    cuts = reading[1] if reading else ()
    sieve = lang.load("en").sieve
    assert judge.is_foreign(text, start, start + len(letters), cuts, sieve) == source().is_foreign(
        text, start, start + len(letters), cuts, sieve
    )


def test_each_piece_of_evidence_has_a_weight() -> None:
    assert len(Judge.EVIDENCE) == 30, "the length of the arrays in _judge.py"
    assert set(lang.load("en")._weights("joins")) == {*Judge.EVIDENCE, "bias"}
    assert len(lang.Sieve.FEATURES) == 11, "the length of the arrays in _tables.py"

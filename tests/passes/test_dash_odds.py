"""The odds of a lost dash in a gap, from the scores of all gaps of its document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textmend.lang import load
from textmend.passes.dashes.model import gap_weights
from textmend.passes.dashes.odds import NO_CANDIDATE, ScoredGaps, has_straight_quotes

WEIGHTS = gap_weights(load("en"))
SCORES = st.lists(st.floats(-20, 8), min_size=2, max_size=40)
# Sixty sentences of ten gaps, none of which looks like a dash.
CALM = [-9.0] * 600


def _confidences(scores: list[float], *, quotes: bool = False) -> list[float]:
    return ScoredGaps(scores, quotes).confidences(WEIGHTS, is_damaged=False)


@given(SCORES, st.booleans())
def test_confidences_are_shares_and_none_is_for_a_gap_that_is_no_candidate(scores: list[float], damaged: bool) -> None:
    found = ScoredGaps(scores, False).confidences(WEIGHTS, is_damaged=damaged)
    assert len(found) == len(scores)
    assert all(0 <= confidence <= 1 for confidence in found)
    assert not any(confidence for score, confidence in zip(scores, found, strict=True) if score < NO_CANDIDATE)


@given(SCORES, st.data())
def test_a_higher_score_is_never_less_likely(scores: list[float], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(scores) - 1))
    higher = [*scores]
    higher[place] += data.draw(st.floats(0, 5))
    odds, raised = (ScoredGaps(each, False).odds(WEIGHTS, is_damaged=False)[place] for each in (scores, higher))
    if odds is not None:
        assert raised is not None
        assert raised >= odds - 1e-9


def test_what_other_sentences_show_counts() -> None:
    # The same gap, alone in a document, and in one where every third sentence has one like it.
    alone, amid = [*CALM], [*CALM]
    alone[5] = 2.0
    amid[5::30] = [2.0] * len(amid[5::30])
    assert _confidences(amid)[5] > _confidences(alone)[5]


def test_straight_quotes_tell_of_a_text_that_never_had_dashes() -> None:
    assert has_straight_quotes("It's over.")
    assert has_straight_quotes('She said "no" to it.')
    assert not has_straight_quotes("She said \u201cno\u201d to it; it\u2019s over.")
    scores = [*CALM]
    scores[5::30] = [2.0] * len(scores[5::30])
    assert _confidences(scores, quotes=True)[5] < _confidences(scores)[5]

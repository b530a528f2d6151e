"""Edits: overlaps are settled, stages compose into one list, positions survive."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmend.edits import CharSubstitution, Edit, OffsetMap, apply, compose, invert, minimal, resolve

words = st.text("ab", max_size=8)


@st.composite
def proposals(draw: st.DrawFn, text: str) -> list[Edit]:
    found = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        sure = draw(st.sampled_from([0.7, 0.9]))
        found.append(Edit(start, end, draw(st.text("ab", max_size=2)), f"p/{draw(st.sampled_from('xyz'))}", sure))
    return found


def valid(edits: list[Edit], text: str) -> bool:
    inside = all(0 <= edit.start <= edit.end <= len(text) for edit in edits)
    apart = all(a.end <= b.start for a, b in pairwise(edits))
    places = [edit.start for edit in edits if edit.start == edit.end]
    return inside and apart and len(places) == len(set(places))


@given(st.data())
def test_resolve_gives_a_valid_list_and_accounts_for_the_rest(data: st.DataObject) -> None:
    text = data.draw(words)
    wanted = data.draw(proposals(text))
    made, refused = resolve(wanted, text)
    assert valid(made, text)
    assert len(made) + len(refused) <= len(wanted)
    assert resolve(reversed(wanted), text)[0] == made, "the order of the proposals does not matter"


def test_the_surer_edit_wins_and_the_other_is_refused_with_its_rival_named() -> None:
    weak, strong = Edit(0, 3, "x", "a/weak", 0.8), Edit(2, 4, "y", "b/strong", 0.9)
    made, refused = resolve([weak, strong], "abcd")
    assert made == [strong]
    assert [r.edit for r in refused] == [weak]
    assert "b/strong" in refused[0].reason


def test_the_same_change_proposed_twice_is_made_once_and_not_refused() -> None:
    twice = [Edit(1, 2, "x", "a/one", 0.9), Edit(1, 2, "x", "a/two", 0.9)]
    made, refused = resolve(twice, "abc")
    assert len(made) == 1
    assert not refused


@given(st.data())
def test_composed_edits_do_what_the_stages_do(data: st.DataObject) -> None:
    original = data.draw(words)
    first, _ = resolve(data.draw(proposals(original)), original)
    middle = apply(original, first)
    second, _ = resolve(data.draw(proposals(middle)), middle)
    composed = compose(first, second, original, middle)
    assert valid(composed, original)
    assert apply(original, composed) == apply(middle, second)
    assert minimal(composed, original) == composed, "already as small as can be"
    back = invert(composed, original)
    assert valid(back, apply(middle, second))
    assert apply(apply(middle, second), back) == original


@given(st.data())
def test_positions_go_there_and_back(data: st.DataObject) -> None:
    text = data.draw(words)
    edits, _ = resolve(data.draw(proposals(text)), text)
    offsets = OffsetMap(edits)
    mended = apply(text, edits)
    last = 0
    for position in range(len(text) + 1):
        there = offsets.to_new(position)
        assert last <= there <= len(mended)
        last = there
        loose = any(e.start < position < e.end or (position == e.end and not e.replacement) for e in edits)
        assert loose or offsets.to_orig(there) == position
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            low, high = offsets.span_to_new(start, end)
            assert 0 <= low <= high <= len(mended)


@pytest.mark.parametrize(
    ("span", "expected"),
    [((0, 3), "the"), ((4, 7), "war"), ((8, 13), "of the"), ((10, 13), "the"), ((8, 10), "of"), ((14, 19), "roses")],
)
def test_spans_of_the_original_find_their_words(span: tuple[int, int], expected: str) -> None:
    text = "the war ofthe roses"
    edits = [Edit(10, 10, " ", "spacing/split", 0.9)]
    low, high = OffsetMap(edits).span_to_new(*span)
    assert apply(text, edits)[low:high].strip() == expected


def test_rules_of_two_stages_at_one_place_are_both_named() -> None:
    first, second = [Edit(0, 2, "\u2019", "mojibake/x", 0.99)], [Edit(0, 1, "'", "quotes/y", 0.95)]
    (edit,) = compose(first, second, "ab", "\u2019")
    assert edit == Edit(0, 2, "'", "mojibake/x+quotes/y", 0.95)
    assert edit.rules == ("mojibake/x", "quotes/y")


@pytest.mark.parametrize(
    ("spans", "met"),
    [
        ([(0, 3), (4, 9)], False),
        ([(3, 3), (4, 4), (9, 9), (10, 10)], False),
        ([(3, 4)], True),
        ([(0, 2), (4, 12)], True),
        ([(10, 12)], False),
        ([], False),
    ],
)
def test_an_exchange_meets_edits_of_its_characters(spans: list[tuple[int, int]], met: bool) -> None:
    substitution = CharSubstitution([3, 9], {"\n": " "}, "test/join", 0.9)
    assert substitution.meets([Edit(start, end, "", "test/rule", 0.9) for start, end in spans]) is met

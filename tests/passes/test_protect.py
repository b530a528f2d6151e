"""Protected spans: what is inside one, what is next to it, and the same result from both kinds of query."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_gate import uncompiled
from tests.timing import growth
from textmend.passes.protect import Guard, find

SOURCE = uncompiled("passes/protect")

INSIDE = (
    "see |https://a.example/b_c?d=e| now",
    "to |www.example.org/the| or",
    "mail |first.last+tag@mail.example.org|, please",
    "at |example.com/page| today",
    "in |/usr/share/doc| and",
    "in |C:\\Users\\x.txt| and",
    "open |readme.md|, then",
    "ask |@somebody| or |#sometag|.",
    "use |--flag| or |-x|",
    "set |snake_case| and |_private|",
    "call |fetch(|) and |a.b.fetch(|x)",
    "the |json.loads| way",
    "an |iPhone| and |getName| and |GitHub|",
    "a |x86| chip, |10km| away, the |3rd|",
    "with |`some code here`| inside",
    "a |<b class='x'>|word|</b>| here",
    "an |&amp;| sign",
    "a |``code too``| inside",
    "as in:\n|    insteadof = a b|\n|\tname=x y|",
    "set |FOO=\"it's here\"| and |x='y'|",
    "call |print('a b', 3)| or |f(\"x\")|",
    "git commit |-m \"all done\"| and |--name='x y'|",
    "in M|\\\"u|nchen and |\\'{e}|t|\\'e|",
    "the |\\emph|{word}",
    'the |{% include "a b" %}| and |{{ "x" }}| of it',
    'a word|{.cls key="a b"}| and |{: title="x y"}| and |{#id}|',
    "a word |<code class='x'>\"a b\"</code>| here",
    '|!!! note "A title"|\nnot this',
    '|::: {.x title="A title"}|\nnot this',
    "|```\nall of this\n```|\nnot this",
)
PLAIN = (
    "The war of the roses, said O\u2019Neill.",
    "\u201cYes,\u201d he said\u2014and left: (twice!)",
    "A dash -- or two - in 1999, for $5.",
    "Wait... what?! It\u2019s 50% off.",
    "and/or, either/or",
    "Mr. and Mrs. Smith of St. Ives",
    'It\u2019s (\u201cso\u201d) - "now" (or "then") = it.',
    "What?!! No!!! Now??? Yes: so",
    "{sic} and {he left}",
    "so\nx = it is the one = that we had",
)


@pytest.mark.parametrize("marked", INSIDE)
def test_protected(marked: str) -> None:
    pieces = marked.split("|")
    text = "".join(pieces)
    at = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            assert find(text).touches(at, at + len(piece)), piece
            assert Guard(text).touches(at, at + 1), piece
            assert Guard(text).touches(at + len(piece) - 1, at + len(piece)), piece
        at += len(piece)


@pytest.mark.parametrize("text", PLAIN)
def test_prose_is_not_protected(text: str) -> None:
    assert list(find(text)) == []
    assert not any(Guard(text).touches(at, at + 1) for at in range(len(text)))


def test_insertions_are_protected_inside_and_not_beside() -> None:
    text = "x a_b y"
    assert [find(text).touches(at, at) for at in range(8)] == [False, False, False, True, True, False, False, False]
    assert [Guard(text).touches(at, at) for at in range(8)] == [False, False, False, True, True, False, False, False]


morsels = st.sampled_from(
    [
        *"aB1 .,/:_-@#()<>`&;'\"\u201c\u201d\n\t\\",
        "http://",
        "www.",
        "```",
        "~~~",
        "--f",
        "word ",
        "the ",
        ".com",
        "a.b",
        "iPhone",
        '="',
        "\n a = b",
        "f('",
        "{.",
        "{%",
        "%}",
        "!!! a",
        "\n::: ",
        "-m '",
        "<code>",
        "</code>",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(morsels, max_size=25).map("".join))
def test_a_place_gets_the_answer_of_the_whole(text: str) -> None:
    spans, guard, source = find(text), Guard(text), SOURCE.Guard(text)
    for start in range(len(text)):
        for end in (start, start + 1, min(start + 4, len(text))):
            assert guard.touches(start, end) == spans.touches(start, end), (start, end)
            assert source.touches(start, end) == spans.touches(start, end), (start, end)


@pytest.mark.parametrize(
    "piece",
    [
        "a-",
        "a.",
        "a/",
        "x@",
        "`",
        "<a",
        "\u201c",
        "a_",
        "aB",
        "&a",
        "C:\\",
        "1a",
        "- ",
        "{.a",
        "{%",
        "a='",
        'f("',
        "-m '",
        "<tt>",
        "!!!",
    ],
)
def test_both_ways_take_linear_time(piece: str) -> None:
    assert growth(find, piece) < 3

    def ask_often(text: str) -> None:
        guard = Guard(text)
        for at in range(0, len(text), 50):
            guard.touches(at, at + 1)

    # In the shorter text, two of the three windows around a position are cut off by an end of the text.
    assert growth(ask_often, piece) < 4


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_was_asked_before_changes_no_answer(data: st.DataObject) -> None:
    # Strings longer than a window are cut differently for different positions, whatever the last query was.
    pieces = st.sampled_from(
        ["a" * 700, "x_y", " ", "\n", "/usr/lib/x", "“", "(", "1,900", "https://a.example/" + "b" * 2_500]
    )
    text = "".join(data.draw(st.lists(pieces, min_size=1, max_size=12)))
    guard, source = Guard(text), SOURCE.Guard(text)
    for _ in range(12):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.sampled_from([0, 0, 1, 1, 2, 30])))
        assert guard.touches(at, end) == source.touches(at, end) == Guard(text).touches(at, end)

"""Strings of Markdown and HTML: the prose is repaired as in files, with edits in positions of the string."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textmend
from tests.formats.mending import ASCII, DEFAULT, mended
from tests.formats.test_markup import HTML, MARKDOWN
from textmend import Pipeline
from textmend.edits import apply
from textmend.errors import OptionError, UnknownNameError
from textmend.formats import markup

PAGE = """\
# The end ofthe war

Run `clean --fast ofthe` now. It was *quick* -- as always -- and see [a list](https://a.example/ofthe "ofthe").

| inthe | `inthe` |
|---|---|
| house ofthe king | $a--b$ |

```sh
tool --check ofthe
```
"""
MENDED_PAGE = """\
# The end of the war

Run `clean --fast ofthe` now. It was *quick* \u2014 as always \u2014 and see [a list](https://a.example/ofthe "ofthe").

| in the | `inthe` |
|---|---|
| house of the king | $a--b$ |

```sh
tool --check ofthe
```
"""


def test_a_page_of_markdown() -> None:
    result = textmend.explain(PAGE, format="markdown")
    assert result.text == MENDED_PAGE == textmend.clean(PAGE, format="markdown")
    assert result.undo() == PAGE
    assert textmend.clean(MENDED_PAGE, format="markdown") is MENDED_PAGE
    assert [PAGE[edit.start - 2 : edit.end + 3] for edit in result.edits if edit.rule == "spacing/split"] == [
        "ofthe", "inthe", "ofthe",
    ]  # fmt: skip


def test_a_page_of_html() -> None:
    page = '<p title="ofthe">The end ofthe war &amp; <code>ofthe</code> caf\u00c3\u00a9 &lt;b&gt;</p><pre>"ofthe"</pre>'
    fixed = '<p title="ofthe">The end of the war &amp; <code>ofthe</code> caf\u00e9 &lt;b&gt;</p><pre>"ofthe"</pre>'
    result = textmend.explain(page, format="html")
    assert result.text == fixed
    assert [page[edit.start : edit.end] for edit in result.edits] == ["", "\u00c3\u00a9"]
    assert textmend.clean(fixed, format="html") is fixed


@pytest.mark.parametrize("kind", markup.FORMATS)
@pytest.mark.parametrize("text", ["", "\ud800", "A clean line, and nothing else.", "*", "<", "<p", "`", "&", "\r\n"])
def test_what_needs_nothing_is_the_same_object(kind: Any, text: str) -> None:
    assert textmend.clean(text, format=kind) is text


@pytest.mark.parametrize(
    ("kind", "source"), [*(("html", each) for each in HTML), *(("markdown", each) for each in MARKDOWN)]
)
def test_strings_are_repaired_as_files_are(kind: Any, source: str) -> None:
    for pipeline in (ASCII, DEFAULT):
        assert (
            textmend.clean(source, format=kind, pipeline=pipeline).encode()
            == mended(kind, source.encode(), pipeline)[0]
        )


MORSELS = (
    "ofthe ", "the ", "*", "**", "`", "[", "](", ")", "<b>", "</b>", "<code>", "</code>", "&amp;", "&#8212;",
    "\n", "\n\n", "| ", "# ", " -- ", "\u201c", "\u201d", "caf\u00c3\u00a9 ", "\u00e9", "$", "\\", "- ", "1. ",
    "\udc80",
)  # fmt: skip


@pytest.mark.parametrize("kind", markup.FORMATS)
@given(text=st.lists(st.sampled_from(MORSELS), max_size=30).map("".join))
def test_the_edits_are_the_change(kind: Any, text: str) -> None:
    result = textmend.explain(text, format=kind)
    assert apply(text, result.edits) == result.text
    assert result.undo() == text
    assert (result.text is text) == (not result.edits)
    ends = [0, *(end for edit in result.edits for end in edit[:2]), len(text)]
    assert ends == sorted(ends)
    assert textmend.clean(result.text, format=kind) is result.text
    for refusal in result.refused:
        assert 0 <= refusal.edit.start <= refusal.edit.end <= len(text)


def test_refusals_have_the_positions_of_the_source() -> None:
    # The pass sees "éé" as one text, and cannot change it over the tag between.
    both = Pipeline(["replace"], replace=["ab => x"])
    page = "<p>1 a<b>b</b> ab</p>"
    result = textmend.explain(page, format="html", pipeline=both)
    assert result.text == "<p>1 a<b>b</b> x</p>"
    ((edit, reason),) = result.refused
    assert (page[edit.start : edit.end], reason) == ("a<b>b", "would change markup")


def test_a_repair_that_makes_markup_of_text_is_followed_by_another() -> None:
    # Before a curly mark, the asterisk is text.
    text = "the end, )*\u201cas it was* ofthe war\u201d"
    mended = textmend.clean(text, format="markdown")
    assert textmend.clean(mended, format="markdown") is mended


def test_what_is_wrong_is_an_error_that_teaches() -> None:
    wrong: Any = "rst"
    with pytest.raises(UnknownNameError, match=r"unknown format of strings 'rst'. Valid: markdown, html"):
        textmend.clean("a", format=wrong)
    with pytest.raises(UnknownNameError, match="did you mean 'pdf'"):
        textmend.clean("a", pipeline="pdff")
    text: Any = b"bytes"
    with pytest.raises(TypeError, match="not bytes"):
        textmend.clean(text, format="html")
    with pytest.raises(OptionError, match="a pipeline is a Pipeline"):
        textmend.clean("a", pipeline=text)

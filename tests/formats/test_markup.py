"""HTML and Markdown: prose is repaired, and not a byte of anything else."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.mending import ASCII, DEFAULT, mended, places
from tests.timing import growth
from textmend.edits import Edit, apply
from textmend.formats import reader
from textmend.formats.base import Block, BlockResult, FormatOptions
from textmend.formats.source import Source
from textmend.formats.source_map import OBJECT, SourceMap

# In each case all "é" in prose change, and nothing else; "É" must stay.
HTML = [
    "<p>é</p>",
    '<p title="É">é<!-- É --></p>',
    "<script>É</script><style>É</style>é",
    "<pre>É <b>É</b></pre><code>É</code><textarea>É</textarea>é",
    "<p translate=no>É <i>É</i></p>é",
    "é <br/> é <img alt='É'> é",
    "<svg><text>É</text></svg> é",
    "<!DOCTYPE html><title>é</title><![CDATA[É]]>é",
    "<pre>É",
    "é &amp; AT&T &lt;b&gt; &unknown; é",
    "<pre><code>É</code></pre>é<pre></pre>é",
    "<p>é < é</p>",
]
MARKDOWN = [
    "# é\n\né *é* **é**é\n",
    "é `É` ``É ` É`` é",
    "```\nÉ\n```\né",
    "    É\n\né",
    "~~~ É\nÉ\n~~~",
    "[é](http://É.example/É 'É') <http://x.example/É> é",
    "![É](É.png) é",
    "[é][ÉÉ] [é] [ÉÉ] [ÉÉ][] [^É] \\é\n\n[ÉÉ]: http://É.example 'É'\n",
    "---\ntitle: É\n---\né\n",
    "+++\ntitle = 'É'\n+++\né\n",
    "> é\n> é\n\n- é\n  é\n\n1. é\n",
    "| é | é |\n|---|---|\n| é | `É` |\n",
    "<div>É</div>\n\né <span title='É'>é</span> <kbd>É</kbd> é",
    "Formula $É$ and $$É$$, {{ É }} {% É %} é",
    "é\\*é &amp; é  \né\\\né",
    "é\r\né\r\n\r\n> é\r\n",
    "é é\n===\n",
    "é\n<!-- É -->\né\n\n<!-- É\n\nÉ -->\n",
    "- é\n\n\té\n\t\té `É`\n\n      É É\n",
    "é $É *É* `É`$ é `$É` é$ é {{ É\nÉ }}",
    "**é $É$**é [é $É$](É) ~~é~~ 😀 é",
]


@pytest.mark.parametrize(
    ("name", "source"), [*(("html", each) for each in HTML), *(("markdown", each) for each in MARKDOWN)]
)
def test_what_is_prose_and_what_is_not(name: str, source: str) -> None:
    wanted = source.replace("é", "e")
    result, parts = mended(name, source.encode())
    assert result.decode() == wanted
    assert [place["start"] for place in places(parts)] == [at for at, mark in enumerate(source) if mark == "é"]


def test_places_are_those_of_the_source() -> None:
    _, parts = mended("html", "<p>\n<b>é</b></p>".encode())
    assert places(parts) == [{"line": 2, "column": 4, "start": 7, "end": 8}]


def test_references_are_read_and_written() -> None:
    source = "<p>He said &ldquo;the end ofthe war&rdquo; &amp; left&nbsp;&#8212; 1 &lt; 2.</p>"
    result, _ = mended("html", source.encode(), DEFAULT)
    assert result.decode() == source.replace("&ldquo;", '"').replace("&rdquo;", '"').replace("ofthe", "of the")


def test_what_comes_in_is_escaped() -> None:
    projection = SourceMap("a&amp;b", lambda text: text.replace("<", "&lt;"))
    projection.copy(0, 1)
    projection.stand_for("&", 1, 6)
    projection.copy(6, 7)
    assert projection.text == "a&b"
    splices, made = projection.splices([Edit(1, 2, "<", "t/r", 1.0)])
    assert (apply(projection.source, splices), len(made)) == ("a&lt;b", 1)


def test_an_edit_over_a_tag_is_not_made() -> None:
    source = "<p>the war of<b>the</b> roses and ofthe house, ofthe&shy;</p>"
    result, _ = mended("html", source.encode(), DEFAULT)
    assert "of<b>the</b> roses and of the house" in result.decode()


def test_a_paragraph_is_read_over_its_marks() -> None:
    # Alone, neither half of the word would be recognised as a part of it.
    for name, source in (
        ("html", "<p>The W<small>ELCOME</small> sign, H<sub>2</sub>O.</p>"),
        ("markdown", "The W*elcome* sign."),
    ):
        assert mended(name, source.encode(), DEFAULT)[0].decode() == source


def extracted(source: str) -> str:
    """The text that is taken from a source in Markdown."""
    with Source(None, "a.md", cast("BinaryIO", io.BytesIO())) as file:
        extractor = reader("markdown")(file, FormatOptions()).extractor
    (passage,) = extractor.passages(Block(source, 1, 1, 0), BlockResult(), skip=False)
    return passage.text.strip("\n")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a *b* **c *d*** ~~e~~ _f_", "a b c d e f"),
        # Marks without a partner are text.
        ("2 * 3, a*, _b, c_d_e, `f ** g", "2 * 3, a*, _b, c_d_e, `f ** g"),
        ("a `b` ![c](d) <https://e.example> f", "a \ufffc \ufffc \ufffc f"),
        ("a [b](c) [d][e] [f](g)\n\n[e]: h", "a b d f"),
        ("a &amp; b \\* c &nbsp;d \\e", "a & b * c \xa0d \\e"),
        ("# a\n\nb\nc  \nd\\\ne\n\n---\n\n> f\n> g", "a\n\nb\nc\nd\ne\n\nf\ng"),
        ("- a\n  b\n- c\n\n  d", "a\nb\n\nc\n\nd"),
        # What a line has more of than its block shows that it is set by hand.
        ("a\n    b\n\n- c\n    d", "a\n    b\n\nc\n  d"),
        ("| a | b |\n|---|---|\n| c |", "a\n\nb\n\nc"),
        ("a <kbd>b</kbd> c <i>d</i>", "a \ufffc c d"),
        ("a $b$ c {{ d }} e[^f] \\$g$", "a \ufffc c \ufffc e\ufffc $g$"),
        ("---\na: b\n---\nc\x00 \udcff é", "c\x00 \udcff é"),
    ],
)
def test_text_of_markdown(source: str, text: str) -> None:
    assert extracted(source) == text


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "![",
        "[a](",
        "*a ",
        "_a",
        "<a ",
        ">",
        "&amp;",
        "\\*",
        "é\n",
        "|é",
        "<code>",
        "`",
        "$a ",
        "{{ ",
        "[^",
        " " * 50 + "a\n",
    ],
)
def test_markdown_takes_time_in_proportion_to_its_length(unit: str) -> None:
    assert growth(extracted, unit) < 3


def test_sentences_of_different_blocks_do_not_meet() -> None:
    source = "<ul><li>of</li><li>the</li></ul><td>said</td><td>that</td>"
    assert mended("html", source.encode(), DEFAULT)[0].decode() == source


@given(st.text(st.sampled_from("aé<>/&;b \n=\"'!-pre"), max_size=60))
def test_any_html(source: str) -> None:
    result, _ = mended("html", source.encode())
    assert len(result.decode()) == len(source)
    assert all(new in (old, ASCII.clean(old)) for old, new in zip(source, result.decode(), strict=True))


@given(st.text(st.sampled_from("aé*_`[]()!<>#-|\\\n &;$1."), max_size=60))
def test_any_markdown(source: str) -> None:
    result, _ = mended("markdown", source.encode())
    assert all(new in (old, ASCII.clean(old)) for old, new in zip(source, result.decode(), strict=True))


@given(
    st.lists(st.tuples(st.sampled_from(["copy", "reference", "markup", "object"]), st.integers(1, 4)), max_size=8),
    st.data(),
)
def test_edits_come_back_to_what_they_stand_for(pieces: list[tuple[str, int]], data: st.DataObject) -> None:
    source = "".join(
        {"copy": "a", "reference": "&", "markup": "<", "object": "#"}[kind] * size for kind, size in pieces
    )
    projection = SourceMap(source, str)
    at = 0
    for kind, size in pieces:
        if kind == "copy":
            projection.copy(at, at + size)
        elif kind == "reference":
            projection.stand_for("r", at, at + size)
        elif kind == "object":
            projection.separate(OBJECT)
        at += size
    text = projection.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = projection.span(start, end)
    if span is None:
        return
    touched = source[span[0] : span[1]]
    assert "<" not in touched
    assert "#" not in touched
    assert OBJECT not in text[start:end]
    assert touched.count("a") == text[start:end].count("a")
    assert ("&" in touched) == ("r" in text[start:end])


@pytest.mark.parametrize("space", ["&#160;", "&nbsp;", "\xa0", "&#xA0;"])
def test_a_space_that_keeps_an_element_open_stays(space: str) -> None:
    source = f"<p>{space}</p><table><td>{space}</td><td>a{space}b long {space} words</td></table>"
    data = mended("html", source.encode(), DEFAULT)[0].decode()
    assert data.count(f">{space}<") == 2
    assert data != source


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_what_is_switched_off_stays(name: str) -> None:
    off, on = "<!-- textmend: off -->", "<!--textmend:on-->"
    source = f"Caf\u00e9.\n\n{off}\n\nCaf\u00e9.\n\n{on}\n\nCaf\u00e9.\n\nA {off}caf\u00e9{on} caf\u00e9.\n\n"
    data, parts = mended(name, (source + off + "\n\ncaf\u00e9\n").encode())
    expected = "Cafe.\n\n{0}\n\nCaf\u00e9.\n\n{1}\n\nCafe.\n\nA {0}caf\u00e9{1} cafe.\n\n{0}\n\ncaf\u00e9\n"
    assert data.decode() == expected.format(off, on)
    assert parts[0].edits.total() == 3


@pytest.mark.parametrize("comment", ["<!-- off -->", "<!-- textmend -->", "textmend: off"])
def test_other_comments_switch_nothing_off(comment: str) -> None:
    assert mended("markdown", f"{comment}\n\ncaf\u00e9\n".encode())[0] == f"{comment}\n\ncafe\n".encode()


def test_line_ends_of_windows_stay() -> None:
    page = b"<p>The war of the\r\nroses</p>\r\n<p>is long</p><p>so</p><p>it is.</p>"
    assert mended("html", page, DEFAULT)[0] == page

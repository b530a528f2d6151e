"""Notebooks: the prose of Markdown cells is repaired, and every other byte stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.mending import DEFAULT, mended, places
from textmend import Pipeline
from textmend.errors import FileError

TYPOGRAPHIC = Pipeline.preset("typographic")


def notebook(*cells: tuple[str, Any], **dump: Any) -> str:
    made = [{"cell_type": kind, "metadata": {"note": "It\u2019s ofthe"}, "source": source} for kind, source in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, **dump)


LINES = [
    "# It\u2019s late\n",
    "\n",
    "The war ofthe roses, `ofthe`, and\n",
    "the boat - the old one - is gone. [a](it\u2019s)",
]
FIXED = [
    "# It's late\n",
    "\n",
    "The war of the roses, `ofthe`, and\n",
    "the boat \u2014 the old one \u2014 is gone. [a](it\u2019s)",
]


def test_prose_of_markdown_is_repaired() -> None:
    code = ("code", ["x = 'It\u2019s'  # ofthe\n"])
    source = notebook(("markdown", LINES), code, ("markdown", "inthe end"), indent=1)
    data, parts = mended("notebook", source.encode(), DEFAULT)
    assert data.decode() == notebook(("markdown", FIXED), code, ("markdown", "in the end"), indent=1)
    assert {place["line"] for place in places(parts)} == {9, 11, 12, 29}


def test_escapes_stay() -> None:
    source = notebook(("markdown", ['caf\u00e9 It\u2019s "late" for ofthe\n']))
    fixed = notebook(("markdown", ['caf\u00e9 It\'s "late" for of the\n']))
    assert mended("notebook", source.encode(), DEFAULT)[0].decode() == fixed


@pytest.mark.parametrize("source", ["[]", "{}", '{"cells": 1}', '{"cells": [1]}', '{"worksheets": []}'])
def test_what_is_not_a_notebook_is_refused(source: str) -> None:
    with pytest.raises(FileError, match="is not a notebook in format 4"):
        mended("notebook", source.encode(), DEFAULT)


def test_broken_json_is_refused() -> None:
    with pytest.raises(FileError, match="invalid JSON"):
        mended("notebook", b'{"cells": [}', DEFAULT)


PIECES = st.sampled_from(
    [*LINES, 'He said "so" - "no"\n', "```\n", "It\u2019s ofthe\n", "<b>it\u2019s</b>", "\\", "\u2028", "$x' = y'$ \n"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=6), max_size=3), st.booleans(), st.sampled_from([DEFAULT, TYPOGRAPHIC]))
def test_the_structure_stays(cells: list[list[str]], is_ascii: bool, pipeline: Pipeline) -> None:
    source = notebook(*(("markdown", lines) for lines in cells), ensure_ascii=is_ascii)
    data, _ = mended("notebook", source.encode(), pipeline)
    before, after = json.loads(source), json.loads(data)
    assert [len(cell["source"]) for cell in after["cells"]] == list(map(len, cells))
    for cell in (*before["cells"], *after["cells"]):
        del cell["source"]
    assert before == after

"""JSON documents: prose is repaired as prose, other strings as characters, and all else keeps its bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.mending import DEFAULT, mended, places
from textmend import Pipeline
from textmend.errors import FileError, OptionError

TYPOGRAPHIC = Pipeline.preset("typographic")

DOCUMENT = r"""{
  "title": "It\u2019s late \/ too late for all of us - isn't it?",
  "n": 1.50, "big": 12345678901234567890123,  "list": ["the boat -- the old one -- is gone", null, true, []],
  "re": "^[a-z]+--$", "cmd": "git log --all -- x.txt", "name": "Ann,Bo",
  "key - of \u201cit\u201d": {"a": {"b": "ofthe"}}
}
"""


def test_only_prose_is_repaired_as_prose() -> None:
    data, parts = mended("json", DOCUMENT.encode(), DEFAULT)
    expected = DOCUMENT.replace(r"It\u2019s", "It's").replace("us - isn", r"us \u2014 isn")
    expected = expected.replace("boat -- the old one -- is", r"boat \u2014 the old one \u2014 is")
    assert data.decode() == expected
    assert {place["field"] for place in places(parts)} == {"title", "list.0"}


def test_a_field_that_is_named_is_prose_and_no_other_is() -> None:
    data, _ = mended("json", DOCUMENT.encode(), DEFAULT, fields=("key - of \u201cit\u201d.a.b",))
    assert data.decode() == DOCUMENT.replace('"ofthe"', '"of the"')
    data, _ = mended("json", b'{"list": [{"text": "ofthe"}, {"text": "inthe"}]}', DEFAULT, fields=("list.text",))
    assert data == b'{"list": [{"text": "of the"}, {"text": "in the"}]}'


def test_new_marks_are_escaped() -> None:
    text = '{"says": "She said \u201cit is late\u201d and then she left all of us."}'
    assert json.loads(mended("json", text.encode(), DEFAULT)[0]) == json.loads(
        text.replace("\u201c", r"\"").replace("\u201d", r"\"")
    )


def test_encodings_are_repaired_in_any_string() -> None:
    text = '{"name": "Caf\u00c3\u00a9 d\u00c3\u00a9j\u00c3\u00a0 vu", "sign": "\u200b", "space": "\u00a0"}'
    assert mended("json", text.encode(), DEFAULT)[0].decode() == text.replace(
        "Caf\u00c3\u00a9 d\u00c3\u00a9j\u00c3\u00a0", "Caf\u00e9 d\u00e9j\u00e0"
    )


@pytest.mark.parametrize(
    "broken", ['{"a": 1,}', "{'a': 1}", '{"a": "b"', '// x\n{"a": 1}', '{"a": "b\nc"}', "[" * 100_000]
)
def test_what_is_not_json_is_refused_with_its_place(broken: str) -> None:
    with pytest.raises(FileError, match=r"a\.json(:\d+:\d+: invalid JSON|: is nested too deeply)"):
        mended("json", broken.encode(), DEFAULT)


def test_a_field_that_does_not_exist() -> None:
    with pytest.raises(FileError, match="has no string in field 'text'"):
        mended("json", DOCUMENT.encode(), DEFAULT, fields=("text",))
    with pytest.raises(OptionError, match="a name is empty"):
        mended("json", DOCUMENT.encode(), DEFAULT, fields=("a..b",))


@pytest.mark.parametrize("whole", ["", " \n", "null", '"It is late - too late for all of us."', "[]", "3"])
def test_small_documents(whole: str) -> None:
    data, _ = mended("json", whole.encode(), DEFAULT)
    assert data.decode() == whole.replace(" - ", " \u2014 ")


SENTENCES = st.sampled_from(
    [
        "It\u2019s late - too late for all of us.",
        'The \u201cold\u201d boat -- the one of oak -- is ofthe bay, "she" said.',
        "a\\b/c\t\u2028", "\U0001f600 \ud800", "x", "", "n\u00a0n", "def f(x): return x", "a,b,c", "caf\u00c3\u00a9",
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | SENTENCES
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SENTENCES | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def shape(value: Any) -> Any:
    """A value with all strings but the keys left out."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(shape, value))
    return "" if isinstance(value, str) else value


@settings(max_examples=300, deadline=None)
@given(VALUES, st.booleans(), st.sampled_from([None, 2]), st.sampled_from([DEFAULT, TYPOGRAPHIC]))
def test_the_structure_stays(value: Any, is_ascii: bool, indent: int | None, pipeline: Pipeline) -> None:
    source = json.dumps(value, ensure_ascii=is_ascii, indent=indent).encode("utf-8", "replace")
    data, _ = mended("json", source, pipeline)
    assert shape(json.loads(data)) == shape(json.loads(source))
    if source.isascii() and b"\\u" in source:
        assert data.isascii()
    assert mended("json", data, pipeline)[0] == data


@pytest.mark.parametrize("name", ["json", "po", "xml"])
def test_no_apostrophe_begins_a_quotation_in_a_pattern(name: str) -> None:
    text = "It\u2019s late in the bay of all of us, and that is d\u2019{city}\u2019s word."
    around = {
        "json": '{"a": "TEXT"}',
        "po": 'msgid "a"\nmsgstr "TEXT"\n',
        "xml": '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><target>TEXT</target></xliff>',
    }[name]
    data, _ = mended(name, around.replace("TEXT", text).encode(), DEFAULT)
    assert data.decode() == around.replace("TEXT", text.replace("It\u2019s", "It's").replace("}\u2019s", "}'s"))

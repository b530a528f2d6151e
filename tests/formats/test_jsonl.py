"""JSON lines: the field is repaired, every other byte stays."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.mending import ASCII, mended, places, problems
from textmend.errors import OptionError
from textmend.formats import jsonl
from textmend.formats.base import OutputRequest

LINE = b'{"id": 1,  "text":"caf\xc3\xa9", "n": 1.50, "big": 12345678901234567890123}\n'


@pytest.fixture(scope="module", autouse=True, params=["orjson", "json"])
def _library(request: pytest.FixtureRequest) -> Iterator[None]:
    """What reads JSON: orjson, or the standard library where that is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "json":
            patch.setitem(sys.modules, "orjson", None)
        yield


def test_only_the_string_changes() -> None:
    data, parts = mended("jsonl", LINE + b"\n" + b'{"text": "plain"}')
    assert data == LINE.replace("é".encode(), b"e") + b"\n" + b'{"text": "plain"}'
    assert places(parts) == [{"line": 1, "field": "text", "start": 3, "end": 4}]
    assert (parts[0].documents, dict(parts[0].edits)) == (2, {"ascii/transliterate": 1})


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_line_ends_and_marks_come_back(end: bytes) -> None:
    data, _ = mended("jsonl", b'\xef\xbb\xbf{"text": "\xc3\xa9"}' + end)
    assert data == b'\xef\xbb\xbf{"text": "e"}' + end


def test_what_was_written_in_ascii_stays_so() -> None:
    line = rb'{"text": "\u00e9 \u2603 \ud83d\ude00 \"x\""}'
    assert mended("jsonl", line)[0] == rb'{"text": "e \u2603 \ud83d\ude00 \"x\""}'


def test_fields_inside_of_others_and_in_lists() -> None:
    line = '{"meta": {"title": "é", "id": "é"}, "parts": [{"text": "é"}, {"text": "é"}], "tags": ["é", "b"]}'
    data, parts = mended("jsonl", line.encode(), fields=("tags", "meta.title", "parts.text"))
    assert json.loads(data) == {
        "meta": {"title": "e", "id": "é"}, "parts": [{"text": "e"}, {"text": "e"}], "tags": ["e", "b"],
    }  # fmt: skip
    assert [place["field"] for place in places(parts)] == ["tags.0", "meta.title", "parts.0.text", "parts.1.text"]


def test_of_two_fields_with_one_name_the_last_counts() -> None:
    assert mended("jsonl", '{"text": "é1", "text": "é2"}'.encode())[0] == '{"text": "é1", "text": "e2"}'.encode()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"no json", "invalid JSON (Expecting value at character 1)"),
        (b'{"text": "a', "invalid JSON (Unterminated string"),
        (b'{"text": 5}', "field 'text' is not a string but a number"),
        (b'["text"]', "is not an object but a list"),
        (b'{"text": ["a", {"b": 1}]}', "field 'text.1' is not a string but an object"),
        (b'{"text": "caf\x81"}', "invalid UTF-8 (byte 0x81 at character 14)"),
        (b"[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_line_that_cannot_be_mended_is_named_and_kept_or_left_out(line: bytes, what: str) -> None:
    good = b'{"text": "\xc3\xa9"}\n'
    data, parts = mended("jsonl", good + line + b"\n" + good)
    assert data == b'{"text": "e"}\n' + line + b"\n" + b'{"text": "e"}\n'
    [(place, told)] = problems(parts)
    assert place == 2
    assert told.startswith(what)
    assert mended("jsonl", good + line + b"\n" + good, wanted=OutputRequest(skip=True))[0] == b'{"text": "e"}\n' * 2


@pytest.mark.parametrize("line", [b'{"id": 1}', b'{"text": null}', b"{}", b'{"text": []}'])
def test_a_record_without_text_is_normal_and_counted(line: bytes) -> None:
    good = b'{"text": "\xc3\xa9"}\n'
    for skip in (False, True):
        data, parts = mended("jsonl", good + line + b"\n" + good, wanted=OutputRequest(skip=skip))
        assert data == b'{"text": "e"}\n' + line + b"\n" + b'{"text": "e"}\n'
        assert (problems(parts), parts[0].documents, parts[0].without_text) == ([], 2, 1)


def test_of_several_fields_some_may_be_missing() -> None:
    data, parts = mended("jsonl", '{"a": "é", "b": null}\n{"c": {"d": "é"}}\n'.encode(), fields=("a", "b", "c.d"))
    assert data == b'{"a": "e", "b": null}\n{"c": {"d": "e"}}\n'
    assert (problems(parts), parts[0].without_text) == ([], 0)


def test_what_python_writes_besides_json_is_read() -> None:
    line = rb'{"score": NaN, "text": "\u00e9", "other": "\ud800"}'
    assert mended("jsonl", line)[0] == line.replace(rb"\u00e9", b"e")


def test_half_of_a_pair_stays_an_escape_beside_letters_that_are_none() -> None:
    line = '{"text": "é \\udce9 ñ", "other": "é"}'
    assert mended("jsonl", line.encode())[0] == b'{"text": "e \\udce9 n", "other": "\xc3\xa9"}'


def test_a_field_with_an_empty_name_is_a_mistake() -> None:
    with pytest.raises(OptionError, match="a name is empty"):
        mended("jsonl", LINE, fields=("meta..title",))


def test_a_line_that_is_too_long_passes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "_MAX_RECORD_CHARS", 1 << 21)
    long = b'{"text": "' + b"x" * (1 << 22) + b'\xc3\xa9"}\n'
    data, parts = mended("jsonl", LINE + long + LINE)
    short = LINE.replace("é".encode(), b"e")
    assert data == short + long + short
    assert problems(parts) == [(2, "is longer than 2,097,152 characters")]
    assert mended("jsonl", LINE + long + LINE, wanted=OutputRequest(skip=True))[0] == short * 2


def test_many_blocks_are_as_one() -> None:
    lines = LINE * 40_000
    data, parts = mended("jsonl", lines, wanted=OutputRequest())
    assert len(parts) > 1
    assert data == lines.replace("é".encode(), b"e")
    assert sum(part.documents for part in parts) == 40_000


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.lists(st.tuples(st.dictionaries(st.text(max_size=3), _JSON, max_size=3), st.text(max_size=9)), max_size=5),
    st.booleans(),
    st.sampled_from([(", ", ": "), (",", ":"), (" ,  ", " :\t")]),
)
def test_records_of_any_kind(
    records: list[tuple[dict[str, Any], str]], ascii_only: bool, separators: tuple[str, str]
) -> None:
    made = [{**record, "text": text, "last": 1} for record, text in records]
    lines = [json.dumps(each, ensure_ascii=ascii_only, separators=separators) for each in made]
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    result, parts = mended("jsonl", data)
    assert problems(parts) == []
    for line, each in zip(result.split(b"\n"), made, strict=False):
        assert json.loads(line) == {**each, "text": ASCII.clean(each["text"])}
    if all(ASCII.clean(each["text"]) == each["text"] for each in made):
        assert result == data

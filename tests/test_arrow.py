"""Columns as Arrow arrays: types and nulls stay, results are those of one text, and edits can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import cases
from textmend import Pipeline
from textmend.edits import apply
from textmend.errors import OptionError, UnknownNameError

pa = pytest.importorskip("pyarrow", reason="needs the extra 'arrow'")
from textmend import arrow  # noqa: E402  # which needs pyarrow

DEFAULT = Pipeline.preset("default")
TYPES: list[Any] = [
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.int32(), pa.large_string()),
]
ROWS = [
    "the war ofthe roses", None, "", "Nothing to do.", "caf\u00c3\u00a9 \u201cso\u201d", 'caf\u00e9 "so"', "\0 a", None,
]  # fmt: skip
FIXED = [text if text is None else DEFAULT.clean(text) for text in ROWS]


def column(kind: Any, rows: list[str | None]) -> Any:
    """An array of this type; pyarrow cannot make dictionaries of all types at once."""
    if not pa.types.is_dictionary(kind):
        return pa.array(rows, kind)
    return pa.array(rows, kind.value_type).dictionary_encode().cast(kind)


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_types_and_nulls_stay(kind: Any) -> None:
    array = column(kind, ROWS)
    mended = arrow.clean(array)
    assert mended.type == array.type
    assert mended.to_pylist() == FIXED != ROWS
    mended.validate(full=True)
    assert arrow.clean(mended) is mended


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_chunks_slices_and_empty_arrays(kind: Any) -> None:
    array = column(kind, ROWS)
    chunked = pa.chunked_array([array.slice(0, 3), array.slice(3, 0), array.slice(3)])
    mended = arrow.clean(chunked)
    assert (mended.type, [len(chunk) for chunk in mended.chunks]) == (chunked.type, [3, 0, 5])
    assert mended.to_pylist() == FIXED
    assert arrow.clean(array.slice(4, 2)).to_pylist() == FIXED[4:6]
    for empty in (array.slice(0, 0), pa.chunked_array([], array.type)):
        assert arrow.clean(empty).to_pylist() == []
        assert arrow.clean(empty).type == array.type
        assert arrow.explain(empty).to_pylist() == []
    assert arrow.clean(column(kind, [None, None])).to_pylist() == [None, None]


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_what_is_sound_is_the_same_object(kind: Any) -> None:
    array = column(kind, ["Nothing to do.", None, "", "Nothing to do."])
    assert arrow.clean(array) is array
    chunked = pa.chunked_array([array, array])
    assert arrow.clean(chunked) is chunked


def test_a_dictionary_has_each_text_once() -> None:
    array = column(pa.dictionary(pa.int8(), pa.string()), ["caf\u00c3\u00a9", "caf\u00e9", None, "caf\u00c3\u00a9"])
    mended = arrow.clean(array)
    assert mended.to_pylist() == ["caf\u00e9", "caf\u00e9", None, "caf\u00e9"]
    assert mended.dictionary.to_pylist() == ["caf\u00e9"]
    nulls = pa.DictionaryArray.from_arrays(pa.array([0, 1, None, 2]), pa.array(["ofthe", None, "a"]))
    assert arrow.clean(nulls, Pipeline(["spacing"])).to_pylist() == ["of the", None, None, "a"]


def test_a_dictionary_that_many_chunks_have_is_repaired_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned: list[str] = []
    clean = Pipeline.clean

    def counting(pipeline: Pipeline, text: str) -> str:
        cleaned.append(text)
        return clean(pipeline, text)

    monkeypatch.setattr(Pipeline, "clean", counting)
    words = pa.array(["inthe end", None, "ofthe war"] * 20).dictionary_encode()
    others = pa.array(["ofthe war", "inthe end"]).dictionary_encode()
    chunks = pa.chunked_array([*(words.slice(start, 5) for start in range(0, 60, 5)), others])
    assert arrow.clean(chunks).to_pylist() == [*["in the end", None, "of the war"] * 20, "of the war", "in the end"]
    assert cleaned == ["inthe end", "ofthe war", "ofthe war", "inthe end"]


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_explained_as_each_text_is(kind: Any) -> None:
    some = [case.text for part in cases.KINDS for case in cases.load(part)[:25]]
    # Arrow's strings are UTF-8, which has no lone surrogates.
    rows = [None, *(text for text in some if text.encode("utf-8", "replace").decode() == text), "", None]
    found = arrow.explain(column(kind, rows))
    assert found.type.field("edits").type == pa.list_(arrow.EDIT)
    assert found.type.field("refused").type == pa.list_(arrow.REFUSAL)
    for text, row in zip(rows, found.to_pylist(), strict=True):
        if text is None:
            assert row is None
            continue
        result = DEFAULT.explain(text)
        assert row["text"] == result.text
        edits = [{**edit._asdict(), "original": text[edit.start : edit.end]} for edit in result.edits]
        assert row["edits"] == edits
        assert [(e["start"], e["reason"]) for e in row["refused"]] == [(e.start, why) for e, why in result.refused]


MORSELS = ("ofthe ", "the ", "caf\u00c3\u00a9 ", "\u201c", "\u201d", " -- ", "word ", "\n", "\u00ad", "\u00e9")
texts = st.lists(st.sampled_from(MORSELS), max_size=12).map("".join)


@given(rows=st.lists(st.none() | texts, max_size=8))
def test_all_rules_taken_back_are_the_original(rows: list[str | None]) -> None:
    array = pa.array(rows, pa.string())
    found = pa.chunked_array([arrow.explain(array)])
    text, edits = (pa.chunked_array([chunk.field(name) for chunk in found.chunks]) for name in ("text", "edits"))
    back, left = arrow.undo(text, edits)
    assert back.to_pylist() == rows
    assert not any(left.to_pylist())
    same, kept = arrow.undo(text, edits, "no/rule")
    assert same is text
    assert kept is edits


@given(rows=st.lists(texts, max_size=8))
def test_one_rule_taken_back_is_as_if_it_had_made_no_edit(rows: list[str]) -> None:
    found = arrow.explain(pa.array(rows, pa.string()))
    text, edits = found.field("text"), found.field("edits")
    back, left = arrow.undo(text, edits, "quotes/*")
    for original, mended, row in zip(rows, back.to_pylist(), left.to_pylist(), strict=True):
        made = DEFAULT.explain(original).edits
        kept = [edit for edit in made if not all(rule.startswith("quotes/") for rule in edit.rules)]
        assert mended == apply(original, kept)
        assert [each["start"] for each in row] == [edit.start for edit in kept]
    # Step by step is all at once.
    again, rest = arrow.undo(back, left)
    assert again.to_pylist() == rows
    assert not any(rest.to_pylist())


def test_rules_by_name_by_wildcard_and_by_list() -> None:
    found = arrow.explain(pa.array(["the war ofthe \u201croses\u201d"]))
    text, edits = found.field("text"), found.field("edits")
    assert arrow.undo(text, edits, "spacing/split")[0].to_pylist() == ['the war ofthe "roses"']
    assert arrow.undo(text, edits, ["quotes/*"])[0].to_pylist() == ["the war of the \u201croses\u201d"]
    assert arrow.undo(text, edits, ["quotes/*", "spacing/*"])[0].to_pylist() == ["the war ofthe \u201croses\u201d"]


def test_the_edits_of_other_texts_are_an_error() -> None:
    found = arrow.explain(pa.array(["the war ofthe roses", "caf\u00c3\u00a9"]))
    text, edits = found.field("text"), found.field("edits")
    with pytest.raises(OptionError, match="row 1: the edits are not those of this text"):
        arrow.undo(pa.array(["the war of the roses", "coffee"]), edits)
    with pytest.raises(OptionError, match="there are 1 texts and edits for 2"):
        arrow.undo(text.slice(1), edits)
    with pytest.raises(OptionError, match="edits are a list of structs"):
        arrow.undo(text, text)


def test_spans_move_to_the_mended_text_and_back() -> None:
    original = "In caf\u00c3\u00a9 society ofthe time"
    found = arrow.explain(pa.array([original, None, "clean", original]))
    word = {"start": original.index("soc"), "end": original.index("soc") + 7, "label": "NOUN"}
    cafe = {"start": 3, "end": 8, "label": "PLACE"}
    kind = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("label", pa.string())]))
    spans = pa.array([[word, cafe], None, [{"start": 0, "end": 5, "label": "X"}], None], kind)
    moved = arrow.shift(spans, found.field("edits"))
    assert moved.type == kind
    text = found.field("text").to_pylist()
    assert [text[0][each["start"] : each["end"]] for each in moved[0].as_py()] == ["society", "caf\u00e9"]
    assert moved[0].as_py()[0]["label"] == "NOUN"
    assert moved.to_pylist()[1:] == spans.to_pylist()[1:]
    assert arrow.shift(moved, found.field("edits"), back=True).to_pylist() == spans.to_pylist()
    single = pa.array([word, None, None, cafe], kind.value_type)
    assert arrow.shift(single, found.field("edits"))[0].as_py() == moved[0].as_py()[0]
    with pytest.raises(OptionError, match="spans are structs with 'start' and 'end'"):
        arrow.shift(pa.array([1, 2, 3, 4]), found.field("edits"))


def test_what_has_the_arrow_interface_is_a_column() -> None:
    class Column:
        def __init__(self, array: Any) -> None:
            self._array = array

        def __arrow_c_stream__(self, schema: Any = None) -> Any:
            return self._array.__arrow_c_stream__(schema)

    assert arrow.clean(Column(pa.chunked_array([["ofthe war"]]))).to_pylist() == ["of the war"]


@pytest.mark.parametrize("wrong", [pa.array([1]), pa.array([b"a"]), pa.array([["a"]]), pa.chunked_array([[1.5]])])
def test_what_is_no_text_is_an_error_that_teaches(wrong: Any) -> None:
    for function in (arrow.clean, arrow.explain):
        with pytest.raises(OptionError, match=rf"the column is {wrong.type}, not text".replace("<", r"\<")):
            function(wrong)


def test_other_errors_teach() -> None:
    with pytest.raises(OptionError, match="a column is an Arrow array, not list"):
        arrow.clean(["a"])
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        arrow.clean(pa.array(["a"]), "pdff")
    assert arrow.clean(pa.array([None, None])).to_pylist() == [None, None]
    assert arrow.clean(pa.array(["ofthe war"]), Pipeline(["spacing"]).spec()).to_pylist() == ["of the war"]


@pytest.mark.parametrize("edits", ["", "_edits"])
def test_columns_of_a_table(edits: str) -> None:
    pipeline = Pipeline.preset("default")
    texts = ["the war ofthe roses", None]
    table = pa.table({"id": [1, 2], "text": texts, "none": [None, None]})
    for whole in (table, table.to_batches()[0]):
        mended = arrow.clean_columns(whole, ["text", "none"], pipeline, edits=edits)
        assert type(mended) is type(whole)
        assert mended.column("text").to_pylist() == [pipeline.clean(texts[0] or ""), None]
        # Without a value, a column may have no type; as one of text it has.
        assert mended.schema.field("none") == pa.field("none", pa.string())
        assert mended.select(["id"]).equals(whole.select(["id"]))
        assert mended.schema.names == [*table.schema.names, *(["text_edits", "none_edits"] if edits else [])]


def test_a_column_that_is_missing_or_there_twice_is_no_other_column() -> None:
    pipeline = Pipeline.preset("default")
    # The last column would be at -1, the number of a column that is not found.
    table = pa.table([[1], ["a"], ["ofthe war"]], ["id", "text", "text"])
    with pytest.raises(OptionError, match="there is no column 'body'; the columns are 'id', 'text', 'text'"):
        arrow.clean_columns(table, ["body"], pipeline)
    with pytest.raises(OptionError, match="there are 2 columns 'text'; rename or drop all but one"):
        arrow.clean_columns(table, ["text"], pipeline)
    with pytest.raises(OptionError, match="there is a column 'text_edits' already; give another suffix than '_edits'"):
        arrow.clean_columns(pa.table({"text": ["a"], "text_edits": [1]}), ["text"], pipeline, edits="_edits")

"""Parquet and Arrow: strings of some columns are repaired; schema, metadata and other columns stay."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import feather, ipc

from tests.formats.mending import mended, places
from textmend.errors import FileError
from textmend.formats import parquet


def table(rows: int = 4) -> Any:
    kinds = pa.schema(
        [
            pa.field("id", pa.int32(), nullable=False),
            pa.field("text", pa.string(), metadata={"lang": "fr"}),
            pa.field("large", pa.large_string()),
            pa.field("kind", pa.dictionary(pa.int8(), pa.string())),
            pa.field("when", pa.timestamp("ms", "UTC")),
            pa.field("tags", pa.list_(pa.string())),
            pa.field("score", pa.float64()),
        ],
        metadata={"made by": "tests"},
    )
    columns = [
        list(range(rows)),
        ["é", None, "plain", ""] * (rows // 4),
        [None, "é", "e", "é"] * (rows // 4),
        ["é", "b", None, "é"] * (rows // 4),
        [0, None, 1, 2] * (rows // 4),
        [["é"], [], None, ["a", None]] * (rows // 4),
        [1.5, float("nan"), None, -0.0] * (rows // 4),
    ]
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, kinds, strict=True)], kinds)


def same_but(old: Any, new: Any, **changed: list[str | None]) -> None:
    assert new.schema.equals(old.schema, check_metadata=True)
    for name in old.column_names:
        if name in changed:
            assert new[name].to_pylist() == changed[name]
        else:
            assert str(new[name].to_pylist()) == str(old[name].to_pylist()), name


def packed(data: Any, **options: Any) -> bytes:
    sink = io.BytesIO()
    pq.write_table(data, sink, **options)
    return sink.getvalue()


def test_only_the_column_changes() -> None:
    codecs = {"id": "GZIP", "text": "ZSTD", "large": "NONE", "kind": "SNAPPY", "when": "SNAPPY", "score": "NONE"}
    data = packed(table(), row_group_size=2, compression={**codecs, "tags.list.element": "ZSTD"})
    result, parts = mended("parquet", data)
    same_but(pq.read_table(io.BytesIO(data)), pq.read_table(io.BytesIO(result)), text=["e", None, "plain", ""])
    before, after = (pq.ParquetFile(io.BytesIO(each)).metadata for each in (data, result))
    for group in range(before.num_row_groups):
        for column in range(before.num_columns):
            old, new = (each.row_group(group).column(column) for each in (before, after))
            assert (old.compression, old.num_values, old.physical_type) == (
                new.compression, new.num_values, new.physical_type,
            )  # fmt: skip
    assert (after.num_row_groups, after.format_version) == (before.num_row_groups, before.format_version)
    assert places(parts) == [{"row": 1, "field": "text", "start": 0, "end": 1}]


def test_large_strings_dictionaries_and_columns_by_number() -> None:
    data = packed(table())
    result, parts = mended("parquet", data, columns=("large", "4"))
    old = pq.read_table(io.BytesIO(data))
    same_but(old, pq.read_table(io.BytesIO(result)), large=[None, "e", "e", "e"], kind=["e", "b", None, "e"])
    assert [(place["row"], place["field"]) for place in places(parts)] == [(2, "large"), (4, "large"), (1, "kind")]
    assert [name for name, _ in parts[0].shown] == ["row 2, large", "row 4, large", "row 1, kind"]


def test_a_large_row_group_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_BLOCK_BYTES", 10_000)
    data = packed(table(4000))
    result, parts = mended("parquet", data)
    assert len(parts) > 3
    same_but(pq.read_table(io.BytesIO(data)), pq.read_table(io.BytesIO(result)), text=["e", None, "plain", ""] * 1000)
    assert places(parts)[-1]["row"] == 3997


def test_an_empty_table() -> None:
    assert pq.read_table(io.BytesIO(mended("parquet", packed(table(0)))[0])).num_rows == 0


@pytest.mark.parametrize("compression", ["uncompressed", "lz4", "zstd"])
def test_feather(compression: str) -> None:
    sink = io.BytesIO()
    feather.write_feather(table(4000), sink, compression=compression, chunksize=1000)
    result, parts = mended("arrow", sink.getvalue(), columns=("text", "kind"))
    assert len(parts) == 4
    read = feather.read_table(io.BytesIO(result))
    same_but(table(4000), read, text=["e", None, "plain", ""] * 1000, kind=["e", "b", None, "e"] * 1000)
    assert abs(len(result) - len(sink.getvalue())) < 0.05 * len(sink.getvalue()), "it is compressed as it was"


def test_a_stream() -> None:
    sink = io.BytesIO()
    with ipc.new_stream(sink, table().schema) as writer:
        writer.write_table(table(), 2)
    result, _ = mended("arrow", sink.getvalue())
    same_but(table(), ipc.open_stream(io.BytesIO(result)).read_all(), text=["e", None, "plain", ""])


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_a_file_cut_short(name: str) -> None:
    sink = io.BytesIO()
    write = pq.write_table if name == "parquet" else feather.write_feather
    write(table(400), sink)
    for cut in (3, len(sink.getvalue()) // 2, len(sink.getvalue()) - 4):
        with pytest.raises(FileError, match=f"cannot be read as {name} .*; download or create it again"):
            mended(name, sink.getvalue()[:cut])


@pytest.mark.parametrize(
    ("column", "what"),
    [("none", "has no column 'none'; its columns are 'id', 'text'"), ("score", "column 'score' is double, not text")],
)
def test_columns_that_cannot_be_mended(column: str, what: str) -> None:
    with pytest.raises(FileError) as caught:
        mended("parquet", packed(table()), columns=(column,))
    assert what in str(caught.value)
    with pytest.raises(FileError, match="has no column 'text'; choose one with --column: 'id', 'score'"):
        mended("parquet", packed(table().select(["id", "score"])))


def test_a_table_that_needs_nothing_is_not_written_anew() -> None:
    data = packed(pa.table({"text": ["plain", None, ""], "kind": pa.array(["a", "b", "a"]).dictionary_encode()}))
    _, parts = mended("parquet", data, columns=("text", "kind"))
    assert [part.content for part in parts] == [None]

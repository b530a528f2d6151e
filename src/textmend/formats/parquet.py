"""Parquet and Arrow files: the strings of some columns are repaired; schema, metadata and all other columns stay."""

from __future__ import annotations

import io
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO, ClassVar

from textmend.edits import Edit
from textmend.errors import FileError, MissingExtraError
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, OutputRequest, Reader, TextSpan
from textmend.formats.source import Source
from textmend.lang.text_kind import text_kind
from textmend.pipeline.pipeline import Pipeline

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
    from pyarrow import ipc
except ImportError:
    raise MissingExtraError("parquet", "Parquet and Arrow files") from None

from textmend.arrow import is_text, rebuilt, results, with_dictionary

__all__ = ["ArrowReader", "ParquetReader"]

# Row groups up to this many bytes are kept; a larger one is read, and written, in parts of about this size, or
# memory would grow with the file.
_BLOCK_BYTES = 1 << 25
_DEFAULT_COLUMN = "text"


class _TableReader(Reader):
    """A file of record batches."""

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _Columns()
        self._writer: Any = None
        self._schema: Any = None

    def blocks(self) -> Iterator[Block]:
        """Yield the tables of the file, with the names of the columns to repair."""
        row = 1
        try:
            opened = self._opened()
            columns = self._columns()
            for table in self._tables(opened):
                yield Block(table, row, context=columns)
                row += table.num_rows
        except (pa.ArrowException, OSError) as error:
            detail = str(error).partition("\n")[0].rstrip(".")
            where = f" after row {row - 1:,}" if row > 1 else ""
            raise FileError(
                self.source.name, f"cannot be read as {self.name}{where} ({detail})", "download or create it again"
            ) from error

    def write(self, content: Any, sink: BinaryIO) -> None:
        if self._writer is None:
            self._writer = self._made_writer(_Sink(sink))
        self._write_table(content)

    def finish(self, sink: BinaryIO) -> None:
        """Write the end of the file."""
        if self._writer is None:
            self._writer = self._made_writer(_Sink(sink))
        self._writer.close()

    @abstractmethod
    def _opened(self) -> Any:
        """Open the file, and learn its schema."""

    @abstractmethod
    def _tables(self, opened: Any) -> Iterator[Any]:
        """Yield its tables."""

    @abstractmethod
    def _made_writer(self, sink: _Sink) -> Any:
        """Return a writer for such a file."""

    def _write_table(self, table: Any) -> None:
        self._writer.write_table(table, max(1, table.num_rows))

    def _columns(self) -> tuple[str, ...]:
        """The columns to repair.

        Raises:
            FileError: one does not exist, or is not text.
        """
        names: list[str] = self._schema.names
        listed = ", ".join(repr(name) for name in names[:20]) + (", …" if len(names) > 20 else "")
        wanted = self.options.columns or ((_DEFAULT_COLUMN,) if _DEFAULT_COLUMN in names else ())
        if not wanted:
            raise FileError(self.source.name, "has no column 'text'", f"choose one with --column: {listed}")
        found: list[str] = []
        for column in wanted:
            by_number = column not in names and column.isdecimal() and 1 <= int(column) <= len(names)
            name = names[int(column) - 1] if by_number else column
            if name not in names:
                raise FileError(self.source.name, f"has no column {column!r}", f"its columns are {listed}")
            kind = self._schema.field(name).type
            if not is_text(kind.value_type if pa.types.is_dictionary(kind) else kind):
                raise FileError(self.source.name, f"column {name!r} is {kind}, not text", f"its columns are {listed}")
            found.append(name)
        return tuple(dict.fromkeys(found))


class ParquetReader(_TableReader):
    """A Parquet file. Row groups, codecs and metadata are kept; larger row groups become several."""

    name: ClassVar[str] = "parquet"
    suffixes: ClassVar[tuple[str, ...]] = (".parquet", ".pq")

    def _opened(self) -> Any:
        opened = pq.ParquetFile(self.source.seekable())
        self._metadata = opened.metadata
        self._schema = opened.schema_arrow
        return opened

    def _tables(self, opened: Any) -> Iterator[Any]:
        for number in range(self._metadata.num_row_groups):
            group = self._metadata.row_group(number)
            if group.total_byte_size <= _BLOCK_BYTES:
                yield opened.read_row_group(number)
                continue
            rows = max(1, group.num_rows * _BLOCK_BYTES // group.total_byte_size)
            for batch in opened.iter_batches(rows, row_groups=[number]):
                yield pa.Table.from_batches([batch], self._schema)

    def _made_writer(self, sink: _Sink) -> Any:
        codecs: dict[str, str] | str = "snappy"
        physical: set[str] = set()
        if self._metadata.num_row_groups:
            group = self._metadata.row_group(0)
            columns = [group.column(number) for number in range(group.num_columns)]
            codecs = {each.path_in_schema: each.compression.replace("UNCOMPRESSED", "NONE") for each in columns}
            physical = {each.physical_type for each in columns}
        version = self._metadata.format_version
        return pq.ParquetWriter(
            sink,
            self._schema,
            compression=codecs,
            version=version if version in ("1.0", "2.4", "2.6") else "2.6",
            use_deprecated_int96_timestamps="INT96" in physical,
        )


class ArrowReader(_TableReader):
    """An Arrow file (Feather) or an Arrow stream."""

    name: ClassVar[str] = "arrow"
    suffixes: ClassVar[tuple[str, ...]] = (".arrow", ".feather", ".ipc")

    def _opened(self) -> Any:
        file = self.source.seekable()
        opened = pa.OSFile(file) if isinstance(file, str) else pa.PythonFile(file, mode="r")
        self._is_file = opened.read(6) == b"ARROW1"
        opened.seek(0)
        reader = ipc.open_file(opened) if self._is_file else ipc.open_stream(opened)
        self._schema = reader.schema
        self._compression = _compression(opened, self._is_file)
        return reader

    def _tables(self, opened: Any) -> Iterator[Any]:
        batches = (
            (opened.get_batch(number) for number in range(opened.num_record_batches)) if self._is_file else iter(opened)
        )
        for batch in batches:
            yield pa.Table.from_batches([batch], self._schema)

    def _made_writer(self, sink: _Sink) -> Any:
        options = ipc.IpcWriteOptions(compression=self._compression)
        make = ipc.new_file if self._is_file else ipc.new_stream
        return make(sink, self._schema, options=options)


def _compression(file: Any, is_file: bool) -> str | None:
    """The codec of the buffers of an Arrow file, which no API exposes; they begin as the codec's frames do."""
    place = file.tell()
    file.seek(_AFTER_MAGIC if is_file else 0)
    found = None
    for message in ipc.MessageReader.open_stream(file):
        if message.type == "record batch":
            body = message.body.to_pybytes()
            found = next((name for name, magic in _FRAMES.items() if magic in body), None)
            break
    file.seek(place)
    return found


# An Arrow file is a stream with its magic number, padded to eight bytes, before it, and a footer after it.
_AFTER_MAGIC = 8
_FRAMES = {"lz4": b"\x04\x22\x4d\x18", "zstd": b"\x28\xb5\x2f\xfd"}


class _Sink(io.RawIOBase):
    """The file that pyarrow writes to; closing it leaves the underlying one open."""

    def __init__(self, sink: BinaryIO) -> None:
        super().__init__()
        self._sink = sink
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._sink.write(bytes(data))
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written


class _Columns(Extractor):
    """The strings of some columns of a table."""

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:
        raise NotImplementedError("a table has no characters to splice")

    def mend(self, block: Block, pipeline: Pipeline, wanted: OutputRequest) -> BlockResult:
        """Repair one table."""
        part = BlockResult()
        table = block.content
        for name in block.context:
            number = table.schema.get_field_index(name)
            before = table.column(number)
            chunks = []
            row = block.line
            old_chunks = before.chunks  # other objects each time
            for chunk in old_chunks:
                chunks.append(self._mended(chunk, row, name, pipeline, wanted, part))
                row += len(chunk)
            if any(new is not old for new, old in zip(chunks, old_chunks, strict=True)):
                table = table.set_column(number, table.schema.field(number), pa.chunked_array(chunks, before.type))
        part.content = None if table is block.content else table
        return part

    def _mended(
        self, chunk: Any, row: int, name: str, pipeline: Pipeline, wanted: OutputRequest, part: BlockResult
    ) -> Any:
        """Repair one array; return the same object when nothing in it changes."""
        if pa.types.is_dictionary(chunk.type):
            # Each text once; the rows with the same text copy the result.
            first = {
                key.as_py(): pc.index(chunk.indices, key).as_py() for key in pc.unique(chunk.indices) if key.is_valid
            }
            rows = [row + first.get(number, 0) for number in range(len(chunk.dictionary))]
            mended = self._values(chunk.dictionary, rows, name, pipeline, wanted, part)
            return chunk if mended is chunk.dictionary else with_dictionary(chunk, mended)
        return self._values(chunk, range(row, row + len(chunk)), name, pipeline, wanted, part)

    def _values(
        self, values: Any, rows: Any, name: str, pipeline: Pipeline, wanted: OutputRequest, part: BlockResult
    ) -> Any:
        part.documents += len(values) - values.null_count
        if wanted.context:
            part.kinds.update(text_kind(text).value for text in values.to_pylist() if text is not None)
        mended: dict[int, str] = {}
        for number, result in results(values, pipeline):
            text = result.original
            part.count(result)
            if result.text is not text:
                mended[number] = result.text
            place = {"row": rows[number], "field": name}
            if wanted.changes:
                part.describe(text, result, partial(_placed, place), refused=wanted.context)
            if wanted.splices and result.edits:
                part.shown.append((f"row {rows[number]}, {name}", result))
        if not mended:
            return values
        texts = values.to_pylist()
        for number, text in mended.items():
            texts[number] = text
        return rebuilt(texts, values)


def _placed(place: Mapping[str, int | str], edit: Edit) -> Mapping[str, int | str]:
    return {**place, "start": edit.start, "end": edit.end}

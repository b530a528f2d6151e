"""Columns of text as Arrow arrays: clean and explain them, take rules back, and carry annotations over.

An array is a `pyarrow.Array` or `pyarrow.ChunkedArray` of `string`, `large_string` or `string_view`, or a dictionary of
one of these, or any object with the Arrow C interface, such as a Series of polars or pandas. Nulls stay null.

>>> import pyarrow as pa
>>> from textmend import arrow
>>> arrow.clean(pa.array(["the war ofthe roses", None])).to_pylist()
['the war of the roses', None]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from operator import is_
from typing import Any

from textmend.edits import Edit, OffsetMap, with_new_spans
from textmend.errors import MissingExtraError, OptionError
from textmend.pipeline.pipeline import Pipeline, PipelineLike
from textmend.pipeline.result import Result, as_row

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ImportError:
    raise MissingExtraError("arrow", "Arrow arrays") from None

__all__ = [
    "EDIT", "REFUSAL", "check_columns", "clean", "clean_columns", "explain", "is_text", "rebuilt", "results", "shift",
    "undo", "with_dictionary",
]  # fmt: skip

_TOO_LARGE = "the repaired texts take more than the 2 GB of a 'string' array; cast it to 'large_string'"
_EDIT_FIELDS = [
    pa.field("start", pa.int64()),
    pa.field("end", pa.int64()),
    pa.field("original", pa.string()),
    pa.field("replacement", pa.string()),
    pa.field("rule", pa.string()),
    pa.field("confidence", pa.float64()),
]
#: The type of an edit: `start` and `end` count characters (code points) of the original text from 0; `original` is what
#: was there, so that an edit can be taken back without the original text; the others are as in `textmend.Edit`.
EDIT = pa.struct(_EDIT_FIELDS)
#: The type of a suspected error that was left alone: an edit, and the reason why it was not made.
REFUSAL = pa.struct([*_EDIT_FIELDS, pa.field("reason", pa.string())])


def is_text(kind: Any) -> bool:
    """Whether a type of Arrow is text, and not a dictionary of text."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or kind == pa.string_view())


def clean(array: Any, pipeline: PipelineLike = "default") -> Any:
    """Return an array with its texts repaired, of the same type; the same object if nothing changes.

    Args:
        array: the texts. Each text of a dictionary is repaired once.
        pipeline: a pipeline, the name of a preset, or a spec.

    Raises:
        OptionError: the array is not text; or the repaired texts do not fit in a `string` array, which holds 2 GB.
        UnknownNameError: there is no such preset.
    """
    chosen = Pipeline.of(pipeline)
    return _by_chunk(_array(array), lambda texts: _cleaned(texts, chosen), _with_cleaned)


def explain(array: Any, pipeline: PipelineLike = "default") -> Any:
    """Return a struct array with what was done to each text; a null is a null.

    Args:
        array, pipeline: as for `clean`.

    Returns:
        For each text: `text` (the repaired text), `edits` (a list of `EDIT`), and `refused` (a list of `REFUSAL`).

    Raises:
        OptionError, UnknownNameError: as for `clean`.
    """
    chosen = Pipeline.of(pipeline)
    return _by_chunk(_array(array), lambda texts: _explained(texts, chosen), _with_explained)


def clean_columns(table: Any, columns: Sequence[str], pipeline: Pipeline, *, edits: str = "") -> Any:
    """Return a `pyarrow.Table` or `RecordBatch` with some columns repaired; rows, other columns and types stay.

    Args:
        table: the table.
        columns: the names of the columns.
        pipeline: the pipeline.
        edits: with this suffix, each column gets another one with its edits (see `EDIT`); "" for none.

    Raises:
        OptionError: as for `clean` and `check_columns`.
    """
    check_columns(table.schema.names, columns, edits)
    for name in columns:
        number = table.schema.get_field_index(name)
        if edits:
            found = explain(table.column(number), pipeline)
            texts = pc.struct_field(found, "text")
            table = table.append_column(f"{name}{edits}", pc.struct_field(found, "edits"))
        else:
            texts = clean(table.column(number), pipeline)
        # A column without any value may have had no type.
        table = table.set_column(number, table.schema.field(number).with_type(texts.type), texts)
    return table


def check_columns(present: Sequence[str], columns: Sequence[str], edits: str = "") -> None:
    """Check that a table has some columns, and room for those with their edits.

    Args:
        present: the names of all columns of the table.
        columns, edits: as for `clean_columns`.

    Raises:
        OptionError: there is no such column, or several, or the name of a column for edits is in use.
    """
    for name in columns:
        if name not in present:
            raise OptionError(f"there is no column {name!r}; the columns are {', '.join(map(repr, present))}")
        if (count := present.count(name)) > 1:
            raise OptionError(f"there are {count} columns {name!r}; rename or drop all but one")
        if edits and f"{name}{edits}" in present:
            raise OptionError(f"there is a column {name + edits!r} already; give another suffix than {edits!r}")


def undo(texts: Any, edits: Any, rules: str | Sequence[str] = "*") -> tuple[Any, Any]:
    """Take the edits of some rules back, without the original texts.

    Args:
        texts: the repaired texts, as `explain` returned them.
        edits: their edits, as `explain` returned them.
        rules: the names of the rules, with wildcards: "quotes/straighten", "quotes/*", "*". An edit that several rules
            made together is taken back only if all of them are meant.

    Returns:
        The texts without these edits, and the edits that are left, for which all functions here work again.

    Raises:
        OptionError: the edits are not those of the texts, or their types are wrong.
    """
    patterns = [rules] if isinstance(rules, str) else list(rules)
    texts, edits = _array(texts), _array(edits)
    _check_pair(texts, edits, "texts")
    if not _is_list(edits.type) or {"original", "rule"} - {field.name for field in edits.type.value_type}:
        raise OptionError(f"edits are a list of structs as explain returns them, not {edits.type}")
    old, kept = texts.to_pylist(), edits.to_pylist()
    changed = False
    for row, (text, made) in enumerate(zip(old, kept, strict=True)):
        if text is None or not made:
            continue
        meant = [all(_matches(rule, patterns) for rule in each["rule"].split("+")) for each in made]
        if any(meant):
            old[row] = _taken_back(text, made, meant, row)
            kept[row] = [each for each, is_meant in zip(made, meant, strict=True) if not is_meant]
            changed = True
    return (rebuilt(old, texts), rebuilt(kept, edits)) if changed else (texts, edits)


def shift(spans: Any, edits: Any, *, back: bool = False) -> Any:
    """Carry annotations of the original texts over to the repaired ones: entities, answers, labels.

    Args:
        spans: for each text a struct with `start` and `end`, in characters from 0, or a list of such structs; what else
            they have stays.
        edits: the edits of each text, as `explain` returned them.
        back: from the repaired texts to the original ones.

    Returns:
        The same array with other places. What an edit replaced belongs to a span that touches any part of it.

    Raises:
        OptionError: the types are wrong, or the numbers of rows differ.
    """
    spans, edits = _array(spans), _array(edits)
    _check_pair(spans, edits, "spans")
    is_list = _is_list(spans.type)
    kind = spans.type.value_type if is_list else spans.type
    if not pa.types.is_struct(kind) or {"start", "end"} - {field.name for field in kind}:
        raise OptionError(f"spans are structs with 'start' and 'end', or lists of them, not {spans.type}")
    found = spans.to_pylist()
    for given, made in zip(found, edits.to_pylist(), strict=True):
        if not given or not made:
            continue
        offsets = OffsetMap(_edits(made))
        move = offsets.span_to_orig if back else offsets.span_to_new
        for span in given if is_list else [given]:
            if span is not None and span["start"] is not None and span["end"] is not None:
                span["start"], span["end"] = move(span["start"], span["end"])
    return rebuilt(found, spans)


def results(values: Any, pipeline: Pipeline) -> Iterator[tuple[int, Result]]:
    """Yield the row and the result of each text of an array that has any edit or refusal."""
    for row, text in zip(*_cued(_wide(values), pipeline), strict=True):
        if text is not None and (result := pipeline.explain_if_any(text)) is not None:
            yield row, result


def rebuilt(values: list[Any], like: Any) -> Any:
    """Return an array with other values, of the type of another and, if that has chunks, with as many.

    Raises:
        OptionError: a `string` array cannot hold so much text.
    """
    if isinstance(like, pa.ChunkedArray):
        chunks, start = [], 0
        for chunk in like.chunks:
            chunks.append(rebuilt(values[start : start + len(chunk)], chunk))
            start += len(chunk)
        return pa.chunked_array(chunks, like.type)
    made = pa.array(values, like.type)
    if isinstance(made, pa.ChunkedArray):
        raise OptionError(_TOO_LARGE)
    return made


def with_dictionary(array: Any, dictionary: Any) -> Any:
    """Return a dictionary array with other texts, of which each is in the dictionary once."""
    texts = dictionary.to_pylist()
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    indices = array.indices
    if len(numbers) < len(texts):
        moved = pa.array([numbers[text] for text in texts], indices.type)
        indices, dictionary = moved.take(indices), pa.array(list(numbers), dictionary.type)
    return pa.DictionaryArray.from_arrays(indices, dictionary, ordered=array.type.ordered, safe=False)


def _with_cleaned(array: Any, dictionary: Any, mended: Any) -> Any:
    return array if mended is dictionary else with_dictionary(array, mended)


def _with_explained(array: Any, _: Any, explained: Any) -> Any:
    return explained.take(array.indices)


def _cleaned(array: Any, pipeline: Pipeline) -> Any:
    wide = _wide(array)
    rows, texts = _cued(wide, pipeline)
    clean = pipeline.clean
    mended = [text if text is None else clean(text) for text in texts]
    # A text that needs no repair is returned as the same object.
    if all(map(is_, mended, texts)):
        return array
    return rebuilt(mended, array) if len(rows) == len(array) else _replaced(wide, rows, mended, array.type)


def _wide(array: Any) -> Any:
    """Return an array as one with offsets of 64 bits, which has the same characters; views are copied."""
    return array.cast(pa.large_string())


def _cued(wide: Any, pipeline: Pipeline) -> tuple[Sequence[int], list[str | None]]:
    """Return the numbers of the texts that may need repair, and these texts; some of them may be null."""
    rows = _rows(wide, pipeline)
    return rows, (wide if len(rows) == len(wide) else wide.take(pa.array(rows, pa.int64()))).to_pylist()


def _rows(wide: Any, pipeline: Pipeline) -> Sequence[int]:
    if pipeline.reads_everything or not len(wide):
        return range(len(wide))
    _, offsets, data = wide.buffers()
    if data is None:
        return ()
    places = memoryview(offsets).cast("q")[wide.offset : wide.offset + len(wide) + 1]
    return pipeline.rows_of_column(memoryview(data).cast("B"), places)


def _replaced(wide: Any, rows: Sequence[int], texts: list[str | None], kind: Any) -> Any:
    """Return an array of some type with other texts in some rows."""
    marked = bytearray(len(wide) // 8 + 1)
    for row in rows:
        marked[row // 8] |= 1 << row % 8
    mask = pa.Array.from_buffers(pa.bool_(), len(wide), [None, pa.py_buffer(marked)])
    try:
        return pc.replace_with_mask(wide, mask, pa.array(texts, wide.type)).cast(kind)
    except pa.ArrowInvalid:
        raise OptionError(_TOO_LARGE) from None


def _explained(array: Any, pipeline: Pipeline) -> Any:
    texts: list[str | None] = array.to_pylist()
    edits: list[list[dict[str, object]]] = [[]] * len(texts)
    refused: list[list[dict[str, object]]] = [[]] * len(texts)
    for row, result in results(array, pipeline):
        original = result.original
        texts[row] = result.text
        edits[row] = [as_row(edit, original) for edit in result.edits]
        refused[row] = [{**as_row(each.edit, original), "reason": each.reason} for each in result.refused]
    columns = [rebuilt(texts, array), pa.array(edits, pa.list_(EDIT)), pa.array(refused, pa.list_(REFUSAL))]
    return pa.StructArray.from_arrays(columns, ["text", "edits", "refused"], mask=pc.is_null(array))


def _edits(made: Sequence[Mapping[str, Any]]) -> list[Edit]:
    return [Edit(each["start"], each["end"], each["replacement"], each["rule"], each["confidence"]) for each in made]


def _taken_back(text: str, made: Sequence[Mapping[str, Any]], meant: Sequence[bool], row: int) -> str:
    pieces: list[str] = []
    kept_from = 0
    for each, is_meant, (edit, start, end) in zip(made, meant, with_new_spans(_edits(made)), strict=True):
        if text[start:end] != edit.replacement or start < kept_from:
            raise OptionError(
                f"row {row}: the edits are not those of this text, which has {text[start:end]!r} at {start} in place "
                f"of {edit.replacement!r}; give the texts and the edits that explain returned together"
            )
        if is_meant:
            pieces += text[kept_from:start], each["original"]
            kept_from = end
    return "".join([*pieces, text[kept_from:]])


def _is_list(kind: Any) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _matches(rule: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(rule, pattern) for pattern in patterns)


def _array(given: Any) -> Any:
    if isinstance(given, pa.Array | pa.ChunkedArray):
        array = given
    elif hasattr(given, "__arrow_c_stream__"):
        array = pa.chunked_array(given)
    elif hasattr(given, "__arrow_c_array__"):
        array = pa.array(given)
    else:
        raise OptionError(f"a column is an Arrow array, not {type(given).__name__}; make one with pyarrow.array(…)")
    # A column without any value may have no type.
    return array.cast(pa.string()) if pa.types.is_null(array.type) else array


def _by_chunk(array: Any, function: Callable[[Any], Any], with_result: Callable[[Any, Any, Any], Any]) -> Any:
    """Apply a function to an array of text, or to each chunk of it; the same object if each chunk is.

    Args:
        array: the array.
        function: for an array of texts, which is no dictionary.
        with_result: for a dictionary array, its dictionary and the result of that, the result of the array.
    """
    is_dictionary = pa.types.is_dictionary(array.type)
    if not is_text(array.type.value_type if is_dictionary else array.type):
        raise OptionError(f"the column is {array.type}, not text; choose another column, or cast it to 'string'")
    apply = _of_dictionaries(function, with_result) if is_dictionary else function
    if isinstance(array, pa.Array):
        return apply(array)
    chunks = array.chunks  # other objects each time
    made = [apply(chunk) for chunk in chunks]
    if made and not all(map(is_, made, chunks)):
        return pa.chunked_array(made, made[0].type)
    kind = array.type if made else apply(pa.array([], array.type)).type
    return array if kind == array.type else pa.chunked_array([], kind)


def _of_dictionaries(function: Callable[[Any], Any], with_result: Callable[[Any, Any, Any], Any]) -> Any:
    """Return a function for dictionary arrays. Chunks often have one dictionary: it is repaired once."""
    dictionary = result = None

    def apply(array: Any) -> Any:
        nonlocal dictionary, result
        if dictionary is None or not dictionary.equals(array.dictionary):
            dictionary = array.dictionary
            result = function(dictionary)
        return with_result(array, dictionary, result)

    return apply


def _check_pair(array: Any, edits: Any, what: str) -> None:
    if len(array) != len(edits):
        raise OptionError(f"there are {len(array):,} {what} and edits for {len(edits):,}; give both for the same rows")

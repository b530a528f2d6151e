"""DuckDB: functions of SQL that repair, explain and take back.

>>> import duckdb
>>> from textmend.integrations.duckdb import register
>>> connection = register(duckdb.connect())
>>> connection.execute("SELECT textmend('the war ofthe roses')").fetchone()
('the war of the roses',)
"""

from __future__ import annotations

import contextlib
from typing import Any

from textmend.errors import MissingExtraError, OptionError
from textmend.pipeline.pipeline import Pipeline, PipelineLike

try:
    import duckdb
    import pyarrow as pa
except ImportError:
    raise MissingExtraError("duckdb", "functions for DuckDB") from None

from textmend import arrow

__all__ = ["register"]

_EDIT = 'start BIGINT, "end" BIGINT, original VARCHAR, replacement VARCHAR, rule VARCHAR, confidence DOUBLE'
_EDITS = f"STRUCT({_EDIT})[]"
_EXPLAINED = f"STRUCT(text VARCHAR, edits {_EDITS}, refused STRUCT({_EDIT}, reason VARCHAR)[])"


def register(connection: Any, pipeline: PipelineLike = "default", *, name: str = "textmend") -> Any:
    """Add three functions to a connection, in place of those of these names that it had:

        textmend(text): the text repaired.
        textmend_explain(text): a struct with `text`, `edits` and `refused`; see `textmend.arrow.explain`.
        textmend_undo(text, edits, rules): the text without the edits of some rules: 'quotes/straighten', 'quotes/*'.

    All cursors of the connection have them, too. Only the connection that registered functions can replace them.

    Args:
        connection: the connection.
        pipeline: a pipeline, the name of a preset, or a spec.
        name: the name of the first function, with which those of the others begin.

    Returns:
        The connection.

    Raises:
        OptionError: a cursor, or another connection to the same database, has registered functions of these names.
        UnknownNameError: there is no such preset.
    """
    chosen = Pipeline.of(pipeline)
    functions = {
        name: (lambda texts: arrow.clean(texts, chosen), ["VARCHAR"], "VARCHAR"),
        f"{name}_explain": (lambda texts: arrow.explain(texts, chosen), ["VARCHAR"], _EXPLAINED),
        f"{name}_undo": (_undo, ["VARCHAR", _EDITS, "VARCHAR"], "VARCHAR"),
    }
    for each, (function, parameters, returned) in functions.items():
        with contextlib.suppress(duckdb.InvalidInputException):  # there was none
            connection.remove_function(each)
        try:
            connection.create_function(each, function, parameters, returned, type="arrow")
        except duckdb.CatalogException:
            raise OptionError(
                f"the database has a function {each!r} of another connection or cursor already, which alone can replace"
                " it; use that one, or register with another `name`"
            ) from None
    return connection


def _undo(texts: Any, edits: Any, rules: Any) -> Any:
    """Take back the rules of each row; most often, all rows have the same."""
    columns = [each.combine_chunks() if isinstance(each, pa.ChunkedArray) else each for each in (texts, edits, rules)]
    texts, edits, rules = columns
    patterns = rules.to_pylist()
    undone = {pattern: arrow.undo(texts, edits, pattern)[0].to_pylist() for pattern in set(patterns)}
    return pa.array([undone[pattern][row] for row, pattern in enumerate(patterns)], texts.type)

"""DuckDB: the functions of SQL give what a plain loop gives, and take rules back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integrations.frames import ROWS, SAFE, fixed, message_without
from textmend.edits import apply
from textmend.errors import OptionError, UnknownNameError
from textmend.pipeline.pipeline import Pipeline

duckdb = pytest.importorskip("duckdb", reason="needs the extra 'duckdb'")
pa = pytest.importorskip("pyarrow", reason="needs the extra 'duckdb'")
from textmend.integrations.duckdb import register  # noqa: E402  # which needs duckdb


@pytest.fixture
def connection() -> Any:
    connection = duckdb.connect()
    rows = pa.table({"id": range(len(ROWS) * 20), "body": pa.array(ROWS * 20, pa.string())})
    connection.register("rows", rows)
    connection.execute("CREATE TABLE docs AS SELECT * FROM rows")
    return connection


@pytest.mark.parametrize("threads", [1, 2])
def test_as_a_plain_loop(connection: Any, threads: int) -> None:
    register(connection).execute(f"SET threads = {threads}")
    found = connection.sql("SELECT textmend(body) FROM docs ORDER BY id").fetchall()
    assert [text for (text,) in found] == fixed() * 20


def test_a_second_registration_takes_the_place_of_the_first(connection: Any) -> None:
    for given in (SAFE, "safe", SAFE.spec()):
        register(connection)
        register(connection, given)
        found = connection.sql("SELECT textmend(body) FROM docs WHERE id < $n ORDER BY id", params={"n": len(ROWS)})
        assert [text for (text,) in found.fetchall()] == fixed(SAFE)


def test_cursors_have_the_functions_of_their_connection(connection: Any) -> None:
    register(connection, "safe")
    assert connection.cursor().execute("SELECT textmend('caf\u00c3\u00a9')").fetchone() == ("caf\u00e9",)
    with pytest.raises(OptionError, match="'textmend' of another connection or cursor already"):
        register(connection.cursor(), "safe")
    assert register(connection.cursor(), name="mend").execute("SELECT mend('ofthe war')").fetchone() == ("of the war",)


def test_two_pipelines_by_name(connection: Any) -> None:
    register(register(connection, name="mend"), "safe", name="mend_safely")
    query = "SELECT mend('\u201cofthe war\u201d'), mend_safely('\u201cofthe war\u201d')"
    assert connection.execute(query).fetchone() == ('"of the war"', "\u201cofthe war\u201d")


def test_a_rule_is_taken_back_by_sql(connection: Any) -> None:
    register(connection)
    connection.execute("CREATE TABLE mended AS SELECT id, f.* FROM (SELECT id, textmend_explain(body) AS f FROM docs)")
    found = connection.sql("SELECT textmend_undo(text, edits, 'quotes/*') FROM mended ORDER BY id").fetchall()
    default = Pipeline.preset("default")
    wanted = [
        None
        if text is None
        else apply(text, [e for e in default.explain(text).edits if not all(r.startswith("quotes/") for r in e.rules)])
        for text in ROWS
    ]
    assert [text for (text,) in found] == wanted * 20
    # The rules may differ from row to row.
    query = (
        "SELECT textmend_undo(text, edits, CASE WHEN id % 2 = 0 THEN '*' ELSE 'no/rule' END) FROM mended ORDER BY id"
    )
    rows, mended = ROWS * 20, fixed() * 20
    assert [text for (text,) in connection.sql(query).fetchall()] == [
        rows[number] if number % 2 == 0 else mended[number] for number in range(len(rows))
    ]
    counted = connection.execute(
        "SELECT count(*) FROM (SELECT unnest(edits) AS e FROM mended) WHERE e.rule = 'spacing/split'"
    )
    made = [edit.rule for text in ROWS if text for edit in default.explain(text).edits]
    assert counted.fetchone() == (20 * made.count("spacing/split"),)


def test_errors_teach(connection: Any) -> None:
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        register(connection, "pdff")
    register(connection)
    with pytest.raises(duckdb.BinderException, match="textmend"):
        connection.sql("SELECT textmend([1, 2])")
    assert "pip install 'textmend[duckdb]'" in message_without("duckdb", "textmend.integrations.duckdb")

"""Tables as text: cells of some columns are repaired, every other byte stays."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.mending import ASCII, mended, places, problems
from textmend.errors import FileError
from textmend.formats import csv as module
from textmend.formats.base import OutputRequest


def test_only_the_cells_of_the_column_change() -> None:
    data = 'id,title,text\r\n1,é,é\r\n"2","é","say ""é"",\nné"\r\n'.encode()
    result, parts = mended("csv", data)
    assert result == 'id,title,text\r\n1,é,e\r\n"2","é","say ""e"",\nne"\r\n'.encode()
    assert [(place["line"], place["field"]) for place in places(parts)] == [(2, "text"), (3, "text"), (3, "text")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_first_row_tells_the_delimiter(delimiter: str) -> None:
    rows = ["a", "text"], ["é", "é, é; é"]
    data = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert mended("csv", data.encode())[0].decode().endswith(f'"é"{delimiter}"e, e; e"')


def test_columns_by_name_and_by_number() -> None:
    data = "a,b,c\né,é,é\n".encode()
    assert mended("csv", data, columns=("c", "1"))[0].decode() == "a,b,c\ne,é,e\n"
    with pytest.raises(FileError, match=r"has no column 'd'; its columns are 'a', 'b', 'c'"):
        mended("csv", data, columns=("d",))
    with pytest.raises(FileError, match=r"has no column 'text'; choose one with --column: 'a', 'b', 'c'"):
        mended("csv", data)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("x", "has 1 cell, but the first row has 2"),
        ("x,y,z", "has 3 cells, but the first row has 2"),
        ('x,"é" é', "has an unclosed quotation mark, or text after a closing one"),
    ],
)
def test_ragged_rows_are_named_and_kept_or_left_out(row: str, what: str) -> None:
    data = f"a,text\né,é\n{row}\n\né,é\n".encode()
    result, parts = mended("csv", data)
    assert result.decode() == f"a,text\né,e\n{row}\n\né,e\n"
    assert problems(parts) == [(3, what)]
    assert mended("csv", data, wanted=OutputRequest(skip=True))[0].decode() == "a,text\né,e\n\né,e\n"


def test_a_cell_is_quoted_when_it_needs_to_be() -> None:
    data = "a,text\n1,«é»\n".encode()
    result, _ = mended("csv", data)
    assert [row[1] for row in csv.reader(io.StringIO(result.decode()))] == ["text", ASCII.clean("«é»")]


def test_a_quotation_mark_that_is_not_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_ROW", 1 << 21)
    with pytest.raises(FileError, match="look for an unclosed quotation mark"):
        mended("csv", b'a,text\n1,"' + b"x,y\n" * (1 << 20))


def test_many_blocks_cut_between_rows_are_as_one() -> None:
    row = '1,"é\n""x""",é\n'
    data = ("a,b,text\n" + row * 150_000).encode()
    result, parts = mended("csv", data, columns=("b",), wanted=OutputRequest())
    assert len(parts) > 1
    assert result.decode() == "a,b,text\n" + row.replace("é", "e", 1) * 150_000
    assert problems(parts) == []


_CELL = st.text(st.sampled_from('aé",;\n '), max_size=6)


@given(st.lists(st.lists(_CELL, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_rows_are_cut_as_pythons_reader_cuts_them(rows: list[list[str]], end: str) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows([["a", "b", "text"], *rows])
    result, parts = mended("csv", text.getvalue().encode())
    assert problems(parts) == []
    read = list(csv.reader(io.StringIO(result.decode(), newline="")))
    assert read[1:] == [[a, b, ASCII.clean(c)] for a, b, c in rows]

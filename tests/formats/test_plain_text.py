"""Plain text: where its edits are."""

from __future__ import annotations

from tests.formats.mending import mended, places
from tests.timing import growth


def test_places_count_lines_columns_and_characters() -> None:
    _, parts = mended("txt", "é x é\n\nyy é".encode())
    assert places(parts) == [
        {"line": 1, "column": 1, "start": 0, "end": 1},
        {"line": 1, "column": 5, "start": 4, "end": 5},
        {"line": 3, "column": 4, "start": 10, "end": 11},
    ]


def test_the_cost_of_places_follows_their_number() -> None:
    assert growth(lambda text: mended("txt", text.encode()), "é\n") < 3

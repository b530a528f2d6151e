from collections.abc import Container

from textmend.passes.quotes._quote_marks import Mark

OPEN_DOUBLE: int
CLOSE_DOUBLE: int
OPEN_SINGLE: int
CLOSE_SINGLE: int
APOSTROPHE: int
PRIME: int
DOUBLE_PRIME: int

def read(
    text: str,
    paragraph: tuple[int, int, int],
    spans: list[tuple[int, int]],
    elisions: frozenset[str],
    measures: Container[int],
    numbers: Container[int],
    suffixes: bool = False,
) -> list[Mark]: ...
def read_by_turns(text: str, paragraph: tuple[int, int, int], spans: list[tuple[int, int]]) -> list[Mark]: ...

from collections.abc import Callable, Iterator
from typing import Final

MOST_TEXTS: Final[int]
MOST_SIZE: Final[int]

def rows(texts: list[str], scan_rows: Callable[[str, memoryview], list[list[tuple[int, int]]]]) -> list[int]: ...
def take(texts: Iterator[str], most: int, most_characters: int) -> tuple[list[str], Exception | None]: ...
def utf8_rows(
    data: memoryview, offsets: memoryview, scan_rows: Callable[[str, memoryview], list[list[tuple[int, int]]]]
) -> list[int]: ...

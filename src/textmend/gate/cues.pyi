from collections.abc import Iterable

class Trigger:
    characters: str
    ranges: tuple[tuple[str, str], ...]
    literals: tuple[str, ...]
    words: bool
    tight: bool
    beyond_ascii: bool
    familiar: str
    def __init__(
        self,
        characters: str,
        ranges: Iterable[tuple[str, str]],
        literals: Iterable[str],
        words: bool,
        tight: bool = False,
        beyond_ascii: bool = False,
        familiar: str = "",
    ) -> None: ...
    def matches(self, character: str) -> bool: ...

TIGHT_MARKS: str

def anchor(literal: str) -> int: ...
def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]: ...

from collections.abc import Iterable, Sequence
from typing import Protocol

from textmend._tables import Sieve, Table

MOST_SLEEPERS: int

class Lexicon(Protocol):
    @property
    def table(self) -> Table: ...
    def __contains__(self, word: object, /) -> bool: ...

class Sleeper:
    characters: str
    ranges: tuple[tuple[str, str], ...]
    literals: tuple[str, ...]
    words: bool
    def __init__(
        self, characters: str, ranges: Iterable[tuple[str, str]], literals: Iterable[str], words: bool
    ) -> None: ...

def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]: ...

class Gate:
    kind: str
    def __init__(self, sleepers: Sequence[Sleeper], lexicon: Lexicon | None, sieve: Sieve | None) -> None: ...
    def sweep(self, text: str) -> list[list[tuple[int, int]]]: ...

from collections.abc import Callable, Iterable, Sequence

from textmend._tables import Sieve, Table

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
    def __init__(
        self, sleepers: Sequence[Sleeper], words: Table | None, knows: Callable[[str], bool], sieve: Sieve | None
    ) -> None: ...
    def sweep(self, text: str) -> list[list[tuple[int, int]]]: ...

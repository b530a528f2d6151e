from collections.abc import Sequence
from typing import Protocol

from textmend.gate.cues import Trigger
from textmend.lang._split_filter import SplitFilter
from textmend.lang._tables import Table

MOST_TRIGGERS: int

class Lexicon(Protocol):
    @property
    def table(self) -> Table: ...
    def __contains__(self, word: object, /) -> bool: ...

class Gate:
    kind: str
    def __init__(
        self, triggers: Sequence[Trigger], lexicon: Lexicon | None, split_filter: SplitFilter | None
    ) -> None: ...
    def scan(self, text: str) -> list[list[tuple[int, int]]]: ...
    def scan_rows(self, text: str, ends: memoryview) -> list[list[tuple[int, int]]]: ...

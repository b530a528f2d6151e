from collections.abc import Sequence
from typing import Protocol

from textmend.gate.cues import Sleeper
from textmend.lang._tables import Sieve, Table

MOST_SLEEPERS: int

class Lexicon(Protocol):
    @property
    def table(self) -> Table: ...
    def __contains__(self, word: object, /) -> bool: ...

class Gate:
    kind: str
    def __init__(self, sleepers: Sequence[Sleeper], lexicon: Lexicon | None, sieve: Sieve | None) -> None: ...
    def sweep(self, text: str) -> list[list[tuple[int, int]]]: ...

from collections.abc import Mapping

from textmend._tables import Sieve, Speller, Table

# A cost in steps, and the cuts.
Reading = tuple[int, tuple[int, ...]]

class Lattice:
    def __init__(self, words: Table, pairs: Table, unknown: int, unseen: int) -> None: ...
    def step(self, word: str, following: str) -> int: ...
    def split(self, letters: str, left: str, right: str) -> Reading | tuple[()]: ...

class Judge:
    EVIDENCE: tuple[str, ...]
    def __init__(
        self,
        lattice: Lattice,
        words: Table,
        pairs: Table,
        speller: Speller,
        unknown: int,
        unseen: int,
        common: int,
        weights: Mapping[str, float],
    ) -> None: ...
    def read(self, letters: str, left: str, right: str) -> Reading | tuple[()]: ...
    def whole(self, letters: str, right: str) -> int: ...
    def chance(self, written: str, left: str, right: str, repeats: int, reading: Reading) -> float: ...
    def evidence(self, written: str, left: str, right: str, repeats: int, reading: Reading) -> tuple[float, ...]: ...
    def is_foreign(self, text: str, start: int, end: int, cuts: tuple[int, ...], sieve: Sieve) -> bool: ...

from collections.abc import Sequence

from textmend.lang._tables import BloomFilter, CharNgramModel, Table

class Segmentation:
    size: int
    cost: int
    cuts: bytes
    margins: Sequence[int]
    ordinary: int
    def agrees(self, spaced: bytes) -> bool: ...
    def start(self, place: int) -> int: ...
    def end(self, place: int) -> int: ...

class Lattice:
    unknown: int
    possessive: int
    lost: int
    stray: int
    def __init__(
        self,
        words: Table,
        pairs: Table,
        bloom_filter: BloomFilter,
        char_model: CharNgramModel,
        unknown: int,
        unseen: int,
        possessive: int,
        lost: int,
        stray: int,
    ) -> None: ...
    def read(self, letters: str, spaced: bytes) -> Segmentation: ...

from collections.abc import Sequence

from textmend.lang._tables import CharNgramModel, Table

class SplitFilter:
    FEATURES: tuple[str, ...]
    def __init__(
        self,
        words: Table,
        pairs: Table,
        char_model: CharNgramModel,
        unknown: int,
        unseen: int,
        common: int,
        weights: Sequence[int],
        least: int,
        abroad: bool,
    ) -> None: ...
    def passes(self, word: str) -> bool: ...
    def divides(self, word: str) -> bool: ...
    def features(self, word: str) -> tuple[int, ...]: ...

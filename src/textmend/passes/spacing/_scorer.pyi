from typing import Final, Protocol

from textmend.lang._tables import CharNgramModel, Table
from textmend.passes.spacing._lattice import Lattice
from textmend.passes.spacing._punctuation import Found, PunctuationScorer
from textmend.passes.spacing._trees import TreeEnsemble

SPLIT: Final = 0
JOIN: Final = 1
MARK: Final = 2
STRAY: Final = 3
LONG_STRING: Final = 20
LONGEST_RUN: Final = 600

class _Forests(Protocol):
    # `textmend.passes.spacing.trees.TreeEnsembles`, which is of a higher floor.
    @property
    def split(self) -> TreeEnsemble | None: ...
    @property
    def join(self) -> TreeEnsemble | None: ...
    @property
    def strings(self) -> TreeEnsemble | None: ...

class SpaceScorer:
    FEATURES: tuple[str, ...]
    def __init__(
        self,
        lattice: Lattice,
        marks: PunctuationScorer,
        words: Table,
        pairs: Table,
        char_model: CharNgramModel,
        unseen: int,
        capitals: Table,
        ensembles: _Forests,
        elides: bool,
        capitalizes: bool,
        reach: int,
    ) -> None: ...
    def among_letters(self, text: str, start: int, end: int) -> list[Found]: ...
    def among_words(self, text: str, start: int, end: int, prunes: bool) -> list[Found]: ...
    def beside_marks(self, text: str, start: int, end: int, least: float) -> list[Found]: ...
    def is_foreign(self, text: str, start: int, end: int, most: float) -> bool: ...

from typing import Final

from textmend.lang._tables import Table
from textmend.passes.spacing._trees import TreeEnsemble

MARK: Final = 2
STRAY: Final = 3
RARE: Final[float]

# Kind, start and end of the space, start and end of the whole, moved, plain, score, evidence.
Found = tuple[int, int, int, int, int, bool, bool, float, tuple[float, ...]]

def kind_of(character: str) -> int: ...

class PunctuationFeatures:
    FEATURES: tuple[str, ...]
    def __init__(self, words: Table, pairs: Table) -> None: ...

class PunctuationScorer:
    def __init__(self, features: PunctuationFeatures, ensemble: TreeEnsemble | None, asked: bytes) -> None: ...
    def candidates(self, text: str, start: int, end: int, least: float) -> list[Found]: ...

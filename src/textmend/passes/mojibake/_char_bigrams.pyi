from collections.abc import Sequence

SCRIPT: int
UPPER: int
LOWER: int
JOINER: int
PAIRS: int
SINGLE: int
PLAIN: int
WHITE: int
CONTROL: int
STRANGE: int
CUE: int
LEAD: int
FOLLOWS: int
LEAD_OF_SPACE: int
MARK_COSTS: int
FAMILIAR: str

class CharBigramModel:
    def __init__(
        self,
        units: memoryview,
        kinds: memoryview,
        marks: memoryview,
        scripts: Sequence[Sequence[int]],
        index: memoryview,
        costs: memoryview,
        best: memoryview,
    ) -> None: ...
    def cost(self, text: str, start: int, end: int, known: bool, foreign: int = 0) -> int: ...
    def suspect(
        self,
        text: str,
        start: int,
        end: int,
        signs: bytes,
        most: int,
        each: float,
        fair: float,
        fair_unspaced: float,
        longest: int,
    ) -> int: ...
    def excess_per_char(self, text: str, start: int, end: int, each: float) -> int: ...
    def are_dear(self, text: str, start: int, end: int, fair: float, fair_unspaced: float) -> bool: ...

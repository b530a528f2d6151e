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
MARK_COSTS: int

class Alphabets:
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
    def cost(self, text: str, start: int, end: int, known: bool) -> int: ...
    def excess(self, text: str, start: int, end: int) -> int: ...

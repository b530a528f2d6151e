from textmend.lang._tables import Table

def kind_of(character: str) -> int: ...

class PunctuationFeatures:
    FEATURES: tuple[str, ...]
    def __init__(self, words: Table, pairs: Table) -> None: ...

"""Findings of the size of real runs, made of words of our own."""

from __future__ import annotations

from random import Random

from textmend.review.findings import Entry, Findings

__all__ = ["LEVELS", "findings"]

LEVELS = {"safe": 0.99, "likely": 0.90, "guess": 0.70}
_WORDS = [
    "the",
    "of",
    "and",
    "a",
    "river",
    "stone",
    "window",
    "letter",
    "morning",
    "quiet",
    "garden",
    "paper",
    "under",
    "after",
    "between",
    "walked",
    "found",
    "old",
]
_RULES = ("spacing/split", "quotes/straighten", "dashes/trace", "mojibake/utf-8", "characters/ligature", "layout/line")


def findings(edits: int, *, files: int = 20, script: str = "latin", sample: int | None = None) -> Findings:
    """Return findings with so many edits, and a tenth as many refusals."""
    random = Random(7)
    found = Findings(sample or edits)

    def words() -> str:
        if script == "cjk":
            return "".join(chr(random.randrange(0x4E00, 0x9000)) for _ in range(60))
        return " ".join(random.choices(_WORDS, k=12))[:60]

    for number in range(edits):
        path = f"notes/chapter-{number * files // edits:03}.txt"
        rule = random.choice(_RULES)
        confidence = random.uniform(0.7, 1.0)
        line = number % 997 + 1
        place: dict[str, int | str] = {"line": line, "column": 14, "start": number * 200, "end": number * 200 + 1}
        found.add(Entry(path, place, "“", '"', rule, confidence, words(), words()))
        if number % 10 == 0:
            low = random.uniform(0.5, 0.9)
            reason = f"confidence {low:.2f} is below the minimum of 0.90" if number % 20 else "inside a protected span"
            place = {"line": line, "column": 99, "start": number * 200 + 100, "end": number * 200 + 101}
            found.add(Entry(path, place, "a", "b", rule, low, words(), words(), reason))
    return found

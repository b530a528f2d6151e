"""Sentences of English prose, split well enough to show a model what belongs together.

A border in the wrong place costs a scorer some of its context and breaks nothing, so a regular expression is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.patterns import pattern

__all__ = ["ABBREVIATIONS", "sentences"]

_END = "[.!?\u2026]"
# A full stop after these does not end a sentence; neither does one after a single letter ("J. Smith", "U.S."). Of
# several marks ("So did I...") the others do.
ABBREVIATIONS = (
    "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Gen", "Sen", "Rep", "vs", "No", "Jr", "Sr", "Lt", "Col", "Gov", "Capt",
    "Sgt", "Rev", "Hon",
)  # fmt: skip
_NOT_BEHIND = r"(?<!\b[A-Za-z])" + "".join(rf"(?<!\b{word})" for word in ABBREVIATIONS)
# Closing marks belong to the sentence that ends. A line that starts with a small letter was wrapped; any other starts
# a new sentence: a heading has no full stop. A row of marks is tried from its first only: trying each would cost the
# square of its length, and a table of contents has rows of hundreds.
_SENTENCE_BORDER = pattern(
    rf"(?<!{_END})(?:{_NOT_BEHIND}|(?={_END}{{2}})){_END}+[\"'\u201d\u2019)\]]* +(?=[\"'\u201c\u2018(\[]*[A-Z0-9])"
    r"|\n\s*(?=[^a-z\s])|\n[^\S\n]*\n\s*"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of `text[start:end]`, each with the white space after it."""
    end = len(text) if end is None else end
    at = start
    for border in _SENTENCE_BORDER.finditer(text, start, end):
        yield at, border.end()
        at = border.end()
    if at < end:
        yield at, end

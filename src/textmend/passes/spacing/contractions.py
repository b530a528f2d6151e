"""Contractions that a tokenizer divided: `They 're`, `do n't`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmend.lang import Language
from textmend.patterns import matches_from, pattern

__all__ = ["divided_contractions"]

# The tokens of the Penn Treebank, from the space between them, and what is before each. After a noun, `'s` may open a
# quotation or begin a Dutch word.
_ENDING = pattern(r" ['’](?:re|ll|ve|m|d|s)\b(?!['’-])", re.IGNORECASE)
_PRONOUN = pattern(r"\b(?:I|you|he|she|it|we|they|who|that|there|what|where|here|how|let)\Z", re.IGNORECASE)
_NEGATION = pattern(r" n['’]t\b", re.IGNORECASE)
_VERB = pattern(
    r"\b(?:do|does|did|ca|wo|is|are|was|were|has|have|had|could|should|would|might|must|need|ai|dare|ought)\Z",
    re.IGNORECASE,
)
# The longest of these words, and the character before it.
_MAX_BEFORE_CHARS = 7


def divided_contractions(text: str, language: Language) -> Iterator[int]:
    """Yield the position of each space inside an English contraction.

    Args:
        text: the text.
        language: its language.
    """
    if language.code != "en":
        return
    for ending, beginnings, word in (
        (_ENDING, (" '", " ’"), _PRONOUN),
        (_NEGATION, (" n'", " n’", " N'", " N’"), _VERB),
    ):
        for match in matches_from(ending, text, *beginnings):
            start = match.start()
            if word.search(text[max(0, start - _MAX_BEFORE_CHARS) : start]):
                yield start

"""Contractions that a tokenizer divided: `They 're`, `do n't`."""

from __future__ import annotations

from collections.abc import Iterator

from textmend.lang import Language
from textmend.patterns import pattern

__all__ = ["divided_contractions"]

# The tokens of the Penn Treebank. After a noun, `'s` may open a quotation or begin a Dutch word.
_AFTER_PRONOUN = pattern(
    r"\b(?:I|you|he|she|it|we|they|who|that|there|what|where|here|how|let)( )['’](?:re|ll|ve|m|d|s)\b(?!['’-])", 2
)
_NEGATION = pattern(
    r"\b(?:do|does|did|ca|wo|is|are|was|were|has|have|had|could|should|would|might|must|need|ai|dare|ought)"
    r"( )n['’]t\b",
    2,
)


def divided_contractions(text: str, language: Language) -> Iterator[int]:
    """Yield the position of each space inside an English contraction.

    Args:
        text: the text.
        language: its language.
    """
    if language.code != "en" or (" '" not in text and " ’" not in text and " n" not in text):
        return
    for tokens in (_AFTER_PRONOUN, _NEGATION):
        for match in tokens.finditer(text):
            yield match.start(1)

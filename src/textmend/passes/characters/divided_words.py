"""Words that PDFium joins where a line ended: U+0002 represents the hyphen."""

from __future__ import annotations

from collections.abc import Callable

from textmend.lang import Lexicon
from textmend.lang.broken_words import DocumentWords, HyphenAction, Word, judge
from textmend.patterns import pattern

__all__ = ["divided_words"]

_DIVIDED = pattern(r"(?<![\w\x02])([^\W_][\w'’-]{0,64})\x02([^\W_]+(?:[-'’][^\W_]+)*)")
_REPLACEMENTS = {HyphenAction.KEPT: "-", HyphenAction.SUSPENDED: "- "}


def divided_words(text: str, lexicon: Callable[[], Lexicon]) -> dict[int, str]:
    """Return what each mark inside a line represents, by its position: nothing, or the hyphen of a compound.

    Args:
        text: the document, whose other words are evidence.
        lexicon: returns the words of the language.
    """
    words = {match.end(1): Word(match[1], "-", match[2]) for match in _DIVIDED.finditer(text)}
    if not words:
        return {}
    vocabulary = DocumentWords(text, words.values(), lexicon())
    actions = {at: judge(word, vocabulary)[0] for at, word in words.items()}
    return {at: _REPLACEMENTS.get(action, "") for at, action in actions.items()}

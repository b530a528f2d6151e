"""Scripts: which writing a text is in, by Unicode's own property, for the rules that depend on it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from textmend._strings import is_western

if TYPE_CHECKING:
    import regex

__all__ = ["east_asian", "may_be_east_asian", "unspaced"]

_EAST_ASIAN = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}\p{Yi}\u30fc\u3000-\u303f\uff00-\uffef"


def may_be_east_asian(text: str) -> bool:
    """False when a text has no Chinese, Japanese or Korean in it; fast."""
    # A search by property takes a hundred times as long, and a text without any need not import `regex` at all.
    return not text.isascii() and not is_western(text)


@cache
def east_asian() -> regex.Pattern[str]:
    """One character of Chinese, Japanese or Korean writing, its full-width forms and its punctuation."""
    import regex

    return regex.compile(f"[{_EAST_ASIAN}]")


@cache
def unspaced() -> regex.Pattern[str]:
    """One character of a script that puts no spaces between words: a break in its lines is not a space."""
    import regex

    # Korean has spaces.
    return regex.compile(rf"[[{_EAST_ASIAN}\p{{Thai}}\p{{Lao}}\p{{Myanmar}}\p{{Khmer}}]--\p{{Hangul}}]", regex.V1)

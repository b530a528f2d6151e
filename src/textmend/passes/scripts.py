"""Scripts: which writing a text is in, by Unicode's own property, for the rules that depend on it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from textmend.patterns import pattern

if TYPE_CHECKING:
    import regex

__all__ = ["east_asian", "may_be_east_asian", "unspaced"]

# Where no character of these scripts stands. To match a text whole is five times as fast as to search for others, and
# twenty times as fast as a search by property; and a text that matches need not import `regex` at all.
_ELSEWHERE = pattern("[\0-\u10ff\u1200-\u2e7f]*")

_EAST_ASIAN = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}\p{Yi}\u30fc\u3000-\u303f\uff00-\uffef"


def may_be_east_asian(text: str) -> bool:
    """False when a text has no Chinese, Japanese or Korean in it; fast."""
    return not text.isascii() and _ELSEWHERE.fullmatch(text) is None


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

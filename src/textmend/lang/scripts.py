"""Scripts: which writing a text is in, by Unicode's own property, for the rules that depend on it."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from textmend.lang._strings import count_words, is_western
from textmend.patterns import pattern

if TYPE_CHECKING:
    import regex

__all__ = ["LATIN_LIGATURES", "east_asian", "may_be_east_asian", "reads_as_east_asian", "unspaced"]

_EAST_ASIAN = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}\p{Yi}\u30fc\u3000-\u303f\uff00-\uffef"
# The letters that fonts set as one glyph.
LATIN_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
_QUOTED = pattern("“[^“”]*”|‘[^‘’]*’")


def may_be_east_asian(text: str) -> bool:
    """False when a text has no Chinese, Japanese or Korean in it; fast."""
    # A search by property takes a hundred times as long, and a text that does not need it need not import `regex` at
    # all.
    return not text.isascii() and not is_western(text)


@cache
def east_asian() -> regex.Pattern[str]:
    """One character of Chinese, Japanese or Korean writing, its full-width forms and its punctuation."""
    import regex

    return regex.compile(f"[{_EAST_ASIAN}]")


def reads_as_east_asian(line: str) -> bool | None:
    """True when a line reads as Chinese, Japanese or Korean; None when it has no letters to decide by.

    The words outside quotations decide, for a Chinese sentence may quote a long English title and an
    English one a Chinese word. One character of these scripts weighs as much as one word of others.
    """
    unquoted = _QUOTED.sub("", line)
    for part in (unquoted, line):
        here, others = count_words(part, _flags(), _is_east_asian)
        if here or others:
            return here >= others
    return None


@cache
def _flags() -> bytearray:
    """For each character 2 if it is one of `east_asian`, 1 if not, and 0 if nobody has asked: asking takes 1 µs."""
    return bytearray(sys.maxunicode + 1)


def _is_east_asian(character: str) -> bool:
    return east_asian().match(character) is not None


@cache
def unspaced() -> regex.Pattern[str]:
    """One character of a script that puts no spaces between words: a break in its lines is not a space."""
    import regex

    # Korean has spaces.
    return regex.compile(rf"[[{_EAST_ASIAN}\p{{Thai}}\p{{Lao}}\p{{Myanmar}}\p{{Khmer}}]--\p{{Hangul}}]", regex.V1)

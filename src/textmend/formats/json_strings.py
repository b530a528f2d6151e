"""The strings of JSON: their text with its place in the source, so that an edit changes no other character of them."""

from __future__ import annotations

import json
import re
from functools import partial

from textmend.formats.source_map import SourceMap

__all__ = ["string_map"]

# Two escapes of surrogates are one character; a lone one is itself.
_ESCAPE = re.compile(r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\.")
_SURROGATE = re.compile("[\ud800-\udfff]")


def string_map(source: str, *strings: tuple[int, int], is_ascii: bool) -> SourceMap:
    """Map the text of a string, or of several in a row, to its source.

    Args:
        source: the JSON.
        strings: where the strings are, with their quotation marks.
        is_ascii: whether new text is written in ASCII, with escapes.
    """
    text = SourceMap(source, partial(_spell, is_ascii=is_ascii))
    for start, end in strings:
        at = start + 1
        for escape in _ESCAPE.finditer(source, at, end - 1):
            text.copy(at, escape.start())
            text.stand_for(json.loads(f'"{escape[0]}"'), *escape.span())
            at = escape.end()
        text.copy(at, end - 1)
    return text


def _spell(text: str, *, is_ascii: bool) -> str:
    """A text as a JSON string has it. A lone surrogate was an escape, since no encoding has it, and stays one."""
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", json.dumps(text, ensure_ascii=is_ascii)[1:-1])

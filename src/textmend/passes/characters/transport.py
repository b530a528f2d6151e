"""Residue of transport in a text: quoted-printable of mail (RFC 2045), escapes of programs, percent-encoding of
addresses (RFC 3986), and references and tags of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from textmend.patterns import pattern

__all__ = ["escapes", "percent_encoded", "quoted_printable", "references", "tags"]

# Encoded bytes, and a line end that the encoding inserted.
_ENCODED = pattern(r"(?P<bytes>(?:=[0-9A-F]{2})+)(?P<end>[ \t]*(?=\r?\n|\Z))?|=[ \t]*\r?\n|=[ \t]*\Z")
_LINE_END_SPACE = ("=20", "=09")
# Encoded blanks at so many line ends are evidence; a letter beyond ASCII is enough alone.
_MIN_LINE_ENDS = 2
_BLANKS = "\t\n\r\xa0"

# The prefix matches text that was escaped more than once (`&amp;amp;lt;`), so that one edit decodes it.
_REFERENCE = pattern(
    r"&(?:(?:amp|#0{0,5}38|#[xX]0{0,4}26);)*"
    r"(?P<last>#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][\dA-Za-z]{1,31});"
)
# Numbers that decode to these are mistakes, even where HTML defines what to show for them.
_NO_TEXT = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0xFFFD)))


def quoted_printable(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and replacement of what is encoded, if all of the text can be so.

    A text in this encoding has no equals sign that does not begin a sequence: `x = 5` would be `x =3D 5`.
    """
    found = list(_ENCODED.finditer(text))
    signs = sum(match[0].count("=") for match in found)
    if not found or signs != text.count("="):
        return
    decoded = [(match, _decoded(match["bytes"] or "")) for match in found]
    if any(letters is None for _, letters in decoded):
        return
    is_letter = any(letters and not letters.isascii() for _, letters in decoded)
    line_ends = sum(match["end"] is not None and match["bytes"].endswith(_LINE_END_SPACE) for match in found)
    if not is_letter and line_ends < _MIN_LINE_ENDS:
        return
    for match, letters in decoded:
        assert letters is not None, "checked above"
        yield *match.span(), letters.rstrip(" \t") if match["end"] is not None else letters


def _decoded(sequence: str) -> str | None:
    """What some encoded bytes are; None if they are not printable text in UTF-8."""
    try:
        letters = bytes.fromhex(sequence.replace("=", "")).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return letters if all(letter.isprintable() or letter in _BLANKS for letter in letters) else None


# Escapes of the bytes of UTF-8, as bytes or as characters, and of characters. A second backslash is one that is meant.
_ESCAPES = pattern(
    r"(?<!\\)(?:(?P<bytes>(?:\\x[\da-fA-F]{2}){2,}|(?:\\u00[\da-fA-F]{2}){2,})|(?P<units>(?:\\u[\da-fA-F]{4})+))"
)
_HEX = pattern(r"\\(?:x|u00)([\da-fA-F]{2})")
_UNIT = pattern(r"\\u([\da-fA-F]{4})")
# What is written about escapes, or in a program: between backticks, in a literal of bytes, in a range or a set.
_CODE = pattern(r"`|\b[bBrR]{1,2}[\"']|\\[xu][\da-fA-F]{2,4}-|-\\[xu]|[\[{(]\\[xu]")
_LETTER = pattern(r"[^\W\d_]")


def escapes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and replacement of the escapes that are part of a word.

    An escape with no letter beside it (`use \\u00e9 here`) is written about.
    """
    for match in _ESCAPES.finditer(text):
        start, end = match.span()
        if not (_LETTER.match(text, end) or (start and _LETTER.match(text, start - 1))):
            continue
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        if _CODE.search(text, line_start, len(text) if line_end < 0 else line_end):
            continue
        letters = _of_digits("".join(_HEX.findall(match[0])), "utf-8")
        if letters is None and match[0].startswith("\\u"):
            letters = _of_digits("".join(_UNIT.findall(match[0])), "utf-16-be")
        if letters:
            yield start, end, letters


def _of_digits(digits: str, encoding: str) -> str | None:
    """What some bytes in hexadecimal digits are in an encoding, if that is printable text beyond ASCII."""
    try:
        letters = bytes.fromhex(digits).decode(encoding)
    except UnicodeDecodeError:
        return None
    return letters if not letters.isascii() and letters.replace("\xa0", " ").isprintable() else None


# A string of words in which nothing else is a sign: no address, path, file name or percentage.
_ENCODED_WORDS = pattern(
    r"(?<!\S)[\"'(\u201c\u2018]?[^\W\d_]*(?:(?:%[\dA-Fa-f]{2})+(?:[^\W_]|['\u2019-](?=[^\W_]))*)+"
    r"[.,;:!?\"')\u201d\u2019]*(?!\S)"
)
_PERCENT = pattern(r"(?:%[\dA-Fa-f]{2})+")
# So many spaces show that words were encoded; a letter beyond ASCII is enough alone.
_MIN_SPACES = 2


def percent_encoded(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and replacement of what is encoded in words."""
    for words in _ENCODED_WORDS.finditer(text):
        found = list(_PERCENT.finditer(text, *words.span()))
        decoded = [_decoded(match[0].replace("%", "=")) for match in found]
        if any(letters is None or "\n" in letters or "\r" in letters for letters in decoded):
            continue
        spaces = sum((letters or "").count(" ") for letters in decoded)
        if spaces >= _MIN_SPACES or any(letters and not letters.isascii() for letters in decoded):
            yield from ((*match.span(), letters or "") for match, letters in zip(found, decoded, strict=True))


_TAG = pattern(
    r"</?(?:a|b|blockquote|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|span|strong|table|tbody|td|th|tr|u|ul)"
    r"(?:\s[^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)
# So many show what the matter is; a page that was not parsed has thousands.
_MAX_TAGS = 20


def tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the first tags of HTML."""
    for match in islice(_TAG.finditer(text), _MAX_TAGS):
        yield match.span()


def references(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end and meaning of each character reference of HTML, and a reason why it is better left alone."""
    from html import unescape
    from html.entities import html5

    for match in _REFERENCE.finditer(text):
        last = match["last"]
        if last[0] != "#":
            # A name decodes to one or two characters; `unescape` would also take a longer name's start.
            if meant := html5.get(f"{last};"):
                yield *match.span(), meant, ""
            continue
        meant = unescape(f"&{last};")
        if meant and (meant in "\t\n" or meant not in _NO_TEXT):
            yield *match.span(), meant, ""
        else:
            yield *match.span(), "", "the number is not a valid character"

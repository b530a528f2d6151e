"""Residue of transport in a text: quoted-printable of mail (RFC 2045), and character references of HTML."""

from __future__ import annotations

from collections.abc import Iterator

from textmend.patterns import pattern

__all__ = ["quoted_printable", "references"]

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

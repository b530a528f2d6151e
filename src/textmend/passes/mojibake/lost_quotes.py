"""Lost quotation marks: `â€` without its last byte, where a quotation is open.

Windows-1252 has no character for byte 9D, the last one of ” in UTF-8. Programs that read the one as the other show ” as
`â€` with U+FFFD, with a question mark or with nothing after it. No other mark that text has is shown so: the sequences
of bytes 81, 8D, 8F and 90 are a wide space, two invisible characters and a rare hyphen, which occurs between letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from textmend.patterns import pattern

__all__ = ["LostQuote", "lost_quotes"]

# What opens a quotation, damaged or not; what closes one; other damaged marks, some of which are shown with quotation
# marks; what may have closed one.
_DAMAGED_QUOTE = pattern(
    "(?P<opens>â€œ|“)|(?P<closes>â€\x9d|”)|(?P<other>â€[\x80-\xbf\u0152-\u2122])|(?P<lost>â€[\ufffd?]?)"
    r"|(?P<ends>\n[ \t\r]*\n)"
)
# A mark after white space does not close anything, and one followed by a letter or digit is not at the end of a word.
_LOST_CLOSING = pattern(r"(?<=\S)â€[\ufffd?]?(?!(?!â€)\w)")


class LostQuote(NamedTuple):
    """The position of a closing quotation mark that may be lost.

    Attributes:
        start, end: the position.
        is_open: whether a quotation is open there.
    """

    start: int
    end: int
    is_open: bool


def lost_quotes(text: str) -> Iterator[LostQuote]:
    """Yield the positions where the last byte of a closing quotation mark may be lost, paragraph by paragraph."""
    # One character is found sooner than two.
    if "€" not in text or "â€" not in text:
        return
    marks = [*_DAMAGED_QUOTE.finditer(text)]
    lost = Counter(match[0] for match in marks if match.lastgroup == "lost")
    # Where the byte mostly left nothing, a question mark is a real one: `“Why meâ€? he asked`.
    leaves_nothing = lost["â€"] >= max(lost["â€?"], 1)
    depth = 0  # of quotations in quotations
    for match in marks:
        kind = match.lastgroup
        if kind == "opens":
            depth += 1
        elif kind == "ends":
            depth = 0
        elif kind == "closes":
            depth = max(depth - 1, 0)
        elif kind == "lost":
            closes = depth > 0 and _LOST_CLOSING.match(text, match.start()) is not None
            start, end = match.span()
            yield LostQuote(start, end - (leaves_nothing and text[end - 1] == "?"), closes)
            depth -= closes

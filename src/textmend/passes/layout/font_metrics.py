# cython: language_level=3, annotation_typing=False
"""Font metrics: how wide a line is on paper.

A line was broken because its next word did not fit. Text from a typewriter, a terminal or `fmt` shows that in
characters. Text from a page does not: "illicit" is half as wide as "mammoth". Measured with the widths of a common
typeface, lines from a page end at one margin again, nearly whatever typeface it was.
"""

from __future__ import annotations

import unicodedata

from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.lines import Line

__all__ = ["FONTS", "FontMetrics"]

# Advance widths, in thousandths of the type size, of the typefaces that every PDF reader has (Times, Helvetica) and
# that most others were made to resemble; the metric-compatible free ones have the same.
_SERIF = {
    250: " ,.", 180: "'", 200: "|", 278: "/:;ijlt\\", 333: "!()-I[]fr`‘’‹›", 350: "•", 389: "Js", 408: '"',
    444: "?acez“”„", 469: "^", 480: "{}", 500: "#$0123456789*bdghknopquvxy_–«»€", 541: "~", 556: "FPS",
    564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYw", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W",
    1000: "—…",
}  # fmt: skip
_SANS = {
    278: " !,./:;I[]ft\\", 191: "'", 222: "ijl‘’", 260: "|", 333: "()-r`“”„‹›", 334: "{}", 350: "•", 355: '"',
    389: "*", 469: "^", 500: "Jckvsxyz", 556: "#$?0123456789Labdeghnopqu_–«»€", 584: "+<=>~", 611: "FTZ",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "—…", 1015: "@",
}  # fmt: skip
# A character that the tables lack is as wide as an average letter.
_OTHER_WIDTH = 500
# Widths are stored in 1/250 of the type size, so that each fits in a byte.
_UNIT = 4
_UNKNOWN = ord("?")
_HYPHENS = "-\u2010"


class FontMetrics:
    """Measures lines in units of its own.

    Args:
        widths: characters by their width; empty if all characters are equally wide.
    """

    __slots__ = ("_ascii", "_others", "_widths")

    def __init__(self, widths: dict[int, str] | None = None) -> None:
        self._widths = widths
        self._ascii = b""
        self._others: dict[str, int] = {}

    def _fill(self) -> None:
        """Store the width of each character of code page 1252, which has the letters and marks of Western print."""
        known = {character: width for width, characters in (self._widths or {}).items() for character in characters}
        widths: dict[str, int] = {}
        for code in range(256):
            character = bytes([code]).decode("cp1252", "replace")
            base = unicodedata.normalize("NFD", character)[0]
            widths[character] = known.get(base, _OTHER_WIDTH) // _UNIT
        self._ascii = bytes([widths[chr(code)] for code in range(128)])
        self._others = {character: width for character, width in widths.items() if character != "\ufffd"}

    def measure(self, text: str) -> int:
        """Return the width of a piece of a line."""
        if self._widths is None:
            return len(text)
        if not self._ascii:
            self._fill()
        # A character that is not in the code page is as wide as the one that is printed for it.
        ascii_widths, unknown = self._ascii, self._ascii[_UNKNOWN]
        width = 0
        for character in text:
            if character < "\x80":
                width += ascii_widths[ord(character)]
            else:
                width += self._others.get(character, unknown)
        return width

    def line(self, line: Line) -> int:
        """Return the width from the margin to the last character."""
        return line.indent * self.measure(" ") + self.measure(line.words)

    def read(self, line_break: LineBreak) -> None:
        """Store the width of the line before a break, and the width that it would have with the next word added."""
        mark, right = line_break.left.content[-1], line_break.right.content
        end = right.find(" ")
        word = right if end < 0 else right[:end]
        line_break.width = self.line(line_break.left)
        # A hyphen at the line end is replaced by the rest of its word.
        between = -self.measure(mark) if mark in _HYPHENS else self.measure(" ")
        line_break.need = line_break.width + between + self.measure(word)


FONTS = (FontMetrics(), FontMetrics(_SERIF), FontMetrics(_SANS))

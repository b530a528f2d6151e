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

__all__ = ["FONTS", "RARER", "FontMetrics"]

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
# Those of Calibri, in which office programs write, by its metric-compatible free twin Carlito; and of Computer Modern,
# in which TeX does, by Latin Modern Roman.
_OFFICE = {
    226: " ", 221: "'", 229: "il", 239: "j", 250: ",‘’", 252: ".I", 268: ":;", 291: "`", 303: "()", 305: "f", 306: "-",
    307: "[]", 314: "{}", 319: "J", 326: "!", 335: "t", 339: "‹›", 349: "r", 386: "/\\", 391: "s", 395: "z", 401: '"',
    418: "“”„", 420: "L", 423: "c", 433: "x", 452: "v", 453: "y", 455: "k", 459: "FS", 460: "|", 463: "?", 468: "Z",
    471: "g", 479: "a", 487: "TY", 488: "E", 498: "#*+<=>^_e~–•", 507: "$0123456789€", 512: "«»", 517: "P", 519: "X",
    520: "K", 525: "bdhnpqu", 527: "o", 533: "C", 543: "R", 544: "B", 567: "V", 579: "A", 615: "D", 623: "H", 631: "G",
    642: "U", 646: "N", 662: "O", 673: "Q", 682: "&", 690: "…", 715: "%w", 799: "m", 855: "M", 890: "W", 894: "@",
    905: "—",
}  # fmt: skip
_TEX = {
    333: " -", 278: "!',.:;[]il|‘’", 306: "fj", 361: "I", 374: '"', 389: "()t‹›", 392: "r", 394: "s", 444: "cez",
    472: "?“”„", 500: "$*/0123456789\\`ago{}–", 514: "J", 528: "kqvxy", 556: "S^bdhnpu~«»", 611: "Z", 625: "L",
    627: "€", 653: "F", 670: "…", 681: "EP", 708: "B", 722: "CTw", 736: "R", 750: "AHNUVXY_", 764: "D",
    778: "&+<=>@KOQ•", 785: "G", 833: "#%m", 917: "M", 1000: "—", 1020: "W",
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
        return self._between(text, 0, len(text))

    def _between(self, text: str, start: int, end: int) -> int:
        if self._widths is None:
            return end - start
        if not self._ascii:
            self._fill()
        # A character that is not in the code page is as wide as the one that is printed for it.
        ascii_widths, unknown = self._ascii, self._ascii[_UNKNOWN]
        width = 0
        for at in range(start, end):
            character = text[at]
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
        left, right = line_break.left.content, line_break.right.content
        last, end = len(left) - 1, right.find(" ")
        if end < 0:
            end = len(right)
        line_break.width = self.line(line_break.left)
        # A hyphen at the line end is replaced by the rest of its word.
        between = -self._between(left, last, last + 1) if left[last] in _HYPHENS else self.measure(" ")
        line_break.need = line_break.width + between + self._between(right, 0, end)


RARER = (FontMetrics(_OFFICE), FontMetrics(_TEX))
FONTS = (FontMetrics(), FontMetrics(_SERIF), FontMetrics(_SANS), *RARER)

"""Unusual spaces, and which of them typography requires."""

from __future__ import annotations

from collections.abc import Iterator

from textmend.lang import scripts
from textmend.passes.characters.evidence import is_enclosed
from textmend.patterns import pattern

__all__ = ["SPACES", "odd"]

# En and em spaces are layout; no orthography requires them.
_WIDE_SPACES = "\u2000\u2001\u2002\u2003"
_FINE_SPACES = "\xa0\u202f\u205f" + "\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_IDEOGRAPHIC_SPACE = "\u3000"
SPACES = _WIDE_SPACES + _FINE_SPACES + _IDEOGRAPHIC_SPACE

_SPACE_RUN = pattern(f"[{SPACES}][ \t{SPACES}]*")
# What orthographies put a no-break or thin space before: French marks, units, dashes in many languages.
_TAKES_SPACE_BEFORE = ":;!?»›%‰°€$£¥–—"
_TAKES_SPACE_AFTER = "«‹–—№§"


def odd(text: str) -> Iterator[int]:
    """Yield the positions where a plain space belongs in place of an unusual one."""
    line_end = -1
    mostly_odd = False
    for run in _SPACE_RUN.finditer(text):
        start, end = run.span()
        if start >= line_end:
            line_start = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", end)
            line_end = len(text) if line_end < 0 else line_end
            mostly_odd = _mostly_odd_spaces(text[line_start:line_end])
        if not _typographic(text, start, end, mostly_odd=mostly_odd):
            yield from (at for at in range(start, end) if text[at] not in " \t")


def _mostly_odd_spaces(line: str) -> bool:
    """True for lines like those of some editors and converters, in which hardly a space is plain."""
    odd = sum(map(line.count, _FINE_SPACES))
    # Three, because two are what a correct short French line has.
    return odd >= 3 and odd > line.count(" ")


def _typographic(text: str, start: int, end: int, *, mostly_odd: bool) -> bool:
    """True when a run of spaces that are not all plain is one that typography requires.

    Args:
        text: the text.
        start, end: the run.
        mostly_odd: whether most spaces of its line are unusual ones.
    """
    left, right = text[start - 1 : start], text[end : end + 1]
    if _IDEOGRAPHIC_SPACE in text[start:end]:
        return not (_latin(left) and _latin(right))
    if scripts.may_be_east_asian(left + right) and scripts.east_asian().search(left + right):
        return True
    # Alone on a line it keeps a paragraph of Markdown open.
    if is_enclosed(text, start, end) or (left in ("", "\n") and right in ("", "\n") and text != text[start:end]):
        return True
    at_edge = not left or not right or left.isspace() or right.isspace()
    if at_edge or end - start > 1 or text[start] in _WIDE_SPACES:
        return False
    if right in _TAKES_SPACE_BEFORE or left in _TAKES_SPACE_AFTER or left.isdigit() or right.isdigit():
        return True
    return not mostly_odd and _binds(text, start, end)


def _binds(text: str, start: int, end: int) -> bool:
    """True when the one space between words may be meant to hold them together."""
    left = text[start - 1]
    if left in ",;)":
        return False
    if left == ".":
        return not _long_word(text[max(start - 5, 0) : start - 1])  # "Dr.", "z. B.", "J. K." do not end a sentence
    # Czech, Polish and Russian bind prepositions of up to three letters to the next word, Russian also
    # particles to the one before; between two longer words nothing requires it.
    return not (_long_word(text[max(start - 4, 0) : start]) and _long_word(text[end : end + 4]))


def _long_word(piece: str) -> bool:
    return len(piece) == 4 and piece.isalpha()


def _latin(neighbour: str) -> bool:
    return bool(neighbour) and (neighbour <= "\u024f") and not neighbour.isspace()

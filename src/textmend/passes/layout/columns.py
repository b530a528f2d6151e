# cython: language_level=3, annotation_typing=False
"""Pages that an extractor read wrongly: two columns read across, and pages with one word per line."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.lines import Line
from textmend.patterns import pattern

__all__ = ["interleaved", "word_by_word"]

_PROSE = LineKind.PROSE
_GUTTER = pattern(r"\S( {3,})(?=\S)")
_WIDE_GAP = pattern(" {3,}")
# A column of prose: three words or more on a line, and hardly any digits.
_COLUMN_TEXT = pattern(r"[^\W\d_]\S*(?: \S+){2,}")
_LEAST_ROWS = 5


def interleaved(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the spans of lines in which two columns of running text are side by side.

    All right halves begin at the same column, and both halves are several words.
    """
    found: list[tuple[int, int]] = []
    block: list[Line] = []
    at = -1
    for line in lines:
        right = _right_column(line)
        if right < 0 or abs(right - at) > 1 or (block and line.start != block[-1].end + 1):
            if len(block) >= _LEAST_ROWS:
                found.append((block[0].first, block[-1].last))
            block = []
        if right >= 0:
            block.append(line)
            at = right
    if len(block) >= _LEAST_ROWS:
        found.append((block[0].first, block[-1].last))
    return found


def _right_column(line: Line) -> int:
    """Return where the right one of two columns begins on a line; -1 if there are not two columns of running text."""
    # A line that is classified as prose never has three spaces in a row.
    if line.kind is _PROSE or "   " not in line.content:
        return -1
    gutters = list(_GUTTER.finditer(line.content))
    if len(gutters) != 1 or not all([_COLUMN_TEXT.fullmatch(half) for half in _WIDE_GAP.split(line.content)]):
        return -1
    return line.indent + gutters[0].end()


# A poem may have a dozen lines of one word; a page that an extractor took apart has no others.
_LEAST_WORDS, _MOST_OF_TEXT = 20, 0.9
_LINE_ENDS_SENTENCE = pattern(r"[^\W\d_][.!?][\"'”’)]*$")


def word_by_word(lines: Sequence[Line]) -> bool:
    """True if nearly all lines have one word each but form sentences, which a list of words does not."""
    words = [line.content for line in lines if " " not in line.content and "\t" not in line.content]
    if len(words) < max(_LEAST_WORDS, _MOST_OF_TEXT * len(lines)):
        return False
    small = sum(word[0].islower() for word in words)
    ends = sum(_LINE_ENDS_SENTENCE.search(word) is not None for word in words)
    # Words recur in sentences, but not in lists.
    again = len(words) - len(set(words))
    return small >= 0.6 * len(words) and 0.02 * len(words) <= ends <= 0.3 * len(words) and again >= 0.1 * len(words)

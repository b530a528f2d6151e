"""Paragraphs wrapped to a width, instead of one line each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from textmend.edits import Edit

__all__ = ["line_ends", "wrapped"]


def wrapped(
    text: str, start: int, end: int, edits: Sequence[Edit], width: int, newline: str
) -> tuple[list[Edit], list[int]]:
    """Return the edits of a paragraph, with line breaks instead of spaces at full lines, and where others are needed.

    Args:
        text: the document.
        start, end: where the paragraph begins and ends.
        edits: the edits that make it one line, sorted, all within it.
        width: the maximum number of characters in a line.
        newline: the string that ends a line.

    Returns:
        The edits, some of which now have a line break; and the positions of spaces that are to become line breaks.
    """
    pieces: list[str] = []
    origins: list[tuple[int, int, int]] = []  # start of a piece; its edit, -1 for none; its position in the text
    offset, at = 0, start
    for number, edit in enumerate((*edits, None)):
        kept = text[at : edit.start if edit else end]
        origins.append((offset, -1, at))
        offset += len(kept)
        pieces.append(kept)
        if edit:
            origins.append((offset, number, 0))
            offset += len(edit.replacement)
            pieces.append(edit.replacement)
            at = edit.end
    changed, places = list(edits), []
    for space in line_ends("".join(pieces), width):
        begin, number, position = origins[bisect_right(origins, (space, len(edits), 0)) - 1]
        if number < 0:
            places.append(position + space - begin)
        else:
            edit, within = changed[number], space - begin
            replacement = edit.replacement[:within] + newline + edit.replacement[within + 1 :]
            changed[number] = Edit(edit.start, edit.end, replacement, edit.rule, edit.confidence)
    return changed, places


def line_ends(paragraph: str, width: int) -> Iterator[int]:
    """Yield the positions of the spaces after which the next word would not fit; a longer word has its own line."""
    begin = 0
    space = -1  # the last one on this line
    for at, character in enumerate(paragraph):
        if character == "\n":
            if at - begin > width and space >= 0:
                yield space
            begin, space = at + 1, -1
        elif character == " ":
            if at - begin > width and space >= 0:
                yield space
                begin = space + 1
            space = at
    if len(paragraph) - begin > width and space >= 0:
        yield space

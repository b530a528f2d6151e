"""What an extractor did to a text: true labels, told by the alignment with its source."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from training.pairs.alignment import LIGATURES, aligned, units
from training.pairs.settling import LOSSES, settled

__all__ = ["HYPHENS", "Labels", "labels"]

# What extractors write for a hyphen at a line end: PDFium a control character (newer ones U+FFFE), others what the
# font says.
HYPHENS = frozenset("-‐\xad\x02\ufffe")
# As long as a change within a line is; what is longer is text without a like.
_LONGEST_CHANGE = 12

# White space as extractors write it. Other characters that Python takes for it are glyphs by their numbers: U+000C is
# "fi" in old fonts of TeX.
_LEADING = re.compile(r"^[ \t\r\n\xa0]*")
_TRAILING = re.compile(r"[ \t\r\n\xa0]*$")


class Labels(NamedTuple):
    """What differs between an extracted text and its source. Places are those of the extracted text.

    Attributes:
        words: how many words of the source are there, the damaged ones among them.
        missing: how many characters of the source are not there, lost ligatures among them.
        spaces_lost: where a space is missing.
        spaces_added: where white space starts that the source has not, within a line.
        spaces_doubled: where white space starts that is wider than the source's space, within a line.
        line_breaks: where a line ends within a paragraph, and what the source has there: a space, or nothing behind a
            hyphen or a dash of its own, or within a word that is not hyphenated.
        paragraph_ends: where a paragraph of the source ends, whatever the extracted text has there.
        hyphens: where a hyphen stands that was put in at a line end.
        ligatures: a place, the letters of the source, and what became of them: a ligature (U+FB00 to U+FB06), a space,
            nothing, another character or several.
        characters: a place, other characters of the source, and what became of them.
        furniture: spans of running headers and page numbers.
        unaligned: other spans that the source has no like for.
    """

    words: int
    missing: int
    spaces_lost: list[int]
    spaces_added: list[int]
    spaces_doubled: list[int]
    line_breaks: list[tuple[int, str]]
    paragraph_ends: list[int]
    hyphens: list[int]
    ligatures: list[tuple[int, str, str]]
    characters: list[tuple[int, str, str]]
    furniture: list[tuple[int, int]]
    unaligned: list[tuple[int, int]]


def labels(text: str, source: str, title: str) -> Labels:
    """Return what an extractor did to a text.

    Args:
        text: the extracted text.
        source: the text that was set.
        title: what the running headers say.
    """
    return _Labelling(text, source, title).labels()


class _Labelling:
    """An extracted text and its source, aligned, while the labels are collected."""

    def __init__(self, text: str, source: str, title: str) -> None:
        self._text, self._source = text, source
        self._ours, self._theirs = units(text), units(source)
        self._places = settled(aligned(self._ours.chars, self._theirs.chars), self._ours, self._theirs)
        # With or without the spaces of the title, on a line with the page number or on its own.
        self._furniture = re.compile(rf"(?:{re.escape(''.join(title.split()))}|\d{{1,3}})+")
        self._found = Labels(0, 0, [], [], [], [], [], [], [], [], [], [])

    def labels(self) -> Labels:
        pairs = [(ours, theirs) for ours, theirs in enumerate(self._places) if theirs >= 0]
        before: tuple[int, int] | None = None
        for pair in pairs:
            self._between(before, pair)
            before = pair
        self._outside(before[0] + 1 if before else 0, len(self._places))
        self._ligatures_kept()
        present = {theirs for _, theirs in pairs}
        # The word of each character, by how many start up to it.
        starts, ends = self._theirs.starts, self._theirs.ends
        numbers = list(accumulate(not at or start > ends[at - 1] for at, start in enumerate(starts)))
        words = len({numbers[at] for at in present})
        return self._found._replace(words=words, missing=len(starts) - len(present))

    def _between(self, left: tuple[int, int] | None, right: tuple[int, int]) -> None:
        """Label what lies between two pairs of characters that follow each other in the text."""
        if left is None:
            self._outside(0, right[0])
            return
        ours, theirs = right[0] - left[0] - 1, right[1] - left[1] - 1
        if not 0 <= theirs <= _LONGEST_CHANGE or (theirs and ours > _LONGEST_CHANGE):
            # The text goes on elsewhere in the source, as at the end of a line of the other column.
            self._outside(left[0] + 1, right[0])
            return
        start, end = self._ours.ends[left[0]], self._ours.starts[right[0]]
        written = self._source[self._theirs.ends[left[1]] : self._theirs.starts[right[1]]]
        if "\n" in written:
            self._found.paragraph_ends.append(start)
        if theirs:
            self._change(start, end, written)
        elif ours:
            self._insertion(left[0] + 1, right[0], written)
        else:
            self._white_space(start, end, written)

    def _white_space(self, start: int, end: int, written: str) -> None:
        """Label the white space of a span of the text, beside that of the source."""
        found, text = self._found, self._text[start:end]
        if written and not text:
            found.spaces_lost.append(start)
        elif written == " " and "\n" in text:
            found.line_breaks.append((start, " "))
        elif not written and "\n" in text:
            found.line_breaks.append((start, ""))
        elif not written and text:
            found.spaces_added.append(start)
        elif written == " " and len(text) > 1:
            found.spaces_doubled.append(start)

    def _insertion(self, first: int, behind: int, written: str) -> None:
        """Label characters that the source has none for."""
        before = self._ours.chars[first - 1]
        if self._ours.chars[first] in HYPHENS and before.isalpha() and not written:
            self._found.hyphens.append(self._ours.starts[first])
            first += 1
        self._outside(first, behind)

    def _outside(self, first: int, behind: int) -> None:
        """Label characters that have no like, line by line."""
        starts, ends = self._ours.starts, self._ours.ends
        while first < behind:
            end = first + 1
            while end < behind and "\n" not in self._text[ends[end - 1] : starts[end]]:
                end += 1
            is_furniture = self._furniture.fullmatch(self._ours.chars, first, end)
            spans = self._found.furniture if is_furniture else self._found.unaligned
            spans.append((starts[first], ends[end - 1]))
            first = end

    def _change(self, start: int, end: int, written: str) -> None:
        """Label a span of the text that has other characters than the source, or none."""
        changed = written.strip()
        at = written.index(changed)
        # White space at either end is no part of the change where the source has some there. Elsewhere it is what
        # became of the characters, as in "a ected".
        if before := written[:at]:
            middle = start + len(_LEADING.findall(self._text[start:end])[0])
            self._white_space(start, middle, before)
            start = middle
        # Of a word that is lost with a space beside it, no other space is lost.
        if (behind := written[at + len(changed) :]) and (start < end or not before):
            middle = end - len(_TRAILING.findall(self._text[start:end])[0])
            self._white_space(middle, end, behind)
            end = middle
        kinds = self._found.ligatures if changed in LOSSES else self._found.characters
        kinds.append((start, changed, self._text[start:end]))

    def _ligatures_kept(self) -> None:
        """Label what is a ligature in the text, too."""
        for at, (start, place) in enumerate(zip(self._ours.starts, self._places, strict=True)):
            char = self._text[start]
            if char in LIGATURES and place >= 0 and (not at or self._ours.starts[at - 1] < start):
                self._found.ligatures.append((start, LIGATURES[char], char))
        self._found.ligatures.sort()

"""What an extractor did to a text: true labels, derived from the alignment with its source."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import NamedTuple

from training.pairs.alignment import HYPHENS, LIGATURES, Units, aligned, units
from training.pairs.settling import LOSSES, settled

__all__ = ["Labels", "labels"]

# The maximum number of characters of the source in a change within a line; if more are missing, a piece of text is.
_LONGEST_CHANGE = 12
# The maximum for a single character: a ligature or an accented letter, which an extractor writes as several.
_LONGEST_PART = 4

# White space as extractors write it. Other characters that Python considers white space are glyphs by their numbers:
# U+000C is "fi" in old fonts of TeX, and U+000D is "fl".
_SPACE = r"(?:[ \t\n\xa0]|\r\n)"
_BLANKS = " \t\n\xa0"
_LEADING = re.compile(rf"{_SPACE}*")
_TRAILING = re.compile(rf"{_SPACE}*\Z")
# A hyphen at the end of a line that continues, or that PDFium joined with the next.
_BROKEN = re.compile(rf"[{re.escape(''.join(sorted(HYPHENS)))}]{_SPACE}*\n{_SPACE}*|[\x02\ufffe]")
_PART = re.compile(rf"(?:(?!{_SPACE}).)+", re.DOTALL)


class Labels(NamedTuple):
    """The differences between an extracted text and its source. Positions are those of the extracted text.

    Attributes:
        words: how many words of the source are there, the damaged ones among them.
        missing: how many characters of the source are not there, lost ligatures among them.
        spaces_lost: where a space is missing.
        spaces_added: where white space starts that the source lacks, within a line.
        spaces_doubled: where white space starts that is wider than the source's space, within a line.
        line_breaks: where a line ends within a paragraph, and what the source has there: a space, or nothing after a
            hyphen or a dash of its own, or within a word that is not hyphenated.
        paragraph_ends: where a paragraph of the source ends, whatever the extracted text has there.
        hyphens: the positions of hyphens that were inserted at line ends.
        ligatures: a position, the letters of the source, and what became of them: a ligature (U+FB00 to U+FB06), a
            space, nothing, another character or several.
        characters: a position, other characters of the source, and what became of them.
        furniture: spans of running headers and page numbers.
        unaligned: other spans that have no counterpart in the source.
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
        source: the text that was typeset.
        title: the text of the running headers.
    """
    return _Labelling(text, source, title).labels()


class _Labelling:
    """An extracted text and its source, aligned, while the labels are collected."""

    def __init__(self, text: str, source: str, title: str) -> None:
        self._found = Labels(0, 0, [], [], [], [], [], [], [], [], [], [])
        # With or without the spaces of the title, on a line with the page number or on its own.
        squeezed = re.escape("".join(title.split()))
        self._furniture = re.compile(rf"(?:{squeezed}|\d{{1,3}})+")
        self._text, self._source = self._without_headers(text, title), source
        self._ours, self._theirs = units(self._text), units(source)
        self._places = settled(aligned(self._ours.chars, self._theirs.chars), self._ours, self._theirs)

    def labels(self) -> Labels:
        pairs = [(ours, theirs) for ours, theirs in enumerate(self._places) if theirs >= 0]
        # The texts begin together and end together.
        for left, right in pairwise([(-1, -1), *pairs, (len(self._places), len(self._theirs.chars))]):
            self._between(left, right)
        self._ligatures_kept()
        present = {theirs for _, theirs in pairs}
        # The word of each character, by how many start up to it.
        starts, ends = self._theirs.starts, self._theirs.ends
        numbers = list(accumulate(not at or start > ends[at - 1] for at, start in enumerate(starts)))
        words = len({numbers[at] for at in present})
        self._found.furniture.sort()
        return self._found._replace(words=words, missing=len(starts) - len(present))

    def _without_headers(self, text: str, title: str) -> str:
        """Label the lines of running headers, with page numbers in or next to them, and return blanks in their place.

        The text before such a line and the one after it are then adjacent.
        """
        gaps = r"\s*".join(map(re.escape, title.split()))
        number = r"(?:\d{1,3}\s+)?"
        line = re.compile(rf"^[ \t\f]*({number}{gaps}(?:\s*\b\d{{1,3}})?)[ \t\r]*$", re.MULTILINE)
        parts: list[str] = []
        at = 0
        for match in line.finditer(text) if title else ():
            start, end = match.span(1)
            self._found.furniture.append((start, end))
            parts += (text[at:start], re.sub(r"\S", " ", text[start:end]))
            at = end
        return "".join((*parts, text[at:]))

    def _between(self, left: tuple[int, int], right: tuple[int, int]) -> None:
        """Label the text between two pairs of characters that follow each other in the text."""
        ours, theirs = right[0] - left[0] - 1, right[1] - left[1] - 1
        if not 0 <= theirs <= _LONGEST_CHANGE or (theirs and ours > _LONGEST_CHANGE):
            # The text continues elsewhere in the source, as at the end of a line of the other column.
            self._insertion(left, right[0])
            return
        start, end = _edges(self._ours, left[0], right[0], len(self._text))
        first, behind = _edges(self._theirs, left[1], right[1], len(self._source))
        written = self._source[first:behind]
        if theirs:
            self._change(start, end, written)
        elif ours:
            self._paragraph_end(start, written)
            self._insertion(left, right[0])
        elif 0 < right[0] < len(self._places):
            self._white_space(start, end, written)

    def _white_space(self, start: int, end: int, written: str) -> None:
        """Label the white space of a span of the text, compared with that of the source."""
        found, text = self._found, self._text[start:end]
        self._paragraph_end(start, written)
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

    def _paragraph_end(self, at: int, written: str) -> None:
        """Label a position of the text where the source has white space that may end a paragraph."""
        if "\n" in written:
            self._found.paragraph_ends.append(at)

    def _insertion(self, left: tuple[int, int], behind: int) -> None:
        """Label characters after a pair that have no counterpart in the source."""
        first = left[0] + 1
        if first < behind and self._ours.chars[first] in HYPHENS and self._is_within_word(left[1]):
            at = self._ours.starts[first]
            self._found.hyphens.append(at)
            # Some extractors put a space before it.
            self._white_space(self._ours.ends[left[0]], at, "")
            first += 1
        self._outside(first, behind)

    def _is_within_word(self, at: int) -> bool:
        """True if a letter follows one in the source."""
        chars, starts, ends = self._theirs
        both = chars[max(at, 0) : at + 2]
        return len(both) == 2 and both.isalpha() and starts[at + 1] <= ends[at]

    def _outside(self, first: int, behind: int) -> None:
        """Label characters that have no counterpart, line by line."""
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
        before, behind = written[:at], written[at + len(changed) :]
        if not (before or behind):
            start, end = self._without_hyphen(start, end)
        # White space at either end is not part of the change. If there is nothing else, it is what became of the
        # characters, as in "a ected", unless the source has a space there, too. Of a word that is lost with a
        # space next to it, no other space is lost.
        is_blank = not self._text[start:end].strip(_BLANKS)
        if before or not is_blank:
            middle = start + _length(_LEADING.match(self._text, start, end))
            self._white_space(start, middle, before)
            start = middle
        if (behind and not (is_blank and before)) or not is_blank:
            middle = end - _length(_TRAILING.search(self._text, start, end))
            self._white_space(middle, end, behind)
            end = middle
        text = self._text[start:end]
        parts, theirs = list(_PART.finditer(self._text, start, end)), list(_PART.finditer(changed))
        if len(parts) != len(theirs):
            self._one_change(start, text, changed)
            return
        # Each of several words in which nothing agrees, such as two quotation marks at the ends of two paragraphs.
        for at, (part, word) in enumerate(zip(parts, theirs, strict=True)):
            if at:
                between = changed[theirs[at - 1].end() : word.start()]
                self._white_space(parts[at - 1].end(), part.start(), between)
            self._one_change(part.start(), part.group(), word.group())

    def _without_hyphen(self, start: int, end: int) -> tuple[int, int]:
        """Label a hyphen at a line end next to a change within a word, as in "suf-" before a lost "fi".

        Return the span of the change without it.
        """
        match = _BROKEN.search(self._text, start, end)
        if match is None or match.span() == (start, end) or (match.start() > start and match.end() < end):
            return start, end
        self._found.hyphens.append(match.start())
        return (match.end(), end) if match.start() == start else (start, match.start())

    def _one_change(self, start: int, text: str, written: str) -> None:
        if written in LOSSES:
            self._found.ligatures.append((start, written, text))
        elif max(len(written), len(units(text).chars)) <= _LONGEST_PART and not (written[1:].isalpha() and not text):
            self._found.characters.append((start, written, text))
        elif text.strip():
            self._found.unaligned.append((start, start + len(text)))

    def _ligatures_kept(self) -> None:
        """Label ligatures that are also ligatures in the text."""
        for at, (start, place) in enumerate(zip(self._ours.starts, self._places, strict=True)):
            char = self._text[start]
            if char in LIGATURES and place >= 0 and (not at or self._ours.starts[at - 1] < start):
                self._found.ligatures.append((start, LIGATURES[char], char))
        self._found.ligatures.sort()


def _edges(them: Units, left: int, right: int, size: int) -> tuple[int, int]:
    """Return the span of a text of some size between two of its characters, of which there may be none."""
    return them.ends[left] if left >= 0 else 0, them.starts[right] if right < len(them.starts) else size


def _length(match: re.Match[str] | None) -> int:
    return len(match.group()) if match else 0

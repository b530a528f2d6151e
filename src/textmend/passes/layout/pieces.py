# cython: language_level=3, annotation_typing=False
"""Lines that an extractor divided: pieces of one line, each on a line of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice
from math import exp, log, pi, sqrt
from statistics import fmean

from textmend.passes.layout.breaks import Ending, LineBreak, Opening
from textmend.passes.layout.wrapping import Wrapping

__all__ = ["join_pieces"]

# Looking up an enum member takes longer than the test itself.
_OPEN, _LOWER, _UPPER = Ending.OPEN, Opening.LOWER, Opening.UPPER

# How unusual each reading of a break is: the negative logarithm of how often it occurs in the printed pages of
# `python -m training pairs`, rounded.
# A break inside a line: as often as the document divides lines, which is a guess at first; a line that is divided once
# is so at most of its spaces.
_FIRST_GUESS, _LEAST_RARE, _MOST_RARE, _FURTHER = 4.0, 2.5, 7.0, 0.3
# The words on both sides of a break that is not the author's: inside a clause, next to one of the commonest words or
# not, before a name, between sentences. It is hardly ever between two speakers, or before a title.
_COMMON_INSIDE, _INSIDE, _NAME, _SENTENCES, _SPEAKERS, _TITLED = 0.2, 0.8, 2.3, 2.0, 4.5, 4.0
# A break that is the author's, after a line that need not be full: between two paragraphs, at a blank line, after a
# title, after the first line of a title of two, inside a clause, which only lists and verse have.
_PARAGRAPH, _BLANK, _TITLE, _LONG_TITLE, _BROKEN_OFF = 2.0, 1.0, 3.5, 2.5, 9.0
# A divided line that ends a paragraph: the spaces of last lines are not widened, but a link divides any.
_LAST = 1.0
# The pieces of a line fill it, or it is a last line: they are not followed by an end more unusual than this.
_MOST_UNUSUAL = 4.0
# A list, if it has a few entries only, and each entry: seldom next to one of the commonest words, as in "the / end of".
_LIST, _SHORT_LIST, _ENTRY, _CUT_ENTRY = 6.0, 3.5, 0.3, 4.0
# By so much must pieces be the likelier reading, and by so much to tell how often the document divides lines.
_LEAST_GAIN, _CERTAIN_GAIN = 1.5, 3.0

# The room for the next word is spread normally, but a long word may leave three times as much, and of a thousand lines
# one has any. No document is more regular than this, as a share of its width.
_LONG_WORDS, _OUTLIERS, _LEAST_SPREAD = 3.0, 0.001, 0.008
# Where words are hyphenated, full lines are regular: their widths are spread less than the room that they leave, by
# this factor, and a line that is narrower by so many standard deviations is not full. First lines of paragraphs are
# narrower by their indents, and spread more. Fewer lines tell nothing, and one of so many is set unlike the others.
_REGULAR, _NARROW, _INDENT, _INDENTED, _LEAST_LINES = 0.8, -2.5, 1.0, 1.3, 20
# Font metrics err by so much: the pieces of a line are together no wider than this, as a share of the page.
_MOST = 1.02
# Of two lines one may be in pieces, where columns are narrow: of a list or a table, most would be.
_WHOLE_PER_DIVIDED = 2
# Half of the lines of prose have the end of a sentence, and a quarter in narrow columns; none has in lists of terms.
_LINES_PER_SENTENCE = 7
_FEW_ENTRIES = 3
# So many lines are in pieces for each one that is divided at one of the commonest words, and one that is not.
_PER_CLAUSE = 2
# The commonest words, and the lines that are enough to tell which these are.
_COMMON, _LEAST_TIMES, _SAMPLE = 40, 3, 150

_HYPHENS = "-\N{HYPHEN}\N{SOFT HYPHEN}\N{NOT SIGN}"
_QUOTES = "\"'“”‘’«»„"


def join_pieces(line_breaks: Sequence[LineBreak], wrapping: Wrapping) -> set[int]:
    """Return the places of the breaks that an extractor made inside a line, at wide spaces or at a link.

    Short lines are read in every way in which pieces fill a line, and as what they are otherwise: last lines, titles, a
    list. The break after the last piece of a line gets the width of the whole line, so that it is judged as any other.
    """
    spans = _runs(line_breaks, wrapping)
    if not spans:
        return set()
    usual = _Widths(line_breaks, wrapping)
    spans = [(start, end) for start, end in spans if _is_cut(line_breaks, start, end, wrapping, usual)]
    if not spans:
        return set()
    common = _common_words(line_breaks, wrapping)
    runs = [_Run(line_breaks, start, end, wrapping, common, usual) for start, end in spans]
    certain = 0
    for run in runs:
        lines, gain = run.divided(_FIRST_GUESS)
        certain += len(lines) if gain >= _CERTAIN_GAIN else 0
    if not certain:
        return set()
    rarity = min(max(-log(certain / len(line_breaks)), _LEAST_RARE), _MOST_RARE)
    divided: list[tuple[int, int]] = []
    for run in runs:
        lines, gain = run.divided(rarity)
        if gain >= _LEAST_GAIN:
            divided += lines
    divided = list(_of_clauses(line_breaks, divided, common))
    whole = 0
    for line_break in line_breaks:
        whole += line_break.mid_sentence and line_break.inside and wrapping.room(line_break) <= wrapping.open_room
    if len(divided) * _WHOLE_PER_DIVIDED > whole or not _has_sentences(line_breaks, whole):
        return set()
    return _joined(line_breaks, divided, wrapping)


class _Widths:
    """How wide full lines are.

    Attributes:
        mean, spread: their mean width and the standard deviation.
        regular: True if the width tells more than the room for the next word, as where words are hyphenated.
    """

    __slots__ = ("mean", "regular", "spread")

    def __init__(self, line_breaks: Sequence[LineBreak], wrapping: Wrapping) -> None:
        widths: list[int] = []
        for line_break in line_breaks:
            full = line_break.mid_sentence and line_break.inside and wrapping.room(line_break) <= wrapping.open_room
            if full and line_break.width <= _MOST * wrapping.width:
                widths.append(line_break.width)
        widths = sorted(widths)[len(widths) // _LEAST_LINES :]
        self.mean = fmean(widths) if widths else 0.0
        spread = sqrt(fmean([(width - self.mean) ** 2 for width in widths])) if widths else 0.0
        self.spread = max(spread, _LEAST_SPREAD * wrapping.width)
        self.regular = len(widths) >= _LEAST_LINES and self.spread < _REGULAR * wrapping.spread

    def above(self, width: float) -> float:
        """Return by how many standard deviations a line is wider than usual."""
        return (width - self.mean) / self.spread

    def likelihood(self, width: float) -> float:
        """Return how likely the width of a full line is, which may be the first of a paragraph whose indent is lost."""
        narrower = min(0.0, self.above(width) + _INDENT) / _INDENTED
        return exp(-narrower * narrower / 2) / (self.spread * sqrt(2 * pi))


def _joined(line_breaks: Sequence[LineBreak], divided: Sequence[tuple[int, int]], wrapping: Wrapping) -> set[int]:
    """Give the last break of each divided line the width of all of it, and return the places of the others."""
    found: set[int] = set()
    space = wrapping.font.measure(" ")
    for start, end in divided:
        found.update(range(start, end))
        before = sum([line_break.width + space for line_break in line_breaks[start:end]])
        last = line_breaks[end]
        last.width += before
        last.need += before
        if last.mid_sentence and last.inside:
            # However wide its spaces were, it goes on.
            last.need = max(last.need, wrapping.width - wrapping.open_room)
    return found


def _runs(line_breaks: Sequence[LineBreak], wrapping: Wrapping) -> list[tuple[int, int]]:
    """Return the first and the last break of consecutive lines of which each two fit into one."""
    most = int(_MOST * wrapping.width) - wrapping.font.measure(" ")
    last = len(line_breaks) - 1
    found: list[tuple[int, int]] = []
    start = -1
    for place, line_break in enumerate(line_breaks):
        if (
            place < last
            and line_break.inside
            and line_break.width + line_breaks[place + 1].width <= most
            and line_break.is_prose()
            and line_break.left.content[-1] not in _HYPHENS
            and not wrapping.starts_paragraph(line_break.right)
        ):
            start = place if start < 0 else start
        elif start >= 0:
            found.append((start, place))
            start = -1
    return found


def _is_cut(line_breaks: Sequence[LineBreak], start: int, end: int, wrapping: Wrapping, usual: _Widths) -> bool:
    """True if one of the lines of a run breaks off."""
    for line_break in line_breaks[start : end + 1]:
        if _breaks_off(line_break, wrapping, usual):
            return True
    return False


def _breaks_off(line_break: LineBreak, wrapping: Wrapping, usual: _Widths) -> bool:
    """True for a line that ends inside a sentence although more would have fitted: the next word, or some syllables."""
    if line_break.ending is not _OPEN:
        return False
    return wrapping.room(line_break) > wrapping.open_room or (usual.regular and usual.above(line_break.width) < _NARROW)


def _common_words(line_breaks: Sequence[LineBreak], wrapping: Wrapping) -> Collection[str]:
    """Return the commonest words of full lines, such as "the", which neither begin nor end an entry of a list."""
    full = (
        line_break.left.content
        for line_break in line_breaks
        if line_break.mid_sentence and line_break.inside and wrapping.room(line_break) <= wrapping.open_room
    )
    words = Counter(" ".join(islice(full, _SAMPLE)).split())
    return {word for word, times in words.most_common(_COMMON) if times >= _LEAST_TIMES and word.islower()}


def _of_clauses(
    line_breaks: Sequence[LineBreak], divided: Sequence[tuple[int, int]], common: Collection[str]
) -> Sequence[tuple[int, int]]:
    """Return the divided lines that are not terms, as entries of a list are.

    One of the commonest words is next to every second break inside a clause. Without one, a line is divided only in
    documents where most of the others have one.
    """
    found: list[tuple[int, int]] = []
    for start, end in divided:
        for line_break in line_breaks[start : end + 1]:
            if line_break.mid_sentence and _is_cut_at(line_break.left.content, line_break.right.content, common):
                found.append((start, end))
                break
    return divided if len(divided) <= _PER_CLAUSE * len(found) + 1 else found


def _has_sentences(line_breaks: Sequence[LineBreak], whole: int) -> bool:
    """True if sentences end on enough lines, compared with the whole ones; they do on none of a list of names."""
    ends = 0
    for line_break in line_breaks:
        content = line_break.left.content
        ends += content[-1] == "." or ". " in content
    return ends * _LINES_PER_SENTENCE >= whole


class _Run:
    """Consecutive short lines, some of which may be pieces of one.

    Args:
        line_breaks: the breaks of the document.
        start, end: the first of the run and the last one, the break after its last line.
        wrapping: how the document was wrapped.
        common: its commonest words.
    """

    __slots__ = ("_alone", "_breaks", "_list", "_space", "_spread", "_start", "_usual", "_words", "_wrapping")

    def __init__(
        self,
        line_breaks: Sequence[LineBreak],
        start: int,
        end: int,
        wrapping: Wrapping,
        common: Collection[str],
        usual: _Widths,
    ) -> None:
        self._usual = usual
        self._start = start
        self._breaks = line_breaks[start : end + 1]
        self._wrapping = wrapping
        self._space = wrapping.font.measure(" ")
        self._spread = max(wrapping.spread, _LEAST_SPREAD * wrapping.width)
        self._words = [_words(line_break, common) for line_break in self._breaks]
        self._alone = [self._end(place, line_break.need) for place, line_break in enumerate(self._breaks)]
        for place, after in enumerate(self._breaks[1:]):
            # The first line of a title.
            if self._breaks[place].mid_sentence and after.inside and after.ending is _OPEN and after.opening is _UPPER:
                self._alone[place] = min(self._alone[place], _LONG_TITLE)
        self._list = _LIST + sum([_entry(line_break, common) for line_break in self._breaks])
        if len(self._breaks) <= _FEW_ENTRIES:
            self._list += _SHORT_LIST

    def divided(self, rarity: float) -> tuple[list[tuple[int, int]], float]:
        """Return the first and the last break of each line in pieces, and how much likelier they are than none.

        Args:
            rarity: how unusual divided lines are in this document.
        """
        costs, starts = self._readings(rarity)
        lines: list[tuple[int, int]] = []
        place = len(self._breaks)
        while place:
            first = starts[place]
            if first < place - 1:
                lines.append((self._start + first, self._start + place - 1))
            place = first
        return lines[::-1], min(sum(self._alone), self._list) - costs[-1]

    def _readings(self, rarity: float) -> tuple[list[float], list[int]]:
        """Return, for each number of lines, the least cost of reading them, and where the last whole line starts."""
        breaks, words = self._breaks, self._words
        most = int(_MOST * self._wrapping.width)
        costs, starts = [0.0], [0]
        for last, line_break in enumerate(breaks):
            least, start = costs[last] + self._alone[last], last
            width = line_break.width
            word = line_break.need - line_break.width
            pieces = rarity - _FURTHER
            breaks_off = _breaks_off(line_break, self._wrapping, self._usual)
            for first in range(last - 1, -1, -1):
                width += breaks[first].width + self._space
                if width > most:
                    break
                pieces += words[first] + _FURTHER
                breaks_off = breaks_off or breaks[first].ending is _OPEN
                # Between sentences, pieces are as likely to be paragraphs.
                end = self._end(last, width + word, _LAST)
                if breaks_off and end <= _MOST_UNUSUAL and (cost := costs[first] + pieces + end) < least:
                    least, start = cost, first
            costs.append(least)
            starts.append(start)
        return costs, starts

    def _end(self, place: int, need: int, last: float = 0.0) -> float:
        """Return how unusual the end of a line is.

        Args:
            place: the break after it.
            need: the width of the line with the next word added.
            last: how unusual it is for such a line to be the last one of a paragraph.
        """
        line_break = self._breaks[place]
        if not (line_break.inside and line_break.is_prose()):
            return _BLANK if line_break.mid_sentence else _BLANK + last
        own = _BROKEN_OFF if line_break.opening is _LOWER else _TITLE
        if line_break.between_sentences:
            own = _PARAGRAPH
        width = self._wrapping.width
        need_of_word = line_break.need - line_break.width
        if self._usual.regular and not last:
            full = self._usual.likelihood(need - need_of_word)
        else:
            deviation = (width - need - self._wrapping.usual_room) / self._spread
            if deviation < 0:
                deviation /= _LONG_WORDS
            full = exp(-deviation * deviation / 2) / (self._spread * sqrt(2 * pi))
        return min(own + last, self._words[place] - log(full * width + _OUTLIERS))


def _words(line_break: LineBreak, common: Collection[str]) -> float:
    """Return how unusual the words on both sides are if the break is not the author's."""
    left, right = line_break.left.content, line_break.right.content
    if line_break.ending is _OPEN:
        if line_break.opening is not _LOWER or left[-1].isdigit():
            return _NAME
        return _COMMON_INSIDE if _is_cut_at(left, right, common) else _INSIDE
    if left[-1] in _QUOTES and right[0] in _QUOTES:
        return _SENTENCES + _SPEAKERS
    return _SENTENCES + (_TITLED if _is_title(right) else 0.0)


def _is_title(content: str) -> bool:
    """True if all long words begin with a capital, and there are two."""
    long = [word for word in content.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 1 and all([word[0].isupper() for word in long])


def _entry(line_break: LineBreak, common: Collection[str]) -> float:
    """Return how unusual the words on both sides are if the break is between the entries of a list."""
    left, right = line_break.left.content, line_break.right.content
    if not line_break.mid_sentence or left[-1].isdigit():  # the number of an entry
        return _ENTRY
    return _CUT_ENTRY if _is_cut_at(left, right, common) else _ENTRY


def _is_cut_at(left: str, right: str, common: Collection[str]) -> bool:
    """True if a hyphen or one of the commonest words is next to a break."""
    return left[-1] in _HYPHENS or left.rpartition(" ")[2] in common or right.partition(" ")[0] in common

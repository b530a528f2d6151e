# cython: language_level=3, annotation_typing=False
"""Lines that an extractor divided: pieces of one line, each on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.lang.language import Language
from textmend.passes.layout.breaks import Ending
from textmend.passes.layout.decisions import Decision, Verdict
from textmend.passes.layout.wrapping import Wrapping

__all__ = ["join_pieces"]

# Looking up an enum member takes longer than the test itself.
_JOIN, _REJOIN, _PARAGRAPH, _KEEP = Verdict
_SENTENCE, _OPEN = Ending.SENTENCE, Ending.OPEN
# Pieces are rare where lines are set tightly, and in text that has none: of three lines, one may be in pieces.
_WHOLE_PER_DIVIDED = 3
# The pieces of a line are together no wider than the page, and about as wide: at least this share of its width where
# one of them ends a sentence; otherwise this one, where the line was widened so much that the next word fits without.
_MOST, _LEAST, _LOOSE = 1.02, 0.8, 0.6
_CONFIDENCE = 0.95
# Where each word is a piece, so many are narrower than this share of the width, and together they fill this one: a line
# that was widened so much is loose. More than those of a few lines are those of a list.
_LEAST_WORDS, _MOST_WORDS, _NARROW, _LEAST_WHOLE = 3, 40, 0.5, 0.7
# The words of a list or a table are rarer than this, in bits.
_COMMONEST = 8.5
# Half of the lines of prose have the end of a sentence, and a quarter in narrow columns.
_LINES_PER_SENTENCE = 7


def join_pieces(decisions: Sequence[Decision], wrapping: Wrapping, language: Language) -> None:
    """Join the pieces of lines that an extractor divided at wide spaces or at a link.

    One of them ends in the middle of a sentence, and together they are as wide as the page. Lists of terms are between
    sentences, and the last line of a paragraph ends one.
    """
    divided: list[tuple[int, int]] = []
    joined = place = 0
    while place < len(decisions):
        joined += decisions[place].joins()
        start, end = _start(decisions, place, wrapping), max(place, _end(decisions, place, wrapping))
        if start < end:
            if start < place < end:
                start, end = _looser(decisions, start, place, end, wrapping)
            if _is_beside_whole(decisions, start, end):
                divided.append((start, end))
            place = end
        place += 1
    whole = [each for each in _whole_lines(decisions, wrapping) if _is_running(decisions, *each, language)]
    if not (divided or whole) or len(divided) * _WHOLE_PER_DIVIDED > joined or not _has_sentences(decisions, joined):
        return
    for start, end in [*divided, *whole]:
        for place in range(start, end):
            decisions[place].verdict, decisions[place].confidence = _JOIN, _CONFIDENCE
        last = decisions[end]
        if last.verdict is _KEEP and last.line_break.inside and last.line_break.ending is _OPEN:
            last.verdict, last.confidence = _JOIN, _CONFIDENCE


def _whole_lines(decisions: Sequence[Decision], wrapping: Wrapping) -> list[tuple[int, int]]:
    """Return the places of the breaks after the first and the last piece of lines whose words are on a line each.

    There may be several such lines in a row, with the ends of sentences and brackets between. A sentence goes on from a
    whole line to them, and from them to a whole one.
    """
    found: list[tuple[int, int]] = []
    size = len(decisions)
    place = 0
    while place < size:
        before = decisions[place]
        place += 1
        if before.verdict is not _JOIN or before.line_break.ending is not _OPEN:
            continue
        end = place
        while end < size and end - place < _MOST_WORDS and _is_narrow(decisions[end], wrapping):
            end += 1
        if end - place < _LEAST_WORDS:
            continue
        if decisions[end - 1].line_break.mid_sentence and _fill_lines(decisions, place, end, wrapping):
            found.append((place, end - 1))
        place = end
    return found


def _is_running(decisions: Sequence[Decision], start: int, end: int, language: Language) -> bool:
    """True if one of some pieces is among the commonest words, as none is in a list or a table."""
    for place in range(start, end + 1):
        if language.lexicon.is_cheaper(decisions[place].line_break.left.content.lower(), _COMMONEST):
            return True
    return False


def _is_narrow(decision: Decision, wrapping: Wrapping) -> bool:
    """True if the line before a break is prose of one word or two, next to another line."""
    line_break = decision.line_break
    return line_break.inside and line_break.is_prose() and line_break.width < _NARROW * wrapping.width


def _fill_lines(decisions: Sequence[Decision], start: int, end: int, wrapping: Wrapping) -> bool:
    """True if some pieces are together as wide as the page, or as several lines of it, and can be read in no other way.

    If the first piece of a line ends a sentence, it may be the last line of a paragraph; then those behind it are as
    wide as the page, too.
    """
    firsts = _firsts(decisions, start, end, wrapping)
    for place in firsts:
        if decisions[place].line_break.between_sentences and _firsts(decisions, place + 1, end, wrapping):
            return False
    return len(firsts) > 0


def _firsts(decisions: Sequence[Decision], start: int, end: int, wrapping: Wrapping) -> list[int]:
    """Return the places of the first pieces of lines that are about as wide as the page; none if they are not."""
    space = wrapping.font.measure(" ")
    firsts: list[int] = []
    width = 0
    for place in range(start, end):
        piece = decisions[place].line_break.width
        if firsts and width + space + piece <= _MOST * wrapping.width:
            width += space + piece
            continue
        if firsts and width < _LEAST_WHOLE * wrapping.width:
            return []
        firsts.append(place)
        width = piece
    return firsts if width >= _LEAST_WHOLE * wrapping.width else []


def _is_beside_whole(decisions: Sequence[Decision], start: int, end: int) -> bool:
    """True if the line before or after is a whole one of the same paragraph; in a list, others are short, too."""
    before = start > 0 and decisions[start - 1].verdict is _JOIN
    return before or (end + 1 < len(decisions) and decisions[end + 1].verdict is _JOIN)


def _has_sentences(decisions: Sequence[Decision], whole: int) -> bool:
    """True if sentences end on enough lines, compared with the whole ones; they do on none of a list of names."""
    ends = 0
    for decision in decisions:
        content = decision.line_break.left.content
        ends += content[-1] == "." or ". " in content
    return ends * _LINES_PER_SENTENCE >= whole


def _end(decisions: Sequence[Decision], start: int, wrapping: Wrapping) -> int:
    """Return the place of the break after a line whose first piece is before the break at `start`, or -1."""
    if not _is_inside(decisions[start], wrapping) or not _begins(decisions, start):
        return -1
    most = int(_MOST * wrapping.width)
    space = wrapping.font.measure(" ")
    width = decisions[start].line_break.width
    place = start + 1
    while place < len(decisions):
        line_break = decisions[place].line_break
        if width + space + line_break.width > most:
            break
        width += space + line_break.width
        if line_break.ending is _SENTENCE or not (line_break.inside and line_break.is_prose()):
            # The last line of a paragraph; between sentences, it may as well be a list.
            return place if line_break.ending is _SENTENCE and decisions[place].verdict is not _JOIN else -1
        if wrapping.width - (width + line_break.need - line_break.width) <= wrapping.open_room:
            return place
        if not _is_inside(decisions[place], wrapping):
            return -1
        place += 1
    place -= 1
    is_loose = place > start and width >= _LOOSE * wrapping.width and decisions[place].line_break.mid_sentence
    return place if is_loose and place + 1 < len(decisions) and decisions[place + 1].verdict is _JOIN else -1


def _start(decisions: Sequence[Decision], end: int, wrapping: Wrapping) -> int:
    """Return the place of the break after the first piece of a line whose last one is before the break at `end`.

    The pieces before may end sentences, after which the space is wider. Where there are none, it is `end` itself.
    """
    if not _is_inside(decisions[end], wrapping):
        return end
    space = wrapping.font.measure(" ")
    width = decisions[end].line_break.width
    place = end - 1
    while place >= 0:
        line_break = decisions[place].line_break
        if not (line_break.inside and line_break.is_prose()) or wrapping.full(line_break):
            return end
        width += space + line_break.width
        if width > _MOST * wrapping.width:
            return end
        if width >= _LEAST * wrapping.width:
            return place
        place -= 1
    return end


def _looser(decisions: Sequence[Decision], start: int, place: int, end: int, wrapping: Wrapping) -> tuple[int, int]:
    """Return the places of the breaks after the first and the last piece of a line, given one that may be either.

    Only a line that was widened is divided, so it is the one with fewer characters.
    """
    space = wrapping.font.measure(" ")
    is_first = _width(decisions, place, end, space) < _width(decisions, start, place, space)
    return (place, end) if is_first else (start, place)


def _width(decisions: Sequence[Decision], start: int, end: int, space: int) -> int:
    """Return the width of the lines before some breaks, with spaces between."""
    width = -space
    for place in range(start, end + 1):
        width += space + decisions[place].line_break.width
    return width


def _is_inside(decision: Decision, wrapping: Wrapping) -> bool:
    """True for a line that ends early inside a sentence."""
    line_break = decision.line_break
    return (
        line_break.inside
        and line_break.mid_sentence
        and decision.verdict is not _JOIN
        and _goes_on(line_break.left.content[-1])
        and line_break.is_prose()
        and not wrapping.full(line_break)
    )


def _goes_on(last: str) -> bool:
    """False for the last character of a number, which an entry of a list has, or of a path."""
    return last.isalpha() or last in _GOING_ON


_GOING_ON = ",;)”’\"'—–-"


def _begins(decisions: Sequence[Decision], start: int) -> bool:
    """True if the line before a break begins a paragraph, or continues one, and is not below a title or in a list."""
    if start == 0 or not decisions[start - 1].line_break.inside:
        return True
    return decisions[start - 1].verdict is not _KEEP

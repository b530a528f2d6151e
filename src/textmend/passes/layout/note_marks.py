"""The marks of footnotes: a number, or a sign such as `*`, at the start of a line, to which the text above refers.

A list has numbers, too, but no word of a sentence has the number of an item attached to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textmend.passes.layout.lines import Line
from textmend.passes.layout.surveys import beginning_with
from textmend.patterns import pattern

__all__ = ["Mark", "find_marks"]

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SIGNS = "*∗†‡§¶"
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹"
_FIRST = f"123456789{_RAISED}{_SIGNS}"
# "12 See", "12See", "12. See", and a mark that the extractor has written on a line of its own. A number before a small
# letter is one of the text ("2 minutes"), unless the word is one of those that begin notes, or is attached to it.
_TEXT = r"[“‘\"'(\[]*(?:[^\W\d_a-zà-ÿа-я]|(?:see|cf|ibid|https?|www|e\.g|i\.e)\b)"
_MARK = pattern(
    r"(?P<mark>[1-9]\d{0,2}|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}|[*∗†‡§¶]{1,2})"
    rf"(?:\.?\s+(?={_TEXT})|(?={_TEXT}|[a-zà-ÿа-я][^\W\d_]{{2}}))(?P<text>.*)"
    r"|(?P<alone>[1-9]\d{0,2}|[*∗†‡§¶]{1,2})$"
)
_BEGINS = pattern(_TEXT)
# References: "peace.12 The", "peace”12 and", "part4 in". An extractor may separate them: "Well, 4 like".
_FIGURES = pattern("[0-9]+")
_NUMBER = pattern(r"(?<=[^\s\d])\d{1,3}(?![\w%°]|[.,:/’'-]\d)|(?<=[.,;:!?)”’\"»] )\d{1,3}(?= [“‘\"'(]?[^\W\d_])")
# Behind one letter or two, it is an exponent: m², km².
_SUPERSCRIPT = pattern(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?)”’\"»]))[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}(?!\w)")
_SIGN = pattern(rf"(?<=[\w.,;:!?)”’\"»])[{_SIGNS}]{{1,2}}(?=[\s.,;:!?)”’\"»—–-]|$)")
# What is before a number that refers: two small letters of a word, or a mark behind a letter. "CO2" and "x2" are names.
_REFERS = pattern(r"(?:[^\W\d_]{2}|[^\W\d_][.,;:!?…)\]”’\"'»]{1,3} ?)$")
# Fewer numbers at the ends of lines, compared with those in them, are not those of the lines.
_LINE_NUMBERS = 10
# The characters of the largest page. Notes at the end of a document are farther away from their references.
_PAGE = 9_000
# The characters of a long note.
_NOTE = 2_000
# An extractor may lose a mark.
_LARGEST_STEP = 3
# The share of the notes of a series that the text must refer to.
_REFERRED = 0.6


@dataclass(frozen=True, slots=True)
class Mark:
    """The first line of a note.

    Attributes:
        line: it.
        alone: True if the mark is on a line of its own.
    """

    line: Line
    alone: bool


def find_marks(lines: Sequence[Line], text: str) -> tuple[dict[int, Mark], list[int]]:
    """Return the first lines of notes, from what the text says alone.

    Args:
        lines: all lines, with those of the pages.
        text: the document.

    Returns:
        The marks by where their lines start; and where the text certainly refers to numbered ones, in order.
    """
    found = list(_candidates(lines, text))
    if not found:
        return {}, []
    numbers, signs = _references(text)
    marks: dict[int, Mark] = {}
    numbered: list[_Numbered] = []
    for mark, name in found:
        start = mark.line.start
        if name.isdecimal():
            numbered.append(_Numbered(mark, int(name), _has_before(numbers[int(name)], start)))
        elif _has_before(signs[name], start):
            marks[start] = mark
    series = _in_series(numbered)
    marks.update((each.mark.line.start, each.mark) for each in series)
    certain = (at for each in series for at in numbers[each.number] if text[at - 1].isalpha() or text[at - 1] == ",")
    return marks, sorted(set(certain))


class _Numbered(NamedTuple):
    """A mark with its number, and whether the text refers to it."""

    mark: Mark
    number: int
    referred: bool


def _in_series(found: Sequence[_Numbered]) -> list[_Numbered]:
    """Return the marks whose numbers count up."""
    within = [each for each in found if not each.mark.alone]
    if 2 * len(within) < len(found):
        return list(_longest_series(found))
    # An extractor that writes most marks before their notes may write some on lines of their own, but the numbers of
    # pages are always there. These fit into the series by chance alone.
    accepted = sorted(_longest_series(within), key=_start)
    starts = list(map(_start, accepted))
    for each in found:
        if each.mark.alone:
            at = bisect_left(starts, _start(each))
            before = accepted[at - 1].number if at else 0
            if at < len(accepted) and before < each.number < accepted[at].number:
                accepted.insert(at, each)
                starts.insert(at, _start(each))
    return accepted


def _start(numbered: _Numbered) -> int:
    return numbered.mark.line.start


def _longest_series(found: Sequence[_Numbered]) -> Iterator[_Numbered]:
    """Yield the marks of series that count up, without those that begin or end within a longer one."""
    every: list[list[_Numbered]] = []
    latest: dict[int, list[_Numbered]] = {}
    unreferred: dict[int, _Numbered] = {}
    for each in found:
        number = next((n for n in range(each.number - 1, each.number - 1 - _LARGEST_STEP, -1) if n in latest), 0)
        if not number and not each.referred:
            unreferred[each.number] = each
            continue
        series = latest.pop(number, None)
        if series is None:
            # An extractor may lose a reference, but not what is above the next note.
            before = unreferred.get(each.number - 1)
            is_above = before is not None and not before.mark.alone and _start(each) - _start(before) <= _NOTE
            series = [before] if before is not None and is_above else []
            every.append(series)
        series.append(each)
        latest[each.number] = series
    taken: list[tuple[int, int]] = []
    for series in sorted(every, key=lambda series: -sum(each.referred for each in series)):
        while not series[-1].referred:
            series.pop()
        start, end = _start(series[0]), _start(series[-1])
        at = bisect_left(taken, (start, start))
        if (at and taken[at - 1][1] >= start) or (at < len(taken) and taken[at][0] <= end):
            continue
        taken.insert(at, (start, end))
        if sum(each.referred for each in series) >= _REFERRED * len(series):
            yield from series


def _candidates(lines: Sequence[Line], text: str) -> Iterator[tuple[Mark, str]]:
    """Yield the lines that begin with a mark, and the mark."""
    for place in beginning_with(lines, _FIRST):
        line = lines[place]
        if not (match := _MARK.match(line.content)):
            continue
        mark = match["mark"] or match["alone"]
        if match["text"] is None:
            below = lines[place + 1] if place + 1 < len(lines) else None
            if below is None or _BEGINS.match(below.content) is None:
                continue
            if "\f" in text[line.end : below.start]:
                continue  # the number of a page
        yield Mark(line, match["text"] is None), mark.translate(_SUPERSCRIPTS).replace("∗", "*")


def _references(text: str) -> tuple[defaultdict[int, list[int]], defaultdict[str, list[int]]]:
    """Return where the text refers to notes, by number and by sign."""
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    signs: defaultdict[str, list[int]] = defaultdict(list)
    inside: list[tuple[int, int]] = []
    at_ends: list[tuple[int, int]] = []
    # A search for figures alone is ten times as fast as one for what is around them.
    for figures in _FIGURES.finditer(text):
        start = figures.start()
        if not (match := _NUMBER.match(text, start)):
            continue
        before = text[max(start - 5, 0) : start]
        if _REFERS.search(before) and not before[-2:].isupper():
            (at_ends if text[match.end() : match.end() + 1] == "\n" else inside).append((int(match.group()), start))
    # Line numbers behind the lines look the same, but every line has one.
    is_numbered = len(at_ends) > max(len(inside), _LINE_NUMBERS)
    for number, start in inside if is_numbered else [*inside, *at_ends]:
        numbers[number].append(start)
    for match in _SUPERSCRIPT.finditer(text) if any(digit in text for digit in _RAISED) else ():
        numbers[int(match.group().translate(_SUPERSCRIPTS))].append(match.start())
    for places in numbers.values():
        places.sort()
    for match in _SIGN.finditer(text) if any(sign in text for sign in _SIGNS) else ():
        if match.group() == "*" and "*" in text[text.rfind("\n", 0, match.start()) + 1 : match.start()]:
            continue  # emphasis
        signs[match.group().replace("∗", "*")].append(match.start())
    return numbers, signs


def _has_before(places: Sequence[int], start: int) -> bool:
    """True if one of some sorted places is on the page above a position."""
    at = bisect_left(places, start) - 1
    return at >= 0 and start - places[at] <= _PAGE

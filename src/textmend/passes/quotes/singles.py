"""Single marks: an opening one, or one of the many that look like ’."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textmend.passes.quotes.locales import Role
from textmend.passes.quotes.marks import DASHES, SENTENCE_ENDS, Mark, Place, Run
from textmend.patterns import pattern

__all__ = ["Single", "find"]

# English words that begin with an elision and that nobody would begin a quotation with more often.
# Dropped h's ('ave, 'is, 'e) are not here: those that no closing mark answers need no list.
_ELISIONS = frozenset({
    "tis", "tisn", "twas", "twasn", "twere", "tweren", "twill", "twould", "twouldn", "twon", "twixt", "tain",
    "taint", "em", "n", "til", "till", "bout", "cause", "cos", "coz", "cuz", "round", "gainst", "neath",
    "midst", "mongst", "pon", "fraid", "nuff", "nother", "nuther", "scuse", "cept", "stead", "tween", "fore",
    "course", "spect", "spose", "kay", "sup", "ere", "ud", "un", "uns", "er", "s", "d", "m", "t", "ll", "ve",
    "re", "st",
})  # fmt: skip
_NEXT_WORD = pattern(r"[^\W\d_]+|\d+s?")
_DECADE = pattern(r"\d\ds")
_INTRODUCTIONS = DASHES | frozenset(",:;.")
_YEAR = pattern(r"\d\d")
# Words that end in an elision or a possessive: their mark closes a quotation only if one is waiting.
_TRAILING = pattern(r"(?:\b(?:o|an|th|ol|mo|mos|jus|wi)|[a-z]in|s)$", re.IGNORECASE)
_AND = pattern(r"(?<=[^\W_] )'n'(?= [^\W_])|(?<=[^\W_])'n'(?=[^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Single:
    """One single mark.

    Attributes:
        run: the run of marks that it is in.
        index: its number in that run.
        quotation: the double quotation that it is in; 0 for none. Single marks pair up inside one.
        follows_number: whether it stands behind a number that could be a length.
    """

    run: Run
    index: int
    quotation: int
    follows_number: bool

    @property
    def at(self) -> int:
        """Where it is."""
        return self.run.marks[self.index][0]


def find(text: str, marks: Sequence[Single], next_start: str) -> Iterator[Mark]:
    """Yield the role of each single mark of the paragraph `text`.

    Args:
        text: the paragraph.
        marks: its single marks, in order.
        next_start: the first character of the next paragraph.
    """
    conjunctions = {at for match in _AND.finditer(text) for at in (match.start(), match.end() - 1)}
    waiting: dict[int, list[Single]] = {}  # by quotation, the marks that may open
    for mark in marks:
        if mark.at in conjunctions:
            yield Mark(mark.at, Role.APOSTROPHE, "elision")
        elif mark.run.place is Place.LOOSE:
            yield Mark(mark.at, Role.APOSTROPHE, "apostrophe", "it stands alone between spaces")
        elif mark.run.place is Place.OPENING:
            if _DECADE.fullmatch(_next_word(text, mark)):
                yield Mark(mark.at, Role.APOSTROPHE, "elision")
            else:
                waiting.setdefault(mark.quotation, []).append(mark)
        elif mark.run.place is Place.TIGHT and mark.run.left not in SENTENCE_ENDS:
            yield Mark(mark.at, Role.APOSTROPHE, "apostrophe")
        else:
            yield from _closing(text, mark, waiting.pop(mark.quotation, []))
    for left_over in waiting.values():
        for mark in left_over:
            yield _unanswered(text, mark, next_start)


def _closing(text: str, mark: Single, candidates: list[Single]) -> Iterator[Mark]:
    """Yield the role of a mark that may close, and of those before it that may have opened."""
    opening = _opening(text, mark, candidates)
    ambiguous = ""
    if opening is None and candidates and not _is_trailing(text, mark):
        ambiguous = "the start of a quotation, or letters left out"
    for candidate in candidates:
        if candidate is opening:
            yield Mark(candidate.at, Role.OPEN_SINGLE, "single")
        else:
            yield Mark(candidate.at, Role.APOSTROPHE, "elision", ambiguous)
    if opening or ambiguous:
        yield Mark(mark.at, Role.CLOSE_SINGLE, "apostrophe", ambiguous)
    elif mark.follows_number:
        yield Mark(mark.at, Role.PRIME, "prime")
    else:
        yield Mark(mark.at, Role.APOSTROPHE, "apostrophe")


def _opening(text: str, closing: Single, candidates: list[Single]) -> Single | None:
    """The one of the candidates that `closing` answers, if any."""
    if candidates and candidates[-1].run.end + len(_next_word(text, candidates[-1])) == closing.run.marks[0][0]:
        return candidates[-1]  # a word between two marks is quoted, whatever word it is: the 's' key
    possible = [c for c in candidates if not _is_elision(text, c)]
    # `I told 'er, 'Go home.'`: the first one may be a dropped h, but speech is introduced.
    return next((c for c in possible if _is_introduced(text, c)), possible[0] if possible else None)


def _unanswered(text: str, mark: Single, next_start: str) -> Mark:
    """The role of a mark that may open and that no later mark closes."""
    word = _next_word(text, mark)
    begins = mark.run.marks[0][0] == 0 or mark.index > 0
    if _is_elision(text, mark) or not begins or not word[:1].isupper():
        return Mark(mark.at, Role.APOSTROPHE, "elision")
    if next_start == "'":  # a quotation over several paragraphs opens in each
        return Mark(mark.at, Role.OPEN_SINGLE, "single")
    return Mark(mark.at, Role.OPEN_SINGLE, "single", "nothing closes it")


def _next_word(text: str, mark: Single) -> str:
    match = _NEXT_WORD.match(text, mark.run.end)
    return match[0] if match else ""


def _is_elision(text: str, mark: Single) -> bool:
    word = _next_word(text, mark)
    return word.lower() in _ELISIONS or _YEAR.fullmatch(word) is not None


def _is_introduced(text: str, mark: Single) -> bool:
    """True for a capital at the start of a paragraph or quotation, or behind a comma, colon or dash."""
    start = mark.run.marks[0][0]
    before = text[max(start - 2, 0) : start].rstrip()[-1:]
    return _next_word(text, mark)[:1].isupper() and (not before or mark.index > 0 or before in _INTRODUCTIONS)


def _is_trailing(text: str, mark: Single) -> bool:
    """True for `the boys'` and `goin'`; a quotation is more sure to end behind punctuation."""
    start = mark.run.marks[0][0]
    return _TRAILING.search(text, max(start - 8, 0), start) is not None

"""The role of each mark in a text: opening, closing, apostrophe, prime, or nobody knows.

Curly marks are read as if they were straight, and get a role like all others. So a text whose marks
were set by these roles gives the same roles again: setting them twice is setting them once.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.passes.protect import Spans
from textmend.passes.quotes import singles
from textmend.passes.quotes.locales import Role
from textmend.passes.quotes.marks import SENTENCE_ENDS, Mark, Place, Run
from textmend.passes.quotes.singles import Single
from textmend.passes.quotes.straight import east_asian
from textmend.patterns import pattern

__all__ = ["find"]

_FOLD = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033«»", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032‹›", "'"),
    }
)
_TAG = "\x00"  # stands for markup, through which marks see their neighbours
_HIDDEN = str.maketrans("\"'", "xx")  # a mark inside any other protected text is read as a letter
_PARAGRAPH_END = pattern(r"\n[ \t\r]*\n")
# Emphasis of Markdown, and the space inside French guillemets, belong to the mark.
_RUN = pattern(f"[\"'{_TAG}*_\u202f]+")

# Feet and inches, or degrees with minutes and seconds; a fraction may stand behind a figure.
_MEASURE = pattern(
    r"(?<![\w.,])\d{1,3}(?:\.\d{1,4})?[½¼¾⅓⅔]?(?P<feet>')[ -]?\d{1,2}(?:\.\d{1,4})?(?: ?\d/\d|[½¼¾⅓⅔])?(?P<inches>\")"
    r"|°[ ]?\d{1,2}(?:\.\d{1,4})?(?P<minutes>')(?:[ ]?\d{1,2}(?:\.\d{1,4})?(?P<seconds>\"))?"
)
# A number of up to three figures that could be a length; four are a year.
_NUMBER = pattern(r"(?<![\w.,])\d{1,3}(?:[.,]\d{1,4})?(?:/\d{1,2})?[½¼¾⅓⅔]?[\"']")


def find(text: str, protected: Spans) -> Iterator[Mark]:
    """Yield every mark outside protected spans, paragraph by paragraph.

    A quotation that goes on in the next paragraph opens there again and closes once: each paragraph
    starts anew. Paragraphs of Chinese, Japanese and Korean are passed over.
    """
    masked = _masked(text.translate(_FOLD), protected)
    start = 0
    while start < len(text):
        found = _PARAGRAPH_END.search(masked, start)
        end = found.start() if found else len(text)
        following = found.end() if found else len(text)
        if ("'" in text[start:end] or '"' in text[start:end]) and not east_asian(text[start:end]):
            for mark in _Paragraph(masked[start:end], masked[following : following + 1]).marks():
                mark.at += start
                yield mark
        start = following


def _masked(text: str, protected: Spans) -> str:
    """Put stand-ins of the same length in place of markup and of protected marks, so that they count for nothing."""
    pieces: list[str] = []
    kept_from = 0
    for start, end in protected:
        pieces.append(text[kept_from:start])
        pieces.append(_TAG * (end - start) if text[start] == "<" else text[start:end].translate(_HIDDEN))
        kept_from = end
    return "".join((*pieces, text[kept_from:]))


class _Paragraph:
    """One paragraph, read from left to right: double marks first, for single ones pair up inside them."""

    def __init__(self, text: str, next_start: str) -> None:
        self._text = text
        self._next_start = next_start  # the first character of the next paragraph
        spans = (match.span() for match in _RUN.finditer(text) if '"' in match[0] or "'" in match[0])
        self._runs = [Run.of(text, start, end) for start, end in spans]
        measures = _MEASURE.finditer(text)
        self._measures = {match.start(name) for match in measures for name in match.groupdict() if match[name]}
        self._numbers = {match.end() - 1 for match in _NUMBER.finditer(text)}
        # Inside a quotation: its number, counted from 1; outside: 0.
        self._quotation = 0

    def marks(self) -> list[Mark]:
        """All marks, in order."""
        places = [run.place for run in self._runs for _, character in run.marks if character == '"']
        found: list[Mark] = []
        single: list[Single] = []
        opened = seen = 0
        for run in self._runs:
            for index, (at, character) in enumerate(run.marks):
                if character == '"':
                    seen += 1
                    following = places[seen] if seen < len(places) else None
                    mark = self._double(run, index, following)
                    found.append(mark)
                    if not mark.reason and mark.role is Role.OPEN_DOUBLE:
                        opened += 1
                        self._quotation = opened
                    elif not mark.reason and mark.role is Role.CLOSE_DOUBLE:
                        self._quotation = 0
                elif run.is_doubled:
                    found.append(Mark(at, Role.APOSTROPHE, "apostrophe", "doubled marks"))
                elif at in self._measures:
                    found.append(Mark(at, Role.PRIME, "prime"))
                else:
                    single.append(Single(run, index, self._quotation, follows_number=at in self._numbers))
        found += singles.find(self._text, single, self._next_start)
        return sorted(found, key=lambda mark: mark.at)

    def _double(self, run: Run, index: int, following: Place | None) -> Mark:
        """The role of one double mark; `following` is the place of the next one."""
        at = run.marks[index][0]
        if run.is_doubled:
            return Mark(at, Role.CLOSE_DOUBLE, "double", "doubled marks")
        if prime := self._double_prime(at, run, following):
            return prime
        if run.place is Place.LOOSE:
            return Mark(at, Role.CLOSE_DOUBLE, "double", "it stands alone between spaces")
        if run.place is Place.TIGHT:
            return self._tight_double(run, index, following)
        opens = run.place is Place.OPENING or (run.place is Place.ODD and not self._quotation)
        return Mark(at, Role.OPEN_DOUBLE if opens else Role.CLOSE_DOUBLE, "double")

    def _double_prime(self, at: int, run: Run, following: Place | None) -> Mark | None:
        """The mark behind a figure as inches or seconds; None when it has to close a quotation."""
        measured = at in self._measures
        if not measured and not (at in self._numbers and run.place is Place.CLOSING):
            return None
        closed_later = following is Place.CLOSING
        if not self._quotation or (measured and closed_later):
            return Mark(at, Role.DOUBLE_PRIME, "prime")
        if measured or closed_later:
            return Mark(at, Role.DOUBLE_PRIME, "prime", "inches, or the end of the quotation")
        return None

    def _tight_double(self, run: Run, index: int, following: Place | None) -> Mark:
        """A double mark with no space on either side, as in `"No."She` or `L'"histoire"`."""
        at = run.marks[index][0]
        if self._quotation:
            # Where the next mark closes too, a mark or a dash was lost between them.
            reason = "two closing marks in a row" if following is Place.CLOSING else ""
            return Mark(at, Role.CLOSE_DOUBLE, "double", reason)
        opens = run.left in SENTENCE_ENDS or (index > 0 and run.marks[index - 1][1] == "'")
        return Mark(at, Role.OPEN_DOUBLE, "double", "" if opens else "letters on both sides, and nothing to close")

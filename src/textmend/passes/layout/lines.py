# cython: language_level=3, annotation_typing=False
"""Lines: the content of each, read from a text or determined by its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textmend.passes.layout.line_kinds import LineKind, kind_of
from textmend.patterns import pattern

__all__ = ["LEAST_SPACED", "SIGNATURE", "Line", "classify_ambiguous_lines", "may_be_wrapped", "read_lines"]


class Line:
    """One line that is not blank, by positions in the text.

    Attributes:
        start: after the line break before.
        first: the first character that is not white space.
        last: after the last character that is not white space.
        end: at the line break, or at the end of the text.
        kind: its kind, by itself and then by its neighbours.
        content: its text from `first` to `last`.
        indent: the number of characters of white space before it.
        width: its width with the indent, in characters.
        spread: True if its spaces were widened to fill it.
        words: its text as it was before its spaces were widened.
        rest: what separates a drop capital from the rest of its word, counted from `first`; None for most lines.
    """

    __slots__ = ("content", "end", "first", "indent", "kind", "last", "rest", "spread", "start", "width", "words")

    def __init__(
        self,
        start: int,
        first: int,
        last: int,
        end: int,
        kind: LineKind,
        content: str,
        rest: tuple[int, int] | None = None,
    ) -> None:
        self.start = start
        self.first = first
        self.last = last
        self.end = end
        self.kind = kind
        self.content = content
        self.indent = first - start
        self.width = last - start
        self.spread = False
        self.words = content
        self.rest = rest

    def tighten(self) -> None:
        """Record that the spaces of the line were widened to fill it."""
        self.spread = True
        while "  " in self.words:
            self.words = self.words.replace("  ", " ")

    def widened(self) -> list[tuple[int, int]]:
        """Return the positions in the text of the superfluous spaces."""
        found: list[tuple[int, int]] = []
        at = self.content.find("  ")
        while at >= 0:
            end = at + 2
            while self.content[end] == " ":
                end += 1
            found.append((self.first + at + 1, self.first + end))
            at = self.content.find("  ", end)
        return found

    def with_rest(self, below: Line) -> Line:
        """Return this line, a drop capital, merged with the line below that has the rest of its word."""
        rest = (self.last - self.first, below.first - self.first)
        return Line(self.start, self.first, below.last, below.end, below.kind, self.content + below.content, rest)

    def divided(self, at: int) -> tuple[Line, Line]:
        """Return the two lines that are left and right of a position in the content."""
        cut = self.first + at
        return (
            Line(self.start, self.first, cut, cut, kind_of(self.content[:at]), self.content[:at]),
            Line(cut, cut, self.last, self.end, kind_of(self.content[at:]), self.content[at:]),
        )


_FULL_STOPS = ".!?"
# Looking up an enum member takes longer than the test itself.
_PROSE, _ITEM, _GAPPED, _ODD, _FIXED = LineKind

# Breaks inside sentences that must agree for blank lines below every line to be the line spacing of the text.
LEAST_SPACED = 4


def may_be_wrapped(text: str) -> bool:
    """True if two lines have no blank line between them, or sentences continue across several blank lines.

    The cheapest test for wrapped text: a text with a paragraph on each line passes it line by line.
    """
    size = len(text)
    at = open_ends = 0
    is_open, blank = False, True
    while at < size:
        end = text.find("\n", at)
        if end < 0:
            end = size
        first = at
        while first < end and text[first].isspace():
            first += 1
        if first == end:
            blank = True
        else:
            if not blank:
                return True
            open_ends += is_open and text[at].islower()
            is_open, blank = text[end - 1] not in _FULL_STOPS, False
        at = end + 1
    return open_ends >= LEAST_SPACED or "\f" in text


def read_lines(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank."""
    lines: list[Line] = []
    start = 0
    pages = text.replace("\f", "\n") if "\f" in text else text
    for whole in pages.split("\n"):
        size = len(whole)
        content = whole.strip()
        if content:
            first = start if content[0] == whole[0] else start + size - len(whole.lstrip())
            lines.append(Line(start, first, first + len(content), start + size, kind_of(content), content))
        start += size + 1
    return lines


def classify_ambiguous_lines(lines: Sequence[Line]) -> None:
    """Classify the lines that only their neighbours explain."""
    gapped: list[Line] = []
    for line in lines:
        if line.kind is _GAPPED:
            gapped.append(line)
    if gapped:
        _settle_gapped(lines, gapped)
    _settle_items(lines)
    _settle_odd(lines)
    _settle_speakers(lines)
    _settle_signatures(lines)


_BREAK_HYPHENS = "-\u2010\N{SOFT HYPHEN}\N{NOT SIGN}"


def _settle_items(lines: Sequence[Line]) -> None:
    """Treat as prose what looks like an item's mark but is the end of a broken word: "situation-/s. Then"."""
    before = None
    for line in lines:
        if line.kind is _ITEM and before and before.content[-1] in _BREAK_HYPHENS and line.content[0].islower():
            line.kind = _PROSE
        before = line


def _settle_odd(lines: Sequence[Line]) -> None:
    """Treat odd lines as prose if they follow prose and no second odd line follows, else as fixed."""
    before = None
    for place, line in enumerate(lines):
        if line.kind is _ODD:
            after = lines[place + 1] if place + 1 < len(lines) else None
            alone = after is None or after.start != line.end + 1 or after.kind in (_PROSE, _GAPPED)
            follows = before is not None and before.end + 1 == line.start and before.kind in (_PROSE, _GAPPED)
            line.kind = _PROSE if follows and alone else _FIXED
        before = line


# The name of a speaker above the speech: a few words with a full stop, which headings lack, and many times.
_SPEAKER = pattern(r"[^\W\d_][^\W\d]*(?:[ '’-][^\W\d]+){0,3}[.:]")


def _settle_speakers(lines: Sequence[Line]) -> None:
    """Fix the names of speakers in a play that has each on its own line."""
    named: list[Line] = []
    seen: set[str] = set()
    for line in lines:
        content = line.content
        if line.kind is _PROSE and content[-1] in ".:" and content[0].isupper() and _SPEAKER.fullmatch(content):
            named.append(line)
            seen.add(content)
    if len(named) >= 2 * len(seen):
        for line in named:
            line.kind = _FIXED


# The line over the signature of a mail (RFC 3676, 4.3), which has a space after it, and the lines that one has at most.
SIGNATURE, _LONGEST_SIGNATURE = "--", 10


def _settle_signatures(lines: Sequence[Line]) -> None:
    """Treat the names and addresses below the dashes at the end of a mail as a list."""
    for place, line in enumerate(lines):
        if line.content != SIGNATURE:
            continue
        end = place + 1
        while end < len(lines) and lines[end].start == lines[end - 1].end + 1:
            end += 1
        if end - place <= _LONGEST_SIGNATURE + 1:
            line.kind = _FIXED
            for below in lines[place + 1 : end]:
                below.kind = _ITEM


# Tables of words have three columns or four.
_MANY_COLUMNS = 5
_FEW_COLUMNS = 2
# After a full stop, the space of a justified line may be left as it was; others are up to four times as wide.
_WIDENED_SHARE = 0.7
_MOST_WIDENED = 4
_LEAST_PRINTED = 3
_LETTER_WORD = pattern(r"[a-z]{3,}  +[a-z]{2,}")
_BETWEEN_WORDS = pattern(r"[a-z,]  +[a-z]")


def _settle_gapped(lines: Sequence[Line], gapped: Sequence[Line]) -> None:
    """Distinguish justified lines from rows of tables.

    Justified lines all end at the same column, no other line is longer, and the spaces of one line differ by one at
    most. If the page was set in print, lines do not end at one column; but then most spaces of a line are widened, and
    no table has so many columns of words. Where several lines are such, those with fewer words are, too.
    """
    width, times = Counter([line.width for line in gapped]).most_common(1)[0]
    wider = sum([line.width > width for line in lines])
    justified = times >= 3 and times > 0.8 * len(gapped) and wider < 0.02 * len(lines)
    printed = sum([_is_printed(line, _MANY_COLUMNS) for line in gapped]) >= _LEAST_PRINTED
    left: list[Line] = []
    for line in gapped:
        _, _, least, most = _spaces(line.content)
        spread = (justified and line.width == width and most - least <= 1) or _is_printed(
            line, _FEW_COLUMNS if printed else _MANY_COLUMNS
        )
        line.kind = _PROSE if spread else _FIXED
        if spread:
            line.tighten()
        else:
            left.append(line)
    if printed and left:
        _settle_slightly_widened(lines, left)
    for line in lines if justified else ():
        if line.kind is _PROSE and line.width == width and "  " in line.content and not line.spread:
            line.tighten()


def _settle_slightly_widened(lines: Sequence[Line], left: Sequence[Line]) -> None:
    """Treat as prose the lines next to prose that have a widened space or two, on a page with many widened lines.

    Rows of a table are next to other rows.
    """
    doubtful = {line.start for line in left}
    for place, line in enumerate(lines):
        if line.start not in doubtful or _spaces(line.content)[3] > _MOST_WIDENED:
            continue
        before = lines[place - 1] if place else None
        after = lines[place + 1] if place + 1 < len(lines) else None
        if before is not None and before.end + 1 != line.start:
            before = None
        if after is not None and line.end + 1 != after.start:
            after = None
        beside = (before is not None and before.kind is _PROSE) or (after is not None and after.kind is _PROSE)
        rows = after is not None and after.kind is not _PROSE and after.start not in doubtful
        if beside and not rows and _BETWEEN_WORDS.search(line.content):
            line.kind = _PROSE
            line.tighten()


def _is_printed(line: Line, fewest: int) -> bool:
    """True for a line of words most of whose spaces were widened, if it has enough of them."""
    runs, widened, _, most = _spaces(line.content)
    return (
        most <= _MOST_WIDENED
        and widened >= max(fewest, _WIDENED_SHARE * runs)
        and _LETTER_WORD.search(line.content) is not None
    )


def _spaces(content: str) -> tuple[int, int, int, int]:
    """Return the number of runs of spaces in a line, of those of several, and the sizes of the shortest and longest."""
    runs = widened = most = run = 0
    least = len(content)
    for character in content:
        if character == " ":
            run += 1
        elif run:
            runs += 1
            widened += run > 1
            least, most = min(least, run), max(most, run)
            run = 0
    return runs, widened, least, most

"""Lines and what they look like: the reading side of the layout pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from textmend.passes import scripts
from textmend.patterns import pattern

__all__ = [
    "Break",
    "Ending",
    "Kind",
    "Line",
    "Opening",
    "breaks_between",
    "ending",
    "has_markup",
    "may_be_wrapped",
    "opening",
    "read_lines",
    "settle",
    "undouble",
]


class Kind(Enum):
    """What a line is, told from itself alone."""

    PROSE = "prose"
    ITEM = "item"  # begins a list item or a caption
    GAPPED = "gapped"  # has runs of spaces inside: a row of a table, or a justified line
    ODD = "odd"  # might be code or figures, if its neighbours are
    FIXED = "fixed"  # table, code, quoted mail, markup, formula: its line breaks carry meaning


class Ending(Enum):
    """How a line ends."""

    SENTENCE = "sentence"
    ABBREVIATION = "abbreviation"  # "U.S." may end a sentence or not
    OPEN = "open"


class Opening(Enum):
    """How a line begins, past opening quotes and brackets."""

    LOWER = "lower"  # a small letter, or a letter of a script without capitals
    UPPER = "upper"
    OTHER = "other"  # digits, dashes, symbols


@dataclass(slots=True)
class Line:
    """One line that is not blank, by positions in the text."""

    start: int  # behind the line break before
    first: int  # first character that is no white space
    last: int  # behind the last character that is no white space
    end: int  # at the line break, or at the end of the text
    kind: Kind
    content: str
    spread: bool = False  # its spaces were widened to fill it
    rest: tuple[int, int] | None = None  # what parts a drop capital from the rest of its word, counted from `first`

    @property
    def words(self) -> str:
        """What stands on the line, as it was before its spaces were widened."""
        return " ".join(self.content.split()) if self.spread else self.content

    def with_rest(self, below: Line) -> Line:
        """This line, a drop capital, with the line below that has the rest of its word."""
        rest = (self.last - self.first, below.first - self.first)
        return Line(self.start, self.first, below.last, below.end, below.kind, self.content + below.content, rest=rest)

    @property
    def indent(self) -> int:
        return self.first - self.start

    @property
    def width(self) -> int:
        return self.last - self.start


@dataclass(slots=True)
class Break:
    """What stands between two lines that follow each other.

    Attributes:
        left, right: the lines.
        blank: the number of blank lines between them.
        feed: True when a form feed is among what stands between.
        furniture: how many lines between them belong to the page, such as its number.
        ending: how the left line ends.
        opening: how the right line begins.
        spacing: how many blank lines more stand between them, as below every line of the text.
        width, need: how wide the left line is, and would be with the next word on it, by the ruler of the document.
    """

    left: Line
    right: Line
    blank: int
    feed: bool
    furniture: int
    ending: Ending
    opening: Opening
    spacing: int = 0
    width: int = 0
    need: int = 0
    mid_sentence: bool = field(init=False)
    between_sentences: bool = field(init=False)

    def __post_init__(self) -> None:
        is_open, is_lower = self.ending is Ending.OPEN, self.opening is Opening.LOWER
        self.mid_sentence = is_open and is_lower
        self.between_sentences = not is_open and not is_lower

    @property
    def inside(self) -> bool:
        """True when nothing but one line break stands between, or what all lines of the text have below them."""
        return not (self.blank or self.feed or self.furniture)

    @property
    def prose(self) -> bool:
        return self.left.kind is Kind.PROSE and self.right.kind is Kind.PROSE


_FULL_STOPS = ".!?"
# No letter of English, and no mark that stands in every second line of prose.
_STRANGE = pattern(r"[^A-Za-z ,.;!?'’-]")

# Line starts that no prose has: quoted mail, tables, markup, comments of code, footnotes, rules,
# settings, addresses, logs.
_FIXED_START = pattern(
    r"""[>|{}\\@`] | <[A-Za-z!/?] | \#+(?:\s|!|$) | ~~~ | \.\.\s | //|/\* | \$\s | \[\d+\]:?\s | \[\^
      | ([-=_*~.+#])(?:\s*\1){2,}\s*$ | [\w.-]+\s?=\s?\S | \S*(?:://|@)\S*$
      | \d{1,4}[-/:.]\d{1,2}[-/:.]\d{1,4}[T\s,].*\d\d:\d\d
    """,
    re.VERBOSE,
)
_FIXED_END = pattern(r"(?:[{}\\|=]|\);|\(\)[:,]?)$")
# Code and data also look like this, but so does a line of prose now and then ("for these reasons:", "(1748–1832)").
_ODD = pattern(
    r"""[\w-]+:(?:\s+\S+)?$
      | (?:def|class|import|from|return|if|elif|else|for|while|try|except|with|public|private|static|void|int|var
          |let|const|function|fn|func|use|package|echo|export|SELECT|INSERT|UPDATE|CREATE)\b.*[:;{(,\\]\s*$
    """,
    re.VERBOSE,
)
# Columns: a tab, a pipe between spaces. Two spaces may follow a sentence; elsewhere they part columns, too, or fill
# a justified line.
_COLUMNS = pattern(r"\t| \| ")
_GAP = pattern(r"[^\s.!?:\"'”’)]  +|   +")
_SPACES = pattern(" +")
# Tables of words have three columns or four.
_MANY_COLUMNS = 5
_LETTER_WORD = pattern(r"[a-z]{3,}  +[a-z]{2,}")
_HYPHENS = "-\u2010\N{SOFT HYPHEN}\N{NOT SIGN}"
_SYMBOL = pattern(r"[{}<>=_\\|~^$@#*+/\[\]`&%]")
_NO_LETTER = pattern(r"[^\w ]|[\d_]")
# Settings anywhere in a line, and records parted by commas.
_SETTING = pattern(r"\w=[\"'\w]")
_RECORD = pattern(r"(?:[^,]*,[^\W\d]){2}")
_MARK = pattern(r"[^\w\s]")

# A number or a letter counts items only with a full stop or a bracket behind it, or as that of a section (1.2 The).
# Single capitals with a full stop are left out: a line may well begin with an initial ("J. Smith").
_ITEM = pattern(
    r"""[-*+•‣▪▫◦●○■□·–—]\s
      | \(?\d{1,3}(?:\.\d{1,3})*[.)]\s | \d{1,2}(?:\.\d{1,2}){1,4}\s+[A-Z"“]
      | \(?[a-z][.)]\s | \([A-Z]\)\s | [A-Z]\)\s | \(?[ivx]{2,5}[.)]\s | [IVX]{2,5}\.\s
      | (?:Figure|Fig\.|Table|Chart|Box|Exhibit|Plate|Listing|Algorithm)\s+[\dA-Z][\d.]*\s?[.:|—–]
    """,
    re.VERBOSE,
)

# One line of these tells that the text is source: Markdown, reStructuredText, HTML, TeX, JSON, a program.
_MARKUP = pattern(
    r"""^(?: \#{1,6}\s+\S | ```|~~~ | \.\.\s[\w-]+:: | \\(?:begin|section|documentclass|chapter)\b
           | <(?:!DOCTYPE|html|body|div|p|table|head|ul|span)\b | [ \t]*"[^"\n]{1,80}":\s | [ \t]*[\[{][ \t]*$
           | from\ \S+\ import\b | import\ [\w.]+$ | \#(?:include|!) | [ru]?(?:"{3}|'{3})
           | [ \t]*(?:def|function)\ \w+\( | class\ \w+[(:{]
           | [^\s\W].*\n(?:={4,}|-{4,}|~{4,}|\^{4,})[ \t]*$ )
      | ::[ \t]*$ | ``\S | \]\(\w | :\w+:`""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)

_CLOSERS = "\"'”’»›)]*_"
_OPENERS = "\"'“‘„‚«‹([¿¡*_"
# Full stops that end no sentence: initials and dotted capitals, titles, and the short forms of notes.
_ABBREVIATION = pattern(
    r"(?:^|[\s(.\"'“‘])(?:[A-Z]|Mrs?|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|Capt|Rev|Hon|Jr|Sr|vs|No|Nos|pp?|cf|al|Fig|Vol|"
    r"ed|eds|e\.g|i\.e|ca|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)


def may_be_wrapped(text: str) -> bool:
    """True when two lines stand together without a blank one between, or sentences go on across several blank ones.

    The cheapest test for wrapped text: what has a paragraph on each line passes it line by line.
    """
    before, open_ends, blank = "", 0, False
    for line in text.split("\n"):
        if not line or line.isspace():
            blank = True
            continue
        if before and not blank:
            return True
        open_ends += before[-1:] not in _FULL_STOPS and line[0].islower()
        before, blank = line, False
    return open_ends >= _LEAST_SPACED or "\f" in text


def read_lines(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank."""
    lines: list[Line] = []
    start = 0
    pages = text.replace("\f", "\n") if "\f" in text else text
    for whole in pages.split("\n"):
        content = whole.strip()
        if content:
            first = start if content[0] == whole[0] else start + len(whole) - len(whole.lstrip())
            kind = Kind.PROSE if _is_plain(content) else _kind(content)
            lines.append(Line(start, first, first + len(content), start + len(whole), kind, content))
        start += len(whole) + 1
    return lines


def _is_plain(content: str) -> bool:
    """True when a line is nothing but English words and the commonest marks of prose, as most are.

    It says less than `_kind`, at a fourth of its price: what it takes for prose, `_kind` does, too.
    """
    return (
        content[:2].isalpha()
        and content[-1] not in ",;"
        and _STRANGE.search(content) is None
        and "." not in content[2:6]
        and "  " not in content
        and ".." not in content
        and content.count(",") == content.count(", ")
    )


def _kind(content: str) -> Kind:
    if _ITEM.match(content):
        return Kind.ITEM
    if _FIXED_START.match(content) or _FIXED_END.search(content, max(len(content) - 4, 0)):
        return Kind.FIXED
    if ("\t" in content or "|" in content) and _COLUMNS.search(content):
        return Kind.FIXED
    edges = content[0] + content[-1]
    if not edges.isascii() and scripts.unspaced().search(edges):
        return Kind.FIXED
    if "  " in content and _GAP.search(content):
        return Kind.GAPPED
    return Kind.ODD if _odd(content) else Kind.PROSE


def _odd(content: str) -> bool:
    """True when the line has more symbols, marks or figures than a line of prose, or looks like a record or code."""
    if _ODD.match(content) or ("=" in content and _SETTING.search(content)):
        return True
    if content.count(",") > content.count(", ") + 1 and _RECORD.match(content):
        return True
    strange, size = len(_NO_LETTER.findall(content)), max(len(content), 32)
    # Prose has a symbol here and there ("and/or", "[12]"); one in sixteen characters is code or a formula.
    if strange * 16 <= size:
        return False
    # Dialogue has a mark in ten characters, lists of quoted names one in four.
    marked = len(_MARK.findall(content)) * 5 > size
    letters = len(content) - content.count(" ") - strange
    return letters * 2 < len(content) or marked or len(_SYMBOL.findall(content)) * 16 > size


def settle(lines: Sequence[Line]) -> None:
    """Decide on the lines that only their neighbours explain."""
    _settle_gapped(lines)
    before = None
    for line in lines:
        # "situation-/s. Then" has no item in it.
        if line.kind is Kind.ITEM and before and before.content[-1] in _HYPHENS and line.content[0].islower():
            line.kind = Kind.PROSE
        before = line
    _settle_odd(lines)


def _settle_odd(lines: Sequence[Line]) -> None:
    """Take odd lines for prose where prose goes before and no second odd line follows, else for fixed ones."""
    before = None
    for place, line in enumerate(lines):
        if line.kind is Kind.ODD:
            after = lines[place + 1] if place + 1 < len(lines) else None
            alone = after is None or after.start != line.end + 1 or after.kind in (Kind.PROSE, Kind.GAPPED)
            follows = before is not None and before.end + 1 == line.start and before.kind in (Kind.PROSE, Kind.GAPPED)
            line.kind = Kind.PROSE if follows and alone else Kind.FIXED
        before = line


def _settle_gapped(lines: Sequence[Line]) -> None:
    """Tell justified lines from rows of tables.

    Justified lines all end at the same column, no other line goes past it, and the spaces of one line differ
    by one at most. Where the page was set in print, lines do not end at one column; but then all spaces of a line
    are doubled, and no table has so many columns of words.
    """
    gapped = [line for line in lines if line.kind is Kind.GAPPED]
    if not gapped:
        return
    width, times = Counter(line.width for line in gapped).most_common(1)[0]
    wider = sum(line.width > width for line in lines)
    justified = times >= 3 and times > 0.8 * len(gapped) and wider < 0.02 * len(lines)
    for line in gapped:
        spaces = [len(run) for run in _SPACES.findall(line.content)]
        even = max(spaces) - min(spaces) <= 1
        doubled = min(spaces) == 2 and len(spaces) >= _MANY_COLUMNS and _LETTER_WORD.search(line.content) is not None
        line.spread = even and ((justified and line.width == width) or doubled)
        line.kind = Kind.PROSE if line.spread else Kind.FIXED
    for line in lines if justified else ():
        line.spread = line.spread or (line.kind is Kind.PROSE and line.width == width and "  " in line.content)


def has_markup(text: str) -> bool:
    """True when the text is Markdown, reStructuredText, HTML or TeX, whose breaks are its author's."""
    return _MARKUP.search(text) is not None


def breaks_between(lines: Sequence[Line], text: str, furniture: Sequence[Line] = ()) -> list[Break]:
    """Return what stands between each two lines that follow each other.

    Args:
        lines: those of the text itself.
        text: the document.
        furniture: lines that belong to its pages, sorted.
    """
    starts = [line.start for line in furniture]
    found: list[Break] = []
    for left, right in pairwise(lines):
        blank, feed, own = 0, False, 0
        if right.start > left.end + 1 or text[left.end] == "\f":
            between = text[left.end : right.start]
            own = bisect_left(starts, right.start) - bisect_left(starts, left.end) if starts else 0
            blank = between.count("\n") + between.count("\f") - 1 - own
            feed = "\f" in between
        found.append(Break(left, right, blank, feed, own, ending(left.content), opening(right.content)))
    return found


# Of the breaks of a text that was double-spaced, so many have no blank line: headings, perhaps.
_SINGLE = 0.1
# Breaks inside sentences that must agree on the spacing.
_LEAST_SPACED = 4


def undouble(gaps: Sequence[Break]) -> None:
    """Leave the blank lines out of account that stand below every line of a double-spaced text."""
    if sum(gap.inside for gap in gaps) > _SINGLE * len(gaps):
        return
    spaced = Counter(gap.blank for gap in gaps if gap.mid_sentence and not (gap.feed or gap.furniture))
    spacing, times = spaced.most_common(1)[0] if spaced else (0, 0)
    if spacing and times >= _LEAST_SPACED:
        for gap in gaps:
            gap.spacing = min(gap.blank, spacing)
            gap.blank -= gap.spacing


def ending(content: str) -> Ending:
    if content[-1].isalpha() or content[-1] == ",":
        return Ending.OPEN
    tail = content[-16:].rstrip(_CLOSERS)
    closed = content[-1] in _CLOSERS
    if not tail or tail[-1] in "!?:…。！？؟।۔":
        return Ending.SENTENCE
    if tail[-1] == ".":
        return Ending.ABBREVIATION if _ABBREVIATION.search(tail) else Ending.SENTENCE
    # Speech that is broken off: “But—”. After “Yes,” the sentence around it goes on.
    return Ending.ABBREVIATION if closed and tail[-1] in "—–-" else Ending.OPEN


def opening(content: str) -> Opening:
    head = content[0] if content[0].isalpha() else content[:16].lstrip(_OPENERS)[:1]
    if not head.isalpha():
        return Opening.OTHER
    return Opening.UPPER if head.isupper() or head.istitle() else Opening.LOWER

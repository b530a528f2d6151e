"""A document's own marks: which style it is in, which marks it opens and closes with, and which must be wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from textmend.lang._strings import characters_at
from textmend.passes.base import Cues, Span
from textmend.passes.protect import Guard, Spans
from textmend.passes.quotes import roles, straight
from textmend.passes.quotes._mark_roles import APOSTROPHE, CLOSE_DOUBLE, CLOSE_SINGLE, OPEN_DOUBLE
from textmend.passes.quotes._quote_marks import Mark
from textmend.passes.quotes.straight import STRAIGHT
from textmend.patterns import pattern

__all__ = ["ANY_CUES", "CURLY", "KEEP_CUES", "doubled", "marks_of", "misdirected", "style_of"]

CURLY = "".join(STRAIGHT)
ANY_CUES = Cues(characters=roles.STRAIGHT_MARKS + CURLY)
# What may be wrong: a curly mark, `,,` and accents.
KEEP_CUES = Cues(characters=CURLY + straight.OTHERS, literals=(",,",))

# By the opening single mark, the closing one.
_PARTNERS = {"‘": "’", "‚": "‘", "‹": "›", "›": "‹", "’": "’", "»": "«"}
# Two commas before a word, where a mark on the same line closes what they open: not an empty field between commas.
_LOW = pattern(r"(?<![^\s(\[]),,(?=\w)(?=[^\n]{0,1000}?[\w.!?…][“”\"])")
_TWICE = pattern("““+|””+|‘‘|’’")
_DOUBLED_PAIR = pattern("““[^“”\n]+””")
_CUT_WORD = pattern(r"(?:(?<=[A-Za-z]‘)(?:[sStTdDmM]|re|ve|ll)|(?<![A-Za-z]‘)\d\ds)\b")


def style_of(text: str, hits: Sequence[Span], guard: Guard) -> str:
    """Return "straight" or "typographic", the style of most marks outside protected spans; "" for a draw.

    East Asian lines do not count.
    """
    plain = characters_at(text, hits, roles.STRAIGHT_MARKS)
    curly = straight.outside_east_asian(text, straight.curly(text, hits))
    if not plain or not curly:
        return ""  # all of one style, and nothing to do
    protected = Spans(iter(guard.around(sorted((*plain, *curly)))))
    balance = sum(not protected.touches(at, at + 1) for at in plain)
    balance -= sum(not protected.touches(at, at + 1) for at in curly)
    return "straight" if balance > 0 else "typographic" if balance < 0 else ""


def marks_of(text: str, marks: Iterable[Mark], default: str) -> str:
    """Return the four marks that a document opens and closes with most often; those of `default` where it has none."""
    opening: Counter[str] = Counter()
    closing: Counter[str] = Counter()
    for mark in marks:
        if mark.place in "<>" and text[mark.at] not in roles.STRAIGHT_MARKS and text[mark.at] not in "′″":
            (opening if mark.place == "<" else closing)[text[mark.at]] += 1
    doubles = "“”„‟«»"
    outer = _most(opening, doubles), _most(closing, doubles)
    if not all(outer):
        return default
    inner = _most(opening, "‘‚‹›")
    return "".join(outer) + (inner + _PARTNERS[inner] if inner else default[2:])


def _most(counts: Counter[str], among: str) -> str:
    return max(among, key=lambda mark: counts[mark]) if any(counts[mark] for mark in among) else ""


def doubled(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, replacement and rule of marks that were set as two others, or twice."""
    for match in _LOW.finditer(text) if ",," in text else ():
        yield *match.span(), "„", "low"
    for line_start, line in _lines_with_twins(text):
        twins = list(_TWICE.finditer(line))
        singles = [match for match in twins if match[0] in ("‘‘", "’’")]
        # Two single marks in place of a double one come in pairs; ’’ alone may be an apostrophe and a closing mark.
        first, last = line.find("‘‘"), line.rfind("’’")
        for match in singles:
            if match[0] == "‘‘" and match.end() <= last:
                yield line_start + match.start(), line_start + match.end(), "“", "doubled"
            elif match[0] == "’’" and 0 <= first < match.start():
                yield line_start + match.start(), line_start + match.end(), "”", "doubled"
        doubles = [match for match in twins if match[0][0] in "“”"]
        both = {at for match in _DOUBLED_PAIR.finditer(line) for at in (match.start(), match.end() - 2)}
        # Marks of quotations that begin or end together are not duplicates: only if the line is balanced without them.
        opens = line.count("“") - sum(len(match[0]) - 1 for match in doubles if match[0][0] == "“")
        closes = line.count("”") - sum(len(match[0]) - 1 for match in doubles if match[0][0] == "”")
        unbalanced = opens == closes and line.count("“") != line.count("”")
        for match in doubles:
            if unbalanced or match.start() in both:
                yield line_start + match.start(), line_start + match.end(), match[0][0], "doubled"


def _lines_with_twins(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if _TWICE.search(line):
            yield start, line
        start += len(line)


def misdirected(text: str, marks: Sequence[Mark], four: str) -> Iterator[tuple[int, str]]:
    """Yield the position of each mark that points the wrong way, and the one that belongs there.

    Args:
        text: the text.
        marks: those of one paragraph, with their roles.
        four: the marks that the document opens and closes with. Only “ ” ‘ ’ show their direction well enough.
    """
    if not four.startswith("“”") or "„" in text or ",," in text:
        return
    for mark in marks:
        here = text[mark.at]
        if mark.reason or here not in "“”‘":
            continue
        if mark.role == OPEN_DOUBLE and here == "”" and mark.place == "<":
            yield mark.at, "“"
        elif mark.role == CLOSE_DOUBLE and here == "“" and mark.place == ">":
            yield mark.at, "”"
        # Before a word or in it, ‘ may be a letter (Hausa ‘ya‘ya, Tongan ‘oku, Mu‘awiya); in don‘t and ‘90s it is not.
        elif (
            here == "‘"
            and mark.role in (APOSTROPHE, CLOSE_SINGLE)
            and (mark.place == ">" or _CUT_WORD.match(text, mark.at + 1))
        ):
            yield mark.at, "’"

"""Was this document hard-wrapped, and how wide? The evidence that the layout pass stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from textmend.passes.layout.lines import Break, Kind, Line
from textmend.passes.layout.rulers import RULERS, Ruler

__all__ = ["Wrapping", "measure"]

# Narrower text is a column of a table, verse or subtitles; wider text is no page of print or mail. In characters.
_NARROWEST, _WIDEST = 28, 160
# Breaks inside a sentence that must agree. Two are a coincidence; three full lines are hardly one, but short lines
# (of verse, of a glossary) are alike more easily.
_LEAST_BREAKS, _LEAST_SHORT_BREAKS, _SHORT = 3, 5, 45
# With so few breaks, a ruler must explain them, too, all but one in seven: raggedness alone is no margin.
_FEW_BREAKS, _EXPLAINED = 8, 0.85
# Lines of one width differ by this share of it, whatever ruler they are measured with.
_RAGGED = 0.15
# Of the breaks inside sentences, the share that must lie at the right margin. Clauses set line by line reach
# half; pages with a table or a list here and there stay above nine tenths.
_AT_MARGIN = 0.8
# Some extractors undo hyphens by joining the whole next line: so much wider than the page a line is then at least, as a
# share of its width. Pages where each line is hyphenated do not exist; where every third one is, half of the lines left
# are joined ones.
_MERGED, _MOST_MERGED = 1.25, 0.5
# Of all full lines, the share that must end inside a sentence before a small letter: English prose has two thirds,
# German (nouns have capitals) half, verse with capitals nearly none.
_MID_SENTENCE = 0.3
# The share of the width that a line must leave free to be ended on purpose inside a sentence: a letter or two.
_CLEARLY = 0.02
# The share of the width by which a ruler may err: half of the lines that end a sentence with no more room than this
# were full.
_NEARLY = 0.01
# The share of lines that a ruler must explain without any slack to be the one that the lines were set with.
_EXACT = 0.97


@dataclass(frozen=True, slots=True)
class _Margin:
    """The right margin of a document, in the units of a ruler."""

    ruler: Ruler
    at: int
    rooms: tuple[int, ...]  # for each break inside a sentence at this margin: the room left for the next word

    @property
    def exactness(self) -> float:
        return sum(room < 0 for room in self.rooms) / len(self.rooms)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a document was wrapped.

    Attributes:
        ruler: what its lines are measured with.
        width: the widest full line, in the ruler's units.
        sentence_room: a line that ends a sentence and had more room than this left for the next word was
            ended on purpose. -1 where the ruler explains every line: any room tells.
        open_room: the same for a line that ends inside a sentence; more is asked of it.
        spaced: True when blank lines, not line breaks alone, stand between paragraphs.
        margin: the usual indent of prose.
        paragraph_indent: the columns by which the first lines of paragraphs are indented; 0 when they are not.
        hanging: the indents of second and later lines that hang under a first one, as in bibliographies.
        usual_gap: the usual number of blank lines between paragraphs.
        page_gap: the usual number of blank lines where pages part a sentence; 0 where none do.
        merged: True when the extractor has joined lines of which the first was hyphenated.
    """

    ruler: Ruler
    width: int
    sentence_room: int
    open_room: int
    spaced: bool
    margin: int
    paragraph_indent: int
    hanging: frozenset[int]
    usual_gap: int
    page_gap: int
    merged: bool

    def full(self, gap: Break) -> bool:
        """True when the line before the break is as full as lines are that were broken for want of room."""
        room = self.width - gap.need
        return room <= (self.sentence_room if gap.between_sentences else self.open_room)

    def overfull(self, gap: Break) -> bool:
        """True when the line before the break is wider than the page, and not for the sake of one long word."""
        if self.merged:
            return False
        slack = max(self.sentence_room, 0) + round(_CLEARLY * self.width)
        return gap.width > self.width + slack and " " in gap.left.content

    def nearly_full(self, gap: Break) -> bool:
        """True when a stray space, or a typeface a little wider than the ruler's, would make the line full."""
        return self.width - gap.need <= max(self.sentence_room, 0) + round(_NEARLY * self.width)

    def starts_paragraph(self, line: Line) -> bool:
        """True when the line is indented as first lines of paragraphs are in this document."""
        return bool(self.paragraph_indent) and line.indent - self.margin == self.paragraph_indent


def measure(lines: Sequence[Line], gaps: Sequence[Break]) -> Wrapping | None:
    """Return how the document was wrapped, or None when it does not look it."""
    inner = [g for g in gaps if g.inside and g.prose]
    left = Counter(g.left.indent for g in inner).most_common(1)[0][0] if inner else 0
    certain = [
        g
        for g in inner
        if g.mid_sentence
        and _NARROWEST <= g.left.width <= _WIDEST
        and " " in g.left.content
        # Verse, code and quotations stand deeper than the text, and have a margin of their own.
        and min(g.left.indent, g.right.indent) < left + 2
    ]
    if len(certain) < _LEAST_BREAKS:
        return None
    margin = _find_margin(certain, gaps)
    if not _convinces(margin, certain) or not _dominates(margin, inner, lines):
        return None
    sentence_room = -1
    if margin.exactness < _EXACT:
        # Two deviations are a line in forty; of a line that also ends a sentence, that is enough to ask.
        sentence_room = max(-1, round(fmean(margin.rooms) + 2 * pstdev(margin.rooms)))
    open_room = max(sentence_room, *margin.rooms) + round(_CLEARLY * margin.at)
    return _with_habits(gaps, inner, margin, left, sentence_room, open_room)


def _convinces(margin: _Margin, certain: Sequence[Break]) -> bool:
    """True when enough breaks inside sentences lie at one margin for it to be no accident."""
    agreeing = len(margin.rooms)
    least = _LEAST_SHORT_BREAKS if max(g.left.width for g in certain) < _SHORT else _LEAST_BREAKS
    merged = sum(gap.width > _MERGED * margin.at for gap in certain)
    if merged > _MOST_MERGED * len(certain) or agreeing < max(least, _AT_MARGIN * (len(certain) - merged)):
        return False
    return agreeing >= _FEW_BREAKS or margin.exactness >= _EXPLAINED


def _find_margin(certain: Sequence[Break], gaps: Sequence[Break]) -> _Margin:
    """The margin by the first ruler that explains the lines, or else by the one that explains most of them.

    All breaks are measured with its ruler then.
    """
    best: _Margin | None = None
    for ruler in RULERS:
        _read(gaps, ruler)
        margin = _margin(certain, ruler)
        if best is None or (len(margin.rooms), margin.exactness) > (len(best.rooms), best.exactness):
            best = margin
        if best.exactness >= _EXACT:
            break
    assert best is not None
    if best.ruler is not ruler:
        _read(gaps, best.ruler)
    return best


def _read(gaps: Sequence[Break], ruler: Ruler) -> None:
    for gap in gaps:
        gap.width, gap.need = ruler.span(gap)


def _margin(certain: Sequence[Break], ruler: Ruler) -> _Margin:
    """The smallest margin that agrees with the most breaks: the line fits it, and its next word nearly did not."""
    steps: Counter[int] = Counter()
    for gap in certain:
        steps[gap.width] += 1
        steps[_slackened(gap.need)] -= 1
    at = agreeing = most = 0
    for position in sorted(steps):
        agreeing += steps[position]
        if agreeing > most:
            at, most = position, agreeing
    return _Margin(ruler, at, tuple(at - g.need for g in certain if g.width <= at < _slackened(g.need)))


def _slackened(need: int) -> int:
    return int(need * (1 + _RAGGED))


def _dominates(margin: _Margin, inner: Sequence[Break], lines: Sequence[Line]) -> bool:
    """True when wrapped prose is what the document is made of.

    Text whose paragraphs stand on a line each has long lines; so has the output of this pass, which is how it
    knows its own work when it meets it again.
    """
    full = [g for g in inner if g.width <= margin.at < _slackened(g.need)]
    wrapped = [g.left.width for g in full if g.mid_sentence]
    if len(wrapped) < _MID_SENTENCE * len(full):
        return False
    widest = max(wrapped)
    # A wide line that breaks off inside a sentence is no paragraph, but two lines that an extractor has joined.
    merged = {g.left.start for g in inner if g.mid_sentence}
    unwrapped = sum(line.width for line in lines if line.width > 1.3 * widest and line.start not in merged)
    fixed = sum(line.width for line in lines if line.kind is Kind.FIXED)
    return sum(wrapped) > 2 * (unwrapped + fixed)


def _with_habits(
    gaps: Sequence[Break], inner: Sequence[Break], margin: _Margin, left: int, sentence_room: int, open_room: int
) -> Wrapping:
    """Add the document's habits: how it sets paragraphs apart."""
    ruler = margin.ruler
    # A full line that ends a sentence may be wider than any that ends inside one, if no next word says otherwise.
    bound = max(margin.at, min((margin.at - room for room in margin.rooms if room < 0), default=0) - 1)
    full = (gap.width for gap in inner if gap.left.indent == left and gap.width <= bound)
    width = max(margin.at, max(full, default=0))
    ended = [g for g in inner if g.between_sentences and width - g.need > sentence_room]
    apart = [g for g in gaps if not g.inside and g.prose and g.between_sentences]
    firsts = [g.right for g in gaps if g.prose and g.between_sentences] + [gaps[0].left]
    indents = Counter(line.indent - left for line in firsts if line.indent > left)
    indent, times = indents.most_common(1)[0] if indents else (0, 0)
    # First-line indents are a habit when most paragraphs that surely begin have them; a space or two are strays.
    flush = sum(g.right.indent == left for g in ended)
    hung = Counter(g.right.indent for g in inner if g.mid_sentence and g.right.indent >= max(left, g.left.indent) + 2)
    usual_gap = Counter(g.blank for g in apart if not (g.feed or g.furniture)).most_common(1)
    page_gap = Counter(g.blank for g in gaps if not g.inside and g.prose and g.mid_sentence).most_common(1)
    return Wrapping(
        ruler,
        width,
        sentence_room,
        open_room,
        spaced=len(apart) >= len(ended),
        margin=left,
        paragraph_indent=indent if times * indent >= 3 and times >= 2 and times > flush else 0,
        hanging=frozenset(indent for indent, n in hung.items() if n >= 3),
        usual_gap=usual_gap[0][0] if usual_gap else 0,
        page_gap=page_gap[0][0] if page_gap else 0,
        merged=sum(g.mid_sentence and g.width > _MERGED * width for g in inner) >= _LEAST_BREAKS,
    )

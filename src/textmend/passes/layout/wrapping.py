# cython: language_level=3, annotation_typing=False
"""Was this document hard-wrapped, and how wide? The evidence that the layout pass is based on."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.passes.layout.breaks import LineBreak
from textmend.passes.layout.font_metrics import FontMetrics
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.lines import Line
from textmend.passes.layout.margins import EXACT, Margin, agrees, find_margin, second_margin

__all__ = ["Wrapping", "measure"]

# Looking up an enum member takes longer than the test itself.
_FIXED = LineKind.FIXED
# Narrower text is a column of a table, verse or subtitles; wider text is not a page of print or mail. In characters.
_NARROWEST, _WIDEST = 28, 160
# Breaks inside a sentence that must agree. Two are a coincidence; three full lines are hardly one, but short lines (of
# verse, of a glossary) are more often alike.
_LEAST_BREAKS, _LEAST_SHORT_BREAKS, _SHORT_LINE_CHARS = 3, 5, 45
# With so few breaks, the font metrics must also explain all but one in seven: raggedness alone is not a margin.
_FEW_BREAKS, _EXPLAINED = 8, 0.85
# The share of the breaks inside sentences that must be at the right margin. Clauses set line by line reach half; pages
# with an occasional table or list stay above nine tenths.
_AT_MARGIN = 0.8
# Some extractors undo hyphens by joining the whole next line: a line is then at least this much wider than the page, as
# a share of its width. Pages where each line is hyphenated do not exist; where every third one is, half of the lines
# left are joined ones.
_MERGED, _MOST_MERGED = 1.25, 0.5
# Of the lines that are so wide, so many and such a share end inside a sentence, or there is one for so many full lines;
# hardly any is more lines than these.
_LEAST_JOINED, _JOINED_SHARE, _FEW_JOINED, _MOST_JOINED = 2, 0.25, 3, 4
# So many breaks inside sentences at one margin, and such a share of all, that other lines may be three times as many.
_MANY, _NEARLY_ALL, _PER_LINE = 20, 0.95, 6
# The breaks on ten pages of prose. A guide of this length may have half as much again of code, tables of contents and
# index as of full lines; between these, a tenth of its lines end early.
_PAGES, _PER_LINE_OF_PAGES = 200, 3
# How much wider lines that were joined may be than so many of the widest, and the share of a line by which those that
# end inside a sentence may differ from so many of the usual ones.
_TOLERANCE, _UNEVEN = 1.02, 0.2
# The share of all full lines that must end inside a sentence before a small letter: in English prose, two thirds do, in
# German (nouns have capitals) half, in verse with capitals nearly none.
_MID_SENTENCE = 0.3
# The share of the width that a line must leave free to be ended on purpose inside a sentence: a letter or two.
_CLEARLY = 0.02
# The share of the width by which font metrics may err: half of the lines that end a sentence with no more room than
# this were full.
_NEARLY = 0.01
# Of the lines above a blank line that end inside a sentence, so many must be full for each one that is not.
_FULL_PER_TITLE = 3
# The lines that have by so many standard deviations more room than full lines: one in six was full.
_DEVIATIONS = 1.5


class Wrapping:
    """How a document was wrapped.

    Attributes:
        font: the font metrics that its lines are measured with.
        width: the widest full line, in units of the font metrics.
        mean: the mean width of the full lines.
        usual_room, spread: the mean and the standard deviation of the room that full lines leave for the next word.
        sentence_room: a line that ends a sentence and had more room than this left for the next word was ended on
            purpose. -1 where the font metrics explain every line: any room is evidence.
        open_room: the same for a line that ends inside a sentence, which needs more room.
        spaced: True if blank lines, not line breaks alone, separate paragraphs.
        margin: the usual indent of prose.
        paragraph_indent: the columns by which the first lines of paragraphs are indented; 0 if they are not.
        hanging: the indents of second and later lines that hang under a first one, as in bibliographies.
        usual_gap: the usual number of blank lines between paragraphs.
        page_gap: the usual number of blank lines where pages split a sentence; 0 if none do.
        merged: True if the extractor has joined lines of which the first was hyphenated.
        mixed: True if sentences also continue after lines that are wider than the page: it has pages of another width.
        divides_paragraphs: True if blank lines are also inside paragraphs.
    """

    __slots__ = (
        "divides_paragraphs",
        "font",
        "hanging",
        "margin",
        "mean",
        "merged",
        "mixed",
        "open_room",
        "page_gap",
        "paragraph_indent",
        "sentence_room",
        "spaced",
        "spread",
        "usual_gap",
        "usual_room",
        "width",
    )  # fmt: skip

    def __init__(
        self,
        *,
        font: FontMetrics,
        width: int,
        mean: int,
        usual_room: float,
        spread: float,
        sentence_room: int,
        open_room: int,
        spaced: bool,
        margin: int,
        paragraph_indent: int,
        hanging: frozenset[int],
        usual_gap: int,
        page_gap: int,
        merged: bool,
        mixed: bool,
        divides_paragraphs: bool,
    ) -> None:
        self.font = font
        self.width = width
        self.mean = mean
        self.usual_room = usual_room
        self.spread = spread
        self.sentence_room = sentence_room
        self.open_room = open_room
        self.spaced = spaced
        self.margin = margin
        self.paragraph_indent = paragraph_indent
        self.hanging = hanging
        self.usual_gap = usual_gap
        self.page_gap = page_gap
        self.merged = merged
        self.mixed = mixed
        self.divides_paragraphs = divides_paragraphs

    def room(self, line_break: LineBreak) -> int:
        """Return the room for the next word after the line before the break, negative if there is too little.

        Of lines that an extractor has joined, it is the room after the last one.
        """
        return _room(line_break, self.width, self.mean, self.merged)

    def full(self, line_break: LineBreak) -> bool:
        """True if the line before the break is as full as lines that were broken because the next word did not fit."""
        if line_break.between_sentences:
            return self.room(line_break) <= self.sentence_room
        # Where the first of joined lines ended is known only roughly.
        joined = self.merged and line_break.width > _MERGED * self.width and line_break.mid_sentence
        return self.room(line_break) <= self.open_room + (_UNEVEN * self.mean if joined else 0)

    def overfull(self, line_break: LineBreak) -> bool:
        """True if the line before the break is wider than the page, and not because of one long word."""
        if self.merged or self.mixed or line_break.width <= self.width:
            return False
        slack = max(self.sentence_room, 0) + round(_CLEARLY * self.width)
        return line_break.width > self.width + slack and " " in line_break.left.content

    def nearly_full(self, line_break: LineBreak) -> bool:
        """True if wider spaces, a stray space, or a typeface slightly wider than the metrics would fill the line."""
        room = self.sentence_room + _DEVIATIONS * self.spread if self.sentence_room >= 0 else 0.0
        return self.room(line_break) <= room + round(_NEARLY * self.width)

    def starts_paragraph(self, line: Line) -> bool:
        """True if the line is indented as first lines of paragraphs are in this document."""
        return self.paragraph_indent > 0 and line.indent - self.margin == self.paragraph_indent


def _room(line_break: LineBreak, width: int, mean: int, merged: bool) -> int:
    room = width - line_break.need
    if merged and line_break.width > _MERGED * width:
        room += int(line_break.width / (_TOLERANCE * width)) * mean
    return room


def measure(lines: Sequence[Line], line_breaks: Sequence[LineBreak]) -> Wrapping | None:
    """Return how the document was wrapped, or None if it does not look wrapped."""
    inner, left = _inner(line_breaks)
    certain = _certain(inner, left)
    if len(certain) < _LEAST_BREAKS:
        return None
    margin = find_margin(certain, line_breaks)
    if not _convinces(margin, certain) or not _dominates(margin, certain, inner, lines):
        return None
    sentence_room = -1
    if margin.exactness < EXACT:
        # Two deviations are a line in forty; for a line that also ends a sentence, that is enough to check further.
        sentence_room = max(-1, round(margin.usual + 2 * margin.spread))
    open_room = max(sentence_room, *margin.rooms) + round(_CLEARLY * margin.at)
    return _with_habits(line_breaks, inner, margin, left, sentence_room, open_room)


def _inner(line_breaks: Sequence[LineBreak]) -> tuple[list[LineBreak], int]:
    """Return the breaks between two adjacent lines of prose, and the usual indent of the lines before."""
    inner: list[LineBreak] = []
    indents: dict[int, int] = {}
    for line_break in line_breaks:
        if line_break.inside and line_break.is_prose():
            inner.append(line_break)
            indents[line_break.left.indent] = indents.get(line_break.left.indent, 0) + 1
    return inner, _most_common(indents)[0]


def _certain(inner: Sequence[LineBreak], left: int) -> list[LineBreak]:
    """Return the breaks that the wrapping must have made, because they are inside a sentence.

    Args:
        left: the usual indent.
    """
    found: list[LineBreak] = []
    for line_break in inner:
        # Verse, code and quotations are indented deeper than the text, and have a margin of their own.
        shallow = min(line_break.left.indent, line_break.right.indent) < left + 2
        if (
            line_break.mid_sentence
            and shallow
            and _NARROWEST <= line_break.left.width <= _WIDEST
            and " " in line_break.left.content
        ):
            found.append(line_break)
    return found


def _convinces(margin: Margin, certain: Sequence[LineBreak]) -> bool:
    """True if so many breaks inside sentences are at one margin that it cannot be chance."""
    agreeing = len(margin.rooms)
    merged = widest = 0
    for line_break in certain:
        merged += line_break.width > _MERGED * margin.at
        widest = max(widest, line_break.left.width)
    least = _LEAST_SHORT_BREAKS if widest < _SHORT_LINE_CHARS else _LEAST_BREAKS
    if merged > _MOST_MERGED * len(certain):
        return False
    if agreeing < max(least, _AT_MARGIN * (len(certain) - merged)):
        return _has_two_styles(margin, certain)
    return agreeing >= _FEW_BREAKS or margin.exactness >= _EXPLAINED


def _has_two_styles(margin: Margin, certain: Sequence[LineBreak]) -> bool:
    """True if there are pages of text at this margin and at a second one, and hardly any others."""
    agreeing = len(margin.rooms)
    if agreeing < _PAGES:
        return False
    second = second_margin(certain, margin)
    others = len(second.rooms) if second else 0
    return others >= _PAGES and agreeing + others >= _AT_MARGIN * len(certain)


def _dominates(margin: Margin, certain: Sequence[LineBreak], inner: Sequence[LineBreak], lines: Sequence[Line]) -> bool:
    """True if the document consists of wrapped prose.

    Text with a paragraph per line has long lines; so has the output of this pass, which is how it recognises its own
    output.
    """
    at = margin.at
    full = cut = wrapped = widest = 0
    for line_break in inner:
        if agrees(line_break, at):
            full += 1
            if line_break.mid_sentence:
                cut += 1
                wrapped += line_break.left.width
                widest = max(widest, line_break.left.width)
    if cut < _MID_SENTENCE * full:
        return False
    others = 0
    wide: list[Line] = []
    for line in lines:
        if line.kind is _FIXED:
            others += line.width
        if line.width > 1.3 * widest:
            wide.append(line)
    if wide:
        # A wide line that breaks off inside a sentence is not a paragraph, but two lines that an extractor has joined.
        merged = {line_break.left.start for line_break in inner if line_break.mid_sentence}
        # Where it joins some lines, it also joins those that end sentences.
        joined = sum([line.start in merged for line in wide])
        many = joined >= max(_LEAST_JOINED, _JOINED_SHARE * len(wide))
        most = _MOST_JOINED * widest if many or (joined and _FEW_JOINED * len(wide) <= full) else 0
        others += sum([line.width for line in wide if line.width > most and line.start not in merged])
    # Where so many lines agree, as many others are a table of contents or code between paragraphs.
    agreeing = len(margin.rooms)
    if agreeing >= max(_MANY, _NEARLY_ALL * len(certain)):
        wrapped *= _PER_LINE
    elif agreeing >= _PAGES:
        wrapped *= _PER_LINE_OF_PAGES
    return wrapped > 2 * others


def _with_habits(
    line_breaks: Sequence[LineBreak],
    inner: Sequence[LineBreak],
    margin: Margin,
    left: int,
    sentence_room: int,
    open_room: int,
) -> Wrapping:
    """Add the document's habits: how it separates paragraphs."""
    width = _widest(inner, margin, left)
    ended = apart = flush = divided = titles = 0
    merged = _merged(inner, width, margin.mean)
    indents: dict[int, int] = {}
    hung: dict[int, int] = {}
    usual_gaps: dict[int, int] = {}
    page_gaps: dict[int, int] = {}
    for line_break in line_breaks:
        if not line_break.is_prose():
            continue
        indent = line_break.right.indent
        if line_break.between_sentences:
            if indent > left:
                indents[indent - left] = indents.get(indent - left, 0) + 1
            if not line_break.inside:
                apart += 1
                if not (line_break.feed or line_break.furniture):
                    usual_gaps[line_break.blank] = usual_gaps.get(line_break.blank, 0) + 1
            elif _room(line_break, width, margin.mean, merged) > sentence_room:
                ended += 1
                flush += indent == left
        elif line_break.mid_sentence:
            if not line_break.inside:
                page_gaps[line_break.blank] = page_gaps.get(line_break.blank, 0) + 1
                is_full = width - line_break.need <= open_room
                divided += is_full
                titles += not is_full
            elif indent >= max(left, line_break.left.indent) + 2:
                hung[indent] = hung.get(indent, 0) + 1
    if (first := line_breaks[0].left.indent) > left:
        indents[first - left] = indents.get(first - left, 0) + 1
    indent, times = _most_common(indents)
    return Wrapping(
        font=margin.font,
        width=width,
        mean=margin.mean,
        usual_room=margin.usual + width - margin.at,
        spread=margin.spread,
        sentence_room=sentence_room,
        open_room=open_room,
        spaced=apart >= ended,
        margin=left,
        # First-line indents are a habit if most paragraphs that certainly begin have them; a space or two are strays.
        paragraph_indent=indent if times * indent >= 3 and times >= 2 and times > flush else 0,
        hanging=frozenset([hanging for hanging, lines in hung.items() if lines >= 3]),
        usual_gap=_most_common(usual_gaps)[0],
        page_gap=_most_common(page_gaps)[0],
        merged=merged,
        mixed=sum([each.mid_sentence and each.width > _MERGED * width for each in inner]) >= _LEAST_BREAKS,
        # A title may be as wide as a line, and what follows may begin with a small letter; but most are narrower.
        divides_paragraphs=divided >= _LEAST_BREAKS and divided >= _FULL_PER_TITLE * titles,
    )


def _merged(inner: Sequence[LineBreak], width: int, mean: int) -> bool:
    """True if the extractor has joined lines of which the first was hyphenated.

    Where such lines end inside a sentence, they are as wide as several full lines.
    """
    full = wide = merged = other = 0
    for line_break in inner:
        if line_break.width > _MERGED * width:
            wide += 1
            if line_break.mid_sentence:
                lines = (line_break.width + mean // 2) // mean
                is_whole = lines > 1 and abs(line_break.width - lines * mean) <= _UNEVEN * mean
                merged += is_whole
                other += not is_whole
        else:
            full += line_break.mid_sentence
    return merged > other and (merged >= _LEAST_JOINED or _FEW_JOINED * wide <= full)


def _widest(inner: Sequence[LineBreak], margin: Margin, left: int) -> int:
    """Return the width of the widest full line.

    A full line that ends a sentence may be wider than any that ends inside one, if no next word is evidence against it.
    """
    bound = max(margin.at, min([margin.at - room for room in margin.rooms if room < 0], default=0) - 1)
    widest = margin.at
    for line_break in inner:
        if line_break.left.indent == left and widest < line_break.width <= bound:
            widest = line_break.width
    return widest


def _most_common(counts: dict[int, int]) -> tuple[int, int]:
    """Return the most common of some numbers, and how often it occurs; 0 if there are no numbers."""
    most = times = 0
    for number, count in counts.items():
        if count > times:
            most, times = number, count
    return most, times

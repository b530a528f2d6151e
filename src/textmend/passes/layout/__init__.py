"""Layout: running text out of pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from textmend.edits import Edit
from textmend.passes.base import Cues, Pass, Proposal, View
from textmend.passes.layout.columns import interleaved, word_by_word
from textmend.passes.layout.fragments import (
    APART,
    SPACED,
    first_capitals,
    footnote_marks,
    has_lone_capital,
    lone_capitals,
    spaced_words,
)
from textmend.passes.layout.furniture import Furniture, find
from textmend.passes.layout.hyphens import Fate, Vocabulary, Word, broken_word, judge
from textmend.passes.layout.lines import (
    Break,
    Ending,
    Kind,
    Line,
    breaks_between,
    has_markup,
    may_be_wrapped,
    read_lines,
    settle,
    undouble,
)
from textmend.passes.layout.rewrap import wrapped
from textmend.passes.layout.rules import RULES, LayoutOptions
from textmend.passes.layout.verdicts import Decision, Verdict, decide
from textmend.passes.layout.wrapping import measure
from textmend.patterns import pattern

__all__ = ["LayoutOptions", "LayoutPass"]

_RUN = pattern("  +")
_NO_SPACE_AFTER = pattern(r"[\w,;:\"'”’)](?:[—–/]|--)$")
_NO_SPACE_BEFORE = pattern(r"(?:[—–]|--)\w")
_ADDRESS_END = pattern(r"(?:://|www\.)\S*[/\-_=&?.#%~]$")


class LayoutPass(Pass[LayoutOptions]):
    """Joins hard-wrapped lines: one paragraph a line, an empty line between paragraphs.

    It first looks whether the document is hard-wrapped at all: lines that break off inside a sentence must end
    at one right margin, where their next word would not have fitted. Then each break is judged: a line that had
    room for the next word was ended on purpose. What belongs to the pages, as headers and numbers do, is known by
    its repetition between the halves of sentences.

    Leaves alone: documents that are not wrapped, or whose markup (Markdown, HTML, TeX) says what a line is;
    lists, tables, columns, verse, addresses, code, quoted mail, formulas, captions, bibliographies; and, reported,
    a hyphen that neither the document nor the lexicon explains, breaks inside addresses of the web, lines that
    repeat and may be headings, columns that were read across, marks of footnotes.
    """

    name = "layout"
    rules = RULES
    after = ("mojibake", "characters")
    options_type = LayoutOptions

    @property
    def cues(self) -> Cues:
        return Cues(everything=True)

    def propose(self, view: View) -> Iterator[Proposal]:
        text = view.text
        for start, end in footnote_marks(text):
            yield self.refuse(start, end, "", "footnote-mark", _PERHAPS_A_FIGURE, 0.5)
        headings = list(SPACED.finditer(text))
        yield from self._letters(view, headings)
        if not may_be_wrapped(text) or has_markup(text):
            return
        lines = read_lines(text)
        if word_by_word(lines):
            yield from self._words(lines, text)
            return
        for start, end in interleaved(lines):
            yield self.refuse(start, end, "", "columns", _WHICH_COLUMN)
        yield from self._pages(view, lines)

    def _letters(self, view: View, headings: Sequence[re.Match[str]]) -> Iterator[Proposal]:
        """Yield what makes words whole whose letters stand apart."""
        for heading in headings:
            spans, sure = spaced_words(heading, view.language.lexicon)
            for start, end in spans if sure else ():
                yield self.edit(start, end, "", "letter-spaced")
            if not sure:
                yield self.refuse(*heading.span(1), heading[1].replace(" ", ""), "letter-spaced", _NO_WORDS, 0.5)

    def _words(self, lines: Sequence[Line], text: str) -> Iterator[Proposal]:
        """Yield the edits that bring words together that have a line each."""
        gaps = breaks_between(lines, text)
        usual = Counter(gap.blank for gap in gaps).most_common(1)[0][0]
        for gap in gaps:
            if gap.blank <= usual:
                yield self.edit(gap.left.last, gap.right.first, _joint(gap), "word-lines")

    def _pages(self, view: View, lines: list[Line]) -> Iterator[Proposal]:
        """Yield what makes running text of lines on pages."""
        text, language = view.text, view.language
        capitals = list(lone_capitals(lines, language.lexicon)) if has_lone_capital(lines) else []
        for place in reversed(capitals):
            lines[place : place + 2] = [lines[place].with_rest(lines[place + 1])]
        furniture, lines = _parted(lines, text)
        settle(lines)
        gaps = breaks_between(lines, text, furniture.lines)
        undouble(gaps)
        broken = [word for gap in gaps if (word := broken_word(gap))]
        vocabulary = Vocabulary(text, broken, language.lexicon) if broken else None
        wrapping = measure(lines, gaps)
        if wrapping is None:
            for gap in gaps:
                if gap.inside and gap.prose and gap.mid_sentence and vocabulary and (word := broken_word(gap)):
                    yield from self._hyphen(gap, word, vocabulary)
            return
        decisions = decide(lines, gaps, wrapping)
        newline = "\r\n" if "\r\n" in text else "\n"
        made = list(self._made(decisions, lines, text, newline, vocabulary, furniture))
        if APART.search(text):
            spaces = first_capitals(text, language.lexicon)
            made += [self.edit(start, end, "", "drop-capital") for start, end in spaces]
        yield from self._wrapped(made, decisions, text, newline) if self.options.width else made

    def _made(
        self,
        decisions: Sequence[Decision],
        lines: Sequence[Line],
        text: str,
        newline: str,
        vocabulary: Vocabulary | None,
        furniture: Furniture,
    ) -> Iterator[Proposal]:
        """Yield what follows from the decisions."""
        for line in lines:
            if line.rest:
                yield self.edit(line.first + line.rest[0], line.first + line.rest[1], "", "drop-capital")
        for decision in decisions:
            yield from self._break(decision, text, newline, vocabulary)
        for line in _paragraph_starts(lines, decisions):
            if line.indent:
                yield self.edit(line.start, line.first, "", "indent")
        yield from self._justified(decisions)
        yield from self._edges(lines, text, newline, furniture)
        for line in furniture.doubtful:
            yield self.refuse(line.first, line.last, "", "page-furniture", _PERHAPS_HEADINGS, 0.5)

    def _break(self, decision: Decision, text: str, newline: str, vocabulary: Vocabulary | None) -> Iterator[Proposal]:
        """Yield what is to be done about one break."""
        gap = decision.gap
        if decision.verdict in (Verdict.JOIN, Verdict.REJOIN):
            yield from self._join(decision, vocabulary)
        elif decision.verdict is Verdict.PARAGRAPH:
            yield from self._trailing_space(gap.left, text)
            if not gap.spacing:
                yield self.edit(gap.right.start, gap.right.start, newline, "paragraph", decision.confidence)
        elif gap.furniture:
            yield self.edit(gap.left.last, gap.right.start, newline * 2, "page-furniture")
        elif not gap.inside and Kind.PROSE in (gap.left.kind, gap.right.kind):
            if gap.blank + gap.spacing > 1 or gap.feed:
                rule = "page-break" if gap.feed else "blank-lines"
                yield self.edit(gap.left.last, gap.right.start, newline * 2, rule, 0.99)
            else:
                yield from self._trailing_space(gap.left, text)

    def _join(self, decision: Decision, vocabulary: Vocabulary | None) -> Iterator[Proposal]:
        """Yield the edit that closes a break inside a paragraph, or the reason against it."""
        gap = decision.gap
        if gap.mid_sentence and gap.inside and not gap.spacing and gap.left.content[-1].isalpha():
            yield self.edit(gap.left.last, gap.right.first, " ", "join", decision.confidence)
            return
        rule = _rule(gap)
        if (word := broken_word(gap)) and vocabulary:
            yield from self._hyphen(gap, word, vocabulary)
        elif _ADDRESS_END.search(gap.left.content[-200:]):
            yield self.refuse(gap.left.last, gap.right.first, "", rule, "the line may end inside an address")
        else:
            yield self.edit(gap.left.last, gap.right.first, _joint(gap), rule, decision.confidence)

    def _hyphen(self, gap: Break, word: Word, vocabulary: Vocabulary) -> Iterator[Proposal]:
        """Yield the edit that makes a broken word whole, or the reason against it."""
        # The hyphen's edit takes out what the page has between the halves.
        rule = "page-furniture" if gap.furniture else "hyphen"
        fate, confidence = judge(word, vocabulary)
        start, end = gap.left.last - 1, gap.right.first
        if fate is Fate.LEFT:
            reason = f"neither the document nor the lexicon tells whether {word.left!r} and {word.right!r} are one word"
            yield self.refuse(start, end, "", rule, reason)
        else:
            kept = {Fate.JOINED: "", Fate.KEPT: word.mark, Fate.SUSPENDED: f"{word.mark} "}[fate]
            if word.repeated:  # the second one stays
                kept = ""
            yield self.edit(start, end, kept, rule, confidence)

    def _wrapped(
        self, made: Sequence[Proposal], decisions: Sequence[Decision], text: str, newline: str
    ) -> Iterator[Proposal]:
        """Yield what was made, with the joined lines of paragraphs wrapped to the width that is asked for."""
        edits = sorted(proposal for proposal in made if isinstance(proposal, Edit))
        yield from (proposal for proposal in made if not isinstance(proposal, Edit))
        starts = [edit.start for edit in edits]
        done = 0
        for first, last in _paragraphs(decisions):
            begin, end = bisect_left(starts, first.first), bisect_left(starts, last.last)
            yield from edits[done:begin]
            changed, places = wrapped(text, first.first, last.last, edits[begin:end], self.options.width, newline)
            yield from changed
            for place in places:
                yield self.edit(place, place + 1, newline, "rewrap")
            done = end
        yield from edits[done:]

    def _trailing_space(self, line: Line, text: str) -> Iterator[Proposal]:
        # The carriage return of a Windows line end stays with its line feed.
        end = line.end - 1 if text[line.last : line.end].endswith("\r") else line.end
        if end > line.last:
            yield self.edit(line.last, end, "", "trailing-space")

    def _justified(self, decisions: Sequence[Decision]) -> Iterator[Proposal]:
        for decision in decisions:
            line = decision.gap.left
            if line.spread and decision.verdict in (Verdict.JOIN, Verdict.REJOIN):
                for run in _RUN.finditer(line.content):
                    yield self.edit(line.first + run.start() + 1, line.first + run.end(), "", "justified")

    def _edges(self, lines: Sequence[Line], text: str, newline: str, furniture: Furniture) -> Iterator[Proposal]:
        """Yield the edits of what stands before the first line and behind the last."""
        first, last = lines[0], lines[-1]
        if furniture.lines and furniture.lines[0].start < first.start:
            yield self.edit(0, first.start, "", "page-furniture")
        elif first.kind is Kind.PROSE and first.start:
            yield self.edit(0, first.start, "", "blank-lines")
        if furniture.lines and furniture.lines[-1].start > last.start:
            yield self.edit(last.last, len(text), newline, "page-furniture")
        elif last.kind is Kind.PROSE and last.last < len(text):
            rule = "blank-lines" if "\n" in text[last.end :] else "trailing-space"
            yield self.edit(last.last, len(text), newline if rule == "blank-lines" else "", rule)


_PERHAPS_A_FIGURE = "a figure close to the end of a sentence is the mark of a footnote, or belongs to the text"
_NO_WORDS = "the letters stand apart, but what they spell is no word, or too short to tell"
_WHICH_COLUMN = "two columns stand side by side, read line by line: which lines belong together would be a guess"
_PERHAPS_HEADINGS = "the line repeats as headers do, but might be a heading: no sentence goes on across it"


def _parted(lines: list[Line], text: str) -> tuple[Furniture, list[Line]]:
    """Part what belongs to the pages from the lines of the text."""
    furniture = find(lines, text)
    starts = {line.start for line in furniture.lines}
    return furniture, [line for line in lines if line.start not in starts]


def _rule(gap: Break) -> str:
    """The rule by which a break inside a paragraph is closed."""
    if gap.furniture:
        return "page-furniture"
    if gap.spacing and gap.inside:
        return "double-spacing"
    return "join" if gap.inside else "page-break"


def _joint(gap: Break) -> str:
    """What takes the place of a break: a space, or nothing beside a dash that stands close to its words."""
    close = _NO_SPACE_AFTER.search(gap.left.content[-4:]) or _NO_SPACE_BEFORE.match(gap.right.content)
    return "" if close and gap.ending is Ending.OPEN else " "


def _paragraphs(decisions: Sequence[Decision]) -> Iterator[tuple[Line, Line]]:
    """Yield the first and the last line of each paragraph of several lines."""
    first: Line | None = None
    for decision in decisions:
        if decision.verdict in (Verdict.JOIN, Verdict.REJOIN):
            first = first or decision.gap.left
        elif first:
            yield first, decision.gap.left
            first = None
    if first:
        yield first, decisions[-1].gap.right


def _paragraph_starts(lines: Sequence[Line], decisions: Sequence[Decision]) -> Iterator[Line]:
    """Yield the first lines of what is surely a paragraph or a heading over one."""
    for place, line in enumerate(lines):
        before = decisions[place - 1] if place else None
        after = decisions[place] if place < len(decisions) else None
        starts = before is None or before.verdict is Verdict.PARAGRAPH or _parts(before)
        if not starts or line.kind is not Kind.PROSE:
            continue
        if after is None or _parts(after):
            # A line that stands alone may be a formula or a line of verse, unless it is a sentence; but nobody
            # indents those by a single space.
            if line.content[-1] in _SENTENCE_ENDS or line.indent == 1:
                yield line
        elif after.verdict is not Verdict.KEEP:
            yield line


_SENTENCE_ENDS = ".!?…\"'”’»"


def _parts(decision: Decision) -> bool:
    """True when blank lines stand at the break, and stay."""
    return decision.verdict is Verdict.KEEP and not decision.gap.inside

"""Layout: turns the lines of pages into running text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from textmend.edits import CharSubstitution, Edit, Refusal, expand
from textmend.lang.broken_words import HyphenAction
from textmend.passes.base import Cues, Pass, Proposal, View
from textmend.passes.layout import joins, line_numbers, page_numbers
from textmend.passes.layout.breaks import LineBreak, drop_double_spacing, line_breaks_between
from textmend.passes.layout.columns import interleaved, word_by_word
from textmend.passes.layout.decisions import SURE, Decision, Verdict
from textmend.passes.layout.flowed import decide_by_spaces, marked
from textmend.passes.layout.fragments import (
    APART,
    SPACED,
    divided_words,
    first_capitals,
    footnote_marks,
    has_lone_capital,
    lone_capitals,
    paragraph_capitals,
    spaced_words,
    words_set_apart,
)
from textmend.passes.layout.furniture import Furniture, find
from textmend.passes.layout.hyphens import Hyphen, broken_words, dropped_hyphens, judged
from textmend.passes.layout.line_kinds import LineKind, has_markup
from textmend.passes.layout.lines import SIGNATURE, Line, classify_ambiguous_lines, may_be_wrapped, read_lines
from textmend.passes.layout.rewrap import wrapped
from textmend.passes.layout.rules import RULES, LayoutOptions
from textmend.passes.layout.styles import decide_by_style
from textmend.passes.layout.wrapping import Wrapping, measure

__all__ = ["LayoutOptions", "LayoutPass"]


class LayoutPass(Pass[LayoutOptions]):
    """Joins hard-wrapped lines: one line per paragraph, an empty line between paragraphs.

    The pass first decides whether the document is hard-wrapped: lines that end inside a sentence must end at a
    common right margin, where the next word would not have fitted. It then classifies each line break: a line with
    room for the next word was ended on purpose. Headers, footers and page numbers are recognised because they
    repeat between the halves of sentences.

    Leaves alone: documents that are not wrapped, or whose markup (Markdown, HTML, TeX) defines the lines; lists,
    tables, columns, verse, addresses, code, quoted mail, formulas, captions, bibliographies. It reports but does
    not change hyphens that neither the document nor the lexicon explains, line breaks inside web addresses,
    repeated lines that may be headings, columns that were read across, and footnote marks.
    """

    name = "layout"
    prose_only = True
    rules = RULES
    # A footer may be an address, or have "3/12", which looks like a path.
    line_rules = frozenset({"layout/page-furniture"})
    after = ("mojibake", "characters")
    options_type = LayoutOptions

    @property
    def cues(self) -> Cues:
        return Cues(always=True)

    def propose(self, view: View) -> Iterator[Proposal]:
        text = view.text
        for start, end in footnote_marks(text):
            yield self.refuse(start, end, "", "footnote-mark", _PERHAPS_A_FIGURE, 0.5)
        for start, end in divided_words(text, view.language.lexicon):
            yield self.edit(start, end, "", "hyphen", _DIVIDED_CONFIDENCE)
        headings = list(SPACED.finditer(text))
        yield from self._letters(view, headings)
        if not may_be_wrapped(text) or has_markup(text):
            yield from self.deletions(paragraph_capitals(text, view.language.lexicon), "drop-capital")
            return
        lines = read_lines(text)
        if word_by_word(lines):
            yield from self._words(lines, text)
            return
        for start, end in interleaved(lines):
            yield self.refuse(start, end, "", "columns", _WHICH_COLUMN)
        yield from self._pages(view, lines)

    def _letters(self, view: View, headings: Sequence[re.Match[str]]) -> Iterator[Proposal]:
        """Yield the edits that repair words whose letters are separated."""
        for heading in headings:
            spans, sure = spaced_words(heading, view.language.lexicon)
            if sure:
                yield from self.deletions(spans, "letter-spaced")
            else:
                yield self.refuse(*heading.span(1), heading[1].replace(" ", ""), "letter-spaced", _NO_WORDS, 0.5)
        lines = {heading.start(1) for heading in headings}
        apart = words_set_apart(view.text, view.language.lexicon, lines)
        yield from self.deletions(apart, "letter-spaced")

    def _words(self, lines: Sequence[Line], text: str) -> Iterator[Proposal]:
        """Yield the edits that join words that are on a line each."""
        line_breaks = line_breaks_between(lines, text)
        usual = Counter(line_break.blank for line_break in line_breaks).most_common(1)[0][0]
        for line_break in line_breaks:
            if line_break.blank <= usual:
                yield self.edit(line_break.left.last, line_break.right.first, joins.joint(line_break), "word-lines")
        yield from self._edges(lines, text, _newline(text), Furniture())

    def _pages(self, view: View, lines: list[Line]) -> Iterator[Proposal]:
        """Yield the edits that turn the lines of pages into running text."""
        text, language = view.text, view.language
        capitals = list(lone_capitals(lines, language.lexicon)) if has_lone_capital(lines) else []
        for place in reversed(capitals):
            lines[place : place + 2] = [lines[place].with_rest(lines[place + 1])]
        kept = self.options.furniture == "keep"
        attached = [] if kept else page_numbers.attached(lines, text, language)
        numbers: list[Line] = []
        for place, at in reversed(attached):
            lines[place : place + 1] = lines[place].divided(at)
            numbers.append(lines[place + 1])
        numbered = line_numbers.Numbered(lines) if kept else line_numbers.find(lines)
        furniture, lines = _parted(numbered.lines, text)
        furniture.numbers += numbered.columns
        lines = furniture.with_lines(numbers, lines)
        classify_ambiguous_lines(lines)
        line_breaks = line_breaks_between(lines, text, furniture.all(), numbered.alone)
        drop_double_spacing(line_breaks)
        hyphens = judged(broken_words(line_breaks, {number.start for number in numbers}), text, language)
        wrapping = measure(lines, line_breaks)
        if wrapping is None:
            for line_break in marked(line_breaks, text)[0]:
                yield self.edit(line_break.left.last, line_break.right.first, " ", "join", SURE)
            for line_break in line_breaks if hyphens else ():
                if (
                    line_break.inside
                    and line_break.is_prose()
                    and line_break.mid_sentence
                    and line_break.left.last in hyphens
                ):
                    yield self._hyphen(line_break, hyphens[line_break.left.last], text)
            return
        decisions = decide_by_style(lines, line_breaks, wrapping, language)
        decide_by_spaces(decisions, text, spaced=wrapping.spaced)
        for decision in decisions if kept else ():
            if decision.line_break.furniture:
                decision.verdict = Verdict.KEEP
        newline = _newline(text)
        made = list(self._made(decisions, lines, text, newline, hyphens, furniture, wrapping))
        made += self.deletions(_uncovered(numbered.places(), made), "page-furniture")
        for at, confidence in dropped_hyphens(line_breaks, wrapping, text, language):
            made.append(self.edit(at, at, "-", "hyphen", confidence))
        if apart := list(APART.finditer(text)):
            made += self.deletions(first_capitals(apart, language.lexicon), "drop-capital")
        yield from self._wrapped(made, decisions, text, newline) if self.options.width else made

    def _made(
        self,
        decisions: Sequence[Decision],
        lines: Sequence[Line],
        text: str,
        newline: str,
        hyphens: Mapping[int, Hyphen],
        furniture: Furniture,
        wrapping: Wrapping,
    ) -> Iterator[Proposal]:
        """Yield the edits and refusals that follow from the decisions."""
        for line in lines:
            if line.rest:
                yield self.edit(line.first + line.rest[0], line.first + line.rest[1], "", "drop-capital")
        plain, others = joins.parted(decisions)
        for confidence, places in plain.items():
            yield self.substitute(places, {"\n": " "}, "join", confidence)
        for decision in others:
            line_break = decision.line_break
            mark = self._mark(furniture, line_break.left.last, line_break.right.start) if line_break.furniture else ""
            if decision.joins():
                yield self._join(decision, text, hyphens, mark)
            else:
                yield from self._keep(decision, text, newline, mark)
        for line in _paragraph_starts(lines, decisions, wrapping):
            yield self.edit(line.start, line.first, "", "indent")
        joined = [decision.line_break for decision in decisions if decision.joins()]
        widened = {line.start: line for each in joined for line in (each.left, each.right) if line.spread}
        yield from self.deletions((span for line in widened.values() for span in line.widened()), "justified")
        yield from self._edges(lines, text, newline, furniture)
        for line in furniture.doubtful:
            yield self.refuse(line.first, line.last, "", "page-furniture", _PERHAPS_HEADINGS, 0.5)

    def _mark(self, furniture: Furniture, start: int, end: int) -> str:
        """Return what stays of the lines of pages between two positions."""
        return furniture.mark(start, end) if self.options.furniture == "mark" else ""

    def _keep(self, decision: Decision, text: str, newline: str, mark: str) -> Iterator[Proposal]:
        """Yield the edits and refusals for a break that is kept."""
        line_break = decision.line_break
        if decision.verdict is Verdict.PARAGRAPH:
            yield from self._trailing_space(line_break.left, text)
            if not line_break.spacing:
                yield self.edit(
                    line_break.right.start, line_break.right.start, newline, "paragraph", decision.confidence
                )
        elif line_break.furniture:
            if self.options.furniture != "keep":
                between = newline * 2 + (mark + newline * 2 if mark else "")
                yield self.edit(line_break.left.last, line_break.right.start, between, "page-furniture")
        elif not line_break.inside and LineKind.PROSE in (line_break.left.kind, line_break.right.kind):
            if line_break.blank + line_break.spacing > 1 or line_break.feed:
                rule = "page-break" if line_break.feed else "blank-lines"
                yield self.edit(line_break.left.last, line_break.right.start, newline * 2, rule, 0.99)
            else:
                yield from self._trailing_space(line_break.left, text)

    def _join(self, decision: Decision, text: str, hyphens: Mapping[int, Hyphen], mark: str) -> Proposal:
        """Return the edit that removes a break inside a paragraph, or the reason not to."""
        line_break = decision.line_break
        start, end = line_break.left.last, line_break.right.first
        if start in hyphens:
            return self._hyphen(line_break, hyphens[start], text, mark)
        rule = joins.rule(line_break)
        if joins.ends_in_address(line_break):
            return self.refuse(start, end, "", rule, _IN_ADDRESS)
        joint = f" {mark} " if mark else joins.joint(line_break)
        return self.edit(start, end, joint, rule, decision.confidence)

    def _hyphen(self, line_break: LineBreak, hyphen: Hyphen, text: str, mark: str = "") -> Proposal:
        """Return the edit that restores a broken word, or the reason not to."""
        word, action, confidence = hyphen
        # The edit of the hyphen also removes the page furniture between the halves.
        rule = "page-furniture" if joins.rule(line_break) == "page-furniture" else "hyphen"
        start, end = line_break.left.last - len(word.mark) - word.spaced, line_break.right.first
        if line_break.furniture and joins.ends_in_address(line_break):
            return self.refuse(start, end, "", rule, _IN_ADDRESS)
        if action is HyphenAction.LEFT:
            reason = f"neither the document nor the lexicon shows whether {word.left!r} and {word.right!r} are one word"
            return self.refuse(start, end, "", rule, reason)
        replacement = hyphen.replacement
        if mark:  # behind the word
            rest = line_break.right.content.split(maxsplit=1)[0]
            end += len(rest)
            replacement += f"{text[line_break.right.first : end]} {mark}"
        return self.edit(start, end, replacement, rule, confidence)

    def _wrapped(
        self, made: Sequence[Proposal], decisions: Sequence[Decision], text: str, newline: str
    ) -> Iterator[Proposal]:
        """Yield the edits, with the joined lines of paragraphs wrapped to the requested width."""
        yield from (proposal for proposal in made if isinstance(proposal, Refusal))
        edits = expand((each for each in made if isinstance(each, CharSubstitution)), text)
        edits = sorted([*edits, *(each for each in made if isinstance(each, Edit))])
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
        if line.content == SIGNATURE:
            return
        # The carriage return of a Windows line end stays with its line feed.
        end = line.end - 1 if text[line.last : line.end].endswith("\r") else line.end
        if end > line.last:
            yield self.edit(line.last, end, "", "trailing-space")

    def _edges(self, lines: Sequence[Line], text: str, newline: str, furniture: Furniture) -> Iterator[Proposal]:
        """Yield the edits of the text before the first line and after the last."""
        first, last, pages = lines[0], lines[-1], furniture.all()
        if pages and pages[0].start < first.start:
            if self.options.furniture != "keep":
                mark = self._mark(furniture, 0, first.start)
                yield self.edit(0, first.start, mark and mark + newline * 2, "page-furniture")
        elif first.kind is LineKind.PROSE and first.start:
            yield self.edit(0, first.start, "", "blank-lines")
        if pages and pages[-1].start > last.start:
            if self.options.furniture != "keep":
                mark = self._mark(furniture, last.last, len(text))
                yield self.edit(
                    last.last, len(text), newline * 2 + mark + newline if mark else newline, "page-furniture"
                )
        elif last.kind is LineKind.PROSE and last.last < len(text):
            rule = "blank-lines" if "\n" in text[last.end :] else "trailing-space"
            yield self.edit(last.last, len(text), newline if rule == "blank-lines" else "", rule)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


# For a word whose halves are in one line; see `divided_words`.
_DIVIDED_CONFIDENCE = 0.95
_IN_ADDRESS = "the line may end inside a web address"
_PERHAPS_A_FIGURE = "the figure is either a footnote mark or part of the text"
_NO_WORDS = "the letters are spaced, but they form no known word, or too short a word"
_WHICH_COLUMN = "two columns were read line by line; which lines belong together is unknown"
_PERHAPS_HEADINGS = "the line repeats like a header, but may be a heading: no sentence continues across it"


def _uncovered(places: Sequence[tuple[int, int]], made: Sequence[Proposal]) -> Iterator[tuple[int, int]]:
    """Yield those of some sorted places that no edit removes."""
    if not places:
        return
    edits = sorted((each.start, each.end) for each in made if isinstance(each, Edit) and each.end > each.start)
    starts = [start for start, _ in edits]
    for start, end in places:
        at = bisect_left(starts, end) - 1
        if at < 0 or edits[at][1] <= start:
            yield start, end


def _parted(lines: list[Line], text: str) -> tuple[Furniture, list[Line]]:
    """Separate the lines that belong to the pages from the lines of the text."""
    furniture = find(lines, text)
    starts = {line.start for line in furniture.lines}
    return furniture, [line for line in lines if line.start not in starts] if starts else lines


def _paragraphs(decisions: Sequence[Decision]) -> Iterator[tuple[Line, Line]]:
    """Yield the first and the last line of each paragraph of several lines."""
    first: Line | None = None
    for decision in decisions:
        if decision.joins():
            first = first or decision.line_break.left
        elif first:
            yield first, decision.line_break.left
            first = None
    if first:
        yield first, decisions[-1].line_break.right


def _paragraph_starts(lines: Sequence[Line], decisions: Sequence[Decision], wrapping: Wrapping) -> Iterator[Line]:
    """Yield the indented first lines that certainly begin a paragraph or are a heading over one."""
    for place, line in enumerate(lines):
        if not line.indent or line.kind is not LineKind.PROSE:
            continue
        before = decisions[place - 1] if place else None
        after = decisions[place] if place < len(decisions) else None
        if before is not None and before.verdict is not Verdict.PARAGRAPH and not _parts(before):
            continue
        if after is None or _parts(after):
            # A line on its own may be a formula or a line of verse, unless it is a sentence that is indented as the
            # paragraphs are, and no verse is next to it; but those are never indented by a single space.
            usual = line.indent == wrapping.margin or wrapping.starts_paragraph(line)
            verse = place + 1 < len(decisions) and _keeps_lines(decisions[place + 1], line.indent)
            verse = verse or (place > 1 and _keeps_lines(decisions[place - 2], line.indent))
            if (usual and line.content[-1] in _SENTENCE_ENDS and not verse) or line.indent == 1:
                yield line
        elif after.verdict is not Verdict.KEEP:
            yield line


def _keeps_lines(decision: Decision, indent: int) -> bool:
    """True if two lines with an indent stay as they are, as verse does."""
    line_break = decision.line_break
    kept = decision.verdict is Verdict.KEEP and line_break.inside
    return kept and line_break.left.indent >= indent and line_break.right.indent >= indent


_SENTENCE_ENDS = ".!?…\"'”’»"


def _parts(decision: Decision) -> bool:
    """True if there are blank lines at the break, and they stay."""
    return decision.verdict is Verdict.KEEP and not decision.line_break.inside

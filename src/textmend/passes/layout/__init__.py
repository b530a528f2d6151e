"""Layout: turns the lines of pages into running text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from textmend.edits import CharSubstitution, Edit, Refusal, expand
from textmend.lang.broken_words import HyphenAction
from textmend.passes.base import Cues, Pass, Proposal, View
from textmend.passes.layout import joins
from textmend.passes.layout.breaks import LineBreak, line_breaks_between
from textmend.passes.layout.columns import interleaved, word_by_word
from textmend.passes.layout.decisions import LIKELY, SURE, Decision, Verdict, widened_spaces
from textmend.passes.layout.dropped_hyphens import dropped_hyphens, spaces_for_hyphens
from textmend.passes.layout.flowed import decide_by_spaces, marked
from textmend.passes.layout.fragments import (
    APART,
    SPACED,
    divided_words,
    first_capitals,
    footnote_marks,
    paragraph_capitals,
    spaced_words,
    words_set_apart,
)
from textmend.passes.layout.furniture import Furniture
from textmend.passes.layout.hyphens import Hyphen
from textmend.passes.layout.indents import paragraph_starts
from textmend.passes.layout.interruptions import Block
from textmend.passes.layout.line_kinds import LineKind, has_markup
from textmend.passes.layout.lines import SIGNATURE, Line, may_be_wrapped, read_lines
from textmend.passes.layout.moves import Move, crossings, moved, moves_of
from textmend.passes.layout.page import read_page
from textmend.passes.layout.rewrap import wrapped
from textmend.passes.layout.rules import RULES, LayoutOptions
from textmend.passes.layout.styles import decide_by_style
from textmend.passes.layout.surveys import joined_capitals
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
    # A footer may be an address, or have "3/12", which looks like a path; notes are moved with all that is in them.
    line_rules = frozenset({"layout/page-furniture", "layout/footnote"})
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
        yield from self._edges(lines[0], lines[-1], text, _newline(text), Furniture())

    def _pages(self, view: View, lines: list[Line]) -> Iterator[Proposal]:
        """Yield the edits that turn the lines of pages into running text."""
        text, language = view.text, view.language
        page = read_page(lines, text, language, self.options)
        lines, line_breaks, blocks, furniture, hyphens, numbers = page
        wrapping = measure(lines, line_breaks)
        if wrapping is None:
            yield from self._unwrapped(line_breaks, text, hyphens)
            return
        decisions = decide_by_style(lines, line_breaks, wrapping, language)
        decide_by_spaces(decisions, text, spaced=wrapping.spaced)
        if self.options.furniture == "keep":
            for decision in decisions:
                if decision.line_break.furniture:
                    decision.verdict = Verdict.KEEP
        newline = _newline(text)
        joining = self._joining(view, decisions, {block.after.start for block in blocks}, hyphens, furniture)
        made = list(self._made(decisions, lines, text, newline, hyphens, furniture, wrapping, joining))
        made += self.deletions(_uncovered(numbers, made), "page-furniture")
        for at, confidence in dropped_hyphens(line_breaks, wrapping, text, language):
            made.append(self.edit(at, at, "-", "hyphen", confidence))
        for start, end in spaces_for_hyphens(line_breaks, wrapping, language):
            made.append(self.edit(start, end, "", "hyphen", _DIVIDED_CONFIDENCE))
        if apart := list(APART.finditer(text)):
            made += self.deletions(first_capitals(apart, language.lexicon), "drop-capital")
        if self.options.width:
            made = list(self._wrapped(made, decisions, text, newline))
        last = blocks[-1].parts[-1].lines[-1] if blocks and blocks[-1].before is None else lines[-1]
        made += self._edges(lines[0], last, text, newline, furniture)
        if not blocks:
            yield from made
            return
        noted = [each for block in blocks for each in self._notes(block, joining, text, newline, hyphens, furniture)]
        moves = moves_of(decisions, blocks, joining, newline)
        yield from moved(made, moves, noted, text, newline, may=partial(self._may, view), as_edit=self._move)

    def _unwrapped(
        self, line_breaks: Sequence[LineBreak], text: str, hyphens: Mapping[int, Hyphen]
    ) -> Iterator[Proposal]:
        """Yield the edits that join lines where no page shows it: those that mail marks, and halves of words."""
        for line_break in marked(line_breaks, text)[0]:
            yield self.edit(line_break.left.last, line_break.right.first, " ", "join", SURE)
        for line_break in line_breaks if hyphens else ():
            halves = line_break.inside and line_break.is_prose() and line_break.mid_sentence
            if halves and line_break.left.last in hyphens:
                yield self._hyphen(line_break, hyphens[line_break.left.last], text)

    def _made(
        self,
        decisions: Sequence[Decision],
        lines: Sequence[Line],
        text: str,
        newline: str,
        hyphens: Mapping[int, Hyphen],
        furniture: Furniture,
        wrapping: Wrapping,
        joining: Mapping[int, Edit | None],
    ) -> Iterator[Proposal]:
        """Yield the edits and refusals that follow from the decisions.

        Args:
            joining: where notes are between two lines, the edit that joins these, by the start of the first one.
        """
        yield from self.deletions(joined_capitals(lines), "drop-capital")
        plain, others = joins.parted(decisions)
        for confidence, places in plain.items():
            yield self.substitute(places, {"\n": " "}, "join", confidence)
        for decision in others:
            line_break = decision.line_break
            if line_break.left.start in joining:
                if edit := joining[line_break.left.start]:
                    yield edit
                continue
            mark = self._mark(furniture, line_break.left.last, line_break.right.start) if line_break.furniture else ""
            if decision.joins():
                yield self._join(decision, text, hyphens, mark)
            else:
                yield from self._keep(decision, text, newline, mark)
        for line in paragraph_starts(lines, decisions, wrapping):
            yield self.edit(line.start, line.first, "", "indent")
        yield from self.deletions(widened_spaces(decisions), "justified")
        for line in furniture.doubtful:
            yield self.refuse(line.first, line.last, "", "page-furniture", _PERHAPS_HEADINGS, 0.5)

    def _joining(
        self,
        view: View,
        decisions: Sequence[Decision],
        interrupted: Collection[int],
        hyphens: Mapping[int, Hyphen],
        furniture: Furniture,
    ) -> dict[int, Edit | None]:
        """Return the edit that joins two lines across notes, by the start of the first one; None if the notes stay.

        Args:
            interrupted: where the lines before notes start.
        """
        joining: dict[int, Edit | None] = dict.fromkeys(interrupted)
        for decision, goes_on in crossings(decisions, interrupted):
            line_break = decision.line_break
            mark = self._mark(furniture, line_break.left.last, line_break.right.start)
            edit = self._join(decision, view.text, hyphens, mark) if goes_on else None
            may_move = self._may(view, self.edit(0, 0, "", "footnote"))
            if may_move and isinstance(edit, Edit) and self._may(view, edit):
                joining[line_break.left.start] = edit
            else:
                decision.verdict = Verdict.KEEP
        return joining

    def _may(self, view: View, edit: Edit) -> bool:
        """True if the pipeline makes an edit by itself."""
        if edit.confidence < view.least or edit.rule in view.skipped:
            return False
        return edit.rule in self.line_rules or not view.guard(self.enters).touches(edit.start, edit.end)

    def _move(self, move: Move, replacement: str, confidence: float) -> Edit:
        return self.edit(move.start, move.end, replacement, "footnote", min(confidence, _MOVE_CONFIDENCE))

    def _notes(
        self,
        block: Block,
        joining: Mapping[int, Edit | None],
        text: str,
        newline: str,
        hyphens: Mapping[int, Hyphen],
        furniture: Furniture,
    ) -> Iterator[Proposal]:
        """Yield the edits and refusals that make a paragraph of each note."""
        for part in block.parts:
            decisions = [Decision(line_break, Verdict.JOIN, LIKELY) for line_break in part.line_breaks(text)]
            made: list[Proposal] = [self._join(decision, text, hyphens, "") for decision in decisions]
            made += self.deletions(
                (span for line in part.lines[: part.wrapped] if line.spread for span in line.widened()), "justified"
            )
            yield from self._wrapped(made, decisions, text, newline) if self.options.width else made
        places = [part.span for part in block.parts]
        if joining[block.after.start] is None:
            places.insert(0, (0, block.after.last))
            if block.before is not None:
                places.append((block.before.start, 0))
        for (_, start), (end, _) in pairwise(places):
            mark = self._mark(furniture, start, end)
            rule = "page-furniture" if furniture.has_between(start, end) else "footnote"
            yield self.edit(start, end, newline * 2 + (mark + newline * 2 if mark else ""), rule)

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

    def _edges(self, first: Line, last: Line, text: str, newline: str, furniture: Furniture) -> Iterator[Proposal]:
        """Yield the edits of the text before the first line and after the last."""
        pages = furniture.all()
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


# What is moved interrupts a sentence, or a paragraph whose last line on the page is full.
_MOVE_CONFIDENCE = 0.95
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

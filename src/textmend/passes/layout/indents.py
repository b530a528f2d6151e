"""The indents of first lines, which a blank line above replaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.passes.layout.decisions import Decision, Verdict
from textmend.passes.layout.line_kinds import LineKind
from textmend.passes.layout.lines import Line
from textmend.passes.layout.surveys import indented
from textmend.passes.layout.wrapping import Wrapping

__all__ = ["paragraph_starts"]


def paragraph_starts(lines: Sequence[Line], decisions: Sequence[Decision], wrapping: Wrapping) -> Iterator[Line]:
    """Yield the indented first lines that certainly begin a paragraph or are a heading over one."""
    for place in indented(lines):
        line = lines[place]
        if line.kind is not LineKind.PROSE:
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

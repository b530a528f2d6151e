"""What stands between two lines of the text, and may interrupt a sentence: footnotes, figures, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textmend.passes.layout.breaks import LineBreak, line_breaks_between
from textmend.passes.layout.lines import Line

__all__ = ["Block", "Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """A note, or a figure or a table with its caption.

    Attributes:
        lines: its lines.
        wrapped: how many of them, the first ones, were wrapped; the others are rows.
    """

    lines: list[Line]
    wrapped: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.lines[0].first, self.lines[-1].last

    def line_breaks(self, text: str) -> list[LineBreak]:
        """Return the breaks between its wrapped lines."""
        return line_breaks_between(self.lines[: self.wrapped], text)


@dataclass(frozen=True, slots=True)
class Block:
    """Parts between two lines of the text.

    Attributes:
        parts: the parts, at least one.
        after: the line of the text before them.
        before: the line of the text after them; None at the end of the document.
    """

    parts: Sequence[Part]
    after: Line
    before: Line | None

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.parts[0].lines[0].first, self.parts[-1].lines[-1].last

    def lines(self) -> Iterator[Line]:
        """Yield all of its lines."""
        for part in self.parts:
            yield from part.lines

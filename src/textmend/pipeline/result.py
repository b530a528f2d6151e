"""Results: the edits and refusals of a text, computed from the stages of its cleaning on request."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from textmend.edits import CharSubstitution, Edit, OffsetMap, Refusal, apply, compose, expand, invert, minimal

__all__ = [
    "Lines",
    "Result",
    "ResultEdit",
    "Stage",
    "as_row",
    "at_original",
    "build_result",
    "concatenate",
    "not_converged",
    "shortened",
]

_NEWLINE = re.compile("\n")


class Stage(NamedTuple):
    """The changes of one pass in one round.

    Attributes:
        text: the text before the changes.
        edits: the changes: a valid list of edits, or substitutions at different positions.
        refused: the refusals, in positions of the same text.
    """

    text: str
    edits: Sequence[Edit] | tuple[CharSubstitution, ...]
    refused: Sequence[Refusal]


class Lines:
    """A text and where its lines start, which is found on first use: most results are not looked at by line."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []

    def place(self, at: int) -> tuple[int, int]:
        """The line and the column of a position, both counted from 1."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in _NEWLINE.finditer(self.text))]
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


class ResultEdit(Edit):
    """An edit that knows what it replaced, and where that is.

    In all else it is an `Edit`, equal to one with the same fields. A copy with other fields is a plain `Edit`.
    """

    _lines: Lines | None = None
    _seen: tuple[str, int, int] | None = None  # what is left of the text once the edit was sent to another process

    def __repr__(self) -> str:
        return repr(Edit._make(self))

    @property
    def before(self) -> str:
        """What it replaces."""
        return self._place[0]

    @property
    def line(self) -> int:
        """The number of the line in which it starts, counted from 1; lines end with a line feed."""
        return self._place[1]

    @property
    def column(self) -> int:
        """The number of its first character in that line, counted from 1."""
        return self._place[2]

    @property
    def _place(self) -> tuple[str, int, int]:
        if self._seen is not None:
            return self._seen
        assert self._lines is not None
        return self._lines.text[self.start : self.end], *self._lines.place(self.start)

    @classmethod
    def _make(cls, fields: Iterable[Any]) -> Edit:  # type: ignore[override]  # what `_replace` calls
        return Edit._make(fields)

    def __reduce__(self) -> tuple[Any, ...]:
        # An edit is sent without the text, which may be large.
        return _received, (tuple(self), self._place)


def _received(fields: tuple[Any, ...], seen: tuple[str, int, int]) -> ResultEdit:
    edit = tuple.__new__(ResultEdit, fields)
    edit._seen = seen
    return edit


class _Fields(NamedTuple):
    original: str
    text: str
    edits: tuple[Edit, ...]
    refused: tuple[Refusal, ...]


class Result(_Fields):
    """The result of cleaning one text.

    Attributes:
        original: the original text.
        text: the cleaned text; the same object as `original` if nothing changed.
        edits: the changes, in positions of `original`: sorted, non-overlapping, each as small as
            possible. Applied to `original`, they give `text`. Each also has `before`, `line` and `column`.
        refused: suspected errors that were left alone, each with its `edit` and the `reason`, in positions of
            `original`.
    """

    __slots__ = ()

    def __new__(cls, original: str, text: str, edits: Sequence[Edit], refused: Sequence[Refusal]) -> Result:
        """Build a result from plain edits of `original`."""
        if not edits and not refused:
            return super().__new__(cls, original, text, (), ())
        lines = Lines(original)
        placed = tuple([_placed(edit, lines) for edit in edits])
        open_ = tuple([Refusal(_placed(edit, lines), reason) for edit, reason in refused])
        return super().__new__(cls, original, text, placed, open_)

    def __repr__(self) -> str:
        edits = "1 edit" if len(self.edits) == 1 else f"{len(self.edits):,} edits"
        return f"<Result: {edits}, {len(self.refused):,} refused; {shortened(self.text)}>"

    @property
    def offsets(self) -> OffsetMap:
        """The map between positions in `original` and in `text`."""
        return OffsetMap(self.edits)

    def undo(self) -> str:
        """Return the original text, reconstructed from the cleaned text and the edits."""
        return apply(self.text, invert(self.edits, self.original))

    def to_html(self, title: str = "A text") -> str:
        """Return a page to review the edits in a browser: one file of HTML that needs nothing else.

        Of more than 2,000 edits it shows a sample. Write it with `Path("page.html").write_text(page, "utf-8")`.

        Args:
            title: the heading of the page.
        """
        import textmend.passes as registry
        from textmend.pipeline.presets import LEVELS
        from textmend.review.document import findings_of
        from textmend.review.page import page

        found = findings_of(self.original, self.edits, self.refused, title)
        rules = registry.purposes({*found.edits, *found.refused})
        return page(found, title=title, levels=dict(LEVELS.items()), rules=rules, decidable=False).decode()

    def _repr_html_(self) -> str:
        """The edits in their contexts, for notebooks: plain HTML without a script, and of many edits the first."""
        from textmend.review.inline import fragment

        return fragment(self.original, self.edits, self.refused)


def _placed(edit: Edit, lines: Lines) -> ResultEdit:
    known = tuple.__new__(ResultEdit, edit)
    known._lines = lines
    return known


_MOST_SHOWN = 60


def shortened(text: str) -> str:
    """Return a text as a literal that fits on a line, cut if it is long."""
    return repr(text) if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]!r}… ({len(text):,} characters)"


def as_row(edit: Edit, original: str) -> dict[str, Any]:
    """Return an edit as a row of a table, with what it replaced, so that it can be taken back without `original`."""
    return {
        "start": edit.start,
        "end": edit.end,
        "original": original[edit.start : edit.end],
        "replacement": edit.replacement,
        "rule": edit.rule,
        "confidence": edit.confidence,
    }


def build_result(original: str, mended: str, stages: Sequence[Stage]) -> Result:
    """Build a result from stages, with all positions mapped to the original.

    Args:
        original: the original text.
        mended: the text after the last stage; the same object as `original` if it is equal.
        stages: all stages, in order.
    """
    edits, refusals = _composed(original, stages)
    if mended is original:
        return Result(original, original, (), _still_open(refusals, ()))
    return Result(original, mended, tuple(edits), _still_open(refusals, edits))


def concatenate(original: str, parts: Sequence[Result]) -> Result:
    """Combine the results of the windows of a text."""
    edits: list[Edit] = []
    refused: list[Refusal] = []
    start = 0
    for part in parts:
        edits += [edit.moved(start) for edit in part.edits]
        refused += [Refusal(edit.moved(start), reason) for edit, reason in part.refused]
        start += len(part.original)
    if not edits:
        return Result(original, original, (), tuple(refused))
    return Result(original, "".join(part.text for part in parts), tuple(minimal(edits, original)), tuple(refused))


def not_converged(original: str, stages: Sequence[Stage]) -> Result:
    """Return the result for a text that still changed in the last round: it is left unchanged."""
    edits, _ = _composed(original, stages)
    reason = "repeated passes did not converge, so the document is left unchanged"
    return Result(original, original, (), tuple(Refusal(edit, reason) for edit in edits))


def _composed(original: str, stages: Sequence[Stage]) -> tuple[list[Edit], list[Refusal]]:
    """Return all edits as one list, and all refusals, in positions of the original."""
    original = str.__str__(original)
    edits: list[Edit] = []
    refusals: list[Refusal] = []
    for stage in stages:
        if stage.refused:
            offsets = OffsetMap(edits)
            refusals += [at_original(refusal, offsets) for refusal in stage.refused]
        made = expand(stage.edits, stage.text) if isinstance(stage.edits, tuple) else stage.edits
        if made:
            edits = compose(edits, made, original, stage.text)
    return edits, refusals


def at_original(refusal: Refusal, offsets: OffsetMap) -> Refusal:
    """Map a refusal from positions of the current text to positions of the original."""
    start, end = offsets.span_to_orig(refusal.edit.start, refusal.edit.end)
    return Refusal(refusal.edit._replace(start=start, end=end), refusal.reason)


def _still_open(refusals: Sequence[Refusal], edits: Sequence[Edit]) -> tuple[Refusal, ...]:
    """Return the refusals without duplicates and without those that a later edit resolved."""
    if not refusals:
        return ()
    latest = {(r.edit.start, r.edit.end, r.edit.rule, r.edit.replacement): r for r in refusals}
    edited = {(edit.start, edit.end) for edit in edits}
    return tuple(latest[key] for key in sorted(latest) if key[:2] not in edited)

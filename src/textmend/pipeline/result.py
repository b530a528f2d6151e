"""Results: the edits and refusals of a text, computed from the stages of its cleaning on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from textmend.edits import CharSubstitution, Edit, OffsetMap, Refusal, apply, compose, expand, invert, minimal

__all__ = ["Result", "Stage", "as_row", "at_original", "build_result", "concatenate", "not_converged"]


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


class Result(NamedTuple):
    """The result of cleaning one text.

    Attributes:
        original: the original text.
        text: the cleaned text; the same object as `original` if nothing changed.
        edits: the changes, in positions of `original`: sorted, non-overlapping, each as small as
            possible. Applied to `original`, they give `text`.
        refused: suspected errors that were left alone, with the reason, in positions of `original`.
    """

    original: str
    text: str
    edits: tuple[Edit, ...]
    refused: tuple[Refusal, ...]

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
        from textmend import passes
        from textmend.pipeline.presets import LEVELS
        from textmend.review.document import findings_of
        from textmend.review.page import page

        found = findings_of(self.original, self.edits, self.refused, title)
        rules = passes.purposes({*found.edits, *found.refused})
        return page(found, title=title, levels=LEVELS, rules=rules).decode()

    def _repr_html_(self) -> str:
        """The edits in their contexts, for notebooks: plain HTML without a script, and of many edits the first."""
        from textmend.review.inline import fragment

        return fragment(self.original, self.edits, self.refused)


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

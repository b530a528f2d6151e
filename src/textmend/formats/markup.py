"""Strings of Markdown or HTML: what the readers of files do, for a text that is in memory already."""

from __future__ import annotations

from textmend.edits import Edit, OffsetMap, Refusal, apply, compose, minimal
from textmend.errors import FileError, OptionError, UnknownNameError, not_a_text
from textmend.formats.base import Block, BlockResult, Extractor
from textmend.formats.source_map import MappedBlock
from textmend.pipeline.pipeline import Pipeline
from textmend.pipeline.result import Result, at_original

__all__ = ["FORMATS", "explain"]

#: The formats that a string can have.
FORMATS = ("markdown", "html")
# Two rounds are the rule, the second of which finds nothing; in 12,000 texts of random marks, four needed a third.
_MAX_ROUNDS = 8


def explain(text: str, format: str, pipeline: Pipeline) -> Result:  # noqa: A002  # as users type it
    """Repair the prose of a text and leave its markup, code, link targets, formulas and attributes alone.

    Args:
        text: the text.
        format: "markdown" (CommonMark with tables and strikethrough) or "html" (a page or a piece of one).
        pipeline: what repairs it.

    Returns:
        The result in positions of the whole text, markup included. Edits that would change markup are refused.

    Raises:
        TypeError: `text` is not a str.
        UnknownNameError: there is no such format.
        OptionError: the markup cannot be parsed.
    """
    extractor = _extractor(format)
    if not isinstance(text, str):
        raise not_a_text(text)
    source = current = str.__str__(text)
    made: list[Edit] = []
    refused: list[Refusal] = []
    # A repair can change what is markup: `*` before a curly quotation mark is text, before a straight one it is a mark.
    for _ in range(_MAX_ROUNDS):
        try:
            edits, refused = _round(current, extractor, pipeline)
        except FileError as error:
            raise OptionError(f"the text is not {format}: it {error.problem}; {error.remedy}") from error
        if not edits:
            offsets = OffsetMap(made)
            refused = [at_original(refusal, offsets) for refusal in refused]
            return Result(text, current if made else text, tuple(made), tuple(refused))
        made, current = compose(made, edits, source, current), apply(current, edits)
    reason = "repeated repairs did not converge, so the text is left unchanged"
    return Result(text, text, (), tuple(Refusal(edit, reason) for edit in made))


def _round(source: str, extractor: Extractor, pipeline: Pipeline) -> tuple[list[Edit], list[Refusal]]:
    edits: list[Edit] = []
    refused: list[Refusal] = []
    for passage in extractor.passages(Block(source), BlockResult(), skip=False):
        assert isinstance(passage, MappedBlock), "formats of strings have one"
        if (result := pipeline.explain_if_any(passage.text)) is not None:
            edits += passage.splices(result)[0]
            refused += passage.refusals(result)
    return minimal(sorted(edits), source), refused


def _extractor(format: str) -> Extractor:  # noqa: A002
    if format == "markdown":
        from textmend.formats.markdown import Prose

        return Prose()
    if format == "html":
        from textmend.formats.html import TextNodes

        return TextNodes("text")
    raise UnknownNameError("format of strings", format, FORMATS)

"""spaCy: a tokenizer that repairs a text first, and whose `Doc` leads every span back to the original.

>>> import spacy
>>> nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "textmend.Tokenizer.v1"}}})
>>> doc = nlp("The war ofthe roses")
>>> doc.text, doc[2:4].text, doc[2:4]._.original_span, doc[2:4]._.original_text
('The war of the roses', 'of the', (8, 13), 'ofthe')

A span that begins or ends inside of what an edit replaced leads to all of it. A `Doc` made of parts, as
`Span.as_doc` and `Doc.from_docs` do, is a text of its own, whose original is itself. spaCy finds the tokenizer by its
name where textmend is installed; elsewhere, import this module first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textmend.edits import Edit, OffsetMap
from textmend.errors import MissingExtraError
from textmend.pipeline.pipeline import Pipeline, PipelineLike

try:
    from spacy.tokens import Doc, Span, Token
    from spacy.util import registry
except ImportError:
    raise MissingExtraError("spacy", "tokenizers of spaCy") from None

__all__ = ["MendingTokenizer", "create_tokenizer"]

# What a Doc whose text was changed has under this extension: the original text and the edits. Only strings,
# numbers and lists, so that it can be written to disk.
_KEY = "textmend"


class MendingTokenizer:
    """A tokenizer of spaCy that repairs texts before another one splits them.

    Args:
        tokenizer: the other one.
        pipeline: a pipeline, the name of a preset, or a spec.

    Raises:
        UnknownNameError: there is no such preset.
    """

    def __init__(self, tokenizer: Any, pipeline: PipelineLike = "default") -> None:
        self.tokenizer = tokenizer
        self.pipeline = Pipeline.of(pipeline)

    def __call__(self, text: str) -> Any:
        """Return the Doc of a text repaired."""
        result = self.pipeline.explain_if_any(text)
        if result is None or not result.edits:
            return self.tokenizer(text)
        doc = self.tokenizer(result.text)
        edits = [list(edit) for edit in result.edits]
        doc._.set(_KEY, {"original": str(result.original), "edits": edits})
        return doc

    def to_bytes(self, **options: Any) -> bytes:
        """Return the rules of the other tokenizer; the pipeline is in the config."""
        found: bytes = self.tokenizer.to_bytes(**options)
        return found

    def from_bytes(self, data: bytes, **options: Any) -> MendingTokenizer:
        """Read what `to_bytes` returned."""
        self.tokenizer.from_bytes(data, **options)
        return self

    def to_disk(self, path: Any, **options: Any) -> None:
        """Write the rules of the other tokenizer; the pipeline is in the config."""
        self.tokenizer.to_disk(path, **options)

    def from_disk(self, path: Any, **options: Any) -> MendingTokenizer:
        """Read what `to_disk` wrote."""
        self.tokenizer.from_disk(path, **options)
        return self

    def __getattr__(self, name: str) -> Any:
        # spaCy asks a tokenizer for its vocabulary, and users for its rules.
        if name == "tokenizer":  # not there yet, while it is unpickled
            raise AttributeError(name)
        return getattr(self.tokenizer, name)


def create_tokenizer(
    pipeline: str | dict[str, Any] = "default", tokenizer: Callable[[Any], Any] | None = None
) -> Callable[[Any], MendingTokenizer]:
    """Create the tokenizer of a language, as a config names it.

    Args:
        pipeline: the name of a preset, or a spec (`Pipeline.spec()`).
        tokenizer: creates the tokenizer that splits the text; by default that of the language.
    """
    chosen = Pipeline.of(pipeline)

    def create(nlp: Any) -> MendingTokenizer:
        make = tokenizer or registry.tokenizers.get("spacy.Tokenizer.v1")()
        return MendingTokenizer(make(nlp), chosen)

    return create


def _original_span(doc: Any, start: int, end: int) -> tuple[int, int]:
    facts = doc._.get(_KEY)
    return (start, end) if facts is None else _offsets(facts["edits"]).span_to_orig(start, end)


def _offsets(edits: Sequence[Sequence[Any]]) -> OffsetMap:
    return OffsetMap([Edit(*each) for each in edits])


def _original(doc: Any) -> str:
    facts = doc._.get(_KEY)
    text: str = doc.text if facts is None else facts["original"]
    return text


def _edits(doc: Any) -> list[Edit]:
    facts = doc._.get(_KEY)
    return [] if facts is None else [Edit(*each) for each in facts["edits"]]


def _span_of(part: Any) -> tuple[int, int]:
    """The places of a token or a span in the original text, in characters."""
    if isinstance(part, Token):
        return _original_span(part.doc, part.idx, part.idx + len(part.text))
    return _original_span(part.doc, part.start_char, part.end_char)


def _text_of(part: Any) -> str:
    start, end = _span_of(part)
    return _original(part.doc)[start:end]


registry.tokenizers.register("textmend.Tokenizer.v1", func=create_tokenizer)
Doc.set_extension(_KEY, default=None)
Doc.set_extension("original_text", getter=_original)
Doc.set_extension("edits", getter=_edits)
for _kind in (Span, Token):
    _kind.set_extension("original_span", getter=_span_of)
    _kind.set_extension("original_text", getter=_text_of)

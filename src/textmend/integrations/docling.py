"""docling: repairs the texts of a document, and keeps the originals.

>>> from docling_core.types.doc import DoclingDocument, DocItemLabel
>>> from textmend.integrations.docling import clean
>>> document = DoclingDocument(name="roses")
>>> _ = document.add_text(label=DocItemLabel.TEXT, text="the war ofthe roses")
>>> item = clean(document).texts[0]
>>> item.text, item.orig
('the war of the roses', 'the war ofthe roses')

An item is a paragraph, or a piece of one, and says little about the damage of a document. So all items are repaired as
one text, in the order in which they are read, and each edit is brought back to its item; an edit across the border of
two is not made. Cells of tables, of forms and of key-value regions are part of it. Code and formulas are not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from textmend.edits import Edit, Refusal, apply
from textmend.errors import MissingExtraError
from textmend.pipeline.pipeline import Pipeline, PipelineLike
from textmend.pipeline.result import Result

try:
    from docling_core.types.doc import CodeItem, DoclingDocument, FormulaItem, TextItem
    from docling_core.types.doc.document import ContentLayer, InlineGroup, TableItem
except ImportError:
    raise MissingExtraError("docling", "documents of docling") from None

__all__ = ["clean", "explain"]

# Between two items, and between the pieces of a paragraph.
_APART, _TOGETHER = "\n\n", " "
# In a paragraph, in place of what is not text; it is what Unicode has for that.
_OBJECT = "\ufffc"


class _Piece(NamedTuple):
    """A text of a document.

    Attributes:
        ref: where in the document it is, as a JSON pointer.
        text: the text.
        group: the paragraph that it is a piece of; empty if it is a whole one.
    """

    ref: str
    text: str
    group: str = ""


def clean(document: DoclingDocument, pipeline: PipelineLike = "pdf") -> DoclingDocument:
    """Return a document with its texts repaired: the same object if nothing changes.

    Args:
        document: it is not changed. The copy shares pages, pictures and all items whose text stays.
        pipeline: a pipeline, the name of a preset, or a spec.

    The attribute `orig` of an item stays, and so does `prov`, whose places (`charspan`) are those of `orig`. The edits
    are what `explain` returns: docling would print them with the text if they were in the `meta` of an item.

    Raises:
        UnknownNameError: there is no such preset.
    """
    changed = {ref: result for ref, result in explain(document, pipeline).items() if result.edits}
    if not changed:
        return document
    update: dict[str, list[Any]] = {
        "texts": [_with_text(item, changed.get(item.self_ref)) for item in document.texts],
        "tables": [_with_cells(item, changed, "data.table_cells") for item in document.tables],
    }
    for name in ("key_value_items", "form_items"):
        update[name] = [_with_cells(item, changed, "graph.cells") for item in getattr(document, name)]
    return document.model_copy(update=update)


def explain(document: DoclingDocument, pipeline: PipelineLike = "pdf") -> dict[str, Result]:
    """Return what is repaired, by JSON pointers: of items (`#/texts/3`), and cells (`#/tables/0/data/table_cells/7`).

    Args:
        document: the document.
        pipeline: a pipeline, the name of a preset, or a spec.

    Returns:
        The results of texts with edits or with suspected errors that were left alone.

    Raises:
        UnknownNameError: there is no such preset.
    """
    pieces = list(_pieces(document))
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for at, piece in enumerate(pieces):
        if at:
            between = _TOGETHER if piece.group and piece.group == pieces[at - 1].group else _APART
            parts.append(between)
            length += len(between)
        starts.append(length)
        parts.append(piece.text)
        length += len(piece.text)
    found = Pipeline.of(pipeline).explain_if_any("".join(parts))
    return {} if found is None else _by_piece(found, pieces, starts)


def _by_piece(found: Result, pieces: Sequence[_Piece], starts: Sequence[int]) -> dict[str, Result]:
    """Divide the result of all texts."""
    edits: dict[int, list[Edit]] = {}
    refused: dict[int, list[Refusal]] = {}

    def add(edit: Edit, reason: str) -> None:
        number = bisect_right(starts, edit.start) - 1
        start, length = starts[number], len(pieces[number].text)
        edit = edit.moved(-start)
        if not pieces[number].ref or edit.start > length:
            return  # what is between two items is in none of them
        if edit.end > length:
            edit, reason = edit._replace(end=length), reason or "reaches over the end of the item"
        if reason:
            refused.setdefault(number, []).append(Refusal(edit, reason))
        else:
            edits.setdefault(number, []).append(edit)

    for edit in found.edits:
        add(edit, "")
    for edit, reason in found.refused:
        add(edit, reason)
    results: dict[str, Result] = {}
    for number in sorted({*edits, *refused}):
        piece, made, open_ = pieces[number], edits.get(number, []), refused.get(number, [])
        text = apply(piece.text, made) if made else piece.text
        if not text.strip() and made:
            # Whether a document is to be without an item is for docling to decide.
            open_ = sorted([*open_, *(Refusal(edit, "would leave the item without text") for edit in made)])
            text, made = piece.text, []
        results[piece.ref] = Result(piece.text, text, made, open_)
    return results


def _pieces(document: DoclingDocument) -> Iterator[_Piece]:
    """Yield the texts of a document: its body as it is read, then what is outside of it, such as page headers."""
    seen: set[str] = set()
    layers = [{ContentLayer.BODY}, set(ContentLayer) - {ContentLayer.BODY}]
    for layer in layers:
        for item, _ in document.iterate_items(traverse_pictures=True, included_content_layers=layer):
            if item.self_ref not in seen:
                seen.add(item.self_ref)
                yield from _texts_of(item, document)
    for item in (*document.texts, *document.tables, *document.key_value_items, *document.form_items):
        if item.self_ref not in seen:
            yield from _texts_of(item, document)


def _texts_of(item: Any, document: DoclingDocument) -> Iterator[_Piece]:
    if isinstance(item, TextItem):
        group = item.parent.cref if item.parent and isinstance(item.parent.resolve(document), InlineGroup) else ""
        if not isinstance(item, CodeItem | FormulaItem):
            yield _Piece(item.self_ref, item.text, group)
        elif group:
            yield _Piece("", _OBJECT, group)
    elif isinstance(item, TableItem):
        for number, cell in enumerate(item.data.table_cells):
            yield _Piece(f"{item.self_ref}/data/table_cells/{number}", cell.text)
    elif (graph := getattr(item, "graph", None)) is not None:
        for number, cell in enumerate(graph.cells):
            yield _Piece(f"{item.self_ref}/graph/cells/{number}", cell.text)


def _with_text(item: Any, result: Result | None) -> Any:
    """Return an item with its text repaired."""
    return item if result is None else item.model_copy(update={"text": result.text})


def _with_cells(item: Any, changed: Mapping[str, Result], path: str) -> Any:
    """Return an item with the texts of its cells repaired; `path` are the attributes that lead to them."""
    holder_name, cells_name = path.split(".")
    holder = getattr(item, holder_name)
    found = [
        changed.get(f"{item.self_ref}/{holder_name}/{cells_name}/{number}")
        for number in range(len(getattr(holder, cells_name)))
    ]
    if not any(found):
        return item
    cells = [_with_text(*each) for each in zip(getattr(holder, cells_name), found, strict=True)]
    return item.model_copy(update={holder_name: holder.model_copy(update={cells_name: cells})})

"""docling: all items as one text, each edit in its item, and the originals kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integrations.frames import DEFAULT, ROWS, message_without
from textmend import Pipeline
from textmend.errors import UnknownNameError

pytest.importorskip("docling_core", reason="needs the extra 'docling'")
from docling_core.types.doc import (
    BoundingBox,
    ContentLayer,
    DocItemLabel,
    DoclingDocument,
    GraphCell,
    GraphCellLabel,
    GraphData,
    ProvenanceItem,
    TableCell,
    TableData,
)

from textmend.integrations.docling import clean, explain  # which needs docling

# A page of text as an extractor leaves it that takes the ends of ligatures for spaces.
DAMAGED = (
    "The veri fi cation of the results was di ffi cult, and wefound that thecells of the second group grew faster.",
    "Humoral immunity and cell medi ated responses were measured ineach of the trials, and the e ff ect was small.",
    "A third paragraph says nothing new about the fi rst, but it has more ofthe words of the two before it.",
)
SOUND = (
    "The verification of the results was difficult, and we found that the cells of the second group grew faster.",
    "Immunity and responses were measured in each of the trials, and the effect was small.",
)


def document(*texts: str) -> Any:
    made = DoclingDocument(name="trial")
    for text in texts:
        made.add_text(label=DocItemLabel.TEXT, text=text)
    return made


def table(*rows: tuple[str, ...]) -> Any:
    cells = [
        TableCell(
            text=text,
            start_row_offset_idx=at,
            end_row_offset_idx=at + 1,
            start_col_offset_idx=column,
            end_col_offset_idx=column + 1,
        )
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return TableData(table_cells=cells, num_rows=len(rows), num_cols=len(rows[0]))


def texts(made: Any) -> list[str]:
    return [item.text for item in made.texts]


def test_items_are_repaired_with_the_evidence_of_the_whole() -> None:
    given = document(*DAMAGED * 3)
    found = clean(given)
    assert texts(found)[0] == SOUND[0]
    assert "cell mediated responses" in texts(found)[1]
    assert "the effect was small" in texts(found)[1]
    assert texts(found) == Pipeline.preset("pdf").clean("\n\n".join(DAMAGED * 3)).split("\n\n")
    # Ligatures that are lost are restored if the document has several such words: alone, this item shows too little.
    lost = (
        "The cells were a ected.",
        "The eld was signi cantly larger.",
        "This con rms the rst e ect.",
        "We speci ed it.",
    )
    assert Pipeline.preset("pdf").clean(lost[0]) == lost[0]
    assert texts(clean(document(*lost)))[0] == "The cells were affected."


def test_the_originals_and_the_document_stay() -> None:
    given = document(*DAMAGED)
    given.texts[0].prov = [
        ProvenanceItem(page_no=1, bbox=BoundingBox(l=0, t=0, r=1, b=1), charspan=(0, len(DAMAGED[0])))
    ]
    before = given.model_copy(deep=True)
    found = clean(given)
    assert given == before
    assert [item.orig for item in found.texts] == list(DAMAGED)
    assert found.texts[0].prov == given.texts[0].prov, "its places are those of orig"
    assert found.body is given.body
    assert DoclingDocument.model_validate_json(found.model_dump_json()) == found
    assert found.export_to_markdown().startswith(SOUND[0])


def test_a_sound_document_is_the_same_object_and_so_are_sound_items() -> None:
    given = document(*SOUND)
    given.add_table(data=table(("Group", "n"), ("cells", "12")))
    assert clean(given, "pdf") is given
    assert explain(given, "pdf") == {}
    mixed = document("Nothing to do here.", "The war ofthe roses.")
    found = clean(mixed, "default")
    assert found.texts[0] is mixed.texts[0]
    assert texts(found) == ["Nothing to do here.", "The war of the roses."]
    assert clean(found, "default") is found, "repairing twice is repairing once"
    assert clean(DoclingDocument(name="empty")).texts == []


def test_results_are_those_of_the_items() -> None:
    given = document("Nothing to do here.", "The war ofthe “roses”.")
    given.add_table(data=table(("of the", "caf\u00c3\u00a9"), ("1", "2")))
    results = explain(given, "default")
    assert set(results) == {"#/texts/1", "#/tables/0/data/table_cells/1"}
    result = results["#/texts/1"]
    assert (result.original, result.text, result.undo()) == (
        given.texts[1].text,
        'The war of the "roses".',
        result.original,
    )
    assert [result.original[edit.start : edit.end] for edit in result.edits] == ["", "“", "”"]
    assert results["#/tables/0/data/table_cells/1"].text == "caf\u00e9"


@pytest.mark.parametrize("number", range(0, len(ROWS), 25))
def test_a_document_of_one_item_is_a_text(number: int) -> None:
    text = ROWS[number]
    if not text or not text.strip():
        return
    repaired = DEFAULT.clean(text)
    assert texts(clean(document(text), "default")) == [repaired if repaired.strip() else text]


def test_tables_forms_and_key_value_regions() -> None:
    given = document(*DAMAGED * 3)
    given.add_table(
        data=table(("Group", "Signi fi cance ofthe test"), ("cell medi ated", "< 0 .05"), ("1 234", "n / a"))
    )
    graph = GraphData(
        cells=[GraphCell(label=GraphCellLabel.KEY, cell_id=1, text="Date ofthe test", orig="Date ofthe test")]
    )
    given.add_key_values(graph=graph)
    given.add_form(graph=graph.model_copy(deep=True))
    found = clean(given)
    cells = [cell.text for cell in found.tables[0].data.table_cells]
    assert cells == ["Group", "Significance of the test", "cell mediated", "< 0 .05", "1 234", "n / a"]
    assert given.tables[0].data.table_cells[1].text == "Signi fi cance ofthe test"
    for item in (found.key_value_items[0], found.form_items[0]):
        assert (item.graph.cells[0].text, item.graph.cells[0].orig) == ("Date of the test", "Date ofthe test")


def test_code_and_formulas_are_left_alone() -> None:
    given = document("The war ofthe roses.")
    code = given.add_code(text="if ofthe in thewar:\n    return “ofthe”")
    formula = given.add_text(label=DocItemLabel.FORMULA, text="a ofthe b")
    group = given.add_inline_group()
    for label, text in (
        (DocItemLabel.TEXT, "The value of"),
        (DocItemLabel.FORMULA, "x ofthe y"),
        (DocItemLabel.TEXT, "was that ofthe war."),
    ):
        given.add_text(label=label, text=text, parent=group)
    found = clean(given, "default")
    assert found.texts[1] is code
    assert found.texts[2] is formula
    assert texts(found)[3:] == ["The value of", "x ofthe y", "was that of the war."]


def test_no_edit_reaches_over_the_border_of_two_items() -> None:
    """A word that is divided between two items, and a page header that is repeated, are for docling."""
    lines = [
        "The ferry leaves from the north quay, and who-",
        "ever wants a seat has to be there well before seven, when the gates are opened",
        "by the crew of the harbour.",
    ]
    given = document(*[line for _ in range(6) for line in (*lines, "Annals of the Harbour 12")])
    given.add_text(label=DocItemLabel.PAGE_HEADER, text="Annals ofthe Harbour", content_layer=ContentLayer.FURNITURE)
    found = clean(given, "pdf")
    assert len(found.texts) == len(given.texts)
    assert all(item.text.strip() for item in found.texts)
    assert found.texts[-1].text == "Annals of the Harbour", "what is outside of the body is repaired, too"


def test_errors_teach() -> None:
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        clean(document("x"), "pdff")
    assert "pip install 'textmend[docling]'" in message_without("docling_core", "textmend.integrations.docling")

"""A text of prose with something else in it: that is left alone, and the prose is repaired."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timing import growth
from textmend import Pipeline
from textmend.lang.data_blocks import DataBlocks
from textmend.lang.text_kind import TextKind, text_kind
from textmend.pipeline.presets import PRESETS

PROSE = (
    "The boat was old, and when the wind came it went down in the bay. It's late now - too late - for all of us,\n"
    'and nobody has said a word about it since. "Was it yours?" they ask, and we say that it was not.\n'
    "There is nothing more to tell - or so we think."
)
DATA = {
    TextKind.LOG: (
        "2031-05-02 07:11:40,511 WARN [pool] No such 'host' - trying again -- attempt 3\n"
        '2031-05-02 07:11:41,511 WARN [pool] No such "host" - trying again -- attempt 4\n'
        "2031-05-02 07:11:42,511 WARN [pool] It's no host - giving up -- at last"
    ),
    TextKind.SESSION: (
        '$ cat poem.txt\nThere is a "boat" - the old one - in the bay,\nand it\'s ours -- if we want it.'
    ),
    TextKind.TABLE: (
        "1,Ann Smith,\"lives in Leeds\"\n2,Bo Ray,'lives' - or so - in York\n3,Cy Fry,it's -- of course -- Hull"
    ),
    TextKind.CODE: "def greet(name):\n    # the name - the full one - is 'it'\n    return \"It's \" + name\n",
    TextKind.JSON: '{\n  "name": "Ann",\n  "says": "It\'s late - too late -- for us",\n  "n": 4\n}',
    TextKind.SETTINGS: "name: hill\nsays: 'it is late - too late'\nruns: \"make -- all\"",
    TextKind.DIFF: "--- a/x.txt\n+++ b/x.txt\n@@ -1,3 +1,3 @@\n It's\n-late - too \"late\"\n+late -- too 'late'",
    TextKind.HEADERS: "Received: by hill\nMIME-Version: 1.0\nSubject: it's late - too \"late\"\nX-Boat: 'old' -- one",
}
PRESETS_THAT_REPAIR = [name for name in PRESETS if name not in ("ascii", "safe")]


@pytest.mark.parametrize("kind", DATA)
@pytest.mark.parametrize("preset", PRESETS_THAT_REPAIR)
def test_a_block_of_data_stays_and_the_prose_around_it_is_repaired(kind: TextKind, preset: str) -> None:
    text = f"{PROSE}\n\n{DATA[kind]}\n\n{PROSE}\n\n{PROSE}\n"
    assert text_kind(text) is TextKind.PROSE
    result = Pipeline.of(preset).explain(text)
    assert DATA[kind].rstrip() in result.text
    assert result.text.count("\u2014") >= 3
    assert Pipeline.of(preset).clean(result.text) == result.text


def test_what_is_left_alone_is_reported() -> None:
    text = f"{PROSE}\n\n{DATA[TextKind.LOG]}\n\n{PROSE}\n"
    reasons = [refusal.reason for refusal in Pipeline.preset("typographic").explain(text).refused]
    assert "this part of the text looks like a log" in reasons


def test_marks_are_straightened_in_the_prose_alone() -> None:
    table = "1,Ann,\u201cLeeds\u201d\n2,Bo,\u201cYork\u201d\n3,Cy,\u201cHull\u201d"
    said = "said \u201cso\u201d, and it\u2019s late for all of us now."
    text = f"She {said}\n\n{table}\n\nHe {said}"
    result = Pipeline.preset("default").explain(text)
    assert result.text == text.replace("\u201cso\u201d", '"so"').replace("\u2019", "'")
    assert len([each for each in result.refused if each.edit.rule == "quotes/straighten"]) == 6


def test_characters_and_encodings_are_repaired_there() -> None:
    text = f"{PROSE}\n\n{DATA[TextKind.LOG]} CafÃ©\u200bs\n\n{PROSE}\n"
    assert " Caf\u00e9s\n" in Pipeline.preset("default").clean(text)


@pytest.mark.parametrize(
    "block",
    [
        "See the list:\n[boats](#boats) -- all of them.",
        "- one boat, old\n- two oars - as you know\n- a sail, which is torn -- as you know",
        "Ann: It is late - too late for that.\nBo: Is it -- really?\nAnn: It is, and the boat is gone.",
        "The boat is old,\nthe bay is cold - and deep -\nthe oars are sold,\nand we are fast asleep.",
        "Ann Smith\n12 Old Street - the corner one\nLeeds",
        ">>> Ann wrote - in May:\n>> It is late - too late.\n> Is it -- really?\nIt is.",
        "1. Take the boat to the bay.\n2. Tie it up - twice, if it is windy.\n3. Come home; it's late.",
    ],
)
def test_blocks_of_prose(block: str) -> None:
    assert DataBlocks(f"{PROSE}\n\n{block}\n").kind(len(PROSE) + 3, len(PROSE) + 4) is TextKind.PROSE


@given(st.text(alphabet="a,b;= \n\t1:", max_size=60), st.lists(st.integers(0, 59), max_size=8))
def test_places_are_read_alike_one_by_one_and_together(text: str, places: list[int]) -> None:
    wanted = sorted({place for place in places if place < len(text)})
    blocks = DataBlocks(text)
    assert blocks.inside(wanted) == [at for at in wanted if blocks.kind(at, at + 1) is not TextKind.PROSE]


@pytest.mark.parametrize("unit", ["\n", " \n", "a\nb\nc\n\n", "x = 1\n"])
def test_time_is_linear_in_the_length(unit: str) -> None:
    assert growth(lambda text: DataBlocks(text).inside(range(0, len(text), 7)), unit) < 3

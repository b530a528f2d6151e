"""Hits are remapped: a run of cues that crosses neighbourhoods is found in each, and inside the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.test_edits import proposals
from textmend.edits import Edit, apply, resolve
from textmend.gate._scan import Gate
from textmend.gate.cues import Trigger
from textmend.gate.hits import remap_hits

TRIGGERS = (Trigger("\n. ", (), (), False), Trigger("", (), ("a b", "--", "b.\n--a"), False))
NOTHING: list[list[tuple[int, int]]] = [[] for _ in TRIGGERS]
MARGIN = 6


def test_a_run_of_cues_across_neighbourhoods_counts_for_each() -> None:
    wide = " " * (2 * MARGIN)
    text = f"a{wide}x{wide}b" + " word" * 80 + f"c{wide}x{wide}d"
    edits = [Edit(at, at + 1, "", "t/t", 0.9) for at in range(len(text)) if text[at] == "x"]
    scan = Gate(TRIGGERS, None, None).scan
    mended = apply(text, edits)
    assert remap_hits(scan(text), edits, mended, scan, MARGIN) == scan(mended)


@given(st.data())
def test_every_cue_of_the_new_text_is_in_a_hit(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["a", "b", ".", "--", "\n", "ab.", "word", "b.\n--a"]), max_size=40))
    text = " ".join(words)
    edits, _ = resolve(data.draw(proposals(text)), text)
    mended = apply(text, edits)
    scan = Gate(TRIGGERS, None, None).scan
    scanned = scan(mended) or NOTHING
    for new, kept in zip(
        scanned, remap_hits(scan(text) or NOTHING, edits, mended, scan, MARGIN) or NOTHING, strict=True
    ):
        covered = {at for start, end in kept for at in range(start, end)}
        assert covered >= {at for start, end in new for at in range(start, end)}
        assert covered <= set(range(len(mended)))

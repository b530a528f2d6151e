"""The contract that every pipeline keeps on every text (promises 1, 2, 3, 5 and 7 of the design)."""

from __future__ import annotations

from textmend import Pipeline, Result
from textmend.edits import apply


def check(pipeline: Pipeline, text: str) -> None:
    """Fail unless the result for `text` keeps the whole contract."""
    result = pipeline.explain(text)
    last_end = 0
    last_insertion = -1
    for edit in result.edits:
        assert last_end <= edit.start <= edit.end <= len(text), "sorted, inside the text, not overlapping"
        assert not edit.start == edit.end == last_insertion, "one insertion at a place"
        old = text[edit.start : edit.end]
        assert old != edit.replacement, "an edit changes something"
        if old and edit.replacement:
            assert old[0] != edit.replacement[0], "trimmed at the start"
            assert old[-1] != edit.replacement[-1], "trimmed at the end"
        assert 0 <= edit.confidence <= 1
        assert all("/" in rule for rule in edit.rules)
        last_end = edit.end
        last_insertion = edit.start if edit.start == edit.end else -1
    assert apply(text, result.edits) == result.text, "the edits are the change"
    assert result.undo() == text, "undo gives the original back"
    if result.text == text:
        assert result.text is text, "a text that needs nothing comes back as the same object"
        assert not result.edits
    assert pipeline.clean(text) == result.text, "one path"
    assert pipeline.clean(result.text) is result.text, "mending twice is mending once"
    for refusal in result.refused:
        assert 0 <= refusal.edit.start <= refusal.edit.end <= len(text)
        assert refusal.reason
    _check_offsets(text, result)


def _check_offsets(text: str, result: Result) -> None:
    offsets = result.offsets
    unsettled: set[int] = set()
    for edit in result.edits:
        unsettled.update(range(edit.start + 1, edit.end if edit.replacement else edit.end + 1))
    last = 0
    for position in range(len(text) + 1):
        there = offsets.to_new(position)
        assert last <= there <= len(result.text), "the map never runs backwards"
        assert position in unsettled or offsets.to_orig(there) == position, "there and back"
        last = there

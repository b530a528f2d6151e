"""The diff that the command shows: derived from the edits, it agrees with the two texts, as patch reads it."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from textmend.cli.diff import Lines, styled, unified
from textmend.edits import Edit, apply, minimal
from textmend.pipeline.result import Result

_HUNK = re.compile(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@")


def _result(text: str, edits: list[Edit]) -> Result:
    valid = minimal(edits, text)
    return Result(text, apply(text, valid), tuple(valid), ())


def _patched(text: str, diff: list[str]) -> str:
    """Apply a unified diff as `patch` does, and check that it fits at every line."""
    old = re.findall(r"[^\n]*\n|[^\n]+", text)
    new: list[str] = []
    at = 0
    for number, line in enumerate(diff):
        ended = "" if diff[number + 1 : number + 2] == ["\\ No newline at end of file"] else "\n"
        if head := _HUNK.fullmatch(line):
            first, count, new_first, new_count = map(int, head.groups())
            start = first - 1 if count else first
            new += old[at:start]
            assert len(new) == (new_first - 1 if new_count else new_first), "the new side starts where it says"
            at = start
        elif line.startswith(("---", "+++")) and number < 2:
            continue
        elif line.startswith((" ", "-")):
            assert old[at] == line[1:] + ended
            at += 1
            new += [line[1:] + ended] if line[0] == " " else []
        elif line.startswith("+"):
            new.append(line[1:] + ended)
    return "".join(new + old[at:])


_TEXT = st.text(st.sampled_from("ab \n\n\r"), max_size=60)


@st.composite
def _results(draw: st.DrawFn) -> Result:
    text = draw(_TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True)))
    edits = [
        Edit(start, end, draw(st.text(st.sampled_from("xy\n"), max_size=3)), "test/rule", 1.0)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return _result(text, edits)


@given(_results())
def test_patch_makes_the_mended_text_of_it(result: Result) -> None:
    diff = list(unified(result, "a.txt"))
    assert _patched(result.original, diff) == result.text
    if not result.edits:
        assert diff == []


def test_distant_changes_stand_in_hunks_of_their_own_with_three_lines_around() -> None:
    text = "".join(f"{number}\n" for number in range(1, 21))
    result = _result(
        text, [Edit(2, 3, "two", "t/r", 1.0), Edit(text.index("20"), text.index("20") + 2, "xx", "t/r", 1.0)]
    )
    assert list(unified(result, "a.txt")) == [
        "--- a.txt", "+++ a.txt",
        "@@ -1,5 +1,5 @@", " 1", "-2", "+two", " 3", " 4", " 5",
        "@@ -17,4 +17,4 @@", " 17", " 18", " 19", "-20", "+xx",
    ]  # fmt: skip


def test_joined_lines_and_a_missing_last_line_end() -> None:
    result = _result("a-\nb\nc", [Edit(1, 3, "", "t/r", 1.0)])
    assert list(unified(result, "x"))[2:] == [
        "@@ -1,3 +1,2 @@", "-a-", "-b", "+ab", " c", "\\ No newline at end of file",
    ]  # fmt: skip


def test_places_count_lines_and_columns_from_one() -> None:
    lines = Lines("ab\n\nc")
    assert [lines.place(at) for at in range(6)] == [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2)]


def test_the_cost_follows_the_number_of_edits() -> None:
    def seconds(lines: int) -> float:
        text = "a b\n" * lines
        result = _result(text, [Edit(4 * n + 1, 4 * n + 2, "_", "t/r", 1.0) for n in range(lines)])
        start = time.perf_counter()
        assert sum(1 for _ in unified(result, "x")) == 3 + 2 * lines
        return time.perf_counter() - start

    small = min(seconds(4_000) for _ in range(3))
    assert min(seconds(16_000) for _ in range(3)) < 12 * small, "four times as much, so about four times as long"


def _standing_out(diff: list[str]) -> list[str]:
    return [part for line in styled(diff) for part, style in line if "reverse" in style and part]


def test_words_that_moved_to_another_line_do_not_stand_out() -> None:
    old = ["-The bridge is old", "-and it’s to be", "-closed."]
    assert _standing_out([*old, "+", "+The bridge is old and it's to be closed."]) == ["’", " ", "'", " "]
    assert _standing_out(["-one two", "-ofthe three", "+one two", "+of the three"]) == ["ofthe", "of the"]


@given(st.lists(st.text("a b'\u2019c", max_size=8), max_size=6), st.lists(st.text("a bc", max_size=8), max_size=6))
def test_colours_leave_the_lines_as_they_are(old: list[str], new: list[str]) -> None:
    diff = [f"-{line}" for line in old] + [f"+{line}" for line in new]
    assert ["".join(part for part, _ in line) for line in styled(diff)] == diff

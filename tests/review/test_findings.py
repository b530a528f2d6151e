"""What is counted, what is sampled, and how what is near each other becomes a passage."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textmend
from benchmarks.review import LEVELS, findings
from textmend.edits import round_down
from textmend.review.document import entries
from textmend.review.findings import Entry, Findings
from textmend.review.page import MAX_BYTES, page
from textmend.review.passages import passages
from textmend.review.rows import BadRowError, read_rows, row
from textmend.review.sample import StratifiedSample


class TestSample:
    def test_what_is_rare_is_kept_whole_and_the_rest_gets_equal_shares(self) -> None:
        sample: StratifiedSample[int] = StratifiedSample(100)
        strata = ["common"] * 100_000 + ["rare"] * 7 + ["some"] * 5_000
        for number, stratum in enumerate(strata):
            sample.add(stratum, number)
        counts = Counter(strata[number] for number in sample.items())
        assert counts.total() == 100
        assert counts["rare"] == 7
        assert abs(counts["common"] - counts["some"]) <= 1

    @given(st.lists(st.integers(0, 6), max_size=400), st.integers(1, 60))
    @settings(max_examples=60)
    def test_it_is_as_large_as_it_can_be_in_order_and_repeatable(self, strata: list[int], size: int) -> None:
        samples: list[StratifiedSample[int]] = [StratifiedSample(size), StratifiedSample(size)]
        for sample in samples:
            for number, stratum in enumerate(strata):
                sample.add(stratum, number)
        items = samples[0].items()
        assert items == samples[1].items() == sorted(set(items))
        assert len(items) == min(size, len(strata))
        counts = Counter(strata[number] for number in items)
        short = [counts[each] for each in set(strata) if counts[each] < strata.count(each)]
        assert not short or max(counts.values()) - min(short) <= 1
        assert len(samples[0].items(max(1, size // 2))) == min(max(1, size // 2), len(strata))

    def test_it_holds_little(self) -> None:
        sample: StratifiedSample[int] = StratifiedSample(10)
        for number in range(10_000):
            sample.add(number % 50, number)
        assert sum(map(len, sample._heaps.values())) <= 60
        assert len(sample.items()) == 10


class TestPassages:
    TEXT = (
        "They praised the workof the crew, the endof years.\nWe sawthe ship, " + "and so on " * 90 + "withthe rest.\n"
    )

    def joined(self, found: list[Entry]) -> list[str]:
        return [
            "".join(
                piece if isinstance(piece, str) else f"[{found[piece].before}|{found[piece].after}]" for piece in each
            )
            for each in passages(found)
        ]

    def test_what_is_near_is_one_piece_of_the_text(self) -> None:
        result = textmend.Pipeline(["spacing"]).explain(self.TEXT)
        found = list(entries(result.original, result.edits, (), reach=60))
        first, second = self.joined(found)
        start = "They praised the work[| ]of the crew, the end[| ]of years.\nWe saw[| ]the ship, and so on"
        assert first.startswith(start)
        assert second.startswith("…")
        assert second.endswith("with[| ]the rest.")

    @given(st.text("ab \n", max_size=300), st.sets(st.integers(0, 299), max_size=40), st.integers(1, 30))
    @settings(max_examples=80)
    def test_a_passage_is_a_part_of_the_text(self, text: str, places: set[int], reach: int) -> None:
        edits = [textmend.Edit(at, at + 1, "X", "p/r", 1.0) for at in sorted(places) if at < len(text)]
        found = list(entries(text, edits, (), reach=reach))
        seen: list[int] = []
        for passage in passages(found):
            seen += [piece for piece in passage if isinstance(piece, int)]
            whole = "".join(piece if isinstance(piece, str) else found[piece].before for piece in passage)
            assert whole.removeprefix("…").removesuffix("…") in text
        assert seen == list(range(len(found)))

    def test_markup_in_between_makes_no_difference(self) -> None:
        first = Entry(
            "a.md",
            {"line": 1, "column": 7, "start": 6, "end": 6},
            "",
            " ",
            "p/r",
            1.0,
            "end of",
            "the war, nearthe end.",
        )
        second = Entry(
            "a.md",
            {"line": 1, "column": 99, "start": 40, "end": 40},
            "",
            " ",
            "p/r",
            1.0,
            "end ofthe war, near",
            "the end.",
        )
        assert self.joined([first, second]) == ["end of[| ]the war, near[| ]the end."]

    def test_texts_of_other_records_stay_apart(self) -> None:
        places: list[dict[str, int | str]] = [
            {"line": line, "field": field, "start": 2, "end": 3} for line, field in ((1, "a"), (1, "b"), (2, "a"))
        ]
        found = [Entry("a.jsonl", place, "x", "y", "p/r", 1.0, "so", "so") for place in places]
        assert len(self.joined(found)) == 3

    def test_old_reports_without_context_are_shown(self) -> None:
        found = [
            Entry("a.txt", {"line": n, "column": 1, "start": n, "end": n + 1}, "x", "y", "p/r", 1.0) for n in (5, 9)
        ]
        assert self.joined(found) == ["[x|y]", "[x|y]"]


class TestRows:
    def test_what_is_written_is_read(self) -> None:
        place: dict[str, int | str] = {"line": 3, "field": "text", "start": 1, "end": 2}
        edit = Entry("a.jsonl", place, "x", "\udce9y", "spacing/split", 0.9, "left", "right")
        refusal = edit._replace(reason="confidence 0.80 is below the minimum of 0.90", confidence=0.8)
        lines = [
            json.dumps(each)
            for each in ({"run": {"preset": "pdf"}}, row(edit), row(refusal), {"path": "b", "error": "e"})
        ]
        found = Findings()
        assert read_rows([line.encode() for line in lines], found) == [{"run": {"preset": "pdf"}}]
        assert found.sampled() == [edit, refusal]
        assert found.problems == [("b", "", "e")]
        assert "after" not in row(refusal)
        assert row(refusal)["proposed"] == "\udce9y"

    def test_old_reports_are_read(self) -> None:
        old = {"path": "a", "line": 1, "column": 2, "start": 1, "end": 1, "before": "", "after": " ", "rule": "p/r"}
        found = Findings()
        assert read_rows([json.dumps(old | {"confidence": 0.997}).encode()], found) == []
        assert found.edits == {"p/r": 1}

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            (b"{", "is not JSON"),
            (b"[]", "is not a JSON object"),
            (b"{}", "is not an edit"),
            (b'{"path": "a", "before": "x"}', "is not an edit"),
            (b'{"path": 1, "error": "x"}', "is not an edit"),
            (b"\xff", "is not JSON"),
        ],
    )
    def test_what_is_no_report_is_refused(self, line: bytes, problem: str) -> None:
        with pytest.raises(BadRowError, match=problem) as caught:
            read_rows([b"\n", line], Findings())
        assert caught.value.line == 2

    def test_a_confidence_is_never_shown_as_more_than_it_is(self) -> None:
        assert [round_down(each) for each in (0.899, 0.57, 0.9999, 1.0, 0.0)] == [0.89, 0.57, 0.99, 1.0, 0.0]
        assert round_down(0.98996, 4) == 0.9899
        entry = Entry("a", {"line": 1}, "x", "y", "p/r", 0.999999)
        assert row(entry)["confidence"] == 0.9999


class TestPage:
    @pytest.mark.parametrize("script", ["latin", "cjk"])
    def test_2000_edits_take_less_than_a_megabyte(self, script: str) -> None:
        assert len(page(findings(2000, script=script), title="t", levels=LEVELS)) <= MAX_BYTES

    def test_long_edits_make_the_sample_smaller_and_not_the_page_larger(self) -> None:
        found = Findings()
        for number in range(2000):
            place: dict[str, int | str] = {
                "line": number,
                "column": 1,
                "start": number * 9999,
                "end": number * 9999 + 5000,
            }
            found.add(Entry("a", place, "long " * 1000, "", "layout/header", 0.95, "x" * 60, "y" * 60))
        made = page(found, title="t")
        assert MAX_BYTES // 2 < len(made) <= MAX_BYTES

    def test_counts_are_those_of_all(self) -> None:
        found = findings(30_000, sample=2000)
        assert found.edits.total() == 30_000
        assert sum(number for (_, _, made), number in found.bins.items() if made) == 30_000
        assert len([entry for entry in found.sampled() if not entry.reason]) == 2000
        rules = Counter(entry.rule for entry in found.sampled() if not entry.reason)
        assert min(rules.values()) > 250

    def test_the_reason_of_the_pipeline_is_known(self) -> None:
        """Which refusals another level would make is read from the reason."""
        result = textmend.Pipeline(["spacing"], level="safe").explain(
            "They praised the workof years, itwas allso good."
        )
        loose = [e for e in entries(result.original, result.edits, result.refused) if e.reason]
        assert [entry.is_below_minimum for entry in loose].count(True) >= 1
        assert not Entry("", {}, "", "", "", 0.0, reason="inside a protected span").is_below_minimum


def test_a_notebook_shows_the_edits_in_place() -> None:
    shown = textmend.explain("Praise for the workof <b>years</b>.")._repr_html_()
    assert "the work<span" in shown
    assert "<ins>␣</ins></span>of &lt;b&gt;years" in shown
    assert "1 edit<" in shown
    many = textmend.Pipeline(["quotes"]).explain("“so” " * 200)._repr_html_()
    assert "and 350 more" in many
    assert many.count("<ins>") == 50


def test_a_result_has_a_page() -> None:
    made = textmend.explain("Praise for the workof years.").to_html("My <title>")
    assert made.startswith("<!doctype html>")
    assert "<title>My &lt;title&gt; · textmend review</title>" in made
    assert "inserts the missing space" in made
    # A result that holds bytes has a page, too.
    textmend.explain("workof \udce9\ud83d").to_html("\udce9").encode()

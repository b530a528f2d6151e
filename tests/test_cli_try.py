"""`textmend try`: a sample, and what follows from it for the whole."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.test_cli import folder, only_line, run
from textmend.cli.inputs import Input
from textmend.cli.sampling import Outcome, Trial, in_strata
from textmend.formats.base import BlockResult, FormatOptions
from textmend.pipeline.pipeline import Pipeline

__all__ = ["folder"]

DAMAGED = "They praised the workof the crew, and the “old” stone bridge was mended before the spring came.\n"
SOUND = "In the quiet garden by the river, they walked under the old trees and talked about the letter.\n"


def test_a_small_folder_is_read_whole(folder: Path) -> None:
    for number in range(5):
        (folder / f"{number}.txt").write_text(SOUND + DAMAGED, "utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("try", ".", "-o", "page.html")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"Read all of 5 files \(\d+ bytes\) in \d+ s\.", lines[0])
    assert "  quotes/straighten  10 edits" in lines
    assert "  spacing/split  5 edits" in lines
    assert sum("[workof → work of]" in line for line in lines) == 5
    assert lines[lines.index("  spacing/split  5 edits") + 1].strip().startswith("inserts the missing space")
    rows = {line.split()[0]: line.split() for line in lines if re.match(r"  [a-z]+ +\d+%", line)}
    assert set(rows) == {"default", "safe", "pdf", "ocr", "email", "web", "typographic", "ascii"}
    assert rows["default"][1:5] == ["100%", "15", "0", "15"]
    assert rows["safe"][1:5] == ["0%", "0", "0", "none"]
    assert "textmend clean --diff ." in done.stderr
    page = (folder / "page.html").read_text("utf-8")
    assert "A sample of . · textmend review" in page
    assert "Read all of 5 files" in page
    (folder / "page.html").unlink()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_at_most_ten_examples_of_a_rule(folder: Path) -> None:
    (folder / "a.txt").write_text(DAMAGED * 30, "utf-8")
    done = run("try", ".", "-o", "")
    assert done.stdout.count("  a.txt:") == 10
    assert run("try", ".", "-o", "", "--examples", "3").stdout.count("  a.txt:") == 3
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_other_choices_are_those_of_clean(folder: Path) -> None:
    (folder / "a.txt").write_text(DAMAGED, "utf-8")
    done = run("try", "-p", "pdf", "--only", "layout", ".", "-o", "")
    rows = [line.split()[0] for line in done.stdout.splitlines() if re.match(r"  [a-z]+ +\d+%", line)]
    assert rows == ["pdf", "ocr", "email"], "the other presets do not have this pass"
    assert "textmend clean --diff --preset pdf --only layout ." in done.stderr
    (folder / "own.toml").write_text('skip = ["quotes"]\n')
    typed = ("--include", "*.txt", "--hidden", "--config", "own.toml", "--skip", "dashes", "--level", "safe")
    done = run("try", *typed, ".", "-o", "")
    options = "--skip dashes --level safe --config own.toml --include '*.txt' --hidden"
    assert f"textmend clean --diff {options} ." in done.stderr
    assert "quotes/straighten" in done.stdout
    assert "spacing/split" not in run("try", "--skip", "spacing", ".", "-o", "").stdout


def test_records_and_compressed_files(folder: Path) -> None:
    body = "".join(json.dumps({"body": SOUND + DAMAGED}) + "\n" for _ in range(2000))
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(body.encode()))
    done = run("try", ".", "--field", "body", "-o", "")
    assert done.exit_code == 0
    found = re.search(r"spacing/split  ([\d,]+) edits, about ([\d,]+) \(([\d,]+) to ([\d,]+)\) in all", done.stdout)
    assert found is not None, done.stdout
    sampled, estimate, low, high = (int(each.replace(",", "")) for each in found.groups())
    assert sampled < 700
    assert low <= 2000 <= high
    assert 1200 <= estimate <= 3000


def test_errors_name_the_cure(folder: Path) -> None:
    assert run("try").exit_code == 2
    assert "has no files to clean" in only_line(run("try", ".").stderr)
    (folder / "a.txt").write_bytes(bytes(range(128, 256)))
    lines = run("try", ".").stderr.splitlines()
    assert "a.txt: is not UTF-8" in lines[0]
    assert "no text could be read" in lines[1]
    assert "use a name that ends in .html" in only_line(run("try", ".", "-o", "a.txt").stderr)
    assert (folder / "a.txt").read_bytes() == bytes(range(128, 256))


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_tried(folder: Path) -> None:
    (folder / "a.txt").write_bytes(bytes(range(128, 256)))
    (folder / "b.txt").write_text(DAMAGED, "utf-8")
    done = run("try", ".", "-o", "")
    assert done.exit_code == 2
    assert "a.txt: is not UTF-8" in done.stderr
    assert "spacing/split  1 edit" in done.stdout


def test_no_other_file_is_replaced_unless_it_is_named(folder: Path) -> None:
    (folder / "a.txt").write_text(DAMAGED, "utf-8")
    (folder / "textmend-try.html").write_text("mine")
    assert "exists and is not a review page" in only_line(run("try", "a.txt").stderr)
    assert run("try", "a.txt", "-o", "other.html").exit_code == 0
    assert (folder / "textmend-try.html").read_text() == "mine"


class TestStrata:
    def test_all_kinds_come_first(self) -> None:
        files = [Input(Path(f"a/{n}.txt"), Path(f"a/{n}.txt"), 100) for n in range(1000)]
        files += [Input(Path(f"b/{n}.md"), Path(f"b/{n}.md"), 100) for n in range(3)]
        files += [Input(Path("a/long.txt"), Path("a/long.txt"), 10_000_000)]
        order = [each.name for _, each in in_strata(files)]
        assert sorted(order) == sorted(each.name for each in files)
        assert "a/long.txt" in order[:3]
        assert any(name.endswith(".md") for name in order[:3])
        assert order == [each.name for _, each in in_strata(files)]


class TestEstimate:
    """The numbers of an estimate, for texts whose edits are known."""

    def trial(self, size: int) -> Trial:
        tried = Trial({"default": Pipeline(["quotes"])}, "default", FormatOptions(), None)
        tried.size = size
        tried._sizes.update({(".txt", 1, ""): size})
        return tried

    @pytest.mark.parametrize("texts", [2, 30])
    def test_texts_that_are_alike_leave_no_doubt(self, texts: int) -> None:
        done = Outcome()
        for _ in range(texts):
            done.add((".txt", 1, ""), 100.0, self.result(4), 0.5)
        assert self.trial(100_000).estimate(done) == (4000.0, 4000.0, 4000.0)
        assert self.trial(100_000).estimate(done, "p/none") == (0.0, 0.0, 0.0)
        assert self.trial(100_000).time(done) == 500.0

    def test_texts_that_differ_leave_a_range_that_more_of_them_narrow(self) -> None:
        widths = []
        for texts in (4, 40, 400):
            done = Outcome()
            for number in range(texts):
                done.add((".txt", 1, ""), 100.0, self.result(number % 4), 0.0)
            found = self.trial(100_000).estimate(done)
            assert found.low <= 1500 <= found.high
            widths.append(found.high - found.low)
        assert widths[0] > 2 * widths[1] > 4 * widths[2]

    def test_what_was_read_whole_is_known(self) -> None:
        done = Outcome()
        for number in range(10):
            done.add((".txt", 1, ""), 100.0, self.result(number), 0.0)
        assert self.trial(1000).estimate(done) == (45.0, 45.0, 45.0)

    def result(self, edits: int) -> BlockResult:
        part = BlockResult()
        part.edits.update({"p/r": edits} if edits else {})
        return part

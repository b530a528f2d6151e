"""`textmend clean --shard`: the shards of a run are the run, and their reports are its report."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.test_cli import ASCII, SCRIPT, folder, needs_posix, only_line, run
from textmend.cli.inputs import Input
from textmend.cli.shard import Shard

__all__ = ["folder"]

NAMES = (
    "a.txt",
    "b.md",
    "z/a.txt",
    "a/z.txt",
    "ä.txt",
    "a-b.txt",
    "z/deep/one.txt",
    "c.txt",
    "d.txt",
    "e.txt",
    "f.html",
)


@pytest.fixture
def corpus(folder: Path) -> Path:
    for number, name in enumerate(NAMES):
        (folder / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "in" / name).write_text(f"file {number}: " + "é" * (number % 3) + "\r\n", "utf-8", newline="")
    return folder


def contents(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


class TestShards:
    @pytest.mark.parametrize("of", [1, 2, 7, 11, 40])
    def test_together_they_are_the_plain_run(self, corpus: Path, of: int) -> None:
        assert run("clean", *ASCII, "in", "-o", "plain").exit_code == 0
        written: Counter[str] = Counter()
        for number in range(of, 0, -1):
            out = corpus / f"out{number}"
            assert run("clean", *ASCII, "in", "-o", str(out), "--shard", f"{number}/{of}").exit_code == 0
            written.update(contents(out).keys())
            assert len(contents(out)) in (len(NAMES) // of, len(NAMES) // of + 1), "as many files as the others"
            if out.exists():
                shutil.copytree(out, corpus / "all", dirs_exist_ok=True)
        assert contents(corpus / "all") == contents(corpus / "plain")
        assert set(written.values()) == {1}, "no file is in two shards"

    def test_in_place_and_with_the_files_named_one_by_one(self, corpus: Path) -> None:
        run("clean", *ASCII, "in", "-o", "plain")
        names = sorted(str(path) for path in Path("in").rglob("*.*"))
        for number in (1, 2, 3):
            done = run("clean", *ASCII, "-w", "-q", *names, "--shard", f"{number}/3")
            assert (done.exit_code, done.output) == (0, "")
        assert contents(corpus / "in") == contents(corpus / "plain")

    def test_they_do_not_depend_on_where_the_folder_is_nor_on_the_order_of_names(self, corpus: Path) -> None:
        shutil.copytree(corpus / "in", corpus / "elsewhere/mounted")
        run("clean", *ASCII, "in", "-o", "here", "--shard", "2/3")
        run("clean", *ASCII, str(corpus / "elsewhere/mounted"), "-o", "there", "--shard", "2/3")
        assert contents(corpus / "here") == contents(corpus / "there") != {}
        inputs = [Input(Path(name), Path(name)) for name in NAMES]
        assert set(Shard(2, 3).select(inputs)) == set(Shard(2, 3).select(inputs[::-1]))

    def test_the_division_is_the_documented_one(self, corpus: Path) -> None:
        run("clean", *ASCII, "in", "-o", "out", "--shard", "2/4")
        # a-b.txt a.txt a/z.txt b.md | c.txt d.txt e.txt f.html | z/a.txt z/deep/one.txt ä.txt
        assert set(contents(corpus / "out")) == {"a.txt", "d.txt", "z/deep/one.txt"}

    def test_a_shard_that_has_one_file_writes_it_into_the_folder(self, folder: Path) -> None:
        for name in ("a.txt", "b.txt"):
            (folder / name).write_text("é", "utf-8")
        assert run("clean", *ASCII, "a.txt", "b.txt", "-o", "out", "--shard", "2/2").exit_code == 0
        assert contents(folder / "out") == {"b.txt": b"e"}

    def test_two_files_for_one_place_are_seen_by_every_shard(self, folder: Path) -> None:
        for name in ("x/a.txt", "y/a.txt"):
            (folder / name).parent.mkdir()
            (folder / name).write_text("é", "utf-8")
        for number in (1, 2):
            done = run("clean", *ASCII, "x", "y", "-o", "out", "--shard", f"{number}/2")
            assert done.exit_code == 2
            assert "would be written to" in done.stderr

    def test_an_empty_shard_is_fine(self, corpus: Path) -> None:
        done = run("clean", *ASCII, "in", "-o", "out", "--shard", "12/40", "--report", "r.jsonl", "--resume", "j")
        assert (done.exit_code, done.stderr) == (0, "shard 12/40, 0 of 11 files\n")
        assert not (corpus / "out").exists()
        assert run("clean", *ASCII, "in", "--check", "--shard", "12/40").exit_code == 0

    @pytest.mark.usefixtures("corpus")
    def test_what_is_said(self) -> None:
        done = run("clean", *ASCII, "in", "-o", "out", "--shard", "3/5")
        assert done.stderr == "shard 3/5, 2 of 11 files: 1 file changed, 1 edit; 1 file unchanged\n"
        assert run("clean", *ASCII, "-q", "in", "-o", "out", "--shard", "3/5").output == ""

    def test_what_other_shards_write_is_not_cleaned(self, folder: Path) -> None:
        (folder / "a.jsonl").write_text('{"text": "é"}\n', "utf-8")
        command = ("clean", *ASCII, ".", "--field", "text", "-o", "out", "--report", "r.jsonl", "--shard")
        assert run(*command, "1/2").exit_code == 0
        assert "r.1-of-2.jsonl: is a file of another shard" in only_line(run(*command, "2/2").stderr)
        assert run(*command, "2/2", "--exclude", "r.*").exit_code == 0

    @pytest.mark.parametrize(
        ("typed", "what"),
        [
            ("0/5", "there is no such shard; they are counted from 1/5 to 5/5"),
            ("6/5", "there is no such shard; they are counted from 1/5 to 5/5"),
            ("1/0", "there is at least one shard"),
            ("3", "give K/N, such as 3/100"),
            ("3/", "give K/N, such as 3/100"),
            ("-1/3", "give K/N, such as 3/100"),
            ("1/2/3", "give K/N, such as 3/100"),
            ("٣/٥", "give K/N, such as 3/100"),
            ("", "give K/N, such as 3/100"),
        ],
    )
    def test_bad_values(self, corpus: Path, typed: str, what: str) -> None:
        done = run("clean", *ASCII, "-w", "in", f"--shard={typed}")
        assert done.exit_code == 2
        assert what in only_line(done.stderr)
        assert "é" in (corpus / "in/b.md").read_text("utf-8")

    def test_standard_input_is_not_divided(self) -> None:
        for arguments in ([], ["-"]):
            assert "--shard divides files" in only_line(run("clean", *arguments, "--shard", "1/2", stdin=b"x").stderr)


class TestResumed:
    def test_each_shard_has_a_journal(self, corpus: Path) -> None:
        command = ("clean", *ASCII, "in", "-o", "out", "--resume", "run.journal", "--shard")
        for number in (1, 2):
            run(*command, f"{number}/2")
        assert sorted(path.name for path in corpus.glob("run.*")) == ["run.1-of-2.journal", "run.2-of-2.journal"]
        assert run(*command, "2/2").stderr == "shard 2/2, 5 of 11 files: 0 files changed, 0 edits; 5 already done\n"
        shutil.copy("run.1-of-2.journal", "run.2-of-2.journal")
        assert 'other settings (shard: "1/2" before, "2/2" now)' in only_line(run(*command, "2/2").stderr)

    def test_the_report_of_a_run_that_continues_is_that_of_one_that_was_not_interrupted(self, corpus: Path) -> None:
        command = ("clean", *ASCII, "in", "-o", "out", "--report", "r.jsonl", "--resume", "j")
        assert run(*command).exit_code == 0
        whole = (corpus / "r.jsonl").read_bytes()
        journal = (corpus / "j").read_bytes().splitlines(keepends=True)
        lines = whole.splitlines(keepends=True)
        # Interrupted in the middle of a file: its first row is there, and the start of another.
        (corpus / "j").write_bytes(b"".join(journal[:4]))
        done = {json.loads(line)["path"] for line in journal[1:4]}
        rows = [line for line in lines[1:] if json.loads(line)["path"] in done]
        rest = lines[1 + len(rows) :]
        (corpus / "r.jsonl").write_bytes(lines[0] + b"".join(rows) + rest[0] + rest[1][:20])
        assert run(*command).exit_code == 0
        assert (corpus / "r.jsonl").read_bytes() == whole
        assert len(rows) > 0

    @needs_posix
    def test_killed_at_any_moment_it_goes_on_to_the_same_end(self, folder: Path) -> None:
        """Outputs and report are those of a run that was not killed; twice, for the moments differ."""
        for number in range(1, 60):
            (folder / "in" / str(number % 7)).mkdir(parents=True, exist_ok=True)
            text = "Un café noir, and nothing else to do here.\n" * (number * 60)
            (folder / "in" / str(number % 7) / f"{number}.txt").write_text(text, "utf-8")
        options = ["-q", "-j", "2", "--shard", "2/3", "--resume", "j", "--report", "r.jsonl"]
        whole, resumed = ([*SCRIPT, "clean", *ASCII, "in", "-o", name, *options] for name in ("whole", "out"))
        report = folder / "r.2-of-3.jsonl"
        subprocess.run(whole, check=True)
        expected = report.read_bytes()
        killed = 0
        for seed in (1, 2):
            chance = random.Random(seed)
            shutil.rmtree(folder / "out", ignore_errors=True)
            report.unlink()
            (folder / "j.2-of-3").unlink()
            for _ in range(6):
                with subprocess.Popen(resumed, start_new_session=True) as running:
                    try:
                        running.wait(chance.uniform(0.2, 0.6))
                    except subprocess.TimeoutExpired:
                        os.killpg(running.pid, signal.SIGKILL)
                        killed += 1
            subprocess.run(resumed, check=True)
            assert report.read_bytes() == expected
            left = {name: data for name, data in contents(folder / "out").items() if ".textmend-" not in name}
            assert left == contents(folder / "whole")
        assert killed

    def test_the_report_of_another_run_is_replaced(self, corpus: Path) -> None:
        run("clean", *ASCII, "in", "-o", "out", "--resume", "j")
        (corpus / "r.jsonl").write_text('{"run": {"preset": "pdf"}}\nnotes\n', "utf-8")
        run("clean", *ASCII, "in", "-o", "out", "--report", "r.jsonl", "--resume", "j")
        (line,) = (corpus / "r.jsonl").read_text("utf-8").splitlines()
        assert json.loads(line) == {"run": {"preset": "ascii", "lang": "en", "only": ["ascii"]}}


class TestReports:
    @pytest.fixture
    def reports(self, corpus: Path) -> list[str]:
        for number in (1, 2, 3):
            run("clean", *ASCII, "in", "missing", "--check", "--report", "r.jsonl", "--shard", f"{number}/3")
        return sorted(path.name for path in corpus.glob("r.*"))

    @staticmethod
    def data(page: Path) -> dict[str, object]:
        text = page.read_text("utf-8")
        start = text.index(">", text.index('type="application/json"')) + 1
        found: dict[str, object] = json.loads(text[start : text.index("</script>", start)])
        return found

    def test_the_page_of_all_shards_is_that_of_the_run(self, corpus: Path, reports: list[str]) -> None:
        assert reports == ["r.1-of-3.jsonl", "r.2-of-3.jsonl", "r.3-of-3.jsonl"]
        run("clean", *ASCII, "in", "missing", "--check", "--report", "whole.jsonl")
        run("review", "whole.jsonl", "-o", "whole.html")
        done = run("review", *reports, "-o", "all.html")
        assert (done.exit_code, done.stderr) == (0, "all.html: 10 edits, 0 left alone\n")
        whole, merged = self.data(corpus / "whole.html"), self.data(corpus / "all.html")
        for key in ("run", "rules", "totals", "problems", "notes"):
            assert merged[key] == whole[key], key
        Path("joined.jsonl").write_bytes(b"".join(Path(each).read_bytes() for each in reports))
        run("review", "joined.jsonl", "-o", "joined.html")
        assert self.data(corpus / "joined.html")["entries"] == merged["entries"]

    def test_decisions_of_the_merged_page_hold_for_each_shard(self, corpus: Path, reports: list[str]) -> None:
        rows = [json.loads(line) for each in reports for line in Path(each).read_text("utf-8").splitlines()]
        rejected = [{"decision": "reject", **row} for row in rows if "after" in row][:4]
        (corpus / "d.json").write_text(json.dumps({"textmend": "decisions", "version": 1, "edits": rejected}), "utf-8")
        left = 0
        for number in (1, 2, 3):
            done = run("clean", *ASCII, "in", "-o", "out", "--decisions", "d.json", "--shard", f"{number}/3")
            assert done.exit_code == 0
        left = sum(text.decode("utf-8").count("é") for text in contents(corpus / "out").values())
        assert left == 4

    def test_what_is_missing_is_said(self, corpus: Path, reports: list[str]) -> None:
        done = run("review", reports[0], reports[2], "-o", "all.html")
        assert done.stderr.splitlines()[0] == "textmend: the reports of 1 shard of 3 are missing: 2"
        assert self.data(corpus / "all.html")["notes"] == ["the reports of 1 shard of 3 are missing: 2"]

    def test_shards_of_different_lists_are_noticed(self, corpus: Path, reports: list[str]) -> None:
        (corpus / "in/0.txt").write_text("é", "utf-8")
        run("clean", *ASCII, "in", "--check", "--report", "r.jsonl", "--shard", "2/3")
        done = run("review", *reports, "-o", "all.html")
        assert "shards 1 and 2 are parts of different lists of files" in done.stderr

    @pytest.mark.usefixtures("corpus")
    def test_reports_that_do_not_belong_together(self, reports: list[str]) -> None:
        assert "name it with -o" in only_line(run("review", *reports).stderr)
        twice = run("review", reports[0], reports[0], "-o", "all.html")
        assert "is of shard 1 of 3, like r.1-of-3.jsonl" in only_line(twice.stderr)
        run("clean", "in", "--check", "--report", "r.jsonl", "--shard", "2/3")
        assert 'other settings than r.1-of-3.jsonl (preset: "ascii" before' in only_line(
            run("review", *reports, "-o", "all.html").stderr
        )
        run("clean", *ASCII, "in", "--check", "--report", "r.jsonl", "--shard", "2/4")
        other = run("review", reports[0], "r.2-of-4.jsonl", "-o", "all.html")
        assert "is shard 2 of 4, and the others are of 3" in only_line(other.stderr)

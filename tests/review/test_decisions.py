"""What a person decided is what `textmend clean --decisions` does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import folder, only_line, run

__all__ = ["folder"]

TEXT = "They praised the workof the crew, the endof years. A “curly” mark.\n"
BODY = '{"text": "They praised the workof the crew."}\n{"text": "They praised the workof the crew."}\n'


def reported(*arguments: str) -> list[dict[str, Any]]:
    """The rows of a report, without the description of the run."""
    run("clean", "-q", "--check", "--report", "run.jsonl", *arguments)
    return [row for line in Path("run.jsonl").read_text("utf-8").splitlines() if "run" not in (row := json.loads(line))]


def decided(rows: list[dict[str, Any]], decision: str) -> list[dict[str, Any]]:
    """Decisions on edits as the page exports them."""
    kept = ("path", "line", "row", "field", "column", "start", "end", "rule", "before")
    return [
        {key: row[key] for key in kept if key in row}
        | {"decision": decision, "after": row.get("after", row.get("proposed"))}
        for row in rows
    ]


def write(**content: Any) -> None:
    Path("d.json").write_text(json.dumps({"textmend": "decisions", "version": 1, **content}), "utf-8")


def cleaned(*arguments: str) -> str:
    done = run("clean", "-q", "--decisions", "d.json", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def test_a_rejected_edit_is_not_made(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    rows = reported("a.txt")
    assert [row["rule"] for row in rows] == ["spacing/split"] * 2 + ["quotes/straighten"] * 2
    write(edits=decided(rows[1:2], "reject"))
    assert cleaned("a.txt") == 'They praised the work of the crew, the endof years. A "curly" mark.\n'
    assert cleaned("./a.txt") == cleaned(str(folder / "a.txt")) == cleaned("a.txt")
    run("clean", "-q", "-w", "--decisions", "d.json", "a.txt")
    assert (folder / "a.txt").read_text(
        "utf-8"
    ) == 'They praised the work of the crew, the endof years. A "curly" mark.\n'


def test_a_rule_is_rejected_but_for_one_edit(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    rows = reported("a.txt")
    write(rules={"spacing/split": "reject"}, edits=decided(rows[:1], "accept"))
    assert cleaned("a.txt") == 'They praised the work of the crew, the endof years. A "curly" mark.\n'
    done = run("clean", "--diff", "--stats", "--decisions", "d.json", "a.txt")
    assert done.exit_code == 1
    assert "         1          1  spacing/split" in done.stderr


def test_only_what_was_accepted(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    rows = reported("a.txt")
    write(undecided="leave", edits=decided(rows[:1], "accept"))
    assert cleaned("a.txt") == TEXT.replace("workof", "work of")


def test_an_accepted_suspicion_is_made(folder: Path) -> None:
    (folder / "a.txt").write_text("They praised the workof the crew, itwas allso good.\n", "utf-8")
    rows = reported("--level", "safe", "--only", "spacing", "a.txt")
    left = [row for row in rows if "refused" in row]
    assert left, "something is under this level"
    write(edits=decided(left[:1], "accept"))
    made = run("clean", "-q", "--level", "safe", "--only", "spacing", "--decisions", "d.json", "a.txt").stdout
    plain = run("clean", "-q", "--level", "safe", "--only", "spacing", "a.txt").stdout
    assert len(made) == len(plain) + len(left[0]["proposed"]) - len(left[0]["before"])


def test_records_are_told_apart(folder: Path) -> None:
    (folder / "a.jsonl").write_text(BODY, "utf-8")
    rows = reported("a.jsonl")
    write(edits=decided(rows[1:], "reject"))
    assert cleaned("a.jsonl") == BODY.replace("workof", "work of", 1)


def test_markup_is_no_obstacle(folder: Path) -> None:
    source = "Praise for the **workof** men &amp; the endof `endof` years.\n"
    (folder / "a.md").write_text(source, "utf-8")
    rows = reported("a.md")
    write(edits=decided(rows[1:], "reject"))
    assert cleaned("a.md") == source.replace("workof", "work of")


def test_several_processes_obey_too(folder: Path) -> None:
    lines = "".join(f"{number} {TEXT}" for number in range(160_000))
    (folder / "a.txt").write_text(lines, "utf-8")
    write(rules={"spacing/split": "reject", "quotes/straighten": "reject"})
    done = run("clean", "--check", "-j", "2", "--decisions", "d.json", "a.txt")
    assert (done.exit_code, done.stdout) == (0, "")


def test_what_is_not_found_is_said(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    write(edits=decided(reported("a.txt"), "reject"))
    (folder / "a.txt").write_text(f"One more line.\n{TEXT}", "utf-8")
    done = run("clean", "-q", "--decisions", "d.json", "a.txt")
    assert done.exit_code == 2
    assert "4 decisions on edits that are not made here" in only_line(done.stderr)
    assert run("clean", "-q", "--decisions", "d.json", "b.txt").exit_code == 0, "that file was not reviewed"


def test_other_settings_are_named(folder: Path) -> None:
    (folder / "a.txt").write_text("plain\n", "utf-8")
    write(run={"preset": "pdf", "lang": "en"})
    done = run("clean", "-q", "--decisions", "d.json", "a.txt")
    assert 'had other settings (preset: "pdf" before, "default" now)' in only_line(done.stderr)
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("no json", "is not JSON"),
        ("[]", "is not a file of decisions"),
        ('{"textmend": "decisions", "version": 9}', "has the version 9"),
        ('{"textmend": "decisions", "version": 1, "undecided": "x"}', "undecided is 'make' or 'leave', not 'x'"),
        (
            '{"textmend": "decisions", "version": 1, "rules": {"a/b": "x"}}',
            "rules.a/b is 'accept' or 'reject', not 'x'",
        ),
        ('{"textmend": "decisions", "version": 1, "edits": [{"decision": "reject"}]}', "has an incomplete decision"),
        ('{"textmend": "decisions", "version": 1, "edits": 3}', "has an incomplete decision"),
    ],
)
def test_other_files_are_refused(folder: Path, content: str, problem: str) -> None:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "d.json").write_text(content)
    done = run("clean", "-w", "--decisions", "d.json", "a.txt")
    assert done.exit_code == 2
    assert problem in only_line(done.stderr)
    assert (folder / "a.txt").read_text("utf-8") == TEXT


class TestCommand:
    def test_a_page_of_a_report(self, folder: Path) -> None:
        (folder / "a.txt").write_text(TEXT, "utf-8")
        reported("a.txt")
        done = run("review", "run.jsonl")
        assert (done.exit_code, done.stdout, done.stderr) == (0, "", "run.html: 4 edits, 0 left alone\n")
        assert b"textmend review" in (folder / "run.html").read_bytes()
        assert run("review", "run.jsonl").exit_code == 0, "a page of ours is replaced"
        assert run("clean", "-q", "--check", "a.txt", "--report", "page.HTML").exit_code == 1
        # What the run writes itself is what is made of its report, but for the title.
        one, other = ((folder / name).read_bytes() for name in ("run.html", "page.HTML"))
        assert one.replace(b"run.jsonl", b"page.HTML") == other

    def test_no_other_file_is_replaced(self, folder: Path) -> None:
        (folder / "a.txt").write_text(TEXT, "utf-8")
        reported("a.txt")
        (folder / "run.html").write_text("<p>mine")
        done = run("review", "run.jsonl")
        assert done.exit_code == 2
        assert "run.html: exists and is not a review page" in only_line(done.stderr)
        assert run("review", "run.jsonl", "-o", "run.html").exit_code == 0

    def test_what_is_no_report(self, folder: Path) -> None:
        assert "x.jsonl: does not exist" in only_line(run("review", "x.jsonl").stderr)
        (folder / "a.txt").write_text("some text\n")
        assert "a.txt:1: is not JSON; give a report of" in only_line(run("review", "a.txt").stderr)
        assert "use a name that ends in .html" in only_line(run("review", "a.txt", "-o", "a.pdf").stderr)

    def test_problems_and_an_empty_run(self, folder: Path) -> None:
        (folder / "a.jsonl").write_text("no json\n")
        run("clean", "-q", "--check", "a.jsonl", "--report", "run.html")
        assert "invalid JSON" in (folder / "run.html").read_text("utf-8")

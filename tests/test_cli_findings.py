"""What users type to choose parts of passes, and what `--check` prints for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from textmend.cli import main

TEXT = 'It\'s "late" - too late - ofthe \u201cbay\u201d.\n'
DASHED = TEXT.replace("ofthe", "of the").replace(" - ", " \u2014 ")


def run(*arguments: str, stdin: str = TEXT) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin.encode())


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("-O quotes.style=typographic", "It\u2019s \u201clate\u201d \u2014 too late \u2014 of the \u201cbay\u201d.\n"),
        (
            "--option quotes.style=typographic --only quotes",
            "It\u2019s \u201clate\u201d - too late - ofthe \u201cbay\u201d.\n",
        ),
        ("-O dashes.hyphens=false", 'It\'s "late" - too late - of the "bay".\n'),
        ("-O spacing.words=ofthe,inthe --only spacing", TEXT),
        ("--only spacing,dashes", DASHED),
        ("--only dashes --only spacing", DASHED),
        ("--skip quotes,dashes/spaced-hyphen", TEXT.replace("ofthe", "of the")),
        ("-p typographic --only quotes/apostrophe", TEXT.replace("It's", "It\u2019s")),
        ("-p typographic --only quotes/apostrophe,dashes", TEXT.replace("It's", "It\u2019s")),
        ("-p typographic --only quotes/apostrophe,spacing,dashes", DASHED.replace("It's", "It\u2019s")),
        (
            "-p typographic --only quotes/apostrophe,quotes",
            "It\u2019s \u201clate\u201d - too late - ofthe \u201cbay\u201d.\n",
        ),
        ("--level 0.98", TEXT.replace("ofthe", "of the").replace("\u201c", '"').replace("\u201d", '"')),
        ("--level 1", TEXT),
        ("--level 0.9 --only spacing", TEXT.replace("ofthe", "of the")),
    ],
)
def test_parts_of_passes(options: str, expected: str) -> None:
    done = run("clean", *options.split())
    assert (done.exit_code, done.stdout) == (0, expected), done.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("-O quotes", "-O quotes: give a pass, an option and a value, as in -O quotes.style=typographic"),
        ("-O quotes.stile=x", "unknown option of pass 'quotes' 'stile'; did you mean 'style'?"),
        ("-O quots.style=x", "unknown pass 'quots'; did you mean 'quotes'?"),
        ("-O quotes.style=curly", "-O quotes.style=curly: quotes: unknown style 'curly'"),
        ("-O layout.width=80", "preset 'default' does not include the pass 'layout'; use one of these presets: pdf"),
        ("-p pdf -O layout.width=wide", "-O layout.width=wide: option 'width' takes a int, not 'wide'"),
        ("-O dashes.hyphens=perhaps", "-O dashes.hyphens=perhaps: option 'hyphens' takes a bool, not 'perhaps'"),
        ("--only quotes/nothing", "unknown rule 'quotes/nothing'"),
        ("--only ascii/mark", "preset 'default' does not include the pass 'ascii'"),
        (
            "--level 1.5",
            "a level is one of safe, likely, guess, or a minimum confidence from 0 to 1 such as 0.95, not 1.5",
        ),
        ("--level nan", "a level is one of safe, likely, guess, or a minimum confidence"),
        ("--level sure", "unknown level 'sure'. Valid: safe, likely, guess."),
        ("--check-format json", "--check-format needs --check"),
    ],
)
def test_what_cannot_be_chosen(options: str, message: str) -> None:
    done = run("clean", *options.split())
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_typed_options_come_before_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("textmend.toml").write_text('level = 0.98\n[quotes]\nstyle = "typographic"\n[layout]\nwidth = 60\n')
    assert (
        run("clean", "--only", "quotes,dashes").stdout
        == "It\u2019s \u201clate\u201d - too late - ofthe \u201cbay\u201d.\n"
    )
    assert run("clean", "-O", "quotes.style=straight", "--only", "quotes").stdout == TEXT.replace(
        "\u201c", '"'
    ).replace("\u201d", '"')
    Path("textmend.toml").write_text("level = 7\n")
    assert "textmend.toml:1: level: a level is one of" in run("clean").stderr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a b.txt").write_text("So\nthe war ofthe roses, 5% of it\n")
    Path("c.jsonl").write_text('{"text": "the war ofthe roses"}\nbroken\n')
    Path("fine.txt").write_text("The war of the roses.\n")
    Path("no.txt").write_bytes(b"a\x00b")
    return tmp_path


FILES = ("a b.txt", "c.jsonl", "fine.txt", "no.txt")


@pytest.mark.usefixtures("folder")
def test_json() -> None:
    done = run("clean", "--check", "--check-format", "json", *FILES)
    assert done.exit_code == 2
    rows = json.loads(done.stdout)
    sure = [row.pop("confidence") for row in rows if "rule" in row]
    assert all(0.9 <= each <= 1 for each in sure)
    edit = {"before": "", "after": " ", "rule": "spacing/split"}
    assert rows == [
        {"path": "a b.txt", "line": 2, "column": 11, "start": 13, "end": 13, **edit},
        {"path": "c.jsonl", "line": 1, "field": "text", "start": 10, "end": 10, **edit},
        {"path": "c.jsonl", "line": 2, "error": "invalid JSON (Expecting value at character 1)"},
        {"path": "no.txt", "error": "is not text: byte 2 is NUL"},
    ]


@pytest.mark.usefixtures("folder")
def test_github() -> None:
    done = run("clean", "--check", "--check-format", "github", *FILES)
    assert done.stdout.splitlines() == [
        "::warning file=a b.txt,line=2,col=11,title=spacing/split::'ofthe' \u2192 'of the' (0.99)",
        "::warning file=c.jsonl,line=1,title=spacing/split::'ofthe' \u2192 'of the' (0.99)",
        "::error file=c.jsonl,line=2::invalid JSON (Expecting value at character 1)",
        "::error file=no.txt::is not text: byte 2 is NUL",
    ]


def test_signs_of_github_are_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a,b:c%.txt").write_text("100%ofthe\u2028\n")
    done = run("clean", "--check", "--check-format", "github", "-O", "replace.replacements=%ofthe => %25", "a,b:c%.txt")
    assert done.stdout.startswith("::warning file=a%2Cb%3Ac%25.txt,line=1,col=5,title=replace/")
    assert "'100%25ofthe" in done.stdout
    assert done.stdout.count("\n") == len(done.stdout.splitlines())


@pytest.mark.usefixtures("folder")
def test_sarif() -> None:
    done = run("clean", "--check", "--check-format", "sarif", *FILES)
    log = json.loads(done.stdout)
    (made,) = log["runs"]
    assert (log["version"], made["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [rule["id"] for rule in made["tool"]["driver"]["rules"]] == ["spacing/split"]
    assert made["tool"]["driver"]["rules"][0]["shortDescription"]["text"].startswith("inserts the missing space")
    places = [result["locations"][0]["physicalLocation"] for result in made["results"]]
    assert places == [
        {"artifactLocation": {"uri": "a%20b.txt"}, "region": {"startLine": 2, "startColumn": 11}},
        {"artifactLocation": {"uri": "c.jsonl"}, "region": {"startLine": 1}},
    ]
    (invocation,) = made["invocations"]
    assert not invocation["executionSuccessful"]
    assert len(invocation["toolExecutionNotifications"]) == 2


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
@pytest.mark.usefixtures("folder")
def test_nothing_to_find(form: str) -> None:
    done = run("clean", "-q", "--check", "--check-format", form, "fine.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    if form != "github":
        assert json.loads(done.stdout) is not None
    else:
        assert done.stdout == ""


@pytest.mark.usefixtures("folder")
def test_with_a_report_too() -> None:
    done = run("clean", "--check", "--check-format", "json", "a b.txt", "--report", "report.jsonl")
    assert done.exit_code == 1
    assert len(json.loads(done.stdout)) == 1
    assert '"rule": "spacing/split"' in Path("report.jsonl").read_text()


def test_a_folder_that_is_rewritten_says_which_files_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(25):
        Path(f"{number:02}.txt").write_text("ofthe boat\n" if number else "plain\n")
    done = run("clean", "-w", ".")
    assert done.stderr.splitlines() == [
        *(f"{number:02}.txt: 1 edit" for number in range(1, 21)),
        "\u2026 and more; -v names all",
        "24 files changed, 24 edits; 1 file unchanged",
    ]

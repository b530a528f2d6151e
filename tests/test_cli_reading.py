"""How the commands read a file: `explain`, `clean`, `--diff`, `--check` and `--report` see the same texts of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from textmend.cli import main
from textmend.formats import SUFFIXES, sniff

FILES = {
    "a.txt": "The war ofthe roses - the old one - is \u201clong\u201d.\n",
    "table.txt": "1,Ann Smith,lives ofthe bay\n2,Bo Ray,lives - or so - in York\n",
    "a.md": "# It\u2019s late\n\nThe war ofthe roses &amp; `ofthe` \u201cso\u201d.\n\n"
    "    code \u2019s\n\nx[^1] was inthe end.\n",
    "a.html": "<p>It\u2019s late<script>if (a < b) x = '\u2019'</script> &lt;b&gt; ofthe "
    "&amp; roses</p><p>\u00a0</p>\n",
    "a.json": '{\n  "t": "The war ofthe roses is \u201clong\u201d, and it\\u2019s late.",\n'
    '  "k": "ofthe",\n  "n": [1.0, null]\n}\n',
    "a.jsonl": '{"text": "The war ofthe roses"}\n{"text": "It\u2019s \\"late\\""}\n',
    "a.csv": 'id,text\n1,"The war ofthe ""roses"""\n2,It\u2019s late\n',
    "a.tsv": "id\ttext\n1\tThe war ofthe roses\n",
    "a.py": "x = 'It\u2019s caf\u00c3\u00a9 d\u00c3\u00a9j\u00c3\u00a0 vu'  # ofthe\n",
    "a.po": '# It\u2019s\nmsgid "a"\nmsgstr "The war ofthe roses is long, and it\u2019s late."\n',
    "a.properties": "a = The war ofthe roses is long, and it\\u2019s late.\n"
    "b = caf\\u00c3\\u00a9 d\\u00c3\\u00a9j\\u00c3\\u00a0 vu\n",
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\n<i>The war ofthe</i>\nroses, it\u2019s late\n",
    "a.xlf": '<?xml version="1.0"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><source>It\u2019s</source>'
    "<target>It\u2019s <g id='1'>ofthe</g> bay</target></xliff>\n",
    "a.eml": "From: Ann\nSubject: It\u2019s\nContent-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: quoted-printable\n\nIt=E2=80=99s late ofthe=\n bay\n",
    "a.log": "2031-05-02 07:11:40 No such file - trying ofthe\n",
}


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def explained(output: str) -> list[tuple[str, str]]:
    """Place and rule of each edit that `explain` lists."""
    return re.findall(r"^ *(\S+(?: \S+)?)  ([a-z0-9/+-]+) +[01–]", output, re.MULTILINE)


def reported(report: Path) -> list[tuple[str, str]]:
    """The same for a report of `clean`."""
    found = []
    for line in report.read_text("utf-8").splitlines():
        edit = json.loads(line)
        if "after" not in edit:
            continue
        where = f"{edit['line']}:{edit['column']}" if "column" in edit else str(edit["line"])
        if "field" in edit:
            where += f" {edit['field']}" if "column" in edit else f" {edit['field']}:{edit['start'] + 1}"
        found.append((where, edit["rule"]))
    return found


@pytest.mark.parametrize("preset", ["default", "typographic", "web", "pdf"])
@pytest.mark.parametrize("name", FILES)
def test_explain_shows_what_clean_does(folder: Path, name: str, preset: str) -> None:
    done = run("explain", "-p", preset, name)
    assert done.exit_code == 0, done.output
    edits = explained(done.stdout)
    checked = run("clean", "-q", "-p", preset, name, "--check", "--report", "report.jsonl")
    assert (checked.exit_code, edits) == (int(bool(edits)), reported(folder / "report.jsonl"))
    assert bool(run("clean", "-q", "-p", preset, name, "--diff").stdout) == bool(edits)
    cleaned = run("clean", "-q", "-p", preset, name).stdout_bytes
    assert (cleaned != FILES[name].encode()) == bool(edits)
    assert done.stderr.startswith(f"{len(edits)} edit")


@pytest.mark.parametrize("name", FILES)
def test_standard_input_is_read_like_the_file(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    cleaned = run("clean", "-q", name).stdout_bytes
    assert run("clean", "-q", "--stdin-filename", name, stdin=data).stdout_bytes == cleaned
    assert explained(run("explain", "--stdin-filename", name, stdin=data).stdout) == explained(
        run("explain", name).stdout
    )


@pytest.mark.parametrize(
    ("name", "taken_for"),
    [
        ("a.txt", "txt: prose"),
        ("table.txt", "txt: a table (CSV or TSV)"),
        ("a.json", "json: 2 texts (1 prose, 1 data)"),
        ("a.jsonl", "jsonl: 2 texts (2 prose)"),
        ("a.py", "code: data"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_explain_says_what_the_file_was_taken_for(name: str, taken_for: str) -> None:
    summary, _, _ = run("explain", name).stderr.partition("\n")
    assert summary.endswith(f"read as {taken_for}".replace("2 texts (2 prose)", "prose"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('{"a": "ofthe",\n "b": 1}', "json"),
        ('[{"a": 1}]', "json"),
        ('{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        ('{"a": 1}\n{"a": 2}\n', "code"),
        ("<!DOCTYPE html><p>a", "html"),
        ("\ufeff  <html lang=en>", "html"),
        ("<div class='x'>a &lt;b&gt;</div>", "html"),
        ('<?xml version="1.0"?><a/>', "xml"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nIt is late\n", "subtitles"),
        ("\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nIt is late\r\n", "subtitles"),
        ("[Script Info]\nTitle: Boats\n", "subtitles"),
        ('# Boats\n#, fuzzy\nmsgid ""\nmsgstr ""\n', "po"),
        ("Return-Path: <a@bay.example>\nMIME-Version: 1.0\nSubject: boats\n\nIt is late.\n", "mail"),
        ("From a@bay.example Mon Jan  1 00:00:00 2030\nReceived: by hill\nMessage-Id: <1>\n\nIt is late.\n", "mail"),
        ("From: Ann\nTo: Bo\nSubject: the boat\n\nIt is late.\n", "txt"),
        ("1\nBoats\n2\nOars\n", "txt"),
        ("# Boats\n\nThe msgid is late.\n", "txt"),
        ("PAR1\x15", "parquet"),
        ("a,b,c\n1,2,3\n", "txt"),
        ("<3 you all -- </3", "txt"),
        ("<a> and <b> are letters", "txt"),
        ("{he left}\nand [she] stayed", "txt"),
        ("[sic] he said", "txt"),
        ("", "txt"),
    ],
)
def test_the_first_bytes_show_the_format(data: str, expected: str) -> None:
    assert sniff.format_of(data.encode()) == expected
    assert expected in SUFFIXES.values()


def test_markup_of_a_page_on_standard_input_stays() -> None:
    page = b"<html><p>Write &lt;script&gt; &amp; it\xe2\x80\x99s <b>inthe</b> page</p></html>"
    done = run("clean", "-p", "web", stdin=page)
    assert done.stdout_bytes == b"<html><p>Write &lt;script&gt; &amp; it's <b>in the</b> page</p></html>"


def test_a_table_on_standard_input_stays() -> None:
    table = b"1,Anna Smith,lives in Leeds\n2,Bo Ray,lives - or so - in York\n"
    assert run("clean", stdin=table).stdout_bytes == table


def test_fields_of_records_and_of_a_document_on_standard_input() -> None:
    assert run("clean", "--field", "a", stdin=b'{"a": "ofthe"}\n{"a": "inthe"}\n').stdout_bytes == (
        b'{"a": "of the"}\n{"a": "in the"}\n'
    )
    assert run("clean", "--field", "a", stdin=b'{\n"a": "ofthe"\n}\n').stdout_bytes == b'{\n"a": "of the"\n}\n'


def test_broken_json_is_one_message_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "broken.json").write_text('{"a": "ofthe",}\n', "utf-8")
    done = run("clean", "-q", "-w", "broken.json", "a.json")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "textmend: broken.json:1:15: invalid JSON (Expecting property name enclosed in double quotes); "
        "fix that place, or use --format txt"
    ]
    assert (folder / "broken.json").read_text("utf-8") == '{"a": "ofthe",}\n'
    assert "of the roses" in (folder / "a.json").read_text("utf-8")
    assert run("explain", "broken.json").exit_code == 2


def test_records_without_text_are_counted(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "ofthe"}\n{"text": null}\n{}\n', "utf-8")
    done = run("clean", "-w", "a.jsonl")
    assert (done.exit_code, done.stderr) == (0, "1 file changed, 1 edit; 2 records without text\n")


def test_a_field_that_no_record_has_is_an_error(folder: Path) -> None:
    done = run("clean", "-q", "-w", "--field", "body", "a.jsonl")
    assert done.exit_code == 2
    assert done.stderr == "textmend: a.jsonl: has no text in field 'body'; name the field with --field\n"
    assert (folder / "a.jsonl").read_text("utf-8") == FILES["a.jsonl"]


def test_a_folder_says_what_was_left_out_and_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "c.jsonl", "d.jsonl.gz", "e.csv", "f.py", "g.pdf", "h", ".hidden.py"):
        (tmp_path / name).write_text("ofthe boat\n" if name == "a.txt" else "plain\n", "utf-8")
    done = run("clean", "-w", "-v", ".")
    assert done.stderr.splitlines() == [
        "a.txt: 1 edit",
        "1 file changed, 1 edit; 1 file unchanged",
        "left out: 2 .jsonl (name a --field), 1 .csv (name a --column), "
        "3 other files (.py, .pdf, h; --include takes them)",
    ]
    assert "left out" not in run("clean", "-q", "-w", ".").stderr
    assert run("clean", "-w", ".", "--include", "*.py").stderr.splitlines()[-1].endswith("--include takes them)")
    assert "left out" not in run("clean", "-w", "a.txt", "c.jsonl", "--field", "a").stderr


def test_a_diff_of_mail_shows_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head = "Content-Type: text/plain; charset={}\nContent-Transfer-Encoding: 8bit\n\n"
    text = "It\u2019s late in the caf\u00e9.\n"
    Path("a.eml").write_bytes((head.format("utf-8") + text).encode())
    Path("b.eml").write_bytes((head.format("cp1252") + text).encode("cp1252"))
    Path("\u00e9.eml").write_bytes(Path("a.eml").read_bytes())
    assert "--- \u00e9.eml" in run("clean", "--diff", "\u00e9.eml").stdout.splitlines()
    lines = run("clean", "--diff", "a.eml", "b.eml").stdout.splitlines()
    assert "-It\u2019s late in the caf\u00e9." in lines
    assert "+It's late in the caf\u00e9." in lines
    assert "+It's late in the caf\\xe9." in lines

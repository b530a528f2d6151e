"""The command: what it writes where, its messages, and its exit status."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from textmend.cli import main

# The command is tested with the pass that depends on no language data and does the same to every text.
ASCII = ("--preset", "ascii", "--only", "ascii")
SCRIPT = [sys.executable, "-m", "textmend"]

needs_posix = pytest.mark.skipif(os.name != "posix", reason="pipes, links and devices as POSIX has them")
needs_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def process(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*SCRIPT, *arguments], input=stdin, capture_output=True, check=False, timeout=60)


def only_line(stderr: str) -> str:
    """The single line of the error message."""
    lines = stderr.splitlines()
    assert len(lines) == 1, stderr
    assert lines[0].startswith("textmend: ")
    return lines[0]


class TestClean:
    def test_stdin_to_stdout_with_bytes_kept(self) -> None:
        for arguments in ([], ["-"]):
            done = process("clean", *ASCII, *arguments, stdin="\ufeffé\r\nü\n\rend".encode())
            assert (done.returncode, done.stderr) == (0, b"")
            assert done.stdout == b"\xef\xbb\xbfe\r\nu\n\rend"

    def test_the_passes_mend_by_their_presets(self) -> None:
        assert run("clean", "--preset", "safe", "--only", "mojibake", stdin="un cafÃ©\n".encode()).output == "un café\n"
        assert run("clean", "--only", "quotes", stdin="“curly”\n".encode()).output == '"curly"\n'
        assert run("clean", "--skip", "quotes", stdin="“curly”\n".encode()).output == "“curly”\n"

    def test_words_of_a_list_stay_whole(self, folder: Path) -> None:
        text = "They praised the workof the crew, the workof years.\n"
        assert run("clean", stdin=text.encode()).output == text.replace("workof", "work of")
        (folder / "words.txt").write_text("# our brands\nQuillby Workof  # a paint\n", "utf-8")
        assert run("clean", "--words", "words.txt", stdin=text.encode()).output == text
        missing = run("clean", "--words", "none.txt", stdin=text.encode())
        assert missing.exit_code == 2
        assert "--words none.txt: No such file" in missing.stderr
        (folder / "latin.txt").write_bytes(b"caf\xe9")
        assert "invalid UTF-8 at byte 3" in run("clean", "--words", "latin.txt", stdin=b"").stderr

    def test_files_of_any_suffix_in_the_order_given(self, folder: Path) -> None:
        (folder / "b.log").write_text("ö\n", "utf-8")
        (folder / "a.txt").write_text("ä\n", "utf-8")
        done = run("clean", *ASCII, "b.log", "a.txt")
        assert done.stdout == "o\na\n"
        assert done.stderr == "2 files changed, 2 edits\n"

    def test_a_folder_is_walked_in_order_without_hidden_files_and_links(self, folder: Path) -> None:
        for name in ("notes/b/z.txt", "notes/a.TEXT", "notes/.hidden.txt", "notes/.git/x.txt", "notes/data.csv"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(f"é {name}\n", "utf-8")
        if os.name == "posix":
            (folder / "outside").mkdir()
            (folder / "outside/secret.txt").write_text("é\n", "utf-8")
            (folder / "notes/link").symlink_to(folder / "outside")
            (folder / "notes/link.txt").symlink_to(folder / "outside/secret.txt")
        done = run("clean", *ASCII, "notes")
        assert done.stdout == "e notes/a.TEXT\ne notes/b/z.txt\n"

    def test_output_to_a_file(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        assert run("clean", *ASCII, "a.txt", "-o", "b.txt").output == ""
        assert (folder / "b.txt").read_bytes() == b"e"
        assert (folder / "a.txt").read_text("utf-8") == "é"

    def test_output_to_a_folder_keeps_the_tree_and_is_no_input_the_next_time(self, folder: Path) -> None:
        (folder / "sub").mkdir()
        (folder / "a.txt").write_text("é", "utf-8")
        (folder / "sub/b.txt").write_text("plain", "utf-8")
        for _ in range(2):
            done = run("clean", *ASCII, ".", "-o", "out")
            assert done.stderr == "1 file changed, 1 edit; 1 file unchanged\n"
            written = sorted(str(path.relative_to(folder / "out")) for path in folder.glob("out/**/*.txt"))
            assert written == ["a.txt", os.path.join("sub", "b.txt")]
        assert (folder / "out/sub/b.txt").read_text("utf-8") == "plain"

    def test_in_place_only_what_needs_it(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes(b"\xff\xfe" + "é\r\n".encode("utf-16-le"))
        (folder / "b.txt").write_text("plain", "utf-8")
        os.utime(folder / "b.txt", (1, 1))
        done = run("clean", *ASCII, "-w", "a.txt", "b.txt")
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == "1 file changed, 1 edit; 1 file unchanged\n"
        assert (folder / "a.txt").read_bytes() == b"\xff\xfe" + "e\r\n".encode("utf-16-le")
        assert (folder / "b.txt").stat().st_mtime == 1
        assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]

    def test_a_named_encoding_is_read_and_written(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes(b"caf\xe9 \x93x\x94")
        assert run("clean", "-w", "-q", "--only", "quotes", "--encoding", "cp1252", "a.txt").output == ""
        assert (folder / "a.txt").read_bytes() == b'caf\xe9 "x"'

    def test_check_names_the_files_and_exits_1(self, folder: Path) -> None:
        (folder / "a.txt").write_text("éé", "utf-8")
        (folder / "b.txt").write_text("plain", "utf-8")
        done = run("clean", *ASCII, "--check", ".")
        assert (done.exit_code, done.stdout) == (1, "a.txt: 2 edits\n")
        assert done.stderr == "1 file would change, 2 edits; 1 file unchanged\n"
        assert run("clean", *ASCII, "--check", "-q", ".").output == ""
        assert run("clean", *ASCII, "--check", "b.txt").exit_code == 0
        assert (folder / "a.txt").read_text("utf-8") == "éé"

    def test_diff_is_plain_when_piped_and_exits_1(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é\n", "utf-8")
        done = run("clean", *ASCII, "--diff", "a.txt")
        assert (done.exit_code, done.stderr) == (1, "")
        assert done.stdout == "--- a.txt\n+++ a.txt\n@@ -1,1 +1,1 @@\n-é\n+e\n"
        (folder / "a.txt").write_text("e\n", "utf-8")
        done = run("clean", *ASCII, "--diff", "a.txt")
        assert (done.exit_code, done.output) == (0, "")


class TestBadInput:
    """Each ends in one line that names the file and what to do, and in exit status 2."""

    def test_the_other_files_are_still_done(self, folder: Path) -> None:
        (folder / "bad.txt").write_bytes(bytes(range(128, 256)))
        (folder / "binary.txt").write_bytes(b"\x7fELF\0")
        (folder / "good.txt").write_text("é", "utf-8")
        (folder / "empty").mkdir()
        done = run("clean", *ASCII, "-w", "none.txt", "empty", "bad.txt", "binary.txt", "good.txt")
        assert done.exit_code == 2
        complaints = done.stderr.splitlines()
        assert complaints[0] == "textmend: none.txt: does not exist; check the name"
        assert complaints[1] == (
            "textmend: empty: has no files to clean (.txt, .text, .html, .htm, .xhtml, .md, .markdown); "
            "give file names, or select files with --include '*.EXT'"
        )
        assert complaints[2] == (
            "textmend: bad.txt: is not UTF-8 (byte 0x80 at line 1, byte 1), and no other encoding fits; "
            "skip it if it is not text"
        )
        assert re.match(r"textmend: binary\.txt: is not text: byte 5 is NUL; skip it", complaints[3])
        assert complaints[4:] == ["good.txt: 1 edit", "1 file changed, 1 edit; 4 failed"]
        assert (folder / "good.txt").read_bytes() == b"e"
        assert (folder / "bad.txt").read_bytes() == bytes(range(128, 256))

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["--preset", "pfd"], "unknown preset 'pfd'; did you mean 'pdf'?"),
            (["--only", "quots"], "did you mean 'quotes'?"),
            (
                ["--only", "ascii"],
                "preset 'default' does not include the pass 'ascii'; use one of these presets: ascii",
            ),
            (["--skip", "nonsense"], "unknown pass 'nonsense'"),
            ([*ASCII, "--skip", "ascii/nonsense"], "unknown rule 'ascii/nonsense'"),
            (["--level", "sure"], "unknown level 'sure'. Valid: safe, likely, guess."),
            (["--lang", "xx"], "unknown language 'xx'"),
            ([*ASCII, "--encoding", "klingon"], "unknown encoding 'klingon'"),
            (["--frobnicate"], "clean --help')"),
            (["--field"], "requires an argument. (see 'textmend clean --help')"),
            (["-o", "out.txt", "-w"], "-o and -w cannot be combined"),
            (["-o", ""], "-o is empty"),
            (["--encoding", ""], "unknown encoding ''"),
            (["--diff", "--check"], "--diff and --check cannot be combined"),
            (["-w", "--diff"], "--diff and --check write nothing"),
        ],
    )
    def test_a_wrong_choice_touches_nothing(self, folder: Path, arguments: list[str], complaint: str) -> None:
        (folder / "a.txt").write_text("“é”", "utf-8")
        done = run("clean", "a.txt", *arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert complaint in only_line(done.stderr)
        assert [path.name for path in folder.iterdir()] == ["a.txt"]

    def test_stdin_cannot_be_mended_in_place(self) -> None:
        for arguments in ([], ["-"]):
            done = run("clean", *ASCII, "-w", *arguments)
            assert done.exit_code == 2
            assert "standard input cannot be rewritten in place" in only_line(done.stderr)

    def test_an_output_that_is_an_input(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        names = ["a.txt", "./a.txt", str(folder / "a.txt")]
        if os.name == "posix":
            (folder / "hard.txt").hardlink_to(folder / "a.txt")
            (folder / "soft.txt").symlink_to("a.txt")
            names += ["hard.txt", "soft.txt"]
        for name in names:
            done = run("clean", *ASCII, "a.txt", "-o", name)
            assert done.exit_code == 2
            assert "is both input and output; use -w to rewrite it in place" in only_line(done.stderr)
        assert run("clean", *ASCII, "-q", ".", "-o", ".").exit_code == 2
        assert (folder / "a.txt").read_text("utf-8") == "é"

    @needs_posix
    def test_a_redirection_into_an_input(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        with (folder / "a.txt").open("ab") as stdout:
            done = subprocess.run(
                [*SCRIPT, "clean", *ASCII, "a.txt"], stdout=stdout, stderr=subprocess.PIPE, check=False, timeout=60
            )
        assert done.returncode == 2
        assert "a.txt: is both input and standard output; use -w" in only_line(done.stderr.decode())
        assert (folder / "a.txt").read_text("utf-8") == "é"

    def test_an_empty_name_is_not_the_current_folder(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        done = run("clean", *ASCII, "-w", "")
        assert done.exit_code == 2
        assert "'': is an empty file name; give a file name" in only_line(done.stderr)
        assert (folder / "a.txt").read_text("utf-8") == "é"

    def test_names_that_no_file_can_have(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        name = "x" * 5000
        done = run("clean", *ASCII, "-q", "-w", name, "a.txt")
        assert done.exit_code == 2
        assert f"{name}: its name is too long; use a shorter one" in only_line(done.stderr)
        assert (folder / "a.txt").read_text("utf-8") == "e"
        assert f"{name}: its name is too long" in only_line(run("clean", *ASCII, "a.txt", "-o", name).stderr)

    def test_two_inputs_for_one_output(self, folder: Path) -> None:
        for name in ("one", "two"):
            (folder / name).mkdir()
            (folder / name / "a.txt").write_text(f"é {name}", "utf-8")
        done = run("clean", *ASCII, "-q", "one/a.txt", "two/a.txt", "-o", "out")
        assert done.exit_code == 2
        assert "would be written to" in only_line(done.stderr)
        assert (folder / "out/a.txt").read_text("utf-8") == "e one"

    def test_an_output_folder_that_is_a_file(self, folder: Path) -> None:
        for name in ("a.txt", "b.txt", "out"):
            (folder / name).write_text("é", "utf-8")
        done = run("clean", *ASCII, "-q", "a.txt", "b.txt", "-o", "out")
        assert done.exit_code == 2
        assert all(line.startswith("textmend: out: ") for line in done.stderr.splitlines())
        assert (folder / "out").read_text("utf-8") == "é"

    @needs_full_device
    def test_a_full_disk(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        done = process("clean", *ASCII, "a.txt", "-o", "/dev/full")
        assert done.returncode == 2
        assert "/dev/full: no space left on the disk; free some" in only_line(done.stderr.decode())
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*SCRIPT, "clean", *ASCII, "a.txt"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
            )
        assert done.returncode == 2
        assert "standard output: no space left on the disk" in only_line(done.stderr.decode())

    @needs_full_device
    @pytest.mark.parametrize("arguments", [["clean", "-w"], ["explain"]])
    def test_messages_that_nobody_can_hear(self, folder: Path, arguments: list[str]) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([*SCRIPT, *arguments, *ASCII, "a.txt"], stderr=full, check=False, timeout=60)
        assert done.returncode == 0

    @needs_posix
    def test_output_to_a_pipe_by_its_name(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        done = process("clean", *ASCII, "a.txt", "-o", "/dev/stdout")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"e", b"")

    @needs_full_device
    @pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["passes"], ["explain", "a.txt", *ASCII]])
    def test_a_listing_to_a_full_disk(self, folder: Path, arguments: list[str]) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([*SCRIPT, *arguments], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
        assert done.returncode == 2
        assert "standard output: no space left on the disk" in only_line(done.stderr.decode())

    @needs_posix
    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_reader_that_goes_away_is_no_error(self, folder: Path, unbuffered: str) -> None:
        (folder / "a.txt").write_text("é" + "plain text\n" * 200_000, "utf-8")  # more than a pipe's buffer
        with subprocess.Popen(
            [*SCRIPT, "clean", *ASCII, "a.txt"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        ) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            assert running.stdout.read(1) == b"e"
            running.stdout.close()
            assert running.stderr.read() == b""
        assert running.returncode == 141

    @needs_posix
    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
    def test_no_permission(self, folder: Path) -> None:
        (folder / "closed").mkdir()
        for name in ("closed/a.txt", "unreadable.txt", "b.txt"):
            (folder / name).write_text("é", "utf-8")
        (folder / "unreadable.txt").chmod(0o000)
        (folder / "closed").chmod(0o500)
        done = run("clean", *ASCII, "-q", "-w", "closed/a.txt", "unreadable.txt", "b.txt")
        (folder / "closed").chmod(0o700)
        assert done.exit_code == 2
        assert done.stderr.splitlines() == [
            "textmend: closed/a.txt: no permission to write the file or its folder; "
            "change its mode with chmod, or run as its owner",
            "textmend: unreadable.txt: no permission to read it; change its mode with chmod, or run as its owner",
        ]
        assert (folder / "closed/a.txt").read_text("utf-8") == "é"
        assert (folder / "b.txt").read_text("utf-8") == "e"

    @needs_posix
    def test_a_worker_that_is_ended_as_it_is_forked_prints_nothing(self) -> None:
        program = (
            "import os, signal; from textmend.cli import run\n"
            "with run._ended_in_order():\n"
            "    os.register_at_fork(after_in_child=lambda: signal.raise_signal(signal.SIGTERM))\n"
            "    child = os.fork()\n"
            "    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
        assert (done.stdout, done.stderr) == ("143\n", "")

    @needs_posix
    def test_closed_streams(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        command = f"'{sys.executable}' -m textmend clean {' '.join(ASCII)}"
        for redirected, complaint in (("a.txt >&-", "standard output: "), ("<&-", "standard input: ")):
            done = subprocess.run(
                f"{command} {redirected}", shell=True, capture_output=True, check=False, timeout=60, text=True
            )
            assert done.returncode == 2
            assert complaint in only_line(done.stderr)

    @pytest.mark.usefixtures("folder")
    def test_a_name_cannot_play_tricks_on_the_terminal(self) -> None:
        done = run("clean", *ASCII, "no\nsuch\x1b[31m.txt")
        assert only_line(done.stderr) == r"textmend: no\nsuch\x1b[31m.txt: does not exist; check the name"


class TestExplain:
    def test_each_edit_with_its_place_rule_and_confidence(self, folder: Path) -> None:
        (folder / "a.txt").write_text("plain\nun café noir\r\n", "utf-8")
        done = run("explain", *ASCII, "a.txt")
        assert (done.exit_code, done.stderr) == (0, "1 edit; read as txt: prose\n")
        assert done.stdout == "2:7  ascii/transliterate  1.00  un [café → cafe] noir\n"

    def test_what_was_left_alone_with_the_reason(self) -> None:
        snowman = "a ☃\n".encode()
        summary = "0 edits; 1 left alone (--refused shows why); read as txt: prose\n"
        assert run("explain", *ASCII, stdin=snowman).stderr == summary
        done = run("explain", *ASCII, "--refused", "-", stdin=snowman)
        assert done.stdout.splitlines()[1:3] == ["Left alone", "1:3  ascii/transliterate     –  a [☃]"]
        assert done.stdout.splitlines()[3].strip()

    def test_nothing_to_mend(self) -> None:
        done = run("explain", *ASCII, stdin=b"plain\n")
        assert (done.exit_code, done.stdout, done.stderr) == (0, "", "0 edits; read as txt: prose\n")

    def test_a_change_is_never_cut(self, folder: Path) -> None:
        (folder / "textmend.toml").write_text(f'[replace]\nreplacements = ["{"long " * 60}=> short"]\n')
        (folder / "b.txt").write_text(f"so {'long ' * 60}it is\n", "utf-8")
        assert f"so [{('long ' * 60).strip()} → short] it is" in run("explain", "b.txt").stdout

    def test_an_insertion_is_seen(self, folder: Path) -> None:
        shown = run("explain", "--only", "spacing", stdin=b"They praised the workof the crew.\n").stdout
        assert "the [workof → work of] the crew." in shown
        (folder / "a.txt").write_text(f"so {'a' * 40}ﬀ{'b' * 40} so\n", "utf-8")
        short = f"[…{'a' * 16}ﬀ{'b' * 16}… → …{'a' * 16}ff{'b' * 16}…]"
        assert short in run("explain", "--only", "characters", "a.txt").stdout

    def test_it_ends_with_counts_by_rule(self) -> None:
        done = run("explain", stdin="They praised the workof the “crew”.\n".encode())
        assert done.stderr.splitlines() == [
            "3 edits; read as txt: prose",
            "     edits    refused  rule",
            "         2          0  quotes/straighten",
            "         1          0  spacing/split",
        ]

    def test_a_missing_file(self, folder: Path) -> None:
        done = run("explain", "none.txt", *ASCII)
        assert done.exit_code == 2
        assert only_line(done.stderr) == "textmend: none.txt: does not exist; check the name"
        assert list(folder.iterdir()) == []


class TestPasses:
    def test_all_passes_rules_presets_and_levels(self) -> None:
        done = run("passes")
        assert (done.exit_code, done.stderr) == (0, "")
        lines = done.stdout.splitlines()
        assert "  ascii/transliterate  1.00" in lines
        assert any(line.startswith("      leaves alone: ") for line in lines)
        assert "  pdf  for text from PDF, OCR or print" in lines
        assert "  likely  0.90" in lines

    def test_one_pass_in_full(self) -> None:
        done = run("passes", "ascii")
        assert done.stdout.startswith("ascii\n  ")
        assert "  In presets: ascii.\n" in done.stdout
        assert "Leaves alone: ASCII, and" in done.stdout
        assert "Levels" not in done.stdout

    def test_an_unknown_pass(self) -> None:
        done = run("passes", "asci")
        assert done.exit_code == 2
        assert "did you mean 'ascii'?" in only_line(done.stderr)


class TestCommand:
    def test_version(self) -> None:
        done = process("--version")
        assert re.fullmatch(rb"textmend \d+\.\d+\.\d+, gate: (compiled|pure)\r?\n", done.stdout)

    def test_help_has_examples(self) -> None:
        assert run().output == run("--help").output
        assert "textmend clean -w notes/" in run("clean", "-h").output

    def test_no_costly_import_before_it_is_needed(self) -> None:
        loaded = (
            "import sys, textmend.cli.clean, textmend.cli.explain, textmend.cli.passes; "
            "print(*[m for m in ('rich', 'ftfy', 'charset_normalizer') if m in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True, timeout=60)
        assert done.stdout.split() == []

    def test_an_unknown_command(self) -> None:
        done = run("cleen")
        assert done.exit_code == 2
        assert "'cleen'" in only_line(done.stderr)

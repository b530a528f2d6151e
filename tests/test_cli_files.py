"""`textmend clean` on real files: any size, any format, nothing lost."""

from __future__ import annotations

import bz2
import functools
import gzip
import json
import lzma
import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import feather

from tests.test_cli import ASCII, SCRIPT, folder, needs_full_device, needs_posix, only_line, process, run
from textmend.cli import run as runs
from textmend.formats import compression

__all__ = ["folder"]

LINE = '{"id": 1, "text": "é plain"}\n'


def tree(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("é", "utf-8")


def mended(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.read_bytes() == b"e"}


class TestFolders:
    def test_what_is_taken_without_a_word(self, folder: Path) -> None:
        tree(folder, "a.txt", "b.md", "c.html", "d.log", "e.jsonl", "f.csv", ".g.txt", ".h/i.txt", "j/k.TXT")
        assert run("clean", *ASCII, "-w", "-q", ".").exit_code == 0
        assert mended(folder) == {"a.txt", "b.md", "c.html", "j/k.TXT"}

    def test_records_are_taken_when_their_field_is_named(self, folder: Path) -> None:
        (folder / "a.jsonl").write_text(LINE, "utf-8")
        (folder / "b.csv").write_text("text\né\n", "utf-8")
        assert run("clean", *ASCII, "-w", "-q", ".", "--field", "text").exit_code == 0
        assert (folder / "a.jsonl").read_text("utf-8") == LINE.replace("é", "e")
        assert (folder / "b.csv").read_text("utf-8") == "text\né\n"
        assert run("clean", *ASCII, "-w", "-q", ".", "--column", "text").exit_code == 0
        assert (folder / "b.csv").read_text("utf-8") == "text\ne\n"

    def test_globs(self, folder: Path) -> None:
        tree(folder, "a.txt", "b.log", "c/d.log", "c/e.txt", "c/f/g.log", "vendor/h.log")
        assert run("clean", *ASCII, "-w", "-q", ".", "--include", "*.log", "--exclude", "vendor/").exit_code == 0
        assert mended(folder) == {"b.log", "c/d.log", "c/f/g.log"}
        assert run("clean", *ASCII, "-w", "-q", ".", "--exclude", "/c").exit_code == 0
        assert mended(folder) == {"a.txt", "b.log", "c/d.log", "c/f/g.log"}

    def test_ignored_and_hidden_files(self, folder: Path) -> None:
        tree(folder, "a.txt", "b.txt", "c/b.txt", "c/keep.txt", "c/d.txt", "build/e.txt", ".hidden/f.txt", ".git/g.txt")
        (folder / ".gitignore").write_text("b.txt\n/build/\nkeep.txt\n")
        (folder / "c/.gitignore").write_text("!keep.txt\nd.txt\n")
        assert run("clean", *ASCII, "-w", "-q", "c").exit_code == 0
        assert mended(folder) == {"c/keep.txt"}, "a folder below the repository's root knows what stands above"
        assert run("clean", *ASCII, "-w", "-q", ".").exit_code == 0
        assert mended(folder) == {"a.txt", "c/keep.txt"}
        assert run("clean", *ASCII, "-w", "-q", ".", "--hidden", "--no-ignore").exit_code == 0
        assert mended(folder) == {
            "a.txt", "b.txt", "c/b.txt", "c/keep.txt", "c/d.txt", "build/e.txt", ".hidden/f.txt",
        }  # fmt: skip

    def test_outside_a_repository_nothing_is_ignored(self, folder: Path) -> None:
        tree(folder, "a.txt")
        (folder / ".gitignore").write_text("a.txt\n")
        assert run("clean", *ASCII, "-w", "-q", ".").exit_code == 0
        assert mended(folder) == {"a.txt"}

    @needs_posix
    def test_links_are_not_followed_out_of_the_tree(self, folder: Path) -> None:
        tree(folder, "in/a.txt", "out/b.txt", "out/c/d.txt")
        (folder / "in/b.txt").symlink_to("../out/b.txt")
        (folder / "in/c").symlink_to("../out/c")
        (folder / "in/loop").symlink_to(".")
        assert run("clean", *ASCII, "-w", "-q", "in").exit_code == 0
        assert mended(folder) == {"in/a.txt"}
        assert (folder / "in/b.txt").is_symlink()


class TestCompressed:
    @pytest.mark.parametrize("suffix", ["gz", "bz2", "xz", "zst"])
    def test_each_comes_back_as_it_came(self, folder: Path, suffix: str) -> None:
        (folder / "plain.jsonl").write_text(LINE * 3, "utf-8")
        assert run("clean", *ASCII, "plain.jsonl", "-o", f"a.jsonl.{suffix}").exit_code == 0
        packed = (folder / f"a.jsonl.{suffix}").read_bytes()
        [kind] = [each for each in compression.COMPRESSIONS if each.suffix == f".{suffix}"]
        assert packed.startswith(kind.magic), "the name of the output says that it is compressed"
        assert run("clean", *ASCII, f"a.jsonl.{suffix}", "-o", "b.jsonl").exit_code == 0
        assert (folder / "b.jsonl").read_text("utf-8") == LINE.replace("é", "e") * 3
        piped = process("clean", "--format", "jsonl", stdin=packed)
        assert piped.stdout == packed, "the same text gives the same bytes, and no time is in them"

    @pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
    def test_a_file_cut_short(self, folder: Path, suffix: str, pack: object) -> None:
        assert callable(pack)
        whole = pack("".join(f"{n} é\n" for n in range(5000)).encode())
        (folder / f"a.txt.{suffix}").write_bytes(whole[: len(whole) // 2])
        tree(folder, "b.txt")
        done = run("clean", *ASCII, "-w", "-q", ".")
        assert done.exit_code == 2
        assert "data is truncated after" in only_line(done.stderr)
        assert (folder / f"a.txt.{suffix}").read_bytes() == whole[: len(whole) // 2]
        assert mended(folder) == {"b.txt"}

    def test_damaged_data(self, folder: Path) -> None:
        whole = bytearray(gzip.compress(random.Random(1).randbytes(50_000).hex().encode()))
        whole[20_000] ^= 0xFF
        (folder / "a.txt.gz").write_bytes(whole)
        done = run("clean", *ASCII, "a.txt.gz", "-o", "b.txt")
        assert done.exit_code == 2
        assert "its gzip data is damaged (" in only_line(done.stderr)
        assert not (folder / "b.txt").exists()


class TestLargeFiles:
    """Files of several blocks; files that are normally small count as large here."""

    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(runs, "SMALL", 1000)

    def test_a_change_late_in_a_file_keeps_all_before_it(self, folder: Path) -> None:
        text = "Nothing to do here.\n" * 150_000
        for name, pack in (("a.txt", bytes), ("b.txt.gz", gzip.compress)):
            (folder / name).write_bytes(pack((text + "é").encode()))
        assert run("clean", *ASCII, "-w", ".").stderr.splitlines()[-1] == "2 files changed, 2 edits"
        assert (folder / "a.txt").read_text("utf-8") == text + "e"
        assert gzip.decompress((folder / "b.txt.gz").read_bytes()).decode() == text + "e"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252", "utf-8-sig"])
    def test_encodings_go_on_over_the_borders_of_blocks(self, folder: Path, encoding: str) -> None:
        text = ("plain words " * 20 + "ö née naïve\r\n") * 6_000
        (folder / "a.txt").write_bytes(text.encode(encoding))
        assert run("clean", *ASCII, "a.txt", "--encoding", encoding, "-o", "b.txt").exit_code == 0
        assert (folder / "b.txt").read_bytes() == text.translate(str.maketrans("öéï", "oei")).encode(encoding)

    def test_a_bad_byte_far_in_is_placed_and_the_file_stays(self, folder: Path) -> None:
        data = "é\n".encode() + b"x\n" * 999_999 + b"caf\xe9\n" + b"x" * 100
        (folder / "a.txt").write_bytes(data)
        done = run("clean", *ASCII, "-w", "-q", "--encoding", "utf-8", "a.txt")
        assert done.exit_code == 2
        assert "(byte 0xE9 at line 1000001, byte 4)" in only_line(done.stderr)
        assert (folder / "a.txt").read_bytes() == data
        assert [path.name for path in folder.iterdir()] == ["a.txt"]

    def test_what_may_have_been_written_as_utf8_goes_on_in_no_other_encoding(self, folder: Path) -> None:
        data = b"x\n" * 999_999 + "Les élèves étaient fatigués".encode("cp1252")
        (folder / "a.txt").write_bytes(data)
        done = run("clean", *ASCII, "-w", "-q", "a.txt")
        assert done.exit_code == 2
        assert "line 1000000, byte 5); it appears to be cp1252; if so, use --encoding cp1252" in only_line(done.stderr)
        assert (folder / "a.txt").read_bytes() == data
        assert run("clean", *ASCII, "-w", "-q", "--encoding", "cp1252", "a.txt").exit_code == 0
        assert (folder / "a.txt").read_bytes().endswith(b"Les eleves etaient fatigues")

    def test_lines_of_another_encoding_become_utf8_and_lines_of_utf8_stay(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes("naïve café\n".encode() + "Größe\n".encode("cp1252"))
        done = run("clean", "-w", "a.txt")
        assert done.exit_code == 0
        assert "is UTF-8 with invalid bytes; they are decoded as cp1252 and written as UTF-8" in done.stderr
        assert (folder / "a.txt").read_text("utf-8") == "naïve café\nGröße\n"

    def test_a_legacy_file_stays_one_where_a_line_is_utf8_by_chance(self, folder: Path) -> None:
        data = "模\n今天下午我们去河边散步，他说不要紧。\n他们明天还要来。\n".encode("gb18030")
        (folder / "a.txt").write_bytes(data)
        done = run("clean", "-w", "a.txt")
        assert done.exit_code == 0
        assert "it is read and written as gb18030" in done.stderr
        assert (folder / "a.txt").read_bytes() == data

    def test_a_file_in_doubt_is_left_alone(self, folder: Path) -> None:
        data = b"The \xdeahin family\n"  # Turkish, or Icelandic
        (folder / "a.txt").write_bytes(data)
        done = run("clean", *ASCII, "-w", "a.txt")
        assert done.exit_code == 2
        assert "a.txt: is not UTF-8 (byte 0xDE at line 1, byte 5); it may be cp1252 or cp1254" in done.stderr
        assert "give its encoding with --encoding" in done.stderr
        assert (folder / "a.txt").read_bytes() == data
        assert run("clean", *ASCII, "-w", "--encoding", "cp1254", "a.txt").exit_code == 0
        assert (folder / "a.txt").read_bytes() == b"The Sahin family\n"

    def test_a_character_that_was_cut_stays_and_is_told(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes("naïve, café".encode()[:-1])
        done = run("clean", *ASCII, "-w", "a.txt")
        assert done.exit_code == 2
        assert "a.txt:1: has undecodable bytes (0xC3)" in done.stderr
        assert (folder / "a.txt").read_bytes() == b"naive, caf\xc3"

    def test_a_legacy_file_with_a_byte_that_stands_for_nothing_is_left_alone(self, folder: Path) -> None:
        data = "Το βιβλίο για τα ποτάμια είναι εδώ.\n".encode("cp1253") * 9 + b"\xe2\xe9\xff\n"
        (folder / "a.txt").write_bytes(data)
        done = run("clean", *ASCII, "-w", "a.txt")
        assert done.exit_code == 2
        assert "appears to be cp1253, but parts of it are not valid (byte 0xFF at line 10, byte 3)" in only_line(
            done.stderr
        )
        assert (folder / "a.txt").read_bytes() == data

    def test_a_diff_of_many_blocks_fits_together(self, folder: Path) -> None:
        lines = [f"{n} plain\n" for n in range(200_000)]
        lines[3] = "é\n"
        lines[150_000] = "é é\n"
        lines[199_999] = "é"
        (folder / "a.txt").write_text("".join(lines), "utf-8")
        diff = run("clean", *ASCII, "--diff", "a.txt").stdout
        assert [line for line in diff.splitlines() if line.startswith("@@")] == [
            "@@ -1,7 +1,7 @@", "@@ -149998,7 +149998,7 @@", "@@ -199997,4 +199997,4 @@",
        ]  # fmt: skip

    def test_somebody_writes_to_a_file_meanwhile(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        monkeypatch.setattr("textmend.formats.disk.changed_since", lambda *_: True)
        done = run("clean", *ASCII, "-w", "-q", "a.txt")
        assert done.exit_code == 2
        assert "was changed by another process during the run; run again" in only_line(done.stderr)
        assert (folder / "a.txt").read_text("utf-8") == "é"


class TestSafeWrites:
    def test_mode_and_times_stay_and_a_backup_is_kept(self, folder: Path) -> None:
        path = folder / "a.txt"
        path.write_text("é", "utf-8")
        path.chmod(0o640)
        os.utime(path, ns=(10**18, 10**18 + 7))
        assert run("clean", *ASCII, "-w", "-q", "--backup", ".bak", "a.txt").exit_code == 0
        assert path.read_text("utf-8") == "e"
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert path.stat().st_mtime_ns == 10**18 + 7
        assert (folder / "a.txt.bak").read_text("utf-8") == "é"
        assert sorted(p.name for p in folder.iterdir()) == ["a.txt", "a.txt.bak"]

    @needs_posix
    def test_hard_links_are_not_parted(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        (folder / "b.log").hardlink_to(folder / "a.txt")
        done = run("clean", *ASCII, "-w", "-q", ".")
        assert done.exit_code == 2
        assert only_line(done.stderr) == (
            "textmend: a.txt: has 2 hard links, which rewriting it in place would separate; "
            "write elsewhere with -o, or replace the links with copies"
        )
        assert (folder / "a.txt").read_text("utf-8") == "é"
        assert (folder / "a.txt").samefile(folder / "b.log")

    @needs_posix
    def test_a_read_only_file_stays_even_for_root(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        (folder / "a.txt").chmod(0o444)
        done = run("clean", *ASCII, "-w", "-q", "a.txt")
        assert done.exit_code == 2
        assert only_line(done.stderr).startswith("textmend: a.txt: is read-only; make it writable with chmod u+w")
        assert (folder / "a.txt").read_text("utf-8") == "é"

    @needs_posix
    def test_nobody_can_read_a_secret_on_its_way(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "a.txt").write_text("é", "utf-8")
        (folder / "a.txt").chmod(0o600)
        seen = []
        real = os.fsync

        def watched(descriptor: int) -> None:
            seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            real(descriptor)

        monkeypatch.setattr(os, "fsync", watched)
        assert run("clean", *ASCII, "-w", "-q", "a.txt").exit_code == 0
        assert seen[0] == 0o600

    @pytest.mark.parametrize(
        ("arguments", "what"),
        [
            (["a.txt", "--backup", ".bak"], "--backup needs -w"),
            (["a.txt", "-w", "--backup", "x/y"], "a suffix cannot contain a path separator"),
            (["a.txt", "--resume", "j"], "--resume needs -w or -o"),
            (["a.txt", "--report", "r.txt"], "use one that ends in .jsonl (for programs) or .html (to read)"),
            (["a.txt", "--format", "docx"], "unknown format 'docx'"),
        ],
    )
    @pytest.mark.usefixtures("folder")
    def test_options_that_cannot_work(self, arguments: list[str], what: str) -> None:
        Path("a.txt").write_text("é", "utf-8")
        done = run("clean", *ASCII, *arguments)
        assert done.exit_code == 2
        assert what in only_line(done.stderr)

    @pytest.mark.parametrize("option", ["--report", "--resume"])
    def test_a_report_or_a_journal_over_an_input(self, folder: Path, option: str) -> None:
        (folder / "a.jsonl").write_text(LINE, "utf-8")
        done = run("clean", *ASCII, "-w", ".", "--field", "text", option, "a.jsonl")
        assert done.exit_code == 2
        assert "a.jsonl: is both input and output; give another file name" in only_line(done.stderr)
        assert (folder / "a.jsonl").read_text("utf-8") == LINE

    @needs_posix
    def test_killed_at_any_moment_every_file_is_old_or_new(self, folder: Path) -> None:
        """Twelve kills here; `python -m benchmarks.files kills` makes 300."""
        from benchmarks.files import kills

        seen = kills(12, folder)
        assert (seen["damaged"], seen["lost"]) == (0, 0)


class TestResume:
    def test_finished_files_are_left_out_and_changed_ones_done_again(self, folder: Path) -> None:
        tree(folder, "in/a.txt", "in/b.txt")
        command = ("clean", *ASCII, "-w", "in", "--resume", "j")
        assert run(*command).stderr.splitlines()[-1] == "2 files changed, 2 edits"
        tree(folder, "in/c.txt")
        (folder / "in/b.txt").write_text("éé", "utf-8")
        assert run(*command).stderr.splitlines()[-1] == "2 files changed, 3 edits; 1 already done"
        assert run(*command).stderr == "0 files changed, 0 edits; 3 already done\n"

    def test_a_line_cut_short_counts_for_nothing(self, folder: Path) -> None:
        tree(folder, "in/a.txt", "in/b.txt")
        command = ("clean", *ASCII, "-w", "in", "--resume", "j")
        run(*command)
        journal = (folder / "j").read_bytes()
        (folder / "j").write_bytes(journal[:-5])
        assert run(*command).stderr == "0 files changed, 0 edits; 1 file unchanged; 1 already done\n"
        assert (folder / "j").read_bytes() == journal

    def test_a_file_with_problems_is_done_again(self, folder: Path) -> None:
        (folder / "a.jsonl").write_text(LINE + "no json\n", "utf-8")
        command = ("clean", *ASCII, "-w", "-q", "a.jsonl", "--resume", "j")
        assert run(*command).exit_code == run(*command).exit_code == 2

    def test_the_journal_of_another_run_or_no_journal_is_refused(self, folder: Path) -> None:
        tree(folder, "a.txt")
        run("clean", *ASCII, "-w", "a.txt", "--resume", "j")
        done = run("clean", "-w", "a.txt", "--resume", "j")
        assert done.exit_code == 2
        assert (
            "this journal belongs to a run with other settings "
            '(preset: "ascii" before, "default" now; only: ["ascii"] before, not set now)'
        ) in only_line(done.stderr)
        (folder / "old").write_text('{"textmend": "journal", "settings": "default () ()"}\n')
        assert "(an older version of textmend)" in run("clean", *ASCII, "-w", "a.txt", "--resume", "old").stderr
        (folder / "j").write_text("notes\n")
        assert "line 1 is not a journal entry" in run("clean", *ASCII, "-w", "a.txt", "--resume", "j").stderr
        assert (folder / "j").read_text() == "notes\n"


class TestSeeing:
    def test_the_report_has_every_edit_and_every_failure(self, folder: Path) -> None:
        (folder / "a.txt").write_text("x\n é", "utf-8")
        (folder / "b.jsonl").write_text(LINE + "no json\n", "utf-8")
        (folder / "c.txt").write_bytes(bytes(range(128, 256)))
        done = run("clean", *ASCII, "-q", "-w", "a.txt", "b.jsonl", "c.txt", "--report", "r.jsonl")
        assert done.exit_code == 2
        run_, *told = [json.loads(line) for line in (folder / "r.jsonl").read_text("utf-8").splitlines()]
        assert run_ == {"run": {"preset": "ascii", "lang": "en", "only": ["ascii"]}}
        same = {"before": "é", "after": "e", "rule": "ascii/transliterate", "confidence": told[0]["confidence"]}
        assert told[:3] == [
            {"path": "a.txt", "line": 2, "column": 2, "start": 3, "end": 4, **same, "left": "x\n ", "right": ""},
            {
                "path": "b.jsonl",
                "line": 1,
                "field": "text",
                "start": 0,
                "end": 1,
                **same,
                "left": "",
                "right": " plain",
            },
            {"path": "b.jsonl", "line": 2, "error": "invalid JSON (Expecting value at character 1)"},
        ]
        assert told[3]["path"] == "c.txt"
        assert told[3]["error"].startswith("is not UTF-8")

    def test_statistics_by_rule(self, folder: Path) -> None:
        (folder / "a.txt").write_text("é é ☃", "utf-8")
        lines = run("clean", *ASCII, "--stats", "--check", "a.txt").stderr.splitlines()
        assert lines[0] == "1 file would change, 2 edits"
        assert lines[1].split() == ["edits", "refused", "rule"]
        assert lines[2].split() == ["2", "1", "ascii/transliterate"]
        assert "1 text, 0.0 MB in " in lines[3]
        assert lines[3].endswith("MB/s")

    def test_many_problems_are_told_as_a_number(self, folder: Path) -> None:
        (folder / "a.jsonl").write_text("x\n" * 100, "utf-8")
        lines = run("clean", *ASCII, "-q", "-w", "a.jsonl").stderr.splitlines()
        assert len(lines) == 21
        assert lines[0] == "textmend: a.jsonl:1: invalid JSON (Expecting value at character 1); kept unchanged"
        assert lines[-1] == "textmend: a.jsonl: 80 more records could not be processed"


class TestOnError:
    @pytest.mark.parametrize(
        ("choice", "left", "rest"),
        [
            ("keep", LINE.replace("é", "e") + "x\n" + LINE.replace("é", "e"), "e"),
            ("skip", LINE.replace("é", "e") * 2, "e"),
            ("stop", LINE + "x\n" + LINE, "é"),
        ],
    )
    def test_what_happens_to_a_record(self, folder: Path, choice: str, left: str, rest: str) -> None:
        (folder / "a.jsonl").write_text(LINE + "x\n" + LINE, "utf-8")
        (folder / "b.txt").write_text("é", "utf-8")
        done = run("clean", *ASCII, "-q", "-w", "a.jsonl", "b.txt", "--on-error", choice)
        assert done.exit_code == 2
        assert (folder / "a.jsonl").read_text("utf-8") == left
        assert (folder / "b.txt").read_text("utf-8") == rest

    def test_a_path_that_vanishes(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        tree(folder, "a.txt", "b.txt")
        real = runs.Runner.do

        def late(self: runs.Runner, *arguments: object) -> None:
            (folder / "a.txt").unlink()
            real(self, *arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(runs.Runner, "do", late)
        done = run("clean", *ASCII, "-w", "-q", ".")
        assert done.exit_code == 2
        assert only_line(done.stderr) == "textmend: a.txt: does not exist; check the name"
        assert mended(folder) == {"b.txt"}

    @pytest.mark.parametrize(
        ("name", "module", "extra"),
        [("a.parquet", "pyarrow", "parquet"), ("a.txt.zst", "backports.zstd", "zstd")],
    )
    def test_a_package_that_is_missing(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
    ) -> None:
        (folder / name).write_bytes(b"\x28\xb5\x2f\xfd" if extra == "zstd" else b"")
        tree(folder, "b.txt")
        for each in (module, "compression.zstd", "textmend.formats.parquet"):
            monkeypatch.setitem(sys.modules, each, None) if each == module else monkeypatch.delitem(
                sys.modules, each, raising=False
            )
        done = run("clean", *ASCII, "-w", "-q", name, "b.txt")
        assert done.exit_code == 2
        assert f"pip install 'textmend[{extra}]'" in only_line(done.stderr)
        assert mended(folder) == {"b.txt"}

    def test_a_fault_of_ours_names_its_file(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("boo")

        tree(folder, "a.txt")
        monkeypatch.setattr("textmend.pipeline.pipeline.Pipeline.explain_if_any", broken)
        done = run("clean", *ASCII, "-w", "-q", "a.txt")
        assert done.exit_code == 2
        assert only_line(done.stderr) == (
            "textmend: a.txt: internal error (RuntimeError: boo); the file is unchanged; please report this"
        )
        assert (folder / "a.txt").read_text("utf-8") == "é"

    @needs_full_device
    def test_no_space_for_a_large_output(self, folder: Path) -> None:
        (folder / "a.txt").write_text("plain\n" * 1_000_000, "utf-8")
        done = process("clean", *ASCII, "a.txt", "-o", "/dev/full")
        assert done.returncode == 2
        assert "/dev/full: no space left on the disk; free some" in only_line(done.stderr.decode())


class TestJobs:
    @pytest.fixture
    def work(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A large file and many small ones, some of which cannot be repaired."""
        monkeypatch.setattr(runs, "_WORTH_A_POOL", 0)
        monkeypatch.setattr(runs, "SMALL", 100_000)
        chance = random.Random(1)
        lines = chance.choices([LINE, LINE.replace("é", "e"), "x\n"], [1000, 20_000, 1], k=60_000)
        (folder / "large.jsonl").write_text("".join(lines), "utf-8")
        for number in range(40):
            (folder / f"{number:02}.txt").write_bytes(f"{number} é\n".encode() * number + b"\0" * (number % 13 == 7))
        return folder

    @pytest.mark.parametrize("way", [["--diff"], ["--check"], [], ["-o", "out/"], ["--report", "r.jsonl"], ["--stats"]])
    def test_several_processes_do_and_say_the_same_as_one(self, work: Path, way: list[str]) -> None:
        files = sorted(path.name for path in work.iterdir())
        told, results = [], []
        for jobs in ("1", "3"):
            done = run("clean", *ASCII, "--jobs", jobs, *way, *files)
            told.append((done.exit_code, done.stdout, done.stderr.partition(" MB in ")[0]))
            made = [*work.glob("out/*"), *work.glob("r.jsonl")]
            results.append({path.name: path.read_bytes() for path in made})
        assert told[0] == told[1]
        assert results[0] == results[1]

    def test_in_place(self, work: Path) -> None:
        before = {path.name: path.read_bytes() for path in work.iterdir()}
        assert run("clean", *ASCII, "-w", "-q", "-j", "3", *sorted(before)).exit_code == 2
        for name, data in before.items():
            wanted = data if data.endswith(b"\0") else data.replace("é".encode(), b"e")
            assert (work / name).read_bytes() == wanted, name

    def test_blocks_of_every_format_go_to_other_processes(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(runs, "_WORTH_A_POOL", 0)
        monkeypatch.setattr(runs, "SMALL", 0)
        files = {"a.txt": "é", "b.md": "é `é`", "c.html": "é<pre>é", "d.jsonl": LINE, "e.csv": "text\né\n"}
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        table = pa.table({"text": ["é"] * 10, "n": list(range(10))})
        pq.write_table(table, folder / "f.parquet", row_group_size=3)
        feather.write_feather(table, str(folder / "g.arrow"))
        (folder / "h.txt.gz").write_bytes(gzip.compress("é".encode()))
        (folder / "i.csv").write_text("a,b\n", "utf-8")
        names = sorted(path.name for path in folder.iterdir())
        done = run("clean", *ASCII, "-w", "-j", "2", *names)
        assert done.stderr.splitlines() == [
            "textmend: i.csv: has no column 'text'; choose one with --column: 'a', 'b'",
            "8 files changed, 26 edits; 1 failed",
        ]
        assert {name: (folder / name).read_text("utf-8") for name in files} == {
            "a.txt": "e", "b.md": "e `é`", "c.html": "e<pre>é", "d.jsonl": LINE.replace("é", "e"), "e.csv": "text\ne\n",
        }  # fmt: skip
        wanted = {"text": ["e"] * 10, "n": list(range(10))}
        assert pq.read_table(folder / "f.parquet").to_pydict() == wanted
        assert pq.ParquetFile(folder / "f.parquet").metadata.num_row_groups == 4
        assert feather.read_table(folder / "g.arrow").to_pydict() == wanted

    @needs_posix
    def test_a_process_that_is_killed_costs_its_file_alone(self, folder: Path) -> None:
        for number in range(40):
            (folder / f"{number:02}.txt").write_text(("é" + " plain text\n" * 19) * 1_000, "utf-8")
        with subprocess.Popen(
            [*SCRIPT, "clean", *ASCII, "-w", "-j", "2", "."], stderr=subprocess.PIPE, text=True
        ) as running:
            victim = worker(running.pid)
            victim.kill()
            assert running.stderr is not None
            lines = running.stderr.read().splitlines()
        assert running.returncode == 2
        (told,) = [line for line in lines if line.startswith("textmend: ")]
        assert told.endswith(
            "the worker process was killed, most likely because memory ran out; "
            "the old or the new file is intact; try it alone"
        )
        assert lines[-1].startswith("39 files changed")
        assert not [*folder.glob(".textmend-*")]
        old = ("é" + " plain text\n" * 19) * 1_000
        left = [path.name for path in folder.iterdir() if path.read_text("utf-8") != old.replace("é", "e")]
        # Killed after its last step, a process has repaired the file and not reported it.
        name = told.split(": ")[1]
        assert left in ([], [name])
        assert (folder / name).read_text("utf-8") in (old, old.replace("é", "e"))

    @needs_posix
    @pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
    def test_ctrl_c_ends_all_within_a_second_and_leaves_no_trace(self, folder: Path, stop: signal.Signals) -> None:
        for number in range(300):
            (folder / f"{number:03}.txt").write_text("é plain text\n" * 15_000, "utf-8")
        # Tests run in the background have Ctrl-C ignored, and their children inherit that.
        heard = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        command = [*SCRIPT, "clean", *ASCII, "-w", "-j", "2", "."]
        with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heard) as running:  # noqa: PLW1509
            worker(running.pid)
            children = psutil.Process(running.pid).children(recursive=True)
            start = time.perf_counter()
            os.killpg(running.pid, stop) if stop == signal.SIGINT else running.terminate()
            running.wait(10)
            assert time.perf_counter() - start < 5, "a second, and more for a busy machine"
            assert running.stderr is not None
            assert b"Traceback" not in running.stderr.read()
        assert running.returncode == 128 + stop
        gone, alive = psutil.wait_procs(children, timeout=3)
        assert gone
        assert not alive
        assert not [*folder.glob(".textmend-*")]
        whole = len("é plain text\n".encode()) * 15_000
        assert {path.stat().st_size for path in folder.iterdir()} <= {whole, whole - 15_000}


def worker(pid: int) -> psutil.Process:
    """A process of the pool of `pid` that is working: the forking server has children, the first of which it is."""
    for _ in range(400):
        time.sleep(0.02)
        below = psutil.Process(pid).children(recursive=True)
        busy = [each for each in below if not each.children() and each.cpu_times().user > 0.05]
        if len(busy) > 1:
            return busy[-1]
    raise AssertionError("no process was at work within 8 seconds")


class TestStreams:
    @needs_posix
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_memory_does_not_follow_the_file_nor_its_lines(self, folder: Path, jobs: str) -> None:
        """Forty megabytes on one line; `python -m benchmarks.files memory` takes gigabytes."""
        from benchmarks import files

        text = " ".join(["Nothing in this sentence needs a thing."] * 1_000_000)
        (folder / "a.txt").write_text(text, "utf-8")
        command = [*SCRIPT, "clean", "-p", "safe", "-j", jobs, "a.txt", "-o", "b.txt"]
        assert files.run(command, watch=True).memory < 85_000_000
        assert (folder / "b.txt").read_text("utf-8") == text

    @needs_posix
    def test_a_line_is_mended_when_it_is_there(self) -> None:
        with subprocess.Popen(
            [*SCRIPT, "clean", *ASCII, "--line-buffered"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as running:
            assert running.stdin is not None
            assert running.stdout is not None
            for text in ("é\n", "plain\n", "two é\nlines é\n"):
                running.stdin.write(text.encode())
                running.stdin.flush()
                for line in text.splitlines(keepends=True):
                    assert running.stdout.readline() == line.replace("é", "e").encode()
            running.stdin.write("no end é".encode())
            running.stdin.close()
            assert running.stdout.read() == b"no end e"

    def test_formats_through_a_pipe(self) -> None:
        assert (
            process("clean", *ASCII, "--field", "text", stdin=LINE.encode()).stdout == LINE.replace("é", "e").encode()
        )
        table = process("clean", *ASCII, "--column", "b", stdin="a,b\né,é\n".encode())
        assert table.stdout == "a,b\né,e\n".encode()
        page = process("clean", *ASCII, "--format", "html", stdin="<p title='é'>é".encode())
        assert page.stdout == "<p title='é'>e".encode()

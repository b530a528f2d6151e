"""What a person sees: progress and colours on a terminal, and neither elsewhere."""

from __future__ import annotations

import os
import re
import threading
import time
from pathlib import Path

import pytest

from tests.test_cli import ASCII, SCRIPT, folder, needs_posix
from textmend.cli.streams import ProgressBar

pexpect = pytest.importorskip("pexpect", reason="a terminal of its own, as POSIX has it")

__all__ = ["folder"]

pytestmark = needs_posix


def on_terminal(*arguments: str, size: tuple[int, int] = (24, 100)) -> tuple[str, int]:
    """Run the command on a terminal; return all that it wrote there, and its exit status."""
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    child = pexpect.spawn(SCRIPT[0], [*SCRIPT[1:], *arguments], dimensions=size, encoding="utf-8", timeout=60, env=env)
    child.expect(pexpect.EOF)
    child.close()
    return child.before, child.exitstatus


def slowly(path: Path, seconds: float) -> None:
    """Write a text to a pipe so that it takes a while."""
    with path.open("wb", buffering=0) as pipe:
        for _ in range(20):
            pipe.write("é plain text\n".encode() * 1000)
            time.sleep(seconds / 20)


def test_a_diff_has_colours_and_shows_the_words(folder: Path) -> None:
    (folder / "a.txt").write_text("plain and café noir\n", "utf-8")
    shown, status = on_terminal("clean", *ASCII, "--diff", "a.txt")
    assert status == 1
    assert "\x1b[1;7;31mcafé\x1b[0m" in shown, "the word that goes stands out"
    assert "\x1b[1;7;32mcafe\x1b[0m" in shown
    assert "\x1b[31mplain and \x1b[0m" in shown, "the rest of its line does not"
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert plain == [
        "--- a.txt", "+++ a.txt", "@@ -1,1 +1,1 @@", "-plain and café noir", "+plain and cafe noir",
    ]  # fmt: skip


@pytest.mark.parametrize(("quiet", "seen"), [([], True), (["-q"], False)])
def test_long_work_has_a_bar_that_goes_away(folder: Path, quiet: list[str], seen: bool) -> None:
    os.mkfifo(folder / "pipe")
    writer = threading.Thread(target=slowly, args=(folder / "pipe", 2.5))
    writer.start()
    shown, status = on_terminal("clean", *ASCII, *quiet, "pipe", "-o", "out.txt")
    writer.join()
    assert status == 0
    assert ("pipe" in shown and "━" in shown and "kB" in shown) is seen
    assert not seen or shown.endswith("\x1b[1A\x1b[2K"), "the line is empty again"
    assert (folder / "out.txt").read_text("utf-8") == "e plain text\n" * 20_000


def test_short_work_has_none(folder: Path) -> None:
    (folder / "a.txt").write_text("é", "utf-8")
    assert on_terminal("clean", *ASCII, "-w", "a.txt") == ("1 file changed, 1 edit\r\n", 0)


def test_compressed_text_is_shown_as_text(folder: Path) -> None:
    import gzip

    (folder / "a.txt.gz").write_bytes(gzip.compress("é\n".encode()))
    assert on_terminal("clean", *ASCII, "a.txt.gz") == ("e\r\n", 0)


def test_help_tells_sections_and_fits_the_terminal() -> None:
    shown, status = on_terminal("clean", "--help", size=(50, 80))
    assert status == 0
    lines = shown.splitlines()
    assert max(map(len, lines)) <= 80
    headings = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Output:", "Preview and reports:", "Repairs:", "Input files:", "Execution:", "Help:"]


def test_the_context_of_a_change_fits_the_terminal_and_the_change_is_whole(folder: Path) -> None:
    before = "In the quiet garden by the river, after a long winter, they praised the work"
    (folder / "a.txt").write_text(f"{before}of the crew that had mended the old stone bridge before the spring came.\n")
    for columns in (60, 100, 200):
        shown, _ = on_terminal("explain", "--only", "spacing", "a.txt", size=(24, columns))
        line = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()[0]
        assert "[workof → work of]" in line
        assert columns - 3 <= len(line) <= columns or 140 < len(line) < columns == 200
    assert "\x1b[1;7;32m \x1b[0m" in shown, "the inserted space is seen"


@pytest.mark.parametrize("command", [("clean", *ASCII), ("explain", *ASCII), ("clean", *ASCII, "--diff")], ids=" ".join)
@pytest.mark.parametrize("typed", ["é plain\n", "é plain\n\nmore\n", ""])
def test_one_end_of_file_is_enough(command: tuple[str, ...], typed: str) -> None:
    """Ctrl-D ends a text that is typed; nobody is to press it twice."""
    child = pexpect.spawn(SCRIPT[0], [*SCRIPT[1:], *command], encoding="utf-8", timeout=20)
    if command[0] == "clean":
        child.expect_exact("press Ctrl-D to end the text")
    child.send(typed)
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (1 if "--diff" in command and typed else 0)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", child.before)
    assert not typed or "e plain" in shown or "é → e" in shown


def test_the_bar_moves_between_two_results() -> None:
    bar = ProgressBar(10, 1000, shown=False)
    with bar:
        bar._started -= 5.0
        for _ in range(2):
            bar.begin("a.txt")
            bar.advance(100)
        bar._changed -= 1.0
        assert 240 < bar._shown() < 260, "50 bytes a second, as before the last result"
        bar._changed -= 60.0
        assert bar._shown() == 300, "not more than one more step"


def test_the_bar_hides_when_the_text_goes_to_the_terminal(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    for output, seen in (([], False), (["-o", "out.txt"], True), (["--diff"], False)):
        writer = threading.Thread(target=slowly, args=(folder / "pipe", 2.0))
        writer.start()
        shown, _ = on_terminal("clean", *ASCII, "pipe", *output)
        writer.join()
        assert ("━" in shown) is seen

"""Print what `textmend clean` costs and preserves on files: `python -m benchmarks.files`.

Speed compared with Python's own work on the same file, memory on large files, and the effect of SIGKILL on a folder.
Every command is a process of its own. One core is compared with one by the processor time of the whole process, which
other processes do not change; two cores and one are compared by wall time, the best of several turns, and need an
idle machine. Takes about five minutes, and three times `--size` of disk.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks import tables
from benchmarks.texts import ascii_only, damaged, sources
from textmend import Pipeline

__all__ = ["Cost", "kills", "run"]

_CLEAN = [sys.executable, "-m", "textmend", "clean", "-q", "--config", ""]
_TURNS = 5

# The time that Python itself needs for the same file: to read, parse and write all of it, line by line.
_ORJSON = """
import sys, orjson
with open(sys.argv[1], "rb") as source, open(sys.argv[2], "wb") as sink:
    for line in source:
        sink.write(orjson.dumps(orjson.loads(line)) + b"\\n")
"""
_COPY = """
import sys
exact = {"encoding": "utf-8", "newline": ""}
with open(sys.argv[1], **exact) as source, open(sys.argv[2], "w", **exact) as sink:
    while text := source.read(1 << 20):
        sink.write(text)
"""
# The leanest start that both could have.
_NOTHING = "pass"


class Cost(NamedTuple):
    """The cost of a process.

    Attributes:
        processor: processor time in seconds, of it and all its children.
        clock: wall time in seconds.
        memory: the maximum resident memory of one process, in bytes; 0 if it was not watched.
    """

    processor: float
    clock: float
    memory: int


def run(command: Sequence[str], *, watch: bool = False) -> Cost:
    """Run a command to its end and return its cost.

    Args:
        command: the command.
        watch: whether to poll its memory. What the system reports at the end includes the memory of this
            process, of which the command's began as a copy.
    """
    start = time.perf_counter()
    largest = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        look = _watch(running.pid) if watch else None
        while look and not _ended(running.pid):
            largest = max(largest, look())
            time.sleep(0.01)
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in (0, 1):
        raise click.ClickException(f"{' '.join(command)} ended with {running.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, largest)


def _ended(pid: int) -> bool:
    """Whether a process has ended and only waits to be reaped."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def _watch(pid: int) -> Callable[[], int]:
    """Return a function for the memory of the largest process below one."""
    import psutil

    root = psutil.Process(pid)

    def largest() -> int:
        most = 0
        for each in [root, *root.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                most = max(most, each.memory_info().rss)
        return most

    return largest


def _documents(size: int) -> list[str]:
    """Documents of a thousand characters that need no repair."""
    clean = Pipeline.preset("default").clean
    found: list[str] = []
    for text in ascii_only(sources(None).english):
        for start in range(0, len(text) - size, size):
            part = " ".join(text[start : start + size].split())
            if clean(part) is part:
                found.append(part)
        if len(found) > 20_000:
            break
    return found


def _fill(path: Path, pieces: Sequence[bytes], size: int) -> int:
    """Write pieces over and over until a file has that size; return its size."""
    written = 0
    with path.open("wb") as file:
        for piece in cycle(pieces):
            if written >= size:
                return written
            file.write(piece)
            written += len(piece)
    return written


def speed(folder: Path, documents: Sequence[str], size: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of speed: what, compared with what, target, measured."""
    source, out = folder / "source.jsonl", folder / "out"
    _fill(source, [json.dumps({"id": n, "text": text}).encode() + b"\n" for n, text in enumerate(documents)], size)
    yield from _beside("clean JSONL", "orjson loads + dumps", source, out, _ORJSON, "0.3")
    text = folder / "source.txt"
    _fill(text, ["".join(f"{each}\n\n" for each in documents).encode()], size)
    yield from _beside("clean text file", "a copy with decode and encode", text, out, _COPY, "0.1")
    one, two, other = (
        [*_CLEAN, "--jobs", jobs, str(source), "-o", str(folder / to)]
        for jobs, to in (("1", "out"), ("2", "out"), ("1", "other"))
    )
    clocks = [(run(one).clock, run(two).clock, _both(one, other)) for _ in range(_TURNS)]
    alone, shared, both = (min(each) for each in zip(*clocks, strict=True))
    yield "two cores", "one, by the clock, best of each", "1.7", f"{alone / shared:.2f}"
    median = statistics.median(a / b for a, b, _ in clocks)
    yield "two cores", "one, by the clock, median of pairs", "1.7", f"{median:.2f}"
    # The limit of any command: cores share memory and disk, and some are two halves of one.
    yield "two commands at once", "one by one, by the clock, best of each", "", f"{2 * alone / both:.2f}"


def _both(*commands: Sequence[str]) -> float:
    """The wall time in seconds of commands that run at the same time."""
    start = time.perf_counter()
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(subprocess.Popen(each, stdout=subprocess.DEVNULL)) for each in commands]
        if any(each.wait() for each in running):
            raise click.ClickException(f"{' '.join(commands[0])} ended with an error")
    return time.perf_counter() - start


def _beside(
    what: str, peer: str, source: Path, out: Path, program: str, must: str
) -> Iterator[tuple[str, str, str, str]]:
    theirs = [sys.executable, "-c", program, str(source), str(out)]
    turns = []
    for _ in range(_TURNS):
        beside = run(theirs).processor
        turns.append(
            [
                beside / run([*_CLEAN, "--jobs", "1", "-p", name, str(source), "-o", str(out)]).processor
                for name in ("default", "safe")
            ]
        )
    for name, seen in zip(("default", "safe"), zip(*turns, strict=True), strict=True):
        yield f"{what}, preset {name}", peer, must, f"{statistics.median(seen):.3f}"


def memory(folder: Path, documents: Sequence[str], size: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of memory, on files of that size: of many lines, of one, with damage, in several processes."""
    source, out = folder / "large.txt", folder / "out"
    prose = "".join(f"{each}\n\n" for each in documents)
    (broken,) = damaged([prose[:200_000]], 0.001)
    kinds = {
        "many lines": [prose.encode()],
        "one line": [prose.replace("\n", " ").encode()],
        "one line, damaged now and then": [prose.replace("\n", " ").encode() * 5 + broken.replace("\n", " ").encode()],
        "JSONL": [json.dumps({"text": each}).encode() + b"\n" for each in documents],
    }
    for kind, pieces in kinds.items():
        source = folder / ("large.jsonl" if kind == "JSONL" else "large.txt")
        written = _fill(source, pieces, size)
        for jobs in "12":
            used = run([*_CLEAN, "--jobs", jobs, str(source), "-o", str(out)], watch=True)
            yield f"memory, {written / 1e9:.1f} GB, {kind}", f"--jobs {jobs}", "200 MB", f"{used.memory / 1e6:.0f} MB"
        source.unlink()


def kills(number: int, folder: Path) -> dict[str, int]:
    """Kill `textmend clean -w` over a folder at random moments, and count the files that are neither old nor new.

    Args:
        number: how many times.
        folder: an empty folder, in which this is done.

    Returns:
        The number of damaged files, of lost ones, and of kills that came when some files were repaired and others not.
        Temporary files next to them do not count.
    """
    chance = random.Random(17)
    old = {f"{n}.{end}": "Un café noir.\n" * (n * n * 60) for n in range(1, 40) for end in ("txt", "md")}
    work = folder / "files"
    work.mkdir()
    command = [*_CLEAN, "-p", "ascii", "--only", "ascii", "-w", str(work), "--jobs", "2", "--backup", ".bak"]
    damage = lost = amid = 0
    for _ in range(number):
        for path in work.iterdir():
            path.unlink()
        for name, text in old.items():
            (work / name).write_text(text, "utf-8")
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as running:
            time.sleep(chance.uniform(0.1, 1.5))
            os.killpg(running.pid, signal.SIGKILL)
        time.sleep(0.02)  # the last of them may still be ending
        left = {name: (work / name).read_text("utf-8") for name in old if (work / name).exists()}
        lost += len(old) - len(left)
        damage += sum(text not in (old[name], old[name].replace("é", "e")) for name, text in left.items())
        amid += len({text == old[name] for name, text in left.items()}) > 1
    return {"damaged": damage, "lost": lost, "amid": amid}


@click.command()
@click.argument("what", type=click.Choice(["all", "speed", "memory", "kills"]), default="all")
@click.option("--size", default=1000, show_default=True, help="The size of large files, in MB.")
@click.option("--kills", "number", default=300, show_default=True, help="How often the process is killed.")
@click.option("--folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Work in this folder.")
def main(what: str, size: int, number: int, folder: Path | None) -> None:
    """Measure `textmend clean` on files."""
    rows: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        documents = _documents(1000) if what != "kills" else []
        if what in ("all", "speed"):
            rows += speed(place, documents, min(size, 200) * 1_000_000)
        if what in ("all", "memory"):
            rows += memory(place, documents, size * 1_000_000)
        if what in ("all", "kills"):
            seen = kills(number, place)
            what = f"{number} kills during -w over a folder"
            rows.append(
                (f"{what}, {seen['amid']} of them amid the writing", "files damaged", "0", f"{seen['damaged']}")
            )
            rows.append((what, "files lost", "0", f"{seen['lost']}"))
    tables.console().print(tables.table("Files", ["what", "beside", "must", "seen"], rows, left=2))


if __name__ == "__main__":
    main()

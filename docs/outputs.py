"""Run the commands of the pages, and write their output where a page shows it: `python -m docs.outputs`.

A block of `text` after a block of `sh`, or after a comment `output of: …`, is what the command prints. A test compares
them, so a page shows what the command prints today. The commands run in a folder with the files that the pages name.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner

from textmend.cli import main
from textmend.errors import MissingExtraError

__all__ = ["PAGES", "commands", "playground", "run", "with_outputs"]

DOCS = Path(__file__).parent
SAMPLE = DOCS / "sample" / "harbour.txt"
PAGES = (
    *(DOCS.parent / name for name in ("README.md", "CONTRIBUTING.md")),
    *sorted(path for path in DOCS.rglob("*.md") if "example" not in path.parts),
)

_SHOWN = re.compile(r"^```sh\n((?:(?!```).*\n)*)```\n\n```text\n((?:.*\n)*?)```$", re.MULTILINE)
_OUTPUT = re.compile(r"(<!-- output of: (textmend .*) -->\n```text\n)(?:.*\n)*?(```)$", re.MULTILINE)
_FILE = re.compile(r"(<!-- file: \S+, the text of (\S+) -->\n```text\n)(?:.*\n)*?(```)$", re.MULTILINE)
_COMMANDS = re.compile(r"^```sh\n((?:.*\n)*?)```$", re.MULTILINE)

_PROSE = "The end ofthe war was near, and nobody in the town knew it. Itâ€™s said that the river froze -- twice.\n"
_MAIL = """Dear Ana,

the boats will be taken out of the water on the last Saturday of this
month, and we need as many hands as we can get. Please bring gloves and
dry socks =E2=80=94 the ropes are cold, and the slip is under water at high
tide.

> Who has the key of the shed, and who brings the coffee? Last year we
> had neither.

* The key is with Tom.
* The coffee is with me.

Best wishes
Maren
"""
_SCAN = """CHAP TER ONE

The ferry to the outer islands leaves from the north quay, and who-
ever wants a seat on the upper deck has to be there well before se-
ven, when the gates are opened. Cars areloaded through the bow and
the dogs walk aboard as if the ship be longed to them.
"""


def playground(folder: Path) -> None:
    """Fill a folder with the files that the pages name.

    Raises:
        MissingExtraError: a package that one of them needs is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq

        zstd = _zstd()
    except ImportError:
        raise MissingExtraError("files", "the files of the pages") from None
    texts = {
        "harbour.txt": SAMPLE.read_text("utf-8"),
        "scan.txt": _SCAN,
        "mail.txt": _MAIL,
        "ours.txt": "Aldmouth # a town\nthewar\n",
        "notes/harbour.md": f"# Notes\n\n{_PROSE}\n`ofthe` is a word of its own here.\n",
        "notes/log.txt": _PROSE,
        "books/one.txt": _SCAN,
        "papers/one.txt": SAMPLE.read_text("utf-8"),
        "pages/one.html": f"<html><body><p>{_PROSE}</p><pre>ofthe</pre></body></html>\n",
        "posts.csv": f'id,title,abstract\n1,One,"{_PROSE.strip()}"\n2,Two,\n',
        "names.txt": "Quillby\n",
        "decisions.json": json.dumps({"textmend": "decisions", "version": 1, "rules": {"quotes/straighten": "reject"}}),
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    rows = "".join(json.dumps({"id": number, "body": _PROSE}) + "\n" for number in range(3))
    (folder / "crawl.jsonl").write_text(rows, "utf-8")
    (folder / "pages.jsonl").write_text(rows, "utf-8")
    (folder / "crawl.jsonl.zst").write_bytes(zstd(rows.encode()))
    (folder / "data").mkdir()
    pq.write_table(pa.table({"id": [1, 2], "abstract": [_PROSE, None]}), folder / "data" / "part.parquet")
    shutil.copy(folder / "posts.csv", folder / "data" / "posts.csv")


def _zstd() -> Callable[[bytes], bytes]:
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]  # from Python 3.14
    except ImportError:
        from backports import zstd
    compress: Callable[[bytes], bytes] = zstd.compress
    return compress


def commands(page: Path) -> Iterator[str]:
    """The commands of a page, each on one line, without its comment."""
    for block in _COMMANDS.findall(page.read_text("utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            if command := _without_comment(line):
                yield command


def run(command: str, stdin: bytes = b"") -> tuple[int, str]:
    """Run a `textmend` command in the current folder and return its exit status and what it prints."""
    environment = {"COLUMNS": "100", "NO_COLOR": "1"}
    done = CliRunner(env=environment).invoke(main, shlex.split(command)[1:], input=stdin, prog_name="textmend")
    return done.exit_code, done.stdout


def with_outputs(page: Path) -> str:
    """Return a page with what its commands print today."""

    def shown(match: re.Match[str]) -> str:
        lines = [line for line in match[1].splitlines() if line.startswith("textmend ")]
        return match[0].replace(match[2], _printed(lines[-1]), 1) if lines else match[0]

    def output(match: re.Match[str]) -> str:
        return match[1] + _printed(match[2]) + match[3]

    def file(match: re.Match[str]) -> str:
        return match[1] + (DOCS.parent / match[2]).read_text("utf-8") + match[3]

    return _SHOWN.sub(shown, _OUTPUT.sub(output, _FILE.sub(file, page.read_text("utf-8"))))


def _printed(command: str) -> str:
    """What a command prints, without spaces at the ends of lines."""
    with _in_playground():
        _, printed = run(_without_comment(command))
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def _without_comment(command: str) -> str:
    return re.sub(r"\s+#\s.*$", "", command).strip()


@contextlib.contextmanager
def _in_playground() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        playground(Path(folder))
        before = Path.cwd()
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def write() -> None:
    """Write the outputs into the pages."""
    for path in PAGES:
        path.write_text(with_outputs(path), "utf-8")


if __name__ == "__main__":
    write()

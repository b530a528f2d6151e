"""Print the speed of textmend beside `str.split()` and other tools: `python -m benchmarks.speed`.

All run on the same documents of the development corpus in the same process, by turns, and the median of the turns
counts: machines are noisy, ratios less so.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import click
from rich.console import Console
from rich.table import Table

from textmend import Pipeline
from textmend.pipeline import GATE
from training import corpus
from training.spaces import lost

Tool = Callable[[str], object]

_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2014": ", ", "\u2026": "."})


def documents() -> dict[str, list[str]]:
    """Return the texts by kind; every kind is what its name says."""
    prose = [document["text"] for document in corpus.documents("dev")]
    ascii_only = [text for text in (text.translate(_STRAIGHT) for text in prose) if text.isascii() and "--" not in text]
    assert ascii_only, "the corpus has English prose"
    typographic = [text for text in prose if "\u2019" in text or "\u201c" in text]
    tweets = [text[at : at + 100] for text in ascii_only for at in range(0, min(len(text), 3_000), 100)]
    return {
        "clean ASCII English": ascii_only,
        "typographic English": typographic,
        "1% of words damaged": [lost(text, 0.01, random.Random(len(text))) for text in ascii_only],
        "tweets of 100 characters": tweets,
    }


def tools() -> dict[str, Tool]:
    """Return ours and those of the others that are installed."""
    found: dict[str, Tool] = {f"textmend {name}": Pipeline.preset(name).clean for name in ("default", "safe")}
    try:
        import ftfy

        found["ftfy"] = ftfy.fix_text
        import plsfix

        found["plsfix"] = plsfix.fix_text
    except ImportError as error:
        click.echo(f"{error.name} is not installed, so it is left out", err=True)
    return found


def seconds(tool: Tool, texts: list[str]) -> float:
    """Return the time that a tool takes for all texts."""
    start = time.perf_counter()
    for text in texts:
        tool(text)
    return time.perf_counter() - start


@click.command()
@click.option("--turns", default=5, show_default=True, help="How often each tool runs; the median counts.")
def main(turns: int) -> None:
    """Measure the speed of presets and of other tools, as multiples of str.split()."""
    console = Console(width=None if Console().is_terminal else 120)
    table = Table(title=f"Multiples of str.split(), one core, gate: {GATE.kind}")
    contestants = tools()
    for heading in ("text", "str.split, MB/s", *contestants):
        table.add_column(heading, justify="left" if heading == "text" else "right")
    for kind, texts in documents().items():
        taken: dict[str, list[float]] = {name: [] for name in ("split", *contestants)}
        for _ in range(turns):
            taken["split"].append(seconds(str.split, texts))
            for name, tool in contestants.items():
                taken[name].append(seconds(tool, texts))
        split = statistics.median(taken["split"])
        megabytes = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
        ratios = [f"{split / statistics.median(taken[name]):.3f}" for name in contestants]
        table.add_row(kind, f"{megabytes / split:.0f}", *ratios)
    console.print(table)


if __name__ == "__main__":
    main()

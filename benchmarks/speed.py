"""Print the speed of textmend compared with `str.split()` and other tools: `python -m benchmarks.speed`.

All run on the same texts in the same process, alternating (see turns.py), and the medians of the turns are compared.
Tools that are slow on a kind of text run on its beginning only, with the same beginning for `str.split()` and for our
tool that does the job. The whole run takes about ten minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from benchmarks import floors, peers, tables, turns
from benchmarks.jobs import BATCHES, PAIRS, YARDSTICK, InBatches, ours, reads
from benchmarks.peers import PEERS
from benchmarks.texts import CLEAN, MOJIBAKE, ROWS, TWEETS, first, kinds, sources
from benchmarks.turns import Timing
from textmend.pipeline.pipeline import GATE

Tool = Callable[[str], object]

# Characters of each kind of text: for most tools, for the slow ones, and for `--quick`. Three hundred thousand are some
# forty documents of all sorts; ten thousand take the slowest a quarter of a second.
_CHARACTERS = 300_000
_SLOW_CHARACTERS = 10_000
_QUICK_CHARACTERS = 2_000
# A slower tool would take seconds for what the others do in milliseconds: some peers on any text, ours where the
# scorer of lost dashes reads all of it.
_SLOW_CHARACTERS_A_SECOND = 500_000

# What a release may not fall below, in addition to each of ours on clean text, whose budget all passes share: the
# presets that run on everything, and these compared with a peer.
_EVERYWHERE = ("default", "safe")
_BESIDE = (
    (CLEAN, "default", "plsfix"),
    (CLEAN, "default", "ftfy"),
    (TWEETS, "default", "plsfix"),
    (MOJIBAKE, "only mojibake", "ftfy.fix_encoding"),
    (ROWS, BATCHES, "default"),
)


def measure(kind: str, documents: Sequence[str], tools: Mapping[str, Tool], rounds: int) -> Iterator[Timing]:
    """Measure tools on one kind of text.

    Args:
        kind: its name.
        documents: the texts.
        tools: the tools to run, by name; `str.split()` is added.
        rounds: the number of turns.
    """
    read = {name: tool for name, tool in tools.items() if reads(name, kind)}
    for part, names in _parts(documents, read):
        size = sum(len(text.encode("utf-8", "surrogatepass")) for text in part)
        candidates = {YARDSTICK: partial(_run, str.split, part)}
        candidates |= {name: partial(_run, tools[name], part) for name in names}
        for name, seconds in turns.by_turns(candidates, rounds).items():
            yield Timing(name, kind, size, seconds)


def _parts(documents: Sequence[str], tools: Mapping[str, Tool]) -> list[tuple[Sequence[str], Sequence[str]]]:
    """The texts with the tools that run on all of them, and their beginning with the slow tools and their pairs."""
    beginning = list(first(documents, _SLOW_CHARACTERS))
    if beginning == list(documents):
        return [(documents, list(tools))]
    most = sum(map(len, beginning)) / _SLOW_CHARACTERS_A_SECOND
    slow = {name for name, tool in tools.items() if turns.second_call(partial(_run, tool, beginning)) > most}
    groups = ({ours, peer} for ours, others in PAIRS.items() for peer in others)
    beside = slow.union(*(group for group in groups if group & slow))
    whole = [name for name in tools if name not in slow]
    return [(documents, whole), (beginning, [name for name in tools if name in beside])]


def _run(tool: Tool, texts: Sequence[str]) -> None:
    if isinstance(tool, InBatches):
        tool.run(texts)
        return
    for text in texts:
        tool(text)


def floored(timings: Sequence[Timing]) -> dict[str, float]:
    """Return the figures that have floors, by name, as far as they were measured."""
    wanted = [(kind, tool, YARDSTICK) for kind in {timing.kind for timing in timings} for tool in _EVERYWHERE]
    wanted += [(CLEAN, timing.tool, YARDSTICK) for timing in timings if timing.tool not in (YARDSTICK, *PEERS)]
    found = {
        f"{kind}: {tool} / {other}": turns.ratio(timings, kind, tool, other)
        for kind, tool, other in (*wanted, *_BESIDE)
    }
    return {name: figure for name, figure in found.items() if figure is not None}


def show(timings: Sequence[Timing]) -> None:
    """Print the speed of each tool, and of ours compared with each peer."""
    screen = tables.console()
    texts = list(dict.fromkeys(timing.kind for timing in timings))
    tools = list(dict.fromkeys(timing.tool for timing in timings if timing.tool != YARDSTICK))
    speeds = ([tool, *(tables.figure(turns.ratio(timings, kind, tool, YARDSTICK)) for kind in texts)] for tool in tools)
    title = f"Multiples of {YARDSTICK}(), one core, gate: {GATE.kind}"
    screen.print(tables.table(title, ["tool", *texts], speeds))
    megabytes = ([tool, *(_speed(timings, kind, tool) for kind in texts)] for tool in [YARDSTICK, *tools])
    screen.print(tables.table("Megabytes of UTF-8 a second", ["tool", *texts], megabytes))
    pairs = (
        [tool, peer, *(tables.figure(turns.ratio(timings, kind, tool, peer)) for kind in texts)]
        for tool, others in PAIRS.items()
        for peer in others
        if {tool, peer} <= set(tools)
    )
    screen.print(tables.table("How many times as fast as the peer", ["ours", "peer", *texts], pairs, left=2))


def _speed(timings: Sequence[Timing], kind: str, tool: str) -> str:
    """The megabytes a second of a tool, on the largest text of that kind that it ran on."""
    ran = [timing for timing in timings if (timing.kind, timing.tool) == (kind, tool)]
    if not ran:
        return tables.figure(None)
    largest = max(ran, key=lambda timing: timing.size)
    return tables.figure(largest.size / largest.median / 1e6)


def _chosen(names: Sequence[str], words: Sequence[str], option: str) -> list[str]:
    """The names that one of the words occurs in; all of them if there are no words."""
    for word in words:
        if not any(word.casefold() in name.casefold() for name in names):
            raise click.BadParameter(f"{word!r} is in none of these names: {', '.join(names)}", param_hint=option)
    return [name for name in names if not words or any(word.casefold() in name.casefold() for word in words)]


@click.command()
@click.option("--turns", "rounds", default=5, show_default=True, help="How often each tool runs; the median counts.")
@click.option("--on", multiple=True, metavar="WORD", help="Only texts whose kind has this in its name; repeatable.")
@click.option("--only", multiple=True, metavar="WORD", help="Only tools with this in their name; repeatable.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Texts of your own.")
@click.option("--quick", is_flag=True, help="A little text, to see that all runs; the figures mean nothing.")
@click.option("--json", "file", type=click.Path(path_type=Path, dir_okay=False), help="Save the timings for pyperf.")
@floors.options
def main(
    rounds: int,
    on: tuple[str, ...],
    only: tuple[str, ...],
    texts: Path | None,
    quick: bool,
    file: Path | None,
    checking: bool,
    updating: bool,
    allowed: tuple[str, ...],
) -> None:
    """Measure the speed of presets, of passes and of other tools, as multiples of str.split()."""
    if (checking or updating) and (quick or on or only or GATE.kind != "compiled"):
        raise click.UsageError("floors are for the whole run with the compiled gate, without --quick, --on and --only")
    documents = kinds(sources(texts), _QUICK_CHARACTERS if quick else _CHARACTERS)
    documents = {kind: documents[kind] for kind in _chosen(list(documents), on, "--on")}
    mine = ours()
    names = _chosen([*mine, *PEERS], only, "--only")
    loaded = {name: mine[name] if name in mine else peers.load(name) for name in names}
    tools = {name: tool for name, tool in loaded.items() if tool}
    shown = tables.progress(documents.items(), "Kinds of text")
    timings = [timing for kind, part in shown for timing in measure(kind, part, tools, rounds)]
    show(timings)
    if file:
        turns.save(timings, file)
    corpus = floors.fingerprint(text for part in documents.values() for text in part)
    floors.settle("speed", floored(timings), corpus, checking=checking, updating=updating, allowed=allowed)


if __name__ == "__main__":
    main()

"""How often each kind of damage occurs in pairs, by engine and extractor, and how it is distributed over texts."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from training.pairs.alignment import LIGATURES

__all__ = ["KINDS", "fate", "pairs", "rates", "table"]

# Kinds of labels that are counted for 1,000 words of the source.
KINDS = (
    "spaces_lost",
    "spaces_added",
    "spaces_doubled",
    "ligatures_lost",
    "ligatures_kept",
    "characters",
    "hyphens",
    "line_breaks",
    "furniture",
    "unaligned",
)


def pairs(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the pairs of a folder, in the order of the files' names."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def fate(text: str) -> str:
    """Name what became of a ligature."""
    if text in LIGATURES:
        return "ligature"
    if not text:
        return "nothing"
    if text in {"\r\n", "\ufffd"}:
        return "space" if text == "\r\n" else "U+FFFD"
    if not text.strip(" \t\n\xa0"):
        return "space"
    # Python considers some of them white space.
    if all(char < " " for char in text):
        return "control character"
    return "(cid:N)" if text.startswith("(cid:") else "other characters"


def rates(found: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return how often each kind occurs, by engine and extractor, by style and extractor, and in all pairs.

    For each kind: the number per 1,000 words of the source, the share of texts without any, and the number per 1,000
    words in the texts from the best to the worst, in deciles. A text is the output of an extractor for a document as an
    engine typesets it in one style. `ligatures` has what became of these, also per 1,000 words.
    """
    groups: defaultdict[str, list[tuple[int, Counter[str]]]] = defaultdict(list)
    for pair in found:
        counts = _counts(pair["labels"])
        engine, style, extractor = pair["engine"], pair["style"], pair["extractor"]
        for group in ("all", f"{engine} {extractor}", f"{engine}.{style} {extractor}"):
            groups[group].append((pair["labels"]["words"], counts))
    return {group: _rates(them) for group, them in groups.items()}


def table(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a table (Markdown) by engine and extractor: rates, and the share of texts without any."""
    columns = ("spaces_lost", "spaces_added", "spaces_doubled", "ligatures_lost", "characters", "hyphens", "furniture")
    yield "| made by | texts | " + " | ".join(columns) + " | ligatures became |"
    yield "|---" * (len(columns) + 3) + "|"
    for group, them in found.items():
        if "." in group.split(" ")[0]:
            continue
        cells = [f"{them[kind]['per 1,000 words']:.2f} ({them[kind]['without any']:.0%})" for kind in columns]
        fates = ", ".join(f"{name} {rate:.2f}" for name, rate in them["ligatures"].items())
        yield f"| {group} | {them['texts']} | " + " | ".join(cells) + f" | {fates} |"


def _counts(labels: Mapping[str, Any]) -> Counter[str]:
    counts = Counter({kind: len(labels[kind]) for kind in KINDS if kind in labels})
    for _, _, became in labels["ligatures"]:
        name = fate(became)
        counts["ligatures_kept" if name == "ligature" else "ligatures_lost"] += 1
        counts[f"as {name}"] += 1
    return counts


def _rates(documents: Sequence[tuple[int, Counter[str]]]) -> dict[str, Any]:
    words = sum(size for size, _ in documents) or 1
    total: Counter[str] = Counter()
    for _, counts in documents:
        total.update(counts)
    told: dict[str, Any] = {"texts": len(documents), "words": words}
    for kind in KINDS:
        told[kind] = {
            "per 1,000 words": round(1000 * total[kind] / words, 3),
            "without any": round(sum(not counts[kind] for _, counts in documents) / len(documents), 3),
            "deciles": _deciles([1000 * counts[kind] / (size or 1) for size, counts in documents]),
        }
    fates = sorted(name for name in total if name.startswith("as "))
    told["ligatures"] = {name.removeprefix("as "): round(1000 * total[name] / words, 3) for name in fates}
    return told


def _deciles(values: Sequence[float]) -> list[float]:
    """Return the minimum, the deciles, and the maximum."""
    inner = quantiles(values, n=10, method="inclusive") if len(values) > 1 else list(values) * 9
    return [round(value, 3) for value in (min(values), *inner, max(values))]

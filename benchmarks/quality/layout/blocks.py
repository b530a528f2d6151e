"""Blocks whose lines carry meaning: lists, tables, verse, code and the like, alone and between wrapped paragraphs.

The development prose has none of these, so its sentences are set as such: cut into clauses for verse, numbered for
lists. Code is that of Python's own library.
"""

from __future__ import annotations

import inspect
import random
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import FunctionType

from benchmarks.quality.layout.setting import Kind, printed

__all__ = ["BLOCKS", "alone", "between"]

_SEED = 12
# Blocks of each kind, at most this many a document; and the longest of their lines, as on a page.
_COUNT, _A_DOCUMENT = 400, 4
_WIDTH = 72

Maker = Callable[[list[str], random.Random], list[str]]

_NAMES = ["Anselm", "Ruth", "Ilse", "Peter", "Susan", "Matteo", "Jorun", "Tamsin", "Obed", "Wren"]
_SURNAMES = ["Okoro", "Ames", "Brandt", "Quill", "Teller", "Halvorsen", "Penhallow", "Adeyemi", "Castellan", "Whitlock"]
_STREETS = ("Harbour Street", "Mill Lane", "Quarry Road", "The Old Ropeworks", "Lantern Row", "Saltmarsh Terrace")
_TOWNS = ("Kilbride PA7 2QX", "Aldmouth, ME 04609", "20459 Carrow", "1184 Fennmark", "Tidewell TW3 1AB")


def _sentences(paragraphs: list[str]) -> list[str]:
    return [s for p in paragraphs for s in re.split(r"(?<=[.!?]) +", p) if len(s) >= 20]


def _bullets(paragraphs: list[str], chance: random.Random) -> list[str]:
    mark = chance.choice(["- ", "* ", "• ", "– "])
    items = [s for s in _sentences(paragraphs) if len(s) < 2 * _WIDTH]
    return [
        line
        for item in items[: chance.randint(3, 8)]
        for line in textwrap.wrap(item, _WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))
    ]


def _numbers(paragraphs: list[str], chance: random.Random) -> list[str]:
    style = chance.choice(["{}. ", "{}) ", "({}) ", "1.{} "])
    items = [s for s in _sentences(paragraphs) if len(s) < 2 * _WIDTH]
    return [
        line
        for number, item in enumerate(items[: chance.randint(3, 8)], 1)
        for line in textwrap.wrap(item, _WIDTH, initial_indent=style.format(number), subsequent_indent="    ")
    ]


def _plain_items(paragraphs: list[str], chance: random.Random) -> list[str]:
    """A list without marks: a few words a line."""
    words = " ".join(paragraphs).split()
    starts = chance.sample(range(len(words)), min(chance.randint(4, 9), len(words)))
    return [" ".join(words[at : at + chance.randint(1, 4)]).strip(".,;:") or "item" for at in starts]


def _clauses(paragraphs: list[str]) -> list[str]:
    return [c for p in paragraphs for c in re.split(r"(?<=[,;.!?]) +", p) if 12 <= len(c) <= 48 and c[0].isalpha()]


def _verse(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Lines that begin with capitals."""
    lines = _clauses(paragraphs)[: 4 * chance.randint(2, 5)]
    return [line[0].upper() + line[1:] for line in lines]


def _free_verse(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Lines split at clauses, in small letters, indented here and there."""
    lines = _clauses(paragraphs)[: chance.randint(8, 20)]
    return [" " * (4 if chance.random() < 0.15 else 0) + line for line in lines]


def _table(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Names in the first column, figures in the others, aligned with spaces."""
    words = [w.strip(".,;:“”\"'") for w in " ".join(paragraphs).split() if len(w) > 5] or ["nothing"]
    columns = chance.randint(2, 4)
    head = ["Station", "Opened", "Depth", "Ships", "Cost"][: columns + 1]
    figures = [[str(chance.randint(1, 9999)) for _ in range(columns)] for _ in range(8)]
    rows = [head, *([chance.choice(words).capitalize(), *row] for row in figures)]
    return ["".join(cell.ljust(18) for cell in row).rstrip() for row in rows]


def _text_table(paragraphs: list[str], chance: random.Random) -> list[str]:
    """A table of words: cells of prose, separated by tabs, pipes or commas."""
    sign = chance.choice(["\t", " | ", ","])
    words = re.findall(r"[a-z]{3,}", " ".join(paragraphs)) or ["nothing"]
    return [
        sign.join(" ".join(chance.choice(words) for _ in range(chance.randint(1, 4))) for _ in range(4))
        for _ in range(chance.randint(4, 9))
    ]


def _columns(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Two columns of running text side by side, as some extractors leave them."""
    left, right = (textwrap.wrap(p, 34) for p in chance.sample(paragraphs, 2))
    return [f"{a:<38}{b}" for a, b in zip(left, right, strict=False)]


_SOURCES = ("json.decoder", "textwrap", "random", "heapq", "bisect", "shutil", "tarfile", "zipfile", "csv", "ast")


def _functions() -> list[list[str]]:
    found: list[list[str]] = []
    for name in _SOURCES:
        for member in vars(import_module(name)).values():
            if isinstance(member, FunctionType) and member.__module__ == name:
                lines = inspect.getsource(member).rstrip("\n").split("\n")
                if 4 <= len(lines) <= 40:
                    found.append(lines)
    return found


_CODE = _functions()


def _code(_: list[str], chance: random.Random) -> list[str]:
    """A function of Python's library, without the blank lines that would split it into several blocks."""
    indent = " " * chance.choice([0, 4])
    return [indent + line for line in chance.choice(_CODE) if line.strip()]


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_NAMES)} {chance.choice(_SURNAMES)}"


def _address(_: list[str], chance: random.Random) -> list[str]:
    street = f"{chance.randint(1, 99)} {chance.choice(_STREETS)}"
    return [_name(chance), street, chance.choice(_TOWNS), chance.choice(["Scotland", "USA"])]


def _quoted_mail(paragraphs: list[str], chance: random.Random) -> list[str]:
    sign = chance.choice(["> ", ">> ", "| "])
    return [sign + line for line in textwrap.wrap(chance.choice(paragraphs), 66)]


def _formulas(_: list[str], chance: random.Random) -> list[str]:
    letters = "abckmnpqxyz"

    def term() -> str:
        return chance.choice(["{}", "{}^2", "2{}", "({} + 1)", "f({})"]).format(chance.choice(letters))

    lines = range(chance.randint(3, 6))
    return [f"{chance.choice(letters)} = {term()} {chance.choice('+-*/')} {term()}" for _ in lines]


def _captions(paragraphs: list[str], chance: random.Random) -> list[str]:
    word = chance.choice(["Figure", "Fig.", "Table"])
    items = [s for s in _sentences(paragraphs) if len(s) < _WIDTH - 12]
    return [f"{word} {number}. {item}" for number, item in enumerate(items[: chance.randint(2, 5)], 1)]


def _bibliography(paragraphs: list[str], chance: random.Random) -> list[str]:
    found: list[str] = []
    for number in range(1, chance.randint(4, 9)):
        words = " ".join(chance.choice(paragraphs).split()[: chance.randint(5, 12)]).strip(".,;:")
        entry = f"{chance.choice(_SURNAMES)}, {chance.choice(_NAMES)}. {words}. {chance.choice(_TOWNS)}: "
        entry += f"Harbour Press, {chance.randint(1890, 2020)}."
        mark = chance.choice(["", f"[{number}] "])
        found += textwrap.wrap(entry, _WIDTH, initial_indent=mark, subsequent_indent="    ")
    return found


BLOCKS: Mapping[str, Maker] = {
    "bulleted lists": _bullets,
    "numbered lists": _numbers,
    "lists without marks": _plain_items,
    "verse with capitals": _verse,
    "verse in small letters": _free_verse,
    "tables of figures": _table,
    "tables of words": _text_table,
    "columns side by side": _columns,
    "code": _code,
    "addresses": _address,
    "quoted mail": _quoted_mail,
    "formulas": _formulas,
    "captions": _captions,
    "bibliographies": _bibliography,
}


def _made(maker: Maker, documents: list[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield blocks of a kind, each of three lines or more, with the document that it was made from."""
    chance = random.Random(_SEED)
    wanted = min(_COUNT, _A_DOCUMENT * len(documents))
    # Some documents have no sentences that are short enough.
    for _ in range(10 * wanted):
        paragraphs = chance.choice(documents)
        block = maker(paragraphs, chance)
        if len(block) >= 3 and wanted:
            wanted -= 1
            yield block, paragraphs


def alone(mend: Callable[[str], str], maker: Maker, documents: list[list[str]]) -> float:
    """Return the share of blocks that are changed, each a text of its own."""
    texts = ["\n".join(block) + "\n" for block, _ in _made(maker, documents)]
    return sum(mend(text) != text for text in texts) / max(len(texts), 1)


def between(mend: Callable[[str], str], maker: Maker, kind: Kind, documents: list[list[str]]) -> float:
    """Return the share of blocks that are changed, between the paragraphs of a wrapped document."""
    touched: list[bool] = []
    for block, paragraphs in _made(maker, documents):
        middle = len(paragraphs) // 2
        above, below = paragraphs[max(middle - 4, 0) : middle], paragraphs[middle : middle + 4]
        pages = [printed(kind(part, random.Random(middle))).rstrip() for part in (above, below)]
        whole = "\n".join(block)
        touched.append(whole not in mend(f"{pages[0]}\n\n{whole}\n\n{pages[1]}\n"))
    return sum(touched) / max(len(touched), 1)

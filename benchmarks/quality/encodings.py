"""Bytes of unknown encoding: mixed files, clean files of legacy encodings, and other tools that read them.

Everything is made from sentences that no data of textmend was built on, from one seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from rich.table import Table

import textmend
from benchmarks.quality import peers
from benchmarks.tables import table
from training import corpus

__all__ = [
    "CLEAN", "DAMAGES", "OTHERS", "PAGES", "Sample", "clean", "is_valid_changed", "mixed", "sound_lines", "spliced",
    "table_of_bytes", "tools",
]  # fmt: skip

Reading = Callable[[bytes], str]

#: The languages of the mixed files, and the encodings that their files had before UTF-8.
PAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("fr", "de", "es", "pt", "it", "sv"), ("cp1252",)),
        **dict.fromkeys(("pl", "cs", "hu"), ("cp1250",)),
        "tr": ("cp1254",),
        "ru": ("cp1251",),
        "uk": ("koi8_u", "cp1251"),
        "el": ("cp1253",),
        "ja": ("shift_jis", "euc_jp"),
        "zh": ("gbk", "big5"),
        "ko": ("euc_kr",),
    }
)
#: Languages that the files above leave out, to check that what was built on those holds for others.
OTHERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "he": ("cp1255",),
        "ar": ("cp1256",),
        "th": ("cp874",),
        "ro": ("cp1250",),
        "bg": ("cp1251",),
        "fi": ("cp1252",),
        "da": ("cp1252",),
        "is": ("cp1252",),
        "lt": ("cp1257",),
        "sr": ("cp1251",),
        "be": ("cp1251",),
        "sk": ("cp1250",),
    }
)
#: How the lines of a file are damaged.
DAMAGES = ("one line", "5% of the lines", "half of the lines", "cut")
#: The encodings of clean files, each with a language that was written in it.
CLEAN: Sequence[tuple[str, str]] = (
    ("cp1252", "fr"), ("cp1252", "de"), ("cp1252", "es"), ("iso8859_15", "fi"), ("mac_roman", "fr"), ("cp850", "de"),
    ("cp1250", "pl"), ("cp1250", "cs"), ("iso8859_2", "hu"), ("cp1254", "tr"), ("cp1251", "ru"), ("koi8_r", "ru"),
    ("koi8_u", "uk"), ("cp866", "ru"), ("iso8859_5", "ru"), ("cp1253", "el"), ("iso8859_7", "el"), ("cp1255", "he"),
    ("cp1256", "ar"), ("cp874", "th"), ("cp1257", "lt"), ("shift_jis", "ja"), ("euc_jp", "ja"), ("gbk", "zh"),
    ("gb18030", "zh"), ("big5", "zh"), ("euc_kr", "ko"), ("cp949", "ko"),
)  # fmt: skip
_SHORTEST, _LONGEST = 2, 100


class Sample(NamedTuple):
    """A generated file.

    Attributes:
        language, page, damage: how.
        data: its bytes.
        text: their text; U+FFFD in place of a character that was cut.
        valid: the lines that are valid UTF-8, by their numbers from 0.
    """

    language: str
    page: str
    damage: str
    data: bytes
    text: str
    valid: frozenset[int]


def mixed(
    seed: int = 0,
    each: int = 12,
    pages: Mapping[str, tuple[str, ...]] = PAGES,
    lines: tuple[int, int] = (_SHORTEST, _LONGEST),
) -> Iterator[Sample]:
    """Yield files of UTF-8 prose with lines in the legacy encoding of their language, or cut at any byte.

    Args:
        seed: of the draw.
        each: how many files of each language and damage.
        pages: the languages, and their legacy encodings.
        lines: the minimum and the maximum of lines of a file.
    """
    rng = random.Random(seed)
    for language, encodings in pages.items():
        for damage in DAMAGES:
            for _ in range(each):
                yield _damaged(rng, language, rng.choice(encodings), damage, rng.randint(*lines))


def _damaged(rng: random.Random, language: str, page: str, damage: str, count: int) -> Sample:
    drawn = rng.choices(sound_lines(language), k=count)
    if damage == "cut":
        data = "\n".join(drawn).encode()
        data = data[: rng.randint(len(data) // 2, len(data))]
        text = data.decode("utf-8", "ignore")
        return Sample(language, "", damage, data, data.decode("utf-8", "replace"), frozenset(range(text.count("\n"))))
    share = {"one line": 0.0, "5% of the lines": 0.05, "half of the lines": 0.5}[damage]
    legacy = set(rng.sample(range(count), max(1, round(share * count))))
    writable = _writable(language, page)
    for number in legacy:
        drawn[number] = rng.choice(writable)
    parts = [line.encode(page if number in legacy else "utf-8") for number, line in enumerate(drawn)]
    return Sample(language, page, damage, b"\n".join(parts), "\n".join(drawn), frozenset(range(count)) - legacy)


@cache
def sound_lines(language: str) -> list[str]:
    """The sentences of a language that no data of textmend was built on."""
    found = corpus.sentences("dev")
    return [s["text"] for s in found if s["lang"] == language and not corpus.is_learnt(s["text"])]


@cache
def _writable(language: str, page: str) -> list[str]:
    """The sentences that are not ASCII, and that a legacy encoding has bytes for."""
    return [line for line in sound_lines(language) if not line.isascii() and _encoded(line, page) is not None]


def _encoded(text: str, page: str) -> bytes | None:
    try:
        data = text.encode(page)
        return data if data.decode(page) == text else None
    except UnicodeError:
        return None


def clean(count: int, seed: int = 0, each: int = 20) -> Iterator[Sample]:
    """Yield files of so many lines that are entirely in a legacy encoding."""
    rng = random.Random(seed)
    for page, language in CLEAN:
        for _ in range(each):
            text = "\n".join(rng.choices(_writable(language, page), k=count))
            yield Sample(language, page, "none", text.encode(page), text, frozenset())


def spliced(seed: int = 0, count: int = 60) -> Iterator[Sample]:
    """Yield files of two blocks in legacy encodings and one in UTF-8, each of 3 to 30 lines, in any order."""
    rng = random.Random(seed)
    known = [(language, page) for language, pages in PAGES.items() for page in pages]
    for _ in range(count):
        blocks = [*rng.sample(known, 2), (rng.choice(list(PAGES)), "utf-8")]
        rng.shuffle(blocks)
        lines = [
            (line, page)
            for language, page in blocks
            for line in rng.choices(_writable(language, page), k=rng.randint(3, 30))
        ]
        yield Sample(
            "",
            " ".join(page for _, page in blocks),
            "two encodings and UTF-8",
            b"\n".join(line.encode(page) for line, page in lines),
            "\n".join(line for line, _ in lines),
            frozenset(number for number, (_, page) in enumerate(lines) if page == "utf-8"),
        )


def is_valid_changed(sample: Sample, text: str) -> bool:
    """Whether a line that was valid UTF-8 was read otherwise."""
    was, is_now = sample.text.split("\n"), text.split("\n")
    return any(number >= len(is_now) or is_now[number] != was[number] for number in sample.valid)


def tools() -> dict[str, Reading]:
    """Readers of bytes of unknown encoding, by name: textmend, and those of the others that are installed."""
    found: dict[str, Reading] = {"textmend": textmend.decode}
    if normalizer := peers.optional("charset_normalizer", "charset-normalizer"):
        found["charset-normalizer"] = lambda data: str(normalizer.from_bytes(data).best() or "")
    if chardet := peers.optional("chardet"):
        found["chardet"] = lambda data: data.decode(chardet.detect(data)["encoding"] or "latin-1", "replace")
    return found


def table_of_bytes() -> Table:
    """How many files each tool reads exactly, and in how many a line of valid UTF-8 comes out changed."""
    readers = tools()
    kinds: dict[str, list[Sample]] = {}
    for sample in mixed():
        kinds.setdefault(f"16 languages, {sample.damage}", []).append(sample)
    kinds["12 other languages, all of these"] = list(mixed(seed=1, each=4, pages=OTHERS))
    kinds["two encodings and UTF-8, by blocks"] = list(spliced())
    for count in (1, 5, 40):
        kinds[f"clean, {len(CLEAN)} encodings, lines: {count}"] = list(clean(count, each=max(4, 20 // count)))

    def rows() -> Iterator[tuple[str, ...]]:
        for kind, samples in kinds.items():
            for tool, read in readers.items():
                texts = [_text(read, sample.data) for sample in samples]
                right = sum(text == sample.text for text, sample in zip(texts, samples, strict=True))
                changed = sum(is_valid_changed(sample, text) for text, sample in zip(texts, samples, strict=True))
                yield kind, tool, f"{len(samples):,}", f"{right / len(samples):.3f}", f"{changed:,}"
            yield ()

    headings = ("files", "tool", "number", "read exactly", "with a valid UTF-8 line changed")
    return table("Bytes of unknown encoding", headings, rows(), left=2)


def _text(read: Reading, data: bytes) -> str:
    """The text that a tool reads; nothing where it raises, as for encodings that it names and Python lacks."""
    try:
        return read(data)
    except (LookupError, UnicodeError):
        return ""

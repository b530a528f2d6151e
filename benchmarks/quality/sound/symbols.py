"""Symbols in Latin prose: single sentences, and documents of 5 to 20 of them, that no preset may change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.quality.sound.pieces import Piece
from benchmarks.quality.sound.templates import DRAWINGS, FILLERS, FORMATS, PAGES, PATTERNS, Pattern

__all__ = ["PRESETS", "texts"]

# The presets that are measured by default. `ascii` replaces all symbols; what `pdf`, `ocr` and `email` add
# to these concerns pages, words and dashes.
PRESETS = ("safe", "default", "web", "typographic")

_SEED = 7
# The kinds of the texts for the list of rules that restyle: sentences that a writer meant as such, and drawings.
_PROSE, _DRAWING, _CODE = "science-papers", "ascii-diagrams", "code-samples"
# A document for every so many sentences.
_SENTENCES_A_DOCUMENT = 4
_SHORTEST, _LONGEST = 5, 20
# How many symbols of a family a document has.
_FEWEST, _MOST = 2, 6


def texts() -> list[Piece]:
    """Return all texts, each named by its family and number: "Greek letters#12", "Greek letters, documents#3"."""
    chance = Random(_SEED)
    found: list[Piece] = []
    for family, pattern in PATTERNS.items():
        found += _named(family, _PROSE, list(_sentences(pattern, chance)))
        found += _named(f"{family}, documents", _PROSE, list(_documents(pattern, chance)))
    charts = [chart for page in PAGES for chart in _charts(page)]
    found += _named("charts of code pages", _DRAWING, charts)
    for family, kind, templates in (("drawings", _DRAWING, DRAWINGS), ("format strings", _CODE, FORMATS)):
        alone = [_filled(template, chance) for template in templates for _ in range(3)]
        found += _named(family, kind, alone)
        found += _named(f"{family}, in prose", kind, [_in_prose(text, chance) for text in alone])
    return found


def _named(family: str, kind: str, them: Sequence[str]) -> Iterator[Piece]:
    for number, text in enumerate(them):
        yield Piece(f"{family}#{number}", kind, text)


def _sentences(pattern: Pattern, chance: Random) -> Iterator[str]:
    """Yield each symbol in each template, with others of the family by chance."""
    for symbol in pattern.symbols:
        for template in pattern.templates:
            others = chance.choices(pattern.symbols, k=2)
            yield _filled(template, chance, symbol, *others)


def _filled(template: str, chance: Random, *symbols: str) -> str:
    return template.format(**dict(zip("abc", symbols, strict=False)), n=chance.randint(1, 9), m=chance.randint(11, 99))


def _documents(pattern: Pattern, chance: Random) -> Iterator[str]:
    """Yield documents that have a few symbols of a family again and again, as papers have."""
    for _ in range(len(pattern.symbols) * len(pattern.templates) // _SENTENCES_A_DOCUMENT):
        symbols = chance.sample(pattern.symbols, chance.randint(_FEWEST, _MOST))
        templates = chance.choices(pattern.templates, k=chance.randint(_SHORTEST, _LONGEST))
        parts = [_filled(template, chance, *chance.choices(symbols, k=3)) for template in templates]
        for _ in range(len(parts) // 3):
            parts.insert(chance.randrange(len(parts) + 1), chance.choice(FILLERS))
        joint = chance.choice((" ", "\n", "\n\n"))
        yield joint.join(parts)


def _in_prose(text: str, chance: Random) -> str:
    before, after = chance.sample(FILLERS, 2)
    return f"{before}\n\n{text}\n\n{after}"


def _charts(page: str) -> Iterator[str]:
    """Yield the upper half of a code page as a table, as a list with numbers, and as a line of text."""
    half = {byte: bytes([byte]).decode(page, "ignore") for byte in range(0xA0, 0x100)}
    shown = {byte: character for byte, character in half.items() if character.isprintable() and character.strip()}
    rows = [range(start, start + 16) for start in range(0xA0, 0x100, 16)]
    table = "\n".join(f"{row[0]:02X}  " + "  ".join(shown.get(byte, ".") for byte in row) for row in rows)
    yield f"{page}\n    " + "  ".join(f"{digit:X}" for digit in range(16)) + f"\n{table}\n"
    yield "\n".join(f"0x{byte:02X}\t{ord(character):04X}\t{character}" for byte, character in shown.items())
    letters = [character for character in shown.values() if character.isalpha()]
    yield f"The page {page} has these letters: {' '.join(letters)}."

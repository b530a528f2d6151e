"""Unicode's own test data, run on what we claim: NFC, and that emoji stay whole.

`data/unicode` holds NormalizationTest.txt and emoji-test.txt of Unicode 15.0, compressed; see NOTICE.
"""

from __future__ import annotations

import lzma
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from textmend import Pipeline
from textmend.passes.characters import CharactersPass
from textmend.pipeline.presets import PresetName

DATA = Path(__file__).parent / "data" / "unicode"
NFC = Pipeline(["characters"], skip_rules=[f"characters/{r.name}" for r in CharactersPass.rules if r.name != "nfc"])

# En and em quads become plain spaces by a rule of their own, not other odd ones.
SPACES = "\u2000\u2001"


def lines(name: str) -> Iterator[str]:
    with lzma.open(DATA / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip() and line[0] not in "#@":
                yield line


def characters(field: str) -> str:
    return "".join(chr(int(code, 16)) for code in field.split())


def is_variant(text: str) -> bool:
    """True for the compatibility ideographs and two brackets, which are left alone and reported."""
    return any(c in "\u2329\u232a" or "\uf900" <= c <= "\ufad9" or "\U0002f800" <= c <= "\U0002fa1d" for c in text)


def is_reordered(text: str, meant: str) -> bool:
    """True when two texts have the same characters in another order: marks that do not compose."""
    return sorted(text) == sorted(meant)


def test_nfc_is_what_unicode_says() -> None:
    checked = left = 0
    for line in lines("NormalizationTest"):
        source, nfc, nfd, *_ = map(characters, line.split(";")[:5])
        if any(unicodedata.category(character) == "Cn" for character in source):
            continue  # of a later version than Python's
        for text in (source, nfc, nfd):
            result = NFC.explain(text)
            if text in SPACES:
                assert result.text is text
            elif is_variant(text):
                assert result.refused
            elif is_reordered(text, nfc):
                assert is_reordered(result.text, nfc), line
                left += result.text != nfc
            else:
                assert result.text == nfc, line
                checked += 1
    assert checked > 13_000
    assert left < 3_000, left


@pytest.mark.parametrize("preset", ["default", "web", "pdf", "typographic"])
def test_emoji_stay_whole(preset: PresetName) -> None:
    pipeline = Pipeline.preset(preset)
    sequences = [characters(line.split(";")[0]) for line in lines("emoji-test")]
    assert len(sequences) > 4_500
    for sequence in sequences:
        text = f"Look {sequence} here."
        assert pipeline.clean(text) is text, ascii(sequence)
    together = "\n".join(sequences)
    assert Pipeline(["characters"]).clean(together) is together

"""The floor of reading bytes, on sentences in many languages; `python -m benchmarks.quality bytes` measures all."""

from __future__ import annotations

import pytest

import textmend
from benchmarks.quality import encodings
from training import corpus

needs_sentences = pytest.mark.skipif(
    not (corpus.CORPORA / "multilingual.dev.jsonl.gz").exists(), reason="needs the multilingual corpus"
)


@needs_sentences
@pytest.mark.parametrize("pages", [encodings.PAGES, encodings.OTHERS], ids=["16 languages", "others"])
def test_mixed_files_are_read_and_valid_lines_stay(pages: dict[str, tuple[str, ...]]) -> None:
    samples = list(encodings.mixed(seed=5, each=2, pages=pages, lines=(2, 30)))
    texts = [textmend.decode(sample.data) for sample in samples]
    assert not any(map(encodings.is_valid_changed, samples, texts))
    right = sum(text == sample.text for text, sample in zip(texts, samples, strict=True))
    assert right >= 0.98 * len(samples)


@needs_sentences
def test_clean_files_of_legacy_encodings_are_read() -> None:
    samples = list(encodings.clean(3, seed=5, each=3))
    right = sum(textmend.decode(sample.data) == sample.text for sample in samples)
    assert right >= 0.98 * len(samples)


def test_a_changed_line_is_seen() -> None:
    sample = encodings.Sample("fr", "cp1252", "one line", b"", "déjà\ncafé", frozenset({0}))
    assert not encodings.is_valid_changed(sample, "déjà\ncaf?")
    assert encodings.is_valid_changed(sample, "d?jà\ncafé")
    assert encodings.is_valid_changed(sample, "")

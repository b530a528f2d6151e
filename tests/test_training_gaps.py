"""The data that the scorer of lost dashes learns from: which dashes are labels, and what is held out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from training import corpus
from training.gaps.corpus import CLAUSE_DASH, HELD_OUT, documents, sentences_of
from training.gaps.examples import Example
from training.gaps.packed import pack, unpacked


def _document(source: str, domain: str, text: str, style: str = "mixed") -> dict[str, str]:
    return {"id": text, "source": source, "domain": domain, "licence": "", "dash_style": style, "text": text}


MORE = (
    _document("a-blog", "technical", "The build was slow - it had to read the cache twice. We now keep it in memory."),
    _document("a-blog", "technical", "The table lists A - Z in the first column of the page."),
    _document(
        "a-show", "interview", "My brother wrote the parser - a very small one. I tried to - as you know we failed."
    ),
    _document("a-show", "interview", "What we wanted -- well we did it. That was the plan... It went well for a year."),
    _document("changelog-news", "news", "A new release is out — and it is a big one for us.", "spaced-em"),
    _document("swift-org", "technical", "The mentors met twice - once in May."),
    _document("xquad-wikipedia", "wiki", "The river is short.", "none"),
)


@pytest.fixture
def more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with gzip.open(tmp_path / "prose-en.more.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(document) + "\n" for document in MORE)
    monkeypatch.setattr(corpus, "CORPORA", tmp_path)
    sentences_of.cache_clear()
    yield
    sentences_of.cache_clear()


@pytest.mark.usefixtures("more")
def test_a_hyphen_of_the_new_prose_is_a_dash_where_it_can_be_nothing_else() -> None:
    with_dashes, without = sentences_of("more")
    assert [text for _, text in with_dashes] == [
        "The build was slow – it had to read the cache twice.",
        "My brother wrote the parser – a very small one.",
    ]
    assert all(CLAUSE_DASH.search(text) for _, text in with_dashes)
    assert "We now keep it in memory." in [text for _, text in without]


@pytest.mark.usefixtures("more")
def test_what_speakers_begin_anew_is_neither_right_nor_wrong() -> None:
    texts = [text for group in sentences_of("more") for _, text in group]
    assert "It went well for a year." in texts
    assert not any("as you know" in text or "What we wanted" in text or "the plan" in text for text in texts)
    # A hyphen between single letters may be anything.
    assert not any("A - Z" in text for text in texts)


@pytest.mark.usefixtures("more")
def test_held_out_sources_are_never_learnt_and_have_domains_of_their_own() -> None:
    held_out = [document["text"] for document in MORE if document["source"] in HELD_OUT]
    assert not {text for _, text in documents("more")} & set(held_out)
    # Of a document with spaced hyphens it is unknown how many dashes it lost.
    assert list(documents("modern")) == [("news", held_out[0]), ("modern prose", held_out[2])]


def test_packed_batches_are_read_as_they_were(tmp_path: Path) -> None:
    batches = [
        [Example([1, 900, 15_000, 2], [0, 1, 5, 0], [(1, True)]), Example([1, 7, 2], [0, 2, 0], [])],
        [Example([1, 3, 3, 3, 2], [0, 1, 1, 1, 0], [(1, False), (2, True)])],
    ]
    pack(batches, tmp_path / "course.npz")
    assert unpacked(tmp_path / "course.npz") == batches

"""Language data: one entry point, whole files, provenance that matches."""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmend import Pipeline, lang
from textmend.errors import LanguageDataError, UnknownNameError
from textmend.lang._tables import EMPTY
from textmend.lang.tables import open_bloom_filter, open_table, pack, pack_bloom_filter
from textmend.passes.dashes.encoder import Encoder
from textmend.passes.mojibake.char_bigrams import open_char_bigrams

FILES = [path for path in sorted(Path(lang.DATA).iterdir()) if not path.name.endswith(".provenance.json")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_fits_its_provenance_file(path: Path) -> None:
    certificate = json.loads(path.with_name(f"{path.name}.provenance.json").read_text("utf-8"))
    assert certificate["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest(), "rebuild with python -m training"
    assert certificate["generator"].startswith("python -m training")
    assert all(source["licences"] for source in certificate["sources"])


def test_what_a_language_needs_is_small() -> None:
    # English, what clean text needs; and what each of the others adds to a wheel.
    for code in lang.names():
        files = [path for path in FILES if path.name.startswith(f"{code}.") and ".gaps." not in path.name]
        assert sum(path.stat().st_size for path in files) < (12_000_000 if code == "en" else 1_750_000)


def test_a_judge_that_only_damaged_text_meets_may_weigh_more() -> None:
    assert sum(path.stat().st_size for path in FILES if ".gaps." in path.name) < 30_000_000


@pytest.mark.parametrize(
    ("code", "word"),
    [("de", "Straße"), ("fr", "l'"), ("ru", "Москва"), ("tr", "İstanbul"), ("uk", "п'ять"), ("it", "dell'")],
)
def test_other_languages_have_their_words(code: str, word: str) -> None:
    assert word in lang.load(code).lexicon
    assert "ofthe" not in lang.load(code).lexicon


@pytest.mark.parametrize("word", ["the", "The", "Istanbul", "Russia’s", "don't", "don’t", "café", "nevertheless"])
def test_known(word: str) -> None:
    assert word in lang.load("en").lexicon


@pytest.mark.parametrize("word", ["ofthe", "inthe", "tothe", "saidthat", "oneofthe", "thereare", "xqzzkj", "", "ﬁnd"])
def test_unknown(word: str) -> None:
    assert word not in lang.load("en").lexicon


def test_frequent_words_and_pairs_cost_less() -> None:
    english = lang.load("en")
    the, harbour = english.lexicon.cost("the"), english.lexicon.cost("harbour")
    assert the is not None
    assert harbour is not None
    assert the < harbour
    after_of = english.pair_cost("of", "the")
    assert after_of is not None
    assert after_of < the
    assert english.pair_cost("harbour", "xqzzkj") is None


def test_spelling_out_a_name_costs_less_than_noise() -> None:
    english = lang.load("en")
    assert english.letters_cost("kostopoulos") < english.letters_cost("kxstqpzjlws")


@given(st.dictionaries(st.text(max_size=12), st.integers(1, 255), max_size=200))
def test_tables_give_back_what_was_packed(tmp_path_factory: pytest.TempPathFactory, values: dict[str, int]) -> None:
    path = tmp_path_factory.mktemp("table") / "x.bin"
    pack(values, path)
    table, entries = open_table(path)
    assert len(values) == entries
    assert {key: table.get(key) for key in values} == values


def test_parts_hold_what_words_start_with_and_both_words_of_pairs(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    pack_bloom_filter(["harbour", "sea"], ["of the"], path)
    parts = open_bloom_filter(path)
    assert all(parts.may_hold(_state(part)) for part in ("h", "harb", "harbour", "se", "sea", "of ", " the"))
    # A filter may mistake a string for another, but not many.
    assert sum(parts.may_hold(_state(f"x{number}")) for number in range(300)) < 100


def _state(text: str) -> int:
    state = EMPTY
    for character in text:
        state = lang.load("en").lexicon.table.after(state, ord(character))
    return state


@pytest.mark.parametrize("content", [b"", b"tmtable1", b"nonsense" * 100])
def test_a_damaged_table_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "en.words.bin"
    path.write_bytes(content)
    with pytest.raises(LanguageDataError, match=r"en\.words\.bin.*reinstall"):
        open_table(path)


def test_a_vocabulary_that_is_no_text_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "en.gaps.pieces.txt"
    path.write_bytes(b"[UNK]\n[CLS]\n[SEP]\n\xff\n")
    data = [f"{lang.DATA}/en.gaps.{part}.onnx" for part in ("lower", "upper")]
    with pytest.raises(LanguageDataError, match=r"en\.gaps\.pieces\.txt.*reinstall"):
        Encoder(data[0], data[1], str(path))


@pytest.mark.parametrize("header", [(1_000, 5, 16, 3), (0, 5, 16, 3), (0, 0, 16, 1_000)])
def test_alphabets_that_do_not_fit_their_header_say_what_to_do(tmp_path: Path, header: tuple[int, ...]) -> None:
    path = tmp_path / "alphabets.bin"
    path.write_bytes(struct.pack("<8sIIII", b"tmalpha1", *header) + b"x" * 16)
    with pytest.raises(LanguageDataError, match=r"alphabets\.bin.*reinstall"):
        open_char_bigrams(path)


def test_the_case_of_a_code_of_a_language_does_not_count() -> None:
    assert Pipeline(["spacing"], lang="EN").lang == "en"
    assert lang.load("De") is lang.load("de")


def test_a_language_without_data_names_those_with() -> None:
    with pytest.raises(UnknownNameError, match=r"language 'tlh'.*en"):
        lang.load("tlh")


def test_a_long_run_of_letters_is_no_word() -> None:
    # The rotation of the hash repeats after 64 characters: 136 of one letter have the hash of 8.
    lexicon = lang.load("en").lexicon
    assert "a" * 8 in lexicon
    assert "a" * 136 not in lexicon

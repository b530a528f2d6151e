"""spaCy: the Doc has the repaired text, and every span leads back to the original."""

from __future__ import annotations

import pickle
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.frames import DEFAULT, ROWS, SAFE, message_without
from textmend.errors import UnknownNameError

spacy = pytest.importorskip("spacy", reason="needs the extra 'spacy'")
from spacy.tokens import Doc, DocBin  # noqa: E402

from textmend.integrations.spacy import MendingTokenizer  # noqa: E402  # which needs spacy

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::FutureWarning")

TEXT = "In caf\u00c3\u00a9 society, the war ofthe roses"


def language(**options: Any) -> Any:
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "textmend.Tokenizer.v1", **options}}})


def test_spans_and_tokens_lead_back() -> None:
    doc = language()(TEXT)
    assert doc.text == DEFAULT.clean(TEXT)
    assert doc._.original_text == TEXT
    assert doc._.edits == list(DEFAULT.explain(TEXT).edits)
    found = {token.text: token._.original_text for token in doc}
    assert found.pop("caf\u00e9") == "caf\u00c3\u00a9"
    assert found == {word: word for word in ("In", "society", ",", "the", "war", "of", "roses")}
    span = doc[doc[6].i : doc[8].i]
    assert (span.text, span._.original_text) == ("of the", "ofthe")
    start, end = span._.original_span
    assert TEXT[start:end] == "ofthe"
    # A position inside of what was replaced leads to all of it.
    cafe = doc.char_span(doc.text.index("caf"), doc.text.index("caf") + 4)
    assert TEXT[slice(*cafe._.original_span)] == "caf\u00c3\u00a9"


def test_as_a_plain_loop_on_all_rows() -> None:
    nlp = language()
    for text in filter(None, ROWS):
        doc = nlp(text)
        assert doc.text == DEFAULT.clean(text)
        assert doc._.original_text == text
        last = 0
        for token in doc:
            start, end = token._.original_span
            assert last <= end
            assert 0 <= start <= end <= len(text)
            last = end


def test_a_sound_text_has_a_plain_doc() -> None:
    doc = language()("Nothing to do.")
    assert doc.user_data == {}
    assert doc[0:2]._.original_span == (0, 10)
    assert (doc[1]._.original_text, doc._.original_text, doc._.edits) == ("to", "Nothing to do.", [])


def test_presets_specs_and_other_tokenizers() -> None:
    text = "caf\u00c3\u00a9 \u201cofthe\u201d"
    for given in ("safe", SAFE.spec()):
        assert language(pipeline=given)(text).text == SAFE.clean(text)
    wrapped = MendingTokenizer(language(pipeline="safe").tokenizer.tokenizer, DEFAULT)
    assert wrapped(text).text == DEFAULT.clean(text)
    inner = {"@tokenizers": "spacy.Tokenizer.v1"}
    assert language(tokenizer=inner)(TEXT).text == DEFAULT.clean(TEXT)


def test_docs_and_languages_can_be_written_and_read(tmp_path: Path) -> None:
    nlp = language(pipeline=SAFE.spec())
    nlp.tokenizer.add_special_case("society", [{"ORTH": "soc"}, {"ORTH": "iety"}])
    doc = nlp(TEXT)
    nlp.to_disk(tmp_path)
    for again in (
        spacy.load(tmp_path),
        language(pipeline="safe").from_bytes(nlp.to_bytes()),
        pickle.loads(pickle.dumps(nlp)),
    ):
        assert isinstance(again.tokenizer, MendingTokenizer)
        assert again.tokenizer.pipeline == SAFE
        assert [token.text for token in again(TEXT)] == [token.text for token in doc]
        assert "iety" in doc.text.replace("soc", "")
    docs = [Doc(nlp.vocab).from_bytes(doc.to_bytes()), *DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)]
    for read in [*docs, doc.copy()]:
        assert read._.original_text == TEXT
        assert [token._.original_span for token in read] == [token._.original_span for token in doc]


def test_many_processes() -> None:
    texts = [TEXT, "Nothing to do.", *filter(None, ROWS[:20])]
    docs = list(language().pipe(texts, n_process=2, batch_size=5))
    assert [doc._.original_text for doc in docs] == texts
    assert [doc.text for doc in docs] == [DEFAULT.clean(text) for text in texts]


def test_a_doc_made_of_parts_is_a_text_of_its_own() -> None:
    doc = language()(TEXT)
    for other in (doc[3:7].as_doc(), doc[3:7].as_doc(copy_user_data=True), Doc.from_docs([doc, doc])):
        assert other._.original_text == other.text
        assert other[1]._.original_span == (other[1].idx, other[1].idx + len(other[1].text))


def test_errors_teach() -> None:
    with pytest.raises(UnknownNameError, match="unknown preset 'pdff'"):
        language(pipeline="pdff")
    assert "pip install 'textmend[spacy]'" in message_without("spacy", "textmend.integrations.spacy")


def test_spacy_finds_it_where_textmend_is_installed() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    ((name, target),) = project["entry-points"]["spacy_tokenizers"].items()
    module, _, function = target.partition(":")
    assert name == "textmend.Tokenizer.v1"
    assert getattr(import_module(module), function)("safe")(spacy.blank("en")).pipeline == SAFE

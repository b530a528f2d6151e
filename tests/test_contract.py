"""The contract holds for every pass and preset, on generated texts and on every fixture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import textmend.passes as registry
from tests import cases, contract, scripts
from textmend import Pipeline
from textmend.pipeline.presets import PRESETS

PIPELINES: dict[str, Callable[[], Pipeline]] = {
    **{f"preset {name}": (lambda name=name: Pipeline.preset(name)) for name in PRESETS},  # type: ignore[misc]
    **{f"pass {name}": (lambda name=name: Pipeline([name], level="guess")) for name in registry.names()},  # type: ignore[misc]
    "typographic quotes": lambda: Pipeline(["quotes"], quotes="typographic", level="guess"),
    "consistent quotes": lambda: Pipeline(["quotes"], quotes="consistent", level="guess"),
    "kept quotes": lambda: Pipeline(["quotes"], quotes="keep", level="guess"),
    "British quotes": lambda: Pipeline(["quotes"], options={"quotes": {"style": "typographic", "locale": "en-GB"}}),
    "French quotes": lambda: Pipeline(["quotes"], options={"quotes": {"style": "typographic", "locale": "fr"}}),
    "Chinese quotes": lambda: Pipeline(["quotes"], options={"quotes": {"style": "typographic", "locale": "zh"}}),
    "angled quotes": lambda: Pipeline(["quotes"], options={"quotes": {"angled": True}}, level="guess"),
    "entities": lambda: Pipeline(["characters"], options={"characters": {"entities": True}}),
}

# The characters and strings that trigger each pass, so that random texts match their rules often.
MORSELS = (
    *"aeIxZ19 .,;:!?-_/\\@#&()[]{}<>|=+*~^%$\"'`",
    *"\n\r\t\v\f\0\x1f\x1b\x7f\x85\x91\x92\x93\x94\x96\x97\xa0\xad",
    *"\u2018\u2019\u201a\u201c\u201d\u201e\u2032\u2033\xab\xbb\u02bb\u2013\u2014\u2026\u2028\u200b\u200c\u200d\u202e",
    *"\u3000\ufeff\ufb01\ufffd\ud800\udfff\u0301",
    *"éßжЯקعक中の글😀",
    "\r\n", "\n\n", " - ", "--", "---", "''", "``", "&amp;", "&lt;", "&#8217;", "<b>", "https://a.example/x_y",
    "the ", "of", "ofthe", "inthe", "word ", "Word", "end.\n", "hy-\nphen", "'90s", "'tis", "6'2\"", "rock 'n' roll",
    "Ã©", "â€™", "â€œ", 'â€"', "Ð¿Ñ€", "Â\xa0", "ÃƒÂ©", "“中文”",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(MORSELS), st.characters(exclude_categories=())), max_size=30).map("".join)

# Real scripts, kinds and mixtures of them: by the word, by the line, with marks at any word and damage to any line.
# Each script is drawn as often as the others, and so are words with an apostrophe inside.
SENTENCES = [tuple(scripts.SENTENCES[code] for code in codes) for codes in scripts.SCRIPTS.values()]
PASSAGES = [*SENTENCES, tuple(scripts.KINDS.values())]
WORDS = [tuple(sorted({word for passage in them for word in passage.split()})) for them in PASSAGES]
CONTRACTIONS = tuple(word for them in WORDS for word in them if re.search(r"\w['’]\w", word))
MARKS = (
    "'{}'",
    '"{}"',
    "‘{}’",
    "“{}”",
    "„{}“",
    "«{}»",
    "「{}」",
    "{}'s",
    "l'{}",
    "l’{}",
    "{}'",
    "'{}",
    '{}"',
    "({})",
    "{},",
)
JOINTS = (" ", " ", " ", "", "\n", " - ", "--", " — ", "\xa0", "'", "-\n", "  ")


def misread(encoding: str) -> Callable[[str], str]:
    return lambda text: text.encode("utf-8", "surrogatepass").decode(encoding, "replace")


DAMAGES: tuple[Callable[[str], str], ...] = (
    str,
    *map(misread, ("latin-1", "cp1252", "cp1251", "cp437", "gbk")),
    lambda text: text.encode("cp1250", "replace").decode("cp1252", "replace"),
    lambda text: text.encode("cp1251", "replace").decode("latin-1"),
    lambda text: text.encode("iso-8859-7", "replace").decode("latin-1"),
    lambda text: text.replace(" ", "", 2),
    lambda text: text.replace(" ", "\n"),
    lambda text: "".join(character if character.isascii() else "\ufffd" for character in text),
    lambda text: unicodedata.normalize("NFD", text),
    str.upper,
)
whole = st.one_of(*map(st.sampled_from, PASSAGES))
words = st.one_of(*map(st.sampled_from, (*WORDS, CONTRACTIONS)))
marked = st.builds(str.format, st.sampled_from(MARKS), words)
phrases = st.lists(st.one_of(words, marked, st.sampled_from(JOINTS)), min_size=1, max_size=12).flatmap(
    lambda parts: st.sampled_from(JOINTS).map(lambda joint: joint.join(parts))
)
# A sentence of one language with words of others in it, wherever they fall.
inserted = st.builds(
    lambda passage, guests, at: f"{passage[: at % len(passage)]} {' '.join(guests)} {passage[at % len(passage) :]}",
    whole,
    st.lists(st.one_of(words, marked), min_size=1, max_size=3),
    st.integers(0, 200),
)
passages = st.builds(
    lambda damage, text: damage(text),
    st.sampled_from(DAMAGES),
    st.one_of(whole, phrases, inserted),
)
mixtures = st.builds(str.join, st.sampled_from(("\n", "\n\n", " ", "")), st.lists(passages, min_size=1, max_size=6))


@cache
def built(name: str) -> Pipeline:
    return PIPELINES[name]()


@pytest.mark.parametrize("name", PIPELINES)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=texts)
def test_generated(name: str, text: str) -> None:
    contract.check(built(name), text)


@pytest.mark.parametrize("name", PIPELINES)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=mixtures)
def test_mixtures_of_scripts_and_kinds(name: str, text: str) -> None:
    contract.check(built(name), text)


@pytest.mark.parametrize("name", PIPELINES)
def test_fixtures(name: str) -> None:
    for kind in cases.KINDS:
        for case in cases.load(kind):
            contract.check(built(name), case.text)
            contract.check(built(name), case.fixed)


@pytest.mark.parametrize("name", PIPELINES)
@pytest.mark.parametrize("text", ["", "\0", "a", "\ud800", "\n", "'", "\ufeff", "\u0301" * 1000, "Ã" * 1000])
def test_edges(name: str, text: str) -> None:
    contract.check(built(name), text)


@pytest.mark.parametrize("name", PIPELINES)
def test_ten_megabytes_on_one_line(name: str) -> None:
    text = "The quick brown fox jumps over the lazy dog, and nothing happens to it. " * 140_000
    assert len(text) > 10_000_000
    result = built(name).explain(text)
    assert result.text is text or result.undo() == text


@pytest.mark.parametrize("name", PIPELINES)
def test_in_company_as_alone(name: str) -> None:
    pipeline = built(name)
    texts = [case.text for kind in cases.KINDS for case in cases.load(kind)][:200]
    assert list(pipeline.clean_many(texts)) == [PIPELINES[name]().clean(text) for text in texts]

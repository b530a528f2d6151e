"""Other tools that do one of our jobs, each imported on demand.

A peer is called as its own documentation calls it, with its defaults. The word segmenters get a single word each time,
for that is what they are made for: they drop whatever is not a letter or a digit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.resources import files

import click

__all__ = ["PEERS", "Mender", "load"]

Mender = Callable[[str], str]

_WORD = re.compile("[A-Za-z]+")


def load(name: str) -> Mender | None:
    """Return a peer, ready for use; None if a package that it needs is missing, which is reported on stderr."""
    try:
        return PEERS[name]()
    except ImportError as error:
        click.echo(f"{name} is left out: {error.name} is not installed", err=True)
        return None


def _function(module: str, name: str) -> Callable[[], Mender]:
    def loaded() -> Mender:
        found: Mender = getattr(import_module(module), name)
        return found

    return loaded


def _by_word(segment: Callable[[str], str]) -> Mender:
    return lambda text: _WORD.sub(lambda word: segment(word.group()), text)


def _wordninja() -> Mender:
    split = import_module("wordninja").split
    return _by_word(lambda word: " ".join(split(word)))


def _wordsegment() -> Mender:
    wordsegment = import_module("wordsegment")
    wordsegment.load()
    return _by_word(lambda word: " ".join(wordsegment.segment(word)))


def _instant_segment() -> Mender:
    # It comes without data; its documentation uses the counts of the package wordsegment, its model.
    instant_segment, wordsegment = import_module("instant_segment"), import_module("wordsegment")
    wordsegment.load()
    pairs = ((tuple(pair.split()), count) for pair, count in wordsegment.BIGRAMS.items())
    segmenter = instant_segment.Segmenter(iter(wordsegment.UNIGRAMS.items()), pairs)
    search = instant_segment.Search()

    def segment(word: str) -> str:
        segmenter.segment(word.lower(), search)
        return " ".join(search)

    return _by_word(segment)


def _symspellpy() -> Mender:
    symspellpy = import_module("symspellpy")
    # Spaces only: with a larger distance it corrects the spelling, too, and is slower still.
    symspell = symspellpy.SymSpell(max_dictionary_edit_distance=0)
    dictionary = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    symspell.load_dictionary(str(dictionary), term_index=0, count_index=1)
    return _by_word(lambda word: str(symspell.word_segmentation(word).corrected_string))


def _textacy() -> Mender:
    preprocessing = import_module("textacy.preprocessing")
    normalize = preprocessing.normalize
    mender: Mender = preprocessing.make_pipeline(
        normalize.unicode,
        normalize.bullet_points,
        normalize.hyphenated_words,
        normalize.quotation_marks,
        normalize.whitespace,
    )
    return mender


PEERS: Mapping[str, Callable[[], Mender]] = {
    "ftfy": _function("ftfy", "fix_text"),
    "ftfy.fix_encoding": _function("ftfy", "fix_encoding"),
    "ftfy.uncurl_quotes": _function("ftfy.fixes", "uncurl_quotes"),
    "plsfix": _function("plsfix", "fix_text"),
    "clean-text": _function("cleantext", "clean"),
    "textacy": _textacy,
    "textacy.quotation_marks": _function("textacy.preprocessing.normalize", "quotation_marks"),
    "respacer": _function("respacer", "respace_text"),
    "wordninja": _wordninja,
    "wordsegment": _wordsegment,
    "instant-segment": _instant_segment,
    "symspellpy": _symspellpy,
    "smartypants": _function("smartypants", "smartypants"),
    "unidecode": _function("unidecode", "unidecode"),
}

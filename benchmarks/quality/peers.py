"""Packages that quality is measured with or compared with, configured for the one job that is compared."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from benchmarks import peers

__all__ = ["REPAIRS", "beside", "curl_quotes", "optional", "repair"]

Mender = Callable[[str], str]

_WORD = re.compile("[A-Za-z]+")


def optional(module: str, package: str = "") -> Any:
    """Return a module, or None when its package is not installed; then that is reported on stderr."""
    try:
        return import_module(module)
    except ImportError:
        package = package or module
        click.echo(f"{package} is not installed, so it is left out: pip install {package}", err=True)
        return None


def beside(name: str) -> Mapping[str, Mender]:
    """The peer of this name, if it can be loaded, for a table of tools."""
    mend = peers.load(name)
    return {name: mend} if mend else {}


def curl_quotes() -> Mapping[str, Mender]:
    """Tools that curl quotation marks, configured to change nothing else and to write characters instead of HTML."""
    smartypants = optional("smartypants")
    if smartypants is None:
        return {}
    style = smartypants.Attr.q | smartypants.Attr.u
    return {"smartypants": lambda text: str(smartypants.smartypants(text, style))}


def _clean_text() -> Mender:
    clean = import_module("cleantext").clean
    # Its defaults, lower case and ASCII, are for other jobs, and would make most words wrong.
    return lambda text: str(clean(text, lower=False, to_ascii=False))


def _unknown_words_by_wordninja() -> Mender:
    wordninja = import_module("wordninja")
    words = Path(str(wordninja.__file__)).parent / "wordninja" / "wordninja_words.txt.gz"
    known = gzip.decompress(words.read_bytes()).decode().split()
    return _by_unknown_word(frozenset(known), lambda word: " ".join(wordninja.split(word)))


def _unknown_words_by_symspellpy() -> Mender:
    # Spaces only, not the spelling.
    symspell = import_module("symspellpy").SymSpell(max_dictionary_edit_distance=0)
    dictionary = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    symspell.load_dictionary(str(dictionary), term_index=0, count_index=1)
    return _by_unknown_word(symspell.words, lambda word: str(symspell.word_segmentation(word).corrected_string))


def _by_unknown_word(known: Collection[str], segment: Callable[[str], str]) -> Mender:
    def repaired(found: re.Match[str]) -> str:
        word = found.group()
        return word if word.lower() in known else segment(word)

    return lambda text: _WORD.sub(repaired, text)


# What people repair extracted text with: by name, the module that it needs and how it is loaded. The segmenters split
# the words that their own lists do not have.
REPAIRS: Mapping[str, tuple[str, Callable[[], Mender]]] = {
    "ftfy": ("ftfy", lambda: import_module("ftfy").fix_text),
    "clean-text": ("cleantext", _clean_text),
    "wordninja": ("wordninja", _unknown_words_by_wordninja),
    "symspellpy": ("symspellpy", _unknown_words_by_symspellpy),
}


def repair(name: str, text: str) -> str:
    """Return the result of a tool of `REPAIRS` for a text; its package is installed."""
    return _repairs(name)(text)


@cache
def _repairs(name: str) -> Mender:
    _, load = REPAIRS[name]
    return load()

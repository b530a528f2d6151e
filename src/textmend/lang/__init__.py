"""The single entry point to language data: `load("en")`.

Nothing else opens a file of `lang/data`. Its files are built by `training/`, each described in the
`.provenance.json` file next to it: generator, sources, licences and hash.
"""

from __future__ import annotations

import os
from functools import cache

from textmend.errors import UnknownNameError
from textmend.lang._split_filter import SplitFilter
from textmend.lang._strings import normalized_word, strip_possessive
from textmend.lang.files import DATA, read_json
from textmend.lang.language import (
    BITS_PER_STEP,
    CAPITALIZED,
    COMMON,
    ORDER,
    STEPS_PER_BIT,
    UNKNOWN,
    UNSEEN_PAIR,
    WORD,
    Language,
    Lexicon,
)

__all__ = [
    "BITS_PER_STEP",
    "CAPITALIZED",
    "COMMON",
    "DATA",
    "ORDER",
    "STEPS_PER_BIT",
    "UNKNOWN",
    "UNSEEN_PAIR",
    "WORD",
    "Language",
    "Lexicon",
    "SplitFilter",
    "check",
    "data_hash",
    "load",
    "names",
    "normalized_word",
    "strip_possessive",
]

_STUDIED = "en"


@cache
def names() -> tuple[str, ...]:
    """The codes of the languages that have data."""
    return tuple(sorted(file.removesuffix(".words.bin") for file in os.listdir(DATA) if file.endswith(".words.bin")))


def check(code: str) -> str:
    """Return the code of a language that has data, in lower case: the case of codes does not count (BCP 47).

    Raises:
        UnknownNameError: there is none.
    """
    folded = str(code).lower()
    if folded not in names():
        raise UnknownNameError("language", code, names())
    return folded


@cache
def data_hash() -> str:
    """The SHA-256 of all language data: of the hashes in the provenance files, which takes a few milliseconds.

    Raises:
        LanguageDataError: a provenance file is missing or damaged.
    """
    from hashlib import sha256  # takes 3 ms to import

    certificates = sorted(file for file in os.listdir(DATA) if file.endswith(".provenance.json"))
    hashes = [read_json(os.path.join(DATA, file), "facts about data")["sha256"] for file in certificates]
    return sha256(repr(list(zip(certificates, hashes, strict=True))).encode()).hexdigest()


def load(code: str) -> Language:
    """Return the data of a language; the same object each time.

    Raises:
        UnknownNameError: there is no data for it.
        LanguageDataError: its files are missing or damaged.
    """
    return _language(check(code))


@cache
def _language(code: str) -> Language:
    return Language(code, has_full_model=code == _STUDIED)

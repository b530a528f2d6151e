"""The quotation marks of each locale, as the Unicode CLDR has them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache

from textmend.lang.files import DATA, read_json

__all__ = ["delimiters", "shorter_tags"]

_DELIMITERS_PATH = os.path.join(DATA, "delimiters.json")


@cache
def delimiters() -> Mapping[str, str]:
    """For each locale its four marks: outer opening and closing, inner opening and closing.

    Locales are BCP 47 tags; one that is missing has the marks of the shorter tag (de-AT those of de).

    Raises:
        LanguageDataError: the file is missing or damaged.
    """
    marks: dict[str, str] = read_json(_DELIMITERS_PATH, "marks")
    return marks


def shorter_tags(locale: str) -> Iterator[str]:
    """Yield a BCP 47 tag and the broader ones, from the longest on: de-Latn-AT, de-Latn, de."""
    while locale:
        yield locale
        locale = locale.rpartition("-")[0]

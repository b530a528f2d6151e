"""The one door to language data: `load("en")`."""

from __future__ import annotations

from functools import cache

from textmend.errors import UnknownNameError

__all__ = ["Language", "check", "load", "names"]


class Language:
    def __init__(self, code: str) -> None:
        self.code = code
        self.lexicon: set[str] = set()


def names() -> tuple[str, ...]:
    return ("en",)


def check(code: str) -> str:
    if code not in names():
        raise UnknownNameError("language", code, names())
    return code


@cache
def load(code: str) -> Language:
    return Language(check(code))

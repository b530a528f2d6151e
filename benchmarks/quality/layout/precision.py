"""How often the edits of each rule are right: white space, compared with that of the text before it was set."""

from __future__ import annotations

import random
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from benchmarks.quality.layout.setting import WIDTHS, kinds, printed
from textmend import Pipeline, Result
from textmend.edits import Edit

__all__ = ["held", "precision"]

_SEED = 14
_WIDTH = 60

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{3,}")


class _Setting(NamedTuple):
    """A text as it is damaged, its correct form, and the width that its lines are to be wrapped to."""

    page: str
    text: str
    width: int = 0


_Setter = Callable[[list[str], random.Random], _Setting]


def _lines(paragraph: str, width: int) -> list[str]:
    return textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)


def _joined(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _double_spaced(paragraphs: list[str], chance: random.Random) -> _Setting:
    """An empty line after every line; paragraphs have one more between them, or an indent."""
    width, indent = chance.randint(*WIDTHS), chance.choice(["", "    "])
    set_apart = ["\n\n".join(_lines(indent + paragraph, width)) for paragraph in paragraphs]
    return _Setting(("\n\n" if indent else "\n\n\n").join(set_apart) + "\n", _joined(paragraphs))


def _word_by_word(paragraphs: list[str], _: random.Random) -> _Setting:
    return _Setting(_joined("\n".join(paragraph.split()) for paragraph in paragraphs), _joined(paragraphs))


def _letter_spaced(paragraphs: list[str], chance: random.Random) -> _Setting:
    """Headings of one to four words of the text, in capitals with spaces between them."""
    page: list[str] = []
    text: list[str] = []
    for paragraph in paragraphs:
        words = [word.upper() for word in _WORD.findall(paragraph)[: chance.randint(1, 4)]]
        if words and chance.random() < 0.3:
            page.append(chance.choice(["  ", "   "]).join(map(" ".join, words)))
            text.append(" ".join(words))
        page.append(paragraph)
        text.append(paragraph)
    return _Setting(_joined(page), _joined(text))


def _wrapped_again(paragraphs: list[str], chance: random.Random) -> _Setting:
    page = printed(kinds()["empty lines between"](paragraphs, chance))
    return _Setting(page, _joined("\n".join(_lines(paragraph, _WIDTH)) for paragraph in paragraphs), _WIDTH)


def _kept(name: str) -> _Setter:
    """One of the ways of the round trips that adds only white space."""
    return lambda paragraphs, chance: _Setting(printed(kinds()[name](paragraphs, chance)), _joined(paragraphs))


_WAYS = ("empty lines between", "the same, in pages", "the same, justified", "first line indented", "nothing between")
_SETTERS: Mapping[str, _Setter] = {
    **{name: _kept(name) for name in _WAYS},
    "double-spaced": _double_spaced,
    "a word on a line": _word_by_word,
    "letter-spaced headings": _letter_spaced,
    "wrapped again": _wrapped_again,
}


def precision(documents: list[list[str]]) -> Iterator[tuple[str, int, float]]:
    """Yield each rule with the number of its edits at the level `guess` and the share that is right."""
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for setter in _SETTERS.values():
        chance = random.Random(_SEED)
        for paragraphs in documents:
            page, text, width = setter(paragraphs, chance)
            result = Pipeline(["layout"], level="guess", options={"layout": {"width": width}}).explain(page)
            for edit, is_right in held(result, text):
                made[edit.rule] += 1
                right[edit.rule] += is_right
    for rule, times in sorted(made.items()):
        yield rule, times, right[rule] / times


def held(result: Result, text: str) -> Iterator[tuple[Edit, bool]]:
    """Yield each edit with whether it is right.

    It is when its position, defined by the characters before it that are not white space, has the white space that
    `text` has there.
    """
    wanted, got = dict(_spaces(text)), dict(_spaces(result.text))
    at = start = 0
    for edit in result.edits:
        at += len(_SPACE.sub("", result.original[start : edit.start]))
        start = edit.start
        yield edit, wanted.get(at, "") == got.get(at, "")


def _spaces(text: str) -> Iterator[tuple[int, str]]:
    """Yield white space with its position: the number of other characters before it."""
    space = 0
    for found in _SPACE.finditer(text):
        yield found.start() - space, found.group()
        space += len(found.group())

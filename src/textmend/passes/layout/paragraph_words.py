# cython: language_level=3, annotation_typing=False
"""How likely a sentence begins a paragraph, by its words, those before it and the quotation marks."""

from __future__ import annotations

from collections.abc import Mapping
from math import log

from textmend.lang._strings import is_letter
from textmend.patterns import pattern

__all__ = ["AFTER", "BEFORE", "SENTENCE_END", "features", "score"]

# As far as text is read before and after a break between two sentences, in characters: a sentence or three.
BEFORE, AFTER = 800, 400

SENTENCE_END = pattern(r"[.!?…][\"'”’)]* +(?=[\"'“‘(]?[^\W\d_a-z])")
_INSIDE_WORD = "’'-"
_QUOTE = pattern('["“”«»„]')
_OPENING, _CLOSING, _EITHER = "“«„", "”»", "\"'“”«»„‘’"
_BEFORE_OPENING, _AFTER_CLOSING = " (—–-[", " ,.;:!?)—–"
# Words that say what a sentence is about, compared by their beginnings, so that "tax" is no match but "taxes" is for
# "taxed".
_SUBJECT_CHARS, _STEM_CHARS = 5, 6
# Added to lengths and counts before their logarithms and ratios are taken: of two words, one in common is little.
_LENGTH_CHARS, _COUNT = 5, 2


def features(before: str, after: str, first: str) -> dict[str, float]:
    """Return what the words around a break between two sentences show, by name.

    Args:
        before: the end of the paragraph so far, up to `BEFORE` characters.
        after: what follows the break, up to `AFTER` characters.
        first: how the paragraph begins.
    """
    ends = [match.end() for match in SENTENCE_END.finditer(before)]
    last = before[ends[-1] :] if ends else before
    starts = [match.end() for match in SENTENCE_END.finditer(after)]
    following = after[: starts[0]] if starts else after
    found = {f"end {before.rstrip(_EITHER + ')')[-1:]}": 1.0}
    _read_quotes(before, after, found)
    words, last_words = _words(following), _words(last)
    found |= {f"after {word}": 1.0 for word in words}
    found |= {f"before {word}": 1.0 for word in last_words}
    place = {"first": words[:1], "second": words[1:2], "last": last_words[-1:], "sentence": last_words[:1]}
    place |= {"paragraph": _words(first)[:1], "next": _words(after[starts[0] :])[:1] if starts else []}
    found |= {f"{name} {word[0]}": 1.0 for name, word in place.items() if word}
    subjects = _subjects(words)
    found["common, sentence"] = len(subjects & _subjects(last_words)) / (len(subjects) + _COUNT)
    found["common, paragraph"] = len(subjects & _subjects(_words(before))) / (len(subjects) + _COUNT)
    found["length before"] = log(len(last) + _LENGTH_CHARS)
    found["length after"] = log(len(following) + _LENGTH_CHARS)
    found["number"] = float(after.lstrip(_EITHER + "(")[:1].isdigit())
    return found


def score(weights: Mapping[str, float], before: str, after: str, first: str) -> float:
    """Return the log odds that a paragraph ends between two sentences; the arguments are those of `features`."""
    return weights["bias"] + sum(
        weights.get(name, 0.0) * value for name, value in features(before, after, first).items()
    )


def _words(text: str) -> list[str]:
    """Return the words of a text, in small letters; "well-known" and "don’t" are one."""
    found: list[str] = []
    small = text.lower()
    size = len(small)
    at = 0
    while at < size:
        start = at
        while at < size and (
            is_letter(small[at])
            or (small[at] in _INSIDE_WORD and at > start and at + 1 < size and is_letter(small[at + 1]))
        ):
            at += 1
        if at > start:
            found.append(small[start:at])
        at += 1
    return found


def _subjects(words: list[str]) -> set[str]:
    return {word[:_STEM_CHARS] for word in words if len(word) >= _SUBJECT_CHARS}


def _read_quotes(before: str, after: str, found: dict[str, float]) -> None:
    """Add whether the break is inside a quotation, next to its marks or before the end of one."""
    closes, opens = before[-1:] in _EITHER, after[:1] in _EITHER
    state = "none"
    for match in _QUOTE.finditer(before):
        state = _side(before, match.start(), state)
    found[f"quote {'end' if closes else state}{' opens' if opens else ''}"] = 1.0
    later = _QUOTE.search(after, 1 if opens else 0)
    if later is not None:
        found[f"later {_side(after, later.start(), 'open' if opens else 'closed')}{' opens' if opens else ''}"] = 1.0


def _side(text: str, at: int, before: str) -> str:
    """Return "open" or "closed": what a quotation is behind the mark at a position.

    Args:
        before: what it is in front of the mark.
    """
    mark = text[at]
    if mark in _OPENING or mark in _CLOSING:
        return "open" if mark in _OPENING else "closed"
    previous, following = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if previous in _BEFORE_OPENING and following != " ":
        return "open"
    if following in _AFTER_CLOSING:
        return "closed"
    return "closed" if before == "open" else "open"

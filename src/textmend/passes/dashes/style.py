"""How a text writes its dashes, and what else the whole of it says about one."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from textmend.passes.dashes.places import ENGLISH, place
from textmend.patterns import pattern

__all__ = ["EM", "EN", "STYLES", "Document"]

EM = "\N{EM DASH}"
EN = "\N{EN DASH}"

# How a clause dash is written, with its spaces.
STYLES = {"em": EM, "spaced-em": f" {EM} ", "spaced-en": f" {EN} "}

# A text shows a style of its own by as many dashes between words as this, nine of ten in one style.
_OWN_DASHES = 3
_OWN_SHARE = 0.9
_OWN_DASH = pattern(rf"[{EM}{EN}](?:(?P<closed>(?<=[^\W\d_]{EM})(?=[^\W\d_]))|(?<=[^\W\d_] .)(?= [^\W\d_]))")
_CLOSED = pattern(r"(?<=[^\W\d_])--(?=[^\W\d_])")
# What stands for a dash between two words, whatever its form.
_ANY_DASH = pattern(rf"(?<=\w)(?: ?{EM} ?| {EN} | ?--+ ?| - )(?=\w)")


class Document:
    """What the whole text says about a dash; found out when it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def style(self) -> str:
        """How the text writes its dashes; empty when it has too few or mixes them."""
        dashes = _OWN_DASH.finditer(self._text)
        counts = Counter(m.group() if m["closed"] is not None else f" {m.group()} " for m in dashes)
        if counts.total() < _OWN_DASHES:
            return ""
        dash, count = counts.most_common(1)[0]
        if count < _OWN_SHARE * counts.total():
            return ""
        return next(name for name, written in STYLES.items() if written == dash)

    @cached_property
    def repeated_pairs(self) -> frozenset[str]:
        """Pairs `word--word` of uncommon words that occur again and again: names, not clauses."""
        places = (place(self._text, *match.span()) for match in _CLOSED.finditer(self._text))
        pairs = ((place.last_word, place.first_word) for place in places)
        counts = Counter(f"{last}--{first}" for last, first in pairs if last != first)
        common = ENGLISH | {"a", "i"}
        return frozenset(
            pair for pair, count in counts.items() if count > 1 and not common.intersection(pair.lower().split("--"))
        )

    @cached_property
    def has_dashes(self) -> bool:
        """True when dashes between words are there, or left traces: what took others away would have taken these."""
        return _ANY_DASH.search(self._text) is not None

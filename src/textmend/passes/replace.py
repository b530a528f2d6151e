"""Replacements of the user's own: what is always written wrong in these texts, and how it is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from types import MappingProxyType

from textmend.errors import OptionError
from textmend.passes.base import Cues, Options, Pass, Proposal, Rule, View, replacements

__all__ = ["ReplaceOptions", "ReplacePass"]


class ReplaceOptions(Options):
    """Options of the pass `replace`.

    Attributes:
        replacements: each as "wrong => right"; nothing after the arrow deletes. Neither side can begin or end with a
            plain space or a tab; a no-break space there is part of it.
    """

    replacements: tuple[str, ...] = ()
    renamed = MappingProxyType({"rules": "replacements"})

    def __post_init__(self) -> None:
        super().__post_init__()
        pairs = self.pairs
        for wrong, right in pairs.items():
            if again := next((each for each in pairs if re.search(_bordered(each), right)), None):
                raise OptionError(f"'{wrong} => {right}' produces {again!r}, which is replaced, too")

    @property
    def pairs(self) -> dict[str, str]:
        """The replacements, by what is wrong; of duplicates the last one counts."""
        return replacements(self.replacements)


class ReplacePass(Pass[ReplaceOptions]):
    """Applies the replacements in the option `replacements` literally; of overlapping matches, the longest is replaced.

    Leaves alone: the same letters inside a longer word, in another case, and in protected spans.
    """

    name = "replace"
    rules = (
        Rule(
            "literal",
            "applies a replacement in the option `replacements`",
            "the same letters inside a longer word, or in another case",
            1.0,
        ),
    )
    after = ("mojibake", "characters", "layout", "spacing", "dashes", "quotes")
    options_type = ReplaceOptions
    main_option = "replacements"

    @property
    def cues(self) -> Cues:
        wrong = list(self.options.pairs)
        return Cues(
            characters="".join(each for each in wrong if len(each) == 1),
            literals=tuple(each for each in wrong if len(each) > 1),
        )

    def propose(self, view: View) -> Iterator[Proposal]:
        longest = max(map(len, self._pairs), default=0)
        behind = 0
        for start, end in view.hits:
            low = max(behind, start - longest)
            for match in self._pattern.finditer(view.text, low, min(len(view.text), end + longest)):
                behind = match.end()
                yield self.edit(*match.span(), self._pairs[match[0]], "literal")

    @cached_property
    def _pairs(self) -> dict[str, str]:
        return self.options.pairs

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """A pattern of all that is wrong, with word boundaries where it begins or ends with a part of a word."""
        longest_first = sorted(self._pairs, key=len, reverse=True)
        return re.compile("|".join(map(_bordered, longest_first)) or "(?!)")


def _bordered(literal: str) -> str:
    before = r"(?<!\w)" if re.match(r"\w", literal) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", literal) else ""
    return before + re.escape(literal) + after

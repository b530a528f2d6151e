"""The user's own rules for what no encoding explains, each applied until nothing that is wrong is left.

What a rule writes may be wrong again together with its neighbours: `?? => ?` in `????`. A text of which each
round repairs only a part would never converge within the rounds of a pipeline, so it is settled here at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from textmend.errors import OptionError

__all__ = ["Rules", "check_rules"]


def check_rules(pairs: Mapping[str, str]) -> None:
    """Make sure that rules come to an end on every text.

    They do when each of them removes something that none adds: a character, or length, or what no rule looks at again.

    Raises:
        OptionError: a rule brings back what a rule replaces, or may do so for ever.
    """
    brought = {character for right in pairs.values() for character in right}
    for wrong, right in pairs.items():
        if again := next((each for each in pairs if each in right), None):
            raise OptionError(f"rule '{wrong} => {right}' produces {again!r}, which a rule replaces")
        met = _met(right, pairs)
        if met and len(right) >= len(wrong) and brought.issuperset(wrong):
            raise OptionError(
                f"rule '{wrong} => {right}' may never finish: its result can be part of {met!r}, which a rule "
                f"replaces; include more of the text around {wrong!r}, so that the right side has no part of it"
            )


class Rules:
    """The rules of a user, by what is wrong. The first match in the text counts, and of these the longest."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._pairs = pairs
        longest_first = sorted(pairs, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")
        self._longest = len(longest_first[0]) if pairs else 0
        self._may_meet = any(_met(right, pairs) for right in pairs.values())

    def changes(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the spans of a text that are wrong, and what replaces them."""
        if not self._may_meet:
            for match in self._pattern.finditer(text):
                yield *match.span(), self._pairs[match[0]]
            return
        at, right = 0, ""
        for each in (*self._settled(text), len(text)):
            if isinstance(each, str):
                right += each
                continue
            if right or each > at:
                yield at, each, right
            at, right = each + 1, ""

    def _settled(self, text: str) -> list[int | str]:
        """The characters of a text as the rules leave it: its position in the text, or itself if a rule added it."""
        done: list[int | str] = []
        # What is looked at again, before text[at:].
        ahead: list[int | str] = []
        at = 0
        while True:
            if ahead:
                near = "".join(each if isinstance(each, str) else text[each] for each in ahead[: self._longest])
                match = self._pattern.match(near + text[at : at + self._longest - len(near)])
                if not match:
                    done.append(ahead.pop(0))
                    continue
                at += max(match.end() - len(ahead), 0)
                del ahead[: match.end()]
            elif match := self._pattern.search(text, at):
                done.extend(range(at, match.start()))
                at = match.end()
            else:
                return [*done, *range(at, len(text))]
            back = max(len(done) - self._longest + 1, 0)
            ahead[:0] = [*done[back:], *self._pairs[match[0]]]
            del done[back:]


def _met(right: str, pairs: Mapping[str, str]) -> str:
    """What is wrong and may come about where `right` is written, with a part of it; "" for nothing."""
    return next((wrong for wrong in pairs if _meet(right, wrong)), "")


def _meet(right: str, wrong: str) -> bool:
    if right in wrong:
        return len(wrong) > 1
    sizes = range(1, min(len(right), len(wrong) - 1) + 1)
    return any(wrong.startswith(right[-size:]) or wrong.endswith(right[:size]) for size in sizes)

"""Regular expressions that are compiled on first use.

Compiling one takes from 0.1 to 5 ms, and the passes have dozens: more than all else that a process does for its
first text, and a text that needs no repair needs none of them. So passes create theirs with this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, cast

__all__ = ["LineStarts", "matches_from", "pattern"]


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the regular expression that `re.compile` would; an error in `source` is raised at its first use."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


class _LazyPattern:
    """A proxy of a compiled regular expression, with its methods."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> Any:
        # Python calls this for missing attributes; the result is stored, and then costs no more than a method does.
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


class LineStarts:
    """A regular expression that is searched for at the starts of lines.

    A search for `^` stops at every character; one for a line break finds the next in a tenth of the time.

    Args:
        source, flags: as for `pattern`.
        after: what must precede a line that is not the first one.
    """

    def __init__(self, source: str, flags: int = 0, *, after: str = "") -> None:
        self._first = pattern(source, flags)
        self._later = pattern(rf"\n{after}(?:{source})", flags)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match; after the first line it includes the preceding line break."""
        return self._first.match(text) or self._later.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches one after another; after the first line they include the preceding line break."""
        if first := self._first.match(text):
            yield first
        yield from self._later.finditer(text, first.end() if first else 0)


def matches_from(regex: re.Pattern[str], text: str, *beginnings: str) -> Iterator[re.Match[str]]:
    """Yield what `regex.finditer(text)` does, for a regular expression whose matches begin with one of some strings.

    `finditer` looks behind at every character, where most texts have none of the strings.
    """
    found = {string: text.find(string) for string in beginnings}
    while found := {string: at for string, at in found.items() if at >= 0}:
        start = min(found.values())
        match = regex.match(text, start)
        end = match.end() if match else start + 1
        if match:
            yield match
        for string, at in found.items():
            if at < end:
                found[string] = text.find(string, end)

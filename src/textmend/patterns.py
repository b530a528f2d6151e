"""Regular expressions that are compiled when they are first used.

To compile one takes from 0.1 to 5 ms, and the passes have dozens: more than all else that a process does for its
first text, and a text that needs nothing needs none of them. So passes keep theirs as this module makes them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast

__all__ = ["pattern"]


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the regular expression that `re.compile` would; a mistake in `source` is told at its first use."""
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    """Stands for a compiled regular expression, by whose methods it answers."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> Any:
        # Python asks here for what it does not find; once found it is kept, and costs no more than a method does.
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found

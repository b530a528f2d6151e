"""Protected spans: stretches of a text that language passes never edit.

URLs, e-mail addresses, file paths, identifiers, code, @handles, #tags, markup, and numbers with units
look like damaged prose to a pass that knows only words. This is the one place that knows them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

__all__ = ["Spans", "find"]

# One alternative a line, longest kinds first. Every alternative is anchored at a character that prose
# seldom has or is bounded in length, so that a search stays linear in the length of the text.
_PROTECTED = re.compile(
    r"""
      ^(?P<fence>```|~~~)[^\n]*\n(?:.*\n)*?(?P=fence)[^\n]*$      # fenced code
    | `[^`\n]{1,500}`                                             # code span
    | </?[A-Za-z!][^<>\n]{0,1000}>                                # markup tag
    | &(?:\#\d{1,7}|\#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,30});      # character reference
    | \b[A-Za-z][A-Za-z\d+.-]{1,15}://[^\s<>"“”]+                 # URL with a scheme
    | \b(?:www\.|mailto:)[^\s<>"“”]+                              # URL without one
    | [\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+                # e-mail address
    | \b[\w-]{2,63}(?:\.[\w-]{2,63}){0,8}\.(?:com|org|net|edu|gov|io|co|uk|de|fr|eu|info|dev|ai|app)\b(?:/\S*)?  # host
    | (?<![\w/])(?:~|\.{1,2})?/(?:[\w.@+-]+/)+[\w.@+-]*           # POSIX path
    | \b[A-Za-z]:\\[^\s<>"|?*]*                                   # Windows path
    | (?<!\w)\\\\[\w.$-]+\\[^\s<>"|?*]*                           # network path
    | \b[\w-]+\.(?:py|js|ts|c|h|cpp|rs|go|java|sh|exe|dll|so|txt|md|pdf|csv|jsonl?|xml|ya?ml|toml|ini|html?
        |docx?|xlsx?|png|jpe?g|gif|svg|zip|gz|tar)\b                # file name
    | (?<!\w)[@\#]\w+                                             # handle, tag
    | (?<!\S)--?[A-Za-z][\w-]*                                    # command-line flag
    | \b\w*_\w+                                                   # snake_case, _private
    | \b[A-Za-z_]\w{0,63}(?:(?:\.|::|->)[A-Za-z_]\w{0,63}){0,8}\(\)?  # call: name(, a.b()
    | \b[a-z]\w*(?:\.[a-z]\w+)+\b                                 # dotted.name
    | \b[a-z]+\d*(?:[A-Z][a-z\d]*)+\b                             # camelCase, iPhone
    | \b(?:[A-Z][a-z\d]+){2,}\b                                   # PascalCase, GitHub
    | \b\w*[A-Za-z]\d\w*\b | \b\d+[A-Za-z]{1,4}\b                 # A4, x86, 10km, 3rd
    """,
    re.VERBOSE | re.MULTILINE,
)


class Spans:
    """Sorted, disjoint spans that can be asked what they touch."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterator[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            self._starts.append(start)
            self._ends.append(end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def touches(self, start: int, end: int) -> bool:
        """True when `text[start:end]` shares a character with a span, or inserts inside one."""
        at = bisect_left(self._ends, start + 1)
        return at < len(self._starts) and self._starts[at] < max(end, start)


def find(text: str) -> Spans:
    """Return the protected spans of `text`, in time linear in its length."""
    return Spans(match.span() for match in _PROTECTED.finditer(text))

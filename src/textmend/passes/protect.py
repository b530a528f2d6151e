# cython: language_level=3, annotation_typing=False
"""Protected spans: stretches of a text that language passes never edit.

URLs, e-mail addresses, file paths, identifiers, code, @handles, #tags, markup, and numbers with units
look like damaged prose to a pass that knows only words. This is the one module that recognises them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import lru_cache
from types import SimpleNamespace

from textmend.lang._strings import is_plain, not_plain
from textmend.patterns import pattern

try:
    import cython
except ImportError:  # run as Python, where Cython is not installed
    cython = SimpleNamespace(compiled=False)
if not cython.compiled:
    from textmend.lang._units import next_flagged

__all__ = ["Guard", "Spans", "find"]

# One alternative a line, longest kinds first. Every alternative is anchored at a character that prose
# seldom has or is bounded in length, so that a search stays linear in the length of the text.
_PROTECTED = pattern(
    r"""
      ^(?P<fence>```|~~~)[^\n]*\n(?:.*\n)*?(?P=fence)[^\n]*$      # fenced code
    | (?<!`)`(?!`)[^`\n]{1,500}`(?!`) | ``(?![^`\n]{1,500}'')[^`\n]{1,500}``   # code span, but not ``a'' of TeX
    | ^[ \t]*(?:[!?]{3}\+?[ \t]+[a-z]|:{3,}[ \t]*[a-z{])[^\n]*$   # admonition, fenced division: !!! note "T"
    | ^[ \t]+[A-Za-z_][\w.-]{0,63}[ ]?=[ ]?[^\s=][^\n]*$          # an indented setting or assignment
    | \{[%{][^\n]{0,500}?[%}]\}                                  # tag of a template: {% include "x" %}
    | \{[ ]?[\w-]{1,30}:[ ]?["'][^{}\n]{0,300}\}                 # object of JavaScript: { type: 'x' }
    | \{:?[ ]?(?:[.\#][\w-]|[\w-]{1,30}=)[^{}\n]{0,300}\}         # attribute list: {.cls key="val"}
    | <(?P<element>code|kbd|samp|tt)\b[^<>\n]{0,300}>[^<\n]{0,500}</(?P=element)>
    | </?[A-Za-z!][^<>\n]{0,1000}>                                # markup tag
    | &(?:\#\d{1,7}|\#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,30});      # character reference
    | \b[A-Za-z][A-Za-z\d+.-]{1,15}://[^\s<>"“”]+                 # URL with a scheme
    | \b(?:www\.|mailto:)\w[^\s<>"“”]*                            # URL without one
    | [\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+                # e-mail address
    | \b[\w-]{2,63}(?:\.[\w-]{2,63}){0,8}\.(?:com|org|net|edu|gov|io|co|uk|de|fr|eu|info
        |dev|ai|app)\b(?:/[^\s<>"“”]*)?                           # host
    | (?<![\w/])(?:~|\.{1,2})?/(?:[\w.@+-]+/)+[\w.@+-]*           # POSIX path
    | \b[A-Za-z]:\\[^\s<>"|?*]*                                   # Windows path
    | (?<!\w)\\\\[\w.$-]+\\[^\s<>"|?*]*                           # network path
    | (?<![\w-])[\w-]{1,100}\.(?:py|js|ts|c|h|cpp|rs|go|java|sh|exe|dll|so|txt|md|pdf|csv|jsonl?|xml|ya?ml|toml|ini
        |html?|docx?|xlsx?|png|jpe?g|gif|svg|zip|gz|tar)\b                # file name
    | (?<!\w)[@\#]\w+                                             # handle, tag
    | (?<!\S)--?[A-Za-z][\w-]*[ =](?:"[^"\n]{0,200}"|'[^'\n]{0,200}')(?!\w)   # a flag and what it is given
    | (?P<flag>(?<!\S)--?[A-Za-z][\w-]*)                          # command-line flag
    | \b\w*_\w+                                                   # snake_case, _private
    | \b[A-Za-z_][\w.-]{0,63}=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}')  # an assignment: FOO="bar"
    | \b[A-Za-z_][\w.]{0,63}\((?:"[^"\n]{0,200}"|'[^'\n]{0,200}')[^()\n]{0,200}\)?   # a call: print('x', 3)
    | \\["'`^~=.](?:\{\\?[A-Za-z]+\}|\\?[A-Za-z])               # an accent of TeX: \"u
    | \\[A-Za-z]+                                               # a command of TeX
    | (?P<call>\b[A-Za-z_]\w{0,63}(?:(?:\.|::|->)[A-Za-z_]\w{0,63}){0,8}\(\)?)  # name(, a.b()
    | \b[a-z]\w*(?:\.[a-z]\w+)+\b                                 # dotted.name
    | (?P<mixed>\b[a-z]+\d*(?:[A-Z][a-z\d]*)+\b                  # camelCase, iPhone
        | \b(?:[A-Z][a-z\d]+){2,}\b)                              # PascalCase, GitHub
    | (?P<unit>\b\w*[A-Za-z]\d\w*\b | \b\d+[A-Za-z]{1,4}\b)      # A4, x86, 10km, 3rd
    """,
    re.VERBOSE | re.MULTILINE,
)


# Only code, tags and fences, and what programs and templates are given, contain white space; everything else is
# recognised from the one string around it. The former begin with these, of which some need more than one character.
_FENCES = ("```", "~~~")
_SURE_SIGNS, _TRIPLE_SIGNS = "`<{=", "!?:"
_BEGINS_SPACED = bytes(chr(unit) in _SURE_SIGNS + _TRIPLE_SIGNS + "(-" for unit in range(128))
_FLAG_AND_VALUE = pattern(r"-[A-Za-z][\w-]*[ =][\"']")
_SPACE = pattern(r"\s")
# In longer lines and strings only this many characters are read on either side, so that each query costs the same.
_GUARD_WINDOW_CHARS = 2_000
# Nearly all strings of prose end this close.
_NEAR = 40


class Spans:
    """Sorted, disjoint spans that can be tested for overlap."""

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
        return at < len(self._starts) and self._starts[at] < end


def find(text: str, but: Collection[str] = ()) -> Spans:
    """Return the protected spans of `text`, in time linear in its length.

    Args:
        text: the text.
        but: kinds of spans that do not count: "mixed" for names in mixed case, "unit" for letters next to digits,
            "call" for names before a bracket, "flag" for options of commands.
    """
    return Spans(match.span() for match in _PROTECTED.finditer(text) if match.lastgroup not in but)


# The strings between two words of prose that are not plain recur in all texts: `e.g.,`, `1998).`, `don't`. This takes
# up to two megabytes.
_LONGEST_KEPT = 40


@lru_cache(maxsize=4096)
def _find_again(string: str, but: frozenset[str]) -> Spans:
    return find(string, but)


def _may_have_spaced(text: str, start: int, end: int) -> bool:
    """Whether a part of a text may have spans that include white space."""
    at = next_flagged(text, start, end, _BEGINS_SPACED)
    while at < end:
        if _begins_spaced(text, at, end):
            return True
        at = next_flagged(text, at + 1, end, _BEGINS_SPACED)
    return False


def _begins_spaced(text: str, at: int, end: int) -> bool:
    """Whether a span that may include white space begins at `at`: code, a tag, a call, a flag with its value."""
    sign = text[at]
    if sign in _SURE_SIGNS:
        return True
    if sign in _TRIPLE_SIGNS:
        return at + 2 < end and text[at + 1] == sign and text[at + 2] == sign
    if at + 1 == end:
        return False
    following, before = text[at + 1], text[at - 1] if at else "\n"
    if sign == "(":
        return following in "\"'" and (before.isalnum() or before == "_")
    if before == "-":
        before = text[at - 2] if at > 1 else "\n"
    return before.isspace() and _FLAG_AND_VALUE.match(text, at, end) is not None


class Guard:
    """Answers for single positions what `find` answers for a whole text, at the cost of the position."""

    def __init__(self, text: str, but: Collection[str] = ()) -> None:
        self._text = text
        self._but = frozenset(but)
        # Whether the text has spans that may include white space; it is searched when the first position is queried.
        self._read = False
        self._spaced = False
        # All spans, in a text with fenced code: a fence extends over lines.
        self._whole: Spans | None = None
        self._lines: dict[tuple[int, int], Spans] = {}
        # The line of the last query, and whether it has spans that include spaces.
        self._last = (0, -1, False)
        # The string of the last query, and the window for which a long one was cut, else -1: damage comes in clusters,
        # and in a long string every few letters.
        self._last_string = (0, 0, -1)

    def _know(self) -> None:
        """Search the text for what may be more than one string."""
        self._read = True
        text = self._text
        self._spaced = _may_have_spaced(text, 0, len(text))
        # One character is found sooner than three.
        if any([text.find(fence[0]) >= 0 and text.find(fence) >= 0 for fence in _FENCES]):
            self._whole = find(text, self._but)

    def touched(self, places: list[int]) -> list[int]:
        """Return those of the positions of single characters that are protected."""
        if not self._read:
            self._know()
        if not self._spaced and self._whole is None:
            places = not_plain(self._text, [at for at in places if not self._text[at].isspace()])
        return [at for at in places if self.touches(at, at + 1)]

    def around(self, places: list[int]) -> list[tuple[int, int]]:
        """Return, sorted, the spans that contain the positions of single characters, and others near them.

        For a line that may have white space in a span, all spans; for any other, those of the strings around the
        positions.
        """
        if not self._read:
            self._know()
        if self._whole is not None:
            return list(self._whole)
        if not self._spaced:
            places = not_plain(self._text, places)
        found: set[tuple[int, int]] = set()
        asked = -1
        for at in places:
            if at < asked:
                continue
            if stretch := self._stretch(at, at + 1):
                low, asked = stretch
                found.update([(low + start, low + end) for start, end in self._in(low, asked)])
        return sorted(found)

    def touches(self, start: int, end: int) -> bool:
        """True when an edit of `text[start:end]` shares a character with a span, or inserts inside one."""
        if not self._read:
            self._know()
        if self._whole is not None:
            return self._whole.touches(start, end)
        stretch = self._stretch(start, end)
        if stretch is None:
            return False
        low, high = stretch
        return self._in(low, high).touches(start - low, end - low)

    def _stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """The line or string that decides whether a position is protected; None in plain prose."""
        if self._spaced:
            low, high = self._line(start, end)
            if (low, high) != self._last[:2]:
                self._last = (low, high, _may_have_spaced(self._text, low, high))
            if self._last[2]:
                return low, high
        # White space between two strings is part of neither; nor is what an edit deletes next to a string.
        if start < end:
            while start < end and self._text[end - 1].isspace():
                end -= 1
            if start == end:
                return None
            while self._text[start].isspace():
                start += 1
        return None if is_plain(self._text, start, end) else self._string(start, end)

    def _line(self, start: int, end: int) -> tuple[int, int]:
        """The line of a position; in a long one, a stretch that all positions of one window share."""
        far = max(0, (start // _GUARD_WINDOW_CHARS - 1) * _GUARD_WINDOW_CHARS)
        low = self._text.rfind("\n", far, start) + 1 or far
        far = min(len(self._text), (end // _GUARD_WINDOW_CHARS + 2) * _GUARD_WINDOW_CHARS)
        high = self._text.find("\n", end, far)
        return low, far if high < 0 else high

    def _string(self, start: int, end: int) -> tuple[int, int]:
        """The characters around a position up to white space on both sides, within the window of its line."""
        text = self._text
        low, high, window = self._last_string
        inserts = start == end
        is_same = window < 0 or window == start // _GUARD_WINDOW_CHARS == end // _GUARD_WINDOW_CHARS
        if is_same and low + inserts <= start and end + inserts <= high:
            return low, high
        at = start
        if start and not text[start - 1].isspace():
            near = text[max(0, start - _NEAR) : start]
            before = near.rsplit(None, 1)[-1]
            if len(before) == len(near) == _NEAR:
                low, _ = self._line(start, end)
                before = text[low:start].rsplit(None, 1)[-1]
            start -= len(before)
        space = _SPACE.search(text, end, end + _NEAR)
        if space is None:
            _, high = self._line(start, end)
            space = _SPACE.search(text, end, high)
        high = space.start() if space else high
        # What an edit replaces may have spaces in it; and a long string may be cut elsewhere for another window.
        window = -1 if high - start < _GUARD_WINDOW_CHARS else at // _GUARD_WINDOW_CHARS
        if end - at <= 1 and (window < 0 or window == end // _GUARD_WINDOW_CHARS):
            self._last_string = (start, high, window)
        return start, high

    def _in(self, low: int, high: int) -> Spans:
        spans = self._lines.get((low, high))
        if spans is None:
            # Few positions are queried at a time; caching the spans of the last of them is enough.
            if len(self._lines) > 64:
                self._lines.clear()
            part = self._text[low:high]
            is_short = high - low <= _LONGEST_KEPT
            spans = self._lines[low, high] = _find_again(part, self._but) if is_short else find(part, self._but)
        return spans

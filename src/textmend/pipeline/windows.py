"""Split a long text into windows, so that memory use does not grow with its length.

Evidence about "the document" is summed over windows of at most `WINDOW` characters. Their borders depend on the text
alone, so a text that is read in pieces (`WindowSplitter`) gives the same result as one that is cleaned at once
(`windows`).
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.patterns import pattern

__all__ = ["WINDOW", "WindowSplitter", "windows"]

# The longest window, in characters. A pass sees enough of a document in a thousand paragraphs.
WINDOW = 1 << 20
# The border is searched for in the last so many characters: far enough to include several paragraphs.
_SEARCH = 1 << 16
# Among equally good borders, the one wins before which so many characters sort last. So a border stays at its paragraph
# if cleaning has moved that by a few characters, and a second run finds the same windows.
_KEY = 24

# The best border: blank lines before a paragraph, if the one before ended as a sentence does. The number of lines is
# limited, or the search for their end would take quadratic time.
_BLANK_LINES = pattern(r"\n(?:[^\S\n]*\n){1,64}(?=[^\n])")
_SENTENCE_END_MARKS = ".!?…:\"'”’»)"
# The others, the best first: nothing that a pass joins or pairs should lie across one.
_BORDERS = (
    pattern(r"\n[^\S\n]*\n(?=[^\n])"),  # any blank line
    pattern(rf"[{_SENTENCE_END_MARKS}][^\S\n]*\n(?=\S)"),  # a line that ended as a sentence does
    pattern(r"\n(?=[^\n])"),  # any line
    pattern(r"""[.!?…]["'”’»)]* (?=\S)"""),  # a sentence
    pattern(r"\s(?=\S)|[。！？](?=[^。！？」』”’])"),  # a word, or a sentence in a script without spaces
    # 60,000 characters without white space are not prose: data, or a script without spaces and full stops. What belongs
    # to the character before it (marks, joiners, the second half of a pair) stays with it.
    pattern(
        r"(?<![\r\u200d\ud800-\udbff])"
        r"(?![\n\udc00-\udfff\u0300-\u036f\u0e31-\u0e4e\u200c\u200d\u3099\u309a\ufe00-\ufe0f])"
    ),
)


def _cut(text: str, start: int) -> int:
    """Return where the window that begins at `start` ends; more than `WINDOW` characters must be left."""
    low, high = start + WINDOW - _SEARCH, start + WINDOW - _KEY
    for found in _borders(text, low, high):
        if found:
            return max(found, key=lambda at: (text[at : at + _KEY], at))
    return high


def _borders(text: str, low: int, high: int) -> Iterator[list[int]]:
    """Yield the borders in `text[low:high]`, kind by kind, the best first."""
    # Line ends are found at once; a search for what may precede them examines every character.
    blank = [match.span() for match in _BLANK_LINES.finditer(text, low, high)]
    yield [end for start, end in blank if _ends_sentence(text, low, start)]
    for border in _BORDERS:
        yield [match.end() for match in border.finditer(text, low, high)]


def _ends_sentence(text: str, low: int, at: int) -> bool:
    """True if a mark that ends a sentence comes before `at`, with or without spaces."""
    while at > low and text[at - 1] != "\n" and text[at - 1].isspace():
        at -= 1
    return at > low and text[at - 1] in _SENTENCE_END_MARKS


def windows(text: str) -> Iterator[str]:
    """Yield the windows of a text in order; concatenated, they are the text."""
    start = 0
    while len(text) - start > WINDOW:
        end = _cut(text, start)
        yield text[start:end]
        start = end
    yield text[start:] if start else text


class WindowSplitter:
    """Splits a text that arrives in pieces into the same windows as `windows`."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0

    def feed(self, piece: str) -> Iterator[str]:
        """Add a piece and yield the windows that are now complete."""
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size <= WINDOW:
            return
        text = "".join(self._pieces)
        start = 0
        while len(text) - start > WINDOW:
            end = _cut(text, start)
            yield text[start:end]
            start = end
        self._pieces, self._size = [text[start:]], len(text) - start

    def flush(self) -> str:
        """Return the last window, which may be empty."""
        text = "".join(self._pieces)
        self._pieces, self._size = [], 0
        return text

# cython: language_level=3, annotation_typing=False
"""The context of a place: its line, its words and how frequent they are."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from textmend.lang import COMMON, Language, normalized_word, strip_possessive
from textmend.lang._lines import count_values
from textmend.lang._strings import neighbour_words
from textmend.patterns import pattern

__all__ = ["NEAR", "REACH", "Context"]

# How far the strings on both sides of a place are examined, and the line around it.
REACH = 60
NEAR = 4
_LINE = 200
_PART = 50

# A line is a row of a table, of a score or a log if half of its strings contain digits or are only symbols; so is one
# with columns, and a roff request is not prose.
_COLUMN = pattern(r"\S(?:\t| {3,})(?=\S)")
_REQUEST = pattern(r"[.'][A-Za-z]{1,2} |\.\. ")
# Names of users and topics.
_POST = pattern(r"(?<!\S)[@#][^\W\d_]{2}")
# Values between commas include several without a space after the comma, and more than with one.
_TIGHT_COMMA = pattern(r"[,;|](?=[^\W\d]|\")")
_WITHOUT_SPACES = pattern(r"[^\W\d_]{25}")
_ROW_SHARE = 0.5
_FEWEST_VALUES = 3
_FEWEST_COLUMNS = 2

_USUAL = 16.0  # bits
# Words like these precede names and nouns: `inLondon`. More expensive ones (`last`, `test`, `link`) begin field names.
_FUNCTION_WORD = 10.0  # bits
# The maximum average length of the words of a list entry, in characters.
_LONGEST_ENTRY_WORD = 12
# The words around a place show whether it is in the language: at least half of these must be in the lexicon.
_KNOWN = 0.5
_MIN_NEIGHBOURS = 3
_KNOWN_WORD, _OTHER_WORD, _JOINED_WORDS = range(3)
# The nine most frequent words (`the` to `that`) are a fifth of an English sentence, damaged or not. Of a text in a
# creole, most of whose words are in the lexicon, they are a smaller share than this.
_MOST_FREQUENT = 6.7  # bits
_MIN_SHARE = 0.06
_FEWEST_FREQUENT = 2
_CONTEXT = 80
_PARAGRAPH_BREAK = "\n\n"


# By language, the costs of words and what they are about the language. They are kept for later texts, since the same
# words are around most places; so many take up to three megabytes.
_KNOWN_WORDS: dict[Language, tuple[dict[str, float], dict[str, int]]] = {}
_MOST_KEPT = 20_000


class Context:
    """The context of the places of a text.

    Args:
        text: the text.
        language: its language.
        is_home: whether that is the language of the pipeline, and not a detected one.

    Attributes:
        is_line: whether the text is a single line.
    """

    def __init__(self, text: str, language: Language, *, is_home: bool) -> None:
        self.text = text
        self.language = language
        self.is_home = is_home
        self.is_line = "\n" not in text
        self._costs, self._weights = _KNOWN_WORDS.setdefault(language, ({}, {}))
        if len(self._costs) + len(self._weights) > _MOST_KEPT:
            self._costs.clear()
            self._weights.clear()
        # What is known of lines, by their starts: the places of one line share it.
        self._rows: dict[int, bool] = {}
        self._entries: dict[int, bool] = {}
        self._posts: dict[int, bool] = {}
        # The span that was asked for last, and the words around it: each place is asked several questions.
        self._last_span = -1, -1
        self._last_words: list[str] = []

    def is_row(self, at: int) -> bool:
        """True in a row of a table, a record, a roff request."""
        return self._of_line(self._rows, at, self._has_values)

    def is_entry(self, at: int) -> bool:
        """True in a line among others that has no frequent word, as list entries have none."""
        return not self.is_line and self._of_line(self._entries, at, self._has_no_frequent_word)

    def is_post(self, at: int) -> bool:
        """True in a line of a post, whose spelling and spaces are the writer's."""
        return self._of_line(self._posts, at, _names_user_or_topic)

    def is_alone(self, low: int, high: int) -> bool:
        """True for a string of letters with no other word in its line."""
        text = self.text
        start = text.rfind("\n", max(0, low - NEAR), low) + 1
        end = text.find("\n", high, high + NEAR)
        is_first = low <= NEAR or start > 0
        is_last = high + NEAR >= len(text) or end >= 0
        around = text[max(start, low - NEAR) : low] + text[high : end if end >= 0 else high + NEAR]
        return is_first and is_last and not any(map(str.isalpha, around))

    def is_in_language(self, low: int, high: int) -> bool:
        """False if too few of the words around a place are in the lexicon."""
        known = others = 0
        for word in self.words_around(low, high):
            weight = self._weight(word)
            known += weight == _KNOWN_WORD
            others += weight == _OTHER_WORD
        return known + others < _MIN_NEIGHBOURS or known >= _KNOWN * (known + others)

    def _weight(self, word: str) -> int:
        """Return what a word is about the language: one of it, one that it lacks, or nothing."""
        weight = self._weights.get(word)
        if weight is None:
            if word in self.language.lexicon:
                # Loanwords have letters beyond ASCII, and are in the English lexicon, too.
                is_known = word.isascii() or not self.language.has_full_model
                weight = _KNOWN_WORD if is_known else _OTHER_WORD
            else:
                weight = _JOINED_WORDS if self.may_be_joined(word) else _OTHER_WORD
            self._weights[word] = weight
        return weight

    def common_words_around(self, low: int, high: int) -> int:
        """Return the number of different frequent words nearby, which every sentence has."""
        return len({word for word in self.words_around(low, high) if self.is_common(word)})

    def is_sentence(self, low: int, high: int) -> bool:
        """True if the most frequent words of the language are as frequent nearby as in sentences."""
        around = self.words_around(low, high)
        # The pronoun is as frequent in a creole.
        frequent = len([word for word in around if word not in "Ii" and self.is_cheaper(word, _MOST_FREQUENT)])
        return frequent > 0 and frequent >= _MIN_SHARE * len(around)

    def words_around(self, low: int, high: int) -> list[str]:
        """Return the words near a place, in its paragraph."""
        if (low, high) != self._last_span:
            before = self.text[max(0, low - _CONTEXT) : low].rpartition(_PARAGRAPH_BREAK)[2]
            after = self.text[high : high + _CONTEXT].partition(_PARAGRAPH_BREAK)[0]
            self._last_span, self._last_words = (low, high), neighbour_words(f"{before} {after}")
        return self._last_words

    def may_be_joined(self, word: str) -> bool:
        """True for a string that is not evidence about the language, because it may be several words."""
        return word not in self.language.lexicon and self.language.split_filter.divides(strip_possessive(word))

    def is_usual(self, word: str) -> bool:
        return self.is_cheaper(word, _USUAL)

    def is_common(self, word: str) -> bool:
        return self.is_cheaper(word, COMMON)

    def is_function_word(self, word: str) -> bool:
        return self.is_cheaper(word, _FUNCTION_WORD)

    def is_cheaper(self, word: str, bits: float) -> bool:
        """True for a word of the lexicon that costs less."""
        cost = self._costs.get(word)
        if cost is None:
            known = self.language.lexicon.cost(normalized_word(word))
            cost = self._costs[word] = inf if known is None else known
        return cost < bits

    def _of_line(self, known: dict[int, bool], at: int, has: Callable[[str], bool]) -> bool:
        """Ask a question about the line of a position, once for each line."""
        start = self._line_start(at)
        found = known.get(start)
        if found is None:
            found = known[start] = has(self._line(start))
        return found

    def _has_values(self, line: str) -> bool:
        return _is_row(line) or (_is_list(line) and not self._is_whole_sentence(line))

    def _has_no_frequent_word(self, line: str) -> bool:
        # If words ran together, none is frequent, either; but then they are long.
        spaces = line.count(" ")
        is_loose = spaces > 0 and len(line) <= min(_LINE, _LONGEST_ENTRY_WORD * (spaces + 1))
        if not is_loose:
            return False
        for word in neighbour_words(line):
            if self.is_common(word):
                return False
        return True

    def _is_whole_sentence(self, line: str) -> bool:
        frequent = len([word for word in neighbour_words(line) if self.is_cheaper(word, _MOST_FREQUENT)])
        return line[:1].isupper() and line[-1:] in ".!?" and frequent >= _FEWEST_FREQUENT

    def _line_start(self, at: int) -> int:
        # The places of a part of a long line share what is known of it.
        low = max(0, at - _LINE)
        return self.text.rfind("\n", low, at) + 1 or low - low % _PART

    def _line(self, start: int) -> str:
        end = self.text.find("\n", start, start + 2 * _LINE)
        return self.text[start : end if end >= 0 else start + 2 * _LINE].strip()


def _names_user_or_topic(line: str) -> bool:
    return ("@" in line or "#" in line) and _POST.search(line) is not None


def _is_row(line: str) -> bool:
    values, strings = count_values(line)
    has_columns = "\t" in line or "   " in line
    return (
        (values >= _FEWEST_VALUES and values >= _ROW_SHARE * strings)
        or (has_columns and len(_COLUMN.findall(line)) >= _FEWEST_COLUMNS)
        or _REQUEST.match(line) is not None
    )


def _is_list(line: str) -> bool:
    """True for a line of values between commas, unless it has lost its spaces."""
    tight = len(_TIGHT_COMMA.findall(line))
    return tight >= max(_FEWEST_VALUES, line.count(", ") + 1) and not _WITHOUT_SPACES.search(line)

"""Notation: numbers, formulas, units, citations, names and markup, where a missing or an extra space is no damage."""

from __future__ import annotations

from itertools import takewhile
from math import inf

from textmend.lang import COMMON, Language, normalized_word, strip_possessive
from textmend.passes.spacing._scorer import JOIN, MARK, SPLIT
from textmend.passes.spacing.candidates import Candidate
from textmend.patterns import pattern

__all__ = ["NEVER", "Notation"]

# The handicap of a place that is left alone whatever the document shows.
NEVER = inf
# What looks like damage in sound text of a kind, as a logarithm of odds. Judgements, set by the harm to sound text that
# they prevent: each step makes such a place three to five times less likely.
_WEAK_LOOKALIKE = 2.0
_LOOKALIKE = 3.0
_STRONG_LOOKALIKE = 4.5
_ALONE = 4.0

# How far the strings on both sides of a place are looked at, and the line around it.
_SIDE_REACH_CHARS = 60
_LINE = 200
_BEFORE = pattern(r"\S*$")
_AFTER = pattern(r"\S*")

# Addresses; links and roles of Markdown, AsciiDoc and reStructuredText; keys of identifiers.
_LINK_SIGN = pattern(r"://|www\.|\]\(|\]\[|\w`|`\w|\w\[\w*\]|\w::\w|\b(?:xref|doi|arxiv|isbn|issn|pmid|mailto):", 2)
# A chemical name has numbers between its parts: `1,10-phenanthroline`.
_CHEMICAL = pattern(r"[0-9]['′]?[,-][A-Za-z0-9(]|[a-z)\]]-[0-9]|\([0-9]")
_HUMP = pattern(r"(?<=[^\W\d_A-Z])[A-Z]")
_SIGN_CHAR = pattern(r"[*/_@#$%&=+<>{}|\\~^]")
# Letters and digits by turns: a hash, a key. In `In1967the` they change twice in nine characters.
_TURN = pattern(r"(?<=[0-9])[A-Za-z]|(?<=[A-Za-z])[0-9]")
_CHARACTERS_PER_TURN = 6
_FEWEST_TURNS = 3

# A line of which half of the strings hold digits or are signs alone is a row of a table, of a score or a log; so is one
# with columns, and a request of roff is no prose.
_VALUE = pattern(r"(?<!\S)(?:\S*[0-9]\S*|[^\w\s]+)(?!\S)")
_ANY_STRING = pattern(r"\S+")
_COLUMN_GAP = pattern(r"\S(?:\t| {3,})(?=\S)")
_REQUEST = pattern(r"[.'][A-Za-z]{1,2} |\.\. ")
# Of values between commas there are several without a space behind them, and more than with one.
_TIGHT_COMMA = pattern(r"[,;|](?=[^\W\d]|\")")
_WITHOUT_SPACES = pattern(r"[^\W\d_]{25}")
_ROW_SHARE = 0.5
_FEWEST_VALUES = 3
_FEWEST_COLUMNS = 2

# What a space may have strayed before, and after; a space before "(" or "-" is usual.
_CLOSING_MARKS = frozenset(",.;:!?)]}”’'\"")
_OPENING_CHARS = frozenset('([{“‘"')
_SUFFIX = pattern(r"['’](?:s|re|ll|ve|d|m|t)\b")
_AFTER_MARK = pattern(r"$|[\s)\]}”’\"']")
# Where the space after a mark is missing there is a letter, or what opens a quotation or a parenthesis.
_SEPARATORS = frozenset(".,;:!?)”’\"'%")
_OPENS_AFTER = frozenset('(“‘"')
_REFERENCE_BEFORE = pattern(r"&#?\w{1,31};$")
_LETTERS_AND_DIGITS = pattern(
    r"[^\w]*(?:([^\W\d_]+)[0-9][0-9.,–/-]*(?:s|st|nd|rd|th)?|[0-9][0-9.,–/-]*([^\W\d_]+))[^\w]*"
)
_YEAR = pattern(r"(?:1[5-9]|20)[0-9][0-9]s?(?![0-9])")
# So long a string is no identifier with a number, but a line without its spaces, if most of it is letters.
_LONGEST_NAME = 20
_MIN_LETTER_SHARE = 0.7

# `Buck et al.`, `i.e.`, `vs.`: their letters belong to no word beside them.
_CITATION = pattern(r"\bet al\b|\bi\. ?e\.|\be\. ?g\.|\bvs\.")
_CITATION_CHARS = 4
# A letter after a number is a unit or a variable: `400 K in`.
_DIGIT_BEFORE = pattern(r"[0-9] $")
_SHORT_STRING_CHARS = 2
# A word that has a capital inside of sentences less often has it there for being part of a name.
_NAME = 0.5
# What is in more pieces than these is evidently broken.
_FEW_PIECES = 3
_USUAL_BITS, _RARE_BITS = 16.0, 18.0  # bits
_JOINED = frozenset("'’_/=+")

# Parts of words that stand before others: prefixes, combining forms (`tracheo-`) and radicals (`triethyl-`).
_PREFIX = pattern(
    r"(?:anti|auto|bi|bio|co|counter|cyber|de|dis|end|endo|eu|ex|extra|geo|hyper|hypo|il|im|in|infra|inter|intra|iso|macro"
    r"|mega|meta|micro|mid|mini|mis|mono|multi|nano|neo|non|oxy|over|pan|para|per|photo|poly|post|pre|pro|pseudo|quasi|re"
    r"|retro|semi|sub|super|sur|syn|tele|tetra|trans|tri|ultra|un|under|uni|vice)"
)
_COMBINING = pattern(r".{2,}yl|.{4,}o|.{3,}oxy")
# The words around a place say whether it is in the language: of these at least half must be in the lexicon.
_BARE_WORD = pattern(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")
_KNOWN_SHARE = 0.5
_FEWEST_COMMON = 2
_NO_SENTENCE = 0.5
# A single line that is a sentence was hardly taken from a list of names or from a program.
_IN_SENTENCE = 0.5
_WORDS_AROUND_CHARS = 80
_BLANK_LINE = "\n\n"


class Notation:
    """Says of each place of a text how much it looks like part of a notation, a name or another language.

    Args:
        text: the text.
        language: its language.
        is_home: whether that is the language of the pipeline, and not one that was detected.
    """

    def __init__(self, text: str, language: Language, *, is_home: bool = True) -> None:
        self._text = text
        self._language = language
        self._is_home = is_home
        self._is_line = "\n" not in text
        self._rows: dict[int, bool] = {}

    def handicap(self, candidate: Candidate) -> float:
        """What the odds of a place are lowered by, as a logarithm: 0 in prose, `NEVER` where it is not touched."""
        before, after = self._strings(candidate)
        string = before + self._text[candidate.start : candidate.end] + after
        if _LINK_SIGN.search(string) or self._is_row(candidate.start) or _is_key(before + after):
            return NEVER
        handicap = self._of_kind(candidate, before, after)
        if handicap and self._is_line and self._common_words_around(candidate) >= _FEWEST_COMMON:
            return handicap * _IN_SENTENCE
        return handicap

    def _of_kind(self, candidate: Candidate, before: str, after: str) -> float:
        if candidate.kind == SPLIT:
            return self._of_split(candidate, before + after)
        if candidate.kind == JOIN:
            return NEVER if self._is_no_join(candidate) else self._of_language(candidate) + self._of_fragment(candidate)
        if candidate.kind == MARK:
            return self._of_mark(before, after)
        return NEVER if self._is_no_stray_space(before, after) else 0.0

    def _strings(self, candidate: Candidate) -> tuple[str, str]:
        """The strings before and after a place, up to white space."""
        before = _BEFORE.search(self._text[max(0, candidate.start - _SIDE_REACH_CHARS) : candidate.start])
        after = _AFTER.match(self._text[candidate.end : candidate.end + _SIDE_REACH_CHARS])
        return before.group() if before else "", after.group() if after else ""

    def _is_row(self, at: int) -> bool:
        start = self._text.rfind("\n", max(0, at - _LINE), at) + 1 or max(0, at - _LINE)
        row = self._rows.get(start)
        if row is None:
            end = self._text.find("\n", start, start + 2 * _LINE)
            line = self._text[start : end if end >= 0 else start + 2 * _LINE].strip()
            values = len(_VALUE.findall(line))
            row = (
                (values >= _FEWEST_VALUES and values >= _ROW_SHARE * len(_ANY_STRING.findall(line)))
                or len(_COLUMN_GAP.findall(line)) >= _FEWEST_COLUMNS
                or _REQUEST.match(line) is not None
                or _is_list(line)
            )
            self._rows[start] = row
        return row

    def _of_split(self, candidate: Candidate, string: str) -> float:
        total, size = self._of_language(candidate), len(string)
        # `getStagedFilenames`, `a/b`, `mode-a-list` are identifiers, whatever their words.
        if _SIGN_CHAR.search(string) or (size <= 2 * _LONGEST_NAME and len(_HUMP.findall(string)) > 1):
            total += _STRONG_LOOKALIKE
        if string.count("-") > 1:
            total += _LOOKALIKE
        if candidate.plain:
            return total
        if size <= 2 * _LONGEST_NAME and _CHEMICAL.search(string):
            return NEVER
        return total + self._of_word(candidate) if candidate.high - candidate.low <= _LONGEST_NAME else total

    def _of_word(self, candidate: Candidate) -> float:
        """The handicap of a string that may be a name, a term or a word with a prefix."""
        left, right = self._text[candidate.low : candidate.start], self._text[candidate.start : candidate.high]
        # A string that is alone in its line is a name or a term; in a sentence there are other words.
        if _is_alone(self._text, candidate.low, candidate.high):
            return _ALONE
        if self._text[candidate.high : candidate.high + 2] == "- ":
            return _STRONG_LOOKALIKE  # `infor- mation`
        total = 0.0 if self._common_words_around(candidate) else _NO_SENTENCE
        if right.islower() and self._is_prefix(left):
            total += _STRONG_LOOKALIKE
        # `JetBrains`, `FareHarbor`, but not `TheUnited`; a page that writes of programs is full of them.
        if left[:1].isupper() and right[:1].isupper() and not self._is_common(left):
            total += _WEAK_LOOKALIKE if self._is_line else _STRONG_LOOKALIKE
        elif left[:1].isupper() and self._is_inside_sentence(candidate.low) and self._begins_no_name(left):
            total += _WEAK_LOOKALIKE  # `Bandsintown`, but not `Johnsaid`
        return total

    def _is_inside_sentence(self, low: int) -> bool:
        return low > 1 and self._text[low - 1] == " " and self._text[low - 2].islower()

    def _begins_no_name(self, word: str) -> bool:
        share = self._language.capital_share(normalized_word(word))
        return share is not None and share < _NAME

    def _of_language(self, candidate: Candidate) -> float:
        """The handicap of letters of which it is not sure in which language they are."""
        around = [word for word in self._words_around(candidate) if not self._may_be_joined(word)]
        # What is borrowed has letters beyond ASCII, and is in the English lexicon, too.
        english = self._language.has_full_model
        known = sum(word in self._language.lexicon and (word.isascii() or not english) for word in around)
        return _LOOKALIKE if len(around) >= _FEW_PIECES and known < _KNOWN_SHARE * len(around) else 0.0

    def _of_fragment(self, candidate: Candidate) -> float:
        """The handicap of a join in what is hardly a sentence of the language: `Pilih isi`, `Grape fruit`."""
        if candidate.high - candidate.low == len("a t") and self._text[candidate.low] == "a":  # `a t test`
            return 2 * _LOOKALIKE
        common = self._common_words_around(candidate) if self._is_home else 0
        if common >= _FEWEST_COMMON:
            return 0.0
        parts, lexicon = self._text[candidate.low : candidate.high].split(" "), self._language.lexicon
        if "".join(parts) not in lexicon or all(self._is_cheaper(part, _RARE_BITS) for part in parts):
            return _WEAK_LOOKALIKE if common else _LOOKALIKE
        return 0.0

    def _common_words_around(self, candidate: Candidate) -> int:
        """How many different frequent words are near, as they are in every sentence."""
        return sum(map(self._is_common, set(self._words_around(candidate))))

    def _words_around(self, candidate: Candidate) -> list[str]:
        """The words near a place, in its paragraph."""
        before = self._text[max(0, candidate.low - _WORDS_AROUND_CHARS) : candidate.low].rpartition(_BLANK_LINE)[2]
        after = self._text[candidate.high : candidate.high + _WORDS_AROUND_CHARS].partition(_BLANK_LINE)[0]
        return _BARE_WORD.findall(f"{before} {after}")

    def _is_no_join(self, candidate: Candidate) -> bool:
        text = self._text
        left, right = text[candidate.low : candidate.start].split(" "), text[candidate.end : candidate.high].split(" ")
        before, after = text[max(0, candidate.low - 1) : candidate.low], text[candidate.high : candidate.high + 1]
        whole = "".join(left + right)
        if before in _JOINED or after in _JOINED or before.isdigit():
            return True
        if after.isdigit() and not self._is_common(whole):
            return True
        if len(left) + len(right) <= _FEW_PIECES and (
            # `a t-butyl group`, `We re-issue`: the words on both sides are whole.
            (before == "-" and len(left[0]) <= _SHORT_STRING_CHARS and right[-1] in self._language.lexicon)
            or (after == "-" and len(right[-1]) <= _SHORT_STRING_CHARS and left[0] in self._language.lexicon)
        ):
            return True
        if _CITATION.search(text, max(0, candidate.low - _CITATION_CHARS), candidate.high + _CITATION_CHARS):
            return True
        # `Mac OS X`, `VALE Na`: a capital begins a word unless all are capitals, of which one is an initial: `C O P D`.
        if right[0][0].isupper() and (len(right[0]) == 1 or not whole.isupper()):
            return True
        is_unit = (
            len(left[-1]) == 1
            and _DIGIT_BEFORE.search(text, max(0, candidate.low - _SIDE_REACH_CHARS), candidate.low) is not None
        )
        return is_unit and self._is_usual(right[0])

    def _of_mark(self, before: str, after: str) -> float:
        left, right = before[-1:], after[:1]
        if left.isdigit() or right.isdigit():
            return self._of_number(before, after)
        if _REFERENCE_BEFORE.search(before):
            return NEVER
        return self._of_word_after(before, after) if right.isalpha() else self._of_opening(before, after)

    def _of_word_after(self, before: str, after: str) -> float:
        """The handicap of a space between a mark and a word."""
        left, word = before[-1:], _letters_at_start(after)
        if left == ":" and not self._is_common(word):
            is_key = ":" in before[:-1] or not word[1:].islower() or word not in self._language.lexicon
            return NEVER if is_key else _LOOKALIKE
        if left == ".":
            return self._of_sentence(before[:-1], word)
        if left == ")" and "(" in before:  # a formula or a chemical name, or a parenthesis of one word
            return _LOOKALIKE if before.startswith("(") and before[1:-1].isalpha() else NEVER
        if left not in _SEPARATORS or (left == "," and len(word) == 1 and word not in "aAIO"):
            return NEVER
        return _LOOKALIKE if before.count(",") > 1 or (word.isupper() and len(word) > 1) else 0.0

    def _of_opening(self, before: str, after: str) -> float:
        """The handicap of a space before what opens a quotation or a parenthesis."""
        left, right, first = before[-1:], after[:1], after[1:2]
        is_year = right == "(" and first.isdigit() and before[-_FEW_PIECES:].isalpha()
        if right not in _OPENS_AFTER or not (first.isalpha() or is_year):
            return NEVER
        last = before[-2:-1]
        if left in ".,;" and (last.isalpha() or (last in '"”' and right in '"“')):
            return _STRONG_LOOKALIKE if before.count(",") > 1 else 0.0
        if not left.isalpha():
            return NEVER
        return _WEAK_LOOKALIKE if right == '"' else 0.0

    def _of_sentence(self, before: str, word: str) -> float:
        """`home.Then` is the end of a sentence; `ui.Widget`, `Bio.Align`, `J.Smith` are names."""
        if not (word[0].isupper() and len(before) > 1 and before[-2:].isalpha()) or _HUMP.search(word):
            return NEVER
        if "." in before:
            return _LOOKALIKE
        return _WEAK_LOOKALIKE if before[:1].isupper() else 0.0

    def _of_number(self, before: str, after: str) -> float:
        """`2019and`, `of1996` are a number and a word that ran together; `99designs`, `uint32` are names."""
        left, right, string = before[-1:], after[:1], before + after
        if left == "," and before[-3:-1].isalpha() and len(before) > _SHORT_STRING_CHARS and before.count(",") == 1:
            return _WEAK_LOOKALIKE
        if not (left.isalpha() or right.isalpha()):
            return NEVER
        match = _LETTERS_AND_DIGITS.fullmatch(string)
        word = (match[1] or match[2]) if match else ""
        if self._is_common(word) or (len(string) > _LONGEST_NAME and _is_mostly_letters(string)):
            return 0.0
        is_year = _YEAR.match(_digits_at_end(before) or after) is not None
        if is_year and right.isdigit() and self._may_be_joined(word):
            return _WEAK_LOOKALIKE
        if len(word) <= _SHORT_STRING_CHARS or word not in self._language.lexicon:
            return NEVER
        return _WEAK_LOOKALIKE if is_year else _LOOKALIKE

    def _is_no_stray_space(self, before: str, after: str) -> bool:
        left, right = before[-1:], after[:1]
        if left in _OPENING_CHARS and right.isalpha():
            return False
        if right not in _CLOSING_MARKS or not (left.isalnum() or left in ")]}”’\"'%"):
            return True
        if right in "'’":
            return not (left.islower() and _SUFFIX.match(after))
        if right == ":" and before[:1].isupper():
            return True  # a field of a form: `TOTAL :`
        if right in '")]}' and not left.isalpha():
            return True
        following = after[1:2]
        return not (_AFTER_MARK.match(following) or (right == "," and following.isalpha()))

    def _may_be_joined(self, word: str) -> bool:
        """True for what says nothing about the language, as it may be several words."""
        return word not in self._language.lexicon and self._language.split_filter.divides(strip_possessive(word))

    def _is_prefix(self, string: str) -> bool:
        word = normalized_word(string)
        cost = self._language.lexicon.cost(word)
        if _PREFIX.fullmatch(word):
            return cost is None or cost >= COMMON
        return _COMBINING.fullmatch(word) is not None and (cost is None or (cost >= _RARE_BITS and string.islower()))

    def _is_usual(self, word: str) -> bool:
        return self._is_cheaper(word, _USUAL_BITS)

    def _is_common(self, word: str) -> bool:
        return self._is_cheaper(word, COMMON)

    def _is_cheaper(self, word: str, bits: float) -> bool:
        cost = self._language.lexicon.cost(normalized_word(word)) if word else None
        return cost is not None and cost < bits


def _is_mostly_letters(string: str) -> bool:
    return sum(map(str.isalpha, string)) > _MIN_LETTER_SHARE * len(string)


def _is_key(string: str) -> bool:
    """True for a hash, a key or a model number: letters and digits by turns."""
    if len(string) > _LONGEST_NAME and _is_mostly_letters(string):
        return False
    turns = len(_TURN.findall(string))
    return turns >= _FEWEST_TURNS and turns * _CHARACTERS_PER_TURN >= len(string)


def _is_alone(text: str, low: int, high: int) -> bool:
    """True for a string of letters with no other word in its line."""
    start = text.rfind("\n", max(0, low - _CITATION_CHARS), low) + 1
    end = text.find("\n", high, high + _CITATION_CHARS)
    is_first = low <= _CITATION_CHARS or start > 0
    is_last = high + _CITATION_CHARS >= len(text) or end >= 0
    around = text[max(start, low - _CITATION_CHARS) : low] + text[high : end if end >= 0 else high + _CITATION_CHARS]
    return is_first and is_last and not any(map(str.isalpha, around))


def _is_list(line: str) -> bool:
    """True for a line of values between commas, unless it has lost its spaces."""
    tight = len(_TIGHT_COMMA.findall(line))
    return tight >= max(_FEWEST_VALUES, line.count(", ") + 1) and not _WITHOUT_SPACES.search(line)


def _letters_at_start(string: str) -> str:
    return "".join(takewhile(str.isalpha, string))


def _digits_at_end(string: str) -> str:
    return "".join(takewhile(str.isdigit, reversed(string)))[::-1]

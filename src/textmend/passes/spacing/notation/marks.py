"""Marks without a space, and spaces before marks, that are part of a number, a name or a formula."""

from __future__ import annotations

from itertools import takewhile

from textmend.passes.spacing.notation.context import Context
from textmend.passes.spacing.notation.handicaps import LOOKALIKE, NEVER, STRONG_LOOKALIKE, WEAK_LOOKALIKE
from textmend.passes.spacing.notation.splits import HUMP, LONGEST_NAME
from textmend.patterns import pattern

__all__ = ["handicap", "is_mostly_letters", "is_no_stray_space"]

# Marks that may have a stray space before, and after; a space before "(" or "-" is usual.
_CLOSING_CHARS = frozenset(",.;:!?)]}”’'\"")
_OPENING_CHARS = frozenset('([{“‘"')
_SUFFIX = pattern(r"['’](?:s|re|ll|ve|d|m|t)\b")
_AFTER_MARK = pattern(r"$|[\s)\]}”’\"']")
# If the space after a mark is missing, a letter or an opening quotation mark or parenthesis follows.
_SEPARATORS = frozenset(".,;:!?)”’\"'%")
_OPENS_AFTER = frozenset('(“‘"')
_REFERENCE = pattern(r"&#?\w{1,31};$")
_LETTERS_AND_DIGITS = pattern(
    r"[^\w]*(?:([^\W\d_]+)[0-9][0-9.,–/-]*(?:s|st|nd|rd|th)?|[0-9][0-9.,–/-]*([^\W\d_]+))[^\w]*"
)
_YEAR = pattern(r"(?:1[5-9]|20)[0-9][0-9]s?(?![0-9])")
# If most of a long string is letters, it is a line without its spaces.
_LETTERS = 0.7
_SHORT = 2
_FEW = 3
_CLOSING_QUOTES = '"”'
_ONE_WORD = pattern(r"\(\S*\)")


def handicap(context: Context, before: str, after: str) -> float:
    """Return the handicap on a space missing next to a mark or a digit.

    Args:
        context: the context.
        before, after: the strings on both sides, up to white space.
    """
    left, right = before[-1:], after[:1]
    if left.isdigit() or right.isdigit():
        return _of_number(context, before, after)
    if _REFERENCE.search(before):
        return NEVER
    return _of_word_after(context, before, after) if right.isalpha() else _of_opening(before, after)


def _of_word_after(context: Context, before: str, after: str) -> float:
    """Return the handicap of a space between a mark and a word."""
    left, word = before[-1:], _letters_at_start(after)
    if left == ":" and not context.is_common(word):
        is_key = ":" in before[:-1] or not word[1:].islower() or word not in context.language.lexicon
        return NEVER if is_key else LOOKALIKE
    if left == ".":
        return _of_sentence(before[:-1], word)
    if left == ")" and "(" in before:  # a formula or a chemical name, or a parenthesis of one word
        return LOOKALIKE if before.startswith("(") and before[1:-1].isalpha() else NEVER
    if left not in _SEPARATORS or (left == "," and len(word) == 1 and word not in "aAIO"):
        return NEVER
    if left == "," and not word.islower() and _is_symbol(_alphanumerics_at_end(before[:-1])):
        return NEVER  # `HP,CB` in a formula, `c2s,Sun`
    return LOOKALIKE if before.count(",") > 1 or (word.isupper() and len(word) > 1) else 0.0


def _of_opening(before: str, after: str) -> float:
    """Return the handicap of a space before an opening quotation mark or parenthesis."""
    left, right, first = before[-1:], after[:1], after[1:2]
    is_year = right == "(" and first.isdigit() and before[-_FEW:].isalpha()
    if right not in _OPENS_AFTER or not (first.isalpha() or is_year):
        return NEVER
    last = before[-2:-1]
    if left in ".,;" and (last.isalpha() or (last and last in _CLOSING_QUOTES and right in '"“')):
        return STRONG_LOOKALIKE if before.count(",") > 1 or before[0] == '"' else 0.0
    if not left.isalpha():
        return NEVER
    # `list(items)`, `tofu(optional)`; a parenthesis of several words is prose.
    return WEAK_LOOKALIKE if right == '"' else LOOKALIKE if _ONE_WORD.match(after) else 0.0


def _of_sentence(before: str, word: str) -> float:
    """`home.Then` is the end of a sentence; `ui.Widget`, `Bio.Align`, `J.Smith` are names."""
    if not (word[0].isupper() and len(before) > 1 and before[-2:].isalpha()) or HUMP.search(word):
        return NEVER
    if "." in before:
        return LOOKALIKE
    return WEAK_LOOKALIKE if before[:1].isupper() else 0.0


def _of_number(context: Context, before: str, after: str) -> float:
    """`2019and`, `of1996` are a number and a word that ran together; `99designs`, `uint32` are names."""
    left, right, string = before[-1:], after[:1], before + after
    if left == "," and before[-3:-1].isalpha() and len(before) > _SHORT and before.count(",") == 1:
        return WEAK_LOOKALIKE
    if not (left.isalpha() or right.isalpha()):
        return NEVER
    match = _LETTERS_AND_DIGITS.fullmatch(string)
    word = (match[1] or match[2]) if match else ""
    if context.is_common(word) or (len(string) > LONGEST_NAME and is_mostly_letters(string)):
        return 0.0
    is_year = _YEAR.match(_digits_at_end(before) or after) is not None
    if is_year and right.isdigit() and context.may_be_joined(word):
        return WEAK_LOOKALIKE
    if len(word) <= _SHORT or word not in context.language.lexicon:
        return NEVER
    return WEAK_LOOKALIKE if is_year else LOOKALIKE


def is_no_stray_space(before: str, after: str) -> bool:
    """True for a space before a mark that belongs there."""
    left, right = before[-1:], after[:1]
    if left in _OPENING_CHARS and right.isalpha():
        return False
    if right not in _CLOSING_CHARS or not (left.isalnum() or left in ")]}”’\"'%"):
        return True
    if right in "'’":
        return not (left.islower() and _SUFFIX.match(after))
    if right == ":" and before[:1].isupper():
        return True  # a form field: `TOTAL :`
    if right in '")]}' and not left.isalpha():
        return True
    following = after[1:2]
    return not (_AFTER_MARK.match(following) or (right == "," and following.isalpha()))


def is_mostly_letters(string: str) -> bool:
    return sum(map(str.isalpha, string)) > _LETTERS * len(string)


def _letters_at_start(string: str) -> str:
    return "".join(takewhile(str.isalpha, string))


def _is_symbol(string: str) -> bool:
    """True for letters with digits, and for an abbreviation."""
    return string.isupper() or not (string.isalpha() or string.isdigit())


def _alphanumerics_at_end(string: str) -> str:
    return "".join(takewhile(str.isalnum, reversed(string)))[::-1]


def _digits_at_end(string: str) -> str:
    return "".join(takewhile(str.isdigit, reversed(string)))[::-1]

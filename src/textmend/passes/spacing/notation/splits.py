# cython: language_level=3, annotation_typing=False
"""Strings that are one word, one name or one identifier, although they could be split."""

from __future__ import annotations

from textmend.lang import COMMON, normalized_word
from textmend.lang._strings import is_western
from textmend.passes.spacing.candidates import Candidate
from textmend.passes.spacing.notation.context import Context
from textmend.passes.spacing.notation.handicaps import (
    ALONE,
    LOOKALIKE,
    NEVER,
    NO_SENTENCE,
    STRONG_LOOKALIKE,
    WEAK_LOOKALIKE,
)
from textmend.patterns import pattern

__all__ = ["HUMP", "LONGEST_NAME", "handicap", "is_unspaced_line"]

# A string of this length is not an identifier, but a line without its spaces.
LONGEST_NAME = 20
# A term of chemistry is up to this long: `hexachlorocyclopentadiene`.
_LONGEST_TERM = 25
# Two words that ran together are hardly longer; a longer string is a line without its spaces.
_TWO_WORDS = 14
# A chemical name has numbers between its parts: `1,10-phenanthroline`.
_CHEMICAL = pattern(r"[0-9]['′]?[,-][A-Za-z0-9(]|[a-z)\]]-[0-9]|\([0-9]")
# Words that begin with capitals: a long name has no others, as `DiscontiguousIndices`.
_CAPITALIZED = pattern(r"(?:[A-Z][a-z]*){2,}")
# The capital of `fieldName`.
HUMP = pattern(r"(?<=[^\W\d_A-Z])[A-Z]")
_SIGN = pattern(r"[*/_@#$%&=+<>{}|\\~^]|(?<=[a-z])\.(?=[a-z])|^\.(?=[a-z])")
# The key of a record: `"view-itemcontext":`.
_QUOTED_KEY = pattern(r"[\"'][\w.-]+[\"']:.*|\[\w+\]")
# A word that has a capital inside sentences less often has it as part of a name; one that seldom has it never begins a
# name: `documentNode`.
_NAME = 0.5
_NEVER_NAME = 0.2
_RARE_BITS = 18.0
# Languages that freely form compounds.
_COMPOUNDING = frozenset({"de", "nl", "sv", "tr"})
_LONGEST_COMPOUND = 20
# An ending of at most this length is not a second word: `fortsetzen-der`, `empfohlen-es`.
_LONGEST_ENDING = 3

# Parts of words that precede others: prefixes, combining forms (`tracheo-`) and radicals (`triethyl-`).
_PREFIX = pattern(
    r"(?:anti|auto|bi|bio|co|counter|cyber|de|dis|end|endo|eu|ex|extra|geo|hyper|hypo|il|im|in|infra|inter|intra|iso|macro"
    r"|mega|meta|micro|mid|mini|mis|mono|multi|nano|neo|non|oxy|over|pan|para|per|photo|poly|post|pre|pro|pseudo|quasi|re"
    r"|retro|semi|sub|super|sur|syn|tele|tetra|trans|tri|ultra|un|under|uni|vice)"
)
_COMBINING = pattern(r".{2,}yl|.{4,}o|.{3,}oxy")
# `aweary`, `alack`, `anembryonic`: the article of a word that ran together looks the same.
_ARTICLES = frozenset({"a", "an"})


def handicap(context: Context, candidate: Candidate, string: str) -> float:
    """Return the handicap on a string being two words.

    Args:
        context: the context.
        candidate: the place.
        string: the string around it, up to white space.
    """
    is_letters = string.isalpha()
    if not is_letters and _QUOTED_KEY.fullmatch(string):
        return NEVER
    text, low, start, high = context.text, candidate.low, candidate.start, candidate.high
    left, right = text[low:start], text[start:high]
    length = high - low
    total, size = 0.0 if context.is_in_language(low, high) else LOOKALIKE, len(string)
    # `getStagedFilenames`, `a/b`, `mode-a-list` are identifiers, whatever their words.
    if (not is_letters and _SIGN.search(string) and not is_unspaced_line(left + right)) or (
        size <= 2 * LONGEST_NAME and not string.islower() and len(HUMP.findall(string)) > 1
    ):
        total += STRONG_LOOKALIKE
    if string.count("-") > 1:
        total += LOOKALIKE
    if context.is_line and not (context.is_function_word(left) and context.is_function_word(right)):
        # Nothing else in the text could show whether `Anytype`, `labyrinthitis` are words.
        if length <= _LONGEST_TERM and context.is_alone(low, high):
            return NEVER
        if length <= LONGEST_NAME and not context.common_words_around(low, high):
            total += LOOKALIKE  # `Evald Robertsson`
    elif candidate.plain and length <= _TWO_WORDS and not context.is_line:
        total += ALONE * context.is_alone(low, high)
    # If the frequent words of a line ran together, `ofthe` is two of them.
    if context.is_entry(low) and not (context.is_common(left) and context.is_common(right)):
        total += LOOKALIKE
    total += _of_capital(context, low, left, right)
    if length <= _LONGEST_COMPOUND:
        total += _of_ending(context, left, right)
    if candidate.plain:
        return total + (WEAK_LOOKALIKE if left.lower() in _ARTICLES else 0.0)
    if not is_letters and size <= 2 * LONGEST_NAME and _CHEMICAL.search(string):
        return NEVER
    return total + _of_word(context, low, high, left, right) if length <= LONGEST_NAME else total


def _of_capital(context: Context, low: int, left: str, right: str) -> float:
    """Return the handicap of a capital inside a string: `documentNode`, `githubURL`, but not `inLondon`, `theFBI`."""
    if not (right[:1].isupper() and left[-1:].islower()):
        return 0.0
    if not context.language.counts_capitals:
        return WEAK_LOOKALIKE
    share = context.language.capital_share(normalized_word(right))
    is_name = share is not None and share >= _NAME and not right.isupper()
    is_no_name = share is not None and share < _NEVER_NAME and not right.isupper()
    begins = context.is_function_word(left)
    if left[:1].isupper():
        # `JetBrains`, `SomeFeature`, `IntoIterator`, but not `TheUnited`.
        is_start = not (is_no_name or _is_inside_sentence(context.text, low))
        if is_unspaced_line(left + right) or (begins and (is_name or is_start)):
            return 0.0
        return WEAK_LOOKALIKE if context.is_line or is_name else STRONG_LOOKALIKE
    # `segmentationThis` begins a sentence; a page about programs is full of `isEnabled`.
    follows = context.is_function_word(right)
    if is_no_name:
        return WEAK_LOOKALIKE if follows or (begins and context.is_line) else STRONG_LOOKALIKE
    return 0.0 if is_name or begins or follows else WEAK_LOOKALIKE


def is_unspaced_line(string: str) -> bool:
    """True for a line without its spaces: a name is not so long, unless all its words are capitalized."""
    if len(string) <= LONGEST_NAME or not is_western(string):
        return False
    return len(string) > 2 * LONGEST_NAME or _CAPITALIZED.fullmatch(string) is None


def _of_ending(context: Context, left: str, right: str) -> float:
    """Return the handicap of a possible compound or ending, which lexicons do not list completely."""
    is_compounding = context.language.code in _COMPOUNDING
    if not context.language.has_full_model and len(right) <= _LONGEST_ENDING and not right[:1].isupper():
        return STRONG_LOOKALIKE if is_compounding else WEAK_LOOKALIKE
    return LOOKALIKE if is_compounding and not (context.is_common(left) or context.is_common(right)) else 0.0


def _of_word(context: Context, low: int, high: int, left: str, right: str) -> float:
    """Return the handicap of a string that may be a name, a term or a word with a prefix."""
    text = context.text
    if context.is_alone(low, high):
        return ALONE
    if text[high : high + 2] == "- ":
        return STRONG_LOOKALIKE  # `infor- mation`
    total = 0.0 if context.is_line or context.common_words_around(low, high) else NO_SENTENCE
    if right.islower() and _is_prefix(context, left):
        total += STRONG_LOOKALIKE
    begins_name = left[:1].isupper() and not right[:1].isupper() and _is_inside_sentence(text, low)
    if begins_name and _begins_no_name(context, left):
        total += WEAK_LOOKALIKE  # `Bandsintown`, but not `Johnsaid`
    return total


def _is_inside_sentence(text: str, low: int) -> bool:
    return low > 1 and text[low - 1] == " " and text[low - 2].islower()


def _begins_no_name(context: Context, word: str) -> bool:
    share = context.language.capital_share(normalized_word(word))
    return share is not None and share < _NAME


def _is_prefix(context: Context, string: str) -> bool:
    word = normalized_word(string)
    cost = context.language.lexicon.cost(word)
    if _PREFIX.fullmatch(word):
        return cost is None or cost >= COMMON
    return _COMBINING.fullmatch(word) is not None and (cost is None or (cost >= _RARE_BITS and string.islower()))

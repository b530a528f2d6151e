"""Adjacent words that are separate, although they could be one."""

from __future__ import annotations

from textmend.passes.spacing.candidates import Candidate
from textmend.passes.spacing.notation.context import NEAR, REACH, Context
from textmend.passes.spacing.notation.handicaps import LOOKALIKE, NEVER, STRONG_LOOKALIKE, WEAK_LOOKALIKE
from textmend.patterns import pattern

__all__ = ["handicap"]

# `Buck et al.`, `i.e.`, `vs.`: their letters do not belong to a word next to them.
_CITATION = pattern(r"\bet al\b|\bi\. ?e\.|\be\. ?g\.|\bvs\.")
# A letter after a number is a unit or a variable: `400 K in`.
_NUMBER = pattern(r"[0-9] $")
_SHORT = 2
# A word in more pieces than these is clearly broken.
_FEW = 3
_RARE_BITS = 18.0  # bits
_JOINED = frozenset("'’_/=+")
_FEWEST_COMMON = 2
# Text with this many words is a sentence, and should contain frequent ones.
_SENTENCE_WORDS = 6


def handicap(context: Context, candidate: Candidate) -> float:
    """Return the handicap on several strings being one word."""
    if _is_no_join(context, candidate):
        return NEVER
    total = 0.0 if context.is_in_language(candidate.low, candidate.high) else LOOKALIKE
    parts = context.text[candidate.low : candidate.high].split(" ")
    are_words = all(len(part) == 1 or context.is_cheaper(part, _RARE_BITS) for part in parts)
    # `Dw i mewn`, `so dat e go`: words that form no word.
    if are_words and "".join(parts) not in context.language.lexicon:
        return NEVER
    if context.is_home and not context.is_sentence(candidate.low, candidate.high):
        # A name or a heading has no frequent words, either, but one that broke is in pieces that are no words.
        total += LOOKALIKE * (are_words or len(context.words_around(candidate.low, candidate.high)) >= _SENTENCE_WORDS)
    return total + _of_fragment(context, candidate, parts)


def _of_fragment(context: Context, candidate: Candidate, parts: list[str]) -> float:
    """Return the handicap of a join in text that is hardly a sentence of the language: `Pilih isi`, `Grape fruit`."""
    common = context.common_words_around(candidate.low, candidate.high) if context.is_home else 0
    if common >= _FEWEST_COMMON:
        return 0.0
    if "".join(parts) not in context.language.lexicon or all(context.is_cheaper(part, _RARE_BITS) for part in parts):
        return WEAK_LOOKALIKE if common else STRONG_LOOKALIKE
    return 0.0


def _is_no_join(context: Context, candidate: Candidate) -> bool:
    text, lexicon = context.text, context.language.lexicon
    left, right = text[candidate.low : candidate.start].split(" "), text[candidate.end : candidate.high].split(" ")
    before, after = text[max(0, candidate.low - 1) : candidate.low], text[candidate.high : candidate.high + 1]
    whole = "".join(left + right)
    is_alphabet = len(whole) == len(left) + len(right) and sorted(whole) == list(whole)
    if is_alphabet or before in _JOINED or after in _JOINED or before.isdigit():
        return True
    if after.isdigit() and not context.is_common(whole):
        return True
    if len(left) + len(right) <= _FEW and (
        # `a t-butyl group`, `We re-issue`: the words on both sides are whole.
        (before == "-" and len(left[0]) <= _SHORT and right[-1] in lexicon)
        or (after == "-" and len(right[-1]) <= _SHORT and left[0] in lexicon)
    ):
        return True
    if _CITATION.search(text, max(0, candidate.low - NEAR), candidate.high + NEAR):
        return True
    # `Mac OS X`, `VALE Na`: a capital begins a word unless all are capitals, of which one is an initial: `C O P D`.
    if right[0][0].isupper() and (len(right[0]) == 1 or not whole.isupper()):
        return True
    is_unit = len(left[-1]) == 1 and _NUMBER.search(text, max(0, candidate.low - REACH), candidate.low) is not None
    return is_unit and context.is_usual(right[0])

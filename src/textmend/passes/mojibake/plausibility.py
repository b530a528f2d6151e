"""Whether the result of undoing a transcoding is plausible: words of a language, and all of it in one that is known."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from textmend.lang import STEPS_PER_BIT
from textmend.passes.mojibake import sequences
from textmend.passes.mojibake.evidence import EASTERN, Word, without_marks
from textmend.passes.mojibake.transcodings import UNSPACED, Transcoding

if TYPE_CHECKING:
    from textmend.passes.mojibake._char_bigrams import CharBigramModel

__all__ = ["is_language", "is_text"]

# A word may get this many bits less likely, as rare names do, before it counts as harmed.
_HARM_BITS = 8.0
# The maximum cost of correct text, in bits for each byte of its encoding; capitals and short names cost more, which the
# constant allows for. Of sentences in Latin, Cyrillic, Greek, Hebrew and Arabic letters 1 in 100 costs 4.8 a letter; a
# list of names in a language that is not known here became Latvian at 5.3 (`Fîlîpîn û Brîtanya`). Thai and Chinese cost
# 5.
_MOST_BITS_PER_BYTE, _MOST_BITS_PER_BYTE_UNSPACED, _CONSTANT_BITS = 4.5, 5.2, 14.0
# One word alone may be letters listed as such (`âêéñà` would be вкйса, at 6.7 bits a letter).
_CONSTANT_BITS_ONE_WORD = 8.0
# The same with the ASCII words around it, which a legacy encoding leaves unchanged: sentences of 25 languages that are
# known well cost 3.5 to 4.1 a character, Albanian as Lithuanian 4.7.
_MAX_RESULT_BITS_PER_CHAR = 4.3

# The same for each Han, Kana or Hangul letter: of 2,300 names and pieces of Chinese, Japanese and Korean 1 in 100 costs
# more, and so does most of what other letters become by chance (`æøåÆØÅ` would be 染樣唜).
_MOST_BITS_PER_EASTERN_CHAR, _EASTERN_CONSTANT_BITS = 11.0, 4.0

# Text has no more symbols among its characters beyond ASCII than 1 in 3: `Δx` must not become `┐x`.
_MOST_SYMBOLS = 3


def is_language(char_bigram_model: CharBigramModel, text: str) -> bool:
    """Whether a text, with its ASCII words, is likely in one of the languages that are known well."""
    most = STEPS_PER_BIT * (_MAX_RESULT_BITS_PER_CHAR * len(text) + _CONSTANT_BITS)
    return char_bigram_model.cost(text, 0, len(text), True) <= most


def is_text(char_bigram_model: CharBigramModel, text: str, words: list[Word], transcoding: Transcoding) -> bool:
    """Whether each of the words is at least about as likely as it was, and all together look like a language.

    The result of undoing a legacy encoding must not be mojibake itself: UTF-8 in two wrong decodings is UTF-8 in one,
    which was tried already (`mГ©dicament` must not become `m√©dicament`).
    """
    known = transcoding.true != "utf-8"
    for start, end, word in words:
        was = char_bigram_model.cost(text, start, end, False)
        if char_bigram_model.cost(word, 0, len(word), known) > was + STEPS_PER_BIT * _HARM_BITS:
            return False
    if not known:
        return True
    # The marks around words do not matter.
    together = " ".join(without_marks(word) for _, _, word in words)
    foreign = [character for character in together if character >= "\x80"]
    symbols = sum(unicodedata.category(character)[0] == "S" for character in foreign)
    if symbols * _MOST_SYMBOLS > len(foreign) or sequences.is_bad(together):
        return False
    if eastern := "".join(EASTERN.findall(together)):
        most = STEPS_PER_BIT * (_MOST_BITS_PER_EASTERN_CHAR * len(eastern) + _EASTERN_CONSTANT_BITS)
        if char_bigram_model.cost(eastern, 0, len(eastern), True) > most:
            return False
    size = len(together.encode(transcoding.true, "replace"))
    each, constant = _MOST_BITS_PER_BYTE, _CONSTANT_BITS if len(words) > 1 else _CONSTANT_BITS_ONE_WORD
    if transcoding.true in UNSPACED:
        each, constant = _MOST_BITS_PER_BYTE_UNSPACED, _CONSTANT_BITS
    return char_bigram_model.cost(together, 0, len(together), True) <= STEPS_PER_BIT * (each * size + constant)

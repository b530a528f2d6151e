"""The encodings that files had before UTF-8, and how likely bytes are as text in one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from textmend.lang import STEPS_PER_BIT
from textmend.passes.mojibake.char_bigrams import char_bigram_model

__all__ = ["ENCODINGS", "STRAY", "bits", "bits_of_sample", "is_right", "read", "stand_in"]

#: A byte that was not decoded, in the form of Python's error handler "surrogateescape".
STRAY = re.compile("[\udc80-\udcff]")

#: The candidate encodings of a file that is not UTF-8, and by how many bits each is rarer than the first. Where the
#: text is no evidence, as with a single é, this decides. On the web Windows-1252 with Latin-1 is a third of what is not
#: UTF-8, Windows-1251 and the encodings of East Asia are a tenth each, the other Windows code pages and EUC-JP a
#: fiftieth, those of ISO and KOI8 less (w3techs.com); those of consoles and of the Macintosh occur in old files alone.
#: GB18030 includes GBK, CP949 includes EUC-KR, and KOI8-U differs from KOI8-R in what is a letter of Ukrainian or a
#: line.
ENCODINGS: Mapping[str, float] = MappingProxyType(
    {
        "cp1252": 0.0, "cp1251": 2.0, "shift_jis": 2.0, "gb18030": 2.0, "cp949": 2.0,
        "euc_jp": 4.0, "big5": 4.0, "cp1250": 4.0, "cp1254": 4.0, "cp1253": 4.0, "cp1255": 4.0, "cp1256": 4.0,
        "cp874": 4.0, "cp1257": 5.0, "iso8859_2": 5.0, "koi8_u": 5.0, "iso8859_5": 7.0, "iso8859_7": 7.0,
        "iso8859_15": 7.0, "cp866": 6.0, "mac_roman": 7.0, "cp850": 7.0, "cp852": 8.0, "cp932": 7.0, "cp1258": 8.0,
    }
)  # fmt: skip
# In bits, added to what a character model says of such characters, which is all about correct text. A byte that the
# encoding leaves undefined, to which it gives 16: a file with a damaged byte in some lines is still in it. A control
# character of the second row or one of private use, which text never has. An isolated accent; a mark, a box or
# a digit of another script inside a word or at its start: these were letters of another encoding. One or two
# characters of East Asia in a word of Latin letters: these were two or four. A letter of another script as a word of
# its own between words of Latin ones.
_UNDECODED, _CONTROL_BITS, _ODD_BITS, _EASTERN, _LONE_BITS = 4.0, 12.0, 6.0, 8.0, 16.0
_SPACING_ACCENTS = "ˇ˘¸˛˝˙¨¯"
_UNLIKELY = re.compile(f"[\x7f-\x84\x86-\x9f\udc80-\udcff\ue000-\uf8ff{_SPACING_ACCENTS}]")
_SYMBOL_OR_DIGIT = re.compile("[™‰─-▟”…¹²³¼½¾¿¡«»©®ªº¤¦٠-٩۰-۹฿๏๐-๛]")
_EASTERN_RUN = re.compile("[⺀-鿿가-힣豈-﫿︰-﹏！-￮]+")
_LETTER_BEFORE_LATIN = re.compile("[Ͱ-῿](?= [A-Za-z])")
_EASTERN_FORM = re.compile("[︰-﹏！-￮]")
_LONGEST_INSIDE = 2


# Words with more than ASCII in them. One in another language than those around it is as likely as one of 32 of these.
_FOREIGN_WORD = re.compile(r"[^\s\x80-\U0010ffff]*[^\x00-\x7f\s]\S{,40}")
_OWN_LANGUAGE = 5.0
# In steps: one bit.
_RIGHT = 1 * STEPS_PER_BIT


def read(data: bytes, encoding: str) -> str:
    """Decode bytes; those that the encoding leaves undefined become the form of `STRAY`."""
    return data.decode(encoding, "surrogateescape")


def bits(text: str) -> float:
    """How unlikely a text is, in bits: -log2 of its probability in the language that it is likeliest in."""
    return _plain_bits(text) + _oddities(text)


def _plain_bits(text: str) -> float:
    return float(char_bigram_model().cost(text, 0, len(text), True)) / STEPS_PER_BIT


def _oddities(text: str) -> float:
    """The bits of characters where text has no such thing, but another encoding has letters."""
    cost = 0.0
    if text.isascii():
        return cost
    for character in _UNLIKELY.findall(text):
        is_control = character < "\xa0" or character > "\udfff"
        cost += _ODD_BITS if character in _SPACING_ACCENTS else _CONTROL_BITS if is_control else _UNDECODED
    # Searches for one class of characters are fast; their neighbours are checked only where there are some.
    for match in _SYMBOL_OR_DIGIT.finditer(text):
        cost += _ODD_BITS * _is_odd(text, match.start())
    for match in _LETTER_BEFORE_LATIN.finditer(text):
        cost += _LONE_BITS * _is_lone(text, match.start())
    for match in _EASTERN_RUN.finditer(text):
        start, end = match.span()
        if end - start <= _LONGEST_INSIDE and _is_inside(text, start, end):
            cost += _EASTERN
    return cost


def _is_odd(text: str, at: int) -> bool:
    """Whether there is a mark in the place of a letter."""
    mark, before, behind = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if "─" <= mark <= "▟" or "٠" <= mark <= "๛":
        return before.isalpha() or behind.isalpha()
    if mark in "™‰":
        return behind.isalpha()
    if mark in "”…":
        return before in ("'", "’") and behind.isalpha()
    return before.islower() and behind.islower()


def _is_lone(text: str, at: int) -> bool:
    """Whether a letter is a word of its own after one of Latin letters."""
    return at > 1 and text[at - 1] == " " and text[at - 2].isalpha() and text[at - 2] < "ɐ"


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether a few characters of East Asia touch Latin letters, or are one form of a mark alone."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    touches = ("A" <= before < "ɐ" and before.isalpha()) or ("A" <= behind < "ɐ" and behind.isalpha())
    return touches or (end - start == 1 and _EASTERN_FORM.match(text[start]) is not None)


def bits_of_sample(known: str, text: str) -> float:
    """The same for a text in which each word may be in a language of its own, as names and quotations are.

    Args:
        known: what is text for certain, so that nothing in it is odd.
        text: what may be.
    """
    both = known + text
    words = _FOREIGN_WORD.findall(both)
    rest = _plain_bits(_FOREIGN_WORD.sub("", both))
    apart = rest + _OWN_LANGUAGE * len(words) + sum(map(_bits_of_word, words))
    return min(_plain_bits(both), apart) + _oddities(text)


_bits_of_word = lru_cache(maxsize=1 << 12)(_plain_bits)  # readings of a file differ in some words, and share the others


def is_right(text: str) -> bool:
    """Whether a text of East Asia costs no more than correct text, so that no other reading of its bytes is worth a
    look.

    For Latin letters that would be premature: nearly all of them are correct in some language.
    """
    return _EASTERN_RUN.search(text) is not None and bool(
        char_bigram_model().excess_per_char(text, 0, len(text), 0) <= _RIGHT
    )


def stand_in(start: bytes, text: str) -> str:
    """Return the characters that a UTF-8 sequence may have been before its end was lost.

    Args:
        start: what is left of it.
        text: the text around it, whose characters with the same beginning are included, too.
    """
    length = 2 if start[0] < 0xE0 else 3 if start[0] < 0xF0 else 4
    found = {character for character in text if character > "\x7f" and _utf8(character).startswith(start)}
    if len(start) == length - 1:
        found.update((start + bytes([last])).decode("utf-8", "ignore") for last in range(0x80, 0xC0))
    else:
        found.update(character for character in _TYPICAL if _utf8(character).startswith(start))
    return "".join(found)


# One letter or more for each first byte of a UTF-8 sequence of three or four: how likely such a character is here.
_TYPICAL = "अกạა’の中好学空這风한다가ＡＢ、😀𠀀一不人了大的说"


def _utf8(character: str) -> bytes:
    return character.encode("utf-8", "surrogatepass")

"""Spellings that unidecode lacks, or has in a form that readers do not expect, and those specific to a language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

__all__ = ["LANGUAGES", "spelling"]

# Where unidecode's spelling is empty, or one that nobody would write.
_OWN_SPELLINGS: Mapping[str, str] = {
    "ə": "e", "Ə": "E",  # unidecode: @, in the middle of Azerbaijani words
    "ʻ": "'", "ʽ": "'",  # unidecode: a grave accent, which opens code
    "«": '"', "»": '"', "„": '"', "‟": '"', "‹": "'", "›": "'", "‚": "'", "″": '"',  # unidecode: <<, two commas, ''
    "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "⇔": "<=>",  # unidecode: - and =
    "≠": "!=", "≈": "~", "⁄": "/", "∕": "/", "∙": "*", "⋅": "*", "∼": "~",
    "£": "GBP",  # unidecode: PS
}  # fmt: skip

_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
_DANISH = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}
# By language, the letters that it spells differently from others. The spelling after "^" is for the start of a word,
# one after a letter for the position following that letter.
LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "de": _GERMAN,  # DIN 5007-2, as in passports
    # ICAO 9303, as in passports and as before the letters were in use
    "da": _DANISH,
    "no": _DANISH,
    "nb": _DANISH,
    "nn": _DANISH,
    # Resolution 55 of the Cabinet of Ministers of Ukraine, 2010
    "uk": {
        "г": "h", "зг": "gh", "ґ": "g", "є": "ie", "^є": "ye", "и": "y", "і": "i", "ї": "i", "^ї": "yi", "й": "i",
        "^й": "y", "х": "kh", "ц": "ts", "щ": "shch", "ю": "iu", "^ю": "yu", "я": "ia", "^я": "ya", "ь": "", "’": "",
    },
    # Transliteration Act of Bulgaria, 2009
    "bg": {"ж": "zh", "й": "y", "х": "h", "ц": "ts", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"},
}  # fmt: skip


def spelling(text: str, at: int, language: str) -> str | None:
    """Return the ASCII spelling of one character of a text; None when none is known, "" when it is mute.

    Args:
        text: the text.
        at: the position of the character.
        language: the language whose spelling to use, as an ISO 639-1 code; "" for none in particular.
    """
    character = text[at]
    if language:
        spelled = _in_language(text, at, LANGUAGES[language])
        if spelled is not None:
            return spelled
    spelled = (
        _OWN_SPELLINGS.get(character) or _unidecoded(character) or _unidecoded(unicodedata.normalize("NFKC", character))
    )
    # The spaces that unidecode puts around Hanzi and fractions separate them from their neighbours.
    if spelled[:1] == " " and not text[at - 1 : at].isalnum():
        spelled = spelled[1:]
    if spelled[-1:] == " " and not text[at + 1 : at + 2].isalnum():
        spelled = spelled[:-1]
    return spelled or None


def _in_language(text: str, at: int, letters: Mapping[str, str]) -> str | None:
    character = text[at]
    small = character.lower()
    if character == "\N{COMBINING DIAERESIS}" and letters is _GERMAN and text[at - 1 : at] in tuple("aouAOU"):
        spelled: str | None = "e"  # a letter and its dots are separate: the letter is there already
    elif small == "’" and not (text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()):
        return None
    else:
        before = text[at - 1 : at].lower() if at else ""
        start = "^" if not before.isalpha() and before not in tuple("'’ʼ") else before
        spelled = letters.get(start + small, letters.get(character, letters.get(small)))
    if not spelled or (character == small and character.isalpha()):
        return spelled
    return spelled.upper() if _is_capital(text, at) else spelled.capitalize() if character != small else spelled


def _is_capital(text: str, at: int) -> bool:
    """True when the letter is among capitals: ÄRGER, ÜBER."""
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return behind.isupper() if behind.isalpha() else before.isupper()


def _unidecoded(characters: str) -> str:
    from unidecode import unidecode_expect_nonascii

    if any("\ud800" <= character <= "\udfff" for character in characters):  # unidecode would warn
        return ""
    spelled: str = unidecode_expect_nonascii(characters)
    return spelled

"""Which rules restyle a text on purpose. Their edits are counted separately; all others harm a text that is sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from benchmarks.quality.sound import kinds

__all__ = ["RESTYLING", "Restyling", "is_restyling"]


class Restyling(NamedTuple):
    """Where the edits of a rule are a matter of style, and why they are.

    Attributes:
        reason: why a preset makes them in sound text.
        where: whether that is so in a kind of text. Elsewhere the same edit is harm.
    """

    reason: str
    where: Callable[[str], bool]


def _anywhere(_kind: str) -> bool:
    return True


def _is_hard_wrapped(kind: str) -> bool:
    return kind in kinds.HARD_WRAPPED


def _has_dashes(kind: str) -> bool:
    return kind in kinds.WITH_DASHES


def _is_no_syntax(kind: str) -> bool:
    return kinds.group_of(kind) not in kinds.SYNTAX


_STRAIGHT = Restyling("quotes=straight asks for ASCII marks", _anywhere)
_TYPED = Restyling("quotes=straight asks for ASCII marks; in TeX and code the same marks are syntax", _has_dashes)
_CURLY = Restyling("quotes=typographic asks for curly marks; in code and data a straight one is syntax", _is_no_syntax)
_DASH = Restyling("typewriter hyphens of prose are set as the dash that they stand for", _has_dashes)
_LINES = Restyling("presets for pages and mail undo the wrapping of prose", _is_hard_wrapped)
_ASCII = Restyling("preset ascii is asked for ASCII", _anywhere)

# Ligatures, soft hyphens, zero-width characters, spaces next to marks, hyphens at line ends, page furniture and all
# of pass mojibake are not here: what they change in sound text is an error of judgement.
RESTYLING: Mapping[str, Restyling] = MappingProxyType(
    {
        "quotes/straighten": _STRAIGHT,
        "quotes/accent": _TYPED,
        "quotes/backtick": _TYPED,
        "quotes/double": _CURLY,
        "quotes/single": _CURLY,
        "quotes/apostrophe": _CURLY,
        "quotes/elision": _CURLY,
        "quotes/prime": _CURLY,
        "quotes/alternate": _CURLY,
        "characters/space": Restyling("no-break and other odd spaces are made plain", _anywhere),
        "characters/nfc": Restyling("decomposed letters are composed", _anywhere),
        "characters/entity": Restyling("preset web is asked to decode character references", _anywhere),
        "characters/escape": Restyling("presets email and web are asked to decode escapes in words", _anywhere),
        "characters/percent": Restyling("presets email and web are asked to decode percent-encoded words", _anywhere),
        "dashes/double-hyphen": _DASH,
        "dashes/spaced-hyphen": _DASH,
        "dashes/range": _DASH,
        "layout/join": _LINES,
        "layout/paragraph": _LINES,
        "layout/indent": _LINES,
        "layout/page-break": _LINES,
        "layout/double-spacing": _LINES,
        "layout/justified": _LINES,
        "layout/blank-lines": _LINES,
        "layout/trailing-space": _LINES,
        "ascii/transliterate": _ASCII,
        "ascii/mark": _ASCII,
    }
)


def is_restyling(rule: str, kind: str) -> bool:
    """Whether the edits of a rule are a matter of style in texts of a kind."""
    style = RESTYLING.get(rule)
    return style is not None and style.where(kind)

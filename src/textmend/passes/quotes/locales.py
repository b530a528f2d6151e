"""The roles that a straight mark can play, and the mark that each locale has for them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

__all__ = ["LOCALES", "Role"]


class Role(Enum):
    """What a mark stands for."""

    OPEN_DOUBLE = "open double"
    CLOSE_DOUBLE = "close double"
    OPEN_SINGLE = "open single"
    CLOSE_SINGLE = "close single"
    APOSTROPHE = "apostrophe"
    PRIME = "prime"
    DOUBLE_PRIME = "double prime"


def _marks(open_double: str, close_double: str, open_single: str, close_single: str) -> Mapping[Role, str]:
    return {
        Role.OPEN_DOUBLE: open_double,
        Role.CLOSE_DOUBLE: close_double,
        Role.OPEN_SINGLE: open_single,
        Role.CLOSE_SINGLE: close_single,
        # The apostrophe is ’ everywhere, also where that is not the closing mark (German „Einstein’sche“).
        Role.APOSTROPHE: "\N{RIGHT SINGLE QUOTATION MARK}",
        Role.PRIME: "\N{PRIME}",
        Role.DOUBLE_PRIME: "\N{DOUBLE PRIME}",
    }


# French sets guillemets off by a narrow no-break space, also the inner ones.
LOCALES: Mapping[str, Mapping[Role, str]] = {
    "en": _marks("\u201c", "\u201d", "\u2018", "\u2019"),
    "de": _marks("\u201e", "\u201c", "\u201a", "\u2018"),
    "fr": _marks("«\u202f", "\u202f»", "‹\u202f", "\u202f›"),
}

"""The marks that each locale has for the roles of a straight mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from textmend.errors import UnknownNameError
from textmend.lang.delimiters import delimiters, shorter_tags
from textmend.passes.quotes._mark_roles import CLOSE_DOUBLE, CLOSE_SINGLE, OPEN_DOUBLE, OPEN_SINGLE
from textmend.passes.quotes._quote_marks import Mark

__all__ = ["Locale", "find", "of_marks"]

_NARROW = "\N{NARROW NO-BREAK SPACE}"
_WIDE_SPACE = "\N{NO-BREAK SPACE}"

# Countries whose books differ from CLDR 48.
_MARKS_BY_LOCALE: Mapping[str, str] = {
    "de-CH": "«»‹›",  # Duden, and the guide of the Federal Chancellery; CLDR has the marks of Germany
    "de-LI": "«»‹›",
    "en-GB": "‘’“”",  # Hart's Rules: single marks, and double ones inside; CLDR has those of America
    "fr": "«»“”",  # CLDR has guillemets in guillemets, which only the national printing office requires
    "fr-CA": "«»“”",  # after the Office québécois de la langue française; CLDR has the inner ones the wrong way round
    "nl": "“”‘’",  # CLDR has single marks for both, which makes inner and outer indistinguishable
}
# French guillemets have a no-break space inside: a narrow one in France (Lexique des règles typographiques
# en usage à l'Imprimerie nationale), a full one in Canada.
_INNER_SPACES: Mapping[str, str] = {"fr": _NARROW, "fr-CA": _WIDE_SPACE}
# Locales whose outer mark is a single one, and where each quotation gets the mark of its level. Elsewhere single marks
# stay single, for those of a British book or a gloss occur outside, too.
_BY_LEVEL = frozenset({"en-GB"})


class Locale:
    """The marks of one locale.

    Attributes:
        name: its BCP 47 tag.
        language: the language of the tag.
        marks: its four marks: outer opening and closing, inner opening and closing.
        is_alternating: whether marks open and close alternately, for lack of other evidence: Chinese and Japanese have
            no spaces around them.
    """

    def __init__(self, name: str, marks: str, space: str, *, by_level: bool) -> None:
        self.name = name
        self.marks = marks
        self.language = name.partition("-")[0]
        self.is_alternating = self.language in ("zh", "ja", "yue")
        outer_open, outer_close, inner_open, inner_close = (
            f"{mark}{space}" if mark in "«‹" else f"{space}{mark}" if mark in "»›" else mark for mark in marks
        )
        # The apostrophe is ’ everywhere, also where that is not the closing mark (German „Einstein’sche“).
        rest = ("\N{RIGHT SINGLE QUOTATION MARK}", "\N{PRIME}", "\N{DOUBLE PRIME}")
        self._roles = (outer_open, outer_close, inner_open, inner_close, *rest)
        self._by_level = by_level

    def curl(self, text: str, marks: Sequence[Mark]) -> Iterator[tuple[Mark, str, str]]:
        """Yield the straight ones among the marks of a paragraph of `text`: which it is, and its replacement."""
        roles = self._leveled(text, marks) if self._by_level else [mark.role for mark in marks]
        for mark, role in zip(marks, roles, strict=True):
            old = text[mark.at]
            if old in "\"'":
                yield mark, old, self._roles[role]

    @staticmethod
    def _leveled(text: str, marks: Sequence[Mark]) -> Iterator[int]:
        """Yield the roles by level: outer marks for a mark outside all quotations, then inner and outer in turn."""
        levels: list[tuple[int, bool]] = []  # for each open quotation, its closing mark, and whether it has outer marks
        for mark in marks:
            role = mark.role
            if mark.reason or role not in (OPEN_DOUBLE, CLOSE_DOUBLE, OPEN_SINGLE, CLOSE_SINGLE):
                yield role
            elif role in (OPEN_DOUBLE, OPEN_SINGLE):
                curly = text[mark.at] not in "\"'"
                # The outer mark is the single one here, so a curly one is a form of that.
                is_outer = (
                    text[mark.at] == "\N{LEFT SINGLE QUOTATION MARK}" if curly else not (levels and levels[-1][1])
                )
                levels.append((CLOSE_DOUBLE if role == OPEN_DOUBLE else CLOSE_SINGLE, is_outer))
                yield OPEN_DOUBLE if is_outer else OPEN_SINGLE
            else:
                is_outer = role == CLOSE_SINGLE
                if any(close == role for close, _ in levels):
                    while (closed := levels.pop())[0] != role:
                        pass
                    is_outer = closed[1]
                yield CLOSE_DOUBLE if is_outer else CLOSE_SINGLE


@cache
def find(name: str) -> Locale:
    """Return a locale by its BCP 47 tag; de-AT has the marks of de.

    Raises:
        UnknownNameError: CLDR has no such language.
    """
    for tag in shorter_tags(name):
        marks = _MARKS_BY_LOCALE.get(tag) or delimiters().get(tag)
        if marks:
            return Locale(name, marks, _space(name), by_level=tag in _BY_LEVEL)
    raise UnknownNameError("locale", name, sorted({*delimiters(), *_MARKS_BY_LOCALE}))


def of_marks(locale: Locale, marks: str) -> Locale:
    """Return a locale with other marks: outer opening and closing, inner opening and closing."""
    return Locale(locale.name, marks, _space(locale.name), by_level=False)


def _space(name: str) -> str:
    return next((_INNER_SPACES[tag] for tag in shorter_tags(name) if tag in _INNER_SPACES), "")

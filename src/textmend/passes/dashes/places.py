"""Places of traces: the text on both sides of a mark that may have been a dash."""

from __future__ import annotations

from functools import cached_property

from textmend.lang import WORD
from textmend.lang.detect import detect
from textmend.patterns import at_end, pattern

__all__ = ["BEGINS_WORD", "ENGLISH", "Place", "ends_word", "place"]

# How far to look on either side, inside the line: a clause or two. Bounded, so that any line costs the same.
_PLACE_WINDOW_CHARS = 80

# Common English words, without those that are as common in another language (in, a, was, on, do, no). A place near
# some of them is in an English sentence, and not in code, a list of titles, or another language, whose dash may differ.
_COMMON_WORDS = (
    "the and of to is it its be are were been this that these those which who whose what how when while with but not "
    "if or by from than then there he she they you his their our your my us them has have would can could may might "
    "must does did all more most only even just such one into about because after before over under between through "
    "i'm it's that's don't didn't isn't wasn't can't"
)
ENGLISH = frozenset(_COMMON_WORDS.split())
# Except a, I and O, and those beyond ASCII of other languages (à, é, ó, y has none).
_NOT_A_WORD = "(?:[b-zB-HJ-NP-Z]|(?![àáèéêíòóôúаеиоуявксАЕИОУЯВКСіÀÁÈÉÊÍÒÓÔÚІ])[^\\W\\d_a-zA-Z])"
# An isolated letter that is not a word: `x - y`, `A - Z`, but not `i.e.` nor the `s` of `the '60s`.
_LONE_LETTER_BEFORE = pattern(rf"(?:^|[\s(]){_NOT_A_WORD}$")
_LONE_LETTER_BEHIND = pattern(rf"{_NOT_A_WORD}(?:[\s)]|$)")

# A parenthesis whose marks touch it, seen from both of these: `the bridge --the old one-- is closed`. A single word
# between them may be an option.
_INNER = r"(?:(?!--)\S)+ (?:(?!--).)*"
_CLOSED_LATER = rf"{_INNER}(?<=\w)(?<!\b1\d)--+(?=$|[\s,;:.?!)])"
_OPENS = pattern(_CLOSED_LATER)
_OPENED_BEFORE = pattern(rf"(?<=[\w,;:.)] )--+{_INNER}$")
_CLOSES_CLAUSE = pattern(r"$|[\s,;:.?!)]")

# Signs that prose hardly has, unlike code, commands, tables, formulas and patches. A dollar sign is not one of them.
_CODE_SIGN = pattern(
    r"[={}|\\\t^]|[<>]\s|\(\)|::|&&|;$|[-+*/] [-+*/]|   |^\s*(?:[$>]|#+|%+|;+|//+|--)(?:\s|$)"
    rf"|\s-(?:-(?!{_CLOSED_LATER}))?[A-Za-z]"
    r"|\b(?:git|npm|npx|yarn|pnpm|cargo|docker|kubectl|sudo|pytest|python3?|grep|ssh|rm|mv|cp|tar|poetry)\s"
    r"|\b(?:SELECT|FROM|WHERE|INSERT|UPDATE|CREATE)\s"
)

# Closing marks may occur before a dash and opening ones after it; a straight quote is whichever fits.
_ENDS_WORD = pattern(r"(?:\w|[\w.,!?\u2026][\"'\u201d\u2019]|[,;:.!?\u2026)\]%])$")
BEGINS_WORD = pattern(r"[\"'\u201c\u2018(\[]?[$\xa3\u20ac]?\w")
# A dash may break a sentence off: “But--” and "who do it or --?".
_BREAKS_OFF = pattern(r"$|[?!]|[\"'\u201d\u2019](?:\W|$)")
_ENDS_SENTENCE = pattern(r"[.!?\u2026]\s")
_DASH_SIGN = pattern(r"[\u2013\u2014]|--+| - ")


class Place:
    """A trace, and its line on both sides as far as the window goes, without the spaces in between."""

    def __init__(self, start: int, end: int, mark: str, before: str, behind: str, spaces: tuple[int, int]) -> None:
        self.start = start
        self.end = end
        self.mark = mark
        self.before = before
        self.behind = behind
        self.spaces = spaces

    @property
    def last_word(self) -> str:
        words = WORD.findall(self.before[-_PLACE_WINDOW_CHARS // 2 :])
        return words[-1] if words else ""

    @property
    def first_word(self) -> str:
        word = WORD.search(self.behind)
        return word.group() if word else ""

    @cached_property
    def english(self) -> int:
        """The number of common English words nearby."""
        words = WORD.findall(self._near.lower().replace("\u2019", "'"))
        return sum(map(ENGLISH.__contains__, words))

    @cached_property
    def language(self) -> str:
        """The language of the nearby text, as its ISO 639-1 code; empty when it cannot be detected."""
        return "en" if self.english >= 2 else detect(self._near)

    @property
    def _near(self) -> str:
        """The evidence for the language: in a pair, what both see, lest one becomes a dash and the other does not."""
        inside = len(self.parenthesis)
        if not inside:
            return f"{self.before} {self.behind}"
        left, right = (
            (_PLACE_WINDOW_CHARS - inside, _PLACE_WINDOW_CHARS)
            if self.spaces[0]
            else (_PLACE_WINDOW_CHARS, _PLACE_WINDOW_CHARS - inside)
        )
        return f"{self.before[-left:] if left > 0 else ''} {self.behind[: max(right, 0)]}"

    @cached_property
    def parenthesis(self) -> str:
        """What this and another mark touching it enclose, each with a space on its other side; else empty."""
        if self.spaces[0]:
            inside = None if self.spaces[1] else _OPENS.match(self.behind)
        else:
            closes = self.spaces[1] or _CLOSES_CLAUSE.match(self.behind)
            inside = _OPENED_BEFORE.search(self.before) if closes else None
        return inside.group() if inside else ""

    @property
    def opens(self) -> bool:
        """True when it is the first, third, ... dash of its sentence."""
        sentence = _ENDS_SENTENCE.split(self.before)[-1]
        return len(_DASH_SIGN.findall(sentence)) % 2 == 0

    @property
    def breaks_off(self) -> bool:
        return bool(_BREAKS_OFF.match(self.behind))

    @property
    def has_lone_letter(self) -> bool:
        return bool(at_end(_LONE_LETTER_BEFORE, self.before, 3) or _LONE_LETTER_BEHIND.match(self.behind))

    @property
    def is_code(self) -> bool:
        if self.parenthesis:  # half of which looks like an option
            before, behind = " " * self.spaces[0], " " * self.spaces[1]
            return bool(_CODE_SIGN.search(f"{self.before}{before}{self.mark}{behind}{self.behind}"))
        return bool(_CODE_SIGN.search(self.before) or _CODE_SIGN.search(self.behind))


def ends_word(text: str) -> bool:
    """True when a text ends with a word, or with marks that may end one before a dash."""
    return at_end(_ENDS_WORD, text, 3) is not None


def place(text: str, start: int, end: int) -> Place:
    """Return the place of the mark `text[start:end]`."""
    low = max(start - _PLACE_WINDOW_CHARS, 0)
    low = text.rfind("\n", low, start) + 1 or low
    high = text.find("\n", end, end + _PLACE_WINDOW_CHARS)
    high = end + _PLACE_WINDOW_CHARS if high < 0 else high
    left, right = text[low:start], text[end:high]
    before, behind = left.rstrip(" "), right.lstrip(" ")
    spaces = (len(left) - len(before), len(right) - len(behind))
    return Place(start, end, text[start:end], before, behind, spaces)

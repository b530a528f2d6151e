"""Dashes: the ones that typewriters, plain-text habits and wrong decodings flattened, made dashes again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from textmend.edits import Edit
from textmend.errors import OptionError
from textmend.lang import WORD
from textmend.passes.base import Cues, Options, Pass, Proposal, Reach, Rule, View
from textmend.patterns import pattern

__all__ = ["DashesOptions", "DashesPass"]

_EM = "\N{EM DASH}"
_EN = "\N{EN DASH}"

# How a clause dash is written, with its spaces.
_STYLES = {"em": _EM, "spaced-em": f" {_EM} ", "spaced-en": f" {_EN} "}

# A text shows a style of its own by as many dashes between words as this, nine of ten in one style.
_OWN_DASHES = 3
_OWN_SHARE = 0.9
_OWN_DASH = pattern(rf"[{_EM}{_EN}](?:(?P<closed>(?<=[^\W\d_]{_EM})(?=[^\W\d_]))|(?<=[^\W\d_] .)(?= [^\W\d_]))")

# Two or three hyphens; a hyphen between spaces; UTF-8 dashes with the last byte (“ for –, ” for —) flattened to
# a straight quote, as windows-1252 and windows-1251 show them, and whole ones as cp850 shows them.
_TRACE = pattern(r'(?<!-)-{2,3}(?!-)|(?<=[^\s-] )-(?= [^\s-])|(?<=â)€"|(?<=в)Ђ"|Ô(?=Ç[öô])')
_MAY_BEGIN_TRACE = pattern("[-€ЂÔ]")
_WHOLE_MOJIBAKE = {"ÔÇö": _EM, "ÔÇô": _EN}

# How far to look on either side, inside the line: a clause or two. Bounded, so that any line costs the same.
_WINDOW = 80

# Common English words, without those that are as common in another language (in, a, was, on, do, no). Where some
# stand near, so does an English sentence, and no code, list of titles, or other language, whose dash may differ.
_COMMON_WORDS = (
    "the and of to is it its be are were been this that these those which who whose what how when while with but not "
    "or if by from than then there he she they you his their our your my us them has have would can could may might "
    "must does did all more most only even just such one into about because after before over under between through "
    "i'm it's that's don't didn't isn't wasn't can't"
)
_ENGLISH = frozenset(_COMMON_WORDS.split())
# A letter that stands alone and is no word: `x - y`, `A - Z`, but not `i.e.` nor the `s` of `the '60s`.
_LONE_LETTER_BEFORE = pattern(r"(?:^|[\s(])[b-zB-HJ-NP-Z]$")
_LONE_LETTER_BEHIND = pattern(r"[b-zB-HJ-NP-Z](?:[\s)]|$)")

# What prose hardly has, and code, commands, tables, formulas and patches do. A dollar sign is none of it.
_CODE = pattern(
    r"[={}|\\\t^]|[<>]\s|\(\)|::|&&|;$|[-+*/] [-+*/]|   |\s--?[A-Za-z]|^\s*[$>#%]\s"
    r"|\b(?:git|npm|npx|yarn|pnpm|cargo|docker|kubectl|sudo|pytest|python3?|grep|ssh|rm|mv|cp|tar|poetry)\s"
    r"|\b(?:SELECT|FROM|WHERE|INSERT|UPDATE|CREATE)\s"
)
# Marks that make an identifier of the words they join: `card__title--big`, `/srv/a--b`.
_IDENTIFIER = pattern(r"[_/\\@#=<>{}|&+*~^]")
_JOINED_BEFORE = pattern(r"\S*$")
_JOINED_BEHIND = pattern(r"\S*")
_CLOSED = pattern(r"(?<=[^\W\d_])--(?=[^\W\d_])")

# "Monday - Friday", "late April - late May": a range, which wants an en dash and no clause.
_CALENDAR = pattern(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March"
    r"|April|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.?$"
)

# Closing marks may stand before a dash and opening ones behind it; a straight quote is whichever fits.
_ENDS_WORD = pattern(r"(?:\w|[\w.,!?\u2026][\"'\u201d\u2019]|[,;:.!?\u2026)\]%])$")
_BEGINS_WORD = pattern(r"[\"'\u201c\u2018(\[]?[$\xa3\u20ac]?\w")
# A dash may break a sentence off: “But--” and "who do it or --?".
_BREAKS_OFF = pattern(r"$|[?!]|[\"'\u201d\u2019](?:\W|$)")


class DashesOptions(Options):
    """Options of the pass `dashes`.

    Attributes:
        style: how a repaired clause dash is written: "auto" (a spaced hyphen becomes what the document
            writes elsewhere; other traces keep their spaces; without an example in the document it is an em
            dash), "em" (without spaces), "spaced-em", "spaced-en". Dashes that are there stay as they are.

    Raises:
        OptionError: `style` is none of these.
    """

    style: str = "auto"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.style not in ("auto", *_STYLES):
            raise OptionError(f"dashes: style {self.style!r} does not exist; use one of auto, {', '.join(_STYLES)}")


class _Place(NamedTuple):
    """A trace, and its line on both sides as far as the window goes, without the spaces in between."""

    start: int
    end: int
    mark: str
    before: str
    behind: str
    spaces: tuple[int, int]

    @property
    def last_word(self) -> str:
        words = WORD.findall(self.before[-_WINDOW // 2 :])
        return words[-1] if words else ""

    @property
    def first_word(self) -> str:
        word = WORD.search(self.behind)
        return word.group() if word else ""

    @property
    def english(self) -> int:
        """How many common English words stand near."""
        words = WORD.findall(f"{self.before} {self.behind}".lower().replace("\u2019", "'"))
        return sum(word in _ENGLISH for word in words)

    @property
    def breaks_off(self) -> bool:
        return bool(_BREAKS_OFF.match(self.behind))

    @property
    def has_lone_letter(self) -> bool:
        return bool(_LONE_LETTER_BEFORE.search(self.before) or _LONE_LETTER_BEHIND.match(self.behind))

    @property
    def is_code(self) -> bool:
        return bool(_CODE.search(self.before) or _CODE.search(self.behind))


def _place(text: str, start: int, end: int) -> _Place:
    low = max(start - _WINDOW, 0)
    low = text.rfind("\n", low, start) + 1 or low
    high = text.find("\n", end, end + _WINDOW)
    high = end + _WINDOW if high < 0 else high
    left, right = text[low:start], text[end:high]
    before, behind = left.rstrip(" "), right.lstrip(" ")
    spaces = (len(left) - len(before), len(right) - len(behind))
    return _Place(start, end, text[start:end], before, behind, spaces)


class _Document:
    """What the whole text says about a trace; found out when it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def style(self) -> str:
        """How the text writes its dashes; empty when it has too few or mixes them."""
        dashes = _OWN_DASH.finditer(self._text)
        counts = Counter(m.group() if m["closed"] is not None else f" {m.group()} " for m in dashes)
        if counts.total() < _OWN_DASHES:
            return ""
        dash, count = counts.most_common(1)[0]
        if count < _OWN_SHARE * counts.total():
            return ""
        return next(name for name, written in _STYLES.items() if written == dash)

    @cached_property
    def repeated_pairs(self) -> frozenset[str]:
        """Pairs `word--word` of uncommon words that occur again and again: names, not clauses."""
        places = (_place(self._text, *match.span()) for match in _CLOSED.finditer(self._text))
        pairs = ((place.last_word, place.first_word) for place in places)
        counts = Counter(f"{last}--{first}" for last, first in pairs if last != first)
        common = _ENGLISH | {"a", "i"}
        return frozenset(
            pair for pair, count in counts.items() if count > 1 and not common.intersection(pair.lower().split("--"))
        )


class DashesPass(Pass[DashesOptions]):
    """Puts back dashes that left a trace: `--`, a hyphen between spaces, `\xe2\u20ac"`.

    Leaves alone: options (`--flag`), formulas (`a - b = c`), negative numbers, compounds, identifiers, list
    points, rules, signatures, tables, patches, commands, ranges and scores (`5 - 3`), `A - Z`, and titles
    (`Artist - Title`). Dashes that left no trace are not looked for.
    """

    name = "dashes"
    rules = (
        Rule(
            "double-hyphen",
            "two or three hyphens between words, or where a sentence breaks off, become an em dash",
            "options, comments and identifiers (`--flag`, `btn--primary`), rules, `-- ` at a line start, numbers",
            0.80,
        ),
        Rule(
            "spaced-hyphen",
            "a hyphen between spaces and between the clauses of an English sentence becomes a dash",
            "formulas, ranges, titles, list points, other languages",
            0.75,
        ),
        Rule(
            "mojibake-dash",
            'the UTF-8 dash whose last byte became a straight quote (â€"): – between numbers, — between words',
            "other neighbours; they are reported",
            0.99,
        ),
    )
    reach = Reach.DOCUMENT
    after = ("mojibake", "characters", "spacing")
    options_type = DashesOptions
    main_option = "style"

    @property
    def cues(self) -> Cues:
        # A capital Ђ is rare enough as it is; a straight quote in a cue would stop the gate at every quote.
        return Cues(characters="Ђ", literals=("--", "- ", '€"', *_WHOLE_MOJIBAKE))

    def propose(self, view: View) -> Iterator[Proposal]:
        text = view.text
        document = _Document(text)
        done = 0
        for start, end in view.hits:
            done = max(done, start)
            while sign := _MAY_BEGIN_TRACE.search(text, done, end):
                done = sign.end()
                if trace := _TRACE.match(text, sign.start()):
                    done = trace.end()
                    yield from self._judged(text, *trace.span(), document)

    def _judged(self, text: str, start: int, end: int, document: _Document) -> Iterator[Proposal]:
        if text[start] == "Ô":
            yield self.edit(start, end + 2, _WHOLE_MOJIBAKE[text[start : end + 2]], "mojibake-dash")
        elif text[start] in "€Ђ":
            yield self._mojibake_dash(_place(text, start - 1, end), document)
        else:
            place = _place(text, start, end)
            # A list point, a rule, a signature or a table has no word before its hyphens, and an option has a
            # space before them and none behind: too common to be reported.
            if not _ENDS_WORD.search(place.before) or (place.spaces[0] and not place.spaces[1] and place.behind):
                return
            judge = self._spaced_hyphen if place.mark == "-" else self._double_hyphen
            yield judge(place, document)

    def _mojibake_dash(self, place: _Place, document: _Document) -> Proposal:
        if place.before[-1:].isdigit() and place.behind[:1].isdigit():
            return self.edit(place.start, place.end, _EN, "mojibake-dash")
        starts_or_follows = not place.before or _ENDS_WORD.search(place.before)
        ends_or_leads = _BEGINS_WORD.match(place.behind) or place.breaks_off
        if (place.before or place.behind) and starts_or_follows and ends_or_leads:
            return self._dash(place, document, "mojibake-dash")
        reason = "a dash of some kind, but its neighbours are neither words nor numbers"
        return self.refuse(place.start, place.end, _EM, "mojibake-dash", reason)

    def _double_hyphen(self, place: _Place, document: _Document) -> Proposal:
        if doubt := next(_double_hyphen_doubts(place, document), ""):
            return self.refuse(place.start, place.end, _EM, "double-hyphen", doubt)
        english = place.english
        if english >= 2:
            # All of 60 looked at, of 1,911 in the training prose, are clause dashes.
            confidence = 0.99
        elif english == 1 or (any(place.spaces) and len(WORD.findall(f"{place.before} {place.behind}")) < 6):
            # A short line, such as `"Yes--no."`, leaves no room for more.
            confidence = 0.93
        else:
            # Another language, whose dash may be another one, or a bare identifier.
            confidence = 0.8
        return self._dash(place, document, "double-hyphen", confidence)

    def _spaced_hyphen(self, place: _Place, document: _Document) -> Proposal:
        if doubt := next(_spaced_hyphen_doubts(place), ""):
            return self.refuse(place.start, place.end, _EM, "spaced-hyphen", doubt)
        # Before a capital, half of 26 looked at part a heading or a list term from its text. The others, 528 in
        # the training prose, are clause dashes but for a few: of 50 looked at, one belongs to a signature.
        confidence = 0.97 if place.first_word[0].islower() or place.first_word == "I" else 0.75
        return self._dash(place, document, "spaced-hyphen", confidence)

    def _dash(self, place: _Place, document: _Document, rule: str, confidence: float | None = None) -> Edit:
        """Write a clause dash in the style that is asked for."""
        auto = self.options.style == "auto"
        style = document.style if auto else self.options.style
        takes_spaces = bool(place.before and place.behind) and not place.breaks_off
        if style and takes_spaces and (place.mark == "-" or not auto):
            start, end = place.start - place.spaces[0], place.end + place.spaces[1]
            return self.edit(start, end, _STYLES[style], rule, confidence)
        dash = _EN if style == "spaced-en" and any(place.spaces) else _EM
        return self.edit(place.start, place.end, dash, rule, confidence)


def _double_hyphen_doubts(place: _Place, document: _Document) -> Iterator[str]:
    """Yield what speaks against two hyphens being a dash."""
    if not (_BEGINS_WORD.match(place.behind) or place.breaks_off):
        yield "no word behind it"
    if place.behind and place.spaces not in ((0, 0), (1, 1)) and not place.breaks_off:
        yield "spaced on one side only, as an option or a stutter is"
    if place.is_code:
        yield "looks like code, a command or a table"
    if place.before[-1].isdigit() and place.behind[:1].isdigit():
        yield "between numbers: a range, a date or a part number"
    if place.has_lone_letter:
        yield "beside a single letter, as in a formula"
    if not any(place.spaces):
        joined = _JOINED_BEFORE.search(place.before), _JOINED_BEHIND.match(place.behind)
        if any(part and _IDENTIFIER.search(part.group()) for part in joined):
            yield "inside an identifier, a path or an address"
        if f"{place.last_word}--{place.first_word}" in document.repeated_pairs:
            yield "the same pair of words recurs, as the name of something does"


def _spaced_hyphen_doubts(place: _Place) -> Iterator[str]:
    """Yield what speaks against a hyphen between spaces being a dash."""
    if place.is_code:
        yield "looks like code, a command or a table"
    if place.before[-1] in ".!?" or place.before[-1].isdigit() or not place.behind[:1].isalpha():
        yield "not between words of one sentence"
    words_before, words_behind = WORD.findall(place.before), WORD.findall(place.behind)
    if min(len(words_before), len(words_behind)) < 2:
        yield "a single word on one side: a title, a list or a name"
    if place.has_lone_letter:
        yield "beside a single letter, as in a formula"
    if _CALENDAR.search(place.before):
        yield "behind a month or a day: a range"
    if place.english < 2:
        yield "not in an English sentence"

"""Traces: marks in the place of a dash, and whether there was one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textmend.lang import WORD, Language, normalized_word
from textmend.passes.dashes.places import BEGINS_WORD, ENGLISH, Place, ends_word, place
from textmend.passes.dashes.style import EM, EN, DashConventions
from textmend.patterns import at_end, pattern

__all__ = ["HYPHENS", "LITERALS", "RARE", "DashTrace", "traces"]

# UTF-8 dashes as cp850 shows them, whole.
_WHOLE_MOJIBAKE = {"ÔÇö": EM, "ÔÇô": EN}
# Bytes of MacRoman that windows-1252 shows as letters: `the end Ñ a study`.
_MACROMAN = {"Ñ": EM, "Ð": EN}
# What each trace has and clean text seldom has: single characters, and strings of several.
RARE = "Ђ\ufffd" + "".join(_MACROMAN)
LITERALS = ("--", "- ", '€"', " ? ", *_WHOLE_MOJIBAKE)
# The rules that replace hyphens with a dash, where the author may have wanted just that.
HYPHENS = frozenset({"double-hyphen", "spaced-hyphen", "range"})

# Two or three hyphens; a hyphen between spaces; UTF-8 dashes with the last byte (“ for –, ” for —) flattened to
# a straight quote, as windows-1252 and windows-1251 show them, and whole ones as cp850 shows them; a letter in
# place of a dash of MacRoman; a placeholder for a character, or for each of its three bytes, that could not be shown.
_TRACE = pattern(
    r'(?<!-)-{2,3}(?!-)|(?<=[^\s-] )-(?= [^\s-])|(?<=â)€"|(?<=в)Ђ"|Ô(?=Ç[öô])'
    r"|(?<=[^\s] )[ÑÐ](?= [^\s])|(?<=[\w ])\ufffd{1,3}(?=[\w ])|(?<=\w )\?(?= \w)"
)
# Clean text has plenty of marks between letters (`what?that` in an address, the `"` of a name like Joe"Kid"Ray), so
# these are looked for only in text that is known to be damaged.
_TIGHT_TRACE = pattern(r"(?<=[a-z])[?\"](?=[a-z])")
_MAY_BEGIN_TRACE = pattern("[-€ЂÔÑÐ\ufffd?]")

# What turns the words that it joins into an identifier: `card__title--big`, `/srv/a--b`, `--no--color`.
_IDENTIFIER = pattern(r"[_/\\@#=<>{}|&+*~^]|^--?[A-Za-z]")
_JOINED_BEFORE = pattern(r"\S*$")
_JOINED_BEHIND = pattern(r"\S*")
# "12--14", and not a date, a telephone or a part number, which has more of them.
_NUMBER_BEFORE = pattern(r"(?<![\w.,/-])\d{1,4}$")
_NUMBER_BEHIND = pattern(r"\d{1,4}(?![\w/-]|[.,]\d)")

# "Monday - Friday", "late April - late May": a range, which needs an en dash, not a clause dash.
_CALENDAR = pattern(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March"
    r"|April|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.?$"
)
# Old books leave out the end of a name or a year, or the start of a place: `Mrs. F--,`, `in 18--.`, `at --shire`.
_REDACTED_BEFORE = pattern(r"(?<!\d)1\d$")
_REDACTED_BEHIND = pattern(r"(?:shire|ville|bury|ton|ford|burg|street)\b")
# `Cl--free`, in which LaTeX's dash joins a symbol and what it makes an adjective of.
_MAX_SYMBOL_LETTERS = 3
_COMPOUNDS = frozenset({
    "free", "like", "based", "type", "rich", "poor", "related", "specific", "containing", "dependent", "induced",
    "shaped", "doped", "driven", "mediated", "bound", "binding", "coated", "linked", "positive", "negative",
})  # fmt: skip
# How far the two marks of a parenthesis may be apart; one sentence of a hundred is longer.
_SENTENCE_CHARS = 250
_ENDS_SENTENCE = pattern(r"[.!?\u2026][\"'\u201d\u2019)\]]*\s|\n")
# A word that costs more bits is too rare to distinguish `officials\ufffdtheir` from `jalape\ufffdos`.
_FREQUENT_BITS = 15.0
_MIN_TRACE_LETTERS = 3


class DashTrace(NamedTuple):
    """What became of a dash, and how certain that is.

    Attributes:
        place: its place.
        rule: the kind of the trace.
        confidence: 0 to 1.
        dash: the original; empty for a clause dash in whatever style the text has.
        doubt: why it may not be a dash after all; empty when it is one.
    """

    place: Place
    rule: str
    confidence: float
    dash: str = ""
    doubt: str = ""


def traces(
    text: str, start: int, end: int, document: DashConventions, language: Language, *, tight: bool
) -> Iterator[DashTrace]:
    """Yield a verdict on every trace that begins in `text[start:end]`, `tight` ones on request."""
    done = start
    while sign := _MAY_BEGIN_TRACE.search(text, done, end):
        done = sign.end()
        if trace := _TRACE.match(text, sign.start()):
            done = trace.end()
            yield from _judged(text, *trace.span(), document, language)
    if tight:
        for mark in _TIGHT_TRACE.finditer(text, start, end):
            yield from _tight(text, place(text, *mark.span()))


def _judged(text: str, start: int, end: int, document: DashConventions, language: Language) -> Iterator[DashTrace]:
    sign = text[start]
    if sign == "Ô":
        yield DashTrace(place(text, start, end + 2), "mojibake-dash", 0.99, _WHOLE_MOJIBAKE[text[start : end + 2]])
    elif sign in "€Ђ":
        yield _mojibake_dash(place(text, start - 1, end))
    elif sign in _MACROMAN:
        yield _macroman(place(text, start, end))
    elif sign in "\ufffd?":
        yield from _unshown(place(text, start, end), document, language)
    else:
        here = place(text, start, end)
        # A list point, a rule, a signature or a table has no word before its hyphens, and an option has a
        # space before them and none after: too common to be reported.
        is_like_option = here.spaces[0] and not here.spaces[1] and here.behind
        if not ends_word(here.before) or (is_like_option and not here.parenthesis):
            return
        judge = _spaced_hyphen if here.mark == "-" else partial(_double_hyphen, document=document, language=language)
        yield _in_pair(here, _other_mark(text, here), judge)


def _other_mark(text: str, here: Place) -> Place | None:
    """The other mark of a parenthesis: the one other mark of the same form in the sentence."""
    if here.spaces[0] != here.spaces[1] or _is_other_sign(here):
        return None
    low = max(here.start - _SENTENCE_CHARS, 0)
    for end in _ENDS_SENTENCE.finditer(text, low, here.start):
        low = end.end()
    end_of_sentence = _ENDS_SENTENCE.search(text, here.end, here.end + _SENTENCE_CHARS)
    high = end_of_sentence.start() if end_of_sentence else min(here.end + _SENTENCE_CHARS, len(text))
    found: Place | None = None
    at = low
    while (at := text.find(here.mark, at, high)) >= 0:
        mark = _TRACE.match(text, at, high)
        at = mark.end() if mark else at + 1
        if not mark or mark.start() == here.start or mark[0] != here.mark:
            continue
        other = place(text, *mark.span())
        if other.spaces == here.spaces and not _is_other_sign(other):
            # A sentence may be one long line of them; two others are as good as hundreds.
            if found:
                return None
            found = other
    return found


def _is_other_sign(here: Place) -> bool:
    """True for a hyphen of a range or a formula, which is no mark of a parenthesis."""
    is_range = here.before[-1:].isdigit() and here.behind[:1].isdigit()
    return is_range or here.has_lone_letter or not here.before or not here.behind


def _in_pair(here: Place, other: Place | None, judge: Callable[[Place, Place | None], DashTrace]) -> DashTrace:
    """Judge a mark together with the other one of its parenthesis: both become a dash, or neither does."""
    if other is None:
        return judge(here, None)
    # A heading has a capital after both.
    is_parenthesis = _continues(here) or _continues(other)
    found = judge(here, other if is_parenthesis else None)
    partner = judge(other, here if is_parenthesis else None)
    if is_parenthesis and not (found.doubt or partner.doubt):
        return found._replace(confidence=max(found.confidence, partner.confidence))
    if found.doubt or not partner.doubt:
        return found._replace(confidence=min(found.confidence, partner.confidence))
    return found._replace(confidence=0.0, doubt=f"the other mark in the sentence is no dash: {partner.doubt}")


def _continues(here: Place) -> bool:
    """True if the sentence goes on after a mark."""
    return here.behind[:1].islower() or here.first_word.partition("'")[0].partition("\u2019")[0] == "I"


def _mojibake_dash(here: Place) -> DashTrace:
    if here.before[-1:].isdigit() and here.behind[:1].isdigit():
        return DashTrace(here, "mojibake-dash", 0.99, EN)
    starts_or_follows = not here.before or ends_word(here.before)
    ends_or_leads = BEGINS_WORD.match(here.behind) or here.breaks_off
    if (here.before or here.behind) and starts_or_follows and ends_or_leads:
        return DashTrace(here, "mojibake-dash", 0.99)
    doubt = "a dash, but not between words or numbers"
    return DashTrace(here, "mojibake-dash", 0.0, doubt=doubt)


def _macroman(here: Place) -> DashTrace:
    """Judge an isolated letter: Ñ is not a word in Spanish, nor Ð in Icelandic, but lists of letters have them."""
    doubt = next(_sentence_doubts(here), "")
    return DashTrace(here, "replacement-char", 0.95, _MACROMAN[here.mark] if here.mark == "Ð" else "", doubt)


def _unshown(here: Place, document: DashConventions, language: Language) -> Iterator[DashTrace]:
    """Judge the placeholder of a character that could not be shown: for a dash with its spaces, or between words."""
    if here.spaces == (1, 1):
        # A question would be followed by a capital, and French has its spaces before the mark.
        asks = here.mark == "?" and (not here.first_word[:1].islower() or document.spaces_questions)
        doubt = "the sentence may end here" if asks else next(_sentence_doubts(here), "")
        yield DashTrace(here, "replacement-char", 0.92 if here.mark == "?" else 0.95, doubt=doubt)
    elif here.spaces == (0, 0):
        words = here.last_word, here.first_word
        touching = here.before.endswith(words[0]) and here.behind.startswith(words[1])
        costs = [language.lexicon.cost(normalized_word(word)) for word in words]
        known = all(cost is not None and cost < _FREQUENT_BITS for cost in costs)
        if touching and known and min(map(len, words)) >= _MIN_TRACE_LETTERS:
            yield DashTrace(here, "replacement-char", 0.92, doubt=next(_sentence_doubts(here), ""))


def _sentence_doubts(here: Place) -> Iterator[str]:
    """Yield the reasons why the place may not be in an English sentence."""
    if here.is_code:
        yield "looks like code, a command or a table"
    if here.has_lone_letter:
        yield "next to a single letter, as in a list of letters"
    if not ends_word(here.before) or here.before[-1] in ".!?" or not BEGINS_WORD.match(here.behind):
        yield "not between words of one sentence"
    if min(len(WORD.findall(here.before)), len(WORD.findall(here.behind))) < 2:
        yield "a single word on one side"
    if here.english < 2:
        yield "not in an English sentence"


def _tight(text: str, here: Place) -> Iterator[DashTrace]:
    """Judge a mark between two letters: a straight quote has to be one too many in its line."""
    if here.mark == '"':
        low = text.rfind("\n", 0, here.start) + 1
        high = text.find("\n", here.end)
        if text.count('"', low, len(text) if high < 0 else high) % 2 == 0:
            return
    if not _joins_identifier(here):
        yield DashTrace(here, "replacement-char", 0.90, doubt=next(_sentence_doubts(here), ""))


def _joins_identifier(here: Place) -> bool:
    """True when the strings that a mark without spaces joins make an identifier, a path or an address."""
    joined = _JOINED_BEFORE.search(here.before), _JOINED_BEHIND.match(here.behind)
    return any(part and _IDENTIFIER.search(part.group()) for part in joined)


def _double_hyphen(here: Place, other: Place | None, document: DashConventions, language: Language) -> DashTrace:
    first, second = at_end(_NUMBER_BEFORE, here.before, 5), _NUMBER_BEHIND.match(here.behind)
    if first and second and here.spaces == (0, 0) and int(first.group()) < int(second.group()) and not here.is_code:
        return DashTrace(here, "range", 0.90, EN)
    if doubt := next(_double_hyphen_doubts(here, document, language), ""):
        return DashTrace(here, "double-hyphen", 0.0, doubt=doubt)
    english = max(here.english, other.english if other else 0)
    if english >= 2:
        # All of 60 looked at, of 1,911 in the training prose, are clause dashes.
        confidence = 0.99
    elif english == 1 or (any(here.spaces) and len(WORD.findall(f"{here.before} {here.behind}")) < 6):
        # A short line, such as `"Yes--no."`, has no room for more.
        confidence = 0.93
    elif (any(here.spaces) or here.parenthesis) and here.language:
        # A sentence in another language that is known.
        confidence = 0.93
    else:
        # In one that is not, or a bare identifier.
        confidence = 0.8
    return DashTrace(here, "double-hyphen", confidence)


def _spaced_hyphen(here: Place, other: Place | None) -> DashTrace:
    if doubt := next(_spaced_hyphen_doubts(here, other), ""):
        return DashTrace(here, "spaced-hyphen", 0.0, doubt=doubt)
    # Before a capital, half of 26 looked at separate a heading or a list term from its text. The others, 528 in
    # the training prose, are clause dashes except a few: of 50 looked at, one belongs to a signature.
    return DashTrace(here, "spaced-hyphen", 0.97 if _continues(here) else 0.75)


def _double_hyphen_doubts(here: Place, document: DashConventions, language: Language) -> Iterator[str]:
    """Yield the evidence against two hyphens being a dash."""
    if _is_redacted(here):
        yield "in a year or a name of which the rest is left out, as in old books"
    if not (BEGINS_WORD.match(here.behind) or here.breaks_off or here.parenthesis):
        yield "no word after it"
    if here.behind and here.spaces not in ((0, 0), (1, 1)) and not (here.breaks_off or here.parenthesis):
        yield "a space on one side only, as in an option or a stutter"
    if here.is_code:
        yield "looks like code, a command or a table"
    if document.parts_syllables or _parts_syllables(here, language):
        yield "separates syllables"
    if document.is_tex:
        yield "the text is TeX, where hyphens are the way to write a dash"
    if here.before[-1].isdigit() and here.behind[:1].isdigit():
        yield "between numbers: a date or a part number"
    # Isolated letters that are words are many in other languages: y, e, i, w, и.
    if here.has_lone_letter and here.language in ("", "en"):
        yield "next to a single letter, as in a formula"
    if not any(here.spaces):
        yield from _tight_doubts(here, document, language)


def _tight_doubts(here: Place, document: DashConventions, language: Language) -> Iterator[str]:
    """Yield the evidence against two hyphens without spaces being a dash."""
    if _joins_identifier(here) or _joins_unknown(here, language):
        yield "inside an identifier, a path or an address"
    if _is_symbol(here.last_word) and here.first_word in _COMPOUNDS:
        yield "in a compound with a symbol"
    if f"{here.last_word}--{here.first_word}" in document.repeated_pairs:
        yield "the same pair of words recurs, as in a name"


def _is_redacted(here: Place) -> bool:
    """True next to what old books leave of a year or a name."""
    if _REDACTED_BEFORE.search(here.before) and not here.spaces[0]:
        return True
    return _REDACTED_BEHIND.match(here.behind) is not None and not here.spaces[1]


def _parts_syllables(here: Place, language: Language) -> bool:
    """True between two halves of a word that is more frequent than one of them: `hea -- led`."""
    last, first = here.last_word, here.first_word
    # In another language the lexicon shows nothing: it holds the name Wagener, but not the German `Wagen` and `er`.
    is_one_string = here.before.endswith(last) and here.behind.startswith(first)
    if here.spaces != (1, 1) or not is_one_string or here.language not in ("", "en"):
        return False
    joined, *halves = (language.lexicon.cost(normalized_word(word)) for word in (last + first, last, first))
    return joined is not None and any(half is None or half > joined for half in halves)


def _joins_unknown(here: Place, language: Language) -> bool:
    """True between two words in small letters of which one is in no lexicon: `vertico--candidate` is a name in Lisp."""
    words = (here.last_word, here.first_word)
    if not (here.english >= 2 and words[0].isalpha() and words[1].isalpha()):
        return False
    return f"{words[0]}{words[1]}".islower() and not all(word in language.lexicon for word in words)


def _is_symbol(word: str) -> bool:
    return len(word) <= _MAX_SYMBOL_LETTERS and word[:1].isupper() and word.lower() not in ENGLISH and word != "I"


def _spaced_hyphen_doubts(here: Place, other: Place | None) -> Iterator[str]:
    """Yield the evidence against a hyphen between spaces being a dash.

    Args:
        here: the place of the hyphen.
        other: that of the other one of a parenthesis, which says more than the words and figures next to them.
    """
    if here.is_code:
        yield "looks like code, a command or a table"
    is_next_to_figure = here.before[-1].isdigit() or here.behind[:1].isdigit()
    if here.before[-1] in ".!?" or not here.behind[:1].isalnum() or (is_next_to_figure and not other):
        yield "not between words of one sentence"
    words_before, words_behind = WORD.findall(here.before), WORD.findall(here.behind)
    if min(len(words_before), len(words_behind)) < (1 if other else 2):
        yield "a single word on one side: a title, a list or a name"
    if here.has_lone_letter:
        yield "next to a single letter, as in a formula"
    if at_end(_CALENDAR, here.before, 11):
        yield "after a month or a day: a range"
    if max(here.english, other.english if other else 0) < 2:
        yield "not in an English sentence"

"""The roles of the marks of a text, paragraph by paragraph, and the elisions at word starts in English and others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.lang import scripts
from textmend.lang._strings import characters_at
from textmend.passes.base import Span
from textmend.passes.protect import Guard
from textmend.passes.quotes import _mark_roles, _quote_marks
from textmend.passes.quotes._quote_marks import Mark
from textmend.passes.quotes.locales import Locale
from textmend.patterns import pattern

__all__ = ["STRAIGHT_MARKS", "find"]

STRAIGHT_MARKS = "\"'"

# By language, words that begin with an elision more often than with a quotation. Dropped h's
# ('ave, 'is, 'e) are not here: those without a matching closing mark need no list. Years ('68) are in all languages.
_ELISIONS = {
    "en": frozenset({
        "tis", "tisn", "twas", "twasn", "twere", "tweren", "twill", "twould", "twouldn", "twon", "twixt", "tain",
        "taint", "em", "n", "til", "till", "bout", "cause", "cos", "coz", "cuz", "round", "gainst", "neath",
        "midst", "mongst", "pon", "fraid", "nuff", "nother", "nuther", "scuse", "cept", "stead", "tween", "fore",
        "course", "spect", "spose", "kay", "sup", "ere", "ud", "un", "uns", "er", "s", "d", "m", "t", "ll", "ve",
        "re", "st", "ad", "ave", "im", "ome", "ouse", "ard", "undred", "undreds", "appen", "copter", "copters", "cello",
        "phone", "pologize", "thout", "zackly", "lectric", "gator", "tater", "taters", "possum", "magine",
    }),
    "de": frozenset({
        "s", "n", "ne", "nen", "nem", "ner", "nes", "rum", "raus", "rein", "ran", "rauf", "rüber", "runter", "nauf",
        "naus", "nunter", "ist",
    }),
    "nl": frozenset({"s", "t", "n", "k", "m", "r", "ie"}),
    "it": frozenset({"sto", "sta", "sti", "ste", "ndrangheta", "ndrina", "ndrine", "l", "n", "na", "no", "o", "a"}),
}  # fmt: skip
_NO_ELISIONS: frozenset[str] = frozenset()

_SINGLES = "['\u2018\u2019\u2032]"
_DOUBLE = '["\u201c\u201d\u2033]'
# Feet and inches, or degrees with minutes and seconds; a fraction may follow a digit.
_MEASURE = pattern(
    rf"(?<![\w.,])\d{{1,3}}(?:\.\d{{1,4}})?[½¼¾⅓⅔]?(?P<feet>{_SINGLES})"
    rf"[ -]?\d{{1,2}}(?:\.\d{{1,4}})?(?: ?\d/\d|[½¼¾⅓⅔])?(?P<inches>{_DOUBLE})"
    rf"|°[ ]?\d{{1,2}}(?:\.\d{{1,4}})?(?P<minutes>{_SINGLES})(?:[ ]?\d{{1,2}}(?:\.\d{{1,4}})?(?P<seconds>{_DOUBLE}))?"
)
# A number of up to three digits that could be a length; four are a year.
_LENGTH = pattern(rf"(?<![\w.,])\d{{1,3}}(?:[.,]\d{{1,4}})?(?:/\d{{1,2}})?[½¼¾⅓⅔]?(?:{_SINGLES}|{_DOUBLE})")
_NOWHERE: frozenset[int] = frozenset()


def find(
    text: str, hits: Sequence[Span], guard: Guard, locale: Locale, wanted: str = STRAIGHT_MARKS
) -> Iterator[list[Mark]]:
    """Yield the marks outside protected spans, of each paragraph that has one of the wanted ones.

    A quotation that continues in the next paragraph opens there again and closes once: each paragraph
    starts anew. Paragraphs of Chinese, Japanese and Korean are skipped unless the locale is theirs.

    Args:
        text: the text.
        hits: the positions of the wanted marks.
        guard: knows the protected spans.
        locale: the locale whose marks and elisions there may be.
        wanted: these marks.
    """
    paragraphs = _quote_marks.paragraphs(text, characters_at(text, hits, wanted))
    by_turns: set[tuple[int, int, int]] = set()
    if scripts.may_be_east_asian(text):
        eastern = {
            paragraph for paragraph in paragraphs if scripts.reads_as_east_asian(text[paragraph[0] : paragraph[1]])
        }
        if locale.is_alternating:
            by_turns = eastern
        if locale.language != "ko":
            paragraphs = [paragraph for paragraph in paragraphs if paragraph not in eastern]
    spans = guard.around(_quote_marks.marks_in(text, sorted((*paragraphs, *by_turns))))
    elisions = _ELISIONS.get(locale.language, _NO_ELISIONS)
    # In the order of the text: the edits of one rule in both kinds of paragraph are one list of sorted positions.
    for paragraph in sorted((*paragraphs, *by_turns)):
        if paragraph in by_turns:
            yield _mark_roles.read_by_turns(text, paragraph, spans)
            continue
        start, end, _ = paragraph
        measures = numbers = _NOWHERE
        if _quote_marks.follow_figures(text, start, end):
            found = _MEASURE.finditer(text, start, end)
            measures = frozenset(match.start(name) for match in found for name in match.groupdict() if match[name])
            numbers = frozenset(match.end() - 1 for match in _LENGTH.finditer(text, start, end))
        yield _mark_roles.read(text, paragraph, spans, elisions, measures, numbers, locale.language == "ko")

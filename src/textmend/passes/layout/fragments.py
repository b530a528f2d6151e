"""Words that extraction split, such as drop capitals and letter-spaced headings; marks that it attached to words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from textmend.lang import Lexicon, normalized_word
from textmend.lang._strings import figures_behind, find_letters_apart, is_letter
from textmend.passes.layout.lines import Line
from textmend.passes.layout.surveys import of_length
from textmend.patterns import LineStarts, pattern

__all__ = [
    "APART",
    "SPACED",
    "divided_words",
    "first_capitals",
    "footnote_marks",
    "lone_capitals",
    "paragraph_capitals",
    "spaced_words",
    "words_set_apart",
]

_OPENING_QUOTE = "[\"'“‘«„]?"
_WORD_REST = pattern(r"[^\W\d_]+")
_LONE_CAPITAL = pattern(rf"{_OPENING_QUOTE}[^\W\d_a-z]")
# At the start of a paragraph.
APART = LineStarts(rf"[ \t]*{_OPENING_QUOTE}([^\W\d_a-z]) ([^\W\d_A-Z]+)\b(?![.’'])", after=r"[ \t]*\n")
_CAPITAL_PARAGRAPH = LineStarts(rf"{_OPENING_QUOTE}([^\W\d_a-z])\n\s*\n([^\W\d_A-Z]{{2,}})\b", after=r"[ \t]*\n")
# On one line, a word is taken for the whole if it is more frequent than its rest alone: "T he" is; "B all" and "E mail"
# are not. After letters that are words themselves, it must be so by this many bits.
_MORE_USUAL_BITS = 4.0
_WORDS = "AIO"


def lone_capitals(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[int]:
    """Yield the places of lines that are a drop capital, with the rest of its word at the start of the next line."""
    for place in of_length(lines, 2):
        line = lines[place]
        if place + 1 < len(lines) and _LONE_CAPITAL.fullmatch(line.content):
            rest = _WORD_REST.match(lines[place + 1].content)
            # "A" and "I" are words; no other letter occurs alone on a line.
            certain = line.content[-1] not in "AI"
            if (
                rest
                and _may_be_rest(rest.group())
                and _one_word(line.content[-1], rest.group(), lexicon, None if certain else 0.0)
            ):
                yield place


def paragraph_capitals(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the spans of the blank lines between a drop capital and its word, in text with a paragraph on each line."""
    for apart in _CAPITAL_PARAGRAPH.finditer(text):
        # "A" and "I" are words, and what follows may be one, too: the entries of a list.
        if not lexicon.is_cheaper(apart[2], _RAREST) and _one_word(apart[1], apart[2], lexicon, None):
            yield apart.end(1), apart.start(2)


def first_capitals(capitals: Iterable[re.Match[str]], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the spans of the spaces between a drop capital and its word on one line ("T he war").

    Args:
        capitals: matches of `APART`.
        lexicon: the words of the language.
    """
    for apart in capitals:
        if _one_word(apart[1], apart[2], lexicon, _MORE_USUAL_BITS if apart[1] in _WORDS else 0.0):
            yield apart.end(1), apart.start(2)


def _may_be_rest(rest: str) -> bool:
    """False for a single capital: "J", over "J is a consonant", is the heading of a letter, or the label of an axis."""
    return rest.islower() or (len(rest) > 1 and rest.isupper())


def _one_word(capital: str, rest: str, lexicon: Lexicon, least: float | None) -> bool:
    """True if a capital and the letters after it are one word.

    Args:
        least: the number of bits by which the word must be more frequent than its rest alone; None if any word will do.
    """
    whole, alone = lexicon.cost(normalized_word(capital + rest)), lexicon.cost(normalized_word(rest))
    if whole is None:
        return False
    return alone is None or least is None or whole + least < alone


# Capitals one by one, with wider spaces between words; a number may follow. Of four letters, "N E W S" is known for
# points of the compass; of five letters, nothing similar is known.
_SPACED_LETTERS = r"[^\W\d_a-z](?: [^\W\d_a-z])"
SPACED = LineStarts(rf"[ \t]*({_SPACED_LETTERS}+(?: {{2,}}(?:\d+|{_SPACED_LETTERS}*))*)[ \t]*$", re.MULTILINE)
_SPACED_WORD = pattern(r"[^\W\d_](?: [^\W\d_])*")
_DOUBLE_SPACE = pattern(" {2,}")
_LEAST_LETTERS = 5
# Of the lexicon, without its rarest third: that one has "abcdef" as a word.
_RAREST = 22.0


def spaced_words(heading: re.Match[str], lexicon: Lexicon) -> tuple[list[tuple[int, int]], bool]:
    """Return the spans of spaces to remove from a letter-spaced heading, and whether all its words are known.

    Args:
        heading: a match of `SPACED`.
        lexicon: the words of the language.
    """
    content, start = heading[1], heading.start(1)
    spans: list[tuple[int, int]] = []
    spelled: list[str] = []
    before = 0
    for word in _SPACED_WORD.finditer(content):
        if word.start() - before > 1:
            spans.append((start + before + 1, start + word.start()))
        before = word.end()
        spelled.append(word.group().replace(" ", ""))
        spans += [(start + at, start + at + 1) for at in range(word.start() + 1, word.end(), 2)]
    if len(content) - before > 1:  # "C H A P T E R  12"
        spans += [
            (start + line_break.start() + 1, start + line_break.end())
            for line_break in _DOUBLE_SPACE.finditer(content, before)
        ]
    # A single letter is a number, as in "C H A P T E R  I".
    known = all(len(word) == 1 or (lexicon.cost(normalized_word(word)) or _RAREST) < _RAREST for word in spelled)
    return spans, known and max(map(len, spelled)) >= _LEAST_LETTERS


# The same inside a line, where letters may also be initials, notes or the alphabet: single words, in any case.
_LETTER = r"[^\W\d_]"
_SET_APART = pattern(rf"(?<![^\s(\"“])(?:{_LETTER} ){{{_LEAST_LETTERS - 1},}}{_LETTER}(?!\S?\w)")
# Of the strings of five random letters one in a thousand is a word as frequent as this.
_RAREST_SET_APART = 21.0
_NOTES = frozenset("abcdefgh")


def _letters_apart(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_SET_APART.finditer` does; three letters apart are in each of them."""
    at = 0
    while (three := find_letters_apart(text, at)) >= 0:
        start = three + 1
        while start - 2 >= at and text[start - 1] == " " and is_letter(text[start - 2]):
            start -= 2
        at = three + 6
        # The first letter may end a word.
        for first in (start, start + 2):
            if match := _SET_APART.match(text, first):
                yield match
                at = max(at, match.end())
                break


def words_set_apart(text: str, lexicon: Lexicon, headings: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the spaces between the letters of words: `the S U M M A R Y of`.

    Args:
        text: the text.
        lexicon: the words of its language.
        headings: where letter-spaced headings start, which are not read again.
    """
    for match in _letters_apart(text):
        if match.start() in headings:
            continue
        word = match.group().replace(" ", "")
        letters = word.lower()
        is_list = sorted(letters) == list(letters) or set(letters) <= _NOTES
        if not is_list and lexicon.is_cheaper(word, _RAREST_SET_APART):
            yield from ((match.start() + at, match.start() + at + 1) for at in range(1, 2 * len(word) - 1, 2))


# "peace.12 The", "peace,”12 and"; digits after "No." or "p." belong to it.
_FOOTNOTE = pattern(r"\d{1,3}(?=\s|$)")
_MARKS, _CLOSERS = ".,;:!?", '”"’)'
_WORD_BEFORE = pattern(r"[^\W\d_]{3,}$")
_NUMBERED_SHORT_FORM = pattern(r"(?i)\b(?:figs?|nos?|vols?|chap|secs?|sect|arts?|eqs?|ver|tab|pars?|app|ext|tel|bks?)$")


def footnote_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of digits that are attached to the end of a sentence or a clause, as footnote marks are."""
    for start in figures_behind(text, _MARKS, _CLOSERS):
        if not (mark := _FOOTNOTE.match(text, start)):
            continue
        end = start - (1 if text[start - 1] in _MARKS else 2)
        before = text[max(end - 12, 0) : end]
        if _WORD_BEFORE.search(before) and not _NUMBERED_SHORT_FORM.search(before):
            yield mark.span()


# A word divided at a line end, in lines that were joined since: `infor- mation`. In bits: the second half must be rarer
# than this, and the whole no rarer than that; lexicons have `mation`, too.
_DIVIDED = pattern(r"(?<![\w-])([^\W\d_]{2,})- ([^\W\d_]{2,})(?![\w-])")
_MIN_HALF_BITS, _MAX_WHOLE_BITS = 16.5, 24.0


def divided_words(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the spans of hyphen and space in words whose second half is not a word: not in `pre- and post-war`."""
    hyphen = -1
    while (hyphen := text.find("- ", hyphen + 1)) >= 0:
        start = hyphen
        while start and is_letter(text[start - 1]):
            start -= 1
        if not (match := _DIVIDED.match(text, start)):
            continue
        left, right = match.groups()
        is_half = right.islower() and not lexicon.is_cheaper(right, _MIN_HALF_BITS)
        if is_half and lexicon.is_cheaper(left + right, _MAX_WHOLE_BITS):
            yield match.end(1), match.start(2)

"""Lost letters: the placeholder for a letter in a word, and what the same word has there elsewhere in the text.

A character that an encoding lacks became U+FFFD or a question mark, and its bytes are gone. But a document that lost it
in one place often has it in another: its title was decoded correctly, or a part of it comes from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from textmend.patterns import pattern

__all__ = ["fillings"]

_HOLE = "\ufffd"
# One letter of UTF-8 is up to three bytes, each of which may have become a placeholder of its own.
_HOLES = pattern(r"\ufffd{1,3}|\?")
_WORD = pattern(r"[^\W\d_]+")
# The minimum of ASCII letters that must be known. With three, 95 in 100 letters are restored correctly that development
# sentences lost (1 in 10) and that one word of sixty sentences has; with four 98, and a third fewer. The wrong ones are
# forms of one word that differ in this letter, and Vietnamese.
_FEWEST_KNOWN = 3
# A word that more words fit than this is a code or a formula rather than part of a language, and not worth reporting.
_MOST_FITTING = 8


def fillings(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield each lost letter's position, and the letters that words of the text have there, in alphabetical order."""
    if not (damaged := [*_damaged(text)]):
        return
    words = _LostLetterIndex(text)
    for start, end in damaged:
        letters = words.letters(_HOLES.sub(_HOLE, text[start:end]))
        # There are none where no word fits, or too many do.
        for hole, there in zip(_HOLES.finditer(text, start, end), letters, strict=False):
            yield *hole.span(), there


class _LostLetterIndex:
    """The words of a text that are not plain ASCII, found by what is left of one that has lost letters.

    Each query is answered once, and from an index: a text of a few words, often lost, is read in linear time.
    """

    def __init__(self, text: str) -> None:
        self._by_shape: defaultdict[str, set[str]] = defaultdict(set)
        for match in _WORD.finditer(text):
            if not match[0].isascii():
                self._by_shape[_shape(match[0])].add(match[0])
        # For a shape and positions in it the words, by what they are without these letters.
        self._by_rest: dict[tuple[str, frozenset[int]], dict[str, list[str]]] = {}
        self._known: dict[str, list[list[str]]] = {}

    def letters(self, damaged: str) -> list[list[str]]:
        """For each placeholder of a word the letters that may be lost there; none where no word fits or too many do."""
        if damaged not in self._known:
            places = [at for at, character in enumerate(damaged) if character == _HOLE]
            fitting = self._fitting(damaged, frozenset(places))
            told = fitting if len(fitting) <= _MOST_FITTING else []
            each = [sorted({_cased(word[at], damaged, at) for word in told}) for at in places]
            self._known[damaged] = each if told else []
        return self._known[damaged]

    def _fitting(self, damaged: str, places: frozenset[int]) -> list[str]:
        """The words that have the letters of a damaged one where it has any."""
        key = _shape(damaged), places
        if key not in self._by_rest:
            index = self._by_rest[key] = defaultdict(list)
            for word in self._by_shape.get(key[0], ()):
                index[_without(word, places)].append(word)
        return self._by_rest[key].get(_without(damaged, places), [])


def _damaged(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words with placeholders of which enough is known."""
    end = 0
    for at in sorted((*_found(text, "?"), *_found(text, _HOLE))):
        if at < end or not _is_hole(text, at):
            continue
        start = at
        while start > end and (text[start - 1].isalpha() or text[start - 1] == _HOLE):
            start -= 1
        end = at + 1
        while end < len(text) and (text[end].isalpha() or _is_hole(text, end)):
            end += 1
        if sum(map(_is_plain, text[start:end])) >= _FEWEST_KNOWN:
            yield start, end


def _found(text: str, character: str) -> Iterator[int]:
    at = text.find(character)
    while at >= 0:
        yield at
        at = text.find(character, at + 1)


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_hole(text: str, at: int) -> bool:
    """Whether a character may be the placeholder of a letter.

    A question mark is one only between letters, and not before a capital, which starts a sentence: "Why?Because" has
    lost a space.
    """
    if text[at] != "?":
        return text[at] == _HOLE
    follower = text[at + 1 : at + 2]
    return follower.isalpha() and not "A" <= follower <= "Z" and text[max(at - 1, 0) : at].isalpha()


def _shape(word: str) -> str:
    """A word in small letters, with a placeholder for each that is not plain ASCII: encodings lack only these."""
    return "".join(character.lower() if character.isascii() else _HOLE for character in word)


def _without(word: str, places: frozenset[int]) -> str:
    """A word in small letters, with placeholders at some positions."""
    return "".join(_HOLE if at in places else character.lower() for at, character in enumerate(word))


def _cased(letter: str, damaged: str, at: int) -> str:
    """A letter in the case of the one next to it; at the start of a word, where both are correct, unchanged."""
    neighbour = damaged[at - 1] if at else damaged[1]
    if at == 0 and neighbour.islower():
        return letter
    cased = letter.upper() if neighbour.isupper() and (at != 1 or damaged[2:3].isupper()) else letter.lower()
    return cased if len(cased) == 1 else letter

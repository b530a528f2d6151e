"""Lost letters: what stands for one in a word, and what the same word has there elsewhere in the text.

A character that an encoding lacks became U+FFFD or a question mark, and its bytes are gone. But a document that lost it
in one place often has it in another: its title was decoded rightly, or a part of it comes from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from textmend.patterns import pattern

__all__ = ["fillings"]

_HOLE = "\ufffd"
# One letter of UTF-8 is up to three bytes, each of which may have become a hole of its own.
_HOLES = pattern(r"\ufffd{1,3}|\?")
_WORD = pattern(r"[^\W\d_]+")
# Letters of ASCII that must be known. With three, 95 in 100 letters come back right that development sentences lost
# (1 in 10) and that one word of sixty sentences has; with four 98, and a third fewer. Wrong are forms of one word that
# differ in this letter, and Vietnamese.
_FEWEST_KNOWN = 3


def fillings(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield where a letter is lost, and the letters that words of the text have there, in the order of the alphabet."""
    damaged = [*_damaged(text)]
    words = _by_shape(text) if damaged else {}
    for start, end in damaged:
        word = _HOLES.sub(_HOLE, text[start:end])
        fitting = [each for each in words.get(_shape(word), ()) if _fits(word, each)]
        for hole, at in zip(_HOLES.finditer(text, start, end), _places(word), strict=True):
            if fitting:
                yield *hole.span(), sorted({_cased(each[at], word, at) for each in fitting})


def _damaged(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words with holes of which enough is known."""
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
    """Whether a character may stand for a letter.

    A question mark does only between letters, and not in front of a capital, which starts a sentence: "Why?Because" has
    lost a space.
    """
    if text[at] != "?":
        return text[at] == _HOLE
    follower = text[at + 1 : at + 2]
    return follower.isalpha() and not "A" <= follower <= "Z" and text[max(at - 1, 0) : at].isalpha()


def _by_shape(text: str) -> dict[str, set[str]]:
    """The words that are not plain ASCII, by their shape."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for match in _WORD.finditer(text):
        if not match[0].isascii():
            found[_shape(match[0])].add(match[0])
    return found


def _shape(word: str) -> str:
    """A word in small letters, with a hole for each that is not plain ASCII: only these are what encodings lack."""
    return "".join(character.lower() if character.isascii() else _HOLE for character in word)


def _places(word: str) -> list[int]:
    return [at for at, character in enumerate(word) if character == _HOLE]


def _fits(damaged: str, word: str) -> bool:
    """Whether the letters that are left are those of the word."""
    pairs = zip(damaged, word, strict=True)
    return all(left.lower() == right.lower() or (left == _HOLE and not right.isascii()) for left, right in pairs)


def _cased(letter: str, damaged: str, at: int) -> str:
    """A letter in the case of the letter beside it; at the start of a word, of which both are right, as it stands."""
    neighbour = damaged[at - 1] if at else damaged[1]
    if at == 0 and neighbour.islower():
        return letter
    cased = letter.upper() if neighbour.isupper() and (at != 1 or damaged[2:3].isupper()) else letter.lower()
    return cased if len(cased) == 1 else letter

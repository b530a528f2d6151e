"""What in a text is evidence that it was decoded wrongly, and how much each word of it counts.

Evidence has to be independent: a word that recurs counts once, and so do the forms of one word. Letters that
serve as symbols do not count, for sound text has them in any combination: α = 0.1, λmax, TNF-α, charts of letters.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import inf
from string import punctuation

from textmend.passes.mojibake import sequences
from textmend.passes.mojibake._char_bigrams import FAMILIAR
from textmend.patterns import pattern

__all__ = [
    "EASTERN",
    "MOST_WORDS_PER_CHAR",
    "Word",
    "contexts",
    "independent",
    "is_chart",
    "objections",
    "strength",
    "without_symbols",
]

# Marks that text is full of, and the quotation marks of other languages.
_FAMILIAR_MARKS = FAMILIAR + "„‚‹›"

Word = tuple[int, int, str]  # start, end, the original

# The maximum evidence in bits of one character, for what is unknown to all languages here may still be correct: so a
# single character beyond ASCII proves nothing, two can prove UTF-8, and three another encoding.
_MOST_BITS_PER_CHAR = 9.0
# Nor do many words with one letter: a language that is not known well (Estonian) has õ wherever Hungarian has ő. With
# two words, one in seven Turkish sentences would not be restored in which western code pages leave a single letter
# wrong.
MOST_WORDS_PER_CHAR = 3
# Four characters on their own may be a formula, a face or a name: `√π`, `o¬ô ¬´`, `Āø`.
_MOST_ALONE = 4
# Han characters are neither a formula nor a face, but three may be a rare name.
_MOST_ALONE_EASTERN = 3

_ASCII_WORD = pattern("[A-Za-z]{2}")
# In a text without spaces, which is one word, this many characters are more than enough evidence.
_MAX_WORD_SAMPLE_CHARS = 80

_ASCII_MARKS = pattern(r"[\x00-@\[-`{-\x7f]+")
_C1 = pattern("[\x80-\x9f]")
_DRAWN_OUT = pattern(r"([^\x00-\x7f])\1\1\1")
# UTF-8 read as a Cyrillic code page has capitals or marks in it. Small letters are a word, even next to others:
# `\\fIтип\\fP` would be ⨯.
_CYRILLIC_WORD = pattern("[\x00-\x7f]*[\u0430-\u045f]{3,}[\x00-\x7f]*")
# A drawing is made of few kinds of lines, a frame of six (`┌─┐│└┘`); letters shown by a console's code page soon exceed
# that.
_BOX, _MOST_BOX_KINDS = pattern("[\u2500-\u259f]"), 7
EASTERN = pattern("[\u3040-\ud7ff\uf900-\uffff]")

# One or two Greek letters, or any number of them next to Latin letters or digits, are symbols: α, ΔT, λmax, ΣTΣ, 2πr.
# Greek words have three letters or more, except a few, whose absence from the evidence costs nothing. Any isolated
# letter beyond ASCII is a symbol too, as in lists and charts.
_GREEK_RANGE = "\u0370-\u03ff\u1f00-\u1fff"
_LATIN_OR_DIGIT = "0-9A-Za-z\u00aa-\u024f"
_LONE_SYMBOLS = pattern(
    rf"(?<![{_GREEK_RANGE}])[{_GREEK_RANGE}]{{1,2}}(?![{_GREEK_RANGE}])"
    rf"|(?<=[{_LATIN_OR_DIGIT}])[{_GREEK_RANGE}]+|[{_GREEK_RANGE}]+(?=[{_LATIN_OR_DIGIT}])"
    r"|(?<![A-Za-z\x80-\uffff])(?:[^\W\d_a-zA-Z]|[\u0400-\u042f]{2,3})(?![A-Za-z\x80-\uffff])"
)
# So are two or three Cyrillic capitals alone: 12 ГБ, США.
_CYRILLIC_ABBREVIATION = pattern("[\u0400-\u042f]{2,3}")
_LOOKALIKES = "aceijopsxyABCEHIJKMOPSTXY", "асеіјорѕхуАВСЕНІЈКМОРЅТХУ"
_HOMOGLYPHS = str.maketrans(*_LOOKALIKES)
_CYRILLIC_WITH_LATIN = pattern(
    rf"(?<![A-Za-z\u0400-\u04ff])(?=[A-Za-z]*[\u0400-\u04ff])[{_LOOKALIKES[0]}\u0400-\u04ff]+(?![A-Za-z\u0400-\u04ff])"
)
# Replaces a symbol where the cost of a text is counted: the cheapest mark that may be inside a word.
_NEUTRAL = "1"

# A mark between two letters of a word, except those that words have: apostrophes, hyphens, dashes, the Catalan `l·l`,
# spacing accents; Kana and Han have others. Also marks that never touch a letter in text: `PPAR‰`.
_WESTERN_LETTER = "[^\\W\\d_\u0530-\uffff]"
_MARK_IN_WORD = pattern(
    rf"(?<={_WESTERN_LETTER})[^\w\s\x00-\x7f\u0300-\u036f‘’—–…·‐‑](?={_WESTERN_LETTER})"
    rf"|(?<=[^\W\d_lL])·(?={_WESTERN_LETTER})|(?<={_WESTERN_LETTER})·(?=[^\W\d_lL])"
    rf"|(?<={_WESTERN_LETTER})[‰¤¦¬¯]|[‰¤¦¬¯](?={_WESTERN_LETTER})"
)
# Full-width letters and digits and half-width Kana, which no text is written in throughout: `釸ＲＲ`.
_WIDTH = pattern("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f]")
# A single Han letter that touches Latin ones: `格benik`.
_LONE_HAN = pattern(r"[A-Za-z\xc0-\u024f][\u4e00-\u9fff](?![\u3040-\u9fff])|(?<![\u3040-\u9fff])[\u4e00-\u9fff][a-z]")
# In an alphabet or a code page most characters directly follow the ones before them, or with a few left out between.
# In words 1 in 10 does.
_FEWEST_OF_CHART, _CHART_STEP, _SHARE_OF_CHART = 4, 3, 0.5
# A letter of another alphabet, or an ordinal mark, that touches Latin letters: `LEө`, `ªIK`.
_MIXED_ALPHABETS = pattern(r"[A-Za-z\xc0-\u024f][\xaa\xba\u0370-\u10ff]|[\xaa\xba\u0370-\u10ff][A-Za-z\xc0-\u024f]")
# What counts against a reading, in bits for each different place: more than one character can count for it.
_OBJECTION_BITS = 12.0
# Characters that no word is written with, in any language.
_NON_WORD_CATEGORIES = frozenset({"So", "Sk", "Sm", "No", "Cf", "Cc", "Cn", "Co", "Cs"})


@lru_cache(maxsize=1 << 12)
def contexts(word: str) -> frozenset[str]:
    """The characters of a word that are beyond ASCII, each with its neighbours.

    Forms of one word share them: `Győr`, `Győrben` and `(Győr)` all have just `yőr`. Marks that text is full of have
    none, and neither has a character alone between marks: `“Š”`, `α/β`.
    """
    found: set[str] = set()
    for piece in _ASCII_MARKS.split(word):
        core = piece.strip(_FAMILIAR_MARKS)[:_MAX_WORD_SAMPLE_CHARS]
        if len(core) > 1 and not _CYRILLIC_ABBREVIATION.fullmatch(core):
            core = core.casefold()
            padded = f" {core} "
            found.update(padded[at - 1 : at + 2] for at, character in enumerate(core, 1) if _is_foreign(character))
    return frozenset(found)


def _is_foreign(character: str) -> bool:
    return character > "\x7f" and character not in _FAMILIAR_MARKS


def independent(words: Sequence[str]) -> list[bool]:
    """Return for each word whether it is evidence that no word before it has given."""
    seen: set[str] = set()
    news = []
    for word in words:
        own = contexts(word)
        news.append(not own <= seen)
        seen |= own
    return news


def without_marks(word: str) -> str:
    """A word without the marks around it."""
    return word.strip(_FAMILIAR_MARKS + punctuation)


def without_symbols(text: str) -> str:
    """A text with a neutral character for each letter that is a symbol, at the same length.

    Latin letters that look like the Cyrillic ones of their word (`любoвь`) become these: people and OCR mix them up.
    """
    text = _LONE_SYMBOLS.sub(lambda match: _NEUTRAL * len(match[0]), text)
    return _CYRILLIC_WITH_LATIN.sub(lambda match: match[0].translate(_HOMOGLYPHS), text)


def strength(
    text: str,
    words: Iterable[Word],
    *,
    is_utf8: bool = False,
    is_eastern: bool = False,
    words_per_char: int = MOST_WORDS_PER_CHAR,
    enough: float = inf,
) -> float:
    """The maximum evidence in bits of damaged words, by how many of their characters are evidence; or enough of them.

    Args:
        text: the text that has the words.
        words: the words, each with what it would become.
        is_utf8: whether they would become UTF-8, which has a form: letters that are not UTF-8 hardly ever look so.
        is_eastern: whether they were decoded as an East Asian code page. There, bytes show as Han, Kana or Hangul: the
            other characters of such pages (`∈`, `θ`) are rare in damage, and plenty in formulas.
        words_per_char: the maximum number of words that count for one character.
        enough: the bits beyond which counting stops.

    Lines and boxes that are drawn do not count, nor do letters drawn out, nor a word that still has raw bytes.
    """
    witnesses: Counter[str] = Counter()
    seen: set[str] = set()
    told = alone = 0
    for start, end, right in words:
        damaged = text[start:end]
        news = contexts(damaged) - seen
        if not news or _C1.search(right) or _is_drawn(damaged) or (is_utf8 and _CYRILLIC_WORD.fullmatch(damaged)):
            continue
        seen |= news
        if is_utf8 and not is_eastern:
            # The quotation marks are what its bytes show as.
            foreign = len(damaged) - len(damaged.encode("ascii", "ignore"))
            told += foreign
        else:
            foreign = sum(map(_is_foreign, damaged))
            for letter in {context[1] for context in news}:
                if not is_eastern or EASTERN.match(letter):
                    witnesses[letter] += 1
                    told += witnesses[letter] <= words_per_char
        alone += _MOST_ALONE + 1 if _ASCII_WORD.search(damaged) else foreign
        if alone > _MOST_ALONE and _MOST_BITS_PER_CHAR * told >= enough:
            break
    return _MOST_BITS_PER_CHAR * told if alone > (_MOST_ALONE_EASTERN if is_eastern else _MOST_ALONE) else 0.0


def _is_drawn(word: str) -> bool:
    if _DRAWN_OUT.search(word):
        return True
    if not _BOX.search(word) or _ASCII_WORD.search(word):
        return False
    foreign = {character for character in word if character >= "\x80"}
    return len(foreign) <= _MOST_BOX_KINDS and all(map(_BOX.match, foreign))


def is_chart(text: str, encoding: str) -> bool:
    """Return whether the characters of a text beyond ASCII are listed as such, as in an alphabet or a code page.

    They are in the order of their code points or of an encoding, or have each letter in both cases: `æøåÆØÅ`.
    """
    characters = [c for c in text if c > "\x7f"]
    if len(characters) < _FEWEST_OF_CHART:
        return False
    if len(set(characters)) == len(characters) == 2 * len(set("".join(characters).casefold())):
        return True
    return _ascends([*map(ord, characters)]) or _ascends("".join(characters).encode(encoding, "ignore"))


def _ascends(places: Sequence[int]) -> bool:
    steps = sum([0 < second - first <= _CHART_STEP for first, second in pairwise(places)])
    return steps > _SHARE_OF_CHART * len(places)


def objections(words: Iterable[Word], *, is_utf8: bool) -> float:
    """The bits that count against the result of repairing words: whatever in it is not part of a word in any language.

    `T·pac`, `Gn¾`, a soft hyphen in the middle, a control; in UTF-8, in which people write all of these, a word that
    mixes alphabets.
    """
    together = " ".join([right for _, _, right in words])
    against: set[str] = set()
    patterns = (_MIXED_ALPHABETS,) if is_utf8 else (_MARK_IN_WORD, _LONE_HAN, _WIDTH)
    for match in chain.from_iterable(each.finditer(together) for each in patterns):
        against.add(together[max(match.start() - 1, 0) : match.end() + 1])
    if is_utf8:
        against.update(filter(sequences.is_odd, set(together)))
    else:
        against.update(c for c in set(together) if c > "\x7f" and unicodedata.category(c) in _NON_WORD_CATEGORIES)
    return _OBJECTION_BITS * len(against)

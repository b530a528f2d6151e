# cython: language_level=3, annotation_typing=False
"""Words that a hyphen at a line end divides: is the hyphen part of the word, or a trace of the wrapping?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from textmend.lang._strings import normalized_word
from textmend.lang.language import Lexicon

__all__ = ["BY_FORM", "BY_LEXICON", "DocumentWords", "HyphenAction", "Word", "has_affix", "judge"]


class HyphenAction(Enum):
    """What happens to a hyphen and the line break after it."""

    JOINED = "joined"  # both are removed: "capabili-/ties"
    KEPT = "kept"  # the break is removed: "well-/known"
    SUSPENDED = "suspended"  # the break becomes a space: "mid-/and long-term"
    LEFT = "left"  # both stay, as the evidence is insufficient


_HYPHENS = "-\N{HYPHEN}"
# Marks that mean only "broken here": the soft hyphen, and the sign that some OCR programs write instead.
_SURE_MARKS = "\N{SOFT HYPHEN}\N{NOT SIGN}"
# What follows a hyphen that represents the second half of a later compound, in the languages that write so. A word of
# one letter follows one in any language, as hyphenation leaves no letter alone.
_SUSPENDING = frozenset(
    [
        *("and", "or", "nor", "to", "through", "vs"),  # English
        *("und", "oder", "bis", "sowie", "beziehungsweise", "bzw"),  # German
        *("en", "of", "tot"),  # Dutch
        *("och", "eller", "samt", "og"),  # Swedish, Danish, Norwegian
        *("et", "ou"),  # French, Portuguese
        *("ed", "od"),  # Italian
        *("lub", "oraz", "nebo", "či"),  # Polish, Czech
        *("или", "либо", "або", "та"),  # Russian, Ukrainian
        *("ja", "tai", "sekä", "või", "ning"),  # Finnish, Estonian
        *("és", "vagy", "illetve"),  # Hungarian
        *("ve", "veya"),  # Turkish
        *("a", "e", "i", "o", "u", "y", "и", "і", "й"),
    ]
)
_VOWELS = "aeiouyäöüåøæéèêóúőűаеиоуыэюяіїє"


# The small words inside compounds of three.
_LINKS = frozenset(["a", "and", "by", "for", "in", "of", "off", "on", "or", "out", "the", "to", "up", "with"])
# Parts that hyphenation separates from a word and that are not a half of any English compound. The loose ones are, of a
# few ("re-elect", "out-of"), so the word must be known without its hyphen.
_PREFIXES = frozenset(["dis", "im", "mis", "un"])
_SUFFIXES = frozenset(["ers", "ful", "less", "ly", "ment", "ments", "ness", "tion", "tions"])
_LOOSE_PREFIXES = frozenset(["be", "de", "fore", "in", "out", "over", "re", "super", "under"])
_LOOSE_SUFFIXES = frozenset(["able", "ed", "er", "ing", "ings", "man", "men", "ship", "some", "ward", "wards"])


class Word:
    """A word that a line end cuts in two.

    Attributes:
        left, right: its halves, without the mark between them.
        mark: the hyphen, or what represents one.
        repeated: True if the second half begins with a hyphen, too.
        before, after: the text next to the mark, in small letters: "of" and "the" in "state-of-/the-art".
        joined, kept: the spellings of the whole word that the document may have, without the mark and with it.
        spaced: True if there is a space before the mark: it is a dash, unless many words are cut so.
    """

    __slots__ = ("after", "before", "joined", "kept", "left", "mark", "repeated", "right", "spaced")

    def __init__(self, left: str, mark: str, right: str, repeated: bool = False, spaced: bool = False) -> None:
        self.left = left
        self.mark = mark
        self.right = right
        self.repeated = repeated
        self.spaced = spaced
        small_left, small_right = left.lower(), right.lower()
        self.before = small_left.replace("\u2010", "-").rpartition("-")[2]
        self.after = small_right.replace("\u2010", "-").partition("-")[0]
        self.joined: tuple[str, ...] = (self.before + self.after,)
        self.kept: tuple[str, ...] = (f"{self.before}-{self.after}",)
        if self.before != small_left or self.after != small_right:
            self.joined += (small_left + small_right,)
        if self.before != small_left:
            self.kept += (f"{small_left}-{small_right}",)


class DocumentWords:
    """The words of the document and of the language, as evidence.

    Args:
        text: the document.
        broken: the words that line ends cut, which are to be classified; their halves are not evidence.
        lexicon: the words of the language.
        whole: for each word that the text has without its mark, in which ways it may be divided; it is not evidence.
    """

    def __init__(
        self, text: str, broken: Iterable[Word], lexicon: Lexicon, whole: Iterable[Sequence[Word]] = ()
    ) -> None:
        self._lexicon = lexicon
        words, divided = list(broken), list(whole)
        asked = [*words, *(word for ways in divided for word in ways)]
        self._counts = {spelling: 0 for word in asked for spelling in (*word.joined, *word.kept)}
        _count(text.lower().replace("\N{HYPHEN}", "-"), self._counts)
        for half in (half.lower() for word in words for half in (word.left, word.right)):
            if half in self._counts:
                self._counts[half] -= 1
        for ways in divided:
            self._counts[ways[0].joined[0]] -= 1

    def count(self, spellings: Iterable[str]) -> int:
        """Return how often the document has a broken word whole, in these spellings."""
        return sum([self._counts[whole] for whole in spellings])

    def cost(self, word: str) -> float | None:
        """Return how rare a word is in the language, in bits; None if it is unknown."""
        return self._lexicon.cost(normalized_word(word))


# Word lists also contain careless spellings ("longterm"). Such a spelling is rarer than the rarer of its halves by this
# many bits: nine of ten compounds are, and one in fifty of the words whose syllables happen to be words.
_CARELESS = 6.0

# Confidences: measured on wrapped and hyphenated prose, see the rule. The guess is for words that neither the document
# nor the lexicon knows, and with a half that is not a word: mostly names and rare terms, but also compounds of such.
_BY_DOCUMENT, BY_LEXICON, BY_FORM, _GUESS = 0.99, 0.98, 0.95, 0.85


def judge(word: Word, vocabulary: DocumentWords) -> tuple[HyphenAction, float]:
    """Return the treatment of the hyphen, and the confidence in it."""
    if word.mark in _SURE_MARKS:
        return HyphenAction.JOINED, _BY_DOCUMENT
    if word.repeated:
        return HyphenAction.KEPT, BY_FORM
    seen_joined, seen_kept = vocabulary.count(word.joined), vocabulary.count(word.kept)
    if seen_joined != seen_kept and (seen_joined >= 2 * seen_kept or seen_kept >= 2 * seen_joined):
        return (HyphenAction.JOINED if seen_joined > seen_kept else HyphenAction.KEPT), _BY_DOCUMENT
    if seen_joined:
        return HyphenAction.LEFT, 0.0
    return _by_form(word, vocabulary)


def _count(text: str, counts: dict[str, int]) -> None:
    """Count how often the words in `counts` occur in a text; a word may have hyphens and apostrophes inside.

    This finds what `_TOKEN` finds, in a fifth of the time.
    """
    # Nearly all words differ from those in their ends or their length, and need not be sliced to see that.
    asked = bytearray(_SKETCHES)
    for word in counts:
        asked[_sketch(word[0], word[-1], len(word))] = 1
    start = joint = -1  # of the current word, and of a mark that may continue it
    first = last = " "
    for at, character in enumerate(text + " "):
        if _is_part(character):
            if start < 0:
                start, first = at, character
            last, joint = character, -1
        elif start >= 0 and joint < 0 and character in "-'’":
            joint = at
        elif start >= 0:
            end = at if joint < 0 else joint
            if asked[_sketch(first, last, end - start)]:
                word = text[start:end]
                if word in counts:
                    counts[word] += 1
            start = joint = -1


# Enough for nearly every word of a long document to have its own.
_SKETCHES = 1 << 14


def _sketch(first: str, last: str, length: int) -> int:
    """Return a number for words of this length with these ends, shared by few others."""
    return (ord(first) * 337 + ord(last) * 29 + length) & (_SKETCHES - 1)


def _is_part(character: str) -> bool:
    """True for letters and digits, small ones of English first."""
    return "a" <= character <= "z" or (character not in " \n" and character.isalnum())


def _is_series(before: str, after: str, whole: float | None) -> bool:
    """True in "day-to-/day", where the first hyphen shows what the second one is; not in "six-/ty-five".

    Such words contain small words, and joining them gives no word, or one as rare as "today" compared with its halves.
    """
    return not whole or bool({before, after} & _LINKS)


def has_affix(before: str, after: str, *, known: bool) -> bool:
    """True if a half is one that words begin or end with, and that compounds almost never do."""
    if before in _PREFIXES or after in _SUFFIXES:
        return True
    return known and (before in _LOOSE_PREFIXES or after in _LOOSE_SUFFIXES)


# The word for "and" of a language is one of its commonest; "en" is in Dutch, but ends words of English.
_COMMON = 6.5


def _is_suspended(word: Word, vocabulary: DocumentWords) -> bool:
    """True for what no hyphenation divides so, whatever the lexicon has: "vracht-/en", but not "pota-/to".

    Syllables begin with a consonant where they can.
    """
    right = word.right.lower()
    if right not in _SUSPENDING or len(right) == 1:
        return right in _SUSPENDING
    cost = vocabulary.cost(right)
    return cost is not None and cost < _COMMON and right[0] in _VOWELS and word.before[-1] not in _VOWELS


def _by_form(word: Word, vocabulary: DocumentWords) -> tuple[HyphenAction, float]:
    """Classify a word that the document does not have elsewhere."""
    before, after = word.before, word.after
    if _is_suspended(word, vocabulary):
        return HyphenAction.SUSPENDED, BY_FORM
    # Also "CO2-/neutral", "H2O-/based".
    figures = any(map(str.isdigit, before)) or after[0].isdigit()
    # Hyphenation never leaves one letter alone ("n-/tridecanal", "x-/ray"), and syllables do not begin with a capital.
    one_letter = len(before) == 1 and len(after) > 2
    capital = word.right[0].isupper() and not word.left.isupper()
    whole, halves = vocabulary.cost(before + after), [vocabulary.cost(before), vocabulary.cost(after)]
    rarer_half = max(cost for cost in halves if cost) if all(halves) else None
    careful = whole and (rarer_half is None or whole <= rarer_half + _CARELESS)
    series = (before != word.left.lower() or after != word.right.lower()) and _is_series(before, after, whole)
    # "GitHub" is a word of its own, "Inter-Agency" is not.
    rare = capital and (rarer_half is not None and whole is not None and whole > rarer_half)
    if careful and not (figures or one_letter or series or rare):
        return HyphenAction.JOINED, BY_LEXICON
    if not (figures or capital or series) and has_affix(before, after, known=bool(whole)):
        return HyphenAction.JOINED, BY_FORM if whole else _GUESS
    if word.right.lower() in _SUSPENDING:
        return HyphenAction.SUSPENDED, BY_FORM
    if figures or one_letter or capital or (rarer_half is not None and len(after) > 1):
        return HyphenAction.KEPT, BY_FORM
    return (HyphenAction.JOINED, _GUESS) if any(halves) else (HyphenAction.LEFT, 0.0)

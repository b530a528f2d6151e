"""The search: which transcoding explains a stretch of text, by how likely the text is before and after it is undone.

Undoing a transcoding maps texts to texts, one to one. So the odds that it happened are its rarity and the ratio of two
probabilities: of the result, as text of a language that is known well, and of the text as written, as text
of any language. Both are counted in bits by `_char_bigrams`, and the decision is a comparison of sums: a long text
needs no less evidence than a short one, it only has more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, reduce
from heapq import merge
from math import inf
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from textmend.lang import STEPS_PER_BIT
from textmend.passes.mojibake import sequences
from textmend.passes.mojibake._char_bigrams import FAMILIAR, STRANGE
from textmend.passes.mojibake.evidence import (
    MOST_WORDS_PER_CHAR,
    Word,
    contexts,
    independent,
    is_chart,
    objections,
    strength,
    without_symbols,
)
from textmend.passes.mojibake.plausibility import is_language, is_text
from textmend.passes.mojibake.transcodings import (
    LATIN,
    MULTIBYTE,
    Transcoding,
    decoded,
    decodings_of,
    encoded,
    known_transcodings,
)
from textmend.patterns import pattern

if TYPE_CHECKING:
    from textmend.passes.mojibake._char_bigrams import CharBigramModel

__all__ = [
    "LEAST",
    "LEAST_PROVEN",
    "WORD",
    "CostlyStretch",
    "Finding",
    "parts",
    "search",
    "suspects",
]

# By how many bits the text must improve. Set on the development sentences and prose, 15,577 lines with
# characters beyond ASCII: the maximum that a wrong transcoding gains there is given next to each.
LEAST = 20.0
_LEAST_UTF8 = 12.0
# Once the document has proven a transcoding, the only question left is whether it happened here, too.
LEAST_PROVEN = 6.0
# Where only some words can be decoded, chance has more ways to be right.
_SURCHARGE_PARTIAL = 12.0
# Below this excess in words that cost more than correct ones, nothing is searched. Of damaged lines 1 in 100 has less.
_MIN_EXCESS_STEPS = 6 * STEPS_PER_BIT
# Long words of a rare language add up to that, too, but not to so many bits a letter.
_MIN_STEPS_PER_LETTER = 0.4 * STEPS_PER_BIT
# Nothing is searched either where a character of the words costs no more than this in the language that likes them
# best. That skips 9 in 10 of the parts of correct sentences that are costly by all languages together, and 1 in 100 of
# the damaged ones. The second number is for Kana and Han, of which there are more to choose from.
_FAIR_STEPS_PER_CHAR = 4.3 * STEPS_PER_BIT, 7.5 * STEPS_PER_BIT
# From this excess on, it is worth the time to test each word for a transcoding where not all words have one.
_DEAR = 40.0
# In words of so few characters, no other transcoding may come this close to the best one, in steps: of names of 4 to 12
# letters 1 in 50 would become another word, and 1 in 150 does. The price is 1 name in 25 that is not restored.
_SHORT_WORD_CHARS, _MARGIN = 14, 5 * STEPS_PER_BIT
# A transcoding that explains none of so many words at the start of a part is not tried on the others: where it
# happened it explains most words, and where it did not, few correct words happen to be explained.
_ASKED = 6
# A word in another language than the text around it, such as a name, is one in 250: that many steps.
_FOREIGN_STEPS = 8 * STEPS_PER_BIT
# In many lines more words count for one character: å is all that Swedish loses as windows-1250.
_MOST_WORDS_PER_CHAR_OF_POOL = 8

# Words are separated by ASCII spaces, which no encoding has inside a character; words that are ASCII
# throughout mean the same in all. One mark alone is not a word: a dash, a bullet.
WORD = pattern(r"[^ \t\n\r\f\v]*[^\x00-\x7f \t\n\r\f\v][^ \t\n\r\f\v]*")
# From Hebrew to Georgian: letters that none of the wrong decodings shows, so that they are not mojibake.
_SHOWN_BY_NONE = slice(0x0590, 0x1100)
_C1 = pattern("[\x80-\x9f]")

# No letters of single bytes show as so many Kana in GBK: 1 in 3 characters.
_KANA, _MOST_KANA = pattern("[\u3041-\u30ff]"), 3

# A part is scored at once: long enough to identify the language, short enough to hold one kind of damage. It is as
# much as the language of a correct text needs to be detected (`textmend.lang.detect`).
_PART = 400


class CostlyStretch(NamedTuple):
    """A stretch of a text with the words in it that are not plain ASCII, and by how many steps they are too costly."""

    start: int
    end: int
    words: list[tuple[int, int]]
    excess_per_char: int

    @property
    def excess_cost(self) -> float:
        """The excess for each character of the words."""
        return self.excess_per_char / sum(end - start for start, end in self.words)


class Finding(NamedTuple):
    """A transcoding that explains words of a part.

    Attributes:
        transcoding: the transcoding.
        words: their spans and originals.
        gain: the bits by which the part is likelier with them.
        is_all: whether no other word of the part is beyond ASCII.
        witnesses: the characters that are evidence, each with its neighbours.
    """

    transcoding: Transcoding
    words: list[Word]
    gain: float
    is_all: bool
    witnesses: frozenset[str]


def suspects(char_bigram_model: CharBigramModel, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that may have suspicious parts or what `sequences` looks for."""
    while (
        start := char_bigram_model.suspect(
            text, start, end, _signs(), _MIN_EXCESS_STEPS, _MIN_STEPS_PER_LETTER, *_FAIR_STEPS_PER_CHAR, 2 * _PART
        )
    ) >= 0:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


@cache
def _signs() -> bytes:
    """The flags of each character; see `CharBigramModel.suspect`."""
    signs = bytearray(128) + bytearray([STRANGE]) * (0x10000 - 128)
    signs[_SHOWN_BY_NONE] = bytes(len(range(*_SHOWN_BY_NONE.indices(len(signs)))))
    for character in FAMILIAR:
        signs[ord(character)] = 0
    for characters, sign in sequences.signs():
        for character in characters:
            signs[ord(character)] |= sign
    return bytes(signs)


def parts(char_bigram_model: CharBigramModel, line: str) -> Iterator[CostlyStretch]:
    """Split a line into parts, at spaces, and yield those whose words cost more than correct ones do."""
    start, end = 0, len(line)
    while start < end:
        stop = end
        if end - start > 2 * _PART:
            stop = line.find(" ", start + _PART, start + 2 * _PART) + 1 or start + 2 * _PART
        excess_per_char = char_bigram_model.excess_per_char(line, start, stop, _MIN_STEPS_PER_LETTER)
        if excess_per_char > _MIN_EXCESS_STEPS and char_bigram_model.are_dear(line, start, stop, *_FAIR_STEPS_PER_CHAR):
            yield CostlyStretch(
                start, stop, [match.span() for match in WORD.finditer(line, start, stop)], excess_per_char
            )
        start = stop


def _tried(words: _StretchWords, candidates: Iterable[Transcoding], least: float) -> Finding | None:
    """Return the best of some transcodings for a part, if it improves the text by the required bits.

    Args:
        words: the words of the part.
        candidates: the transcodings.
        least: the bits, for UTF-8 as `_LEAST_UTF8` is for others' `LEAST`.
    """
    best: Finding | None = None
    right = ""
    cheapest = rival = inf
    margin = _MARGIN if len(words.together) <= _SHORT_WORD_CHARS else 0.0
    for transcoding in candidates:
        if not (changed := words.changed(transcoding)):
            continue
        said = words.independent(changed)
        after = words.with_changes(said)
        is_all = len(changed) == len(words.each)
        if best and after == right and len(changed) > len(best.words):
            # The same by another code page, which also explains words that are not evidence themselves: `‘ â®çª¨`, С
            # точки.
            best = best._replace(transcoding=transcoding, words=changed, is_all=is_all)
        cost = words.cost(after, transcoding) + STEPS_PER_BIT * transcoding.rarity
        if cost >= min(cheapest + margin, rival) or after == right:
            continue
        wanted = least + (0.0 if is_all else _SURCHARGE_PARTIAL)
        is_utf8 = transcoding.true == "utf-8"
        wanted += _LEAST_UTF8 - LEAST if is_utf8 else 0.0
        if words.cost_before(transcoding) - cost < STEPS_PER_BIT * wanted:
            continue
        cost += STEPS_PER_BIT * objections(said, is_utf8=is_utf8)
        gain = (words.cost_before(transcoding) - cost) / STEPS_PER_BIT
        # In this order, for random letters gain much in many transcodings, and are not text in any.
        if (
            gain < wanted
            or not words.can_become(changed, transcoding)
            or (told := words.strength(said, transcoding)) < wanted
        ):
            continue
        if cost < cheapest:
            cheapest, rival, right = cost, cheapest, after
            best = Finding(transcoding, changed, min(gain, told), is_all, words.witnesses(said))
        else:
            rival = cost
    return best if rival - cheapest >= margin else None


def search(
    char_bigram_model: CharBigramModel,
    text: str,
    part: CostlyStretch,
    proven: Sequence[Transcoding],
    least: float,
    only_utf8: bool = False,
) -> Finding | None:
    """Return the transcoding that explains a part.

    Args:
        char_bigram_model: the model that scores texts.
        text, part: the text, and where to look.
        proven: transcodings that the document has proven; if one of them explains the part, no others are tried.
        least: the bits that one of these must gain.
        only_utf8: whether to try, of the others, only those from UTF-8.
    """
    words = _StretchWords(char_bigram_model, text, part)
    if proven and (found := _tried(words, proven, least)):
        return found
    return _tried(words, words.possible(only_utf8), LEAST)


def search_pool(char_bigram_model: CharBigramModel, text: str, wrong: Collection[str]) -> Finding | None:
    """Return the single-byte transcoding that explains a text of which no line is evidence enough by itself.

    Args:
        char_bigram_model, text: the model that scores texts, and the text.
        wrong: the wrong decodings to try.
    """
    words = [match.span() for match in WORD.finditer(text)]
    # One step more than it is, so that a transcoding need not remove anything to explain it: each pair of letters of
    # Hungarian with õ for ő is correct in some language.
    part = CostlyStretch(0, len(text), words, char_bigram_model.excess_per_char(text, 0, len(text), 0.0) + 1)
    pooled = _StretchWords(char_bigram_model, text, part, _MOST_WORDS_PER_CHAR_OF_POOL)
    candidates = (each for each in pooled.possible(only_utf8=False) if each.wrong in wrong)
    return _tried(pooled, (each for each in candidates if each.true not in MULTIBYTE), LEAST)


class _StretchWords:
    """The words of a part beyond ASCII, what the transcodings turn them back into, and what the part costs with them.

    They are encoded once for each wrong decoding.
    """

    def __init__(
        self,
        char_bigram_model: CharBigramModel,
        text: str,
        part: CostlyStretch,
        words_per_char: int = MOST_WORDS_PER_CHAR,
    ) -> None:
        self._char_bigram_model, self._text, self._part = char_bigram_model, text, part
        self._words_per_char = words_per_char
        self.each = [text[start:end] for start, end in part.words]
        self.together = " ".join(self.each)
        self.are_dear = part.excess_per_char > STEPS_PER_BIT * _DEAR
        # Those that are evidence no word before them has given.
        self._news = {span for span, is_new in zip(part.words, independent(self.each), strict=True) if is_new}
        self._repeated = [(*span, "") for span in part.words if span not in self._news]
        self._costs_before: dict[tuple[bool, bool], int] = {}
        self._bytes: dict[str, bytes] = {}
        self._known: set[tuple[bytes, str]] = set()
        self._bytes_of_each: dict[str, list[bytes]] = {}

    def changed(self, transcoding: Transcoding) -> list[Word]:
        """The words that a transcoding changes, with their originals; none where those are as costly."""
        undone = self.undone(transcoding)
        # A result that is correct text is no longer costly, and that is the faster check.
        if (
            not undone
            or self._char_bigram_model.excess_per_char(undone, 0, len(undone), 0.0) >= self._part.excess_per_char
        ):
            return []
        return [
            (*span, word)
            for span, old, word in zip(self._part.words, self.each, undone.split(" "), strict=True)
            if word != old
        ]

    def independent(self, words: Iterable[Word]) -> list[Word]:
        """The words among these that are evidence no word before them has given."""
        return [word for word in words if word[:2] in self._news]

    def with_changes(self, words: Iterable[Word]) -> str:
        """The text of the part with other words in it, and without those that only repeat others."""
        pieces: list[str] = []
        at = self._part.start
        for start, end, word in merge(self._repeated, words):
            pieces += (self._text[at:start], word)
            at = end
        pieces.append(self._text[at : self._part.end])
        return "".join(pieces)

    def cost(self, text: str, transcoding: Transcoding) -> float:
        """The steps that a transcoding's result costs."""
        is_utf8 = transcoding.true == "utf-8"
        return self._char_bigram_model.cost(text, 0, len(text), not is_utf8, 0 if is_utf8 else _FOREIGN_STEPS)

    def cost_before(self, transcoding: Transcoding) -> float:
        """The steps that the text costs as written, counted as the results of a transcoding are."""
        kind = is_utf8, is_eastern = transcoding.true == "utf-8", transcoding.wrong in MULTIBYTE
        if kind not in self._costs_before:
            text = self.with_changes(())
            # Text that shows UTF-8 has a form that symbols lack, and in what East Asian code pages show only Han count.
            text = text if is_utf8 or is_eastern else without_symbols(text)
            self._costs_before[kind] = self._char_bigram_model.cost(
                text, 0, len(text), False, 0 if is_utf8 else _FOREIGN_STEPS
            )
        return self._costs_before[kind]

    def strength(self, words: Iterable[Word], transcoding: Transcoding) -> float:
        """The maximum evidence in bits of words for a transcoding."""
        return strength(
            self._text,
            words,
            is_utf8=transcoding.true == "utf-8",
            is_eastern=transcoding.wrong in MULTIBYTE,
            words_per_char=self._words_per_char,
        )

    def witnesses(self, words: Iterable[Word]) -> frozenset[str]:
        """The characters of words that are evidence, each with its neighbours."""
        return frozenset().union(*(contexts(self._text[start:end]) for start, end, _ in words))

    def can_become(self, words: list[Word], transcoding: Transcoding) -> bool:
        """Whether words are text, and so is what a transcoding turns them back into."""
        if not is_text(self._char_bigram_model, self._text, words, transcoding) or is_chart(
            self.together, transcoding.wrong
        ):
            return False
        return not {transcoding.true, transcoding.wrong} <= LATIN or is_language(
            self._char_bigram_model, self.with_changes(words)
        )

    def possible(self, only_utf8: bool) -> Iterator[Transcoding]:
        """The transcodings whose wrong decoding has the characters of all words; of costly words, of one."""
        is_kana = _MOST_KANA * len(_KANA.findall(self.together)) > len(self.together)
        mask = reduce(or_, map(decodings_of, self.each)) if self.are_dear else decodings_of(self.together)
        for number, them in enumerate(known_transcodings().values()):
            if mask >> number & 1:
                # UTF-8 comes first in each.
                for transcoding in them[:1] if only_utf8 else them:
                    if not is_kana or transcoding.true in MULTIBYTE:
                        yield transcoding

    def undone(self, transcoding: Transcoding) -> str:
        """The original words, joined by spaces; "" if they are not explained; costly ones may be in part.

        A result that another transcoding has given already is "", too: code pages share most characters.
        """
        if transcoding.wrong not in self._bytes:
            self._bytes[transcoding.wrong] = encoded(self.together, transcoding.wrong)
        together = self._bytes[transcoding.wrong]
        if together:
            if (together, transcoding.true) in self._known:
                return ""
            self._known.add((together, transcoding.true))
        whole = decoded(together, transcoding.true)
        if whole and whole.count(" ") == len(self.each) - 1 and not _is_raw(whole, transcoding):
            return whole
        if not self.are_dear or len(self.each) == 1:
            return ""
        if transcoding.wrong not in self._bytes_of_each:
            self._bytes_of_each[transcoding.wrong] = [encoded(word, transcoding.wrong) for word in self.each]
        raw = self._bytes_of_each[transcoding.wrong]
        if not any(_right(each, transcoding) for each in raw[:_ASKED]):
            return ""
        # Where correct and damaged words alternate, they are a few that recur.
        right = {each: _right(each, transcoding) for each in set(raw)}
        return " ".join([right[each] or word for word, each in zip(self.each, raw, strict=True)])


def _right(raw: bytes, transcoding: Transcoding) -> str:
    """The text that the bytes of a word encode; "" when that is not text."""
    word = decoded(raw, transcoding.true)
    return "" if _is_raw(word, transcoding) else word


def _is_raw(text: str, transcoding: Transcoding) -> bool:
    """Whether a text still has undecoded bytes, which only a layer of UTF-8 may have below it."""
    return transcoding.true != "utf-8" and _C1.search(text) is not None

"""Hyphens that an extractor has dropped, with the line breaks after them: a line is then as wide as two.

pdftotext does so. The word is whole again if it was broken at a syllable, but a compound lacks its hyphen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.lang import Language, Lexicon, normalized_word
from textmend.lang.broken_words import DocumentWords, HyphenAction, Word, judge
from textmend.passes.layout.breaks import LineBreak, wider_than
from textmend.passes.layout.hyphens import HYPHEN_MARKS, LEAST_LINES, are_words
from textmend.passes.layout.wrapping import Wrapping
from textmend.patterns import pattern

__all__ = ["dropped_hyphens", "spaces_for_hyphens"]

# Of a word, or of the part of one that has hyphens already: `photo-micropositronic`.
_PART = pattern(r"[^\W\d_]{6,64}")
# Lines that are so many times as wide as the page were joined; wider ones are paragraphs, or the place is not known.
_WIDER, _WIDEST = 1.25, 5.0
# Font metrics err by so much, as a share of the width. Lines are narrower than it by so many standard deviations at
# most, which are no less than that share of it.
_ERROR, _DEVIATIONS, _LEAST_SPREAD = 0.02, 2.5, 0.02
# An extractor that drops hyphens does so at nearly every line; where others stay, columns may have been read across.
_JOINED_PER_HYPHEN = 4
# A word as common as "the", in bits, is no half of a compound; of words that were run together, half have one.
_COMMONEST, _COMPOUNDS_PER_RUN_TOGETHER = 8.0, 3
# A half of a compound has so many letters.
_LEAST_LETTERS = 3
# Compounds are at one line end in 170; where words are broken at syllables, one line in eight is joined with the next.
_LINES_PER_JOINED = 30
# Of 62 such compounds of printed pages that pdftotext has read, 58 were some. Only of English, as "Hausboot" has none.
_BY_HALVES = 0.92
# Two words are one if that is so many bits more likely: "be came" is, "any where" is only where others are. Words that
# the lexicon lacks are as rare as this.
_DIVIDED = pattern(r"(?<![^\W\d_])([^\W\d_]{2,}) (?=([^\W\d_]{2,})(?![\w’'-]))")
_LEAST_GAIN, _LEAST_GAIN_MANY, _UNKNOWN = 6.0, 3.0, 24.0
# So many lines, and such a share of those that were joined, have a space there; otherwise, it is chance. Then, lines
# that are a little wider than the page are some, too.
_LEAST_SPACES, _SPACES_SHARE, _WIDE = 2, 0.2, 1.03


def dropped_hyphens(
    line_breaks: Sequence[LineBreak], wrapping: Wrapping, text: str, language: Language
) -> list[tuple[int, float]]:
    """Return where an extractor that joins lines at hyphens dropped that of a compound, and how certain that is.

    The line is wider than the page, and the word is where the first of two ended: `self|reported`. The document has it
    with a hyphen, or it is no word but two.

    Args:
        line_breaks: those of the text.
        wrapping: how it was wrapped.
        text: the document.
        language: the language whose lexicon is opened if there are any.
    """
    joined = wider_than(line_breaks, _WIDER * wrapping.width)
    hyphens = sum(each.left.content[-1] in HYPHEN_MARKS for each in line_breaks) if joined else 0
    if hyphens * _JOINED_PER_HYPHEN > len(joined) or not (places := _at_joints(joined, wrapping)):
        return []
    rarely = len(line_breaks) >= max(LEAST_LINES, _LINES_PER_JOINED * len(joined))
    vocabulary = DocumentWords(text, (), language.lexicon, places.values())
    found: list[tuple[int, float]] = []
    run_together = 0
    for at, ways in places.items():
        compounds = {
            word: sure
            for word in ways
            if (sure := _compound(word, vocabulary, english=language.code == "en", rarely=rarely))
        }
        surest = max(compounds.values(), default=0.0)
        best = [word for word, confidence in compounds.items() if confidence == surest]
        if len(best) == 1:
            found.append((at + len(best[0].left), surest))
        run_together += any(_is_run_together(word, vocabulary) for word in ways)
    return [] if run_together * _COMPOUNDS_PER_RUN_TOGETHER > len(found) else found


def spaces_for_hyphens(
    line_breaks: Sequence[LineBreak], wrapping: Wrapping, language: Language
) -> list[tuple[int, int]]:
    """Return the spans of spaces that an extractor left where it dropped a hyphen: `ambi tious`.

    The line is wider than the page, and the space is where the first of two ended; the words next to it are one. What
    comes behind the space may be the short end of a paragraph, if there are spaces in other lines, too.

    Args:
        line_breaks: those of the text.
        wrapping: how it was wrapped.
        language: the language whose lexicon is opened if there are any such lines.
    """
    joined = wider_than(line_breaks, _WIDER * wrapping.width)
    if len(joined) < _LEAST_SPACES:
        return []
    lexicon = language.lexicon
    found = sum(any(_spaces(each, wrapping, lexicon, _WIDER, _LEAST_GAIN)) for each in joined)
    if found < max(_LEAST_SPACES, _SPACES_SHARE * len(joined)):
        return []
    wide = wider_than(line_breaks, _WIDE * wrapping.width)
    return [span for each in wide for span in _spaces(each, wrapping, lexicon, _WIDE, _LEAST_GAIN_MANY)]


def _spaces(
    line_break: LineBreak, wrapping: Wrapping, lexicon: Lexicon, wider: float, least: float
) -> Iterator[tuple[int, int]]:
    """Yield the spans of spaces inside words where a joined line may have been broken.

    Args:
        line_break: the break behind it.
        wrapping: how the document was wrapped.
        lexicon: the words of its language.
        wider: how far it goes on behind such a place at least, as a share of the width.
        least: by how many bits one word must be more likely than two.
    """
    content, font = line_break.left.content, wrapping.font
    read = before = 0
    for match in _DIVIDED.finditer(content):
        left, right = match.groups()
        before += font.measure(content[read : match.end(1)])
        read = match.end(1)
        most = _most_before(before + font.measure(right), line_break, wrapping, wider)
        if before <= most and _gain(left, right, lexicon) >= least:
            yield line_break.left.first + match.end(1), line_break.left.first + match.start(2)


def _gain(left: str, right: str, lexicon: Lexicon) -> float:
    """Return by how many bits a word is more frequent than its halves would be next to each other by chance."""
    whole = lexicon.cost(normalized_word(left + right))
    if whole is None or not right.islower():
        return 0.0
    halves = [lexicon.cost(normalized_word(half)) for half in (left, right)]
    return sum(_UNKNOWN if cost is None else cost for cost in halves) - whole


def _at_joints(joined: Sequence[LineBreak], wrapping: Wrapping) -> dict[int, list[Word]]:
    """Return the ways to divide the words at which lines may have been joined, by their positions."""
    found: dict[int, list[Word]] = {}
    for line_break in joined:
        for at, word in _ways(line_break, wrapping):
            found.setdefault(at, []).append(word)
    return found


def _ways(line_break: LineBreak, wrapping: Wrapping) -> Iterator[tuple[int, Word]]:
    """Yield the ways to divide the words of a joined line whose first half fits a line, where the whole does not."""
    content, font = line_break.left.content, wrapping.font
    read = start = 0
    for part in _PART.finditer(content):
        letters = part.group()
        start += font.measure(content[read : part.start()])
        read = part.start()
        if not letters[1:].islower() or not content[max(part.start() - 1, 0)].isprintable():
            continue  # may be an identifier, which is protected; or half a word, with U+FFFE for its hyphen
        most = _most_before(start + font.measure(letters), line_break, wrapping)
        for size in range(_LEAST_LETTERS, len(letters) - _LEAST_LETTERS + 1) if most else ():
            if start + font.measure(letters[:size]) <= most:
                yield line_break.left.first + part.start(), Word(letters[:size], "-", letters[size:])


def _most_before(end: int, line_break: LineBreak, wrapping: Wrapping, wider: float = _WIDER) -> float:
    """Return how wide a joined line is at most where the first of two lines ended, without its hyphen.

    Args:
        end: its width with the rest of the word there.
        line_break: the break behind it.
        wrapping: how the document was wrapped.
        wider: how far it goes on behind that place at least, as a share of the width.

    Returns:
        0 if no line can have ended in this word.
    """
    width, hyphen = wrapping.width, wrapping.font.measure("-")
    slack = _DEVIATIONS * max(wrapping.spread, _LEAST_SPREAD * width)
    # The lines above the one that ends here, and how far they reach; another one follows.
    above = max(0, round((end + hyphen) / wrapping.mean) - 1)
    if (
        end + hyphen < (1 - _ERROR) * width + above * (wrapping.mean - slack)
        or (above + wider) * width > line_break.width
        or line_break.width > _WIDEST * width
    ):
        return 0.0
    return (above + 1) * (1 + _ERROR) * width - hyphen


def _compound(word: Word, vocabulary: DocumentWords, *, english: bool, rarely: bool) -> float:
    """Return how certain it is that a word without a hyphen is a compound that had one; 0 if it is not.

    Args:
        word: the word, divided.
        vocabulary: the words of the document and of the language.
        english: True if that is English.
        rarely: True if so few lines were joined that no words were broken at syllables; then the spelling without a
            hyphen may be one of the lexicon, as `longterm` is.
    """
    if vocabulary.count(word.joined):
        return 0.0
    seen = vocabulary.count(word.kept) > 0
    unknown = rarely or vocabulary.cost(word.joined[0]) is None
    if not seen and not (english and unknown and are_words(word, vocabulary)):
        return 0.0
    action, confidence = judge(word, vocabulary)
    if action is not HyphenAction.KEPT:
        return 0.0
    return confidence if seen else _BY_HALVES


def _is_run_together(word: Word, vocabulary: DocumentWords) -> bool:
    """True for two words, one of the commonest, that are none together: `andwhoever`."""
    left, right = vocabulary.cost(word.before), vocabulary.cost(word.after)
    if not (left and right and min(left, right) < _COMMONEST and are_words(word, vocabulary)):
        return False
    return vocabulary.cost(word.joined[0]) is None and not vocabulary.count(word.joined)

"""The evidence that distinguishes correct text from mojibake: how likely letter pairs are in each language, by script.

The words of wordfreq give the pairs; sentences add the letters that its lists lack, and the languages that it does
not list. Of these last all those of a script are merged into one, whose pairs cost what they cost in the best of them:
it shows that a text may be correct, never that one should be repaired into it.
"""

from __future__ import annotations

import gzip
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import NamedTuple

import click
import wordfreq

from textmend.lang import BITS_PER_STEP, DATA
from textmend.passes.mojibake._char_bigrams import JOINER, LOWER, PAIRS, PLAIN, SINGLE, UPPER, WHITE
from textmend.passes.mojibake.char_bigrams import pack_char_bigrams
from training import corpus, provenance
from training.tongues import cyrillic

__all__ = ["write"]

_PLANE = 0x10000


class _Script(NamedTuple):
    """A script whose letters are counted: its name in Unicode, how, its languages, whether it has no spaces."""

    names: tuple[str, ...]
    way: int
    languages: str
    is_eastern: bool = False


# The languages of wordfreq by their scripts; Thai, which it lacks, is counted in sentences alone.
_SCRIPTS = (
    _Script(
        ("LATIN", "COMBINING"),
        PAIRS,
        "en de fr es it pt nl sv da nb is fi hu cs sk pl sl sh ro ca lt lv tr vi id ms fil",
    ),
    _Script(("CYRILLIC",), PAIRS, "ru uk bg mk sr"),
    _Script(("GREEK",), PAIRS, "el"),
    _Script(("HEBREW",), PAIRS, "he"),
    _Script(("ARABIC",), PAIRS, "ar fa ur"),
    _Script(("DEVANAGARI",), PAIRS, "hi"),
    _Script(("BENGALI",), PAIRS, "bn"),
    _Script(("TAMIL",), PAIRS, "ta"),
    _Script(("THAI",), PAIRS, "th"),
    _Script(("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"), PAIRS, "ja", True),
    _Script(("CJK",), SINGLE, "zh zht ja", True),
    _Script(("HANGUL",), SINGLE, "ko"),
)
# The lists have how often a word occurs and how many words there are; pairs are counted half by the one, half by the
# other, since names and rare words are what repairs get wrong. Sentences weigh a fifth compared with a list.
_BY_WORD = 0.5
_SENTENCES = 0.2
# Costs that do not follow from counts, in bits: a letter that is in its script and in no list, in a script whose
# letters are counted by pairs or one by one; a letter of a script that is not counted, by the size of its alphabet.
_RARE, _RARE_SINGLE, _UNCOUNTED = 13.0, 16.0, 7.0
_LEAST = 1e-6
# A pair whose share is smaller in every language has no row; it costs what its second letter does, and this much more.
_SELDOM, _UNSEEN = 2e-6, 7.0
# How many pairs the counts of a list, and those of a language's sentences, are worth as evidence of unseen pairs.
_SEEN_IN_LIST, _SEEN_IN_SENTENCES = 3e5, 4e3
_MOST_COST = 255


def _kind_of_letter(character: str) -> str:
    """The script of a letter or of a mark that is written over or under letters, from its name; "" for others."""
    category = unicodedata.category(character)
    if (
        category[0] not in "LM"
        or category == "Me"
        or character in "ªºʼʻˈˌ"
        or (category == "Lm" and character < "\u0370")
    ):
        return ""
    return unicodedata.name(character, "").partition(" ")[0].removesuffix("-HIRAGANA")


def _folded(character: str) -> str:
    if character == "İ":
        return "i"
    small = character.lower()
    return small if len(small) == 1 else character


def _runs(word: str, names: tuple[str, ...]) -> Iterator[str]:
    """The stretches of a string that are letters of one script, folded."""
    run = ""
    for character in word:
        if _kind_of_letter(character) in names:
            run += _folded(character)
        elif run:
            yield run
            run = ""
    if run:
        yield run


def _words(language: str) -> Mapping[str, float]:
    """The probability of each word, as wordfreq has it."""
    if language == "sr":
        return {cyrillic(word): share for word, share in wordfreq.get_frequency_dict("sh", "best").items()}
    if language == "zht":
        return _traditional(wordfreq.get_frequency_dict("zh", "best"))
    if language not in wordfreq.available_languages("best"):
        return {}
    found: Mapping[str, float] = wordfreq.get_frequency_dict(language, "best")
    if language == "de":
        # wordfreq writes ß as ss.
        return {**found, **{w.replace("ss", "ß"): share / 3 for w, share in found.items() if "ss" in w}}
    if language == "vi":
        # windows-1258 writes tone marks after their letters.
        return {**found, **{_toned(word): share for word, share in found.items()}}
    return found


def _toned(word: str) -> str:
    """A Vietnamese word with its tones as characters of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    result = ""
    for character in word:
        parts = unicodedata.normalize("NFD", character)
        tone = "".join(part for part in parts if part in tones)
        result += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tone
    return result


def _traditional(words: Mapping[str, float]) -> dict[str, float]:
    """Chinese words in traditional characters, of which wordfreq keeps the simplified form of each."""
    import msgpack  # which wordfreq needs

    packed = files("wordfreq") / "data" / "_chinese_mapping.msgpack.gz"
    simplified: Mapping[int, str] = msgpack.loads(gzip.decompress(packed.read_bytes()), raw=False, strict_map_key=False)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for point, character in simplified.items():
        try:
            chr(point).encode("big5")
        except UnicodeEncodeError:
            continue
        forms[character].append(chr(point))
    found: Counter[str] = Counter()
    for word, share in words.items():
        for character in word:
            for form in forms.get(character, character):
                found[form] += share / len(forms.get(character, character))  # type: ignore[assignment]
    return dict(found)


def _sentences() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for sentence in corpus.sentences("dev"):
        if corpus.is_learnt(sentence["text"]):
            found[sentence["lang"]].append(sentence["text"])
    found["zht"] = found["zh"] = found["zh"]
    return found


Pairs = Counter[tuple[str, str]]


def _counts(words: Mapping[str, float], sentences: Iterable[str], script: _Script) -> Pairs:
    """How often each pair of letters occurs, the ends of words included, all together 1; for some scripts letters."""
    by_token: Counter[tuple[str, str]] = Counter()
    by_type: Counter[tuple[str, str]] = Counter()
    by_sentence: Counter[tuple[str, str]] = Counter()
    for word, share in words.items():
        for run in _runs(word, script.names):
            for pair in _pairs(run, script):
                by_token[pair] += share  # type: ignore[assignment]
                by_type[pair] += 1
    for text in sentences:
        for run in _runs(text, script.names):
            by_sentence.update(_pairs(run, script))
    result: Counter[tuple[str, str]] = Counter()
    parts = [(by_token, 1 - _BY_WORD), (by_type, _BY_WORD), (by_sentence, _SENTENCES if words else 1.0)]
    for part, weight in parts:
        total = sum(part.values())
        for pair, count in part.items():
            result[pair] += weight * count / total  # type: ignore[assignment]
    return result


def _pairs(run: str, script: _Script) -> Iterable[tuple[str, str]]:
    return pairwise(f" {run} ") if script.way == PAIRS else (("", character) for character in run)


def _costs(counts: Pairs, letters: list[str], evidence: float) -> dict[tuple[str, str], float]:
    """The bits of the second of each pair given the first: Witten-Bell estimates of pairs over letters over chance.

    Args:
        counts: how often pairs occur.
        letters: the units of the script.
        evidence: how many pairs were counted, which determines how far rare ones can be trusted.
    """
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for (first, second), count in counts.items():
        firsts[first] += count  # type: ignore[assignment]
        seconds[second] += count  # type: ignore[assignment]
        kinds[first] += 1
    total = sum(seconds.values()) or 1.0
    single = {c: (1 - 1e-3) * seconds[c] / total + 1e-3 * _LEAST * 1e3 / len(letters) for c in letters}
    result: dict[tuple[str, str], float] = {("", second): -log2(single[second]) for second in letters}
    for first in letters:
        # This many pairs with an unseen second are as good as counted: as many as there are kinds.
        unseen = kinds[first] / evidence if kinds[first] else 1.0
        whole = firsts[first] + unseen
        for second in letters:
            result[first, second] = -log2((counts[first, second] + unseen * single[second]) / whole)
    return result


def _steps(bits: float) -> int:
    return max(0, min(_MOST_COST, round(bits / BITS_PER_STEP)))


def _rows(script: _Script, sentences: Mapping[str, list[str]]) -> tuple[list[str], int, int, array[int], bytes]:
    """The units of a script, its languages, those that are known well, where pairs have their rows, and the rows."""
    languages = script.languages.split()
    counted = [_counts(_words(code), sentences[code], script) for code in languages]
    others: list[Pairs] = []
    if script.way == PAIRS:
        others = [
            counts
            for code, texts in sentences.items()
            if code not in languages
            and sum((counts := _counts({}, texts, script)).values()) > 0
            and _is_mine(texts, script)
        ]
    letters = sorted({c for counts in (*counted, *others) for pair in counts for c in pair} - {" ", ""})
    if script.way == SINGLE:
        rows = bytearray()
        for unit in ("", *letters, None):
            for counts in counted:
                share = counts["", unit] if unit else 0.0
                rows.append(_steps(min(_RARE_SINGLE, -log2(share / sum(counts.values()) + 2**-_RARE_SINGLE))))
        return letters, len(languages), len(languages), array("H"), bytes(rows)
    units = [" ", *letters]
    tables = [
        _costs(counts, units, _SEEN_IN_LIST if _words(code) else _SEEN_IN_SENTENCES)
        for code, counts in zip(languages, counted, strict=True)
    ]
    tables += [_costs(counts, units, _SEEN_IN_SENTENCES) for counts in others]
    seen = {pair for counts in (*counted, *others) for pair, share in counts.items() if share > _SELDOM}
    index = array("H")
    rows = bytearray()
    for second in (*units, None):
        rows += bytes(_steps(_RARE if second is None else table["", second] + _UNSEEN) for table in tables)
    for first in (*units, None):
        for number, second in enumerate((*units, None)):
            if first is not None and (first, second) in seen:
                index.append(len(rows) // len(tables))
                rows += bytes(_steps(table[first, second]) for table in tables)
            else:
                index.append(number)
    return letters, len(tables), len(languages), index, bytes(rows)


def _is_mine(texts: list[str], script: _Script) -> bool:
    """True when a good part of a language's sentences is in the script: Turkmen has two."""
    letters = [c for c in "".join(texts) if c.isalpha()]
    return sum(_kind_of_letter(c) in script.names for c in letters) > len(letters) / 8


# Bits of characters that are not letters, by their use.
_SPACES = {" ": 1.0, "\n": 2.0, "\r": 2.0, "\t": 4.0, "\xa0": 8.0, "\u3000": 4.0, "\u202f": 7.0, "\u2009": 7.0}
_MARKS = {
    4.0: ".,、。",
    5.0: "-'\"():;!?/「」『』（），：；！？・《》",
    7.0: "‘’“”–—…«»„·،؛؟。",
    8.0: "•°€£§©®™¿¡ªº№×“‹›‚′″ー",
}
_BY_CATEGORY = {"P": 9.0, "S": 12.0, "N": 10.0, "Z": 9.0, "Cf": 9.0, "Cc": 16.0, "Co": 16.0, "Cs": 16.0, "Cn": 22.0}
_JOINERS = "'’-‐·ʼʻˈ_&@./:0123456789\xad\u200c\u200d"
_HALF_WIDTH = 8.0


def _mark(character: str) -> float:
    """The bits of a character that is not a letter of a counted script."""
    if character in _SPACES:
        return _SPACES[character]
    for bits, marks in _MARKS.items():
        if character in marks:
            return bits
    category = unicodedata.category(character)
    if character in "0123456789":
        return 4.5
    if character < "\x80" and character.isprintable():
        return 7.0
    if "\x80" <= character <= "\x9f":
        return 13.0
    if character == "\ufffd":
        return 13.0
    if "\uff01" <= character <= "\uff5e":
        return 6.5
    if "\u3000" <= character <= "\u303f":
        return 6.0
    if category[0] in "LM":
        return _UNCOUNTED
    return _BY_CATEGORY.get(category, _BY_CATEGORY.get(category[0], 12.0))


def write() -> None:
    """Build and write the file."""
    sentences = _sentences()
    units = array("H", bytes(2 * _PLANE))
    kinds = bytearray(_PLANE)
    marks = bytearray(_PLANE)
    shapes: list[tuple[int, ...]] = [(PLAIN, 0, 0, 0, 0, 0, 0, 0)]
    index = array("H")
    rows, best = bytearray(), bytearray()
    number_of = {}
    unit_of: list[dict[str, int]] = [{}]
    for number, script in enumerate(_SCRIPTS, 1):
        letters, languages, known, places, costs = _rows(script, sentences)
        shapes.append(
            (script.way, len(letters) + 2, languages, known, len(rows), int(script.is_eastern), len(index), len(best))
        )
        best += bytes(min(costs[at : at + languages]) for at in range(0, len(costs), languages))
        rows += costs
        index += places
        unit_of.append({letter: at for at, letter in enumerate(letters, 1)})
        for name in script.names:
            number_of[name] = number
        click.echo(f"{script.names[0]}: {len(letters)} letters, {languages} languages, {len(costs):,} costs")
    uncounted: dict[str, int] = {}
    for point in range(_PLANE):
        character = chr(point)
        name = _kind_of_letter(character)
        if name in ("", "HALFWIDTH", "FULLWIDTH") and "\uff66" <= character <= "\uff9f":
            name = "HALFWIDTH"
        if name and name not in ("FULLWIDTH",) and unicodedata.category(character) != "Cn":
            number = number_of.get(name) or 0
            if not number:
                # Scripts that are not counted share the remaining numbers.
                number = uncounted.setdefault(name, len(_SCRIPTS) + 1 + len(uncounted) % (31 - len(_SCRIPTS)))
            kinds[point] = number
            if character.lower() != character:
                kinds[point] |= UPPER
            elif character.upper() != character:
                kinds[point] |= LOWER
            if number <= len(_SCRIPTS):
                units[point] = unit_of[number].get(_folded(character), len(unit_of[number]) + 1)
            marks[point] = _steps(_HALF_WIDTH if name == "HALFWIDTH" else _UNCOUNTED)
        else:
            marks[point] = _steps(_mark(character))
            units[point] = WHITE if character.isspace() else 0
            if character in _JOINERS:
                kinds[point] |= JOINER
    shapes += [(PLAIN, 0, 0, 0, 0, 0, 0, 0)] * (32 - len(shapes))
    path = Path(DATA, "alphabets.bin")
    pack_char_bigrams(units, bytes(kinds), bytes(marks), shapes, index, bytes(rows), bytes(best), path)
    facts = {"scripts": len(_SCRIPTS), "languages": sum(shape[3] for shape in shapes)}
    sources = [*provenance.packages("wordfreq"), provenance.SENTENCES]
    provenance.certify(path, "python -m training alphabets", sources, **facts)
    click.echo(f"{path.name}: {facts}, {path.stat().st_size / 1e6:.1f} MB")

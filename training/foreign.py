"""The lexica of the languages other than English: which strings are words, and how frequent each is.

As in `training.lexicon` the entries come from wordfreq and are compared with their own best splits, for its lists have
what people type: "dela" in Spanish, "aufdie" in German. No counts of pairs of words are available for these
languages, so a pair is taken to be as frequent as its words make it, and dictionaries confirm what is a word all
the same: the German compounds and the Romance verbs with enclitic pronouns are words that such a test would drop.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from pathlib import Path

import click
import wordfreq
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from textmend.lang import CAPITALIZED, DATA, normalized_word
from textmend.lang._tables import LONGEST_KEY
from textmend.lang.tables import pack
from training import letters, provenance
from training.lexicon import ALWAYS, steps

__all__ = ["build_tables", "write_tables"]

_LATIN = r"a-z\u00df-\u024f"
# Each language: the letters of its script, the words of one letter, the words in thousands of its table (a
# table of 87 thousand takes half a megabyte, one of 174 a whole; the languages with many endings need the latter).
_SETTINGS = {
    "cs": (_LATIN, "aikosuvz", 174),
    "de": (_LATIN, "", 174),
    "es": (_LATIN, "aeouyó", 87),
    "fr": (_LATIN, "aàyô", 87),
    "it": (_LATIN, "aeioèò", 87),
    "nl": (_LATIN, "u", 87),
    "pl": (_LATIN, "aiouwz", 174),
    "pt": (_LATIN, "aeoàéóô", 87),
    "ru": ("а-яё", "абвжикосуя", 174),
    "sv": (_LATIN, "iåö", 174),
    "tr": (_LATIN, "o", 174),
    "uk": ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвежзийіоуєя", 174),
}
# The n-grams of a character model; an eighth of a megabyte has room for this many. Spelling out a rare Spanish word of
# eight letters costs 26.4 bits with them, and 25.9 with twice as many.
_MOST_GRAMS = 21_800

# Words that lose their last vowel before another: these heads and the apostrophe are entries of their own ("l'"), so
# that a lexicon can compose "l'homme" from them and "homme". Endings after an apostrophe are too ("'nin", "'s").
_HEADS = {
    "fr": ("l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"),
    "it": (
        "l", "d", "un", "c", "s", "m", "t", "v", "n", "dell", "all", "dall", "nell", "sull", "coll", "quell", "quest",
        "gl", "bell", "sant", "com", "cos", "dov", "quant", "quand", "anch", "nessun", "ciascun", "qualcun", "senz",
        "tutt", "mezz", "cent", "trent", "ottant", "grand", "pover", "buon", "ognun", "neanch", "tant",
    ),
    "pt": ("d",),
}  # fmt: skip
_TAILS = {"nl": ("s", "tje", "tjes"), "pl": ("a", "u", "owi", "em", "ie", "ego", "emu", "go", "s"), "de": ("s",)}
# Turkish attaches its endings to names with an apostrophe. An ending found on so many of them is one.
_STEMS_OF_A_TAIL = 5

# A string that no dictionary has and that is written together less than once in ten times of what chance makes of its
# parts is a slip of the space bar. Read off the lists sorted by this ratio: under it run-togethers ("nurnoch",
# "difatto", "heryer"), misspellings and foreign names prevail; up to 1 they and words ("saarland") are even.
_SLIP = 0.1
# In a dictionary or not: if it is this rare it is a slip in practice. "Indie" is a word, but "in die" 300 times as
# likely.
_SLIP_ALL_THE_SAME = 0.01
# Verbs with enclitic pronouns are too many for dictionaries.
_CLITICS = {
    "es": re.compile(r"\w{2,}(?:[aeiáéí]r|[aeiáéí]ndo)(?:[mts]e|l[aeo]s?|nos|os){1,2}"),
    "it": re.compile(r"\w{2,}(?:[aei]r|[ae]ndo|[aiu]t[aeio])(?:[mtscv]i|(?:[mtscv]e|glie)?(?:l[aeio]|ne)|gli)"),
}
# A string that no dictionary has is a name, a foreign word or a slip of the pen; if space is limited it counts less.
_UNVOUCHED = 0.5
# Most strings of two letters in wordfreq are abbreviations and foreign words. Those that are not frequent words
# would only make more strings splittable.
_FREQUENT = 1e-5
# wordfreq's shorter lists end here.
_SHORT_LIST = 1e-6


def _vouched(language: str) -> dict[str, str]:
    """The forms in the dictionaries of simplemma, in lexicon spelling, each with its base form."""
    found = DefaultDictionaryFactory().get_dictionary(language)
    forms = {_text(form): _text(base) for form, base in found.items()}
    return {_spelled(form, language): _spelled(base, language) for form, base in forms.items() if form.isalpha()}


def _text(entry: str | bytes) -> str:
    return entry if isinstance(entry, str) else entry.decode()


def _spelled(word: str, language: str) -> str:
    # Turkish has an i without a dot, and wordfreq knows; `str.lower` does not.
    return normalized_word(word.replace("İ", "i").replace("I", "ı") if language == "tr" else word)


def frequencies(language: str) -> dict[str, float]:
    """The probability of every string of letters and apostrophes that wordfreq lists, slips included."""
    script, _, _ = _SETTINGS[language]
    word = re.compile(f"[{script}]+(?:'[{script}]+)*")
    size = "large" if language in wordfreq.available_languages("large") else "small"
    listed = wordfreq.get_frequency_dict(language, size)
    return {
        w: f
        for w, f in listed.items()
        if word.fullmatch(w) and len(w) <= LONGEST_KEY and (len(w) != 2 or f > _FREQUENT)
    }


def _with_sharp_s(words: Mapping[str, float], vouched: Iterable[str]) -> dict[str, float]:
    """Add the German words with ß, which wordfreq writes ss; those stay, for the Swiss have them."""
    with_ss: defaultdict[str, list[str]] = defaultdict(list)
    for form in vouched:
        if "ß" in form:
            with_ss[form.replace("ß", "ss")].append(form)
    return dict(words) | {form: f for w, f in words.items() for form in with_ss.get(w, ())}


def _without_slips(words: Mapping[str, float], vouched: Iterable[str], language: str) -> dict[str, float]:
    """Leave out the entries that are several words without their spaces."""
    singles, clitics = _SETTINGS[language][1], _CLITICS.get(language)
    kept: dict[str, float] = {}
    # A part is always more frequent than the whole, or the whole is not a slip.
    for word in sorted(words, key=lambda w: (-words[w], w)):
        is_word = word in vouched or (clitics is not None and clitics.fullmatch(word) is not None)
        if words[word] >= _best_split(word, kept, singles) * (_SLIP_ALL_THE_SAME if is_word else _SLIP):
            kept[word] = words[word]
    return kept


def _best_split(word: str, words: Mapping[str, float], singles: str) -> float:
    """The probability of the likeliest words, two or more, that make up `word`."""
    best = [1.0] + [0.0] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            if best[start] and end - start < len(word) and (end - start > 1 or word[start] in singles):
                best[end] = max(best[end], best[start] * words.get(word[start:end], 0.0))
    return best[-1]


def _apart(words: Mapping[str, float], language: str) -> dict[str, float]:
    """Make entries of elided heads and of endings after apostrophes, and leave out the words that they explain."""
    pairs = [(w.partition("'")[0], w.partition("'")[2], f) for w, f in words.items() if w.count("'") == 1]
    tails = _TAILS.get(language, ())
    if language == "tr":
        stems = Counter(tail for _, tail, _ in pairs)
        tails = tuple(tail for tail, count in stems.items() if count >= _STEMS_OF_A_TAIL)
    affixes = {f"{head}'": words.get(head, 0.0) for head in _HEADS.get(language, ())}
    affixes |= dict.fromkeys((f"'{tail}" for tail in tails), 0.0)
    explained = set()
    for head, tail, frequency in pairs:
        affix, rest = (f"{head}'", tail) if f"{head}'" in affixes else (f"'{tail}", head)
        if affix in affixes:
            affixes[affix] += frequency
            if rest in words:
                explained.add(f"{head}'{tail}")
    singles = _SETTINGS[language][1]
    return {w: f for w, f in words.items() if w not in explained and (len(w) > 1 or w in singles)} | affixes


def _inflected(words: Mapping[str, float], vouched: Mapping[str, str]) -> dict[str, float]:
    """Estimate the frequencies of forms that dictionaries have and a short list lacks.

    A form is as frequent as its base form makes it, times how much more or less frequent the words of the list with
    the same ending are than their base forms, after the same two letters: Turkish vowels agree with those before.
    """
    ratios: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    unlisted: list[tuple[str, str, tuple[str, str]]] = []
    for form, base in vouched.items():
        if base not in words or form == base:
            continue
        shared = _shared(form, base)
        ending = form[max(0, shared - 2) : shared], f"{base[shared:]}>{form[shared:]}"
        if form in words:
            ratios[ending][0] += words[form]
            ratios[ending][1] += words[base]
        else:
            ratios[ending][1] += words[base]
            unlisted.append((form, base, ending))
    return {
        form: min(_SHORT_LIST, words[base] * ratios[ending][0] / ratios[ending][1])
        for form, base, ending in unlisted
        if ratios[ending][0] and len(form) <= LONGEST_KEY
    }


def _shared(first: str, second: str) -> int:
    """The number of letters that two words begin with alike."""
    count = 0
    while count < min(len(first), len(second)) and first[count] == second[count]:
        count += 1
    return count


def _dotted(words: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield the Turkish words and the lexicon spelling of those with a capital I, with a dot or without."""
    for word, frequency in words.items():
        yield word, frequency
        if word[0] in "iı":
            yield normalized_word(("İ" if word[0] == "i" else "I") + word[1:]), frequency


def words_of(language: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return the words of the lexicon, and all that could be found, with their probabilities."""
    vouched = _vouched(language)
    words = frequencies(language)
    if language == "de":
        words = _with_sharp_s(words, vouched)
    words = _apart(_without_slips(words, vouched, language), language)
    if language == "tr":
        words = dict(_dotted(_inflected(words, vouched) | words))
    worth = {w: f if w in vouched or "'" in w else f * _UNVOUCHED for w, f in words.items()}
    most = 1000 * _SETTINGS[language][2]
    return {w: words[w] for w in nlargest(most, worth, key=lambda w: (worth[w], w))}, words


def _capitals(words: Iterable[str], language: str) -> dict[str, int]:
    """Return the words that always have a capital, as a German noun has, with the value that tables use for always."""
    entries: set[str] = set()
    for form, base in DefaultDictionaryFactory().get_dictionary(language).items():
        entries |= {_text(form), _text(base)}
    small = {entry for entry in entries if entry.islower()}
    large = {entry.lower() for entry in entries if entry.istitle()} - small
    return {word: ALWAYS for word in words if word in large}


def build_tables(language: str) -> dict[str, dict[str, int]]:
    """Return the tables of a language: words and letters, as costs, and capitals if the language capitalises nouns."""
    kept, found = words_of(language)
    whole = {word: steps(f) for word, f in found.items() if word[0] != "'" and word[-1] != "'"}
    tables = {
        "words": {word: steps(f) for word, f in kept.items()},
        "letters": letters.build(whole, _MOST_GRAMS),
    }
    if language in CAPITALIZED:
        tables["capitals"] = _capitals(kept, language)
    return tables


def write_tables(language: str) -> None:
    """Build and write the files of a language."""
    for part, values in build_tables(language).items():
        path = Path(DATA, f"{language}.{part}.bin")
        pack(values, path)
        provenance.certify(
            path, "python -m training others", provenance.packages("wordfreq", "simplemma"), entries=len(values)
        )
        click.echo(f"{path.name}: {len(values):,} entries, {path.stat().st_size / 1e6:.1f} MB")

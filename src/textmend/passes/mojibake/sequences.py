"""Mojibake: UTF-8 that was read as something else, repaired sequence by sequence.

ftfy supplies the knowledge: which wrong decodings happen, the codecs that undo them, and the heuristic for what
looks like mojibake (`ftfy.badness`). It decides for a whole string, though, and one correct dash in a line
blocks it. Here each run of suspicious characters is read on its own, and a run is repaired whole or not at
all: half a decoded run is worse than none, for the bytes that would explain the rest are gone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from textmend.passes.mojibake import _char_bigrams
from textmend.patterns import pattern

__all__ = [
    "CUE",
    "Change",
    "DecodedRuns",
    "MojibakeRun",
    "agreed",
    "is_bad",
    "is_common",
    "is_odd",
    "lossy",
    "runs",
    "signs",
]

# The decodings by which UTF-8 goes wrong, as ftfy lists them and in its order, and cp850, the console of the West:
# where two fit, the one that happens more often comes first. A "sloppy" codec of ftfy passes the bytes that a Windows
# code page leaves unassigned.
_WRONG_DECODINGS = (
    "latin-1",
    "sloppy-windows-1252",
    "sloppy-windows-1251",
    "sloppy-windows-1250",
    "sloppy-windows-1253",
    "sloppy-windows-1254",
    "sloppy-windows-1257",
    "iso-8859-2",
    "macroman",
    "cp437",
    "cp850",
)

_COMMON_DECODINGS = frozenset({"latin-1", "sloppy-windows-1252", "sloppy-windows-1254"})

# What a UTF-8 sequence is, as ranges of bytes; the last line is a surrogate pair (CESU-8).
_UTF8_SEQUENCES = (
    ((0xC2, 0xDF), (0x80, 0xBF)),
    ((0xE0, 0xE0), (0xA0, 0xBF), (0x80, 0xBF)),
    ((0xE1, 0xEC), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xED, 0xED), (0x80, 0x9F), (0x80, 0xBF)),
    ((0xEE, 0xEF), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xF0, 0xF0), (0x90, 0xBF), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xF1, 0xF3), (0x80, 0xBF), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xED, 0xED), (0xA0, 0xAF), (0x80, 0xBF), (0xED, 0xED), (0xB0, 0xBF), (0x80, 0xBF)),
)

# The first byte of a sequence and the others.
_LEADS, _FOLLOWERS = (0xC2, 0xF4), (0x80, 0xBF)

# Marks that occur directly next to words, and so may touch mojibake without being part of it: “Ã©tÃ©”. The C1
# bytes are such marks in windows-1252, which the pass `characters` repairs.
_RIGHT_MARKS = "\u2018\u2019\u201c\u201d\u201e\xab\xbb\u2013\u2014\u2026\u2022\xa1\xbf\xa0 \x85\x91\x92\x93\x94\x96\x97"

# The opening marks for each closing one, in any language; a word or a title has fewer characters than this.
_OPENERS_OF = {"”": "“„”", "“": "„", "’": "‘‚", "»": "«»", "«": "»"}
_LONGEST_QUOTATION = 120

_UNITS = frozenset({"Å²", "Å³"})

# From Latin to N'Ko: what UTF-8 writes with two bytes and is not in Latin-1.
_TWO_BYTE_RANGE = "\u0100", "\u07ff"

_QUOTE_PAIRS = frozenset({"\u201c\u201d", "\u2018\u2019", "\u201e\u201c", "\xab\xbb", "\xbb\xab"})

# A no-break space is byte A0, and many programs make it a plain space: "voilÃ le travail". These bytes make a
# likely character with A0: no-break space, à, Š, Π, Р, ٠ (ftfy's choice). Not in MacRoman and cp437, where they
# show as marks and box drawings, nor where they show as В and О, which are Russian words.
_BYTES_BEFORE_A0 = b"\xc2\xc3\xc5\xce\xd0\xd9"
_NO_A0 = frozenset({"macroman", "cp437", "cp850"})
# And the last byte of three is A0 as often as any other: à¸ for ภ in Thai, ìœ for 유 in Korean. 85 is left out, for an
# ellipsis after an à is correct: voilà…. So is 80 after E2: what is left of a closing quotation mark is not a dagger.
_BEFORE_A0 = (
    (((0xE0, 0xE0),), ((0xA1, 0xBF),)),
    (((0xE1, 0xE1), (0xE3, 0xEC)), ((0x80, 0x84), (0x86, 0x9F), (0xA1, 0xBF))),
    (((0xE2, 0xE2),), ((0x81, 0x84), (0x86, 0x9F), (0xA1, 0xBF))),
)
_WORDS_OF_ONE_LETTER = "ВО"

# "voilÃ le" had a no-break space, which belongs to the à, and a space, and lost one of them. Before a mark, or
# in the Portuguese "Ã s" and "Ã quele", there was only the one that belongs to the letter; not so in "Ã s'asseoir".
_ONE_SPACE = pattern(r"s\b(?!['\u2019])|quel[ae]|quilo|[\s,.;:!?)\]\xbb\u201d\u2026]|$")

# Every repair of single-byte code pages needs one of these in its line. They are the leads of two-byte sequences and
# those of the characters following a lead that are rare in clean text. Left out is what clean text has plenty of: é, à,
# ç (French), ð (Icelandic; an emoji has Ÿ next to it), š (Czech), ј (Serbian), і (Ukrainian), curly quotes.
_CUE_RANGES = (("\x80", "\x9f"), ("\xc2", "\xde"), ("\u2500", "\u256c"))
_CUE_CHARACTERS = (
    "\xa2\xa3\xa4\xa5\xa6\xa8\xac\xaf\xb0\xb1\xb2\xb3\xb5\xb6\xb7\xb8\xb9\xbc\xbd\xbe\xef"
    "œŒŸŠŽƒˆ˜‚†‡‰‹›€™ªº"  # rare next to a lead in windows-1252
    "ĂĹĆČĎĐĘĚĞİŃŇŐŘŮŰŢŞŚŹŻŁĀĒĖĢĪĶĻŅŌŲŪˇ˘˝˛"  # leads in the code pages for Central Europe, Turkey, the Baltic
    "ЂЃѓѕЅќЌЏЎҐ"  # windows-1251
    "Ξ΅΄"  # windows-1253
    "√∞≈≤≥∂∑∏∫Ω≠◊∆⌐⌠⌡░▒▓█▄▌▐▀₧"  # MacRoman, cp437
)
_CUES = _CUE_CHARACTERS + "".join(chr(point) for low, high in _CUE_RANGES for point in range(ord(low), ord(high) + 1))
CUE = pattern(f"[{_CUES}]")

_C1_RUN = pattern("[\x80-\x9f]+")

# Ewe has a letter ƒ, and ftfy takes it for MacRoman before an accented vowel (`nyagbeƒãɖeɖe`). The price: `ƒì`
# alone (ē in MacRoman) proves nothing; another repaired word in its line does.
_EWE = pattern("ƒ(?=[àáãèéìíòóõùú])")

# A byte that no encoding has, or that a program could not show, became one of these for good: `Ã?Â¢â?¬â?¢` for ’.
_WITH_HOLES = pattern("(?<![^\x00-\x7f\ufffd])[^\x00-\x7f\ufffd]+(?:[?\ufffd]+[^\x00-\x7f\ufffd]+)+")

# ftfy's rules look at most two characters beyond what they match.
_RULE_CONTEXT_CHARS = 2

Change = tuple[int, int, str, str]  # start, end, replacement, the rule


class MojibakeRun(NamedTuple):
    """A stretch of characters that could be mojibake.

    Attributes:
        is_bad: whether ftfy takes it for mojibake, in its context.
        readings: the changes that undo each wrong decoding that explains all of it.
    """

    start: int
    end: int
    is_bad: bool
    readings: dict[str, list[Change]]


def runs(line: str) -> list[MojibakeRun]:
    """The runs of a line that are UTF-8 in some wrong decoding, or look as if they were."""
    if not CUE.search(line):
        return []
    tables = _tables()
    found: list[MojibakeRun] = []
    for match in tables.run.finditer(line):
        start, end = match.span()
        # Adjacent letters that no code page shows are part of a correct word: phonetic `ɽœçʒ`.
        touches = _is_foreign_letter(line[start - 1 : start]) or _is_foreign_letter(line[end : end + 1])
        if touches or not tables.pair.search(line, start, end):
            continue
        characters = set(match[0]).difference(_RIGHT_MARKS)
        readings = {
            name: changes
            for name, codepage in tables.codepages.items()
            if characters <= codepage and (changes := _reading(line, start, end, name))
        }
        is_bad = _is_bad(line, start, end)
        if readings or (is_bad and not _only_c1_is_bad(line[start:end])):
            found.append(MojibakeRun(start, end, is_bad, readings))
    return found


def _is_foreign_letter(character: str) -> bool:
    return character > "\x7f" and character.isalpha()


def _reading(line: str, start: int, end: int, decoding: str) -> list[Change]:
    """The changes that undo `decoding` in one run; none unless they and correct marks explain all of it.

    The run is as certain as its least certain change, so that no run is half repaired.
    """
    changes: list[Change] = []
    rule = "utf-8"
    at = start
    for match in _tables().sequences[decoding].finditer(line, start, end):
        if line[at : match.start()].strip(_RIGHT_MARKS):
            return []
        at = match.end()
        character = _decoded(match.group(), decoding)
        before = line[max(match.start() - 2, 0) : match.start()]
        if not _is_likely(match.group(), character, before, line[at : at + 1]):
            return []
        if at - match.start() == 2 and _closes_quotation(line, at - 1):
            return []
        if line[at - 1] == " ":
            word_final = before[-1:].isalnum()
            two_spaces = character == "à" and not _ONE_SPACE.match(line, at)
            character += " " * two_spaces
            if two_spaces and word_final:
                rule = "a-grave-space"
            elif rule == "utf-8":
                rule = "utf-8-with-space"
        changes.append((match.start(), at, character, rule))
    if line[at:end].strip(_RIGHT_MARKS):
        return []
    return [(*change[:3], rule) for change in changes]


class DecodedRuns(NamedTuple):
    """The changes that undo one wrong decoding in the runs of a line."""

    decoding: str
    changes: list[Change]


def is_common(decoding: str) -> bool:
    """Whether a decoding is a default of western systems, the cause of most mojibake."""
    return decoding in _COMMON_DECODINGS


def agreed(runs: list[MojibakeRun]) -> list[DecodedRuns]:
    """The changes of all runs that are mojibake by one wrong decoding: those that explain most of the line.

    A run that looks bad proves that the decoding happened here; the other runs that it explains follow. `Ã…`
    alone may be a correct word before an ellipsis; next to `trÃ¨s` it is an `Å`. The size decides because the
    code pages of Windows share most characters, and a short run is often UTF-8 by several of them; in a tie, the
    letters have to, and the one that happens more often comes first. What western systems show is always among them.
    """
    explained = dict.fromkeys(_WRONG_DECODINGS, 0)
    proven: set[str] = set()
    for run in runs:
        for name, changes in run.readings.items():
            explained[name] += sum(end - start for start, end, *_ in changes)
        if run.is_bad:
            proven.update(run.readings)
    most = max((explained[name] for name in proven), default=0)
    best = [
        name for name in _WRONG_DECODINGS if name in proven and (explained[name] == most or name in _COMMON_DECODINGS)
    ]
    found: list[DecodedRuns] = []
    for name in best:
        changes = [change for run in runs for change in run.readings.get(name, ())]
        if all(changes != other.changes for other in found):
            found.append(DecodedRuns(name, changes))
    return found


def lossy(line: str, changes: Sequence[Change]) -> list[tuple[int, int]]:
    """The spans of unusual characters around lost ones that the changes do not explain completely.

    Characters between two lost ones may by chance be a sequence of some code page, and mean nothing: `Â¢â` is 墉 in
    MacRoman.
    """
    if "?" not in line and "\ufffd" not in line:
        return []
    found = []
    number = 0
    for match in _WITH_HOLES.finditer(line):
        start, end = match.span()
        rest, at = "", start
        while number < len(changes) and changes[number][0] < end:
            low, high, *_ = changes[number]
            number += 1
            if start <= low and high <= end:
                rest += line[at:low]
                at = high
        if (rest + line[at:end]).strip(f"{_RIGHT_MARKS}?\ufffd"):
            found.append((start, end))
    return found


def is_bad(text: str) -> bool:
    """Whether ftfy takes a text for mojibake."""
    from ftfy import badness

    return badness.is_bad(text)


def _is_bad(line: str, start: int, end: int) -> bool:
    seen = _EWE.sub("f", line[max(start - _RULE_CONTEXT_CHARS, 0) : end + _RULE_CONTEXT_CHARS])
    # Some of ftfy's rules need a space before the word, and the start of a line is as good as one.
    return is_bad(seen) or (start == 0 and is_bad(f" {seen}"))


def _only_c1_is_bad(run: str) -> bool:
    return not is_bad(_C1_RUN.sub("", run))


@lru_cache(maxsize=1 << 14)  # a text has few different sequences, and decoding one takes 8 µs
def _decoded(sequence: str, decoding: str) -> str:
    return sequence.encode(decoding).replace(b" ", b"\xa0").decode("utf-8-variants")


def _is_likely(damaged: str, character: str, before: str, behind: str) -> bool:
    """Whether a decoded character can replace `damaged` between the two characters `before` and the one `behind`.

    A single character between quotation marks is quoted, and its closing mark is not part of it: “Ã”. An Å with an
    exponent and no letter next to it is a unit: 5 Å².

    A lower-case letter after two plain capitals does not make a word: the Portuguese `MANHÃ»` (a word and a closing
    mark) is not `MANHû`. The sharp s is an exception: STRAßE.
    """
    if is_odd(character):
        return False
    if len(damaged) == 2 and before[-1:] + damaged[-1] in _QUOTE_PAIRS:
        return False
    if damaged in _UNITS and not (before[-1:].isalpha() or behind.isalpha()):
        return False
    shouted = len(before) == 2 and before.isascii() and before.isalpha() and before.isupper()
    return not (shouted and character.islower() and character != "ß")


def _closes_quotation(line: str, at: int) -> bool:
    """Whether the character is a mark at the end of a word that closes a quotation of the line: “IRMÔ, »BORÐ«.

    If the marks of a quotation are correct, they are not part of mojibake. An opening mark does not count if it is part
    of `â€œ`.
    """
    mark = line[at]
    openers = _OPENERS_OF.get(mark, "")
    if not openers or line[at + 1 : at + 2].isalpha():
        return False
    is_open = False
    for number in range(max(at - _LONGEST_QUOTATION, 0), at):
        character = line[number]
        if line[number - 1 : number] == "€":
            continue
        if character in openers and not (is_open and character == mark):
            is_open = True
        elif character == mark:
            is_open = False
    return is_open


def is_odd(character: str) -> bool:
    """Whether text never has a character: unassigned, or a symbol among the letters of an alphabet (۞)."""
    category = unicodedata.category(character)
    return category in {"Cn", "Co", "Cs"} or (
        _TWO_BYTE_RANGE[0] <= character <= _TWO_BYTE_RANGE[1] and category in {"So", "Sm"}
    )


def signs() -> Iterator[tuple[str, int]]:
    """Yield the flags of characters in a line: those that are cues, leads, or follow leads, as a byte or as a lost A0.

    Python's own codecs suffice, as correct text must not load ftfy: what the sloppy ones add, Latin-1 shows.
    """
    yield _CUES, _char_bigrams.CUE
    for name in _WRONG_DECODINGS:
        codepage = bytes(range(0x100)).decode(name.replace("sloppy-windows-", "cp"), "replace").replace("\ufffd", "\0")
        yield codepage[_LEADS[0] : _LEADS[1] + 1], _char_bigrams.LEAD
        yield codepage[_FOLLOWERS[0] : _FOLLOWERS[1] + 1], _char_bigrams.FOLLOWS
        if name not in _NO_A0:
            yield "".join(codepage[byte] for byte in _BYTES_BEFORE_A0), _char_bigrams.LEAD_OF_SPACE


class _Tables(NamedTuple):
    """The regular expressions for the parts of mojibake.

    Attributes:
        run: a stretch of characters that high bytes show as in any wrong decoding, with spaces that may have
            been no-break spaces.
        pair: a lead and a character that can follow one, in any wrong decoding.
        codepages: for each wrong decoding, all that it shows high bytes as.
        sequences: for each wrong decoding, one UTF-8 sequence.
    """

    run: re.Pattern[str]
    pair: re.Pattern[str]
    codepages: dict[str, frozenset[str]]
    sequences: dict[str, re.Pattern[str]]


@cache
def _tables() -> _Tables:
    from ftfy import bad_codecs  # noqa: F401  (registers the codecs called sloppy-*, and utf-8-variants)

    high = f"[{_shown(0x80, 0xFF)}]"
    sequences: dict[str, re.Pattern[str]] = {}
    leads_of_a0: set[str] = set()
    for decoding in _WRONG_DECODINGS:
        alternatives = [
            "".join(f"[{_shown(low, high, [decoding])}]" for low, high in sequence) for sequence in _UTF8_SEQUENCES
        ]
        if decoding not in _NO_A0:
            leads = _BYTES_BEFORE_A0.decode(decoding).translate(dict.fromkeys(map(ord, _WORDS_OF_ONE_LETTER)))
            leads_of_a0.update(leads)
            alternatives.append(f"[{leads}] ")
            alternatives += (f"{_two(before, [decoding])} " for before in _BEFORE_A0)
        sequences[decoding] = re.compile("|".join(alternatives))
    two_of_three = "|".join(map(_two, _BEFORE_A0))
    lead_of_a0 = f"[{''.join(sorted(leads_of_a0))}]"
    return _Tables(
        run=re.compile(f"{high}(?:{high}|(?<={lead_of_a0}) |(?<={two_of_three}) )+"),
        pair=re.compile(f"[{_shown(*_LEADS)}][{_shown(*_FOLLOWERS)}]|{lead_of_a0} "),
        codepages={name: frozenset(_shown(0x80, 0xFF, [name])) for name in _WRONG_DECODINGS},
        sequences=sequences,
    )


def _two(before: Sequence[Sequence[tuple[int, int]]], decodings: Sequence[str] = _WRONG_DECODINGS) -> str:
    """A regular expression for a lead and what follows it, each from some ranges of bytes."""
    return "".join(f"[{''.join(_shown(*each, decodings) for each in ranges)}]" for ranges in before)


def _shown(low: int, high: int, decodings: Sequence[str] = _WRONG_DECODINGS) -> str:
    """All characters that the bytes from `low` to `high` show as in wrong decodings."""
    return "".join(sorted({character for name in decodings for character in bytes(range(low, high + 1)).decode(name)}))

"""Lines that are not UTF-8, among others that are: read as a legacy encoding, or as UTF-8 with parts of one in it.

A valid sequence of UTF-8 is near proof of it, for in other encodings it is next to never text: but a line is read in
the way in which its text is likeliest, and so sequences valid by chance, as one in ten pairs of GBK, do not break it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import log2
from typing import NamedTuple

from textmend.formats.legacy import bits, is_right, read, stand_in

__all__ = [
    "CHANGE",
    "Piece",
    "is_cut",
    "is_valid",
    "letters_eaten",
    "lines_of",
    "read_line",
    "read_lines",
    "sequences_in",
    "text_of",
    "without_utf8",
]

# A character beyond the first plane in CESU-8, which Java and Oracle write: two surrogates.
_CESU = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
# UTF-8 sequences: Unicode 16.0, table 3-7.
_VALID = re.compile(
    rb"""(?:[\xc2-\xdf][\x80-\xbf] | \xe0[\xa0-\xbf][\x80-\xbf] | [\xe1-\xec\xee\xef][\x80-\xbf]{2}
        | \xed[\x80-\x9f][\x80-\xbf] | \xf0[\x90-\xbf][\x80-\xbf]{2} | [\xf1-\xf3][\x80-\xbf]{3}
        | \xf4[\x80-\x8f][\x80-\xbf]{2} | """
    + _CESU.pattern
    + rb")+",
    re.VERBOSE,
)
# The start of a sequence without its end, with no other such bytes around it; at the end of the data one byte is
# enough.
_CUT_SEQUENCE = re.compile(
    rb"""(?<![\x80-\xff])
    (?:\xe0[\xa0-\xbf] | [\xe1-\xec\xee\xef][\x80-\xbf] | \xed[\x80-\x9f] | \xf0[\x90-\xbf][\x80-\xbf]?)
    (?![\x80-\xff])""",
    re.VERBOSE,
)
_CUT_AT_END = re.compile(rb"(?<![\x80-\xff])[\xc2-\xf0]\Z")
# The end of a sequence, at the start of the data.
_SEQUENCE_END = re.compile(rb"[\x80-\xbf]{1,3}(?![\x80-\xff])")
# Bytes up to 2F are characters by themselves in every encoding, never the second byte of one: between them are words,
# and after them a very long line may be split.
_FOREIGN_WORDS = re.compile(rb"[\x30-\x7f]*[\x80-\xff][^\x00-\x2f]*")
_STRAYS = re.compile(rb"[\x80-\xff][^\x00-\x2f]*")
_LINE_CHUNK = re.compile(rb"(?s:.{1,4000})[^\x00-\x2f]*[\x00-\x2f]?")
_LONG = 4096
# In bits. UTF-8 and a legacy encoding in one line, which takes a program that pastes bytes together; the end of a
# sequence lost inside a text, and where the data was cut; the start of one, for which there is no other evidence.
_PASTED = 4.0
_LOST_INSIDE = 14.0
_LOST_AT_END = 6.0
_LOST_AT_START = 14.0
#: In bits. From one line to the next the legacy encoding seldom changes.
CHANGE = 16.0
# In bits, for each letter of ASCII that would be the second half of a character alone among ASCII: `ra\xa1z` of a
# Spanish text in cp850 is `raíz`, and not `ra』`. Chinese, Japanese and Korean have such characters in rows.
_EATEN = 20.0
_LONE_PAIR = re.compile(rb"(?<![\x80-\xff])[\x81-\xfe][A-Za-z](?![\x80-\xff])")
_PAIRED = frozenset({"shift_jis", "gb18030", "cp949", "big5"})
# This much of the text before a lost character is read.
_LOST_CONTEXT_CHARS = 24
# This many lines before the last show which characters may have been cut there.
_LINES_BEFORE = 20

_Span = tuple[int, int]


class Piece(NamedTuple):
    """Bytes that are read alike.

    Attributes:
        start, end: their positions.
        text: their text.
        encoding: the Python codec, or "cesu-8"; None for what is left of a character that was cut.
    """

    start: int
    end: int
    text: str
    encoding: str | None


def lines_of(data: bytes) -> Iterator[bytes]:
    """Yield the lines with their ends; very long ones in parts."""
    for line in data.splitlines(keepends=True):
        if len(line) <= _LONG:
            yield line
        else:
            yield from _LINE_CHUNK.findall(line)


def is_valid(data: bytes) -> bool:
    """Whether bytes are valid UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def letters_eaten(data: bytes, encoding: str) -> float:
    """The cost, in bits, of a legacy encoding taking letters of ASCII for halves of isolated characters."""
    return _EATEN * len(_LONE_PAIR.findall(data)) if encoding in _PAIRED else 0.0


def sequences_in(data: bytes) -> int:
    """The number of characters beyond ASCII in valid UTF-8."""
    return sum(not character.isascii() for character in data.decode())


def without_utf8(data: bytes) -> bytes:
    """Return the bytes with a space for every run of valid UTF-8 sequences."""
    return _VALID.sub(b" ", data)


def read_line(
    line: bytes, encoding: str, *, first: bool = False, last: bool = False, before: str = ""
) -> tuple[float, list[Piece]]:
    """Read a line that is not UTF-8: all of it in a legacy encoding, or only the parts that are not UTF-8.

    Args:
        line: the line.
        encoding: the legacy encoding; "" where there is none, so that what is not UTF-8 was cut.
        first, last: whether the data begins or ends with it, so that its first or last character may have been cut.
        before: the text before it, where it is the last.

    Returns:
        The pieces of its likeliest reading, which tile it; and by how many bits such a reading is rarer than one with
        all of the line in the one encoding.
    """
    if encoding and is_right(whole := read(line, encoding)):
        return letters_eaten(line, encoding), [Piece(0, len(line), whole, encoding)]
    valid = [match.span() for match in _VALID.finditer(line)]
    cuts = list(_cuts(line, valid, first=first, last=last))
    # By price: the parts in the legacy encoding, and what was cut.
    readings: list[tuple[float, list[_Span], list[_Span]]] = []
    if cuts or not encoding:
        strays = _strays(line, sorted(valid + cuts))
        price = sum(_price_of_cut(line, start, end, before) for start, end in cuts)
        readings.append((price + (_PASTED if strays else 0.0), strays, cuts))
    eaten = letters_eaten(line, encoding)
    if encoding:
        readings.append((eaten, [(0, len(line))], []))
    if encoding and valid:
        strays = _strays(line, valid)
        words = [match.span() for match in _FOREIGN_WORDS.finditer(line) if not is_valid(match[0])]
        readings.append((_PASTED + eaten, strays, []))
        if words != strays:
            readings.append((_PASTED + eaten, words, []))
    best = readings[0]
    if len(readings) > 1:
        best = min(readings, key=lambda each: each[0] + bits(_text(line, each[1], each[2], encoding)))
    price, strays, cuts = best
    return price, _pieces(line, strays, cuts, encoding)


def is_cut(line: bytes, *, first: bool, last: bool) -> bool:
    """Whether a line is UTF-8 except for characters that were cut."""
    valid = [match.span() for match in _VALID.finditer(line)]
    return not _strays(line, sorted([*valid, *_cuts(line, valid, first=first, last=last)]))


def text_of(pieces: Iterable[Piece]) -> str:
    """The text of pieces without the characters that were cut."""
    return "".join(piece.text for piece in pieces if piece.encoding)


def _strays(line: bytes, known: Sequence[_Span]) -> list[_Span]:
    """The parts of the words outside `known` that are not ASCII, up to the end of the word."""
    starts = [0, *(end for _, end in known)]
    ends = [*(start for start, _ in known), len(line)]
    return [match.span() for gap in zip(starts, ends, strict=True) for match in _STRAYS.finditer(line, *gap)]


def _cuts(line: bytes, valid: Sequence[_Span], *, first: bool, last: bool) -> Iterator[_Span]:
    """Yield the spans of what may be the rest of a character that was cut."""
    starts = [0, *(end for _, end in valid)]
    ends = [*(start for start, _ in valid), len(line)]
    for start, end in zip(starts, ends, strict=True):
        gap = line[start:end]
        if gap.isascii():
            continue
        found = list(_CUT_SEQUENCE.finditer(gap))
        if first and start == 0 and (rest := _SEQUENCE_END.match(gap)):
            yield rest.span()
        if last and end == len(line) and (cut := _CUT_AT_END.search(gap)):
            found.append(cut)
        yield from ((start + match.start(), start + match.end()) for match in found)


@lru_cache(maxsize=256)  # it is the same in every legacy encoding
def _price_of_cut(line: bytes, start: int, end: int, before: str) -> float:
    """How unlikely it is that a character was cut here, and that it was one that fits here, in bits."""
    if line[start] < 0xC0:
        return _LOST_AT_START
    before += line[:start].decode("utf-8", "ignore")
    around = before[-_LOST_CONTEXT_CHARS:]
    base = bits(around)
    # All that is known is that it is one of these, not which.
    likely = sum(
        2.0 ** (base - bits(around + character)) for character in stand_in(line[start:end], before) or "\ufffd"
    )
    # The characters of its kind in the text show how likely they are, too: in Chinese the first byte is little
    # evidence.
    alike = sum(character.encode("utf-8", "surrogatepass").startswith(line[start:end]) for character in before)
    likely = max(likely, alike / max(1, len(before)))
    return (_LOST_INSIDE if end < len(line) else _LOST_AT_END) - log2(likely)


def _text(line: bytes, strays: Sequence[_Span], cuts: Sequence[_Span], encoding: str) -> str:
    """The text of a line with strays in another encoding, without characters that were cut."""
    parts: list[str] = []
    at = 0
    for start, end in sorted([*strays, *cuts]) if cuts else strays:
        parts.append(line[at:start].decode("utf-8", "replace"))
        if (start, end) not in cuts:
            parts.append(read(line[start:end], encoding))
        at = end
    return "".join(parts) + line[at:].decode("utf-8", "replace")


def _pieces(line: bytes, strays: Sequence[_Span], cuts: Sequence[_Span], encoding: str) -> list[Piece]:
    """The pieces of a line of UTF-8 with strays in another encoding, and characters that were cut."""
    pieces: list[Piece] = []
    at = 0
    spans = sorted([(*span, encoding) for span in strays] + [(*span, "") for span in cuts])
    for start, end, codec in [*spans, (len(line), len(line), "")]:
        for match in _CESU.finditer(line, at, start) if b"\xed" in line else ():
            if at < match.start():
                pieces.append(Piece(at, match.start(), line[at : match.start()].decode(), "utf-8"))
            pair = match[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
            pieces.append(Piece(match.start(), match.end(), pair, "cesu-8"))
            at = match.end()
        if at < start:
            pieces.append(Piece(at, start, line[at:start].decode(), "utf-8"))
        if start < end:
            pieces.append(Piece(start, end, read(line[start:end], codec) if codec else "\ufffd", codec or None))
        at = end
    return pieces


def read_lines(
    lines: Sequence[bytes], encodings: Sequence[str], *, first: bool = True, last: bool = True
) -> Iterator[list[Piece]]:
    """Yield the pieces of each line.

    Args:
        lines: the lines, in order.
        encodings: the legacy encodings of the lines, or none; lines in one are adjacent more often than not.
        first, last: whether the data begins with the first of them and ends with the last.
    """
    ends = [(first and number == 0, last and number == len(lines) - 1) for number in range(len(lines))]
    legacy = [number for number, line in enumerate(lines) if not is_valid(line)]
    found: dict[int, list[Piece]] = {}
    # The likeliest way through the encodings, line by line (Viterbi).
    encodings = encodings or ("",)
    costs = [0.0] * len(encodings)
    steps: list[list[tuple[int, list[Piece]]]] = []
    for number in legacy:
        least = min(range(len(encodings)), key=costs.__getitem__)
        step = []
        earlier, costs = costs, []
        for which, encoding in enumerate(encodings):
            is_first, is_last = ends[number]
            before = (
                b"".join(lines[max(0, number - _LINES_BEFORE) : number]).decode("utf-8", "ignore") if is_last else ""
            )
            price, pieces = read_line(lines[number], encoding, first=is_first, last=is_last, before=before)
            stay = earlier[which] <= earlier[least] + CHANGE
            step.append((which if stay else least, pieces))
            own = price + bits(text_of(pieces)) if len(encodings) > 1 else 0.0
            costs.append((earlier[which] if stay else earlier[least] + CHANGE) + own)
        steps.append(step)
    which = min(range(len(encodings)), key=costs.__getitem__)
    for number, step in zip(reversed(legacy), reversed(steps), strict=True):
        which, found[number] = step[which]
    for number, line in enumerate(lines):
        yield found[number] if number in found else [Piece(0, len(line), line.decode(), "utf-8")]

"""Which encodings the bytes of a file are in: detected from a sample of its lines, in one pass and little memory.

The candidates are "all of it is X" and "UTF-8 with lines or strays of X", for each legacy encoding X, ranked by how
likely the sample is as text so read, and how frequent such files are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from textmend.formats.legacy import ENCODINGS, STRAY, bits, bits_of_sample, read
from textmend.formats.mixed import (
    CHANGE,
    Piece,
    is_cut,
    is_valid,
    letters_eaten,
    lines_of,
    read_line,
    sequences_in,
    text_of,
    without_utf8,
)
from textmend.passes.mojibake.char_bigrams import char_bigram_model

__all__ = ["SURE", "Survey", "survey"]

# This many bytes are sampled from the lines that are not UTF-8, from those that are and have more than ASCII, and from
# those in ASCII: a language shows in less.
_SAMPLE_BYTES = 1 << 13
_CONTEXT_BYTES = 1 << 12
# A line without an end is read when it is as long as this.
_MAX_LINE_BYTES = 1 << 20
#: In bits: a reading with this lead over any other that gives another text is certain. Of English sentences with
#: one word of 28 other languages in their legacy encodings, 99.2% of those with such a margin were read right, and 77%
#: of those with a smaller one.
SURE = 6.0
# In bits. A file of two encodings is rarer than one of one; valid UTF-8 is read as another encoding only where
# that is likelier by this much; and a second or third legacy encoding takes this much evidence, in addition to
# `CHANGE`.
_MIXED_MARGIN_BITS = 4.0
_SECOND_ENCODING_BITS = SURE
_ANOTHER = 24.0
# One pair of bytes in ten is a UTF-8 sequence by chance, in the encodings where most are: a line has one, or two.
_CHANCE = 3.3
_BY_CHANCE = 2
_MOST_ENCODINGS = 3
# In the first round, on this many bytes: encodings this close to the likeliest, in bits, are examined further, with a
# minimum and a maximum number; and those that are the likeliest of an eighth of the lines.
_SHORTLIST_MARGIN_BITS = 24.0
_MIN_SHORTLIST, _MAX_SHORTLIST = 6, 12
_LINES_DIVISOR = 8
_GLANCE = 1 << 12
# In bits for each letter beyond ASCII, how much more a text may cost than correct text in the language that likes it
# best: of sentences in 22 languages in their encodings none costs more than 2.9, of random bytes half cost 4 to 8.
# A few letters may be a name.
_MAX_TEXT_BITS_PER_CHAR = 3.5
_STRANGE_TEXT = 32.0
# If a quarter as many bytes are in lines of UTF-8, the data is text, whatever the other lines are.
_TEXT_DIVISOR = 4
# A line that costs this much more than correct text, in bits, may be in another encoding than the others.
_STRANGE_LINE = 10.0


class Survey(NamedTuple):
    """The encodings of a file.

    Attributes:
        encoding: the codec of all of it; "utf-8" also where lines or parts of them are in others, or characters were
            cut; None where it is not text.
        legacy: the legacy encodings among UTF-8, that of most lines first.
        margin: by how many bits this is likelier than any reading that gives another text.
        rival: that reading, in words.
        utf8_is_sure: whether all close readings take valid UTF-8 for that.
    """

    encoding: str | None
    legacy: tuple[str, ...] = ()
    margin: float = float("inf")
    rival: str = ""
    utf8_is_sure: bool = True

    @property
    def encodings(self) -> tuple[str, ...]:
        """The legacy encodings."""
        return self.legacy if self.encoding == "utf-8" else (self.encoding,) if self.encoding else ()

    @property
    def is_sure(self) -> bool:
        """Whether no other reading is close."""
        return self.margin >= SURE

    def __str__(self) -> str:
        if self.encoding == "utf-8" and self.legacy:
            return f"UTF-8 with {' and '.join(self.legacy)} among it"
        return self.encoding or "no text"


class _Line(NamedTuple):
    """A line, and whether the data begins and ends with it."""

    data: bytes
    first: bool
    last: bool

    def read(self, encoding: str, before: str = "") -> tuple[float, list[Piece]]:
        return read_line(self.data, encoding, first=self.first, last=self.last, before=before)


class _Sample:
    """Lines up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self.lines: list[_Line] = []
        self.size = 0
        self._most = most

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def is_full(self) -> bool:
        return self.size >= self._most

    def add(self, line: _Line) -> None:
        if not self.is_full:
            self.lines.append(line)
            self.size += len(line.data)

    def text(self, encoding: str) -> str:
        return "".join(read(line.data, encoding) for line in self.lines)


class _Reading(NamedTuple):
    """A way to read the sample: its cost in bits, the encoding of the whole, the legacy one, and the text."""

    cost: float
    encoding: str
    legacy: str
    text: str

    def __str__(self) -> str:
        return str(Survey(self.encoding, (self.legacy,) if self.legacy else ()))


def survey(chunks: Iterable[bytes], *, is_utf8: bool = False) -> Survey:
    """Detect the encodings of bytes that are not all UTF-8.

    Args:
        chunks: the bytes, in parts. Memory does not grow with them.
        is_utf8: whether it is known already that UTF-8 is one of them.
    """
    ascii_lines, utf8_lines, legacy_lines = _Sample(_CONTEXT_BYTES), _Sample(_CONTEXT_BYTES), _Sample(_SAMPLE_BYTES)
    strange = _Sample(_SAMPLE_BYTES)
    found: Survey | None = None
    for line in _lines(chunks):
        if line.data.isascii():
            ascii_lines.add(line)
        elif is_valid(line.data):
            utf8_lines.add(line)
        elif found is None:
            legacy_lines.add(line)
            if legacy_lines.is_full:
                found = _likeliest(ascii_lines, utf8_lines, legacy_lines, is_utf8=is_utf8)
        elif not strange.is_full and _is_strange(line, found.encodings):
            strange.add(line)
    # UTF-8 after the sample may show that not all of it is in the legacy encoding.
    if not legacy_lines:
        return Survey("utf-8")
    found = _likeliest(ascii_lines, utf8_lines, legacy_lines, is_utf8=is_utf8)
    return _with_others(found, legacy_lines.lines + strange.lines) if found.encoding else found


def _lines(chunks: Iterable[bytes]) -> Iterator[_Line]:
    """Yield the lines of bytes that come in parts."""
    rest = b""
    first = True
    for chunk in chunks:
        *lines, rest = [*lines_of(rest + chunk)] or [b""]
        if len(rest) > _MAX_LINE_BYTES:
            lines.append(rest)
            rest = b""
        for line in lines:
            yield _Line(line, first, False)
            first = False
    if rest:
        yield _Line(rest, first, True)


def _likeliest(known: _Sample, valid: _Sample, other: _Sample, *, is_utf8: bool) -> Survey:
    """Compare the ways to read a sample.

    Args:
        known: lines in ASCII, which every reading has, and which show the language.
        valid: lines that are UTF-8 and have more than ASCII.
        other: lines that are not UTF-8.
        is_utf8: whether only readings with UTF-8 count.
    """
    parts = _Parts(other.lines, valid.text("utf-8"))
    found = _readings(known.text("ascii"), valid, other, parts, is_utf8=is_utf8)
    readings = sorted(found, key=lambda reading: reading.cost)
    best = readings[0]
    if valid:
        mixed = next(reading for reading in readings if reading.encoding == "utf-8")
        far = _SECOND_ENCODING_BITS + _CHANCE * sum(
            max(0, sequences_in(line.data) - _BY_CHANCE) for line in valid.lines
        )
        best = mixed if mixed.cost < best.cost + far else best
    is_mostly_utf8 = best.encoding == "utf-8" and valid.size > other.size // _TEXT_DIVISOR
    if not (is_utf8 or is_mostly_utf8) and _is_no_text(parts.likeliest_text()):
        return Survey(None)
    others = [reading for reading in readings if reading.text != best.text]
    margin = others[0].cost - best.cost if others else float("inf")
    near = any(reading.encoding != "utf-8" and reading.cost < best.cost + SURE for reading in others)
    legacy = (best.legacy,) if best.legacy else ()
    return Survey(best.encoding, legacy, margin, str(others[0]) if others else "", not near)


def _readings(context: str, valid: _Sample, other: _Sample, parts: _Parts, *, is_utf8: bool) -> Iterator[_Reading]:
    before = valid.text("utf-8")
    relief = _relief(parts.costs)
    if all(is_cut(line.data, first=line.first, last=line.last) for line in other.lines):
        read_as_cut = [line.read("", before) for line in other.lines]
        text = text_of(piece for _, pieces in read_as_cut for piece in pieces)
        price = sum(price for price, _ in read_as_cut)
        yield _Reading(bits_of_sample(context + before, text) + price, "utf-8", "", before + text)
    for encoding, lines in parts.read.items():
        rarity = ENCODINGS[encoding]
        pieces = [piece for _, pieces in lines for piece in pieces]
        if not is_utf8:
            text = valid.text(encoding) + other.text(encoding)
            eaten = sum(letters_eaten(line.data, encoding) for line in other.lines)
            yield _Reading(bits_of_sample(context, text) + rarity + eaten, encoding, "", text)
        if is_utf8 or valid or relief[encoding] or any(piece.encoding != encoding for piece in pieces):
            is_legacy = any(piece.encoding == encoding for piece in pieces)
            text = text_of(pieces)
            price = (
                sum(price for price, _ in lines) - relief[encoding] + (rarity + _MIXED_MARGIN_BITS if is_legacy else 0)
            )
            cost = bits_of_sample(context + before, text) + price
            yield _Reading(cost, "utf-8", encoding if is_legacy else "", before + text)


class _Parts:
    """Lines that are not UTF-8, each by itself in the encodings that come close.

    Attributes:
        read: for each encoding the lines as read in it: costs and pieces.
        costs: what these cost, in bits.
    """

    def __init__(self, lines: Sequence[_Line], before: str) -> None:
        self.read = {encoding: [line.read(encoding, before) for line in lines] for encoding in _close(lines)}
        self.costs = {
            encoding: [price + bits_of_sample("", text_of(pieces)) for price, pieces in each]
            for encoding, each in self.read.items()
        }

    def likeliest_text(self) -> str:
        """Each line in the encoding in which it is likeliest."""
        number_of = range(len(next(iter(self.costs.values()))))
        best = [min(self.costs, key=lambda encoding: self.costs[encoding][number]) for number in number_of]
        return "".join(text_of(self.read[encoding][number][1]) for number, encoding in enumerate(best))


def _is_no_text(text: str) -> bool:
    """Whether the likeliest reading is not text: it costs far more than correct text, in all and by the character."""
    beyond = sum(character > "\x7f" for character in text)
    excess_per_char: int = char_bigram_model().excess_per_char(text, 0, len(text), 0)
    return excess_per_char > 8 * max(_MAX_TEXT_BITS_PER_CHAR * beyond, _STRANGE_TEXT)


def _relief(costs: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """By how many bits an encoding is likelier if the lines that make no sense in it may be in others."""
    least = [min(line) for line in zip(*costs.values(), strict=True)]
    found = dict.fromkeys(costs, 0.0)
    for encoding, lines in costs.items():
        worse = [own - best for own, best in zip(lines, least, strict=True)]
        if min(worse) <= 0.0:
            found[encoding] = max(0.0, sum(bits - CHANGE for bits in worse if bits > CHANGE) - _ANOTHER)
    return found


def _close(lines: Sequence[_Line]) -> list[str]:
    """The encodings in which lines that are not UTF-8 are likeliest in a first round: all of them, or some."""
    step = max(1, sum(len(line.data) for line in lines) // _GLANCE)
    glance = [line.data for line in lines[::step]]
    size = -(-len(glance) // _LINES_DIVISOR)
    parts = [b"".join(glance[at : at + size]) for at in range(0, len(glance), size)]
    seen: dict[tuple[str, ...], str] = {}
    costs: dict[str, list[float]] = {}
    for encoding, rarity in ENCODINGS.items():
        texts = tuple(read(part, encoding) for part in parts)
        strays = [read(without_utf8(part), encoding) for part in parts]
        # Of encodings in which the lines are the same text, the first is enough.
        if seen.setdefault((*texts, *strays), encoding) == encoding:
            ways = zip(texts, strays, strict=True)
            costs[encoding] = [rarity + min(bits_of_sample("", text) for text in way) for way in ways]
    total = {encoding: sum(each) for encoding, each in costs.items()}
    close = sorted(total, key=total.__getitem__)
    near = sum(cost <= total[close[0]] + _SHORTLIST_MARGIN_BITS for cost in total.values())
    del close[max(_MIN_SHORTLIST, min(_MAX_SHORTLIST, near)) :]
    for number in range(len(parts)):
        best = min(costs, key=lambda encoding: costs[encoding][number])
        if best not in close:
            close.append(best)
    return close


def _is_strange(line: _Line, encodings: Sequence[str]) -> bool:
    """Whether a line is hardly text in any of some encodings."""
    for encoding in encodings:
        if not (_is_strange_text(read(line.data, encoding)) and _is_strange_text(text_of(line.read(encoding)[1]))):
            return False
    return True


def _is_strange_text(text: str) -> bool:
    excess_per_char: int = char_bigram_model().excess_per_char(text, 0, len(text), 0)
    return excess_per_char > 8 * _STRANGE_LINE or STRAY.search(text) is not None


def _with_others(found: Survey, lines: Sequence[_Line]) -> Survey:
    """Add the legacy encodings of lines that make no sense in the one of the others: files that were concatenated."""
    while 0 < len(found.encodings) < _MOST_ENCODINGS:
        strange = [line for line in lines if _is_strange(line, found.encodings)]
        costs = [min(_cost(line, encoding) for encoding in found.encodings) for line in strange]
        gains = {
            encoding: sum(
                max(0.0, cost - _cost(line, encoding) - CHANGE)
                for line, cost in zip(strange, costs, strict=True)
                if not _is_strange(line, (encoding,))
            )
            - rarity
            for encoding, rarity in ENCODINGS.items()
        }
        best = max(gains, key=gains.__getitem__)
        if gains[best] < _ANOTHER:
            break
        found = found._replace(encoding="utf-8", legacy=(*found.encodings, best))
    return found


def _cost(line: _Line, encoding: str) -> float:
    price, pieces = line.read(encoding)
    return price + bits(text_of(pieces))

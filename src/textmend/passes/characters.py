"""Characters: debris of encodings, editors and fonts, one kind of character a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmend.passes import scripts
from textmend.passes.base import Cues, Options, Pass, Proposal, Reach, Rule, View
from textmend.patterns import pattern

__all__ = ["CharactersOptions", "CharactersPass"]


class CharactersOptions(Options):
    """Options of the pass.

    Attributes:
        entities: decode HTML character references. Off by default: outside scraped text, `&lt;` may be
            what the author wants to be read.
    """

    entities: bool = False


def _span(low: int, high: int) -> str:
    return "".join(map(chr, range(low, high + 1)))


# What each rule acts on. \t \n \v \f \r are white space and \x1c to \x1f separate records and fields, so
# none of them is a control that should go.
_C1 = _span(0x80, 0x9F)
_CONTROLS = _span(0x00, 0x08) + _span(0x0E, 0x1B) + "\x7f"
_BOM = "\ufeff"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060" + _BOM
_BIDI = "\u061c\u200e\u200f" + _span(0x202A, 0x202E) + _span(0x2066, 0x2069)
_SOFT_HYPHEN = "\xad"
# En and em spaces are layout; no orthography asks for them.
_WIDE_SPACES = "\u2000\u2001\u2002\u2003"
_FINE_SPACES = "\xa0\u202f\u205f" + _span(0x2004, 0x200A)
_IDEOGRAPHIC_SPACE = "\u3000"
_SPACES = _WIDE_SPACES + _FINE_SPACES + _IDEOGRAPHIC_SPACE
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}

_TRIGGERS = {
    "c1": _C1,
    "control": _CONTROLS,
    "bom": _BOM,
    "zero-width": _ZERO_WIDTH + _BIDI,
    "soft-hyphen": _SOFT_HYPHEN,
    "space": _SPACES,
    "ligature": "".join(_LIGATURES),
    "line-end": "\r\u2028\u2029",
    "entity": "&",
}

_C1_CHARACTER = pattern(f"[{_C1}]")
_NEXT_LINE = "\x85"
_CP1252 = {c: bytes([ord(c)]).decode("cp1252") for c in _C1 if c not in "\x81\x8d\x8f\x90\x9d"}
# UTF-8 read as Latin-1 (`â\x80\x99`): one byte of it alone makes no sense, and another pass knows it.
_SPLIT_UTF8 = pattern("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

# A whole terminal sequence (colour, cursor) goes as one.
_CONTROL = pattern(rf"\x1b\[[0-?]{{0,64}}[ -/]{{0,8}}[@-~]|[{re.escape(_CONTROLS)}]")

_INVISIBLE = pattern(f"[{_ZERO_WIDTH}{_BIDI}]+")
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Neighbours that never need a joiner or a break opportunity: white space, punctuation, Latin, Greek,
# Cyrillic, Armenian, Han, kana, Hangul. Others may: Arabic, Indic, Thai, Khmer, emoji.
_PLAIN = pattern(
    "[\x00-\x7f\xa0-\u058f\u1e00-\u200a\u2010-\u2029\u202f-\u205f\u20a0-\u20cf"
    "\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef]"
)

_SOFT_HYPHENS = pattern(f"{_SOFT_HYPHEN}+")
_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"

_SPACE_RUN = pattern(f"[{_SPACES}][ \t{_SPACES}]*")
# What orthographies set off by a no-break or thin space: French marks, units, dashes in many languages.
_TAKES_SPACE_BEFORE = ":;!?»›%‰°€$£¥–—"
_TAKES_SPACE_AFTER = "«‹–—№§"

_LIGATURE = pattern(f"[{''.join(_LIGATURES)}]")
_LINE_END = pattern("\r\n|[\n\r\u2028\u2029]")
# The prefix takes in text that was escaped more than once (`&amp;amp;lt;`), so that one edit decodes it.
_REFERENCE = pattern(
    r"&(?:(?:amp|#0{0,5}38|#[xX]0{0,4}26);)*"
    r"(?P<last>#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][\dA-Za-z]{1,31});"
)
# Numbers that decode to these are mistakes, even where HTML knows what to show for them.
_NO_TEXT = _span(0x00, 0x1F) + _span(0x7F, 0x9F) + "\ufffd"


class CharactersPass(Pass[CharactersOptions]):
    """Repairs or removes single characters that no author typed; no normalisation.

    Leaves alone: full-width and other East Asian punctuation, letters of every script (æ, œ, ß, ĳ,
    presentation forms), white space controls and the separators U+001C to U+001F, spaces and
    joiners that an orthography asks for, variation selectors, and line ends that are of one kind.
    """

    name = "characters"
    rules = (
        Rule(
            "c1",
            "bytes 80 to 9F that were never decoded become the Windows-1252 characters they stand for",
            "bytes that mean nothing there, pieces of mis-decoded UTF-8, and texts that hint at another encoding",
            0.99,
        ),
        Rule(
            "control",
            "control characters go, terminal sequences and overstrikes as a whole",
            "white space, separators U+001C to U+001F, and a NUL between letters, which may be a lost ligature",
            0.99,
        ),
        Rule("bom", "a byte order mark at the start goes", "the same character elsewhere, see zero-width", 1.0),
        Rule(
            "zero-width",
            "invisible spaces, joiners and direction marks go",
            "joiners beside scripts and emoji that may need them, direction marks in texts with right-to-left letters",
            0.99,
        ),
        Rule(
            "soft-hyphen",
            "invisible hyphenation points inside words go",
            "those at the end of a line or beside a space or digit, which may stand for a real hyphen",
            0.99,
        ),
        Rule(
            "space",
            "no-break, thin, en, em and other odd spaces become plain ones",
            "spaces that typography asks for: beside French marks, dashes, numbers, short words; East Asian ones",
            0.99,
        ),
        Rule("ligature", "ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ become letters", "æ, œ, ß and the ligatures of other scripts", 1.0),
        Rule(
            "line-end",
            "mixed line ends become those of the document's majority",
            "a document whose line ends are all of one kind",
            0.99,
        ),
        Rule(
            "entity",
            "HTML character references are decoded, however often they were escaped (option entities)",
            "references without a semicolon, unknown names, and numbers that are no character",
            0.99,
        ),
    )
    # Direction marks ask for right-to-left letters, C1 bytes and line ends for others of their kind.
    reach = Reach.DOCUMENT
    after = ("mojibake",)
    respects_protection = False
    options_type = CharactersOptions

    @property
    def cues(self) -> Cues:
        return Cues(characters="".join(dict.fromkeys("".join(_TRIGGERS[rule] for rule in self._active))))

    @property
    def _active(self) -> list[str]:
        return [rule for rule in _TRIGGERS if rule != "entity" or self.options.entities]

    def propose(self, view: View) -> Iterator[Proposal]:
        # A text has cues of one or two rules, seldom of more: each woken rule reads the text once.
        present = set().union(*(view.text[start:end] for start, end in view.hits))
        repairs = {
            "c1": self._c1,
            "control": self._control,
            "bom": self._bom,
            "zero-width": self._zero_width,
            "soft-hyphen": self._soft_hyphen,
            "space": self._space,
            "ligature": self._ligature,
            "line-end": self._line_end,
            "entity": self._entity,
        }
        for rule in self._active:
            if not present.isdisjoint(_TRIGGERS[rule]):
                yield from repairs[rule](view.text)

    def _c1(self, text: str) -> Iterator[Proposal]:
        found = set(text) & set(_C1)
        foreign = found - _CP1252.keys() - {_NEXT_LINE}
        split = {at for m in _SPLIT_UTF8.finditer(text) for at in range(*m.span())}
        for match in _C1_CHARACTER.finditer(text):
            at, character = match.start(), match.group()
            meant = _CP1252.get(character, "")
            if not meant:
                reason = "the byte stands for nothing in Windows-1252"
            elif foreign:
                reason = "the text has bytes that Windows-1252 lacks, so another encoding is likely"
            elif at in split:
                reason = "part of UTF-8 that was decoded wrongly"
            elif meant.isalpha() and meant.isupper() and at > 0 and text[at - 1].islower():
                reason = "a capital inside a word: another encoding is likely"
            elif character == _NEXT_LINE and len(found) == 1:
                reason = "an ellipsis of Windows-1252, or a line end"
            else:
                yield self.edit(at, at + 1, meant, "c1")
                continue
            yield self.refuse(at, at + 1, meant, "c1", reason)

    def _control(self, text: str) -> Iterator[Proposal]:
        for match in _CONTROL.finditer(text):
            start, end = match.span()
            left, right = text[start - 1 : start], text[end : end + 1]
            if match.group() == "\x00" and left.isalpha() and right.isalpha():
                # Each second character a NUL is UTF-16 read as bytes; a single one is what some PDF
                # fonts leave of "ffi".
                if "\x00" not in (text[start - 2 : start - 1], text[end + 1 : end + 2]):
                    yield self.refuse(start, end, "", "control", "between letters, it may stand for a lost ligature")
                    continue
            elif match.group() == "\x08" and right.isalnum() and left in ("_", right):
                start -= 1
            yield self.edit(start, end, "", "control")

    def _bom(self, text: str) -> Iterator[Proposal]:
        if marks := _leading_boms(text):
            yield self.edit(0, marks, "", "bom")

    def _zero_width(self, text: str) -> Iterator[Proposal]:
        # A mark of direction next to Hebrew or Arabic does its work; where no such letter is, it has none.
        right_to_left = _RIGHT_TO_LEFT.search(text) is not None
        first = _leading_boms(text)
        for run in _INVISIBLE.finditer(text):
            start, end = run.span()
            neighbours = text[start - 1 : start] + text[end : end + 1]
            plain = all(map(_PLAIN.match, neighbours))
            for at in range(max(start, first), end):
                character = text[at]
                if character in "\u2060\ufeff" or (plain if character in _ZERO_WIDTH else not right_to_left):
                    yield self.edit(at, at + 1, "", "zero-width")

    def _soft_hyphen(self, text: str) -> Iterator[Proposal]:
        for run in _SOFT_HYPHENS.finditer(text):
            start, end = run.span()
            left, right = text[start - 1 : start], text[end : end + 1]
            if not right or right in _LINE_BREAKS:
                yield self.refuse(start, end, "", "soft-hyphen", "at the end of a line, it divides a word")
            elif not left or left.isspace() or right.isspace() or left.isdigit() or right.isdigit():
                yield self.refuse(start, end, "", "soft-hyphen", "beside a space or digit, it may be a real hyphen")
            else:
                yield self.edit(start, end, "", "soft-hyphen")

    def _space(self, text: str) -> Iterator[Proposal]:
        line_end = -1
        mostly_odd = False
        for run in _SPACE_RUN.finditer(text):
            start, end = run.span()
            if start >= line_end:
                line_start = text.rfind("\n", 0, start) + 1
                line_end = text.find("\n", end)
                line_end = len(text) if line_end < 0 else line_end
                mostly_odd = _mostly_odd_spaces(text[line_start:line_end])
            if _typographic(text, start, end, mostly_odd=mostly_odd):
                continue
            for at in range(start, end):
                if text[at] not in " \t":
                    yield self.edit(at, at + 1, " ", "space")

    def _ligature(self, text: str) -> Iterator[Proposal]:
        for match in _LIGATURE.finditer(text):
            yield self.edit(*match.span(), _LIGATURES[match.group()], "ligature")

    def _line_end(self, text: str) -> Iterator[Proposal]:
        windows = text.count("\r\n")
        counts = {"\n": text.count("\n") - windows, "\r\n": windows, "\r": text.count("\r") - windows}
        majority = max(counts, key=lambda kind: counts[kind])
        if not counts[majority]:  # only U+2028 and U+2029, which are somebody's choice, too
            return
        for match in _LINE_END.finditer(text):
            if match.group() != majority:
                yield self.edit(*match.span(), majority, "line-end")

    def _entity(self, text: str) -> Iterator[Proposal]:
        from html import unescape
        from html.entities import html5

        for match in _REFERENCE.finditer(text):
            last = match["last"]
            if last[0] != "#":
                # A name decodes to one or two characters; `unescape` would also take a longer name's start.
                if meant := html5.get(f"{last};"):
                    yield self.edit(*match.span(), meant, "entity")
                continue
            meant = unescape(f"&{last};")
            if meant and (meant in "\t\n" or meant not in _NO_TEXT):
                yield self.edit(*match.span(), meant, "entity")
            else:
                yield self.refuse(*match.span(), "", "entity", "the number stands for no character of a text")


def _mostly_odd_spaces(line: str) -> bool:
    """True for lines like those of some editors and converters, in which hardly a space is plain."""
    odd = sum(map(line.count, _FINE_SPACES))
    # Three, because two are what a short French line has when it is right.
    return odd >= 3 and odd > line.count(" ")


def _typographic(text: str, start: int, end: int, *, mostly_odd: bool) -> bool:
    """True when a run of spaces that are not all plain is one that typography asks for.

    Args:
        text: the text.
        start, end: where the run is.
        mostly_odd: whether most spaces of its line are odd ones.
    """
    left, right = text[start - 1 : start], text[end : end + 1]
    if _IDEOGRAPHIC_SPACE in text[start:end]:
        return not (_latin(left) and _latin(right))
    if scripts.may_be_east_asian(left + right) and scripts.east_asian().search(left + right):
        return True
    at_edge = not left or not right or left.isspace() or right.isspace()
    if at_edge or end - start > 1 or text[start] in _WIDE_SPACES:
        return False
    if right in _TAKES_SPACE_BEFORE or left in _TAKES_SPACE_AFTER or left.isdigit() or right.isdigit():
        return True
    return not mostly_odd and _binds(text, start, end)


def _binds(text: str, start: int, end: int) -> bool:
    """True when words may be held together on purpose by the one space between them."""
    left = text[start - 1]
    if left in ",;)":
        return False
    if left == ".":
        return not _long_word(text[max(start - 5, 0) : start - 1])  # "Dr.", "z. B.", "J. K." end no sentence
    # Czech, Polish and Russian bind prepositions of up to three letters to the next word, Russian also
    # particles to the one before; between two longer words nothing asks for a bond.
    return not (_long_word(text[max(start - 4, 0) : start]) and _long_word(text[end : end + 4]))


def _long_word(piece: str) -> bool:
    return len(piece) == 4 and piece.isalpha()


def _leading_boms(text: str) -> int:
    return len(text) - len(text.lstrip(_BOM))


def _latin(neighbour: str) -> bool:
    return bool(neighbour) and (neighbour <= "\u024f") and not neighbour.isspace()

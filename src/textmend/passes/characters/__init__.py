"""Characters: debris of encodings, editors and fonts, one kind of character a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain

from textmend.errors import OptionError
from textmend.lang.text_kind import TextKind
from textmend.passes.base import Cues, Options, Pass, Proposal, Span, View
from textmend.passes.characters import forms, plain, spaces
from textmend.passes.characters.accents import ACCENTS, loose_accents
from textmend.passes.characters.divided_words import divided_words
from textmend.passes.characters.evidence import Repair, is_enclosed
from textmend.passes.characters.ligatures import CODES, CONTROLS, lost_ligatures
from textmend.passes.characters.rules import RULES
from textmend.passes.characters.transport import escapes, percent_encoded, quoted_printable, references, tags
from textmend.patterns import pattern

__all__ = ["CharactersOptions", "CharactersPass"]


class CharactersOptions(Options):
    """Options of the pass `characters`.

    Attributes:
        entities: decode HTML character references. Off by default: outside scraped text, `&lt;` may be
            what the author wants to be read.
        form: the normal form of Unicode that the text gets: "NFC", whose changes are invisible; "NFKC", which
            also flattens ² to 2, ﬁ to fi and full-width letters; "" for neither.
        ellipsis: … becomes three dots.
        bullets: bullets at the starts of lines become hyphens. Those that a font left in the private use area become •
            in any case.
        fractions: ½ becomes 1/2.
        scripts: raised and lowered digits become 10^-3 and H2O.
        transport: decode quoted-printable that was left in the text (`=E2=80=99`, `=20`, `=` at line ends), if it has
            no other equals sign; in words, also escapes (`\\xe2\\x80\\x99`, `\\u2019`) and percent-encoding
            (`caf%C3%A9`); and report tags of HTML.
        homoglyphs: report words that mix Latin letters with look-alikes of other alphabets; they are never changed.
    """

    entities: bool = False
    form: str = "NFC"
    ellipsis: bool = False
    bullets: bool = False
    fractions: bool = False
    scripts: bool = False
    homoglyphs: bool = False
    transport: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.form not in ("NFC", "NFKC", ""):
            raise OptionError(f"characters: unknown form {self.form!r}; use 'NFC', 'NFKC', or '' for neither")


def _span(low: int, high: int) -> str:
    return "".join(map(chr, range(low, high + 1)))


# What each rule acts on. \t \n \v \f \r are white space and \x1c to \x1f separate records and fields, so
# none of them is a control to remove.
_C1_RANGE = _span(0x80, 0x9F)
_CONTROLS = _span(0x00, 0x08) + _span(0x0E, 0x1B) + "\x7f"
_BOM = "\ufeff"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060" + _BOM
_BIDI = "\u061c\u200e\u200f" + _span(0x202A, 0x202E) + _span(0x2066, 0x2069)
_SOFT_HYPHEN = "\xad"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}
# Fonts of Apple and Adobe keep theirs here in the private use area; only between letters, as others use it, too.
_PRIVATE_LIGATURES = {"\uf001": "fi", "\uf002": "fl"}

_TRIGGERS = {
    "c1": _C1_RANGE,
    "control": _CONTROLS,
    "bom": _BOM,
    "zero-width": _ZERO_WIDTH + _BIDI,
    "soft-hyphen": _SOFT_HYPHEN,
    "space": spaces.SPACES,
    "loose-accent": ACCENTS,
    "ligature": "".join((*_LIGATURES, *_PRIVATE_LIGATURES)),
    "line-end": "\r\u2028\u2029",
    "entity": "&",
    "quoted-printable": "=",
    "escape": "\\",
    "percent": "%",
    "tag": "<",
    "ellipsis": "…",
    "bullet": plain.BULLETS,
    "fraction": plain.FRACTIONS,
    "script": plain.SCRIPTS,
    "homoglyph": plain.LOOKALIKES,
}
# The rules that an option turns on, by its name.
_OPTIONAL = {
    "entity": "entities",
    "ellipsis": "ellipsis",
    "fraction": "fractions",
    "script": "scripts",
    "homoglyph": "homoglyphs",
    "quoted-printable": "transport",
    "escape": "transport",
    "percent": "transport",
    "tag": "transport",
}

_C1_CHARACTER = pattern(f"[{_C1_RANGE}]")
_NEXT_LINE = "\x85"
# Lines do not begin with a single space.
_INSIDE_LINE = pattern(r"(?<=\w)\x85(?= \S)")
_CP1252 = {c: bytes([ord(c)]).decode("cp1252") for c in _C1_RANGE if c not in "\x81\x8d\x8f\x90\x9d"}
# UTF-8 read as Latin-1 (`â\x80\x99`): one byte of it alone makes no sense, and another pass handles it.
_SPLIT_UTF8 = pattern("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

# A whole terminal sequence (colour, cursor) goes as one.
_CONTROL_SEQUENCE = pattern(rf"\x1b\[[0-?]{{0,64}}[ -/]{{0,8}}[@-~]|[{re.escape(_CONTROLS)}]")

# PDFium writes it for a hyphen that divides a word at the end of a line.
_PDFIUM_HYPHEN = "\x02"

_INVISIBLE = pattern(f"[{_ZERO_WIDTH}{_BIDI}]+")
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Neighbours that never need a joiner or a break opportunity: white space, punctuation, Latin, Greek,
# Cyrillic, Armenian, Han, kana, Hangul. Others may: Arabic, Indic, Thai, Khmer, emoji, and the letters of the phonetic
# alphabet, which a joiner ties.
_PLAIN_CHARS = pattern(
    "[\x00-\x7f\xa0-\u024f\u02b0-\u058f\u1e00-\u200a\u2010-\u2029\u202f-\u205f\u20a0-\u20cf"
    "\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef]"
)

_SOFT_HYPHENS = pattern(f"{_SOFT_HYPHEN}+")
_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"

# One that touches no letter is intentional: in a chart of characters, or as the key of a table.
_ANY_LIGATURE = f"[{''.join((*_LIGATURES, *_PRIVATE_LIGATURES))}]"
# In a word, which a hyphen may break at the end of the line.
_LIGATURE = pattern(f"(?<=[^\\W\\d_]){_ANY_LIGATURE}|{_ANY_LIGATURE}(?=[^\\W\\d_]|[-\u2010\u00ad]\r?\n[^\\W\\d_])")
_ANY_LINE_END = pattern("\r\n|[\n\r\u2028\u2029]")


class CharactersPass(Pass[CharactersOptions]):
    """Repairs or removes single characters that no author typed.

    Leaves alone: full-width and other East Asian punctuation, letters of every script (æ, œ, ß, ĳ,
    presentation forms), whitespace control characters and the separators U+001C to U+001F, spaces
    and joiners that an orthography requires, variation selectors and emoji, box-drawing characters,
    the order of combining marks that do not compose, and line endings that are all of one kind.
    """

    name = "characters"
    rules = RULES
    # Direction marks need right-to-left letters, C1 bytes and line ends others of their kind.
    after = ("mojibake",)
    respects_protection = False
    # In a program or in data, a reference or an escape keeps a mark from being syntax, and two forms of a letter may be
    # two keys.
    prose_rules = frozenset({"entity", "nfc", "nfkc", "escape", "percent", "tag"})
    # A file of mail says in its headers that its body is encoded.
    text_rules = frozenset({"quoted-printable"})
    options_type = CharactersOptions

    @property
    def cues(self) -> Cues:
        characters = "".join(dict.fromkeys("".join(_TRIGGERS[rule] for rule in self._active)))
        form = {"NFC": forms.TRIGGERS, "NFKC": forms.COMPATIBLE}.get(self.options.form, "")
        return Cues(characters=characters + CONTROLS, ranges=forms.ranges(form), literals=(CODES,))

    @property
    def _active(self) -> list[str]:
        return [rule for rule in _TRIGGERS if getattr(self.options, _OPTIONAL.get(rule, ""), True)]

    def propose(self, view: View) -> Iterator[Proposal]:
        # A text has cues of one or two rules, seldom of more: each triggered rule reads the text once.
        text = view.text
        present = set().union(*(text[start:end] for start, end in view.hits))
        ligatures: list[Repair] = []
        if CODES in text or not present.isdisjoint(CONTROLS):
            ligatures = list(lost_ligatures(text, lambda: view.language.lexicon))
        yield from self._repairs(ligatures, "lost-ligature")
        repairs: dict[str, Callable[[str], Iterator[Proposal]]] = {
            "c1": self._c1,
            "control": lambda _: self._control(view, {ligature.start for ligature in ligatures}),
            "bom": self._bom,
            "zero-width": lambda _: self._zero_width(view),
            "soft-hyphen": self._soft_hyphen,
            "space": self._space,
            "loose-accent": lambda text: self._repairs(
                loose_accents(text, lambda: view.language.lexicon), "loose-accent"
            ),
            "ligature": self._ligature,
            "line-end": self._line_end,
            "entity": self._entity,
            "quoted-printable": lambda text: self._edits(quoted_printable(text), "quoted-printable"),
            "escape": lambda text: self._edits(escapes(text), "escape"),
            "percent": lambda text: self._edits(percent_encoded(text), "percent"),
            "tag": self._tag,
            "ellipsis": lambda text: self._edits(plain.ellipses(text), "ellipsis"),
            "bullet": lambda text: self._edits(plain.bullets(text, plain=self.options.bullets), "bullet"),
            "fraction": lambda text: self._edits(plain.fractions(text), "fraction"),
            "script": lambda text: self._edits(plain.scripted(text), "script"),
            "homoglyph": self._homoglyph,
        }
        for rule in self._active:
            if not present.isdisjoint(_TRIGGERS[rule]):
                yield from repairs[rule](text)
        yield from self._form(text, view.hits)

    def _repairs(self, found: Iterable[Repair], rule: str) -> Iterator[Proposal]:
        for start, end, letters, confidence in found:
            yield self.edit(start, end, letters, rule, confidence)

    def _edits(self, found: Iterable[tuple[int, int, str]], rule: str) -> Iterator[Proposal]:
        for start, end, replacement in found:
            yield self.edit(start, end, replacement, rule)

    def _form(self, text: str, hits: Sequence[Span]) -> Iterator[Proposal]:
        if not self.options.form:
            return
        is_nfc = self.options.form == "NFC"
        found, rule = (forms.composed(text, hits), "nfc") if is_nfc else (forms.compatible(text), "nfkc")
        for start, end, replacement, reason in found:
            if reason:
                yield self.refuse(start, end, replacement, rule, reason)
            else:
                yield self.edit(start, end, replacement, rule)

    def _tag(self, text: str) -> Iterator[Proposal]:
        for start, end in tags(text):
            yield self.refuse(start, end, "", "tag", "a tag of HTML; extract the text of the page first")

    def _homoglyph(self, text: str) -> Iterator[Proposal]:
        for start, end, latin in plain.homoglyphs(text):
            yield self.refuse(start, end, latin, "homoglyph", "the word has letters of two alphabets")

    def _c1(self, text: str) -> Iterator[Proposal]:
        found = set(text) & set(_C1_RANGE)
        foreign = found - _CP1252.keys() - {_NEXT_LINE}
        split = {at for m in _SPLIT_UTF8.finditer(text) for at in range(*m.span())}
        is_ellipsis = text.count(_NEXT_LINE) == len(_INSIDE_LINE.findall(text))
        for match in _C1_CHARACTER.finditer(text):
            at, character = match.start(), match.group()
            meant = _CP1252.get(character, "")
            if not meant:
                reason = "the byte is undefined in Windows-1252"
            elif foreign:
                reason = "the text has bytes that are undefined in Windows-1252, so another encoding is likely"
            elif at in split:
                reason = "part of wrongly decoded UTF-8"
            elif meant.isalpha() and meant.isupper() and at > 0 and text[at - 1].islower():
                reason = "a capital inside a word: another encoding is likely"
            elif character == _NEXT_LINE and len(found) == 1 and not is_ellipsis:
                reason = "either an ellipsis in Windows-1252 or a line ending"
            else:
                yield self.edit(at, at + 1, meant, "c1")
                continue
            yield self.refuse(at, at + 1, meant, "c1", reason)

    def _control(self, view: View, ligatures: Container[int]) -> Iterator[Proposal]:
        text = view.text
        hyphens = divided_words(text, lambda: view.language.lexicon) if _PDFIUM_HYPHEN in text else {}
        for match in _CONTROL_SEQUENCE.finditer(text):
            start, end = match.span()
            if start in ligatures:
                continue
            left, right = text[start - 1 : start], text[end : end + 1]
            if match.group() == "\x00" and left.isalpha() and right.isalpha():
                # A NUL as every second character is UTF-16 read as bytes; a single one is what some PDF
                # fonts leave of "ffi".
                if "\x00" not in (text[start - 2 : start - 1], text[end + 1 : end + 2]):
                    yield self.refuse(start, end, "", "control", "between letters, it may represent a lost ligature")
                    continue
            elif match.group() == "\x08" and right.isalnum() and left in ("_", right):
                start -= 1
            elif match.group() == _PDFIUM_HYPHEN and left.isalpha() and right in _LINE_BREAKS:
                yield self.edit(start, end, "-", "control")
                continue
            yield self.edit(start, end, hyphens.get(start, ""), "control")

    def _bom(self, text: str) -> Iterator[Proposal]:
        if marks := _leading_boms(text):
            yield self.edit(0, marks, "", "bom")

    def _zero_width(self, view: View) -> Iterator[Proposal]:
        text, hits = view.text, view.hits
        # A direction mark next to Hebrew or Arabic has an effect; without such a letter it has none. In data it may be
        # part of a name, which is written so elsewhere, too.
        marks_direction = any(mark in text for mark in _BIDI)
        keeps_direction = marks_direction and (
            _RIGHT_TO_LEFT.search(text) is not None or view.kind is not TextKind.PROSE
        )
        first = _leading_boms(text)
        for run in chain.from_iterable(_INVISIBLE.finditer(text, start, end) for start, end in hits):
            start, end = run.span()
            if is_enclosed(text, start, end):
                continue
            neighbours = text[start - 1 : start] + text[end : end + 1]
            plain = all(map(_PLAIN_CHARS.match, neighbours))
            for at in range(max(start, first), end):
                character = text[at]
                if character in "\u2060\ufeff" or (plain if character in _ZERO_WIDTH else not keeps_direction):
                    yield self.edit(at, at + 1, "", "zero-width")

    def _soft_hyphen(self, text: str) -> Iterator[Proposal]:
        for run in _SOFT_HYPHENS.finditer(text):
            start, end = run.span()
            left, right = text[start - 1 : start], text[end : end + 1]
            if is_enclosed(text, start, end):
                continue
            if not right or right in _LINE_BREAKS:
                yield self.refuse(start, end, "", "soft-hyphen", "at the end of a line, it hyphenates a word")
            elif not left or left.isspace() or right.isspace() or left.isdigit() or right.isdigit():
                yield self.refuse(start, end, "", "soft-hyphen", "next to a space or digit, it may be a real hyphen")
            else:
                yield self.edit(start, end, "", "soft-hyphen")

    def _space(self, text: str) -> Iterator[Proposal]:
        return self._edits(((at, at + 1, " ") for at in spaces.odd(text)), "space")

    def _ligature(self, text: str) -> Iterator[Proposal]:
        for match in _LIGATURE.finditer(text):
            letters = _LIGATURES.get(match.group()) or _PRIVATE_LIGATURES[match.group()]
            yield self.edit(*match.span(), letters, "ligature")

    def _line_end(self, text: str) -> Iterator[Proposal]:
        windows = text.count("\r\n")
        counts = {"\n": text.count("\n") - windows, "\r\n": windows, "\r": text.count("\r") - windows}
        majority = max(counts, key=lambda kind: counts[kind])
        if not counts[majority]:  # only U+2028 and U+2029, which are intentional, too
            return
        for match in _ANY_LINE_END.finditer(text):
            if match.group() != majority:
                yield self.edit(*match.span(), majority, "line-end")

    def _entity(self, text: str) -> Iterator[Proposal]:
        for start, end, meant, reason in references(text):
            if reason:
                yield self.refuse(start, end, meant, "entity", reason)
            else:
                yield self.edit(start, end, meant, "entity")


def _leading_boms(text: str) -> int:
    return len(text) - len(text.lstrip(_BOM))

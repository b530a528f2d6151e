"""The text of a part of a message: decoded from its transfer encoding and its charset, and edits encoded again."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from textmend.edits import Edit, apply, common_prefix_suffix
from textmend.formats.base import Block, Places, TextSpan
from textmend.formats.source_map import SourceMap
from textmend.pipeline.result import Result

__all__ = ["Body", "Charset", "EncodedText", "body_span"]


class Charset(NamedTuple):
    """An encoding in which a part of a text can be encoded by itself.

    Attributes:
        codec: its name.
    """

    codec: str

    @classmethod
    def of(cls, name: str) -> Charset | None:
        """Return the encoding of a name; None for what is unknown, has states, or is not a superset of ASCII."""
        ascii_bytes = bytes(range(128))
        try:
            codec = codecs.lookup(name).name
            if codec.startswith(("iso2022", "hz", "utf-7")) or ascii_bytes.decode(codec) != ascii_bytes.decode("ascii"):
                return None
        except (LookupError, ValueError):
            return None
        return cls(codec)

    def encode(self, text: str) -> bytes | None:
        """Return the bytes of a text; None if there are none."""
        try:
            return text.encode(self.codec, "surrogateescape")
        except UnicodeError:
            return None


class EncodedText(ABC):
    """The text of a body.

    Attributes:
        text: the text; bytes that are not text in the charset are lone surrogates.
    """

    text: str

    @abstractmethod
    def splices(self, edits: Sequence[tuple[Edit, Edit]]) -> tuple[list[Edit], list[Edit]]:
        """Return the edits of the message, and those that could be made.

        Args:
            edits: the edits, and each as an edit of `text`.
        """

    @abstractmethod
    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the message a part of the text is, as near as it can be said."""


def body_span(source: str, start: int, end: int, transfer: str, charset: Charset) -> EncodedText | None:
    """Return the text of a body; None if it cannot be decoded.

    Args:
        source: the message, a character per byte.
        start, end: where its body is.
        transfer: the transfer encoding that the headers name.
        charset: its charset.
    """
    transfer = transfer.strip().lower()
    if transfer == "base64":
        return _Base64.of(source, start, end, charset)
    if transfer in ("", "7bit", "8bit", "binary", "quoted-printable"):
        return _Mapped(source, start, end, charset, is_quoted=transfer == "quoted-printable")
    return None


# Runs of ASCII characters for themselves, bytes in quoted-printable, its soft line breaks, and other bytes.
_PLAIN_TOKEN = re.compile(r"(?P<run>[\x00-\x7f]+)|(?P<byte>[\x80-\xff])")
_QUOTED_TOKEN = re.compile(
    r"(?P<run>[\x00-\x3c\x3e-\x7f]+)|=(?P<code>[\dA-Fa-f]{2})|(?P<soft>=[ \t]*\r?(?:\n|\Z))|(?P<byte>=|[\x80-\xff])"
)
_QUOTED_LINE_CHARS = 76
_QUOTED_UNIT = re.compile(r"=[\dA-F]{2}|[\s\S]")


class _Mapped(EncodedText):
    """A text whose characters each have a place in the message."""

    def __init__(self, source: str, start: int, end: int, charset: Charset, *, is_quoted: bool) -> None:
        self._source = source
        self._end = end
        self._charset = charset
        self._is_quoted = is_quoted
        self._may_be_8bit = is_quoted or not source[start:end].isascii()
        self._map = SourceMap(source, str)
        self._add(start, end)
        self.text = self._map.text

    def _add(self, start: int, end: int) -> None:
        decoder = codecs.getincrementaldecoder(self._charset.codec)("surrogateescape")
        begun = -1  # where the bytes begin of which the decoder has no character yet
        for token in (_QUOTED_TOKEN if self._is_quoted else _PLAIN_TOKEN).finditer(self._source, start, end):
            kind, at = token.lastgroup, token.start()
            if kind == "soft":
                continue
            if kind == "run" and begun < 0:
                self._map.copy(at, token.end())
                continue
            data = bytes.fromhex(token["code"]) if kind == "code" else token[0].encode("latin-1")
            for number in range(len(data)):
                # Only a run has more than one byte; once a character is complete, the rest of it is ASCII.
                place = at + number
                if begun < 0 and kind == "run":
                    self._map.copy(place, token.end())
                    break
                begun = place if begun < 0 else begun
                if text := decoder.decode(data[number : number + 1]):
                    self._map.stand_for(text, begun, place + 1 if kind == "run" else token.end())
                    begun = -1
        if begun >= 0:
            self._map.stand_for(decoder.decode(b"", final=True), begun, end)

    def splices(self, edits: Sequence[tuple[Edit, Edit]]) -> tuple[list[Edit], list[Edit]]:
        splices: list[Edit] = []
        made: list[Edit] = []
        for original, edit in edits:
            place = self._map.span(edit.start, edit.end)
            spelled = self._spell(edit.replacement, place[1]) if place is not None else None
            if place is not None and spelled is not None:
                splices.append(Edit(*place, spelled, edit.rule, edit.confidence))
                made.append(original)
        return (self._wrapped(splices) if self._is_quoted else splices), made

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._map.span(start, end) or self._map.cover(start, end)

    def _spell(self, text: str, end: int) -> str | None:
        """A text as the message has it; None where that has no bytes for it."""
        data = self._charset.encode(text)
        if data is None or not (self._may_be_8bit or data.isascii()):
            return None
        if not self._is_quoted:
            return data.decode("latin-1")
        spelled = "".join(chr(byte) if byte in _LITERAL else f"={byte:02X}" for byte in data)
        if spelled[-1:] in (" ", "\t") and (end >= self._end or self._source[end] in "\r\n"):
            spelled = f"{spelled[:-1]}={ord(spelled[-1]):02X}"  # at the end of a line it would be lost
        return spelled

    def _wrapped(self, splices: list[Edit]) -> list[Edit]:
        """Break the lines that became longer than quoted-printable allows."""
        wrapped: list[Edit] = []
        for low, high, here in self._by_line(splices):
            lines = apply(self._source[low:high], [splice.moved(-low) for splice in here]).split("\n")
            if max(len(line.rstrip("\r")) for line in lines) <= _QUOTED_LINE_CHARS:
                wrapped += here
                continue
            newline = "\r\n" if self._source[high - 1 : high] == "\r" else "\n"
            new = "\n".join(f"={newline}".join(_quoted_lines(line)) for line in lines)
            rule = "+".join(dict.fromkeys(splice.rule for splice in here))
            wrapped.append(Edit(low, high, new, rule, min(splice.confidence for splice in here)))
        return wrapped

    def _by_line(self, splices: Sequence[Edit]) -> Iterator[tuple[int, int, list[Edit]]]:
        """Yield the splices by the whole lines that they are in: a character can have its bytes on two lines."""
        here: list[Edit] = []
        low = high = -1
        for splice in splices:
            if here and splice.start > high:
                yield low, high, here
                here = []
            if not here:
                low = self._source.rfind("\n", 0, splice.start) + 1
            here.append(splice)
            high = self._source.find("\n", splice.end)
            high = len(self._source) if high < 0 else high
        if here:
            yield low, high, here


# What stands for itself in quoted-printable: what is printed in ASCII, but for the equals sign, and white space.
_LITERAL = frozenset({*b"\t\n\r", *range(0x20, 0x7F)} - {0x3D})


def _quoted_lines(line: str) -> Iterator[str]:
    """Cut a line of quoted-printable so that each part fits with the sign of a soft break after it."""
    part = ""
    for unit in _QUOTED_UNIT.findall(line):
        if len(part) + len(unit) >= _QUOTED_LINE_CHARS and unit != "\r":
            yield part
            part = ""
        part += unit
    yield part


class _Base64(EncodedText):
    """A text that is encoded as a whole."""

    def __init__(self, source: str, start: int, end: int, text: str, charset: Charset) -> None:
        self._source = source
        self._start, self._end = start, end
        self._charset = charset
        self.text = text

    @classmethod
    def of(cls, source: str, start: int, end: int, charset: Charset) -> _Base64 | None:
        """Return the text; None where encoding it again would not give the same characters."""
        payload = source[start:end].strip()
        start += source[start:end].find(payload)
        try:
            data = base64.b64decode(payload.encode("latin-1"), validate=False)
            text = data.decode(charset.codec, "surrogateescape")
        except (binascii.Error, UnicodeError):
            return None
        found = cls(source, start, start + len(payload), text, charset)
        return found if found._encoded(text) == payload else None

    def splices(self, edits: Sequence[tuple[Edit, Edit]]) -> tuple[list[Edit], list[Edit]]:
        kept = [pair for pair in edits if self._charset.encode(pair[1].replacement) is not None]
        new = self._encoded(apply(self.text, [edit for _, edit in kept])) if kept else None
        if new is None:
            return [], []
        old = self._source[self._start : self._end]
        before, after = common_prefix_suffix(old, new)
        rule = "+".join(dict.fromkeys(edit.rule for _, edit in kept))
        sure = min(edit.confidence for _, edit in kept)
        splice = Edit(self._start + before, self._end - after, new[before : len(new) - after], rule, sure)
        return [splice], [original for original, _ in kept]

    def span(self, start: int, end: int) -> tuple[int, int]:  # noqa: ARG002
        return self._start, self._end

    def _encoded(self, text: str) -> str | None:
        """A text as the message would have it."""
        data = self._charset.encode(text)
        if data is None:
            return None
        payload = self._source[self._start : self._end]
        first = payload.partition("\n")[0]
        newline = "\r\n" if first.endswith("\r") else "\n"
        width = len(first.rstrip("\r"))
        whole = base64.b64encode(data).decode("ascii")
        return newline.join(whole[at : at + width] for at in range(0, len(whole), width)) if width else whole


class Body(TextSpan):
    """The text of a body, or the prose of the HTML that it is."""

    __slots__ = ("_encoded", "_places", "_prose")

    def __init__(self, encoded: EncodedText, prose: SourceMap | None, block: Block) -> None:
        super().__init__(encoded.text if prose is None else prose.text)
        self._encoded = encoded
        self._prose = prose
        self._places = Places(block)

    def splices(self, result: Result) -> tuple[Sequence[Edit], Sequence[Edit]]:
        edits: list[tuple[Edit, Edit]] = []
        for edit in result.edits:
            if self._prose is None:
                edits.append((edit, edit))
            elif place := self._prose.span(edit.start, edit.end):
                inner = edit._replace(start=place[0], end=place[1], replacement=self._prose.spell(edit.replacement))
                edits.append((edit, inner))
        return self._encoded.splices(edits)

    def place(self, edit: Edit) -> Mapping[str, int | str]:
        start, end = edit.start, edit.end
        if self._prose is not None:
            start, end = self._prose.span(start, end) or self._prose.cover(start, end)
        start, end = self._encoded.span(start, end)
        return self._places.of(edit._replace(start=start, end=end))

"""E-mail (.eml, .mbox): the text of a message is repaired, in plain text and HTML; all else keeps its bytes.

A file is read as bytes, one character each. The text of a part is decoded from its transfer encoding and its charset,
with the place of each character, and an edit is written in both again. So headers, attachments, boundaries and all that
is not repaired stay as they are. Signed and encrypted parts are left alone: a signature holds for the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from typing import Any, BinaryIO, ClassVar, NamedTuple

from textmend.errors import FileError
from textmend.formats import html
from textmend.formats.base import Block, BlockResult, Extractor, FormatOptions, Problem, Reader, TextSpan
from textmend.formats.mail_body import Body, Charset, body_span
from textmend.formats.source import Source

__all__ = ["MailReader"]

# A message of a mailbox begins with such a line, after a blank one.
_FROM = re.compile(r"(?:(?<=\n\n)|(?<=\n\r\n))From (?=\S+ +\S)")
_ENVELOPE = re.compile(r"From [^\n]*\n")
_END_OF_HEADERS = re.compile(r"(?:\A|\n)\r?\n")
_ENVELOPE_START = "From "
# So many characters are read at once, which is a hundred messages or a part of one.
_BLOCK_CHARS = 1 << 18
# Text that is signed inside of itself.
_SIGNED = "-----BEGIN PGP "
# Messages inside of messages are that deep at most in any real one.
_MAX_DEPTH = 40


class MailReader(Reader):
    """A message, or a mailbox of them."""

    name: ClassVar[str] = "mail"
    suffixes: ClassVar[tuple[str, ...]] = (".eml", ".mbox")

    def __init__(self, source: Source, options: FormatOptions) -> None:
        super().__init__(source, options)
        self.extractor = _TextParts(options.encoding)

    def blocks(self) -> Iterator[Block]:
        """Yield the message, or the messages of a mailbox, a few at a time."""
        line, offset = 1, 0
        waiting = ""
        for chunk in self.source.chunks():
            waiting += chunk.decode("latin-1")
            # Whether a message begins here can depend on the characters that follow.
            if not waiting.startswith(_ENVELOPE_START) or len(waiting) < _BLOCK_CHARS:
                continue
            low = 0
            for message in _FROM.finditer(waiting, 1):
                if message.start() - low >= _BLOCK_CHARS:
                    block = waiting[low : message.start()]
                    yield Block(block, line, 1, offset)
                    line += block.count("\n")
                    offset += len(block)
                    low = message.start()
            waiting = waiting[low:]
        if waiting:
            yield Block(waiting, line, 1, offset)

    def shown(self, line: str) -> str:
        """Return a line of a message, which is most often in UTF-8, as text; the name of the file is text already."""
        if line.startswith(("--- ", "+++ ")):
            return line
        return line.encode("latin-1", "replace").decode("utf-8", "backslashreplace")

    def write(self, content: Any, sink: BinaryIO) -> None:
        sink.write(content.encode("latin-1"))


class _Part(NamedTuple):
    """A part without parts: its headers, and where its body is."""

    headers: Message
    start: int
    end: int


class _TextParts(Extractor):
    """The text of each part is a text span."""

    def __init__(self, encoding: str | None) -> None:
        self._encoding = encoding

    def passages(self, block: Block, part: BlockResult, *, skip: bool) -> Iterator[TextSpan]:  # noqa: ARG002
        source: str = block.content
        for start, end in _messages(source):
            for each in _text_parts(source, start, end):
                yield from self._text_of(each, block, part)

    def _text_of(self, each: _Part, block: Block, part: BlockResult) -> Iterator[TextSpan]:
        """Yield the text of a part, if it can be read."""
        source: str = block.content
        line = block.line + source.count("\n", 0, each.start)
        name = each.headers.get_content_charset() or self._encoding or "us-ascii"
        charset = Charset.of(name)
        if charset is None:
            problem = f"the text from here on is in {name!r}, which cannot be decoded and encoded in parts"
            part.problems.append(Problem(line, "line", problem))
            return
        transfer = str(each.headers["Content-Transfer-Encoding"] or "")
        body = body_span(source, each.start, each.end, transfer, charset)
        if body is None or _SIGNED in body.text:
            return
        try:
            prose = html.text_map(body.text, "") if each.headers.get_content_subtype() == "html" else None
        except FileError as error:
            part.problems.append(Problem(line, "line", f"the HTML from here on {error.problem}"))
            return
        yield Body(body, prose, block)


def _messages(source: str) -> Iterator[tuple[int, int]]:
    """Yield where messages are, without the lines that begin them in a mailbox."""
    starts = [0]
    if source.startswith(_ENVELOPE_START):
        starts += [message.start() for message in _FROM.finditer(source, 1)]
    for start, end in zip(starts, [*starts[1:], len(source)], strict=True):
        envelope = _ENVELOPE.match(source, start)
        yield envelope.end() if envelope else start, end


def _text_parts(source: str, start: int, end: int, depth: int = 0) -> Iterator[_Part]:
    """Yield the parts of a message, or of a part, that are text to read."""
    blank = _END_OF_HEADERS.search(source[start:end])
    body = start + blank.end() if blank else end
    headers = HeaderParser().parsestr(source[start:body])
    kind = headers.get_content_type()
    if depth >= _MAX_DEPTH or kind in ("multipart/signed", "multipart/encrypted"):
        return
    if headers.get_content_maintype() == "multipart":
        for low, high in _between_boundaries(source, body, end, headers.get_boundary()):
            yield from _text_parts(source, low, high, depth + 1)
    elif kind == "message/rfc822":
        yield from _text_parts(source, body, end, depth + 1)
    elif kind in ("text/plain", "text/html") and headers.get_content_disposition() != "attachment":
        # The blank line at the end of a message separates it from the next one.
        yield _Part(headers, body, body + len(source[body:end].rstrip("\r\n")))


def _between_boundaries(source: str, start: int, end: int, boundary: str | None) -> Iterator[tuple[int, int]]:
    """Yield the spans of the parts that a boundary separates. The line end before a boundary belongs to that."""
    if not boundary:
        return
    mark = re.compile(rf"^--{re.escape(boundary)}(--)?[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
    low: int | None = None
    for found in mark.finditer(source, start, end):
        if low is not None:
            high = found.start() - 1
            yield low, max(low, high - (source[high - 1 : high] == "\r"))
        low = None if found[1] else found.end()
        if found[1]:
            return
    if low is not None:
        yield low, end
